import type { NodeConfig, PowerConfig } from "../../../src/power/model.ts";
import { defaultBudget, defaultPeer, defaultPolicy } from "../../../src/power/policy.ts";

/** A node that hangs on pyrphoros, but for what is said of it. */
export function aNode(name: string, other: Partial<NodeConfig> = {}): NodeConfig {
  const plain = {
    feeds: ["pyrphoros"],
    minSupplies: 1,
    roles: ["k3s-agent"],
    offTimeoutMs: 90_000,
  };
  return { name, ...plain, ...other };
}

/** The cluster of the example: titan-db decides, tethys is its peer; titan-1a hangs on both UPSes. */
export function aPowerConfig(other: Partial<PowerConfig> = {}): PowerConfig {
  return {
    self: "titan-db",
    coordinator: "titan-db",
    brokerHost: "titan-db",
    policy: defaultPolicy,
    budget: defaultBudget,
    upses: [
      { name: "pyrphoros", host: "titan-db", mains: "house", killpower: false },
      { name: "statera", host: "tethys", mains: "house", killpower: false },
    ],
    nodes: [
      aNode("titan-db", { roles: ["coordinator"], offTimeoutMs: 120_000 }),
      aNode("tethys", {
        feeds: ["statera"],
        roles: ["ups-host", "k3s-agent"],
        offTimeoutMs: 120_000,
      }),
      aNode("titan-0a", { roles: ["k3s-server"], offTimeoutMs: 120_000 }),
      aNode("titan-1a", { feeds: ["pyrphoros", "statera"] }),
      aNode("titan-1b", { feeds: ["statera"] }),
    ],
    peers: [{ ...defaultPeer, host: "tethys" }],
    wholeClusterIf: { serversLeftBelow: 1, orLost: [] },
    mode: "poweroff",
    ...other,
  };
}

/** Boot ids of two boots. */
export const [boot1, boot2] = ["1".repeat(32), "2".repeat(32)] as const;
