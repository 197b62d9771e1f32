import type { Clock, Timer } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import { type LocalStop, shutDownLocally } from "./local-shutdown.ts";
import type { RunProgram } from "./run-program.ts";

/** What this host goes down for. */
export interface LocalShutdown {
  readonly ups: string;
  readonly reason: string;
}

/** What an end needs. */
export interface LocalEndOptions {
  readonly stop: LocalStop;
  /** What this host has left for it, by its UPS. */
  readonly timeMs: (ups: string) => number;
  readonly run: RunProgram;
  readonly clock: Clock;
  readonly log: Log;
}

/** A power-off that systemd has not taken on is asked for again. */
const againMs = 15_000;
/** A gauge that says less is too coarse to be believed: nothing is gained by killing everything at once. */
const leastMs = 15_000;

/** This host's own shutdown: begun once in a life of the daemon, and tried until systemd has taken it on. */
export class LocalEnd {
  readonly #options: LocalEndOptions;
  #isBegun = false;
  #isStopped = false;
  #again: Timer | undefined;

  constructor(options: LocalEndOptions) {
    this.#options = options;
  }

  begin({ ups, reason }: LocalShutdown): void {
    if (this.#isBegun) return;
    this.#isBegun = true;
    const { timeMs, clock } = this.#options;
    void this.#attempt(reason, clock.monotonicMs() + timeMs(ups));
  }

  /** Asks no more: the daemon leaves. What systemd has taken on goes on. */
  stop(): void {
    this.#isStopped = true;
    this.#again?.cancel();
  }

  async #attempt(reason: string, endMs: number): Promise<void> {
    const { stop, run, clock, log } = this.#options;
    const timeMs = Math.max(leastMs, endMs - clock.monotonicMs());
    if (await shutDownLocally(reason, { stop, timeMs, run, clock, log })) return;
    if (this.#isStopped) return;
    this.#again = clock.after(againMs, () => void this.#attempt(reason, endMs));
  }
}
