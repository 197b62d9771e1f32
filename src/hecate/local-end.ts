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
  readonly run: RunProgram;
  readonly clock: Clock;
  readonly log: Log;
}

/** A power-off that systemd has not taken on is asked for again. */
const againMs = 15_000;

/** This host's own shutdown: begun once in a life of the daemon, and tried until systemd has taken it on. */
export class LocalEnd {
  readonly #options: LocalEndOptions;
  #isBegun = false;
  #isStopped = false;
  #again: Timer | undefined;

  constructor(options: LocalEndOptions) {
    this.#options = options;
  }

  begin({ reason }: LocalShutdown): void {
    if (this.#isBegun) return;
    this.#isBegun = true;
    void this.#attempt(reason);
  }

  /** Asks no more: the daemon leaves. What systemd has taken on goes on. */
  stop(): void {
    this.#isStopped = true;
    this.#again?.cancel();
  }

  async #attempt(reason: string): Promise<void> {
    const { stop, run, clock, log } = this.#options;
    if (await shutDownLocally(reason, { stop, run, log })) return;
    if (this.#isStopped) return;
    this.#again = clock.after(againMs, () => void this.#attempt(reason));
  }
}
