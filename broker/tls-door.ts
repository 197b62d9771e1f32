import { constants } from "node:crypto";
import type { Socket } from "node:net";
import { createServer, type Server, type TLSSocket, type TlsOptions } from "node:tls";
import { type Clock, systemClock, type Timer } from "../src/core/clock.ts";
import { messageOf } from "../src/core/errors.ts";
import type { CutReason } from "./cut-off.ts";
import { greediest } from "./greediest.ts";
import { HandshakeTurns } from "./handshake-turns.ts";
import type { Place } from "./newcomers.ts";
import { peerHost, placeOf } from "./peer-address.ts";
import type { ServerCredentials } from "./pki/setup.ts";
import type { Shown } from "./pki/vouching.ts";

/** What comes of a connection that has proven, or not, who it is. */
export interface TlsArrival {
  readonly socket: TLSSocket;
  /** Address and port. */
  readonly address: string;
  /** The certificate it has shown, if any. */
  readonly shown?: Shown;
  /** As it was admitted with. */
  readonly place?: Place;
}

/** What a door is made of. */
export interface TlsDoorOptions {
  readonly credentials: ServerCredentials;
  /** Nobody is asked for a certificate, and HTTP/1.1 is all that is spoken. */
  readonly isForBrowsers?: boolean;
  /** From accept to the end of the handshake. */
  readonly handshakeTimeoutMs: number;
  /** Handshakes under way at a time; beyond it one gives way. */
  readonly maxHandshakes: number;
  /** The judge's clock. */
  readonly nowMs: () => number;
  readonly clock?: Clock;
  /** It is to speak MQTT. */
  readonly onMqtt: (arrival: TlsArrival) => void;
  /** It has asked for HTTP (ALPN). */
  readonly onHttp: (arrival: TlsArrival) => void;
  readonly onCutOff: (reason: CutReason, address: string, detail: string) => void;
}

/** First byte of what a TLS client says first (RFC 8446 §5.1). */
const handshakeRecord = 0x16;
/** Fatal alert: unexpected message (RFC 8446 §6). By it a client learns that TLS is spoken here. */
const alertRecord = Buffer.from([0x15, 0x03, 0x03, 0, 2, 2, 10]);

/** Why, and what to do about it. */
const noTls =
  "it does not speak TLS: take TLS=off out there, or write it here too, with AllowInsecure=yes for other machines";

/** A connection whose handshake is under way. */
interface Handshake {
  /** Both ends of the connection. */
  readonly key: string;
  readonly socket: Socket;
  readonly host: string;
  readonly address: string;
  readonly sinceMs: number;
  readonly place?: Place;
  /** Until it ends, nothing is read. */
  delay?: Timer;
}

/**
 * Turns connections into TLS connections, TLS 1.2 or 1.3. Clients other than browsers are asked for a certificate
 * and need not show one; what it is worth is judged by whoever the connection goes to.
 */
export class TlsDoor {
  readonly #options: TlsDoorOptions;
  readonly #clock: Clock;
  readonly #server: Server;
  readonly #turns = new HandshakeTurns<Handshake>({ begin: (handshake) => this.#begin(handshake) });
  /** By both ends of the connection, the oldest first: what TLS says of a connection names no other thing. */
  readonly #handshakes = new Map<string, Handshake>();

  /** @throws when the credentials are of no use to TLS */
  constructor(options: TlsDoorOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    const { isForBrowsers = false } = options;
    const settings: TlsOptions = {
      ...contextOf(options.credentials),
      requestCert: !isForBrowsers,
      // A handshake that fails for a certificate could not tell its client why; CONNECT can.
      rejectUnauthorized: false,
      // Whoever names protocols and HTTP is not first among them is taken to speak MQTT, as is who names none.
      ALPNCallback: ({ protocols }) =>
        isForBrowsers
          ? protocols.find((p) => p === "http/1.1")
          : (protocols.find((p) => p === "mqtt") ?? protocols[0] ?? ""),
      // Ours is the judge's clock, which does not blame others for a time in which the process stood still.
      handshakeTimeout: 4 * options.handshakeTimeoutMs,
    };
    // It never listens: connections are handed to it.
    this.#server = createServer(settings);
    this.#server.on("secureConnection", (socket) => this.#arrive(socket));
    this.#server.on("tlsClientError", (error, socket) => this.#fail(error, socket));
  }

  /** How many handshakes are under way. */
  get handshakes(): number {
    return this.#handshakes.size;
  }

  /**
   * Begins the handshake of a connection that was accepted just now: after a delay, and in its turn. `place`: the one
   * it holds.
   */
  admit(socket: Socket, delayMs = 0, place?: Place): void {
    if (this.#handshakes.size >= this.#options.maxHandshakes) this.#makeRoom();
    const key = keyOf(socket);
    const host = placeOf(peerHost(socket));
    const address = `${peerHost(socket)}:${socket.remotePort ?? 0}`;
    const sinceMs = this.#options.nowMs();
    const handshake: Handshake = { key, socket, host, address, sinceMs, ...(place && { place }) };
    if (place)
      place.giveWay = () => {
        if (this.#handshakes.get(key) === handshake) this.#giveWay(handshake);
      };
    // Two connections do not have the same ends: the one before was reset, and does not know it yet.
    const before = this.#handshakes.get(key);
    if (before) this.#forget(before);
    before?.socket.destroy();
    this.#handshakes.set(key, handshake);
    socket.once("close", () => this.#forget(handshake));
    // Until it is TLS's, an error is followed by close, which says all there is to know.
    socket.on("error", () => undefined);
    const listen = () => void socket.once("readable", () => this.#turns.add(handshake));
    if (delayMs === 0) listen();
    else handshake.delay = this.#clock.after(delayMs, listen);
  }

  /** Looks at what only time can show. */
  judge(nowMs: number): void {
    for (const each of this.#handshakes.values()) {
      if (nowMs - each.sinceMs <= this.#options.handshakeTimeoutMs) return;
      this.#cut(each, "no-handshake", "");
    }
  }

  /**
   * What new connections are shown from now on; those there are stay.
   * @throws when they are of no use to TLS; the former ones stay then
   */
  setCredentials(credentials: ServerCredentials): void {
    this.#server.setSecureContext(contextOf(credentials));
  }

  /** Ends the handshakes under way. */
  close(): void {
    for (const each of [...this.#handshakes.values()]) this.#cut(each, "closing", "");
  }

  #makeRoom(): void {
    const one = greediest(this.#handshakes.values());
    if (one) this.#giveWay(one);
  }

  #giveWay(handshake: Handshake): void {
    this.#cut(handshake, "no-handshake", "its place was needed");
  }

  /** TLS would close on one that does not speak it without a word. */
  #begin(handshake: Handshake): void {
    const { key, socket } = handshake;
    // Of what is in no list nobody would ever see the end.
    if (this.#handshakes.get(key) !== handshake) return void socket.destroy();
    const bytes: Buffer | null = socket.read();
    if (bytes === null) return;
    if (bytes[0] !== handshakeRecord) {
      socket.write(alertRecord);
      this.#cut(handshake, "tls-failed", noTls);
      return;
    }
    socket.unshift(bytes);
    this.#server.emit("connection", socket);
  }

  #arrive(socket: TLSSocket): void {
    const key = keyOf(socket);
    const handshake = this.#handshakes.get(key);
    this.#handshakes.delete(key);
    // It ended in the same moment.
    if (!handshake) return void socket.destroy();
    const { address, place } = handshake;
    socket.on("error", () => undefined);
    if (socket.isSessionReused()) {
      // A resumed session shows no certificate: what was true of its first life need not be true any more.
      this.#options.onCutOff("tls-failed", address, "it resumed a session, which is not allowed");
      socket.destroy();
      return;
    }
    const certificate = socket.getPeerX509Certificate();
    const problem = socket.authorized ? undefined : String(socket.authorizationError);
    const shown = certificate && {
      certificate,
      ...(problem === undefined ? {} : { chainProblem: problem }),
    };
    const arrival = { socket, address, ...(shown && { shown }), ...(place && { place }) };
    if (socket.alpnProtocol === "http/1.1") this.#options.onHttp(arrival);
    else this.#options.onMqtt(arrival);
  }

  #fail(error: Error, socket: TLSSocket): void {
    const handshake = this.#handshakes.get(keyOf(socket));
    // The socket itself may know its ends no more.
    const found = handshake ?? [...this.#handshakes.values()].find((h) => h.socket.destroyed);
    if (found) this.#cut(found, "tls-failed", problemOf(error));
    socket.destroy();
  }

  #cut(handshake: Handshake, reason: CutReason, detail: string): void {
    this.#forget(handshake);
    this.#options.onCutOff(reason, handshake.address, detail);
    handshake.socket.destroy();
  }

  /** Its ends may be those of another connection by now. */
  #forget(handshake: Handshake): void {
    handshake.delay?.cancel();
    this.#turns.forget(handshake);
    if (this.#handshakes.get(handshake.key) === handshake) this.#handshakes.delete(handshake.key);
  }
}

function contextOf({ cert, key, ca, crl }: ServerCredentials): TlsOptions {
  return {
    cert,
    key,
    ca,
    ...(crl === undefined ? {} : { crl }),
    minVersion: "TLSv1.2",
    // Each connection proves itself anew: a session that is resumed shows no certificate.
    secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
  };
}

function keyOf({ remoteAddress, remotePort, localAddress, localPort }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localAddress} ${localPort}`;
}

function problemOf(error: Error): string {
  const code = "code" in error ? String(error.code) : "";
  switch (code) {
    case "ERR_SSL_WRONG_VERSION_NUMBER":
    case "ERR_SSL_HTTP_REQUEST":
    case "ERR_SSL_PACKET_LENGTH_TOO_LONG":
      return noTls;
    case "ECONNRESET":
      return "it went away";
    case "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA":
      return "it does not believe this server's certificate: it knows another CA";
    default:
      return messageOf(error);
  }
}
