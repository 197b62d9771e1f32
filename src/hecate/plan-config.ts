import type { HecateConfig } from "../config/hecate-types.ts";
import { planShutdown, planStartup, type StartupRequest } from "../power/plan.ts";
import type { Plan } from "../power/plan-model.ts";
import type { PlanConfig } from "./dry-run.ts";
import { powerConfigOf } from "./power-config.ts";

/** What of a configuration plans are made of. */
export function planConfigOf(config: HecateConfig): PlanConfig {
  const { coordinator, brokerHost, mode, nodes, upses } = powerConfigOf(config);
  return {
    ...{ coordinator, brokerHost, mode, nodes, upses },
    foreignClients: config.foreignClients
      .filter(({ ups }) =>
        config.upses.some(({ name, host }) => name === ups && host === coordinator),
      )
      .map(({ name, ups, needsS }) => ({ name, ups, needsMs: needsS * 1000 })),
    settleMs: config.shutdown.gone.settleMs,
    shutdownStages: config.shutdown.stages,
    startupStages: config.startup.stages,
  };
}

/** Plans a shutdown, one that is rehearsed as one that is carried out: an operator's has a mode of its own, and leaves the coordinator up. */
export function shutdownPlanOf(
  config: PlanConfig,
  run: {
    readonly scope: readonly string[];
    readonly mode: PlanConfig["mode"];
    readonly isOrdered: boolean;
    readonly late?: readonly (readonly string[])[];
    readonly learntMs?: Readonly<Record<string, number>>;
  },
): Plan {
  const { shutdownStages: stages, startupStages: _, upses: _upses, ...rest } = config;
  const { isOrdered, mode, ...options } = run;
  return planShutdown({
    ...{ ...rest, stages, ...options },
    ...{ mode: isOrdered ? mode : config.mode, takesSelf: !isOrdered },
  });
}

/** Plans a startup in the same way: of the nodes in `scope`, or of all. */
export function startupPlanOf(
  { startupStages: stages, nodes, upses }: PlanConfig,
  run: {
    readonly scope?: readonly string[] | undefined;
    readonly wake: readonly string[];
    readonly part?: NonNullable<StartupRequest["part"]>;
    readonly learntMs?: Readonly<Record<string, number>>;
  },
): Plan {
  const { scope = nodes.map(({ name }) => name), ...options } = run;
  return planStartup({ stages, nodes, upses, scope, ...options });
}
