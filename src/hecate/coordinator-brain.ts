import {
  newCoordinator,
  restoredCoordinator,
  resume,
  stepCoordinator,
  viewOf,
} from "../power/coordinator.ts";
import type { CoordinatorInput } from "../power/model.ts";
import { reconfiguredCoordinator } from "../power/reconfigure.ts";
import { asReal, asRehearsal } from "../power/rehearsed-state.ts";
import { mayWake } from "../power/supply.ts";
import type { Happening } from "./brain.ts";
import { brainMaker } from "./role-brain.ts";

/** The coordinator's decision. */
export const coordinatorBrain = brainMaker({
  role: "coordinator",
  begun: (now, { lastRun, memories }) => {
    const upses = Object.fromEntries(
      Object.entries(memories).map(([name, memory]) => [
        name,
        { memory, isAsleep: false, lastStand: { bad: 0 } },
      ]),
    );
    return { ...newCoordinator(now), lastRun, upses };
  },
  restored: restoredCoordinator,
  believed: (state, rehearsesRuns) => (rehearsesRuns ? asRehearsal(state) : asReal(state)),
  reconfigured: reconfiguredCoordinator,
  resume,
  step: stepCoordinator,
  view: viewOf,
  mayWake,
  inputOf,
  // Nodes that were left out may be so for hours, in which nothing happens.
  isAfoot: ({ phase }) =>
    phase.at !== "watching" && !(phase.at === "owing" && phase.rest !== undefined),
});

function inputOf(happening: Happening, atMs: number): CoordinatorInput | undefined {
  switch (happening.kind) {
    case "ack":
    case "thresholds":
    case "run-heard":
      return undefined;
    case "reading":
    case "tick":
    case "trigger":
    case "runs":
    case "run":
    case "availability":
    case "node":
    case "guard-told":
    case "driver":
    case "inhibit":
    case "order":
      return { ...happening, atMs };
  }
}
