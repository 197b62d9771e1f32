import assert from "node:assert/strict";
import { type LabNode, until, useCluster } from "../support/lab.ts";
import { areStates, dependencyOf, states } from "./proxies.ts";

/** What an agent shows of itself on its node's bus, and does when it is asked there. */
describe("an agent on the bus", () => {
  const cluster = useCluster({ allowDependenciesOn: { node1: ["node2"] } });
  const object = ["org.eclipse.bluechi.Agent", "/org/eclipse/bluechi"] as const;
  const iface = "org.eclipse.bluechi.Agent";

  const get = async (property: string): Promise<unknown> => {
    const text = await cluster.node1.must(
      ...["busctl", "--json=short", "get-property", ...object, iface, property],
    );
    return (JSON.parse(text) as { data: unknown }).data;
  };
  const is = (property: string, value: unknown) =>
    until(() => get(property), {
      what: `${property} is ${value}`,
      holds: (seen) => seen === value,
    });
  const call = (of: string, member: string, ...args: readonly string[]) =>
    cluster.node1.exec("busctl", "call", ...object, of, member, "s".repeat(args.length), ...args);
  /** Microseconds on the clock that all machines of the lab share. */
  const monotonicUs = async (node: LabNode) =>
    Number((await node.must("cut", "-d ", "-f1", "/proc/uptime")).trim()) * 1e6;

  it("[REQ-PRX-9] shows that it is connected, and since when it is not", async () => {
    const { node1, primary } = cluster;
    assert.equal(await get("Status"), "online");
    assert.equal(await get("LogLevel"), "INFO");
    assert.equal(await get("LogTarget"), "journald");
    assert.equal(await get("DisconnectTimestamp"), 0);
    assert.equal(await get("DisconnectTimestampMonotonic"), 0);
    assert.equal(await get("ControllerAddress"), `tcp:host=${primary.ip},port=2020`);
    const watching = node1.spawn("busctl", "--json=short", "monitor", object[0]);
    // It sees us ask, once it watches.
    await until(() => get("Status").then(() => watching.stdout), { what: "the bus is watched" });
    const [beforeMs, beforeUs] = [Date.now(), await monotonicUs(node1)];
    primary.disturb();
    await primary.systemctl("stop", "hirte");
    await is("Status", "offline");
    const isBetween = (us: number, fromUs: number, toUs: number) =>
      assert.ok(fromUs - 20_000 <= us && us <= toUs + 20_000, `${fromUs} ≤ ${us} ≤ ${toUs}`);
    const lostUs = Number(await get("DisconnectTimestamp"));
    const lostMonotonicUs = Number(await get("DisconnectTimestampMonotonic"));
    isBetween(lostUs, beforeMs * 1000, Date.now() * 1000);
    isBetween(lostMonotonicUs, beforeUs, await monotonicUs(node1));
    // Heard last at most one heartbeat, and what it may be late, before that.
    const beatUs = 4_000_000;
    isBetween(Number(await get("LastSeenTimestamp")), lostUs - beatUs, lostUs);
    isBetween(
      Number(await get("LastSeenTimestampMonotonic")),
      lostMonotonicUs - beatUs,
      lostMonotonicUs,
    );
    const told = await watching.line(/PropertiesChanged.*"Status".*"offline"/);
    assert.match(told, /org\.eclipse\.bluechi\.Agent/);
    await primary.systemctl("start", "hirte");
    await is("Status", "online");
    assert.equal(await get("DisconnectTimestamp"), 0);
  });

  it("[REQ-PRX-9] can be told to speak to another manager, until it is restarted", async () => {
    const { node1, primary } = cluster;
    const switchTo = (address: string) => call(iface, "SwitchController", address);
    const own = `tcp:host=${primary.ip},port=2020`;
    assert.notEqual((await switchTo(own)).status, 0);
    assert.notEqual((await switchTo("nonsense")).status, 0);
    node1.disturb();
    const other = `tcp:host=${primary.ip},port=2999`;
    assert.equal((await switchTo(other)).status, 0);
    assert.equal(await get("ControllerAddress"), other);
    await is("Status", "offline");
    await cluster.wire.nodeIs("node1", "unreachable");
    assert.equal((await switchTo(own)).status, 0);
    await is("Status", "online");
    assert.equal((await switchTo(other)).status, 0);
    await node1.systemctl("restart", "hirte-agent");
    await is("Status", "online");
    assert.equal(await get("ControllerAddress"), own);
  });

  it("[REQ-PRX-1] [REQ-PRX-9] takes proxies for any unit that runs, and lets go of them", async () => {
    const { node1, node2 } = cluster;
    await node1.startLog("app.service");
    await node2.startLog("web.service");
    const both = [
      [node2, dependencyOf("web")],
      [node2, "web.service"],
    ] as const;
    const [name, node, unit] = ["app.service", "node2", "web.service"];
    const idle = await call(iface, "CreateProxy", name, node, unit);
    assert.match(idle.stderr, /app\.service is inactive/);
    await node1.systemctl("start", "app.service");

    assert.equal((await call(iface, "CreateProxy", name, node, unit)).status, 0);
    assert.deepEqual(await states(...both), ["active", "active"]);
    assert.equal((await call(iface, "RemoveProxy", name, node, unit)).status, 0);
    await areStates(both, ["inactive", "active"]);

    const own = "hirte.Agent1";
    assert.equal((await call(own, "CreateProxyOf", name, "node2_web")).status, 0);
    await areStates(both, ["active", "active"]);
    assert.equal((await call(own, "RemoveProxyOf", name, "node2_web")).status, 0);
    await areStates(both, ["inactive", "active"]);
    assert.equal(await node1.activeState("app.service"), "active");

    const refused = await call(iface, "CreateProxy", name, "node3", unit);
    assert.match(refused.stderr, /node1 may not depend on node node3/);
    const wrong = await call(iface, "CreateProxy", name, "node2", "web service");
    assert.match(wrong.stderr, /app\.service is no proxy/);

    assert.equal((await call(iface, "CreateProxy", name, node, unit)).status, 0);
    await node2.systemctl("stop", "web.service");
    await node1.unitIs("app.service", "inactive");
    assert.equal(await node2.starts("web.service"), 1);
  });

  it("[REQ-PRX-9] belongs to root alone", async () => {
    const { status } = await cluster.node1.exec(
      ...["setpriv", "--reuid=nobody", "--clear-groups", "busctl", "get-property", ...object],
      ...[iface, "Status"],
    );
    assert.notEqual(status, 0);
  });
});
