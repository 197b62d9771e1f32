/** What the mains coming and going mean to a run, and when the coordinator goes itself (POWER-DESIGN F). */

import { selfThresholdS } from "./budget.ts";
import { affectedNow, type Moment } from "./causes.ts";
import { type CoordinatorState, type TrackedUps, upsOf } from "./coordinator-state.ts";
import { type FeedEvidence, isFeedLost } from "./feeds.ts";
import { whyNow } from "./last-stand.ts";
import type { NodeConfig, PowerConfig } from "./model.ts";
import {
  areToldSettled,
  isOrderedAlone,
  isShutting,
  modeOf,
  type OpenRun,
  owedAfter,
  type PoweringOff,
  type Running,
  type Shutting,
} from "./phases.ts";
import { withoutReady, withStartup } from "./startups.ts";
import { feedEvidence, isBack, runtimeLeftS } from "./watching.ts";

/** Holds what is under way, lets it go on, begins the startup, or has the coordinator go. `ignoresCharge`: of that startup. */
export function withMains(
  before: CoordinatorState,
  moment: Moment,
  ignoresCharge = false,
): CoordinatorState {
  const state = withSelf(withHold(withRestored(before), moment), moment);
  // An operator wants it to stay down, also where an outage came in between.
  return state.intent ? withOrderAgain(state, moment) : withStartup(state, moment, ignoresCharge);
}

/** Notes who is back for good: what fires after that is another outage. */
function withRestored(state: CoordinatorState): CoordinatorState {
  const { phase } = state;
  if (!isShutting(phase) || phase.at === "self-off") return state;
  const { restored = [], causes } = phase.open;
  const fresh = causes.filter(
    (ups) => !restored.includes(ups) && upsOf(state, ups).judgement?.isRestored === true,
  );
  if (fresh.length === 0) return state;
  return {
    ...state,
    phase: { ...phase, open: { ...phase.open, restored: [...restored, ...fresh] } },
  };
}

/** Live OL: nothing more is begun. OB: it goes on at once, without debounce. */
function withHold(state: CoordinatorState, { config, effects }: Moment): CoordinatorState {
  const { phase } = state;
  if (phase.at !== "running" && phase.at !== "powering-off") return state;
  const { open } = phase;
  const { run } = open;
  const back = open.causes.filter((ups) => isBack(state, ups));
  // Of a UPS whose host is off nothing is heard any more: its mains are back where those of a sibling are.
  const counts = (ups: string) =>
    !upsOf(state, ups).isAsleep || !back.some((other) => isOnSameMains(ups, other, config));
  // Who has heard it goes in any case: what can still be held, or must still be done, is about the others.
  const { unheard = [] } = open;
  const isNeeded = affectedNow(state, config, counts).scope.some(
    (node) => !Object.hasOwn(open.toldMs, node) || unheard.includes(node),
  );
  if (open.isHeld) {
    if (!isNeeded) return state;
    const reason = "on battery again";
    if (open.ended === undefined) effects.push({ kind: "continue-run", run, reason });
    return withOpen(state, phase, { ...withoutReady(open), isHeld: false });
  }
  const isGroundless = open.isGroundless === true && open.causes.length === 0;
  if (isNeeded || (back.length === 0 && !isGroundless)) return state;
  const reason = isGroundless
    ? "the UPSes that it was for are no more in the configuration"
    : `the mains are back at ${back.join(", ")}`;
  if (open.ended === undefined) effects.push({ kind: "hold-run", run, reason });
  return withOpen(state, phase, { ...open, isHeld: true });
}

function isOnSameMains(one: string, other: string, { upses }: PowerConfig): boolean {
  const mainsOf = (ups: string) => upses.find(({ name }) => name === ups)?.mains;
  return mainsOf(one) === mainsOf(other);
}

/** Alone, and with no more than it needs for itself on too few feeds: it goes, and that is on disk before. */
export function withSelf(
  state: CoordinatorState,
  { atMs, config, effects }: Moment,
): CoordinatorState {
  const { phase } = state;
  const self = config.nodes.find(({ name }) => name === config.self);
  if (!isShutting(phase) || !isLeftAlone(state, phase, config)) return state;
  if (!self || self.feeds.length === 0) return state;
  const of = { thresholdS: selfThresholdS(config), policy: config.policy, atMs, honoursFsd: true };
  const reasons: string[] = [];
  const empty = new Set<string>();
  for (const ups of self.feeds) {
    const tracked = upsOf(state, ups);
    const { memory, judgement, isAsleep, lastStand } = tracked;
    if (!judgement) continue;
    const why = isAsleep
      ? whyAsleep(tracked, { atMs, config })
      : whyNow(lastStand, { memory, judgement }, of)?.why;
    if (why === undefined) continue;
    empty.add(ups);
    reasons.push(`${ups}: ${why}`);
  }
  if (reasons.length === 0) return state;
  const standing = self.feeds.filter(
    (ups) => !empty.has(ups) && !isOutOfUse(state, { ups, node: self, config }),
  );
  if (standing.length >= self.minSupplies) return state;
  const reason = reasons.join("; ");
  const killpower = config.upses
    .filter(({ name }) => mayCut(state, { ups: name, open: phase.open, config }))
    .map(({ name }) => name);
  effects.push({ kind: "power-off-self", run: phase.open.run, reason, killpower });
  return { ...state, phase: { at: "self-off", open: phase.open, reason, killpower } };
}

/**
 * Whether only the coordinator is left. In a run for nodes that one before it had told already, and that may be up or
 * not, it does not die for the sake of seeing them gone: once each was told again, it may go.
 */
function isLeftAlone({ owed }: CoordinatorState, phase: Shutting, config: PowerConfig): boolean {
  if (phase.at === "holding") return true;
  if (phase.at !== "powering-off" || modeOf(phase.open, config) !== "poweroff") return false;
  if (isOrderedAlone(phase.open)) return false;
  const { scope, toldMs } = phase.open;
  const isToldTwice = (node: string) => owed.includes(node) && Object.hasOwn(toldMs, node);
  return (
    scope.includes(config.self) && scope.every((node) => node === config.self || isToldTwice(node))
  );
}

/**
 * Whether a feed is lost to the coordinator though nobody says that it is empty: it is off, or out of sight. That it has
 * fired is no matter here, as it lasts until there is too little for the coordinator itself.
 */
function isOutOfUse(
  state: CoordinatorState,
  of: { readonly ups: string; readonly node: NodeConfig; readonly config: PowerConfig },
): boolean {
  const { ups, node, config } = of;
  const evidence: Record<string, FeedEvidence> = {};
  for (const feed of config.upses) {
    const { judgement, isAsleep } = upsOf(state, feed.name);
    const seen = { ...feedEvidence(state, feed), isFired: false };
    // Asleep and on battery when it was heard last: by the clock it lasts, or does not.
    const isCounted = isAsleep && judgement?.line === "ob";
    evidence[feed.name] = isCounted ? { ...seen, isOutOfSightHeld: false } : seen;
  }
  return isFeedLost(ups, { node, evidence });
}

/** A feed of the coordinator whose cable goes to a host that was told to go: nobody counts its polls any more. */
function whyAsleep(
  tracked: TrackedUps,
  { atMs, config }: { readonly atMs: number; readonly config: PowerConfig },
): string | undefined {
  if (tracked.judgement?.line !== "ob") return undefined;
  const leftS = runtimeLeftS(tracked, atMs);
  if (leftS !== undefined && leftS <= selfThresholdS(config)) {
    return "its host is off, and by the clock too little is left";
  }
  const unheardMs = atMs - (tracked.memory.last?.atMs ?? atMs);
  return unheardMs >= config.policy.blindOnBatteryMs
    ? "its host is off, and nothing is heard of it"
    : undefined;
}

/** Whether the load of a UPS may be cut: none of those who hang on it can be alive, and the mains will bring them back. */
function mayCut(
  state: CoordinatorState,
  of: { readonly ups: string; readonly open: OpenRun; readonly config: PowerConfig },
): boolean {
  const { ups, open, config } = of;
  const ours = config.upses.find(({ name }) => name === ups);
  if (!ours?.killpower || ours.host !== config.self || !state.returning.includes(ups)) return false;
  if (upsOf(state, ups).memory.last?.status !== "ob") return false;
  // Who has come up since is there, whatever was seen of it before.
  const isGone = (name: string) => open.gone.includes(name) && !state.registered.includes(name);
  const clients = (config.foreignClients ?? []).filter((client) => client.ups === ups);
  return (
    clients.every(({ name }) => isGone(name)) &&
    config.nodes.every(
      ({ name, feeds }) => name === config.self || !feeds.includes(ups) || isGone(name),
    )
  );
}

/**
 * A battery that has joined an operator's run is back for good, and what is left of the order is carried out as it was
 * ordered: by another run, for who was told by this one is gone.
 */
function withOrderAgain(
  state: CoordinatorState,
  { atMs, config, effects }: Moment,
): CoordinatorState {
  const { phase, intent } = state;
  if (!isShutting(phase) || phase.at === "self-off" || !intent) return state;
  const { open } = phase;
  const { ordered, restored = [], causes } = open;
  if (!ordered || intent.run !== open.run || causes.length === 0) return state;
  if (phase.at !== "holding" && !open.isHeld) return state;
  // Of one whose host is off nothing is heard: its mains are back where those of another cause are.
  const isBackForGood = (ups: string) =>
    restored.includes(ups) ||
    (upsOf(state, ups).isAsleep &&
      restored.some((other) => causes.includes(other) && isOnSameMains(ups, other, config)));
  const isOver = causes.every(isBackForGood) && areToldSettled(open, { atMs, nodes: config.nodes });
  if (!isOver) return state;
  const run = state.lastRun + 1;
  const key = `ordered:again:${run}`;
  const { reason, scope } = open;
  const again: OpenRun = {
    ...{ run, key, reason, scope, causes: [], toldMs: {}, gone: [], isHeld: false, ordered },
  };
  effects.push({ kind: "begin-run", run, key, reason, scope, ordered });
  return {
    ...state,
    ...{ lastRun: run, owed: owedAfter(state.owed, phase), intent: { ...intent, run } },
    phase: { at: "running", open: again },
  };
}

function withOpen(
  state: CoordinatorState,
  phase: Running | PoweringOff,
  open: OpenRun,
): CoordinatorState {
  return { ...state, phase: { ...phase, open } };
}
