import type { Policy } from "./model.ts";
import type { LastReading, Outage, Spans, UpsMemory } from "./ups-memory.ts";
import type { Line, RowNumber } from "./ups-model.ts";

/**
 * The outages of a UPS. One begins with the first OB, or with what fires on mains, and is over when the mains are
 * back for good: until then all of it is one outage with one number, one clock and one trigger, whatever became of
 * the run that it started. The clock is our own. Short returns of the mains do not set it back, for the battery has
 * not been charged by them, but it stands still in them, as it does in tests: it is the battery that it is about. A
 * silence is time on battery where it ends on battery (`heardUntilMs`: the last reading before this one).
 */
export function outageAfter(
  outage: Outage,
  reading: Pick<LastReading, "status" | "atMs">,
  { isRestored, heardUntilMs }: { readonly isRestored: boolean; readonly heardUntilMs?: number },
): Outage {
  const { number, open, fromEarlierBootMs } = outage;
  const { status, atMs } = reading;
  if (status === "ob") {
    if (open) return { number, open: { onBatteryAtMs: atMs, ...open } };
    const carriedMs = fromEarlierBootMs ?? 0;
    const began = fromEarlierBootMs === undefined ? { beganAtMs: atMs } : {};
    return { number: number + 1, open: { onBatteryAtMs: atMs, ...began, carriedMs } };
  }
  if (!open || isRestored) return { number };
  return status === "ol" ? pausedOutage({ number, open }, heardUntilMs ?? atMs) : { number, open };
}

/** The outage with its clock standing still from then on. */
export function pausedOutage(outage: Outage, atMs: number): Outage {
  if (outage.open?.onBatteryAtMs === undefined) return outage;
  const { onBatteryAtMs, ...open } = outage.open;
  return { ...outage, open: { ...open, carriedMs: open.carriedMs + atMs - onBatteryAtMs } };
}

/** The outage without a part of its present time on battery that was none. */
export function outageWithout(outage: Outage, ms: number): Outage {
  const { open } = outage;
  if (open?.onBatteryAtMs === undefined) return outage;
  return { ...outage, open: { ...open, onBatteryAtMs: open.onBatteryAtMs + ms } };
}

/** The outage once it has fired; one that fires on mains, or unseen, opens it. */
export function firedOutage(outage: Outage, row: RowNumber): Outage {
  return outage.open
    ? { ...outage, open: { ...outage.open, firedRow: row } }
    : { number: outage.number + 1, open: { carriedMs: 0, firedRow: row } };
}

/** How long this outage has been on battery, all in all; undefined: there is none, or it was not. */
export function onBatteryMs({ open }: Outage, atMs: number): number | undefined {
  if (open === undefined) return undefined;
  const { onBatteryAtMs, carriedMs } = open;
  if (onBatteryAtMs === undefined) return carriedMs > 0 ? carriedMs : undefined;
  return carriedMs + atMs - onBatteryAtMs;
}

/** Beginnings of the last times on battery after a reading, as many as flapping needs. */
export function episodesAfter(
  before: readonly number[],
  reading: Pick<LastReading, "status" | "atMs">,
  lineBefore: Line,
  policy: Policy,
): readonly number[] {
  if (reading.status !== "ob" || lineBefore === "ob") return before;
  return [...before, reading.atMs].slice(-policy.flapping.episodes);
}

/** Those of them that were a test, while the present one is. */
export function testsAfter({
  testsAtMs = [],
  episodesAtMs,
}: Pick<UpsMemory, "testsAtMs" | "episodesAtMs">): readonly number[] {
  const now = episodesAtMs.at(-1);
  return episodesAtMs.filter((atMs) => atMs === now || testsAtMs.includes(atMs));
}

/** Whether the mains are back for good at the last reading, and how long that takes. */
export function isRestoredAt(
  spans: Spans,
  episodesAtMs: readonly number[],
  lastAtMs: number,
  policy: Policy,
): boolean {
  return spans.olMs !== undefined && lastAtMs - spans.olMs >= restoredAfterMs(episodesAtMs, policy);
}

/** ms of OL that it takes: more after mains that flapped, and it stays so until they are back for good. */
export function restoredAfterMs(episodesAtMs: readonly number[], policy: Policy): number {
  const { episodes, withinMs, restoredAfterMs: flappingMs } = policy.flapping;
  const [first] = episodesAtMs;
  const last = episodesAtMs.at(-1);
  const isFlapping =
    episodesAtMs.length >= episodes &&
    first !== undefined &&
    last !== undefined &&
    last - first <= withinMs;
  return isFlapping ? flappingMs : policy.restoredAfterMs;
}

/** The beginning of the present time on battery, or of the last. */
export function wentOnBatteryAtMs(memory: UpsMemory): number | undefined {
  return memory.episodesAtMs.at(-1);
}
