import { gunzipSync } from "node:zlib";
import { parseAllDocuments } from "yaml";
import type { KubeClient } from "../../kube/client.ts";
import { core, type KubeObject } from "../../kube/objects.ts";
import type { KubeCall } from "../../kube/transport.ts";
import { listAt, mapAt, numberAt, textAt } from "../../kube/values.ts";
import type { InventoryEntry } from "./manifest-objects.ts";

/** More than a release has: Helm keeps it in a Secret, which holds 1 MiB. */
const maxBytes = 64 * 1024 * 1024;

/**
 * The objects that a HelmRelease has in the cluster: of its status.inventory, or else of the manifest that Helm keeps of
 * the release. Undefined where it is not to be learned.
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

/** What stands in a release as Helm stores it: base64 by the API, base64 by Helm, gzip, JSON, YAML. */
export function objectsOfRelease(
  data: string,
  namespace: string,
): readonly Omit<InventoryEntry, "version">[] | undefined {
  try {
    const packed = Buffer.from(Buffer.from(data, "base64").toString("latin1"), "base64");
    const release: unknown = JSON.parse(
      gunzipSync(packed, { maxOutputLength: maxBytes }).toString("utf8"),
    );
    return parseAllDocuments(textAt(release, "manifest") ?? "").flatMap((document) => {
      const object = mapAt(document.toJS());
      const kind = textAt(object, "kind");
      const name = textAt(object, "metadata", "name");
      if (kind === undefined || name === undefined) return [];
      const [group] = (textAt(object, "apiVersion") ?? "").split("/").toReversed().slice(1);
      return [
        {
          ...{ kind, name, group: group ?? "" },
          namespace: textAt(object, "metadata", "namespace") ?? namespace,
        },
      ];
    });
  } catch {
    // Not as Helm writes it: who asks says that it is not known.
    return undefined;
  }
}
