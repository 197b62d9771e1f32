import assert from "node:assert/strict";
import { useCluster } from "../support/lab.ts";

describe("a node whose manager is lost", () => {
  const cluster = useCluster({
    agent: {
      OnManagerLost: "start fallback.service",
      ManagerLostAfter: 6,
      HeartbeatInterval: "500ms",
      OnManagerBack: "stop fallback.service",
    },
  });

  it("[REQ-LOST-4] [REQ-LOST-1] [W14] starts its fallback once, and stops it when the manager is back", async () => {
    const { node1, primary } = cluster;
    await node1.startLog("fallback.service");
    primary.disturb();
    await primary.systemctl("stop", "hirte");
    await node1.unitIs("fallback.service", "active", 20_000);
    // A restarted agent does not do it again, and knows that it is to be undone.
    node1.disturb();
    await node1.systemctl("restart", "hirte-agent");
    await primary.systemctl("start", "hirte");
    await node1.unitIs("fallback.service", "inactive", 15_000);
    await cluster.allOnline();
    assert.equal(await node1.starts("fallback.service"), 1);
  });

  it("[REQ-LOST-4] takes a manager that hangs for lost after that time, and not before", async () => {
    const { node1, primary } = cluster;
    await node1.startLog("fallback.service");
    await cluster.allOnline();
    const hungMs = performance.now();
    await primary.signal("hirte", "STOP");
    await node1.unitIs("fallback.service", "active", 20_000);
    const lostMs = performance.now() - hungMs;
    // It answers each heartbeat: it was last heard up to half a second before it hung.
    assert.ok(lostMs > 5400, `after ${lostMs} ms`);
    await primary.signal("hirte", "CONT");
    await node1.unitIs("fallback.service", "inactive", 15_000);
    assert.equal(await node1.starts("fallback.service"), 1);
  });
});
