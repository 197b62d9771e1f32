import type { Inventory } from "../protocol/generated/schemas.ts";

/** The names of all units a node published in a session, up to a sequence number. */
export interface KnownInventory {
  readonly session: number;
  readonly seq: number;
  readonly names: ReadonlySet<string>;
  /**
   * All chunks have arrived. A broker retains the last chunk only, so whoever subscribes late to a
   * long inventory does not see all of it before it is published anew.
   */
  readonly isWhole: boolean;
}

/**
 * What is known after one more chunk; the same object when the chunk is of an older inventory, or
 * none of its own one's. `parts` belongs to the caller, and holds the chunks of `known`.
 */
export function withChunk(
  known: KnownInventory | undefined,
  parts: Map<number, readonly string[]>,
  inventory: Inventory,
): KnownInventory | undefined {
  const { session, seq, units, chunk = 0, chunks = 1 } = inventory;
  if (chunk >= chunks || (known && isBefore(inventory, known))) return known;
  if (!known || isBefore(known, inventory)) parts.clear();
  parts.set(chunk, units);
  return {
    session,
    seq,
    names: new Set([...parts.values()].flat()),
    isWhole: parts.size >= chunks,
  };
}

/** The order of what an agent says: by session, then by sequence number. */
export function isBefore(
  a: { readonly session: number; readonly seq: number },
  b: { readonly session: number; readonly seq: number },
): boolean {
  return a.session < b.session || (a.session === b.session && a.seq < b.seq);
}
