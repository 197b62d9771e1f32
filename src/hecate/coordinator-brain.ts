import {
  type CoordinatorState,
  newCoordinator,
  restoredCoordinator,
  resume,
  stepCoordinator,
  viewOf,
} from "../power/coordinator.ts";
import type { CoordinatorInput, PowerConfig, PowerView } from "../power/model.ts";
import type { Brain, Effect, Happening } from "./brain.ts";

/** A moment on the boot clock of this machine. */
interface Now {
  readonly bootId: string;
  readonly atMs: number;
}

/** The coordinator's decision, with the state it has come to. */
export class CoordinatorBrain implements Brain {
  readonly role = "coordinator";
  #state: CoordinatorState;
  #config: PowerConfig;

  private constructor(state: CoordinatorState, config: PowerConfig) {
    this.#state = state;
    this.#config = config;
  }

  /** Of one that has seen nothing yet. */
  static begin(config: PowerConfig, now: Now): CoordinatorBrain {
    return new CoordinatorBrain(newCoordinator(now), config);
  }

  /**
   * The successor of one whose state this was.
   * @throws where it is none
   */
  static restore(saved: unknown, config: PowerConfig, now: Now): CoordinatorBrain {
    if (typeof saved !== "object" || saved === null || Reflect.get(saved, "format") !== 1) {
      throw new Error("it holds no state of a coordinator");
    }
    // Of this format; one that is none of it all the same throws below, and nothing was done by then.
    const state = restoredCoordinator(saved as CoordinatorState, now);
    const brain = new CoordinatorBrain(state, config);
    stepCoordinator(state, { kind: "tick", atMs: now.atMs }, config);
    viewOf(state, config, now.atMs);
    resume(state);
    return brain;
  }

  get state(): CoordinatorState {
    return this.#state;
  }

  resume(): readonly Effect[] {
    return resume(this.#state);
  }

  step(happening: Happening, atMs: number): readonly Effect[] {
    const input = inputOf(happening, atMs);
    if (!input) return [];
    const { state, effects } = stepCoordinator(this.#state, input, this.#config);
    this.#state = state;
    return effects;
  }

  view(atMs: number): PowerView {
    return viewOf(this.#state, this.#config, atMs);
  }

  reconfigure(config: PowerConfig): void {
    this.#config = config;
  }
}

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
      return { ...happening, atMs };
  }
}
