import type { Discovered } from "../../kube/client.ts";
import { type KubeObject, pathOf } from "../../kube/objects.ts";
import { listAt, mapAt, textAt, textsAt } from "../../kube/values.ts";
import { marks, requestedAt } from "./marks.ts";

/** An object as it was saved: where it is applied, and what. */
export interface SavedObject {
  readonly path: string;
  readonly object: Readonly<Record<string, unknown>>;
}

/** A set of manifests, as one file holds it. */
export interface SavedSet {
  readonly version: 1;
  readonly set: string;
  /** Wall clock, milliseconds since 1970. */
  readonly savedAtMs: number;
  /** What the set was, for people. */
  readonly from: string;
  readonly objects: readonly SavedObject[];
}

/** Decodes a file's content; undefined where it is none. */
export function parseSavedSet(value: unknown): SavedSet | undefined {
  const { version, set, savedAtMs, from } = mapAt(value);
  if (version !== 1 || typeof set !== "string" || typeof from !== "string") return undefined;
  if (typeof savedAtMs !== "number") return undefined;
  const objects = listAt(value, "objects").flatMap((each) => {
    const path = textAt(each, "path");
    return path === undefined ? [] : [{ path, object: mapAt(each, "object") }];
  });
  return { version, set, savedAtMs, from, objects };
}

/** Annotations that say what was done to one object, once. */
const passing = [
  ...["kubectl.kubernetes.io/last-applied-configuration", "deployment.kubernetes.io/revision"],
  ...["pv.kubernetes.io/bind-completed", "pv.kubernetes.io/bound-by-controller"],
  ...[requestedAt, ...Object.values(marks)],
];

/** An object as it can be applied anew: without what the cluster itself gave to this one. */
export function savedObject(kind: Discovered, { raw, namespace, name }: KubeObject): SavedObject {
  const { group, version } = kind.resource;
  const { status: _status, spec, metadata: _metadata, ...rest } = raw;
  const annotations = Object.fromEntries(
    Object.entries(textsAt(raw, "metadata", "annotations")).filter(
      ([key]) => !passing.includes(key),
    ),
  );
  const labels = textsAt(raw, "metadata", "labels");
  return {
    path: pathOf(kind.resource, kind.isNamespaced ? { namespace, name } : { name }),
    object: {
      ...rest,
      ...{ apiVersion: group === "" ? version : `${group}/${version}`, kind: kind.kind },
      metadata: {
        ...{ name, ...(kind.isNamespaced ? { namespace } : {}) },
        ...(Object.keys(labels).length === 0 ? {} : { labels }),
        ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      },
      ...(spec === undefined ? {} : { spec: savedSpec(kind.kind, spec) }),
    },
  };
}

function savedSpec(kind: string, spec: unknown): unknown {
  switch (kind) {
    case "Service": {
      const { clusterIP, clusterIPs, healthCheckNodePort: _port, ...rest } = mapAt(spec);
      // One without an address is another thing than one with any.
      return clusterIP === "None" ? { ...rest, clusterIP, clusterIPs } : rest;
    }
    case "PersistentVolumeClaim": {
      const { volumeName: _volume, ...rest } = mapAt(spec);
      return rest;
    }
    case "Namespace": {
      const { finalizers: _finalizers, ...rest } = mapAt(spec);
      return rest;
    }
    default:
      return spec;
  }
}

/** Whether an object comes to be by itself when others are applied, or is of no use to anybody else. */
export function isLeftOut({ kind }: Discovered, object: KubeObject): boolean {
  if (object.owner !== undefined || object.isTerminating) return true;
  const type = textAt(object.raw, "type");
  switch (kind) {
    case "Secret":
      return type === "kubernetes.io/service-account-token" || type === "helm.sh/release.v1";
    case "ConfigMap":
      return object.name === "kube-root-ca.crt";
    case "ServiceAccount":
      return object.name === "default";
    default:
      return madeByOthers.includes(kind);
  }
}

/** Kinds whose objects controllers make, or that are done once. */
const madeByOthers: readonly string[] = [
  ...["Pod", "Event", "Endpoints", "EndpointSlice", "Lease", "ReplicaSet", "ControllerRevision"],
  ...["Job", "PodMetrics", "CSIStorageCapacity"],
];

const ranks: readonly (readonly string[])[] = [
  ["Namespace", "CustomResourceDefinition", "PriorityClass", "StorageClass"],
  ["ServiceAccount", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"],
  ["Secret", "ConfigMap"],
  ["PersistentVolume", "PersistentVolumeClaim", "Service"],
  ["Deployment", "StatefulSet", "DaemonSet", "CronJob", "HorizontalPodAutoscaler"],
];

/**
 * When in its set an object is applied, the lowest first: CRDs and namespaces, then what others need. Webhooks come
 * last, for until those that answer are up, nothing else would be let in.
 */
export function rankOf({ object }: SavedObject): number {
  const kind = textAt(object, "kind") ?? "";
  if (kind.endsWith("WebhookConfiguration")) return ranks.length + 1;
  const rank = ranks.findIndex((kinds) => kinds.includes(kind));
  return rank === -1 ? ranks.length : rank;
}

/** An entry of a Kustomization's status.inventory: NAMESPACE_NAME_GROUP_KIND; `__` in a name is a colon (cli-utils object.ObjMetadata). */
export interface InventoryEntry {
  readonly namespace: string;
  readonly name: string;
  readonly group: string;
  readonly kind: string;
  readonly version: string;
}

/** Decodes an entry; undefined where it is none. */
export function inventoryEntry(entry: unknown): InventoryEntry | undefined {
  const [, namespace = "", name = "", group = "", kind = ""] =
    /^([^_]*)_(.+)_([^_]*)_([^_]+)$/.exec(textAt(entry, "id") ?? "") ?? [];
  const version = textAt(entry, "v");
  if (kind === "" || version === undefined) return undefined;
  return { namespace, name: name.replaceAll("__", ":"), group, kind, version };
}
