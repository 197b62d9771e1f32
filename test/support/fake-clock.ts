import type { Clock, Timer } from "../../src/core/clock.ts";

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
  #nowMs = 0;
  readonly #startWallMs: number;
  #timers: { readonly atMs: number; readonly seq: number; readonly callback: () => void }[] = [];
  #seq = 0;

  constructor(startWallMs = Date.UTC(2026, 0, 1)) {
    this.#startWallMs = startWallMs;
  }

  wallMs(): number {
    return this.#startWallMs + this.#nowMs;
  }

  monotonicMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, callback: () => void): Timer {
    const entry = { atMs: this.#nowMs + Math.max(0, delayMs), seq: this.#seq++, callback };
    this.#timers.push(entry);
    return {
      cancel: () => {
        this.#timers = this.#timers.filter((t) => t !== entry);
      },
    };
  }

  /** How many timers are set: 0 after everything was stopped. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Moves on, firing timers in order, each at its own time, microtasks run in between. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      await settle();
      const next = this.#timers
        .filter((t) => t.atMs <= untilMs)
        .sort((a, b) => a.atMs - b.atMs || a.seq - b.seq)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((t) => t !== next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.callback();
    }
    this.#nowMs = untilMs;
    await settle();
  }

  /** Time passes, and nothing ran meanwhile: what a frozen process finds when it goes on. */
  stall(ms: number): void {
    this.#nowMs += ms;
  }
}

/** Lets everything that is ready to run, run: promises and one turn of the event loop. */
async function settle(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise<void>((resolve) => setImmediate(resolve));
}
