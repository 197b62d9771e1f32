import type { FluxEntry } from "../../config/hecate-types.ts";
import { formatDuration } from "../../core/duration.ts";
import { conditionOf, nameOf } from "../../kube/objects.ts";
import type { StepEnd } from "../run/ports.ts";
import { forceBranch } from "./flux-branch.ts";
import {
  type FluxObject,
  fluxKind,
  fluxKinds,
  hasHandled,
  isFluxReady,
  isMarked,
  isSuspended,
  patchFlux,
  resume,
  timestamp,
} from "./flux-objects.ts";
import { applySets } from "./manifest-apply.ts";
import { requestedAt } from "./marks.ts";
import { restoreIn } from "./restore-replicas.ts";
import { diagnose, type Finding, suspectNamespaces } from "./source-diagnosis.ts";
import { few, type Look, type Task } from "./task.ts";

/**
 * Waits until the GitRepository that everything comes from is ready, by Flux's answer to a question of this run. Where it
 * is not in time, looks for the link that is missing, in this order: replicas that hecate took away (which are given
 * back), volumes, images, secrets; at last applies the manifests that were saved.
 */
export async function sourceReady(task: Task, flux: FluxEntry): Promise<StepEnd> {
  const words: string[] = [];
  const say = (...more: readonly string[]) => {
    words.push(...more);
    for (const text of more) task.tell(text);
  };
  const ended = (outcome: StepEnd["outcome"], ...more: readonly string[]) => {
    say(...more);
    return { outcome, detail: words.join("; ") };
  };
  const startMs = task.nowMs();
  const found = await findSource(task, flux);
  if (found && isSuspended(found) && !isMarked(found)) {
    say(...(await forceBranch(task, found)));
    return ended(
      "skipped",
      `${nameOf(found.object)} was suspended by somebody: left, and not waited for`,
    );
  }
  if (found) say(...(await forceBranch(task, found)));
  else say(`there is no GitRepository ${flux.source.namespace}/${flux.source.name}`);

  const question: Question = { flux, askedAtMs: 0 };
  const ready = (ms: number) => task.watch(task.within(ms), () => look(task, question));
  const readyText = () => `the source is ready after ${formatDuration(task.nowMs() - startMs)}`;
  const first = await ready(found ? flux.sourceReadyWithinMs : 0);
  if (first.isDone) return ended("done", readyText());
  if (found) say(first.text);

  const namespaces = await suspectNamespaces(task, found);
  let findings = await diagnose(task, namespaces);
  say(...findings.map(({ text }) => text));
  if (findings.some(({ isOurs }) => isOurs)) {
    const { restored, remarks, problems } = await restoreIn(task, namespaces, task.endMs);
    say(`restored: ${few(restored.map(({ label }) => label))}`, ...remarks, ...problems);
    const cured = await ready(Math.min(flux.sourceReadyWithinMs, half(task)));
    if (cured.isDone) return ended("done", readyText());
    const before = new Set(findings.map(({ text }) => text));
    findings = await diagnose(task, namespaces);
    say(...findings.map(({ text }) => text).filter((text) => !before.has(text)));
  }
  // What may heal by itself is given time, before anything is written over.
  if (findings.some(mayHeal)) {
    const healed = await ready(Math.min(flux.sourceReadyWithinMs, half(task)));
    if (healed.isDone) return ended("done", readyText());
  }
  if (flux.cache) say(...(await applySets(task, flux.cache)));
  else say("no manifests are kept: flux.cache is not configured");
  question.askedAtMs = Number.NEGATIVE_INFINITY;
  const last = await ready(Number.POSITIVE_INFINITY);
  return last.isDone ? ended("done", readyText()) : ended("failed", last.text);
}

function mayHeal({ link }: Finding): boolean {
  return link !== "nothing" && link !== "replicas";
}

function half(task: Task): number {
  return (task.endMs - task.nowMs()) / 2;
}

/** What Flux was asked, by which its answer is known. */
interface Question {
  readonly flux: FluxEntry;
  asked?: string;
  askedAtMs: number;
}

/** After so long it is asked again: what failed at first is left alone by Flux for longer and longer. */
const askAgainMs = 30_000;

/** Asks Flux to fetch the source, once, and looks whether it did since. Resumes the source, where hecate suspended it. */
async function look(task: Task, question: Question): Promise<Look> {
  const { flux } = question;
  const source = await findSource(task, flux);
  if (!source) return { isDone: false, text: "the source is not there" };
  const name = nameOf(source.object);
  if (isSuspended(source)) {
    if (!isMarked(source)) return { isDone: false, text: `${name} was suspended by somebody` };
    question.asked = await resume(task, source);
    question.askedAtMs = task.nowMs();
    return { isDone: false, text: `${name} was resumed` };
  }
  const isOpen = question.asked === undefined || !hasHandled(source.object, question.asked);
  if (!isOpen && isFluxReady(source.object)) return { isDone: true, text: `${name} is ready` };
  if (question.asked === undefined || task.nowMs() - question.askedAtMs >= askAgainMs) {
    const asked = timestamp(task);
    await patchFlux(task, source, { metadata: { annotations: { [requestedAt]: asked } } });
    const isFirst = question.asked === undefined;
    question.asked = asked;
    question.askedAtMs = task.nowMs();
    if (isFirst) return { isDone: false, text: `${name}: asked for` };
  }
  if (isOpen) return { isDone: false, text: `${name}: source-controller has not looked yet` };
  const ready = conditionOf(source.object, "Ready");
  const why = [ready?.reason, ready?.message].filter(Boolean).join(": ");
  return { isDone: false, text: `${name} is not ready${why === "" ? "" : `: ${why}`}` };
}

/** The source of the configuration; undefined where there is none. */
export async function findSource(task: Task, flux: FluxEntry): Promise<FluxObject | undefined> {
  const resource = await fluxKind(task, fluxKinds[2]);
  if (!resource) return undefined;
  const place = { resource, ...flux.source };
  const object = await task.persist(task.endMs, () => task.parts.api.get(place, task.call));
  return object && { resource, object };
}
