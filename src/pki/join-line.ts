import { HirteError } from "../core/errors.ts";

/** What a node needs to join: whom to ask, with which right, and by what it knows that it asked the right one. */
export interface Invitation {
  readonly host: string;
  readonly port: number;
  readonly node: string;
  /** Good for one node, once. */
  readonly token: string;
  /** SHA-256 of the certificate of hirte's CA, 64 hexadecimal digits. */
  readonly ca: string;
}

/** An invitation as the one word that `hirte-agent join` takes. */
export function joinUrl({ host, port, node, token, ca }: Invitation): string {
  return `hirte://${host.includes(":") ? `[${host}]` : host}:${port}/${node}?token=${token}&ca=${ca}`;
}

/** An invitation as a line for a shell. */
export function joinLine(invitation: Invitation): string {
  return `hirte-agent join '${joinUrl(invitation)}'`;
}

const form =
  /^hirte:\/\/(?:\[([0-9a-fA-F:.]{2,45})\]|([A-Za-z0-9._-]{1,253})):(\d{1,5})\/([A-Za-z0-9._-]{1,63})\?token=([A-Za-z0-9_-]{22,64})&ca=([0-9a-f]{64})$/;

/**
 * Reads what `joinUrl` writes.
 * @throws HirteError `bad-argument`; the token is not in its message
 */
export function parseJoinUrl(text: string): Invitation {
  const parts = form.exec(text);
  const port = Number(parts?.[3]);
  if (!parts || port < 1 || port > 65_535) {
    throw new HirteError(
      "bad-argument",
      "this is no line to join by: pass on what `hirtectl node add NAME` printed, whole and in its quotes: 'hirte://HOST:PORT/NAME?token=…&ca=…'",
    );
  }
  const [, address, name, , node = "", token = "", ca = ""] = parts;
  return { host: address ?? name ?? "", port, node, token, ca };
}
