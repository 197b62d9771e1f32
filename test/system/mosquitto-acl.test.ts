import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type Cluster, until, useCluster } from "../support/lab.ts";

const docs = readFileSync(new URL("../../docs/broker.md", import.meta.url), "utf8");

/** A file as docs/broker.md prints it, behind its path. */
function printed(path: string): string {
  const lines = docs.split("\n");
  const from = lines.indexOf(`    # ${path}`);
  if (from < 0) throw new Error(`docs/broker.md does not print ${path}`);
  const rest = lines.slice(from + 1);
  const length = rest.findIndex((line) => !line.startsWith("    "));
  return `${rest
    .slice(0, length)
    .map((line) => line.slice(4))
    .join("\n")}\n`;
}

/** What docs/broker.md has one type. */
function typed(start: string): string {
  const line = docs.split("\n").find((one) => one.startsWith(`    ${start}`));
  if (line === undefined) throw new Error(`docs/broker.md does not say ${start}`);
  return line.trim();
}

const ownUnits = [
  "/etc/mosquitto/renew-acl.sh",
  "/etc/systemd/system/mosquitto-acl.service",
  "/etc/systemd/system/mosquitto-acl.path",
  "/etc/systemd/system/mosquitto-acl.timer",
  "/etc/systemd/system/mosquitto.service.d/hirte.conf",
];
const passwordFile = "/etc/hirte/broker-password";
const passwordOf = (user: string) => `password of ${user}`;

/** The cluster of the section "With mosquitto", from its top, and node3, which may not join yet. */
async function makeClusterOfDocs({ primary, nodes }: Cluster): Promise<void> {
  await Promise.all(nodes.map((node) => node.systemctl("stop", "hirte-agent")));
  await primary.systemctl("stop", "hirte");
  const sh = (script: string) => primary.must("sh", "-c", script);
  const files = ["/etc/hirte/hirte.conf", "/etc/mosquitto/conf.d/hirte.conf", ...ownUnits];
  for (const path of files) await primary.write(path, printed(path));
  const mosquitto = "include_dir /etc/mosquitto/conf.d\nlog_dest stderr\n";
  await primary.write("/etc/mosquitto/mosquitto.conf", mosquitto);
  await primary.write(passwordFile, passwordOf("hirte"), 0o600);
  await sh(`chown hirte ${passwordFile}`);
  await sh(`echo '${passwordOf("ada")}' | hirte setup --admin ada`);
  await sh("rm -f /etc/mosquitto/passwords");
  for (const [i, user] of ["hirte", "node1", "node2", "node3", "ada"].entries()) {
    const create = i === 0 ? "-c" : "";
    await sh(
      `mosquitto_passwd -b ${create} /etc/mosquitto/passwords ${user} '${passwordOf(user)}'`,
    );
  }
  await sh(typed("chown mosquitto: "));
  for (const command of [
    "systemctl daemon-reload",
    "systemctl enable --now",
    "systemctl enable mosquitto",
    "systemctl restart mosquitto",
  ])
    await sh(typed(command));
  await primary.write("/root/ada", passwordOf("ada"), 0o600);
  const agentConf = printed("/etc/hirte/agent.conf").replace("192.168.1.10", primary.ip);
  for (const node of nodes) {
    await node.write("/etc/hirte/agent.conf", agentConf.replace("node1", node.name));
    await node.write(passwordFile, passwordOf(node.name), 0o600);
    await node.systemctl("start", "hirte-agent");
  }
}

describe("a cluster on mosquitto, with passwords, as docs/broker.md makes it", () => {
  const cluster = useCluster({ tls: "off" }, makeClusterOfDocs);
  after(async () => {
    const { primary, nodes } = cluster;
    const units = ["mosquitto-acl.timer", "mosquitto-acl.path", "mosquitto"];
    await primary.systemctl("disable", "--now", ...units);
    await primary.remove(
      ...["/etc/mosquitto/conf.d/hirte.conf", "/etc/mosquitto/passwords"],
      ...ownUnits,
      ...["/etc/mosquitto/hirte.acl", "/root/ada"],
    );
    await primary.systemctl("daemon-reload");
    for (const machine of [primary, ...nodes]) await machine.remove(passwordFile);
  });

  const ada = (...args: string[]) => {
    const { primary } = cluster;
    const insecure = ["--tls", "off", "--allow-insecure", "yes"];
    const where = ["-H", primary.ip, "--port", "1883", "--user", "ada", ...insecure];
    return primary.exec("hirtectl", ...where, "--password-file", "/root/ada", ...args);
  };
  const nodesAre = (wanted: RegExp) =>
    until(async () => (await ada("list-nodes")).stdout, {
      what: `list-nodes says ${wanted}`,
      holds: (text) => wanted.test(text),
      deadlineMs: 20_000,
      everyMs: 300,
    });

  it("[REQ-ACL-8] has its nodes join and its jobs done", async () => {
    await nodesAre(/node1 +online[\s\S]*node2 +online/);
    await cluster.node1.startLog("web.service");
    const { status, stderr } = await ada("start", "node1", "web.service");
    assert.equal(status, 0, stderr);
    assert.equal(await cluster.node1.starts("web.service"), 1);
  }).timeout(90_000);

  it("[REQ-ACL-8] lets a node in when it is allowed, and out when it is not any more, by the path unit", async () => {
    await nodesAre(/node1 +online[\s\S]*node2 +online/);
    assert.deepEqual(await nodesOfFile(), ["user node1", "user node2"]);
    const reloads = async () => {
      const text = await cluster.primary.journal(["mosquitto"], { sinceMs: 0, lines: 10_000 });
      return text.split("Reloading config").length;
    };
    const allowed = await ada("node", "allow", "node3");
    assert.equal(allowed.status, 0, allowed.stderr);
    await nodesAre(/node3 +online/);
    assert.deepEqual(await nodesOfFile(), ["user node1", "user node2", "user node3"]);
    const before = await reloads();
    assert.equal((await ada("node", "disallow", "node3")).status, 0);
    await until(reloads, {
      what: "mosquitto has read its files again",
      holds: (times) => times > before,
      deadlineMs: 10_000,
      everyMs: 200,
    });
    assert.deepEqual(await nodesOfFile(), ["user node1", "user node2"]);
  }).timeout(90_000);

  const nodesOfFile = async () =>
    (await cluster.primary.read("/etc/mosquitto/hirte.acl")).match(/^user node\d$/gm);
  const fileSays = (nodes: readonly number[], deadlineMs: number) =>
    until(nodesOfFile, {
      what: `mosquitto's file says nodes ${nodes}`,
      holds: (found) => String(found) === String(nodes.map((node) => `user node${node}`)),
      deadlineMs,
      everyMs: 100,
    });
  const say = async (what: "allow" | "disallow") => {
    const { status, stderr } = await ada("node", what, "node3");
    assert.equal(status, 0, stderr);
  };

  it("[REQ-ACL-8] does not lose what changes while mosquitto is being told of another change", async () => {
    const { primary } = cluster;
    await nodesAre(/node1 +online[\s\S]*node2 +online/);
    const slow = "/run/systemd/system/mosquitto.service.d/slow.conf";
    await primary.must("mkdir", "-p", "/run/systemd/system/mosquitto.service.d");
    const reload = "ExecReload=\nExecReload=sleep 4\nExecReload=kill -HUP $MAINPID\n";
    await primary.write(slow, `[Service]\n${reload}`);
    await primary.systemctl("daemon-reload");
    try {
      await say("allow");
      await fileSays([1, 2, 3], 10_000);
      const { stdout } = await primary.exec("systemctl", "is-active", "mosquitto-acl");
      assert.equal(stdout.trim(), "activating");
      await say("disallow");
      await fileSays([1, 2], 20_000);
    } finally {
      await primary.remove(slow);
      await primary.systemctl("daemon-reload");
    }
  }).timeout(90_000);

  it("[REQ-ACL-8] finds a change of which nothing told, within a minute, and as it boots", async () => {
    const { primary } = cluster;
    await nodesAre(/node1 +online[\s\S]*node2 +online/);
    await primary.systemctl("stop", "mosquitto-acl.path");
    await say("allow");
    await fileSays([1, 2, 3], 75_000);
    await primary.systemctl("stop", "mosquitto-acl.timer");
    await say("disallow");
    await primary.powerCut();
    await primary.start();
    await fileSays([1, 2], 20_000);
  }).timeout(180_000);

  it("[REQ-ACL-9] refuses a node by the name of a user, and a user by the name of a node", async () => {
    const { primary } = cluster;
    const node = await ada("node", "allow", "ada");
    assert.notEqual(node.status, 0);
    assert.match(node.stderr, /ada is a user/);
    const add = `echo 'correct horse' | hirtectl -H ${primary.ip} --port 1883 --user ada --password-file /root/ada --tls off --allow-insecure yes user add node1 --role viewer --password-stdin`;
    const user = await primary.exec("sh", "-c", add);
    assert.notEqual(user.status, 0);
    assert.match(user.stderr, /node1 is a node/);
    assert.deepEqual(await nodesOfFile(), ["user node1", "user node2"]);
  }).timeout(90_000);
});
