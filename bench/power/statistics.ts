/** A share with the bounds between which the true one lies in 95 of 100 such samples (Wilson's interval). */
export interface Share {
  readonly hits: number;
  readonly of: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** @throws RangeError for no sample at all */
export function shareOf(hits: number, of: number): Share {
  if (of <= 0 || hits > of) throw new RangeError(`${hits} of ${of} is no share`);
  const z = 1.96;
  const p = hits / of;
  const middle = (p + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const half = (z / (1 + z ** 2 / of)) * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2));
  return { hits, of, share: p, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** `12 (1.2 %, 0.7-2.1)`: how many, their share in percent, and its bounds. */
export function asText({ hits, share, low, high }: Share): string {
  const percent = (value: number) => (100 * value).toFixed(value < 0.1 ? 2 : 1);
  return `${hits} (${percent(share)} %, ${percent(low)}–${percent(high)})`;
}
