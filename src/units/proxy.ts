import {
  failAll,
  firstToStart,
  grantAll,
  isAnyLeft,
  isAnyResuming,
  type Requesters,
  stopActive,
  stopAll,
  stopResuming,
  withoutRequester,
  withRequester,
} from "./proxy-requesters.ts";

/**
 * What is under way on the target's node.
 *
 * - `idle`: nothing; what is seen of the units is believed.
 * - `starting`: the dependency's start, which starts the target, has been asked for, in the name of the
 *   requester `by`. Left by the end of its job.
 * - `holding`: the dependency's start on a target that is active has been asked for; it starts nothing
 *   else. Left by the end of its job.
 * - `started`, `held`: that job is done; left when both units are seen to be active, or after a while.
 * - `stopping`: the dependency's stop has been asked for. Left by the end of its job.
 * - `stopped`: that job has ended; left when the dependency is seen to be down, or after a while.
 * - `pausing`: a hold could not be begun; it is tried again after a while.
 */
export type Phase =
  | { readonly kind: "idle" }
  | { readonly kind: "starting"; readonly by: string; readonly job?: string }
  | { readonly kind: "holding" | "stopping"; readonly job?: string }
  | { readonly kind: "started" | "held" | "stopped" | "pausing"; readonly untilMs: number };

type JobPhase = Extract<Phase, { readonly kind: "starting" | "holding" | "stopping" }>;

/** A unit that units of other nodes need. */
export interface Target {
  readonly node: string;
  readonly unit: string;
  readonly phase: Phase;
  readonly requesters: Requesters;
}

/** Active states of the target, and of the dependency that holds it; empty: not loaded. */
export interface TargetView {
  readonly target: string;
  readonly dependency: string;
}

/** The moment of a step. */
export interface TargetMoment {
  /** What was said before this has been heard. */
  readonly monoMs: number;
  /** Undefined while what is known of the node's units is not to be believed. */
  readonly view: TargetView | undefined;
  /** Everybody who may need the target has had time to say so. */
  readonly isEverybodyHeard: boolean;
}

/** What happens to a target. */
export type TargetInput =
  | { readonly kind: "want"; readonly id: string; readonly wasActive: boolean }
  | { readonly kind: "drop"; readonly id: string }
  | { readonly kind: "begun"; readonly job: string }
  /** What was to be begun could not be. */
  | { readonly kind: "refused"; readonly reason: string }
  | {
      readonly kind: "ended";
      readonly job: string;
      readonly result: string;
      readonly detail?: string;
    }
  /** Its node was given up. */
  | { readonly kind: "lost" }
  /** Its units or the time have changed. */
  | { readonly kind: "look" };

/**
 * What is to be done about the dependency: it is to be started with its target, started only where
 * the target is active, or stopped.
 */
export type TargetEffect = "start" | "hold" | "stop";

/** What becomes of a target, and what is to be done. */
export interface TargetStep {
  readonly target: Target;
  readonly effect?: TargetEffect;
}

/** How long what a job has done may take to show in the node's units. */
export const showMs = 5000;
/** What failed, and has to be, is tried again after this. */
export const againMs = 30_000;

const idle: Phase = { kind: "idle" };

/** A target that nobody needs yet. */
export function newTarget(node: string, unit: string): Target {
  return { node, unit, phase: idle, requesters: new Map() };
}

/** Whether anybody needs it. */
export function isWanted({ requesters }: Target): boolean {
  return isAnyLeft(requesters);
}

/** As it is when for `stalledMs` nobody could be heard: what was to show meanwhile is waited for that much longer. */
export function forgiveTarget(target: Target, stalledMs: number): Target {
  const { phase } = target;
  if (stalledMs === 0 || !("untilMs" in phase)) return target;
  return { ...target, phase: { ...phase, untilMs: phase.untilMs + stalledMs } };
}

/**
 * One step. The target is reference counted: its dependency is started for the first who needs it, and
 * stopped after the last. The target itself is started for who says that its proxy unit starts, once,
 * and for nobody else: one that has stopped is not started again for who had it before.
 */
export function stepTarget(before: Target, input: TargetInput, moment: TargetMoment): TargetStep {
  return decide(take(before, input, moment), moment);
}

function take(target: Target, input: TargetInput, { monoMs }: TargetMoment): Target {
  const { phase, requesters } = target;
  switch (input.kind) {
    case "want":
      return { ...target, requesters: withRequester(requesters, input.id, input.wasActive) };
    case "drop":
      return { ...target, requesters: withoutRequester(requesters, input.id) };
    case "begun":
      return isJob(phase) ? { ...target, phase: { ...phase, job: input.job } } : target;
    case "refused":
      return refuse(target, input.reason, monoMs);
    case "ended":
      return end(target, input, monoMs);
    case "lost":
      return lose(target);
    case "look":
      return target;
  }
}

function refuse(target: Target, reason: string, monoMs: number): Target {
  switch (target.phase.kind) {
    case "starting":
      return { ...fail(target, reason), phase: idle };
    case "holding":
      return { ...target, phase: { kind: "pausing", untilMs: monoMs + againMs } };
    case "stopping":
      return { ...target, phase: { kind: "stopped", untilMs: monoMs + againMs } };
    case "idle":
    case "started":
    case "held":
    case "stopped":
    case "pausing":
      return target;
  }
}

function end(
  target: Target,
  { job, result, detail }: Extract<TargetInput, { kind: "ended" }>,
  monoMs: number,
): Target {
  const { phase, node, unit } = target;
  if (!isJob(phase) || phase.job !== job) return target;
  const isDone = result === "done";
  const more = detail === undefined ? "" : ` (${detail})`;
  if (phase.kind === "stopping") {
    const untilMs = monoMs + (isDone ? showMs : againMs);
    return { ...target, phase: { kind: "stopped", untilMs } };
  }
  if (isDone) {
    const kind = phase.kind === "holding" ? "held" : "started";
    return { ...target, phase: { kind, untilMs: monoMs + showMs } };
  }
  if (phase.kind === "holding") {
    const reason = `${unit} on ${node} could not be held: ${result}${more}`;
    return { ...target, requesters: stopResuming(target.requesters, reason), phase: idle };
  }
  const reason = `${unit} on ${node} did not become active: ${result}${more}`;
  return { ...fail(target, reason), phase: idle };
}

function lose(target: Target): Target {
  const reason = `node ${target.node} was lost`;
  const stopped = { ...target, requesters: stopAll(target.requesters, reason) };
  switch (target.phase.kind) {
    case "starting":
      // Whoever waits for a job learns its end; whoever waits for the node goes on waiting.
      return stopped;
    case "started":
      return { ...fail(stopped, reason), phase: idle };
    case "idle":
    case "holding":
    case "held":
    case "stopping":
    case "stopped":
    case "pausing":
      return { ...stopped, phase: idle };
  }
}

function decide(target: Target, moment: TargetMoment): TargetStep {
  const { view, monoMs } = moment;
  const { phase, unit, node } = target;
  switch (phase.kind) {
    case "starting":
    case "holding":
      return isWanted(target) ? { target } : begin(target, { kind: "stopping" }, "stop");
    case "stopping":
      return { target };
    case "started": {
      // What the node shows may be from before the job.
      if (!view || (!isUp(view) && monoMs < phase.untilMs)) return { target };
      const next = isUp(view)
        ? { ...target, requesters: grantAll(target.requesters) }
        : fail(target, `${unit} on ${node} was started and is not active`);
      return decideIdle({ ...next, phase: idle }, moment);
    }
    case "held": {
      // The target was seen to be active before the job: that it is down is news.
      const isOver = view && (isUp(view) || isDown(view.target) || monoMs >= phase.untilMs);
      if (!isOver) return { target };
      const requesters = isUp(view)
        ? grantAll(target.requesters)
        : stopResuming(target.requesters, reasonOf(target, view));
      return decideIdle({ ...target, requesters, phase: idle }, moment);
    }
    case "stopped":
      if (monoMs < phase.untilMs && !(view && isDown(view.dependency))) return { target };
      return decideIdle({ ...target, phase: idle }, moment);
    case "pausing":
      return decideIdle(monoMs < phase.untilMs ? target : { ...target, phase: idle }, moment);
    case "idle":
      return decideIdle(target, moment);
  }
}

function decideIdle(before: Target, { view, isEverybodyHeard }: TargetMoment): TargetStep {
  if (!view) return { target: before };
  const target = { ...before, requesters: judge(before, view) };
  const by = firstToStart(target.requesters);
  if (by !== undefined) return begin(target, { kind: "starting", by }, "start");
  // In between, as while it is restarted, it may yet be either.
  const canHold = isActive(view.target) && target.phase.kind === "idle";
  if (canHold && isAnyResuming(target.requesters))
    return begin(target, { kind: "holding" }, "hold");
  if (isEverybodyHeard && !isWanted(target) && !isDown(view.dependency))
    return begin(target, { kind: "stopping" }, "stop");
  return { target };
}

function begin(target: Target, phase: Phase, effect: TargetEffect): TargetStep {
  return { target: { ...target, phase }, effect };
}

/** What is seen of the units, for each who needs them. */
function judge(target: Target, view: TargetView): Requesters {
  const { requesters } = target;
  if (isUp(view)) return grantAll(requesters);
  if (isDown(view.target)) return stopAll(requesters, reasonOf(target, view));
  // Who resumes is about to be held.
  return isDown(view.dependency) ? stopActive(requesters, reasonOf(target, view)) : requesters;
}

/** Why the target no longer is what it was. */
function reasonOf({ node, unit }: Target, view: TargetView): string {
  return isDown(view.target)
    ? `${unit} on ${node} is ${view.target || "inactive"}`
    : `the dependency on ${unit} was stopped on ${node}`;
}

function fail(target: Target, reason: string): Target {
  return { ...target, requesters: failAll(target.requesters, reason) };
}

/** Whether it is left by the end of a job. */
function isJob(phase: Phase): phase is JobPhase {
  return phase.kind === "starting" || phase.kind === "holding" || phase.kind === "stopping";
}

function isUp({ target, dependency }: TargetView): boolean {
  return isActive(target) && isActive(dependency);
}

function isActive(state: string): boolean {
  return state === "active" || state === "reloading" || state === "refreshing";
}

/** Not: on its way up, or in between. */
function isDown(state: string): boolean {
  return state === "" || state === "inactive" || state === "failed";
}
