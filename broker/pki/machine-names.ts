import { readFileSync } from "node:fs";
import { hostname, networkInterfaces } from "node:os";
import { isLoopback } from "../listen-address.ts";
import { plainAddress } from "./authority.ts";
import type { MachineNames } from "./server-names.ts";

/** What this machine calls itself, and its addresses as they are now. */
export function readMachineNames(): MachineNames {
  return { hostName: hostname(), addresses: readAddresses() };
}

function readAddresses(): readonly string[] {
  let found: readonly string[];
  try {
    const all = Object.values(networkInterfaces()).flatMap((interfaces = []) => interfaces);
    found = all.map(({ address }) => address);
  } catch {
    // It asks by a netlink socket, which RestrictAddressFamilies= of hirte.service denies.
    found = [
      ...localIpv4(textOf("/proc/self/net/fib_trie")),
      ...ipv6(textOf("/proc/self/net/if_inet6")),
    ];
  }
  // Link-local addresses mean another machine on each link (RFC 4291 §2.5.6).
  const isUseful = (address: string) => !isLoopback(address) && !/^fe[89ab]/i.test(address);
  return [...new Set(found.map(plainAddress))].filter(isUseful);
}

/** Addresses of this machine in the kernel's routing table: each stands above a line `/32 host LOCAL`. */
export function localIpv4(fibTrie: string): readonly string[] {
  const entries = fibTrie.matchAll(/\|-- ([\d.]+)\n\s+\/32 host LOCAL/g);
  return [...entries].map(([, address = ""]) => address);
}

/** Addresses in the kernel's list of them, 32 hexadecimal digits at the head of each line. */
export function ipv6(ifInet6: string): readonly string[] {
  return [...ifInet6.matchAll(/^([0-9a-f]{32}) /gm)].map(([, digits = ""]) =>
    plainAddress((digits.match(/.{4}/g) ?? []).join(":")),
  );
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Where the kernel shows nothing, names given to setup are all there is.
    return "";
  }
}
