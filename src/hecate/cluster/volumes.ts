import { conditionOf, core, type KubeObject, type Resource } from "../../kube/objects.ts";
import { textAt } from "../../kube/values.ts";
import type { StepEnd } from "../run/ports.ts";
import { isNodeReady } from "./nodes.ts";
import { few, type Look, type Task } from "./task.ts";

const group = "longhorn.io";

/** Waits until no volume of Longhorn's is attached: then nodes can be stopped without harm to them. */
export async function waitDetached(task: Task): Promise<StepEnd> {
  const version = await longhornVersion(task);
  if (version === undefined) return { outcome: "skipped", detail: "the cluster has no Longhorn" };
  const last = await task.watch(task.endMs, async (): Promise<Look> => {
    const volumes = (await task.parts.api.list(kind(version, "volumes"), {}, task.call)) ?? [];
    const held = volumes.filter(({ raw }) => textAt(raw, "status", "state") !== "detached");
    const text =
      held.length === 0
        ? `all ${volumes.length} volumes are detached`
        : `${held.length} of ${volumes.length} volumes not detached: ${few(held.map(stateText))}`;
    return { isDone: held.length === 0, text };
  });
  return { outcome: last.isDone ? "done" : "failed", detail: last.text };
}

/**
 * Waits until Longhorn can give volumes: an instance manager runs on every node that is ready and has one, its pod is
 * ready, and no volume is faulted. What is degraded can be used, and is told.
 */
export async function waitStorage(task: Task): Promise<StepEnd> {
  const version = await longhornVersion(task);
  if (version === undefined) return { outcome: "failed", detail: "the cluster has no Longhorn" };
  const last = await task.watch(task.endMs, () => storage(task, version));
  return { outcome: last.isDone ? "done" : "failed", detail: last.text };
}

async function storage(task: Task, version: string): Promise<Look> {
  const { api } = task.parts;
  const [nodes = [], managers = [], volumes = []] = await Promise.all([
    api.list(core.nodes, {}, task.call),
    api.list(kind(version, "instancemanagers"), {}, task.call),
    api.list(kind(version, "volumes"), {}, task.call),
  ]);
  const ready = new Set(nodes.filter(isNodeReady).map(({ name }) => name));
  // Those of nodes that are off say what they said last.
  const here = managers.filter(({ raw }) => ready.has(textAt(raw, "spec", "nodeID") ?? ""));
  const namespaces = [...new Set(here.map(({ namespace }) => namespace))];
  const pods = await Promise.all(
    namespaces.map((namespace) => api.list(core.pods, { namespace }, task.call)),
  );
  const running = pods.flatMap((list) => list ?? []).filter(isPodReady);
  const isRunning = (manager: KubeObject) =>
    textAt(manager.raw, "status", "currentState") === "running" &&
    // The state is kept from before the outage; the pod is the thing itself.
    running.some(({ namespace, name }) => namespace === manager.namespace && name === manager.name);
  const idle = here.filter((manager) => !isRunning(manager));
  const faulted = volumes.filter(({ raw }) => textAt(raw, "status", "robustness") === "faulted");
  const unsure = volumes.filter(
    ({ raw }) =>
      textAt(raw, "status", "state") === "attached" &&
      textAt(raw, "status", "robustness") === "unknown",
  );
  const degraded = volumes.filter(({ raw }) => textAt(raw, "status", "robustness") === "degraded");
  const open = [
    ...(here.length === 0 ? ["no instance manager on a node that is ready"] : []),
    ...(idle.length === 0 ? [] : [`instance managers not running: ${few(idle.map(onNode))}`]),
    ...(faulted.length === 0 ? [] : [`volumes faulted: ${few(faulted.map(stateText))}`]),
    ...(unsure.length === 0 ? [] : [`volumes not known yet: ${few(unsure.map(stateText))}`]),
  ];
  if (open.length > 0) return { isDone: false, text: open.join("; ") };
  const note = degraded.length === 0 ? "" : `, degraded: ${few(degraded.map(stateText))}`;
  return {
    isDone: true,
    text: `${here.length} instance managers, ${volumes.length} volumes${note}`,
  };
}

/** The version of Longhorn's API that the cluster has; undefined where it has none. */
export function longhornVersion(task: Task): Promise<string | undefined> {
  return task.persist(task.endMs, () => task.parts.api.versionOf(group, task.call));
}

function kind(version: string, plural: string): Resource {
  return { group, version, plural };
}

/** Longhorn's volumes that claims of these namespaces are bound to. */
export async function volumesFor(
  task: Task,
  namespaces: readonly string[],
): Promise<readonly KubeObject[]> {
  const version = await task.parts.api.versionOf(group, task.call);
  if (version === undefined) return [];
  const all = (await task.parts.api.list(kind(version, "volumes"), {}, task.call)) ?? [];
  return all.filter(({ raw }) =>
    namespaces.includes(textAt(raw, "status", "kubernetesStatus", "namespace") ?? ""),
  );
}

/** A volume for people: whose it is, and how it is. */
export function stateText({ name, raw }: KubeObject): string {
  const namespace = textAt(raw, "status", "kubernetesStatus", "namespace");
  const claim = textAt(raw, "status", "kubernetesStatus", "pvcName");
  const whose = namespace && claim ? ` of ${namespace}/${claim}` : "";
  return `${name}${whose} (${textAt(raw, "status", "state") ?? "no state"})`;
}

function onNode({ name, raw }: KubeObject): string {
  return `${name} on ${textAt(raw, "spec", "nodeID") ?? "no node"}`;
}

/** Whether a pod is ready, and not on its way out. */
export function isPodReady(pod: KubeObject): boolean {
  return !pod.isTerminating && conditionOf(pod, "Ready")?.status === "True";
}
