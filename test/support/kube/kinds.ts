import { numberAt, textAt, valueAt } from "../../../src/kube/values.ts";

/** A kind that the fake serves. */
export interface Kind {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly isNamespaced: boolean;
  /** Made by a CustomResourceDefinition: it takes no strategic merge patch. */
  readonly isCustom?: boolean;
}

/** JSON that a test may change. */
export type Json = { [key: string]: unknown };

const builtIn: readonly (readonly [string, string, string, string, boolean, boolean?])[] = [
  ["", "v1", "nodes", "Node", false],
  ["", "v1", "namespaces", "Namespace", false],
  ["", "v1", "pods", "Pod", true],
  ["", "v1", "secrets", "Secret", true],
  ["", "v1", "configmaps", "ConfigMap", true],
  ["", "v1", "services", "Service", true],
  ["", "v1", "serviceaccounts", "ServiceAccount", true],
  ["", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", true],
  ["apps", "v1", "deployments", "Deployment", true],
  ["apps", "v1", "statefulsets", "StatefulSet", true],
  ["apps", "v1", "daemonsets", "DaemonSet", true],
  ["coordination.k8s.io", "v1", "leases", "Lease", true],
  ["policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true],
  ["apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", false],
  ["longhorn.io", "v1beta2", "volumes", "Volume", true, true],
  ["longhorn.io", "v1beta2", "instancemanagers", "InstanceManager", true, true],
  ["source.toolkit.fluxcd.io", "v1", "gitrepositories", "GitRepository", true, true],
  ["kustomize.toolkit.fluxcd.io", "v1", "kustomizations", "Kustomization", true, true],
  ["helm.toolkit.fluxcd.io", "v2", "helmreleases", "HelmRelease", true, true],
];

/** The kinds of a cluster; a CustomResourceDefinition adds to them. */
export class Kinds {
  readonly #all: Kind[] = builtIn.map(
    ([group, version, plural, kind, isNamespaced, isCustom = false]) => ({
      ...{ group, version, plural, kind, isNamespaced, isCustom },
    }),
  );

  get all(): readonly Kind[] {
    return this.#all;
  }

  /** The cluster knows nothing of a group any more, as where it was never installed. */
  forget(group: string): void {
    const rest = this.#all.filter((kind) => kind.group !== group);
    this.#all.splice(0, this.#all.length, ...rest);
  }

  learn(definition: Json): void {
    const group = textAt(definition, "spec", "group") ?? "";
    const plural = textAt(definition, "spec", "names", "plural") ?? "";
    if (this.#all.some((kind) => kind.group === group && kind.plural === plural)) return;
    this.#all.push({
      ...{ group, plural, version: "v1", kind: textAt(definition, "spec", "names", "kind") ?? "" },
      ...{ isNamespaced: textAt(definition, "spec", "scope") === "Namespaced", isCustom: true },
    });
  }

  /** What a server does not take in an object: only what the contract names. */
  wrongIn({ plural, group }: Kind, object: unknown, before: Json | undefined): string | undefined {
    const name = textAt(object, "metadata", "name") ?? "";
    if (!/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name) && plural === "namespaces") {
      return `Namespace "${name}" is invalid: metadata.name: Invalid value: "${name}"`;
    }
    if (group !== "apps") return undefined;
    if ((numberAt(object, "spec", "replicas") ?? 0) < 0) {
      return "spec.replicas: Invalid value: must be greater than or equal to 0";
    }
    const selector = (of: unknown) => JSON.stringify(valueAt(of, "spec", "selector"));
    return before && selector(before) !== selector(object)
      ? "spec.selector: Invalid value: field is immutable"
      : undefined;
  }

  /** Of an object, by its apiVersion and kind. */
  of(object: Json): Kind {
    const version = textAt(object, "apiVersion") ?? "";
    const [group, short] = version.includes("/") ? version.split("/") : ["", version];
    const found = this.#all.find(
      (kind) =>
        kind.group === group && kind.version === short && kind.kind === valueAt(object, "kind"),
    );
    if (!found) throw new Error(`the fake knows no ${version} ${String(valueAt(object, "kind"))}`);
    return found;
  }

  /** What a path of the API is about. */
  at(path: string): { kind: Kind; namespace?: string; name?: string; sub?: string } | undefined {
    const parts = path.split("/").slice(1).map(decodeURIComponent);
    const isCore = parts[0] === "api";
    const [group = "", version = ""] = isCore ? ["", parts[1]] : [parts[1], parts[2]];
    const rest = parts.slice(isCore ? 2 : 3);
    const find = (plural = "") =>
      this.#all.find((k) => k.group === group && k.version === version && k.plural === plural);
    const named = (kind: Kind | undefined, more: readonly string[], namespace?: string) => {
      const [name, sub] = more;
      return (
        kind && {
          kind,
          ...(namespace === undefined ? {} : { namespace }),
          ...(name === undefined ? {} : { name }),
          ...(sub === undefined ? {} : { sub }),
        }
      );
    };
    if (rest[0] === "namespaces" && rest.length >= 3)
      return named(find(rest[2]), rest.slice(3), rest[1]);
    return named(find(rest[0]), rest.slice(1));
  }
}

/** The API's path of an object. */
export function placeOf(kind: Kind, namespace: string | undefined, name: string): string {
  const root = kind.group === "" ? `/api/${kind.version}` : `/apis/${kind.group}/${kind.version}`;
  const within = kind.isNamespaced ? `/namespaces/${namespace ?? "default"}` : "";
  return `${root}${within}/${kind.plural}/${name}`;
}

/** RFC 7396. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (typeof patch !== "object" || patch === null || Array.isArray(patch)) return patch;
  const base: Json =
    typeof target === "object" && target !== null && !Array.isArray(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete base[key];
    else base[key] = mergePatch(base[key], value);
  }
  return base;
}
