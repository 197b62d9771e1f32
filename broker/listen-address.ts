import { isIP } from "node:net";
import { brokerEndpoint, isLoopbackAddress } from "../src/config/address.ts";
import type { Log } from "../src/core/log.ts";

export { isLoopbackAddress as isLoopback };

/** Whether all addresses of the machine are meant, of IPv6 and IPv4. */
export function isEverywhere(listenAddress: string): boolean {
  return isIP(listenAddress) === 6 && /^[0:]+$/.test(listenAddress);
}

/** Says it in the log when others than this machine can reach the broker. */
export function warnIfExposed(listenAddress: string, log: Log): void {
  if (isLoopbackAddress(listenAddress)) return;
  log.warn(
    { listenAddress },
    "the broker can be reached from other machines, and whoever reaches it can drive every node: nothing is authenticated or encrypted",
  );
}

/** Says it in the log when the broker that is used is on another machine: it is spoken to without TLS. */
export function warnIfElsewhere(brokerUrl: string, log: Log): void {
  if (isLoopbackAddress(brokerEndpoint(brokerUrl).host)) return;
  log.warn(
    { brokerUrl },
    "the broker is on another machine: everybody in between can read what is said, and have every node driven",
  );
}
