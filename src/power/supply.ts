/**
 * Whether a node that is to be woken has a battery that carries it through a startup and one more shutdown (R16, R28).
 * The start gate asks this of the UPSes that a startup cannot do without; each other one is asked for who hangs on it,
 * when its turn comes: many can be read only once the startup has woken their hosts.
 */
import { budgetFor, type CoordinatorState, upsOf } from "./coordinator-state.ts";
import { whyWhole } from "./feeds.ts";
import type { NodeConfig, PowerConfig, UpsConfig } from "./model.ts";
import { type Gate, upsGate, waitOtherUpsMs } from "./start-gate.ts";

/** What the UPSes of a node have for it. */
export type Supply =
  | { readonly is: "enough" }
  /** Nobody knows: what feeds it cannot be read, or not be believed. */
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

/** A moment, and the configuration in it. */
interface At {
  readonly atMs: number;
  readonly config: PowerConfig;
}

/** What a node has now; one that is up has enough, as it lives on what there is already. */
export function supplyOf(state: CoordinatorState, node: string, at: At): Supply {
  return suppliesOf(state, at)(node);
}

/** The same for many. */
function suppliesOf(state: CoordinatorState, at: At): (node: string) => Supply {
  const upses = at.config.upses.map((ups) => seen(state, ups, at));
  const shortOf = (node: NodeConfig) => shortOfPower(state, node, { upses, self: at.config.self });
  let isNeeded: boolean | undefined;
  return (name) => {
    const node = at.config.nodes.find((one) => one.name === name);
    const short = node && shortOf(node);
    if (!short) return { is: "enough" };
    const { is, why, isCharging } = short;
    if (is !== "low") return { is, why };
    const low = () => at.config.nodes.filter((one) => shortOf(one)?.is === "low");
    isNeeded ??= whyWhole(low(), at.config) !== undefined;
    return { is, why, isNeeded, isCharging };
  };
}

/** Whether a startup wakes a node that is off. */
export type Waking =
  | { readonly is: "yes" }
  /** It is looked at again; or the startup goes on without it. */
  | { readonly is: "not-yet" | "left-out"; readonly why: string };

/** Says it of a node that has been looked at for `waitedMs`. */
export function mayWake(
  state: CoordinatorState,
  node: string,
  { waitedMs, ...at }: At & { readonly waitedMs: number },
): Waking {
  const supply = supplyOf(state, node, at);
  if (supply.is === "enough") return { is: "yes" };
  const { why } = supply;
  if (supply.is === "settling") return { is: "not-yet", why };
  const isWaitedOut = supply.is === "low" && supply.isCharging && hasWaited(state);
  const mostMs = isWaitedOut ? 0 : (at.config.startup?.waitOtherUpsMs ?? waitOtherUpsMs);
  if (waitedMs < mostMs) return { is: "not-yet", why };
  // A cluster that stays down for ever because of a cable is the worse end.
  if (supply.is === "unknown") return { is: "yes" };
  return { is: supply.isNeeded ? "not-yet" : "left-out", why };
}

/** Whether the startup has begun late, as it was waited for what its batteries have. */
function hasWaited({ phase }: CoordinatorState): boolean {
  return phase.at === "starting" && phase.hasWaited === true;
}

/** Of nodes that a startup has left out, who may be woken now; `why` not, of the first who may not. */
export function wakeableOf(
  state: CoordinatorState,
  nodes: readonly string[],
  at: At,
): { readonly now: readonly string[]; readonly isAll: boolean; readonly why: string | undefined } {
  const supplyOfOne = suppliesOf(state, at);
  const supplies = nodes.map((node) => [node, supplyOfOne(node)] as const);
  const isNow = ({ is }: Supply) => is === "enough" || is === "unknown";
  const [first] = supplies.flatMap(([, supply]) => (supply.is === "enough" ? [] : [supply.why]));
  return {
    now: supplies.filter(([, supply]) => isNow(supply)).map(([node]) => node),
    isAll: first === undefined,
    why: first,
  };
}

/** A UPS as those see it who hang on it. */
interface Seen extends Gate {
  readonly ups: UpsConfig;
  /** What it says is heard, and means what it says: a forced shutdown that is left over (row 2) hides the battery. */
  readonly isRead: boolean;
  readonly isRestored: boolean;
  /** Its mains are there, and not for good yet. */
  readonly isSettling: boolean;
}

function seen(state: CoordinatorState, ups: UpsConfig, { atMs, config }: At): Seen {
  const tracked = upsOf(state, ups.name);
  const { judgement, isAsleep } = tracked;
  const { thresholdS } = budgetFor(state, ups, config);
  const gate = upsGate(ups.name, tracked, { thresholdS, policy: config.policy, atMs });
  const { row = 0, line, isRestored = false } = judgement ?? {};
  const isRead = !isAsleep && ![0, 2, 3].includes(row);
  const isSettling = isRead && row === 6 && line === "ol" && !isRestored;
  return { ...gate, ups, isRead, isRestored, isSettling };
}

/** As in Supply. */
interface Short {
  readonly is: Exclude<Supply["is"], "enough">;
  readonly why: string;
  readonly isCharging: boolean;
}

/** Why a node that is off had better stay so; undefined: it has enough. */
function shortOfPower(
  { registered }: CoordinatorState,
  { name, feeds, minSupplies }: NodeConfig,
  { upses, self }: { readonly upses: readonly Seen[]; readonly self: string },
): Short | undefined {
  if (name === self || feeds.length === 0 || registered.includes(name)) return undefined;
  // Somebody has to be up so that it can be read at all.
  if (upses.some(({ ups, isRead }) => ups.host === name && !isRead)) return undefined;
  const ours = upses.filter(({ ups }) => feeds.includes(ups.name));
  const open = ours.filter(({ isOpen }) => isOpen).length;
  if (open >= minSupplies) return undefined;
  const shut = ours.filter(({ isOpen }) => !isOpen);
  const settling = shut.filter(({ isSettling }) => isSettling);
  const unknown = shut.filter(({ isRead }) => !isRead);
  const lacking = minSupplies - open;
  const isCharging = shut.every((one) => one.isRead && one.isRestored);
  const as = (is: Short["is"], those: readonly Seen[]): Short => {
    return { is, why: those.map(({ why }) => why).join("; "), isCharging };
  };
  if (settling.length >= lacking) return as("settling", settling);
  if (settling.length + unknown.length >= lacking) return as("unknown", unknown);
  return as("low", shut);
}
