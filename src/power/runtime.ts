import type { Policy } from "./model.ts";
import type { LastReading, UpsMemory } from "./ups-memory.ts";

/** What is remembered of the runtime on battery: the value, and when it was last another. On mains: nothing. */
export function runtimeAfter(
  before: UpsMemory["runtime"],
  { status, runtimeS, atMs }: Pick<LastReading, "status" | "runtimeS" | "atMs">,
): UpsMemory["runtime"] {
  if (status === "ol") return undefined;
  if (status === "off" || runtimeS === undefined) return before;
  return before?.valueS === runtimeS ? before : { valueS: runtimeS, changedAtMs: atMs };
}

/**
 * What the decision takes the runtime for, s.
 *
 * - on battery and heard: what was read, or, where it has stood still for `frozenAfterMs`, what it was when it last
 *   changed less the time since then;
 * - unheard: what it was at the last reading less the time since then, true time, also of a process that stood still;
 * - unheard on mains, where a sibling says that there are none: the same from the last runtime on mains.
 *
 * Undefined: none is told, or there is no battery in use. Absent is never 0.
 */
export function runtimeLeftS(
  memory: UpsMemory,
  now: { readonly atMs: number; readonly isUnheard: boolean; readonly isSuspect: boolean },
  policy: Policy,
): number | undefined {
  const { last, line, beside } = memory;
  if (!last) return undefined;
  if (line !== "ob") {
    return now.isSuspect ? lessTime(memory.lastOlRuntimeS, last.atMs, now.atMs) : undefined;
  }
  // While the mains were back beside it the battery was not in use.
  const atMs = now.atMs - (beside?.totalMs ?? 0);
  if (isFrozen(memory, policy)) {
    return lessTime(memory.runtime?.valueS, memory.runtime?.changedAtMs, atMs);
  }
  return lessTime(last.runtimeS, now.isUnheard ? last.atMs : atMs, atMs);
}

/** The runtime stands still: gauges of drained batteries do, and those of dead interfaces. */
export function isFrozen({ line, runtime, last }: UpsMemory, policy: Policy): boolean {
  return (
    line === "ob" &&
    last?.runtimeS !== undefined &&
    runtime !== undefined &&
    last.atMs - runtime.changedAtMs >= policy.frozenAfterMs
  );
}

function lessTime(
  valueS: number | undefined,
  sinceMs: number | undefined,
  atMs: number,
): number | undefined {
  if (valueS === undefined || sinceMs === undefined) return undefined;
  return Math.max(0, valueS - (atMs - sinceMs) / 1000);
}
