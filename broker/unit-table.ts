import type { Inventory, UnitRow, UnitState } from "../src/protocol/generated/schemas.ts";

/**
 * The units of one node, as its agent published them. A unit is believed when it is of the node's
 * session and either named in the inventory or newer than it.
 */
export class UnitTable {
  readonly #units = new Map<string, UnitState>();
  /** Chunks of the newest inventory that is still incomplete. */
  #chunks = new Map<number, readonly string[]>();
  #chunksOf: { readonly session: number; readonly seq: number } = { session: -1, seq: -1 };
  /** Names of a complete inventory whose states have not arrived. */
  #missing: Set<string> | undefined;
  #session = -1;

  get size(): number {
    return this.#units.size;
  }

  /** A new session: what is known is from now on of the past. */
  begin(session: number): void {
    this.#session = session;
    this.#missing = undefined;
  }

  /** @returns whether everything of the session has arrived by this. */
  onUnit(unit: string, state: UnitState | undefined): boolean {
    if (!state) {
      this.#units.delete(unit);
      return this.#arrived(unit);
    }
    const known = this.#units.get(unit);
    const isOlder =
      known &&
      (state.session < known.session || (state.session === known.session && state.seq < known.seq));
    if (isOlder) return false;
    this.#units.set(unit, state);
    return state.session === this.#session && this.#arrived(unit);
  }

  /** @returns whether everything of the session has arrived by this. */
  onInventory(inventory: Inventory): boolean {
    const { session, seq, units, chunk = 0, chunks = 1 } = inventory;
    if (session !== this.#session) return false;
    if (session !== this.#chunksOf.session || seq !== this.#chunksOf.seq) {
      if (session === this.#chunksOf.session && seq < this.#chunksOf.seq) return false;
      this.#chunks = new Map();
      this.#chunksOf = { session, seq };
    }
    this.#chunks.set(chunk, units);
    if (this.#chunks.size < chunks) return false;
    const names = new Set([...this.#chunks.values()].flat());
    this.#chunks = new Map();
    for (const [unit, state] of this.#units) {
      const isNewer = state.session === session && state.seq > seq;
      if (!names.has(unit) && !isNewer) this.#units.delete(unit);
      else if (state.session === session) names.delete(unit);
    }
    this.#missing = names;
    return names.size === 0;
  }

  /** Rows of list-units, unordered. `isStale`: the node is not online and synced. */
  *rows(node: string, isStale: boolean, isWanted: (unit: string) => boolean): Generator<UnitRow> {
    for (const [unit, state] of this.#units) {
      if (!isWanted(unit)) continue;
      const { session, seq: _, ...rest } = state;
      yield { node, unit, ...rest, stale: isStale || session !== this.#session };
    }
  }

  #arrived(unit: string): boolean {
    if (!this.#missing?.delete(unit)) return false;
    return this.#missing.size === 0;
  }
}
