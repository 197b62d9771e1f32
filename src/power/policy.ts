import type { BudgetPolicy, PeerConfig, Policy } from "./model.ts";

/** The decision's numbers as they are without a word in hecate.yaml. */
export const defaultPolicy = {
  /** Threshold in budgets. It covers a gauge that reads 10 % too much, and no more. */
  runtimeSafetyFactor: 1.1,
  /** ms between two polls of a UPS, on mains and on battery alike. */
  pollIntervalMs: 5_000,
  /** Consecutive distinct readings that fire: one wrong reading is common, three in a row are not. */
  debouncePolls: 3,
  /** ms from the first OB in which a runtime counts only where it is tight: gauges jump at the transfer. */
  stabilisationMs: 30_000,
  /** ms without a reading until a UPS is taken for unheard: three polls. */
  staleAfterMs: 15_000,
  /** ms unheard on battery until the worst is assumed. */
  blindOnBatteryMs: 180_000,
  /** ms that a runtime stands still on battery until it is counted down instead. */
  frozenAfterMs: 120_000,
  /** LB is a vote that needs a witness: some units say it at the transfer with a full battery. */
  trustLb: "confirm",
  /** Percent of charge at or below which LB is believed. */
  lbConfirmChargePercent: 30,
  /** ms of LB without a break after which it needs no witness: the firmware may know better. */
  lbHoldMs: 30_000,
  /** ms of OFF until the feed is taken for lost: units say it for seconds when a test begins. */
  offHoldMs: 30_000,
  /** ms that a test or calibration excuses OB: a CAL that sticks must not hide an outage. */
  calibrationMaxMs: 3_600_000,
  /** Where there is no runtime: percent of charge, or ms on battery, at which a poll counts. */
  withoutRuntime: { chargePercent: 50, onBatteryMs: 180_000 },
  /** ms of OL without a break until the mains are back for good. */
  restoredAfterMs: 60_000,
  /** So many times on battery within so many ms, and it takes longer. */
  flapping: { episodes: 3, withinMs: 900_000, restoredAfterMs: 300_000 },
  /** Percent of charge that a startup waits for: enough for one more shutdown. */
  startChargePercent: 50,
} as const satisfies Policy;

/** Budgets without a word in hecate.yaml, s. */
export const defaultBudget = {
  /** Until a valid run was seen. */
  defaultS: 300,
  /** However fast the runs were. */
  minimumS: 180,
  /** The longest of so many: one quick run does not make the next one quick. */
  useRuns: 5,
  /** For the coordinator alone, once everything else is off. */
  selfS: 60,
} as const satisfies BudgetPolicy;

/** A peer without a word in hecate.yaml. */
export const defaultPeer = {
  /** ms between two calls for a shutdown that nobody has acknowledged. */
  forwardRetryMs: 5_000,
  /** ms without an acknowledgement until there is an alarm. */
  forwardTimeoutMs: 15_000,
  /** It stops itself, rather than die with its battery. */
  fallbackLocalShutdown: true,
  /** s that it takes to stop itself. */
  localBudgetS: 120,
} as const satisfies Omit<PeerConfig, "host">;

/** The power guard of nodes without a cable. */
export const guardPolicy = {
  /** ms between two words of the coordinator while a feed is on battery. */
  refreshMs: 10_000,
  /** ms without a word until a node counts by itself. */
  lossMs: 30_000,
} as const;

/** The gate before a startup. */
export const startGatePolicy = {
  /** Percent of charge that does also where the runtime does not reach the threshold: an aged battery gets no better. */
  fullChargePercent: 90,
  /** ms of OL that do where the UPS tells no charge. */
  withoutChargeOlMs: 1_800_000,
} as const;

/** ms after which the intent to start everything is too old; over boots it needs a synchronised clock. */
export const intentMaxAgeMs = 43_200_000;

/** What is part of the rules, and no matter of configuration. */
export const fixedPolicy = {
  /** Part of the threshold by which a runtime must exceed it to count as good, and the least that must be in s. */
  hysteresis: { ofThreshold: 0.05, leastS: 10 },
  /** LB is believed up to this many thresholds of runtime. */
  lbConfirmThresholds: 1.5,
  /** Polls of ours that must have found a UPS unheard, besides the time. */
  blindMissedPolls: 5,
  /** ms unheard on battery until its driver is restarted. */
  driverCureMs: 30_000,
  /** ms that an old FSD is found set on mains until upsd is restarted: whoever has just set it is done by then. */
  upsdCureMs: 180_000,
  /** ms unheard on mains until people are told. */
  blindAlarmMs: 60_000,
  /**
   * USB that drops at a transfer: ms of an outage within which it does, and ms for which it is waited for. Most are back
   * within half a minute, the others once their driver was restarted (`driverCureMs`) or not at all; two polls later all
   * know it.
   */
  drop: { withinMs: 30_000, lastsMs: 70_000 },
  /** ms between a UPS's falling silent and a sibling's going on battery, either first, that make one event of them. */
  siblingWithinMs: 30_000,
  /** Part of the nominal voltage below which a test is no test, and the nominal voltage where none is told, V. */
  mainsGone: { ofNominal: 0.1, nominalV: 100 },
  /** Part of the budget down to which a test may draw the battery. */
  testRuntimeBudgets: 0.5,
  /** s that word of a peer's UPS takes at most. */
  forwardingS: 5,
  /** s on top of what the coordinator needs for itself. */
  selfReserveS: 30,
  /** Part of a poll interval that two polls are apart at least: what comes closer was held up, and is one poll. */
  pollSpacing: 0.5,
  /** Poll intervals without any event after which it was us who stood still. */
  stallPolls: 2,
  /** ms that word of a battery to be replaced outlives its flag: some units say it now and then. */
  flagAlarmMs: 900_000,
} as const;
