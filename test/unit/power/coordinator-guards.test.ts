import assert from "node:assert/strict";
import { aPowerConfig, boot1, boot2 } from "../../support/power/config.ts";
import { CoordinatorRig, full, low, only } from "../../support/power/coordinator-rig.ts";

describe("what nodes without a cable are told", () => {
  const orders = (effects: CoordinatorRig["effects"] | ReturnType<CoordinatorRig["poll"]>) =>
    only(effects, "guard").flatMap((effect) => effect.orders);
  /** In so many polls, by a broker that takes whatever it is given. */
  const told = (rig: CoordinatorRig, polls: number) =>
    Array.from({ length: polls }, () => {
      const those = orders(rig.poll());
      for (const { node, outage, line } of those) {
        if (line === "ol") rig.input({ kind: "guard-told", node, outage });
      }
      return those;
    }).flat();

  it("[REQ-CRD-80] is how long the feed that lasts longest lasts, at once and then every 10 s, with their own time to stop", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OB", { runtimeS: 500 }).say("statera", "OB", { runtimeS: 900 });
    const orders = only(rig.poll(), "guard").at(-1)?.orders ?? [];
    assert.deepEqual(
      orders.map(({ node, line, runtimeS, stopBudgetS }) => [node, line, runtimeS, stopBudgetS]),
      [
        ["titan-0a", "ob", 500, 132],
        ["titan-1a", "ob", 900, 99],
        ["titan-1b", "ob", 900, 99],
      ],
    );
    assert.deepEqual(only(rig.poll(), "guard"), []);
    assert.equal(only(rig.poll(), "guard").length, 1);
    assert.equal(only(rig.poll(), "guard").length, 0);
  });

  it("[REQ-CRD-81] is nothing where another feed is on mains, and no runtime where none is known", () => {
    const upses = aPowerConfig().upses.map((ups) => ({ ...ups, mains: ups.name }));
    const rig = new CoordinatorRig({ upses }).onMains();
    rig.say("pyrphoros", "OB");
    const orders = only(rig.poll(), "guard").at(-1)?.orders ?? [];
    assert.deepEqual(
      orders.map(({ node }) => node),
      ["titan-0a"],
    );
    assert.ok(!Object.hasOwn(orders[0] ?? {}, "runtimeS"));
    // The other feed falls silent: unknown, and lost after it was so for 30 s.
    rig.say("statera");
    const later = only(rig.poll(12), "guard").at(-1)?.orders ?? [];
    assert.deepEqual(
      later.map(({ node }) => node),
      ["titan-0a", "titan-1a"],
    );
  });

  it("[REQ-CRD-82] is that the mains are back, by the same name, until they are back for good", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OB", low).poll(3);
    rig.say("pyrphoros", "OL", full);
    rig.input({ kind: "node", node: "titan-0a", session: 1 });
    const words = told(rig, 20);
    const outage = `pyrphoros:${boot1}:1`;
    assert.ok(words.every((word) => word.line === "ol" && word.outage === outage));
    // At once, and every 10 s for 60 s.
    assert.equal(words.length, 6);
    assert.deepEqual(rig.state.guards, {});
  });

  it("[REQ-CRD-84] is, in time, that the mains are back also where it was not there meanwhile", () => {
    const rig = new CoordinatorRig().onMains();
    const outage = `pyrphoros:${boot1}:1`;
    const comes = (session: number, armed?: string) =>
      orders(rig.input({ kind: "node", node: "titan-0a", session, ...(armed ? { armed } : {}) }));
    comes(1);
    rig.say("pyrphoros", "OB", low).poll(3);
    rig.input({ kind: "node", node: "titan-0a" });
    rig.say("pyrphoros", "OL", full).poll(3);
    // What went out to nobody does not count, nor what is of another outage.
    rig.input({ kind: "guard-told", node: "titan-0a", outage });
    rig.poll(13);
    assert.deepEqual(orders(rig.poll(4)), []);
    const stopBudgetS = 132;
    const back = [{ node: "titan-0a", outage, line: "ol", stopBudgetS }];
    assert.deepEqual(comes(2), back);
    rig.input({ kind: "guard-told", node: "titan-0a", outage: "another" });
    assert.equal(orders(rig.poll(4)).length, 2);
    rig.input({ kind: "guard-told", node: "titan-0a", outage });
    assert.deepEqual(told(rig, 10), []);
    assert.deepEqual(rig.state.guards, {});
    assert.deepEqual(comes(3), []);
    // A connection may have been dead without anybody knowing: the node itself says so.
    assert.deepEqual(comes(4, outage), back);
    // What goes meanwhile is not taken for said.
    rig.say("pyrphoros", "OB", low).poll();
    rig.input({ kind: "guard-told", node: "titan-0a", outage });
    rig.say("pyrphoros", "OL", full).poll(20);
    assert.equal(orders(rig.poll(4)).length, 2);
  });

  it("[REQ-CRD-84] is, where it missed the end of an outage, nothing of it by which it would be armed, and another name in the next", () => {
    const rig = new CoordinatorRig().onMains();
    const comes = () => orders(rig.input({ kind: "node", node: "titan-0a", session: 1 }));
    rig.say("pyrphoros", "OB", low).poll(3);
    rig.say("pyrphoros", "OL", full).poll(16);
    rig.say("pyrphoros").poll(16);
    assert.deepEqual(comes(), []);
    assert.deepEqual(orders(rig.poll(4)), []);
    rig.input({ kind: "inhibit", by: "root", reason: "batteries", forMs: 60_000 });
    rig.say("pyrphoros", "OB", { runtimeS: 900 }).poll();
    assert.deepEqual(comes(), []);
    rig.input({ kind: "inhibit", by: "root", reason: "done", forMs: 0 });
    const [next] = comes();
    assert.deepEqual([next?.line, next?.outage], ["ob", `pyrphoros:${boot1}:2`]);
    assert.equal(only(rig.poll(2), "guard")[0]?.orders[0]?.outage, next?.outage);
  });

  it("[REQ-CRD-84] is, to one that is armed and of which nothing is known, what its feeds say live, and by its own name", () => {
    const rig = new CoordinatorRig();
    const comes = () =>
      orders(rig.input({ kind: "node", node: "titan-1a", session: 9, armed: "x" })).map(
        ({ outage, line, runtimeS }) => [outage, line, runtimeS],
      );
    const [unknown, back] = [[["x", "ob", undefined]], [["x", "ol", undefined]]];
    assert.deepEqual(comes(), unknown);
    for (const ups of ["pyrphoros", "statera"])
      rig.reading(ups, { flags: "OL", ...full }, "retained");
    assert.deepEqual(comes(), unknown);
    rig.reading("statera", { flags: "OB CAL", ...full });
    assert.deepEqual(comes(), unknown);
    rig.reading("statera", { flags: "OL", ...full });
    assert.deepEqual(comes(), back);
    // A process that stood still knows nothing of now.
    rig.atMs += 15_000;
    assert.deepEqual(comes(), unknown);
    rig.reading("statera", { flags: "OB", runtimeS: 900 });
    assert.deepEqual(comes(), unknown);
    rig.reading("pyrphoros", { flags: "OL", ...full });
    assert.deepEqual(comes(), back);
  });

  it("[REQ-CRD-84] is what it is for one alone when that one comes, and the others have their turn as ever", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OB", { runtimeS: 500 }).say("statera", "OB", { runtimeS: 900 }).poll();
    const comes = orders(rig.input({ kind: "node", node: "titan-1b", session: 3 }));
    assert.deepEqual(
      comes.map(({ node, line }) => [node, line]),
      [["titan-1b", "ob"]],
    );
    assert.deepEqual(orders(rig.poll()), []);
    assert.equal(orders(rig.poll()).length, 3);
  });

  for (const [what, change] of [
    ["is in the configuration no more", (rig: CoordinatorRig) => rig.config.nodes.slice(0, 2)],
    [
      "has a cable by now",
      (rig: CoordinatorRig) => {
        const upses = rig.config.upses.map((ups) => ({ ...ups, host: "titan-0a" }));
        rig.config = { ...rig.config, upses };
        return rig.config.nodes;
      },
    ],
  ] as const) {
    it(`[REQ-CRD-85] is, where it ${what}, that it is disarmed, at once or when it comes`, () => {
      const rig = new CoordinatorRig().onMains();
      rig.say("pyrphoros", "OB", low).poll(3);
      const nodes = change(rig);
      rig.config = { ...rig.config, nodes };
      assert.equal(told(rig, 4).length, 0);
      const outage = `pyrphoros:${boot1}:1`;
      const comes = () => orders(rig.input({ kind: "node", node: "titan-0a", session: 1 }));
      const over = { node: "titan-0a", outage, line: "ol" } as const;
      assert.deepEqual(comes(), [over]);
      assert.deepEqual(told(rig, 4), [over]);
      assert.equal(Object.hasOwn(rig.state.guards, "titan-0a"), false);
      assert.deepEqual(comes(), []);
      assert.deepEqual(orders(rig.input({ kind: "node", node: "x", session: 1, armed: "y" })), [
        { node: "x", outage: "y", line: "ol" },
      ]);
    });
  }

  it("[REQ-CRD-86] is nothing in maintenance, and what it was where it is armed", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OB", { runtimeS: 900 }).poll(3);
    const inhibit = { kind: "inhibit", by: "root", reason: "batteries" } as const;
    rig.input({ ...inhibit, forMs: 600_000 });
    rig.say("statera", "OB", { runtimeS: 900 });
    const armed = new Set(orders(rig.poll(10)).map(({ node }) => node));
    assert.deepEqual([...armed], ["titan-0a"]);
    rig.input({ ...inhibit, forMs: 0 });
    const all = new Set(orders(rig.poll(3)).map(({ node }) => node));
    assert.deepEqual([...all], ["titan-0a", "titan-1a", "titan-1b"]);
  });

  it("[REQ-CRD-82] is, by a coordinator booted anew, that it does not know, until it does", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OB", low).poll(3);
    rig.reboot(boot2);
    rig.session = "p2";
    rig.say("pyrphoros").say("statera");
    const [order] = only(rig.poll(), "guard")[0]?.orders ?? [];
    assert.equal(order?.line, "ob");
    assert.equal(order?.runtimeS, undefined);
    rig.say("pyrphoros", "OL", full);
    assert.equal(only(rig.poll(), "guard")[0]?.orders[0]?.outage, `pyrphoros:${boot1}:1`);
  });

  it("[REQ-CRD-81] is the runtime of the other feed where one is off", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OFF", full).poll(7);
    rig.say("statera", "OB", { runtimeS: 900 });
    const orders = only(rig.poll(), "guard").at(-1)?.orders ?? [];
    assert.deepEqual(
      orders.map(({ node, runtimeS }) => [node, runtimeS]),
      [
        ["titan-1a", 900],
        ["titan-1b", 900],
      ],
    );
    // A node that needs both has none of them left.
    const nodes = aPowerConfig().nodes.map((node) => ({ ...node, minSupplies: node.feeds.length }));
    const both = new CoordinatorRig({ nodes }).onMains();
    both.say("pyrphoros", "OFF", full).poll(7);
    both.say("statera", "OB", { runtimeS: 900 });
    const [order] = only(both.poll(), "guard").at(-1)?.orders ?? [];
    assert.deepEqual([order?.node, order?.runtimeS], ["titan-1a", 0]);
  });

  it("[REQ-CRD-83] is not what a test draws", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OB CAL", full);
    assert.deepEqual(only(rig.poll(5), "guard"), []);
    assert.equal(rig.view().condition, "normal");
  });
});
