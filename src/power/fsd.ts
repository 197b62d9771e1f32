import type { Fsd, LastReading, UpsMemory } from "./ups-memory.ts";

/**
 * Where the FSD of a reading comes from. upsd keeps an FSD until it is restarted, also when the mains are back: it
 * is a command only to those who saw it come, that is, a reading without it and then one with it in one session of
 * the publisher. Found set, it may be the rest of an outage long over. What a run of ours has set is no command. One
 * that came on mains, with no outage open, is an order, whatever a run sets besides: it stands until it is taken back.
 */
export function fsdAfter(
  memory: Pick<UpsMemory, "fsd" | "fsdClearIn" | "line" | "outage">,
  reading: Pick<LastReading, "flags" | "status"> & { readonly session: string },
  isOwnFsd: boolean,
): Fsd {
  if (!reading.flags.includes("FSD")) return "none";
  if (memory.fsd === "ordered") return "ordered";
  if (isOwnFsd) return "own";
  if (memory.fsd !== "none") return memory.fsd;
  if (memory.fsdClearIn !== reading.session) return "latched";
  const isInOutage = reading.status === "ob" || memory.line === "ob" || memory.outage.open;
  return isInOutage ? "live" : "ordered";
}

/** A command of an outage that is over is one no more. */
export function fsdOnceRestored(fsd: Fsd): Fsd {
  return fsd === "live" ? "latched" : fsd;
}
