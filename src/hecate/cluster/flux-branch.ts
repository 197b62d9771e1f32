import { nameOf } from "../../kube/objects.ts";
import { mapAt, textAt, textsAt, valueAt } from "../../kube/values.ts";
import type { Undo } from "../run/ports.ts";
import { type FluxObject, patchFlux } from "./flux-objects.ts";
import { marks } from "./marks.ts";
import type { Task } from "./task.ts";

/** Fields of spec.ref that come before `branch` (GitRepositoryRef: commit, name, semver, tag, branch): a branch alone may do nothing. */
const stronger = ["commit", "name", "semver", "tag"] as const;

/**
 * Has the source follow a branch, where the operator said so; the ref of before is noted. Flux may put it back: the
 * Kustomization that applies the source says what is in Git. Where it did, that is told.
 * @returns things worth telling
 */
export async function forceBranch(task: Task, source: FluxObject): Promise<readonly string[]> {
  const { act } = task;
  const { object } = source;
  const wanted = act.forceFluxBranch;
  const forced = object.annotations[marks.branch];
  const name = nameOf(object);
  if (wanted === undefined) {
    if (forced === undefined) return [];
    const note = noteOf(act.undo.all, source);
    const was = note ? `, before: ${refText(note.ref)}` : "";
    if (isAt(source, forced)) {
      return [`${name} still follows the branch ${forced} that was forced${was}`];
    }
    // Told once: after that it is as it was.
    await patchFlux(task, source, { metadata: { annotations: { [marks.branch]: null } } });
    if (note) await act.undo.remove(note);
    return [`${name} was put back from the forced branch ${forced} to ${refText(refOf(source))}`];
  }
  const remarks: string[] = [];
  if (isAt(source, wanted)) return [`${name} follows the branch ${wanted} already`];
  if (forced === wanted) remarks.push(`${name} had been put back to ${refText(refOf(source))}`);
  const { namespace } = object;
  await act.undo.add({ kind: "flux-ref", namespace, name: object.name, ref: refOf(source) });
  const nothing = Object.fromEntries(stronger.map((field) => [field, null]));
  const body = {
    metadata: { annotations: { [marks.branch]: wanted } },
    spec: { ref: { branch: wanted, ...nothing } },
  };
  await patchFlux(task, source, body);
  return [
    ...remarks,
    `${name} follows the branch ${wanted} now, before: ${refText(refOf(source))}`,
  ];
}

/** Whether the source follows this branch, and nothing that comes before it. */
export function isAt({ object }: FluxObject, branch: string): boolean {
  const ref = mapAt(object.raw, "spec", "ref");
  return ref["branch"] === branch && stronger.every((field) => ref[field] === undefined);
}

function refOf({ object }: FluxObject): Readonly<Record<string, string>> | null {
  return valueAt(object.raw, "spec", "ref") === undefined
    ? null
    : textsAt(object.raw, "spec", "ref");
}

function noteOf(undos: readonly Undo[], { object }: FluxObject) {
  return undos.find(
    (undo): undo is Extract<Undo, { readonly kind: "flux-ref" }> =>
      undo.kind === "flux-ref" && undo.namespace === object.namespace && undo.name === object.name,
  );
}

function refText(ref: Readonly<Record<string, string>> | null): string {
  if (ref === null) return "no ref";
  return (
    Object.entries(ref)
      .map(([field, value]) => `${field} ${value}`)
      .join(" ") || "an empty ref"
  );
}

/** The URL that a source is fetched from. */
export function urlOf({ object }: FluxObject): string | undefined {
  return textAt(object.raw, "spec", "url");
}
