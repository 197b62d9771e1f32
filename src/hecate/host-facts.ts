import type { HecateConfig, UpsEntry } from "../config/hecate-types.ts";
import { localThresholdS, selfThresholdS } from "../power/budget.ts";
import { firstBudgetOf, firstBudgetText } from "./first-budget.ts";
import { powerConfigOf } from "./power-config.ts";

/** A UPS that this host reads from its own upsd. */
export interface HostUps {
  readonly name: string;
  /** As NUT knows it. */
  readonly nutName: string;
  /** Without it this host has not enough feeds left. */
  readonly isNeeded: boolean;
  /** Runtime at which hecate powers this host off, whatever else there is to be done, s; null: it never does so by itself. */
  readonly aloneAtS: number | null;
  /** Clients of NUT's that hang on it and come over the network. */
  readonly foreignClients: readonly string[];
  readonly user: string | null;
  readonly passwordFile: string | null;
}

/** What a configuration says about the host it is read on, for whoever sets the host up. */
export interface HostFacts {
  readonly file: string;
  readonly hash: string;
  readonly self: string;
  readonly role: "coordinator" | "peer";
  readonly blindOnBatteryS: number;
  /** What a shutdown of all takes at first, with what the coordinator needs for itself, s. */
  readonly shutdownS: number;
  readonly upses: readonly HostUps[];
  /** What is no mistake, and may be one; of a line of the file, or of all of it. */
  readonly warnings: readonly { readonly line?: number; readonly text: string }[];
}

/** Of a configuration, what is about this host. */
export function hostFactsOf(config: HecateConfig): HostFacts {
  const { file, configHash, self, coordinator, policy, warnings } = config;
  const power = powerConfigOf(config);
  const peer = config.peers.find(({ host }) => host === self);
  const peerAtS =
    peer?.fallbackLocalShutdown === true ? localThresholdS(peer.localBudgetS, power) : null;
  const aloneAtS = self === coordinator ? selfThresholdS(power) : peerAtS;
  const node = config.nodes.find(({ name }) => name === self);
  const feeds = node?.feeds ?? [];
  const isNeeded = (ups: string) =>
    feeds.includes(ups) && feeds.length - 1 < (node?.minSupplies ?? 1);
  const own = config.upses.filter((ups) => ups.host === self && isHere(ups, node?.address));
  return {
    ...{ file, hash: configHash, self, role: self === coordinator ? "coordinator" : "peer" },
    blindOnBatteryS: policy.blindOnBatteryMs / 1000,
    shutdownS: Math.ceil(
      policy.runtimeSafetyFactor * config.budget.defaultS + selfThresholdS(power),
    ),
    upses: own.map((ups) => ({
      name: ups.name,
      nutName: ups.target.ups,
      isNeeded: isNeeded(ups.name),
      aloneAtS,
      foreignClients: config.foreignClients
        .filter((client) => client.ups === ups.name)
        .map(({ name }) => name),
      user: ups.monitor?.user ?? null,
      passwordFile: ups.monitor?.passwordFile ?? null,
    })),
    warnings: self === coordinator ? [...warnings, ...budgetWarnings(config)] : warnings,
  };
}

function budgetWarnings(config: HecateConfig): HostFacts["warnings"] {
  const first = firstBudgetOf(config);
  const { writeS, defaultS } = first;
  if (writeS === undefined) return [];
  const cure = `write budget.default_shutdown_budget: ${writeS}s, it is ${defaultS} s`;
  return [{ text: `${firstBudgetText(first)}: ${cure}` }];
}

/** Whether upsd of a UPS is on the host that reads it. */
function isHere({ target, host }: UpsEntry, address: string | undefined): boolean {
  const { host: server } = target;
  return ["localhost", "::1", host, address].includes(server) || server.startsWith("127.");
}
