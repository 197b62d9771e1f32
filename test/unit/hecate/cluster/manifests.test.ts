import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { silentLog } from "../../../../src/core/log.ts";
import { objectsOfRelease } from "../../../../src/hecate/cluster/helm-release.ts";
import { ManifestCache } from "../../../../src/hecate/cluster/manifest-cache.ts";
import { parseSavedSet } from "../../../../src/hecate/cluster/manifest-objects.ts";
import { listAt, textAt, textsAt, valueAt } from "../../../../src/kube/values.ts";
import { ClusterRig } from "../../../support/cluster-rig.ts";
import type { Json } from "../../../support/kube/kinds.ts";
import { aFlux, aNamespace, aNode, aWorkload } from "../../../support/kube-objects.ts";
import { useTempDir } from "../../../support/temp-dir.ts";

const url = "http://gitea-http.gitea.svc:3000/ops/cluster.git";
const source = { kind: "flux", what: "source-ready-or-fallback" } as const;

const aSecret = (name: string, data: Json, type = "Opaque"): Json => ({
  ...{ apiVersion: "v1", kind: "Secret", type, data },
  metadata: {
    name,
    namespace: "gitea",
    annotations: { "kubectl.kubernetes.io/last-applied-configuration": "{}" },
  },
});
const definition: Json = {
  ...{ apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" },
  metadata: { name: "widgets.example.org" },
  spec: { group: "example.org", names: { plural: "widgets", kind: "Widget" }, scope: "Namespaced" },
};
const widget: Json = {
  ...{ apiVersion: "example.org/v1", kind: "Widget", spec: { size: 1 } },
  metadata: { name: "w", namespace: "gitea" },
};
const manifest = `
# Source: gitea/templates/service.yaml
apiVersion: v1
kind: Service
metadata:
  labels:
    name: not-this
  name: "gitea-http"
spec:
  ports: []
---
# Source: gitea/templates/none.yaml
---
kind: Deployment
apiVersion: apps/v1
metadata:
  name: gitea # here
  namespace: gitea
`;
const release = Buffer.from(gzipSync(JSON.stringify({ manifest })).toString("base64")).toString(
  "base64",
);

describe("saved manifests", () => {
  const directory = useTempDir();

  /** Sets `gitea`, a Kustomization with a HelmRelease, and `tools`, a namespace. */
  async function aRig(): Promise<ClusterRig> {
    const cache = {
      dir: join(directory(), "manifests"),
      refreshMs: 3_600_000,
      sets: ["gitea", "tools"],
    };
    const quiesce = [{ namespaces: ["gitea", "tools"], timeoutMs: 60_000 }];
    const rig = new ClusterRig({ quiesce, flux: { cache } });
    rig.kube.put(
      ...aNode("worker"),
      ...["gitea", "tools", "flux-system"].map(aNamespace),
      definition,
      widget,
      aSecret("admin", { password: "c2VjcmV0" }),
      aSecret("sh.helm.release.v1.gitea.v3", { release }, "helm.sh/release.v1"),
      aWorkload("Deployment", "gitea/gitea", 2),
      aWorkload("Deployment", "tools/tool", 1),
      {
        ...{
          apiVersion: "v1",
          kind: "Service",
          metadata: { name: "gitea-http", namespace: "gitea" },
        },
        spec: { clusterIP: "10.43.0.7", clusterIPs: ["10.43.0.7"], ports: [{ port: 3000 }] },
      },
      aFlux("GitRepository", "flux-system/flux-system", { url }),
      aFlux(
        "HelmRelease",
        "gitea/gitea",
        {},
        { history: [{ name: "gitea", namespace: "gitea", version: 3 }], storageNamespace: "gitea" },
      ),
      aFlux(
        "Kustomization",
        "flux-system/gitea",
        {},
        {
          inventory: {
            entries: [
              { id: "gitea_gitea_helm.toolkit.fluxcd.io_HelmRelease", v: "v2" },
              { id: "gitea_w_example.org_Widget", v: "v1" },
              { id: "gitea_admin__Secret", v: "v1" },
              { id: "_widgets.example.org_apiextensions.k8s.io_CustomResourceDefinition", v: "v1" },
              { id: "_gitea__Namespace", v: "v1" },
            ],
          },
        },
      ),
    );
    await rig.clock.advance(1000);
    return rig;
  }

  function cacheOf(rig: ClusterRig, isCalm = () => true): ManifestCache {
    const { api, flux, clock } = rig;
    if (!flux.cache) throw new Error("the rig has a cache");
    return new ManifestCache({ api, flux, cache: flux.cache, isCalm, clock, log: silentLog() });
  }

  const never = new AbortController().signal;
  const file = (set: string) => join(directory(), "manifests", `${set}.json`);
  const saved = (set: string) => parseSavedSet(JSON.parse(readFileSync(file(set), "utf8")));

  it("[REQ-KUB-13] hold what a Kustomization lists and what its Helm releases made, and nothing that is of one object alone", async () => {
    const rig = await aRig();
    const { saved: told, kept } = await rig.finish(cacheOf(rig).refresh(never));
    assert.deepEqual(kept, []);
    assert.deepEqual(told, [
      "gitea: 7 objects of kustomization flux-system/gitea",
      "tools: 2 objects of namespace tools",
    ]);
    const objects = saved("gitea")?.objects ?? [];
    assert.deepEqual(objects.map(({ object }) => textAt(object, "kind")).toSorted(), [
      "CustomResourceDefinition",
      "Deployment",
      "HelmRelease",
      "Namespace",
      "Secret",
      "Service",
      "Widget",
    ]);
    const first = objects.slice(0, 2).map(({ object }) => textAt(object, "kind"));
    assert.deepEqual(first.toSorted(), ["CustomResourceDefinition", "Namespace"]);
    for (const { object } of objects) {
      assert.equal(object["status"], undefined);
      const metadata = Object.keys(Object(object["metadata"]));
      assert.ok(
        metadata.every((key) => ["name", "namespace", "labels"].includes(key)),
        metadata.join(),
      );
    }
    const service = objects.find(({ object }) => object["kind"] === "Service");
    assert.deepEqual(valueAt(service?.object, "spec"), { ports: [{ port: 3000 }] });
    assert.equal(rig.kube.writes.length, 0);
  });

  it("[REQ-KUB-13] are not saved where what Helm made cannot be learned as a whole", () => {
    const packed = (text: string) =>
      Buffer.from(gzipSync(JSON.stringify({ manifest: text })).toString("base64")).toString(
        "base64",
      );
    const deployment = { kind: "Deployment", name: "gitea", group: "apps", namespace: "gitea" };
    const service = { kind: "Service", name: "gitea-http", group: "", namespace: "there" };
    assert.deepEqual(objectsOfRelease(packed(manifest), "there"), [service, deployment]);
    const deep = `kind: A\nmetadata:\n  name: b\nspec: ${"[".repeat(100_000)}\n`;
    assert.equal(objectsOfRelease(packed(deep), "there")?.length, 1);
    for (const text of ["metadata: {name: x}\nkind: A\n", "kind: List\nitems: []\n"]) {
      assert.equal(objectsOfRelease(packed(text), "there"), undefined);
    }
    assert.equal(objectsOfRelease("bm9uZQ==", "there"), undefined);
  });

  it("[REQ-KUB-13] may be read by nobody else, for they hold secrets", async () => {
    const rig = await aRig();
    await rig.finish(cacheOf(rig).refresh(never));
    assert.equal(statSync(join(directory(), "manifests")).mode & 0o777, 0o700);
    assert.equal(statSync(file("gitea")).mode & 0o777, 0o600);
  });

  it("[REQ-KUB-13] stay as they are while the cluster is not as it should be", async () => {
    const rig = await aRig();
    await rig.finish(cacheOf(rig).refresh(never));
    const before = readFileSync(file("gitea"), "utf8");
    await rig.clock.advance(60_000);
    const notReady = { status: { conditions: [{ type: "Ready", status: "False" }] } };
    const ready = { status: { conditions: [{ type: "Ready", status: "True" }] } };
    const troubles: readonly (readonly [() => void, () => void])[] = [
      [
        () => rig.kube.change("gitrepositories", "flux-system", notReady),
        () => rig.kube.change("gitrepositories", "flux-system", ready),
      ],
      [
        () => rig.kube.change("kustomizations", "gitea", notReady),
        () => rig.kube.change("kustomizations", "gitea", ready),
      ],
      [
        () => rig.kube.change("helmreleases", "gitea", notReady),
        () => rig.kube.change("helmreleases", "gitea", ready),
      ],
      [
        () => rig.kube.change("kustomizations", "gitea", { spec: { suspend: true } }),
        () => rig.kube.change("kustomizations", "gitea", { spec: { suspend: null } }),
      ],
      [
        () => {
          rig.kube.isReady = false;
        },
        () => {
          rig.kube.isReady = true;
        },
      ],
      [
        () => rig.kube.faults.push({ on: /secrets\/admin/, status: 500 }),
        () => {
          rig.kube.faults = [];
        },
      ],
      [
        () => rig.kube.delete("secrets", "admin"),
        () => rig.kube.put(aSecret("admin", { password: "c2VjcmV0" })),
      ],
    ];
    for (const [breaks, mends] of troubles) {
      breaks();
      const { kept } = await rig.finish(cacheOf(rig).refresh(never));
      assert.notDeepEqual(kept, [], String(breaks));
      assert.equal(readFileSync(file("gitea"), "utf8"), before, String(breaks));
      mends();
    }
    const asked = rig.kube.audit.length;
    await rig.finish(cacheOf(rig, () => false).refresh(never));
    assert.equal(rig.kube.audit.length, asked);
    assert.equal(readFileSync(file("gitea"), "utf8"), before);
    await rig.do({ kind: "kube", what: "quiesce" });
    const { kept } = await rig.finish(cacheOf(rig).refresh(never));
    assert.deepEqual(kept, [
      "gitea: Deployment gitea/gitea is as a shutdown left it",
      "tools: Deployment tools/tool is as a shutdown left it",
    ]);
    assert.equal(readFileSync(file("gitea"), "utf8"), before);
  });

  it("[REQ-KUB-13] are refreshed each time that is configured, and sooner where it was not possible", async () => {
    const rig = await aRig();
    const cache = cacheOf(rig);
    cache.start();
    rig.kube.isReady = false;
    await rig.clock.advance(90_000);
    rig.kube.isReady = true;
    await rig.clock.advance(300_000);
    const firstMs = saved("gitea")?.savedAtMs ?? 0;
    assert.ok(firstMs > 0);
    await rig.clock.advance(3_500_000);
    assert.equal(saved("gitea")?.savedAtMs, firstMs);
    await rig.clock.advance(200_000);
    assert.ok((saved("gitea")?.savedAtMs ?? 0) > firstMs);
    await cache.stop();
    rig.kube.close();
    assert.equal(rig.clock.pending, 0);
  });

  it("[REQ-KUB-13] have once what is served under two groups", async () => {
    const rig = await aRig();
    for (const group of ["extensions", "networking.k8s.io"]) {
      const names = { plural: "ingresses", kind: "Ingress" };
      rig.kube.kinds.learn({ spec: { group, names, scope: "Namespaced" } });
      const metadata = { name: "tool", namespace: "tools" };
      rig.kube.put({ apiVersion: `${group}/v1`, kind: "Ingress", metadata, spec: {} });
    }
    await rig.finish(cacheOf(rig).refresh(never));
    const ingresses = saved("tools")?.objects.filter(({ path }) => path.includes("/ingresses/"));
    assert.deepEqual(
      ingresses?.map(({ path }) => path),
      ["/apis/networking.k8s.io/v1/namespaces/tools/ingresses/tool"],
    );
    rig.kube.close();
  });

  it("[REQ-KUB-12] are applied when all else fails: CRDs and namespaces first, set after set, and nothing is taken away", async () => {
    const rig = await aRig();
    await rig.finish(cacheOf(rig).refresh(never));
    // A new cluster, with Flux and what somebody put there, and without what was saved.
    const fresh = new ClusterRig({ flux: rig.flux });
    fresh.kube.put(
      ...aNode("worker"),
      aNamespace("flux-system"),
      aWorkload("Deployment", "other/theirs", 1),
      aFlux("GitRepository", "flux-system/flux-system", { url }),
    );
    fresh.kube.pace.podStartMs = 2000;
    fresh.kube.isGitUp = false;
    fresh.kube.onRequest = ({ path, method }) => {
      if (method === "PATCH" && path.endsWith("/gitea/deployments/gitea"))
        fresh.kube.isGitUp = undefined;
      if (method !== "GET") fresh.happened.push(path.split("/").slice(-1)[0] ?? "");
    };
    const end = await fresh.do(source, { timeoutMs: 1_200_000 });
    assert.equal(end.outcome, "done", end.detail);
    assert.match(end.detail ?? "", /no workload in gitea|no workload in apps gitea vault/);
    assert.match(
      end.detail ?? "",
      /gitea: 7 of 7 saved objects applied, saved \S+ ago|gitea: 7 of 7 saved objects applied, saved now/,
    );
    const applied = fresh.kube.writes.filter(({ query }) => query["fieldManager"] === "hecate");
    assert.ok(applied.every(({ query }) => query["force"] === "true"));
    const names = applied.map(({ path }) => path.split("/").slice(-2)[0]);
    assert.deepEqual(names.slice(0, 2).toSorted(), ["customresourcedefinitions", "namespaces"]);
    assert.equal(
      applied.findIndex(({ path }) => path.includes("tools")),
      7,
    );
    assert.equal(fresh.kube.writes.filter(({ method }) => method === "DELETE").length, 0);
    assert.equal(
      listAt(fresh.kube.get("widgets", "gitea/w"), "metadata", "managedFields").length,
      1,
    );
    assert.deepEqual(textsAt(fresh.kube.get("secrets", "gitea/admin"), "data"), {
      password: "c2VjcmV0",
    });
  });

  it("[REQ-KUB-12] take no replicas and no suspension from what is there, and are tried again where a webhook is not up", async () => {
    const rig = await aRig();
    await rig.finish(cacheOf(rig).refresh(never));
    rig.kube.change("deployments", "gitea/gitea", { spec: { replicas: 0 } });
    rig.kube.change("helmreleases", "gitea", { spec: { suspend: true } });
    rig.kube.faults.push({ on: /PATCH .*secrets\/admin/, status: 500, times: 2 });
    const end = await rig.do(source, { timeoutMs: 400_000 });
    assert.match(end.detail ?? "", /gitea: 7 of 7 saved objects applied/);
    assert.equal(valueAt(rig.kube.get("deployments", "gitea/gitea"), "spec", "replicas"), 0);
    assert.equal(valueAt(rig.kube.get("helmreleases", "gitea"), "spec", "suspend"), true);
  });

  it("[REQ-KUB-12] that are missing or spoilt are told, and the others applied", async () => {
    const rig = await aRig();
    await rig.finish(cacheOf(rig).refresh(never));
    writeFileSync(file("gitea"), "{");
    rig.kube.isGitUp = false;
    const end = await rig.do(source, { timeoutMs: 400_000 });
    assert.match(
      end.detail ?? "",
      /gitea: no manifests were saved; tools: 2 of 2 saved objects applied/,
    );
  });
});
