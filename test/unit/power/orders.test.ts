import assert from "node:assert/strict";
import {
  type CoordinatorState,
  newCoordinator,
  restoredCoordinator,
  resume,
  stepCoordinator,
} from "../../../src/power/coordinator.ts";
import type { CoordinatorEffect, CoordinatorInput, PowerOrder } from "../../../src/power/model.ts";
import { aPowerConfig, aReading } from "../../support/power.ts";

const config = aPowerConfig();
type WithoutTime<Input> = Input extends unknown ? Omit<Input, "atMs"> : never;
const hour = 3_600_000;

/** A coordinator whose UPSes were on mains for two minutes. */
class Bench {
  state: CoordinatorState = newCoordinator({ bootId: "1".repeat(32), atMs: 0 });
  atMs = 0;
  effects: CoordinatorEffect[] = [];
  #seq = 0;

  constructor() {
    this.poll(24);
  }

  step(input: WithoutTime<CoordinatorInput>): readonly CoordinatorEffect[] {
    // A distributed Omit and its moment are the input again.
    const whole = { ...input, atMs: this.atMs } as CoordinatorInput;
    // As it is on disk between any two.
    const saved = JSON.parse(JSON.stringify(this.state)) as CoordinatorState;
    const { state, effects } = stepCoordinator(saved, whole, config);
    this.state = state;
    this.effects.push(...effects);
    return effects;
  }

  poll(times: number, reading: Parameters<typeof aReading>[0] = { chargePercent: 100 }): void {
    for (let i = 0; i < times; i++) {
      this.atMs += 5000;
      this.#seq += 1;
      for (const ups of ["pyrphoros", "statera"]) {
        const said = aReading({ seq: this.#seq, runtimeS: 3000, ...reading });
        this.step({ kind: "reading", ups, origin: "local", reading: said });
      }
      this.step({ kind: "tick" });
    }
  }

  order(order: Partial<PowerOrder> & Pick<PowerOrder, "what">): string {
    const usual =
      order.what === "shutdown"
        ? { mode: "poweroff", skips: [] }
        : order.what === "cancel"
          ? { isOfStartup: false }
          : { isBootstrap: false, ignoreCharge: false, waitsForOthers: false };
    // All that an order of its kind has.
    const whole = { id: "o1", by: "root", reason: "work", ...usual, ...order } as PowerOrder;
    const effects = this.step({ kind: "order", order: whole });
    const answers = effects.flatMap((effect) => (effect.kind === "answer" ? [effect] : []));
    assert.equal(answers.length, 1);
    const [answer] = answers;
    return answer && "run" in answer ? `run ${answer.run}` : (answer?.refusal ?? "");
  }

  boot(bootId: string): void {
    this.state = restoredCoordinator(this.state, { bootId, atMs: 0 });
    this.atMs = 0;
    this.poll(24);
  }
}

describe("what is ordered of the coordinator", () => {
  it("[REQ-ORD-1] a shutdown takes all nodes, and never the coordinator's power by itself", () => {
    const bench = new Bench();
    assert.equal(bench.order({ what: "shutdown" }), "run 1");
    const names = config.nodes.map(({ name }) => name);
    const others = names.filter((name) => name !== "titan-db");
    bench.step({ kind: "run", run: 1, event: { kind: "power-off-told", nodes: others } });
    bench.step({ kind: "run", run: 1, event: { kind: "gone", nodes: others } });
    bench.step({ kind: "run", run: 1, event: { kind: "others-gone" } });
    bench.step({
      kind: "run",
      run: 1,
      event: { kind: "finished", outcome: "done", executed: true },
    });
    assert.equal(bench.state.phase.at, "watching");
    bench.poll(2000);
    const kinds = new Set(bench.effects.map(({ kind }) => kind));
    assert.ok(!kinds.has("power-off-self") && !kinds.has("start-up"));
    // Their silence is of its making, and nothing of an outage.
    assert.equal(bench.effects.filter(({ kind }) => kind === "begin-run").length, 1);
  });

  it("[REQ-ORD-2] one that a battery needs is told so, and goes as far as any", () => {
    const bench = new Bench();
    bench.order({ what: "shutdown", mode: "cluster-only" });
    bench.poll(10, { flags: ["OB"], runtimeS: 100, chargePercent: 20 });
    const widened = bench.effects.filter(({ kind }) => kind === "widen-run");
    assert.equal(widened.length, 1);
    bench.step({
      kind: "run",
      run: 1,
      event: { kind: "power-off-told", nodes: ["tethys", "titan-0a"] },
    });
    bench.step({ kind: "run", run: 1, event: { kind: "others-gone" } });
    assert.equal(bench.state.phase.at, "holding");
    bench.poll(10, { flags: ["OB"], runtimeS: 20, chargePercent: 5 });
    assert.ok(bench.effects.some(({ kind }) => kind === "power-off-self"));
  });

  it("[REQ-ORD-3] a bootstrap does nothing against an operator's shutdown of the last 12 h", () => {
    const bench = new Bench();
    bench.order({ what: "shutdown", wallMs: 1000 * hour });
    bench.step({
      kind: "run",
      run: 1,
      event: { kind: "finished", outcome: "done", executed: true },
    });
    const bootstrap = { what: "startup", isBootstrap: true } as const;
    assert.match(bench.order(bootstrap), /root has shut the cluster down/);
    bench.boot("2".repeat(32));
    assert.match(bench.order({ ...bootstrap, wallMs: 1000 * hour + 12 * hour - 1 }), /has shut/);
    // The clock went back: nobody knows how old it is.
    const other = new Bench();
    other.state = bench.state;
    other.atMs = bench.atMs;
    assert.match(other.order({ ...bootstrap, wallMs: 999 * hour }), /^run/);
    assert.match(bench.order({ ...bootstrap, wallMs: 1000 * hour + 12 * hour }), /^run/);
  });

  it("[REQ-ORD-3] by a clock that nobody vouches for it is too old in another boot", () => {
    const bench = new Bench();
    bench.order({ what: "shutdown", wallMs: 1000 * hour });
    bench.step({
      kind: "run",
      run: 1,
      event: { kind: "finished", outcome: "done", executed: true },
    });
    bench.boot("2".repeat(32));
    assert.match(bench.order({ what: "startup", isBootstrap: true }), /^run/);
  });

  it("[REQ-ORD-4] a startup waits for mains and batteries; --ignore-charge for the mains alone", () => {
    const bench = new Bench();
    bench.poll(30, { chargePercent: 30, runtimeS: 60 });
    assert.match(bench.order({ what: "startup" }), /charge 30 %.*--ignore-charge/);
    assert.match(bench.order({ what: "startup", ignoreCharge: true }), /^run/);
    const onBattery = new Bench();
    onBattery.poll(1, { flags: ["OB"], chargePercent: 99 });
    assert.match(onBattery.order({ what: "startup", ignoreCharge: true }), /not on mains/);
    const forced = new Bench();
    forced.poll(30, { flags: ["OL", "FSD"] });
    assert.doesNotMatch(forced.order({ what: "startup", ignoreCharge: true }), /^run/);
  });

  it("[REQ-ORD-5] is called off before anybody was told, and not after", () => {
    const bench = new Bench();
    bench.order({ what: "shutdown" });
    assert.equal(bench.order({ what: "cancel" }), "run 1");
    bench.step({
      kind: "run",
      run: 1,
      event: { kind: "finished", outcome: "cancelled", executed: true },
    });
    assert.equal(bench.state.phase.at, "starting");
    const late = new Bench();
    late.order({ what: "shutdown" });
    late.step({ kind: "run", run: 1, event: { kind: "power-off-told", nodes: ["titan-0a"] } });
    assert.match(late.order({ what: "cancel" }), /titan-0a was told to power off/);
    assert.match(new Bench().order({ what: "cancel" }), /no run under way/);
  });

  it("[REQ-HCL-32] called off once more, what brings it back goes on, unless that is meant", () => {
    const bench = new Bench();
    bench.order({ what: "shutdown" });
    assert.match(bench.order({ what: "cancel", isOfStartup: true }), /^shutdown 1 is under way/);
    assert.equal(bench.order({ what: "cancel" }), "run 1");
    assert.equal(bench.order({ what: "cancel" }), "run 1", "said twice before it is over");
    const event = { kind: "finished", outcome: "cancelled", executed: true } as const;
    bench.step({ kind: "run", run: 1, event });
    assert.match(
      bench.order({ what: "cancel" }),
      /^startup 2 is under way, which brings back what run 1 has stopped: `hecate cancel --startup`/,
    );
    assert.ok(!bench.effects.some((effect) => effect.kind === "cancel-run" && effect.run === 2));
    assert.equal(bench.order({ what: "cancel", isOfStartup: true }), "run 2");
  });

  it("[REQ-HCL-32] called off while the mains are away, it is said what becomes of it", () => {
    const bench = new Bench();
    bench.poll(10, { flags: ["OB"], runtimeS: 100, chargePercent: 20 });
    assert.equal(bench.order({ what: "cancel" }), "run 1");
    const event = { kind: "finished", outcome: "cancelled", executed: true } as const;
    bench.step({ kind: "run", run: 1, event });
    assert.match(
      bench.order({ what: "cancel" }),
      /^shutdown 1 is called off already: what it has stopped is brought back when mains/,
    );
  });

  it("[REQ-ORD-5] what was called off is so over a restart of whoever carries it out", () => {
    const bench = new Bench();
    bench.order({ what: "shutdown" });
    bench.order({ what: "cancel" });
    const kinds = (state: CoordinatorState) =>
      resume(state).flatMap(({ kind }) =>
        kind.endsWith("-run") || kind === "start-up" ? [kind] : [],
      );
    assert.deepEqual(kinds(bench.state), ["begin-run", "cancel-run"]);
    const starting = new Bench();
    starting.order({ what: "startup" });
    starting.order({ what: "cancel" });
    assert.deepEqual(kinds(starting.state), ["start-up", "cancel-run"]);
  });

  it("[REQ-ORD-6] a successor is told of it as it was, and that a battery needs it by now", () => {
    const bench = new Bench();
    bench.order({ what: "shutdown", mode: "cluster-only", skips: ["drain"] });
    const ordered = { mode: "cluster-only", skips: ["drain"] };
    const [begin, ...more] = resume(bench.state).filter(({ kind }) => kind.endsWith("-run"));
    assert.deepEqual(begin && "ordered" in begin ? begin.ordered : undefined, ordered);
    assert.deepEqual(more, []);
    bench.poll(10, { flags: ["OB"], runtimeS: 100, chargePercent: 20 });
    const kinds = resume(bench.state).map(({ kind }) => kind);
    assert.deepEqual(kinds.slice(0, 2), ["begin-run", "widen-run"]);
  });

  it("[REQ-ORD-6] the branch that Flux is to follow is told to a successor, and holds for a startup that was owed", () => {
    const bench = new Bench();
    const order = { what: "startup", forceFluxBranch: "main" } as const;
    bench.order(order);
    const branches = (effects: readonly CoordinatorEffect[]) =>
      effects.flatMap((effect) => (effect.kind === "start-up" ? [effect.forceFluxBranch] : []));
    assert.deepEqual(branches(bench.effects), ["main"]);
    assert.deepEqual(branches(resume(bench.state)), ["main"]);
    const owing = new Bench();
    owing.order({ what: "shutdown" });
    owing.boot("2".repeat(32));
    owing.order(order);
    assert.deepEqual(branches(owing.effects), ["main"]);
    assert.deepEqual(branches(resume(owing.state)), ["main"]);
  });

  it("[REQ-ORD-7] there is one run at a time", () => {
    const bench = new Bench();
    bench.order({ what: "shutdown" });
    assert.match(bench.order({ what: "shutdown" }), /shutdown 1 is under way/);
    assert.match(bench.order({ what: "startup" }), /hecate cancel/);
    const starting = new Bench();
    assert.equal(starting.order({ what: "startup" }), "run 1");
    assert.match(starting.order({ what: "startup" }), /startup 1 is under way/);
    // Whoever has the cluster started at boot is told who does that already.
    assert.equal(starting.order({ what: "startup", isBootstrap: true }), "run 1");
  });

  it("[REQ-CRD-130] the branch that was ordered outlives a boot and an outage in its startup, and ends with that startup or another order", () => {
    const begun = (bench: Bench, act: () => void) => {
      bench.effects = [];
      act();
      const { effects } = bench;
      return effects.flatMap((each) => (each.kind === "start-up" ? [each.forceFluxBranch] : []));
    };
    const outage = (bench: Bench) => {
      bench.poll(10, { flags: ["OB"], runtimeS: 100, chargePercent: 20 });
      bench.poll(24);
    };
    const bench = new Bench();
    bench.order({ what: "startup", forceFluxBranch: "rescue" });
    assert.deepEqual(
      begun(bench, () => bench.boot("2".repeat(32))),
      ["rescue"],
    );
    assert.deepEqual(
      begun(bench, () => outage(bench)),
      ["rescue"],
    );
    // Booted before the mains were back: who has the cluster started at boot names no branch.
    bench.boot("3".repeat(32));
    assert.equal(bench.state.fluxBranch, "rescue");
    const { run } = bench.state.phase.at === "starting" ? bench.state.phase : { run: 0 };
    bench.step({ kind: "run", run, event: { kind: "finished", outcome: "done", executed: true } });
    assert.deepEqual(
      begun(bench, () => outage(bench)),
      [undefined],
    );
    for (const outcome of ["failed", "cancelled"] as const) {
      const ended = new Bench();
      ended.order({ what: "startup", forceFluxBranch: "rescue" });
      ended.step({ kind: "run", run: 1, event: { kind: "finished", outcome, executed: true } });
      assert.equal(ended.state.fluxBranch, undefined);
    }
    const other = new Bench();
    other.order({ what: "startup", forceFluxBranch: "rescue" });
    other.state = restoredCoordinator(other.state, { bootId: "2".repeat(32), atMs: 0 });
    other.atMs = 0;
    // Not on mains without doubt: it is refused, and what was ordered before holds.
    other.poll(1, { flags: ["OB"], runtimeS: 3000 });
    assert.match(other.order({ what: "startup", forceFluxBranch: "late" }), /not on mains/);
    assert.equal(other.state.fluxBranch, "rescue");
    const bootstrap = { what: "startup", isBootstrap: true, ignoreCharge: true } as const;
    other.poll(1);
    assert.deepEqual(
      begun(other, () => other.order(bootstrap)),
      ["rescue"],
    );
    other.step({
      kind: "run",
      run: 2,
      event: { kind: "finished", outcome: "done", executed: true },
    });
    other.order({ what: "startup", forceFluxBranch: "rescue" });
    other.boot("3".repeat(32));
    other.order({ what: "cancel" });
    assert.deepEqual(
      begun(other, () => other.order({ what: "shutdown" })),
      [],
    );
    assert.equal(other.state.fluxBranch, undefined);
  });
});
