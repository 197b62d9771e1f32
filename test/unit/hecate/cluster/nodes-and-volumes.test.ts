import assert from "node:assert/strict";
import { textsAt, valueAt } from "../../../../src/kube/values.ts";
import { ClusterRig } from "../../../support/cluster-rig.ts";
import { fakeDead } from "../../../support/kube/workloads.ts";
import { aNode, anInstanceManager, aVolume, aWorkload } from "../../../support/kube-objects.ts";

describe("waiting for the API and for nodes", () => {
  it("[REQ-KUB-8] waits until the API says that it is ready", async () => {
    const rig = new ClusterRig();
    rig.kube.faults.push({ isDown: true, times: 5 }, { status: 503, times: 5 });
    const end = await rig.do({ kind: "kube", what: "ready" });
    assert.equal(end.outcome, "done");
    assert.ok(end.tookMs >= 9000, String(end.tookMs));
    rig.kube.isReady = false;
    const late = await rig.do({ kind: "kube", what: "ready" }, { timeoutMs: 20_000 });
    assert.equal(late.outcome, "failed");
    assert.match(late.detail ?? "", /GET \/readyz: 500/);
    assert.ok(late.tookMs <= 20_000);
  });

  it("[REQ-KUB-8] counts a node when it was seen renewing its lease, not by what its status says still", async () => {
    const rig = new ClusterRig();
    rig.kube.put(...aNode("a"), ...aNode("b"), ...aNode("dead"));
    rig.kube.change("nodes", "dead", { metadata: { annotations: { [fakeDead]: "" } } });
    const two = await rig.do({ kind: "kube", what: "nodes-ready", atLeast: 2 });
    assert.equal(two.outcome, "done");
    assert.match(two.detail ?? "", /2 of 3 nodes ready, 2 are enough; not yet dead/);
    assert.ok(two.tookMs >= 1000 && two.tookMs <= 11_000, String(two.tookMs));
    const all = await rig.do({ kind: "kube", what: "nodes-ready" }, { timeoutMs: 60_000 });
    assert.equal(all.outcome, "failed");
  });

  it("[REQ-KUB-8] waits for none that the startup has left out, by whatever number", async () => {
    const rig = new ClusterRig();
    rig.kube.put(...aNode("a"), ...aNode("b"), ...aNode("dead"));
    rig.kube.change("nodes", "dead", { metadata: { annotations: { [fakeDead]: "" } } });
    const of = { timeoutMs: 60_000, leftOut: ["dead"] };
    const all = await rig.do({ kind: "kube", what: "nodes-ready" }, of);
    assert.equal(all.outcome, "done");
    assert.match(all.detail ?? "", /^2 of 3 nodes ready; not yet dead/);
    const three = await rig.do({ kind: "kube", what: "nodes-ready", atLeast: 3 }, of);
    assert.equal(three.outcome, "done");
    const more = await rig.do({ kind: "kube", what: "nodes-ready" }, { ...of, leftOut: ["else"] });
    assert.equal(more.outcome, "failed");
    // By its address, where the cluster has another name for it.
    const addresses = [{ type: "InternalIP", address: "192.168.10.20" }];
    rig.kube.change("nodes", "dead", { status: { addresses } });
    const named = await rig.do(
      { kind: "kube", what: "nodes-ready" },
      { ...of, leftOut: ["worker"] },
    );
    assert.equal(named.outcome, "done");
  });

  it("[REQ-KUB-8] does not count a node that lives and is not ready, nor none at all", async () => {
    const rig = new ClusterRig();
    const none = await rig.do({ kind: "kube", what: "nodes-ready" }, { timeoutMs: 20_000 });
    assert.equal(none.outcome, "failed");
    rig.kube.put(...aNode("a", { status: { conditions: [{ type: "Ready", status: "False" }] } }));
    const end = await rig.do({ kind: "kube", what: "nodes-ready" }, { timeoutMs: 20_000 });
    assert.equal(end.outcome, "failed");
  });

  it("[REQ-KUB-8] uncordons what hecate cordoned, with a note or without, and nothing else", async () => {
    const rig = new ClusterRig();
    rig.kube.put(
      ...aNode("a"),
      ...aNode("b"),
      ...aNode("theirs", { spec: { unschedulable: true } }),
    );
    for (const node of ["a", "b", "theirs"]) await rig.do({ kind: "drain", node });
    rig.undos.all = rig.undos.all.filter((undo) => undo.kind === "cordoned" && undo.node !== "b");
    await rig.undos.add({ kind: "cordoned", node: "gone" });
    const end = await rig.do({ kind: "kube", what: "uncordon-ours" });
    assert.equal(end.detail, "2 nodes uncordoned: a b; gone is no node of the cluster any more");
    const cordoned = rig.kube
      .all("nodes")
      .filter((n) => valueAt(n, "spec", "unschedulable") === true);
    assert.deepEqual(
      cordoned.map((n) => textsAt(n, "metadata")["name"]),
      ["theirs"],
    );
    assert.deepEqual(rig.undos.all, []);
    assert.equal((await rig.do({ kind: "kube", what: "uncordon-ours" })).outcome, "skipped");
  });
});

describe("Longhorn", () => {
  async function aRig(): Promise<ClusterRig> {
    const rig = new ClusterRig();
    rig.kube.pace.volumeMs = 8000;
    rig.kube.put(
      ...aNode("worker"),
      aWorkload("StatefulSet", "vault/vault", 1),
      aVolume("pvc-1", "vault/vault"),
      ...anInstanceManager("im-1", "worker"),
    );
    await rig.clock.advance(10_000);
    return rig;
  }

  it("[REQ-KUB-7] waits until all volumes are detached, and says which are not", async () => {
    const rig = await aRig();
    const held = await rig.do({ kind: "kube", what: "volumes-detached" }, { timeoutMs: 30_000 });
    assert.equal(held.outcome, "failed");
    assert.match(
      held.detail ?? "",
      /1 of 1 volumes not detached: pvc-1 of vault\/vault \(attached\)/,
    );
    await rig.do({ kind: "kube", what: "quiesce" });
    const end = await rig.do({ kind: "kube", what: "volumes-detached" }, { timeoutMs: 30_000 });
    assert.equal(end.outcome, "done");
    assert.ok(end.tookMs > 5000, "it did not wait for the volume");
  });

  it("[REQ-KUB-7] waits for instance managers that run, by their pods, and for volumes that are not faulted", async () => {
    const rig = await aRig();
    const storage = { kind: "kube", what: "storage-ready", provider: "longhorn" } as const;
    assert.equal((await rig.do(storage)).outcome, "done");
    rig.kube.change("pods", "im-1", {
      status: { conditions: [{ type: "Ready", status: "False" }] },
    });
    const stale = await rig.do(storage, { timeoutMs: 20_000 });
    assert.match(stale.detail ?? "", /instance managers not running: im-1 on worker/);
    rig.kube.change("pods", "im-1", {
      status: { conditions: [{ type: "Ready", status: "True" }] },
    });
    rig.kube.change("volumes", "pvc-1", { status: { robustness: "faulted" } });
    const faulted = await rig.do(storage, { timeoutMs: 20_000 });
    assert.equal(faulted.outcome, "failed");
    assert.match(faulted.detail ?? "", /volumes faulted: pvc-1/);
    rig.kube.change("volumes", "pvc-1", { status: { robustness: "degraded" } });
    const degraded = await rig.do(storage);
    assert.equal(degraded.outcome, "done");
    assert.match(degraded.detail ?? "", /degraded: pvc-1/);
  });

  it("[REQ-KUB-7] is not waited for where there is none, and missed where it should be", async () => {
    const rig = new ClusterRig();
    rig.kube.kinds.forget("longhorn.io");
    assert.equal((await rig.do({ kind: "kube", what: "volumes-detached" })).outcome, "skipped");
    const storage = { kind: "kube", what: "storage-ready", provider: "longhorn" } as const;
    assert.equal((await rig.do(storage)).outcome, "failed");
  });
});
