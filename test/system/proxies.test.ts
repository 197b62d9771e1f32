import assert from "node:assert/strict";
import { type LabNode, until, useCluster } from "../support/lab.ts";

/** What units of one node need of another, on real machines. */
describe("a unit that needs a unit of another node", () => {
  const cluster = useCluster({
    allowDependenciesOn: { node1: ["node2", "node3"], node2: ["node3"] },
  });
  const proxy = "hirte-proxy@node2_web.service";
  const dep = "hirte-dep@web.service";

  /** A service that needs units of other nodes, by these proxies. */
  const needs = (
    node: LabNode,
    name: string,
    proxies: readonly string[] = [proxy],
    how: "Wants" | "Requires" | "BindsTo" = "Wants",
  ) =>
    node.startLog(name, {
      unit: proxies.flatMap((unit) => [`${how}=${unit}`, `After=${unit}`]),
    });
  const start = (node: LabNode, unit: string) => node.exec("systemctl", "start", unit);
  const stop = (node: LabNode, unit: string) => node.systemctl("stop", unit);
  const states = async (...units: readonly (readonly [LabNode, string])[]) =>
    Promise.all(units.map(([node, unit]) => node.activeState(unit)));
  const areStates = (
    units: readonly (readonly [LabNode, string])[],
    wanted: readonly string[],
    deadlineMs = 10_000,
  ) =>
    until(() => states(...units), {
      what: `${units.map(([, unit]) => unit).join(", ")} are ${wanted.join(", ")}`,
      holds: (seen) => seen.join() === wanted.join(),
      deadlineMs,
    });
  /** Requester, proxy, dependency, target: node1 needs web.service of node2. */
  const chain = () => {
    const { node1, node2 } = cluster;
    return [
      [node1, "app.service"],
      [node1, proxy],
      [node2, dep],
      [node2, "web.service"],
    ] as const;
  };
  const active = ["active", "active", "active", "active"];

  it("[REQ-PRX-1] has it started before it is started itself", async () => {
    const { node1, node2 } = cluster;
    await node2.startLog("web.service", { startS: 1 });
    await needs(node1, "app.service");
    assert.equal((await start(node1, "app.service")).status, 0);
    assert.deepEqual(await states(...chain()), active);
    assert.equal(await node2.starts("web.service"), 1);
  });

  it("[REQ-PRX-1] has it started under the names that BlueChi gives the units", async () => {
    const { node1, node2 } = cluster;
    await node2.startLog("web.service");
    await needs(node1, "app.service", ["bluechi-proxy@node2_web.service"], "Requires");
    assert.equal((await start(node1, "app.service")).status, 0);
    const alias = [
      [node1, "bluechi-proxy@node2_web.service"],
      [node2, "bluechi-dep@web.service"],
    ] as const;
    assert.deepEqual(await states(...alias), ["active", "active"]);
  });

  it("[REQ-PRX-2] has it started only where AllowDependenciesOn= says so", async () => {
    const { node1, node3 } = cluster;
    await node1.startLog("web.service");
    await needs(node3, "app.service", ["hirte-proxy@node1_web.service"]);
    assert.equal((await start(node3, "app.service")).status, 0);
    assert.deepEqual(
      await states(
        [node3, "app.service"],
        [node3, "hirte-proxy@node1_web.service"],
        [node1, dep],
        [node1, "web.service"],
      ),
      ["active", "failed", "inactive", "inactive"],
    );
    const journal = await node3.journal(["hirte-proxy@node1_web.service"], { lines: 20 });
    assert.match(journal, /node3 may not depend on node node1/);
  });

  describe("fails to start", () => {
    const fails = async (unit: string, reason: RegExp) => {
      const { node1 } = cluster;
      await needs(node1, "app.service", [unit], "Requires");
      const { status } = await start(node1, "app.service");
      assert.notEqual(status, 0);
      assert.deepEqual(await states([node1, "app.service"], [node1, unit]), ["inactive", "failed"]);
      assert.match(await node1.journal([unit], { lines: 20 }), reason);
    };

    it("[REQ-PRX-3] where that one's program cannot be run", async () => {
      const { node2 } = cluster;
      await node2.startLog("web.service", { exec: "/usr/bin/not-there" });
      await fails(proxy, /web\.service on node2 did not become active/);
    });

    it("[REQ-PRX-3] where that one's program fails at once", async () => {
      const { node2 } = cluster;
      await node2.startLog("web.service", { exec: "/bin/false" });
      await fails(proxy, /web\.service on node2 did not become active/);
    });

    it("[REQ-PRX-3] where there is no such node", () =>
      fails("hirte-proxy@node9_web.service", /does not begin with the name of a node/));

    it("[REQ-PRX-3] where there is no such unit", () =>
      fails("hirte-proxy@node2_absent.service", /absent\.service on node2 did not become active/));

    it("[REQ-PRX-3] where that one's file has a mistake", async () => {
      await cluster.node2.unit("web.service", "[Service]\nExecStrat=/bin/sleep infinity\n");
      await fails(proxy, /web\.service on node2 did not become active/);
    });

    it("[REQ-PRX-3] where that one's node is away for as long as the start may take", async () => {
      const { node1, node2 } = cluster;
      await node1.unit(`${proxy}.d/time.conf`, "[Service]\nTimeoutStartSec=2\n");
      await node2.startLog("web.service");
      node2.disturb();
      await node2.systemctl("stop", "hirte-agent");
      await needs(node1, "app.service", [proxy], "Requires");
      assert.notEqual((await start(node1, "app.service")).status, 0);
      assert.equal(await node1.activeState(proxy), "failed");
      await node2.systemctl("start", "hirte-agent");
      await cluster.allOnline();
      // Nobody waits for it any more.
      await node1.unitIs("app.service", "inactive");
      assert.equal(await node2.starts("web.service"), 0);
    });
  });

  it("[REQ-PRX-3] starts once a node that was away is back", async () => {
    const { node1, node2 } = cluster;
    await node2.startLog("web.service");
    node2.disturb();
    await node2.systemctl("stop", "hirte-agent");
    await needs(node1, "app.service");
    const starting = node1.spawn("systemctl", "start", "app.service");
    await node1.unitIs(proxy, "activating");
    await node2.systemctl("start", "hirte-agent");
    assert.equal((await starting.ended).status, 0);
    assert.deepEqual(await states(...chain()), active);
  });

  it("[REQ-PRX-4] shares it with others of the same node: it is let go of by the last", async () => {
    const { node1, node2 } = cluster;
    await node2.startLog("web.service", { unit: ["StopWhenUnneeded=yes"] });
    await needs(node1, "app.service");
    await needs(node1, "other.service");
    await start(node1, "app.service");
    await start(node1, "other.service");
    await stop(node1, "app.service");
    const [, ...rest] = chain();
    await areStates(rest, ["active", "active", "active"]);
    await stop(node1, "other.service");
    await areStates(rest, ["inactive", "inactive", "inactive"]);
    assert.equal(await node2.starts("web.service"), 1);
  });

  it("[REQ-PRX-4] shares it with others of other nodes: it is let go of by the last", async () => {
    const { node1, node2, node3 } = cluster;
    const shared = "hirte-proxy@node3_web.service";
    await node3.startLog("web.service", { unit: ["StopWhenUnneeded=yes"] });
    for (const node of [node1, node2]) await needs(node, "app.service", [shared]);
    for (const node of [node1, node2]) await start(node, "app.service");
    const held = [
      [node3, dep],
      [node3, "web.service"],
    ] as const;
    await stop(node1, "app.service");
    await node1.unitIs(shared, "inactive");
    await areStates([[node2, shared], ...held], ["active", "active", "active"]);
    await stop(node2, "app.service");
    await areStates(held, ["inactive", "inactive"]);
    assert.equal(await node3.starts("web.service"), 1);
  });

  it("[REQ-PRX-5] bound to it, stops when it fails", async () => {
    const { node1, node2 } = cluster;
    await node2.startLog("web.service");
    await needs(node1, "app.service", [proxy], "BindsTo");
    await start(node1, "app.service");
    await node2.systemctl("kill", "--signal=KILL", "web.service");
    await areStates(chain(), ["inactive", "inactive", "inactive", "failed"]);
  });

  it("[REQ-PRX-5] goes on when it only wanted it and that one is stopped", async () => {
    const { node1, node2 } = cluster;
    await node2.startLog("web.service");
    await needs(node1, "app.service");
    await start(node1, "app.service");
    await stop(node2, "web.service");
    await areStates(chain(), ["active", "inactive", "inactive", "inactive"]);
  });

  it("[REQ-PRX-5] goes on, and so does that one, when the dependency is stopped by hand", async () => {
    const { node1, node2 } = cluster;
    await node2.startLog("web.service");
    await needs(node1, "app.service");
    await start(node1, "app.service");
    await stop(node2, dep);
    await areStates(chain(), ["active", "inactive", "inactive", "active"]);
  });

  it("[REQ-PRX-4] lets go of it when it is stopped, and that one goes on", async () => {
    const { node1, node2 } = cluster;
    await node2.startLog("web.service");
    await needs(node1, "app.service");
    await start(node1, "app.service");
    await stop(node1, "app.service");
    await areStates(chain(), ["inactive", "inactive", "inactive", "active"]);
  });

  it("[REQ-PRX-4] lets go of it when it is stopped, and that one stops if nobody else needs it", async () => {
    const { node1, node2 } = cluster;
    await node2.startLog("web.service", { unit: ["StopWhenUnneeded=yes"] });
    await needs(node1, "app.service");
    await start(node1, "app.service");
    await stop(node1, "app.service");
    await areStates(chain(), ["inactive", "inactive", "inactive", "inactive"]);
  });

  it("[REQ-PRX-4] gives up a start that is not wanted any more", async () => {
    const { node1, node2 } = cluster;
    await node2.startLog("web.service", { startS: 20 });
    await needs(node1, "app.service");
    await node1.systemctl("start", "--no-block", "app.service");
    await node2.unitIs(dep, "inactive");
    await node2.unitIs("web.service", "activating");
    await stop(node1, proxy);
    assert.equal(await node1.activeState(proxy), "inactive");
    await until(async () => (await node2.systemctl("list-jobs")).includes(dep), {
      what: "the start of the dependency is canceled",
      holds: (isThere) => !isThere,
    });
  });

  describe("and", () => {
    beforeEach(async () => {
      await cluster.node2.startLog("web.service");
      await needs(cluster.node1, "app.service", [proxy], "BindsTo");
      await start(cluster.node1, "app.service");
      assert.deepEqual(await states(...chain()), active);
    });

    it("[REQ-PRX-6] that one's node is lost: both parts stop, and nothing starts by itself when it is back", async () => {
      const { node1, node2 } = cluster;
      await node2.powerCut();
      await areStates(chain().slice(0, 2), ["inactive", "inactive"], 25_000);
      await node2.start();
      await cluster.allOnline(30_000);
      assert.equal(await node2.activeState("web.service"), "inactive");
      assert.equal(await node1.starts("app.service"), 1);
      assert.equal(await node2.starts("web.service"), 1);
    }).timeout(90_000);

    it("[REQ-PRX-6] that one's node cannot be reached for a moment: nothing changes", async () => {
      const { node1, node2 } = cluster;
      await node2.cut();
      await cluster.wire.nodeIs("node2", "unreachable");
      await node2.heal();
      await cluster.allOnline(20_000);
      assert.deepEqual(await states(...chain()), active);
      assert.equal(await node1.starts("app.service"), 1);
    }).timeout(60_000);

    it("[REQ-PRX-6] its own node is lost: that one is let go of", async () => {
      const { node1, node2 } = cluster;
      await node1.powerCut();
      await areStates(
        [
          [node2, dep],
          [node2, "web.service"],
        ],
        ["inactive", "active"],
        25_000,
      );
    }).timeout(60_000);

    it("[REQ-PRX-6] its own node is cut off for long: what is still active is held again", async () => {
      const { node1, node2 } = cluster;
      await node1.cut();
      await node2.unitIs(dep, "inactive", 25_000);
      assert.deepEqual(await states([node1, "app.service"], [node1, proxy]), ["active", "active"]);
      await node1.heal();
      await node2.unitIs(dep, "active", 20_000);
      assert.deepEqual(await states(...chain()), active);
      assert.equal(await node2.starts("web.service"), 1);
    }).timeout(60_000);

    it("[REQ-PRX-7] hirte is restarted: nothing changes, and it goes on being held", async () => {
      const { node1, node2, primary } = cluster;
      await primary.signal("hirte", "KILL");
      await cluster.wire.nodeIs("node2", "offline");
      await cluster.allOnline(30_000);
      await stop(node1, "app.service");
      await areStates(chain(), ["inactive", "inactive", "inactive", "active"], 15_000);
      assert.equal(await node2.starts("web.service"), 1);
    }).timeout(60_000);

    it("[REQ-PRX-7] that one stops while hirte is away: it stops after", async () => {
      const { node2, primary } = cluster;
      primary.disturb();
      await primary.systemctl("stop", "hirte");
      await stop(node2, "web.service");
      await primary.systemctl("start", "hirte");
      await areStates(chain(), ["inactive", "inactive", "inactive", "inactive"], 20_000);
      assert.equal(await node2.starts("web.service"), 1);
    }).timeout(60_000);

    it("[REQ-PRX-7] it stops while hirte is away: that one is let go of after", async () => {
      const { node1, primary } = cluster;
      primary.disturb();
      await primary.systemctl("stop", "hirte");
      await stop(node1, "app.service");
      await primary.systemctl("start", "hirte");
      await areStates(chain(), ["inactive", "inactive", "inactive", "active"], 30_000);
    }).timeout(60_000);

    it("[REQ-PRX-7] the agents are restarted: nothing changes, and it goes on being held", async () => {
      const { node1, node2 } = cluster;
      for (const node of [node1, node2]) {
        node.disturb();
        await node.systemctl("restart", "hirte-agent");
        await cluster.allOnline();
      }
      assert.deepEqual(await states(...chain()), active);
      await stop(node2, "web.service");
      await areStates(chain(), ["inactive", "inactive", "inactive", "inactive"]);
      assert.equal(await node1.starts("app.service"), 1);
    }).timeout(60_000);

    it("[REQ-PRX-7] it stops while its agent is away: that one is let go of after", async () => {
      const { node1 } = cluster;
      node1.disturb();
      await node1.systemctl("stop", "hirte-agent");
      await stop(node1, "app.service");
      await node1.systemctl("start", "hirte-agent");
      await areStates(chain(), ["inactive", "inactive", "inactive", "active"], 20_000);
    }).timeout(60_000);
  });
});
