/**
 * What an operator orders (hecate shutdown, startup, cancel), and hecate-bootstrap.service: judged like all else that
 * happens, so that there is one run at a time whoever wants it. Each order is answered, with its run or with why not.
 */

import { affectedNow, type Moment } from "./causes.ts";
import type { CoordinatorState } from "./coordinator-state.ts";
import { upsOf } from "./coordinator-state.ts";
import { listOf } from "./feeds.ts";
import { withMains } from "./mains.ts";
import type { PowerOrder } from "./model.ts";
import {
  isOrderedAlone,
  isShutting,
  type OpenRun,
  owedAfter,
  type Starting,
  startUpEffect,
  withOwed,
} from "./phases.ts";
import { intentMaxAgeMs } from "./policy.ts";
import { requiredUps, startGate } from "./start-gate.ts";

/** That the cluster is to stay down: nothing but a startup that is ordered, or its age at another boot, ends it. */
export interface Intent {
  readonly run: number;
  readonly by: string;
  readonly reason: string;
  /** Boot and moment in it. */
  readonly bootId: string;
  readonly atMs: number;
  /** ms since 1970, where the clock was in step; for its age in another boot. */
  readonly wallMs?: number;
}

/** Takes an order, and answers it. */
export function withOrder(
  state: CoordinatorState,
  order: PowerOrder,
  moment: Moment,
): CoordinatorState {
  switch (order.what) {
    case "shutdown":
      return withShutdown(state, order, moment);
    case "startup":
      return withStartupOrder(state, order, moment);
    case "cancel":
      return withCancel(state, order, moment);
  }
}

type Of<What extends PowerOrder["what"]> = Extract<PowerOrder, { readonly what: What }>;

function withShutdown(
  state: CoordinatorState,
  order: Of<"shutdown">,
  { atMs, config, effects }: Moment,
): CoordinatorState {
  const { phase } = state;
  const { id, by, mode, skips, wallMs } = order;
  if (isShutting(phase)) {
    const { run, reason } = phase.open;
    return refused(state, id, `shutdown ${run} is under way: ${reason}`, effects);
  }
  const run = state.lastRun + 1;
  const key = `ordered:${id}`;
  const reason = `${by}: ${order.reason}`.slice(0, 1024);
  const scope = config.nodes.map(({ name }) => name);
  const open: OpenRun = {
    ...{ run, key, reason, scope, causes: [], toldMs: {}, gone: [], isHeld: false },
    ordered: { mode, skips },
  };
  const intent: Intent = {
    ...{ run, by, reason: order.reason, bootId: state.bootId, atMs },
    ...(wallMs === undefined ? {} : { wallMs }),
  };
  const owed = withOwed(state.owed);
  effects.push({ kind: "begin-run", run, key, reason, scope, ordered: { mode, skips }, ...owed });
  effects.push({ kind: "answer", id, run });
  const { fluxBranch: _, ...bare } = state;
  return { ...bare, lastRun: run, intent, phase: { at: "running", open } };
}

function withStartupOrder(
  before: CoordinatorState,
  order: Of<"startup">,
  moment: Moment,
): CoordinatorState {
  const { id, isBootstrap } = order;
  const { config, effects } = moment;
  const { phase } = before;
  if (phase.at === "starting") {
    const why = `startup ${phase.run} is under way`;
    const hasBranch = order.forceFluxBranch !== undefined;
    if (order.ignoreCharge && !phase.ignoresCharge && !phase.isCancelled && !hasBranch) {
      // One that waits for charge waits no longer.
      const obstacle = whyNotNow(before, order, moment);
      if (obstacle !== undefined) return refused(before, id, `${why}: ${obstacle}`, effects);
      effects.push({ kind: "answer", id, run: phase.run });
      return { ...before, phase: { ...phase, ignoresCharge: true } };
    }
    // Whoever waits for a cluster that comes up is told which run does that.
    if (!isBootstrap) return refused(before, id, why, effects);
    effects.push({ kind: "answer", id, run: phase.run });
    return before;
  }
  if (isBootstrap) {
    const why = whyIntended(before, order, moment);
    if (why !== undefined) return refused(before, id, why, effects);
  }
  if (isShutting(phase) && isOrderedAlone(phase.open)) {
    const cure = "`hecate cancel` calls it off where that is possible";
    return refused(before, id, `shutdown ${phase.open.run} is under way: ${cure}`, effects);
  }
  // Whether it can begin now or not: that the cluster is to stay down is said no more.
  const { intent: _, ...rest } = before;
  const state = withBranch(rest, order);
  if (isShutting(phase) || phase.at === "owing") {
    // What is owed begins by itself, now that nobody wants it to stay down.
    const after = withMains(state, moment, order.ignoreCharge);
    if (after.phase.at === "starting") {
      effects.push({ kind: "answer", id, run: after.phase.run });
      return asOrdered(after);
    }
  }
  // One that is refused leaves behind no branch but that of before.
  if (isShutting(phase)) {
    const { run, reason } = phase.open;
    const how = "it ends in a startup by itself, when the mains are back for good";
    return refused(rest, id, `shutdown ${run} is under way (${reason}): ${how}`, effects);
  }
  const why = whyNotNow(state, order, moment);
  if (why !== undefined) return refused(rest, id, why, effects);
  const run = state.lastRun + 1;
  const wake = config.nodes.map(({ name }) => name).filter((name) => name !== config.self);
  const after = phase.at === "owing" ? phase.after : state.lastRun;
  const reason = `${order.by}: ${order.reason}`.slice(0, 1024);
  const next: Starting = {
    ...({ at: "starting", run, after, wake, reason } as const),
    ...(order.ignoreCharge && { ignoresCharge: true }),
  };
  effects.push(startUpEffect(next, state.fluxBranch));
  effects.push({ kind: "answer", id, run });
  const owed = owedAfter(state.owed, phase);
  return asOrdered({ ...state, ...{ lastRun: run, owed, roused: [] }, phase: next });
}

/** The startup that has begun is one that somebody wanted: it does not take back what a run has done by itself. */
function asOrdered(state: CoordinatorState): CoordinatorState {
  const { phase } = state;
  return phase.at === "starting" ? { ...state, phase: { ...phase, isOrdered: true } } : state;
}

/**
 * Has Flux follow the branch of this order from now on, or none where an operator names none. A boot orders none: what
 * was ordered before it and has come to no end holds.
 */
function withBranch(
  { fluxBranch: before, ...state }: CoordinatorState,
  { forceFluxBranch, isBootstrap }: Of<"startup">,
): CoordinatorState {
  const fluxBranch = forceFluxBranch ?? (isBootstrap ? before : undefined);
  return fluxBranch === undefined ? state : { ...state, fluxBranch };
}

/** Why the batteries do not let a startup begin; undefined: they do. */
function whyNotNow(
  state: CoordinatorState,
  { ignoreCharge, waitsForOthers }: Of<"startup">,
  { atMs, config }: Moment,
): string | undefined {
  const affected = affectedNow(state, config);
  if (affected.scope.length > 0) return `a shutdown is due: ${affected.why}`;
  for (const ups of requiredUps(config)) {
    const { judgement } = upsOf(state, ups);
    if (judgement?.flags.includes("FSD")) return `${ups}: a forced shutdown is set (FSD)`;
    if (judgement?.row !== 6 || judgement.line !== "ol") {
      return `${ups}: not on mains without doubt (${judgement?.why ?? "it was not heard yet"})`;
    }
  }
  if (ignoreCharge) return undefined;
  const gate = startGate(state, { config, causes: undefined, atMs });
  if (!gate.isOpen) return `${gate.why} (\`--ignore-charge\` begins all the same)`;
  return waitsForOthers && !gate.isComplete ? gate.why : undefined;
}

/** Why an operator's shutdown keeps a machine that was booted from starting the cluster; undefined: it does not. */
function whyIntended(
  { intent, bootId }: CoordinatorState,
  { wallMs }: Of<"startup">,
  { atMs, config }: Moment,
): string | undefined {
  if (!intent) return undefined;
  const { run, by, reason } = intent;
  // By a clock that nobody vouches for it is too old: a cluster that stays down for ever is the worse end.
  const ageMs =
    intent.bootId === bootId
      ? atMs - intent.atMs
      : intent.wallMs === undefined || wallMs === undefined
        ? Number.POSITIVE_INFINITY
        : wallMs - intent.wallMs;
  if (ageMs < 0 || ageMs >= (config.startup?.intentMaxAgeMs ?? intentMaxAgeMs)) return undefined;
  return `${by} has shut the cluster down (run ${run}: ${reason}): \`hecate startup --execute\` brings it up`;
}

function withCancel(
  state: CoordinatorState,
  { id, by, isOfStartup }: Of<"cancel">,
  { effects }: Moment,
): CoordinatorState {
  const { phase } = state;
  const cancelled = (run: number, after: CoordinatorState): CoordinatorState => {
    effects.push({ kind: "cancel-run", run, reason: `called off by ${by}` });
    effects.push({ kind: "answer", id, run });
    return after;
  };
  if (phase.at === "starting") {
    // Said once more, or too late, a cancel of a shutdown would else leave the cluster half down.
    if (!phase.isOrdered && !isOfStartup) {
      const why = `startup ${phase.run} is under way, which brings back what run ${phase.after} has stopped: \`hecate cancel --startup\` stops that, and leaves the cluster as it is then`;
      return refused(state, id, why, effects);
    }
    return cancelled(phase.run, { ...state, phase: { ...phase, isCancelled: true } });
  }
  if (!isShutting(phase)) return refused(state, id, "there is no run under way", effects);
  const { open } = phase;
  if (open.ended !== undefined) {
    const what = open.ended === "cancelled" ? "called off" : "over";
    const next = state.intent
      ? "`hecate startup --execute` brings back what it has stopped"
      : "what it has stopped is brought back when mains and batteries let it";
    return refused(state, id, `shutdown ${open.run} is ${what} already: ${next}`, effects);
  }
  if (isOfStartup) {
    const why = `shutdown ${open.run} is under way, and no startup: \`hecate cancel\` calls it off where that is possible`;
    return refused(state, id, why, effects);
  }
  const told = Object.keys(open.toldMs);
  if (phase.at !== "running" || told.length > 0) {
    const why = `shutdown ${open.run} cannot be called off any more: ${listOf(told)} was told to power off`;
    return refused(state, id, why, effects);
  }
  const { intent, ...rest } = state;
  const after = intent?.run === open.run ? rest : state;
  return cancelled(open.run, {
    ...after,
    phase: { ...phase, open: { ...open, isCancelled: true } },
  });
}

function refused(
  state: CoordinatorState,
  id: string,
  refusal: string,
  effects: Moment["effects"],
): CoordinatorState {
  effects.push({ kind: "answer", id, refusal });
  return state;
}
