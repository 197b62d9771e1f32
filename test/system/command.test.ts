import assert from "node:assert/strict";
import { nothingRuns, until, useCluster } from "../support/lab.ts";

describe("commands that a node gives a name", () => {
  const cluster = useCluster();

  it("[REQ-RUN-14] are run as they stand in agent.conf, without AllowExec, and nothing else is", async () => {
    const { node1 } = cluster;
    const section =
      "[commands]\ngreet=echo hello from $(hostname); echo oops >&2; exit 3\nslow=sleep 315\n";
    await node1.write("/etc/hirte/agent.conf.d/commands.conf", section);
    await node1.systemctl("restart", "hirte-agent");
    node1.disturb();
    await cluster.allOnline();
    const greeted = await cluster.residentHirtectl("command", "node1", "greet");
    assert.deepEqual(
      [greeted.status, greeted.stdout, greeted.stderr],
      [3, "hello from node1\n", "oops\n"],
    );
    const late = await cluster.residentHirtectl("command", "--timeout", "1s", "node1", "slow");
    assert.equal(late.status, 6, late.stderr);
    const absent = await cluster.residentHirtectl("command", "node1", "greet;id");
    assert.equal(absent.status, 7, absent.stderr);
    const unknown = await cluster.residentHirtectl("command", "node1", "other");
    assert.equal(unknown.status, 4);
    assert.match(unknown.stderr, /^hirtectl: node1: .*no command other in \[commands\]/);
    const elsewhere = await cluster.residentHirtectl("command", "node2", "greet");
    assert.equal(elsewhere.status, 4);
    await node1.write("/etc/hirte/agent.conf.d/later.conf", "[commands]\nother=echo later\n");
    await node1.systemctl("reload", "hirte-agent");
    await until(() => cluster.residentHirtectl("command", "node1", "other"), {
      what: "a command that was added runs",
      holds: ({ status, stdout }) => status === 0 && stdout === "later\n",
    });
    const exec = await cluster.residentHirtectl("exec", "node1", "true");
    assert.equal(exec.status, 7);
    await nothingRuns(node1, { of: "sleep 315" });
    await node1.remove("/etc/hirte/agent.conf.d");
  }).timeout(60_000);
});
