import type {
  FinishedRun,
  NodeConfig,
  PowerConfig,
  Reading,
  UpsConfig,
} from "../../src/power/model.ts";
import { defaultBudget, defaultPolicy } from "../../src/power/policy.ts";
import type { UpsContext } from "../../src/power/ups.ts";

/** The UPS of the coordinator, or another. */
export function aUps(ups: Partial<UpsConfig> = {}): UpsConfig {
  return { name: "pyrphoros", host: "titan-db", mains: "house", killpower: false, ...ups };
}

/** A node that hangs on the UPS of the coordinator, or another. */
export function aNode(node: Partial<NodeConfig> = {}): NodeConfig {
  return {
    ...{ name: "titan-0a", feeds: ["pyrphoros"], minSupplies: 1, roles: [], offTimeoutMs: 120_000 },
    ...node,
  };
}

/** A configuration of two hosts with a UPS each, and two nodes. */
export function aPowerConfig(config: Partial<PowerConfig> = {}): PowerConfig {
  return {
    ...{ self: "titan-db", coordinator: "titan-db", brokerHost: "titan-db" },
    ...{ policy: defaultPolicy, budget: defaultBudget, mode: "poweroff" },
    upses: [aUps(), aUps({ name: "statera", host: "tethys" })],
    nodes: [
      aNode({ name: "titan-db" }),
      aNode({ name: "tethys", feeds: ["statera"] }),
      aNode({ name: "titan-0a" }),
    ],
    peers: [],
    wholeClusterIf: { serversLeftBelow: 1, orLost: [] },
    ...config,
  };
}

/** A run that went well with every node of `aPowerConfig`. */
export function aRun(run: Partial<FinishedRun> = {}): FinishedRun {
  return {
    ...{ run: 1, kind: "shutdown", outcome: "done", executed: true, mode: "poweroff" },
    scope: ["titan-db", "tethys", "titan-0a"],
    skipped: { forTime: 0, byOperator: 0 },
    offsetS: { pyrphoros: 200, statera: 190 },
    heldMs: 0,
    ...run,
  };
}

/** A poll of a UPS on mains, or another. */
export function aReading(reading: Partial<Reading> = {}): Reading {
  return { session: "p1", seq: 1, comms: "ok", flags: ["OL"], runtimeS: 1200, ...reading };
}

/** What the judgement on a UPS depends on besides. */
export function aUpsContext(context: Partial<UpsContext> = {}): UpsContext {
  return {
    ...{ ups: "pyrphoros", policy: defaultPolicy, thresholdS: 330, budgetS: 300, latencyS: 20 },
    ...{ isLocal: false, siblings: [], isOwnFsd: false, isInhibited: false },
    ...context,
  };
}
