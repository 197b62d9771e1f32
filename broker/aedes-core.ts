import type { Duplex } from "node:stream";
import { Aedes, type Client } from "aedes";
import { messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { type Authorize, denialReasons, type MayRead } from "./authorization.ts";
import type { Connection } from "./connection.ts";
import type { Incidents } from "./incidents.ts";
import type { BrokerLimits } from "./limits.ts";
import { withoutPort } from "./peer-address.ts";
import { SessionlessPersistence } from "./persistence.ts";
import type { QuotaBook } from "./quota-book.ts";
import type { RequestOrigins } from "./request-origins.ts";
import { RetainedReplay } from "./retained-replay.ts";
import type { RetainedStore } from "./retained-store.ts";
import { SubscriptionTable } from "./subscription-table.ts";

/** Where messages go that nobody is to hear: no one can subscribe to it. */
const nowhere = "$SYS/dropped";

/** What the core works with. */
export interface CoreOptions {
  readonly log: Log;
  readonly limits: BrokerLimits;
  readonly authorize: Authorize;
  readonly mayRead: MayRead;
  readonly store: RetainedStore;
  readonly incidents: Incidents;
  readonly quotas: QuotaBook;
  /** Is told from where requests come. */
  readonly origins: RequestOrigins;
  /** Longest client id, in characters. */
  readonly maxClientIdLength: number;
}

/** aedes 1.2, set up so that none of its weaknesses can be reached from outside. */
export class AedesCore {
  readonly #options: CoreOptions;
  readonly #byStream = new WeakMap<object, Connection>();
  #aedes: Aedes | undefined;
  #subscriptions = 0;

  private constructor(options: CoreOptions) {
    this.#options = options;
  }

  static async start(options: CoreOptions): Promise<AedesCore> {
    const core = new AedesCore(options);
    core.#aedes = await core.#createAedes();
    return core;
  }

  /** Filters subscribed to, of all clients. */
  get subscriptions(): number {
    return this.#subscriptions;
  }

  /** Gives a connection's stream to aedes; CONNECT is the first thing it will read. */
  attach(connection: Connection, stream: Duplex): void {
    if (!this.#aedes) return;
    this.#byStream.set(stream, connection);
    const client = this.#aedes.handle(stream);
    guardParser(client, (error) => connection.cut("broker-error", messageOf(error)));
    connection.replay = new RetainedReplay({
      store: this.#options.store,
      isCrowded: () => connection.isCrowded,
      mayRead: (topic) => this.#options.mayRead(connection.principal, topic),
      send: ({ topic, latin1 }, qos, onSent) => {
        const payload = Buffer.from(latin1, "latin1");
        client.publish({ cmd: "publish", topic, payload, qos, retain: true, dup: false }, onSent);
      },
    });
  }

  /** A connection is over. */
  forget(connection: Connection): void {
    this.#subscriptions -= connection.filters.size;
    if (connection.account) connection.account.subscriptions -= connection.filters.size;
    connection.filters.clear();
  }

  /** All streams are to be closed before. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => (this.#aedes ? this.#aedes.close(resolve) : resolve()));
  }

  async #createAedes(): Promise<Aedes> {
    const { log, store, incidents, quotas, maxClientIdLength } = this.#options;
    const aedes = await Aedes.createBroker({
      persistence: new SessionlessPersistence((topic, message, qos) => {
        const problem = store.set(topic, message, qos);
        if (problem === "no-room") incidents.storeFull(topic, store);
        else if (problem) quotas.refused("retained", problem.share, { topic });
      }),
      mq: new SubscriptionTable(),
      // Only a hint to Node of how many listeners a stream may get; 0 is any number.
      concurrency: 0,
      maxClientsIdLength: maxClientIdLength,
      preConnect: (client, packet, callback) => {
        // Sessions of clients that are away would queue without bound: every session is clean, and
        // CONNACK says so by "no session present" [MQTT-3.2.2-3].
        packet.clean = true;
        // Silence is judged by `Connection.judge`, which forgives the time this process stood still.
        packet.keepalive = 0;
        // aedes would make one up after the broker has looked who else has it.
        packet.clientId = this.#byStream.get(client.conn)?.clientId ?? "";
        neverDropAsDuplicate(client, aedes.id);
        callback(null, true);
      },
      authorizePublish: (client, packet, callback) => {
        if (client) this.#screen(client, packet);
        callback(null);
      },
      authorizeSubscribe: (client, { topic, qos }, callback) => {
        callback(null, this.#admit(client, topic, qos) ? { topic, qos } : null);
      },
      authorizeForward: (client, packet) => {
        // Retained messages of a new subscription come through here too, marked as such.
        const connection = this.#byStream.get(client.conn);
        // aedes asks for every reader of a message, in one go.
        if (!connection || !this.#options.mayRead(connection.principal, packet.topic)) return null;
        connection.traffic.messagesOut++;
        const { replay } = connection;
        if (replay?.isActive && !packet.retain) replay.beforeLive(packet.topic);
        return packet;
      },
    });
    aedes.on("clientReady", (client) => this.#byStream.get(client.conn)?.comeUp());
    aedes.on("subscribe", (subscriptions, client) => {
      const connection = this.#byStream.get(client.conn);
      for (const { topic } of subscriptions) connection?.replay?.begin(topic);
      connection?.settle();
    });
    aedes.on("unsubscribe", (filters, client) => {
      const connection = this.#byStream.get(client.conn);
      if (connection) this.#forgetFilters(connection, filters);
      connection?.settle();
    });
    aedes.on("clientError", (client, error) => {
      // aedes reports each message it could not write as well.
      if (this.#byStream.get(client.conn)?.isClosed) return;
      log.debug({ clientId: client.id, error }, "a client's connection failed");
    });
    aedes.on("connectionError", (_client, error) => {
      log.debug({ error }, "a connection failed before CONNECT was answered");
    });
    // aedes's types leave it out; without a listener, EventEmitter would throw it.
    (aedes as NodeJS.EventEmitter).on("error", (error: unknown) => {
      log.error({ error }, "the broker failed");
    });
    return aedes;
  }

  /**
   * Judges a message of a client. What may not be published is acknowledged and goes nowhere: MQTT
   * 3.1.1 knows no refusal but to close (§3.3.5), and one bad message must not take a node off. A
   * will passes as it was judged at CONNECT already, by stricter rules.
   */
  #screen(client: Client, packet: { topic: string; retain: boolean; payload: unknown }): void {
    const connection = this.#byStream.get(client.conn);
    if (!connection) return;
    const { topic, retain: isRetained } = packet;
    const action = { kind: "publish", topic, isRetained } as const;
    const verdict = this.#options.authorize(connection.principal, action);
    if (verdict.kind !== "deny" && !connection.isInProcess && Buffer.isBuffer(packet.payload))
      this.#options.origins.note(topic, packet.payload, withoutPort(connection.address));
    if (verdict.kind === "allow") return;
    packet.retain = false;
    if (verdict.kind === "deny") {
      packet.topic = nowhere;
      packet.payload = Buffer.alloc(0);
    }
    this.#options.incidents.screened(
      verdict.kind === "deny" ? "dropped" : "unretained",
      { clientId: client.id, address: connection.address },
      { topic, reason: denialReasons[verdict.reason] },
    );
  }

  #admit(client: Client, filter: string, qos: number): boolean {
    const connection = this.#byStream.get(client.conn);
    // aedes still handles what it had read when the connection was closed.
    if (!connection || connection.isClosed) return false;
    const { maxSubscriptions, maxSubscriptionsPerClient, share } = this.#options.limits;
    const { account } = connection;
    const verdict = this.#options.authorize(connection.principal, { kind: "subscribe", filter });
    const isNew = !connection.filters.has(filter);
    const isOverShare =
      isNew && account !== undefined && account.subscriptions >= share.subscriptions;
    if (isOverShare)
      this.#options.quotas.refused("subscriptions", account.name, {
        filters: account.subscriptions,
      });
    // Whom no share binds is not kept out by what all others have.
    const isFull =
      isOverShare ||
      connection.filters.size >= maxSubscriptionsPerClient ||
      (account !== undefined && this.#subscriptions >= maxSubscriptions);
    if (verdict.kind !== "allow" || (isNew && isFull)) {
      this.#options.incidents.subscriptionRefused(
        { clientId: client.id, address: connection.address },
        { filter, reason: verdict.kind === "allow" ? "too many" : denialReasons[verdict.reason] },
      );
      return false;
    }
    if (isNew) {
      connection.filters.add(filter);
      this.#subscriptions++;
      if (account) account.subscriptions++;
    }
    // aedes registers the subscription when this returns, within this tick.
    connection.replay?.plan(filter, qos);
    return true;
  }

  #forgetFilters(connection: Connection, filters: readonly string[]): void {
    for (const filter of filters) {
      connection.replay?.forget(filter);
      if (!connection.filters.delete(filter)) continue;
      this.#subscriptions--;
      if (connection.account) connection.account.subscriptions--;
    }
  }
}

/** What is used of aedes's client beyond its interface; held by tests, and the version is pinned. */
interface ClientInternals {
  duplicates: object;
  readonly _parser: { parse: (bytes: Buffer) => number };
}

/**
 * aedes takes a message for a duplicate when it was counted before the last one delivered, and drops
 * it silently (its issues #955, #994). Overlapping subscriptions get a message twice instead, as
 * [MQTT-3.3.5-1] allows.
 */
function neverDropAsDuplicate(client: Client, brokerId: string): void {
  const internals = client as unknown as ClientInternals;
  internals.duplicates = Object.defineProperty({}, brokerId, {
    get: () => 0,
    set: () => undefined,
  });
}

/** Nothing thrown while a client's bytes are handled gets any further than its connection. */
function guardParser(client: Client, onThrown: (error: unknown) => void): void {
  const { _parser: parser } = client as unknown as ClientInternals;
  const parse = parser.parse.bind(parser);
  parser.parse = (bytes) => {
    try {
      return parse(bytes);
    } catch (error) {
      onThrown(error);
      return 0;
    }
  };
}
