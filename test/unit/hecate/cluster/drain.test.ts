import assert from "node:assert/strict";
import { textsAt, valueAt } from "../../../../src/kube/values.ts";
import { ClusterRig } from "../../../support/cluster-rig.ts";
import { fakeStopMs } from "../../../support/kube/workloads.ts";
import { aBudget, aNode, aPod } from "../../../support/kube-objects.ts";

const drain = { kind: "drain", node: "worker" } as const;

function aRig(): ClusterRig {
  const rig = new ClusterRig();
  rig.kube.pace.podStopMs = 3000;
  rig.kube.put(...aNode("worker"), ...aNode("other"));
  return rig;
}

function podsOn(rig: ClusterRig): readonly (string | undefined)[] {
  const pods = rig.kube.all("pods").filter((pod) => valueAt(pod, "spec", "nodeName") === "worker");
  return pods.map((pod) => textsAt(pod, "metadata")["name"]);
}

describe("draining a node", () => {
  it("[REQ-KUB-9] cordons it with a note, evicts its pods, and leaves mirror pods and those of DaemonSets", async () => {
    const rig = aRig();
    rig.kube.put(
      aPod("apps/web", "worker"),
      aPod("apps/elsewhere", "other"),
      aPod("kube-system/mirror", "worker", {
        metadata: { annotations: { "kubernetes.io/config.mirror": "x" } },
      }),
      aPod("kube-system/cni", "worker", {}, "DaemonSet"),
      aPod("apps/over", "worker", { status: { phase: "Succeeded" } }),
    );
    const end = await rig.do(drain, { timeoutMs: 60_000 });
    assert.deepEqual([end.outcome, end.detail], ["done", "worker: evicted: apps/web"]);
    assert.deepEqual(podsOn(rig), ["mirror", "cni", "over"]);
    assert.deepEqual(rig.happened.slice(0, 2), [
      "note cordoned worker",
      "PATCH v1/nodes/worker 200",
    ]);
    assert.equal(valueAt(rig.kube.get("nodes", "worker"), "spec", "unschedulable"), true);
  });

  it("[REQ-KUB-9] asks again while a budget refuses, and deletes when its share of the time is over", async () => {
    const rig = aRig();
    rig.kube.put(aPod("apps/web", "worker"), aBudget("apps/web", "web"));
    const end = await rig.do(drain, { timeoutMs: 60_000 });
    assert.deepEqual([end.outcome, end.detail], ["done", "worker: deleted: apps/web"]);
    const refused = rig.kube.writes.filter(({ status }) => status === 429).length;
    assert.ok(refused > 20, `${refused} evictions were asked for`);
    assert.ok(end.tookMs > 34_000 && end.tookMs < 45_000, String(end.tookMs));
    const deletion = rig.kube.writes.find(({ method }) => method === "DELETE");
    const grace = valueAt(deletion?.body, "gracePeriodSeconds");
    assert.ok(typeof grace === "number" && grace > 5 && grace < 20, String(grace));
  });

  it("[REQ-KUB-9] evicts what a budget lets go later", async () => {
    const rig = aRig();
    rig.kube.put(aPod("apps/web", "worker"), aBudget("apps/web", "web"));
    rig.clock.after(10_000, () => rig.kube.delete("poddisruptionbudgets", "apps/web"));
    const end = await rig.do(drain, { timeoutMs: 60_000 });
    assert.deepEqual([end.outcome, end.detail], ["done", "worker: evicted: apps/web"]);
  });

  it("[REQ-KUB-9] deletes at once where two budgets match, which no eviction ever passes", async () => {
    const rig = aRig();
    rig.kube.put(aPod("apps/web", "worker"), aBudget("apps/a", "web"), aBudget("apps/b", "web"));
    const end = await rig.do(drain, { timeoutMs: 60_000 });
    assert.deepEqual([end.outcome, end.detail], ["done", "worker: deleted: apps/web"]);
    assert.ok(end.tookMs < 6000, String(end.tookMs));
    assert.equal(rig.kube.writes.filter(({ status }) => status === 500).length, 1);
  });

  it("[REQ-KUB-9] deletes without grace what does not end, and holds its deadline over what never does", async () => {
    const rig = aRig();
    const slow = { metadata: { annotations: { [fakeStopMs]: "9999999" } } };
    const spec = { nodeName: "worker", terminationGracePeriodSeconds: 3600 };
    rig.kube.put(
      aPod("apps/slow", "worker", { ...slow, spec }),
      aPod("apps/stuck", "worker", { metadata: { finalizers: ["x/y"] } }),
      aPod("apps/web", "worker"),
    );
    // The API forgets a grace that it had promised, so that the last rung is needed.
    const end = await rig.do(drain, { timeoutMs: 40_000 });
    assert.equal(end.outcome, "failed");
    assert.match(end.detail ?? "", /evicted: apps\/web/);
    assert.match(end.detail ?? "", /deleted(?: without grace)?: apps\/slow/);
    assert.match(end.detail ?? "", /left: apps\/stuck/);
    assert.ok(end.tookMs <= 40_000, String(end.tookMs));
    const last = rig.kube.writes.filter(({ path }) => path.endsWith("/stuck")).at(-1);
    assert.equal(valueAt(last?.body, "gracePeriodSeconds"), 0);
  });

  it("[REQ-KUB-9] holds its deadline where the API does not answer", async () => {
    for (const fault of [{ isMute: true }, { isDown: true }, { status: 500 }]) {
      const rig = aRig();
      rig.kube.put(aPod("apps/web", "worker"));
      rig.kube.faults.push({ on: /pods/, ...fault });
      const end = await rig.do(drain, { timeoutMs: 30_000 });
      assert.equal(end.outcome, "failed");
      assert.ok(end.tookMs <= 30_000, `${JSON.stringify(fault)}: ${end.tookMs}`);
    }
  });

  it("[REQ-KUB-9] finds the node by its address where the cluster names it otherwise, and skips one it does not have", async () => {
    const rig = new ClusterRig();
    const addresses = [{ type: "InternalIP", address: "192.168.10.20" }];
    rig.kube.put(...aNode("k3s-worker.lan", { status: { addresses } }));
    assert.match((await rig.do(drain)).detail ?? "", /^k3s-worker\.lan: no pods/);
    assert.equal((await rig.do({ kind: "drain", node: "stranger" })).outcome, "skipped");
  });
});
