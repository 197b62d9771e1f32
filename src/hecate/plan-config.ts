import type { HecateConfig } from "../config/hecate-types.ts";
import type { PlanConfig } from "./dry-run.ts";
import { powerConfigOf } from "./power-config.ts";

/** What of a configuration plans are made of. */
export function planConfigOf(config: HecateConfig): PlanConfig {
  const { coordinator, brokerHost, mode, nodes } = powerConfigOf(config);
  return {
    ...{ coordinator, brokerHost, mode, nodes },
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
