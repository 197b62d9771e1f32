import type { HecateConfig } from "../config/hecate-types.ts";
import { planShutdown } from "../power/plan.ts";
import { planConfigOf } from "./plan-config.ts";

/** What `default_shutdown_budget` has to cover until a run was measured. */
export interface FirstBudget {
  /** Until all nodes but the coordinator are off, as the plan is thought to take. */
  readonly nodesS: number;
  /** Of the clients of a UPS that are told after that: beyond what the coordinator keeps for itself. */
  readonly clientsS: number;
  /** The client that takes longest, where it takes more than that. */
  readonly client: string | undefined;
  readonly neededS: number;
  readonly defaultS: number;
  /** What to write in its place, s; undefined: it covers it. */
  readonly writeS: number | undefined;
}

/**
 * Whether what is taken for a shutdown at first lasts for it. Clients of NUT's are told by FSD once all nodes are off: the
 * coordinator waits for none when it has too little for itself, but the battery has to last for them all the same.
 */
export function firstBudgetOf(config: HecateConfig): FirstBudget {
  // They are reckoned with below: beside what the coordinator needs for itself, and not before that.
  const {
    foreignClients = [],
    shutdownStages: stages,
    startupStages: _,
    ...rest
  } = planConfigOf(config);
  const scope = config.nodes.map(({ name }) => name);
  const nodesS = planShutdown({ ...rest, stages, scope }).estimateMs / 1000;
  const { defaultS, selfS } = config.budget;
  const own = config.nodes.find(({ name }) => name === config.coordinator)?.feeds ?? [];
  let clientsS = 0;
  let client: string | undefined;
  for (const { name, ups, needsMs } of foreignClients) {
    const beyondS = needsMs / 1000 - (own.includes(ups) ? selfS : 0);
    if (beyondS <= clientsS) continue;
    clientsS = beyondS;
    client = name;
  }
  const neededS = nodesS + clientsS;
  const isCovered = neededS <= defaultS;
  const writeS = isCovered ? undefined : roundedBudgetS(neededS);
  return { nodesS, clientsS, client, neededS, defaultS, writeS };
}

/** A budget as people write it. */
export function roundedBudgetS(neededS: number): number {
  return Math.ceil(neededS / 30) * 30;
}

/** How long a shutdown is thought to take, in words. */
export function firstBudgetText({ nodesS, clientsS, client }: FirstBudget): string {
  const more = client === undefined ? "" : `, and ${client} ${Math.round(clientsS)} s more`;
  return `a shutdown is thought to take ${Math.round(nodesS)} s${more}`;
}
