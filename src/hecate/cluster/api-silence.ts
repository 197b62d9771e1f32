import { isHirteError } from "../../core/errors.ts";

/** So long a run waits in all for an API from which nothing comes: a server that restarts is there again by then. */
const patienceMs = 45_000;
/** And so long each work of it at least: it may be back by now. */
export const lookMs = 3000;
/** Attempts with a longer pause between them are no waiting: something else was done meanwhile. */
const pauseMs = 5000;

/**
 * How long a run has waited for an API from which nothing comes, in all of its works together: a battery is not spent on
 * each of them anew. Any answer, whatever it says, sets it back; other runs know nothing of it.
 */
export class ApiSilence {
  #run: number | undefined;
  #waitedMs = 0;
  #untilMs = Number.NEGATIVE_INFINITY;

  /** Something came. */
  answered(): void {
    this.#run = undefined;
  }

  /** Nothing came to what a work of a run has asked at `fromMs`. */
  unanswered(run: number, fromMs: number, nowMs: number): void {
    if (this.#run !== run) {
      this.#run = run;
      this.#waitedMs = 0;
      this.#untilMs = fromMs;
    }
    // Works beside each other wait once.
    const sinceMs = fromMs - this.#untilMs <= pauseMs ? this.#untilMs : fromMs;
    this.#waitedMs += Math.max(0, nowMs - sinceMs);
    this.#untilMs = Math.max(this.#untilMs, nowMs);
  }

  /** ms for which a work of a run asks on at most. `firstMs`: when it has asked for the first time in vain. */
  leftMs(run: number, of: { readonly firstMs: number; readonly nowMs: number }): number {
    const waitedMs = this.#run === run ? this.#waitedMs : 0;
    return Math.max(patienceMs - waitedMs, lookMs - (of.nowMs - of.firstMs));
  }

  /** Whether a run has waited for as long as it waits. */
  isKnown(run: number): boolean {
    return this.#run === run && this.#waitedMs >= patienceMs;
  }
}

/** Whether an error says that nothing came: what answers, be it that it cannot, is there. */
export function isSilence(error: unknown): boolean {
  return isHirteError(error, "not-reachable", "connection-lost", "deadline");
}
