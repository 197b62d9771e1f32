import assert from "node:assert/strict";
import { brokerPort, until, useCluster } from "../support/lab.ts";

const busName = "org.eclipse.bluechi";
const pkiDir = "/var/lib/hirte/pki";
const agentPki = "/var/lib/hirte-agent/pki";
const certificateName = "hirte.example";
const passwordFile = "/root/password";

describe("TLS on real machines", () => {
  const cluster = useCluster({ tls: "off" });
  // What join has written stands over what the next tests write.
  afterEach(() => Promise.all(cluster.nodes.map((node) => node.remove("/etc/hirte/agent.conf.d"))));

  const statusOf = async (node: string) => {
    const path = `/org/eclipse/bluechi/node/${node}`;
    const args = ["get-property", busName, path, `${busName}.Node`, "Status"];
    const { stdout } = await cluster.primary.exec("busctl", "--system", ...args);
    return stdout.trim();
  };
  const isOnline = (node: string, state = "online", deadlineMs = 20_000) =>
    until(() => statusOf(node), {
      what: `${node} is ${state}`,
      holds: (seen) => seen === `s "${state}"`,
      deadlineMs,
      everyMs: 50,
    });
  const start = async (node: string, unit: string) => {
    const path = `/org/eclipse/bluechi/node/${node}`;
    const call = ["call", busName, path, `${busName}.Node`, "StartUnit", "ss", unit, "replace"];
    await cluster.primary.must("busctl", "--system", ...call);
  };

  /** hirtectl on the primary, as the admin of this hirte. */
  const asAdmin = (...args: readonly string[]) =>
    cluster.primary.must("env", `HIRTE_PASSWORD_FILE=${passwordFile}`, "hirtectl", ...args);
  /** The line by which a node joins, with an address in place of a name that nobody knows here. */
  const lineFor = async (node: string) =>
    (await asAdmin("node", "add", node)).trim().replace(certificateName, cluster.primary.ip);

  it("[REQ-TLS-18] sets up, has nodes join, drives them, and cuts one off that is removed; a restart changes nothing", async () => {
    const { primary, node1, node2 } = cluster;
    for (const machine of cluster.machines) machine.disturb();
    for (const node of cluster.nodes) {
      await node.systemctl("stop", "hirte-agent");
      await node.write("/etc/hirte/agent.conf", "[hirte-agent]\nReconnectInterval=1\n");
    }
    await primary.systemctl("stop", "hirte");
    await primary.write(
      "/etc/hirte/hirte.conf",
      `[hirte]\nManagerPort=${brokerPort}\nAllowedNodeNames=node1\n`,
    );
    const told = await primary.must("hirte", "setup", "--name", certificateName);
    assert.match(told, /made a CA.*\nmade a server certificate.*hirte\.example.*10\.99\.0\.10/);
    const owner = await primary.must("stat", "-c", "%U %a", `${pkiDir}/ca-key.pem`);
    assert.equal(owner.trim(), "hirte 600", "setup leaves to the service what is the service's");
    await primary.write(passwordFile, "a password for tests\n", 0o600);
    await primary.must("sh", "-c", `hirte setup --admin root < ${passwordFile}`);
    await primary.systemctl("start", "hirte");
    const { status: denied, stderr: why } = await primary.exec(
      ...["hirtectl", "-H", primary.ip, "list-nodes"],
    );
    assert.equal(denied, 7, why);
    assert.match(await primary.must("hirtectl", "list-nodes"), /node1/, "by the operators' socket");
    const line = await lineFor("node1");

    // A node joins.
    assert.match(await node1.must("sh", "-c", line), /node1/);
    const key = await node1.must("stat", "-c", "%a", `${agentPki}/key.pem`);
    assert.equal(key.trim(), "600");
    await node1.systemctl("start", "hirte-agent");
    await isOnline("node1");
    for (const node of [node1, node2]) await node.startLog("web.service");
    await start("node1", "web.service");
    await node1.unitIs("web.service", "active");
    const again = await node1.exec("sh", "-c", line);
    assert.equal(again.status, 1);
    assert.match(again.stderr, /used already/);

    // Another one is added while hirte runs, and removed.
    await node2.must("sh", "-c", await lineFor("node2"));
    await node2.systemctl("start", "hirte-agent");
    await isOnline("node2");
    assert.match(await asAdmin("list-nodes"), /node1 +online.*\nnode2 +online/);
    await asAdmin("start", "node2", "web.service");
    const before = Date.now();
    await asAdmin("node", "remove", "node2");
    await until(() => node2.journal(["hirte-agent"], { sinceMs: before - 1000 }), {
      what: "node2 was cut off",
      holds: (text) => /was lost: trying again|no way into/.test(text),
      deadlineMs: 2000,
      everyMs: 20,
    });
    await until(() => node2.journal(["hirte-agent"], { sinceMs: before - 1000 }), {
      what: "node2 is refused",
      holds: (text) => /Not authorized/.test(text),
    });

    // Everything again after restarts.
    await primary.systemctl("restart", "hirte");
    await node1.systemctl("restart", "hirte-agent");
    const sinceMs = Date.now();
    await node2.systemctl("restart", "hirte-agent");
    await isOnline("node1");
    await node1.startLog("next.service");
    await start("node1", "next.service");
    await node1.unitIs("next.service", "active");
    await until(() => node2.journal(["hirte-agent"], { sinceMs }), {
      what: "node2 is refused after the restart, too",
      holds: (text) => /Not authorized/.test(text),
    });
    await until(() => primary.journal(["hirte"], { sinceMs }), {
      what: "hirte says why",
      holds: (text) => /its certificate was revoked: node node2 was removed/.test(text),
    });
    // The service alone, which may ask the kernel less than root can, finds the same names.
    await primary.must("sh", "-c", `systemctl stop hirte; rm -r ${pkiDir}; systemctl start hirte`);
    const log = await primary.journal(["hirte"], { sinceMs });
    assert.match(log, /made a server certificate.* for primary, localhost, 10\.99\.0\.10/);
    const plain = await primary.exec("hirtectl", "-H", primary.ip, "--tls", "off", "list-nodes");
    assert.equal(plain.status, 8);
    assert.match(plain.stderr, /speaks TLS/);
  });
});
