import type { BootClock } from "../core/boot-clock.ts";
import { messageOf } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import type { PowerConfig } from "../power/model.ts";
import type { PowerState } from "../protocol/generated/schemas.ts";
import type { Brain, Effect } from "./brain.ts";
import { CoordinatorBrain } from "./coordinator-brain.ts";
import { PeerBrain } from "./peer-brain.ts";
import type { Store } from "./store.ts";

const brains = { coordinator: CoordinatorBrain, peer: PeerBrain } as const;

/** What a memory is made of. */
export interface MemoryOptions {
  readonly store: Store<unknown>;
  readonly config: PowerConfig;
  readonly bootId: string;
  readonly bootClock: BootClock;
  readonly log: Log;
}

/** While nothing happens the state differs by times alone: a flash card outlives it when it is written so seldom. */
const quietMs = 30_000;

/** The decision of this host, as a life before this one has left it, and as the next one will find it. */
export class Memory {
  readonly brain: Brain;
  readonly #options: MemoryOptions;
  #savedMs = Number.NEGATIVE_INFINITY;

  constructor(options: MemoryOptions) {
    this.#options = options;
    this.brain = this.#restore() ?? this.#begin();
  }

  /** Writes the state where that is due; undefined: it is not. Never rejects. @returns whether it is on disk */
  save(effects: readonly Effect[]): Promise<boolean> | undefined {
    const { bootClock } = this.#options;
    const nowMs = bootClock.bootMs();
    const isQuiet = effects.length === 0 && nowMs - this.#savedMs < quietMs;
    if (isQuiet && !isSomethingAfoot(this.brain.view(nowMs))) return undefined;
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
        log.warn({ problem: messageOf(error) }, "what was decided before cannot be gone on with");
        return undefined;
      }
    });
    if (kept && !brain) log.warn({ role }, "this host has another role than before: begun anew");
    return brain;
  }

  #begin(): Brain {
    const { config } = this.#options;
    return brains[roleOf(config)].begin(config, this.#now());
  }

  #now(): { readonly bootId: string; readonly atMs: number } {
    const { bootId, bootClock } = this.#options;
    return { bootId, atMs: bootClock.bootMs() };
  }
}

function roleOf({ self, coordinator }: PowerConfig): "coordinator" | "peer" {
  return self === coordinator ? "coordinator" : "peer";
}

/** Whether a restart would lose more than it takes to read the UPSes once more. */
function isSomethingAfoot({ phase, upses }: Pick<PowerState, "phase" | "upses">): boolean {
  return phase !== "watching" || upses.some(({ line, bad }) => line === "ob" || bad > 0);
}
