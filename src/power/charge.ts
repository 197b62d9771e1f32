import type { Charge, LastReading } from "./ups-memory.ts";

/** How the charge has fallen since this time on battery began. On mains: nothing. */
export function chargeAfter(
  before: Charge | undefined,
  { status, chargePercent, atMs }: Pick<LastReading, "status" | "chargePercent" | "atMs">,
): Charge | undefined {
  if (status === "ol") return undefined;
  if (status === "off" || chargePercent === undefined) return before;
  // It rises on no battery: what is told is about something else from here on.
  if (!before || chargePercent > before.percent)
    return { fromPercent: chargePercent, fromMs: atMs, percent: chargePercent, changedAtMs: atMs };
  if (chargePercent === before.percent) return before;
  return { ...before, percent: chargePercent, changedAtMs: atMs };
}

/**
 * Seconds until the charge is down to `floorPercent`, at the pace at which it has fallen; counted down from its last
 * change, for a charge that stands still is no good news. Undefined: it has not fallen yet, which proves nothing.
 */
export function untilChargeS(
  charge: Charge | undefined,
  { floorPercent, atMs }: { readonly floorPercent: number; readonly atMs: number },
): number | undefined {
  if (!charge || charge.percent >= charge.fromPercent) return undefined;
  const { fromPercent, fromMs, percent, changedAtMs } = charge;
  const msPerPercent = (changedAtMs - fromMs) / (fromPercent - percent);
  return ((percent - floorPercent) * msPerPercent - (atMs - changedAtMs)) / 1000;
}
