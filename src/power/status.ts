/**
 * What ups.status says of the line.
 *
 * - `ol`, `ob`: OL without OB, OB without OL.
 * - `off`: OFF without either; what was held of the line goes on to be held.
 * - `none`: it says nothing. Both at once, neither, or WAIT, by which upsd says that it knows nothing yet.
 */
export type StatusLine = "ol" | "ob" | "off" | "none";

/** The line that these words tell of. Words that nobody knows change nothing. */
export function lineOf(flags: readonly string[]): StatusLine {
  if (flags.includes("WAIT")) return "none";
  const [isOl, isOb] = [flags.includes("OL"), flags.includes("OB")];
  if (isOl !== isOb) return isOl ? "ol" : "ob";
  return flags.includes("OFF") && !isOl ? "off" : "none";
}
