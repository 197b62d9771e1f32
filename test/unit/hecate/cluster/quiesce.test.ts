import assert from "node:assert/strict";
import { marks } from "../../../../src/hecate/cluster/marks.ts";
import { numberAt, textsAt } from "../../../../src/kube/values.ts";
import { ClusterRig } from "../../../support/cluster-rig.ts";
import { fakeStopMs } from "../../../support/kube/workloads.ts";
import { aNode, aWorkload } from "../../../support/kube-objects.ts";

const quiesce = { kind: "kube", what: "quiesce" } as const;
const restore = { kind: "kube", what: "restore-replicas", order: "reverse" } as const;

/** apps/web 3, apps/idle 0, gitea/gitea 1, vault/vault 1 (a set), kube-system/dns 2. */
async function aRig(): Promise<ClusterRig> {
  const rig = new ClusterRig();
  Object.assign(rig.kube.pace, { podStartMs: 1000, podStopMs: 5000 });
  rig.kube.put(
    ...aNode("worker"),
    aWorkload("Deployment", "apps/web", 3),
    aWorkload("Deployment", "apps/idle", 0),
    aWorkload("Deployment", "gitea/gitea", 1),
    aWorkload("StatefulSet", "vault/vault", 1),
    aWorkload("Deployment", "kube-system/dns", 2),
  );
  await rig.clock.advance(2000);
  return rig;
}

function replicas(rig: ClusterRig): Readonly<Record<string, number | undefined>> {
  const all = [...rig.kube.all("deployments"), ...rig.kube.all("statefulsets")];
  return Object.fromEntries(
    all.map((each) => [textsAt(each, "metadata")["name"], numberAt(each, "spec", "replicas")]),
  );
}

describe("quiescing a cluster", () => {
  it("[REQ-KUB-4] scales group after group to 0, each note on disk before its patch, and touches nothing else", async () => {
    const rig = await aRig();
    const end = await rig.do(quiesce);
    assert.equal(end.outcome, "done", end.detail);
    assert.deepEqual(replicas(rig), { web: 0, idle: 0, gitea: 0, vault: 0, dns: 2 });
    assert.deepEqual(rig.happened.slice(0, 2), [
      "note scaled apps/web",
      "PATCH apps/deployments/web 200",
    ]);
    for (const name of ["gitea/gitea", "vault/vault"]) {
      const note = rig.happened.indexOf(`note scaled ${name}`);
      const patch = rig.happened.findIndex((h) => h.includes(`/${name.split("/")[1]} 200`));
      assert.ok(note > 1 && note < patch, rig.happened.join("\n"));
    }
    assert.equal(rig.kube.writes.length, 3);
    // A pod takes 5 s to end, and the second group does not begin before that.
    assert.ok(end.tookMs >= 10_000 && end.tookMs < 15_000, String(end.tookMs));
    assert.deepEqual(
      rig.undos.all.map((undo) => undo.kind === "scaled" && [undo.name, undo.replicas]),
      [
        ["web", 3],
        ["gitea", 1],
        ["vault", 1],
      ],
    );
    assert.equal(
      textsAt(rig.kube.get("deployments", "web"), "metadata", "annotations")[marks.replicas],
      "3",
    );
  });

  it("[REQ-KUB-4] goes on when a group's time is over, and says which pods are left", async () => {
    const rig = await aRig();
    rig.kube.put(
      aWorkload("Deployment", "apps/slow", 1, { pod: { [fakeStopMs]: "500000" }, graceS: 900 }),
    );
    await rig.clock.advance(2000);
    const end = await rig.do(quiesce);
    assert.equal(end.outcome, "done");
    assert.match(
      end.detail ?? "",
      /apps: 2 workloads at 0, after 60 s: 1 pod left: apps\/slow-\d+; gitea vault: 2/,
    );
    assert.deepEqual(replicas(rig)["vault"], 0);
  });

  it("[REQ-KUB-4] stops what it can where a part of the API refuses, and has failed", async () => {
    const rig = await aRig();
    rig.kube.faults.push({ on: /PATCH .*\/web/, status: 422 });
    const end = await rig.do(quiesce);
    assert.equal(end.outcome, "failed");
    assert.match(
      end.detail ?? "",
      /PATCH \/apis\/apps\/v1\/namespaces\/apps\/deployments\/web: 422 Fault/,
    );
    assert.deepEqual(replicas(rig), { web: 3, idle: 0, gitea: 0, vault: 0, dns: 2 });
  });

  it("[REQ-KUB-5] keeps the first notes when it is done again after a crash at any request", async () => {
    const whole = await aRig();
    await whole.do(quiesce);
    const requests = whole.kube.audit.length;
    for (let crashAfter = 0; crashAfter < requests; crashAfter++) {
      const rig = await aRig();
      const life = new AbortController();
      const told = rig.kube.onRequest;
      let seen = 0;
      rig.kube.onRequest = (request) => {
        told(request);
        if (seen++ === crashAfter) life.abort();
      };
      await rig.do(quiesce, { signal: life.signal });
      rig.kube.onRequest = told;
      const again = await rig.do(quiesce);
      assert.equal(again.outcome, "done", `${crashAfter}: ${again.detail}`);
      const noted = rig.undos.all.map(
        (undo) => undo.kind === "scaled" && `${undo.name} ${undo.replicas}`,
      );
      assert.deepEqual(noted.toSorted(), ["gitea 1", "vault 1", "web 3"], String(crashAfter));
      assert.equal((await rig.do(restore)).outcome, "done");
      assert.deepEqual(replicas(rig), { web: 3, idle: 0, gitea: 1, vault: 1, dns: 2 });
    }
  });

  it("[REQ-KUB-5] notes anew what somebody has scaled since an earlier shutdown", async () => {
    const rig = await aRig();
    await rig.do(quiesce);
    rig.kube.change("deployments", "web", { spec: { replicas: 5 } });
    await rig.do(quiesce, { run: 8 });
    const [web] = rig.undos.all.filter((undo) => undo.kind === "scaled" && undo.name === "web");
    assert.equal(web?.kind === "scaled" && web.replicas, 5);
  });
});

describe("restoring replicas", () => {
  it("[REQ-KUB-6] gives back what was taken, the last group first, each waited for", async () => {
    const rig = await aRig();
    await rig.do(quiesce);
    rig.happened.length = 0;
    const end = await rig.do(restore);
    assert.equal(end.outcome, "done", end.detail);
    assert.deepEqual(replicas(rig), { web: 3, idle: 0, gitea: 1, vault: 1, dns: 2 });
    assert.equal(rig.happened.at(-1), "PATCH apps/deployments/web 200");
    assert.deepEqual(rig.undos.all, []);
    assert.deepEqual(textsAt(rig.kube.get("deployments", "web"), "metadata", "annotations"), {});
    assert.ok(end.tookMs >= 2000, "the second group did not wait for the first");
  });

  it("[REQ-KUB-6] leaves what somebody has scaled meanwhile, drops its note, and says so", async () => {
    const rig = await aRig();
    await rig.do(quiesce);
    rig.kube.change("deployments", "web", { spec: { replicas: 2 } });
    rig.kube.delete("deployments", "gitea/gitea");
    const end = await rig.do(restore);
    assert.equal(end.outcome, "done");
    assert.match(end.detail ?? "", /deployment apps\/web was scaled to 2 by somebody: left/);
    assert.match(end.detail ?? "", /deployment gitea\/gitea is gone/);
    assert.deepEqual(replicas(rig), { web: 2, idle: 0, vault: 1, dns: 2 });
    assert.deepEqual(rig.undos.all, []);
  });

  it("[REQ-KUB-6] knows what was taken where the coordinator's disk is lost, and starts nothing that was at 0", async () => {
    const rig = await aRig();
    await rig.do(quiesce);
    rig.undos.all = [];
    const end = await rig.do(restore);
    assert.equal(end.outcome, "done");
    assert.deepEqual(replicas(rig), { web: 3, idle: 0, gitea: 1, vault: 1, dns: 2 });
  });

  it("[REQ-KUB-6] waits for no group longer than it may take to stop", async () => {
    const rig = await aRig();
    await rig.do(quiesce);
    rig.kube.pace.podStartMs = 10_000_000;
    const end = await rig.do(restore);
    assert.equal(end.outcome, "done");
    assert.match(end.detail ?? "", /not available yet: deployment apps\/web/);
    assert.ok(end.tookMs <= 152_000, String(end.tookMs));
  });
});
