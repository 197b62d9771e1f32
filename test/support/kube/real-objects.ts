/** What is put into a real cluster for hecate to work on: workloads, and as much of Flux and Longhorn as is read. */
import { pathOf, resource } from "../../../src/kube/objects.ts";
import { textAt, valueAt } from "../../../src/kube/values.ts";
import type { Json } from "./kinds.ts";

/** Names that belong to nobody else. */
export const worker = "hecate-real-worker";
export const apps = "hecate-real-apps";
export const fluxSystem = "hecate-real-flux";
export const longhorn = "hecate-real-longhorn";

export const gitRepositories = "source.toolkit.fluxcd.io/v1/gitrepositories";
export const kustomizations = "kustomize.toolkit.fluxcd.io/v1/kustomizations";
const helmReleases = "helm.toolkit.fluxcd.io/v2/helmreleases";
const volumes = "longhorn.io/v1beta2/volumes";
const instanceManagers = "longhorn.io/v1beta2/instancemanagers";
/** Kinds that the definitions make. */
export const kinds = [gitRepositories, kustomizations, helmReleases, volumes, instanceManagers].map(
  resource,
);
/** The condition by which Flux says how it is. */
export const ready = { type: "Ready", reason: "Succeeded", message: "" };

/** With no more of a kind than its name: what is in it is kept as it comes. */
export const definitions: readonly Json[] = (
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
/** What everything comes from. */
export const theSource: Json = {
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

/** A volume of Longhorn's. */
export function aVolume(state: string, robustness: string): Json {
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

/** A pod of nobody's on the node. */
export function aPod(name: string, annotations: Json = {}): Json {
  return {
    ...{ apiVersion: "v1", kind: "Pod" },
    metadata: { name, namespace: apps, labels: { app: name }, annotations },
    spec: { nodeName: worker, containers: [{ name: "main", image: "registry.invalid/none:1" }] },
  };
}

const claim = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } };

/** What is in the cluster before anything is stopped. */
export const objectsThere: readonly Json[] = [
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

/** Where an object is applied. */
export function pathOfObject(object: Json): string {
  const kind = textAt(object, "kind") ?? "";
  const version = textAt(object, "apiVersion") ?? "";
  const plural = plurals[kind] ?? `${kind.toLowerCase()}s`;
  const text = version.includes("/") ? `${version}/${plural}` : `/${version}/${plural}`;
  const { name = "", namespace = "" } = Object(valueAt(object, "metadata"));
  return pathOf(resource(text), clusterWide.includes(kind) ? { name } : { namespace, name });
}
