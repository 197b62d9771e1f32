import { messageOf } from "../../core/errors.ts";
import { core, isSelected, type KubeObject, nameOf } from "../../kube/objects.ts";
import { numberAt, textAt, valueAt } from "../../kube/values.ts";
import type { Undo } from "../run/ports.ts";
import { marks } from "./marks.ts";
import type { Task } from "./task.ts";

/** What is scaled. */
export type WorkloadKind = "deployments" | "statefulsets";

/** A note of replicas that there were. */
export type Scaled = Extract<Undo, { readonly kind: "scaled" }>;

/** A Deployment or StatefulSet. */
export interface Workload {
  readonly resource: WorkloadKind;
  readonly object: KubeObject;
  readonly replicas: number;
  /** `deployment gitea/gitea`. */
  readonly label: string;
}

/** Decodes a Deployment or StatefulSet. */
export function workloadOf(resource: WorkloadKind, object: KubeObject): Workload {
  return {
    ...{ resource, object },
    // What is not written is 1 (apps/v1 DeploymentSpec).
    replicas: numberAt(object.raw, "spec", "replicas") ?? 1,
    label: `${resource.slice(0, -1)} ${nameOf(object)}`,
  };
}

/** All Deployments and StatefulSets of namespaces, and what could not be listed. */
export async function workloadsIn(
  task: Task,
  namespaces: readonly string[],
  endMs: number,
): Promise<{ readonly workloads: readonly Workload[]; readonly problems: readonly string[] }> {
  const problems: string[] = [];
  const wanted = namespaces.flatMap((namespace) =>
    (["deployments", "statefulsets"] as const).map((resource) => ({ namespace, resource })),
  );
  const lists = await Promise.all(
    wanted.map(async ({ namespace, resource }) => {
      try {
        const found = await task.persist(endMs, () =>
          task.parts.api.list(core[resource], { namespace }, task.call),
        );
        return (found ?? []).map((object) => workloadOf(resource, object));
      } catch (error) {
        if (task.signal.aborted) throw error;
        problems.push(messageOf(error));
        return [];
      }
    }),
  );
  return { workloads: lists.flat(), problems };
}

/** The note about a workload. */
export function noteOf(undos: readonly Undo[], { resource, object }: Workload): Scaled | undefined {
  return undos.find(
    (undo): undo is Scaled =>
      undo.kind === "scaled" &&
      undo.resource === resource &&
      undo.namespace === object.namespace &&
      undo.name === object.name,
  );
}

/** How many replicas the workload itself says that hecate took away. */
export function markedReplicas({ object }: Workload): number | undefined {
  const text = object.annotations[marks.replicas];
  return text !== undefined && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : undefined;
}

/**
 * How many replicas it had before hecate scaled it to 0: by the note, or else by its own mark. A 0 without the mark is none
 * of hecate's, which comes with it: the patch never came to it, or somebody has set it since.
 */
export function takenReplicas(workload: Workload, undos: readonly Undo[]): number | undefined {
  const marked = markedReplicas(workload);
  if (workload.replicas === 0 && marked === undefined) return undefined;
  return noteOf(undos, workload)?.replicas ?? marked;
}

/** Sets replicas, and what the workload says of it, in one patch. @returns false where it is gone */
export async function scale(
  task: Task,
  { resource, object }: Workload,
  replicas: number,
  says: { readonly [marks.replicas]: string | null; readonly [marks.run]: string | null },
): Promise<boolean> {
  const { namespace, name } = object;
  const body = { metadata: { annotations: says }, spec: { replicas } };
  const place = { resource: core[resource], namespace, name };
  return (await task.parts.api.patch("merge", place, body, task.call)) !== undefined;
}

/** Marks that say nothing. */
export const unmarked = { [marks.replicas]: null, [marks.run]: null } as const;

/** Pods of workloads that are not over. */
export function podsOf(
  workloads: readonly Workload[],
  pods: readonly KubeObject[],
): readonly KubeObject[] {
  return pods.filter((pod) => {
    if (["Succeeded", "Failed"].includes(textAt(pod.raw, "status", "phase") ?? "")) return false;
    return workloads.some(
      ({ object }) =>
        object.namespace === pod.namespace &&
        isSelected(valueAt(object.raw, "spec", "selector"), pod.labels),
    );
  });
}

/** Whether so many of its pods are there and ready, by a status that is about its present spec. */
export function isAvailable({ resource, object, replicas }: Workload): boolean {
  const { raw } = object;
  const generation = numberAt(raw, "metadata", "generation") ?? 0;
  if ((numberAt(raw, "status", "observedGeneration") ?? 0) < generation) return false;
  const field = resource === "deployments" ? "availableReplicas" : "readyReplicas";
  return (numberAt(raw, "status", field) ?? 0) >= replicas;
}
