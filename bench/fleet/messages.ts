/** What a process of agents is told at its start, as its only argument, in JSON. */
export interface AgentsSpec {
  /** Names of the nodes. */
  readonly nodes: readonly string[];
  readonly unitsPerNode: number;
  readonly host: string;
  readonly port: number;
  /** For ledgers and epochs. */
  readonly directory: string;
}

/** What it is told later. */
export type ToAgents =
  | { readonly kind: "start" }
  /** Each node changes a unit this often; 0: no more. */
  | { readonly kind: "change"; readonly everyMs: number };

/** What it answers. `changes`: made in all by the time changing has ended. */
export type FromAgents =
  | { readonly kind: "loaded" }
  | { readonly kind: "changed"; readonly changes: number };
