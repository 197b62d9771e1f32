/** What a process of agents is told at its start, as its only argument, in JSON. */
export interface AgentsSpec {
  /** Names of the nodes. */
  readonly nodes: readonly string[];
  readonly unitsPerNode: number;
  readonly host: string;
  readonly port: number;
  /** Where their certificates lie, as `nodeFiles` says; absent: over plain connections. */
  readonly certificates?: string;
  /** For ledgers and epochs. */
  readonly directory: string;
}

/** What it is told later. */
export type ToAgents =
  | { readonly kind: "start" }
  /** All connections break at once. */
  | { readonly kind: "cut" }
  /** How often was it tried to connect? */
  | { readonly kind: "count" }
  /** Each node changes a unit this often; 0: no more. */
  | { readonly kind: "change"; readonly everyMs: number };

/** What it answers. `changes`: made in all by the time changing has ended. */
export type FromAgents =
  | { readonly kind: "loaded" }
  | { readonly kind: "counted"; readonly attempts: number }
  | { readonly kind: "changed"; readonly changes: number };
