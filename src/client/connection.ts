import { type Clock, systemClock } from "../core/clock.ts";
import { HirteError, isHirteError } from "../core/errors.ts";
import { randomId } from "../core/ids.ts";
import type { Log } from "../core/log.ts";
import {
  type AnySubscription,
  type ConnectRefusal,
  type Credentials,
  Link,
  type ProofOnce,
  type StreamFactory,
} from "../mqtt/link.ts";

/** How a client reaches hirte, and as whom. */
export interface ConnectOptions {
  /** Tried in order, each with its share of `connectTimeoutMs`. */
  readonly servers: readonly StreamFactory[];
  /** The same servers as people name them, for errors. */
  readonly serverNames?: readonly string[];
  /** Login name; part of the topics requests go to. */
  readonly user: string;
  readonly password?: string;
  /** In place of user and password in CONNECT: of whoever may ask in others' names, or made anew for each attempt. */
  readonly credentials?: Credentials | (() => ProofOnce) | undefined;
  readonly log: Log;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  /** How long the first connection may take. Default 5 s. */
  readonly connectTimeoutMs?: number;
}

/** What somebody does when the connection comes and goes. */
export interface ConnectionListener {
  onUp?(): void;
  onDown?(reason: string, refusal?: ConnectRefusal): void;
}

const defaultConnectTimeoutMs = 5000;
/** A server that went silent is noticed within twice this. */
const keepaliveS = 15;

/** A link with several listeners, whose first coming up can be waited for. */
export class Connection {
  readonly link: Link;
  readonly clock: Clock;
  readonly #options: ConnectOptions;
  readonly #listeners = new Set<ConnectionListener>();
  #lastReason = "not connected yet";

  constructor(options: ConnectOptions) {
    this.#options = options;
    this.clock = options.clock ?? systemClock;
    this.link = new Link({
      servers: options.servers,
      // "@" is in no node's name: a client is never taken for an agent.
      clientId: () => `${options.user}@${randomId()}`,
      username: options.user,
      ...(options.password === undefined ? {} : { password: options.password }),
      ...(options.credentials ? { credentials: options.credentials } : {}),
      log: options.log,
      clock: this.clock,
      keepaliveS,
      connectTimeoutMs: Math.ceil(this.#timeoutMs / Math.max(1, options.servers.length)),
      onUp: () => {
        for (const listener of [...this.#listeners]) listener.onUp?.();
      },
      onDown: (reason, _wasUp, refusal) => {
        this.#lastReason = reason;
        for (const listener of [...this.#listeners]) listener.onDown?.(reason, refusal);
      },
    });
  }

  /** Why the last attempt failed, or the connection broke. */
  get lastReason(): string {
    return this.#lastReason;
  }

  /** ` at HOST:PORT or …`; empty where nobody gave names. */
  get where(): string {
    const names = this.#options.serverNames ?? [];
    return names.length === 0 ? "" : ` at ${names.join(" or ")}`;
  }

  get #timeoutMs(): number {
    return this.#options.connectTimeoutMs ?? defaultConnectTimeoutMs;
  }

  /**
   * Adds subscriptions, as `Link.subscribe` does. One that broke off with the connection is made when
   * the connection is back, and is no failure.
   * @returns whether they are in place by now
   * @throws HirteError `denied`
   */
  async subscribe(...subscriptions: readonly AnySubscription[]): Promise<boolean> {
    try {
      await this.link.subscribe(...subscriptions);
      return this.link.isUp;
    } catch (error) {
      if (isHirteError(error, "connection-lost")) return false;
      throw error;
    }
  }

  /** Takes subscriptions out again; nobody waits for that. */
  unsubscribe(...subscriptions: readonly AnySubscription[]): void {
    void this.link.unsubscribe(...subscriptions).catch(() => {
      // The broker forgets them with the connection.
    });
  }

  /** Returns what takes the listener out again. */
  listen(listener: ConnectionListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Makes the first connection. Each server is tried once.
   * @throws HirteError `not-reachable` as soon as the last one has failed; `denied` when one of them does
   *   not take user and password, `busy` when one of them looks at no more for now; `closed` when aborted
   */
  async open(): Promise<void> {
    const { servers, signal } = this.#options;
    const reasons: string[] = [];
    let refused: HirteError | undefined;
    // Between one server and the next.
    const pausesMs = Math.max(0, servers.length - 1) * 1000;
    await new Promise<void>((resolve, reject) => {
      const end = (error?: HirteError) => {
        timer.cancel();
        forget();
        signal?.removeEventListener("abort", onAbort);
        if (error) reject(error);
        else resolve();
      };
      const giveUp = () => {
        const reason = reasons.at(-1) ?? `no answer within ${this.#timeoutMs} ms`;
        end(refused ?? new HirteError("not-reachable", reason, { details: { reasons } }));
      };
      const onAbort = () => end(new HirteError("closed", "connecting was given up"));
      const timer = this.clock.after(this.#timeoutMs + pausesMs, giveUp);
      const forget = this.listen({
        onUp: () => end(),
        onDown: (reason, refusal) => {
          reasons.push(reason);
          refused ??= loginRefusalOf(refusal, this.#options);
          if (reasons.length >= servers.length) giveUp();
        },
      });
      if (signal?.aborted) onAbort();
      else {
        signal?.addEventListener("abort", onAbort);
        this.link.open();
      }
    }).catch(async (error) => {
      await this.link.close("cut");
      if (isHirteError(error)) throw error;
      throw new HirteError("not-reachable", this.#lastReason, { cause: error });
    });
  }
}

/** What a broker that asks for user and password means by its no. */
function loginRefusalOf(
  refusal: ConnectRefusal | undefined,
  { user, password, credentials }: ConnectOptions,
): HirteError | undefined {
  const details = { user, returnCode: refusal };
  switch (refusal) {
    case 4:
      if (typeof credentials === "function") {
        const text = `hirte does not believe that this is ${user}: its log says why`;
        return new HirteError("denied", text, { details });
      }
      return new HirteError("denied", `user ${user} or its password is wrong`, { details });
    case 5: {
      const text = password === undefined ? "asks for a password" : "does not let it in";
      return new HirteError("denied", `hirte ${text}: user ${user}`, { details });
    }
    case 3:
      return new HirteError(
        "busy",
        `hirte takes no further connection for now: it looks at too many passwords already, or ${user}, or this machine, connects more often or has more connections than it may: try again in some seconds`,
        { details },
      );
    default:
      return undefined;
  }
}
