import type { Policy } from "./model.ts";
import { wentOnBatteryAtMs } from "./outage.ts";
import type { UpsMemory } from "./ups-memory.ts";
import type { Sibling, UpsContext } from "./ups-model.ts";

/**
 * Whether a silence may be no more than USB that drops at the transfer, in an outage that may be over: nobody has said
 * that there are no mains but in its first moments, and since then nobody has been silent for longer than such a drop
 * takes. Who says so is the UPS itself (row 5), and its siblings (row 4); one that is heard, or has said it for long,
 * leaves no doubt.
 */
export function mayBeDrop(
  memory: UpsMemory,
  atMs: number,
  { siblings, policy }: Pick<UpsContext, "siblings" | "policy">,
): boolean {
  const { line, last } = memory;
  const own = line === "ob" ? [{ saidAtMs: last?.atMs, wentAtMs: wentOnBatteryAtMs(memory) }] : [];
  const witnesses = [...own, ...siblings.filter((one) => one.isOnBattery).map(asWitness)];
  return witnesses.length > 0 && witnesses.every((one) => isInDoubt(one, atMs, policy));
}

/** Who has said that it is on battery: since when, and the last time. */
interface Witness {
  readonly saidAtMs?: number | undefined;
  readonly wentAtMs?: number | undefined;
}

function asWitness({ readAtMs, episodesAtMs }: Sibling): Witness {
  return { saidAtMs: readAtMs, wentAtMs: episodesAtMs.at(-1) };
}

function isInDoubt({ saidAtMs, wentAtMs }: Witness, atMs: number, policy: Policy): boolean {
  if (saidAtMs === undefined || wentAtMs === undefined) return false;
  const { stabilisationMs, pollIntervalMs } = policy;
  const silentMs = atMs - saidAtMs;
  // Who has missed a poll is heard no more; a drop is over after half a minute, and the next poll says so and has arrived.
  const pollMs = 2 * pollIntervalMs;
  const isYoung = saidAtMs - wentAtMs < stabilisationMs;
  return isYoung && silentMs >= pollMs && silentMs < stabilisationMs + pollMs;
}
