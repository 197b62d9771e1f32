import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type Clock, systemClock } from "../src/core/clock.ts";
import type { Log } from "../src/core/log.ts";
import { Accounts } from "./accounts.ts";
import { AedesCore } from "./aedes-core.ts";
import { ArrivalPace } from "./arrivals.ts";
import { type Authorize, authorizeByTable, denialReasons, fastMayRead } from "./authorization.ts";
import { Connection, type ConnectionHost, type Refusal } from "./connection.ts";
import type { CutReason } from "./cut-off.ts";
import { Doorkeeper, type LoginFailure } from "./doorkeeper.ts";
import { connectionsAllowed } from "./fd-limit.ts";
import { Incidents } from "./incidents.ts";
import { type BrokerLimits, defaultLimits, inProcessOutbox } from "./limits.ts";
import { Listeners } from "./listeners.ts";
import { JudgesClock } from "./liveness.ts";
import type { LocalAuthentication } from "./local-users.ts";
import type { Authentication } from "./logins.ts";
import type { ConnectFacts } from "./mqtt-inspect.ts";
import { Newcomers, type Place } from "./newcomers.ts";
import { PacketTurns } from "./packet-turns.ts";
import { peerHost, placeOf, withoutPort } from "./peer-address.ts";
import type { ServerCredentials } from "./pki/setup.ts";
import type { Vouch } from "./pki/vouching.ts";
import { isSamePrincipal, type Peer } from "./principal.ts";
import { QuotaBook, type QuotaCounts } from "./quota-book.ts";
import { RequestOrigins } from "./request-origins.ts";
import { RetainedStore } from "./retained-store.ts";
import { streamPair } from "./stream-pair.ts";
import { type TlsArrival, TlsDoor } from "./tls-door.ts";
import { noTraffic, type TrafficCount, type Via } from "./traffic.ts";
import type { WebSocketDoor } from "./websocket-door.ts";

/** A client id is kept and logged; a node's name and 32 digits are far below. */
const maxClientIdLength = 256;

/** How connections are made with TLS. */
export interface BrokerTls {
  readonly credentials: ServerCredentials;
  /** Judges certificates of clients, at every CONNECT anew. */
  readonly vouch: Vouch;
  /** Serves connections that ask for HTTP; absent: nobody does. */
  readonly serveHttp?: (arrival: TlsArrival) => void;
}

/** How browsers connect: by WebSockets on a port of their own, over TLS where others connect so. */
export interface BrokerWebSocket {
  /** 0: any that is free. */
  readonly port: number;
  /** As in `OriginRule`. */
  readonly origins?: readonly string[];
}

/** Options of `Broker.start`. */
export interface BrokerOptions {
  readonly listenAddresses: readonly string[];
  /** 0: any that is free. */
  readonly port: number;
  readonly log: Log;
  readonly limits?: Partial<BrokerLimits>;
  readonly clock?: Clock;
  /** Default: `authorizeByTable`. */
  readonly authorize?: Authorize;
  /** Absent: connections are plain. */
  readonly tls?: BrokerTls;
  /** Absent: nobody connects by WebSocket. */
  readonly webSocket?: BrokerWebSocket;
  /**
   * Whoever does not prove by its transport who it is shows user and password. Absent: over plain connections
   * nobody is asked, and over TLS nobody comes in without a certificate.
   */
  readonly authentication?: Authentication;
  /** Where it is counted who went beyond a share. Default: one of its own. */
  readonly quotas?: QuotaBook;
  /** The node whose hecate is the coordinator; absent: none is. */
  readonly coordinator?: string | undefined;
}

/** What a broker has to do, and had to refuse. */
export interface BrokerStats {
  /** Connections over sockets. */
  readonly connections: number;
  /** Clients whose CONNECT was answered, in-process ones among them. */
  readonly clients: number;
  readonly subscriptions: number;
  readonly retainedMessages: number;
  readonly retainedBytes: number;
  /** Waiting in both directions. */
  readonly queuedBytes: number;
  /** Connections ended by the broker, by reason. */
  readonly cutOffs: Readonly<Record<CutReason, number>>;
  /** Bytes that waited for clients when they were cut off. */
  readonly bytesCutOff: number;
  /** Messages acknowledged and thrown away, as nobody may publish them. */
  readonly droppedMessages: number;
  /** Messages passed on, but not retained. */
  readonly unretainedMessages: number;
  /** Clients that did not prove who they are, by how. */
  readonly loginFailures: Readonly<Record<LoginFailure, number>>;
  /** What went through connections, by their kind. */
  readonly traffic: Readonly<Record<Via, Readonly<TrafficCount>>>;
  /** Who went beyond a share, by what there was too much of. */
  readonly quotas: QuotaCounts;
}

/**
 * An MQTT 3.1.1 broker for people who have to rely on it: aedes behind gates of ours. A client that
 * floods, hangs, lies or talks nonsense costs the others nothing. Nothing is kept for clients that
 * are away: sessions are clean, state is retained.
 */
export class Broker {
  /** From where the requests came that it has let through. */
  readonly origins: Pick<RequestOrigins, "take">;
  readonly #log: Log;
  readonly #limits: BrokerLimits;
  readonly #authorize: Authorize;
  readonly #judge: JudgesClock;
  readonly #incidents: Incidents;
  readonly #store: RetainedStore;
  readonly #core: AedesCore;
  readonly #listeners: Listeners;
  readonly #doorkeeper: Doorkeeper;
  #port = 0;
  readonly #options: BrokerOptions;
  readonly #clock: Clock;
  readonly #door: TlsDoor | undefined;
  #webSocketDoor: WebSocketDoor | undefined;
  #webSocketPort = 0;
  readonly #connections = new Set<Connection>();
  readonly #byClientId = new Map<string, Connection>();
  readonly #quotas: QuotaBook;
  readonly #turns: PacketTurns;
  readonly #accounts: Accounts;
  readonly #inProcess = new Set<Connection>();
  readonly #newcomers = new Newcomers();
  readonly #connects: ArrivalPace;
  readonly #handshakes: ArrivalPace;
  #sockets = 0;
  readonly #traffic = noTraffic();
  #isClosed = false;

  private constructor(parts: {
    readonly options: BrokerOptions;
    readonly limits: BrokerLimits;
    readonly authorize: Authorize;
    readonly incidents: Incidents;
    readonly store: RetainedStore;
    readonly core: AedesCore;
    readonly quotas: QuotaBook;
    readonly origins: RequestOrigins;
  }) {
    this.origins = parts.origins;
    this.#log = parts.options.log;
    this.#limits = parts.limits;
    this.#authorize = parts.authorize;
    this.#incidents = parts.incidents;
    this.#store = parts.store;
    this.#core = parts.core;
    const { authentication, coordinator, log, tls, clock = systemClock } = parts.options;
    this.#options = parts.options;
    this.#clock = clock;
    this.#listeners = new Listeners(log);
    const vouch = tls?.vouch;
    this.#doorkeeper = new Doorkeeper({ log, clock, vouch, authentication, coordinator });
    this.#judge = new JudgesClock(clock, parts.limits.judgeMs);
    const { limits, quotas } = parts;
    this.#quotas = quotas;
    const { batchPackets, batchBytes, roundPackets, roundBytes, share } = limits;
    this.#turns = new PacketTurns({
      each: { packets: batchPackets, bytes: batchBytes },
      all: { packets: roundPackets, bytes: roundBytes },
      isPaused: () => this.#isInboxFull(),
      onWait: () => quotas.waited("packets"),
    });
    this.#accounts = new Accounts({ limits, quotas, turns: this.#turns });
    const pace = { patienceMs: share.connectPatienceMs, clock, quotas };
    this.#connects = new ArrivalPace({ ...pace, kind: "connects", limits: share.connects });
    this.#handshakes = new ArrivalPace({ ...pace, kind: "handshakes", limits: share.handshakes });
    this.#door = this.#makeDoor();
  }

  /**
   * A broker that listens.
   * @throws HirteError `unavailable` when it cannot listen there: an address may come up later
   */
  static async start(options: BrokerOptions): Promise<Broker> {
    const { log, clock = systemClock, authorize = authorizeByTable } = options;
    const maxConnections = options.limits?.maxConnections ?? (await connectionsAllowed());
    const limits = { ...defaultLimits, ...options.limits, maxConnections };
    const incidents = new Incidents(log, clock);
    const store = new RetainedStore(limits);
    const quotas = options.quotas ?? new QuotaBook(log, clock);
    const origins = new RequestOrigins();
    const core = await AedesCore.start({
      log,
      limits,
      authorize,
      mayRead: fastMayRead(),
      store,
      incidents,
      quotas,
      origins,
      maxClientIdLength,
    });
    const parts = { options, limits, authorize, incidents, store, core, quotas, origins };
    const broker = new Broker(parts);
    try {
      await broker.#openToClients();
      await broker.#openToBrowsers();
    } catch (error) {
      await broker.close();
      throw error;
    }
    broker.#judge.start((nowMs) => {
      broker.#door?.judge(nowMs);
      broker.#webSocketDoor?.judge(nowMs);
      for (const connection of broker.#connections) connection.judge(nowMs);
      broker.#lookAround();
    });
    return broker;
  }

  /** Where it listens; the real one where 0 was asked for. */
  get port(): number {
    return this.#port;
  }

  /** Where it listens for WebSockets; 0: nowhere. */
  get webSocketPort(): number {
    return this.#webSocketPort;
  }

  /** A connection to the broker without a socket, for a client within the process. */
  inMemoryStream(): Duplex {
    const { near, far } = streamPair();
    const peer: Peer = { address: "in-process", via: "in-process", proven: { role: "manager" } };
    this.#add(far, peer, { ...this.#limits, ...inProcessOutbox });
    return near;
  }

  /** From now on connections by the operators' socket may prove who they are; before, none does. */
  set local(local: LocalAuthentication) {
    this.#doorkeeper.local = local;
  }

  /** The node whose hecate is the coordinator from now on; undefined: none is. One that is it no longer is cut off. */
  set coordinator(node: string | undefined) {
    this.#doorkeeper.coordinator = node;
    for (const connection of this.#connections) {
      const { principal } = connection;
      if (principal.role === "coordinator" && principal.node !== node)
        connection.cut("not-coordinator", `node ${principal.node}`);
    }
  }

  /** Takes a connection over a socket from a listener of somebody else's, with what its transport proves. */
  accept(transport: Duplex, peer: Peer): void {
    if (this.#hasRoom(transport, peer.address)) this.#add(transport, peer, this.#limits);
  }

  /**
   * Ends the connections that a node has now, its agents' and its hecate's, in a moment: agents were told to leave, and
   * most do so by themselves. `isStill`: whether they are to leave yet, for the node may be let in again meanwhile.
   */
  turnOut(node: string, isStill = () => true): void {
    for (const connection of this.#connections)
      if (nodeOf(connection) === node) connection.turnOut("turned-out", isStill);
  }

  /** Ends the connections of a user: at once, or in a moment, when it has read what it waits for. */
  signOut(user: string, when: "at-once" | "soon"): void {
    for (const connection of this.#connections) {
      const { principal } = connection;
      if (!("user" in principal) || principal.user !== user) continue;
      if (when === "at-once") connection.cut("signed-out", user);
      else connection.turnOut("signed-out");
    }
  }

  /**
   * What TLS connections are shown from now on; those there are stay.
   * @throws when it is of no use to TLS; the former one stays then
   */
  setCredentials(credentials: ServerCredentials): void {
    this.#door?.setCredentials(credentials);
    this.#webSocketDoor?.setCredentials(credentials);
  }

  /**
   * Judges the certificates of all connections again; one that counts no longer ends its connection: at once, or
   * in a moment, when it has read why.
   */
  judgeCertificates(when: "at-once" | "soon" = "at-once"): void {
    for (const connection of this.#connections) {
      const problem = this.#doorkeeper.certificateProblem(connection);
      if (problem === undefined) continue;
      if (when === "at-once") connection.cut("revoked", problem);
      else
        connection.turnOut(
          "revoked",
          () => this.#doorkeeper.certificateProblem(connection) !== undefined,
        );
    }
  }

  stats(): BrokerStats {
    let clients = 0;
    for (const connection of this.#connections) if (connection.isUp) clients++;
    return {
      connections: this.#sockets,
      clients,
      subscriptions: this.#core.subscriptions,
      retainedMessages: this.#store.size,
      retainedBytes: this.#store.bytes,
      queuedBytes: this.#accounts.queuedBytes,
      cutOffs: this.#incidents.cutOffs,
      bytesCutOff: this.#incidents.bytesCutOff,
      droppedMessages: this.#incidents.droppedMessages,
      unretainedMessages: this.#incidents.unretainedMessages,
      loginFailures: this.#doorkeeper.failures,
      traffic: structuredClone(this.#traffic),
      quotas: this.#quotas.counts,
    };
  }

  /** Ends every connection and stops listening; idempotent. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#judge.stop();
    this.#doorkeeper.close();
    const stopped = this.#listeners.close();
    this.#door?.close();
    for (const connection of [...this.#connections]) connection.cut("closing");
    this.#webSocketDoor?.close();
    await this.#core.close();
    await stopped;
  }

  async #openToClients(): Promise<void> {
    const { listenAddresses, port } = this.#options;
    for (const address of listenAddresses) {
      const bound = await this.#listeners.open(address, port, (socket) => this.#accept(socket));
      this.#port ||= bound;
    }
  }

  #accept(socket: Socket): void {
    const door = this.#door;
    if (door) this.#receive(socket, (delayMs, place) => door.admit(socket, delayMs, place));
    else this.accept(socket, { address: addressOf(socket), via: "plain" });
  }

  /** A connection that is not MQTT's yet; from here on it is one thing after another, and one socket. */
  #receive(socket: Socket, admit: (delayMs: number, place: Place) => void): void {
    const address = addressOf(socket);
    const host = placeOf(peerHost(socket));
    const delayMs = this.#handshakes.delayMs(host);
    if (delayMs === undefined) {
      const detail = "its address connects more often than it may";
      this.#turnAway(socket, "over-share", { address }, detail);
      return;
    }
    if (!this.#hasRoom(socket, address)) return;
    this.#sockets++;
    const place = this.#newcomers.add(host, () => socket.destroy());
    socket.once("close", () => {
      this.#sockets--;
      this.#newcomers.delete(place);
    });
    admit(delayMs, place);
  }

  async #openToBrowsers(): Promise<void> {
    const { tls, webSocket, listenAddresses } = this.#options;
    if (!webSocket) return;
    // Loaded where it is wanted.
    const { WebSocketDoor: Door } = await import("./websocket-door.ts");
    const door = new Door({
      limits: this.#limits,
      ...(tls ? { credentials: tls.credentials } : {}),
      ...(webSocket.origins ? { origins: webSocket.origins } : {}),
      nowMs: () => this.#judge.nowMs(),
      clock: this.#clock,
      traffic: this.#traffic.websocket,
      onStream: ({ stream, address, place }) =>
        void this.#add(stream, { address, via: "websocket" }, this.#limits, place),
      onCutOff: (reason, address, detail) => this.#incidents.cutOff(reason, { address }, detail),
    });
    this.#webSocketDoor = door;
    for (const each of listenAddresses) {
      const bound = await this.#listeners.open(each, webSocket.port, (socket) =>
        this.#receive(socket, (delayMs, place) => door.admit(socket, delayMs, place)),
      );
      this.#webSocketPort ||= bound;
    }
  }

  #makeDoor(): TlsDoor | undefined {
    const { tls } = this.#options;
    return (
      tls &&
      new TlsDoor({
        credentials: tls.credentials,
        handshakeTimeoutMs: this.#limits.connectTimeoutMs,
        maxHandshakes: this.#limits.maxHandshakes,
        nowMs: () => this.#judge.nowMs(),
        clock: this.#clock,
        onMqtt: (arrival) => this.#enter(arrival),
        onHttp: (arrival) => {
          // Whoever gives certificates has a bound of its own, and a token is used up once.
          if (arrival.place) this.#newcomers.delete(arrival.place);
          if (tls.serveHttp && !this.#isClosed) tls.serveHttp(arrival);
          else arrival.socket.destroy();
        },
        onCutOff: (reason, address, detail) => this.#incidents.cutOff(reason, { address }, detail),
      })
    );
  }

  /** A connection whose handshake is over. */
  #enter({ socket, address, shown, place }: TlsArrival): void {
    const vouched = this.#doorkeeper.vouchFor(shown);
    const peer: Peer = {
      address,
      via: "tls",
      ...(vouched && "node" in vouched ? { proven: { role: "agent", node: vouched.node } } : {}),
    };
    const connection = this.#add(socket, peer, this.#limits, place);
    if (shown) this.#doorkeeper.hasShown(connection, shown);
  }

  /** Whether another connection may be; if not, it is ended. */
  #hasRoom(transport: Duplex, address: string): boolean {
    const isFree = this.#sockets < this.#limits.maxConnections;
    if (isFree || this.#newcomers.makeRoomFor(placeOf(withoutPort(address)))) return true;
    this.#turnAway(transport, "no-room", { address }, `${this.#sockets} are open`);
    return false;
  }

  #turnAway(
    transport: Duplex,
    reason: CutReason,
    peer: { readonly address: string },
    detail: string,
  ): void {
    transport.on("error", () => undefined);
    transport.destroy();
    this.#incidents.cutOff(reason, peer, detail);
  }

  /** Once a second: nothing that was forgotten to be told of stands still for longer. */
  #lookAround(): void {
    this.#turns.goOnAnyway();
    this.#connects.tidy();
    this.#handshakes.tidy();
  }

  /** Whether those within the process have enough to read as it is: the manager above all. */
  #isInboxFull(): boolean {
    // What they say themselves waits for nobody's reading.
    for (const connection of this.#inProcess) if (connection.unreadBytes > inboxBytes) return true;
    return false;
  }

  /** `held`: the place it has already. */
  #add(transport: Duplex, peer: Peer, limits: BrokerLimits, held?: Place): Connection {
    const { address } = peer;
    const nowMs = () => this.#judge.nowMs();
    const connection = new Connection({
      transport,
      peer,
      limits,
      nowMs,
      host: this.#host,
      traffic: this.#traffic[viaOf(peer)],
      clock: this.#clock,
    });
    this.#connections.add(connection);
    if (isCounted(peer)) this.#sockets++;
    if (connection.isInProcess) this.#inProcess.add(connection);
    else this.#newcomers.hold(connection, held);
    this.#log.debug({ address, connections: this.#connections.size }, "a connection was made");
    if (this.#isClosed) connection.cut("closing");
    return connection;
  }

  readonly #host: ConnectionHost = {
    identify: (connection, facts) => this.#doorkeeper.identify(connection, facts),
    admit: (connection, facts) => this.#admit(connection, facts),
    attach: (connection, stream) => this.#core.attach(connection, stream),
    queued: (connection, deltaBytes) => this.#accounts.queued(connection, deltaBytes),
    taken: (connection) => {
      if (connection.isInProcess) this.#turns.goOn();
    },
    spoken: (connection) => this.#connects.delayMs(connection.host),
    cutOff: (connection, reason, detail) => {
      const { address, queuedBytes, clientId } = connection;
      const peer = { address, queuedBytes, clientId };
      this.#incidents.cutOff(reason, peer, detail);
    },
    closed: (connection) => this.#forget(connection),
  };

  #admit(connection: Connection, facts: ConnectFacts): Refusal | undefined {
    const { will, isClean } = facts;
    const { clientId } = connection;
    const revoked = this.#doorkeeper.certificateRefusal(connection);
    if (revoked) return revoked;
    // [MQTT-3.1.3-8]
    if (facts.clientId === "" && !isClean) {
      return { returnCode: 2, detail: "without a client id no session can be kept" };
    }
    if (clientId.length > maxClientIdLength) {
      return { returnCode: 2, detail: `a client id has at most ${maxClientIdLength} characters` };
    }
    if (will) {
      const verdict = this.#authorize(connection.principal, { kind: "will", ...will });
      if (verdict.kind !== "allow") {
        return { returnCode: 5, detail: `will on ${will.topic}: ${denialReasons[verdict.reason]}` };
      }
    }
    // [MQTT-3.1.4-2]
    const before = this.#byClientId.get(clientId);
    if (before && !isSamePrincipal(before.principal, connection.principal)) {
      return { returnCode: 2, detail: "its client id is somebody else's, who is connected" };
    }
    const overShare = this.#accounts.open(connection, before);
    if (overShare) return overShare;
    before?.cut("taken-over", `by ${connection.address}`);
    this.#byClientId.set(clientId, connection);
    this.#newcomers.letGo(connection);
    return undefined;
  }

  #forget(connection: Connection): void {
    if (!this.#connections.delete(connection)) return;
    this.#doorkeeper.forget(connection);
    if (isCounted(connection.peer)) this.#sockets--;
    this.#newcomers.letGo(connection);
    this.#accounts.leave(connection);
    if (this.#inProcess.delete(connection)) this.#turns.goOn();
    this.#core.forget(connection);
    const { clientId } = connection;
    if (this.#byClientId.get(clientId) === connection) this.#byClientId.delete(clientId);
    const facts = { address: connection.address, connections: this.#connections.size };
    this.#log.debug(facts, "a connection ended");
  }
}

/** As much may wait for somebody within the process before those outside do: what is asked next comes after it. */
const inboxBytes = 16 * 1024;

/** Whose it is, as a node that may join or not. */
function nodeOf({ node, principal }: Connection): string | undefined {
  switch (principal.role) {
    case "ups":
      return principal.host;
    case "coordinator":
      return principal.node;
    case "manager":
    case "agent":
    case "unproven":
    case "viewer":
    case "operator":
    case "admin":
      return node;
  }
}

/** TLS connections are counted before their handshake, and WebSockets before they are asked for. */
function isCounted({ via }: Peer): boolean {
  return via === "plain" || via === "socket";
}

/** As what its traffic is counted. */
function viaOf({ via }: Peer): Via {
  return via === "in-process" || via === "websocket" ? via : "socket";
}

function addressOf(socket: Socket): string {
  return `${peerHost(socket)}:${socket.remotePort ?? 0}`;
}
