import type { Target } from "../bus-caller.ts";
import type { Cluster } from "./cluster.ts";
import type { Outcome } from "./command.ts";

const root = "/org/eclipse/bluechi";

/** An object of BlueChi's interface on the primary. */
export function bluechi(path: string, iface: string): Target {
  return {
    destination: "org.eclipse.bluechi",
    path: path.startsWith("/") ? path : `${root}/${path}`,
    interface: `org.eclipse.bluechi.${iface}`,
  };
}

/** The object of the whole system. */
export const controller = bluechi(root, "Controller");

/** The object of a node; the names of the lab's machines need no escaping. */
export function nodeObject(name: string): Target {
  return bluechi(`node/${name}`, "Node");
}

/** Calls a method by busctl on the primary, as root. */
export function busctl(
  cluster: Cluster,
  { destination, path, interface: iface }: Target,
  member: string,
  ...args: readonly string[]
): Promise<Outcome> {
  return cluster.primary.exec(
    ...["busctl", "--json=short", "--", "call", destination, path, iface, member],
    ...args,
  );
}

/** As `busctl`, of a call that must succeed: the values it answered. */
export async function busctlMust(
  cluster: Cluster,
  target: Target,
  member: string,
  ...args: readonly string[]
): Promise<readonly unknown[]> {
  const { status, stdout, stderr } = await busctl(cluster, target, member, ...args);
  if (status !== 0) throw new Error(`busctl call ${member}: ${stderr}`);
  // busctl's own form: {"type":"s","data":["x"]}; nothing where nothing is answered.
  return stdout.trim() === "" ? [] : (JSON.parse(stdout) as { data: readonly unknown[] }).data;
}

/** A property, read by busctl on the primary. */
export async function busctlGet(
  cluster: Cluster,
  { destination, path, interface: iface }: Target,
  property: string,
): Promise<unknown> {
  const text = await cluster.primary.must(
    ...["busctl", "--json=short", "get-property", destination, path, iface, property],
  );
  return (JSON.parse(text) as { data: unknown }).data;
}
