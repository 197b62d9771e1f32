/**
 * What nodes without a UPS cable are told of the battery that they hang on (POWER-DESIGN H, the sending side): one that is
 * cut off in the middle of an outage counts down what it heard last, and stops itself. That the mains are back is said
 * until they are back for good and the node was there to hear it, and to any node that says that it is armed: one word of
 * it that is lost would stop a node for nothing. It is said by live readings alone.
 */

import type { Moment } from "./causes.ts";
import { type ArmedGuard, type CoordinatorState, ownKey, upsOf } from "./coordinator-state.ts";
import { type FeedEvidence, isFeedLost } from "./feeds.ts";
import type { CoordinatorInput, GuardOrder, NodeConfig, PowerConfig } from "./model.ts";
import { isShutting, type Phase } from "./phases.ts";
import { guardPolicy } from "./policy.ts";
import { feedEvidence, runtimeLeftS } from "./watching.ts";

/** So high a run may a node have obeyed that hecate goes on above it; beyond, numbers would come to their end. */
const highestRun = 2 ** 52;

/** What is known of a node after hirte has told of it. What it says of its guard counts as if it had been armed here. */
export function withNode(
  state: CoordinatorState,
  { node, session, armed, run = 0 }: Extract<CoordinatorInput, { kind: "node" }>,
): CoordinatorState {
  const others = state.registered.filter((name) => name !== node);
  const registered = session === undefined ? others : [...others, node];
  // A state that was lost is not to have every node refuse what it is asked as of a run that is over.
  const lastRun = run <= highestRun ? Math.max(state.lastRun, run) : state.lastRun;
  const known = state.guards[node];
  // Its own name for the outage is the one by which it can be told that it is over. Whoever comes is told once more.
  const outage = armed ?? known?.outage;
  // One that is armed by what it says is in an outage, whatever was thought to be over.
  const over = armed === undefined && known?.isOver ? { isOver: true } : {};
  const guard = outage === undefined ? undefined : { outage, line: known?.line ?? "ob", ...over };
  const guards = guard && session !== undefined ? { ...state.guards, [node]: guard } : state.guards;
  // Whom a startup could not wake has come by itself.
  const isUp = session !== undefined && isComeByItself(state.phase, node);
  const owed = isUp ? state.owed.filter((name) => name !== node) : state.owed;
  return {
    ...state,
    registered,
    lastRun,
    guards,
    owed,
    phase: withoutGone(state.phase, node, session),
  };
}

function isComeByItself(phase: Phase, node: string): boolean {
  if (phase.at === "watching") return true;
  return phase.at === "owing" && phase.rest !== undefined && !phase.rest.includes(node);
}

/** Who comes was gone: it is up again, and only what is seen of it after this says otherwise. */
function withoutGone(phase: Phase, node: string, session: number | undefined): Phase {
  if (session === undefined || !isShutting(phase) || !phase.open.gone.includes(node)) return phase;
  const gone = phase.open.gone.filter((name) => name !== node);
  return { ...phase, open: { ...phase.open, gone } };
}

/** A node was told that the mains are back. */
export function withGuardTold(
  state: CoordinatorState,
  { node, outage }: Extract<CoordinatorInput, { kind: "guard-told" }>,
): CoordinatorState {
  const known = state.guards[node];
  // Meanwhile they may have gone again.
  if (known?.line !== "ol" || known.outage !== outage || !state.registered.includes(node)) {
    return state;
  }
  return { ...state, guards: { ...state.guards, [node]: { ...known, isTold: true } } };
}

/**
 * Tells each node that hangs on a battery how long it lasts: each `refreshMs`, and `now` if something changed; a node
 * that has just come, at once.
 */
export function withGuards(
  state: CoordinatorState,
  moment: Moment,
  { now, input }: { readonly now: boolean; readonly input: CoordinatorInput },
): CoordinatorState {
  const { atMs, config, effects } = moment;
  const isDue =
    now ||
    state.guardsSentMs === undefined ||
    // Ticks are not to the millisecond: one that comes a little early is not to cost a whole one more.
    atMs - state.guardsSentMs >= guardPolicy.refreshMs - config.policy.pollIntervalMs / 2;
  const newcomer = input.kind === "node" && input.session !== undefined ? input.node : undefined;
  if ((!isDue && newcomer === undefined) || !isAnyoneConcerned(state, config)) return state;
  const evidence: Record<string, FeedEvidence> = {};
  for (const ups of config.upses) evidence[ups.name] = feedEvidence(state, ups);
  const orders: GuardOrder[] = [];
  const guards: Record<string, ArmedGuard> = {};
  for (const name of namesOf(state, config)) {
    const known = state.guards[name];
    const told = toldTo(name, { state, config, evidence, atMs });
    // Not asked now: it stays as it is.
    if (!isDue && name !== newcomer) {
      if (known) guards[name] = known;
      continue;
    }
    if (told?.guard) guards[name] = told.guard;
    if (told?.order) orders.push(told.order);
  }
  if (orders.length > 0) effects.push({ kind: "guard", orders });
  const sent = orders.length > 0 && isDue ? { guardsSentMs: atMs } : {};
  return { ...state, guards, ...sent };
}

/** Nodes of the configuration, and those that were told of a battery when they were in it, or say so. */
function namesOf({ guards }: CoordinatorState, { nodes }: PowerConfig): Iterable<string> {
  return new Set([...nodes.map(({ name }) => name), ...Object.keys(guards)]);
}

/** What a node is told now, and what is to be remembered of it. */
function toldTo(
  name: string,
  of: {
    readonly state: CoordinatorState;
    readonly config: PowerConfig;
    readonly evidence: Readonly<Record<string, FeedEvidence>>;
    readonly atMs: number;
  },
): { readonly guard?: ArmedGuard; readonly order?: GuardOrder } | undefined {
  const { state, config, evidence, atMs } = of;
  const armed = state.guards[name];
  const isThere = state.registered.includes(name);
  const node = config.nodes.find((one) => one.name === name);
  if (!node || !needsGuard(node, config)) {
    // Not hecate's any more: nobody would ever tell it anything else.
    if (!armed || armed.isTold) return undefined;
    const { outage } = armed;
    const guard: ArmedGuard = { outage, line: "ol" };
    return isThere ? { guard, order: { node: name, ...guard } } : { guard };
  }
  const power = powerOf(node, { state, config, evidence, atMs });
  // Who was never told of a battery needs not hear that there is none, or that nobody knows.
  if (!armed && power.from !== "battery") return undefined;
  // It was not there to hear the end. That nobody knows arms nobody, and the next outage has a name of its own.
  if (armed?.isOver && power.from === "unknown") return { guard: armed };
  const isNew = !armed || (armed.isOver && power.from === "battery");
  if (isNew && state.inhibit) return armed ? { guard: armed } : undefined;
  const outage = isNew ? outageOf(state, node) : armed.outage;
  const stopBudgetS = Math.round(config.policy.runtimeSafetyFactor * node.offTimeoutMs) / 1000;
  if (power.from !== "mains") {
    const guard: ArmedGuard = { outage, line: "ob" };
    const order = { node: name, ...guard, stopBudgetS };
    const { runtimeS } = power;
    return { guard, order: runtimeS === undefined ? order : { ...order, runtimeS } };
  }
  const isBack = isRestored(state, node);
  // Back for good, and it was there to hear it: that was the last word of it.
  if (isBack && armed?.isTold) return undefined;
  const line = "ol" as const;
  const guard: ArmedGuard = {
    ...{ outage, line },
    ...(armed?.isTold ? { isTold: true } : {}),
    ...(isBack || armed?.isOver ? { isOver: true } : {}),
  };
  const order: GuardOrder = { node: name, outage, line, stopBudgetS };
  // Who is not there is told when it comes, be it in a year.
  return isBack && !isThere ? { guard } : { guard, order };
}

/** A host with a cable of its own sees for itself, and the coordinator needs nobody to tell it. */
function needsGuard({ name, feeds }: NodeConfig, config: PowerConfig): boolean {
  if (name === config.coordinator || feeds.length === 0) return false;
  return !config.upses.some(({ host }) => host === name);
}

function isAnyoneConcerned(state: CoordinatorState, config: PowerConfig): boolean {
  if (Object.keys(state.guards).length > 0) return true;
  return config.upses.some((ups) => feedEvidence(state, ups).isOnBattery);
}

/**
 * What a node lives on: on mains, where enough of its feeds are seen on them; on batteries, for as long as enough of
 * them last. Else nobody knows.
 */
function powerOf(
  node: NodeConfig,
  of: {
    readonly state: CoordinatorState;
    readonly config: PowerConfig;
    readonly evidence: Readonly<Record<string, FeedEvidence>>;
    readonly atMs: number;
  },
): { readonly from: "mains" | "battery" | "unknown"; readonly runtimeS?: number } {
  const { state, config, evidence, atMs } = of;
  // A battery of which nobody knows how long it lasts is taken for the best of them: it is not to stop a node.
  const unknownS = Number.MAX_VALUE;
  let onMains = 0;
  let onBattery = 0;
  const eachS = node.feeds.map((ups) => {
    const seen = evidence[ups];
    if (seen?.isOnBattery) {
      onBattery += 1;
      return runtimeLeftS(upsOf(state, ups), atMs) ?? unknownS;
    }
    if (isOnMains(state, ups, { atMs, config })) onMains += 1;
    const isLost = seen !== undefined && !seen.isFired && isFeedLost(ups, { node, evidence });
    return isLost ? 0 : Number.POSITIVE_INFINITY;
  });
  if (onMains >= node.minSupplies) return { from: "mains" };
  const lastS = eachS.toSorted((a, b) => b - a)[node.minSupplies - 1] ?? 0;
  if (onBattery === 0 || lastS === Number.POSITIVE_INFINITY) return { from: "unknown" };
  return lastS === unknownS ? { from: "battery" } : { from: "battery", runtimeS: lastS };
}

/** By a live reading that is fresh. In a test (row 8) a battery is drawn with the mains there: that it is OL says the same. */
function isOnMains(
  state: CoordinatorState,
  ups: string,
  { atMs, config }: { readonly atMs: number; readonly config: PowerConfig },
): boolean {
  const { judgement, memory, isAsleep } = upsOf(state, ups);
  if (isAsleep || judgement?.line !== "ol" || !memory.last) return false;
  const isFresh = atMs - memory.last.atMs < config.policy.staleAfterMs;
  return isFresh && (judgement.row === 6 || judgement.row === 8);
}

/** Names the outage to the node: by the first of its feeds that is in one. */
function outageOf(state: CoordinatorState, { feeds }: NodeConfig): string {
  const first = feeds.find((ups) => upsOf(state, ups).judgement?.isOutageOpen) ?? feeds[0] ?? "";
  return ownKey(state, first);
}

/** Whether enough of a node's feeds are back for good. */
function isRestored(state: CoordinatorState, { feeds, minSupplies }: NodeConfig): boolean {
  const restored = feeds.filter((ups) => upsOf(state, ups).judgement?.isRestored);
  return restored.length >= minSupplies;
}
