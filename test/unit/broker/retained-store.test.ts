import assert from "node:assert/strict";
import fc from "fast-check";
import { RetainedStore } from "../../../broker/retained-store.ts";

describe("retained store", () => {
  it("keeps the last message of a topic, byte for byte", () => {
    const store = aStore();
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    store.set("a/b", Buffer.from("old"), 0);
    store.set("a/b", bytes, 1);
    const kept = store.get("a/b");
    assert.deepEqual(Buffer.from(kept?.latin1 ?? "", "latin1"), bytes);
    assert.equal(kept?.qos, 1);
  });

  it("keeps a copy: the bytes that came in can be used for something else", () => {
    const store = aStore();
    const bytes = Buffer.from("before");
    store.set("a", bytes, 0);
    bytes.fill("x");
    assert.equal(store.get("a")?.latin1, "before");
  });

  it("clears a topic by an empty message", () => {
    const store = aStore();
    store.set("a", Buffer.from("x"), 0);
    assert.equal(store.set("a", Buffer.alloc(0), 0), undefined);
    assert.equal(store.get("a"), undefined);
    assert.deepEqual([store.size, store.bytes], [0, 0]);
    assert.deepEqual([...store.match("#")].filter(Boolean), []);
  });

  it("counts a version up with each change", () => {
    const store = aStore();
    store.set("a", Buffer.from("1"), 0);
    const before = store.version;
    store.set("b", Buffer.from("2"), 0);
    assert.equal(store.get("b")?.version, store.version);
    assert.ok(store.version > before);
    assert.ok((store.get("a")?.version ?? 0) <= before);
  });

  it("counts the bytes it holds", () => {
    const store = aStore();
    store.set("abc", Buffer.from("12345"), 0);
    store.set("abc", Buffer.from("1"), 0);
    store.set("d", Buffer.from("22"), 0);
    assert.equal(store.bytes, 3 + 1 + 1 + 2);
  });

  it("[REQ-BRK-21] takes no more topics than it may, and goes on with those it has", () => {
    const store = aStore({ maxRetainedMessages: 2 });
    assert.equal(store.set("a", Buffer.from("1"), 0), undefined);
    assert.equal(store.set("b", Buffer.from("1"), 0), undefined);
    assert.equal(store.set("c", Buffer.from("1"), 0), "no-room");
    assert.equal(store.set("a", Buffer.from("2"), 0), undefined);
    assert.equal(store.get("a")?.latin1, "2");
    assert.equal(store.get("c"), undefined);
  });

  it("[REQ-BRK-21] would rather keep nothing than an old message where there is no room for the new", () => {
    const store = aStore({ maxRetainedBytes: 10 });
    assert.equal(store.set("a", Buffer.from("12345"), 0), undefined);
    assert.equal(store.set("a", Buffer.alloc(20), 0), "no-room");
    assert.equal(store.get("a"), undefined);
    assert.equal(store.bytes, 0);
  });

  it("[REQ-BRK-6] finds an exact topic in one step, whatever else it holds", () => {
    const store = aStore();
    for (let i = 0; i < 1000; i++) store.set(`a/${i}`, Buffer.from("x"), 0);
    assert.deepEqual([...store.match("a/7")], [store.get("a/7")]);
    assert.deepEqual([...store.match("a/none")], [undefined]);
  });

  it("[REQ-BRK-6] finds one node's units without looking at those of others", () => {
    const store = aStore();
    for (let node = 0; node < 100; node++) {
      for (let unit = 0; unit < 50; unit++) {
        store.set(`hirte/v1/nodes/n${node}/units/u${unit}.service`, Buffer.from("x"), 1);
      }
    }
    const steps = [...store.match("hirte/v1/nodes/n7/units/+")];
    assert.equal(steps.filter(Boolean).length, 50);
    assert.ok(steps.length < 60, `${steps.length} steps`);
  });

  it("[REQ-QUOTA-7] keeps of one node's topics no more than its share, and all of others' and of hirte's", () => {
    const share = { retainedMessages: 3, retainedBytes: 200 };
    const store = new RetainedStore({
      maxRetainedMessages: 1000,
      maxRetainedBytes: 100_000,
      share,
    });
    const unit = (node: string, i: number) => `hirte/v1/nodes/${node}/units/u${i}.service`;
    for (let i = 0; i < 3; i++)
      assert.equal(store.set(unit("a", i), Buffer.from("x"), 1), undefined);
    assert.deepEqual(store.set(unit("a", 3), Buffer.from("x"), 1), { share: "node a" });
    assert.deepEqual(store.set("hirte/v1/nodes/a/inventory", Buffer.from("x"), 1), {
      share: "node a",
    });
    assert.equal(store.set("hirte/v1/nodes/a/state", Buffer.from("x"), 1), undefined);
    assert.equal(store.set(unit("b", 0), Buffer.from("x"), 1), undefined);
    assert.equal(store.set(unit("a", 0), Buffer.from("y"), 1), undefined);
    assert.deepEqual(store.set(unit("a", 1), Buffer.alloc(200), 1), { share: "node a" });
    assert.equal(store.get(unit("a", 1)), undefined);
    assert.equal(store.set(unit("a", 3), Buffer.from("x"), 1), undefined);
    store.set(unit("a", 0), Buffer.alloc(0), 1);
    assert.equal(store.set(unit("a", 1), Buffer.from("x"), 1), undefined);
    assert.equal(store.get(unit("a", 1))?.latin1, "x");
    // Who reads the UPSes of a host has a share of its own, and so has each host.
    const ups = (host: string, i: number) => `hirte/v1/ups/${host}/u${i}/state`;
    for (let i = 0; i < 3; i++)
      assert.equal(store.set(ups("a", i), Buffer.from("x"), 1), undefined);
    assert.deepEqual(store.set(ups("a", 3), Buffer.from("x"), 1), { share: "ups a" });
    assert.equal(store.set(ups("b", 0), Buffer.from("x"), 1), undefined);
    assert.equal(store.set("hirte/v1/power/state", Buffer.alloc(300), 1), undefined);
  });

  it("[REQ-QUOTA-7] knows what a node has, whatever is set, replaced and cleared", () => {
    const share = { retainedMessages: 4, retainedBytes: 250 };
    const change = fc.record({ node: fc.nat(2), unit: fc.nat(6), length: fc.nat(120) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 100 }), (changes) => {
        const store = new RetainedStore({
          maxRetainedMessages: 1000,
          maxRetainedBytes: 100_000,
          share,
        });
        for (const { node, unit, length } of changes) {
          const topic = `hirte/v1/nodes/n${node}/units/u${unit}.service`;
          const problem = store.set(topic, Buffer.alloc(length, "x"), 0);
          const all = [...store.match("#")].filter((m) => m !== undefined);
          assert.equal(all.length, store.size);
          const own = all.filter((m) => m.topic.startsWith(`hirte/v1/nodes/n${node}/`));
          const bytes = own.reduce((sum, m) => sum + m.topic.length + m.latin1.length, 0);
          assert.ok(own.length <= 4 && bytes <= 250);
          const isKept = store.get(topic)?.latin1.length === length;
          assert.equal(isKept, problem === undefined && length > 0);
          const hadRoom = own.length < 4 && bytes + topic.length + length <= 250;
          assert.ok(problem === undefined || !hadRoom);
        }
      }),
    );
  });
});

function aStore(limits: { maxRetainedMessages?: number; maxRetainedBytes?: number } = {}) {
  return new RetainedStore({ maxRetainedMessages: 10_000, maxRetainedBytes: 1e9, ...limits });
}
