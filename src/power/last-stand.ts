/**
 * When a host that hangs on a UPS must stop itself, whatever others do: the coordinator that is left alone (POWER-DESIGN
 * F), and a peer (G). It looks at what the UPS itself has said, by the same polls as the verdict and with a threshold of
 * its own.
 */
import { isUnsteady } from "./facts.ts";
import type { Policy } from "./model.ts";
import { fixedPolicy } from "./policy.ts";
import type { UpsJudgement, UpsMemory } from "./ups.ts";

/** Consecutive polls with no more runtime, or what is reckoned for it, than this host needs to stop itself. */
export interface LastStand {
  readonly bad: number;
  readonly badAtMs?: number;
}

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
    readonly memoryBefore: UpsMemory;
    /** What this host needs for itself, and what a shutdown of all needs. */
    readonly thresholdS: number;
    readonly shutdownS: number;
    readonly latencyS: number;
    readonly policy: Policy;
    readonly atMs: number;
  },
): LastStand {
  if (!isDraining(judgement)) return before.bad === 0 ? before : { bad: 0 };
  if (judgement.isBackBeside) return before;
  const isReading = memory.last !== of.memoryBefore.last && memory.last?.status === "ob";
  const isMissedPoll = memory.ears.missedPolls > of.memoryBefore.ears.missedPolls;
  // What comes closer than polls do was held up on its way, and is one poll.
  const isApart =
    before.badAtMs === undefined ||
    of.atMs - before.badAtMs >= of.policy.pollIntervalMs * fixedPolicy.pollSpacing;
  // A gauge that collapses at the transfer is to power nobody off.
  if (judgement.runtimeLeftS !== undefined && isUnsteady(memory, of)) return before;
  const leftS = judgement.runtimeLeftS ?? reckonedLeftS(judgement, of);
  if (leftS === undefined || !isApart || !(isReading || isMissedPoll)) return before;
  return leftS <= of.thresholdS ? { bad: before.bad + 1, badAtMs: of.atMs } : { bad: 0 };
}

/**
 * What is left, s, where no runtime is told. Row 12 takes half the charge for what a shutdown of all needs, or, where
 * there is no charge either, what is left after 180 s: by the same measure it goes on from there.
 */
function reckonedLeftS(
  { chargePercent, onBatteryMs }: UpsJudgement,
  of: { readonly shutdownS: number; readonly policy: Policy },
): number | undefined {
  const { withoutRuntime } = of.policy;
  if (chargePercent !== undefined) {
    return (of.shutdownS * chargePercent) / withoutRuntime.chargePercent;
  }
  if (onBatteryMs === undefined) return undefined;
  return of.shutdownS - (onBatteryMs - withoutRuntime.onBatteryMs) / 1000;
}

/** Why a host must stop itself. */
export interface Reason {
  readonly why: string;
  /** Maintenance holds it back: all but a forced shutdown and a low battery that lasts. */
  readonly isHeldBack: boolean;
}

/** Why the host must stop now; undefined: it need not. */
export function whyNow(
  stand: LastStand,
  { memory, judgement }: SeenUps,
  of: {
    readonly thresholdS: number;
    readonly policy: Policy;
    readonly atMs: number;
    /** A forced shutdown counts too. */
    readonly honoursFsd: boolean;
  },
): Reason | undefined {
  const { policy, atMs } = of;
  if (!isDraining(judgement)) return undefined;
  const { lbMs } = memory.spans;
  if (judgement.isLbHeld && lbMs !== undefined) {
    return { why: `it has said LB for ${seconds(atMs - lbMs)}`, isHeldBack: false };
  }
  if (of.honoursFsd && memory.fsd !== "own" && judgement.flags.includes("FSD")) {
    return { why: "it says FSD", isHeldBack: false };
  }
  // Neither the runtime nor the silence of a UPS that is not read says anything while its mains are seen beside it.
  if (judgement.isBackBeside) return undefined;
  if (stand.bad >= policy.debouncePolls) {
    const what =
      judgement.runtimeLeftS === undefined ? "what is left, by charge and time," : "its runtime";
    const why = `${what} was at or below ${Math.round(of.thresholdS)} s in ${stand.bad} polls`;
    return { why, isHeldBack: true };
  }
  const unheardMs = atMs - (memory.last?.atMs ?? atMs);
  const onMainsMs = memory.beside?.totalMs ?? 0;
  const isBlind =
    judgement.line === "ob" &&
    unheardMs - onMainsMs >= policy.blindOnBatteryMs &&
    memory.ears.missedPolls >= fixedPolicy.blindMissedPolls;
  if (!isBlind) return undefined;
  return { why: `on battery, and not read for ${seconds(unheardMs)}`, isHeldBack: true };
}

/** On battery in earnest, or suspected to be (row 4). Row 8: a test draws the battery with the mains there. */
function isDraining({ line, row }: UpsJudgement): boolean {
  return (line === "ob" && row !== 8) || row === 4;
}

function seconds(ms: number): string {
  return `${Math.floor(ms / 1000)} s`;
}
