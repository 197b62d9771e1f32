/**
 * hecate's own work on a cluster, done once on a real API server: that of TEST_KUBECONFIG, where it has the namespace
 * that scripts/kube/apiserver.sh makes. All of Flux is suspended by it, nodes are drained: no cluster that anybody needs
 * is taken for this.
 */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../../src/core/clock.ts";
import { silentLog } from "../../../src/core/log.ts";
import { type ConfiguredCluster, clusterOf } from "../../../src/hecate/cluster/cluster.ts";
import { isPodReady } from "../../../src/hecate/cluster/volumes.ts";
import type { ClusterAct, ClusterWork, StepEnd } from "../../../src/hecate/run/ports.ts";
import { KubeClient } from "../../../src/kube/client.ts";
import { HttpsTransport } from "../../../src/kube/https-transport.ts";
import { Kubeconfig } from "../../../src/kube/kubeconfig.ts";
import { core, type KubeObject, pathOf, resource } from "../../../src/kube/objects.ts";
import { listAt, numberAt, textAt, valueAt } from "../../../src/kube/values.ts";
import { FakeUndos } from "../../support/cluster-rig.ts";
import { HollowNode } from "../../support/kube/hollow-node.ts";
import type { Json } from "../../support/kube/kinds.ts";
import {
  aPod,
  apps,
  aVolume,
  definitions,
  fluxSystem,
  gitRepositories,
  kinds,
  kustomizations,
  longhorn,
  objectsThere,
  pathOfObject,
  ready,
  theSource,
  worker,
} from "../../support/kube/real-objects.ts";
import { loadKubeconfigs } from "../../support/kube-access.ts";

const kubeconfig = process.env["TEST_KUBECONFIG"];

describe("a real API server, and what hecate does there", function () {
  this.timeout(180_000);
  if (kubeconfig === undefined) {
    it("[REQ-KUB-33] suspends, stops, drains, and puts all of it back on a real API server: not run, TEST_KUBECONFIG is not set", function () {
      console.warn("    !!! NOT RUN on a real API server: TEST_KUBECONFIG is not set.");
      this.skip();
    });
    return;
  }
  const call = { signal: new AbortController().signal };
  const source = new Kubeconfig({ file: kubeconfig, clock: systemClock });
  const api = new KubeClient({ transport: new HttpsTransport({ source, clock: systemClock }) });
  const undo = new FakeUndos();
  const web = { resource: core.deployments, namespace: apps, name: "web" };
  const db = { resource: core.statefulsets, namespace: apps, name: "db" };
  const node = new HollowNode({ api, name: worker, stopMs: 300 });
  let directory: string;
  let cluster: ConfiguredCluster | undefined;

  before(async () => {
    await loadKubeconfigs();
    const mark = await api.get({ resource: core.namespaces, name: "hirte-test-cluster" }, call);
    assert.ok(mark, "this is no cluster to break: it has no namespace hirte-test-cluster");
    directory = mkdtempSync(join(tmpdir(), "hirte-test-"));
    for (const definition of definitions) await apply(definition);
    for (const kind of kinds)
      await until(async () => (await api.list(kind, {}, call)) !== undefined);
    for (const name of [apps, fluxSystem, longhorn]) {
      const place = { resource: core.namespaces, name };
      await until(async () => !(await api.get(place, call))?.isTerminating);
      await apply({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
    }
    await node.start();
    cluster = clusterOf(
      {
        nodes: [],
        kubernetes: {
          ...{ kubeconfig, datastore: "etcd" },
          wholeClusterIf: { serversLeftBelow: 1, orLost: [] },
          quiesce: [{ namespaces: [apps], timeoutMs: 30_000 }],
          volumesDetached: { provider: "longhorn", timeoutMs: 20_000 },
        },
        flux: {
          source: { namespace: fluxSystem, name: "source" },
          sourceReadyWithinMs: 4000,
          cache: { dir: join(directory, "cache"), refreshMs: 3_600_000, sets: ["set", apps] },
        },
      },
      { clock: systemClock, log: silentLog(), isCalm: () => true },
    );
  });
  after(async () => {
    const places = [apps, fluxSystem, longhorn].map((name) => ({
      resource: core.namespaces,
      name,
    }));
    for (const place of places)
      await api.raw({ method: "DELETE", path: pathOf(place.resource, place) }, call);
    // Its pods end before it does.
    for (const place of places) await until(async () => (await api.get(place, call)) === undefined);
    await node.stop();
    cluster?.hands.close();
    api.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Applies an object, and what it says of its status. */
  async function apply(object: Json): Promise<void> {
    const { status, ...rest } = object;
    const path = pathOfObject(object);
    await api.apply(path, rest, "test", call);
    if (status === undefined) return;
    const contentType = "application/merge-patch+json";
    const request = { method: "PATCH", path: `${path}/status`, body: { status }, contentType };
    const answer = await api.raw({ ...request, method: "PATCH" }, call);
    assert.equal(answer.status, 200, answer.text);
  }

  async function act(work: ClusterWork, of: Partial<ClusterAct> = {}): Promise<StepEnd> {
    assert.ok(cluster);
    return cluster.hands.do(work, {
      ...{ run: 1, id: "a".repeat(43), timeoutMs: 60_000, signal: call.signal, undo },
      onProgress: () => undefined,
      ...of,
    });
  }

  async function done(work: ClusterWork, of: Partial<ClusterAct> = {}): Promise<string> {
    const end = await act(work, of);
    assert.equal(end.outcome, "done", `${JSON.stringify(work)}: ${end.detail}`);
    return end.detail ?? "";
  }

  async function find(kind: string, namespace: string, name: string): Promise<KubeObject> {
    const found = await api.get({ resource: resource(kind), namespace, name }, call);
    assert.ok(found, `there is no ${kind} ${namespace}/${name}`);
    return found;
  }

  const replicas = async (kind: string, name: string) => {
    const { raw } = await find(kind, apps, name);
    return [numberAt(raw, "spec", "replicas"), numberAt(raw, "status", "readyReplicas") ?? 0];
  };

  it("[REQ-KUB-33] saves what is there, suspends Flux, and stops what runs", async () => {
    for (const object of objectsThere) await apply(object);
    await until(async () => (await replicas("apps/v1/statefulsets", "db"))[1] === 2);
    await until(async () => (await replicas("apps/v1/deployments", "web"))[1] === 2);
    const refreshed = await cluster?.manifests?.refresh(call.signal);
    assert.deepEqual(refreshed?.kept, []);
    assert.equal(refreshed?.saved.length, 2);
    const saved = readFileSync(join(directory, "cache", `${apps}.json`), "utf8");
    assert.ok(/"web"/.test(saved) && !/managedFields|resourceVersion|"Pod"/.test(saved));
    await done({ kind: "flux", what: "suspend" });
    assert.equal(undo.all.filter(({ kind }) => kind === "suspended").length, 4);
    const kustomization = await find(kustomizations, fluxSystem, "set");
    assert.equal(valueAt(kustomization.raw, "spec", "suspend"), true);
    assert.deepEqual(listAt(kustomization.raw, "spec", "dependsOn"), [{ name: "other" }]);
    await done({ kind: "kube", what: "quiesce" });
    assert.deepEqual(await replicas("apps/v1/deployments", "web"), [0, 0]);
    assert.deepEqual(await replicas("apps/v1/statefulsets", "db"), [0, 0]);
    const pods = (await api.list(core.pods, { namespace: apps }, call)) ?? [];
    assert.deepEqual(
      pods.map(({ owner }) => owner?.kind),
      ["DaemonSet"],
    );
    await apply(aVolume("attached", "healthy"));
    const detached = done({ kind: "kube", what: "volumes-detached" });
    await apply(aVolume("detached", "unknown"));
    assert.match(await detached, /all 1 volumes are detached/);
  });

  it("[REQ-KUB-33] puts back what it took, waits for the source, and resumes Flux", async () => {
    assert.equal(
      (await cluster?.hands.probe({ timeoutMs: 5000, signal: call.signal }))?.outcome,
      "done",
    );
    await done({ kind: "kube", what: "ready" });
    await done({ kind: "kube", what: "nodes-ready", atLeast: 1 });
    await done({ kind: "kube", what: "storage-ready" });
    await done({ kind: "kube", what: "restore-replicas" });
    assert.deepEqual(await replicas("apps/v1/deployments", "web"), [2, 2]);
    assert.deepEqual(await replicas("apps/v1/statefulsets", "db"), [2, 2]);
    const stop = answerSource("True");
    const ready = await done({ kind: "flux", what: "source-ready-or-fallback" });
    await stop();
    assert.match(ready, /the source is ready/);
    await done({ kind: "flux", what: "resume-ours" });
    const kustomization = await find(kustomizations, fluxSystem, "set");
    assert.equal(valueAt(kustomization.raw, "spec", "suspend"), false);
    assert.equal(
      valueAt((await find(kustomizations, fluxSystem, "theirs")).raw, "spec", "suspend"),
      true,
    );
    assert.deepEqual(undo.all, []);
    assert.equal(kustomization.annotations["hecate.hirte/suspended-by-run"], undefined);
  });

  it("[REQ-KUB-33] drains a node past budgets within its time, and lets pods on it again", async () => {
    // Nobody schedules here: what their controllers made anew would be on this node again.
    for (const place of [web, db]) await api.patch("merge", place, { spec: { replicas: 0 } }, call);
    for (const name of ["free", "held", "twice"]) await apply(aPod(name));
    await apply(aPod("mirror", { "kubernetes.io/config.mirror": "here" }));
    const version = await api.versionOf("policy", call);
    for (const [name, app] of [
      ["held", "held"],
      ["twice", "twice"],
      ["twice-too", "twice"],
    ] as const) {
      const spec = { minAvailable: 1, selector: { matchLabels: { app } } };
      const kind = "PodDisruptionBudget";
      await apply({
        apiVersion: `policy/${version}`,
        kind,
        metadata: { name, namespace: apps },
        spec,
      });
    }
    const onNode = async () =>
      (await api.list(core.pods, { fieldSelector: `spec.nodeName=${worker}` }, call)) ?? [];
    await until(async () => (await onNode()).length === 6 && (await onNode()).every(isPodReady));
    const detail = await done({ kind: "drain", node: worker }, { timeoutMs: 15_000 });
    assert.match(detail, new RegExp(`evicted: [^;]*${apps}/free`));
    assert.match(detail, new RegExp(`deleted: [^;]*${apps}/twice`));
    assert.match(detail, new RegExp(`deleted: [^;]*${apps}/held`));
    const left = (await onNode()).map(({ name, owner }) => owner?.kind ?? name);
    assert.deepEqual(left.toSorted(), ["DaemonSet", "mirror"]);
    const place = { resource: core.nodes, name: worker };
    const cordoned = await api.get(place, call);
    assert.equal(valueAt(cordoned?.raw, "spec", "unschedulable"), true);
    await done({ kind: "kube", what: "uncordon-ours" });
    const free = await api.get(place, call);
    assert.equal(valueAt(free?.raw, "spec", "unschedulable"), undefined);
    assert.deepEqual(undo.all, []);
  });

  it("[REQ-KUB-33] applies what it saved where the source does not come back, and takes nothing from anybody", async () => {
    await api.patch("merge", db, { spec: { replicas: 1 } }, call);
    await api.raw({ method: "DELETE", path: pathOf(web.resource, web) }, call);
    await until(async () => (await api.get(web, call)) === undefined);
    const stop = answerSource("False");
    const end = await act(
      { kind: "flux", what: "source-ready-or-fallback" },
      { timeoutMs: 30_000 },
    );
    await stop();
    const { outcome, detail = "" } = end;
    assert.equal(outcome, "failed");
    assert.match(detail, /set: (\d+) of \1 saved objects? applied/, detail);
    assert.match(detail, new RegExp(`${apps}: (\\d+) of \\1 saved objects applied`), detail);
    await until(async () => (await replicas("apps/v1/deployments", "web"))[1] === 2);
    assert.equal((await replicas("apps/v1/statefulsets", "db"))[0], 1);
    const { raw } = await find("apps/v1/statefulsets", apps, "db");
    const managers = listAt(raw, "metadata", "managedFields").map((each) =>
      textAt(each, "manager"),
    );
    assert.ok(managers.includes("hecate"), managers.join(" "));
  });

  it("[REQ-KUB-33] applies what it saved where nothing of it is left", async () => {
    const place = { resource: core.namespaces, name: apps };
    await api.raw({ method: "DELETE", path: pathOf(place.resource, place) }, call);
    await until(async () => (await api.get(place, call)) === undefined);
    const stop = answerSource("False");
    const end = await act(
      { kind: "flux", what: "source-ready-or-fallback" },
      { timeoutMs: 30_000 },
    );
    await stop();
    const { detail = "" } = end;
    assert.match(detail, new RegExp(`${apps}: (\\d+) of \\1 saved objects applied`), detail);
    await until(async () => (await replicas("apps/v1/deployments", "web"))[1] === 2);
    await until(async () => (await replicas("apps/v1/statefulsets", "db"))[1] === 2);
    const service = await find("/v1/services", apps, "web");
    assert.match(textAt(service.raw, "spec", "clusterIP") ?? "", /^10\./);
    const headless = await find("/v1/services", apps, "db");
    assert.equal(textAt(headless.raw, "spec", "clusterIP"), "None");
    const secret = await find("/v1/secrets", apps, "password");
    assert.equal(textAt(secret.raw, "data", "password"), "c2VjcmV0");
  });

  /** What source-controller does: answers what it is asked. @returns what ends it */
  function answerSource(status: "True" | "False"): () => Promise<void> {
    let isOver = false;
    const running = (async () => {
      while (!isOver) {
        const { raw, annotations } = await find(gitRepositories, fluxSystem, "source");
        const asked = annotations["reconcile.fluxcd.io/requestedAt"];
        const isOpen = textAt(raw, "status", "lastHandledReconcileAt") !== asked;
        if (asked !== undefined && isOpen && valueAt(raw, "spec", "suspend") !== true) {
          const observedGeneration = numberAt(raw, "metadata", "generation");
          const condition = { ...ready, status, observedGeneration };
          await apply({
            ...theSource,
            status: { conditions: [condition], lastHandledReconcileAt: asked },
          });
        }
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    })();
    return async () => {
      isOver = true;
      await running;
    };
  }
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const endMs = performance.now() + 60_000;
  while (!(await isSo())) {
    assert.ok(performance.now() < endMs, `not within a minute: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
