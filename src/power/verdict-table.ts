import { type Facts, hysteresisS } from "./facts.ts";
import { fixedPolicy } from "./policy.ts";
import type { RowNumber, Verdict } from "./ups-model.ts";

/** What a poll does to the count of bad ones in a row. */
export type Poll = "counts" | "resets" | "neither";

/** A row of the verdict table. */
export interface VerdictRow {
  readonly row: RowNumber;
  readonly verdict: Verdict;
  readonly when: (facts: Facts) => boolean;
  /** What is a poll: a new reading; where nothing is read, a tick of our own. Absent: nothing is, and nothing changes. */
  readonly polls?: "readings" | "ticks";
  readonly poll?: (facts: Facts) => Poll;
  /** Fires at once, without being counted. */
  readonly fires?: (facts: Facts) => boolean;
  /** Maintenance holds it back. */
  readonly isHeldBack?: (facts: Facts) => boolean;
  readonly why: (facts: Facts) => string;
}

/**
 * The verdict on one UPS: the first row that matches. docs/power-decision.md explains each by its number.
 * A row fires when it says so, or when `debouncePolls` polls in a row have counted, once in an outage.
 */
export const verdictTable: readonly [VerdictRow, ...VerdictRow[]] = [
  {
    row: 0,
    verdict: "unknown",
    when: (f) => !f.wasRead && f.line !== "ob",
    why: (f) => `no live reading yet${blindness(f)}`,
  },
  {
    row: 1,
    verdict: "fire",
    when: (f) =>
      f.fsd === "live" ||
      f.fsd === "ordered" ||
      (f.fsd === "latched" && f.line === "ob" && !f.isTest),
    fires: () => true,
    isHeldBack: () => false,
    why: (f) => `forced shutdown (FSD), ${f.line === "ob" ? "on battery" : "seen to be set"}`,
  },
  {
    row: 2,
    verdict: "latched",
    when: (f) => f.fsd !== "none" && f.isOl,
    why: () => "FSD is still set while the mains are there: upsd must be restarted",
  },
  {
    row: 3,
    verdict: "blind",
    when: (f) => f.isUnheard && f.line !== "ob" && !f.isSuspect,
    why: (f) => `not read for ${s(f.ageMs)}${blindness(f)}; on mains when last read`,
  },
  {
    row: 4,
    verdict: "suspect",
    when: (f) => f.isUnheard && f.line !== "ob",
    polls: "ticks",
    poll: byWhatIsKnown,
    why: (f) =>
      `not read for ${s(f.ageMs)}${blindness(f)}, since a UPS on the same mains went on battery; ${runtime(f)}${doubt(f)}`,
  },
  {
    row: 5,
    verdict: "counting-down",
    when: (f) => f.isUnheard,
    polls: "ticks",
    poll: (f) => (f.isBackBeside ? "neither" : byWhatIsKnown(f)),
    fires: (f) => f.isBlindCapReached && !f.isBackBeside,
    why: (f) =>
      `on battery ${f.wasRead ? "and" : "before the last boot, and since then"} not read for ${s(f.ageMs)} (${f.memory.ears.missedPolls} polls)${blindness(f)}; ${runtime(f)}${doubt(f)}`,
  },
  {
    row: 6,
    verdict: "normal",
    when: (f) => f.isOl,
    polls: "readings",
    poll: () => "resets",
    why: (f) => `on mains${f.memory.outage.open ? ", not yet for good" : ""}`,
  },
  {
    row: 7,
    verdict: "off",
    when: (f) => f.isOff && !f.isOb,
    why: (f) => `its output is off${f.isOffHeld ? ": who has another feed has lost this one" : ""}`,
  },
  {
    row: 8,
    verdict: "testing",
    when: (f) => f.isTest,
    polls: "readings",
    poll: () => "resets",
    why: (f) => `on battery for a test or calibration, for ${s(since(f, f.memory.spans.calMs))}`,
  },
  {
    row: 9,
    verdict: "fire",
    when: (f) => f.isOb && (f.isLbHeld || f.isOnBatteryCapReached),
    fires: () => true,
    isHeldBack: (f) => !f.isLbHeld,
    why: (f) =>
      f.isLbHeld
        ? `low battery (LB) without a break for ${s(since(f, f.memory.spans.lbMs))}`
        : `${battery(f)}: max_on_battery is reached`,
  },
  {
    row: 10,
    verdict: "counting",
    when: (f) => f.isOb && f.isLb && f.isLbConfirmed,
    polls: "readings",
    poll: () => "counts",
    why: (f) => `low battery (LB), and ${charge(f)}, ${runtime(f)}`,
  },
  {
    row: 11,
    verdict: "counting",
    when: (f) => f.isOb && f.runtimeIs === "low",
    polls: "readings",
    poll: byRuntime,
    why: (f) => `on battery, ${runtime(f)}`,
  },
  {
    row: 11,
    verdict: "watching",
    when: (f) => f.isOb && f.runtimeIs !== "absent",
    polls: "readings",
    poll: byRuntime,
    why: (f) => `on battery, ${runtime(f)}`,
  },
  {
    row: 12,
    verdict: "counting",
    when: (f) => f.isOb && f.isLowWithoutRuntime,
    polls: "readings",
    poll: byCharge,
    why: (f) => `${battery(f)}, no runtime is told, ${charge(f)}`,
  },
  {
    row: 12,
    verdict: "watching",
    when: (f) => f.isOb,
    polls: "readings",
    poll: byCharge,
    why: (f) => `${battery(f)}, no runtime is told, ${charge(f)}`,
  },
];

/** Row 11: the runtime against the threshold. */
function byRuntime({ runtimeIs }: Facts): Poll {
  switch (runtimeIs) {
    case "low":
      return "counts";
    case "enough":
      return "resets";
    case "between":
    case "unsteady":
    case "absent":
      return "neither";
  }
}

/** Row 12: where no runtime is told. A UPS that has told one in this time on battery has only left it out: that is no good news. */
function byCharge(f: Facts): Poll {
  if (f.isLowWithoutRuntime) return "counts";
  return f.chargePercent === undefined || f.memory.runtime ? "neither" : "resets";
}

/** Rows 4 and 5: as row 11, or row 12 where no runtime is told. */
function byWhatIsKnown(f: Facts): Poll {
  return f.runtimeIs === "absent" ? byCharge(f) : byRuntime(f);
}

/** What speaks against its being on battery yet. */
function doubt(f: Facts): string {
  if (f.isBackBeside) return "; the mains are back at a UPS that went on battery with it";
  const isHeldBack = f.mayBeDrop && byWhatIsKnown(f) === "counts";
  return isHeldBack
    ? `; it may have dropped out at the transfer: ${s(fixedPolicy.drop.lastsMs)} of silence are waited for`
    : "";
}

/** Which of the kinds of blindness it is. */
function blindness({ isPublisherSilent, memory: { publisher } }: Facts): string {
  if (isPublisherSilent || !publisher) return " (nothing comes from its publisher)";
  if (publisher.comms === "ok") return " (its status says neither OL nor OB)";
  return ` (${publisher.comms}${publisher.detail ? `: ${publisher.detail.slice(0, 200)}` : ""})`;
}

function runtime({ runtimeLeftS, runtimeIs, isFrozen, context: { thresholdS } }: Facts): string {
  if (runtimeLeftS === undefined) return "no runtime is told";
  const left = `runtime ${round(runtimeLeftS)} s${isFrozen ? " (stands still, counted down)" : ""}`;
  switch (runtimeIs) {
    case "low":
      return `${left}, threshold ${round(thresholdS)} s`;
    case "between":
      return `${left}, good above ${round(thresholdS + hysteresisS(thresholdS))} s`;
    case "unsteady":
      return `${left}, not judged so soon`;
    case "enough":
    case "absent":
      return `${left} of ${round(thresholdS)} s needed`;
  }
}

function battery({ onBatteryMs = 0 }: Facts): string {
  return `on battery for ${s(onBatteryMs)}`;
}

function charge({ chargePercent }: Facts): string {
  return chargePercent === undefined ? "no charge is told" : `charge ${round(chargePercent)} %`;
}

function since({ atMs }: Facts, sinceMs = atMs): number {
  return atMs - sinceMs;
}

function s(ms: number): string {
  return `${Math.floor(ms / 1000)} s`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
