import { createServer, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type Clock, systemClock } from "../src/core/clock.ts";
import { HirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { isLocalUser } from "../src/core/uid-proof.ts";
import { Accounts } from "./accounts.ts";
import { AedesCore } from "./aedes-core.ts";
import { ArrivalPace } from "./arrivals.ts";
import { type Authorize, authorizeByTable, denialReasons, fastMayRead } from "./authorization.ts";
import { comesAs } from "./comes-as.ts";
import { Connection, type ConnectionHost, type Identity, type Refusal } from "./connection.ts";
import type { CutReason } from "./cut-off.ts";
import { connectionsAllowed } from "./fd-limit.ts";
import { Incidents } from "./incidents.ts";
import { type BrokerLimits, defaultLimits, inProcessOutbox } from "./limits.ts";
import { isEverywhere } from "./listen-address.ts";
import { JudgesClock } from "./liveness.ts";
import type { LocalAuthentication } from "./local-users.ts";
import { type Authentication, Logins } from "./logins.ts";
import type { ConnectFacts } from "./mqtt-inspect.ts";
import { Newcomers, type Place } from "./newcomers.ts";
import { PacketTurns } from "./packet-turns.ts";
import { peerHost, placeOf, withoutPort } from "./peer-address.ts";
import type { ServerCredentials } from "./pki/setup.ts";
import type { Shown, Vouch, Vouched } from "./pki/vouching.ts";
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

/** What CONNECT is answered where a client does not prove who it is (MQTT 3.1.1 table 3.1). */
const loginRefusals = {
  missing: { returnCode: 5, detail: "it shows no certificate, nor user and password" },
  wrong: { returnCode: 4, detail: "user or password is wrong" },
  busy: {
    returnCode: 3,
    detail: "too many passwords of its address, or in all, wait to be looked at",
  },
} as const satisfies Readonly<Record<LoginFailure, Refusal>>;
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

/** How a client did not prove who it is: nothing shown, something wrong, or too many wait to be looked at. */
export type LoginFailure = "missing" | "wrong" | "busy";

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
  readonly #servers: Server[] = [];
  readonly #options: BrokerOptions;
  readonly #clock: Clock;
  readonly #door: TlsDoor | undefined;
  #webSocketDoor: WebSocketDoor | undefined;
  #webSocketPort = 0;
  /** What clients that came by TLS have shown. */
  readonly #shown = new WeakMap<Connection, Shown>();
  readonly #connections = new Set<Connection>();
  readonly #byClientId = new Map<string, Connection>();
  readonly #quotas: QuotaBook;
  readonly #turns: PacketTurns;
  readonly #accounts: Accounts;
  readonly #inProcess = new Set<Connection>();
  readonly #newcomers = new Newcomers();
  readonly #connects: ArrivalPace;
  readonly #handshakes: ArrivalPace;
  readonly #logins: Logins | undefined;
  #local: LocalAuthentication | undefined;
  #coordinator: string | undefined;
  readonly #loginFailures: Record<LoginFailure, number> = { missing: 0, wrong: 0, busy: 0 };
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
    const { authentication, log, clock = systemClock } = parts.options;
    this.#options = parts.options;
    this.#coordinator = parts.options.coordinator;
    this.#clock = clock;
    this.#logins = authentication && new Logins({ authentication, log, clock });
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
    for (const address of options.listenAddresses) await broker.#listen(address, options.port);
    await broker.#openToBrowsers();
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
    return portOf(this.#servers[0]);
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
    this.#local = local;
  }

  /** The node whose hecate is the coordinator from now on; undefined: none is. One that is it no longer is cut off. */
  set coordinator(node: string | undefined) {
    this.#coordinator = node;
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
      const problem = this.#certificateProblem(connection);
      if (problem === undefined) continue;
      if (when === "at-once") connection.cut("revoked", problem);
      else connection.turnOut("revoked", () => this.#certificateProblem(connection) !== undefined);
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
      loginFailures: { ...this.#loginFailures },
      traffic: structuredClone(this.#traffic),
      quotas: this.#quotas.counts,
    };
  }

  /** Ends every connection and stops listening; idempotent. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#judge.stop();
    this.#logins?.close();
    const stopped = this.#servers.map(
      (server) => new Promise<void>((resolve) => server.close(() => resolve())),
    );
    this.#door?.close();
    for (const connection of [...this.#connections]) connection.cut("closing");
    this.#webSocketDoor?.close();
    await this.#core.close();
    await Promise.all(stopped);
  }

  async #listen(
    address: string,
    port: number,
    accept = (socket: Socket) => this.#accept(socket),
  ): Promise<Server> {
    // noDelay: Nagle's algorithm would hold a small packet back for tens of milliseconds.
    const server = createServer(
      { noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 },
      accept,
    );
    this.#servers.push(server);
    try {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        // Without a host Node takes ::, or 0.0.0.0 where the machine knows no IPv6.
        server.listen({ ...(isEverywhere(address) ? {} : { host: address }), port }, resolve);
      });
    } catch (cause) {
      await this.close();
      const message = `the broker cannot listen on ${address} port ${port}: ${messageOf(cause)}`;
      throw new HirteError("unavailable", message, { cause, details: { address, port } });
    }
    server.removeAllListeners("error");
    server.on("error", (error) => this.#log.error({ address, error }, "the broker's port failed"));
    this.#log.debug({ address, port: portOf(server) }, "the broker listens");
    return server;
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
      const server = await this.#listen(each, webSocket.port, (socket) =>
        this.#receive(socket, (delayMs, place) => door.admit(socket, delayMs, place)),
      );
      this.#webSocketPort ||= portOf(server);
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
    const vouched = shown && this.#options.tls?.vouch(shown, this.#clock.wallMs());
    const peer: Peer = {
      address,
      via: "tls",
      ...(vouched && "node" in vouched ? { proven: { role: "agent", node: vouched.node } } : {}),
    };
    const connection = this.#add(socket, peer, this.#limits, place);
    if (shown) this.#shown.set(connection, shown);
  }

  /** Whose certificate a connection has shown, as of now; undefined: none. */
  #vouchedFor(connection: Connection): Vouched | undefined {
    const shown = this.#shown.get(connection);
    return shown && this.#options.tls?.vouch(shown, this.#clock.wallMs());
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
    identify: (connection, facts) => this.#identify(connection, facts),
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

  #identify(
    connection: Connection,
    { username: user, password }: ConnectFacts,
  ): Identity | Promise<Identity> {
    const refusal = this.#certificateRefusal(connection);
    if (refusal) return { kind: "refusal", refusal };
    const { proven } = connection.peer;
    if (proven?.role === "agent") return comesAs(proven.node, user, this.#coordinator);
    if (!this.#logins && this.#options.tls && connection.peer.via !== "socket")
      return this.#refuseLogin("missing");
    if (connection.peer.via === "socket" && (!this.#logins || isLocalUser(user ?? ""))) {
      return this.#identifyLocal(user, password);
    }
    if (!this.#logins) {
      const principal = { role: "unproven", ...(user === undefined ? {} : { user }) } as const;
      return { kind: "principal", principal };
    }
    if (user === undefined || password === undefined) return this.#refuseLogin("missing");
    const { host: address } = connection;
    return this.#logins
      .prove({ user, password: password.toString("utf8"), address }, connection)
      .then((outcome) => {
        if (typeof outcome === "string") return this.#refuseLogin(outcome);
        return { kind: "principal", principal: outcome };
      });
  }

  async #identifyLocal(user: string | undefined, password: Buffer | undefined): Promise<Identity> {
    if (user === undefined || password === undefined) return this.#refuseLogin("missing");
    if (!this.#local) return this.#refuseLogin("busy", "hirte does not look at who it is yet");
    const outcome = await this.#local.prove(user, password.toString("utf8"));
    return outcome.kind === "principal" ? outcome : this.#refuseLogin(outcome.kind, outcome.detail);
  }

  #refuseLogin(failure: LoginFailure, detail?: string): Identity {
    this.#loginFailures[failure]++;
    const refusal = { ...loginRefusals[failure], ...(detail === undefined ? {} : { detail }) };
    return { kind: "refusal", refusal: { ...refusal, reason: "login-failed" } };
  }

  #admit(connection: Connection, facts: ConnectFacts): Refusal | undefined {
    const { will, isClean } = facts;
    const { clientId } = connection;
    const revoked = this.#certificateRefusal(connection);
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

  #certificateRefusal(connection: Connection): Refusal | undefined {
    const problem = this.#certificateProblem(connection);
    return problem === undefined ? undefined : { returnCode: 5, detail: problem };
  }

  /** Why the certificate that a client has shown, if any, does not count, or no longer for who it came as. */
  #certificateProblem(connection: Connection): string | undefined {
    const vouched = this.#vouchedFor(connection);
    if (!vouched) return undefined;
    if ("problem" in vouched) return vouched.problem;
    const { proven } = connection.peer;
    if (proven?.role !== "agent" || proven.node === vouched.node) return undefined;
    return `its certificate is of node ${vouched.node} by now, and it came as node ${proven.node}`;
  }

  #forget(connection: Connection): void {
    if (!this.#connections.delete(connection)) return;
    this.#logins?.forget(connection);
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

function portOf(server: Server | undefined): number {
  const address = server?.address();
  return typeof address === "object" && address ? address.port : 0;
}
