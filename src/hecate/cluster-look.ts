import type { Clock, Timer } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import type { ClusterHands } from "./run/ports.ts";
import type { ClusterView } from "./socket-protocol.ts";

/** What a look at the cluster is made of. */
export interface ClusterLookOptions {
  /** Undefined: none is configured. */
  readonly cluster: () => ClusterHands | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

const everyMs = 60_000;
const timeoutMs = 10_000;

/** Asks the API of the cluster once a minute whether it is there, for people alone: nothing is decided by it. */
export class ClusterLook {
  readonly #options: ClusterLookOptions;
  readonly #end = new AbortController();
  #timer: Timer | undefined;
  #seen: (Omit<ClusterView, "ageMs"> & { readonly atMs: number }) | undefined;

  constructor(options: ClusterLookOptions) {
    this.#options = options;
  }

  /** As it was when it was looked at last; undefined: there is none, or it was not looked at yet. */
  get view(): ClusterView | undefined {
    const { cluster, clock } = this.#options;
    if (!this.#seen || !cluster()) return undefined;
    const { atMs, ...seen } = this.#seen;
    return { ...seen, ageMs: Math.round(clock.monotonicMs() - atMs) };
  }

  /** Looks now, and from now on. */
  start(): void {
    void this.#look();
  }

  stop(): void {
    this.#end.abort();
    this.#timer?.cancel();
  }

  async #look(): Promise<void> {
    const { cluster, clock, log } = this.#options;
    const { signal } = this.#end;
    const found = await cluster()?.probe({ timeoutMs, signal });
    if (signal.aborted) return;
    if (found) {
      const isReachable = found.outcome === "done";
      const { detail } = found;
      if (isReachable !== this.#seen?.isReachable) {
        const level = isReachable ? "info" : "warn";
        log[level]({ detail }, isReachable ? "the cluster answers" : "the cluster does not answer");
      }
      const why = detail === undefined ? {} : { detail };
      this.#seen = { isReachable, atMs: clock.monotonicMs(), ...why };
    }
    this.#timer = clock.after(everyMs, () => void this.#look());
  }
}
