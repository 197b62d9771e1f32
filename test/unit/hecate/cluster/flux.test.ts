import assert from "node:assert/strict";
import { HirteError } from "../../../../src/core/errors.ts";
import { textsAt, valueAt } from "../../../../src/kube/values.ts";
import { ClusterRig } from "../../../support/cluster-rig.ts";
import { fakeNeverReady, fakeWaiting } from "../../../support/kube/workloads.ts";
import { aFlux, aNamespace, aNode, aWorkload } from "../../../support/kube-objects.ts";

const suspend = { kind: "flux", what: "suspend" } as const;
const resume = { kind: "flux", what: "resume-ours" } as const;
const source = { kind: "flux", what: "source-ready-or-fallback" } as const;
const url = "http://gitea-http.gitea.svc.cluster.local:3000/ops/cluster.git";

/** A source from gitea in the cluster, two Kustomizations, a HelmRelease, and one that somebody suspended. */
async function aRig(pod: Readonly<Record<string, string>> = {}): Promise<ClusterRig> {
  const rig = new ClusterRig();
  Object.assign(rig.kube.pace, { podStartMs: 3000, podStopMs: 1000, gitMs: 2000 });
  rig.kube.put(
    ...aNode("worker"),
    ...["gitea", "flux-system"].map(aNamespace),
    aWorkload("Deployment", "gitea/gitea", 1, { pod }),
    aFlux("GitRepository", "flux-system/flux-system", { url, ref: { tag: "v1" } }),
    aFlux("Kustomization", "flux-system/apps"),
    aFlux("Kustomization", "team/theirs", { suspend: true }),
    aFlux("HelmRelease", "gitea/gitea"),
  );
  await rig.clock.advance(5000);
  return rig;
}

function suspended(rig: ClusterRig): readonly (string | undefined)[] {
  return ["kustomizations", "helmreleases", "gitrepositories"].flatMap((plural) =>
    rig.kube
      .all(plural)
      .filter((each) => valueAt(each, "spec", "suspend") === true)
      .map((each) => `${plural} ${textsAt(each, "metadata")["name"]}`),
  );
}

describe("suspending and resuming Flux", () => {
  it("[REQ-KUB-10] suspends what is at work, each note before its patch, and resumes that and nothing else", async () => {
    const rig = await aRig();
    const down = await rig.do(suspend);
    assert.deepEqual([down.outcome, down.detail], ["done", "3 objects suspended"]);
    assert.equal(suspended(rig).length, 4);
    assert.deepEqual(rig.happened.slice(0, 2), [
      "note suspended flux-system/apps",
      "PATCH flux-system/kustomizations/apps 200",
    ]);
    assert.deepEqual(
      rig.kube.writes.map(({ path }) => path.split("/").slice(-1)[0]),
      ["apps", "gitea", "flux-system"],
    );
    const again = await rig.do(suspend);
    assert.deepEqual([again.detail, rig.kube.writes.length], ["0 objects suspended", 3]);
    const up = await rig.do(resume);
    assert.equal(up.outcome, "done");
    assert.deepEqual(suspended(rig), ["kustomizations theirs"]);
    assert.deepEqual(rig.undos.all, []);
    const asked = textsAt(rig.kube.get("kustomizations", "apps"), "metadata", "annotations");
    assert.deepEqual(Object.keys(asked), ["reconcile.fluxcd.io/requestedAt"]);
    assert.equal((await rig.do(resume)).outcome, "skipped");
  });

  it("[REQ-KUB-10] resumes what it suspended where the notes are lost, and leaves what somebody made his own", async () => {
    const rig = await aRig();
    await rig.do(suspend);
    rig.undos.all = rig.undos.all.filter(({ kind }) => kind !== "suspended");
    // A note without its mark on the object: the patch never came, and somebody suspended it since.
    await rig.undos.add({
      ...{ kind: "suspended", resource: "kustomize.toolkit.fluxcd.io/v1/kustomizations" },
      ...{ namespace: "team", name: "theirs" },
    });
    rig.kube.change("helmreleases", "gitea", { spec: { suspend: false } });
    const up = await rig.do(resume);
    assert.equal(up.outcome, "done");
    assert.match(up.detail ?? "", /kustomization team\/theirs was suspended by somebody: left/);
    assert.match(up.detail ?? "", /helmrelease gitea\/gitea was at work already/);
    assert.deepEqual(suspended(rig), ["kustomizations theirs"]);
    assert.deepEqual(rig.undos.all, []);
  });

  it("[REQ-KUB-10] goes on with other kinds where one cannot be had, and is skipped without Flux", async () => {
    const rig = await aRig();
    rig.kube.faults.push({ on: /helmreleases/, status: 500 });
    const end = await rig.do(suspend, { timeoutMs: 15_000 });
    assert.equal(end.outcome, "failed");
    assert.match(end.detail ?? "", /helmreleases: 500 Fault/);
    const bare = new ClusterRig();
    for (const { group } of [...bare.kube.kinds.all])
      if (group.includes("fluxcd")) bare.kube.kinds.forget(group);
    assert.equal((await bare.do(suspend)).outcome, "skipped");
  });
});

describe("waiting for the source of Flux", () => {
  it("[REQ-KUB-11] believes Flux when it has answered a question of this run, not what its status says still", async () => {
    const rig = await aRig();
    rig.kube.isGitUp = false;
    const end = await rig.do(source, { timeoutMs: 60_000 });
    assert.equal(end.outcome, "failed", "its status said Ready from before");
    assert.match(end.detail ?? "", /dial tcp/);
    rig.kube.isGitUp = true;
    const up = await rig.do(source);
    assert.equal(up.outcome, "done");
    assert.ok(up.tookMs >= 2000 && up.tookMs < 10_000, String(up.tookMs));
  });

  it("[REQ-KUB-11] resumes the source that hecate suspended, and leaves one that somebody did", async () => {
    const rig = await aRig();
    await rig.do(suspend);
    assert.equal((await rig.do(source)).outcome, "done");
    assert.equal(rig.undos.all.length, 2);
    rig.kube.change("gitrepositories", "flux-system", { spec: { suspend: true } });
    const writes = rig.kube.writes.length;
    const theirs = await rig.do(source);
    assert.equal(theirs.outcome, "skipped");
    assert.match(theirs.detail ?? "", /suspended by somebody/);
    assert.equal(rig.kube.writes.length, writes);
  });

  it("[REQ-KUB-11] finds that Git is at 0 since the shutdown, and gives it its replicas back", async () => {
    const rig = await aRig();
    await rig.do({ kind: "kube", what: "quiesce" });
    const end = await rig.do(source, { timeoutMs: 1_200_000 });
    assert.equal(end.outcome, "done", end.detail);
    assert.match(end.detail ?? "", /not ready: GitOperationFailed: .*dial tcp/);
    assert.match(
      end.detail ?? "",
      /deployment gitea\/gitea is at 0 since the shutdown, 1 before; restored: deployment gitea\/gitea/,
    );
    assert.ok(end.tookMs > 300_000 && end.tookMs < 400_000, String(end.tookMs));
    assert.deepEqual(rig.undos.all, []);
  });

  it("[REQ-KUB-11] names the link that is missing: volume, image, secret, or a workload that is at 0 by somebody", async () => {
    const links: readonly (readonly [Record<string, string>, RegExp])[] = [
      [
        { [fakeWaiting]: "ImagePullBackOff|Back-off pulling" },
        /the image main:1 cannot be had: Back-off pulling/,
      ],
      [
        { [fakeWaiting]: 'CreateContainerConfigError|secret "db" not found' },
        /secret "db" not found/,
      ],
      [{ [fakeNeverReady]: "" }, /pod gitea\/gitea-\d+ is not ready/],
    ];
    for (const [pod, pattern] of links) {
      const rig = await aRig(pod);
      const end = await rig.do(source, { timeoutMs: 400_000 });
      assert.equal(end.outcome, "failed");
      assert.match(end.detail ?? "", pattern);
    }
    const rig = await aRig();
    rig.kube.change("deployments", "gitea/gitea", { spec: { replicas: 0 } });
    rig.kube.put({
      ...{ apiVersion: "v1", kind: "PersistentVolumeClaim", status: { phase: "Pending" } },
      metadata: { namespace: "gitea", name: "data" },
    });
    const end = await rig.do(source, { timeoutMs: 400_000 });
    assert.match(
      end.detail ?? "",
      /deployment gitea\/gitea is at 0, not by hecate; claim gitea\/data is bound to no volume/,
    );
    assert.equal(valueAt(rig.kube.get("deployments", "gitea/gitea"), "spec", "replicas"), 0);
  });

  it("[REQ-KUB-11] has what hecate suspended resumed after the source, where both steps run at the same time", async () => {
    const rig = await aRig();
    await rig.do(suspend);
    rig.kube.isGitUp = false;
    rig.clock.after(20_000, () => rig.kube.put(aNamespace("x")));
    rig.clock.after(20_000, () => {
      rig.kube.isGitUp = true;
      rig.kube.put(aNamespace("y"));
    });
    const { cluster } = rig;
    const ends: string[] = [];
    const both = Promise.all([
      cluster.do(source, rig.act()).then(({ outcome }) => ends.push(`source ${outcome}`)),
      cluster
        .do(resume, rig.act({ timeoutMs: 60_000 }))
        .then(({ outcome }) => ends.push(`resume ${outcome}`)),
    ]);
    await rig.finish(both);
    assert.deepEqual(ends, ["source done", "resume done"]);
    assert.deepEqual(suspended(rig), ["kustomizations theirs"]);
  });

  it("[REQ-KUB-11] resumes all the same when the time of that step is nearly over", async () => {
    const rig = await aRig();
    await rig.do(suspend);
    rig.kube.isGitUp = false;
    const { cluster } = rig;
    const waiting = cluster.do(source, rig.act());
    const end = await rig.finish(cluster.do(resume, rig.act({ timeoutMs: 60_000 })));
    assert.equal(end.outcome, "done");
    assert.deepEqual(suspended(rig), ["kustomizations theirs"]);
    await rig.finish(waiting);
  });
});

describe("forcing a branch", () => {
  it("[REQ-KUB-14] sets the branch and takes away what comes before it, notes what was, and does nothing twice", async () => {
    const rig = await aRig();
    const first = await rig.do(source, { forceFluxBranch: "main" });
    assert.match(first.detail ?? "", /follows the branch main now, before: tag v1/);
    assert.deepEqual(valueAt(rig.kube.get("gitrepositories", "flux-system"), "spec", "ref"), {
      branch: "main",
    });
    const patch = rig.kube.writes.find(({ body }) => valueAt(body, "spec", "ref") !== undefined);
    const ref = { branch: "main", commit: null, name: null, semver: null, tag: null };
    assert.deepEqual(valueAt(patch?.body, "spec", "ref"), ref);
    const note = rig.undos.all.find(({ kind }) => kind === "flux-ref");
    assert.deepEqual(note?.kind === "flux-ref" && note.ref, { tag: "v1" });
    const second = await rig.do(source, { forceFluxBranch: "main" });
    assert.match(second.detail ?? "", /follows the branch main already/);
    const patches = rig.kube.writes.filter(
      ({ body }) => valueAt(body, "spec", "ref") !== undefined,
    );
    assert.equal(patches.length, 1);
  });

  it("[REQ-KUB-14] says when it was put back, and when it is forced still", async () => {
    const rig = await aRig();
    await rig.do(source, { forceFluxBranch: "main" });
    assert.match(
      (await rig.do(source)).detail ?? "",
      /still follows the branch main that was forced, before: tag v1/,
    );
    rig.kube.change("gitrepositories", "flux-system", {
      spec: { ref: { tag: "v2", branch: null } },
    });
    const again = await rig.do(source, { forceFluxBranch: "main" });
    assert.match(again.detail ?? "", /had been put back to tag v2; .* follows the branch main now/);
    rig.kube.change("gitrepositories", "flux-system", {
      spec: { ref: { tag: "v3", branch: null } },
    });
    const putBack = /was put back from the forced branch main to tag v3/;
    assert.match((await rig.do(source)).detail ?? "", putBack);
    assert.deepEqual(rig.undos.all, []);
    assert.doesNotMatch((await rig.do(source)).detail ?? "", putBack);
  });
});

describe("unsealing", () => {
  it("[REQ-KUB-15] runs the command until it succeeds, each attempt an act of its own, and says that a human is waited for", async () => {
    const rig = new ClusterRig({
      flux: { unseal: { command: "vault-unseal", at: "worker", waitMs: 600_000 } },
    });
    const ids: string[] = [];
    rig.runCommand = async (_node, _command, act) => {
      ids.push(act.id);
      if (ids.length < 4) throw new HirteError("not-executed", "it ended with status 2");
    };
    const unseal = { kind: "flux", what: "unseal" } as const;
    const end = await rig.do(unseal);
    assert.deepEqual(
      [end.outcome, end.detail],
      ["done", "vault-unseal on worker succeeded at attempt 4"],
    );
    assert.equal(new Set(ids).size, 4);
    assert.ok(ids.every((id) => /^[\w-]{43}$/.test(id)));
    assert.match(
      rig.progress.join("\n"),
      /waits for a human to unseal: vault-unseal on worker: it ended with status 2/,
    );
    const before = ids.splice(0);
    await rig.do(unseal);
    assert.deepEqual(ids, before, "after a restart the same acts have the same ids");
  });

  it("[REQ-KUB-20] goes on after a restart with the attempt that may be under way, and then with the next at once", async () => {
    const rig = new ClusterRig({
      flux: { unseal: { command: "vault-unseal", at: "worker", waitMs: 600_000 } },
    });
    const ids: string[] = [];
    let isUnsealed = false;
    rig.runCommand = async (_node, _command, act) => {
      ids.push(act.id);
      if (!isUnsealed) throw new HirteError("not-executed", "it ended with status 2");
    };
    let begun = 0;
    const attempts = () => ({
      begun,
      begin: async (number: number) => {
        begun = number;
      },
    });
    const unseal = { kind: "flux", what: "unseal" } as const;
    const life = new AbortController();
    const first = rig.do(unseal, { attempts: attempts(), signal: life.signal });
    while (begun < 8) await rig.clock.advance(250);
    life.abort();
    await first;
    const before = ids.splice(0);
    assert.equal(before.length, 8);
    isUnsealed = true;
    // As whoever ran it answers: an attempt that has failed stays so.
    const again = rig.runCommand;
    rig.runCommand = async (node, command, act) => {
      await again?.(node, command, act);
      if (before.includes(act.id)) throw new HirteError("not-executed", "it ended with status 2");
    };
    const end = await rig.do(unseal, { attempts: attempts() });
    assert.deepEqual(
      [end.outcome, end.detail, end.tookMs],
      ["done", "vault-unseal on worker succeeded at attempt 9", 0],
    );
    assert.deepEqual([ids.length, ids[0], before.includes(ids[1] ?? "")], [2, before[7], false]);
  });

  it("[REQ-KUB-15] has failed when its time is over", async () => {
    const rig = new ClusterRig({
      flux: { unseal: { command: "vault-unseal", at: "worker", waitMs: 60_000 } },
    });
    rig.runCommand = async () => {
      throw new HirteError("not-reachable", "worker is off");
    };
    const end = await rig.do({ kind: "flux", what: "unseal" });
    assert.deepEqual(
      [end.outcome, end.detail],
      ["failed", "vault-unseal on worker: worker is off"],
    );
    assert.ok(end.tookMs <= 60_000);
  });
});
