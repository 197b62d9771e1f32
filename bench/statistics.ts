/** What is said of a series of samples. */
export interface Summary {
  readonly count: number;
  readonly min: number;
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/**
 * The smallest sample that at least `percent` of all samples do not exceed (nearest rank): always a
 * value that was really measured. With fewer than 100 samples the 99th percentile is the largest.
 * @throws RangeError without samples, or for a percentage outside of 0–100
 */
export function percentile(samples: readonly number[], percent: number): number {
  if (!(percent >= 0 && percent <= 100)) throw new RangeError(`${percent} is not a percentage`);
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (value === undefined) throw new RangeError("there are no samples");
  return value;
}

/** @throws RangeError without samples */
export function summarize(samples: readonly number[]): Summary {
  return {
    count: samples.length,
    min: percentile(samples, 0),
    mean: samples.reduce((sum, sample) => sum + sample, 0) / samples.length,
    p50: percentile(samples, 50),
    p99: percentile(samples, 99),
    max: percentile(samples, 100),
  };
}

/** Two ways of doing the same, measured in turns: `base` is what `ours` is held against. */
export interface Pairs {
  readonly base: readonly number[];
  readonly ours: readonly number[];
}

/** What is said of two ways of doing the same. */
export interface Comparison {
  readonly base: Summary;
  readonly ours: Summary;
  /** Of the differences, round by round: what disturbs a whole round is in neither. */
  readonly pairwise: Summary;
  /** Percentiles of `ours` minus the same percentiles of `base`. */
  readonly more: { readonly p50: number; readonly p99: number };
  /** Median of `ours` as a multiple of the median of `base`. */
  readonly ratio: number;
}

/** @throws RangeError without samples, or when there are not as many of each */
export function compare({ base, ours }: Pairs): Comparison {
  if (base.length !== ours.length) {
    throw new RangeError(`${base.length} samples cannot be paired with ${ours.length}`);
  }
  const [b, o] = [summarize(base), summarize(ours)];
  return {
    base: b,
    ours: o,
    pairwise: summarize(ours.map((sample, i) => sample - (base[i] ?? 0))),
    more: { p50: o.p50 - b.p50, p99: o.p99 - b.p99 },
    ratio: o.p50 / b.p50,
  };
}
