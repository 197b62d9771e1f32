import { BlockList, isIP } from "node:net";
import type { Log } from "../src/core/log.ts";

/** Whether only this machine can reach what listens there (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3). */
export function isLoopback(listenAddress: string): boolean {
  if (listenAddress === "localhost") return true;
  const loopback = new BlockList();
  loopback.addSubnet("127.0.0.0", 8);
  loopback.addAddress("::1", "ipv6");
  loopback.addSubnet("::ffff:127.0.0.0", 104, "ipv6");
  switch (isIP(listenAddress)) {
    case 4:
      return loopback.check(listenAddress);
    case 6:
      return loopback.check(listenAddress, "ipv6");
    default:
      return false;
  }
}

/** Says it in the log when others than this machine can reach the broker. */
export function warnIfExposed(listenAddress: string, log: Log): void {
  if (isLoopback(listenAddress)) return;
  log.warn(
    { listenAddress },
    "the broker can be reached from other machines, and whoever reaches it can drive every node: nothing is authenticated or encrypted",
  );
}
