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
import { loadKubeconfigs } from "../../support/kube-access.ts";

const kubeconfig = process.env["TEST_KUBECONFIG"];
const worker = "hecate-real-worker";
const apps = "hecate-real-apps";
const fluxSystem = "hecate-real-flux";
const longhorn = "hecate-real-longhorn";

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

const gitRepositories = "source.toolkit.fluxcd.io/v1/gitrepositories";
const kustomizations = "kustomize.toolkit.fluxcd.io/v1/kustomizations";
const helmReleases = "helm.toolkit.fluxcd.io/v2/helmreleases";
const volumes = "longhorn.io/v1beta2/volumes";
const instanceManagers = "longhorn.io/v1beta2/instancemanagers";
const kinds = [gitRepositories, kustomizations, helmReleases, volumes, instanceManagers].map(
  resource,
);
const ready = { type: "Ready", reason: "Succeeded", message: "" };

/** With no more of a kind than its name: what is in it is kept as it comes. */
const definitions: readonly Json[] = (
  [
    [gitRepositories, "GitRepository"],
    [kustomizations, "Kustomization"],
    [helmReleases, "HelmRelease"],
    [volumes, "Volume"],
    [instanceManagers, "InstanceManager"],
  ] as const
).map(([text, kind]) => {
  const { group, version, plural } = resource(text);
  const openAPIV3Schema = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
  const served = { name: version, served: true, storage: true, subresources: { status: {} } };
  return {
    ...{ apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" },
    metadata: { name: `${plural}.${group}` },
    spec: {
      ...{ group, scope: "Namespaced", names: { plural, kind, singular: kind.toLowerCase() } },
      versions: [{ ...served, schema: { openAPIV3Schema } }],
    },
  };
});

const isWell = { conditions: [{ ...ready, status: "True" }] };
const theSource: Json = {
  ...{ apiVersion: "source.toolkit.fluxcd.io/v1", kind: "GitRepository" },
  metadata: { name: "source", namespace: fluxSystem },
  spec: { url: "https://git.invalid/x", ref: { branch: "main" }, interval: "1m" },
  status: isWell,
};

function aKustomization(name: string, spec: Json, more: Json = {}): Json {
  return {
    ...{ apiVersion: "kustomize.toolkit.fluxcd.io/v1", kind: "Kustomization" },
    metadata: { name, namespace: fluxSystem },
    ...{ spec, status: { ...isWell, ...more } },
  };
}

function aVolume(state: string, robustness: string): Json {
  return {
    ...{ apiVersion: "longhorn.io/v1beta2", kind: "Volume" },
    ...{ metadata: { name: "pvc-db", namespace: longhorn }, spec: {} },
    status: { state, robustness, kubernetesStatus: { namespace: apps, pvcName: "db" } },
  };
}

function aWorkload(
  kind: "Deployment" | "StatefulSet" | "DaemonSet",
  name: string,
  spec: Json,
): Json {
  const labels = { app: name };
  const containers = [
    { name: "main", image: "registry.invalid/none:1", ports: [{ containerPort: 80 }] },
  ];
  return {
    ...{ apiVersion: "apps/v1", kind, metadata: { name, namespace: apps } },
    spec: {
      ...{ ...spec, selector: { matchLabels: labels } },
      template: { metadata: { labels }, spec: { nodeName: worker, containers } },
    },
  };
}

function aPod(name: string, annotations: Json = {}): Json {
  return {
    ...{ apiVersion: "v1", kind: "Pod" },
    metadata: { name, namespace: apps, labels: { app: name }, annotations },
    spec: { nodeName: worker, containers: [{ name: "main", image: "registry.invalid/none:1" }] },
  };
}

const claim = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } };

const objectsThere: readonly Json[] = [
  theSource,
  aKustomization(
    "set",
    { path: "./set", dependsOn: [{ name: "other" }] },
    { inventory: { entries: [{ id: `${apps}_settings__ConfigMap`, v: "v1" }] } },
  ),
  aKustomization("other", { path: "./other" }),
  aKustomization("theirs", { path: "./theirs", suspend: true }),
  {
    ...{ apiVersion: "helm.toolkit.fluxcd.io/v2", kind: "HelmRelease" },
    ...{ metadata: { name: "release", namespace: fluxSystem }, spec: {}, status: isWell },
  },
  aWorkload("Deployment", "web", { replicas: 2 }),
  aWorkload("StatefulSet", "db", {
    ...{ replicas: 2, serviceName: "db" },
    volumeClaimTemplates: [{ metadata: { name: "data" }, spec: claim }],
  }),
  aWorkload("DaemonSet", "agent", {}),
  {
    ...{ apiVersion: "v1", kind: "ServiceAccount" },
    metadata: { name: "web", namespace: apps },
  },
  {
    ...{ apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role" },
    metadata: { name: "web", namespace: apps },
    rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get"] }],
  },
  {
    ...{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings", namespace: apps } },
    data: { key: "value" },
  },
  {
    ...{ apiVersion: "v1", kind: "Secret", metadata: { name: "password", namespace: apps } },
    ...{ type: "Opaque", data: { password: "c2VjcmV0" } },
  },
  {
    ...{ apiVersion: "v1", kind: "Service", metadata: { name: "web", namespace: apps } },
    spec: { selector: { app: "web" }, ports: [{ port: 80, protocol: "TCP" }] },
  },
  {
    ...{ apiVersion: "v1", kind: "Service", metadata: { name: "db", namespace: apps } },
    spec: { selector: { app: "db" }, clusterIP: "None", ports: [{ port: 80, protocol: "TCP" }] },
  },
  {
    ...{ apiVersion: "v1", kind: "PersistentVolumeClaim" },
    metadata: { name: "db", namespace: apps },
    spec: claim,
  },
  {
    ...{
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: { name: "web", namespace: apps },
    },
    spec: {
      rules: [
        {
          host: "web.example",
          http: {
            paths: [
              {
                ...{ path: "/", pathType: "Prefix" },
                backend: { service: { name: "web", port: { number: 80 } } },
              },
            ],
          },
        },
      ],
    },
  },
  aVolume("detached", "unknown"),
  {
    ...{ apiVersion: "longhorn.io/v1beta2", kind: "InstanceManager" },
    metadata: { name: "manager", namespace: longhorn },
    ...{ spec: { nodeID: worker }, status: { currentState: "running" } },
  },
  {
    ...{ apiVersion: "v1", kind: "Pod", metadata: { name: "manager", namespace: longhorn } },
    spec: { nodeName: worker, containers: [{ name: "main", image: "registry.invalid/none:1" }] },
  },
];

const clusterWide = ["Node", "Namespace", "CustomResourceDefinition"];
const plurals: Readonly<Record<string, string>> = {
  GitRepository: "gitrepositories",
  Ingress: "ingresses",
};

function pathOfObject(object: Json): string {
  const kind = textAt(object, "kind") ?? "";
  const version = textAt(object, "apiVersion") ?? "";
  const plural = plurals[kind] ?? `${kind.toLowerCase()}s`;
  const text = version.includes("/") ? `${version}/${plural}` : `/${version}/${plural}`;
  const { name = "", namespace = "" } = Object(valueAt(object, "metadata"));
  return pathOf(resource(text), clusterWide.includes(kind) ? { name } : { namespace, name });
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const endMs = performance.now() + 60_000;
  while (!(await isSo())) {
    assert.ok(performance.now() < endMs, `not within a minute: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
