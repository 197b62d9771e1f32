/** Maintenance: triggers are held back for a while, but for a forced shutdown and a low battery that lasts. */

/** Longest maintenance, ms: who forgets it is protected again on the same day. */
export const maxInhibitMs = 4 * 3_600_000;

/** Maintenance that is on. */
export interface Inhibit {
  readonly untilMs: number;
  readonly by: string;
  readonly reason: string;
}

/** Something that knows of maintenance. */
interface Inhibitable {
  readonly atMs: number;
  readonly inhibit?: Inhibit;
}

/** Maintenance for so long from now, no longer than `maxInhibitMs`; 0 ends it. */
export function withInhibit<T extends Inhibitable>(
  state: T,
  input: { readonly forMs: number; readonly by: string; readonly reason: string },
  atMs: number,
): T {
  const { forMs, by, reason } = input;
  if (forMs <= 0) return without(state);
  return { ...state, inhibit: { untilMs: atMs + Math.min(forMs, maxInhibitMs), by, reason } };
}

/** It ends by itself. */
export function withoutOldInhibit<T extends Inhibitable>(state: T): T {
  return state.inhibit && state.atMs >= state.inhibit.untilMs ? without(state) : state;
}

function without<T extends Inhibitable>(state: T): T {
  const { inhibit: _, ...rest } = state;
  // It was optional: what is left is a T.
  return rest as unknown as T;
}
