import { type Clock, systemClock, type Timer } from "../core/clock.ts";
import { HirteError, isHirteError, messageOf } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { backoffMs } from "../core/retry.ts";
import { Calls, type MethodCall, nameOf } from "./calls.ts";
import { type IncomingMessage, messageFlags, type OutgoingMessage } from "./codec.ts";
import { Inbox } from "./inbox.ts";
import { Listeners } from "./listeners.ts";
import { Route } from "./route.ts";
import { Wire } from "./wire.ts";

/** The bus itself, on the bus. */
export const driver = {
  destination: "org.freedesktop.DBus",
  path: "/org/freedesktop/DBus",
  interface: "org.freedesktop.DBus",
} as const;

/** A program that is spoken to without a bus. */
export interface Peer {
  readonly address: string;
  /** Made on every connection to it before that counts as up: who does not answer it does not let us in. */
  readonly hello: MethodCall;
}

/** Options of a bus. */
export interface BusOptions {
  /** D-Bus server address; see `systemBusAddress`. */
  readonly address: string;
  /**
   * The one program that is called can also be reached at a socket of its own, without a bus: no names,
   * no match rules. Tried first; where it does not let us in, the bus is used until that connection ends.
   */
  readonly peer?: Peer;
  readonly log: Log;
  /** Match rules, in place on every connection before it counts as up. Few and broad: a bus allows 512. */
  readonly matches?: readonly string[];
  readonly clock?: Clock;
  /** How long a connection attempt may take, to the last match rule. Default 5 s. */
  readonly connectTimeoutMs?: number;
  /** Deadline of a call that brings none. Default 25 s, as everywhere on D-Bus. */
  readonly callTimeoutMs?: number;
  /** Between attempts. Default 100 ms doubling to 2 s. */
  readonly backoff?: { readonly firstMs: number; readonly maxMs: number };
  /**
   * Calls that wait for an answer at the same time; the others queue here. Default 100: a system bus
   * refuses more than 128 (max_replies_per_connection).
   */
  readonly maxPendingCalls?: number;
}

/** What a called method answers. */
export interface Answer {
  readonly signature?: string;
  readonly body?: readonly unknown[];
  /** Done right after it was sent, or could not be. */
  readonly onSent?: () => void;
}

/** Answers a method call made to us. A HirteError's `details.dbusName` becomes the error's name. */
export type CallHandler = (call: IncomingMessage) => Answer | Promise<Answer>;

/** A signal to send; without a destination to everybody who asked for it. */
export interface OutgoingSignal extends Omit<Answer, "onSent"> {
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly destination?: string;
}

/**
 * A connection to a message bus that comes back by itself.
 *
 * Order: replies, signals and the end of the connection are handed on strictly as the bus sent them.
 * One reply's continuation — everything after its `await`, as far as it goes without waiting for
 * anything but settled promises — has run before the next message is handed on. So a signal that the
 * bus sent before a reply has been seen when the `await` returns, and one sent after has not.
 */
export class Bus {
  readonly #options: BusOptions;
  readonly #clock: Clock;
  readonly #route: Route;
  readonly #inbox: Inbox;
  readonly #calls: Calls;
  readonly #signalListeners: Listeners<[IncomingMessage]>;
  readonly #connectionListeners: Listeners<[boolean]>;
  #handler: CallHandler | undefined;
  #backoff: Iterator<number, never>;
  #wire: Wire | undefined;
  #timer: Timer | undefined;
  #attempt = 0;
  #uniqueName: string | undefined;
  #isConnected = false;
  /** Of the present connection or attempt. */
  #isPeer = false;
  #isClosed = false;

  /**
   * Nothing happens before `open`, so that listeners attach without a race.
   * @throws HirteError `bad-config` when the address is none
   */
  constructor(options: BusOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    const { address, peer } = options;
    this.#route = new Route({ address, ...(peer ? { peerAddress: peer.address } : {}) });
    this.#backoff = this.#newBackoff();
    this.#signalListeners = new Listeners(options.log, "D-Bus signals");
    this.#connectionListeners = new Listeners(options.log, "the connection to the bus");
    this.#inbox = new Inbox((error) =>
      options.log.error({ error }, "handling a D-Bus message failed"),
    );
    this.#calls = new Calls({
      send: (message) => this.#send(message),
      sendNow: (message, mayLeave) => this.#connected().sendNow(message, mayLeave),
      isBlocked: () => this.#wire?.isBlocked ?? false,
      clock: this.#clock,
      timeoutMs: options.callTimeoutMs ?? 25_000,
      maxPending: options.maxPendingCalls ?? 100,
    });
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  /** The present connection is one to the peer. */
  get isPeer(): boolean {
    return this.#isPeer;
  }

  /** Why the bus is used and not the peer; undefined where it is not passed over. */
  get passedOver(): HirteError | undefined {
    return this.#route.passedOver;
  }

  /** Our name on the bus, `:1.42`, while connected. */
  get uniqueName(): string | undefined {
    return this.#isConnected ? this.#uniqueName : undefined;
  }

  /** Starts connecting; idempotent. */
  open(): void {
    if (!this.#timer && !this.#wire && !this.#isClosed) this.#schedule();
  }

  /** Ends the connection, and everything that waits for it with `closed`. No listener is told. */
  close(): void {
    this.#isClosed = true;
    this.#isConnected = false;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#wire?.close();
    this.#wire = undefined;
    this.#inbox.clear();
    this.#calls.rejectAll(new HirteError("closed", "the bus connection was closed"));
  }

  /** Every signal that comes in. Returns what takes the listener out again. */
  onSignal(listener: (signal: IncomingMessage) => void): () => void {
    return this.#signalListeners.add(listener);
  }

  /** Told after coming up, and on going down after whoever waited for an answer has been told. */
  onConnection(listener: (isConnected: boolean) => void): () => void {
    return this.#connectionListeners.add(listener);
  }

  /** Who answers method calls made to us; without one they get UnknownMethod. */
  serve(handler: CallHandler): void {
    this.#handler = handler;
  }

  /**
   * Calls a method and resolves with the body of its answer. Never starts the service that is called.
   * @throws HirteError `dbus-error` (`details.dbusName`: name of the D-Bus error), `dbus-gone` (no
   *   connection, or nobody owns the destination: whether the call was carried out is not known),
   *   `deadline`, `closed`; `not-sent` for one with `mayLeave` that did not leave
   */
  async call(call: MethodCall): Promise<readonly unknown[]> {
    if (this.#isClosed) throw new HirteError("closed", `${nameOf(call)}: the bus was closed`);
    if (!this.#isConnected) {
      throw new HirteError("dbus-gone", `${nameOf(call)}: not connected to the bus`);
    }
    return this.#calls.make(call);
  }

  /**
   * Sends a signal.
   * @throws HirteError `dbus-gone`, `dbus-error`
   */
  emit(signal: OutgoingSignal): void {
    this.#send({ ...signal, type: "signal" });
  }

  #newBackoff(): Iterator<number, never> {
    return backoffMs(this.#options.backoff ?? { firstMs: 100, maxMs: 2000 });
  }

  #schedule(): void {
    this.#timer = this.#clock.after(this.#backoff.next().value, () => this.#connect());
  }

  #connect(): void {
    const attempt = ++this.#attempt;
    // What belongs to an earlier connection, or comes after `close`, is of no interest.
    const ifCurrent = (action: () => void) => () => {
      if (attempt === this.#attempt && !this.#isClosed) action();
    };
    const timeoutMs = this.#options.connectTimeoutMs ?? 5000;
    const onTimeout = ifCurrent(() =>
      this.#down(new HirteError("deadline", `connecting to the bus took over ${timeoutMs} ms`)),
    );
    this.#timer = this.#clock.after(timeoutMs, onTimeout);
    const { path, isPeer } = this.#route.place;
    this.#isPeer = isPeer;
    this.#wire = new Wire({
      path,
      onReady: ifCurrent(() => {
        this.#introduce().then(
          ifCurrent(() => this.#up()),
          (error) => ifCurrent(() => this.#down(error))(),
        );
      }),
      onClear: ifCurrent(() => this.#calls.resume()),
      onMessage: (message) => this.#inbox.add(ifCurrent(() => this.#handOn(message))),
      onEnd: (reason) => this.#inbox.add(ifCurrent(() => this.#down(reason))),
    });
  }

  /** Hello comes before anything else (D-Bus specification, "Message Bus Overview"). */
  async #introduce(): Promise<void> {
    if (this.#isPeer) {
      if (this.#options.peer) await this.#calls.make(this.#options.peer.hello);
      return;
    }
    const hello = this.#calls.make({ ...driver, member: "Hello" });
    const matches = (this.#options.matches ?? []).map((rule) =>
      this.#calls.make({ ...driver, member: "AddMatch", signature: "s", body: [rule] }),
    );
    const [[name]] = await Promise.all([hello, ...matches]);
    this.#uniqueName = String(name);
  }

  #up(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#backoff = this.#newBackoff();
    this.#isConnected = true;
    this.#connectionListeners.tell(true);
  }

  #down(reason: unknown): void {
    this.#attempt++;
    this.#timer?.cancel();
    this.#wire?.close();
    this.#wire = undefined;
    const wasConnected = this.#isConnected;
    this.#isConnected = false;
    this.#options.log.debug({ error: reason }, "no connection to the bus");
    const error = isHirteError(reason)
      ? reason
      : new HirteError("dbus-gone", messageOf(reason), { cause: reason });
    if (wasConnected) this.#route.beginAnew();
    else this.#route.failed(error);
    this.#calls.rejectAll(
      error.code === "dbus-gone"
        ? error
        : new HirteError("dbus-gone", error.message, { cause: error }),
    );
    this.#schedule();
    if (wasConnected) this.#inbox.add(() => this.#connectionListeners.tell(false));
  }

  #send(message: OutgoingMessage): number {
    return this.#connected().send(message);
  }

  #connected(): Wire {
    if (!this.#wire) throw new HirteError("dbus-gone", "not connected to the bus");
    return this.#wire;
  }

  #handOn(message: IncomingMessage): void {
    switch (message.type) {
      case "return":
      case "error":
        this.#calls.settle(message);
        return;
      case "signal":
        if (this.#isConnected) this.#signalListeners.tell(message);
        return;
      case "call":
        this.#answer(message).catch((error) =>
          this.#options.log.error(
            { error, member: message.member },
            "a D-Bus call went unanswered",
          ),
        );
        return;
    }
  }

  async #answer(call: IncomingMessage): Promise<void> {
    const wire = this.#wire;
    let reply: OutgoingMessage;
    let onSent: (() => void) | undefined;
    try {
      if (!this.#handler) {
        throw new HirteError("dbus-error", `there is no method ${call.member}`, {
          details: { dbusName: "org.freedesktop.DBus.Error.UnknownMethod" },
        });
      }
      const answer = this.#handler(call);
      // At once where it can be: the handler decides what is sent before the answer, and what after.
      const { onSent: then, ...rest } = answer instanceof Promise ? await answer : answer;
      onSent = then;
      reply = { ...rest, type: "return" };
    } catch (error) {
      reply = errorReply(error);
    }
    try {
      if (call.flags & messageFlags.noReplyExpected || wire !== this.#wire) return;
      const destination = call.sender === undefined ? {} : { destination: call.sender };
      const address = { ...destination, replySerial: call.serial };
      try {
        this.#send({ ...reply, ...address });
      } catch (error) {
        if (isHirteError(error, "dbus-gone") || reply.type === "error") throw error;
        // Too long, or not what its signature says: whoever asked is not left without an answer.
        this.#send({ ...errorReply(error), ...address });
      }
    } finally {
      onSent?.();
    }
  }
}

function errorReply(error: unknown): OutgoingMessage {
  const known = isHirteError(error) ? error.details["dbusName"] : undefined;
  return {
    type: "error",
    errorName: typeof known === "string" ? known : "org.freedesktop.DBus.Error.Failed",
    signature: "s",
    body: [messageOf(error)],
  };
}
