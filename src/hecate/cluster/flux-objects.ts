import {
  conditionOf,
  type KubeObject,
  nameOf,
  type Resource,
  resourceText,
} from "../../kube/objects.ts";
import { numberAt, textAt, valueAt } from "../../kube/values.ts";
import type { Undo } from "../run/ports.ts";
import { marks, requestedAt } from "./marks.ts";
import type { Task } from "./task.ts";

/** A note of an object that was suspended. */
export type Suspended = Extract<Undo, { readonly kind: "suspended" }>;

/** An object of Flux's, and the kind that it is of. */
export interface FluxObject {
  readonly resource: Resource;
  readonly object: KubeObject;
}

/** What is suspended: who applies first, so that nothing is put back, and where it all comes from last. */
export const fluxKinds = [
  { group: "kustomize.toolkit.fluxcd.io", plural: "kustomizations" },
  { group: "helm.toolkit.fluxcd.io", plural: "helmreleases" },
  { group: "source.toolkit.fluxcd.io", plural: "gitrepositories" },
] as const;

/** The kind in the version that the cluster prefers; undefined where it has none. */
export async function fluxKind(
  task: Task,
  of: { readonly group: string; readonly plural: string },
): Promise<Resource | undefined> {
  const version = await task.persist(task.endMs, () =>
    task.parts.api.versionOf(of.group, task.call),
  );
  return version === undefined ? undefined : { ...of, version };
}

/** All objects of a kind; empty where the cluster does not know it. */
export async function fluxObjects(task: Task, resource: Resource): Promise<readonly FluxObject[]> {
  const found = await task.persist(task.endMs, () => task.parts.api.list(resource, {}, task.call));
  return (found ?? []).map((object) => ({ resource, object }));
}

export function isSuspended({ object }: FluxObject): boolean {
  return valueAt(object.raw, "spec", "suspend") === true;
}

export function isMarked({ object }: FluxObject): boolean {
  return object.annotations[marks.suspended] !== undefined;
}

/** The note about an object, in whatever version of its kind it was written. */
export function suspensionOf(
  undos: readonly Undo[],
  { resource, object }: FluxObject,
): Suspended | undefined {
  return undos.find(
    (undo): undo is Suspended =>
      undo.kind === "suspended" &&
      isKindOf(undo, resource) &&
      undo.namespace === object.namespace &&
      undo.name === object.name,
  );
}

/** Whether a note is about an object of this kind. */
export function isKindOf(note: Suspended, { group, plural }: Resource): boolean {
  const [noted, , what] = note.resource.split("/");
  return noted === group && what === plural;
}

/** The note that says: hecate suspended this. */
export function suspensionNote({ resource, object }: FluxObject): Suspended {
  const { namespace, name } = object;
  return { kind: "suspended", resource: resourceText(resource), namespace, name };
}

/** Changes an object by a merge patch: objects of Flux take no other. @returns undefined where it is gone */
export function patchFlux(
  task: Task,
  { resource, object }: FluxObject,
  body: unknown,
  endMs = task.endMs,
): Promise<KubeObject | undefined> {
  const { namespace, name } = object;
  return task.persist(endMs, () =>
    task.parts.api.patch("merge", { resource, namespace, name }, body, task.call),
  );
}

/** Puts an object that hecate suspended to work again, and asks Flux to look at it. @returns when it was asked for */
export async function resume(task: Task, flux: FluxObject): Promise<string> {
  const asked = timestamp(task);
  const annotations = { [marks.suspended]: null, [requestedAt]: asked };
  await patchFlux(task, flux, { metadata: { annotations }, spec: { suspend: false } });
  const note = suspensionOf(task.act.undo.all, flux);
  if (note) await task.act.undo.remove(note);
  return asked;
}

/** A moment as Flux takes it: any text that is another one than the last. */
export function timestamp(task: Task): string {
  return new Date(task.parts.clock.wallMs()).toISOString();
}

/** Whether Flux says that an object is ready, in its present form. */
export function isFluxReady(object: KubeObject): boolean {
  const ready = conditionOf(object, "Ready");
  const generation = numberAt(object.raw, "metadata", "generation") ?? 0;
  return ready?.status === "True" && (ready.observedGeneration ?? generation) >= generation;
}

/** Whether Flux has seen what was asked for. What its status says is kept from before the outage until then. */
export function hasHandled(object: KubeObject, asked: string): boolean {
  return textAt(object.raw, "status", "lastHandledReconcileAt") === asked;
}

/** `kustomization flux-system/apps`. */
export function fluxLabel({ resource, object }: FluxObject): string {
  const kinds: Readonly<Record<string, string>> = { gitrepositories: "gitrepository" };
  const kind = kinds[resource.plural] ?? resource.plural.slice(0, -1);
  return `${kind} ${nameOf(object)}`;
}
