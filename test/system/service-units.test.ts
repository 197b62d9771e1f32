import assert from "node:assert/strict";
import { useCluster } from "../support/lab.ts";

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

  it("[REQ-PRJ-5] keep the agent's ledger over its restart", async () => {
    const { node1 } = cluster;
    const isThere = async () => (await node1.exec("test", "-d", "/run/hirte-agent")).status === 0;
    const before = await isThere();
    await node1.systemctl("stop", "hirte-agent");
    assert.deepEqual([before, await isThere()], [true, true]);
    node1.disturb();
  });
});
