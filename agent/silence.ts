import type { Clock, Timer } from "../src/core/clock.ts";

/** How often silence is measured: it is noticed later than its limit by no more than this. */
const measureMs = 3000;

/**
 * Notices when nothing was heard for a while. Time in which this process itself stood still is
 * nobody's silence: what was said meanwhile still lies in the socket.
 */
export class Silence {
  readonly #clock: Clock;
  readonly #limitMs: number;
  readonly #onSilent: () => void;
  #heardMs = 0;
  #timer: Timer | undefined;

  constructor(options: {
    readonly clock: Clock;
    readonly limitMs: number;
    readonly onSilent: () => void;
  }) {
    this.#clock = options.clock;
    this.#limitMs = options.limitMs;
    this.#onSilent = options.onSilent;
  }

  /** Begins to listen, as if something had just been heard. */
  start(): void {
    this.stop();
    this.heard();
    this.#measure();
  }

  heard(): void {
    this.#heardMs = this.#clock.monotonicMs();
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #measure(): void {
    const dueMs = this.#clock.monotonicMs() + measureMs;
    this.#timer = this.#clock.after(measureMs, () => {
      const nowMs = this.#clock.monotonicMs();
      // A late timer: it fires before what waits in the socket is read.
      this.#heardMs += Math.max(0, nowMs - dueMs);
      this.#measure();
      if (nowMs - this.#heardMs < this.#limitMs) return;
      this.heard();
      this.#onSilent();
    });
  }
}
