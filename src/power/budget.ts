import type { FinishedRun, NodeConfig, PowerConfig, UpsConfig } from "./model.ts";
import { fixedPolicy } from "./policy.ts";

/** How long a shutdown of all that a UPS feeds takes, and where that is known from. */
export interface Budget {
  /** With latency, and the coordinator's own time where it is fed by this UPS. */
  readonly budgetS: number;
  /** Runtime at or below which a poll counts. */
  readonly thresholdS: number;
  /** Included in the budget. */
  readonly latencyS: number;
  readonly source: "default" | "runs" | "minimum";
  /** Runs that it was learnt from. */
  readonly runs: number;
}

/** What the decision needs of a UPS's runtime. `runs`: oldest first. */
export function budgetOf(
  ups: UpsConfig,
  config: PowerConfig,
  runs: readonly FinishedRun[],
): Budget {
  const { policy, budget } = config;
  const learnt = offsets(ups, config, runs);
  const measuredS = learnt.length > 0 ? Math.max(...learnt) : budget.defaultS;
  const latencyS = latencyOf(ups, config);
  const selfS = feedsCoordinator(ups, config) ? budget.selfS : 0;
  const budgetS = Math.max(budget.minimumS, measuredS) + latencyS + selfS;
  return {
    budgetS,
    thresholdS: policy.runtimeSafetyFactor * budgetS,
    latencyS,
    source: measuredS < budget.minimumS ? "minimum" : learnt.length > 0 ? "runs" : "default",
    runs: learnt.length,
  };
}

/**
 * Whether something about the time of the next shutdown can be learnt from this run: it was a real one of this mode,
 * it went well, left nothing out, found everybody there and was never held (hours with the mains back are no time that a shutdown takes), and
 * every node of today was part of it. The coordinator is no matter here: it goes last, on a budget of its own.
 */
export function isValidRun(run: FinishedRun, config: PowerConfig): boolean {
  return (
    run.kind === "shutdown" &&
    run.outcome === "done" &&
    run.executed &&
    run.mode === config.mode &&
    run.skipped.forTime === 0 &&
    run.skipped.byOperator === 0 &&
    run.heldMs === 0 &&
    (run.absent ?? 0) === 0 &&
    others(config).every(({ name }) => run.scope.includes(name))
  );
}

/**
 * s from the first reading that counts to the first step: debounce, one poll that was just missed, and the way of a
 * peer's word.
 */
export function latencyOf(ups: UpsConfig, config: PowerConfig): number {
  const { debouncePolls, pollIntervalMs } = config.policy;
  const onTheWayS = ups.host === config.coordinator ? 0 : fixedPolicy.forwardingS;
  return ((debouncePolls + 1) * pollIntervalMs) / 1000 + onTheWayS;
}

/** Runtime at which the coordinator goes itself, s, after everything else is off. */
export function selfThresholdS(config: PowerConfig): number {
  return config.policy.runtimeSafetyFactor * config.budget.selfS + fixedPolicy.selfReserveS;
}

/** Runtime at which a peer stops itself, s, whatever the coordinator does. */
export function localThresholdS(localBudgetS: number, config: PowerConfig): number {
  return config.policy.runtimeSafetyFactor * localBudgetS;
}

/** What a peer takes for the threshold of its own UPS until the coordinator has told it, s. */
export function untoldThresholdS(ups: UpsConfig, config: PowerConfig): number {
  return config.policy.runtimeSafetyFactor * (config.budget.defaultS + latencyOf(ups, config));
}

/** Whether what is left on mains would do for a shutdown; undefined where no runtime was seen on mains. */
export function isFeasible(
  lastOlRuntimeS: number | undefined,
  thresholdS: number,
): boolean | undefined {
  return lastOlRuntimeS === undefined ? undefined : lastOlRuntimeS >= thresholdS;
}

/** How long the last of `ups` took to go, in the last valid runs. */
function offsets(
  ups: UpsConfig,
  config: PowerConfig,
  runs: readonly FinishedRun[],
): readonly number[] {
  return runs
    .filter((run) => isValidRun(run, config))
    .slice(-config.budget.useRuns)
    .flatMap(({ offsetS }) => {
      const seconds = Object.hasOwn(offsetS, ups.name) ? offsetS[ups.name] : undefined;
      if (seconds === undefined) return [];
      // The coordinator has to last for all that it has others do, whatever battery those hang on.
      return feedsCoordinator(ups, config) ? [Math.max(...Object.values(offsetS))] : [seconds];
    });
}

function feedsCoordinator(ups: UpsConfig, config: PowerConfig): boolean {
  return config.nodes.some(
    ({ name, feeds }) => name === config.coordinator && feeds.includes(ups.name),
  );
}

function others(config: PowerConfig): readonly NodeConfig[] {
  return config.nodes.filter(({ name }) => name !== config.coordinator);
}
