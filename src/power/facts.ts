import { mainsBeside, type SeenMains } from "./beside.ts";
import { isFeasible } from "./budget.ts";
import { mayBeDrop } from "./drop.ts";
import { isSpaced } from "./listening.ts";
import type { Policy } from "./model.ts";
import { isRestoredAt, onBatteryMs, wentOnBatteryAtMs } from "./outage.ts";
import { fixedPolicy } from "./policy.ts";
import { isFrozen, runtimeLeftS } from "./runtime.ts";
import type { Fsd, UpsMemory } from "./ups-memory.ts";
import type { Line, UpsContext } from "./ups-model.ts";

/** What the runtime, or what is left of it, says. */
export type RuntimeIs =
  /** None is told. */
  | "absent"
  /** So soon after the transfer it says nothing yet. */
  | "unsteady"
  /** At or below the threshold. */
  | "low"
  /** Within the hysteresis above it. */
  | "between"
  | "enough";

/** How well a UPS is heard. */
export interface Hearing {
  /** Of the last reading; where there was none, since our ears are open, or since the boot that found it on battery. */
  readonly ageMs: number;
  /** No reading for `staleAfterMs`. */
  readonly isUnheard: boolean;
  /** Our ears were open for as long. */
  readonly hasListened: boolean;
  /** How long it could have been heard, and was not. */
  readonly unheardMs: number;
}

/** All that the rows of the verdict table ask for, computed once for each event. */
export interface Facts extends Hearing {
  readonly context: UpsContext;
  readonly memory: UpsMemory;
  readonly atMs: number;

  /** There was a live reading in this boot. */
  readonly wasRead: boolean;
  /** Nothing at all comes from its publisher. */
  readonly isPublisherSilent: boolean;
  /** A sibling went on battery when this one fell silent. */
  readonly isCorroborated: boolean;
  /** And is on battery now. */
  readonly isSuspect: boolean;
  /** Unheard on battery, but a sibling that went on battery with it is seen on mains again. */
  readonly isBackBeside: boolean;
  /** Unheard, in an outage that was seen in its first moments only: the mains may be back (drop.ts). */
  readonly mayBeDrop: boolean;
  /** By these mains. */
  readonly mainsBeside: SeenMains | undefined;

  readonly line: Line;
  /** Of the last reading. */
  readonly isOl: boolean;
  readonly isOb: boolean;
  readonly isOff: boolean;
  /** None where it is unheard; but an order stands until it is seen to be gone: who obeys it falls silent. */
  readonly fsd: Fsd;
  readonly isOffHeld: boolean;
  readonly isLb: boolean;
  readonly isLbHeld: boolean;
  readonly isLbConfirmed: boolean;
  readonly isCal: boolean;
  readonly isCalTooLong: boolean;
  /** OB CAL, and nothing speaks against its being a test or a calibration. */
  readonly isTest: boolean;

  readonly onBatteryMs: number | undefined;
  readonly isOnBatteryCapReached: boolean;
  /** Row 5: unheard on battery for so long, and so many polls, that the worst is assumed. */
  readonly isBlindCapReached: boolean;
  readonly runtimeLeftS: number | undefined;
  readonly runtimeIs: RuntimeIs;
  readonly isFrozen: boolean;
  readonly chargePercent: number | undefined;
  /** Row 12: with no runtime told, this says that there is not much left. */
  readonly isLowWithoutRuntime: boolean;
  readonly isRestored: boolean;
  readonly isFeasible: boolean | undefined;
}

/** The facts of this moment. */
export function factsOf(memory: UpsMemory, atMs: number, context: UpsContext): Facts {
  const { policy, thresholdS, budgetS } = context;
  const { last, spans, ears } = memory;
  const { ageMs, isUnheard, hasListened, unheardMs } = hearingOf(memory, atMs, policy);
  const line = isUnheard && memory.leftOnBattery ? "ob" : memory.line;
  const isCorroborated =
    isUnheard && line !== "ob" && (memory.isCorroborated || fellTogether(memory, context));
  const isSuspect = isCorroborated && context.siblings.some((one) => one.isOnBattery);
  const beside = isUnheard ? mainsBeside(memory, atMs, context) : undefined;
  const onMainsMs = memory.beside?.totalMs ?? 0;
  const lasting = (sinceMs: number | undefined, forMs: number) =>
    sinceMs !== undefined && !isUnheard && atMs - sinceMs >= forMs;
  const leftS = runtimeLeftS(memory, { atMs, isUnheard, isSuspect }, policy);
  const sinceObMs = onBatteryMs(memory.outage, atMs - onMainsMs);
  const chargePercent = last?.chargePercent;
  const isOb = last?.status === "ob";
  const isCal = last?.flags.includes("CAL") ?? false;
  const isCalTooLong = spans.calMs !== undefined && atMs - spans.calMs >= policy.calibrationMaxMs;
  // The battery is in use whatever CAL says.
  const isOutageBehindCal =
    hasNoInput(memory) ||
    (leftS !== undefined && leftS <= fixedPolicy.testRuntimeBudgets * budgetS);
  const isLb = spans.lbMs !== undefined;
  const isLbConfirmed =
    policy.trustLb === "always" ||
    (policy.trustLb === "confirm" &&
      isEitherLow(
        chargePercent,
        policy.lbConfirmChargePercent,
        leftS,
        fixedPolicy.lbConfirmThresholds * thresholdS,
      ));
  return {
    context,
    memory,
    atMs,
    line,
    ageMs,
    isUnheard,
    hasListened,
    unheardMs,
    isCorroborated,
    isSuspect,
    isBackBeside: beside !== undefined,
    mayBeDrop: isUnheard && mayBeDrop(memory, atMs, { line, ...context }),
    mainsBeside: beside,
    isLb,
    isLbConfirmed,
    isOb,
    chargePercent,
    wasRead: last !== undefined,
    isPublisherSilent:
      memory.publisher?.heardAtMs === undefined ||
      atMs - memory.publisher.heardAtMs >= policy.staleAfterMs,
    isOl: last?.status === "ol",
    isOff: spans.offMs !== undefined,
    fsd: isUnheard && memory.fsd !== "ordered" ? "none" : memory.fsd,
    isOffHeld: lasting(spans.offMs, policy.offHoldMs),
    isLbHeld: policy.trustLb !== "never" && lasting(spans.lbMs, policy.lbHoldMs),
    isCal,
    isCalTooLong,
    isTest: isOb && isCal && !isCalTooLong && !isOutageBehindCal,
    onBatteryMs: sinceObMs,
    isOnBatteryCapReached:
      policy.maxOnBatteryMs !== undefined &&
      (sinceObMs ?? 0) >= policy.maxOnBatteryMs &&
      isOnBatteryByManyPolls(memory, policy),
    isBlindCapReached:
      line === "ob" &&
      ageMs - onMainsMs >= policy.blindOnBatteryMs &&
      ears.missedPolls >= fixedPolicy.blindMissedPolls,
    runtimeLeftS: leftS,
    runtimeIs: runtimeIs(leftS, memory, atMs, context),
    isFrozen: isFrozen(memory, policy),
    isLowWithoutRuntime:
      (chargePercent !== undefined && chargePercent <= policy.withoutRuntime.chargePercent) ||
      (sinceObMs ?? 0) >= policy.withoutRuntime.onBatteryMs,
    isRestored:
      last !== undefined &&
      !isUnheard &&
      isRestoredAt(spans, memory.episodesAtMs, last.atMs, policy),
    isFeasible: isFeasible(memory.lastOlRuntimeS, thresholdS),
  };
}

/** How well it is heard at this moment. */
export function hearingOf(
  { last, leftOnBattery, ears }: UpsMemory,
  atMs: number,
  policy: Policy,
): Hearing {
  const { openSinceMs = atMs } = ears;
  const ageMs = atMs - (last?.atMs ?? leftOnBattery?.sinceMs ?? openSinceMs);
  return {
    ageMs,
    isUnheard: ageMs >= policy.staleAfterMs,
    hasListened: atMs - openSinceMs >= policy.staleAfterMs,
    unheardMs: Math.min(ageMs, atMs - openSinceMs),
  };
}

/** Whether what was waiting while we stood still has had the time to be heard. */
export function hasSettled({ memory, atMs, context }: Facts): boolean {
  const { stoodStillUntilMs } = memory.ears;
  return stoodStillUntilMs === undefined || isSpaced(stoodStillUntilMs, atMs, context.policy);
}

/** Runtime above the threshold from which a poll is good, s. */
export function hysteresisS(thresholdS: number): number {
  const { ofThreshold, leastS } = fixedPolicy.hysteresis;
  return Math.max(ofThreshold * thresholdS, leastS);
}

function runtimeIs(
  leftS: number | undefined,
  memory: UpsMemory,
  atMs: number,
  { policy, thresholdS, latencyS }: UpsContext,
): RuntimeIs {
  if (leftS === undefined) return "absent";
  if (isUnsteady(memory, { policy, thresholdS, latencyS, atMs })) return "unsteady";
  if (leftS <= thresholdS) return "low";
  return leftS > thresholdS + hysteresisS(thresholdS) ? "enough" : "between";
}

/** Whether the gauge is given time to steady itself: after a transfer, where a runtime that was not tight on mains allows it. */
export function isUnsteady(
  memory: UpsMemory,
  of: Pick<UpsContext, "policy" | "thresholdS" | "latencyS"> & { readonly atMs: number },
): boolean {
  const { policy, thresholdS, latencyS, atMs } = of;
  const { lastOlRuntimeS = 0, line } = memory;
  // What was tight on mains cannot wait for it.
  const isTight = lastOlRuntimeS < thresholdS + policy.stabilisationMs / 1000 + latencyS;
  // Gauges jump at every transfer, not at the first of an outage alone.
  const wentAtMs = line === "ob" ? wentOnBatteryAtMs(memory) : undefined;
  return wentAtMs !== undefined && atMs - wentAtMs < policy.stabilisationMs && !isTight;
}

/** The present time on battery has lasted for as many polls as the debounce asks for: one may be wrong. */
function isOnBatteryByManyPolls(memory: UpsMemory, policy: Policy): boolean {
  const wentAtMs = wentOnBatteryAtMs(memory);
  if (wentAtMs === undefined || memory.last === undefined) return false;
  return memory.last.atMs - wentAtMs >= (policy.debouncePolls - 1) * policy.pollIntervalMs;
}

function fellTogether({ last }: UpsMemory, { siblings }: UpsContext): boolean {
  if (!last) return false;
  const isTogether = (wentAtMs: number) =>
    Math.abs(wentAtMs - last.atMs) <= fixedPolicy.siblingWithinMs;
  // Any of its times on battery: mains that come back for a moment before they are gone for long are common.
  return siblings.some(
    ({ isOnBattery, episodesAtMs }) => isOnBattery && episodesAtMs.some(isTogether),
  );
}

/** Either is at its limit or below it, or neither is known. */
function isEitherLow(
  chargePercent: number | undefined,
  chargeLimit: number,
  leftS: number | undefined,
  runtimeLimitS: number,
): boolean {
  if (chargePercent === undefined && leftS === undefined) return true;
  return (chargePercent ?? Infinity) <= chargeLimit || (leftS ?? Infinity) <= runtimeLimitS;
}

function hasNoInput({ last }: UpsMemory): boolean {
  const { ofNominal, nominalV } = fixedPolicy.mainsGone;
  return (
    last?.inputVoltageV !== undefined &&
    last.inputVoltageV < ofNominal * (last.inputVoltageNominalV || nominalV)
  );
}
