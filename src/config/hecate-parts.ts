import { isIP } from "node:net";
import { type Endpoint, parseAddress } from "./address.ts";
import type { Node as FileNode, HecateFile } from "./generated/hecate-file.ts";
import type { SelectableNode } from "./node-selector.ts";

/** The nodes, with the role that the coordinator has in any case. */
export function selectableNodes(
  file: HecateFile,
): readonly (SelectableNode & { readonly node: FileNode })[] {
  return Object.entries(file.nodes).map(([name, node]) => ({
    name,
    node,
    roles: name === file.coordinator ? [...new Set([...node.roles, "coordinator"])] : node.roles,
  }));
}

/** The upsd and the UPS in NAME@HOST:PORT; undefined where the text is none. */
export function targetOf(text: string): (Endpoint & { readonly ups: string }) | undefined {
  const [, ups = "", where = ""] = /^([^@]*)@(.*)$/.exec(text) ?? [];
  const address = parseAddress(where);
  return address && { ups, host: address.host, port: address.port ?? nutPort };
}

/** Host and port in mqtts://HOST:PORT; undefined where the text is none. */
export function brokerOf(url: string): (Endpoint & { readonly isTls: boolean }) | undefined {
  const [, scheme, where = ""] = /^(mqtts?):\/\/([^/?#@]*)\/?$/.exec(url) ?? [];
  const address = parseAddress(where);
  if (address?.port === undefined) return undefined;
  return { host: address.host, port: address.port, isTls: scheme === "mqtts" };
}

/** Where ssh goes through, in [USER@]ADDRESS[:PORT]; undefined where the text is none. `user`: where it names none. */
export function jumpOf(
  text: string,
  user: string,
): (Endpoint & { readonly user: string }) | undefined {
  const [, named = user, where = ""] = /^(?:([^@]*)@)?(.*)$/.exec(text) ?? [];
  // An address of IPv6 without a port needs no brackets.
  const address = isIP(where) === 0 ? parseAddress(where) : { host: where };
  if (!address || isIP(address.host) === 0) return undefined;
  return { user: named, host: address.host, port: address.port ?? sshPort };
}

/** What a connection is tried to, in ADDRESS:PORT; undefined where the text is none. */
export function tcpOf(text: string): Endpoint | undefined {
  const address = parseAddress(text);
  if (address?.port === undefined || isIP(address.host) === 0) return undefined;
  return { host: address.host, port: address.port };
}

const sshPort = 22;
/** Where upsd listens (IANA). */
const nutPort = 3493;
