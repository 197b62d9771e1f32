import { gunzipSync } from "node:zlib";
import type { KubeClient } from "../../kube/client.ts";
import { core, type KubeObject } from "../../kube/objects.ts";
import type { KubeCall } from "../../kube/transport.ts";
import { listAt, numberAt, textAt } from "../../kube/values.ts";
import type { InventoryEntry } from "./manifest-objects.ts";

/** More than a release has: Helm keeps it in a Secret, which holds 1 MiB. */
const maxBytes = 64 * 1024 * 1024;

/**
 * The objects that a HelmRelease has in the cluster, by the manifest that Helm keeps of the release. Undefined where it is not to be learned.
 */
export async function helmObjects(
  api: KubeClient,
  release: KubeObject,
  call: KubeCall,
): Promise<readonly Omit<InventoryEntry, "version">[] | undefined> {
  const [last] = listAt(release.raw, "status", "history");
  const name = textAt(last, "name");
  const version = numberAt(last, "version");
  if (name === undefined || version === undefined) return undefined;
  const target = textAt(last, "namespace") ?? release.namespace;
  const namespace = textAt(release.raw, "status", "storageNamespace") ?? release.namespace;
  const secret = `sh.helm.release.v1.${name}.v${version}`;
  const stored = await api.get({ resource: core.secrets, namespace, name: secret }, call);
  const data = stored && textAt(stored.raw, "data", "release");
  return data === undefined ? undefined : objectsOfRelease(data, target);
}

/** What stands in a release as Helm stores it: base64 by the API, base64 by Helm, gzip, JSON, a manifest in YAML. */
export function objectsOfRelease(
  data: string,
  namespace: string,
): readonly Omit<InventoryEntry, "version">[] | undefined {
  try {
    const packed = Buffer.from(Buffer.from(data, "base64").toString("latin1"), "base64");
    const release: unknown = JSON.parse(
      gunzipSync(packed, { maxOutputLength: maxBytes }).toString("utf8"),
    );
    return objectsOfManifest(textAt(release, "manifest") ?? "", namespace);
  } catch {
    // Not as Helm writes it: who asks says that it is not known.
    return undefined;
  }
}

/**
 * Which objects a manifest is about. Only four lines of each are of use, and those are looked for as charts write them:
 * what is nested deep may end the process of who composes it. Undefined where one is written otherwise.
 */
function objectsOfManifest(
  manifest: string,
  namespace: string,
): readonly Omit<InventoryEntry, "version">[] | undefined {
  const found: Omit<InventoryEntry, "version">[] = [];
  for (const document of manifest.split(/^---.*$/m)) {
    const lines = document.split(/\r?\n/).filter((line) => !/^\s*(?:#.*)?$/.test(line));
    if (lines.length === 0) continue;
    const begin = lines.findIndex((line) => /^metadata:\s*(?:#.*)?$/.test(line));
    const rest = lines.slice(begin + 1);
    const end = rest.findIndex((line) => /^\S/.test(line));
    const metadata = begin === -1 ? [] : rest.slice(0, end === -1 ? undefined : end);
    const indent = /^ */.exec(metadata[0] ?? "")?.[0] ?? "";
    const kind = scalar(lines, "kind", "");
    const name = scalar(metadata, "name", indent);
    if (kind === undefined || name === undefined) return undefined;
    const apiVersion = scalar(lines, "apiVersion", "") ?? "";
    const group = apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
    const own = scalar(metadata, "namespace", indent);
    found.push({ kind, name, group, namespace: own ?? namespace });
  }
  return found;
}

/** The value of a key at an indentation, without its quotes. */
function scalar(lines: readonly string[], key: string, indent: string): string | undefined {
  const pattern = new RegExp(
    `^${indent}"?${key}"?:\\s+(?:"([^"]*)"|'([^']*)'|([^\\s#{\\[][^\\s]*))`,
  );
  for (const line of lines) {
    const [isThere, double, single, plain] = pattern.exec(line) ?? [];
    if (isThere !== undefined) return double ?? single ?? plain;
  }
  return undefined;
}
