import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IssuedCertificates } from "../../broker/pki/issued.ts";
import { HirteClient } from "../../src/client/hirte-client.ts";
import { silentLog } from "../../src/core/log.ts";
import { tlsStream } from "../../src/mqtt/link.ts";
import { joinLine } from "../../src/pki/join-line.ts";
import { brokerPort, type LabNode, until, useCluster } from "../support/lab.ts";

const busName = "org.eclipse.bluechi";
const pkiDir = "/var/lib/hirte/pki";
const agentPki = "/var/lib/hirte-agent/pki";

describe("TLS on real machines", () => {
  const cluster = useCluster();
  // What join has written stands over what the next tests write.
  afterEach(() => Promise.all(cluster.nodes.map((node) => node.remove("/etc/hirte/agent.conf.d"))));

  /** Bytes of a PKI file of a node, which nobody but root may read there. */
  const pem = (node: LabNode, name: string) => node.must("cat", `${agentPki}/${name}`);
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

  /** The first node's line, made while hirte is stopped: nobody is there yet who could ask for one. */
  const firstLine = async (node: string): Promise<string> => {
    const { primary } = cluster;
    const directory = mkdtempSync(join(tmpdir(), "hirte-first-"));
    const issued = IssuedCertificates.open({ directory, log: silentLog() });
    const wish = { node, request: "test first", lifeMs: 3_600_000, nowMs: Date.now() };
    const { token } = issued.invite(wish);
    for (const name of ["nodes.json", "nodes.copy.json"])
      await primary.write(`${pkiDir}/${name}`, readFileSync(join(directory, name), "utf8"), 0o600);
    rmSync(directory, { recursive: true });
    await primary.must("chown", "-R", "hirte:hirte", "/var/lib/hirte");
    const setup = await primary.must("hirte", "setup");
    const [, ca = ""] = /SHA-256 ([0-9a-f]{64})/.exec(setup) ?? [];
    return joinLine({ host: primary.ip, port: brokerPort, node, token, ca });
  };

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
      `[hirte]\nManagerPort=${brokerPort}\nListenAddress=0.0.0.0\nAllowedNodeNames=node1\nTLS=on\n`,
    );
    const told = await primary.must("hirte", "setup", "--name", "hirte.example");
    assert.match(told, /made a CA.*\nmade a server certificate.*hirte\.example.*10\.99\.0\.10/);
    const owner = await primary.must("stat", "-c", "%U %a", `${pkiDir}/ca-key.pem`);
    assert.equal(owner.trim(), "hirte 600", "setup leaves to the service what is the service's");
    const line = await firstLine("node1");
    await primary.systemctl("start", "hirte");

    // A node joins.
    assert.match(await node1.must("sh", "-c", line), /node1/);
    const key = await node1.must("stat", "-c", "%a", `${agentPki}/key.pem`);
    assert.equal(key.trim(), "600");
    await node1.systemctl("start", "hirte-agent");
    await isOnline("node1");
    await node1.startLog("web.service");
    await start("node1", "web.service");
    await node1.unitIs("web.service", "active");
    const again = await node1.exec("sh", "-c", line);
    assert.equal(again.status, 1);
    assert.match(again.stderr, /used already/);

    // Another one is added while hirte runs, and removed.
    const identity = {
      ca: await pem(node1, "ca.pem"),
      cert: await pem(node1, "cert.pem"),
      key: await pem(node1, "key.pem"),
    };
    const asked = await HirteClient.connect({
      servers: [tlsStream({ host: primary.ip, port: brokerPort, identity: () => identity })],
      user: "tester",
      log: silentLog(),
    });
    try {
      const [invitation] = await asked.query("@manager", "add-node", { node: "node2" });
      assert.ok(invitation);
      assert.equal(invitation.host, "hirte.example");
      await node2.must("sh", "-c", joinLine({ ...invitation, host: primary.ip }));
      await node2.systemctl("start", "hirte-agent");
      await isOnline("node2");
      const before = Date.now();
      await asked.query("@manager", "remove-nodes", { nodes: ["node2"] });
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
    } finally {
      await asked.close();
    }

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
    const plain = await primary.exec("hirtectl", "--tls", "off", "list-nodes");
    assert.equal(plain.status, 8);
    assert.match(plain.stderr, /speaks TLS/);
  });
});
