import type {
  Inventory,
  ManagerState,
  NodeState,
  UnitState,
} from "../protocol/generated/schemas.ts";

/** What a reader of the topics is told, in any order across topics. `undefined`: an empty message. */
export type ViewInput =
  | { readonly kind: "manager"; readonly state: ManagerState | undefined }
  | { readonly kind: "node"; readonly node: string; readonly state: NodeState | undefined }
  | { readonly kind: "inventory"; readonly node: string; readonly inventory: Inventory | undefined }
  | {
      readonly kind: "unit";
      readonly node: string;
      readonly unit: string;
      readonly state: UnitState | undefined;
      /** It was retained: it may have been so for long. */
      readonly isRetained?: boolean;
    }
  /** The reader's connection broke: what is cleared meanwhile it will never be told. */
  | { readonly kind: "link-down" };

/** A difference to what was shown before. `isInitial`: it was so when the reader began to look. */
export type ViewChange =
  | { readonly kind: "manager"; readonly isUp: boolean }
  | {
      readonly kind: "node";
      readonly node: string;
      readonly before?: NodeState;
      readonly after?: NodeState;
      readonly isInitial: boolean;
    }
  | {
      readonly kind: "unit";
      readonly node: string;
      readonly unit: string;
      readonly before?: UnitState;
      /** Absent: no longer loaded. */
      readonly after?: UnitState;
      readonly isInitial: boolean;
    }
  /** The units of the node are from now on only as last seen; or all of them have arrived, and are the truth. */
  | { readonly kind: "staleness"; readonly node: string; readonly isStale: boolean };

/** A node as it is to be shown. */
export interface ShownNode {
  readonly node: string;
  readonly state: NodeState;
  /** No manager says so any more. */
  readonly isStale: boolean;
  /** Its units are not the truth yet or any more, but what was last seen. */
  readonly hasStaleUnits: boolean;
}

/** A unit as it is to be shown. */
export interface ShownUnit {
  readonly node: string;
  readonly unit: string;
  readonly state: UnitState;
  readonly isStale: boolean;
}
