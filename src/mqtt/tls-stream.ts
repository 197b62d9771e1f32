import { isIP } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { HirteError, messageOf } from "../core/errors.ts";
import type { StreamFactory } from "./stream-factory.ts";

/** Whom to believe, and what to show; PEM. */
export interface TlsIdentity {
  /** CAs of which one must have signed the server's certificate; no others are believed. */
  readonly ca: string;
  /** This side's certificate and key, where it has one. */
  readonly cert?: string;
  readonly key?: string;
}

/** A stream over TLS: the server must have a certificate of the given CA for `host`, or nothing is said. */
export function tlsStream(options: {
  readonly host: string;
  readonly port: number;
  /** Read anew for each connection: files change. @throws HirteError, and the attempt has failed */
  readonly identity: () => TlsIdentity;
}): StreamFactory {
  const { host, port, identity } = options;
  return () => {
    const socket = openTls({ host, port, identity: identity(), protocol: "mqtt" });
    socket.setNoDelay(true);
    return socket;
  };
}

/** A TLS connection under way, for the protocol named (ALPN, RFC 7301). */
export function openTls(options: {
  readonly host: string;
  readonly port: number;
  readonly identity: TlsIdentity;
  readonly protocol: "mqtt" | "http/1.1";
}): TLSSocket {
  const { host, port, identity, protocol } = options;
  const socket = connectTls({
    host,
    port,
    ...identity,
    ALPNProtocols: [protocol],
    minVersion: "TLSv1.2",
    // An address is no name to ask a server for (RFC 6066 §3); the certificate is compared with it all the same.
    ...(isIP(host) === 0 ? { servername: host } : {}),
  });
  // First in the line of listeners: those behind it read what was meant.
  socket.prependListener("error", (error: Error) => {
    error.message = tlsProblem(error, socket) ?? error.message;
  });
  return socket;
}

/** What a failure of TLS means to people; undefined: it is none of TLS. */
export function tlsProblem(error: Error, socket?: TLSSocket): string | undefined {
  const code = "code" in error ? String(error.code) : "";
  switch (code) {
    case "CERT_HAS_EXPIRED":
      return "its certificate has expired, or the clock of this machine is ahead";
    case "CERT_NOT_YET_VALID":
      return "its certificate does not hold yet: is the clock of this machine behind?";
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return `its certificate is for another name: ${"reason" in error ? String(error.reason) : messageOf(error)}`;
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "UNABLE_TO_GET_ISSUER_CERT":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "CERT_SIGNATURE_FAILURE":
    case "CERT_UNTRUSTED":
      return "its certificate is of another CA than the one trusted here (TLSCAFile=)";
    case "ERR_SSL_WRONG_VERSION_NUMBER":
    case "ERR_SSL_PACKET_LENGTH_TOO_LONG":
    case "ERR_SSL_UNEXPECTED_MESSAGE":
      return noTls;
    case "ECONNRESET":
    case "EPIPE":
      // The connection was there, and ended before TLS was.
      return socket && !socket.connecting && !socket.getPeerX509Certificate() ? noTls : undefined;
    default:
      return /wrong version number|packet length too long|unexpected message/.test(error.message)
        ? noTls
        : undefined;
  }
}

/** Both ends are to do the same. */
const noTls =
  "what answers there does not speak TLS: take TLS=off out there, or write it here too, with AllowInsecure=yes where that is another machine";

/** What a plain connection is told by one who speaks TLS: an alert record (RFC 8446 §5.1, §6). */
export function isTlsAlert(bytes: Buffer): boolean {
  return bytes[0] === 0x15 && bytes[1] === 0x03;
}

/** Why a plain connection cannot be. */
export function speaksTls(): HirteError {
  return new HirteError(
    "not-reachable",
    "what answers there speaks TLS, and with TLS=off this side does not: take that out here, or write it there too",
  );
}
