import { BlockList, isIP } from "node:net";

/** Where something listens; `port` is absent where the text named none. */
export interface Address {
  readonly host: string;
  readonly port?: number;
}

/** A socket of this machine, by its path. */
export interface SocketAddress {
  readonly socket: string;
}

/** A place to connect to. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/**
 * The address in `HOST`, `HOST:PORT`, `[IPV6]`, `[IPV6]:PORT` or a bare IPv6 address; undefined when
 * it is none of them.
 */
export function parseAddress(text: string): Address | undefined {
  if (isIPv6(text)) return { host: text };
  const parts = /^(?:\[([^[\]]{1,100})\]|([^:[\]]{1,253}))(?::(\d{1,5}))?$/.exec(text);
  if (!parts) return undefined;
  const [, inBrackets, name, portText] = parts;
  const host = inBrackets ?? name ?? "";
  if (inBrackets === undefined ? !isHostName(host) : !isIPv6(host)) return undefined;
  if (portText === undefined) return { host };
  const port = Number(portText);
  return port >= 1 && port <= 65_535 ? { host, port } : undefined;
}

/** The address in `text`, brackets around IPv6 taken off; undefined when it is none. */
export function parseListenAddress(text: string): string | undefined {
  const address = parseAddress(text);
  return address?.port === undefined ? address?.host : undefined;
}

/** Host and port of an mqtt:// URL, as BrokerURL= takes them; port 1883 where it names none. */
export function brokerEndpoint(brokerUrl: string): Endpoint {
  const { hostname, port } = new URL(brokerUrl);
  return { host: hostname.replace(/^\[|\]$/g, ""), port: port === "" ? 1883 : Number(port) };
}

/** Host and port as they are written in messages and URLs. */
export function formatEndpoint({ host, port }: Endpoint): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The address at which this machine reaches what listens on `listenAddress` (RFC 1122 §3.2.1.3). */
export function localAddressOf(listenAddress: string): string {
  if (listenAddress === "0.0.0.0") return "127.0.0.1";
  return isIP(listenAddress) === 6 && /^[0:]+$/.test(listenAddress) ? "::1" : listenAddress;
}

/** Whether only this machine can be there, or reach what listens there (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3). */
export function isLoopbackAddress(address: string): boolean {
  if (address === "localhost") return true;
  const loopback = new BlockList();
  loopback.addSubnet("127.0.0.0", 8);
  loopback.addAddress("::1", "ipv6");
  loopback.addSubnet("::ffff:127.0.0.0", 104, "ipv6");
  switch (isIP(address)) {
    case 4:
      return loopback.check(address);
    case 6:
      return loopback.check(address, "ipv6");
    default:
      return false;
  }
}

/** Whatever has one colon at most is none: Node.js would compile an expression that takes 5 ms, and only then say so. */
function isIPv6(text: string): boolean {
  return /:.*:/.test(text) && isIP(text) === 6;
}

function isHostName(text: string): boolean {
  if (isIP(text) === 4) return true;
  // All digits and dots but no address: a mistyped one, not a name (RFC 1123 §2.1).
  if (/^[\d.]+$/.test(text)) return false;
  return text.split(".").every((label) => /^[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})?$/.test(label));
}
