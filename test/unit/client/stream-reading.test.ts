import { deepEqual, equal } from "node:assert/strict";
import {
  beginReading,
  type ReadingEffect,
  type ReadingInput,
  type ReadingState,
  stepReading,
} from "../../../src/client/stream-reading.ts";
import type { StreamMessage } from "../../../src/protocol/generated/schemas.ts";

const instance = "a".repeat(32);
const aMessage = (seq: number, rest: Partial<StreamMessage> = {}): StreamMessage => ({
  instance,
  seq,
  kind: "data",
  size: 100,
  ...rest,
});

/** A reader that is stepped, and what it wants done. */
class Steps {
  state: ReadingState;
  effects: readonly ReadingEffect[] = [];

  constructor(rest: Partial<Parameters<typeof beginReading>[0]> = {}) {
    this.state = beginReading({ atMs: 0, windowBytes: 1000, ...rest });
  }

  do(input: ReadingInput): this {
    const { state, effects } = stepReading(this.state, input);
    this.state = state;
    this.effects = effects;
    return this;
  }

  message(atMs: number, message: StreamMessage): this {
    return this.do({ kind: "message", atMs, message });
  }

  /** Time passes as it does for a process that is not held up. */
  passTo(atMs: number): this {
    const effects: ReadingEffect[] = [];
    for (let t = this.state.tickedAtMs + 500; t <= atMs; t += 500) {
      effects.push(...this.do({ kind: "time", atMs: t }).effects);
    }
    this.effects = effects;
    return this;
  }

  get words(): string[] {
    return this.effects.map((effect) => {
      switch (effect.kind) {
        case "credit":
          return `credit ${effect.ack} ${effect.windowBytes}`;
        case "deliver":
          return `deliver ${effect.message.seq}`;
        case "end":
          return `end ${effect.problem?.code ?? ""}`.trim();
        case "waiting":
          return `waiting for ${effect.for}`;
        default:
          return effect.kind;
      }
    });
  }
}

describe("the reader of a stream", () => {
  it("[REQ-STR-6] delivers each message once, in order, and drops what lies behind a gap", () => {
    const reader = new Steps();
    deepEqual(reader.message(1, aMessage(0)).words, ["deliver 0"]);
    deepEqual(reader.message(2, aMessage(0)).words, []);
    deepEqual(reader.message(3, aMessage(2)).words, []);
    deepEqual(reader.message(4, aMessage(1)).words, ["deliver 1"]);
    deepEqual(reader.message(5, aMessage(2)).words, ["deliver 2"]);
  });

  it("[REQ-STR-12] believes nothing more of a node that was taken off", () => {
    const reader = new Steps();
    reader.message(1, aMessage(0));
    deepEqual(reader.do({ kind: "taken-off", atMs: 2 }).words, ["end no-such-node"]);
    deepEqual(reader.message(3, aMessage(1)).words, []);
    equal(reader.state.isOver, true);
  });

  it("[REQ-STR-6] gives credit for a quarter of the window that was read, and every 2 s", () => {
    const reader = new Steps();
    reader.message(1, aMessage(0)).message(2, aMessage(1)).message(3, aMessage(2));
    deepEqual(reader.do({ kind: "read", atMs: 4, bytes: 100 }).words, []);
    deepEqual(reader.do({ kind: "read", atMs: 5, bytes: 100 }).words, []);
    deepEqual(reader.do({ kind: "read", atMs: 6, bytes: 100 }).words, ["credit 3 1000"]);
    deepEqual(reader.passTo(2000).words, []);
    deepEqual(reader.passTo(2500).words, ["credit 3 1000"]);
  });

  it("[REQ-STR-6] takes no more than its window while nobody takes it out", () => {
    const reader = new Steps();
    for (let seq = 0; seq < 10; seq++) reader.message(1, aMessage(seq));
    deepEqual(reader.passTo(2000).words, ["credit 10 0"]);
  });

  it("[REQ-STR-7] ends with the end, or with what the agent says went wrong", () => {
    const reader = new Steps();
    deepEqual(reader.message(1, aMessage(0, { kind: "end", size: 0 })).words, [
      "credit 1 1000",
      "end",
    ]);
    deepEqual(reader.message(2, aMessage(1)).words, []);
    const problem = { code: "bad-argument", message: "no" };
    deepEqual(new Steps().message(1, aMessage(0, { kind: "end", size: 0, problem })).words, [
      "credit 1 1000",
      "end bad-argument",
    ]);
  });

  it("[REQ-STR-7] does not end before everything has arrived", () => {
    const reader = new Steps().message(1, aMessage(0));
    deepEqual(reader.message(2, aMessage(2, { kind: "end" })).words, []);
  });

  it("[REQ-STR-8] takes an agent that is silent for 10 s for one that knows the stream no more", () => {
    const reader = new Steps().do({ kind: "node", atMs: 0, node: { state: "online", session: 1 } });
    reader.passTo(9000).message(9000, aMessage(0, { kind: "alive" }));
    equal(reader.passTo(18_500).words.includes("lost"), false);
    equal(reader.passTo(19_000).words.at(-1), "lost");
  });

  it("[REQ-STR-8] asks at once in a new session, and waits 5 s for the answer", () => {
    const node = (session: number, atMs: number) =>
      ({ kind: "node", atMs, node: { state: "online", session } }) as const;
    const reader = new Steps().do(node(1, 0)).passTo(3000);
    deepEqual(reader.do(node(2, 3100)).words, ["credit 0 1000"]);
    equal(reader.passTo(8000).words.includes("lost"), false);
    equal(reader.passTo(8500).words.at(-1), "lost");
    const kept = new Steps().do(node(1, 0)).passTo(3000).do(node(2, 3100));
    kept.message(3200, aMessage(0, { kind: "alive" }));
    equal(kept.passTo(13_000).words.includes("lost"), false);
  });

  it("[REQ-STR-8] takes another instance under its id for another stream", () => {
    const reader = new Steps().message(1, aMessage(0));
    deepEqual(reader.message(2, aMessage(1, { instance: "b".repeat(32) })).words, ["lost"]);
  });

  it("[REQ-STR-9] waits for a node or a connection that is away, says so, and asks when it is back", () => {
    const reader = new Steps().do({ kind: "node", atMs: 0, node: { state: "online", session: 1 } });
    const away = { kind: "node", atMs: 100, node: { state: "unreachable", session: 1 } } as const;
    deepEqual(reader.do(away).words, ["waiting for node"]);
    deepEqual(reader.passTo(600_000).words, []);
    const back = { kind: "node", atMs: 600_100, node: { state: "online", session: 2 } } as const;
    deepEqual(reader.do(back).words, ["going-on", "credit 0 1000"]);
    deepEqual(reader.do({ kind: "link", atMs: 600_200, isUp: false }).words, ["waiting for hirte"]);
    deepEqual(reader.passTo(900_000).words, []);
    deepEqual(reader.do({ kind: "link", atMs: 900_100, isUp: true }).words, [
      "going-on",
      "credit 0 1000",
    ]);
  });

  it("[REQ-STR-9] waits no longer than its patience, where it has been given one", () => {
    const reader = new Steps({ patienceMs: 15_000 });
    reader.do({ kind: "node", atMs: 0, node: { state: "offline" } });
    deepEqual(reader.passTo(14_500).words, []);
    deepEqual(reader.passTo(15_000).words, ["end node-offline"]);
    const cut = new Steps({ patienceMs: 15_000 }).do({ kind: "link", atMs: 0, isUp: false });
    deepEqual(cut.passTo(15_000).words, ["end not-reachable"]);
  });

  it("[REQ-STR-8] blames nobody for a silence in which it did not run itself", () => {
    const reader = new Steps().passTo(1000);
    deepEqual(reader.do({ kind: "time", atMs: 61_000 }).words, ["credit 0 1000"]);
    deepEqual(reader.message(61_100, aMessage(0)).words, ["deliver 0"]);
  });

  it("[REQ-RUN-6] goes on with a successor's messages where it may, and says that there is a gap", () => {
    const other = "b".repeat(32);
    const steps = new Steps({ isLasting: true }).message(0, aMessage(0)).message(1, aMessage(1));
    steps.message(2, aMessage(0, { instance: other, kind: "alive", size: 0 }));
    deepEqual(steps.words, ["gap", "credit 0 800"]);
    deepEqual(steps.message(3, aMessage(2)).words, [], "late words of the one that is gone");
    deepEqual(steps.message(4, aMessage(0, { instance: other })).words, ["deliver 0"]);
    steps.message(5, aMessage(1, { instance: other, kind: "end", size: 0 }));
    deepEqual(steps.words, ["credit 2 700", "end"]);
  });
});
