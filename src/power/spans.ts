import { fixedPolicy } from "./policy.ts";
import type { LastReading, Spans } from "./ups-memory.ts";

/**
 * Since when words have been said at every reading. A reading without the word ends that, and so does what breaks the
 * row of readings, as a silence of `staleAfterMs`: what was not heard was not said without a break. Only CAL outlives
 * that, for it excuses, and is to be believed for so long and no longer.
 */
export function spansAfter(
  before: Spans,
  {
    status,
    flags,
    atMs,
    chargePercent = 0,
  }: Pick<LastReading, "status" | "flags" | "atMs" | "chargePercent">,
  isBroken: boolean,
): Spans {
  const heard = isBroken ? {} : before;
  // [R27] LB on mains is an old battery or a weak charger.
  const isLb = status === "ob" && flags.includes("LB");
  const isAtTransfer = heard.olMs !== undefined && chargePercent >= fixedPolicy.lbOfFullPercent;
  const ofFullMs = heard.lbMs === undefined && isAtTransfer ? atMs : heard.lbOfFullMs;
  return {
    ...(status === "ol" && { olMs: heard.olMs ?? atMs }),
    ...(isLb && { lbMs: heard.lbMs ?? atMs }),
    ...(isLb && ofFullMs !== undefined && { lbOfFullMs: ofFullMs }),
    ...(status !== "ol" && flags.includes("OFF") && { offMs: heard.offMs ?? atMs }),
    ...(flags.includes("CAL") && { calMs: before.calMs ?? atMs }),
  };
}

/** What of them counts while a test draws the battery: LB is what a test may end with, and says nothing of an outage. */
export function spansInTest({ lbMs: _, lbOfFullMs: _full, ...spans }: Spans): Spans {
  return spans;
}

/** What of them counts while an order to shut down stands, whatever the mains do. */
export function withoutMains({ olMs: _, ...spans }: Spans): Spans {
  return spans;
}
