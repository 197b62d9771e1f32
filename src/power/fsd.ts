import type { Fsd, UpsMemory } from "./ups-memory.ts";

/**
 * Where the FSD of a reading comes from. upsd keeps an FSD until it is restarted, also when the mains are back: it
 * is a command only to those who saw it come, that is, a reading without it and then one with it in one session of
 * the publisher. Found set, it may be the rest of an outage long over. What a run of ours has set is no command.
 */
export function fsdAfter(
  memory: Pick<UpsMemory, "fsd" | "fsdClearIn">,
  reading: { readonly flags: readonly string[]; readonly session: string },
  isOwnFsd: boolean,
): Fsd {
  if (!reading.flags.includes("FSD")) return "none";
  if (isOwnFsd) return "own";
  if (memory.fsd !== "none") return memory.fsd;
  return memory.fsdClearIn === reading.session ? "live" : "latched";
}

/** A command that has been followed by mains that are back for good is one no more. */
export function fsdOnceRestored(fsd: Fsd): Fsd {
  return fsd === "live" ? "latched" : fsd;
}
