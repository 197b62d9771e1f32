import type { HecateConfig, Stage, Step } from "../config/hecate-types.ts";
import type { PlanConfig } from "./dry-run.ts";
import { powerConfigOf } from "./power-config.ts";

/** What of a configuration plans are made of. */
export function planConfigOf(config: HecateConfig): PlanConfig {
  const { coordinator, brokerHost, mode, nodes } = powerConfigOf(config);
  const timed = (stage: Stage) => ({
    ...stage,
    steps: stage.steps.map((step) => withTime(step, config)),
  });
  return {
    ...{ coordinator, brokerHost, mode, nodes },
    foreignClients: config.foreignClients
      .filter(({ ups }) =>
        config.upses.some(({ name, host }) => name === ups && host === coordinator),
      )
      .map(({ name, ups, needsS }) => ({ name, ups, needsMs: needsS * 1000 })),
    shutdownStages: config.shutdown.stages.map(timed),
    startupStages: config.startup.stages.map(timed),
  };
}

/** What a step about the cluster takes stands with the cluster. */
function withTime(step: Step, { kubernetes }: HecateConfig): Step {
  if (step.kind !== "kube" || step.timeoutMs !== undefined || !kubernetes) return step;
  const { quiesce, volumesDetached } = kubernetes;
  const sumMs = quiesce.reduce((sum, { timeoutMs }) => sum + timeoutMs, 0);
  if (step.what === "quiesce" && sumMs > 0) return { ...step, timeoutMs: sumMs };
  if (step.what === "volumes-detached" && volumesDetached) {
    return { ...step, timeoutMs: volumesDetached.timeoutMs };
  }
  return step;
}
