import { join } from "node:path";
import { HirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { readStateFile, writeStateFile } from "../src/core/state-file.ts";

/**
 * The highest run of a coordinator that this node has obeyed, across reboots: what an older one wanted is of the
 * past, whoever brings it.
 */
export class CoordinatorRuns {
  readonly #path: string;
  readonly #log: Log;
  #highest: number;

  constructor(options: { readonly stateDir: string; readonly log: Log }) {
    this.#path = join(options.stateDir, "power-run");
    this.#log = options.log;
    this.#highest = readStateFile(this.#path, runOf, options.log) ?? 0;
  }

  /** 0: none yet. */
  get highest(): number {
    return this.#highest;
  }

  /** @throws HirteError `denied` when a later run was obeyed already; the same one may ask for more */
  check(run: number, what: string): void {
    if (run >= this.#highest) return;
    throw new HirteError(
      "denied",
      `${what}: run ${run} is over: this node has obeyed run ${this.#highest} since`,
      { details: { run, highest: this.#highest } },
    );
  }

  /** Remembers a run that is about to be obeyed, on disk before it returns. */
  learn(run: number): void {
    if (run <= this.#highest) return;
    this.#highest = run;
    try {
      writeStateFile(this.#path, run);
    } catch (error) {
      // A shutdown does not wait for a disk: only a restarted agent would not know of it.
      this.#log.warn(
        { path: this.#path, run, error },
        "the coordinator's run cannot be remembered",
      );
    }
  }
}

function runOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
