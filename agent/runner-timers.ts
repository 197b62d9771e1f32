import type { Clock, Timer } from "../src/core/clock.ts";
import type { BootClock } from "./ports.ts";

/** What ends within this time is reported with its end alone: half the messages of a quick job. */
export const quickMs = 20;
/** Timers on the boot clock are looked at again this often, for they stand still while asleep. */
const bootTimerMs = 5000;

/** What one runner waits for; once it was cancelled, nothing of it happens any more. */
export class RunnerTimers {
  readonly #clock: Clock;
  readonly #bootClock: BootClock;
  readonly #waiting = new Set<Pick<Timer, "cancel">>();
  #isCanceled = false;

  constructor(options: { readonly clock: Clock; readonly bootClock: BootClock }) {
    this.#clock = options.clock;
    this.#bootClock = options.bootClock;
  }

  after(delayMs: number, callback: () => void): void {
    if (this.#isCanceled) return;
    const timer = this.#clock.after(delayMs, () => {
      this.#waiting.delete(timer);
      callback();
    });
    this.#waiting.add(timer);
  }

  /** At a moment of the boot clock, in milliseconds; undefined: never. */
  at(bootMs: number | undefined, callback: () => void): void {
    if (bootMs === undefined) return;
    const restMs = Math.max(0, bootMs - this.#bootClock.bootMs());
    this.after(Math.min(restMs, bootTimerMs), () => {
      if (this.#bootClock.bootMs() >= bootMs) callback();
      else this.at(bootMs, callback);
    });
  }

  /** Something else that is to end with the timers. Returns what ends it. */
  hold(cancel: () => void): () => void {
    const held = { cancel };
    if (this.#isCanceled) cancel();
    else this.#waiting.add(held);
    return () => {
      if (this.#waiting.delete(held)) cancel();
    };
  }

  cancel(): void {
    this.#isCanceled = true;
    for (const waiting of this.#waiting) waiting.cancel();
    this.#waiting.clear();
  }
}
