import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type ServerOptions, type WebSocket, WebSocketServer } from "ws";
import { type Clock, systemClock, type Timer } from "../src/core/clock.ts";
import type { CutReason } from "./cut-off.ts";
import { greediest } from "./greediest.ts";
import type { BrokerLimits } from "./limits.ts";
import type { Place } from "./newcomers.ts";
import { peerHost, placeOf, withoutPort } from "./peer-address.ts";
import type { ServerCredentials } from "./pki/setup.ts";
import { type TlsArrival, TlsDoor } from "./tls-door.ts";
import type { TrafficCount } from "./traffic.ts";
import { mayPageConnect } from "./websocket-origin.ts";
import { WebSocketStream } from "./websocket-stream.ts";

/** A WebSocket that is to speak MQTT. */
export interface WebSocketArrival {
  readonly stream: Duplex;
  /** Address and port. */
  readonly address: string;
  /** As it was admitted with. */
  readonly place?: Place;
}

/** What a door is made of. */
export interface WebSocketDoorOptions {
  readonly limits: BrokerLimits;
  /** What the server shows of itself; absent: connections are plain. */
  readonly credentials?: ServerCredentials;
  /** As in `OriginRule`. */
  readonly origins?: readonly string[];
  /** The judge's clock. */
  readonly nowMs: () => number;
  readonly clock?: Clock;
  /** Frames that carry nothing of MQTT are added to it. */
  readonly traffic: TrafficCount;
  /** It is to speak MQTT. */
  readonly onStream: (arrival: WebSocketArrival) => void;
  readonly onCutOff: (reason: CutReason, address: string, detail: string) => void;
}

/** Paths that are one and the same. */
const paths: readonly string[] = ["/", "/mqtt"];
/** [MQTT-6.0.0-4] */
const subprotocol = "mqtt";
/** Browsers send along the cookies that other servers of the same host have left there. */
const maxHeaderBytes = 16 * 1024;
/** How long who is told why it is closed on, or closes itself, may take over it. */
const closeTimeoutMs = 2000;
/** Of the memory for what waits, the part that messages take of which the end has not come. */
const heldShare = 1 / 4;
/** In how many pieces a message may come: each is kept with some hundred bytes of its own. */
const maxFragments = 1024;
const maxBufferedChunks = 4096;

/** A connection that has not asked for a WebSocket yet, or was told no. */
interface Asking {
  readonly socket: Socket;
  readonly host: string;
  readonly address: string;
  readonly sinceMs: number;
  readonly place?: Place;
  /** Until it ends, nothing is read. */
  delay?: Timer;
  /** It has said what it wants: once. */
  hasAsked: boolean;
}

/** Why somebody gets no WebSocket: as it is told by HTTP. */
interface Refusal {
  readonly status: string;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Turns connections into WebSockets that carry MQTT, over TLS where there are credentials. Clients are asked for no
 * certificate: whoever sits at a browser has user and password.
 */
export class WebSocketDoor {
  readonly #options: WebSocketDoorOptions;
  readonly #clock: Clock;
  readonly #tls: TlsDoor | undefined;
  readonly #http: Server;
  readonly #upgrader: WebSocketServer;
  /** The oldest first. */
  readonly #asking = new Map<Duplex, Asking>();
  readonly #streams = new Set<WebSocketStream>();
  #heldBytes = 0;

  /** @throws when the credentials are of no use to TLS */
  constructor(options: WebSocketDoorOptions) {
    this.#options = options;
    const { limits, credentials, nowMs, clock = systemClock, onCutOff } = options;
    this.#clock = clock;
    const enter = (arrival: TlsArrival) => this.#enter(arrival, 0);
    this.#tls =
      credentials &&
      new TlsDoor({
        credentials,
        isForBrowsers: true,
        handshakeTimeoutMs: limits.connectTimeoutMs,
        maxHandshakes: limits.maxHandshakes,
        nowMs,
        clock,
        onMqtt: enter,
        onHttp: enter,
        onCutOff,
      });
    // It never listens: connections are handed to it.
    this.#http = createServer({ maxHeaderSize: maxHeaderBytes }, (request, response) =>
      this.#decline(request, response),
    );
    this.#http.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
    this.#http.on("clientError", (_error, socket) => {
      const asking = this.#asking.get(socket);
      if (asking) this.#refuse(asking, badRequest);
      else socket.destroy();
    });
    // Its types do not know all of them yet.
    const settings: ServerOptions & {
      readonly closeTimeout: number;
      readonly maxFragments: number;
      readonly maxBufferedChunks: number;
    } = {
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: limits.maxPacketBytes,
      maxFragments,
      maxBufferedChunks,
      closeTimeout: closeTimeoutMs,
      autoPong: false,
      // Thousands of tiny frames in one piece would keep everybody else waiting.
      allowSynchronousEvents: false,
      // Text is refused whatever it says.
      skipUTF8Validation: true,
      handleProtocols: () => subprotocol,
    };
    this.#upgrader = new WebSocketServer(settings);
    this.#upgrader.on("wsClientError", (_error, socket) => {
      const asking = this.#asking.get(socket);
      if (asking) this.#refuse(asking, badRequest);
      else socket.destroy();
    });
  }

  /** Takes a connection that was accepted just now: after a delay. `place`: the one it holds. */
  admit(socket: Socket, delayMs: number, place?: Place): void {
    if (this.#tls) {
      this.#tls.admit(socket, delayMs, place);
      return;
    }
    const address = `${peerHost(socket)}:${socket.remotePort ?? 0}`;
    this.#enter({ socket, address, ...(place && { place }) }, delayMs);
  }

  /** Looks at what only time can show. */
  judge(nowMs: number): void {
    this.#tls?.judge(nowMs);
    for (const each of this.#asking.values()) {
      if (nowMs - each.sinceMs <= this.#options.limits.connectTimeoutMs) return;
      this.#cut(each, "");
    }
  }

  /**
   * What new connections are shown from now on; those there are stay.
   * @throws when they are of no use to TLS; the former ones stay then
   */
  setCredentials(credentials: ServerCredentials): void {
    this.#tls?.setCredentials(credentials);
  }

  /** Ends all of its connections; those that speak MQTT are the broker's to end before. */
  close(): void {
    this.#tls?.close();
    for (const { socket } of this.#asking.values()) socket.destroy();
    for (const stream of this.#streams) stream.terminate();
  }

  #enter(
    { socket, address, place }: Pick<Asking, "socket" | "address" | "place">,
    delayMs: number,
  ): void {
    if (this.#asking.size >= this.#options.limits.maxHandshakes) {
      const one = greediest(this.#asking.values());
      if (one) this.#cut(one, "its place was needed");
    }
    const host = placeOf(withoutPort(address));
    const sinceMs = this.#options.nowMs();
    const held = place && { place };
    const asking: Asking = { socket, host, address, sinceMs, ...held, hasAsked: false };
    if (place)
      place.giveWay = () => {
        if (this.#asking.get(socket) === asking) this.#cut(asking, "its place was needed");
      };
    this.#asking.set(socket, asking);
    socket.once("close", () => {
      asking.delay?.cancel();
      this.#asking.delete(socket);
    });
    // What follows, close, says all there is to know.
    socket.on("error", () => undefined);
    const listen = () => void this.#http.emit("connection", socket);
    if (delayMs === 0) listen();
    else asking.delay = this.#clock.after(delayMs, listen);
  }

  /** Who asks for something else by HTTP. */
  #decline(request: IncomingMessage, response: ServerResponse): void {
    const asking = this.#asking.get(request.socket);
    // Who sends many at a time has the first one answered.
    if (!asking || asking.hasAsked) return void request.socket.destroy();
    asking.hasAsked = true;
    const { status, text, headers } = isKnown(request) ? noUpgrade : notFound;
    this.#options.onCutOff("upgrade-refused", asking.address, text);
    response.writeHead(Number(status.slice(0, 3)), { ...plainText(text), ...headers });
    response.end(`${text}\n`);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const asking = this.#asking.get(socket);
    if (!asking || asking.hasAsked) return void socket.destroy();
    const refusal = this.#refusalOf(request);
    if (refusal) this.#refuse(asking, refusal);
    else this.#upgrader.handleUpgrade(request, socket, head, (ws) => this.#serve(asking, ws));
  }

  #refusalOf({ url, headers }: IncomingMessage): Refusal | undefined {
    if (!isKnown({ url })) return notFound;
    if (headers["sec-websocket-version"] !== "13") return otherVersion;
    const offered = (headers["sec-websocket-protocol"] ?? "").split(",").map((p) => p.trim());
    // [MQTT-6.0.0-3]
    if (!offered.includes(subprotocol)) return otherSubprotocol;
    const { credentials, origins } = this.#options;
    const { origin, host } = headers;
    const rule = {
      isEncrypted: credentials !== undefined,
      ...(origins === undefined ? {} : { allowed: origins }),
    };
    return mayPageConnect({ origin, host }, rule) ? undefined : otherOrigin;
  }

  #serve(asking: Asking, ws: WebSocket): void {
    const { socket, address, place } = asking;
    const { limits, traffic, onStream, onCutOff } = this.#options;
    this.#asking.delete(socket);
    const stream = new WebSocketStream({
      ws,
      socket,
      maxFirstBytes: limits.maxConnectBytes,
      traffic,
      onProblem: (problem, detail) => onCutOff(problem, address, detail),
      onHeld: (deltaBytes) => this.#held(deltaBytes),
    });
    this.#streams.add(stream);
    ws.once("close", () => this.#streams.delete(stream));
    onStream({ stream: stream.duplex, address, ...(place && { place }) });
  }

  #held(deltaBytes: number): void {
    this.#heldBytes += deltaBytes;
    if (deltaBytes <= 0 || this.#heldBytes <= this.#options.limits.totalQueueBytes * heldShare)
      return;
    let largest: WebSocketStream | undefined;
    for (const stream of this.#streams)
      if (stream.heldBytes > (largest?.heldBytes ?? 0)) largest = stream;
    largest?.giveWay(`${this.#heldBytes} bytes of unfinished messages wait in all`);
  }

  /** Says no to one that has left HTTP behind, and closes when that has left. */
  #refuse(asking: Asking, { status, text, headers }: Refusal): void {
    const { socket, address, hasAsked } = asking;
    if (hasAsked) return void socket.destroy();
    asking.hasAsked = true;
    this.#options.onCutOff("upgrade-refused", address, text);
    const lines = Object.entries({ ...plainText(text), ...headers });
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
    socket.end(`HTTP/1.1 ${status}\r\n${head}\r\n${text}\n`, () => socket.destroy());
  }

  #cut(asking: Asking, detail: string): void {
    this.#asking.delete(asking.socket);
    if (!asking.hasAsked) this.#options.onCutOff("no-upgrade", asking.address, detail);
    asking.socket.destroy();
  }
}

const notFound: Refusal = { status: "404 Not Found", text: "there is nothing at this path" };
const badRequest: Refusal = {
  status: "400 Bad Request",
  text: "that is no request for a WebSocket",
};
const noUpgrade: Refusal = {
  status: "426 Upgrade Required",
  text: "MQTT is spoken here, over a WebSocket, and nothing else",
  headers: { Upgrade: "websocket" },
};
const otherVersion: Refusal = {
  status: "426 Upgrade Required",
  text: "WebSockets are of version 13 here",
  headers: { Upgrade: "websocket", "Sec-WebSocket-Version": "13" },
};
const otherSubprotocol: Refusal = {
  status: "400 Bad Request",
  text: "the subprotocol mqtt must be asked for",
};
const otherOrigin: Refusal = {
  status: "403 Forbidden",
  text: "pages of that origin may not connect: see WebSocketOrigins=",
};

function plainText(text: string): Readonly<Record<string, string>> {
  return {
    Connection: "close",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": String(Buffer.byteLength(`${text}\n`)),
    "X-Content-Type-Options": "nosniff",
  };
}

function isKnown({ url = "" }: Pick<IncomingMessage, "url">): boolean {
  return paths.includes(url.replace(/\?.*$/, ""));
}
