import assert from "node:assert/strict";
import {
  type NodeEffect,
  type NodeInput,
  type NodeRecord,
  presenceMs,
  silenceLimitMs,
  stepNode,
  unknownNode,
} from "../../../broker/node.ts";
import type { Hello } from "../../../src/protocol/generated/schemas.ts";

const hex = (c: string) => c.repeat(32);
const aHello = (over: Partial<Hello> = {}): Hello => ({
  instance: hex("1"),
  machineId: hex("a"),
  bootId: hex("b"),
  version: "1.0.0",
  epoch: 0,
  heartbeatMs: 2000,
  address: "10.0.0.1",
  ...over,
});

/** A node and its clock; `do` steps it and keeps the effects of the last step. */
class Story {
  record: NodeRecord;
  effects: readonly NodeEffect[] = [];
  #ms = 0;
  #session = 100;

  constructor() {
    this.record = unknownNode("node1", this.#moment());
  }

  do(input: NodeInput): this {
    const step = stepNode(this.record, input, this.#moment());
    this.record = step.record;
    this.effects = step.effects;
    return this;
  }

  hello(over: Partial<Hello> = {}): this {
    return this.do({ kind: "hello", hello: aHello(over), session: ++this.#session });
  }

  after(ms: number): this {
    this.#ms += ms;
    return this.do({ kind: "tick", session: () => ++this.#session });
  }

  get kinds(): string[] {
    return this.effects.map((e) => e.kind);
  }

  #moment() {
    return { now: 1_000_000 + this.#ms, monoMs: this.#ms };
  }
}

describe("a node", () => {
  it("[REQ-NODE-1] is online in a session of its own once its hello was welcomed", () => {
    const story = new Story().hello();
    assert.equal(story.record.state, "online");
    assert.equal(story.record.session, 101);
    assert.equal(story.record.isSynced, false);
    assert.deepEqual(story.kinds, ["welcome"]);
  });

  it("[REQ-NODE-2] is unreachable at once when its connection breaks", () => {
    const story = new Story()
      .hello()
      .do({ kind: "gone", gone: { instance: hex("1"), reason: "will" } });
    assert.equal(story.record.state, "unreachable");
    assert.deepEqual(story.kinds, ["unreachable"]);
  });

  it("[REQ-NODE-2] is unreachable when it was silent for 1.5 heartbeats and half a second", () => {
    const limitMs = silenceLimitMs(2000);
    assert.equal(limitMs, 3500);
    assert.equal(new Story().hello().after(limitMs).record.state, "online");
    assert.equal(new Story().hello().after(limitMs + 1).record.state, "unreachable");
  });

  it("[REQ-NODE-3] is offline, and given up, after the presence time", () => {
    assert.equal(presenceMs(2000), 10_000);
    assert.equal(presenceMs(5000), 15_000);
    const story = new Story().hello().after(4000).after(6001);
    assert.equal(story.record.state, "offline");
    assert.deepEqual(story.kinds, ["given-up"]);
    assert.deepEqual(story.after(10_000).kinds, [], "given up once");
  });

  it("[REQ-NODE-3] is offline at once after a goodbye, and given up after the presence time", () => {
    const story = new Story()
      .hello()
      .do({ kind: "gone", gone: { instance: hex("1"), reason: "stopping" } });
    assert.equal(story.record.state, "offline");
    assert.deepEqual(story.kinds, ["unreachable"], "its jobs are in doubt, not lost yet");
    assert.deepEqual(story.after(9999).kinds, []);
    assert.deepEqual(story.after(2).kinds, ["given-up"]);
  });

  it("[REQ-NODE-2] is online again in the same session when it has answered a ping", () => {
    const story = new Story().hello().do({ kind: "synced" }).after(4000).do({ kind: "heard" });
    assert.equal(story.record.state, "unreachable", "what came may be from before it fell silent");
    assert.deepEqual(story.effects, [{ kind: "ping", ping: 1 }]);
    assert.deepEqual(story.after(500).do({ kind: "heard" }).kinds, [], "it was asked just now");
    story.do({ kind: "answered", ping: 1 });
    assert.equal(story.record.state, "online");
    assert.equal(story.record.isSynced, true, "nothing was lost on a connection that held");
    assert.deepEqual(story.kinds, ["recovered"]);
    story.after(4000).do({ kind: "heard" });
    assert.deepEqual(story.effects, [{ kind: "ping", ping: 2 }]);
  });

  it("[REQ-NODE-2] is asked again when no answer came, and believed whichever it answers", () => {
    const story = new Story().hello().after(4000).do({ kind: "heard" }).after(1000);
    assert.deepEqual(story.do({ kind: "heard" }).effects, [{ kind: "ping", ping: 2 }]);
    assert.equal(story.do({ kind: "answered", ping: 1 }).record.state, "online");
  });

  it("[REQ-NODE-2] is not back by an answer that hung in a connection that broke off again", () => {
    const story = new Story().hello().after(4000).do({ kind: "heard" }).after(4000);
    story.do({ kind: "answered", ping: 1 });
    assert.equal(story.record.state, "unreachable");
    assert.deepEqual(story.effects, [{ kind: "ping", ping: 2 }]);
    assert.equal(story.do({ kind: "answered", ping: 2 }).record.state, "online");
  });

  it("[REQ-NODE-3] is not given up while it is heard and does not answer", () => {
    const story = new Story().hello().after(4000);
    for (let i = 0; i < 10; i++) story.do({ kind: "heard" }).after(2000);
    assert.equal(story.record.state, "unreachable");
    assert.equal(story.record.isGivenUp, false);
  });

  it("[REQ-NODE-3] is given up again when it was heard, and fell silent before it answered", () => {
    const story = new Story().hello().after(4000).after(6001);
    assert.deepEqual(story.kinds, ["given-up"]);
    assert.deepEqual(story.do({ kind: "heard" }).kinds, ["ping"]);
    assert.deepEqual(story.after(10_001).kinds, ["given-up"]);
    assert.deepEqual(story.after(10_001).kinds, []);
  });

  it("[REQ-NODE-3] stays offline after a goodbye whatever still drips in", () => {
    const story = new Story()
      .hello()
      .do({ kind: "gone", gone: { instance: hex("1"), reason: "stopping" } })
      .do({ kind: "heard" });
    assert.equal(story.record.state, "offline");
    assert.deepEqual(story.kinds, []);
    assert.equal(story.do({ kind: "answered", ping: 1 }).record.state, "offline");
  });

  it("[REQ-NODE-4] is not moved by the will of an older connection", () => {
    const story = new Story()
      .hello()
      .hello({ instance: hex("2") })
      .do({ kind: "gone", gone: { instance: hex("1"), reason: "will" } });
    assert.equal(story.record.state, "online");
    assert.deepEqual(story.kinds, []);
  });

  it("[REQ-NODE-6] is taken over at once by a new connection of the same machine", () => {
    const story = new Story().hello().hello({ instance: hex("2") });
    assert.equal(story.record.instance, hex("2"));
    assert.equal(story.record.session, 102);
    assert.deepEqual(story.kinds, ["welcome"]);
  });

  it("[REQ-NODE-6] is taken over at once by a new connection of the same process", () => {
    const story = new Story()
      .hello({ process: hex("c") })
      .hello({ instance: hex("2"), process: hex("c") });
    assert.equal(story.record.instance, hex("2"));
    assert.deepEqual(story.kinds, ["welcome"]);
  });

  it("[REQ-NODE-23] refuses a second agent of its machine when the first one answers the ping", () => {
    const story = new Story()
      .hello({ process: hex("c") })
      .hello({ instance: hex("2"), process: hex("d") });
    assert.deepEqual(story.kinds, ["ping"]);
    story.do({ kind: "heard" });
    const [refusal] = story.effects;
    assert.equal(refusal?.kind, "refuse");
    assert.match(
      refusal?.kind === "refuse" ? refusal.problem.message : "",
      /^another agent on this machine is connected as node node1 and answers/,
    );
    assert.equal(story.record.instance, hex("1"));
  });

  it("[REQ-NODE-23] lets the successor of an agent in at once when the will of that one was heard, else when it missed the ping", () => {
    const successor = { instance: hex("2"), process: hex("d") };
    const killed = new Story()
      .hello({ process: hex("c") })
      .do({ kind: "gone", gone: { instance: hex("1"), reason: "will" } })
      .hello(successor);
    assert.deepEqual(killed.kinds, ["welcome"]);
    const halfOpen = new Story()
      .hello({ process: hex("c") })
      .hello(successor)
      .after(1001);
    assert.deepEqual(halfOpen.kinds, ["welcome"]);
    assert.equal(halfOpen.record.process, hex("d"));
  });

  it("[REQ-NODE-5] refuses another machine when the first one answers the ping", () => {
    const story = new Story().hello().hello({ instance: hex("2"), machineId: hex("f") });
    assert.deepEqual(story.kinds, ["ping"]);
    story.do({ kind: "heard" });
    assert.deepEqual(story.kinds, ["refuse"]);
    assert.equal(story.record.instance, hex("1"));
    assert.deepEqual(story.after(2000).kinds, []);
  });

  it("[REQ-NODE-5] lets another machine in when the first one misses the ping", () => {
    const story = new Story()
      .hello()
      .hello({ instance: hex("2"), machineId: hex("f") })
      .after(1001);
    assert.equal(story.record.instance, hex("2"));
    assert.deepEqual(story.kinds, ["welcome"]);
  });

  it("[REQ-NODE-5] refuses another machine beside a silent one only when that has answered", () => {
    const other = { instance: hex("2"), machineId: hex("f") };
    const silent = () => new Story().hello().after(4000).hello(other).do({ kind: "heard" });
    assert.deepEqual(silent().kinds, ["ping"], "what it says may be from before it fell silent");
    assert.deepEqual(silent().after(1001).kinds, ["welcome"]);
    assert.deepEqual(silent().do({ kind: "answered", ping: 2 }).kinds, ["refuse", "recovered"]);
  });

  it("[REQ-NODE-2] is not back by an answer to a ping that there never was", () => {
    const story = new Story().hello().after(4000).do({ kind: "heard" });
    assert.equal(story.do({ kind: "answered", ping: 7 }).record.state, "unreachable");
  });

  it("[REQ-NODE-5] goes to no challenger whose connection has ended meanwhile", () => {
    const other = { instance: hex("2"), machineId: hex("f") };
    for (const reason of ["will", "stopping"] as const) {
      const story = new Story()
        .hello()
        .hello(other)
        .do({ kind: "gone", gone: { instance: hex("2"), reason } })
        .after(1001);
      assert.equal(story.record.instance, hex("1"));
      assert.deepEqual(story.kinds, []);
    }
  });

  it("[REQ-NODE-5] pings once however often the other machine asks", () => {
    const other = { instance: hex("2"), machineId: hex("f") };
    const story = new Story().hello().hello(other).hello(other);
    assert.deepEqual(story.kinds, []);
    assert.deepEqual(story.after(1001).kinds, ["welcome"], "and its asking again wins it no time");
  });

  it("[REQ-NODE-5] lets another machine in at once when the first one's connection has ended", () => {
    const story = new Story()
      .hello()
      .do({ kind: "gone", gone: { instance: hex("1"), reason: "will" } })
      .hello({ instance: hex("2"), machineId: hex("f") });
    assert.deepEqual(story.kinds, ["welcome"]);
  });
});
