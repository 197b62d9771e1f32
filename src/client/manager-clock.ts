/** What a reply says of the manager's clock. */
export interface ClockReading {
  readonly epoch: number;
  /** The manager's time when it answered. */
  readonly now: number;
}

/**
 * The manager's clock as a client knows it: never behind it, and ahead by less than the fastest
 * exchange took. A deadline made with it is never earlier than what was asked for.
 */
export class ManagerClock {
  #epoch = -1;
  #offsetMs = Number.POSITIVE_INFINITY;

  get isKnown(): boolean {
    return this.#epoch >= 0;
  }

  /**
   * Takes a reading in.
   * @param askedMonoMs when the question left, for the first time if it was repeated
   */
  observe(reading: ClockReading, askedMonoMs: number): void {
    if (reading.epoch < this.#epoch) return;
    // The answer was given after the question left, so now <= reading + time since then.
    const offsetMs = reading.now - askedMonoMs;
    // Another life of the manager has a clock of its own.
    if (reading.epoch > this.#epoch || offsetMs < this.#offsetMs) this.#offsetMs = offsetMs;
    this.#epoch = reading.epoch;
  }

  /** The manager's time in whole milliseconds, at `monoMs` of the client's own clock. */
  now(monoMs: number): number {
    return Math.ceil(this.#offsetMs + monoMs);
  }
}
