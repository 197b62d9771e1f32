/**
 * What nodes without a UPS cable are told of the battery that they hang on (POWER-DESIGN H, the sending side): one that is
 * cut off in the middle of an outage counts down what it heard last, and stops itself. That the mains are back is said
 * until they are back for good: one word of it that is lost would stop a node for nothing.
 */

import type { Moment } from "./causes.ts";
import { type ArmedGuard, type CoordinatorState, ownKey, upsOf } from "./coordinator-state.ts";
import { type FeedEvidence, isFeedLost } from "./feeds.ts";
import type { GuardOrder, NodeConfig, PowerConfig } from "./model.ts";
import { guardPolicy } from "./policy.ts";
import { feedEvidence, runtimeLeftS } from "./watching.ts";

/** Tells each node that hangs on a battery how long it lasts: each `refreshMs`, and `now` if something changed. */
export function withGuards(
  state: CoordinatorState,
  moment: Moment,
  { now }: { readonly now: boolean },
): CoordinatorState {
  const { atMs, config, effects } = moment;
  const isDue =
    now ||
    state.guardsSentMs === undefined ||
    // Ticks are not to the millisecond: one that comes a little early is not to cost a whole one more.
    atMs - state.guardsSentMs >= guardPolicy.refreshMs - config.policy.pollIntervalMs / 2;
  if (!isDue || !isAnyoneConcerned(state, config)) return state;
  const evidence: Record<string, FeedEvidence> = {};
  for (const ups of config.upses) evidence[ups.name] = feedEvidence(state, ups);
  const orders: GuardOrder[] = [];
  const guards: Record<string, ArmedGuard> = {};
  for (const node of config.nodes) {
    if (!needsGuard(node, config)) continue;
    const armed = state.guards[node.name];
    const power = powerOf(node, { state, evidence, atMs });
    // Who was never told of a battery needs not hear that there is none, or that nobody knows.
    if (!armed && power.from !== "battery") continue;
    const outage = armed?.outage ?? outageOf(state, node);
    const line = power.from === "mains" ? "ol" : "ob";
    const stopBudgetS = Math.round(config.policy.runtimeSafetyFactor * node.offTimeoutMs) / 1000;
    const order = { node: node.name, outage, line, stopBudgetS } as const;
    orders.push(power.runtimeS === undefined ? order : { ...order, runtimeS: power.runtimeS });
    // Back for good: that was the last word of it.
    if (line === "ob" || !isRestored(state, node)) guards[node.name] = { outage, line };
  }
  if (orders.length === 0) return state;
  effects.push({ kind: "guard", orders });
  return { ...state, guards, guardsSentMs: atMs };
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
    readonly evidence: Readonly<Record<string, FeedEvidence>>;
    readonly atMs: number;
  },
): { readonly from: "mains" | "battery" | "unknown"; readonly runtimeS?: number } {
  const { state, evidence, atMs } = of;
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
    if (isOnMains(state, ups)) onMains += 1;
    const isLost = seen !== undefined && !seen.isFired && isFeedLost(ups, { node, evidence });
    return isLost ? 0 : Number.POSITIVE_INFINITY;
  });
  if (onMains >= node.minSupplies) return { from: "mains" };
  const lastS = eachS.toSorted((a, b) => b - a)[node.minSupplies - 1] ?? 0;
  if (onBattery === 0 || lastS === Number.POSITIVE_INFINITY) return { from: "unknown" };
  return lastS === unknownS ? { from: "battery" } : { from: "battery", runtimeS: lastS };
}

function isOnMains(state: CoordinatorState, ups: string): boolean {
  const { judgement, isAsleep } = upsOf(state, ups);
  // Row 8: a test draws the battery with the mains there.
  return !isAsleep && ((judgement?.row === 6 && judgement.line === "ol") || judgement?.row === 8);
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
