import { wentOnBatteryAtMs } from "./outage.ts";
import { fixedPolicy } from "./policy.ts";
import type { Beside, UpsMemory } from "./ups-memory.ts";
import type { Sibling } from "./ups-model.ts";

/**
 * Whether the mains that a UPS lost are back, by what a sibling says, where the UPS itself is not read any more: one that
 * went on battery with it, and has come back to mains after its last word. A sibling that was never out says nothing: the
 * breaker may be this one's own. Nor does one that was back already when this one was still read on battery.
 */
export function isBackBeside(memory: UpsMemory, siblings: readonly Sibling[]): boolean {
  const { last, line } = memory;
  const wentAtMs = wentOnBatteryAtMs(memory);
  if (line !== "ob" || !last || wentAtMs === undefined) return false;
  return siblings.some(
    ({ onMainsSinceMs, episodesAtMs }) =>
      onMainsSinceMs !== undefined &&
      onMainsSinceMs > last.atMs &&
      episodesAtMs.some((atMs) => Math.abs(atMs - wentAtMs) <= fixedPolicy.siblingWithinMs),
  );
}

/** The time for which that was so, after an event. */
export function besideAfter(
  before: Beside | undefined,
  { isBack, atMs }: { readonly isBack: boolean; readonly atMs: number },
): Beside | undefined {
  const passedMs = before?.atMs === undefined ? 0 : atMs - before.atMs;
  const totalMs = (before?.totalMs ?? 0) + passedMs;
  if (isBack) return { totalMs, atMs };
  return before && { totalMs };
}
