import { createServer, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type Clock, systemClock } from "../src/core/clock.ts";
import { HirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { type Account, Accounts } from "./accounts.ts";
import { AedesCore } from "./aedes-core.ts";
import { type Authorize, authorizeByTable, denialReasons, fastMayRead } from "./authorization.ts";
import { Bucket } from "./bucket.ts";
import { Connection, type ConnectionHost, type Identity, type Refusal } from "./connection.ts";
import type { CutReason } from "./cut-off.ts";
import { connectionsAllowed } from "./fd-limit.ts";
import { Incidents } from "./incidents.ts";
import { type BrokerLimits, defaultLimits, inProcessOutbox } from "./limits.ts";
import { JudgesClock } from "./liveness.ts";
import { type Authentication, Logins } from "./logins.ts";
import type { ConnectFacts } from "./mqtt-inspect.ts";
import { PacketTurns } from "./packet-turns.ts";
import { isSamePrincipal, type Peer } from "./principal.ts";
import { shareNameOf } from "./quota.ts";
import { QuotaBook, type QuotaCounts } from "./quota-book.ts";
import { RetainedStore } from "./retained-store.ts";
import { streamPair } from "./stream-pair.ts";
import { noTraffic, type TrafficCount, type Via } from "./traffic.ts";

/** A client id is kept and logged; a node's name and 32 digits are far below. */
const maxClientIdLength = 256;

/** What CONNECT is answered where a client does not prove who it is (MQTT 3.1.1 table 3.1). */
const loginRefusals = {
  missing: { returnCode: 5, detail: "it shows no user and password" },
  wrong: { returnCode: 4, detail: "user or password is wrong" },
  busy: {
    returnCode: 3,
    detail: "too many passwords of its address, or in all, wait to be looked at",
  },
} as const satisfies Readonly<Record<LoginFailure, Refusal>>;

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
  /** Whoever does not prove by its transport who it is shows user and password. Absent: nobody is asked. */
  readonly authentication?: Authentication;
  /** Where it is counted who went beyond a share. Default: one of its own. */
  readonly quotas?: QuotaBook;
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
  readonly #log: Log;
  readonly #limits: BrokerLimits;
  readonly #authorize: Authorize;
  readonly #judge: JudgesClock;
  readonly #incidents: Incidents;
  readonly #store: RetainedStore;
  readonly #core: AedesCore;
  readonly #servers: Server[] = [];
  readonly #connections = new Set<Connection>();
  readonly #byClientId = new Map<string, Connection>();
  readonly #clock: Clock;
  readonly #quotas: QuotaBook;
  readonly #accounts = new Accounts();
  readonly #turns: PacketTurns;
  readonly #inProcess = new Set<Connection>();
  /** Of those who have not said CONNECT, by address. */
  readonly #awaiting = new Map<string, Set<Connection>>();
  /** CONNECTs, by address. */
  readonly #connects = new Map<string, Bucket>();
  readonly #logins: Logins | undefined;
  readonly #loginFailures: Record<LoginFailure, number> = { missing: 0, wrong: 0, busy: 0 };
  #sockets = 0;
  #queuedBytes = 0;
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
  }) {
    this.#log = parts.options.log;
    this.#limits = parts.limits;
    this.#authorize = parts.authorize;
    this.#incidents = parts.incidents;
    this.#store = parts.store;
    this.#core = parts.core;
    const { authentication, log, clock = systemClock } = parts.options;
    this.#logins = authentication && new Logins({ authentication, log, clock });
    this.#judge = new JudgesClock(clock, parts.limits.judgeMs);
    this.#clock = clock;
    this.#quotas = parts.quotas;
    const { batchPackets, batchBytes, roundPackets, roundBytes } = parts.limits;
    this.#turns = new PacketTurns({
      each: { packets: batchPackets, bytes: batchBytes },
      all: { packets: roundPackets, bytes: roundBytes },
      isPaused: () => this.#isInboxFull(),
      onWait: () => this.#quotas.waited("packets"),
    });
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
    const core = await AedesCore.start({
      log,
      limits,
      authorize,
      mayRead: fastMayRead(),
      store,
      incidents,
      quotas,
      maxClientIdLength,
    });
    const broker = new Broker({ options, limits, authorize, incidents, store, core, quotas });
    for (const address of options.listenAddresses) await broker.#listen(address, options.port);
    broker.#judge.start((nowMs) => {
      for (const connection of broker.#connections) connection.judge(nowMs);
      broker.#lookAround();
    });
    return broker;
  }

  /** Where it listens; the real one where 0 was asked for. */
  get port(): number {
    const address = this.#servers[0]?.address();
    return typeof address === "object" && address ? address.port : 0;
  }

  /** A connection to the broker without a socket, for a client within the process. */
  inMemoryStream(): Duplex {
    const { near, far } = streamPair();
    const peer: Peer = { address: "in-process", via: "in-process", proven: { role: "manager" } };
    this.#add(far, peer, { ...this.#limits, ...inProcessOutbox });
    return near;
  }

  /** Takes a connection over a socket from a listener of somebody else's, with what its transport proves. */
  accept(transport: Duplex, peer: Peer): void {
    if (this.#sockets >= this.#limits.maxConnections && !this.#makeRoom()) {
      transport.on("error", () => undefined);
      transport.destroy();
      this.#incidents.cutOff("no-room", peer, `${this.#sockets} are open`);
      return;
    }
    this.#add(transport, peer, this.#limits);
  }

  /**
   * Ends the connections that agents of a node have now, in a moment: they were told to leave, and most
   * do so by themselves.
   */
  turnOut(node: string): void {
    for (const connection of this.#connections)
      if (connection.node === node) connection.turnOut("turned-out");
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

  stats(): BrokerStats {
    let clients = 0;
    for (const connection of this.#connections) if (connection.isUp) clients++;
    return {
      connections: this.#sockets,
      clients,
      subscriptions: this.#core.subscriptions,
      retainedMessages: this.#store.size,
      retainedBytes: this.#store.bytes,
      queuedBytes: this.#queuedBytes,
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
    for (const connection of [...this.#connections]) connection.cut("closing");
    await this.#core.close();
    await Promise.all(stopped);
  }

  async #listen(address: string, port: number): Promise<void> {
    // noDelay: Nagle's algorithm would hold a small packet back for tens of milliseconds.
    const server = createServer(
      { noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 },
      (socket) => this.#accept(socket),
    );
    this.#servers.push(server);
    try {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen({ host: address, port }, resolve);
      });
    } catch (cause) {
      await this.close();
      const message = `the broker cannot listen on ${address} port ${port}: ${messageOf(cause)}`;
      throw new HirteError("unavailable", message, { cause, details: { address, port } });
    }
    server.removeAllListeners("error");
    server.on("error", (error) => this.#log.error({ address, error }, "the broker's port failed"));
    this.#log.debug({ address, port: this.port }, "the broker listens");
  }

  #accept(socket: Socket): void {
    const address = `${socket.remoteAddress ?? "unknown"}:${socket.remotePort ?? 0}`;
    this.accept(socket, { address, via: "plain" });
  }

  /** Whoever holds a connection open without a word gives way, first of the address that holds most of them. */
  #makeRoom(): boolean {
    let most: Set<Connection> | undefined;
    for (const waiting of this.#awaiting.values())
      if (waiting.size > (most?.size ?? 0)) most = waiting;
    for (const connection of most ?? []) {
      if (!connection.isAwaitingConnect) continue;
      connection.cut("no-connect", "its place was needed");
      return true;
    }
    return false;
  }

  /** Once a second: nothing that was forgotten to be told of stands still for longer. */
  #lookAround(): void {
    this.#turns.goOn({ evenIfPaused: true });
    const nowMs = this.#clock.monotonicMs();
    for (const [host, bucket] of this.#connects)
      if (bucket.isFull(nowMs)) this.#connects.delete(host);
  }

  /** Whether those within the process have enough to read as it is: the manager above all. */
  #isInboxFull(): boolean {
    for (const connection of this.#inProcess) if (connection.queuedBytes > inboxBytes) return true;
    return false;
  }

  #add(transport: Duplex, peer: Peer, limits: BrokerLimits): void {
    const { address } = peer;
    const isInProcess = peer.via === "in-process";
    const nowMs = () => this.#judge.nowMs();
    const connection = new Connection({
      transport,
      peer,
      limits,
      nowMs,
      host: this.#host,
      traffic: this.#traffic[isInProcess ? "in-process" : "socket"],
      clock: this.#clock,
    });
    this.#connections.add(connection);
    if (isInProcess) this.#inProcess.add(connection);
    else {
      this.#sockets++;
      const host = hostOf(address);
      const waiting = this.#awaiting.get(host) ?? new Set();
      this.#awaiting.set(host, waiting.add(connection));
    }
    this.#log.debug({ address, connections: this.#connections.size }, "a connection was made");
    if (this.#isClosed) connection.cut("closing");
  }

  readonly #host: ConnectionHost = {
    identify: (connection, facts) => this.#identify(connection, facts),
    admit: (connection, facts) => this.#admit(connection, facts),
    attach: (connection, stream) => this.#core.attach(connection, stream),
    queued: (connection, deltaBytes) => this.#queued(connection, deltaBytes),
    taken: (connection) => {
      if (connection.isInProcess) this.#turns.goOn();
    },
    delayMs: (connection) => this.#delayMs(connection),
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
    if (!this.#logins) {
      const principal = { role: "unproven", ...(user === undefined ? {} : { user }) } as const;
      return { kind: "principal", principal };
    }
    if (user === undefined || password === undefined) return this.#refuseLogin("missing");
    const address = hostOf(connection.address);
    return this.#logins
      .prove({ user, password: password.toString("utf8"), address }, connection)
      .then((outcome) => {
        if (typeof outcome === "string") return this.#refuseLogin(outcome);
        return { kind: "principal", principal: outcome };
      });
  }

  #refuseLogin(failure: LoginFailure): Identity {
    this.#loginFailures[failure]++;
    return { kind: "refusal", refusal: { ...loginRefusals[failure], reason: "login-failed" } };
  }

  #admit(connection: Connection, facts: ConnectFacts): Refusal | undefined {
    const { will, isClean } = facts;
    this.#forgetWaiting(connection);
    const { clientId } = connection;
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
    const overShare = this.#open(connection);
    if (overShare) return overShare;
    // [MQTT-3.1.4-2]
    const before = this.#byClientId.get(clientId);
    if (before && !isSamePrincipal(before.principal, connection.principal)) {
      return { returnCode: 2, detail: "its client id is somebody else's, who is connected" };
    }
    before?.cut("taken-over", `by ${connection.address}`);
    this.#byClientId.set(clientId, connection);
    return undefined;
  }

  /** Counts a connection to its account. @returns why there is no room in it */
  #open(connection: Connection): Refusal | undefined {
    const host = hostOf(connection.address);
    const name = shareNameOf(connection.principal, { host, node: connection.node });
    if (name === undefined) return undefined;
    const account = this.#accounts.of(name);
    const { connections: ofShare, nodeConnections } = this.#limits.share;
    const most =
      connection.node === undefined
        ? (ofShare ?? Math.ceil(this.#limits.maxConnections / 2))
        : nodeConnections;
    if (account.connections.size >= most) {
      this.#quotas.refused("connections", name, { connections: account.connections.size });
      if (connection.node === undefined) {
        const detail = `${name} has ${most} connections, as many as it may: try again when some have ended`;
        return { returnCode: 3, detail, reason: "over-share" };
      }
      // An agent's newest connection is the one that it uses.
      const [oldest] = account.connections;
      oldest?.cut("gave-way", name);
    }
    this.#accounts.join(account, connection);
    connection.takeTurns(this.#turns, account);
    return undefined;
  }

  #delayMs({ address }: Connection): number | undefined {
    const host = hostOf(address);
    const { connects, connectPatienceMs } = this.#limits.share;
    const nowMs = this.#clock.monotonicMs();
    const bucket = this.#connects.get(host) ?? new Bucket(connects, nowMs);
    this.#connects.set(host, bucket);
    const delayMs = bucket.take(nowMs, connectPatienceMs);
    if (delayMs === undefined) this.#quotas.refused("connects", `address ${host}`);
    else if (delayMs > 0) this.#quotas.waited("connects");
    return delayMs;
  }

  #queued(connection: Connection, deltaBytes: number): void {
    this.#queuedBytes += deltaBytes;
    const { account } = connection;
    if (account) account.queuedBytes += deltaBytes;
    if (deltaBytes <= 0) return;
    const { totalQueueBytes, share } = this.#limits;
    if (account && account.queuedBytes > totalQueueBytes * share.queueShare)
      this.#shed(account, `${account.queuedBytes} bytes wait for ${account.name}`);
    else if (this.#queuedBytes > totalQueueBytes)
      this.#shed(this.#accounts.largest(), `${this.#queuedBytes} bytes wait in all`);
  }

  #shed(account: Account | undefined, detail: string): void {
    const largest = account?.largest();
    if (!account || !largest) return;
    this.#quotas.refused("queue", account.name, { bytes: account.queuedBytes });
    largest.cut("memory-full", detail);
  }

  #forget(connection: Connection): void {
    if (!this.#connections.delete(connection)) return;
    this.#logins?.forget(connection);
    this.#accounts.leave(connection);
    if (connection.isInProcess) {
      this.#inProcess.delete(connection);
      this.#turns.goOn();
    } else {
      this.#sockets--;
      this.#forgetWaiting(connection);
    }
    this.#core.forget(connection);
    const { clientId } = connection;
    if (this.#byClientId.get(clientId) === connection) this.#byClientId.delete(clientId);
    const facts = { address: connection.address, connections: this.#connections.size };
    this.#log.debug(facts, "a connection ended");
  }

  #forgetWaiting(connection: Connection): void {
    const host = hostOf(connection.address);
    const waiting = this.#awaiting.get(host);
    if (waiting?.delete(connection) && waiting.size === 0) this.#awaiting.delete(host);
  }
}

/** As much may wait for somebody within the process before those outside do: what is asked next comes after it. */
const inboxBytes = 16 * 1024;

/** An address without its port. */
function hostOf(address: string): string {
  return address.replace(/:\d+$/, "");
}
