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

const passwordFile = "/etc/hirte/broker-password";
const passwordOf = (user: string) => `password of ${user}`;

/** The cluster of the section "With mosquitto", from its top, and node3, which may not join yet. */
async function makeClusterOfDocs({ primary, nodes }: Cluster): Promise<void> {
  await Promise.all(nodes.map((node) => node.systemctl("stop", "hirte-agent")));
  await primary.systemctl("stop", "hirte");
  const sh = (script: string) => primary.must("sh", "-c", script);
  const files = [
    "/etc/hirte/hirte.conf",
    "/etc/mosquitto/conf.d/hirte.conf",
    "/etc/systemd/system/mosquitto-acl.path",
    "/etc/systemd/system/mosquitto-acl.service",
  ];
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
    "systemctl enable",
    "systemctl start mosquitto-acl",
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
  const cluster = useCluster({}, makeClusterOfDocs);
  after(async () => {
    const { primary, nodes } = cluster;
    await primary.systemctl("disable", "--now", "mosquitto-acl.path", "mosquitto");
    await primary.remove(
      ...["/etc/mosquitto/conf.d/hirte.conf", "/etc/mosquitto/passwords"],
      ...["/etc/systemd/system/mosquitto-acl.path", "/etc/systemd/system/mosquitto-acl.service"],
      ...["/etc/mosquitto/hirte.acl", "/root/ada"],
    );
    await primary.systemctl("daemon-reload");
    for (const machine of [primary, ...nodes]) await machine.remove(passwordFile);
  });

  const ada = (...args: string[]) => {
    const { primary } = cluster;
    const where = ["-H", primary.ip, "--port", "1883", "--user", "ada"];
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
    const nodesOfFile = async () =>
      (await cluster.primary.read("/etc/mosquitto/hirte.acl")).match(/^user node\d$/gm);
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
});
