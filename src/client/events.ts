import type { NodeState, UnitState } from "../protocol/generated/schemas.ts";
import type { FleetView, ViewChange } from "../units/view.ts";

/** Something that is different now. The newest state always arrives; states in between may be passed over. */
export type HirteEvent = ManagerEvent | NodeEvent | UnitEvent;

/** hirte came or went. While it is away nothing that was told before may be taken for the truth. */
export interface ManagerEvent {
  readonly kind: "manager";
  readonly isUp: boolean;
}

/** A node as hirte knows it. */
export interface NodeEvent {
  readonly kind: "node";
  readonly node: string;
  /** `unknown`: hirte is away. `removed`: it is no node any more. */
  readonly state: NodeState["state"] | "unknown" | "removed";
  readonly reason: string;
  /** Everything that was told of its units is true now. */
  readonly isSynced: boolean;
  /** Of the machine's present life; absent where it was never seen. */
  readonly bootId?: string;
}

/** A unit as its node's agent sees it. */
export interface UnitEvent {
  readonly kind: "unit";
  readonly node: string;
  readonly unit: string;
  /** Absent: it is not loaded. */
  readonly state?: UnitState;
  /** It is what was last seen, and need not be so any more. */
  readonly isStale: boolean;
}

/** Which events replace each other. */
export function keyOf(event: HirteEvent): string {
  switch (event.kind) {
    case "manager":
      return "manager";
    case "node":
      return `node ${event.node}`;
    case "unit":
      return `unit ${event.node} ${event.unit}`;
  }
}

/** What a change of the view comes to. */
export function eventsOf(change: ViewChange, view: FleetView): readonly HirteEvent[] {
  switch (change.kind) {
    case "manager": {
      const nodes = [...view.nodes()].map(({ node }) => nodeEvent(node, view));
      return [{ kind: "manager", isUp: change.isUp }, ...nodes];
    }
    case "node":
      return [nodeEvent(change.node, view)];
    case "staleness": {
      // Whoever keeps the units of a node needs to know that none of them may be believed.
      const units = [...view.units(change.node)].map(({ unit }) =>
        unitEvent(change.node, unit, view),
      );
      return [...units, nodeEvent(change.node, view)];
    }
    case "unit":
      return [unitEvent(change.node, change.unit, view)];
  }
}

function nodeEvent(node: string, view: FleetView): NodeEvent {
  const shown = view.node(node);
  if (!shown) {
    return { kind: "node", node, state: "removed", reason: "not a node any more", isSynced: false };
  }
  const { state, isStale, hasStaleUnits } = shown;
  const facts = state.bootId === undefined ? {} : { bootId: state.bootId };
  return isStale
    ? { kind: "node", node, state: "unknown", reason: "hirte is away", isSynced: false, ...facts }
    : {
        kind: "node",
        node,
        state: state.state,
        reason: state.reason,
        isSynced: !hasStaleUnits,
        ...facts,
      };
}

function unitEvent(node: string, unit: string, view: FleetView): UnitEvent {
  const shown = view.unit(node, unit);
  return {
    kind: "unit",
    node,
    unit,
    ...(shown ? { state: shown.state } : {}),
    isStale: shown?.isStale ?? false,
  };
}
