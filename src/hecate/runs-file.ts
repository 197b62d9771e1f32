import { join } from "node:path";
import { messageOf } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { readStateFile } from "../core/state-file.ts";
import type { FinishedRun } from "../power/model.ts";
import type { WriteFile } from "./disk.ts";

/** Runs that are kept; older ones are forgotten. */
const maxRuns = 100;

/** What the file of the runs is made of. */
export interface RunsFileOptions {
  readonly stateDir: string;
  readonly write: WriteFile;
  readonly log: Log;
}

/** Runs that are over, by which the next one is judged: runs.json, written by this daemon alone. */
export class RunsFile {
  readonly #path: string;
  readonly #write: WriteFile;
  readonly #log: Log;
  #writing: Promise<void> = Promise.resolve();
  #isSaved = true;
  #runs: readonly FinishedRun[] = [];

  private constructor(path: string, { write, log }: RunsFileOptions) {
    this.#path = path;
    this.#write = write;
    this.#log = log;
  }

  /** A file that cannot be read is set aside with a warning, and the defaults of the configuration hold. Never throws. */
  static open(options: RunsFileOptions): RunsFile {
    const { stateDir, log } = options;
    const file = new RunsFile(join(stateDir, "runs.json"), options);
    try {
      file.#runs = readStateFile(file.#path, runsIn, log) ?? [];
    } catch (error) {
      log.warn({ error }, "the runs of before cannot be read: default_shutdown_budget is used");
    }
    return file;
  }

  /** Oldest first. */
  get runs(): readonly FinishedRun[] {
    return this.#runs;
  }

  /** Adds one; a run that is there already is replaced. What cannot be written holds in memory. */
  add(run: FinishedRun): void {
    const rest = this.#runs.filter((one) => one.run !== run.run || one.kind !== run.kind);
    this.#runs = [...rest, run].slice(-maxRuns);
    this.#isSaved = false;
    this.#writing = this.#writing.then(() => this.#save());
  }

  /** Resolves once what was added is on disk, or could not be written. */
  get settled(): Promise<void> {
    return this.#writing;
  }

  async #save(): Promise<void> {
    // One write has all that was added before it.
    if (this.#isSaved) return;
    this.#isSaved = true;
    try {
      await this.#write(this.#path, { version: 1, runs: this.#runs });
    } catch (error) {
      this.#log.error({ problem: messageOf(error) }, "a run cannot be written to runs.json");
    }
  }
}

function runsIn(value: unknown): readonly FinishedRun[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  // Each is looked at below.
  const { version, runs } = value as Readonly<Record<string, unknown>>;
  if (version !== 1 || !Array.isArray(runs) || !runs.every(isRun)) return undefined;
  return runs;
}

function isRun(value: unknown): value is FinishedRun {
  if (typeof value !== "object" || value === null) return false;
  // As above.
  const run = value as Readonly<Record<string, unknown>>;
  const { skipped, offsetS } = run;
  return (
    Number.isInteger(run["run"]) &&
    isOneOf(run["kind"], ["shutdown", "startup"]) &&
    isOneOf(run["outcome"], ["done", "failed", "cancelled"]) &&
    isOneOf(run["mode"], ["cluster-only", "poweroff"]) &&
    typeof run["executed"] === "boolean" &&
    Array.isArray(run["scope"]) &&
    run["scope"].every((node) => typeof node === "string") &&
    isRecordOfSeconds(skipped) &&
    "forTime" in skipped &&
    "byOperator" in skipped &&
    isRecordOfSeconds(offsetS) &&
    typeof run["heldMs"] === "number" &&
    run["heldMs"] >= 0
  );
}

function isOneOf(value: unknown, words: readonly string[]): boolean {
  return typeof value === "string" && words.includes(value);
}

/** Numbers that are none would make a budget that is none. */
function isRecordOfSeconds(value: unknown): value is Readonly<Record<string, number>> {
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).every((one) => typeof one === "number" && one >= 0);
}
