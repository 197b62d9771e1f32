import type { HecateConfig } from "../config/hecate-types.ts";
import type { PlanConfig } from "./dry-run.ts";
import { powerConfigOf } from "./power-config.ts";

/** What of a configuration plans are made of. */
export function planConfigOf(config: HecateConfig): PlanConfig {
  const { coordinator, brokerHost, mode, nodes } = powerConfigOf(config);
  return {
    ...{ coordinator, brokerHost, mode, nodes },
    shutdownStages: config.shutdown.stages,
    startupStages: config.startup.stages,
  };
}
