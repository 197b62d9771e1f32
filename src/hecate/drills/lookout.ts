import type { Clock, Timer } from "../../core/clock.ts";
import { formatDuration } from "../../core/duration.ts";
import { HirteError, messageOf } from "../../core/errors.ts";
import type { StatusAnswer } from "../socket-protocol.ts";
import type { DrillDaemon } from "./model.ts";

const lookEveryMs = 1000;
/** A daemon that is restarted is back by then. */
const patienceMs = 60_000;

/** Looks at what the daemon says while a drill goes on, and says when it must not. */
export class Lookout {
  readonly #daemon: DrillDaemon;
  readonly #clock: Clock;
  readonly #danger = new AbortController();
  readonly #shutdown = new AbortController();
  #heardMs: number;
  #timer: Timer | undefined;
  #isStopped = false;

  /** Looks from now on. */
  constructor({ daemon, clock }: { readonly daemon: DrillDaemon; readonly clock: Clock }) {
    this.#daemon = daemon;
    this.#clock = clock;
    this.#heardMs = clock.monotonicMs();
    void this.look();
  }

  /** Aborts when what was broken has to be put back at once: the mains are gone, or nobody knows whether they are. */
  get danger(): AbortSignal {
    return this.#danger.signal;
  }

  /** Aborts when a shutdown is under way: whatever is written then is in its way. */
  get shutdown(): AbortSignal {
    return this.#shutdown.signal;
  }

  /** Looks no more. */
  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  /** Looks now. Never rejects. @returns whether the daemon answered */
  async look(): Promise<boolean> {
    this.#timer?.cancel();
    let isHeard = false;
    try {
      const status = await this.#daemon.status();
      isHeard = true;
      this.#heardMs = this.#clock.monotonicMs();
      const shut = whyShut(status);
      if (shut !== undefined) this.#shutdown.abort(new HirteError("aborted", shut));
      const problem = shut ?? whyNotOnMains(status);
      if (problem !== undefined) this.#danger.abort(new HirteError("aborted", problem));
    } catch (error) {
      const unheardMs = this.#clock.monotonicMs() - this.#heardMs;
      if (unheardMs >= patienceMs) {
        const text = `the daemon was not heard for ${formatDuration(unheardMs)}: ${messageOf(error)}`;
        this.#danger.abort(new HirteError("aborted", text));
      }
    }
    this.#timer?.cancel();
    if (!this.#isStopped) this.#timer = this.#clock.after(lookEveryMs, () => void this.look());
    return isHeard;
  }
}

/** Why a UPS does not stand for the mains being there; undefined: all do. */
export function whyNotOnMains({ state }: StatusAnswer): string | undefined {
  const off = state.upses.filter(({ line }) => line !== "ol");
  if (off.length === 0) return undefined;
  return `not on mains: ${off.map(({ ups, why }) => `${ups} (${why})`).join(", ")}`;
}

/** Why nothing of the cluster may be started: it is being shut down, or is to stay so; undefined: it may. */
export function whyShut({ state, run, runs }: StatusAnswer): string | undefined {
  const isRunning = run?.kind === "shutdown" && !isOver(run.phase) && !run.isDryRun;
  if (state.phase !== "watching" || state.condition === "shutting-down" || isRunning) {
    return `a shutdown is under way${state.run === undefined ? "" : ` (run ${state.run})`}`;
  }
  const last = runs.findLast(({ executed }) => executed);
  // What was called off is taken back by a startup that begins by itself.
  if (last?.kind !== "shutdown") return undefined;
  const isStartingUp = run?.kind === "startup" && run.run > last.run;
  return isStartingUp ? undefined : `the cluster was shut down in run ${last.run}`;
}

/** Whether a run is over in this phase. */
export function isOver(phase: string): boolean {
  return phase === "done" || phase === "failed" || phase === "cancelled";
}
