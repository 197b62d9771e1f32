import type { Facts } from "./facts.ts";
import type { AlarmEffect, LocalCure } from "./model.ts";
import { fixedPolicy } from "./policy.ts";
import type { UpsAlarm, UpsMemory } from "./ups-memory.ts";
import type { RowNumber } from "./ups-model.ts";

/** What was made of the facts, as far as people and cures are concerned. */
export interface Outcome {
  readonly facts: Facts;
  readonly row: RowNumber;
  readonly why: string;
  readonly heldMs: number;
  readonly isOutageOpen: boolean;
  /** It would fire now, and maintenance forbids it. */
  readonly isHeldBack: boolean;
}

interface AlarmRow {
  readonly id: UpsAlarm;
  readonly severity: "warning" | "critical";
  readonly begins: (outcome: Outcome) => boolean;
  /** Absent: it lasts as long as it would begin. */
  readonly lasts?: (outcome: Outcome) => boolean;
  /** It outlives its cause by so long. */
  readonly lingersMs?: number;
  readonly text: (outcome: Outcome) => string;
}

const alarmTable: readonly AlarmRow[] = [
  {
    id: "blind",
    severity: "warning",
    begins: ({ row, facts }) => isBlind(row) && facts.unheardMs >= fixedPolicy.blindAlarmMs,
    lasts: ({ row }) => isBlind(row),
    text: ({ why }) => `${why}; nothing is shut down for it, and an outage would not be seen`,
  },
  {
    id: "suspect",
    severity: "critical",
    begins: ({ row, facts }) => row === 4 && facts.hasListened,
    lasts: ({ row }) => row === 4,
    text: ({ why }) => why,
  },
  {
    id: "blind-on-battery",
    severity: "critical",
    begins: ({ row, facts }) => row === 5 && facts.unheardMs >= fixedPolicy.driverCureMs,
    lasts: ({ row }) => row === 5,
    text: ({ why, facts }) =>
      facts.isBackBeside
        ? `${why}: nothing fires while that is seen`
        : `${why}; it fires when the runtime is at the threshold, and at ${facts.context.policy.blindOnBatteryMs / 1000} s`,
  },
  {
    id: "latched",
    severity: "warning",
    begins: isLatched,
    lasts: ({ row }) => row === 2,
    text: ({ why }) => `${why} on its host; until then no startup begins`,
  },
  {
    id: "off",
    severity: "warning",
    begins: ({ facts }) => facts.isOffHeld,
    text: ({ why }) => why,
  },
  {
    id: "infeasible",
    severity: "critical",
    begins: ({ facts }) => facts.isOl && facts.isFeasible === false,
    lasts: ({ facts }) => facts.isFeasible === false,
    text: ({ facts: { memory, context } }) =>
      `a shutdown needs ${Math.round(context.thresholdS)} s, and the battery had ${memory.lastOlRuntimeS} s on mains: there is not enough for it. Less load, a newer battery, or a shutdown that takes less time`,
  },
  {
    id: "calibration",
    severity: "warning",
    begins: ({ facts }) => facts.isCal && facts.isCalTooLong,
    text: ({ facts }) =>
      `CAL has been said for more than ${facts.context.policy.calibrationMaxMs / 60_000} min: it excuses nothing any more`,
  },
  {
    // [R20] Some units say it now and then; it is told once, and nothing is done for it.
    id: "replace-battery",
    severity: "warning",
    begins: ({ facts }) => facts.memory.last?.flags.includes("RB") ?? false,
    lingersMs: fixedPolicy.flagAlarmMs,
    text: () => "it says that its battery should be replaced (RB)",
  },
  {
    // [R20] The same: what it means is in ups.alarm, for people.
    id: "ups-alarm",
    severity: "warning",
    begins: ({ facts }) => facts.memory.last?.flags.includes("ALARM") ?? false,
    lingersMs: fixedPolicy.flagAlarmMs,
    text: () => "it says that something is the matter with it (ALARM): see its ups.alarm",
  },
  {
    id: "held-back",
    severity: "critical",
    begins: ({ isHeldBack }) => isHeldBack,
    text: ({ why }) => `maintenance holds back a shutdown: ${why}`,
  },
];

/**
 * Which alarms last after an event, with their texts as they are now, and what is to be said of them: each once when it
 * begins, and when it is over.
 */
export function alarmsAfter(
  before: UpsMemory["alarms"],
  outcome: Outcome,
): {
  readonly lasting: UpsMemory["alarms"];
  readonly effects: readonly AlarmEffect[];
  readonly texts: Readonly<Record<string, string>>;
} {
  const { atMs, context } = outcome.facts;
  const lasting: Partial<Record<UpsAlarm, { readonly seenAtMs: number }>> = {};
  const effects: AlarmEffect[] = [];
  const texts: Record<string, string> = {};
  for (const { id: about, severity, begins, lasts = begins, lingersMs = 0, text } of alarmTable) {
    const known = before[about];
    const id = `${about}:${context.ups}`;
    if (known ? lasts(outcome) : begins(outcome)) {
      lasting[about] = { seenAtMs: atMs };
      const now = `${context.ups}: ${text(outcome)}`;
      texts[id] = now;
      if (!known) effects.push({ kind: "alarm", id, severity, text: now });
    } else if (known && atMs - known.seenAtMs < lingersMs) lasting[about] = known;
    else if (known) effects.push({ kind: "alarm-over", id });
  }
  return { lasting, effects, texts };
}

/** What is to be tried on this host, each once: for the driver that has lost its UPS, for upsd in a latch. */
export function curesFor(outcome: Outcome): readonly LocalCure[] {
  const { facts, row, why, heldMs } = outcome;
  const { context, memory, unheardMs } = facts;
  if (!context.isLocal) return [];
  const cure = (kind: LocalCure["kind"]): readonly LocalCure[] => [
    { kind, ups: context.ups, reason: why },
  ];
  // [R6] USB drops exactly at the transfer, and then the mains are what was read last.
  const isDriverLost = row === 4 || row === 5 || (row === 3 && hasLostDriver(facts));
  if (isDriverLost && unheardMs >= fixedPolicy.driverCureMs && !memory.wasDriverCured) {
    return cure("restart-driver");
  }
  // Found set by a process that has only begun it may be a command of just now, which a restart of upsd would erase.
  const isOld = isLatched(outcome) && heldMs >= fixedPolicy.upsdCureMs;
  return isOld && !memory.wasUpsdCured ? cure("restart-upsd") : [];
}

/** Latched, and no shutdown under way that it might be the command of, be it ours or another's. */
function isLatched({ row, isOutageOpen, facts }: Outcome): boolean {
  return row === 2 && !isOutageOpen && !facts.context.isOwnFsd;
}

/** Its upsd answers, and says that it is the driver that has lost the UPS. */
function hasLostDriver({ isPublisherSilent, memory: { publisher } }: Facts): boolean {
  if (isPublisherSilent) return false;
  return publisher?.comms === "data-stale" || publisher?.comms === "driver-not-connected";
}

function isBlind(row: RowNumber): boolean {
  return row === 0 || row === 3;
}
