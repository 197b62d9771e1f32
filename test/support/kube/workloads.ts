import type { Clock, Timer } from "../../../src/core/clock.ts";
import { isSelected } from "../../../src/kube/objects.ts";
import { listAt, mapAt, numberAt, textAt, textsAt, valueAt } from "../../../src/kube/values.ts";
import type { Json } from "./kinds.ts";

/** How long things take in the fake, where an object does not say otherwise. */
export interface Pace {
  podStartMs: number;
  podStopMs: number;
  volumeMs: number;
  gitMs: number;
  /** How often nodes renew their leases. */
  leaseMs: number;
}

/** What the controllers of a cluster need of its store. */
export interface Objects {
  readonly clock: Clock;
  readonly pace: Pace;
  all(plural: string): readonly Json[];
  put(object: Json): void;
  remove(object: Json): void;
  /** Runs later, and is forgotten when the fake is stopped. */
  later(ms: number, act: () => void): Timer;
  /** Whether the Git server answers, beyond what a test says. */
  isGitUp(): boolean;
}

let serial = 0;

/** Annotations by which tests say how a pod behaves. */
export const fakeStopMs = "fake/stop-ms";
export const fakeWaiting = "fake/waiting";
export const fakeNeverReady = "fake/never-ready";
export const fakeDead = "fake/dead";

/** Does once what the controllers of a cluster do: pods for workloads, states of volumes and sources. */
export function reconcile(objects: Objects): void {
  for (const workload of [...objects.all("deployments"), ...objects.all("statefulsets")]) {
    reconcileWorkload(workload, objects);
  }
  for (const volume of objects.all("volumes")) reconcileVolume(volume, objects);
  for (const source of objects.all("gitrepositories")) reconcileSource(source, objects);
  for (const budget of objects.all("poddisruptionbudgets")) reconcileBudget(budget, objects);
}

/** A pod begins to end, or ends sooner than it was to: by itself, or killed when its grace is over. */
export function terminate(pod: Json, graceS: number | undefined, objects: Objects): void {
  const own = numberAt(pod, "spec", "terminationGracePeriodSeconds") ?? 30;
  // What no node has, nobody has to stop.
  const grace = textAt(pod, "spec", "nodeName") === undefined ? 0 : (graceS ?? own);
  const metadata = mapAt(pod, "metadata");
  const stop = Number(
    textsAt(pod, "metadata", "annotations")[fakeStopMs] ?? objects.pace.podStopMs,
  );
  pod["metadata"] = {
    ...metadata,
    deletionTimestamp: now(objects),
    deletionGracePeriodSeconds: grace,
  };
  const end = () => {
    if (listAt(pod, "metadata", "finalizers").length === 0) objects.remove(pod);
  };
  if (grace === 0) end();
  else objects.later(Math.min(stop, grace * 1000), end);
}

function reconcileWorkload(workload: Json, objects: Objects): void {
  const isSet = workload["kind"] === "StatefulSet";
  const name = textAt(workload, "metadata", "name") ?? "";
  const namespace = textAt(workload, "metadata", "namespace") ?? "";
  const wanted = numberAt(workload, "spec", "replicas") ?? 1;
  const owner = isSet ? { kind: "StatefulSet", name } : { kind: "ReplicaSet", name: `${name}-rs` };
  const pods = objects.all("pods").filter((pod) => {
    const [by] = listAt(pod, "metadata", "ownerReferences");
    return (
      textAt(pod, "metadata", "namespace") === namespace &&
      textAt(by, "kind") === owner.kind &&
      textAt(by, "name") === owner.name
    );
  });
  const alive = pods.filter((pod) => !textAt(pod, "metadata", "deletionTimestamp"));
  for (const pod of alive.slice(wanted)) terminate(pod, undefined, objects);
  for (let i = alive.length; i < wanted; i++) {
    const free = [...Array(wanted).keys()].find(
      (n) => !pods.some((pod) => textAt(pod, "metadata", "name") === `${name}-${n}`),
    );
    if (isSet && free === undefined) break; // its name is still in use
    const pod = aPodOf(workload, isSet ? `${name}-${free}` : `${name}-${++serial}`, owner);
    pods.push(pod);
    startPod(pod, objects);
  }
  const ready = pods.filter(isReady).length;
  workload["status"] = {
    ...{ replicas: alive.length, readyReplicas: ready, availableReplicas: ready },
    observedGeneration: numberAt(workload, "metadata", "generation") ?? 1,
  };
}

function aPodOf(workload: Json, name: string, owner: { kind: string; name: string }): Json {
  const template = mapAt(workload, "spec", "template");
  return {
    ...{ apiVersion: "v1", kind: "Pod" },
    metadata: {
      ...mapAt(template, "metadata"),
      ...{ name, namespace: textAt(workload, "metadata", "namespace") },
      ownerReferences: [{ apiVersion: "apps/v1", ...owner, controller: true }],
    },
    spec: { ...mapAt(template, "spec") },
    status: { phase: "Pending" },
  };
}

function startPod(pod: Json, objects: Objects): void {
  const nodes = objects
    .all("nodes")
    .filter((node) => valueAt(node, "spec", "unschedulable") !== true);
  const node = nodes[serial++ % Math.max(1, nodes.length)];
  const nodeName = node === undefined ? undefined : textAt(node, "metadata", "name");
  if (nodeName !== undefined) pod["spec"] = { ...mapAt(pod, "spec"), nodeName };
  const annotations = textsAt(pod, "metadata", "annotations");
  const waiting = annotations[fakeWaiting];
  objects.put(pod);
  if (waiting !== undefined) {
    const [reason = "", message = ""] = waiting.split("|");
    const state = { waiting: { reason, message } };
    pod["status"] = {
      phase: "Pending",
      containerStatuses: [{ name: "main", image: "main:1", state }],
    };
    return;
  }
  const isMute = annotations[fakeNeverReady] !== undefined;
  objects.later(objects.pace.podStartMs, () => {
    if (textAt(pod, "metadata", "deletionTimestamp")) return;
    const conditions = [{ type: "Ready", status: isMute ? "False" : "True" }];
    pod["status"] = { phase: "Running", conditions };
  });
}

/** Whether a pod is ready. */
export function isReady(pod: Json): boolean {
  return (
    !textAt(pod, "metadata", "deletionTimestamp") &&
    listAt(pod, "status", "conditions").some(
      (each) => textAt(each, "type") === "Ready" && textAt(each, "status") === "True",
    )
  );
}

/** A volume of Longhorn's is attached while the pods are there that its label `app` and its pvc's namespace name. */
function reconcileVolume(volume: Json, objects: Objects): void {
  const namespace = textAt(volume, "status", "kubernetesStatus", "namespace");
  const app = textsAt(volume, "metadata", "labels")["app"];
  if (app === undefined) return;
  const isUsed = objects
    .all("pods")
    .some(
      (pod) =>
        textAt(pod, "metadata", "namespace") === namespace &&
        textsAt(pod, "metadata", "labels")["app"] === app,
    );
  const wanted = isUsed ? "attached" : "detached";
  const status = mapAt(volume, "status");
  if (status["state"] === wanted || status["next"] === wanted) return;
  volume["status"] = { ...status, next: wanted };
  objects.later(objects.pace.volumeMs, () => {
    const { next, ...rest } = mapAt(volume, "status");
    if (next !== wanted) return;
    const robustness = wanted === "attached" ? "healthy" : "unknown";
    volume["status"] = { ...rest, state: wanted, robustness };
  });
}

/** What source-controller does: it handles what is asked for, unless it is suspended. */
function reconcileSource(source: Json, objects: Objects): void {
  if (valueAt(source, "spec", "suspend") === true) return;
  const asked = textsAt(source, "metadata", "annotations")["reconcile.fluxcd.io/requestedAt"];
  const status = mapAt(source, "status");
  const isNew = asked !== undefined && status["lastHandledReconcileAt"] !== asked;
  if (!isNew || status["handling"] === asked) {
    if (!isNew && asked !== undefined)
      source["status"] = { ...status, conditions: conditions(source, objects) };
    return;
  }
  source["status"] = { ...status, handling: asked };
  objects.later(objects.pace.gitMs, () => {
    const { handling: _, ...rest } = mapAt(source, "status");
    const lastHandledReconcileAt = asked;
    source["status"] = { ...rest, lastHandledReconcileAt, conditions: conditions(source, objects) };
  });
}

function conditions(source: Json, objects: Objects): readonly Json[] {
  const isUp = objects.isGitUp();
  return [
    {
      ...{
        type: "Ready",
        status: isUp ? "True" : "False",
        reason: isUp ? "Succeeded" : "GitOperationFailed",
      },
      message: isUp
        ? "stored artifact"
        : "failed to checkout: dial tcp: connect: connection refused",
      observedGeneration: numberAt(source, "metadata", "generation") ?? 1,
    },
  ];
}

/** What a budget's controller counts. */
export interface Counted {
  readonly healthy: number;
  readonly desired: number;
  readonly allowed: number;
}

/** Whether a budget is about a pod. */
export function isAbout(budget: Json, pod: Json): boolean {
  return (
    textAt(pod, "metadata", "namespace") === textAt(budget, "metadata", "namespace") &&
    isSelected(valueAt(budget, "spec", "selector"), textsAt(pod, "metadata", "labels"))
  );
}

/** How many pods a budget lets be evicted now. */
export function countedOf(budget: Json, pods: readonly Json[]): Counted {
  const all = pods.filter((pod) => isAbout(budget, pod));
  const healthy = all.filter(isReady).length;
  const most = numberAt(budget, "spec", "maxUnavailable");
  const desired =
    numberAt(budget, "spec", "minAvailable") ?? (most === undefined ? 0 : all.length - most);
  return { healthy, desired, allowed: Math.max(0, healthy - desired) };
}

function reconcileBudget(budget: Json, objects: Objects): void {
  const { healthy, desired, allowed } = countedOf(budget, objects.all("pods"));
  budget["status"] = {
    ...{ currentHealthy: healthy, desiredHealthy: desired, disruptionsAllowed: allowed },
    observedGeneration: numberAt(budget, "metadata", "generation") ?? 1,
  };
}

export function now(objects: { readonly clock: Clock }): string {
  return new Date(objects.clock.wallMs()).toISOString();
}
