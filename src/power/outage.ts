import type { Policy } from "./model.ts";
import type { LastReading, Outage, Spans, UpsMemory } from "./ups-memory.ts";
import type { Line, RowNumber } from "./ups-model.ts";

/**
 * The outages of a UPS. One begins with the first OB, or with what fires on mains, and is over when the mains are
 * back for good: until then all of it is one outage with one number, one clock and one trigger, whatever became of
 * the run that it started. The clock is our own and counts through short returns of the mains: the battery has not
 * been charged by them.
 */
export function outageAfter(
  outage: Outage,
  reading: Pick<LastReading, "status" | "atMs">,
  isRestored: boolean,
): Outage {
  const { number, open, fromEarlierBootMs = 0 } = outage;
  if (reading.status !== "ob") return open && !isRestored ? { number, open } : { number };
  if (!open)
    return {
      number: number + 1,
      open: { onBatteryAtMs: reading.atMs, carriedMs: fromEarlierBootMs },
    };
  return { number, open: { onBatteryAtMs: reading.atMs, ...open } };
}

/** The outage once it has fired; one that fires on mains, or unseen, opens it. */
export function firedOutage(outage: Outage, row: RowNumber): Outage {
  return outage.open
    ? { ...outage, open: { ...outage.open, firedRow: row } }
    : { number: outage.number + 1, open: { carriedMs: 0, firedRow: row } };
}

/** How long this outage has been on battery; undefined: there is none, or it was not. */
export function onBatteryMs({ open }: Outage, atMs: number): number | undefined {
  return open?.onBatteryAtMs === undefined ? undefined : open.carriedMs + atMs - open.onBatteryAtMs;
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
