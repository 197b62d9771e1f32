import assert from "node:assert/strict";
import fc from "fast-check";
import {
  affectedBy,
  type FeedEvidence,
  type FeedsEvidence,
  isFeedLost,
  listOf,
} from "../../../src/power/feeds.ts";
import { aNode, aPowerConfig } from "../../support/power/config.ts";

const nothing: FeedEvidence = {
  isOnBattery: false,
  isFired: false,
  isOffHeld: false,
  isOutOfSightHeld: false,
};
const fired = { ...nothing, isOnBattery: true, isFired: true };
const onBattery = { ...nothing, isOnBattery: true };
const off = { ...nothing, isOffHeld: true };
const unseen = { ...nothing, isOutOfSightHeld: true };

const workers = aPowerConfig({
  coordinator: "elsewhere",
  brokerHost: "elsewhere",
  nodes: [
    aNode("one", { feeds: ["a"] }),
    aNode("two", { feeds: ["a", "b"] }),
    aNode("both", { feeds: ["a", "b"], minSupplies: 2 }),
    aNode("other", { feeds: ["b"] }),
    aNode("bare", { feeds: [] }),
  ],
});

function scopeOf(evidence: FeedsEvidence, config = workers): readonly string[] {
  return affectedBy(evidence, config).scope;
}

describe("feeds", () => {
  it("[REQ-CRD-10] are lost when their UPS fires, and a node goes with too few healthy ones", () => {
    assert.deepEqual(scopeOf({}), []);
    assert.deepEqual(scopeOf({ a: onBattery, b: onBattery }), []);
    assert.deepEqual(scopeOf({ a: fired }), ["one", "both"]);
    assert.deepEqual(scopeOf({ a: fired, b: fired }), ["one", "two", "both", "other"]);
  });

  it("[REQ-CRD-13] of servers without a UPS leave nobody when the mains are gone, and take nobody along by themselves", () => {
    const server = (name: string, feeds: readonly string[]) =>
      aNode(name, { feeds, roles: ["k3s-server"] });
    const nodes = [server("one", ["a"]), server("bare", []), server("naked", []), aNode("w")];
    const config = aPowerConfig({ coordinator: "x", brokerHost: "x", nodes });
    const { isWhole, why } = affectedBy({ a: fired }, config);
    assert.equal(isWhole, true);
    assert.match(why, /no server is left/);
    assert.deepEqual(scopeOf({ b: fired }, config), []);
    assert.deepEqual(scopeOf({ pyrphoros: fired }, config), ["w"]);
  });

  it("[REQ-CRD-11] are lost by OFF to who has another one, which is never a reason by itself", () => {
    const { nodes } = workers;
    for (const node of nodes.slice(0, 2)) {
      assert.equal(isFeedLost("a", { node, evidence: { a: off } }), node.name === "two");
    }
    assert.deepEqual(scopeOf({ a: off, b: off }), []);
    assert.deepEqual(scopeOf({ a: off, b: onBattery }), []);
    assert.deepEqual(scopeOf({ a: off, b: fired }), ["two", "both", "other"]);
  });

  it("[REQ-CRD-12] out of sight are lost only where another feed of the node is in need", () => {
    const node = { feeds: ["a", "b"] };
    assert.equal(isFeedLost("a", { node, evidence: { a: unseen, b: nothing } }), false);
    assert.equal(isFeedLost("a", { node, evidence: { a: unseen, b: onBattery } }), true);
    assert.equal(isFeedLost("a", { node, evidence: { a: unseen, b: fired } }), true);
    assert.equal(isFeedLost("a", { node, evidence: { a: unseen, b: unseen } }), false);
    assert.deepEqual(scopeOf({ a: unseen, b: onBattery }), []);
    assert.deepEqual(scopeOf({ a: unseen, b: fired }), ["two", "both", "other"]);
  });

  it("[REQ-CRD-12] out of sight, off or on battery in any number shut no cluster down", () => {
    const evidence = fc.record({
      isOnBattery: fc.boolean(),
      isFired: fc.constant(false),
      isOffHeld: fc.boolean(),
      isOutOfSightHeld: fc.boolean(),
    });
    const node = fc.record({
      feeds: fc.uniqueArray(fc.constantFrom("a", "b", "c"), { maxLength: 3 }),
      minSupplies: fc.integer({ min: 1, max: 3 }),
      roles: fc.subarray(["k3s-server", "coordinator"]),
    });
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom("a", "b", "c"), evidence, { noNullPrototype: true }),
        fc.array(node, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 4 }),
        (seen, some, serversLeftBelow) => {
          const config = aPowerConfig({
            coordinator: "n0",
            nodes: some.map((one, n) => aNode(`n${n}`, one)),
            wholeClusterIf: { serversLeftBelow, orLost: ["n1"] },
          });
          assert.deepEqual(scopeOf(seen, config), []);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("[REQ-CRD-13] take the whole cluster along with the coordinator or the broker's host", () => {
    for (const key of ["coordinator", "brokerHost"] as const) {
      const config = { ...workers, [key]: "one" };
      const { isWhole, scope, why } = affectedBy({ a: fired }, config);
      assert.equal(isWhole, true);
      assert.equal(scope.length, 5);
      assert.match(why, /one is the/);
      assert.deepEqual(scopeOf({ b: fired }, config), ["both", "other"]);
    }
  });

  it("[REQ-CRD-13] take it along with one that it cannot do without, and when too few servers are left", () => {
    const orLost = { serversLeftBelow: 0, orLost: ["other"] };
    assert.equal(affectedBy({ b: fired }, { ...workers, wholeClusterIf: orLost }).isWhole, true);
    assert.equal(affectedBy({ a: fired }, { ...workers, wholeClusterIf: orLost }).isWhole, false);
    const roles = ["k3s-server"];
    const servers = [
      aNode("s1", { roles }),
      aNode("s2", { roles }),
      aNode("s3", { roles, feeds: ["x"] }),
    ];
    const left = (serversLeftBelow: number, evidence: FeedsEvidence) =>
      affectedBy(evidence, {
        ...workers,
        nodes: [...servers, aNode("w", { feeds: ["y"] })],
        wholeClusterIf: { serversLeftBelow, orLost: [] },
      });
    // One is left: enough for 1, too few for 2.
    assert.equal(left(1, { pyrphoros: fired }).isWhole, false);
    assert.equal(left(2, { pyrphoros: fired }).isWhole, true);
    assert.match(left(2, { pyrphoros: fired }).why, /1 of its servers left/);
    assert.match(left(1, { pyrphoros: fired, x: fired }).why, /no server is left/);
    // No server is lost: they are as few as before.
    assert.deepEqual(left(4, { y: fired }).scope, ["w"]);
  });

  it("[REQ-CRD-14] are named to people, all of a few", () => {
    assert.equal(listOf([]), "");
    assert.equal(listOf(["a"]), "a");
    assert.equal(listOf(["a", "b", "c"]), "a, b and c");
    assert.equal(listOf(["a", "b", "c", "d", "e", "f"]), "a, b, c, d and 2 more");
  });
});
