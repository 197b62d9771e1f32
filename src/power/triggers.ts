/**
 * What another host asks for (POWER-DESIGN G, the coordinator's side). Whose word it is was proven by its topic. A
 * trigger counts as that UPS having fired, also where the coordinator is blind to it itself; its id is its outage, so
 * that it may be said as often as one likes. Every trigger is answered, after what it changed is on disk: with a run, or
 * with 0 and the reason why it begins none now. 0 is no end: it is judged anew whenever it is said again
 * (docs/decisions/0023).
 */
import type { CoordinatorState, CoveredOutage } from "./coordinator-state.ts";
import { ownKey, upsOf } from "./coordinator-state.ts";
import type { PeerTrigger, PowerConfig } from "./model.ts";
import { openRunOf } from "./phases.ts";
import { isSeenOnMains } from "./watching.ts";

/** What a trigger changes, and what it is answered if it begins nothing now; absent: with what becomes of it. */
export interface TriggerTaken {
  readonly state: CoordinatorState;
  readonly refusal?: string;
}

/** As many outages are remembered: an older one cannot be asked for any more by who is told of its run. */
export const maxCovered = 256;

/** Takes up a trigger. */
export function takeTrigger(
  before: CoordinatorState,
  { host, trigger }: PeerTrigger,
  { atMs, config }: { readonly atMs: number; readonly config: PowerConfig },
): TriggerTaken {
  const forgery = whyForged({ host, trigger }, config);
  const known = before.peers[host] ?? { publisher: "unknown" };
  if (forgery !== undefined) {
    // A host that is in no table of ours leaves no trace in the state: names are not to fill it.
    if (!config.nodes.some(({ name }) => name === host)) return { state: before, refusal: forgery };
    const peer = { ...known, forged: { atMs, reason: forgery } };
    return { state: { ...before, peers: { ...before.peers, [host]: peer } }, refusal: forgery };
  }
  const peer = { ...known, heardMs: atMs, trigger: trigger.id };
  const state = { ...before, peers: { ...before.peers, [host]: peer } };
  const { ups, id } = trigger;
  const run = runOf(state, id);
  if (run !== undefined && openRunOf(state.phase)?.run !== run) {
    // Who has lost its state counts its outages anew, and calls one by the name of another. Or it is an old word.
    const isReused = state.covered.some(({ key, isOver }) => key === id && isOver);
    return isReused
      ? { state, refusal: `run ${run} was for ${id}, and the mains were back for good since` }
      : { state };
  }
  if (isSeenOnMains(state, ups, { atMs, config })) {
    return run === undefined
      ? { state, refusal: `${ups} is on mains, as it says itself` }
      : { state };
  }
  if (run === undefined && isSilence(trigger) && upsOf(state, ups).judgement?.isBackBeside) {
    const refusal = `${ups} is not read, and the mains are back at a UPS that went on battery with it`;
    return { state, refusal };
  }
  if (run === undefined && state.inhibit && !passesInhibit(trigger)) {
    return { state, refusal: `maintenance by ${state.inhibit.by}: ${state.inhibit.reason}` };
  }
  return { state: withTrigger(state, { ups, id, reason: trigger.reason, atMs, run }) };
}

/** The run that an outage has had, by its key or its trigger's id. */
export function runOf(state: CoordinatorState, key: string): number | undefined {
  return state.covered.find((one) => one.key === key)?.run;
}

/** Notes that the outages of a UPS are over. */
export function withoutOutages(state: CoordinatorState, ups: string): CoordinatorState {
  const isFresh = ({ key, isOver }: CoveredOutage) => !isOver && key.startsWith(`${ups}:`);
  if (!state.covered.some(isFresh)) return state;
  const covered = state.covered.map((one) =>
    isFresh(one) ? { ...one, isOver: true as const } : one,
  );
  return { ...state, covered };
}

/** Notes that these outages have had their run. */
export function withCovered(
  state: CoordinatorState,
  { keys, run }: { readonly keys: readonly string[]; readonly run: number },
): CoordinatorState {
  const fresh = [...new Set(keys)].filter((key) => runOf(state, key) === undefined);
  if (fresh.length === 0) return state;
  const covered = [...state.covered, ...fresh.map((key) => ({ key, run }))];
  return { ...state, covered: covered.slice(-maxCovered) };
}

/**
 * The name by which the outage of a UPS that has fired is known: what its host calls it, as the host counts outages
 * that the coordinator did not see; else the coordinator's own.
 */
export function keyOf(state: CoordinatorState, ups: string): string {
  return state.triggers[ups]?.id ?? ownKey(state, ups);
}

/** Every name of it. */
export function keysOf(state: CoordinatorState, ups: string): readonly string[] {
  const hasFired = upsOf(state, ups).judgement?.hasFired === true;
  return hasFired ? [keyOf(state, ups), ownKey(state, ups)] : [keyOf(state, ups)];
}

function whyForged({ host, trigger }: PeerTrigger, config: PowerConfig): string | undefined {
  const { id, ups, bootId, outage } = trigger;
  if (id !== `${ups}:${bootId}:${outage}`)
    return `${id} is not the name of outage ${outage} of ${ups}`;
  const known = config.upses.find(({ name }) => name === ups);
  if (!known) return `${ups} is no UPS of this configuration`;
  if (known.host !== host) return `${ups} is a UPS of ${known.host}, and ${host} has no say in it`;
  // Its own UPS it judges itself.
  return host === config.self ? `${host} is the coordinator itself` : undefined;
}

/** Its host does not read it either (rows 4 and 5): what another UPS says of the mains is worth more. */
function isSilence({ evidence }: PeerTrigger["trigger"]): boolean {
  return evidence.row === 4 || evidence.row === 5;
}

/** FSD and a low battery that lasts are never held back (rows 1 and 9). */
function passesInhibit({ evidence }: PeerTrigger["trigger"]): boolean {
  return evidence.row === 1 || (evidence.row === 9 && evidence.flags.includes("LB"));
}

/** The state in which this UPS has fired by its host's word. */
function withTrigger(
  state: CoordinatorState,
  of: {
    readonly ups: string;
    readonly id: string;
    readonly reason: string;
    readonly atMs: number;
    readonly run: number | undefined;
  },
): CoordinatorState {
  const { ups, id, reason, atMs, run } = of;
  const active = state.triggers[ups];
  const triggers = { ...state.triggers, [ups]: { id, reason, atMs } };
  // The outage that the coordinator has seen itself is this one, unless its host has named that already.
  const { judgement, another } = upsOf(state, ups);
  const hasOwn = active === undefined && !another && judgement?.hasFired === true;
  const ownRun = hasOwn ? runOf(state, ownKey(state, ups)) : undefined;
  // Whose word comes is awake.
  const awake = { ...upsOf(state, ups), isAsleep: false };
  const next = { ...state, triggers, upses: { ...state.upses, [ups]: awake } };
  if (run !== undefined || ownRun === undefined) return next;
  return withCovered(next, { keys: [id], run: ownRun });
}
