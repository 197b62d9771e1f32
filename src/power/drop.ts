import { fixedPolicy } from "./policy.ts";
import type { UpsMemory } from "./ups-memory.ts";
import type { Line, UpsContext } from "./ups-model.ts";

/**
 * Whether a silence may be no more than USB that drops at the transfer, in an outage that may be over: nobody has said
 * that there are no mains but in its first moments, nobody says so now, and not all have been silent for longer than such
 * a drop takes. Who says so is the UPS itself (row 5), and its siblings (row 4). A battery that has said that it is low
 * is not waited for.
 */
export function mayBeDrop(
  memory: UpsMemory,
  atMs: number,
  { line, siblings, policy }: Pick<UpsContext, "siblings" | "policy"> & { readonly line: Line },
): boolean {
  if (memory.spans.lbMs !== undefined) return false;
  const { last, outage } = memory;
  const own = line === "ob" ? [{ saidAtMs: last?.atMs, beganAtMs: outage.open?.beganAtMs }] : [];
  const others = siblings
    .filter((one) => one.isOnBattery)
    .map(({ readAtMs, beganAtMs }) => ({ saidAtMs: readAtMs, beganAtMs }));
  const witnesses: readonly Witness[] = [...own, ...others];
  const silences = witnesses.map(({ saidAtMs = Number.NEGATIVE_INFINITY }) => atMs - saidAtMs);
  // Who has missed a poll is heard no more.
  const isHeard = silences.some((silentMs) => silentMs < 2 * policy.pollIntervalMs);
  return !isHeard && witnesses.every(isEarly) && Math.min(...silences) < fixedPolicy.drop.lastsMs;
}

/** Who has said that it is on battery: the last time, and since when the outage is known. */
interface Witness {
  readonly saidAtMs?: number | undefined;
  /** Absent: it began in another boot, or before anybody read it. */
  readonly beganAtMs?: number | undefined;
}

/** It knows of no more than the beginning of the outage. */
function isEarly({ saidAtMs, beganAtMs }: Witness): boolean {
  if (saidAtMs === undefined || beganAtMs === undefined) return false;
  return saidAtMs - beganAtMs < fixedPolicy.drop.withinMs;
}
