/**
 * A peer's decision (POWER-DESIGN G): its own UPSes, read directly, are judged as the coordinator would judge them, and
 * where one fires the coordinator is asked for a shutdown until it has one. That it was asked, and that it has answered,
 * saves nobody: what this host needs for itself it keeps in sight, and stops itself in time. Nothing that is lost, old or
 * told by others makes it do so: neither the broker, nor the coordinator, nor another UPS.
 */
import { alarmsAsWanted, withUpsAlarms } from "./alarms.ts";
import { localThresholdS } from "./budget.ts";
import { answered, withCalls } from "./calls.ts";
import { withInhibit, withoutOldInhibit } from "./inhibit.ts";
import { afterEvent, type Reason, whyNow } from "./last-stand.ts";
import type {
  NodeConfig,
  PeerEffect,
  PeerInput,
  PowerConfig,
  Reading,
  Stepped,
  UpsConfig,
} from "./model.ts";
import { peerAlarms, whyPeerAlarmOver } from "./peer-alarms.ts";
import {
  isToldNow,
  type OtherUps,
  type OwnUps,
  ownUpsOf,
  type PeerState,
  peerOf,
  thresholdOf,
} from "./peer-state.ts";
import { lineOf } from "./status.ts";
import { asSibling, type Sibling, stepUps, type UpsContext, type UpsEvent } from "./ups.ts";

export { newPeer, type PeerState, restoredPeer } from "./peer-state.ts";
export { viewOfPeer } from "./peer-view.ts";

/** Where things are put down in a step. */
interface Moment {
  readonly atMs: number;
  readonly config: PowerConfig;
  readonly effects: PeerEffect[];
}

/** What an input does. */
export function stepPeer(
  before: PeerState,
  input: PeerInput,
  config: PowerConfig,
): Stepped<PeerState, PeerEffect> {
  const atMs = Math.max(before.atMs, input.atMs);
  const moment: Moment = { atMs, config, effects: [] };
  const after: PeerEffect[] = [];
  const noted = note(withoutOldInhibit({ ...before, atMs }), input, { ...moment, effects: after });
  const called = withCalls(withoutOldWord(noted, moment), moment);
  const decided = withLocalShutdown(called, moment);
  const { alarms, effects } = alarmsAsWanted(decided.alarms, peerAlarms(decided, config, atMs), {
    atMs,
    whyOver: (id) => whyPeerAlarmOver(id, decided, config),
  });
  const state = alarms === decided.alarms ? decided : { ...decided, alarms };
  return { state, effects: [...moment.effects, ...after, ...effects] };
}

/** What is given again after a restart: a local shutdown that was begun, and alarms. Calls go on with the next tick. */
export function resumePeer(state: PeerState): readonly PeerEffect[] {
  const { localShutdown, upsAlarms, alarms } = state;
  const again: PeerEffect[] = [];
  if (localShutdown && isStillOut(state, localShutdown.ups)) {
    again.push({ kind: "local-shutdown", ...localShutdown });
  }
  for (const [id, { severity, text }] of Object.entries({ ...upsAlarms, ...alarms })) {
    again.push({ kind: "alarm", id, severity, text });
  }
  return again;
}

function isStillOut(state: PeerState, ups: string): boolean {
  return ownUpsOf(state, ups).judgement?.line === "ob";
}

function note(state: PeerState, input: PeerInput, moment: Moment): PeerState {
  const { atMs, config } = moment;
  switch (input.kind) {
    case "reading": {
      const ups = config.upses.find(({ name }) => name === input.ups);
      if (!ups) return state;
      if (ups.host !== config.self) return withOther(state, { ups: ups.name, input, atMs, config });
      // What others say of it, an echo of our own words too, is no evidence.
      if (input.origin !== "local") return state;
      const { origin, reading } = input;
      return judged(state, ups, { kind: "reading", origin, reading, atMs }, moment);
    }
    case "tick":
      return config.upses
        .filter(({ host }) => host === config.self)
        .reduce((now, ups) => judged(now, ups, { kind: "tick", atMs }, moment), state);
    case "ack":
      return answered(state, input, atMs);
    case "thresholds": {
      const { configHash } = input;
      const { coordinatorHash: _, ...rest } = state;
      const hash = configHash === undefined ? {} : { coordinatorHash: configHash };
      return { ...rest, thresholdS: { ...state.thresholdS, ...input.thresholdS }, ...hash };
    }
    case "run-heard": {
      const { told, ...rest } = state;
      if (!input.isTold) return { ...rest, heardMs: atMs };
      // Said again and again: it counts from the first time.
      if (told?.run === input.run) return { ...state, heardMs: atMs };
      const untilMs = atMs + (selfOf(config)?.offTimeoutMs ?? 0);
      return { ...rest, heardMs: atMs, told: { run: input.run, untilMs } };
    }
    case "inhibit":
      return withInhibit(state, input, atMs);
  }
}

function withOther(
  state: PeerState,
  of: {
    readonly ups: string;
    readonly input: Extract<PeerInput, { kind: "reading" }>;
    readonly atMs: number;
    readonly config: PowerConfig;
  },
): PeerState {
  if (of.input.origin !== "live") return state;
  const { [of.ups]: before, ...others } = state.others;
  return { ...state, others: { ...others, [of.ups]: otherAfter(before, of) } };
}

/** Times on battery that are kept of a UPS of another host. */
const keptOutages = 4;

function otherAfter(
  before: OtherUps | undefined,
  of: {
    readonly input: Extract<PeerInput, { kind: "reading" }>;
    readonly atMs: number;
    readonly config: PowerConfig;
  },
): OtherUps {
  const { atMs, config } = of;
  const { reading } = of.input;
  const isOnMains = saysMains(reading);
  // A test says nothing of the mains, whatever was seen before it.
  const isTest = reading.flags?.includes("CAL") === true;
  const outagesAtMs = isTest ? [] : (before?.outagesAtMs ?? []);
  const isUnbroken = before?.isOnMains === true && atMs - before.atMs < config.policy.staleAfterMs;
  const onMainsSinceMs = isUnbroken ? before.onMainsSinceMs : atMs;
  // What it was before, it was seen to be: nobody knows when it went otherwise.
  const hasGone = isUnbroken && !isTest && saysBattery(reading);
  return {
    ...{ atMs, isOnMains },
    ...(isOnMains && onMainsSinceMs !== undefined && { onMainsSinceMs }),
    outagesAtMs: hasGone ? [...outagesAtMs, atMs].slice(-keptOutages) : outagesAtMs,
  };
}

function saysMains({ comms, flags = [] }: Reading): boolean {
  return comms === "ok" && lineOf(flags) === "ol" && !flags.includes("FSD");
}

function saysBattery({ comms, flags = [] }: Reading): boolean {
  return comms === "ok" && lineOf(flags) === "ob";
}

/** Judges a UPS of this host after an event, by the coordinator's threshold and by that of this host. */
function judged(
  state: PeerState,
  ups: UpsConfig,
  event: UpsEvent,
  { atMs, config, effects }: Moment,
): PeerState {
  const before = ownUpsOf(state, ups.name);
  const context = contextOf(state, ups, config);
  const stepped = stepUps(before.memory, event, context);
  const { memory, judgement } = stepped;
  effects.push(...stepped.cures, ...stepped.alarms);
  const lastStand = afterEvent(
    before.lastStand,
    { memory, judgement },
    {
      memoryBefore: before.memory,
      thresholdS: localThresholdS(peerOf(config).localBudgetS, config),
      shutdownS: context.thresholdS,
      latencyS: context.latencyS,
      policy: config.policy,
      atMs,
    },
  );
  const own: OwnUps = { ...before, memory, judgement, judgedMs: atMs, lastStand };
  return {
    ...state,
    upsAlarms: withUpsAlarms(state.upsAlarms, stepped, atMs),
    upses: { ...state.upses, [ups.name]: own },
  };
}

function contextOf(state: PeerState, ups: UpsConfig, config: PowerConfig): UpsContext {
  return {
    ...thresholdOf(state, ups, config),
    ups: ups.name,
    policy: config.policy,
    isLocal: true,
    siblings: siblingsOf(state, ups, config),
    isOwnFsd: false,
    isInhibited: state.inhibit !== undefined,
  };
}

/**
 * Those of this host; and of others nothing but that they were out with this one and have mains again: that may spare this
 * host, and nothing that is told of others has it do anything.
 */
function siblingsOf(state: PeerState, ups: UpsConfig, config: PowerConfig): Sibling[] {
  return config.upses.flatMap((other) => {
    if (other.name === ups.name || other.mains !== ups.mains) return [];
    if (other.host === config.self) {
      const { memory, judgement } = ownUpsOf(state, other.name);
      return judgement ? [asSibling({ memory, judgement })] : [];
    }
    const told = state.others[other.name];
    return told ? [toldSibling(told)] : [];
  });
}

function toldSibling({ atMs, onMainsSinceMs, outagesAtMs = [] }: OtherUps): Sibling {
  return {
    ...{ isOnBattery: false, episodesAtMs: [], outagesAtMs, readAtMs: atMs },
    ...(onMainsSinceMs !== undefined && { onMainsSinceMs }),
  };
}

/** What a run has told this host is over when its mains are back for good: the next outage is another one. */
function withoutOldWord(state: PeerState, { config }: Moment): PeerState {
  if (!state.told || state.told.untilMs === 0) return state;
  const isBack = config.upses
    .filter(({ host }) => host === config.self)
    .every(({ name }) => ownUpsOf(state, name).judgement?.isRestored === true);
  return isBack ? { ...state, told: { ...state.told, untilMs: 0 } } : state;
}

function selfOf({ nodes, self }: PowerConfig): NodeConfig | undefined {
  return nodes.find(({ name }) => name === self);
}

/** Stops this host, once in an outage, by what its own UPS says directly and by nothing else. */
function withLocalShutdown(state: PeerState, { atMs, config, effects }: Moment): PeerState {
  const peer = peerOf(config);
  const self = selfOf(config);
  if (!peer.fallbackLocalShutdown || isToldNow(state, atMs) || !self) return state;
  const of = {
    thresholdS: localThresholdS(peer.localBudgetS, config),
    policy: config.policy,
    atMs,
    honoursFsd: false,
  };
  let first: { readonly ups: string; readonly reason: Reason } | undefined;
  let standing = 0;
  for (const ups of self.feeds) {
    const { memory, judgement, lastStand } = ownUpsOf(state, ups);
    const isOwn = config.upses.some(({ name, host }) => name === ups && host === config.self);
    if (!isOwn) {
      standing += isSeenOnMains(state, ups, { atMs, config }) ? 1 : 0;
      continue;
    }
    const reason = judgement && whyNow(lastStand, { memory, judgement }, of);
    if (!reason || (reason.isHeldBack && state.inhibit)) standing += 1;
    else first ??= { ups, reason };
  }
  if (!first || standing >= self.minSupplies) return state;
  const { ups } = first;
  const key = `${ups}:${state.bootId}:${ownUpsOf(state, ups).memory.outage.number}`;
  if (state.localShutdown?.key === key) return state;
  const localShutdown = { ups, key, reason: `${ups}: ${first.reason.why}` };
  effects.push({ kind: "local-shutdown", ...localShutdown });
  return { ...state, localShutdown };
}

/** Another host's UPS that feeds this one too, and says live that it is on mains: it may spare this host, and no more. */
function isSeenOnMains(
  { others }: PeerState,
  ups: string,
  { atMs, config }: { readonly atMs: number; readonly config: PowerConfig },
): boolean {
  const other = others[ups];
  return other?.isOnMains === true && atMs - other.atMs < config.policy.staleAfterMs;
}
