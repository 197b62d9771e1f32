import type { StageConfig, StepConfig } from "../../power/plan-model.ts";
import { urlOf } from "../cluster/flux-branch.ts";
import {
  type FluxObject,
  fluxKind,
  fluxKinds,
  fluxLabel,
  fluxObjects,
  hasHandled,
  isFluxReady,
  isMarked,
  isSuspended,
  patchFlux,
  timestamp,
} from "../cluster/flux-objects.ts";
import { findSource } from "../cluster/flux-source.ts";
import { requestedAt } from "../cluster/marks.ts";
import { namespaceIn } from "../cluster/source-diagnosis.ts";
import { few, type Look, type Task } from "../cluster/task.ts";
import {
  isAvailable,
  markedReplicas,
  noteOf,
  type Workload,
  workloadsIn,
} from "../cluster/workloads.ts";
import type { Undo } from "../run/ports.ts";
import type { BreakingDrill, DrillSite } from "./model.ts";

/** What a drill is about to break. */
export interface Targets {
  readonly namespaces: readonly string[];
  readonly workloads: readonly Workload[];
  readonly flux: readonly FluxObject[];
  /** Why there is nothing here that it could break, or why it must not be. */
  readonly problem?: string;
}

/** A drill that breaks something: what it needs, what it does, and by what it is seen to be whole again. */
export interface Drill {
  readonly name: BreakingDrill;
  readonly summary: string;
  /** For people: what is broken, how it is to come back, how it is put back in any case. */
  readonly breaks: string;
  readonly recovery: string;
  readonly restores: string;
  /** From the order for a startup until it is whole. */
  readonly limitMs: number;
  /** Step of the startup's stages that brings it back. */
  readonly cure: { readonly text: string; readonly is: (step: StepConfig) => boolean };
  /** How it is broken: as a shutdown does it. */
  readonly breaking:
    | { readonly kind: "scale"; readonly isSourceLost: boolean }
    | { readonly kind: "suspend" };
  /** Looks only. */
  readonly targets: (task: Task, site: Pick<DrillSite, "kubernetes" | "flux">) => Promise<Targets>;
}

const scaledBack =
  "Each Deployment and StatefulSet gets its replicas back by the drill itself, unless somebody has changed it since.";
const restoresReplicas = {
  text: "kube: restore-replicas",
  is: (step: StepConfig) => step.kind === "kube" && step.what === "restore-replicas",
};

/** The drills that break something. */
export const drills: readonly Drill[] = [
  {
    name: "flux-gitea-deadlock",
    summary: "Git, from which Flux applies everything, is at 0 and cannot be fetched from.",
    breaks:
      "Every Deployment and StatefulSet in the namespace that the URL of flux.source leads to is scaled to 0, as a shutdown does it, until Flux says that its source cannot be fetched.",
    recovery:
      "`hecate startup` gives Git its replicas back (kube: restore-replicas, or the search of flux: source-ready-or-fallback), and Flux fetches its source again.",
    restores: scaledBack,
    limitMs: 15 * 60_000,
    cure: {
      text: "flux: source-ready-or-fallback",
      is: (step) => step.kind === "flux" && step.what === "source-ready-or-fallback",
    },
    breaking: { kind: "scale", isSourceLost: true },
    targets: async (task, { flux }) => {
      const source = await findSource(task, flux);
      const namespace = namespaceIn(source && urlOf(source));
      if (namespace === undefined) {
        return nothingThere("the URL of flux.source leads to nothing in this cluster");
      }
      return scalable(task, [namespace]);
    },
  },
  {
    name: "foundation-recovery",
    summary: "What all else rests on (the last group of kubernetes.quiesce) is at 0.",
    breaks:
      "Every Deployment and StatefulSet in the namespaces of the last group of kubernetes.quiesce is scaled to 0, as a shutdown does it.",
    recovery:
      "`hecate startup` gives them their replicas back (kube: restore-replicas), unseals where flux.unseal is configured, and all are available.",
    restores: scaledBack,
    limitMs: 20 * 60_000,
    cure: restoresReplicas,
    breaking: { kind: "scale", isSourceLost: false },
    targets: async (task, { kubernetes }) => {
      const group = kubernetes.quiesce.at(-1);
      return group
        ? scalable(task, group.namespaces)
        : nothingThere("kubernetes.quiesce names no group");
    },
  },
  {
    name: "reconciliation-resume",
    summary: "Flux is suspended, as a shutdown leaves it.",
    breaks:
      "Every Kustomization, HelmRelease and GitRepository that is at work is suspended, as a shutdown does it. What somebody has suspended is left.",
    recovery:
      "`hecate startup` resumes them (flux: resume-ours), and those that were ready are ready again; what somebody has suspended stays so.",
    restores:
      "Each of them is resumed by the drill itself, unless somebody has suspended it since.",
    limitMs: 10 * 60_000,
    cure: {
      text: "flux: resume-ours",
      is: (step) => step.kind === "flux" && step.what === "resume-ours",
    },
    breaking: { kind: "suspend" },
    targets: async (task) => {
      const all = await everyFlux(task);
      const flux = all.filter((one) => !isSuspended(one));
      const targets = { namespaces: [], workloads: [], flux };
      if (flux.length === 0) return { ...targets, problem: "Flux has nothing at work" };
      return { ...targets, ...problemOfMarks([], all) };
    },
  },
];

/** Whether the startup of a configuration does what a drill is to see. */
export function hasCure({ cure }: Drill, stages: readonly StageConfig[]): boolean {
  return stages.some(({ steps }) => steps.some(cure.is));
}

/** What would be broken, for people. */
export function targetTexts({ workloads, flux }: Targets): readonly string[] {
  return [
    ...workloads.map(({ label, replicas }) => `${label}: from ${replicas} to 0`),
    ...flux.map((one) => `${fluxLabel(one)}: suspended`),
  ];
}

/** Whether everything that was taken is there again, as it was. */
export async function lookWhole(
  task: Task,
  taken: readonly Undo[],
  of: { readonly site: DrillSite; readonly drill: Drill; readonly targets: Targets },
): Promise<Look> {
  const missing: string[] = [];
  const namespaces = [
    ...new Set(taken.flatMap((undo) => (undo.kind === "scaled" ? [undo.namespace] : []))),
  ];
  const found = await workloadsIn(task, namespaces, task.nowMs());
  missing.push(...found.problems);
  for (const workload of found.workloads) {
    const note = noteOf(taken, workload);
    if (!note) continue;
    const isBack = workload.replicas === note.replicas && isAvailable(workload);
    if (!isBack || markedReplicas(workload) !== undefined) missing.push(workload.label);
  }
  if (of.drill.breaking.kind === "suspend") {
    const before = new Map(of.targets.flux.map((one) => [fluxLabel(one), one]));
    const now = await everyFlux(task);
    for (const one of now) {
      const was = before.get(fluxLabel(one));
      if (!was) continue;
      const isReady = isFluxReady(one.object) || !isFluxReady(was.object);
      if (isSuspended(one) || isMarked(one) || !isReady) missing.push(fluxLabel(one));
    }
  }
  if (of.drill.breaking.kind === "scale" && of.drill.breaking.isSourceLost) {
    const source = await findSource(task, of.site.flux);
    // It was seen not to be after the break: this is news.
    if (!source || !isFluxReady(source.object)) missing.push("the source of Flux");
  }
  return missing.length === 0
    ? { isDone: true, text: "everything is as before" }
    : { isDone: false, text: `not yet: ${few(missing)}` };
}

/** Whether nothing that was to be broken is at work: a controller may have put it back at once. */
export async function lookBroken(task: Task, targets: Targets): Promise<Look> {
  const found = await workloadsIn(task, targets.namespaces, task.endMs);
  const flux = targets.flux.length === 0 ? [] : await everyFlux(task);
  const labels = new Set(targets.flux.map(fluxLabel));
  const left = [
    ...found.workloads.filter(({ replicas }) => replicas > 0).map(({ label }) => label),
    ...flux.filter((one) => labels.has(fluxLabel(one)) && !isSuspended(one)).map(fluxLabel),
  ];
  return left.length === 0
    ? { isDone: true, text: "it is broken" }
    : { isDone: false, text: `still at work: ${few(left)}` };
}

/** Asks Flux to fetch its source, and waits for what comes of it. @returns whether it is ready; undefined: no answer */
export async function askSource(
  task: Task,
  { flux }: Pick<DrillSite, "flux">,
): Promise<boolean | undefined> {
  const source = await findSource(task, flux);
  if (!source) return false;
  const asked = timestamp(task);
  await patchFlux(task, source, { metadata: { annotations: { [requestedAt]: asked } } });
  let isReady: boolean | undefined;
  await task.watch(task.endMs, async () => {
    const now = await findSource(task, flux);
    const isAnswered = now !== undefined && hasHandled(now.object, asked);
    if (isAnswered) isReady = isFluxReady(now.object);
    return { isDone: isAnswered, text: "Flux has not looked at its source yet" };
  });
  return isReady;
}

async function everyFlux(task: Task): Promise<readonly FluxObject[]> {
  const found: FluxObject[] = [];
  for (const of of fluxKinds) {
    const resource = await fluxKind(task, of);
    if (resource) found.push(...(await fluxObjects(task, resource)));
  }
  return found;
}

async function scalable(task: Task, namespaces: readonly string[]): Promise<Targets> {
  const { workloads: all, problems } = await workloadsIn(task, namespaces, task.endMs);
  const workloads = all.filter(({ replicas }) => replicas > 0);
  const targets = { namespaces, workloads, flux: [] };
  const [problem] = problems;
  if (problem !== undefined) return { ...targets, problem };
  if (workloads.length === 0) {
    return { ...targets, problem: `nothing runs in ${namespaces.join(" ")}` };
  }
  const idle = workloads.filter((workload) => !isAvailable(workload)).map(({ label }) => label);
  if (idle.length > 0) return { ...targets, problem: `not available now: ${few(idle)}` };
  return { ...targets, ...problemOfMarks(all, []) };
}

/** What a shutdown has taken away, and no startup has put back, is not to be mixed up with what a drill does. */
function problemOfMarks(
  workloads: readonly Workload[],
  flux: readonly FluxObject[],
): Pick<Targets, "problem"> {
  const marked = [
    ...workloads.filter((one) => markedReplicas(one) !== undefined).map(({ label }) => label),
    ...flux.filter(isMarked).map(fluxLabel),
  ];
  return marked.length === 0
    ? {}
    : { problem: `not put back since a shutdown: ${few(marked)} (\`hecate startup --execute\`)` };
}

function nothingThere(problem: string): Targets {
  return { namespaces: [], workloads: [], flux: [], problem };
}
