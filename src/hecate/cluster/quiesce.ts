import { formatDuration } from "../../core/duration.ts";
import { messageOf } from "../../core/errors.ts";
import { core, nameOf } from "../../kube/objects.ts";
import type { StepEnd, Undo } from "../run/ports.ts";
import { marks } from "./marks.ts";
import { count, few, forEach, type Look, type Task } from "./task.ts";
import {
  markedReplicas,
  noteOf,
  podsOf,
  type Scaled,
  scale,
  type Workload,
  workloadsIn,
} from "./workloads.ts";

/**
 * Scales the Deployments and StatefulSets of each group to 0, and waits until their pods are gone or the group's time
 * is over: then the next group has its turn. Before each patch a note is on disk. What is at 0 already is not touched.
 */
export async function quiesce(task: Task): Promise<StepEnd> {
  const told: string[] = [];
  let isFailed = false;
  for (const { namespaces, timeoutMs } of task.parts.kubernetes.quiesce) {
    const endMs = task.within(timeoutMs);
    const { workloads, problems } = await workloadsIn(task, namespaces, endMs);
    await note(task, workloads);
    const ours = await forEach(workloads, async (workload) => {
      try {
        return await stop(task, workload, endMs);
      } catch (error) {
        if (task.signal.aborted) throw error;
        return { kind: "failed", text: messageOf(error) } as const;
      }
    });
    const failures = [...problems, ...ours.flatMap((o) => (o.kind === "failed" ? [o.text] : []))];
    const stopped = ours.flatMap((o) => (o.kind === "stopped" ? [o.workload] : []));
    const last = await task.watch(endMs, () => podsLeft(task, stopped));
    if (failures.length > 0) isFailed = true;
    told.push(
      [
        `${namespaces.join(" ")}: ${count(stopped.length, "workload")} at 0`,
        ...(last.isDone ? [] : [`after ${formatDuration(timeoutMs)}: ${last.text}`]),
        ...failures,
      ].join(", "),
    );
    task.tell(told.join("; "));
  }
  if (told.length === 0) return { outcome: "skipped", detail: "kubernetes.quiesce names nothing" };
  return { outcome: isFailed ? "failed" : "done", detail: told.join("; ") };
}

type Outcome =
  | { readonly kind: "untouched" }
  | { readonly kind: "stopped"; readonly workload: Workload }
  | { readonly kind: "failed"; readonly text: string };

/** Notes what all of them have now, at once: a disk that is slow is waited for once. */
async function note(task: Task, workloads: readonly Workload[]): Promise<void> {
  const { undo, run } = task.act;
  const outdated: Undo[] = [];
  const notes: Undo[] = [];
  for (const workload of workloads) {
    const { replicas, object } = workload;
    const before = noteOf(undo.all, workload);
    if (replicas === 0) {
      const marked = markedReplicas(workload);
      // A life before this one came as far as this, and its note did not outlive it.
      if (!before && marked !== undefined) notes.push(scaledNote(workload, marked));
      continue;
    }
    // Of an earlier shutdown, and put back by hand since: what is there now is what is meant.
    const isOfThisRun = object.annotations[marks.run] === String(run);
    const isOutdated = before !== undefined && before.replicas !== replicas && !isOfThisRun;
    if (isOutdated) outdated.push(before);
    if (isOutdated || !before) notes.push(scaledNote(workload, replicas));
  }
  if (outdated.length > 0) await undo.remove(...outdated);
  if (notes.length > 0) await undo.add(...notes);
}

async function stop(task: Task, workload: Workload, endMs: number): Promise<Outcome> {
  const { undo, run } = task.act;
  const replicas = noteOf(undo.all, workload)?.replicas;
  if (workload.replicas === 0) {
    return replicas === undefined ? { kind: "untouched" } : { kind: "stopped", workload };
  }
  const before = replicas ?? workload.replicas;
  const says = { [marks.replicas]: String(before), [marks.run]: String(run) };
  if (await task.persist(endMs, () => scale(task, workload, 0, says))) {
    return { kind: "stopped", workload };
  }
  await undo.remove(scaledNote(workload, before));
  return { kind: "untouched" };
}

function scaledNote({ resource, object }: Workload, replicas: number): Scaled {
  const { namespace, name } = object;
  return { kind: "scaled", resource, namespace, name, replicas };
}

async function podsLeft(task: Task, workloads: readonly Workload[]): Promise<Look> {
  const namespaces = [...new Set(workloads.map(({ object }) => object.namespace))];
  const lists = await Promise.all(
    namespaces.map((namespace) => task.parts.api.list(core.pods, { namespace }, task.call)),
  );
  const left = podsOf(
    workloads,
    lists.flatMap((pods) => pods ?? []),
  );
  const text = `${count(left.length, "pod")} left: ${few(left.map(nameOf))}`;
  return { isDone: left.length === 0, text };
}
