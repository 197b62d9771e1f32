import { isIPv6, type Socket } from "node:net";

/**
 * Who is at the other end, without the port. On a socket for IPv6 and IPv4 together IPv4 addresses come as mapped
 * ones (RFC 4291 §2.5.5.2); they are said as everywhere else, so that a machine has one name in logs and limits.
 */
export function peerHost({ remoteAddress }: Pick<Socket, "remoteAddress">): string {
  return unmapped(remoteAddress ?? "unknown");
}

/** An address without the port behind it. */
export function withoutPort(address: string): string {
  return address.replace(/:\d+$/, "");
}

/**
 * Where an address, without a port, is from, as limits take it: whoever has one IPv6 address has 2^64 of them, and the
 * network counts (RFC 4291 §2.5.1). What is no address is its own place.
 */
export function placeOf(address: string): string {
  const plain = unmapped(address).replace(/%.*$/, "");
  if (!isIPv6(plain)) return unmapped(address);
  const [head = "", tail] = plain.split("::");
  const groups = head === "" ? [] : head.split(":");
  const behind = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap = tail === undefined ? 0 : 8 - groups.length - behind.length;
  const whole = [...groups, ...Array<string>(Math.max(0, gap)).fill("0"), ...behind];
  return `${whole.slice(0, 4).join(":")}::/64`;
}

function unmapped(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}
