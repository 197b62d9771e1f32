import type { Clock } from "../core/clock.ts";
import { isHirteError, messageOf } from "../core/errors.ts";
import type { Log } from "../core/log.ts";

/** What an outlet is made of. */
export interface OutletOptions {
  /** As the log calls what goes out. */
  readonly what: string;
  /** What has waited longer is not sent. */
  readonly maxWaitMs: () => number;
  readonly isUp: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Lets messages of one kind out one after the other. While one is on its way the newest waits, and no other: nothing
 * piles up that would be old by the time it is heard. While the connection is down nothing waits.
 */
export class Outlet {
  readonly #options: OutletOptions;
  #isBusy = false;
  #next: { readonly send: () => Promise<void>; readonly sinceMs: number } | undefined;

  constructor(options: OutletOptions) {
    this.#options = options;
  }

  /** Sends now, or next. */
  offer(send: () => Promise<void>): void {
    const { isUp, clock } = this.#options;
    this.#next = isUp() ? { send, sinceMs: clock.monotonicMs() } : undefined;
    if (!this.#isBusy) void this.#run();
  }

  /** What waits is of the past. */
  clear(): void {
    this.#next = undefined;
  }

  async #run(): Promise<void> {
    const { what, maxWaitMs, isUp, clock, log } = this.#options;
    this.#isBusy = true;
    while (this.#next) {
      const { send, sinceMs } = this.#next;
      this.#next = undefined;
      if (!isUp() || clock.monotonicMs() - sinceMs > maxWaitMs()) continue;
      try {
        await send();
      } catch (error) {
        const level = isHirteError(error, "connection-lost") ? "debug" : "error";
        log[level]({ what, problem: messageOf(error) }, "a message was not published");
      }
    }
    this.#isBusy = false;
  }
}
