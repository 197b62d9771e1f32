import type { Clock, Timer } from "../src/core/clock.ts";
import type { QueuedJob, SystemdPort } from "./ports.ts";

/** How long somebody waits for a job of systemd. */
export interface JobWait {
  readonly clock: Clock;
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

/**
 * Has a job queued and waits for its end; systemd's word for it, or undefined where there was none in time, or
 * nobody waits any more. The job goes on then. @throws what `ask` throws, in time
 */
export async function jobEnded(
  systemd: Pick<SystemdPort, "onJobEnd">,
  ask: () => Promise<QueuedJob>,
  { clock, limitMs, signal }: JobWait,
): Promise<string | undefined> {
  // JobRemoved can come before the answer.
  const ended = new Map<number, string>();
  let wake: () => void = () => undefined;
  const off = systemd.onJobEnd(({ jobId, result }) => {
    ended.set(jobId, result);
    wake();
  });
  let timer: Timer | undefined;
  let onAbort: () => void = () => undefined;
  const isOver = new Promise<undefined>((resolve) => {
    onAbort = () => resolve(undefined);
    timer = clock.after(limitMs, onAbort);
    signal.addEventListener("abort", onAbort);
    if (signal.aborted) onAbort();
  });
  const word = async () => {
    const { jobId } = await ask();
    for (;;) {
      const result = ended.get(jobId);
      if (result !== undefined) return result;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  try {
    return await Promise.race([word(), isOver]);
  } finally {
    timer?.cancel();
    signal.removeEventListener("abort", onAbort);
    off();
  }
}
