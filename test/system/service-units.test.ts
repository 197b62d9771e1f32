import assert from "node:assert/strict";
import { useCluster } from "../support/lab.ts";
import { seriesValue } from "../support/prometheus-text.ts";

const units = ["hirte.service", "hirte-agent.service"] as const;
/** What `systemd-analyze security` may say at most: 10 is a program with every right there is. */
const exposure = { "hirte.service": 2, "hirte-agent.service": 2 } as const;

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
      const level = Number(/Overall exposure level for \S+: ([\d.]+)/.exec(text)?.[1]);
      assert.ok(level <= exposure[unit], text);
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
});
