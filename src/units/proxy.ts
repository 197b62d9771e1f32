import type { ProxyStatus } from "../protocol/generated/schemas.ts";

/** Somebody who needs the target, and what is told of it. */
export interface Requester {
  readonly state: ProxyStatus;
  readonly reason?: string;
  /**
   * It says that it was told `active` before, of which nothing is known here: it is held where the
   * target is still active, and nothing is started for it otherwise.
   */
  readonly isResuming: boolean;
}

/**
 * What is under way on the target's node.
 *
 * - `idle`: nothing; what is seen of the units is believed.
 * - `starting`: the dependency's start has been asked for. Left by the end of its job.
 * - `started`: its job is done; left when both units are seen to be active, or after a while.
 * - `stopping`: its stop has been asked for. Left by the end of its job.
 * - `stopped`: that job has ended; left when the dependency is seen to be down, or after a while.
 */
export type Phase =
  | { readonly kind: "idle" }
  | { readonly kind: "starting" | "stopping"; readonly job?: string }
  | { readonly kind: "started" | "stopped"; readonly untilMs: number };

/** A unit that units of other nodes need. */
export interface Target {
  readonly node: string;
  readonly unit: string;
  readonly phase: Phase;
  readonly requesters: ReadonlyMap<string, Requester>;
}

/** Active states of the target, and of the dependency that holds it; empty: not loaded. */
export interface TargetView {
  readonly target: string;
  readonly dependency: string;
}

/** The moment of a step. */
export interface TargetMoment {
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

/** What is to be done about it: the dependency is to be started, or stopped. */
export type TargetEffect = "start" | "stop";

/** How long what a job has done may take to show in the node's units. */
export const showMs = 5000;
/** A stop that failed is tried again after this. */
export const stopAgainMs = 30_000;

const idle: Phase = { kind: "idle" };

/** A target that nobody needs yet. */
export function newTarget(node: string, unit: string): Target {
  return { node, unit, phase: idle, requesters: new Map() };
}

/** Whether anybody needs it. */
export function isWanted({ requesters }: Target): boolean {
  return some(requesters, ({ state }) => state === "waiting" || state === "active");
}

/**
 * One step. The target is reference counted: its dependency is started for the first who needs it,
 * and stopped after the last.
 */
export function stepTarget(
  before: Target,
  input: TargetInput,
  moment: TargetMoment,
): { readonly target: Target; readonly effect?: TargetEffect } {
  return decide(take(before, input, moment), moment);
}

function take(target: Target, input: TargetInput, { monoMs }: TargetMoment): Target {
  const { phase } = target;
  switch (input.kind) {
    case "want": {
      if (target.requesters.has(input.id)) return target;
      const requester = { state: "waiting", isResuming: input.wasActive } as const;
      return { ...target, requesters: new Map(target.requesters).set(input.id, requester) };
    }
    case "drop": {
      const requesters = new Map(target.requesters);
      return requesters.delete(input.id) ? { ...target, requesters } : target;
    }
    case "begun":
      if (phase.kind !== "starting" && phase.kind !== "stopping") return target;
      return { ...target, phase: { ...phase, job: input.job } };
    case "refused":
      if (phase.kind === "starting") return { ...fail(target, input.reason), phase: idle };
      if (phase.kind !== "stopping") return target;
      return { ...target, phase: { kind: "stopped", untilMs: monoMs + stopAgainMs } };
    case "ended":
      return end(target, input, monoMs);
    case "lost":
      return lose(target);
    case "look":
      return target;
  }
}

function end(
  target: Target,
  { job, result, detail }: Extract<TargetInput, { kind: "ended" }>,
  monoMs: number,
): Target {
  const { phase, node, unit } = target;
  if (!("job" in phase) || phase.job !== job) return target;
  const isDone = result === "done";
  if (phase.kind === "stopping") {
    const untilMs = monoMs + (isDone ? showMs : stopAgainMs);
    return { ...target, phase: { kind: "stopped", untilMs } };
  }
  if (isDone) return { ...target, phase: { kind: "started", untilMs: monoMs + showMs } };
  const more = detail === undefined ? "" : ` (${detail})`;
  return {
    ...fail(target, `${unit} on ${node} did not become active: ${result}${more}`),
    phase: idle,
  };
}

function lose(target: Target): Target {
  const reason = `node ${target.node} was lost`;
  const requesters = mapRequesters(target, (requester) => {
    if (requester.state === "active" || requester.isResuming) return stopped(reason);
    // Whoever waits for a job learns its end; whoever waits for the node goes on waiting.
    return requester;
  });
  const phase = target.phase.kind === "starting" ? target.phase : idle;
  const isShowing = target.phase.kind === "started";
  return isShowing
    ? { ...fail({ ...target, requesters }, reason), phase }
    : { ...target, requesters, phase };
}

function decide(
  target: Target,
  moment: TargetMoment,
): { readonly target: Target; readonly effect?: TargetEffect } {
  const { view, monoMs } = moment;
  const { phase } = target;
  switch (phase.kind) {
    case "starting":
      // Replaces the start in systemd's queue.
      return isWanted(target) ? { target } : begin(target, "stop");
    case "stopping":
      return { target };
    case "started": {
      // What the node shows may be from before the job.
      if (!view || (!isUp(view) && monoMs < phase.untilMs)) return { target };
      const { unit, node } = target;
      const next = isUp(view)
        ? grant(target)
        : fail(target, `${unit} on ${node} was started and is not active`);
      return decideIdle({ ...next, phase: idle }, moment);
    }
    case "stopped":
      if (monoMs < phase.untilMs && !(view && isDown(view.dependency))) return { target };
      return decideIdle({ ...target, phase: idle }, moment);
    case "idle":
      return decideIdle(target, moment);
  }
}

function decideIdle(
  before: Target,
  { view, isEverybodyHeard }: TargetMoment,
): { readonly target: Target; readonly effect?: TargetEffect } {
  if (!view) return { target: before };
  const target = judge(before, view);
  if (some(target.requesters, ({ state }) => state === "waiting")) return begin(target, "start");
  if (isEverybodyHeard && !isWanted(target) && !isDown(view.dependency))
    return begin(target, "stop");
  return { target };
}

function begin(target: Target, effect: TargetEffect) {
  const kind = effect === "start" ? "starting" : "stopping";
  return { target: { ...target, phase: { kind } as const }, effect };
}

/** What is seen of the units, for each who needs them. */
function judge(target: Target, view: TargetView): Target {
  const { node, unit } = target;
  const reason = isDown(view.target)
    ? `${unit} on ${node} is ${view.target || "inactive"}`
    : `the dependency on ${unit} was stopped on ${node}`;
  const requesters = mapRequesters(target, (requester) => {
    switch (requester.state) {
      case "active":
        return isDown(view.target) || isDown(view.dependency) ? stopped(reason) : requester;
      case "waiting":
        if (isUp(view)) return active;
        if (requester.isResuming && isDown(view.target)) return stopped(reason);
        return requester.isResuming ? { ...requester, isResuming: false } : requester;
      default:
        return requester;
    }
  });
  return { ...target, requesters };
}

const active: Requester = { state: "active", isResuming: false };

function stopped(reason: string): Requester {
  return { state: "stopped", reason, isResuming: false };
}

function grant(target: Target): Target {
  return {
    ...target,
    requesters: mapRequesters(target, (r) => (r.state === "waiting" ? active : r)),
  };
}

function fail(target: Target, reason: string): Target {
  const failed: Requester = { state: "failed", reason, isResuming: false };
  return {
    ...target,
    requesters: mapRequesters(target, (r) => (r.state === "waiting" ? failed : r)),
  };
}

function mapRequesters(
  { requesters }: Target,
  change: (requester: Requester) => Requester,
): ReadonlyMap<string, Requester> {
  return new Map([...requesters].map(([id, requester]) => [id, change(requester)]));
}

function some(
  requesters: ReadonlyMap<string, Requester>,
  holds: (requester: Requester) => boolean,
): boolean {
  return [...requesters.values()].some(holds);
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
