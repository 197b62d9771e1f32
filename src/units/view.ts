import type { ManagerState, NodeState, UnitState } from "../protocol/generated/schemas.ts";
import { isBefore, type KnownInventory, withChunk } from "./inventory-parts.ts";
import type { ShownNode, ShownUnit, ViewChange, ViewInput } from "./view-types.ts";

export type { ShownNode, ShownUnit, ViewChange, ViewInput } from "./view-types.ts";

interface NodeRecord {
  readonly node: string;
  state: NodeState | undefined;
  inventory: KnownInventory | undefined;
  readonly parts: Map<number, readonly string[]>;
  readonly heard: Map<string, UnitState>;
  shownState: NodeState | undefined;
  readonly shown: Map<string, { state: UnitState; isConfirmed: boolean }>;
  isTrue: boolean;
  /** Has been true once: what is shown is kept until the truth is known again. */
  wasTrue: boolean;
  /** Every unit of the inventory has arrived since it became true. */
  isSettled: boolean;
  /** It was so once: what appears later is new. */
  wasSettled: boolean;
  /** Units of the inventory that have not arrived. */
  missing: Set<string>;
}

/**
 * What a reader may believe of nodes and units. A node's state counts only while a manager of the
 * same epoch is up; a unit's, only while its node is online and synced, under the node's session,
 * and when the inventory names it or is older than it. Otherwise what was last seen stays, marked
 * stale. No I/O and no time in here; the result does not depend on the order across topics.
 */
export class FleetView {
  readonly #isWanted: (unit: string) => boolean;
  readonly #nodes = new Map<string, NodeRecord>();
  #manager: ManagerState | undefined;
  #hasReconnected = false;

  /** `isWanted`: the units this reader subscribed to; no others are counted on. Default: all. */
  constructor(options: { readonly isWanted?: (unit: string) => boolean } = {}) {
    this.#isWanted = options.isWanted ?? (() => true);
  }

  /** A manager is there, and what it says of nodes counts. */
  get isManagerUp(): boolean {
    return this.#manager?.manager === "up";
  }

  node(node: string): ShownNode | undefined {
    const record = this.#nodes.get(node);
    return record && this.#shownNode(record);
  }

  *nodes(): Generator<ShownNode> {
    for (const record of this.#nodes.values()) {
      const shown = this.#shownNode(record);
      if (shown) yield shown;
    }
  }

  unit(node: string, unit: string): ShownUnit | undefined {
    const record = this.#nodes.get(node);
    const entry = record?.shown.get(unit);
    if (!record || !entry) return undefined;
    return { node, unit, state: entry.state, isStale: !record.isTrue || !entry.isConfirmed };
  }

  /** Units of one node, or of all. */
  *units(node?: string): Generator<ShownUnit> {
    for (const record of this.#nodes.values()) {
      if (node !== undefined && record.node !== node) continue;
      for (const name of record.shown.keys()) {
        const shown = this.unit(record.node, name);
        if (shown) yield shown;
      }
    }
  }

  /** Takes a message in. @returns what is shown differently from now on, in order */
  apply(input: ViewInput): readonly ViewChange[] {
    switch (input.kind) {
      case "manager":
        return this.#onManager(input.state);
      case "node":
        return this.#onNode(this.#record(input.node), input.state);
      case "inventory": {
        const record = this.#record(input.node);
        if (input.inventory) {
          record.inventory = withChunk(record.inventory, record.parts, input.inventory);
        } else record.inventory = undefined;
        return this.#refresh(record);
      }
      case "unit":
        if (!this.#isWanted(input.unit)) return [];
        return this.#onUnit(this.#record(input.node), input);
      case "link-down":
        return this.#onLinkDown();
    }
  }

  #onManager(state: ManagerState | undefined): readonly ViewChange[] {
    const before = this.#manager;
    const wasUp = this.isManagerUp;
    this.#manager = state;
    // It also counts nodes and jobs, and is published for each of them.
    if (wasUp === this.isManagerUp && before?.epoch === state?.epoch) return [];
    const changes: ViewChange[] = [];
    if (wasUp !== this.isManagerUp) changes.push({ kind: "manager", isUp: this.isManagerUp });
    for (const record of this.#nodes.values()) changes.push(...this.#refresh(record));
    return changes;
  }

  #onNode(record: NodeRecord, state: NodeState | undefined): readonly ViewChange[] {
    record.state = state;
    if (state || !this.isManagerUp) return this.#refresh(record);
    // A manager that is there has taken the node off its list.
    this.#nodes.delete(record.node);
    const before = record.shownState;
    return [
      ...[...record.shown].map(([unit, entry]) =>
        unitChange(record, unit, entry.state, undefined, false),
      ),
      ...(before ? [{ kind: "node", node: record.node, before, isInitial: false } as const] : []),
    ];
  }

  #onUnit(
    record: NodeRecord,
    { unit, state, isRetained }: Extract<ViewInput, { kind: "unit" }>,
  ): readonly ViewChange[] {
    const heard = record.heard.get(unit);
    if (state && heard && isBefore(state, heard)) return [];
    const isInitial = !record.wasSettled || (isRetained === true && !this.#hasReconnected);
    const before = record.shown.get(unit)?.state;
    let changes: readonly ViewChange[] = [];
    // While the truth is not known, what was last seen of it stays as it is.
    const isFrozen = record.wasTrue && !record.isTrue;
    if (!state) {
      record.heard.delete(unit);
      record.missing.delete(unit);
      if (before && !isFrozen) {
        record.shown.delete(unit);
        changes = [unitChange(record, unit, before, undefined, isInitial)];
      }
    } else {
      record.heard.set(unit, state);
      if (isFrozen || !this.#counts(record, unit, state)) return [];
      record.missing.delete(unit);
      changes = show(record, unit, state, isInitial);
    }
    return [...changes, ...settle(record)];
  }

  #onLinkDown(): readonly ViewChange[] {
    this.#hasReconnected ||= this.#manager !== undefined;
    for (const record of this.#nodes.values()) {
      record.state = undefined;
      record.inventory = undefined;
      record.parts.clear();
      record.heard.clear();
    }
    return this.#onManager(undefined);
  }

  /** Judges a node anew after something about all of it has changed. */
  #refresh(record: NodeRecord): readonly ViewChange[] {
    const changes: ViewChange[] = [];
    const { state, inventory } = record;
    const isBelieved = this.#isBelieved(state);
    if (state && isBelieved) {
      const before = record.shownState;
      if (!before || !isSameNode(before, state)) {
        const isInitial = !before && !this.#hasReconnected;
        changes.push({
          kind: "node",
          node: record.node,
          ...(before ? { before } : {}),
          after: state,
          isInitial,
        });
      }
      record.shownState = state;
    }
    record.isTrue =
      isBelieved &&
      state?.state === "online" &&
      state.synced &&
      inventory !== undefined &&
      inventory.session === state.session;
    if (record.isTrue || !record.wasTrue) changes.push(...this.#reconcile(record));
    record.wasTrue ||= record.isTrue;
    return [...changes, ...settle(record)];
  }

  /** Brings what is shown of the node's units in line with what was heard. */
  #reconcile(record: NodeRecord): readonly ViewChange[] {
    const changes: ViewChange[] = [];
    const isInitial = !record.wasSettled;
    for (const entry of record.shown.values()) entry.isConfirmed = false;
    record.missing = new Set();
    const { inventory } = record;
    if (inventory && inventory.session === sessionOf(record)) {
      for (const name of inventory.names) if (this.#isWanted(name)) record.missing.add(name);
    }
    for (const [unit, state] of record.heard) {
      if (!this.#counts(record, unit, state)) continue;
      record.missing.delete(unit);
      changes.push(...show(record, unit, state, isInitial));
    }
    for (const [unit, entry] of record.shown) {
      // Named but not here yet: it is on its way, and until then as last seen.
      if (entry.isConfirmed || record.missing.has(unit)) continue;
      if (record.isTrue && inventory && mayHold(inventory, entry.state)) continue;
      record.shown.delete(unit);
      changes.push(unitChange(record, unit, entry.state, undefined, isInitial));
    }
    return changes;
  }

  /** Whether this state of a unit is of the session that counts, and the unit still one of the node's. */
  #counts(record: NodeRecord, unit: string, heard: UnitState): boolean {
    const { inventory } = record;
    const session = sessionOf(record);
    if (!inventory || heard.session !== session || inventory.session !== session) return false;
    return inventory.names.has(unit) || mayHold(inventory, heard);
  }

  #isBelieved(state: NodeState | undefined): boolean {
    return state !== undefined && this.isManagerUp && state.epoch === this.#manager?.epoch;
  }

  #shownNode(record: NodeRecord): ShownNode | undefined {
    const state = record.shownState ?? record.state;
    if (!state) return undefined;
    const isStale = !this.#isBelieved(record.state);
    return { node: record.node, state, isStale, hasStaleUnits: !record.isSettled };
  }

  #record(node: string): NodeRecord {
    const known = this.#nodes.get(node);
    if (known) return known;
    const record: NodeRecord = {
      node,
      state: undefined,
      inventory: undefined,
      parts: new Map(),
      heard: new Map(),
      shownState: undefined,
      shown: new Map(),
      isTrue: false,
      wasTrue: false,
      isSettled: false,
      wasSettled: false,
      missing: new Set(),
    };
    this.#nodes.set(node, record);
    return record;
  }
}

/** Whether a unit may be there though the inventory does not name it: it was seen after that was made. */
function mayHold({ isWhole, session, seq }: KnownInventory, seen: UnitState): boolean {
  return !isWhole || (seen.session === session && seen.seq > seq);
}

/** The session that counts; of a node whose state says none, the one it was last heard in. */
function sessionOf({ state, inventory }: NodeRecord): number | undefined {
  return state?.session ?? inventory?.session;
}

function show(
  record: NodeRecord,
  unit: string,
  state: UnitState,
  isInitial: boolean,
): readonly ViewChange[] {
  const before = record.shown.get(unit)?.state;
  record.shown.set(unit, { state, isConfirmed: true });
  if (before && isSameUnit(before, state)) return [];
  return [unitChange(record, unit, before, state, isInitial)];
}

/** Tells when all of a node has arrived, and when it can no longer be believed. */
function settle(record: NodeRecord): readonly ViewChange[] {
  const isSettled = record.isTrue && (record.isSettled || record.missing.size === 0);
  if (isSettled === record.isSettled) return [];
  record.isSettled = isSettled;
  record.wasSettled ||= isSettled;
  return [{ kind: "staleness", node: record.node, isStale: !isSettled }];
}

function unitChange(
  record: NodeRecord,
  unit: string,
  before: UnitState | undefined,
  after: UnitState | undefined,
  isInitial: boolean,
): ViewChange {
  return {
    kind: "unit",
    node: record.node,
    unit,
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
    isInitial,
  };
}

const unitFacts = [
  "load",
  "active",
  "sub",
  "description",
  "fileState",
  "freezer",
  "result",
  "invocation",
] as const;
const nodeFacts = ["state", "reason", "synced", "address", "version", "bootId"] as const;

/** Whether two states say the same of a unit, whenever and in whatever session they were said. */
export function isSameUnit(a: UnitState, b: UnitState): boolean {
  return unitFacts.every((fact) => a[fact] === b[fact]);
}

function isSameNode(a: NodeState, b: NodeState): boolean {
  return nodeFacts.every((fact) => a[fact] === b[fact]);
}
