import type { Log } from "../core/log.ts";

/** Who wants to be told of something. What one of them throws is logged, and does not reach the others. */
export class Listeners<A extends readonly unknown[]> {
  readonly #log: Log;
  readonly #what: string;
  readonly #listeners = new Set<(...args: A) => void>();

  /** `what` is what they are told of, for the log. */
  constructor(log: Log, what: string) {
    this.#log = log;
    this.#what = what;
  }

  /** Returns what takes the listener out again. */
  add(listener: (...args: A) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  tell(...args: A): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(...args);
      } catch (error) {
        this.#log.error({ error, of: this.#what }, "a listener failed");
      }
    }
  }
}
