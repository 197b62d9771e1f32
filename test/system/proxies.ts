import { type LabNode, until } from "../support/lab.ts";

/** A unit on a machine. */
export type On = readonly [LabNode, string];

/** States of requester, proxy, dependency and target while all is well. */
export const active = ["active", "active", "active", "active"];

/** The proxy unit for UNIT.service on a node. */
export function proxyOf(node: string, unit: string): string {
  return `hirte-proxy@${node}_${unit}.service`;
}

/** The unit that holds UNIT.service on its node. */
export function dependencyOf(unit: string): string {
  return `hirte-dep@${unit}.service`;
}

/** Writes a service that needs units of other nodes, by these proxies. */
export function needs(
  node: LabNode,
  name: string,
  proxies: readonly string[],
  how: "Wants" | "Requires" | "BindsTo" = "Wants",
): Promise<void> {
  const unit = proxies.flatMap((proxy) => [`${how}=${proxy}`, `After=${proxy}`]);
  return node.startLog(name, { unit });
}

export function start(node: LabNode, unit: string): ReturnType<LabNode["exec"]> {
  return node.exec("systemctl", "start", unit);
}

export async function stop(node: LabNode, ...units: readonly string[]): Promise<void> {
  await node.systemctl("stop", ...units);
}

/** Active states, asked of the machines' own systemd. */
export async function states(...units: readonly On[]): Promise<string[]> {
  return Promise.all(units.map(([node, unit]) => node.activeState(unit)));
}

/** Waits until the units' active states are these. */
export async function areStates(
  units: readonly On[],
  wanted: readonly string[],
  deadlineMs = 30_000,
): Promise<void> {
  await until(() => states(...units), {
    what: `${units.map(([, unit]) => unit).join(", ")} are ${wanted.join(", ")}`,
    holds: (seen) => seen.join() === wanted.join(),
    deadlineMs,
  });
}
