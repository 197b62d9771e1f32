import { join } from "node:path";
import type { Log } from "../src/core/log.ts";
import { readStateFile, writeStateFile } from "../src/core/state-file.ts";
import { highestEpoch } from "../src/protocol/topics.ts";

/** The highest epoch of a manager this node has ever obeyed. A manager of a lower one is a ghost. */
export class EpochMemory {
  readonly #path: string;
  readonly #log: Log;
  #highest: number;

  constructor(options: { readonly stateDir: string; readonly log: Log }) {
    this.#path = join(options.stateDir, "epoch");
    this.#log = options.log;
    this.#highest = readStateFile(this.#path, epochOf, options.log) ?? 0;
  }

  /** 0: none yet. */
  get highest(): number {
    return this.#highest;
  }

  /** Remembers an epoch, on disk before it returns. */
  learn(epoch: number): void {
    if (epoch <= this.#highest) return;
    this.#highest = epoch;
    try {
      writeStateFile(this.#path, epoch);
    } catch (error) {
      // The node goes on being driven; only a ghost that comes after a restart would not be known.
      this.#log.warn({ path: this.#path, error }, "the manager's epoch cannot be remembered");
    }
  }
}

function epochOf(value: unknown): number | undefined {
  // Beyond the highest, no hello could carry it.
  const isEpoch = typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
  return isEpoch && value <= highestEpoch ? value : undefined;
}
