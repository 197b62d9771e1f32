import assert from "node:assert/strict";
import { topics } from "../../src/protocol/topics.ts";
import { brokerPort, until, useCluster } from "../support/lab.ts";

const conf = "/etc/hirte/hirte.conf";

describe("a configuration that is read again on real machines", () => {
  const cluster = useCluster();
  const configure = (names: string, more = "") =>
    cluster.primary.write(
      conf,
      `[hirte]\nManagerPort=${brokerPort}\nAllowedNodeNames=${names}\n${more}`,
    );
  /** Ends when the file is there: a job that runs as long as a test wants. */
  const untilSaid =
    "[Service]\nType=oneshot\nExecStart=/bin/sh -c 'until [ -e /run/go ]; do sleep 0.05; done'\n";
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

  it("[REQ-CFG-17] [REQ-NODE-16] [REQ-NODE-17] [W12] takes a node off and lets it in again; the others keep their connections", async () => {
    cluster.primary.disturb();
    const { primary, node1, node3 } = cluster;
    for (const node of [node1, node3]) await node.unit("slow.service", untilSaid);
    const before = { socket: await sockets(node1), session: session("node1") };
    assert.equal(before.socket.length, 1);
    const hirte = await primary.property("hirte.service", "MainPID");
    const monitor = cluster.hirtectlSpawn("monitor", "node1", "slow.service");
    const held = cluster.hirtectlSpawn("start", "node1", "slow.service");
    const slow = cluster.hirtectlSpawn("start", "node3", "slow.service");
    const logs = cluster.hirtectlSpawn("logs", "-f", "node3", "hirte-agent");
    await Promise.all([node1, node3].map((node) => node.unitIs("slow.service", "activating")));
    await logs.line(/./);

    await configure("node1,node2", "LogLevel=debug\n");
    await primary.systemctl("reload", "hirte");
    const { status, stderr } = await slow.ended;
    assert.equal(status, 5, stderr);
    assert.match(stderr, /was taken off/);
    const read = await logs.ended;
    assert.deepEqual([read.status, read.stderr], [4, "node3: the node was taken off\n"]);
    await until(() => sockets(node3), {
      what: "node3 has left",
      holds: (seen) => seen.join("") === "",
      everyMs: 10,
    });
    const { stdout } = await cluster.residentHirtectl("list-nodes");
    assert.match(stdout, /^node1 +online .*\nnode2 +online /m);
    assert.doesNotMatch(stdout, /node3/);
    cluster.wire.forget();
    const { status: refused } = await cluster.residentHirtectl("start", "node3", "slow.service");
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
    // What was under way on another node was not disturbed by either.
    await node1.must("touch", "/run/go");
    const { status: done, stderr: complaint } = await held.ended;
    await node1.must("rm", "/run/go");
    assert.deepEqual([done, complaint], [0, ""]);
    await monitor.line(/node1 slow\.service inactive dead$/);
    assert.equal(monitor.stderr, "");
    // As it was at the beginning, and nothing since.
    assert.equal(monitor.stdout.match(/node1 - /g)?.length, 1);
    const rows = JSON.parse((await cluster.residentHirtectl("list-nodes", "-o", "json")).stdout);
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

  it("[REQ-CFG-17] has hirte log more, and less again", async () => {
    const { primary } = cluster;
    const debugLines = async (sinceMs: number) =>
      (
        await primary.must(
          ...["journalctl", "-q", "-u", "hirte", "-p", "debug..debug", "-o", "cat"],
          `--since=@${(sinceMs / 1000).toFixed(3)}`,
        )
      ).trim();
    for (const [level, isTalkative] of [
      ["debug", true],
      ["info", false],
    ] as const) {
      await configure("node1,node2,node3", `LogLevel=${level}\n`);
      const sinceMs = Date.now();
      await primary.systemctl("reload", "hirte");
      await hirteSays(/read again changed=\["LogLevel"\]/, sinceMs);
      // Each connection is a line of debug.
      await cluster.residentHirtectl("list-nodes");
      await primary.must("journalctl", "--sync");
      const lines = await debugLines(sinceMs);
      assert.equal(/a connection was made/.test(lines), isTalkative, lines);
    }
  });

  it("[REQ-NODE-20] cuts the connection of a node that is taken off and hangs", async () => {
    cluster.primary.disturb();
    const { primary, node3 } = cluster;
    const fromNode3 = () =>
      primary.must(
        ...["ss", "-Htn", "state", "established"],
        `( sport = :${brokerPort} and dst ${node3.ip} )`,
      );
    await node3.signal("hirte-agent.service", "STOP");
    assert.notEqual((await fromNode3()).trim(), "");
    assert.equal((await cluster.residentHirtectl("node", "disallow", "node3")).status, 0);
    await until(fromNode3, {
      what: "the connection was cut",
      holds: (seen) => seen.trim() === "",
      deadlineMs: 6000,
    });
    const sinceMs = Date.now();
    await node3.signal("hirte-agent.service", "CONT");
    await hirteSays(/client was refused .*of node node3: it is not among those that may/, sinceMs);
    assert.doesNotMatch((await cluster.residentHirtectl("list-nodes")).stdout, /node3/);
  });

  it("[REQ-CFG-18] stays as it was where a file is wrong", async () => {
    const { primary, node1 } = cluster;
    const socket = await sockets(node1);
    await configure("node1", "LogLevel=loud\n");
    const sinceMs = Date.now();
    await primary.systemctl("reload", "hirte");
    await hirteSays(/stays as it was problem="\/etc\/hirte\/hirte\.conf:4: LogLevel=: /, sinceMs);
    assert.match((await cluster.residentHirtectl("list-nodes")).stdout, /node3 +online/);
    assert.deepEqual(await sockets(node1), socket);
    await configure("node1,node2,node3");
    await primary.systemctl("reload", "hirte");
    await hirteSays(/the configuration was read again/, sinceMs);
  });

  it("[REQ-NODE-18] [REQ-NODE-19] [W12] keeps what hirtectl said of nodes when hirte is killed, and when a file is lost", async () => {
    cluster.primary.disturb();
    const { primary } = cluster;
    const off = await cluster.residentHirtectl("node", "disallow", "node3");
    assert.deepEqual([off.status, off.stdout], [0, "node3 disallowed\n"]);
    await primary.signal("hirte.service", "KILL");
    await until(() => cluster.residentHirtectl("list-nodes"), {
      what: "hirte is back with two nodes",
      holds: ({ stdout }) => /node2 +online/.test(stdout),
      deadlineMs: 20_000,
    });
    assert.doesNotMatch((await cluster.residentHirtectl("list-nodes")).stdout, /node3/);

    const path = "/var/lib/hirte/allowed-nodes.json";
    await primary.systemctl("stop", "hirte");
    await primary.write(path, "torn");
    await primary.systemctl("start", "hirte");
    assert.doesNotMatch((await cluster.residentHirtectl("list-nodes")).stdout, /node3/);
    await primary.systemctl("stop", "hirte");
    for (const file of [path, path.replace(".json", ".copy.json")])
      await primary.write(file, "torn");
    const sinceMs = Date.now();
    assert.notEqual((await primary.exec("systemctl", "start", "hirte")).status, 0);
    await hirteSays(
      /allowed-nodes\.json cannot be read .*AllowedNodeNames= .*start hirte/,
      sinceMs,
    );
    assert.equal(await primary.property("hirte.service", "ExecMainStatus"), "2");
    assert.equal(await primary.activeState("hirte.service"), "failed");
    await primary.must("sh", "-c", "rm /var/lib/hirte/allowed-nodes*");
    await primary.systemctl("start", "hirte");
    await cluster.allOnline();

    assert.equal((await cluster.residentHirtectl("node", "disallow", "node3")).status, 0);
    const on = await cluster.residentHirtectl("node", "allow", "node3");
    assert.deepEqual([on.status, on.stdout], [0, "node3 allowed\n"]);
    await cluster.allOnline();
  });

  it("[REQ-CFG-17] has the agent say more, and act otherwise without its manager, in the same session", async () => {
    cluster.primary.disturb();
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
    await cluster.hirtectl("logs", "-n", "1", "node1");
    await until(() => node1.journal(["hirte-agent"], { sinceMs }), {
      what: "the agent tells what only debug shows",
      holds: (seen) => /a stream was opened/.test(seen),
    });
    assert.deepEqual(await sockets(node1), before.socket);
    assert.equal(session("node1"), before.session);
    await cluster.primary.systemctl("stop", "hirte");
    await node1.hasStarted("fallback.service");
  });
});
