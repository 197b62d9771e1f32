import type { Alarms } from "./alarms.ts";
import { latencyOf, untoldThresholdS } from "./budget.ts";
import type { Inhibit } from "./inhibit.ts";
import type { LastStand } from "./last-stand.ts";
import type { PeerConfig, PeerEffect, PowerConfig, UpsConfig } from "./model.ts";
import { defaultPeer } from "./policy.ts";
import { newUps, restoredUps, type UpsJudgement, type UpsMemory } from "./ups.ts";

/** All that a peer remembers: plain JSON, on disk before its effects are carried out. Times: its boot clock. */
export interface PeerState {
  readonly format: 1;
  /** The boot in which its times count. */
  readonly bootId: string;
  /** Of the last input. */
  readonly atMs: number;
  /** UPSes whose cable goes to this host. */
  readonly upses: Readonly<Record<string, OwnUps>>;
  /** Other UPSes, as they came live: for display, and to spare this host where one of them feeds it too. */
  readonly others: Readonly<Record<string, OtherUps>>;
  /** What the coordinator said of thresholds, in any boot. */
  readonly thresholdS: Readonly<Record<string, number>>;
  readonly coordinatorHash?: string;
  /** Power/run or power/state came. */
  readonly heardMs?: number;
  /** The run that told this host to power off, by which it does not stop itself meanwhile. */
  readonly told?: Told;
  readonly localShutdown?: LocalShutdown;
  readonly inhibit?: Inhibit;
  readonly upsAlarms: Alarms;
  readonly alarms: Alarms;
}

/** A run that told this host to power off. */
export interface Told {
  readonly run: number;
  /** Until then it may take its time, and after that the word was lost; 0: it is of an outage that is over. */
  readonly untilMs: number;
}

/** A UPS of this host. */
export interface OwnUps {
  readonly memory: UpsMemory;
  readonly judgement?: UpsJudgement;
  readonly judgedMs?: number;
  /** The same readings against what this host needs for itself. */
  readonly lastStand: LastStand;
  /** It has fired: the coordinator is asked for a shutdown. */
  readonly call?: Call;
}

/** A call for a shutdown. */
export interface Call {
  readonly trigger: Extract<PeerEffect, { kind: "publish-trigger" }>["trigger"];
  readonly sinceMs: number;
  readonly publishedMs: number;
  /** The last answer, of whatever kind. */
  readonly answeredMs?: number;
  /** The run that it belongs to; absent: none yet. */
  readonly run?: number;
  /** Why the last answer was none. */
  readonly refusal?: string;
}

/** A UPS of another host, by what came live. */
export interface OtherUps {
  /** Of its last reading. */
  readonly atMs: number;
  readonly isOnMains: boolean;
  /** It has said so without a break since then. */
  readonly onMainsSinceMs?: number;
  /** When it was seen to go on battery, for no test: the last times. */
  readonly outagesAtMs?: readonly number[];
}

/** This host stops itself. */
export interface LocalShutdown {
  readonly key: string;
  readonly ups: string;
  readonly reason: string;
}

/** Of a peer that has seen nothing yet. */
export function newPeer({
  bootId,
  atMs,
}: {
  readonly bootId: string;
  readonly atMs: number;
}): PeerState {
  const nothing = { upses: {}, others: {}, thresholdS: {}, upsAlarms: {}, alarms: {} };
  return { format: 1, bootId, atMs, ...nothing };
}

/** What a successor goes on with: in the same boot where it was; in another one with thresholds and numbers of outages. */
export function restoredPeer(
  saved: PeerState,
  { bootId, atMs }: { readonly bootId: string; readonly atMs: number },
): PeerState {
  const isSameBoot = saved.bootId === bootId;
  const isInRun = saved.told !== undefined;
  const upses = Object.fromEntries(
    Object.entries(saved.upses).map(([name, ups]): [string, OwnUps] => {
      const memory = restoredUps(ups.memory, { isSameBoot, isInRun });
      return [name, isSameBoot ? { ...ups, memory } : { memory, lastStand: { bad: 0 } }];
    }),
  );
  if (isSameBoot) return { ...saved, atMs: Math.max(saved.atMs, atMs), upses };
  const { thresholdS, coordinatorHash, told } = saved;
  const hash = coordinatorHash === undefined ? {} : { coordinatorHash };
  // Whom that run told to go has come up again: if it is said once more it is said of then.
  const before = told && { told: { ...told, untilMs: 0 } };
  return { ...newPeer({ bootId, atMs }), upses, thresholdS, ...hash, ...before };
}

/** Whether a run has told this host to go, and it has had no more time than that may take. */
export function isToldNow({ told }: PeerState, atMs: number): boolean {
  return told !== undefined && atMs < told.untilMs;
}

/** What is remembered of a UPS of this host. */
export function ownUpsOf(state: PeerState, name: string): OwnUps {
  return state.upses[name] ?? unseenUps;
}

const unseenUps: OwnUps = { memory: newUps(), lastStand: { bad: 0 } };

/** How this host is configured as a peer. */
export function peerOf({ peers, self }: PowerConfig): PeerConfig {
  return peers.find(({ host }) => host === self) ?? { ...defaultPeer, host: self };
}

/** What a peer takes for budget and threshold of a UPS of its own. */
export function thresholdOf(state: PeerState, ups: UpsConfig, config: PowerConfig) {
  const thresholdS = state.thresholdS[ups.name] ?? untoldThresholdS(ups, config);
  const budgetS = thresholdS / config.policy.runtimeSafetyFactor;
  return { thresholdS, budgetS, latencyS: latencyOf(ups, config) };
}
