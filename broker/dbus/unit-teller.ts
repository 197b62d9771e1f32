import type { UnitState } from "../../src/protocol/generated/schemas.ts";
import { type FleetView, isSameUnit, type ViewChange } from "../../src/units/view.ts";

/** Stands for every unit, or every node, of a subscription. */
export const wildcard = "*";

/**
 * Why something is told. `real`: it has happened. `virtual`: it was so when one began to look, or hirte
 * concludes it from the loss or return of a node.
 */
export type Reason = "real" | "virtual";

/** What a monitor tells of units. */
export type UnitEvent = {
  readonly node: string;
  readonly unit: string;
  readonly reason: Reason;
  /** It was so when this subscription came to know the node. */
  readonly isFirst?: boolean;
} & (
  | { readonly kind: "new" | "removed" }
  | { readonly kind: "state"; readonly active: string; readonly sub: string }
  /** Without `before`: all that is known of a unit that is new. */
  | { readonly kind: "properties"; readonly before?: UnitState; readonly after: UnitState }
);

interface NodeMemory {
  /** Its units are known and it can be heard: what is told of it is the truth. */
  isThere: boolean;
  wasThere: boolean;
  /** Units as last told. */
  readonly told: Map<string, UnitState>;
}

/**
 * What one subscription tells, from what may be believed (src/units/view.ts). A node that is lost takes
 * its units along, whatever they are doing; when it is back, the real state is told again. Pure.
 */
export class UnitTeller {
  readonly #isWildcard: boolean;
  readonly #nodes = new Map<string, NodeMemory>();

  /** `isWildcard`: of every unit. There may be thousands: what is there already is one event a node. */
  constructor(options: { readonly isWildcard: boolean }) {
    this.#isWildcard = options.isWildcard;
  }

  /** The nodes of which it tells what happens. */
  *nodes(): Generator<string> {
    for (const [node, { isThere }] of this.#nodes) if (isThere) yield node;
  }

  isThere(node: string): boolean {
    return this.#nodes.get(node)?.isThere === true;
  }

  /** What is to be told of a change. `view` is as it is after it. */
  apply(change: ViewChange, view: FleetView): readonly UnitEvent[] {
    switch (change.kind) {
      case "manager":
        return change.isUp ? [] : [...this.#nodes.keys()].flatMap((node) => this.#lose(node));
      case "node":
        return change.after?.state === "online" ? [] : this.#lose(change.node);
      case "staleness":
        return change.isStale ? [] : this.#settle(change.node, view);
      case "unit":
        return this.#onUnit(change);
    }
  }

  #onUnit(change: Extract<ViewChange, { kind: "unit" }>): readonly UnitEvent[] {
    const { node, unit, after, isInitial } = change;
    const memory = this.#memory(node);
    // Before it is settled its units are what was last seen, or only some of them.
    if (!memory.isThere) return [];
    // It was there when one began to look, and is newer than the list of the node's units.
    const isFirst = isInitial && after !== undefined && !memory.told.has(unit);
    if (!isFirst) return tell(memory, { node, unit, after, reason: "real" });
    if (!this.#isWildcard) {
      return tell(memory, { node, unit, after, reason: "virtual" }).map(asFirst);
    }
    memory.told.set(unit, after);
    return [];
  }

  /** All units of a node have arrived, and are the truth. */
  #settle(node: string, view: FleetView): readonly UnitEvent[] {
    const memory = this.#memory(node);
    const isFirst = !memory.wasThere;
    const wasLost = !memory.isThere;
    memory.isThere = true;
    memory.wasThere = true;
    const now = new Map([...view.units(node)].map(({ unit, state }) => [unit, state]));
    if (this.#isWildcard && isFirst) {
      for (const [unit, state] of now) memory.told.set(unit, state);
    }
    const gone = [...memory.told.keys()].filter((unit) => !now.has(unit));
    const events = [
      ...(this.#isWildcard && wasLost ? [event("new", node, wildcard, "virtual")] : []),
      ...gone.flatMap((unit) => tell(memory, { node, unit, after: undefined, reason: "virtual" })),
      ...[...now].flatMap(([unit, after]) =>
        tell(memory, { node, unit, after, reason: "virtual" }),
      ),
    ];
    return isFirst ? events.map(asFirst) : events;
  }

  #lose(node: string): readonly UnitEvent[] {
    const memory = this.#memory(node);
    if (!memory.isThere) return [];
    memory.isThere = false;
    // Kept: when the node is back, what has changed meanwhile is told.
    if (this.#isWildcard) return [event("removed", node, wildcard, "virtual")];
    const units = [...memory.told.keys()];
    memory.told.clear();
    return units.flatMap((unit): UnitEvent[] => [
      { kind: "state", node, unit, active: "inactive", sub: "agent-offline", reason: "virtual" },
      event("removed", node, unit, "virtual"),
    ]);
  }

  #memory(node: string): NodeMemory {
    const known = this.#nodes.get(node);
    if (known) return known;
    const memory: NodeMemory = { isThere: false, wasThere: false, told: new Map() };
    this.#nodes.set(node, memory);
    return memory;
  }
}

/** What the unit's being as in `after` is to those who were told `memory`. */
function tell(
  memory: NodeMemory,
  now: {
    readonly node: string;
    readonly unit: string;
    readonly after: UnitState | undefined;
    readonly reason: Reason;
  },
): readonly UnitEvent[] {
  const { node, unit, after, reason } = now;
  const before = memory.told.get(unit);
  if (!after) {
    memory.told.delete(unit);
    return before ? [event("removed", node, unit, reason)] : [];
  }
  memory.told.set(unit, after);
  const { active, sub } = after;
  const state: UnitEvent = { kind: "state", node, unit, active, sub, reason };
  if (before && isSameUnit(before, after)) return [];
  if (before) {
    const isMoved = before.active !== active || before.sub !== sub;
    return [...(isMoved ? [state] : []), { kind: "properties", node, unit, before, after, reason }];
  }
  const known = { kind: "properties", node, unit, after, reason } as const;
  return [event("new", node, unit, reason), state, ...(reason === "real" ? [known] : [])];
}

function asFirst(event: UnitEvent): UnitEvent {
  return { ...event, isFirst: true };
}

function event(kind: "new" | "removed", node: string, unit: string, reason: Reason): UnitEvent {
  return { kind, node, unit, reason };
}
