import { messageOf } from "../../core/errors.ts";
import { core } from "../../kube/objects.ts";
import type { StepEnd } from "../run/ports.ts";
import { marks } from "./marks.ts";
import { count, few, forEach, type Look, type Task } from "./task.ts";
import {
  isAvailable,
  markedReplicas,
  noteOf,
  type Scaled,
  scale,
  takenReplicas,
  unmarked,
  type Workload,
  workloadOf,
  workloadsIn,
} from "./workloads.ts";

/** What became of the workloads of some namespaces. */
export interface Restored {
  readonly restored: readonly Workload[];
  /** Things worth telling. */
  readonly remarks: readonly string[];
  readonly problems: readonly string[];
}

/**
 * Gives workloads that hecate scaled to 0 their replicas back, group after group of kubernetes.quiesce, in this order or
 * from the last. Each group is waited for as long as it may take to stop; what is not available then may need what comes
 * later, and is told.
 */
export async function restoreReplicas(task: Task, order: "forward" | "reverse"): Promise<StepEnd> {
  const { quiesce } = task.parts.kubernetes;
  const known = quiesce.flatMap(({ namespaces }) => namespaces);
  const others = [
    ...new Set(
      task.act.undo.all.flatMap((undo) => (undo.kind === "scaled" ? [undo.namespace] : [])),
    ),
  ].filter((namespace) => !known.includes(namespace));
  const groups = order === "forward" ? [...quiesce] : quiesce.toReversed();
  // Of a configuration that has changed since the shutdown.
  if (others.length > 0) groups.push({ namespaces: others, timeoutMs: 60_000 });
  const remarks: string[] = [];
  const problems: string[] = [];
  let restored = 0;
  for (const { namespaces, timeoutMs } of groups) {
    const found = await restoreIn(task, namespaces, task.endMs);
    restored += found.restored.length;
    remarks.push(...found.remarks);
    problems.push(...found.problems);
    if (found.restored.length === 0) continue;
    const last = await task.watch(task.within(timeoutMs), () => unavailable(task, found.restored));
    if (!last.isDone) remarks.push(last.text);
  }
  const detail = [`${count(restored, "workload")} restored`, ...remarks, ...problems].join("; ");
  if (problems.length > 0) return { outcome: "failed", detail };
  return restored === 0 && remarks.length === 0
    ? { outcome: "skipped", detail: "nothing was scaled by hecate" }
    : { outcome: "done", detail };
}

/** Gives workloads of these namespaces the replicas back that hecate took; nobody else's change is undone. */
export async function restoreIn(
  task: Task,
  namespaces: readonly string[],
  endMs: number,
): Promise<Restored> {
  const { undo } = task.act;
  const { workloads, problems } = await workloadsIn(task, namespaces, endMs);
  const restored: Workload[] = [];
  const remarks: string[] = [];
  const failures = [...problems];
  await forEach(workloads, async (workload) => {
    const replicas = takenReplicas(workload, undo.all);
    const note = noteOf(undo.all, workload);
    if (replicas === undefined && note) {
      remarks.push(`${workload.label} is at 0 by somebody: left`);
      await undo.remove(note);
    }
    if (replicas === undefined) return;
    try {
      if (workload.replicas === 0) {
        await task.persist(endMs, () => scale(task, workload, replicas, unmarked));
        restored.push({ ...workload, replicas });
      } else {
        if (markedReplicas(workload) !== undefined) {
          await task.persist(endMs, () => clearMarks(task, workload));
        }
        // As it was: it may be that a life before this one did it, and did not live to take its note away.
        if (workload.replicas !== replicas) {
          remarks.push(`${workload.label} was scaled to ${workload.replicas} by somebody: left`);
        }
      }
      if (note) await undo.remove(note);
    } catch (error) {
      if (task.signal.aborted) throw error;
      failures.push(messageOf(error));
    }
  });
  // Only what a whole list does not show is gone.
  if (problems.length === 0) {
    const gone = undo.all.filter(
      (each): each is Scaled =>
        each.kind === "scaled" &&
        namespaces.includes(each.namespace) &&
        !workloads.some((workload) => noteOf([each], workload)),
    );
    for (const note of gone) {
      remarks.push(`${note.resource.slice(0, -1)} ${note.namespace}/${note.name} is gone`);
      await undo.remove(note);
    }
  }
  return { restored, remarks, problems: failures };
}

async function clearMarks(task: Task, { resource, object }: Workload): Promise<void> {
  const { namespace, name } = object;
  const annotations = { [marks.replicas]: null, [marks.run]: null };
  const place = { resource: core[resource], namespace, name };
  await task.parts.api.patch("merge", place, { metadata: { annotations } }, task.call);
}

async function unavailable(task: Task, workloads: readonly Workload[]): Promise<Look> {
  const missing = await forEach(workloads, async ({ resource, object, label }) => {
    const { namespace, name } = object;
    const place = { resource: core[resource], namespace, name };
    const now = await task.parts.api.get(place, task.call);
    return now && !isAvailable(workloadOf(resource, now)) ? [label] : [];
  });
  const labels = missing.flat();
  return { isDone: labels.length === 0, text: `not available yet: ${few(labels)}` };
}
