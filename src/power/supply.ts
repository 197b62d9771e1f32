/**
 * Whether a node that is to be woken has a battery that carries it through a startup and one more shutdown (R16, R28).
 * The start gate asks this of the UPSes that a startup cannot do without; each other one is asked for who hangs on it,
 * when its turn comes: many can be read only once the startup has woken their hosts.
 */
import { budgetFor, type CoordinatorState, upsOf } from "./coordinator-state.ts";
import { whyWhole } from "./feeds.ts";
import type { NodeConfig, PowerConfig, UpsConfig } from "./model.ts";
import { type Gate, gaugeIsWrongMs, requiredUps, upsGate, waitOtherUpsMs } from "./start-gate.ts";

/** What the UPSes of a node have for it. */
export type Supply =
  | { readonly is: "enough" }
  /** Nobody knows: what feeds it cannot be read, or not be believed, or tells no charge. */
  | { readonly is: "unknown"; readonly why: string }
  /** The mains are back, and are so for good in a minute: what there is then is known. */
  | { readonly is: "settling"; readonly why: string }
  /**
   * Too little, or no mains. `isNeeded`: the cluster cannot do without the nodes of which that is so. `isCharging`: the mains
   * are back for good, and nothing but time is missing.
   */
  | {
      readonly is: "low";
      readonly why: string;
      readonly isNeeded: boolean;
      readonly isCharging: boolean;
    };

/** What each node has now; one that is up has enough, as it lives on what there is already. */
export function suppliesOf(state: CoordinatorState, config: PowerConfig): (node: string) => Supply {
  const known = supplies.get(state);
  if (known?.config === config) return known.of;
  const of = newSuppliesOf(state, config);
  supplies.set(state, { config, of });
  return of;
}

/** Of each state: a startup looks at all of its nodes, again and again. */
const supplies = new WeakMap<
  CoordinatorState,
  { readonly config: PowerConfig; readonly of: (node: string) => Supply }
>();

function newSuppliesOf(state: CoordinatorState, config: PowerConfig): (node: string) => Supply {
  const upses = new Map(config.upses.map((ups) => [ups.name, seen(state, ups, config)]));
  // Somebody has to be up so that a UPS can be read at all, and the broker's host so that it can be heard.
  const readers = new Set(
    [...upses.values()].flatMap(({ ups, isRead }) => (isRead ? [] : ups.host)),
  );
  const isUp = new Set([...state.registered, config.self]);
  const short = new Map<string, Short>();
  for (const node of config.nodes) {
    if (isUp.has(node.name) || readers.has(node.name)) continue;
    const why = shortOfPower(node, upses);
    if (!why || (why.is === "unknown" && node.name === config.brokerHost)) continue;
    short.set(node.name, why);
  }
  const low = config.nodes.filter(({ name }) => short.get(name)?.is === "low");
  const isNeeded = whyWhole(low, config) !== undefined;
  return (node) => {
    const found = short.get(node);
    if (!found) return { is: "enough" };
    const { is, why, isCharging } = found;
    return is === "low" ? { is, why, isNeeded, isCharging } : { is, why };
  };
}

/** Whether a startup wakes a node that is off. */
export type Waking =
  | { readonly is: "yes" }
  /** It is looked at again; or the startup goes on without it. */
  | { readonly is: "not-yet" | "left-out"; readonly why: string };

/** Says it of a node that was waited for for so long, ms, since whoever reads its UPSes is up or has had its time. */
export function mayWake(
  state: CoordinatorState,
  node: string,
  { waitedMs, config }: { readonly waitedMs: number; readonly config: PowerConfig },
): Waking {
  const { phase } = state;
  const supply = suppliesOf(state, config)(node);
  const why = supply.is === "enough" ? "" : supply.why;
  const { policy, startup } = config;
  const isOrdered = phase.at === "starting" && phase.ignoresCharge === true;
  // An operator has ordered that nobody waits for charge; for mains everybody does.
  if (isOrdered && isWakeable(supply, isOrdered)) return { is: "yes" };
  const othersMs = startup?.waitOtherUpsMs ?? waitOtherUpsMs;
  switch (supply.is) {
    case "enough":
      return { is: "yes" };
    case "settling":
      return { is: "not-yet", why };
    case "unknown": {
      // Who has just come up is to be heard once.
      const mostMs = Math.max(othersMs, policy.staleAfterMs + 2 * policy.pollIntervalMs);
      // A cluster that stays down for ever because of a cable is the worse end.
      return waitedMs < mostMs ? { is: "not-yet", why } : { is: "yes" };
    }
    case "low": {
      if (supply.isNeeded) {
        return waitedMs < gaugeIsWrongMs ? { is: "not-yet", why } : { is: "yes" };
      }
      // That is what the startup itself has waited for.
      const isWaitedOut = supply.isCharging && phase.at === "starting" && phase.hasWaited;
      return { is: waitedMs < othersMs && !isWaitedOut ? "not-yet" : "left-out", why };
    }
  }
}

/** Whether a node need not wait for anything that is known of its UPSes. */
function isWakeable(supply: Supply, ignoresCharge: boolean): boolean {
  if (supply.is === "low") return ignoresCharge && supply.isCharging;
  return supply.is !== "settling";
}

/** Of nodes that a startup has left out, who may be woken now; `why` not all, of the first who may not. */
export function wakeableOf(
  state: CoordinatorState,
  nodes: readonly string[],
  {
    config,
    ignoresCharge = false,
  }: { readonly config: PowerConfig; readonly ignoresCharge?: boolean },
): { readonly now: readonly string[]; readonly isAll: boolean; readonly why: string | undefined } {
  const supplyOf = suppliesOf(state, config);
  const each = nodes.map((node) => [node, supplyOf(node)] as const);
  const [why] = each.flatMap(([, supply]) => (supply.is === "enough" ? [] : [supply.why]));
  return {
    now: each.flatMap(([node, supply]) => (isWakeable(supply, ignoresCharge) ? [node] : [])),
    isAll: why === undefined,
    why,
  };
}

/** Why a startup that is under way waits for nodes that the cluster cannot do without; undefined: it does not. */
export function whyWaits(state: CoordinatorState, config: PowerConfig): string | undefined {
  const { phase } = state;
  if (phase.at !== "starting" || phase.ignoresCharge) return undefined;
  // After a restart nobody is known to be up until hirte has told.
  if (state.registered.length === 0) return undefined;
  const supplyOf = suppliesOf(state, config);
  for (const node of phase.wake) {
    const supply = supplyOf(node);
    if (supply.is === "low" && supply.isNeeded) return supply.why;
  }
  return undefined;
}

/** A UPS as those see it who hang on it. */
interface Seen extends Gate {
  readonly ups: UpsConfig;
  /** What it says is heard, and is about its battery. */
  readonly isRead: boolean;
  readonly isRestored: boolean;
  /** Its mains are there, and not for good yet. */
  readonly isSettling: boolean;
}

/** Rows in which nothing is heard of a UPS, or where a forced shutdown that is left over hides its battery. */
const rowsUnread: readonly number[] = [0, 2, 3, 4, 5];

function seen(state: CoordinatorState, ups: UpsConfig, config: PowerConfig): Seen {
  const tracked = upsOf(state, ups.name);
  const { judgement, isAsleep } = tracked;
  const { thresholdS } = budgetFor(state, ups, config);
  const of = { thresholdS, policy: config.policy, atMs: state.atMs };
  const gate = upsGate(ups.name, tracked, of);
  const { row = 0, line, isRestored = false, chargePercent } = judgement ?? {};
  const isRead = !isAsleep && !rowsUnread.includes(row);
  const isOnMains = isRead && row === 6 && line === "ol";
  const isTold = !isOnMains || !isRestored || chargePercent !== undefined;
  // The load of those that are up by now shuts no gate that the startup has gone through; what it could not read was none.
  const isPassed =
    state.phase.at === "starting" &&
    ups.host === config.self &&
    requiredUps(config).includes(ups.name) &&
    isOnMains &&
    isRestored &&
    (chargePercent ?? 0) >= config.policy.startChargePercent;
  return {
    ...gate,
    isOpen: gate.isOpen || isPassed,
    ups,
    isRead: isRead && isTold,
    isRestored,
    isSettling: isOnMains && !isRestored,
  };
}

/** As in Supply. */
interface Short {
  readonly is: Exclude<Supply["is"], "enough">;
  readonly why: string;
  readonly isCharging: boolean;
}

/** Why a node that is off had better stay so; undefined: it has enough. */
function shortOfPower(
  { feeds, minSupplies }: NodeConfig,
  upses: ReadonlyMap<string, Seen>,
): Short | undefined {
  if (feeds.length === 0) return undefined;
  const ours = feeds.flatMap((feed) => upses.get(feed) ?? []);
  const lacking = minSupplies - ours.filter(({ isOpen }) => isOpen).length;
  if (lacking <= 0) return undefined;
  const shut = ours.filter(({ isOpen }) => !isOpen);
  const settling = shut.filter(({ isSettling }) => isSettling);
  const unknown = shut.filter(({ isRead }) => !isRead);
  const isCharging = shut.every((one) => one.isRead && one.isRestored);
  const as = (is: Short["is"], those: readonly Seen[]): Short => {
    return { is, why: those.map(({ why }) => why).join("; "), isCharging };
  };
  if (settling.length >= lacking) return as("settling", settling);
  if (settling.length + unknown.length >= lacking) return as("unknown", unknown);
  return as("low", shut);
}
