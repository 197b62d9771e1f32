import { onBatteryMs } from "./outage.ts";
import type { UpsMemory } from "./ups-memory.ts";

/**
 * What is remembered of a UPS whose outage has had its run, and that run was taken back by a startup, or has switched off
 * the host that reads it: what is read from now on is another outage. It may fire once more, by threshold and debounce,
 * under the next number. Nothing is made of that before something is read, for the silence that the run has left behind
 * is no news. Where there was one, what was seen before it is worth no more than what was seen before a boot; the time
 * on battery counts on if the first reading is OB.
 */
export function inAnotherOutage(
  memory: UpsMemory,
  { atMs, wasUnheard }: { readonly atMs: number; readonly wasUnheard: boolean },
): UpsMemory {
  const { badAtMs: _, outage, last, ...rest } = memory;
  const untilMs = wasUnheard ? (last?.atMs ?? atMs) : atMs;
  const earlierMs = onBatteryMs(outage, untilMs);
  const again: UpsMemory = {
    ...rest,
    ...(last && { last }),
    bad: 0,
    outage: {
      number: outage.number,
      ...(earlierMs !== undefined && { fromEarlierBootMs: earlierMs }),
    },
  };
  if (!wasUnheard) return again;
  const { lastOlRuntimeS: _old, runtime: _stale, ...unseen } = again;
  // A forced shutdown that is found set after it was obeyed is the rest of that.
  const fsd = unseen.fsd === "live" || unseen.fsd === "ordered" ? "latched" : unseen.fsd;
  return { ...unseen, line: "unknown", fsd };
}
