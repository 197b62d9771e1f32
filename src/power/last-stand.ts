/**
 * When a host that hangs on a UPS must stop itself, whatever others do: the coordinator that is left alone (POWER-DESIGN
 * F), and a peer (G). It looks at what the UPS itself has said, and counts by the same polls as the verdict.
 */
import type { LastStand } from "./coordinator-state.ts";
import type { Policy } from "./model.ts";
import { fixedPolicy } from "./policy.ts";
import type { UpsJudgement, UpsMemory } from "./ups.ts";

/** A UPS after an event. */
export interface SeenUps {
  readonly memory: UpsMemory;
  readonly judgement: UpsJudgement;
}

/** Counts an event: a new reading on battery, or a poll that found a UPS unheard which was on battery last. */
export function afterEvent(
  before: LastStand,
  { memory, judgement }: SeenUps,
  of: {
    /** The event was a reading that counts. */
    readonly isNewReading: boolean;
    readonly thresholdS: number;
    readonly policy: Policy;
    readonly atMs: number;
  },
): LastStand {
  const isOnBattery = judgement.line === "ob" || judgement.row === 4;
  // Row 8: a test draws the battery on purpose, and ends with its mains there.
  if (!isOnBattery || judgement.row === 8) return before.bad === 0 ? before : { bad: 0 };
  const isUnheard = judgement.row === 4 || judgement.row === 5;
  const lastMs = before.badAtMs ?? Number.NEGATIVE_INFINITY;
  const isPoll = of.isNewReading ? memory.last?.status === "ob" : isUnheard;
  // What comes closer than polls do was held up on its way, and is one poll.
  if (!isPoll || of.atMs - lastMs < of.policy.pollIntervalMs * fixedPolicy.pollSpacing) {
    return before;
  }
  const leftS = judgement.runtimeLeftS;
  if (leftS === undefined) return before;
  return leftS <= of.thresholdS ? { bad: before.bad + 1, badAtMs: of.atMs } : { bad: 0 };
}

/** Why the host must stop now; undefined: it need not. */
export function whyNow(
  stand: LastStand,
  seen: SeenUps & { readonly runtimeLeftS?: number | undefined },
  of: {
    readonly thresholdS: number;
    readonly policy: Policy;
    readonly atMs: number;
    /** A forced shutdown counts too. */
    readonly honoursFsd: boolean;
  },
): string | undefined {
  const { memory, judgement } = seen;
  const { policy, atMs } = of;
  if ((judgement.line !== "ob" && judgement.row !== 4) || judgement.row === 8) return undefined;
  if (stand.bad >= policy.debouncePolls) {
    return `its runtime was at or below ${rounded(of.thresholdS)} s in ${stand.bad} polls`;
  }
  const { lbMs } = memory.spans;
  if (lbMs !== undefined && policy.trustLb !== "never" && atMs - lbMs >= policy.lbHoldMs) {
    return `it has said LB for ${rounded((atMs - lbMs) / 1000)} s`;
  }
  if (of.honoursFsd && memory.fsd !== "own" && judgement.flags.includes("FSD")) {
    return "it says FSD";
  }
  const unheardMs = atMs - (memory.last?.atMs ?? atMs);
  if (
    judgement.line === "ob" &&
    unheardMs >= policy.blindOnBatteryMs &&
    memory.ears.missedPolls >= fixedPolicy.blindMissedPolls
  ) {
    return `nothing was heard of it for ${rounded(unheardMs / 1000)} s`;
  }
  return undefined;
}

function rounded(value: number): number {
  return Math.round(value);
}
