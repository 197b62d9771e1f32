import type { Log, LogLevel } from "../../src/core/log.ts";

const levels: readonly LogLevel[] = ["debug", "info", "warn", "error"];

/** How much hirte logs, as it is told and changed over the bus: DEBUG, INFO, WARN, ERROR. */
export class LogControl {
  /** The words that are understood, for people. */
  readonly levels = levels.map((level) => level.toUpperCase()).join(", ");
  /** Where the log goes. */
  readonly target: string;
  readonly #log: Log;

  /** `target`: LogTarget= of the configuration. */
  constructor(log: Log, target: string) {
    this.#log = log;
    this.target = target;
  }

  get level(): string {
    return this.#log.level.toUpperCase();
  }

  /** In any case. @returns whether it is a level */
  setLevel(text: string): boolean {
    const level = levels.find((word) => word === text.toLowerCase());
    if (level === undefined) return false;
    this.#log.level = level;
    this.#log.info({ level }, "log level changed");
    return true;
  }
}
