import type { BootClock } from "../core/boot-clock.ts";
import { messageOf } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import type { PowerConfig } from "../power/model.ts";
import type { Brain, Effect } from "./brain.ts";
import { coordinatorBrain } from "./coordinator-brain.ts";
import { peerBrain } from "./peer-brain.ts";
import type { BeginsAt } from "./role-brain.ts";
import type { Store } from "./store.ts";
import { SturdyBrain } from "./sturdy-brain.ts";

const brains = { coordinator: coordinatorBrain, peer: peerBrain } as const;

/** What a memory is made of. */
export interface MemoryOptions {
  readonly store: Store<unknown>;
  readonly config: PowerConfig;
  readonly bootId: string;
  /** Nothing that it decides of runs is believed by one that carries them out. Default: it carries them out. */
  readonly rehearsesRuns?: boolean;
  /** Told where what was decided had to be given up. */
  readonly onBegunAnew: (problem: string) => void;
  readonly bootClock: BootClock;
  readonly log: Log;
}

/** While nothing happens the state differs by times alone: a flash card outlives it when it is written so seldom. */
const quietMs = 30_000;

/** The decision of this host, as a life before this one has left it, and as the next one will find it. */
export class Memory {
  readonly brain: Brain;
  readonly #options: MemoryOptions;
  /** What was kept and is not gone on with. */
  #lost: unknown;
  #savedMs = Number.NEGATIVE_INFINITY;

  constructor(options: MemoryOptions) {
    this.#options = options;
    const { config, onBegunAnew } = options;
    this.brain = new SturdyBrain({
      brain: this.#restore() ?? this.#begin(config, this.#lost),
      config,
      anew: (now, state) => this.#begin(now, state),
      onAnew: (state, problem) => {
        const { store, bootId, log } = options;
        log.error({ problem }, "nothing can be judged any more by what was decided: begun anew");
        void store.setAside({ bootId, role: roleOf(config), state });
        onBegunAnew(problem);
      },
    });
  }

  /** Writes the state where that is due; undefined: it is not. Never rejects. @returns whether it is on disk */
  save(effects: readonly Effect[]): Promise<boolean> | undefined {
    const { bootClock } = this.#options;
    const nowMs = bootClock.bootMs();
    const isQuiet = effects.length === 0 && nowMs - this.#savedMs < quietMs;
    if (isQuiet && !this.brain.isAfoot) return undefined;
    this.#savedMs = nowMs;
    return this.write();
  }

  /** Writes the state as it is now; never rejects. @returns whether it is on disk */
  async write(): Promise<boolean> {
    const { store, bootId } = this.#options;
    const { role, state } = this.brain;
    return await store.save({ bootId, role, state });
  }

  /** What was kept, where it is of the role that this host has now and can be gone on with. */
  #restore(): Brain | undefined {
    const { store, config, log } = this.#options;
    const role = roleOf(config);
    let brain: Brain | undefined;
    const kept = store.load((state, of) => {
      if (of !== role) return state;
      try {
        brain = brains[role].restore(state, config, this.#now());
        return state;
      } catch (error) {
        this.#lost = state;
        log.warn({ problem: messageOf(error) }, "what was decided before cannot be gone on with");
        return undefined;
      }
    });
    if (kept && !brain) log.warn({ role }, "this host has another role than before: begun anew");
    return brain;
  }

  #begin(config: PowerConfig, lost: unknown): Brain {
    return brains[roleOf(config)].begin(config, this.#now(), lost);
  }

  #now(): BeginsAt {
    const { bootId, bootClock, rehearsesRuns = false } = this.#options;
    return { bootId, atMs: bootClock.bootMs(), rehearsesRuns };
  }
}

function roleOf({ self, coordinator }: PowerConfig): "coordinator" | "peer" {
  return self === coordinator ? "coordinator" : "peer";
}
