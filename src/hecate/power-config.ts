import type { HecateConfig } from "../config/hecate-types.ts";
import type { PowerConfig } from "../power/model.ts";

/** What of a configuration bears on the decision, as `self` sees it: the coordinator, or a peer. */
export function powerConfigOf(config: HecateConfig, self: string = config.self): PowerConfig {
  const { coordinator, broker, policy, budget, peers, kubernetes, shutdown, startup } = config;
  // Where the file names none: those without which the coordinator itself would go down again.
  const own = config.nodes.find(({ name }) => name === coordinator)?.feeds ?? [];
  const requireUps = startup.requireUps.length > 0 ? startup.requireUps : own;
  return {
    self,
    coordinator,
    brokerHost: broker.node,
    policy,
    budget,
    upses: config.upses.map(({ name, host, mains, killpower }) => ({
      name,
      host,
      mains,
      killpower,
    })),
    nodes: config.nodes.map(({ name, feeds, minSupplies, roles, offTimeoutMs }) => ({
      name,
      feeds,
      minSupplies,
      roles,
      offTimeoutMs,
    })),
    peers,
    // Without a cluster there is no server whose loss would take others along.
    wholeClusterIf: kubernetes?.wholeClusterIf ?? { serversLeftBelow: 0, orLost: [] },
    mode: shutdown.mode,
    foreignClients: config.foreignClients.map(({ name, ups }) => ({ name, ups })),
    startup: {
      requireUps,
      waitOtherUpsMs: startup.waitOtherUpsMs,
      intentMaxAgeMs: startup.intentMaxAgeMs,
    },
    configHash: config.configHash,
  };
}
