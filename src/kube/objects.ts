import { HirteError } from "../core/errors.ts";
import { listAt, mapAt, numberAt, textAt, textsAt, valueAt } from "./values.ts";

/** A kind of object, as the API's paths name it. The core group is "". */
export interface Resource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
}

/** An object of the cluster: what all kinds have, and all of it. */
export interface KubeObject {
  readonly name: string;
  /** "" where it is in none. */
  readonly namespace: string;
  readonly uid: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** What controls it. */
  readonly owner?: { readonly kind: string; readonly name: string };
  /** It was deleted, and is there still. */
  readonly isTerminating: boolean;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** A condition of an object's status. */
export interface Condition {
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly observedGeneration?: number;
}

/** Kinds that every cluster has. */
export const core = {
  nodes: resource("/v1/nodes"),
  namespaces: resource("/v1/namespaces"),
  pods: resource("/v1/pods"),
  secrets: resource("/v1/secrets"),
  claims: resource("/v1/persistentvolumeclaims"),
  deployments: resource("apps/v1/deployments"),
  statefulsets: resource("apps/v1/statefulsets"),
  leases: resource("coordination.k8s.io/v1/leases"),
} as const;

/** A kind from `group/version/plural`; the core group is left empty. @throws HirteError `bad-argument` */
export function resource(text: string): Resource {
  const [group, version, plural, ...more] = text.split("/");
  if (group === undefined || !version || !plural || more.length > 0) {
    throw new HirteError(
      "bad-argument",
      `${text} names no kind of object: write group/version/plural`,
    );
  }
  return { group, version, plural };
}

/** The text of which `resource` makes it. */
export function resourceText({ group, version, plural }: Resource): string {
  return `${group}/${version}/${plural}`;
}

/** The API's path of a kind, of those in a namespace, or of one object. */
export function pathOf(
  { group, version, plural }: Resource,
  of: { readonly namespace?: string; readonly name?: string } = {},
): string {
  const parts = [
    ...(group === "" ? ["api", version] : ["apis", group, version]),
    ...(of.namespace ? ["namespaces", of.namespace] : []),
    plural,
    ...(of.name === undefined ? [] : [of.name]),
  ];
  return parts.map((part) => `/${encodeURIComponent(part)}`).join("");
}

/** Decodes an object. @throws HirteError `bad-message` */
export function decodeObject(value: unknown, what: string): KubeObject {
  const name = textAt(value, "metadata", "name");
  if (name === undefined) {
    throw new HirteError("bad-message", `${what}: the answer is no object with a name`);
  }
  const owner = listAt(value, "metadata", "ownerReferences").find(
    (reference) => valueAt(reference, "controller") === true,
  );
  return {
    name,
    namespace: textAt(value, "metadata", "namespace") ?? "",
    uid: textAt(value, "metadata", "uid") ?? "",
    labels: textsAt(value, "metadata", "labels"),
    annotations: textsAt(value, "metadata", "annotations"),
    ...(owner === undefined
      ? {}
      : { owner: { kind: textAt(owner, "kind") ?? "", name: textAt(owner, "name") ?? "" } }),
    isTerminating: textAt(value, "metadata", "deletionTimestamp") !== undefined,
    raw: mapAt(value),
  };
}

/** A condition of an object's status; undefined where it has none of this type. */
export function conditionOf({ raw }: KubeObject, type: string): Condition | undefined {
  const found = listAt(raw, "status", "conditions").find((each) => textAt(each, "type") === type);
  if (found === undefined) return undefined;
  const observedGeneration = numberAt(found, "observedGeneration");
  return {
    status: textAt(found, "status") ?? "Unknown",
    reason: textAt(found, "reason") ?? "",
    message: textAt(found, "message") ?? "",
    ...(observedGeneration === undefined ? {} : { observedGeneration }),
  };
}

/** `namespace/name`, or the name alone. */
export function nameOf({ namespace, name }: { namespace?: string; name: string }): string {
  return namespace ? `${namespace}/${name}` : name;
}

/**
 * Whether labels are selected by a LabelSelector (labels-and-selectors, "Resources that support set-based
 * requirements"). An empty one selects all, an absent one nothing.
 */
export function isSelected(selector: unknown, labels: Readonly<Record<string, string>>): boolean {
  if (typeof selector !== "object" || selector === null) return false;
  const areEqual = Object.entries(textsAt(selector, "matchLabels")).every(
    ([key, value]) => labels[key] === value,
  );
  return (
    areEqual &&
    listAt(selector, "matchExpressions").every((expression) => {
      const label = labels[textAt(expression, "key") ?? ""];
      const values = listAt(expression, "values");
      switch (textAt(expression, "operator")) {
        case "In":
          return label !== undefined && values.includes(label);
        case "NotIn":
          return label === undefined || !values.includes(label);
        case "Exists":
          return label !== undefined;
        case "DoesNotExist":
          return label === undefined;
        default:
          return false;
      }
    })
  );
}
