import { connect, type Socket } from "node:net";
import type { IClientOptions, MqttClient } from "mqtt";
import { type Clock, systemClock, type Timer } from "../core/clock.ts";
import { HirteError, isHirteError, messageOf } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { backoffMs } from "../core/retry.ts";
import { encode } from "../protocol/codec.ts";
import {
  type MessageOf,
  maxPacketBytes,
  type ParamsOf,
  type TopicRow,
  topicOf,
} from "../protocol/topics.ts";
import { Attempt } from "./attempt.ts";
import type { StreamFactory } from "./stream-factory.ts";
import { type AnySubscription, Subscriptions } from "./subscriptions.ts";
import { isTlsAlert, speaksTls } from "./tls-stream.ts";

export type { StreamFactory } from "./stream-factory.ts";
export {
  type AnySubscription,
  type Delivery,
  type InvalidDelivery,
  type Subscription,
  subscription,
} from "./subscriptions.ts";
export { type TlsIdentity, tlsStream } from "./tls-stream.ts";

/** Why a broker refused CONNECT (MQTT 3.1.1 table 3.1). */
export type ConnectRefusal = keyof typeof connectRefusals;

/** Return codes of CONNACK, with their names in the standard. */
const connectRefusals = {
  1: "unacceptable protocol version",
  2: "identifier rejected",
  3: "server unavailable",
  4: "bad user name or password",
  5: "not authorized",
} as const;

/** What a client shows a broker of who it is. */
export interface Credentials {
  readonly username: string;
  readonly password?: string;
}

/** What is shown once, in one attempt. */
export interface ProofOnce extends Credentials {
  readonly password: string;
  /** It was looked at, or never will be; may be called more than once. */
  readonly done: () => void;
}

/** Options of a link. */
export interface LinkOptions extends Partial<Credentials> {
  /**
   * Tried in order, the next one after each failed attempt and each connection given up. One that
   * broke is tried again first.
   */
  readonly servers: readonly StreamFactory[];
  /** A new client id for each attempt. */
  readonly clientId: () => string;
  readonly log: Log;
  /** In place of user and password. A function makes them for each attempt; it may throw: the attempt has failed then. */
  readonly credentials?: Credentials | (() => ProofOnce);
  /** Left with the broker on each connect. */
  readonly will?: () => {
    readonly topic: string;
    readonly payload: string;
    readonly isRetained: boolean;
  };
  /** Subscriptions ask for no more than this, whatever the topic table says. Default 1. */
  readonly maxSubscribeQos?: 0 | 1;
  /** Seconds; MQTT's own ping. 0 = none. Default 60. */
  readonly keepaliveS?: number;
  /** How long a connection attempt may take, to the subscriptions. Default 5 s. */
  readonly connectTimeoutMs?: number;
  /**
   * How long from when there is a connection (TCP), where that is to be longer: a server that comes back to a thousand
   * clients at once has each of them wait for its turn, and those who give up and begin again make it longer for all.
   */
  readonly answerTimeoutMs?: number;
  /**
   * Back-off between attempts. Default 250 ms doubling to 5 s. The first attempt after a break is
   * made at once, unless such a one was made less than `maxMs` ago.
   */
  readonly backoff?: { readonly firstMs: number; readonly maxMs: number };
  readonly clock?: Clock;
  /** All subscriptions are in place again. */
  readonly onUp?: (link: Link) => void;
  /** The connection broke, or an attempt failed; another attempt follows. */
  readonly onDown?: (reason: string, wasUp: boolean, refusal?: ConnectRefusal) => void;
}

/**
 * A typed MQTT 3.1.1 connection that comes back by itself. Each attempt is a fresh client with a
 * clean session: nothing of an old connection is ever sent again behind its owner's back.
 */
export class Link {
  readonly #options: LinkOptions;
  readonly #clock: Clock;
  readonly #subscriptions: Subscriptions;
  readonly #pending = new Set<(error: Error) => void>();
  readonly #policy: { readonly firstMs: number; readonly maxMs: number };
  #backoff: Iterator<number, never>;
  #forgivenAtMs = Number.NEGATIVE_INFINITY;
  #server = 0;
  #timer: Timer | undefined;
  #current: Attempt | undefined;
  #isUp = false;
  #onPingAnswered: (() => void) | undefined;
  #closing: Promise<void> | undefined;

  /** Nothing happens before `open`, so that listeners and subscriptions attach without a race. */
  constructor(options: LinkOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#subscriptions = new Subscriptions(options.log, this.#clock);
    this.#policy = options.backoff ?? { firstMs: 250, maxMs: 5000 };
    this.#backoff = backoffMs(this.#policy);
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** Address of this end of the connection, as the machine sees it. */
  get localAddress(): string | undefined {
    const stream = this.#current?.stream;
    return stream && "localAddress" in stream ? (stream as Socket).localAddress : undefined;
  }

  /** Starts connecting; idempotent. */
  open(): void {
    if (!this.#timer && !this.#current && !this.#closing) this.#schedule();
  }

  /**
   * Adds subscriptions; they are made again after each reconnect. Resolves once the broker has
   * confirmed them, or at once while the link is down (they are then part of coming up). The broker
   * sends what it retains anew, to former subscribers of the same filter as well.
   * @throws HirteError `denied` when the broker refuses a filter: none of them is then added;
   * `connection-lost` when the link broke meanwhile: they are part of coming up again
   */
  async subscribe(...wishes: readonly AnySubscription[]): Promise<void> {
    const filters = this.#subscriptions.add(wishes);
    if (!this.#current || !this.#isUp) return;
    try {
      await this.#makeSubscriptions(this.#current.client, filters);
    } catch (error) {
      if (isHirteError(error, "denied")) await this.unsubscribe(...wishes);
      throw error;
    }
  }

  /** Takes subscriptions out again. Resolves when the broker knows, or at once while down. */
  async unsubscribe(...wishes: readonly AnySubscription[]): Promise<void> {
    const filters = this.#subscriptions.remove(wishes);
    const client = this.#current?.client;
    if (!this.#isUp || !client || filters.length === 0) return;
    await new Promise<void>((resolve) => client.unsubscribe([...filters], () => resolve()));
  }

  /**
   * Publishes a message. QoS 1: resolves when the broker has it. QoS 0: when it was handed to the
   * socket. Nothing is queued while the link is down.
   * @throws HirteError `connection-lost`, `too-large`, `bad-message`, `bad-topic`
   */
  async publish<R extends TopicRow>(
    row: R,
    params: ParamsOf<R>,
    message: MessageOf<R>,
  ): Promise<void> {
    await this.#send(row, topicOf(row, params), encode(row.schema, message), row.isRetained);
  }

  /** Clears a retained message; live subscribers are told by an empty one. */
  async clear<R extends TopicRow>(row: R, params: ParamsOf<R>): Promise<void> {
    await this.#send(row, topicOf(row, params), "", true);
  }

  /** Publishes without retaining, on a row that is retained otherwise. */
  async publishUnretained<R extends TopicRow>(
    row: R,
    params: ParamsOf<R>,
    message: MessageOf<R>,
  ): Promise<void> {
    await this.#send(row, topicOf(row, params), encode(row.schema, message), false);
  }

  /**
   * Asks the broker for a sign of life on the present connection. `onAnswer` takes the place of the one
   * before it and is called once, or never: while the link is down, or when no answer comes on it.
   */
  ping(onAnswer: () => void): void {
    if (!this.#current || !this.#isUp) return;
    this.#onPingAnswered = onAnswer;
    this.#current.client.sendPing();
  }

  /** Gives the present connection up, as if an attempt had failed; another one follows. */
  drop(reason: string): void {
    if (this.#current) this.#down(this.#current, reason, "given up");
  }

  /**
   * Ends the link; idempotent. `graceful` sends DISCONNECT, so that the will is not published
   * [MQTT-3.14.4-3]; otherwise the socket is cut.
   */
  close(how: "graceful" | "cut" = "graceful"): Promise<void> {
    this.#closing ??= this.#close(how);
    return this.#closing;
  }

  async #close(how: "graceful" | "cut"): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    const current = this.#current;
    this.#current = undefined;
    this.#isUp = false;
    if (!current) return;
    const { client } = current;
    if (how === "graceful" && client.connected) {
      await new Promise<void>((resolve) => {
        const giveUp = this.#clock.after(1000, resolve);
        client.end(false, {}, () => {
          giveUp.cancel();
          resolve();
        });
      });
    }
    current.end();
    this.#failPending("the link was closed");
  }

  #failPending(reason: string): void {
    for (const settle of [...this.#pending]) settle(new Error(reason));
  }

  #schedule(): void {
    this.#timer = this.#clock.after(this.#backoff.next().value, () => {
      this.#timer = undefined;
      this.#connect();
    });
  }

  #connect(): void {
    const { servers, connectTimeoutMs = 5000, answerTimeoutMs } = this.#options;
    const makeStream = servers[this.#server % servers.length];
    let attempt: Attempt;
    const { credentials } = this.#options;
    let proof: ProofOnce | undefined;
    try {
      if (!makeStream) throw new HirteError("not-reachable", "no server is configured");
      if (typeof credentials === "function") proof = credentials();
      const shown = typeof credentials === "function" ? proof : credentials;
      attempt = new Attempt(
        makeStream,
        this.#clientOptions(connectTimeoutMs + (answerTimeoutMs ?? 0), shown),
      );
      if (proof) attempt.onSettled = proof.done;
    } catch (error) {
      proof?.done();
      this.#server++;
      this.#options.onDown?.(messageOf(error), false);
      if (!this.#closing) this.#schedule();
      return;
    }
    this.#current = attempt;
    const { client } = attempt;
    const giveUpAfter = (ms: number) => {
      attempt.timeout?.cancel();
      attempt.timeout = this.#clock.after(ms, () =>
        this.#down(attempt, `no answer within ${ms} ms`, "failed"),
      );
    };
    giveUpAfter(connectTimeoutMs);
    if (answerTimeoutMs !== undefined) {
      attempt.stream?.once("connect", () => {
        if (this.#current === attempt && !this.#isUp) giveUpAfter(answerTimeoutMs);
      });
    }
    client.on("error", (error) => {
      this.#down(attempt, reasonOf(error), "failed", refusalIn(error));
    });
    client.on("close", () => this.#down(attempt, "the connection was closed", "failed"));
    client.on("message", (topic, payload, { retain }) =>
      this.#subscriptions.deliver(topic, payload, retain),
    );
    client.on("packetreceive", ({ cmd }) => {
      if (cmd === "pingresp" && this.#current === attempt) this.#pingAnswered();
    });
    client.once("connect", () => {
      attempt.onSettled?.();
      this.#comeUp(attempt).catch((error) => this.#down(attempt, messageOf(error), "failed"));
    });
  }

  #pingAnswered(): void {
    const onAnswer = this.#onPingAnswered;
    this.#onPingAnswered = undefined;
    onAnswer?.();
  }

  #clientOptions(longestMs: number, credentials: Credentials | undefined): IClientOptions {
    const { clientId, will, keepaliveS = 60 } = this.#options;
    const { username, password } = credentials ?? this.#options;
    const testament = will?.();
    return {
      clientId: clientId(),
      clean: true,
      protocolVersion: 4,
      keepalive: keepaliveS,
      // Our own timer covers the whole attempt; mqtt's must not fire first with a vaguer word.
      connectTimeout: longestMs + 1000,
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
  }

  async #comeUp(attempt: Attempt): Promise<void> {
    const made = new Set<string>();
    for (;;) {
      // More may be asked for while the first are under way.
      const missing = this.#subscriptions.filters.filter((filter) => !made.has(filter));
      if (missing.length === 0) break;
      await this.#makeSubscriptions(attempt.client, missing);
      if (this.#current !== attempt) return;
      for (const filter of missing) made.add(filter);
    }
    attempt.timeout?.cancel();
    this.#isUp = true;
    this.#options.onUp?.(this);
  }

  #down(
    attempt: Attempt,
    reason: string,
    how: "failed" | "given up",
    refusal?: ConnectRefusal,
  ): void {
    if (this.#current !== attempt) return;
    const wasUp = this.#isUp;
    this.#current = undefined;
    this.#isUp = false;
    this.#onPingAnswered = undefined;
    attempt.end();
    if (wasUp) this.#forgive();
    if (!wasUp || how === "given up") this.#server++;
    this.#failPending(reason);
    this.#options.onDown?.(reason, wasUp, refusal);
    if (!this.#closing) this.#schedule();
  }

  /** Lets the next attempt be made at once; not again and again, when each is cut as it comes up. */
  #forgive(): void {
    const nowMs = this.#clock.monotonicMs();
    if (nowMs - this.#forgivenAtMs < this.#policy.maxMs) return;
    this.#forgivenAtMs = nowMs;
    this.#backoff = backoffMs(this.#policy);
  }

  #send(row: TopicRow, topic: string, payload: string, retain: boolean): Promise<void> {
    const client = this.#current?.client;
    if (!client || !this.#isUp) {
      throw new HirteError("connection-lost", `${topic}: not connected to the broker`);
    }
    const bytes = Buffer.from(payload);
    const overhead = Buffer.byteLength(topic) + fixedOverheadBytes;
    if (bytes.length + overhead > maxPacketBytes) {
      throw new HirteError(
        "too-large",
        `${topic}: a message of ${bytes.length} bytes does not go into a packet of ${maxPacketBytes}`,
      );
    }
    return new Promise((resolve, reject) => {
      const settle = (error?: Error | null) => {
        this.#pending.delete(settle);
        if (!error) return resolve();
        const text = `${topic}: ${messageOf(error)} before the broker confirmed`;
        reject(new HirteError("connection-lost", text, { cause: error }));
      };
      // mqtt's own callback need not come when the connection is ended by force.
      this.#pending.add(settle);
      client.publish(topic, bytes, { qos: row.qos, retain }, settle);
    });
  }

  #makeSubscriptions(client: MqttClient, filters: readonly string[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (error: Error) =>
        reject(
          new HirteError("connection-lost", `${messageOf(error)} while subscribing`, {
            cause: error,
          }),
        );
      // As in #send.
      this.#pending.add(fail);
      const { maxSubscribeQos = 1 } = this.#options;
      const qosOf = (f: string) => Math.min(this.#subscriptions.qosOf(f), maxSubscribeQos) as 0 | 1;
      const wanted = Object.fromEntries(filters.map((f) => [f, { qos: qosOf(f) }]));
      client.subscribe(wanted, (error, _granted, packet) => {
        this.#pending.delete(fail);
        const codes = (packet?.granted ?? []).map(Number);
        const refused = filters.filter((_, i) => (codes[i] ?? 0) >= refusedCode);
        if (refused.length > 0) {
          const text = `the broker refuses to let us read ${refused.join(", ")}`;
          reject(new HirteError("denied", text, error ? { cause: error } : {}));
        } else if (error) fail(error);
        else resolve();
      });
    });
  }
}

/** Sockets and brokers give a code; mqtt tells of bytes it cannot read, and of a silent broker, without one. */
function reasonOf(error: Error): string {
  if (!("code" in error) && error.message !== "Keepalive timeout") {
    return "what answers there does not speak MQTT";
  }
  return messageOf(error) || String("code" in error ? error.code : error);
}

/** The broker's own no, as mqtt tells it: by a number, where sockets give a name. */
function refusalIn(error: Error): ConnectRefusal | undefined {
  const code: unknown = "code" in error ? error.code : undefined;
  // One of its keys, as hasOwn says.
  return typeof code === "number" && Object.hasOwn(connectRefusals, code)
    ? (code as ConnectRefusal)
    : undefined;
}

/** SUBACK's word for a refused filter, MQTT 3.1.1 §3.9.3. */
const refusedCode = 0x80;
/** Fixed header, topic length and packet id of a PUBLISH, at most (MQTT 3.1.1 §3.3). */
const fixedOverheadBytes = 9;

/** A stream over a socket of this machine, by its path. */
export function unixStream(path: string): StreamFactory {
  return () => connect({ path });
}

/** A stream over TCP without Nagle's delay, which costs 44 ms for each QoS 1 exchange. */
export function tcpStream(host: string, port: number): StreamFactory {
  return () => {
    const socket = connect({ host, port });
    socket.setNoDelay(true);
    socket.once("data", (bytes: Buffer) => {
      if (!isTlsAlert(bytes)) return;
      // At once: the next listener would take the bytes for MQTT.
      socket.emit("error", speaksTls());
      socket.destroy();
    });
    return socket;
  };
}
