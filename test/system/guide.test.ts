import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type Cluster, type LabNode, until, useCluster } from "../support/lab.ts";

/** A script of the guide, as it is printed there. */
const script = (name: string) =>
  readFileSync(new URL(`guide/${name}`, import.meta.url.replace(/[^/]*$/, "")), "utf8");

const logging = "LogLevel=info\nLogTarget=journald\n";

/**
 * The guide's two machines, `primary`, which runs an agent of its own, and `agent`: its step 2, word for word but for
 * the address, and its step 4. `inAll` goes into every file.
 */
async function followTheGuide(
  { primary, node1: agent, nodes }: Cluster,
  more: { readonly inAll?: string; readonly inAgentOfPrimary?: string } = {},
): Promise<void> {
  const { inAll = "", inAgentOfPrimary = "" } = more;
  await Promise.all(nodes.map((node) => node.systemctl("stop", "hirte-agent")));
  await agent.remove("/var/lib/hirte-agent/pki");
  await primary.write(
    "/etc/hirte/hirte.conf",
    `[hirte]\nManagerPort=2020\nAllowedNodeNames=primary,agent\n${logging}${inAll}`,
  );
  await primary.write(
    "/etc/hirte/agent.conf",
    `[hirte-agent]\nNodeName=primary\nManagerHost=127.0.0.1\nManagerPort=2020\n${logging}HeartbeatInterval=5\n${inAll}${inAgentOfPrimary}`,
  );
  await agent.write(
    "/etc/hirte/agent.conf",
    `[hirte-agent]\nNodeName=agent\nManagerHost=${primary.ip}\nManagerPort=2020\n${logging}HeartbeatInterval=5\nReconnectInterval=10\n${inAll}`,
  );
  await primary.systemctl("restart", "hirte");
  await Promise.all([primary, agent].map((node) => node.systemctl("start", "hirte-agent")));
}

/** Both machines join while their agents wait for that: nothing is restarted. */
async function haveJoin({ primary, node1: agent }: Cluster): Promise<void> {
  const join = async (machine: LabNode, name: string) => {
    const pid = await machine.property("hirte-agent", "MainPID");
    await until(() => machine.journal(["hirte-agent"]), {
      what: `the agent of ${name} says what is to be done`,
      holds: (text) => /has not joined yet: `hirtectl node add/.test(text),
    });
    await machine.must("sh", "-c", await primary.must("hirtectl", "node", "add", name));
    return async () => assert.equal(await machine.property("hirte-agent", "MainPID"), pid);
  };
  const checks = [await join(primary, "primary"), await join(agent, "agent")];
  await areOnline(primary);
  for (const check of checks) await check();
}

/** The guide's step 5. */
async function areOnline(primary: LabNode): Promise<void> {
  await until(() => primary.must("hirtectl", "list-nodes"), {
    what: "both nodes are online",
    holds: (text) => /^primary +online .*\nagent +online /m.test(text),
    deadlineMs: 20_000,
  });
}

async function leaveTheGuide({ primary, node1: agent }: Cluster): Promise<void> {
  await primary.systemctl("stop", "hirte-agent");
  for (const machine of [primary, agent])
    await machine.remove("/etc/hirte/agent.conf", "/etc/hirte/agent.conf.d");
  await primary.must("sh", "-c", "rm -rf /var/lib/hirte-agent/*");
}

describe("the guide with TLS=off and AllowInsecure=yes", () => {
  const cluster = useCluster({ tls: "off" });

  it("[REQ-SYSTEM-24] [REQ-TLS-19] works as it is written", async () => {
    for (const machine of cluster.machines) machine.disturb();
    await followTheGuide(cluster, { inAll: "TLS=off\nAllowInsecure=yes\n" });
    await areOnline(cluster.primary);
    await cluster.node1.startLog("web.service");
    assert.equal((await cluster.hirtectl("start", "agent", "web.service")).status, 0);
    assert.equal(await cluster.node1.activeState("web.service"), "active");
    assert.match(await cluster.primary.journal(["hirte"]), /can be reached from other machines/);
    await leaveTheGuide(cluster);
  }).timeout(60_000);
});

describe("the guide's scripts, once its nodes have joined", () => {
  const cluster = useCluster({}, async (made) => {
    // Beyond the guide: commands may be run on the primary.
    await followTheGuide(made, { inAgentOfPrimary: "AllowExec=yes\n" });
    await haveJoin(made);
  });
  beforeEach(() =>
    Promise.all(
      [cluster.primary, cluster.node1].map((machine) => machine.systemctl("reset-failed")),
    ),
  );
  after(() => leaveTheGuide(cluster));

  /** Puts a script where the guide does, and runs it there. */
  const runScript = async (path: string) => {
    await cluster.primary.write(path, script(path.replace(/.*\//, "")), 0o755);
    return cluster.primary.spawn(path).ended;
  };

  it("[REQ-SYSTEM-24] deploy a stack in its order, waiting for the database by exec", async () => {
    const { primary, node1: agent } = cluster;
    await primary.startLog("postgresql.service");
    // Not ready at its first two calls.
    const ready = '#!/bin/sh\necho "$@" >> /var/log/asked\n[ "$(wc -l < /var/log/asked)" -ge 3 ]\n';
    await primary.remove("/var/log/asked");
    await primary.write("/usr/local/bin/pg_isready", ready, 0o755);
    const services = ["app-backend", "cache", "nginx", "app-frontend"].map((s) => `${s}.service`);
    for (const service of services) await agent.startLog(service);
    const { status, stdout, stderr } = await runScript("/usr/local/bin/deploy-stack.sh");
    assert.equal(status, 0, stderr);
    assert.equal(await primary.read("/var/log/asked"), "-U postgres\n".repeat(3));
    assert.match(stdout, /(Waiting for database\.\.\.\n){2}Starting backend services/);
    assert.match(stdout, /Stack deployment complete!\n/);
    const shown = stdout.slice(stdout.indexOf("complete!"));
    for (const service of ["postgresql.service", ...services]) {
      assert.match(shown, new RegExp(`^${service} +active +running`, "m"));
    }
    for (const service of services) assert.equal(await agent.starts(service), 1);
  }).timeout(90_000);

  it("[REQ-SYSTEM-24] stop deploying where a unit fails", async () => {
    const { primary } = cluster;
    await primary.unit("postgresql.service", "[Service]\nType=oneshot\nExecStart=/bin/false\n");
    const { status, stdout } = await runScript("/usr/local/bin/deploy-stack.sh");
    assert.equal(status, 1);
    assert.ok(stdout.endsWith("Starting database...\n"), stdout);
  });

  it("[REQ-SYSTEM-24] monitor nodes, and tell health by their exit status", async () => {
    const { node1: agent } = cluster;
    const well = await runScript("/usr/local/bin/check-hirte-health.sh");
    assert.deepEqual([well.status, well.stdout, well.stderr], [0, "", ""]);
    await agent.unit("broken.service", "[Service]\nType=oneshot\nExecStart=/bin/false\n");
    await agent.exec("systemctl", "start", "broken.service");
    const failed = await runScript("/usr/local/bin/check-hirte-health.sh");
    assert.deepEqual([failed.status, failed.stdout], [1, "ERROR: 1 failed units detected\n"]);
    const monitored = await runScript("/usr/local/bin/hirte-monitor.sh");
    assert.deepEqual([monitored.status, monitored.stderr], [0, ""]);
    assert.match(monitored.stdout, /=== Node: primary ===\nLast seen: (now|\d+s ago) *\n\n/);
    assert.match(
      monitored.stdout,
      /=== Node: agent ===\nWARNING: 1 failed units on agent\nbroken\.service +failed +failed .*\nLast seen: (now|\d+s ago) *\n/,
    );
  });

  it("[REQ-SYSTEM-24] back up what nodes and units are", async () => {
    const { primary } = cluster;
    await primary.must("mkdir", "-p", "/etc/containers/systemd");
    await primary.startLog("any.service");
    const { status, stdout } = await runScript("/usr/local/bin/backup-hirte.sh");
    assert.equal(status, 0);
    assert.match(stdout, /^Backup completed: /);
    const text = await primary.must("sh", "-c", "cat /var/backups/hirte/*.txt");
    assert.match(text, /^NODE +STATE +LAST SEEN\nprimary +online +\S.*\nagent +online +\S/m);
    assert.match(text, /^agent +hirte-agent\.service +active +running +hirte agent/m);
    await primary.remove("/var/backups/hirte");
  });

  it("[REQ-SYSTEM-24] show a dashboard of nodes and services", async () => {
    const { primary } = cluster;
    // In place of what is not on the machine: what the page is made of is printed, and nothing served.
    await primary.write(
      "/opt/flask.py",
      [
        "import json",
        "def render_template_string(template, **facts): return json.dumps(facts)",
        "class Flask:",
        "    def __init__(self, name): pass",
        "    def route(self, path): return lambda page: setattr(self, 'page', page) or page",
        "    def run(self, **where): print(self.page())",
        "",
      ].join("\n"),
    );
    await primary.write("/usr/local/bin/sudo", '#!/bin/sh\nexec "$@"\n', 0o755);
    const { stdout, stderr } = await runScript("/opt/hirte-dashboard.py");
    const { nodes, services } = JSON.parse(stdout || `"${stderr}"`) as {
      nodes: { name: string; state: string; last_seen: string }[];
      services: { node: string; name: string; state: string; description: string }[];
    };
    assert.deepEqual(
      nodes.map(({ name, state }) => `${name} ${state}`),
      ["primary online", "agent online"],
    );
    assert.match(nodes[1]?.last_seen ?? "", /^(now|\d+s ago)$/);
    const own = services.find(
      ({ node, name }) => node === "agent" && name === "hirte-agent.service",
    );
    assert.equal(own?.state, "active");
    assert.match(own?.description ?? "", /hirte agent/);
    await primary.remove("/usr/local/bin/sudo", "/opt/flask.py", "/opt/hirte-dashboard.py");
  });
});
