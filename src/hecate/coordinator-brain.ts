import {
  type CoordinatorState,
  newCoordinator,
  restoredCoordinator,
  resume,
  stepCoordinator,
  viewOf,
} from "../power/coordinator.ts";
import type { CoordinatorInput, PowerConfig, PowerView } from "../power/model.ts";
import {
  hostsOf,
  type Reconfigured,
  reconfiguredCoordinator,
  type UpsHosts,
} from "../power/reconfigure.ts";
import { type Brain, type Effect, type Happening, isOneAfoot, over } from "./brain.ts";
import { checkSaved, type Now, numbersIn } from "./saved-state.ts";

/** On disk it stands with the hosts that the UPSes had; in one of a version before this they are not there. */
type Saved = CoordinatorState & { readonly hosts?: UpsHosts };
type Dropped = Reconfigured<unknown>["dropped"];

/** The coordinator's decision, with the state it has come to. */
export class CoordinatorBrain implements Brain {
  readonly role = "coordinator";
  #state: CoordinatorState;
  #config: PowerConfig;
  /** Alarms of the life before, about what this configuration has no more. */
  #dropped: Dropped = [];

  private constructor(state: CoordinatorState, config: PowerConfig) {
    this.#state = state;
    this.#config = config;
  }

  /** Of one that has seen nothing yet. `lost`: a state that is not gone on with, but for its numbers. */
  static begin(config: PowerConfig, now: Now, lost?: unknown): CoordinatorBrain {
    const { lastRun, memories } = numbersIn(lost);
    const upses = Object.fromEntries(
      Object.entries(memories).map(([name, memory]) => [
        name,
        { memory, isAsleep: false, lastStand: { bad: 0 } },
      ]),
    );
    return new CoordinatorBrain({ ...newCoordinator(now), lastRun, upses }, config);
  }

  /**
   * The successor of one whose state this was.
   * @throws where it is none
   */
  static restore(saved: unknown, config: PowerConfig, now: Now): CoordinatorBrain {
    checkSaved(saved, "coordinator", now);
    // Whole; one that is none of it all the same throws below, and nothing was done by then.
    const { hosts = {}, ...kept } = saved as Saved;
    const restored = restoredCoordinator(kept, now);
    const { state, dropped } = reconfiguredCoordinator(restored, hosts, config);
    const brain = new CoordinatorBrain(state, config);
    brain.#dropped = dropped;
    stepCoordinator(state, { kind: "tick", atMs: now.atMs }, config);
    viewOf(state, config, now.atMs);
    resume(state);
    return brain;
  }

  get state(): Saved {
    return { ...this.#state, hosts: hostsOf(this.#config) };
  }

  get isAfoot(): boolean {
    return this.#state.phase.at !== "watching" || isOneAfoot(this.#state.upses);
  }

  resume(): readonly Effect[] {
    // Who tells people has forgotten them, and cannot say that something is over of which it knows nothing.
    return [...this.#dropped, ...over(this.#dropped), ...resume(this.#state)];
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

  reconfigure(config: PowerConfig): readonly Effect[] {
    const { state, dropped } = reconfiguredCoordinator(this.#state, hostsOf(this.#config), config);
    this.#state = state;
    this.#config = config;
    return over(dropped);
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
    case "order":
      return { ...happening, atMs };
  }
}
