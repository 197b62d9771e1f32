/** Objects of a cluster for tests. */
import type { Json } from "./kube/kinds.ts";

/** A node, and the lease that it renews while it lives. */
export function aNode(name: string, more: Json = {}): readonly Json[] {
  const conditions = [{ type: "Ready", status: "True", reason: "KubeletReady", message: "" }];
  return [
    {
      ...{ apiVersion: "v1", kind: "Node", metadata: { name, annotations: {} }, spec: {} },
      ...{ status: { conditions }, ...more },
    },
    {
      ...{ apiVersion: "coordination.k8s.io/v1", kind: "Lease" },
      metadata: { name, namespace: "kube-node-lease" },
      spec: { renewTime: "2025-12-31T23:00:00Z" },
    },
  ];
}

/** A Deployment or StatefulSet; its pods have the label app=NAME, and these annotations. */
export function aWorkload(
  kind: "Deployment" | "StatefulSet",
  place: string,
  replicas: number,
  of: { readonly pod?: Readonly<Record<string, string>>; readonly graceS?: number } = {},
): Json {
  const [namespace = "", name = ""] = place.split("/");
  const labels = { app: name };
  return {
    ...{ apiVersion: "apps/v1", kind, metadata: { name, namespace, labels } },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, annotations: of.pod ?? {} },
        spec: { containers: [], terminationGracePeriodSeconds: of.graceS ?? 30 },
      },
    },
  };
}

/** A pod of its own, or of what `owner` says. */
export function aPod(place: string, node: string, more: Json = {}, owner?: string): Json {
  const [namespace = "", name = ""] = place.split("/");
  const { metadata = {}, ...rest } = more;
  const ownerReferences =
    owner === undefined ? [] : [{ kind: owner, name: "own", controller: true }];
  return {
    ...{ apiVersion: "v1", kind: "Pod" },
    metadata: { name, namespace, labels: { app: name }, ownerReferences, ...Object(metadata) },
    spec: { nodeName: node, terminationGracePeriodSeconds: 30 },
    status: { phase: "Running", conditions: [{ type: "Ready", status: "True" }] },
    ...rest,
  };
}

/** A budget that lets none of the pods with app=NAME go, or as many as `maxUnavailable`. */
export function aBudget(place: string, app: string, maxUnavailable = 0): Json {
  const [namespace = "", name = ""] = place.split("/");
  return {
    ...{ apiVersion: "policy/v1", kind: "PodDisruptionBudget", metadata: { name, namespace } },
    spec: { maxUnavailable, selector: { matchLabels: { app } } },
  };
}

export function aNamespace(name: string): Json {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name } };
}

/** A volume of Longhorn's for the pods of an app. */
export function aVolume(name: string, place: string): Json {
  const [namespace, app] = place.split("/");
  return {
    ...{ apiVersion: "longhorn.io/v1beta2", kind: "Volume" },
    metadata: { name, namespace: "longhorn-system", labels: { app } },
    status: {
      state: "detached",
      robustness: "unknown",
      kubernetesStatus: { namespace, pvcName: app },
    },
  };
}

/** An instance manager of Longhorn's, and its pod. */
export function anInstanceManager(name: string, node: string): readonly Json[] {
  return [
    {
      ...{ apiVersion: "longhorn.io/v1beta2", kind: "InstanceManager" },
      metadata: { name, namespace: "longhorn-system" },
      ...{ spec: { nodeID: node }, status: { currentState: "running" } },
    },
    aPod(`longhorn-system/${name}`, node),
  ];
}

const flux = {
  GitRepository: "source.toolkit.fluxcd.io/v1",
  Kustomization: "kustomize.toolkit.fluxcd.io/v1",
  HelmRelease: "helm.toolkit.fluxcd.io/v2",
} as const;

/** An object of Flux's, ready. */
export function aFlux(
  kind: keyof typeof flux,
  place: string,
  spec: Json = {},
  more: Json = {},
): Json {
  const [namespace = "", name = ""] = place.split("/");
  return {
    ...{ apiVersion: flux[kind], kind, metadata: { name, namespace, annotations: {} }, spec },
    status: {
      conditions: [{ type: "Ready", status: "True", reason: "Succeeded", message: "" }],
      ...more,
    },
  };
}
