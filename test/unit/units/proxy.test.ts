import assert from "node:assert/strict";
import fc from "fast-check";
import {
  againMs,
  isWanted,
  newTarget,
  showMs,
  stepTarget,
  type Target,
  type TargetEffect,
  type TargetInput,
  type TargetMoment,
  type TargetView,
} from "../../../src/units/proxy.ts";

const down: TargetView = { target: "inactive", dependency: "" };
const up: TargetView = { target: "active", dependency: "active" };
const moment = (over: Partial<TargetMoment> = {}): TargetMoment => ({
  monoMs: 1000,
  view: down,
  isEverybodyHeard: true,
  ...over,
});
const want = (id: string, wasActive = false): TargetInput => ({ kind: "want", id, wasActive });
const drop = (id: string): TargetInput => ({ kind: "drop", id });
const look: TargetInput = { kind: "look" };
const begun = (job: string): TargetInput => ({ kind: "begun", job });
const ended = (job: string, result = "done"): TargetInput => ({ kind: "ended", job, result });

type Move = readonly [TargetInput, Partial<TargetMoment>?];
/** The target after these steps, and everything that was to be done. */
function run(...moves: readonly Move[]): {
  target: Target;
  effects: TargetEffect[];
  states: string[];
} {
  let target = newTarget("node2", "web.service");
  const effects: TargetEffect[] = [];
  for (const [input, at] of moves) {
    const step = stepTarget(target, input, moment(at));
    target = step.target;
    if (step.effect) effects.push(step.effect);
  }
  return { target, effects, states: [...target.requesters.values()].map(({ state }) => state) };
}
const held: readonly Move[] = [[want("a")], [begun("j1")], [ended("j1")], [look, { view: up }]];

describe("a target of other nodes' units", () => {
  it("[REQ-PRX-1] is started for the first who needs it, and active once it is seen to be", () => {
    const begins = run([want("a")], [begun("j1")], [ended("j1")]);
    assert.deepEqual([begins.effects, begins.states], [["start"], ["waiting"]]);
    const { effects, states } = run(...held);
    assert.deepEqual([effects, states], [["start"], ["active"]]);
  });

  it("[REQ-PRX-1] is not believed to be down by what the node showed before the job", () => {
    const { states } = run(...held.slice(0, 3), [look, { view: down }], [look, { view: up }]);
    assert.deepEqual(states, ["active"]);
  });

  it("[REQ-PRX-3] is failed when it is started and not seen to be active", () => {
    const { states, target } = run(...held.slice(0, 3), [look, { monoMs: 1000 + showMs }]);
    assert.deepEqual(states, ["failed"]);
    assert.equal(
      target.requesters.get("a")?.reason,
      "web.service on node2 was started and is not active",
    );
  });

  it("[REQ-PRX-3] waits for a node that is away, and fails by its job's end, with the reason", () => {
    const away = run([want("a"), { view: undefined }]);
    assert.deepEqual([away.effects, away.states], [[], ["waiting"]]);
    const { effects, states, target } = run(
      [want("a"), { view: undefined }],
      [look],
      [begun("j1")],
      [ended("j0", "failed")],
      [{ kind: "ended", job: "j1", result: "dependency", detail: "why" }],
    );
    assert.deepEqual([effects, states], [["start"], ["failed"]]);
    assert.match(target.requesters.get("a")?.reason ?? "", /dependency \(why\)/);
  });

  it("[REQ-PRX-3] fails when nothing can be begun, and is not tried again for the same", () => {
    const { effects, states } = run([want("a")], [{ kind: "refused", reason: "busy" }], [look]);
    assert.deepEqual([effects, states], [["start"], ["failed"]]);
  });

  it("[REQ-PRX-4] is shared, and let go of by the last", () => {
    const two = run(...held, [want("b"), { view: up }], [drop("a"), { view: up }]);
    assert.deepEqual([two.effects, two.states], [["start"], ["active"]]);
    const none = run(...held, [drop("a"), { view: up }], [begun("j2")], [look, { view: up }]);
    assert.deepEqual(none.effects, ["start", "stop"]);
  });

  it("[REQ-PRX-4] is canceled while it starts when nobody wants it any more", () => {
    const { effects, target } = run([want("a")], [begun("j1")], [drop("a")], [ended("j1")]);
    assert.deepEqual(effects, ["start", "stop"]);
    assert.equal(target.phase.kind, "stopping");
  });

  it("[REQ-PRX-4] is started anew, after its stop has shown, for who comes meanwhile", () => {
    const moves: readonly Move[] = [
      ...held,
      [drop("a"), { view: up }],
      [begun("j2")],
      [want("b"), { view: up }],
      [ended("j2"), { view: up }],
      // What the node shows may be from before the stop.
      [look, { view: up }],
    ];
    assert.deepEqual(run(...moves).states, ["waiting"]);
    const { effects } = run(...moves, [look, { view: { target: "active", dependency: "" } }]);
    assert.deepEqual(effects, ["start", "stop", "start"]);
  });

  it("[REQ-PRX-4] whose stop failed is tried again, later", () => {
    const moves: readonly Move[] = [
      ...held,
      [drop("a"), { view: up }],
      [begun("j2")],
      [ended("j2", "failed"), { view: up }],
      [look, { view: up, monoMs: 1000 + againMs - 1 }],
    ];
    assert.deepEqual(run(...moves).effects, ["start", "stop"]);
    const later = run(...moves, [look, { view: up, monoMs: 1000 + againMs }]);
    assert.deepEqual(later.effects, ["start", "stop", "stop"]);
  });

  it("[REQ-PRX-5] has stopped when it, or what holds it, is seen to be down", () => {
    const failed = run(...held, [look, { view: { target: "failed", dependency: "inactive" } }]);
    assert.deepEqual(failed.states, ["stopped"]);
    assert.equal(failed.target.requesters.get("a")?.reason, "web.service on node2 is failed");
    const released = run(...held, [look, { view: { target: "active", dependency: "" } }]);
    assert.match(released.target.requesters.get("a")?.reason ?? "", /dependency .* was stopped/);
    assert.deepEqual(released.effects, ["start"]);
  });

  it("[REQ-PRX-6] changes nothing while its node is unreachable, and has stopped when that is lost", () => {
    assert.deepEqual(run(...held, [look, { view: undefined }]).states, ["active"]);
    const lost = run(...held, [{ kind: "lost" }, { view: undefined }], [look, { view: down }]);
    assert.deepEqual([lost.effects, lost.states], [["start"], ["stopped"]]);
    assert.equal(lost.target.requesters.get("a")?.reason, "node node2 was lost");
  });

  it("[REQ-PRX-6] goes on being waited for when its node is lost before anything was begun", () => {
    const moves: readonly Move[] = [
      [want("a"), { view: undefined }],
      [{ kind: "lost" }, { view: undefined }],
    ];
    assert.deepEqual(run(...moves).states, ["waiting"]);
    assert.deepEqual(run(...moves, [look]).effects, ["start"]);
  });

  const loose: TargetView = { target: "active", dependency: "" };

  it("[REQ-PRX-7] that was active before is held where it still is, and not started otherwise", () => {
    const still = run([want("a", true), { view: undefined }], [look, { view: up }]);
    assert.deepEqual([still.effects, still.states], [[], ["active"]]);
    const stopped = run([want("a", true), { view: undefined }], [look]);
    assert.deepEqual([stopped.effects, stopped.states], [[], ["stopped"]]);
    const held = run(
      [want("a", true), { view: loose }],
      [begun("j1")],
      [ended("j1"), { view: loose }],
      [look, { view: up }],
    );
    assert.deepEqual([held.effects, held.states], [["hold"], ["active"]]);
  });

  it("[REQ-PRX-6] that stops just as it is to be held again has stopped, and is not started", () => {
    const holding: readonly Move[] = [[want("a", true), { view: loose }], [begun("j1")]];
    // systemd refuses to start the dependency; that the target is down has not been heard yet.
    const refused = run(...holding, [ended("j1", "dependency"), { view: loose }]);
    assert.deepEqual([refused.effects, refused.states], [["hold"], ["stopped"]]);
    assert.match(refused.target.requesters.get("a")?.reason ?? "", /could not be held: dependency/);
    const after = run(...holding, [ended("j1"), { view: loose }], [look]);
    assert.deepEqual([after.effects, after.states], [["hold"], ["stopped"]]);
    assert.equal(after.target.requesters.get("a")?.reason, "web.service on node2 is inactive");
  });

  it("[REQ-PRX-6] is held again only once it is clear that it is active", () => {
    const between: TargetView = { target: "activating", dependency: "" };
    const moves: readonly Move[] = [
      [want("a", true), { view: between }],
      [look, { view: between, monoMs: 60_000 }],
    ];
    assert.deepEqual([run(...moves).effects, run(...moves).states], [[], ["waiting"]]);
    assert.deepEqual(run(...moves, [look, { view: loose }]).effects, ["hold"]);
    assert.deepEqual(run(...moves, [look]).states, ["stopped"]);
  });

  it("[REQ-PRX-6] is started for who is new, also when it could not be held for who was there before", () => {
    const late = run(
      [want("a", true), { view: loose }],
      [begun("j1")],
      [want("b"), { view: loose }],
      [ended("j1", "dependency")],
    );
    assert.deepEqual(
      [late.effects, late.states],
      [
        ["hold", "start"],
        ["stopped", "waiting"],
      ],
    );
    assert.deepEqual(late.target.phase, { kind: "starting", by: "b" });
    const failed = run(
      [want("a", true), { view: undefined }],
      [want("b"), { view: loose }],
      [begun("j1")],
      [ended("j1", "failed")],
    );
    assert.deepEqual([failed.effects, failed.states], [["start"], ["stopped", "failed"]]);
  });

  it("[REQ-PRX-6] is held later when hirte cannot begin anything at the moment", () => {
    const moves: readonly Move[] = [
      [want("a", true), { view: loose }],
      [{ kind: "refused", reason: "busy" }, { view: loose }],
      [look, { view: loose, monoMs: 1000 + againMs - 1 }],
    ];
    assert.deepEqual([run(...moves).effects, run(...moves).states], [["hold"], ["waiting"]]);
    assert.deepEqual(run(...moves, [want("b"), { view: loose }]).effects, ["hold", "start"]);
    const later = run(...moves, [look, { view: loose, monoMs: 1000 + againMs }]);
    assert.deepEqual(later.effects, ["hold", "hold"]);
  });

  it("[REQ-PRX-6] is let go of when who is to be held goes, and a hold is given up with its node", () => {
    const holding: readonly Move[] = [[want("a", true), { view: loose }], [begun("j1")]];
    assert.deepEqual(run(...holding, [drop("a"), { view: loose }]).effects, ["hold", "stop"]);
    const lost = run(
      ...holding,
      [{ kind: "lost" }, { view: undefined }],
      [ended("j1", "lost"), { view: loose }],
    );
    assert.deepEqual([lost.effects, lost.states], [["hold"], ["stopped"]]);
  });

  it("[REQ-PRX-7] that nobody speaks of is let go of only when everybody could have", () => {
    assert.deepEqual(run([look, { view: up, isEverybodyHeard: false }]).effects, []);
    assert.deepEqual(run([look, { view: up }]).effects, ["stop"]);
  });

  it("[REQ-PRX-4] is started only for who is new, once, held only while active, and not let go of while needed", () => {
    const id = fc.constantFrom("a", "b", "c");
    const job = fc.constantFrom("j1", "j2");
    const input: fc.Arbitrary<TargetInput> = fc.oneof(
      fc.record({ kind: fc.constant("want" as const), id, wasActive: fc.boolean() }),
      fc.record({ kind: fc.constant("drop" as const), id }),
      fc.record({ kind: fc.constant("begun" as const), job }),
      fc.record({
        kind: fc.constant("ended" as const),
        job,
        result: fc.constantFrom("done", "failed", "lost"),
      }),
      fc.constantFrom<TargetInput>(look, { kind: "lost" }, { kind: "refused", reason: "busy" }),
    );
    const state = fc.constantFrom("", "inactive", "activating", "active", "failed");
    const view = fc.option(fc.record({ target: state, dependency: state }), { nil: undefined });
    const move = fc.record({ input, view, isEverybodyHeard: fc.boolean(), ms: fc.nat(40_000) });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        let target = newTarget("node2", "web.service");
        let monoMs = 0;
        const startedFor = new Set<string>();
        for (const { input: next, ms, ...rest } of moves) {
          monoMs += ms;
          const before = target;
          const step = stepTarget(target, next, { ...rest, monoMs });
          target = step.target;
          for (const known of startedFor)
            if (!target.requesters.has(known)) startedFor.delete(known);
          const { phase } = target;
          switch (step.effect) {
            case "start": {
              assert.ok(phase.kind === "starting" && !startedFor.has(phase.by));
              startedFor.add(phase.by);
              const { state, isResuming } = target.requesters.get(phase.by) ?? {};
              assert.deepEqual([state, isResuming], ["waiting", false]);
              break;
            }
            case "hold":
              assert.equal(rest.view?.target, "active");
              break;
            case "stop":
              assert.ok(!isWanted(target));
              break;
            case undefined:
              break;
          }
          // Who was there before is never among those for whom it is started.
          for (const [one, { isResuming }] of before.requesters) {
            if (isResuming) assert.notEqual(target.requesters.get(one)?.state, "failed");
          }
        }
      }),
    );
  });
});
