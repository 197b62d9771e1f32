import { renameSync } from "node:fs";
import { join } from "node:path";
import { messageOf } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { readStateFile } from "../core/state-file.ts";
import type { WriteFile } from "./disk.ts";
import type { StoreView } from "./socket-protocol.ts";

/** What is kept over restarts, beside the runs. */
export interface Kept<State> {
  /** Which of the machine's lives the times in it belong to. */
  readonly bootId: string;
  readonly role: "coordinator" | "peer";
  readonly state: State;
}

type ParseState<State> = (state: unknown, role: Kept<State>["role"]) => State | undefined;

/** What a store is made of. */
export interface StoreOptions {
  readonly stateDir: string;
  /** Told when it can be written no more, and when it can again. */
  readonly onTrouble: (problem: string | undefined) => void;
  /** Told whenever it was written. */
  readonly onSaved?: () => void;
  /** Told where there is something, and the disk does not give it. */
  readonly onUnread?: (problem: string) => void;
  readonly write: WriteFile;
  readonly log: Log;
}

/**
 * The state of the decision on disk: before anything is done about it, it is there. A disk that fails keeps nothing from
 * being done: a shutdown goes on from memory, and people are told.
 */
export class Store<State> {
  readonly #options: StoreOptions;
  readonly #path: string;
  #savedText: string | undefined;
  #problem: string | undefined;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.#path = join(options.stateDir, "state.json");
  }

  get view(): StoreView {
    const problem = this.#problem;
    return problem === undefined ? { isSaving: true } : { isSaving: false, problem };
  }

  /**
   * What was kept; undefined: nothing, or nothing that can be read: that was set aside. Never throws.
   * `parse` judges the state of a role, which is of whatever version wrote it; undefined: it is none.
   */
  load(parse: ParseState<State>): Kept<State> | undefined {
    const { onUnread, log } = this.#options;
    try {
      return readStateFile(this.#path, (value) => keptIn(value, parse), log);
    } catch (error) {
      log.error({ error }, "what was decided before cannot be read: begun anew");
      onUnread?.(messageOf(error));
      // The next save would replace what the disk may give another time.
      this.#keep();
      return undefined;
    }
  }

  #keep(): void {
    const path = `${this.#path}.corrupt`;
    try {
      renameSync(this.#path, path);
    } catch (error) {
      this.#options.log.error({ path, problem: messageOf(error) }, "it could not be set aside");
    }
  }

  /** Keeps what is not gone on with, for whoever looks into it. Never rejects. */
  async setAside(kept: Kept<State>): Promise<void> {
    const path = `${this.#path}.corrupt`;
    const { write, log } = this.#options;
    try {
      await write(path, { version: 1, ...kept });
    } catch (error) {
      log.error({ path, problem: messageOf(error) }, "a state could not be set aside");
    }
  }

  /** Writes what is to be kept, where it is not what is there. @returns whether it is on disk */
  async save(kept: Kept<State>): Promise<boolean> {
    const value = { version: 1, ...kept };
    const text = JSON.stringify(value);
    if (text === this.#savedText) return true;
    const { write, onTrouble, log } = this.#options;
    try {
      await write(this.#path, value);
      this.#savedText = text;
    } catch (error) {
      const problem = messageOf(error);
      if (this.#problem === undefined) {
        log.error({ problem }, "the state cannot be saved: going on from memory");
      }
      // What is there now is not known.
      this.#savedText = undefined;
      // A disk that is slow says something else each time: people are told that it began.
      const isNews = this.#problem === undefined;
      this.#problem = problem;
      if (isNews) onTrouble(problem);
      return false;
    }
    if (this.#problem !== undefined) {
      log.info({ path: this.#path }, "the state can be saved again");
      this.#problem = undefined;
      onTrouble(undefined);
    }
    this.#options.onSaved?.();
    return true;
  }
}

function keptIn<State>(value: unknown, parse: ParseState<State>): Kept<State> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  // Each is looked at below.
  const { version, bootId, role, state } = value as Readonly<Record<string, unknown>>;
  if (version !== 1 || typeof bootId !== "string" || !/^[0-9a-f]{32}$/.test(bootId)) {
    return undefined;
  }
  if (role !== "coordinator" && role !== "peer") return undefined;
  const parsed = parse(state, role);
  return parsed === undefined ? undefined : { bootId, role, state: parsed };
}
