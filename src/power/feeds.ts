/**
 * From UPSes to nodes (POWER-DESIGN E): which nodes lose their power, and whether all of them have to go with those.
 * A node goes only where one of its feeds was judged to run out. What was merely lost sight of, or reported off, takes
 * away the redundancy of such a node and nothing else: no number of lost cables shuts a cluster down.
 */
import type { NodeConfig, PowerConfig } from "./model.ts";

/** What is held to be true of a UPS by those whom it feeds. */
export interface FeedEvidence {
  /** On battery, or taken to be. */
  readonly isOnBattery: boolean;
  /** It fired in an outage that is not over, and its mains were not seen since. */
  readonly isFired: boolean;
  /** It has said OFF for off_hold. */
  readonly isOffHeld: boolean;
  /** It was never seen, or was lost on mains, and that for `outOfSightHoldMs`. */
  readonly isOutOfSightHeld: boolean;
}

/** By UPS; one that is not in it has nothing against it. */
export type FeedsEvidence = Readonly<Record<string, FeedEvidence>>;

/** Nodes that are to be stopped. */
export interface Affected {
  /** In the order of the configuration. */
  readonly scope: readonly string[];
  readonly isWhole: boolean;
  /** Why these, for people; empty where there are none. */
  readonly why: string;
}

/** A UPS out of sight is held for healthy so long: a glitch of its cable is no loss (R29). */
export const outOfSightHoldMs = 30_000;
/** Role of nodes that keep the cluster's state. */
const serverRole = "k3s-server";

/** Who is to be stopped by this evidence. */
export function affectedBy(
  evidence: FeedsEvidence,
  config: Pick<PowerConfig, "nodes" | "coordinator" | "brokerHost" | "wholeClusterIf">,
): Affected {
  const critical = config.nodes.filter((node) => isCritical(node, evidence));
  if (critical.length === 0) return { scope: [], isWhole: false, why: "" };
  const names = critical.map(({ name }) => name);
  const losers = `${listOf(names)} ${names.length === 1 ? "loses its" : "lose their"} power`;
  const whole = whyWhole(critical, config);
  if (whole === undefined) return { scope: names, isWhole: false, why: losers };
  return {
    scope: config.nodes.map(({ name }) => name),
    isWhole: true,
    why: `${losers}; the whole cluster goes, as ${whole}`,
  };
}

/** Whether a node has too few healthy feeds to run on, and one of them was judged to run out. */
export function isCritical(node: NodeConfig, evidence: FeedsEvidence): boolean {
  let healthy = 0;
  let isFired = false;
  for (const ups of node.feeds) {
    if (evidence[ups]?.isFired) isFired = true;
    if (!isFeedLost(ups, { node, evidence })) healthy += 1;
  }
  // Row 7, R29: what is off, or out of sight, is never a reason by itself.
  return isFired && healthy < node.minSupplies;
}

/** Whether this feed of a node counts as lost to it. */
export function isFeedLost(
  ups: string,
  of: { readonly node: Pick<NodeConfig, "feeds">; readonly evidence: FeedsEvidence },
): boolean {
  const seen = of.evidence[ups];
  if (!seen) return false;
  if (seen.isFired) return true;
  const { feeds } = of.node;
  if (seen.isOffHeld) return feeds.length > 1;
  // R17: unknown is lost only where another feed of the same node is in need.
  return seen.isOutOfSightHeld && feeds.some((other) => other !== ups && isInNeed(other, of));
}

function isInNeed(ups: string, { evidence }: { readonly evidence: FeedsEvidence }): boolean {
  const seen = evidence[ups];
  return seen !== undefined && (seen.isOnBattery || seen.isFired);
}

/** Why the cluster cannot do without these nodes, so that all go where they do; undefined: it can. */
export function whyWhole(
  critical: readonly NodeConfig[],
  config: Pick<PowerConfig, "nodes" | "coordinator" | "brokerHost" | "wholeClusterIf">,
): string | undefined {
  const isLost = (name: string) => critical.some((node) => node.name === name);
  if (isLost(config.coordinator)) return `${config.coordinator} is the coordinator`;
  if (isLost(config.brokerHost)) return `${config.brokerHost} is the broker's host`;
  const { serversLeftBelow, orLost } = config.wholeClusterIf;
  const lost = orLost.find(isLost);
  if (lost !== undefined) return `it cannot do without ${lost}`;
  const serversLost = critical.filter(isServer).length;
  // Where no server is lost, there are as many as before, be they too few.
  if (serversLost === 0) return undefined;
  // One that hangs on no UPS is gone with the mains, and is nobody that could be left.
  const left =
    config.nodes.filter((node) => isServer(node) && node.feeds.length > 0).length - serversLost;
  if (left >= serversLeftBelow) return undefined;
  return left === 0 ? "no server is left" : `${left} of its servers left are too few`;
}

function isServer({ roles }: NodeConfig): boolean {
  return roles.includes(serverRole);
}

/** Names for people: all of a few, else how many. */
export function listOf(names: readonly string[]): string {
  if (names.length > 5) return `${names.slice(0, 4).join(", ")} and ${names.length - 4} more`;
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** Nodes that lose their power where these UPSes have fired, and no other feed is lost. */
export function scopeOfFired(upses: readonly string[], config: PowerConfig): readonly string[] {
  const fired = { isOnBattery: true, isFired: true, isOffHeld: false, isOutOfSightHeld: false };
  const evidence = Object.fromEntries(upses.map((ups): [string, FeedEvidence] => [ups, fired]));
  return affectedBy(evidence, config).scope;
}
