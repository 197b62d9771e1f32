import { deepEqual, equal, match } from "node:assert/strict";
import { withoutAbsent } from "../../../agent/systemd-values.ts";
import { deadlinesOf, stepGuard } from "../../../src/power/guard.ts";
import {
  defaultGuardPolicy,
  type GuardEffect,
  type GuardInput,
  type GuardState,
  idleGuard,
} from "../../../src/power/guard-model.ts";
import type { PowerGuard } from "../../../src/protocol/generated/schemas.ts";

const session = 7;
/** What a guard says; undefined: it says nothing of it. */
type Guard = { readonly [K in keyof PowerGuard]?: PowerGuard[K] | undefined };

/** A node in an outage: what comes in, and what the guard does about it. */
class Node {
  nowMs = 1_000_000;
  state: GuardState = idleGuard;
  readonly did: GuardEffect[] = [];
  #seq = 0;

  input(
    input: GuardInput extends infer I ? (I extends GuardInput ? Omit<I, "bootMs"> : never) : never,
  ) {
    // The moment completes the one input that it is of.
    const { state, effects } = stepGuard(
      this.state,
      { ...input, bootMs: this.nowMs } as GuardInput,
      defaultGuardPolicy,
    );
    this.state = state;
    this.did.push(...effects);
    return effects;
  }

  hear(rest: Guard = {}, { isRetained = false, hasSession = true } = {}) {
    const usual = { outage: "o1", line: "ob", runtimeS: 600, stopBudgetS: 100 } as const;
    const said = { ...usual, session, seq: ++this.#seq, ...rest };
    // As it comes over the wire: what is undefined is absent, and nothing that is needed is.
    const guard = withoutAbsent(said) as PowerGuard;
    return this.input({
      kind: "message",
      guard,
      isRetained,
      session: hasSession ? session : undefined,
    });
  }

  /** Time passes, and the clock is looked at twice a second. */
  pass(seconds: number): void {
    for (let i = 0; i < seconds * 2; i++) {
      this.nowMs += 500;
      this.input({ kind: "tick" });
    }
  }

  /** Seconds until the list is begun; undefined: not within `limitS`. */
  untilBegun(limitS: number): number | undefined {
    const sinceMs = this.nowMs;
    while (this.nowMs - sinceMs < limitS * 1000) {
      if (this.at === "stopping") return (this.nowMs - sinceMs) / 1000;
      this.pass(0.5);
    }
    return undefined;
  }

  get at(): GuardState["phase"]["at"] {
    return this.state.phase.at;
  }

  /** What the log says, and what else was done but for saving. */
  get told(): string[] {
    const told = this.did.flatMap((effect) =>
      effect.kind === "save" ? [] : [effect.kind === "log" ? effect.text : effect.kind],
    );
    this.did.length = 0;
    return told;
  }
}

describe("the power guard of a node", () => {
  let node: Node;
  beforeEach(() => {
    node = new Node();
  });
  /** As a successor of this process finds it: written down, and read again. */
  const restart = () => {
    node.state = JSON.parse(JSON.stringify(node.state));
    return node.input({ kind: "resumed" });
  };
  const stopping = () => {
    node.hear({ runtimeS: 100 });
    node.pass(31);
    equal(node.at, "stopping");
    node.did.length = 0;
  };

  it("[REQ-GRD-1] counts nothing while the coordinator is heard, however little is left", () => {
    for (let i = 0; i < 60; i++) {
      node.hear({ runtimeS: 5 });
      node.pass(29.5);
    }
    equal(node.at, "armed");
    deepEqual(node.told, ["on battery: the power guard is armed"]);
  });

  it("[REQ-GRD-1] was never told of an outage in this boot, and does nothing", () => {
    node.pass(100_000 / 60);
    restart();
    node.input({ kind: "disarm", why: "" });
    node.input({ kind: "command-begins" });
    node.input({ kind: "list-done" });
    deepEqual([node.state, node.did], [idleGuard, []]);
  });

  it("[REQ-GRD-2] stops itself when what is left is what it takes to stop, not before", () => {
    node.hear({ runtimeS: 600, stopBudgetS: 100 });
    equal(node.untilBegun(1000), 500);
    const [armed, silent, begins, list] = node.told;
    match(`${armed} / ${silent}`, /^on battery.* \/ the coordinator is silent/);
    match(`${begins}`, /^nothing was heard of the coordinator for 8\.3 min/);
    equal(list, "run-list");
  });

  it("[REQ-GRD-2] with nothing left waits for thirty seconds of silence all the same", () => {
    node.hear({ runtimeS: 0 });
    equal(node.untilBegun(100), 30);
  });

  it("[REQ-GRD-2] has the state on disk before it begins", () => {
    node.hear({ runtimeS: 0 });
    node.pass(29.5);
    node.did.length = 0;
    node.pass(1);
    deepEqual(
      node.did.map(({ kind }) => kind),
      ["save", "log", "run-list"],
    );
  });

  it("[REQ-GRD-3] begins anew with what it hears after a silence", () => {
    node.hear({ runtimeS: 200 });
    node.pass(95);
    node.hear({ runtimeS: 400 });
    match(node.told.at(-1) ?? "", /heard again/);
    // Not sooner than by the older one, and by at most two looks at the clock earlier.
    const begun = node.untilBegun(1000) ?? 0;
    deepEqual([begun >= 299, begun <= 300], [true, true]);
  });

  it("[REQ-GRD-3] goes on with the last runtime where the coordinator is blind", () => {
    node.hear({ runtimeS: 300, stopBudgetS: 100 });
    for (let i = 0; i < 15; i++) {
      node.pass(10);
      node.hear({ runtimeS: undefined, stopBudgetS: undefined });
    }
    equal(node.untilBegun(1000), 50);
  });

  it("[REQ-GRD-3] without any runtime takes three minutes of silence for an empty battery", () => {
    node.hear({ runtimeS: undefined, stopBudgetS: undefined });
    equal(node.untilBegun(1000), 180);
    const { begunMs, emptyMs } = node.state.phase as { begunMs: number; emptyMs: number };
    equal(emptyMs - begunMs, 132_000);
  });

  for (const [what, rest, how] of [
    ["was retained", {}, { isRetained: true }],
    ["is of another session", { session: session - 1 }, {}],
    ["comes to a node without a session", {}, { hasSession: false }],
  ] as const) {
    it(`[REQ-GRD-4] does not believe a guard that ${what}`, () => {
      node.hear(rest, how);
      equal(node.state, idleGuard);
    });
  }

  it("[REQ-GRD-4] takes a repeated or older guard for none", () => {
    node.hear({ seq: 5, runtimeS: 200 });
    node.pass(10);
    for (const seq of [5, 4]) deepEqual(node.hear({ seq, runtimeS: 9000 }), []);
    node.hear({ seq: 3, line: "ol" });
    equal(node.untilBegun(1000), 90);
  });

  it("[REQ-GRD-4] knows a coordinator that was started anew, and nothing of it before", () => {
    const [first, second] = ["1".repeat(32), "2".repeat(32)];
    node.hear({ life: first, seq: 50, runtimeS: 200 });
    node.pass(20);
    node.hear({ life: second, seq: 1, runtimeS: 200 });
    deepEqual(node.hear({ life: first, seq: 51, line: "ol" }), []);
    node.pass(29.5);
    equal(node.at, "armed");
    node.hear({ life: second, seq: 2, line: "ol" });
    equal(node.at, "idle");
  });

  it("[REQ-GRD-4] takes a life up again when the one that followed it was a ghost, and nothing late of it", () => {
    const [living, ghost] = ["1".repeat(32), "2".repeat(32)];
    node.hear({ life: living, seq: 50 });
    node.hear({ life: ghost, seq: 1 });
    for (const [life, seq] of [
      [living, 51],
      [living, 50],
    ] as const) {
      node.pass(15);
      equal(node.hear({ life, seq, line: "ol" }).length, 0);
    }
    node.hear({ life: living, seq: 52, line: "ol" });
    equal(node.at, "idle");
    node.hear({ life: ghost, seq: 2 });
    equal(node.at, "idle");
  });

  it("[REQ-GRD-4] takes what an old outage says for nothing in a new one", () => {
    node.hear();
    node.hear({ line: "ol" });
    node.hear({ outage: "o2" });
    node.hear({ outage: "o1", line: "ol" });
    equal(node.at, "armed");
    deepEqual(node.told, [
      "on battery: the power guard is armed",
      "the power guard is disarmed: mains are back",
      "on battery: the power guard is armed",
    ]);
  });

  it("[REQ-GRD-5] is disarmed when the line is back, and armed anew in the same outage when it goes again", () => {
    node.hear({ runtimeS: 100 });
    node.hear({ line: "ol" });
    equal(node.untilBegun(1000), undefined);
    node.hear({ runtimeS: 100 });
    equal(node.untilBegun(1000), 30);
  });

  it("[REQ-GRD-5] heeds no more of an outage that was disarmed by request, and all of another", () => {
    node.hear();
    node.input({ kind: "disarm", why: "somebody says so" });
    equal(node.at, "idle");
    node.input({ kind: "disarm", outage: "o9", why: "somebody says so" });
    for (const outage of ["o1", "o9"]) node.hear({ outage });
    equal(node.at, "idle");
    node.hear({ outage: "o2" });
    node.input({ kind: "disarm", outage: "o1", why: "somebody says so" });
    equal(node.at, "armed");
  });

  it("[REQ-GRD-5] does nothing once PowerGuard=no was read", () => {
    node.hear();
    node.input({ kind: "switched-off" });
    equal(node.at, "idle");
    match(node.told.at(-1) ?? "", /PowerGuard=no/);
  });

  it("[REQ-GRD-6] goes on with what it has begun, whatever is said of the battery", () => {
    stopping();
    node.hear({ runtimeS: 9000 });
    node.pass(100);
    node.input({ kind: "list-done" });
    node.hear({ runtimeS: 9000 });
    equal(node.at, "powering-off");
    deepEqual(node.told, ["this node switches itself off"]);
  });

  it("[REQ-GRD-6] stops where it is, and stays on, when it is disarmed before the power-off", () => {
    for (const disarm of [
      () => node.hear({ line: "ol" }),
      () => node.input({ kind: "disarm", why: "somebody says so" }),
    ]) {
      node = new Node();
      stopping();
      disarm();
      equal(node.at, "idle");
      const [halt, words] = node.told;
      deepEqual([halt, /what it has stopped stays stopped/.test(words ?? "")], ["halt-list", true]);
    }
  });

  it("[REQ-GRD-6] goes on when its outage is called otherwise, and halts by either name", () => {
    for (const disarm of [
      (outage: string) => node.hear({ outage, line: "ol" }),
      (outage: string) => node.input({ kind: "disarm", outage, why: "somebody says so" }),
    ]) {
      for (const outage of ["o1", "o2", "o3", "o4"]) {
        node = new Node();
        stopping();
        for (const name of ["o2", "o2", "o3"]) node.hear({ outage: name });
        deepEqual(node.told, []);
        const { length } = node.did;
        restart();
        disarm(outage);
        equal(node.at, outage === "o4" ? "stopping" : "idle");
        const isHalted = node.did.slice(length).some(({ kind }) => kind === "halt-list");
        equal(isHalted, outage !== "o4");
      }
    }
    node.hear({ outage: "o3" });
    // Forgotten by a name that it had, it is so by the one that it has.
    stopping();
    node.hear({ outage: "o2" });
    node.input({ kind: "disarm", outage: "o1", why: "somebody says so" });
    for (const outage of ["o1", "o2"]) node.hear({ outage });
    equal(node.at, "idle");
  });

  it("[REQ-GRD-6] says that it is too late to disarm a power-off that was asked for", () => {
    stopping();
    node.input({ kind: "list-done" });
    node.did.length = 0;
    node.input({ kind: "disarm", why: "somebody says so" });
    node.hear({ line: "ol" });
    node.input({ kind: "switched-off" });
    equal(node.at, "powering-off");
    deepEqual(node.told, ["too late to disarm: the node is being switched off"]);
    node.input({ kind: "disarm", outage: "o2", why: "somebody says so" });
    deepEqual([node.at, node.state.disarmed], ["powering-off", ["o2"]]);
  });

  it("[REQ-GRD-7] counts on after a restart of the agent, by the same clock", () => {
    node.hear({ runtimeS: 300, stopBudgetS: 100 });
    node.pass(50);
    node.nowMs += 2000;
    restart();
    match(node.told.at(-1) ?? "", /restarted on battery/);
    equal(node.untilBegun(1000), 148);
  });

  for (const [what, stopBudgetS, sessionAfterS, listensS] of [
    ["for thirty seconds from when there is a session", 200, 20, 30],
    ["for no more than 75 s in all", 200, 60, 15],
    ["for 75 s where there is none", 200, undefined, 75],
    ["until the half of what it takes to stop is left", 280, undefined, 40],
    ["for thirty seconds, however little is left", 400, undefined, 30],
  ] as const) {
    it(`[REQ-GRD-7] listens after a restart or a standstill ${what}, once in a silence`, () => {
      for (const again of [restart, () => node.pass(0.5)]) {
        node = new Node();
        node.hear({ runtimeS: 250, stopBudgetS });
        node.pass(10);
        node.nowMs += 60_000;
        again();
        if (sessionAfterS !== undefined) {
          node.pass(sessionAfterS - 0.5);
          node.input({ kind: "session" });
        }
        node.pass(listensS - 1);
        // Neither a second restart nor a second standstill puts it off, nor another session.
        restart();
        node.input({ kind: "session" });
        equal(node.at, "armed");
        node.nowMs += 5000;
        node.pass(0.5);
        equal(node.at, "stopping");
      }
    });
  }

  it("[REQ-GRD-7] knows by running on that an outage is long past, and waits until it is told of one again", () => {
    for (const [rest, emptyS] of [
      [{ runtimeS: 200 }, 200],
      [{ runtimeS: undefined }, 180],
    ] as const) {
      for (const again of [restart, () => node.pass(0.5)]) {
        node = new Node();
        node.hear(rest);
        // As the battery was to be empty, and up to a minute later, it may be so.
        node.nowMs += (emptyS + 55) * 1000;
        again();
        equal(node.at, "armed");
        node.nowMs += 10_000;
        again();
        equal(node.at, "idle");
        match(node.told.at(-1) ?? "", /should have been empty by now/);
        node.hear({ runtimeS: 0 });
        equal(node.untilBegun(100), 30);
      }
    }
  });

  it("[REQ-GRD-7] takes a list that was given up for none: it listens anew, and long after knows that it is past", () => {
    for (const isAsked of [false, true]) {
      const found = (afterS: number) => {
        node = new Node();
        node.hear({ runtimeS: 130, stopBudgetS: 100 });
        node.pass(31);
        equal(node.at, "stopping");
        if (isAsked) node.input({ kind: "list-done" });
        node.did.length = 0;
        node.nowMs += afterS * 1000;
        restart();
        return node.told.filter((told) => told === "run-list").length;
      };
      // Its share of the hundred seconds is 85.
      equal(found(80), 1);
      equal(found(90), 0);
      equal(node.at, "armed");
      node.hear({ line: "ol" });
      equal(node.at, "idle");
      found(90);
      equal(node.untilBegun(1000), 30);
      equal(found(3600), 0);
      equal(node.at, "idle");
    }
  });

  it("[REQ-GRD-7] goes on with a list of few seconds that a restart took longer than", () => {
    node.hear({ runtimeS: 0 });
    node.pass(31);
    node.nowMs += 20_000;
    deepEqual(restart().at(-1)?.kind, "run-list");
  });

  it("[REQ-GRD-7] that stood still hears first what was said meanwhile, and takes it for as old as it may be", () => {
    node.hear({ runtimeS: 200, stopBudgetS: 100 });
    node.pass(5);
    node.nowMs += 80_000;
    node.input({ kind: "tick" });
    equal(node.at, "armed");
    node.hear({ runtimeS: 200, stopBudgetS: 100 });
    // It may have been said eighty seconds ago.
    const begun = node.untilBegun(1000) ?? 0;
    equal(begun, 30);
  });

  it("[REQ-GRD-7] goes on with a list that was begun, and begins none of its commands twice", () => {
    stopping();
    node.input({ kind: "command-begins" });
    const [words, list] = restart();
    match(words?.kind === "log" ? words.text : "", /restarted while it stopped/);
    deepEqual(list, { kind: "run-list", phase: node.state.phase });
    equal("commands" in node.state.phase && node.state.phase.commands, 1);
    node.input({ kind: "list-done" });
    equal(restart()[1]?.kind, "run-list");
  });

  it("[REQ-GRD-8] shares out what is left, and has a least to share where nothing is", () => {
    stopping();
    const { begunMs, emptyMs } = node.state.phase as { begunMs: number; emptyMs: number };
    // A hundred seconds were said thirty seconds ago.
    equal(emptyMs - begunMs, 70_000);
    deepEqual(deadlinesOf({ begunMs: 0, emptyMs: 100_000 }), {
      unitsMs: 45_000,
      commandsMs: 60_000,
      forceMs: 85_000,
    });
    node = new Node();
    node.hear({ runtimeS: 0 });
    node.pass(31);
    const least = node.state.phase as { begunMs: number; emptyMs: number };
    equal(least.emptyMs - least.begunMs, 5000);
  });
});
