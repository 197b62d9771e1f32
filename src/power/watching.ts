/**
 * What the coordinator holds to be true of each UPS after a reading or a tick, from its own sight of it and from what
 * the UPS's host has asked for.
 */

import { selfThresholdS } from "./budget.ts";
import { budgetFor, type CoordinatorState, type TrackedUps, upsOf } from "./coordinator-state.ts";
import { type FeedEvidence, outOfSightHoldMs } from "./feeds.ts";
import { afterEvent } from "./last-stand.ts";
import type { AlarmEffect, LocalCure, PowerConfig, UpsConfig } from "./model.ts";
import { hasHadItsTime, hasOutstayed, openRunOf } from "./phases.ts";
import { underLoadAfter } from "./under-load.ts";
import { asSibling, type Sibling, stepUps, type UpsContext, type UpsEvent } from "./ups.ts";

/** What an event of a UPS gives. */
export interface Watched {
  readonly ups: TrackedUps;
  readonly cures: readonly LocalCure[];
  readonly alarms: readonly AlarmEffect[];
  /** By id, of those that last: as they are now. */
  readonly alarmTexts: Readonly<Record<string, string>>;
}

/** Judges a UPS after an event. */
export function watchUps(
  state: CoordinatorState,
  { ups, event, config }: { ups: UpsConfig; event: UpsEvent; config: PowerConfig },
): Watched {
  const before = upsOf(state, ups.name);
  const isAsleep =
    event.kind === "tick"
      ? before.isAsleep || fallsAsleep(state, { ups, before, atMs: event.atMs, config })
      : before.isAsleep;
  if (isAsleep && event.kind === "tick") {
    const asleep = before.isAsleep ? before : { ...before, isAsleep };
    const isOff = hasHostHadItsTime(state, ups, { atMs: event.atMs, config });
    return {
      ups: isOff ? inAnother(asleep, state) : asleep,
      cures: [],
      alarms: [],
      alarmTexts: {},
    };
  }
  const context = contextOf(state, ups, config);
  const { memory, judgement, cures, alarms, alarmTexts } = stepUps(before.memory, event, context);
  const isNewReading = event.kind === "reading" && memory.last !== before.memory.last;
  // Only these decide when this host goes itself.
  const feedsSelf = config.nodes.some(
    ({ name, feeds }) => name === config.self && feeds.includes(ups.name),
  );
  const lastStand = feedsSelf
    ? afterEvent(
        before.lastStand,
        { memory, judgement },
        {
          memoryBefore: before.memory,
          thresholdS: selfThresholdS(config),
          shutdownS: context.thresholdS,
          latencyS: context.latencyS,
          policy: config.policy,
          atMs: event.atMs,
        },
      )
    : before.lastStand;
  const underLoad = isNewReading
    ? underLoadAfter(before.underLoad, judgement, { state, config })
    : before.underLoad;
  return {
    ups: {
      memory,
      judgement,
      judgedMs: event.atMs,
      isAsleep: isAsleep && !isNewReading,
      lastStand,
      ...(before.another && !isNewReading && { another: before.another }),
      ...(underLoad && { underLoad }),
    },
    cures,
    alarms,
    alarmTexts,
  };
}

/**
 * Who was told to power off falls silent, and the readings of its UPS with it. That silence was made by the run: it is
 * no blindness that fires (row 5), neither in the startup that wakes that host nor if the host never comes back.
 */
function fallsAsleep(
  state: CoordinatorState,
  of: {
    readonly ups: UpsConfig;
    readonly before: TrackedUps;
    readonly atMs: number;
    readonly config: PowerConfig;
  },
): boolean {
  const { ups, before, atMs, config } = of;
  const { host } = ups;
  const { nodes, policy, self } = config;
  const open = openRunOf(state.phase);
  const heardMs = before.memory.last?.atMs;
  const isToldNow = open !== undefined && Object.hasOwn(open.toldMs, host);
  const wasTold = isToldNow || (state.owed.includes(host) && !state.roused.includes(host));
  if (!wasTold || host === self) return false;
  if (heardMs === undefined) return true;
  // It spoke when all the time that it may take to go was over: it is there, and its silence is one.
  const isThere = isToldNow && hasOutstayed(open, { host, atMs: heardMs, nodes });
  return !isThere && atMs - heardMs >= policy.staleAfterMs;
}

/** Notes that what is read next of a UPS that has fired is of another outage. */
export function inAnother(
  ups: TrackedUps,
  { lastRun }: Pick<CoordinatorState, "lastRun">,
): TrackedUps {
  if (ups.another || ups.memory.outage.open?.firedRow === undefined) return ups;
  return { ...ups, another: { afterRun: lastRun } };
}

/** Whether the host of a UPS was told to go by the run that is under way, and is gone or has had its time. */
export function hasHostHadItsTime(
  { phase }: CoordinatorState,
  { host }: UpsConfig,
  { atMs, config }: { readonly atMs: number; readonly config: PowerConfig },
): boolean {
  const open = openRunOf(phase);
  return open !== undefined && hasHadItsTime(open, { host, atMs, nodes: config.nodes });
}

function contextOf(state: CoordinatorState, ups: UpsConfig, config: PowerConfig): UpsContext {
  const { thresholdS, budgetS, latencyS } = budgetFor(state, ups, config);
  return {
    ups: ups.name,
    policy: config.policy,
    thresholdS,
    budgetS,
    latencyS,
    isLocal: ups.host === config.self,
    siblings: siblingsOf(state, ups, config),
    isOwnFsd: isOwnFsd(state, ups.name),
    isInhibited: state.inhibit !== undefined,
    isAnotherOutage: upsOf(state, ups.name).another !== undefined,
  };
}

/**
 * Whether FSD is what a run of ours has set, and is wanted. Once its mains are back for good and nothing more is done
 * about that run it is only in the way: no startup begins while it is set, and nobody else takes it back.
 */
function isOwnFsd({ ownFsd, phase, upses }: CoordinatorState, ups: string): boolean {
  if (!ownFsd.includes(ups)) return false;
  const open = openRunOf(phase);
  const isWorking = open !== undefined && phase.at !== "holding" && !open.isHeld && !open.ended;
  return isWorking || upses[ups]?.judgement?.isRestored !== true;
}

function siblingsOf(state: CoordinatorState, ups: UpsConfig, config: PowerConfig): Sibling[] {
  const siblings: Sibling[] = [];
  for (const other of config.upses) {
    if (other.mains !== ups.mains || other.name === ups.name) continue;
    const { memory, judgement, isAsleep } = upsOf(state, other.name);
    if (judgement && !isAsleep) siblings.push(asSibling({ memory, judgement }));
  }
  return siblings;
}

/**
 * Whether a UPS has fired in an outage that is not over, by own sight or by its host's word, and its mains were not seen
 * since. Of one that has been asleep since an earlier run nothing is held: that run was about it, and nothing was heard.
 */
export function isFiring(state: CoordinatorState, { name, host }: UpsConfig): boolean {
  const { judgement, isAsleep } = upsOf(state, name);
  if (!judgement?.hasFired && !Object.hasOwn(state.triggers, name)) return false;
  if (isAsleep && !Object.hasOwn(openRunOf(state.phase)?.toldMs ?? {}, host)) return false;
  return !isBack(state, name);
}

/**
 * Whether the mains were seen live at this UPS after all that speaks against them. Who fires on mains (a forced
 * shutdown, row 1), or is suspected because of a sibling (row 4), is not back.
 */
export function isBack(state: CoordinatorState, ups: string): boolean {
  const { judgement, memory } = upsOf(state, ups);
  if (judgement?.line !== "ol" || judgement.row === 1 || judgement.row === 4) return false;
  const trigger = state.triggers[ups];
  return trigger === undefined || (memory.last?.atMs ?? trigger.atMs) > trigger.atMs;
}

/** Whether the mains are seen at this UPS now, and nothing is the matter with it: row 6, by a reading that is fresh. */
export function isSeenOnMains(
  state: CoordinatorState,
  ups: string,
  { atMs, config }: { readonly atMs: number; readonly config: PowerConfig },
): boolean {
  const { judgement, memory, isAsleep } = upsOf(state, ups);
  if (isAsleep || judgement?.row !== 6 || judgement.line !== "ol" || !memory.last) return false;
  return atMs - memory.last.atMs < config.policy.staleAfterMs;
}

/** Runtime left, s, counted down also where no tick judges it; undefined: not known. */
export function runtimeLeftS(tracked: TrackedUps, atMs: number) {
  const { judgement, judgedMs, memory, isAsleep } = tracked;
  const leftS = judgement?.runtimeLeftS;
  if (leftS === undefined || !isAsleep) return leftS;
  // Judged while it was heard it is what was read, then; in row 5 it was counted down already.
  const sinceMs = judgement?.row === 5 ? judgedMs : memory.last?.atMs;
  return Math.max(0, leftS - (atMs - (sinceMs ?? atMs)) / 1000);
}

/** What those who hang on this UPS have to think of it. */
export function feedEvidence(state: CoordinatorState, ups: UpsConfig): FeedEvidence {
  const { judgement, isAsleep } = upsOf(state, ups.name);
  const row = judgement?.row ?? 0;
  return {
    isOnBattery: (judgement?.line === "ob" && row !== 8) || row === 4,
    isFired: isFiring(state, ups),
    isOffHeld: judgement?.isOffHeld === true,
    isOutOfSightHeld:
      isAsleep || ((row === 0 || row === 3) && (judgement?.heldMs ?? 0) >= outOfSightHoldMs),
  };
}
