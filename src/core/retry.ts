/**
 * Delays between attempts: the first is 0 (try at once), then they double from `firstMs` up to
 * `maxMs`, each drawn between half and the whole of its value so that many clients do not come back
 * in step. `random` yields [0, 1).
 */
export function* backoffMs(
  policy: { readonly firstMs: number; readonly maxMs: number },
  random: () => number = Math.random,
): Generator<number, never> {
  yield 0;
  for (let limitMs = policy.firstMs; ; limitMs = Math.min(limitMs * 2, policy.maxMs)) {
    const capMs = Math.min(limitMs, policy.maxMs);
    yield Math.round(capMs * (0.5 + random() / 2));
  }
}
