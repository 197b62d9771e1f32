import type { Clock, Timer } from "../src/core/clock.ts";
import type { Log } from "../src/core/log.ts";
import type { RunPort } from "./ports.ts";

const againMs = 5000;

/**
 * Clears away units whose end was noted down: until then they stay, so that a successor of this process
 * could read it. What cannot be cleared now is tried again, and by the successor.
 */
export class RunClearing {
  readonly #runs: RunPort;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #timers = new Set<Timer>();
  readonly #ending = new AbortController();

  constructor(options: { readonly runs: RunPort; readonly clock: Clock; readonly log: Log }) {
    this.#runs = options.runs;
    this.#clock = options.clock;
    this.#log = options.log;
  }

  /** What a predecessor left that nobody will report on. */
  takeUp(isOpen: (id: string) => boolean): void {
    for (const { id, unit } of this.#runs.noted()) if (!isOpen(id)) void this.clear(id, unit);
  }

  /** Resolves after the first attempt, well or not. */
  async clear(id: string, unit: string): Promise<void> {
    const { signal } = this.#ending;
    if (signal.aborted) return;
    try {
      await this.#runs.clear(id, unit, signal);
    } catch (error) {
      this.#log.debug({ jobId: id, unit, error }, "a unit could not be cleared away yet");
      if (signal.aborted) return;
      const timer = this.#clock.after(againMs, () => {
        this.#timers.delete(timer);
        void this.clear(id, unit);
      });
      this.#timers.add(timer);
    }
  }

  stop(): void {
    this.#ending.abort();
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
  }
}
