/**
 * The coordinator's decision: what happens goes in, the new state and what is to be done come out. Pure, and complete:
 * whoever calls it has the new state on disk before it carries out an effect, and in the order given.
 */

import { withAlarms, withUpsAlarms } from "./alarms.ts";
import { type Budget, budgetOf } from "./budget.ts";
import { type Moment, withCauses } from "./causes.ts";
import { type CoordinatorState, type KnownPeer, upsOf } from "./coordinator-state.ts";
import { withGuards, withGuardTold, withNode } from "./guards.ts";
import { withInhibit, withoutOldInhibit } from "./inhibit.ts";
import { withMains, withSelf } from "./mains.ts";
import type {
  CoordinatorEffect,
  CoordinatorInput,
  PowerConfig,
  RunEvent,
  Stepped,
  UpsConfig,
} from "./model.ts";
import { withOrder } from "./orders.ts";
import { afterRunEvent, isShutting, owedAfter, type Starting } from "./phases.ts";
import { withoutRehearsed } from "./rehearsed-state.ts";
import { runOf, takeTrigger, withoutOutages } from "./triggers.ts";
import type { UpsEvent } from "./ups.ts";
import { watchUps } from "./watching.ts";

export {
  type CoordinatorState,
  newCoordinator,
  restoredCoordinator,
} from "./coordinator-state.ts";
export { viewOf } from "./coordinator-view.ts";
export { resume } from "./resume.ts";

/** What an input does. */
export function stepCoordinator(
  before: CoordinatorState,
  input: CoordinatorInput,
  config: PowerConfig,
): Stepped<CoordinatorState, CoordinatorEffect> {
  // The boot clock never goes back; who calls may have looked at it in another order.
  const atMs = Math.max(before.atMs, input.atMs);
  const moment: Moment = { atMs, config, effects: [] };
  const noted = note(withoutOldInhibit({ ...before, atMs }), input, moment);
  // Most readings say what the one before said: what the nodes have to think of it is the same.
  const decided = isNews(input, before, noted.state)
    ? withMains(withOrdered(withCauses(noted.state, moment), input, moment), moment)
    : withSelf(noted.state, moment);
  if (input.kind === "trigger") answer(decided, { input, refusal: noted.refusal, moment });
  const now = hasLineChanged(before, decided, config);
  const guarded = isOfGuards(input) || now ? withGuards(decided, moment, { now, input }) : decided;
  moment.effects.push(...noted.after);
  const state = withAlarms(guarded, moment);
  return { state, effects: moment.effects };
}

/** The state with what was heard, before anything is decided; and what is to be done about it after the decision. */
interface Noted {
  readonly state: CoordinatorState;
  readonly after: readonly CoordinatorEffect[];
  /** Why a trigger begins nothing. */
  readonly refusal?: string | undefined;
}

function note(state: CoordinatorState, input: CoordinatorInput, moment: Moment): Noted {
  const { atMs, config } = moment;
  switch (input.kind) {
    case "reading": {
      const ups = config.upses.find(({ name }) => name === input.ups);
      if (!ups) return { state, after: [] };
      const { origin, reading } = input;
      return watched(state, [ups], { kind: "reading", origin, reading, atMs }, config);
    }
    case "tick":
      return watched(state, config.upses, { kind: "tick", atMs }, config);
    case "trigger":
      return { ...takeTrigger(state, input.from, { atMs, config }), after: [] };
    case "runs": {
      const learnt = config.upses.map((ups): [string, Budget] => [
        ups.name,
        budgetOf(ups, config, input.runs),
      ]);
      const lastRun = Math.max(state.lastRun, ...input.runs.map(({ run }) => run));
      return { state: { ...state, lastRun, budgets: Object.fromEntries(learnt) }, after: [] };
    }
    case "run":
      return { state: withRunEvent(state, input, moment), after: [] };
    case "availability": {
      const { host, publisher, configHash } = input;
      if (!config.upses.some((ups) => ups.host === host)) return { state, after: [] };
      const { configHash: _, ...known } = state.peers[host] ?? { publisher };
      const peer = { ...known, publisher, ...(configHash !== undefined && { configHash }) };
      return { state: { ...state, peers: { ...state.peers, [host]: peer } }, after: [] };
    }
    case "node":
      return { state: withNode(state, input), after: [] };
    case "guard-told":
      return { state: withGuardTold(state, input), after: [] };
    case "driver": {
      const others = state.returning.filter((ups) => ups !== input.ups);
      const returning = input.canReturn ? [...others, input.ups] : others;
      return { state: { ...state, returning }, after: [] };
    }
    case "inhibit":
      return { state: withInhibit(state, input, atMs), after: [] };
    case "order":
      return { state, after: [] };
  }
}

/** Judges UPSes after an event; one after the other, as those on one mains look at each other. */
function watched(
  before: CoordinatorState,
  those: readonly UpsConfig[],
  event: UpsEvent,
  config: PowerConfig,
): Noted {
  const after: CoordinatorEffect[] = [];
  // Copied once, and not for each of them: this copy is nobody else's yet.
  const upses = { ...before.upses };
  let state: CoordinatorState = { ...before, upses };
  for (const ups of those) {
    const seen = watchUps(state, { ups, event, config });
    upses[ups.name] = seen.ups;
    after.push(...seen.cures, ...seen.alarms);
    const upsAlarms = withUpsAlarms(state.upsAlarms, seen, event.atMs);
    if (upsAlarms !== state.upsAlarms) state = { ...state, upsAlarms };
    state = withRoused(withoutOldWords(state, ups.name, before), ups, { before, config });
    const wasRestored = upsOf(before, ups.name).judgement?.isRestored === true;
    if (seen.ups.judgement?.isRestored && !wasRestored) state = withoutOutages(state, ups.name);
    if (event.kind === "reading" && event.origin === "live") {
      state = withPeerHeard(state, ups, event.atMs, config);
    }
  }
  return { state, after };
}

/**
 * What the host of a UPS asked for is over when its mains are back for good, or when it has had its run and another outage
 * was read since; and so is the FSD that a run has set.
 */
function withoutOldWords(
  state: CoordinatorState,
  ups: string,
  before: CoordinatorState,
): CoordinatorState {
  const { judgement } = upsOf(state, ups);
  let next = state;
  if (judgement?.isRestored || isWordOfTheOneBefore(state, ups, before)) {
    const { [ups]: _, ...triggers } = state.triggers;
    next = { ...next, triggers };
  }
  const isFsdGone = judgement?.row === 6 && !judgement.flags.includes("FSD");
  if (isFsdGone && !isShutting(state.phase) && state.ownFsd.includes(ups)) {
    next = { ...next, ownFsd: state.ownFsd.filter((one) => one !== ups) };
  }
  return next;
}

/** Whether a call has had its run, and what was read now is of another outage. */
function isWordOfTheOneBefore(
  state: CoordinatorState,
  ups: string,
  before: CoordinatorState,
): boolean {
  const { another } = upsOf(before, ups);
  if (!another || upsOf(state, ups).another) return false;
  const run = runOf(state, state.triggers[ups]?.id ?? "");
  return run !== undefined && run <= another.afterRun;
}

/** Who was told by an earlier run, and is heard by a new reading, is up again. */
function withRoused(
  state: CoordinatorState,
  { name, host }: UpsConfig,
  { before, config }: { readonly before: CoordinatorState; readonly config: PowerConfig },
): CoordinatorState {
  const { owed, roused } = state;
  if (host === config.self || !owed.includes(host) || roused.includes(host)) return state;
  const isHeard = upsOf(state, name).memory.last !== upsOf(before, name).memory.last;
  return isHeard ? { ...state, roused: [...roused, host] } : state;
}

/** A live reading shows that its publisher is there. */
function withPeerHeard(
  state: CoordinatorState,
  { host }: UpsConfig,
  atMs: number,
  { self }: PowerConfig,
): CoordinatorState {
  if (host === self) return state;
  const peer: KnownPeer = { ...state.peers[host], publisher: "up", heardMs: atMs };
  return { ...state, peers: { ...state.peers, [host]: peer } };
}

/** What the executor of a run told; of a run that is not under way it changes nothing. */
function withRunEvent(
  state: CoordinatorState,
  { run, event }: { readonly run: number; readonly event: RunEvent },
  { atMs, config }: Moment,
): CoordinatorState {
  const { phase } = state;
  if (phase.at === "starting" && phase.run === run && event.kind === "finished") {
    const { fluxBranch: _, ...ended } = state;
    return afterStartup(ended, { phase, event, atMs, config });
  }
  if (event.kind === "coming-up") return withComing(state, event.nodes);
  if (!isShutting(phase) || phase.open.run !== run) return state;
  if (event.kind === "fsd-set") {
    const fresh = event.upses.filter((ups) => !state.ownFsd.includes(ups));
    return fresh.length === 0 ? state : { ...state, ownFsd: [...state.ownFsd, ...fresh] };
  }
  const after = afterRunEvent(phase, event, { atMs, config });
  // Whoever an operator has had switched off is woken by the startup that is ordered.
  const owed = after.at === "watching" ? owedAfter(state.owed, phase) : state.owed;
  const next = { ...state, owed, phase: after };
  return event.kind === "finished" && !event.executed ? withoutRehearsed(next, run) : next;
}

/**
 * Where a startup ended well nothing is owed any more but who did not come up. For who was left out another is to be made,
 * however it ended: what it has stumbled over may be that they were missing. One that was called off is the operator's.
 */
function afterStartup(
  state: CoordinatorState,
  of: {
    readonly phase: Starting;
    readonly event: Extract<RunEvent, { kind: "finished" }>;
    readonly atMs: number;
    readonly config: PowerConfig;
  },
): CoordinatorState {
  const { phase, event, atMs, config } = of;
  const { run, after, wake, rest } = phase;
  const { missing = [], leftOut = [], outcome } = event;
  const isIn = (node: string) => config.nodes.some(({ name }) => name === node);
  const left = [...new Set([...leftOut, ...(rest ?? [])])].filter(isIn);
  // One that was about some nodes alone says nothing of others.
  const others = rest ? state.owed.filter((node) => !wake.includes(node)) : [];
  const isOff = (node: string) => isIn(node) && !state.registered.includes(node);
  const stillOwed = [...new Set([...others, ...missing, ...left])].filter(isOff);
  const failed = outcome === "done" ? phase.failed : { run, atMs };
  const ended: CoordinatorState =
    outcome === "done"
      ? { ...state, owed: stillOwed, roused: [] }
      : { ...state, owed: state.owed.filter(isOff) };
  if (left.length > 0 && outcome !== "cancelled") {
    const again = phase.ignoresCharge && { ignoresCharge: phase.ignoresCharge };
    const failure = failed && { failed };
    return { ...ended, phase: { at: "owing", after, rest: left, ...failure, ...again } };
  }
  return { ...ended, phase: { at: "watching", ...(failed && { failed }) } };
}

/**
 * A startup has nodes woken or rebooted, and may have been replaced as that was said. Until one ends well they are owed,
 * as are those that were told to go; a silence of theirs on battery is judged as it was before.
 */
function withComing(state: CoordinatorState, nodes: readonly string[]): CoordinatorState {
  if (state.phase.at === "watching") return state;
  const { owed, roused } = state;
  const fresh = nodes.filter((node) => !owed.includes(node));
  if (fresh.length === 0) return state;
  const heard = fresh.filter((node) => !roused.includes(node));
  return { ...state, owed: [...owed, ...fresh], roused: [...roused, ...heard] };
}

/** After what batteries want: no order goes before them. */
function withOrdered(
  state: CoordinatorState,
  input: CoordinatorInput,
  moment: Moment,
): CoordinatorState {
  return input.kind === "order" ? withOrder(state, input.order, moment) : state;
}

/** Answers a trigger, after what it began: with its run, or with why there is none now. */
function answer(
  state: CoordinatorState,
  of: {
    readonly input: Extract<CoordinatorInput, { kind: "trigger" }>;
    readonly refusal: string | undefined;
    readonly moment: Moment;
  },
): void {
  const { host, trigger } = of.input.from;
  const run = runOf(state, trigger.id);
  const { effects } = of.moment;
  const ack = { kind: "ack", host, triggerId: trigger.id } as const;
  if (run !== undefined && of.refusal === undefined) effects.push({ ...ack, run });
  else effects.push({ ...ack, run: 0, reason: of.refusal ?? "no node loses its power by it" });
}

/** Clocks of guards run by ticks, and who has just come is told at once. */
function isOfGuards({ kind }: CoordinatorInput): boolean {
  return kind === "tick" || kind === "node";
}

/** Whether anything but the clock and the numbers of a UPS may have changed. */
function isNews(
  input: CoordinatorInput,
  before: CoordinatorState,
  after: CoordinatorState,
): boolean {
  if (input.kind === "node" || input.kind === "guard-told") return false;
  if (input.kind !== "reading" || Object.hasOwn(after.triggers, input.ups)) return true;
  const [was, is] = [upsOf(before, input.ups), upsOf(after, input.ups)];
  const [a, b] = [was.judgement, is.judgement];
  return (
    a?.row !== b?.row ||
    a?.line !== b?.line ||
    a?.hasFired !== b?.hasFired ||
    a?.isOffHeld !== b?.isOffHeld ||
    a?.isRestored !== b?.isRestored ||
    was.isAsleep !== is.isAsleep
  );
}

/** Nodes are told at once of mains that went or came. */
function hasLineChanged(
  before: CoordinatorState,
  after: CoordinatorState,
  { upses }: PowerConfig,
): boolean {
  return upses.some(({ name }) => {
    const line = upsOf(after, name).judgement?.line;
    return upsOf(before, name).judgement?.line !== line && line !== undefined;
  });
}
