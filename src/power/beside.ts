import { wentOnBatteryAtMs } from "./outage.ts";
import { fixedPolicy } from "./policy.ts";
import type { Beside, UpsMemory } from "./ups-memory.ts";
import type { Sibling, UpsContext } from "./ups-model.ts";

/** Mains that a sibling shows: without a break between these two of its readings. */
export interface SeenMains {
  readonly sinceMs: number;
  readonly readAtMs: number;
}

/**
 * The mains that a UPS lost, where a sibling says that they are back and the UPS itself is not read any more: one that
 * went on battery with it, for no test, and has come back to mains after its last word. A sibling that was never out says
 * nothing: the breaker may be this one's own. Nor does one that was back already when this one was still read on battery,
 * nor one that is not read itself: what was thought of it last may be older than we are.
 */
export function mainsBeside(
  memory: UpsMemory,
  atMs: number,
  { siblings, policy }: Pick<UpsContext, "siblings" | "policy">,
): SeenMains | undefined {
  const { last, line } = memory;
  const wentAtMs = wentOnBatteryAtMs(memory);
  if (line !== "ob" || !last || wentAtMs === undefined) return undefined;
  let latest: SeenMains | undefined;
  for (const sibling of siblings) {
    const { onMainsSinceMs: sinceMs, readAtMs } = sibling;
    if (sinceMs === undefined || readAtMs === undefined || sinceMs <= last.atMs) continue;
    if (atMs - readAtMs >= policy.staleAfterMs || !wentTogether(sibling, wentAtMs)) continue;
    if (!latest || readAtMs > latest.readAtMs) latest = { sinceMs, readAtMs };
  }
  return latest;
}

function wentTogether({ outagesAtMs }: Sibling, wentAtMs: number): boolean {
  return outagesAtMs.some((atMs) => Math.abs(atMs - wentAtMs) <= fixedPolicy.siblingWithinMs);
}

/**
 * The time for which that was so, after an event. It counts from one reading of the sibling to another, with no break
 * between and none of ours: what nobody has heard, be it dead, standing still, or not asked, is time on battery.
 */
export function besideAfter(
  before: Beside | undefined,
  mains: SeenMains | undefined,
  { stoodStillUntilMs = 0 }: UpsMemory["ears"],
): Beside | undefined {
  if (!mains) return before && { totalMs: before.totalMs };
  const { totalMs = 0, untilMs } = before ?? {};
  const { sinceMs, readAtMs } = mains;
  const isUnbroken = untilMs !== undefined && untilMs >= stoodStillUntilMs;
  const passedMs = isUnbroken ? readAtMs - Math.max(untilMs, sinceMs) : 0;
  return { totalMs: totalMs + Math.max(0, passedMs), untilMs: readAtMs };
}
