/**
 * What is left out when the battery does not last for all that is left to do (POWER-DESIGN F, R15). Pure. What stops
 * and powers off is never left out.
 */
import type { PlannedAction, PlannedStage } from "./plan-model.ts";

/** Kinds of work, in the order in which they are left out. */
const leftOutFirst = ["soak", "drain", "snapshot", "quiesce"] as const;
type Dispensable = (typeof leftOutFirst)[number];

/** What a step is of; `never`: it is never left out. */
const kinds = {
  soak: "soak",
  http: "soak",
  wait: "soak",
  drain: "drain",
  command: "snapshot",
  "command-on-first": "snapshot",
  kube: "quiesce",
  flux: "quiesce",
  stop: "never",
  start: "never",
  restart: "never",
  poweroff: "never",
  reboot: "never",
  wake: "never",
  notify: "soak",
  "force-shutdown": "never",
  "hold-then-power-off-self": "never",
} as const satisfies Readonly<Record<PlannedAction["kind"], Dispensable | "never">>;

/** What a stage is of: that of its steps which is most worth keeping. Who only waits stops nobody, whatever is said of it. */
function kindOf({ skippable, steps }: PlannedStage): Dispensable | "never" {
  const ofSteps = steps.map(({ action }) => kinds[action.kind]);
  if (!skippable && ofSteps.some((kind) => kind !== "soak")) return "never";
  return leftOutFirst.findLast((kind) => ofSteps.includes(kind)) ?? "never";
}

/**
 * The stages that are left out, by name. `stages`: those that are not over, in order; `leftMs`: what the battery lasts,
 * less what the coordinator needs for itself; absent: not known, and nothing is left out.
 */
export function leftOut(
  stages: readonly PlannedStage[],
  leftMs: number | undefined,
): ReadonlySet<string> {
  const out = new Set<string>();
  if (leftMs === undefined) return out;
  // While clients of others are waited for the coordinator goes by its own UPS: nothing is left out for them.
  const isOurs = ({ steps }: PlannedStage) =>
    steps.some(({ action }) => action.kind !== "force-shutdown");
  let neededMs = stages.filter(isOurs).reduce((sum, { estimateMs }) => sum + estimateMs, 0);
  for (const kind of leftOutFirst) {
    for (const stage of stages) {
      if (neededMs <= leftMs) return out;
      if (kindOf(stage) !== kind) continue;
      out.add(stage.name);
      neededMs -= stage.estimateMs;
    }
  }
  return out;
}
