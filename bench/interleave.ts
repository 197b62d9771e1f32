import type { Pairs } from "./statistics.ts";

/** How often two ways of doing the same are measured. */
export interface InterleaveOptions {
  readonly rounds: number;
  /** Rounds before those, which do not count, in half of the time at most. Default a tenth, at least 3. */
  readonly warmUp?: number;
  /** No round begins later than this after the first: there are fewer samples then. */
  readonly limitMs: number;
  /** Default: the clock of this process. */
  readonly nowMs?: () => number;
}

/** Measures once; resolves to what was measured, most often milliseconds. */
export type Probe = () => Promise<number>;

/**
 * Measures both in turns, one of each a round, so that whatever else the machine does meets both;
 * and each is first in every other round.
 */
export async function interleave(
  base: Probe,
  ours: Probe,
  options: InterleaveOptions,
): Promise<Pairs> {
  const { rounds, limitMs, warmUp = Math.max(3, Math.round(rounds / 10)) } = options;
  const { nowMs = () => performance.now() } = options;
  const pairs = { base: [] as number[], ours: [] as number[] };
  const startMs = nowMs();
  for (let round = -warmUp; round < rounds && nowMs() - startMs < limitMs; round++) {
    // On a machine that is slow today a few samples are worth more than none.
    if (nowMs() - startMs >= limitMs / 2) round = Math.max(round, 0);
    const isBaseFirst = round % 2 === 0;
    const first = await (isBaseFirst ? base() : ours());
    const second = await (isBaseFirst ? ours() : base());
    if (round < 0) continue;
    pairs.base.push(isBaseFirst ? first : second);
    pairs.ours.push(isBaseFirst ? second : first);
  }
  return pairs;
}

/** How long it takes, in milliseconds. */
export async function timed(action: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await action();
  return performance.now() - startMs;
}
