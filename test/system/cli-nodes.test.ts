import assert from "node:assert/strict";
import { type Outcome, until, useCluster } from "../support/lab.ts";

const facts = ({ status, stdout, stderr }: Outcome) => [status, stdout, stderr];

describe("nodes as hirtectl tells of them", () => {
  const cluster = useCluster({ tls: "off" });

  it("[REQ-CLI-63] is-online tells of a node, waits for it, and notices its loss", async () => {
    const { node1 } = cluster;
    const ask = (...args: string[]) =>
      cluster.residentHirtectl("is-online", "node", "node1", ...args);
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
    const ask = (...args: string[]) => cluster.residentHirtectl("is-online", "system", ...args);
    assert.equal((await ask()).status, 0);
    await cluster.node2.systemctl("stop", "hirte-agent");
    assert.equal((await ask()).status, 1);
    await cluster.node2.systemctl("start", "hirte-agent");
    assert.equal((await ask("--wait=30s")).status, 0);
    const watching = cluster.hirtectlSpawn("is-online", "system", "--monitor");
    const connections = ["ss", "-Hxn", "state", "established", "src", "/run/hirte/hirte.sock"];
    await until(() => cluster.primary.must(...connections), {
      what: "hirtectl is connected",
      holds: (lines) => lines.trim() !== "",
    });
    await cluster.primary.systemctl("stop", "hirte");
    assert.equal((await watching.ended).status, 1);
    assert.equal((await ask()).status, 1);
    const waiting = cluster.hirtectlSpawn("is-online", "system", "--wait=60s");
    await cluster.primary.systemctl("start", "hirte");
    const { status } = await waiting.ended;
    assert.deepEqual([status, waiting.stderr], [0, ""]);
  });

  it("[REQ-CLI-20] [W6] status tells of a node that is online and then stopped, also by its exit status", async () => {
    const { node1 } = cluster;
    const online = await cluster.residentHirtectl("status", "node1");
    assert.equal(online.status, 0);
    assert.match(online.stdout, /State: online/);
    assert.equal((await cluster.residentHirtectl("status", "node1", "none.service")).status, 4);
    await node1.systemctl("stop", "hirte-agent");
    const stopped = await cluster.residentHirtectl("status", "node1");
    assert.equal(stopped.status, 5);
    assert.match(stopped.stdout, /State: offline \(the agent was stopped\)/);
    await node1.systemctl("start", "hirte-agent");
  });

  it("[REQ-CLI-20] status lists every node, and follows one that is stopped", async () => {
    const { node1 } = cluster;
    const states = async () => {
      const { status, stdout } = await cluster.residentHirtectl("status", "--no-headers");
      const rows = stdout.trimEnd().split("\n");
      return [status, ...rows.map((line) => line.split(/ +/).slice(0, 2).join(" "))];
    };
    assert.deepEqual(await states(), [0, "node1 online", "node2 online", "node3 online"]);
    await node1.systemctl("stop", "hirte-agent");
    assert.deepEqual(await states(), [0, "node1 offline", "node2 online", "node3 online"]);
    await node1.systemctl("start", "hirte-agent");
  });

  it("[REQ-CLI-68] status -w shows a node, and a unit, again when they change", async () => {
    const { node1 } = cluster;
    await node1.startLog("web.service");
    await node1.systemctl("start", "web.service");
    const nodes = cluster.hirtectlSpawn("status", "-w");
    const unit = cluster.hirtectlSpawn("status", "node1", "web", "-w", "-n", "0");
    await until(() => nodes.stdout, {
      what: "nodes are shown",
      holds: (t) => /node1 +online/.test(t),
    });
    await until(() => unit.stdout, {
      what: "the unit is shown",
      holds: (t) => t.includes("active ("),
    });
    await node1.systemctl("stop", "web.service");
    await until(() => unit.stdout, {
      what: "its end",
      holds: (t) => t.includes("inactive (dead)"),
    });
    await node1.systemctl("stop", "hirte-agent");
    await until(() => nodes.stdout, { what: "the loss", holds: (t) => /node1 +offline/.test(t) });
    await node1.systemctl("start", "hirte-agent");
    await until(() => nodes.stdout, {
      what: "its return, below the loss",
      holds: (t) => /node1 +offline.*node1 +online/s.test(t),
    });
  });

  it("[REQ-CLI-66] poweroff ends when the node is off", async () => {
    const { node1 } = cluster;
    node1.upset();
    assert.deepEqual(facts(await cluster.hirtectl("poweroff", "node1")), [0, "", ""]);
    await until(() => node1.status(), {
      what: "node1 is off",
      holds: (status) => status === "off",
    });
    assert.equal(cluster.wire.nodeState("node1"), "offline");
    assert.equal((await cluster.residentHirtectl("poweroff", "node1")).status, 5);
  });

  it("[REQ-CLI-66] reboot ends when the node is up again, in another boot, once", async () => {
    const { node2 } = cluster;
    node2.upset();
    const bootId = () => node2.must("cat", "/proc/sys/kernel/random/boot_id");
    const before = await bootId();
    assert.deepEqual(facts(await cluster.hirtectl("reboot", "node2")), [0, "", ""]);
    const after = await bootId();
    assert.notEqual(after, before);
    assert.equal((await cluster.residentHirtectl("is-online", "system")).status, 0);
    assert.equal(await bootId(), after);
  });

  it("[REQ-CLI-67] poweroff of several nodes does nothing without --yes", async () => {
    for (const set of [["node1,node2"], ["*"], ["--all"]]) {
      const { status, stderr } = await cluster.residentHirtectl("poweroff", ...set);
      assert.equal(status, 2);
      assert.match(stderr, /Nothing was done: that needs --yes/);
    }
    assert.equal((await cluster.residentHirtectl("is-online", "system")).status, 0);
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

  it("[REQ-CLI-63] is-online on a node that was just switched on again does not tell of its life before", async () => {
    const { node3 } = cluster;
    await node3.systemctl("mask", "hirte-agent");
    await node3.powerCut();
    await node3.start();
    const { status, stderr } = await node3.exec("hirtectl", "is-online", "agent");
    assert.equal(status, 1);
    // Within some seconds of the power cut hirte does not know of it yet.
    assert.match(
      stderr,
      /^node3 (has not connected since this machine was booted|is (unreach|off))/,
    );
    await node3.systemctl("unmask", "hirte-agent");
    await node3.systemctl("start", "hirte-agent");
    assert.equal((await node3.exec("hirtectl", "is-online", "agent", "--wait=20s")).status, 0);
  });

  it("[REQ-SYSTEM-13] the agent beside hirte is a node like any other", async () => {
    const { primary } = cluster;
    await primary.write("/etc/hirte/agent.conf", "[hirte-agent]\nNodeName=primary\nTLS=off\n");
    assert.equal((await cluster.residentHirtectl("node", "allow", "primary")).status, 0);
    try {
      await primary.systemctl("start", "hirte-agent");
      await cluster.wire.nodeIs("primary", "online");
      await primary.startLog("web.service");
      const { status, stderr } = await cluster.residentHirtectl("start", "primary", "web.service");
      assert.equal(status, 0, stderr);
      assert.equal(await primary.activeState("web.service"), "active");
      assert.equal((await cluster.hirtectl("is-online", "agent")).status, 0);
    } finally {
      await primary.systemctl("stop", "hirte-agent");
      await primary.remove("/etc/hirte/agent.conf");
      await cluster.residentHirtectl("node", "disallow", "primary");
    }
  });
});
