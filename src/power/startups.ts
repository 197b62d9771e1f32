/** When what a run has stopped is brought up again, and who is woken (POWER-DESIGN F). */

import { affectedNow, type Moment } from "./causes.ts";
import { type CoordinatorState, upsOf } from "./coordinator-state.ts";
import { listOf } from "./feeds.ts";
import type { PowerConfig } from "./model.ts";
import {
  areToldSettled,
  type OpenRun,
  type Owing,
  openRunOf,
  type Starting,
  startUpEffect,
} from "./phases.ts";
import { startGate, waitOtherUpsMs } from "./start-gate.ts";
import { wakeableOf } from "./supply.ts";
import { inAnother } from "./watching.ts";

/**
 * The mains are back for good and the gate is open: what was stopped is brought up, who was told is woken.
 * `ignoresCharge`: whatever their batteries have.
 */
export function withStartup(
  state: CoordinatorState,
  moment: Moment,
  ignoresCharge: boolean,
): CoordinatorState {
  const { phase } = state;
  const { atMs, config } = moment;
  if (phase.at === "watching" || phase.at === "starting" || phase.at === "self-off") return state;
  if (phase.at === "owing" && phase.rest)
    return withRest(state, phase, { ...moment, ignoresCharge });
  const open = phase.at === "owing" ? undefined : phase.open;
  // Whose host is off, or silent for long, cannot say that it is back; all others who fired have to.
  const isHeard = (ups: string) => !isUnheard(state, ups, { atMs, config });
  if (open && phase.at !== "holding" && !open.isHeld && !isOver(open, { isHeard, config }))
    return state;
  const isSettled = !open || areToldSettled(open, { atMs, nodes: config.nodes });
  const gate = startGate(state, { config, causes: open?.causes, atMs });
  if (!isSettled || !gate.isOpen || affectedNow(state, config, isHeard).scope.length > 0) {
    return withReady(state, undefined);
  }
  const readyMs = readySince(state, atMs);
  const { isComplete, why } = gate;
  if (!isComplete && !isWaitedOut(readyMs, moment)) return withReady(state, readyMs);
  const wake = toWake(state, open, config);
  const next = {
    ...{ wake, reason: isComplete ? why : `waited long enough for ${why}` },
    ...(!isComplete && ({ hasWaited: true } as const)),
    ...(ignoresCharge && { ignoresCharge }),
  };
  return begun({ ...state, owed: wake }, next, moment);
}

/** Who was left out is woken when there is enough, all at once if the others have it soon. */
function withRest(
  state: CoordinatorState,
  phase: Owing,
  moment: Moment & { readonly ignoresCharge: boolean },
): CoordinatorState {
  const { atMs, config } = moment;
  const { rest = [], failed } = phase;
  const ignoresCharge = moment.ignoresCharge || phase.ignoresCharge === true;
  const isIn = (node: string) => config.nodes.some(({ name }) => name === node);
  const leftOut = rest.filter(isIn);
  // Another configuration has none of them any more.
  if (leftOut.length === 0) {
    const owed = state.owed.filter(isIn);
    return { ...state, owed, phase: { at: "watching", ...(failed && { failed }) } };
  }
  const { now, isAll } = wakeableOf(state, leftOut, { config, ignoresCharge });
  const gate = startGate(state, { config, causes: undefined, atMs });
  const isHeard = (ups: string) => !isUnheard(state, ups, { atMs, config });
  const isDue = affectedNow(state, config, isHeard).scope.length > 0;
  if (now.length === 0 || !gate.isOpen || isDue) return withReady(state, undefined);
  const readyMs = readySince(state, atMs);
  const isAwaited = !isAll && !ignoresCharge && !isWaitedOut(readyMs, moment);
  if (isAwaited) return withReady(state, readyMs);
  const reason = ignoresCharge
    ? `${listOf(now)} had been left out, and charge is not waited for`
    : `${listOf(now)} had been left out until there is enough`;
  const next = {
    ...{ wake: now, reason, rest: leftOut.filter((node) => !now.includes(node)) },
    ...(failed && { failed }),
    ...(ignoresCharge && ({ ignoresCharge } as const)),
  };
  return begun(state, next, moment);
}

function readySince({ phase }: CoordinatorState, atMs: number): number {
  return (phase.at === "owing" ? phase.readyMs : openRunOf(phase)?.readyMs) ?? atMs;
}

function isWaitedOut(readyMs: number, { atMs, config }: Moment): boolean {
  return atMs - readyMs >= (config.startup?.waitOtherUpsMs ?? waitOtherUpsMs);
}

function begun(
  state: CoordinatorState,
  of: Omit<Starting, "at" | "run" | "after">,
  { effects }: Moment,
): CoordinatorState {
  const { phase } = state;
  const run = state.lastRun + 1;
  const after = phase.at === "owing" ? phase.after : (openRunOf(phase)?.run ?? state.lastRun);
  const next: Starting = { at: "starting", run, after, ...of };
  effects.push(startUpEffect(next, state.fluxBranch));
  return { ...state, lastRun: run, upses: inAnotherOutage(state), roused: [], phase: next };
}

/** What has fired had its run, and that is taken back now: what is read from here on may fire anew. */
function inAnotherOutage(state: CoordinatorState): CoordinatorState["upses"] {
  return Object.fromEntries(
    Object.entries(state.upses).map(([name, ups]) => [name, inAnother(ups, state)]),
  );
}

/** Whether nothing of a run is left to do, and nobody is left who could say that its mains are back. */
function isOver(
  open: OpenRun,
  of: { readonly isHeard: (ups: string) => boolean; readonly config: PowerConfig },
): boolean {
  const isDone =
    open.ended !== undefined ||
    open.scope.every((node) => node === of.config.self || Object.hasOwn(open.toldMs, node));
  return isDone && !open.causes.some(of.isHeard);
}

/** Whether nothing can be heard of a UPS, or was for as long as is too long on battery. */
function isUnheard(
  state: CoordinatorState,
  ups: string,
  { atMs, config }: { readonly atMs: number; readonly config: PowerConfig },
): boolean {
  const { memory, isAsleep } = upsOf(state, ups);
  if (isAsleep) return true;
  return memory.last === undefined || atMs - memory.last.atMs >= config.policy.blindOnBatteryMs;
}

/** Exactly who was told to go, by this run and by those before that nobody has taken back, in the order of the configuration. */
function toWake(
  { owed }: CoordinatorState,
  open: OpenRun | undefined,
  config: PowerConfig,
): readonly string[] {
  const isTold = (node: string) =>
    owed.includes(node) || (open !== undefined && Object.hasOwn(open.toldMs, node));
  return config.nodes
    .map(({ name }) => name)
    .filter((name) => name !== config.self && isTold(name));
}

function withReady(state: CoordinatorState, readyMs: number | undefined): CoordinatorState {
  const { phase } = state;
  if (phase.at === "owing") {
    if (phase.readyMs === readyMs) return state;
    const { readyMs: _, ...owing } = phase;
    return { ...state, phase: readyMs === undefined ? owing : { ...owing, readyMs } };
  }
  if (phase.at !== "running" && phase.at !== "powering-off" && phase.at !== "holding") return state;
  if (phase.open.readyMs === readyMs) return state;
  const bare = withoutReady(phase.open);
  return {
    ...state,
    phase: { ...phase, open: readyMs === undefined ? bare : { ...bare, readyMs } },
  };
}

/** A run that has not begun to wait for its startup. */
export function withoutReady({ readyMs: _, ...open }: OpenRun): OpenRun {
  return open;
}
