import { type Budget, budgetOf } from "./budget.ts";
import type { Inhibit } from "./inhibit.ts";
import type { LastStand } from "./last-stand.ts";
import type { PowerConfig, PowerView, UpsConfig } from "./model.ts";
import type { Intent } from "./orders.ts";
import { inAnotherBoot, owedAfter, type Phase } from "./phases.ts";
import { type RealDecisions, realInAnotherBoot } from "./rehearsed-state.ts";
import { newUps, restoredUps, type UpsJudgement, type UpsMemory } from "./ups.ts";

/** All that the coordinator remembers: plain JSON, on disk before its effects are carried out. Times: its boot clock. */
export interface CoordinatorState {
  readonly format: 1;
  /** The boot in which its times count. */
  readonly bootId: string;
  /** Of the last input. */
  readonly atMs: number;
  readonly upses: Readonly<Record<string, TrackedUps>>;
  /** Learnt from runs.json; a UPS that is not in it has the default. */
  readonly budgets: Readonly<Record<string, Budget>>;
  /** Of runs and startups. Numbers only rise, over boots too. */
  readonly lastRun: number;
  readonly phase: Phase;
  /** Outages that have had their run, the latest last: none has a second. */
  readonly covered: readonly CoveredOutage[];
  /** By UPS: what its host asked for, until its mains are seen to be back for good. */
  readonly triggers: Readonly<Record<string, ActiveTrigger>>;
  /** Nodes that runs before this one told to power off, and that no startup has brought back. */
  readonly owed: readonly string[];
  /** Those of them that were heard since: they are up again, and their silence is none of our doing. */
  readonly roused: readonly string[];
  /** UPSes on which a run of ours has set FSD. */
  readonly ownFsd: readonly string[];
  readonly inhibit?: Inhibit;
  /** An operator's shutdown that is to last. */
  readonly intent?: Intent;
  /**
   * The branch that Flux is to follow, as an operator has ordered it with a startup: until that startup has ended, or
   * another order is given, whatever boots and outages come in between.
   */
  readonly fluxBranch?: string;
  /** Nodes that are told of a battery. */
  readonly guards: Readonly<Record<string, ArmedGuard>>;
  readonly guardsSentMs?: number;
  /** Nodes that are registered with hirte. */
  readonly registered: readonly string[];
  /** What lasts, by id: of the UPSes, and of the coordinator itself. */
  readonly upsAlarms: Readonly<Record<string, LastingAlarm>>;
  readonly alarms: Readonly<Record<string, LastingAlarm>>;
  readonly peers: Readonly<Record<string, KnownPeer>>;
  /** UPSes whose driver knows shutdown.return. */
  readonly returning: readonly string[];
  /** While runs are rehearsed: what holds for a daemon that carries them out. */
  readonly real?: RealDecisions;
}

/** A UPS, and what was thought of it last. */
export interface TrackedUps {
  readonly memory: UpsMemory;
  readonly judgement?: UpsJudgement;
  readonly judgedMs?: number;
  /** Its host was told to power off and has fallen silent: that silence says nothing of a battery. */
  readonly isAsleep: boolean;
  /**
   * The outage in which it has fired is over by our own doing: a startup has taken back what it began, or its host was told
   * to go and has had its time. What is read next is of another (another.ts). `afterRun`: calls that had their run by
   * then are of the one before.
   */
  readonly another?: { readonly afterRun: number };
  /** Polls at or below what this host needs for itself, and when the last was counted. */
  readonly lastStand: LastStand;
  /** What it told last on mains while every host was up: once some are off, a runtime says nothing of their load. */
  readonly underLoad?: readonly UnderLoad[];
}

/** What a battery of so much charge lasts for, s, with all that hangs on it, by one reading. */
export interface UnderLoad {
  readonly runtimeS: number;
  readonly chargePercent: number;
}

/** An outage that has had its run. */
export interface CoveredOutage {
  /** `ups:bootId:outage`, by the coordinator's own count, or as the host of the UPS has it in its trigger. */
  readonly key: string;
  readonly run: number;
  /** The mains of its UPS were seen back for good since. */
  readonly isOver?: true;
}

/** A trigger that counts as this UPS having fired. */
export interface ActiveTrigger {
  readonly id: string;
  readonly reason: string;
  readonly atMs: number;
}

/** A node that was told of a battery, or says so, and that was not told yet that the mains are back for good. */
export interface ArmedGuard {
  readonly outage: string;
  readonly line: "ob" | "ol";
  /** It was there when it was told that they are back. */
  readonly isTold?: boolean;
  /** They have been back for good since: what comes now is another outage. */
  readonly isOver?: boolean;
}

/** Something that people were told of, and that is not over. */
export interface LastingAlarm {
  readonly severity: "info" | "warning" | "critical";
  readonly text: string;
  readonly sinceMs: number;
  /** What of it is told anew when it changes; absent: nothing. */
  readonly about?: string;
}

/** What is known of another host with a UPS. */
export interface KnownPeer {
  readonly publisher: PowerView["peers"][number]["publisher"];
  readonly heardMs?: number;
  readonly configHash?: string;
  /** Its last trigger. */
  readonly trigger?: string;
  /** Its last trigger that was none of its own. */
  readonly forged?: { readonly atMs: number; readonly reason: string };
}

/** Of a coordinator that has seen nothing yet. */
export function newCoordinator({
  bootId,
  atMs,
}: {
  readonly bootId: string;
  readonly atMs: number;
}): CoordinatorState {
  return {
    format: 1,
    bootId,
    atMs,
    upses: {},
    budgets: {},
    lastRun: 0,
    phase: { at: "watching" },
    covered: [],
    triggers: {},
    owed: [],
    roused: [],
    ownFsd: [],
    guards: {},
    registered: [],
    upsAlarms: {},
    alarms: {},
    peers: {},
    returning: [],
  };
}

/**
 * What a successor goes on with. In the same boot: where it was. In another one nothing that was seen counts any more,
 * and its moments mean nothing; what stays are numbers, outages that had their run, a run that is open, and nodes that
 * wait to be woken.
 */
export function restoredCoordinator(
  saved: CoordinatorState,
  { bootId, atMs }: { readonly bootId: string; readonly atMs: number },
): CoordinatorState {
  const isSameBoot = saved.bootId === bootId;
  const isInRun = saved.phase.at !== "watching";
  const upses = Object.fromEntries(
    Object.entries(saved.upses).map(([name, ups]): [string, TrackedUps] => {
      const memory = restoredUps(ups.memory, { isSameBoot, isInRun });
      if (isSameBoot) return [name, { ...ups, memory }];
      const { isAsleep, underLoad } = ups;
      return [name, { memory, isAsleep, lastStand: { bad: 0 }, ...(underLoad && { underLoad }) }];
    }),
  );
  // Who is there is heard anew.
  if (isSameBoot) return { ...saved, atMs: Math.max(saved.atMs, atMs), upses, registered: [] };
  const { budgets, lastRun, covered, owed, ownFsd, returning, guards, intent, fluxBranch } = saved;
  const phase = inAnotherBoot(saved.phase, atMs);
  return {
    ...newCoordinator({ bootId, atMs }),
    upses,
    budgets,
    lastRun,
    covered,
    // Those of a run that goes on are woken with it; of one that is over in this boot there is only this.
    owed: phase.at === "owing" ? owedAfter(owed, saved.phase) : owed,
    ownFsd,
    returning,
    ...(intent && { intent }),
    ...(fluxBranch !== undefined && { fluxBranch }),
    ...(saved.real && { real: realInAnotherBoot(saved.real, atMs) }),
    // Nodes go on counting what they heard last: they must be told what it is now, by the same name.
    guards,
    phase,
  };
}

/** What is remembered of a UPS of the configuration. */
export function upsOf(state: CoordinatorState, name: string): TrackedUps {
  return state.upses[name] ?? unseenUps;
}

/** Of which nothing was heard. */
const unseenUps: TrackedUps = { memory: newUps(), isAsleep: false, lastStand: { bad: 0 } };

/** Budget and threshold of a UPS. */
export function budgetFor(state: CoordinatorState, ups: UpsConfig, config: PowerConfig): Budget {
  return state.budgets[ups.name] ?? budgetOf(ups, config, []);
}

/** How the coordinator itself names the outage of a UPS that is open, or was last. */
export function ownKey(state: CoordinatorState, ups: string): string {
  return `${ups}:${state.bootId}:${upsOf(state, ups).memory.outage.number}`;
}
