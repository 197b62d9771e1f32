import type { CoordinatorState, UnderLoad } from "./coordinator-state.ts";
import type { PowerConfig } from "./model.ts";
import type { UpsJudgement } from "./ups.ts";

/** Readings that are kept: one wrong one is common. */
const kept = 3;

/**
 * What is remembered of a battery with all of its load, after a new reading: the last readings on mains while every node
 * was there, with nothing ordered or owed, and nothing of an outage left. Any other runtime is one of what is on by then.
 * Of nodes without an agent nobody knows whether they are on: where there are such, nothing is remembered.
 */
export function underLoadAfter(
  before: readonly UnderLoad[] | undefined,
  judgement: UpsJudgement,
  { state, config }: { readonly state: CoordinatorState; readonly config: PowerConfig },
): readonly UnderLoad[] | undefined {
  const { row, isRestored, isOutageOpen, runtimeS, chargePercent } = judgement;
  const isQuiet = row === 6 && isRestored && !isOutageOpen;
  if (!isQuiet || !runtimeS || chargePercent === undefined) return before;
  if (chargePercent < config.policy.startChargePercent || !isWhole(state, config)) return before;
  return [...(before ?? []), { runtimeS, chargePercent }].slice(-kept);
}

function isWhole(
  { phase, owed, intent, real, registered }: CoordinatorState,
  { nodes, self }: PowerConfig,
): boolean {
  if (phase.at !== "watching" || owed.length > 0 || intent || real) return false;
  return nodes.every(({ name }) => name === self || registered.includes(name));
}

/** How long a battery of this charge lasts with all of its load, s: by the middle one of what was told. */
export function runtimeUnderLoadS(
  readings: readonly UnderLoad[] | undefined,
  chargePercent: number,
): number | undefined {
  const ratios = (readings ?? []).map((one) => one.runtimeS / one.chargePercent);
  const middle = ratios.sort((a, b) => a - b)[Math.floor((ratios.length - 1) / 2)];
  return middle === undefined ? undefined : middle * chargePercent;
}
