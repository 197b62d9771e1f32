import assert from "node:assert/strict";
import { topics } from "../../src/protocol/topics.ts";
import { type LabNode, until, useCluster } from "../support/lab.ts";
import { active, areStates, dependencyOf, needs, proxyOf, start, states, stop } from "./proxies.ts";

/** What units of one node need of another, on real machines. */
describe("a unit that needs a unit of another node", () => {
  const cluster = useCluster({
    allowDependenciesOn: { node1: ["node2", "node3"], node2: ["node3"] },
  });
  const proxy = proxyOf("node2", "web");
  const dep = dependencyOf("web");
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
  /**
   * The unit's log gives the reason, as an error, from its standard error: whatever else a program hands to
   * the journal as it ends may not be known to be the unit's.
   */
  const says = (node: LabNode, unit: string, reason: RegExp) =>
    until(() => node.must(...["journalctl", "-q", "-p", "err", "-u", unit, "_TRANSPORT=stdout"]), {
      what: `the log of ${unit} says ${reason}`,
      holds: (text) => reason.test(text),
    });
  /** app.service of node1 runs, and holds web.service of node2. */
  const hold = async (
    how: "Wants" | "Requires" | "BindsTo" = "Wants",
    target: readonly string[] = [],
  ) => {
    const { node1, node2 } = cluster;
    await Promise.all([
      node2.startLog("web.service", { unit: target }),
      needs(node1, "app.service", [proxy], how),
    ]);
    assert.equal((await start(node1, "app.service")).status, 0);
    assert.deepEqual(await states(...chain()), active);
  };

  it("[REQ-PRX-1] has it started before it is started itself", async () => {
    const { node1, node2 } = cluster;
    await node2.startLog("web.service", { startS: 0.5 });
    await needs(node1, "app.service", [proxy]);
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

  it("[REQ-PRX-1] has it started through hirte, which starts it itself", async () => {
    const { node1, node2 } = cluster;
    await node2.startLog("web.service");
    await needs(node1, "app.service", [proxy]);
    assert.equal((await cluster.hirtectl("start", "node1", "app.service")).status, 0);
    assert.deepEqual(await states(...chain()), active);
    // The target is started by a job of hirte's own.
    const own = cluster.wire
      .all(topics.job)
      .flatMap(({ message }) => (message?.user === "hirte" ? [message] : []))
      .filter(({ verb }) => verb === "start");
    assert.deepEqual([...new Set(own.map(({ unit }) => unit))], [dep]);
    assert.equal(own.at(-1)?.result, "done");
  });

  it("[REQ-PRX-2] has it started only where its node's section in hirte.conf lists the other node", async () => {
    const { node1, node2, node3 } = cluster;
    // node2 and node3 are on node1's list: that says nothing of what may be started on node1.
    const refused = async (node: LabNode, unit: string, reason: RegExp) => {
      await needs(node, "app.service", [unit]);
      assert.equal((await start(node, "app.service")).status, 0);
      assert.deepEqual(await states([node, "app.service"], [node, unit]), ["active", "failed"]);
      await says(node, unit, reason);
    };
    await node1.startLog("web.service");
    await Promise.all([
      refused(node3, proxyOf("node1", "web"), /node3 may not depend on node node1/),
      refused(node2, proxyOf("node1", "web"), /node2 may not depend on node node1/),
    ]);
    assert.deepEqual(await states([node1, dep], [node1, "web.service"]), ["inactive", "inactive"]);
    assert.equal(await node1.starts("web.service"), 0);
  });

  describe("fails to start", () => {
    const fails = async (
      unit: string,
      reason: RegExp,
      how: "Requires" | "BindsTo" = "Requires",
    ) => {
      const { node1 } = cluster;
      await needs(node1, "app.service", [unit], how);
      const { status, stderr } = await start(node1, "app.service");
      assert.notEqual(status, 0);
      assert.match(stderr, /dependency/i);
      assert.equal(await node1.starts("app.service"), 0);
      assert.deepEqual(await states([node1, "app.service"], [node1, unit]), ["inactive", "failed"]);
      await says(node1, unit, reason);
    };

    it("[REQ-PRX-3] where that one's program cannot be run", async () => {
      const { node2 } = cluster;
      await node2.startLog("web.service", { exec: "/usr/bin/not-there" });
      await fails(proxy, /web\.service on node2 did not become active/);
    });

    it("[REQ-PRX-3] where that one's program fails at once", async () => {
      const { node2 } = cluster;
      await node2.startLog("web.service", { exec: "/bin/false" });
      await fails(proxy, /web\.service on node2 did not become active/, "BindsTo");
      assert.equal(await node2.activeState("web.service"), "failed");
      assert.equal(await node2.starts("web.service"), 1);
    });

    it("[REQ-PRX-3] where there is no such node", () =>
      fails(proxyOf("node9", "web"), /does not begin with the name of a node/));

    it("[REQ-PRX-3] where there is no such unit", () =>
      fails(proxyOf("node2", "absent"), /absent\.service on node2 did not become active/));

    it("[REQ-PRX-3] where that one's file has a mistake", async () => {
      await cluster.node2.unit("web.service", "[Service]\nExecStrat=/bin/sleep infinity\n");
      await fails(proxy, /web\.service on node2 did not become active/);
    });
  });

  it("[REQ-PRX-3] waits for a node that is away, for as long as its start may take, and starts when it is back", async () => {
    const { node1, node2 } = cluster;
    const hasty = proxyOf("node2", "db");
    await Promise.all([
      node1.unit(`${hasty}.d/time.conf`, "[Service]\nTimeoutStartSec=1\n"),
      node2.startLog("web.service"),
      node2.startLog("db.service"),
      needs(node1, "app.service", [proxy]),
      needs(node1, "hasty.service", [hasty], "Requires"),
    ]);
    node2.disturb();
    await node2.systemctl("stop", "hirte-agent");
    const starting = node1.spawn("systemctl", "start", "app.service");
    assert.notEqual((await start(node1, "hasty.service")).status, 0);
    assert.deepEqual(await states([node1, hasty], [node1, proxy]), ["failed", "activating"]);
    await node2.systemctl("start", "hirte-agent");
    assert.equal((await starting.ended).status, 0);
    assert.deepEqual(await states(...chain()), active);
    // Nobody waits for the other one any more.
    assert.equal(await node2.starts("db.service"), 0);
  });

  it("[REQ-PRX-4] shares it with others of the same node: it is let go of by the last", async () => {
    const { node1, node2 } = cluster;
    await hold("Wants", ["StopWhenUnneeded=yes"]);
    await needs(node1, "other.service", [proxy]);
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
    const shared = proxyOf("node3", "web");
    await node3.startLog("web.service", { unit: ["StopWhenUnneeded=yes"] });
    await Promise.all([node1, node2].map((node) => needs(node, "app.service", [shared])));
    await Promise.all([node1, node2].map((node) => start(node, "app.service")));
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
    await hold("BindsTo");
    await cluster.node2.systemctl("kill", "--signal=KILL", "web.service");
    await areStates(chain(), ["inactive", "inactive", "inactive", "failed"]);
  });

  it("[REQ-PRX-5] goes on when it only wanted it and that one is stopped", async () => {
    await hold();
    await stop(cluster.node2, "web.service");
    await areStates(chain(), ["active", "inactive", "inactive", "inactive"]);
  });

  it("[REQ-PRX-5] goes on, and so does that one, when the dependency is stopped by hand", async () => {
    await hold();
    await stop(cluster.node2, dep);
    await areStates(chain(), ["active", "inactive", "inactive", "active"]);
  });

  it("[REQ-PRX-4] lets go of it when it is stopped, and that one goes on", async () => {
    await hold();
    await stop(cluster.node1, "app.service");
    await areStates(chain(), ["inactive", "inactive", "inactive", "active"]);
  });

  it("[REQ-PRX-4] lets go of it when it is stopped, and that one stops if nobody else needs it", async () => {
    await hold("Wants", ["StopWhenUnneeded=yes"]);
    await stop(cluster.node1, "app.service");
    await areStates(chain(), ["inactive", "inactive", "inactive", "inactive"]);
  });

  it("[REQ-PRX-4] gives up a start that is not wanted any more", async () => {
    const { node1, node2 } = cluster;
    await node2.startLog("web.service", { startS: 20 });
    await needs(node1, "app.service", [proxy]);
    await node1.systemctl("start", "--no-block", "app.service");
    await node2.unitIs("web.service", "activating");
    await stop(node1, proxy);
    assert.equal(await node1.activeState(proxy), "inactive");
    await until(async () => (await node2.systemctl("list-jobs")).includes(dep), {
      what: "the start of the dependency is canceled",
      holds: (isThere) => !isThere,
    });
  });

  it("[REQ-PRX-6] is not held by starting it again: systemd refuses the dependency of what is not active", async () => {
    const { node2 } = cluster;
    await node2.startLog("web.service");
    const holdAgain = ["start", "--job-mode=ignore-requirements", dep];
    assert.notEqual((await node2.exec("systemctl", ...holdAgain)).status, 0);
    assert.deepEqual(await states([node2, dep], [node2, "web.service"]), ["inactive", "inactive"]);
    assert.equal(await node2.starts("web.service"), 0);
  });
});
