import type { Reading } from "./model.ts";
import { onBatteryMs } from "./outage.ts";
import type { StatusLine } from "./status.ts";
import type { Line, RowNumber } from "./ups-model.ts";

/**
 * All that is remembered of a UPS: plain JSON. Whoever judges writes it to disk before it acts on a judgement.
 * Times are of the boot clock, and worth nothing in another boot.
 */
export interface UpsMemory {
  /** What was heard of its publisher: publisher.ts. */
  readonly publisher?: Publisher;
  readonly line: Line;
  /** The last reading that counts. */
  readonly last?: LastReading;
  /**
   * The boot before left it on battery, in an outage that had not fired, and it was not read since. `sinceMs`: first
   * event in this boot.
   */
  readonly leftOnBattery?: { readonly sinceMs?: number };
  /** Since when words have been said without a break: spans.ts. */
  readonly spans: Spans;
  readonly fsd: Fsd;
  /** Session of the publisher in which a reading without FSD was seen; only there FSD can be seen to come. */
  readonly fsdClearIn?: string;
  /** Last runtime read on battery, and when it last had another value: runtime.ts. */
  readonly runtime?: { readonly valueS: number; readonly changedAtMs: number };
  readonly lastOlRuntimeS?: number;
  /** Unheard on battery, while a sibling that went on battery with it was seen on mains again: beside.ts. */
  readonly beside?: Beside;
  /** outage.ts */
  readonly outage: Outage;
  /** Beginnings of the last times on battery, as many as flapping needs. */
  readonly episodesAtMs: readonly number[];
  /** Those of them that were a test, or had one in them; absent: none. */
  readonly testsAtMs?: readonly number[];
  /** Consecutive polls that count, and when the last of them was counted. */
  readonly bad: number;
  readonly badAtMs?: number;
  /** Own ears: listening.ts. */
  readonly ears: Ears;
  /** A sibling went on battery when this one fell silent; until it is read again. */
  readonly isCorroborated: boolean;
  /** Row that holds, and since when. */
  readonly row: RowNumber;
  readonly rowSinceMs?: number;
  /** Alarms that last, by what they are about. */
  readonly alarms: Readonly<Partial<Record<UpsAlarm, { readonly seenAtMs: number }>>>;
  /** A restart of its driver was asked for since the mains were last there for good: it is tried once. */
  readonly wasDriverCured: boolean;
  /** A restart of upsd was asked for, for the FSD that is set. */
  readonly wasUpsdCured: boolean;
}

/** What people are told of a UPS. */
export type UpsAlarm =
  | "blind"
  | "blind-on-battery"
  | "suspect"
  | "latched"
  | "off"
  | "infeasible"
  | "calibration"
  | "replace-battery"
  | "ups-alarm"
  | "held-back";

/** Who publishes the readings of a UPS, and its last word. */
export interface Publisher {
  readonly session: string;
  readonly seq: number;
  /** Absent: not in this boot. */
  readonly heardAtMs?: number;
  readonly comms: Reading["comms"];
  readonly detail?: string;
  /** Sessions before this one with their highest number, the latest last. */
  readonly former: readonly { readonly session: string; readonly seq: number }[];
}

/** A reading that counts, when it came, and what it says of the line. */
export interface LastReading
  extends Omit<Reading, "session" | "seq" | "comms" | "detail" | "flags"> {
  readonly atMs: number;
  readonly status: Exclude<StatusLine, "none">;
  readonly flags: readonly string[];
}

/**
 * Where a forced shutdown comes from: seen to come in an outage, seen to come on mains (somebody's order), found set, or
 * set by a run of ours.
 */
export type Fsd = "none" | "live" | "ordered" | "latched" | "own";

/** Since when each has been so, at every reading; absent: at the last it was not. */
export interface Spans {
  readonly olMs?: number;
  /** LB on battery. */
  readonly lbMs?: number;
  readonly offMs?: number;
  readonly calMs?: number;
}

/** Time for which a silence was none on battery. */
export interface Beside {
  readonly totalMs: number;
  /** It counts up to this reading of the sibling; absent: at the last event it was not so. */
  readonly untilMs?: number;
}

/** The last outage. Numbers only rise, over boots too. */
export interface Outage {
  readonly number: number;
  /** Absent: it is over. */
  readonly open?: {
    /** Its clock runs since then; absent: the battery is not in use, or in a test. */
    readonly onBatteryAtMs?: number;
    /** The first reading on battery; absent: it began in another boot, or with what fires on mains. */
    readonly beganAtMs?: number;
    /** Time on battery before that, of an earlier boot too. */
    readonly carriedMs: number;
    /** Row that fired. */
    readonly firedRow?: RowNumber;
  };
  /** Time on battery of an earlier boot, or of an outage that a startup has taken back: it is carried on if the next reading is OB. */
  readonly fromEarlierBootMs?: number;
}

/** Whether it was us who did not listen. */
export interface Ears {
  /** The process has begun, and nothing has happened to it yet. */
  readonly isStarting: boolean;
  readonly lastEventAtMs?: number;
  /** Open without a break since then, earlier lives that were too short to hear anything included. */
  readonly openSinceMs?: number;
  /** How long the life before heard nothing, with its ears open. */
  readonly heardNothingMs?: number;
  /** It stood still, and went on then. */
  readonly stoodStillUntilMs?: number;
  /** Last tick that was counted as a poll. */
  readonly polledAtMs?: number;
  /** Polls of ours that found a stale UPS since its last reading. */
  readonly missedPolls: number;
}

/** A UPS of which nothing is known. */
export function newUps(): UpsMemory {
  return {
    line: "unknown",
    spans: {},
    fsd: "none",
    outage: { number: 0 },
    episodesAtMs: [],
    bad: 0,
    ears: { isStarting: true, missedPolls: 0 },
    isCorroborated: false,
    row: 0,
    alarms: {},
    wasDriverCured: false,
    wasUpsdCured: false,
  };
}

/**
 * What a successor goes on with. In the same boot: everything, where it was, but that it has only begun to listen.
 * In another boot the clock began anew, so of what was saved only numbers are left: that of the outage, who published
 * (old messages stay old), and the time on battery, which counts on if the first reading is OB. And that it was on
 * battery: where it is mute from then on, the silence is one on battery, for mains that nobody has seen are not back.
 * Not so where that outage had fired, or a shutdown was under way (`isInRun`): most such boots are those by which the
 * mains bring back who was powered off, and a driver that fails then must not power everything off a second time.
 */
export function restoredUps(
  saved: UpsMemory,
  { isSameBoot, isInRun = false }: { readonly isSameBoot: boolean; readonly isInRun?: boolean },
): UpsMemory {
  if (isSameBoot) return { ...saved, ears: earsOfSuccessor(saved) };
  const { number, open, fromEarlierBootMs } = saved.outage;
  const untilMs = (saved.ears.lastEventAtMs ?? 0) - (saved.beside?.totalMs ?? 0);
  const earlierMs = onBatteryMs({ number, ...(open && { open }) }, untilMs) ?? fromEarlierBootMs;
  return {
    ...newUps(),
    ...(saved.publisher && { publisher: fromEarlierBoot(saved.publisher) }),
    ...(!isInRun && isLeftOnBattery(saved) && { leftOnBattery: {} }),
    outage: {
      number,
      ...(earlierMs !== undefined && { fromEarlierBootMs: earlierMs }),
    },
  };
}

function earsOfSuccessor({ ears, last }: UpsMemory): Ears {
  const { isStarting, lastEventAtMs, openSinceMs } = ears;
  // Nothing has happened to it: it is no life.
  if (isStarting || lastEventAtMs === undefined || openSinceMs === undefined) return ears;
  const heardNothingMs = lastEventAtMs - Math.max(openSinceMs, last?.atMs ?? openSinceMs);
  return { ...ears, isStarting: true, heardNothingMs };
}

function isLeftOnBattery({ outage, line, row, leftOnBattery }: UpsMemory): boolean {
  if (outage.open?.firedRow !== undefined) return false;
  return leftOnBattery !== undefined || (outage.open !== undefined && line === "ob" && row !== 8);
}

function fromEarlierBoot({ heardAtMs: _, ...publisher }: Publisher): Publisher {
  return publisher;
}
