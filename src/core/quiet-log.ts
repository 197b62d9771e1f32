import type { Clock } from "./clock.ts";
import type { Log } from "./log.ts";

/** How long a line of the same kind about the same peer is kept back. */
const quietMs = 10_000;
/** Kinds and peers remembered; the oldest is forgotten first. */
const maxKeys = 1000;

/**
 * A log that nobody can fill from outside: one line for each key in ten seconds, the next one says
 * how many were kept back.
 */
export class QuietLog {
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #keys = new Map<string, { readonly sinceMs: number; suppressed: number }>();

  constructor(log: Log, clock: Clock) {
    this.#log = log;
    this.#clock = clock;
  }

  /** `keptBackMs`: how long the next lines of this key are kept back. */
  warn(
    key: string,
    facts: Readonly<Record<string, unknown>>,
    sentence: string,
    keptBackMs = quietMs,
  ): void {
    const nowMs = this.#clock.monotonicMs();
    const known = this.#keys.get(key);
    if (known && nowMs - known.sinceMs < keptBackMs) {
      known.suppressed++;
      return;
    }
    this.#keys.delete(key);
    this.#keys.set(key, { sinceMs: nowMs, suppressed: 0 });
    const oldest = this.#keys.keys().next();
    if (this.#keys.size > maxKeys && !oldest.done) this.#keys.delete(oldest.value);
    const suppressed = known?.suppressed ?? 0;
    this.#log.warn(suppressed > 0 ? { ...facts, alsoBefore: suppressed } : facts, sentence);
  }
}
