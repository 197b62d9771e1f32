import type { Socket } from "node:net";

/**
 * Who is at the other end, without the port. On a socket for IPv6 and IPv4 together IPv4 addresses come as mapped
 * ones (RFC 4291 §2.5.5.2); they are said as everywhere else, so that a machine has one name in logs and limits.
 */
export function peerHost({ remoteAddress }: Pick<Socket, "remoteAddress">): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(remoteAddress ?? "") ?? [];
  return mapped ?? remoteAddress ?? "unknown";
}
