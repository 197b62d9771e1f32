import { isIP } from "node:net";
import { isEverywhere, isLoopback } from "../listen-address.ts";

/** What the machine says of itself. */
export interface MachineNames {
  readonly hostName: string;
  /** Addresses of its interfaces, other than the loopback one, without zones. */
  readonly addresses: readonly string[];
}

/**
 * Under which names and addresses a server that listens there is found, the most likely first: those that were
 * given, those it listens on, and what this machine calls itself.
 */
export function serverNames(
  given: readonly string[],
  listenAddresses: readonly string[],
  machine: MachineNames,
): readonly string[] {
  const isFor = (version: 4 | 6) => (address: string) => isIP(address) === version;
  const heard = listenAddresses.flatMap((address) => {
    if (address === "0.0.0.0") return machine.addresses.filter(isFor(4));
    if (isEverywhere(address)) return machine.addresses;
    return isLoopback(address) ? [] : [address];
  });
  const own = [machine.hostName, "localhost", "127.0.0.1", "::1"];
  // A host name without letters, or with what no certificate can name, is left out.
  const isName = (name: string) => isIP(name) !== 0 || /^[A-Za-z0-9._-]{1,253}$/.test(name);
  return [...new Set([...given, ...heard, ...own])].filter(isName);
}

/** Where nodes find it: the first name that means something elsewhere. */
export function nameForNodes(names: readonly string[]): string {
  return names.find((name) => !isLoopback(name)) ?? names[0] ?? "localhost";
}
