import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { useCluster } from "../support/lab.ts";
import { seriesValue } from "../support/prometheus-text.ts";

const units = ["hirte.service", "hirte-agent.service", "hecate.service"] as const;
const security = readFileSync(join(import.meta.dirname, "../../docs/security.md"), "utf8");

describe("the service units", () => {
  const cluster = useCluster();

  it("[REQ-PRJ-5] pass systemd's own check without a word", async () => {
    const { status, stdout, stderr } = await cluster.node1.exec(
      "systemd-analyze",
      "verify",
      ...units,
      "hirte.socket",
      "hirte-proxy@node2_web.service",
      "hirte-dep@hirte-agent.service",
    );
    assert.deepEqual([status, stdout, stderr], [0, "", ""]);
  });

  for (const unit of units) {
    it(`[REQ-PRJ-5] leave ${unit} no right it does not need`, async () => {
      const text = await cluster.node1.must("systemd-analyze", "security", "--no-pager", unit);
      const level = /Overall exposure level for \S+: ([\d.]+)/.exec(text)?.[1];
      const told = new RegExp(`^\\| ${unit} \\| ([\\d.]+) \\|$`, "m").exec(security)?.[1];
      // 10 is a program with every right there is.
      assert.ok(Number(level) <= 2, text);
      assert.equal(level, told, `docs/security.md has another figure: ${text}`);
    });
  }

  it("[REQ-OBS-14] [W16] leave hirte what it needs to tell its metrics and its health", async () => {
    const ask = (path: string) =>
      cluster.primary.must(
        ...["node", "-e"],
        `fetch("http://127.0.0.1:2021${path}").then((r) => r.text()).then((t) => process.stdout.write(t))`,
      );
    const health = JSON.parse(await ask("/healthz")) as { status: string; nodes: unknown };
    assert.equal(health.status, "ok");
    assert.deepEqual(health.nodes, { total: 3, online: 3, unreachable: 0, offline: 0 });
    const metrics = await ask("/metrics");
    assert.equal(seriesValue(metrics, "hirte_node_up", { node: "node1" }), 1);
    assert.equal(seriesValue(metrics, "hirte_log_writable"), 1);
    assert.ok((seriesValue(metrics, "process_open_fds") ?? 0) > 5);
    assert.ok((seriesValue(metrics, "process_max_fds") ?? 0) > 5);
  });

  it("[REQ-AGT-12] let the agent see how far systemd is with another user's service", async () => {
    const { node1 } = cluster;
    await node1.unit("of-nobody.service", "[Service]\nUser=nobody\nExecStart=/bin/sleep 60\n");
    await node1.systemctl("start", "of-nobody.service");
    const agent = await node1.property("hirte-agent.service", "MainPID");
    const pid = await node1.property("of-nobody.service", "MainPID");
    const stat = await node1.must(
      ...["nsenter", "-t", agent, "-m", "setpriv", "--bounding-set=-all", "--inh-caps=-all"],
      ...["cat", `/proc/${pid}/stat`],
    );
    assert.match(stat, new RegExp(`^${pid} \\(sleep\\) `));
  });

  it("[REQ-PRJ-5] keep the agent's ledger over its restart", async () => {
    const { node1 } = cluster;
    const isThere = async () => (await node1.exec("test", "-d", "/run/hirte-agent")).status === 0;
    const before = await isThere();
    await node1.systemctl("stop", "hirte-agent");
    assert.deepEqual([before, await isThere()], [true, true]);
    node1.disturb();
  });

  it("[REQ-BAK-5] [REQ-BAK-6] [REQ-SEC-15] bring hirte back on a machine that has lost its state", async () => {
    const { primary } = cluster;
    await primary.must("hirte", "setup");
    await primary.must("hirte", "backup", "/root/hirte.tar.gz");
    await primary.systemctl("stop", "hirte");
    await primary.must("rm", "-rf", "/var/lib/hirte");
    await primary.must("hirte", "restore", "/root/hirte.tar.gz");
    // Files of an overlay may be on another device than their folder: nothing is mounted there.
    await primary.must("hirte", "restore", "--replace", "/root/hirte.tar.gz");
    // Root has put it there, for the user of the service.
    const files = ["epoch.json", "pki", "pki/ca-key.pem", "jobs-00000001.jsonl"];
    const owners = await primary.must(
      ...["stat", "-c", "%U %a", ...files.map((name) => `/var/lib/hirte/${name}`)],
    );
    assert.equal(owners, "hirte 640\nhirte 700\nhirte 600\nhirte 640\n");
    await primary.systemctl("start", "hirte");
    await cluster.allOnline();
    const { status, stderr } = await primary.exec("hirtectl", "audit", "verify");
    assert.deepEqual([status, /was restored from a backup of/.test(stderr)], [0, true], stderr);
    primary.disturb();
  });
});
