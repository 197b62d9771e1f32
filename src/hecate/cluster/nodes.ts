import { conditionOf, core, type KubeObject } from "../../kube/objects.ts";
import { listAt, textAt, valueAt } from "../../kube/values.ts";
import type { StepEnd, Undo } from "../run/ports.ts";
import { marks } from "./marks.ts";
import { count, few, type Look, type Task } from "./task.ts";

/** Waits until the API says that it is ready. */
export async function waitReady(task: Task): Promise<StepEnd> {
  const last = await task.watch(task.endMs, async () => {
    await task.parts.api.ready(task.call);
    return { isDone: true, text: "the API is ready" };
  });
  return { outcome: last.isDone ? "done" : "failed", detail: last.text };
}

/**
 * Waits until so many nodes are ready, or all that the cluster knows. What a node's status says is kept from before the
 * outage until somebody notices: a node counts once it was seen renewing its lease, which its kubelet does every 10 s.
 */
export async function waitNodesReady(task: Task, atLeast: number | undefined): Promise<StepEnd> {
  const { api, nodes: configured } = task.parts;
  const { leftOut = [] } = task.act;
  const addresses = configured.flatMap(({ name, address }) =>
    leftOut.includes(name) && address !== undefined ? [address] : [],
  );
  const isOff = (node: KubeObject) =>
    leftOut.includes(node.name) || addresses.some((address) => hasAddress(node, address));
  const first = new Map<string, string>();
  const alive = new Set<string>();
  const last = await task.watch(task.endMs, async (): Promise<Look> => {
    const nodes = (await api.list(core.nodes, {}, task.call)) ?? [];
    const leases = (await api.list(core.leases, { namespace: "kube-node-lease" }, task.call)) ?? [];
    for (const lease of leases) {
      const renewed = textAt(lease.raw, "spec", "renewTime") ?? "";
      const before = first.get(lease.name);
      if (before === undefined) first.set(lease.name, renewed);
      else if (before !== renewed) alive.add(lease.name);
    }
    const ready = nodes.filter((node) => isNodeReady(node) && alive.has(node.name));
    const others = nodes.filter((node) => !ready.includes(node));
    // Who stays off for now is not waited for, by whatever number.
    const off = nodes.filter(isOff).length;
    const there = Math.max(1, nodes.length - off);
    const wanted = off === 0 ? (atLeast ?? there) : Math.min(atLeast ?? there, there);
    const text = `${ready.length} of ${nodes.length} nodes ready${
      atLeast === undefined ? "" : `, ${atLeast} are enough`
    }${others.length === 0 ? "" : `; not yet ${few(others.map(({ name }) => name))}`}`;
    return { isDone: ready.length >= wanted, text };
  });
  return { outcome: last.isDone ? "done" : "failed", detail: last.text };
}

/** Whether a node's status says that it is ready. */
export function isNodeReady(node: KubeObject): boolean {
  return conditionOf(node, "Ready")?.status === "True";
}

/** Lets pods on the nodes again that hecate cordoned; others stay as they are. */
export async function uncordonOurs(task: Task): Promise<StepEnd> {
  const { api } = task.parts;
  const { undo } = task.act;
  const nodes = await task.persist(task.endMs, () => api.list(core.nodes, {}, task.call));
  const done: string[] = [];
  const remarks: string[] = [];
  const notes = undo.all.filter((each) => each.kind === "cordoned");
  for (const node of nodes ?? []) {
    const isMarked = node.annotations[marks.cordoned] !== undefined;
    const note = notes.find((each) => each.node === node.name);
    if (!isMarked && !note) continue;
    if (isMarked) {
      const body = {
        metadata: { annotations: { [marks.cordoned]: null } },
        ...(isCordoned(node) ? { spec: { unschedulable: null } } : {}),
      };
      const place = { resource: core.nodes, name: node.name };
      await task.persist(task.endMs, () => api.patch("strategic", place, body, task.call));
    }
    if (isMarked && isCordoned(node)) done.push(node.name);
    else if (isCordoned(node)) remarks.push(`${node.name} was cordoned by somebody: left`);
    if (note) await undo.remove(note);
  }
  for (const note of notes.filter((each) => !nodes?.some(({ name }) => name === each.node))) {
    remarks.push(`${note.node} is no node of the cluster any more`);
    await undo.remove(note);
  }
  if (done.length + remarks.length === 0) {
    return { outcome: "skipped", detail: "no node was cordoned by hecate" };
  }
  const detail = [`${count(done.length, "node")} uncordoned: ${few(done)}`, ...remarks].join("; ");
  return { outcome: "done", detail };
}

export function isCordoned(node: KubeObject): boolean {
  return valueAt(node.raw, "spec", "unschedulable") === true;
}

/** The cluster's node that is a node of the configuration: of this name, or with its address. */
export async function findNode(task: Task, name: string): Promise<KubeObject | undefined> {
  const { api, nodes } = task.parts;
  const named = await api.get({ resource: core.nodes, name }, task.call);
  if (named) return named;
  const address = nodes.find((node) => node.name === name)?.address;
  if (address === undefined) return undefined;
  const all = (await api.list(core.nodes, {}, task.call)) ?? [];
  return all.find((node) => hasAddress(node, address));
}

function hasAddress({ raw }: KubeObject, address: string): boolean {
  return listAt(raw, "status", "addresses").some(
    (each) => textAt(each, "type") === "InternalIP" && textAt(each, "address") === address,
  );
}

/** Keeps new pods off a node: the note first, then the patch. One that is cordoned already is left as it is. */
export async function cordon(task: Task, node: KubeObject): Promise<void> {
  const { act, parts } = task;
  const note: Undo = { kind: "cordoned", node: node.name };
  if (isCordoned(node)) {
    // By a life before this one, whose note was lost.
    if (node.annotations[marks.cordoned] !== undefined) await act.undo.add(note);
    return;
  }
  await act.undo.add(note);
  const body = {
    metadata: { annotations: { [marks.cordoned]: String(act.run) } },
    spec: { unschedulable: true },
  };
  const place = { resource: core.nodes, name: node.name };
  await task.persist(task.endMs, () => parts.api.patch("strategic", place, body, task.call));
}
