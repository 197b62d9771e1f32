import { messageOf } from "../../core/errors.ts";
import { core, type KubeObject, nameOf } from "../../kube/objects.ts";
import { numberAt, textAt } from "../../kube/values.ts";
import type { StepEnd } from "../run/ports.ts";
import { cordon, findNode } from "./nodes.ts";
import { count, few, forEach, type Task } from "./task.ts";

/** Parts of the time that a drain has: pods are asked to go, then deleted with what grace is left, then without any. */
const shares = { evict: 0.6, grace: 0.85 } as const;

/** How hard it is tried to be rid of a pod. */
type Rung = "evict" | "delete" | "delete-now";

/** What was done about a pod, and what came of it. */
interface Case {
  readonly pod: KubeObject;
  /** What it is told as when it is gone. */
  did: "by itself" | "evicted" | "deleted" | "deleted without grace";
  rung?: Rung;
  problem?: string;
}

/**
 * Empties a node: cordons it, asks for the eviction of its pods, again while budgets refuse, then deletes them with a
 * grace, then without. Pods of DaemonSets and mirror pods stay, as with kubectl drain. Its own deadline holds always.
 */
export async function drain(task: Task, name: string): Promise<StepEnd> {
  const { api, pollMs } = task.parts;
  const startMs = task.nowMs();
  const spanMs = task.endMs - startMs;
  const node = await task.persist(task.endMs, () => findNode(task, name));
  if (!node) return { outcome: "skipped", detail: `${name} is no node of the cluster` };
  await cordon(task, node);
  const cases = new Map<string, Case>();
  for (;;) {
    const endMs = startMs + spanMs;
    const pods = await listPods(task, node.name, endMs);
    for (const pod of pods) {
      if (!cases.has(pod.uid)) cases.set(pod.uid, { pod, did: "by itself" });
    }
    const left = pods.flatMap((pod) => {
      const found = cases.get(pod.uid);
      return found ? [{ pod, found }] : [];
    });
    const leftUids = new Set(pods.map(({ uid }) => uid));
    if (left.length === 0) return ending(node.name, cases, leftUids);
    const words = left.map(({ found }) => nameOf(found.pod));
    task.tell(`${node.name}: ${count(left.length, "pod")} left: ${few(words)}`);
    const elapsed = (task.nowMs() - startMs) / spanMs;
    await forEach(left, ({ pod, found }) => {
      const rung =
        elapsed >= shares.grace ? "delete-now" : elapsed >= shares.evict ? "delete" : "evict";
      return climb(task, { pod, found, rung, graceEndMs: startMs + spanMs * shares.grace });
    });
    if (task.nowMs() + pollMs > endMs) {
      // A last look: the last deletions may have been all that was missing.
      const last = await api.list(core.pods, fieldOf(node.name), task.call);
      const rest = (last ?? []).filter(isToGo).filter(({ uid }) => cases.has(uid));
      return ending(node.name, cases, new Set(rest.map(({ uid }) => uid)));
    }
    await task.sleep(pollMs);
  }
}

function fieldOf(node: string): { readonly fieldSelector: string } {
  return { fieldSelector: `spec.nodeName=${node}` };
}

async function listPods(task: Task, node: string, endMs: number): Promise<readonly KubeObject[]> {
  const pods = await task.persist(endMs, () =>
    task.parts.api.list(core.pods, fieldOf(node), task.call),
  );
  return (pods ?? []).filter(isToGo);
}

/** Mirror pods are the kubelet's own, those of DaemonSets would be back at once, and what is over holds nothing. */
function isToGo(pod: KubeObject): boolean {
  if (pod.annotations["kubernetes.io/config.mirror"] !== undefined) return false;
  if (pod.owner?.kind === "DaemonSet") return false;
  return !["Succeeded", "Failed"].includes(textAt(pod.raw, "status", "phase") ?? "");
}

/** Tries the pod on its rung, unless it is going by that already. */
async function climb(
  task: Task,
  of: {
    readonly pod: KubeObject;
    readonly found: Case;
    readonly rung: Rung;
    readonly graceEndMs: number;
  },
): Promise<void> {
  const { pod, found, rung, graceEndMs } = of;
  const { api } = task.parts;
  if (found.rung === rung && found.problem === undefined) return;
  if (rung === "evict" && pod.isTerminating) return;
  try {
    if (rung === "evict") {
      const came = await api.evict(pod, task.call);
      if (came === "accepted") {
        found.rung = rung;
        found.did = "evicted";
      }
      if (came === "hopeless") {
        // Trying again never helps: it goes on at once.
        await climb(task, { ...of, rung: "delete" });
      } else if (came === "refused") found.problem = "its PodDisruptionBudget does not let it go";
      else delete found.problem;
      return;
    }
    const ownS = numberAt(pod.raw, "spec", "terminationGracePeriodSeconds") ?? 30;
    const leftS = Math.max(1, Math.floor((graceEndMs - task.nowMs()) / 1000));
    await api.deletePod(pod, rung === "delete" ? Math.min(ownS, leftS) : 0, task.call);
    found.rung = rung;
    found.did = rung === "delete" ? "deleted" : "deleted without grace";
    delete found.problem;
  } catch (error) {
    if (task.signal.aborted) throw error;
    found.problem = messageOf(error);
  }
}

function ending(
  node: string,
  cases: ReadonlyMap<string, Case>,
  left: ReadonlySet<string>,
): StepEnd {
  const all = [...cases.values()];
  const parts = (["evicted", "deleted", "deleted without grace", "by itself"] as const).flatMap(
    (did) => {
      const these = all.filter((each) => each.did === did && !left.has(each.pod.uid));
      if (these.length === 0) return [];
      const what = did === "by itself" ? "gone by itself" : did;
      return [`${what}: ${these.map(({ pod }) => nameOf(pod)).join(" ")}`];
    },
  );
  const rest = all.filter(({ pod }) => left.has(pod.uid));
  const stuck = rest.map(
    ({ pod, problem }) => `${nameOf(pod)}${problem === undefined ? "" : ` (${problem})`}`,
  );
  if (stuck.length > 0) parts.push(`left: ${stuck.join(" ")}`);
  return {
    outcome: rest.length === 0 ? "done" : "failed",
    detail: `${node}: ${parts.length === 0 ? "no pods" : parts.join("; ")}`,
  };
}
