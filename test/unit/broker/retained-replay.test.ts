import assert from "node:assert/strict";
import { RetainedReplay } from "../../../broker/retained-replay.ts";
import { RetainedStore } from "../../../broker/retained-store.ts";

describe("retained replay", () => {
  it("[REQ-BRK-4] sends what the store held when the subscription was registered", async () => {
    const reader = aReader();
    reader.store.set("a/1", Buffer.from("x"), 1);
    reader.store.set("a/2", Buffer.from("y"), 0);
    reader.store.set("b", Buffer.from("z"), 0);
    reader.replay.plan("a/+", 1);
    reader.replay.begin("a/+");
    await reader.idle();
    assert.deepEqual(reader.sent, ["a/1 x 1", "a/2 y 0"]);
    assert.equal(reader.replay.isActive, false);
  });

  it("grants no higher QoS than was asked for", async () => {
    const reader = aReader();
    reader.store.set("a", Buffer.from("x"), 1);
    reader.replay.plan("a", 0);
    reader.replay.begin("a");
    await reader.idle();
    assert.deepEqual(reader.sent, ["a x 0"]);
  });

  it("[REQ-BRK-5] leaves out what changed since: that was heard live", async () => {
    const reader = aReader();
    reader.store.set("a", Buffer.from("old"), 0);
    reader.store.set("b", Buffer.from("same"), 0);
    reader.store.set("c", Buffer.from("old"), 0);
    reader.replay.plan("#", 0);
    reader.store.set("a", Buffer.from("new"), 0);
    reader.store.set("c", Buffer.alloc(0), 0);
    reader.store.set("d", Buffer.from("new"), 0);
    reader.replay.begin("#");
    await reader.idle();
    assert.deepEqual(reader.sent, ["b same 0"]);
  });

  it("[REQ-BRK-5] sends a retained message before a live one that leaves it in place", async () => {
    const reader = aReader();
    reader.store.set("jobs/1", Buffer.from("running"), 1);
    reader.replay.plan("jobs/+", 1);
    reader.replay.beforeLive("jobs/1");
    assert.deepEqual(reader.sent, ["jobs/1 running 1"]);
    reader.replay.begin("jobs/+");
    await reader.idle();
    assert.deepEqual(reader.sent, ["jobs/1 running 1"]);
  });

  it("[REQ-BRK-4] waits while the reader has enough, and goes on when it has read", async () => {
    const reader = aReader();
    for (let i = 0; i < 500; i++) reader.store.set(`a/${i}`, Buffer.from("x"), 0);
    reader.replay.plan("#", 0);
    reader.state.isCrowded = true;
    reader.replay.begin("#");
    await reader.idle();
    assert.equal(reader.sent.length, 0);
    reader.state.isCrowded = false;
    reader.replay.goOn();
    await reader.idle();
    assert.equal(reader.sent.length, 500);
  });

  it("[REQ-BRK-20] lets others have their turn", async () => {
    const reader = aReader();
    for (let i = 0; i < 10_000; i++) reader.store.set(`a/${i}/x`, Buffer.from("x"), 0);
    reader.replay.plan("a/+/y", 0);
    reader.replay.plan("a/+/x", 0);
    reader.replay.begin("a/+/y");
    reader.replay.begin("a/+/x");
    let turns = 0;
    while (reader.replay.isActive) {
      const before = reader.sent.length;
      await new Promise<void>((resolve) => setImmediate(resolve));
      assert.ok(reader.sent.length - before <= 64);
      turns++;
    }
    assert.equal(reader.sent.length, 10_000);
    assert.ok(turns > 10_000 / 64);
  });

  it("sends all of it anew for a repeated subscription", async () => {
    const reader = aReader();
    reader.store.set("a", Buffer.from("x"), 0);
    for (let i = 0; i < 2; i++) {
      reader.replay.plan("a", 0);
      reader.replay.begin("a");
      await reader.idle();
    }
    assert.deepEqual(reader.sent, ["a x 0", "a x 0"]);
  });

  it("sends nothing more of what was unsubscribed", async () => {
    const reader = aReader();
    for (let i = 0; i < 500; i++) reader.store.set(`a/${i}`, Buffer.from("x"), 0);
    reader.replay.plan("#", 0);
    reader.replay.begin("#");
    reader.replay.forget("#");
    await reader.idle();
    assert.equal(reader.sent.length, 0);
  });
});

/** A replay whose messages are taken one turn of the event loop later. */
function aReader() {
  const store = new RetainedStore({ maxRetainedMessages: 1e6, maxRetainedBytes: 1e9 });
  const sent: string[] = [];
  const state = { isCrowded: false };
  let underWay = 0;
  return {
    store,
    sent,
    state,
    replay: new RetainedReplay({
      store,
      isCrowded: () => state.isCrowded,
      send: ({ topic, latin1 }, qos, onSent) => {
        sent.push(`${topic} ${latin1} ${qos}`);
        underWay++;
        setImmediate(() => {
          underWay--;
          onSent();
        });
      },
    }),
    /** Waits until nothing happens any more. */
    idle: async () => {
      for (let quiet = 0; quiet < 5; quiet = underWay > 0 ? 0 : quiet + 1) {
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
    },
  };
}
