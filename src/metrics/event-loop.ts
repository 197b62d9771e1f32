import type { Clock, Timer } from "../core/clock.ts";

/** How often the event loop is looked at. */
const sampleMs = 100;
/** Of one standstill no more than this is told in full: it would itself take time to count. */
const longestStallMs = 60_000;

/**
 * Watches how late the event loop is. A loop that stood still for a second made ten samples late, by
 * 1 s, 0.9 s and so on, of which only the first can be taken: the others are told as well, so that
 * samples are spread evenly over time and a share of them is a share of the time.
 *
 * `monitorEventLoopDelay` of node:perf_hooks takes the first alone, which makes a standstill look
 * rare (nodejs/node#34661), wakes an idle process fifty times a second (nodejs/node#56064), and its
 * quantiles cannot be summed up over time by who reads them.
 */
export class EventLoopDelay {
  readonly #clock: Clock;
  readonly #onSample: (delayMs: number) => void;
  #timer: Timer | undefined;

  constructor(options: {
    readonly clock: Clock;
    readonly onSample: (delayMs: number) => void;
  }) {
    this.#clock = options.clock;
    this.#onSample = options.onSample;
  }

  start(): void {
    this.stop();
    this.#arm();
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #arm(): void {
    const dueMs = this.#clock.monotonicMs() + sampleMs;
    this.#timer = this.#clock.after(sampleMs, () => {
      this.#tell(this.#clock.monotonicMs() - dueMs);
      this.#arm();
    });
  }

  #tell(lateMs: number): void {
    this.#onSample(Math.max(0, lateMs));
    const told = Math.min(lateMs, longestStallMs);
    for (let restMs = told - sampleMs; restMs > 0; restMs -= sampleMs) this.#onSample(restMs);
  }
}
