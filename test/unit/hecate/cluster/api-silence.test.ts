import assert from "node:assert/strict";
import type { StepEnd } from "../../../../src/hecate/run/ports.ts";
import { ClusterRig } from "../../../support/cluster-rig.ts";
import { aFlux, aNode, aVolume, aWorkload } from "../../../support/kube-objects.ts";

const suspend = { kind: "flux", what: "suspend" } as const;
const quiesce = { kind: "kube", what: "quiesce" } as const;
const detached = { kind: "kube", what: "volumes-detached" } as const;
const ready = { kind: "kube", what: "ready" } as const;

async function aRig(): Promise<ClusterRig> {
  const rig = new ClusterRig();
  rig.kube.put(
    ...aNode("worker"),
    aWorkload("Deployment", "apps/web", 3),
    aVolume("pvc-1", "apps/web"),
    aFlux("Kustomization", "flux-system/apps"),
  );
  await rig.clock.advance(2000);
  return rig;
}

describe("an API that is dead in a shutdown", () => {
  for (const [how, fault] of [
    ["refuses connections", { isDown: true }],
    ["is mute", { isMute: true }],
  ] as const) {
    it(`[REQ-KUB-21] is waited for once by all works of a run, and looked at by each, where it ${how}`, async () => {
      const rig = await aRig();
      const { cluster } = rig;
      rig.kube.faults = [fault];
      const startMs = rig.clock.monotonicMs();
      const frozen = await rig.do(suspend, { timeoutMs: 15_000 }, cluster);
      assert.equal(frozen.outcome, "failed");
      // Something else is done in between: that is no waiting.
      await rig.clock.advance(60_000);
      const ends: readonly StepEnd[] = await rig.finish(
        Promise.all([quiesce, detached].map((work) => cluster.do(work, rig.act()))),
      );
      const waitedMs = rig.clock.monotonicMs() - startMs - 60_000;
      assert.ok(waitedMs >= 40_000 && waitedMs <= 62_000, `${waitedMs} ms`);
      for (const { outcome, detail } of ends) {
        assert.equal(outcome, "failed");
        assert.match(detail ?? "", /the API gives no answer, and this run has waited for it/);
      }
      const later = await rig.do({ kind: "drain", node: "worker" }, {}, cluster);
      assert.equal(later.outcome, "failed");
      assert.ok(later.tookMs <= 7000, `${later.tookMs} ms`);
      // It is there again: what comes next is done, and nothing is held against it.
      rig.kube.faults = [];
      assert.equal((await rig.do(detached, {}, cluster)).outcome, "failed", "it is attached still");
      assert.equal((await rig.do(quiesce, {}, cluster)).outcome, "done");
      rig.kube.faults = [fault];
      assert.ok((await rig.do(quiesce, {}, cluster)).tookMs >= 40_000);
    });
  }

  it("[REQ-KUB-22] that restarts within 40 s is waited for, as is one that answers that it cannot, and one of another run", async () => {
    const rig = await aRig();
    const { cluster } = rig;
    rig.kube.faults = [{ isDown: true }];
    const back = (afterMs: number) =>
      rig.clock.after(afterMs, () => {
        rig.kube.faults = [];
      });
    back(40_000);
    const restarted = await rig.do(quiesce, {}, cluster);
    assert.equal(restarted.outcome, "done", restarted.detail);
    rig.kube.faults = [{ status: 503 }];
    back(55_000);
    const starting = await rig.do(suspend, { timeoutMs: 60_000 }, cluster);
    assert.equal(starting.outcome, "done", starting.detail);
    rig.kube.faults = [{ isDown: true }];
    await rig.do(quiesce, {}, cluster);
    back(40_000);
    const other = await rig.do(quiesce, { run: 8 }, cluster);
    assert.equal(other.outcome, "done", other.detail);
  });

  it("[REQ-KUB-22] that is dead in a startup is waited for as long as the step may take", async () => {
    const rig = await aRig();
    const { cluster } = rig;
    rig.kube.faults = [{ isDown: true }];
    await rig.do(quiesce, {}, cluster);
    const end = await rig.do(ready, { timeoutMs: 300_000 }, cluster);
    assert.ok(end.tookMs >= 290_000, `${end.tookMs} ms`);
  });
});
