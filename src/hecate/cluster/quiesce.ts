import { formatDuration } from "../../core/duration.ts";
import { messageOf } from "../../core/errors.ts";
import { core, nameOf } from "../../kube/objects.ts";
import type { StepEnd } from "../run/ports.ts";
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
    const ours = await forEach(workloads, async (workload) => {
      try {
        return await quiesceOne(task, workload, endMs);
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

async function quiesceOne(task: Task, workload: Workload, endMs: number): Promise<Outcome> {
  const { act } = task;
  const note = noteOf(act.undo.all, workload);
  const { resource, object, replicas } = workload;
  const noted = (many: number): Scaled => ({
    ...{ kind: "scaled", resource, replicas: many },
    ...{ namespace: object.namespace, name: object.name },
  });
  if (replicas === 0) {
    const before = markedReplicas(workload);
    if (!note && before === undefined) return { kind: "untouched" };
    // A life before this one came as far as this, and its note did not outlive it.
    if (!note && before !== undefined) await act.undo.add(noted(before));
    return { kind: "stopped", workload };
  }
  const isOfThisRun = object.annotations[marks.run] === String(act.run);
  // A note of an earlier shutdown, which somebody has put back by hand since: what is there now is what is meant.
  if (note && note.replicas !== replicas && !isOfThisRun) await act.undo.remove(note);
  await act.undo.add(noted(replicas));
  const before = noteOf(act.undo.all, workload)?.replicas ?? replicas;
  const says = { [marks.replicas]: String(before), [marks.run]: String(act.run) };
  const isThere = await task.persist(endMs, () => scale(task, workload, 0, says));
  if (!isThere) {
    await act.undo.remove(noted(before));
    return { kind: "untouched" };
  }
  return { kind: "stopped", workload };
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
