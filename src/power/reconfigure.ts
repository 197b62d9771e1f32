/**
 * What another configuration means for what is remembered. A UPS that it has no more, or has on another host, is
 * forgotten: what was seen of it says nothing of the day on which it is put back. What stays are numbers of outages,
 * so that no second one has the name of a first, and who published, so that old messages stay old.
 */
import type { CoordinatorState, LastingAlarm } from "./coordinator-state.ts";
import type { AlarmEffect, PowerConfig } from "./model.ts";
import type { PeerState } from "./peer-state.ts";
import type { Phase } from "./phases.ts";
import { restoredUps, type UpsMemory } from "./ups.ts";

/** Host of each UPS, by its name. */
export type UpsHosts = Readonly<Record<string, string>>;

/** What a state is under another configuration. */
export interface Reconfigured<State> {
  readonly state: State;
  /** Alarms that were about what was forgotten. */
  readonly dropped: readonly Extract<AlarmEffect, { kind: "alarm" }>[];
}

/** Hosts of UPSes in a configuration. */
export function hostsOf({ upses }: PowerConfig): UpsHosts {
  return Object.fromEntries(upses.map(({ name, host }) => [name, host]));
}

/** `before`: the hosts of the configuration that held; a UPS that is not in it was where it is now. */
export function reconfiguredCoordinator(
  state: CoordinatorState,
  before: UpsHosts,
  config: PowerConfig,
): Reconfigured<CoordinatorState> {
  const isLost = lostBy(before, config);
  const { kept: upsAlarms, dropped } = withoutAlarms(state.upsAlarms, isLost);
  const upses = Object.entries(state.upses).map(([name, ups]) => {
    if (!isLost(name)) return [name, ups] as const;
    const forgotten = { memory: numbersOf(ups.memory), isAsleep: false, lastStand: { bad: 0 } };
    return [name, forgotten] as const;
  });
  const hosts = new Set(config.upses.map(({ host }) => host));
  const next: CoordinatorState = {
    ...state,
    upses: Object.fromEntries(upses),
    phase: withoutCauses(state.phase, isLost),
    triggers: without(state.triggers, isLost),
    budgets: without(state.budgets, isLost),
    returning: state.returning.filter((ups) => !isLost(ups)),
    upsAlarms,
    // Whoever has no UPS any more is nobody to be missed.
    peers: without(state.peers, (host) => !hosts.has(host)),
  };
  return { state: next, dropped };
}

/** The same for a peer. Its other alarms follow from what is left with the next step. */
export function reconfiguredPeer(
  state: PeerState,
  before: UpsHosts,
  config: PowerConfig,
): Reconfigured<PeerState> {
  const isLost = lostBy(before, config);
  const now = hostsOf(config);
  const isOwn = (name: string) => now[name] === config.self;
  const isForgotten = (name: string) => isLost(name) || !isOwn(name);
  const { kept: upsAlarms, dropped } = withoutAlarms(state.upsAlarms, isForgotten);
  const upses = Object.entries(state.upses).map(([name, ups]) => {
    if (!isForgotten(name)) return [name, ups] as const;
    return [name, { memory: numbersOf(ups.memory), lastStand: { bad: 0 } }] as const;
  });
  const next: PeerState = {
    ...state,
    upses: Object.fromEntries(upses),
    others: without(state.others, (name) => isLost(name) || isOwn(name)),
    thresholdS: without(state.thresholdS, isLost),
    upsAlarms,
  };
  return { state: next, dropped };
}

function lostBy(before: UpsHosts, config: PowerConfig): (ups: string) => boolean {
  const now = hostsOf(config);
  return (ups) => {
    const host = Object.hasOwn(now, ups) ? now[ups] : undefined;
    return host === undefined || (Object.hasOwn(before, ups) && before[ups] !== host);
  };
}

/** Neither does its time on battery count on. */
function numbersOf(memory: UpsMemory): UpsMemory {
  const { outage, ...rest } = restoredUps(memory, { isSameBoot: false, isInRun: true });
  return { ...rest, outage: { number: outage.number } };
}

/** A run for a UPS that is no more is for nothing of what this configuration has: it is held, and never called off. */
function withoutCauses(phase: Phase, isLost: (ups: string) => boolean): Phase {
  if (!("open" in phase) || !phase.open.causes.some(isLost)) return phase;
  const { open } = phase;
  const causes = open.causes.filter((ups) => !isLost(ups));
  // What an operator has ordered as well goes on as it was ordered.
  const isGroundless = causes.length === 0 && open.ordered === undefined;
  return { ...phase, open: { ...open, causes, ...(isGroundless && { isGroundless }) } };
}

function without<T>(
  of: Readonly<Record<string, T>>,
  isOut: (key: string) => boolean,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(of).filter(([key]) => !isOut(key)));
}

/** Alarms of UPSes have the name behind a colon. */
function withoutAlarms(
  alarms: Readonly<Record<string, LastingAlarm>>,
  isOut: (ups: string) => boolean,
): Pick<Reconfigured<unknown>, "dropped"> & { readonly kept: typeof alarms } {
  const isAboutLost = (id: string) => isOut(id.slice(id.indexOf(":") + 1));
  const dropped = Object.entries(alarms)
    .filter(([id]) => isAboutLost(id))
    .map(([id, { severity, text }]) => ({ kind: "alarm", id, severity, text }) as const);
  return { kept: without(alarms, isAboutLost), dropped };
}
