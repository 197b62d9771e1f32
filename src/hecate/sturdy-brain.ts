import { messageOf } from "../core/errors.ts";
import type { PowerConfig, PowerView } from "../power/model.ts";
import type { Brain, Effect, Happening } from "./brain.ts";

/** What a sturdy brain is made of. */
export interface SturdyOptions {
  readonly brain: Brain;
  readonly config: PowerConfig;
  /** One that has seen nothing yet, but for the numbers in `state`. */
  readonly anew: (config: PowerConfig, state: unknown) => Brain;
  /** Told of a state that was given up, and why. */
  readonly onAnew: (state: unknown, problem: string) => void;
}

/** So many steps in a row that cannot be judged, and the state is held for broken. */
const maxFailures = 3;

/**
 * A decision whose state is given up where nothing can be judged by it any more: without that nothing would ever fire.
 * An input that cannot be judged is no reason for it, whoever sends it: a tick, which holds nothing, has to fail too.
 */
export class SturdyBrain implements Brain {
  readonly role: Brain["role"];
  readonly #options: SturdyOptions;
  #brain: Brain;
  #config: PowerConfig;
  #failures = 0;
  #hasTickFailed = false;

  constructor(options: SturdyOptions) {
    this.#options = options;
    this.#brain = options.brain;
    this.#config = options.config;
    this.role = options.brain.role;
  }

  get state(): unknown {
    return this.#brain.state;
  }

  get isAfoot(): boolean {
    return this.#brain.isAfoot;
  }

  resume(): readonly Effect[] {
    return this.#brain.resume();
  }

  reconfigure(config: PowerConfig): readonly Effect[] {
    this.#config = config;
    return this.#brain.reconfigure(config);
  }

  view(atMs: number): PowerView {
    return this.#brain.view(atMs);
  }

  mayWake(...of: Parameters<Brain["mayWake"]>): ReturnType<Brain["mayWake"]> {
    return this.#brain.mayWake(...of);
  }

  step(happening: Happening, atMs: number): readonly Effect[] {
    try {
      const effects = this.#brain.step(happening, atMs);
      this.#failures = 0;
      this.#hasTickFailed = false;
      return effects;
    } catch (error) {
      this.#failures++;
      this.#hasTickFailed ||= happening.kind === "tick";
      if (this.#failures < maxFailures || !this.#hasTickFailed) throw error;
      const { anew, onAnew } = this.#options;
      const { state } = this.#brain;
      this.#failures = 0;
      this.#hasTickFailed = false;
      this.#brain = anew(this.#config, state);
      onAnew(state, messageOf(error));
      return this.#brain.step(happening, atMs);
    }
  }
}
