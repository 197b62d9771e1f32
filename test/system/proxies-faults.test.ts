import assert from "node:assert/strict";
import { topics } from "../../src/protocol/topics.ts";
import { useCluster } from "../support/lab.ts";
import {
  active,
  areStates,
  dependencyOf,
  needs,
  type On,
  proxyOf,
  start,
  states,
  stop,
} from "./proxies.ts";

/** What becomes of dependencies when something dies, told on real machines. */
describe("units that need units of other nodes", () => {
  const cluster = useCluster({
    tls: "off",
    allowDependenciesOn: { node1: ["node2", "node3"], node2: ["node3"] },
  });

  /** Requester, proxy, dependency, target: NAME-app.service of a node is bound to NAME.service of another. */
  type Chain = readonly [requester: On, proxy: On, dependency: On, target: On];
  const chain = (name: string, from: "node1" | "node2", to: "node2" | "node3"): Chain => [
    [cluster[from], `${name}-app.service`],
    [cluster[from], proxyOf(to, name)],
    [cluster[to], dependencyOf(name)],
    [cluster[to], `${name}.service`],
  ];
  const write = ([[from, app], [, proxy], , [to, target]]: Chain, startS = 0) =>
    Promise.all([to.startLog(target, { startS }), needs(from, app, [proxy], "BindsTo")]);
  /** All of them run, and hold their targets. */
  const hold = (...chains: readonly Chain[]) =>
    Promise.all(
      chains.map(async (one) => {
        await write(one);
        const [[node, app]] = one;
        assert.equal((await start(node, app)).status, 0);
        assert.deepEqual(await states(...one), active);
      }),
    );
  /**
   * Dependencies that hirte has had started with their targets, each as often as it has. Those that only
   * hold do not count: the last words of a node that is dead may come when its cable is back.
   */
  const ownStarts = () => {
    const commands = cluster.wire
      .all(topics.command)
      .flatMap(({ params, message }) => (message ? [{ ...message, node: params.node }] : []))
      .filter(({ kind, verb, unit }) => kind === "job" && verb === "start" && isDependency(unit))
      .filter(({ args }) => !args || !("mode" in args));
    return [
      ...new Map(commands.map(({ id, node, unit }) => [id, `${unit} on ${node}`])).values(),
    ].sort();
  };
  const each = (...names: readonly string[]) =>
    names.map((name) => `${dependencyOf(name)} on node2`);
  /** Neither the requester nor the target of any of them was started a second time. */
  const startedOnce = async (...chains: readonly Chain[]) => {
    for (const [[from, app], , , [to, target]] of chains) {
      assert.deepEqual([app, await from.starts(app)], [app, 1]);
      assert.deepEqual([target, await to.starts(target)], [target, 1]);
    }
  };

  it("[REQ-PRX-6] of a node that is lost stop, what it needed itself is let go of, and nothing starts by itself when it is back", async () => {
    const { node2 } = cluster;
    const target = chain("web", "node1", "node2");
    const requester = chain("db", "node2", "node3");
    await hold(target, requester);
    await node2.powerCut();
    await areStates(target.slice(0, 2), ["inactive", "inactive"], 25_000);
    await areStates(requester.slice(2), ["inactive", "active"], 25_000);
    await node2.start();
    await cluster.allOnline(30_000);
    assert.deepEqual(await states(...target, ...requester), [
      ...Array(4).fill("inactive"),
      ...Array(3).fill("inactive"),
      "active",
    ]);
    assert.deepEqual(ownStarts(), [
      "hirte-dep@db.service on node3",
      "hirte-dep@web.service on node2",
    ]);
    await startedOnce(target, requester);
  }).timeout(90_000);

  it("[REQ-PRX-6] of a node whose cable is pulled go on for a moment; after long, what is active is held again, and what has stopped is not", async () => {
    const { node1, node2 } = cluster;
    const stays = chain("web", "node1", "node2");
    const ends = chain("db", "node1", "node2");
    await hold(stays, ends);
    // A moment, for the requester's node and for the target's.
    await Promise.all([node1, node2].map((node) => node.cut()));
    await cluster.wire.nodeIs("node1", "unreachable");
    await cluster.wire.nodeIs("node2", "unreachable");
    await Promise.all([node1, node2].map((node) => node.heal()));
    await cluster.allOnline(20_000);
    assert.deepEqual(await states(...stays, ...ends), [...active, ...active]);
    await node1.cut();
    const held = [stays[2], ends[2]];
    await areStates(held, ["inactive", "inactive"], 25_000);
    assert.deepEqual(await states(...stays.slice(0, 2), stays[3]), ["active", "active", "active"]);
    await stop(node2, "db.service");
    await node1.heal();
    await areStates(stays, active, 20_000);
    await areStates(ends, ["inactive", "inactive", "inactive", "inactive"]);
    assert.deepEqual(ownStarts(), each("db", "web"));
    await startedOnce(stays, ends);
    // It is held as before: it stops with its target.
    await stop(node2, "web.service");
    await areStates(stays, ["inactive", "inactive", "inactive", "inactive"]);
  }).timeout(90_000);

  it("[REQ-PRX-7] [REQ-PRX-10] go on when hirte is killed, also those that start; what stops while it is away is found to have stopped", async () => {
    const { node1, node2, primary } = cluster;
    const stays = chain("web", "node1", "node2");
    const targetEnds = chain("db", "node1", "node2");
    const requesterEnds = chain("cache", "node1", "node2");
    const starts = chain("slow", "node1", "node2");
    await hold(stays, targetEnds, requesterEnds);
    await write(starts, 4);
    await node1.systemctl("start", "--no-block", "slow-app.service");
    await node2.unitIs("slow.service", "activating");
    await primary.signal("hirte", "KILL");
    // It is to stay away until both have stopped.
    await primary.systemctl("stop", "hirte");
    await stop(node2, "db.service");
    await stop(node1, "cache-app.service");
    assert.deepEqual(await states(...stays), active);
    await primary.systemctl("start", "hirte");
    await areStates(targetEnds, ["inactive", "inactive", "inactive", "inactive"], 20_000);
    await areStates(starts, active, 20_000);
    // Nobody speaks of it any more, in the time that everybody had for it.
    await areStates(requesterEnds, ["inactive", "inactive", "inactive", "active"], 20_000);
    assert.deepEqual(await states(...stays), active);
    assert.deepEqual(ownStarts(), each("cache", "db", "slow", "web"));
    await startedOnce(stays, targetEnds, requesterEnds, starts);
    await stop(node1, "web-app.service");
    await areStates(stays, ["inactive", "inactive", "inactive", "active"]);
  }).timeout(90_000);

  it("[REQ-PRX-7] go on when the agents are killed; what stops while they are away is found to have stopped, and a start that waits fails", async () => {
    const { node1, node2 } = cluster;
    const stays = chain("web", "node1", "node2");
    const targetEnds = chain("db", "node1", "node2");
    const requesterEnds = chain("cache", "node1", "node2");
    const starts = chain("slow", "node1", "node2");
    await hold(stays, targetEnds, requesterEnds);
    await write(starts, 30);
    const starting = node1.spawn("systemctl", "start", "slow-app.service");
    await node2.unitIs("slow.service", "activating");
    await Promise.all([node1, node2].map((node) => node.signal("hirte-agent", "KILL")));
    await Promise.all([stop(node2, "db.service"), stop(node1, "cache-app.service")]);
    assert.notEqual((await starting.ended).status, 0);
    await cluster.allOnline(20_000);
    await areStates(targetEnds, ["inactive", "inactive", "inactive", "inactive"]);
    await areStates(requesterEnds, ["inactive", "inactive", "inactive", "active"]);
    await areStates(starts.slice(0, 3), ["inactive", "failed", "inactive"]);
    assert.deepEqual(await states(...stays), active);
    assert.deepEqual(ownStarts(), each("cache", "db", "slow", "web"));
    await startedOnce(stays, targetEnds, requesterEnds);
    await stop(node2, "web.service");
    await areStates(stays, ["inactive", "inactive", "inactive", "inactive"]);
  }).timeout(60_000);
});

function isDependency(unit: string | undefined): boolean {
  return unit?.startsWith("hirte-dep@") ?? false;
}
