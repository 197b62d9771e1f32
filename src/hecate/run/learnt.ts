import { isValidRun, selfThresholdS } from "../../power/budget.ts";
import type { FinishedRun, PowerConfig, PowerView } from "../../power/model.ts";

/** ms that each stage took at most in the last valid runs of this mode, by name. */
export function learntStagesMs(
  runs: readonly FinishedRun[],
  config: PowerConfig,
): Readonly<Record<string, number>> {
  const longest: Record<string, number> = {};
  for (const run of runs.filter((one) => isValidRun(one, config)).slice(-config.budget.useRuns)) {
    for (const [name, tookS] of Object.entries(run.stageS ?? {})) {
      longest[name] = Math.max(longest[name] ?? 0, tookS * 1000);
    }
  }
  return longest;
}

/**
 * ms that the batteries last for what is to be stopped, less what the coordinator needs where it hangs on the same one:
 * of the UPS that is empty first among those that have fired. undefined: none has, or none tells.
 */
export function leftForRunMs(view: PowerView, config: PowerConfig): number | undefined {
  const own = config.nodes.find(({ name }) => name === config.self)?.feeds ?? [];
  const left = view.upses.flatMap(({ ups, fired, runtimeLeftS }) => {
    if (!fired || runtimeLeftS === undefined) return [];
    const reservedS = own.includes(ups) ? selfThresholdS(config) : 0;
    return [1000 * (runtimeLeftS - reservedS)];
  });
  return left.length === 0 ? undefined : Math.min(...left);
}
