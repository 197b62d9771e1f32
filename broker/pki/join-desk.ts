import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Clock } from "../../src/core/clock.ts";
import { messageOf } from "../../src/core/errors.ts";
import type { Log } from "../../src/core/log.ts";
import { QuietLog } from "../../src/core/quiet-log.ts";
import { isDueForRenewal, serialOf } from "../../src/pki/certificates.ts";
import { greediest } from "../greediest.ts";
import { placeOf, withoutPort } from "../peer-address.ts";
import type { TlsArrival } from "../tls-door.ts";
import { type Authority, keyInRequest, lifetimesMs } from "./authority.ts";
import type { IssuedCertificates } from "./issued.ts";
import type { Vouch } from "./vouching.ts";

/** Limits of the desk. */
export interface JoinLimits {
  /** Connections at a time; beyond it one gives way. */
  readonly maxConnections: number;
  readonly maxBodyBytes: number;
  /** From the end of the handshake to the end of the connection. */
  readonly timeoutMs: number;
  /** Who is refused hears it no sooner. */
  readonly refusalMs: number;
}

export const defaultJoinLimits: JoinLimits = {
  maxConnections: 128,
  maxBodyBytes: 16 * 1024,
  timeoutMs: 10_000,
  refusalMs: 1000,
};

/** What a desk is made of. */
export interface JoinDeskOptions {
  readonly authority: Authority;
  readonly issued: IssuedCertificates;
  readonly vouch: Vouch;
  readonly mayJoin: (node: string) => boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: Partial<JoinLimits>;
}

/** One certificate in this time for one that is shown: each is a change of the list on disk. */
const renewalPauseMs = 600_000;

/** Why somebody gets no certificate: for the log alone. */
class Refused extends Error {}

/**
 * Gives nodes their certificates, over HTTP on the broker's port: POST /v1/join for a token, POST /v1/renew
 * for a certificate that is about to end. Whoever is refused learns nothing but that, and late.
 */
export class JoinDesk {
  readonly #options: JoinDeskOptions;
  readonly #limits: JoinLimits;
  readonly #server: Server;
  readonly #quietLog: QuietLog;
  readonly #open = new Map<object, TlsArrival & { readonly host: string }>();
  /** Connections whose one request has come. */
  readonly #asked = new WeakSet<object>();
  /** When the next certificate was given, by the serial number of the one shown: the oldest first. */
  readonly #renewed = new Map<string, number>();
  #refused = 0;

  constructor(options: JoinDeskOptions) {
    this.#options = options;
    this.#limits = { ...defaultJoinLimits, ...options.limits };
    this.#quietLog = new QuietLog(options.log, options.clock);
    // It never listens: connections are handed to it.
    this.#server = createServer({ maxHeaderSize: 8192, keepAlive: false }, (request, response) => {
      // Who sends many at a time would have them all begun at once.
      if (this.#asked.has(request.socket)) return void request.socket.destroy();
      this.#asked.add(request.socket);
      this.#answer(request, response).catch((error: unknown) => {
        options.log.debug({ error }, "a node that was to join went away");
        request.socket.destroy();
      });
    });
    this.#server.on("clientError", (_error, socket) => socket.destroy());
  }

  /** Requests that were refused; each may have been somebody's try of a token. */
  get refused(): number {
    return this.#refused;
  }

  /** Serves a connection, to its end. */
  serve(arrival: TlsArrival): void {
    const { socket, address } = arrival;
    if (this.#open.size >= this.#limits.maxConnections)
      greediest(this.#open.values())?.socket.destroy();
    const timer = this.#options.clock.after(this.#limits.timeoutMs, () => socket.destroy());
    this.#open.set(socket, { ...arrival, host: placeOf(withoutPort(address)) });
    socket.once("close", () => {
      timer.cancel();
      this.#open.delete(socket);
    });
    this.#server.emit("connection", socket);
  }

  /** Ends all its connections. */
  close(): void {
    for (const { socket } of this.#open.values()) socket.destroy();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { log, authority } = this.#options;
    const arrival = this.#open.get(request.socket);
    const address = arrival?.address ?? "unknown";
    response.setHeader("connection", "close");
    try {
      const certificate = await this.#certificateFor(request, arrival);
      send(response, 200, { certificate, ca: authority.pem });
    } catch (error) {
      this.#refused++;
      const reason = messageOf(error);
      const text = "a node was refused a certificate";
      if (error instanceof Refused)
        this.#quietLog.warn(`join ${arrival?.host}`, { address, reason }, text);
      else log.error({ address, error }, text);
      await this.#tarry(request);
      send(response, 403, { error: "refused" });
    }
  }

  /** Lets who is refused wait; not longer than it stays. */
  async #tarry({ socket }: IncomingMessage): Promise<void> {
    const { refusalMs } = this.#limits;
    if (refusalMs === 0 || socket.destroyed) return;
    await new Promise<void>((resolve) => {
      const timer = this.#options.clock.after(refusalMs, resolve);
      socket.once("close", () => {
        timer.cancel();
        resolve();
      });
    });
  }

  #certificateFor(request: IncomingMessage, arrival: TlsArrival | undefined): Promise<string> {
    const what = `${request.method} ${request.url}`;
    if (what === "POST /v1/join") return this.#join(request);
    if (what === "POST /v1/renew" && arrival) return this.#renew(arrival);
    throw new Refused("there is POST /v1/join and POST /v1/renew, and no other request");
  }

  async #join(request: IncomingMessage): Promise<string> {
    const { authority, issued, mayJoin, clock, log } = this.#options;
    const { node, token, csr } = await this.#wishIn(request);
    const noToken = `there is no such token for node ${node}: expired, used, or none`;
    // Nothing is taken apart for who has no right to it.
    if (!issued.isAwaited({ node, token, nowMs: clock.wallMs() })) throw new Refused(noToken);
    let spki: Buffer;
    try {
      spki = await keyInRequest(csr);
    } catch (error) {
      throw new Refused(`its certificate request is not good: ${messageOf(error)}`);
    }
    if (!mayJoin(node)) throw new Refused(`node ${node} is not among those that may join`);
    const nowMs = clock.wallMs();
    const untilMs = nowMs + lifetimesMs.node;
    const entry = issued.redeem({ node, token, untilMs, nowMs });
    // Somebody else may have used it meanwhile.
    if (!entry) throw new Refused(noToken);
    const certificate = await authority.signNode({ ...entry, spki, nowMs });
    log.info({ node, serial: entry.serial }, "a node has joined: it has its certificate");
    return certificate;
  }

  async #renew({ shown }: TlsArrival): Promise<string> {
    const { authority, issued, vouch, mayJoin, clock, log } = this.#options;
    if (!shown) throw new Refused("it asks for its next certificate and shows none");
    const nowMs = clock.wallMs();
    const vouched = vouch(shown, nowMs);
    if ("problem" in vouched) throw new Refused(vouched.problem);
    const { node } = vouched;
    if (!mayJoin(node)) throw new Refused(`node ${node} is not among those that may join`);
    const { certificate } = shown;
    if (!isDueForRenewal(certificate, nowMs))
      throw new Refused(`it is too early for the next certificate of node ${node}`);
    const serial = serialOf(certificate);
    // Whose answer was lost comes again in an hour.
    if (this.#wasRenewed(serial))
      throw new Refused(`node ${node} was given its next certificate just now`);
    const untilMs = nowMs + lifetimesMs.node;
    const entry = issued.renew({ node, shown: serial, untilMs, nowMs });
    this.#renewed.set(serial, clock.monotonicMs());
    // That it holds the key, TLS has proven.
    const spki = Buffer.from(certificate.publicKey.export({ type: "spki", format: "der" }));
    const next = await authority.signNode({ ...entry, spki, nowMs });
    log.info({ node, serial: entry.serial }, "a node has its next certificate");
    return next;
  }

  /** Whether the next certificate after this one was given a short while ago. */
  #wasRenewed(serial: string): boolean {
    const fromMs = this.#options.clock.monotonicMs() - renewalPauseMs;
    for (const [each, atMs] of this.#renewed) {
      if (atMs > fromMs) break;
      this.#renewed.delete(each);
    }
    return this.#renewed.has(serial);
  }

  async #wishIn(
    request: IncomingMessage,
  ): Promise<{ readonly node: string; readonly token: string; readonly csr: string }> {
    const pieces: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const piece of request) {
        // No encoding was set: pieces are buffers.
        const part = piece as Buffer;
        bytes += part.length;
        if (bytes > this.#limits.maxBodyBytes) throw new Refused("what it sent is too long");
        pieces.push(part);
      }
    } catch (error) {
      if (error instanceof Refused) throw error;
      throw new Refused(`it went away before it had said what it wants: ${messageOf(error)}`);
    }
    let wish: unknown;
    try {
      wish = JSON.parse(Buffer.concat(pieces).toString("utf8"));
    } catch {
      throw new Refused("what it sent is not JSON");
    }
    const { node, token, csr } = Object(wish);
    const isWish =
      typeof node === "string" &&
      /^[A-Za-z0-9._-]{1,63}$/.test(node) &&
      typeof token === "string" &&
      token.length <= 64 &&
      typeof csr === "string";
    if (!isWish) throw new Refused("what it sent does not hold node, token and csr");
    return { node, token, csr };
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}
