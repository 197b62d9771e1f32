import { isHirteError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import type { FileKeyTable } from "./keys.ts";

/** One reading of a program's configuration. */
export interface Reading<C> {
  readonly config: C;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What a reloader is made of. */
export interface ReloaderOptions<C> {
  readonly keys: FileKeyTable;
  /** The reading the program was started with. */
  readonly started: Reading<C>;
  /** @throws HirteError `bad-config` */
  readonly read: () => Reading<C>;
  /** Puts into effect what can be at run time. */
  readonly apply: (config: C) => void;
  readonly log: Log;
}

/**
 * Has a daemon's configuration read again: all of it holds from then on, or none. Where the machine does not
 * let all of it be put into effect, the log says so, and the next time tries again.
 */
export class Reloader<C> {
  readonly #options: ReloaderOptions<C>;
  #current: Reading<C>;

  constructor(options: ReloaderOptions<C>) {
    this.#options = options;
    this.#current = options.started;
  }

  /** Reads and applies. Never throws: what is wrong is in the log. */
  reload(): void {
    const { keys, started, read, apply, log } = this.#options;
    let next: Reading<C>;
    try {
      next = read();
    } catch (error) {
      if (isHirteError(error, "bad-config")) {
        for (const problem of error.message.split("\n")) log.error({ problem }, notRead);
      } else log.error({ error }, notRead);
      return;
    }
    const { live, later } = keyChanges(keys, {
      started: started.values,
      current: this.#current.values,
      next: next.values,
    });
    try {
      apply(next.config);
    } catch (error) {
      log.error({ error }, notApplied);
      return;
    }
    this.#current = next;
    log.info({ changed: live }, "the configuration was read again");
    for (const key of later)
      log.warn({ key }, "this key has changed, and takes effect at the next start");
  }
}

const notApplied =
  "the configuration was read again, and not all of it could be put into effect: it is tried again with the next reload";
const notRead = "the configuration was not read again, and everything stays as it was";

/** What has changed between two readings of a program's keys. */
interface KeyChanges {
  /** Take effect at once. */
  readonly live: readonly string[];
  /** Take effect when the program is started again. */
  readonly later: readonly string[];
}

/** Compares two readings, `started` of the start of the program and `current` of the last time. */
function keyChanges(
  keys: FileKeyTable,
  readings: {
    readonly started: Readonly<Record<string, unknown>>;
    readonly current: Readonly<Record<string, unknown>>;
    readonly next: Readonly<Record<string, unknown>>;
  },
): KeyChanges {
  const { started, current, next } = readings;
  const names = Object.keys(keys);
  return {
    live: names.filter((name) => keys[name]?.isLive && !isSame(current[name], next[name])),
    later: names.filter((name) => !keys[name]?.isLive && !isSame(started[name], next[name])),
  };
}

/** Values are texts, numbers, and plain objects and lists of them. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
