import type { Inventory, UnitRow, UnitState } from "../src/protocol/generated/schemas.ts";
import { isBefore, type KnownInventory, withChunk } from "../src/units/inventory-parts.ts";

/** More are not taken in of one node: several times what a machine has. */
const defaultMaxUnits = 20_000;

/**
 * The units of one node, as its agent published them. A unit is believed when it is of the node's
 * session and either named in the inventory or newer than it.
 */
export class UnitTable {
  readonly #units = new Map<string, UnitState>();
  /** The newest inventory; its names are kept while chunks of it are missing. */
  #inventory: KnownInventory | undefined;
  readonly #parts = new Map<number, readonly string[]>();
  /** Names of a complete inventory whose states have not arrived. */
  #missing: Set<string> | undefined;
  #session = -1;
  readonly #maxUnits: number;
  readonly #onFull: () => void;

  constructor(
    options: {
      readonly maxUnits?: number;
      /** A unit, or a part of an inventory, was not taken in: there are too many. */
      readonly onFull?: () => void;
    } = {},
  ) {
    this.#maxUnits = options.maxUnits ?? defaultMaxUnits;
    this.#onFull = options.onFull ?? (() => undefined);
  }

  get size(): number {
    return this.#units.size;
  }

  names(): IterableIterator<string> {
    return this.#units.keys();
  }

  /** A new session: what is known is from now on of the past. */
  begin(session: number): void {
    this.#session = session;
    this.#missing = undefined;
    this.#inventory = undefined;
    this.#parts.clear();
    for (const [unit, state] of this.#units) if (state.session > session) this.#units.delete(unit);
  }

  /** @returns whether everything of the session has arrived by this. */
  onUnit(unit: string, state: UnitState | undefined): boolean {
    if (!state) {
      this.#units.delete(unit);
      return this.#arrived(unit);
    }
    // Sessions are given by the manager, and only rise: one above the node's was made up, and would
    // hide all that follows.
    if (this.#session >= 0 && state.session > this.#session) return false;
    const known = this.#units.get(unit);
    if (known && isBefore(state, known)) return false;
    if (!known && this.#units.size >= this.#maxUnits) {
      // Nor is its node whole, once its inventory names it.
      this.#onFull();
      return false;
    }
    this.#units.set(unit, state);
    return state.session === this.#session && this.#arrived(unit);
  }

  /** @returns whether everything of the session has arrived by this. */
  onInventory(inventory: Inventory): boolean {
    const { session, seq } = inventory;
    if (session !== this.#session) return false;
    let named = this.#parts.size + inventory.units.length;
    for (const names of this.#parts.values()) named += names.length;
    if (named > 2 * this.#maxUnits) {
      this.#parts.clear();
      this.#onFull();
      return false;
    }
    const known = withChunk(this.#inventory, this.#parts, inventory);
    if (!known || known === this.#inventory) return false;
    this.#inventory = known;
    if (!known.isWhole) return false;
    const names = new Set(known.names);
    this.#inventory = { ...known, names: new Set() };
    this.#parts.clear();
    for (const [unit, state] of this.#units) {
      const isNewer = state.session === session && state.seq > seq;
      if (!names.has(unit) && !isNewer) this.#units.delete(unit);
      else if (state.session === session) names.delete(unit);
    }
    this.#missing = names;
    return names.size === 0;
  }

  /** Active state of a unit as said in this session; empty: it is not loaded. */
  activeState(unit: string): string {
    const state = this.#units.get(unit);
    return state && state.session === this.#session ? state.active : "";
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
