import type { Clock } from "../src/core/clock.ts";

/** After the first failure; it doubles with each. */
const firstMs = 250;
/** Clients give a connection 5 s. */
const longestMs = 4000;
/** A failure is forgotten when none has followed it for this long. */
const memoryMs = 600_000;
/** More are not remembered: the oldest are forgotten first. */
const maxKeys = 4000;

/** How long somebody has to wait for having failed; bounded, whoever fails under how many names. */
export class Pauses {
  readonly #clock: Pick<Clock, "monotonicMs">;
  readonly #failures = new Map<string, { readonly count: number; readonly atMs: number }>();

  constructor(clock: Pick<Clock, "monotonicMs">) {
    this.#clock = clock;
  }

  /** What is remembered. */
  get size(): number {
    return this.#failures.size;
  }

  /** When the pause of a key ends, on the monotonic clock; in the past where there is none. */
  untilMs(key: string): number {
    const failed = this.#failures.get(key);
    if (!failed) return Number.NEGATIVE_INFINITY;
    return failed.atMs + Math.min(longestMs, firstMs * 2 ** (failed.count - 1));
  }

  /** How often a key has failed lately. */
  failures(key: string): number {
    const failed = this.#failures.get(key);
    const isRecent = failed && this.#clock.monotonicMs() - failed.atMs < memoryMs;
    return isRecent ? failed.count : 0;
  }

  /** A failure of a key: its next pause begins, and is longer than the last. */
  failed(key: string): void {
    const nowMs = this.#clock.monotonicMs();
    const before = this.#failures.get(key);
    const isRecent = before !== undefined && nowMs - before.atMs < memoryMs;
    this.#failures.delete(key);
    this.#failures.set(key, { count: isRecent ? before.count + 1 : 1, atMs: nowMs });
    const oldest = this.#failures.keys().next();
    if (this.#failures.size > maxKeys && !oldest.done) this.#failures.delete(oldest.value);
  }

  /** The failures of a key are forgotten. */
  passed(key: string): void {
    this.#failures.delete(key);
  }
}
