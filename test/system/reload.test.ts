import assert from "node:assert/strict";
import { topics } from "../../src/protocol/topics.ts";
import { brokerPort, until, useCluster } from "../support/lab.ts";

const conf = "/etc/hirte/hirte.conf";

describe("a configuration that is read again on real machines", () => {
  const cluster = useCluster();
  const configure = (names: string, more = "") =>
    cluster.primary.write(
      conf,
      `[hirte]\nManagerPort=${brokerPort}\nListenAddress=0.0.0.0\nAllowedNodeNames=${names}\n${more}`,
    );
  /** The connections of a node to the primary, as its kernel knows them: addresses and ports. */
  const sockets = async (node: { must(...argv: string[]): Promise<string> }) =>
    (await node.must("ss", "-Htn", "state", "established", `dport = :${brokerPort}`))
      .trim()
      .split("\n")
      .map((line) => line.trim().split(/\s+/).slice(2).join(" "));
  const session = (node: string) => cluster.wire.last(topics.nodeState, { node })?.message?.session;
  const hirteSays = (words: RegExp, sinceMs: number) =>
    until(() => cluster.primary.journal(["hirte"], { sinceMs }), {
      what: `hirte says ${words}`,
      holds: (text) => words.test(text),
    });

  beforeEach(() => cluster.primary.disturb());

  it("[REQ-CFG-17] [REQ-NODE-16] [REQ-NODE-17] takes a node off and lets it in again; the others keep their connections", async () => {
    const { primary, node1, node3 } = cluster;
    await node3.unit("slow.service", "[Service]\nType=oneshot\nExecStart=/bin/sleep 20\n");
    const before = { socket: await sockets(node1), session: session("node1") };
    assert.equal(before.socket.length, 1);
    const hirte = await primary.property("hirte.service", "MainPID");
    const slow = cluster.hirtectlSpawn("start", "node3", "slow.service");
    await node3.unitIs("slow.service", "activating");

    await configure("node1,node2", "LogLevel=debug\n");
    await primary.systemctl("reload", "hirte");
    const { status, stderr } = await slow.ended;
    assert.equal(status, 5, stderr);
    assert.match(stderr, /was taken off/);
    await until(() => sockets(node3), {
      what: "node3 has left",
      holds: (seen) => seen.join("") === "",
      everyMs: 10,
    });
    const { stdout } = await cluster.hirtectl("list-nodes");
    assert.match(stdout, /node1 +online\s+\S+\s+node2 +online/);
    assert.doesNotMatch(stdout, /node3/);
    cluster.wire.forget();
    const { status: refused } = await cluster.hirtectl("start", "node3", "slow.service");
    assert.equal(refused, 4);

    await configure("node1,node2,node3", "MaxConnections=77\n");
    const sinceMs = Date.now();
    await primary.systemctl("reload", "hirte");
    await hirteSays(/takes effect at the next start key=MaxConnections/, sinceMs);
    await until(() => cluster.wire.nodeState("node3"), {
      what: "node3 is back",
      holds: (state) => state === "online",
    });
    assert.deepEqual(await sockets(node1), before.socket);
    assert.equal(await primary.property("hirte.service", "MainPID"), hirte);
    assert.equal(await node3.activeState("slow.service"), "activating");
    const rows = JSON.parse((await cluster.hirtectl("list-nodes", "-o", "json")).stdout);
    assert.deepEqual(
      rows.map(({ node, state }: { node: string; state: string }) => [node, state]),
      [
        ["node1", "online"],
        ["node2", "online"],
        ["node3", "online"],
      ],
    );
    assert.equal(before.session !== undefined && before.session < (session("node3") ?? 0), true);
    assert.equal(session("node1") ?? before.session, before.session);
  });

  it("[REQ-CFG-18] stays as it was where a file is wrong", async () => {
    const { primary, node1 } = cluster;
    const socket = await sockets(node1);
    await configure("node1", "LogLevel=loud\n");
    const sinceMs = Date.now();
    await primary.systemctl("reload", "hirte");
    await hirteSays(/stays as it was problem="\/etc\/hirte\/hirte\.conf:5: LogLevel=: /, sinceMs);
    assert.match((await cluster.hirtectl("list-nodes")).stdout, /node3 +online/);
    assert.deepEqual(await sockets(node1), socket);
  });

  it("[REQ-NODE-18] keeps what hirtectl said of nodes when hirte is killed", async () => {
    const { primary } = cluster;
    const off = await cluster.hirtectl("node", "disallow", "node3");
    assert.deepEqual([off.status, off.stdout], [0, "node3 disallowed\n"]);
    await primary.signal("hirte.service", "KILL");
    await until(() => cluster.hirtectl("list-nodes"), {
      what: "hirte is back with two nodes",
      holds: ({ stdout }) => /node2 +online/.test(stdout),
      deadlineMs: 20_000,
    });
    assert.doesNotMatch((await cluster.hirtectl("list-nodes")).stdout, /node3/);
    const on = await cluster.hirtectl("node", "allow", "node3");
    assert.deepEqual([on.status, on.stdout], [0, "node3 allowed\n"]);
    await cluster.allOnline();
  });

  it("[REQ-CFG-17] has the agent say more, and act otherwise without its manager, in the same session", async () => {
    const { node1 } = cluster;
    node1.disturb();
    await node1.startLog("fallback.service");
    const before = { socket: await sockets(node1), session: session("node1") };
    const text = await node1.read("/etc/hirte/agent.conf");
    await node1.write(
      "/etc/hirte/agent.conf",
      text
        .replace("LogLevel=info", "LogLevel=debug")
        .concat("OnManagerLost=start fallback.service\nManagerLostAfter=2\nHeartbeatInterval=3\n"),
    );
    const sinceMs = Date.now();
    await node1.systemctl("reload", "hirte-agent");
    await until(() => node1.journal(["hirte-agent"], { sinceMs }), {
      what: "the agent has read it",
      holds: (seen) => /next start key=HeartbeatInterval/.test(seen),
    });
    assert.deepEqual(await sockets(node1), before.socket);
    assert.equal(session("node1"), before.session);
    await cluster.primary.systemctl("stop", "hirte");
    await node1.hasStarted("fallback.service");
  });
});
