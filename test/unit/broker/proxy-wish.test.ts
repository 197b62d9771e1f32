import assert from "node:assert/strict";
import { targetOf, type Wish, wishOf } from "../../../broker/proxy-wish.ts";
import type { Proxy as ProxyMessage } from "../../../src/protocol/generated/schemas.ts";

describe("what a proxy needs", () => {
  const id = "0".repeat(22);
  const rules = {
    nodes: () => ["a", "b", "b_c"],
    // [node a] AllowDependenciesOn=b,b_c
    allowed: new Map([["a", ["b", "b_c"]]]),
  };
  const of = (requester: string, rest: Partial<ProxyMessage>): Wish =>
    wishOf(requester, { id, name: "p.service", active: false, ...rest }, rules);
  const needs = (node: string, unit: string) => ({ id, node, unit });
  const refused = (wish: Wish) => ("refused" in wish ? wish.refused : "it was not refused");

  it("[REQ-PRX-2] may be had where the requester's section lists the target's node, not the other way round", () => {
    assert.deepEqual(of("a", { node: "b", unit: "x.service" }), needs("b", "x.service"));
    assert.match(
      refused(of("b", { node: "a", unit: "x.service" })),
      /node b may not depend on node a: see AllowDependenciesOn=/,
    );
    // Nor may a node without a section, also on itself.
    assert.match(refused(of("b_c", { instance: "b_x" })), /node b_c may not depend on node b/);
    assert.match(refused(of("a", { instance: "a_x" })), /node a may not depend on node a/);
  });

  it("[REQ-PRX-1] is the unit after the longest name of a node that fits", () => {
    assert.deepEqual(of("a", { instance: "b_c_d" }), needs("b_c", "d.service"));
    assert.deepEqual(of("a", { instance: "b_x_y@1" }), needs("b", "x_y@1.service"));
    assert.match(refused(of("a", { instance: "c_x" })), /does not begin with the name of a node/);
    assert.match(refused(of("a", { instance: "bx" })), /does not begin with the name of a node/);
  });

  it("[REQ-PRX-3] is a service with a name of its own, on a node that hirte knows", () => {
    const units = ["x.socket", "x", "../x.service", `${"x".repeat(243)}.service`];
    for (const unit of units) {
      assert.match(refused(of("a", { node: "b", unit })), /is not the name of a service/, unit);
    }
    assert.match(refused(of("a", { instance: "b_" })), /".service" is not the name of a service/);
    assert.match(refused(of("a", { node: "z", unit: "x.service" })), /node z is not known/);
    assert.match(refused(of("a", {})), /p.service does not say what it needs/);
  });

  it("[REQ-PRX-7] is known by the dependency that holds it", () => {
    assert.equal(targetOf("hirte-dep@x_y@1.service"), "x_y@1.service");
    assert.equal(targetOf("x.service"), undefined);
    assert.equal(targetOf("hirte-dep@x.socket"), undefined);
  });
});
