import { inspect } from "node:util";

/** What `until` waits for, and for how long. */
export interface UntilOptions<T> {
  /** The expected fact as a clause: "node2 is unreachable". */
  readonly what: string;
  /** Default: the observed value is truthy. */
  readonly holds?: (seen: T) => boolean;
  /** Default 30 s: a machine that has other things to do, too, is no fault. */
  readonly deadlineMs?: number;
  /** Default 50 ms; longer where a look itself takes long, as one by a process does. */
  readonly everyMs?: number;
}

/** Of a look that takes long, where what it waits for comes soon; later than this nothing is seen. */
const maxPauseMs = 200;
/** A look takes so long where it is one by a process. */
const byProcessMs = 5;
/** Where that takes its time. */
const maxLongPauseMs = 500;

/**
 * Looks again and again until what it sees holds, and resolves to it. The failure says what was
 * waited for and what was seen last.
 */
export async function until<T>(see: () => T | Promise<T>, options: UntilOptions<T>): Promise<T> {
  const { what, holds = Boolean, deadlineMs = 30_000, everyMs = 50 } = options;
  const fromMs = performance.now();
  const giveUpAtMs = fromMs + deadlineMs;
  for (;;) {
    const lookedMs = performance.now();
    let seen = "";
    try {
      const value = await see();
      if (holds(value)) return value;
      seen = inspect(value, { depth: 4, breakLength: 100 });
    } catch (error) {
      seen = `an error: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (performance.now() >= giveUpAtMs) {
      throw new Error(`not within ${deadlineMs} ms: ${what}; seen last: ${seen}`);
    }
    // Looking takes a third of the time at most, so that what is waited for has the rest of the processor.
    const nowMs = performance.now();
    const lookMs = nowMs - lookedMs;
    const pauseMs = Math.min(2 * lookMs, maxPauseMs);
    // By a process it costs all others, too: by a twentieth of the time it has taken by now nothing is seen late.
    const longMs = lookMs < byProcessMs ? 0 : Math.min((nowMs - fromMs) / 20, maxLongPauseMs);
    await delay(Math.max(everyMs, pauseMs, longMs));
  }
}

/** Lets time pass where the passing of time is what a test is about: an outage of 20 s, say. */
export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
