import { connect as connectTcp, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import { type Clock, systemClock, type Timer } from "../core/clock.ts";
import { HirteError, messageOf } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { backoffMs } from "../core/retry.ts";
import { decode, encode } from "../protocol/codec.ts";
import {
  filterOf,
  type MessageOf,
  matchTopic,
  type ParamsOf,
  type TopicRow,
  topicOf,
} from "../protocol/topics.ts";

/** Makes the byte stream of one connection; called anew for each attempt. */
export type StreamFactory = () => Duplex;

/** What a subscriber is given. */
export interface Delivery<R extends TopicRow> {
  readonly topic: string;
  readonly params: ParamsOf<R>;
  /** Undefined: an empty message, the retained one was cleared. */
  readonly message: MessageOf<R> | undefined;
  /** Delivered because it was retained, not because it was published just now. */
  readonly isRetained: boolean;
}

/** A message that is not JSON or not of its schema. */
export interface InvalidDelivery<R extends TopicRow> {
  readonly topic: string;
  readonly params: ParamsOf<R>;
  readonly payload: Buffer;
  readonly error: HirteError;
}

/** A wish to hear a row's messages, kept over reconnects. */
export interface Subscription<R extends TopicRow = TopicRow> {
  readonly row: R;
  /** Placeholders left out match anything. */
  readonly params?: Partial<ParamsOf<R>>;
  readonly onMessage: (delivery: Delivery<R>) => void;
  /** Default: one warning in the log. */
  readonly onInvalid?: (delivery: InvalidDelivery<R>) => void;
}

/** A subscription of any row, as `Link.subscribe` takes it. */
export type AnySubscription = Subscription<never>;

/** A subscription whose handlers are typed by its row. */
export function subscription<R extends TopicRow>(wish: Subscription<R>): AnySubscription {
  // The link calls a handler only with what was decoded for its own row.
  return wish as unknown as AnySubscription;
}

/** Options of a link. */
export interface LinkOptions {
  /** Tried in order, the next one after each failed attempt. */
  readonly servers: readonly StreamFactory[];
  /** A new client id for each attempt. */
  readonly clientId: () => string;
  readonly log: Log;
  readonly username?: string;
  readonly password?: string;
  /** Left with the broker on each connect. */
  readonly will?: () => {
    readonly topic: string;
    readonly payload: string;
    readonly isRetained: boolean;
  };
  /** Seconds; MQTT's own ping. 0 = none. Default 60. */
  readonly keepaliveS?: number;
  /** How long a connection attempt may take, to CONNACK. Default 5 s. */
  readonly connectTimeoutMs?: number;
  /** Back-off between attempts. Default 250 ms doubling to 5 s. */
  readonly backoff?: { readonly firstMs: number; readonly maxMs: number };
  readonly clock?: Clock;
  /** All subscriptions are in place again. */
  readonly onUp?: (link: Link) => void;
  /** The connection broke, or an attempt failed; another attempt follows. */
  readonly onDown?: (reason: string, wasUp: boolean) => void;
}

/**
 * A typed MQTT 3.1.1 connection that comes back by itself. Each attempt is a fresh client with a
 * clean session: nothing of an old connection is ever sent again behind its owner's back.
 */
export class Link {
  readonly #options: LinkOptions;
  readonly #clock: Clock;
  readonly #subscriptions = new Map<string, Subscription[]>();
  readonly #pending = new Set<(error: Error) => void>();
  #backoff: Iterator<number, never>;
  #client: MqttClient | undefined;
  #stream: Duplex | undefined;
  #timer: Timer | undefined;
  #attempt = 0;
  #isUp = false;
  #isClosed = false;

  /** Nothing happens before `open`, so that listeners and subscriptions attach without a race. */
  constructor(options: LinkOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#backoff = this.#newBackoff();
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** Address of this end of the connection, as the machine sees it. */
  get localAddress(): string | undefined {
    return this.#stream && "localAddress" in this.#stream
      ? (this.#stream as Socket).localAddress
      : undefined;
  }

  /** Starts connecting; idempotent. */
  open(): void {
    if (!this.#timer && !this.#client && !this.#isClosed) this.#schedule();
  }

  /**
   * Adds subscriptions; they are made again after each reconnect. Resolves once the broker has
   * confirmed them, or at once while the link is down (they are then part of coming up).
   * @throws HirteError `denied` when the broker refuses a filter, `connection-lost`
   */
  async subscribe(...subscriptions: readonly AnySubscription[]): Promise<void> {
    const filters: string[] = [];
    for (const subscription of subscriptions as unknown as readonly Subscription[]) {
      const filter = filterOf(subscription.row, subscription.params ?? {});
      const same = this.#subscriptions.get(filter);
      if (same) same.push(subscription);
      else {
        this.#subscriptions.set(filter, [subscription]);
        filters.push(filter);
      }
    }
    if (this.#isUp && this.#client) await subscribeFilters(this.#client, filters, this.#qosOf);
  }

  /** Takes subscriptions out again. Resolves when the broker knows, or at once while down. */
  async unsubscribe(...subscriptions: readonly AnySubscription[]): Promise<void> {
    const filters: string[] = [];
    for (const subscription of subscriptions as unknown as readonly Subscription[]) {
      const filter = filterOf(subscription.row, subscription.params ?? {});
      const rest = (this.#subscriptions.get(filter) ?? []).filter((s) => s !== subscription);
      if (rest.length > 0) this.#subscriptions.set(filter, rest);
      else if (this.#subscriptions.delete(filter)) filters.push(filter);
    }
    const client = this.#client;
    if (!this.#isUp || !client || filters.length === 0) return;
    await new Promise<void>((resolve) => client.unsubscribe(filters, () => resolve()));
  }

  /**
   * Publishes a message. QoS 1: resolves when the broker has it. QoS 0: when it was handed to the
   * socket. Nothing is queued while the link is down.
   * @throws HirteError `connection-lost`, `bad-message`, `bad-topic`
   */
  publish<R extends TopicRow>(row: R, params: ParamsOf<R>, message: MessageOf<R>): Promise<void> {
    return this.#send(row, topicOf(row, params), encode(row.schema, message), row.isRetained);
  }

  /** Clears a retained message; live subscribers are told by an empty one. */
  clear<R extends TopicRow>(row: R, params: ParamsOf<R>): Promise<void> {
    return this.#send(row, topicOf(row, params), "", true);
  }

  /** Publishes without retaining, on a row that is retained otherwise. */
  publishUnretained<R extends TopicRow>(
    row: R,
    params: ParamsOf<R>,
    message: MessageOf<R>,
  ): Promise<void> {
    return this.#send(row, topicOf(row, params), encode(row.schema, message), false);
  }

  /** Gives the present connection up, as if it had broken; another attempt follows at once. */
  drop(reason: string): void {
    this.#down(this.#attempt, reason);
  }

  /**
   * Ends the link. `graceful` sends DISCONNECT, so that the will is not published
   * [MQTT-3.14.4-3]; otherwise the socket is cut.
   */
  async close(how: "graceful" | "cut" = "graceful"): Promise<void> {
    this.#isClosed = true;
    this.#timer?.cancel();
    this.#timer = undefined;
    const client = this.#client;
    const stream = this.#stream;
    this.#client = undefined;
    const wasUp = this.#isUp;
    this.#isUp = false;
    if (!client) return;
    if (how === "graceful" && wasUp) {
      await new Promise<void>((resolve) => {
        const giveUp = this.#clock.after(1000, resolve);
        client.end(false, {}, () => {
          giveUp.cancel();
          resolve();
        });
      });
    }
    client.end(true);
    stream?.destroy();
    this.#failPending("the link was closed");
  }

  #failPending(reason: string): void {
    for (const settle of [...this.#pending]) settle(new Error(reason));
  }

  #newBackoff(): Iterator<number, never> {
    return backoffMs(this.#options.backoff ?? { firstMs: 250, maxMs: 5000 });
  }

  #schedule(): void {
    this.#timer = this.#clock.after(this.#backoff.next().value, () => {
      this.#timer = undefined;
      this.#connect();
    });
  }

  #connect(): void {
    const attempt = ++this.#attempt;
    const { servers, clientId, username, password, will, keepaliveS = 60 } = this.#options;
    const connectTimeoutMs = this.#options.connectTimeoutMs ?? 5000;
    const testament = will?.();
    const options: IClientOptions = {
      clientId: clientId(),
      clean: true,
      protocolVersion: 4,
      keepalive: keepaliveS,
      // Our own timer covers the whole attempt; mqtt's must not fire first with a vaguer word.
      connectTimeout: connectTimeoutMs + 1000,
      reconnectPeriod: 0,
      queueQoSZero: false,
      resubscribe: false,
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
      ...(testament
        ? {
            will: {
              topic: testament.topic,
              payload: Buffer.from(testament.payload),
              qos: 1 as const,
              retain: testament.isRetained,
            },
          }
        : {}),
    };
    let client: MqttClient;
    try {
      const makeStream = servers[(attempt - 1) % servers.length];
      if (!makeStream) throw new HirteError("not-reachable", "no server is configured");
      client = new mqtt.MqttClient(() => {
        const stream = makeStream();
        this.#stream = stream;
        return stream as never;
      }, options);
    } catch (error) {
      this.#options.onDown?.(messageOf(error), false);
      if (!this.#isClosed) this.#schedule();
      return;
    }
    this.#client = client;
    let lastError = "the connection was closed";
    const timeout = this.#clock.after(connectTimeoutMs, () =>
      this.#down(attempt, `no answer within ${connectTimeoutMs} ms`),
    );
    client.on("error", (error) => {
      lastError = messageOf(error) || String((error as NodeJS.ErrnoException).code ?? error);
      this.#down(attempt, lastError);
    });
    client.on("close", () => {
      timeout.cancel();
      this.#down(attempt, lastError);
    });
    client.on("message", (topic, payload, packet) => this.#deliver(topic, payload, packet.retain));
    client.once("connect", () => {
      this.#comeUp(client, attempt).then(
        () => timeout.cancel(),
        (error) => {
          timeout.cancel();
          this.#down(attempt, messageOf(error));
        },
      );
    });
  }

  async #comeUp(client: MqttClient, attempt: number): Promise<void> {
    await subscribeFilters(client, [...this.#subscriptions.keys()], this.#qosOf);
    if (attempt !== this.#attempt || this.#isClosed || this.#client !== client) return;
    this.#isUp = true;
    this.#backoff = this.#newBackoff();
    this.#options.onUp?.(this);
  }

  #down(attempt: number, reason: string): void {
    if (attempt !== this.#attempt || this.#isClosed || !this.#client) return;
    const client = this.#client;
    const wasUp = this.#isUp;
    this.#client = undefined;
    this.#isUp = false;
    client.end(true);
    this.#stream?.destroy();
    this.#stream = undefined;
    this.#failPending(reason);
    this.#options.onDown?.(reason, wasUp);
    if (!this.#isClosed) this.#schedule();
  }

  #deliver(topic: string, payload: Buffer, isRetained: boolean): void {
    for (const same of this.#subscriptions.values()) {
      const first = same[0];
      const params = first && matchTopic(first.row, topic);
      if (!first || !params || !isWithin(params, first.params)) continue;
      // Somebody had the broker keep what must never be kept: it is old, whatever it says.
      if (isRetained && !first.row.isRetained) {
        this.#options.log.warn(
          { topic },
          "a retained message was ignored on a topic that is never retained",
        );
        continue;
      }
      let message: MessageOf<TopicRow> | undefined;
      try {
        message = payload.length === 0 ? undefined : decode(first.row.schema, payload);
      } catch (error) {
        for (const { onInvalid } of same) {
          // decode throws nothing else.
          const delivery = { topic, params, payload, error: error as HirteError };
          if (onInvalid) onInvalid(delivery);
          else this.#options.log.warn({ topic, error }, "a message was ignored");
        }
        continue;
      }
      for (const subscription of [...same]) {
        subscription.onMessage({ topic, params, message, isRetained });
      }
    }
  }

  readonly #qosOf = (filter: string): 0 | 1 => this.#subscriptions.get(filter)?.[0]?.row.qos ?? 1;

  #send(row: TopicRow, topic: string, payload: string, retain: boolean): Promise<void> {
    const client = this.#client;
    if (!client || !this.#isUp) {
      return Promise.reject(
        new HirteError("connection-lost", `${topic}: not connected to the broker`),
      );
    }
    return new Promise((resolve, reject) => {
      const settle = (error?: Error | null) => {
        this.#pending.delete(settle);
        if (!error) resolve();
        else
          reject(
            new HirteError(
              "connection-lost",
              `${topic}: ${messageOf(error)} before the broker confirmed`,
              {
                cause: error,
              },
            ),
          );
      };
      // mqtt's own callback need not come when the connection is ended by force.
      this.#pending.add(settle);
      client.publish(topic, payload, { qos: row.qos, retain }, settle);
    });
  }
}

function isWithin(
  params: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string | undefined>> | undefined,
): boolean {
  return !wanted || Object.entries(wanted).every(([k, v]) => v === undefined || params[k] === v);
}

function subscribeFilters(
  client: MqttClient,
  filters: readonly string[],
  qosOf: (filter: string) => 0 | 1,
): Promise<void> {
  if (filters.length === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const onClose = () =>
      reject(new HirteError("connection-lost", "the connection broke while subscribing"));
    client.once("close", onClose);
    const wanted = Object.fromEntries(filters.map((f) => [f, { qos: qosOf(f) }]));
    client.subscribe(wanted, (error, granted) => {
      client.removeListener("close", onClose);
      const refused = granted?.filter((g) => Number(g.qos) >= 128).map((g) => g.topic) ?? [];
      if (error) {
        reject(
          new HirteError("denied", `subscribing failed: ${messageOf(error)}`, { cause: error }),
        );
      } else if (refused.length > 0) {
        reject(new HirteError("denied", `the broker refuses to let us read ${refused.join(", ")}`));
      } else resolve();
    });
  });
}

/** A stream over TCP without Nagle's delay, which costs 44 ms for each QoS 1 exchange. */
export function tcpStream(host: string, port: number): StreamFactory {
  return () => {
    const socket = connectTcp({ host, port });
    socket.setNoDelay(true);
    return socket;
  };
}
