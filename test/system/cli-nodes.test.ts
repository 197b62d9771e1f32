import assert from "node:assert/strict";
import { until, useCluster } from "../support/lab.ts";

describe("nodes as hirtectl tells of them", () => {
  const cluster = useCluster();

  it("[REQ-CLI-63] is-online tells of a node, waits for it, and notices its loss", async () => {
    const { node1 } = cluster;
    const ask = (...args: string[]) => cluster.hirtectl("is-online", "node", "node1", ...args);
    assert.equal((await ask()).status, 0);
    const watching = cluster.hirtectlSpawn("is-online", "node", "node1", "--monitor");
    await cluster.hirtectl("list-nodes");
    await node1.systemctl("stop", "hirte-agent");
    assert.equal((await watching.ended).status, 1);
    assert.equal(watching.stdout + watching.stderr, "");
    assert.equal((await ask()).status, 1);
    assert.equal((await ask("--wait=200ms")).status, 1);
    const waiting = cluster.hirtectlSpawn("is-online", "node", "node1", "--wait=30s");
    await node1.systemctl("start", "hirte-agent");
    assert.equal((await waiting.ended).status, 0);
  });

  it("[REQ-CLI-63] is-online tells of the system, and of a hirte that is stopped", async () => {
    const ask = (...args: string[]) => cluster.hirtectl("is-online", "system", ...args);
    assert.equal((await ask()).status, 0);
    await cluster.node2.systemctl("stop", "hirte-agent");
    assert.equal((await ask()).status, 1);
    await cluster.node2.systemctl("start", "hirte-agent");
    assert.equal((await ask("--wait=30s")).status, 0);
    const watching = cluster.hirtectlSpawn("is-online", "system", "--monitor");
    await until(() => cluster.primary.must("ss", "-Htn", "state", "established", "dport", "2020"), {
      what: "hirtectl is connected",
      holds: (lines) => lines.trim() !== "",
    });
    await cluster.primary.systemctl("stop", "hirte");
    assert.equal((await watching.ended).status, 1);
    assert.equal((await ask()).status, 1);
    const waiting = cluster.hirtectlSpawn("is-online", "system", "--wait=60s");
    await cluster.primary.systemctl("start", "hirte");
    assert.equal((await waiting.ended).status, 0);
  });

  it("[REQ-CLI-63] is-online on a node tells of its own agent", async () => {
    const { node3 } = cluster;
    const ask = () => node3.exec("hirtectl", "is-online", "agent");
    assert.equal((await ask()).status, 0);
    await node3.systemctl("stop", "hirte-agent");
    const { status, stderr } = await ask();
    assert.deepEqual([status, stderr], [1, "node3 is offline (the agent was stopped)\n"]);
    await node3.systemctl("start", "hirte-agent");
  });
});
