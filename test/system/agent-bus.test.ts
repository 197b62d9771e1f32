import assert from "node:assert/strict";
import { until, useCluster } from "../support/lab.ts";

/** What an agent shows of itself on its node's bus. */
describe("an agent on the bus", () => {
  const cluster = useCluster();
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

  it("[REQ-PRX-9] shows that it is connected, and since when it is not", async () => {
    const { node1, primary } = cluster;
    assert.equal(await get("Status"), "online");
    assert.equal(await get("DisconnectTimestamp"), 0);
    assert.equal(await get("ControllerAddress"), `tcp:host=${primary.ip},port=2020`);
    assert.equal(await get("LogTarget"), "journald");
    const watching = node1.spawn("busctl", "--json=short", "monitor", object[0]);
    await watching.line(/NameAcquired|"type"/).catch(() => "");
    const before = Date.now();
    primary.disturb();
    await primary.systemctl("stop", "hirte");
    await is("Status", "offline");
    const lostMs = Number(await get("DisconnectTimestamp")) / 1000;
    assert.ok(lostMs >= before && lostMs <= Date.now(), `${lostMs}`);
    const seenMs = Number(await get("LastSeenTimestamp")) / 1000;
    assert.ok(seenMs > 0 && seenMs <= lostMs, `${seenMs}`);
    const told = await watching.line(/PropertiesChanged.*"Status".*"offline"/);
    assert.match(told, /org\.eclipse\.bluechi\.Agent/);
    await primary.systemctl("start", "hirte");
    await is("Status", "online");
    assert.equal(await get("DisconnectTimestamp"), 0);
  });

  it("[REQ-PRX-9] can be told to speak to another manager, until it is restarted", async () => {
    const { node1, primary } = cluster;
    const call = (address: string) =>
      node1.exec("busctl", "call", ...object, iface, "SwitchController", "s", address);
    const own = `tcp:host=${primary.ip},port=2020`;
    assert.notEqual((await call(own)).status, 0);
    assert.notEqual((await call("nonsense")).status, 0);
    node1.disturb();
    const other = `tcp:host=${primary.ip},port=2999`;
    assert.equal((await call(other)).status, 0);
    assert.equal(await get("ControllerAddress"), other);
    await is("Status", "offline");
    await cluster.wire.nodeIs("node1", "offline", 20_000);
    assert.equal((await call(own)).status, 0);
    await is("Status", "online");
    assert.equal((await call(other)).status, 0);
    await node1.systemctl("restart", "hirte-agent");
    await is("Status", "online");
    assert.equal(await get("ControllerAddress"), own);
  });

  it("[REQ-PRX-9] belongs to root alone", async () => {
    const { status } = await cluster.node1.exec(
      ...["setpriv", "--reuid=nobody", "--clear-groups", "busctl", "get-property", ...object],
      ...[iface, "Status"],
    );
    assert.notEqual(status, 0);
  });
});
