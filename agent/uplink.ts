import type { Clock, Timer } from "../src/core/clock.ts";
import { randomId } from "../src/core/ids.ts";
import type { Log } from "../src/core/log.ts";
import { backoffMs } from "../src/core/retry.ts";
import {
  type AnySubscription,
  type Credentials,
  Link,
  type StreamFactory,
} from "../src/mqtt/link.ts";
import { encode } from "../src/protocol/codec.ts";
import type { Gone } from "../src/protocol/generated/schemas.ts";
import { topicOf, topics } from "../src/protocol/topics.ts";
import type { Instance } from "./instance.ts";
import { Silence } from "./silence.ts";

/** What an uplink is made of. */
export interface UplinkOptions {
  readonly node: string;
  readonly instance: Instance;
  /** Ways to the managers, tried in order. */
  readonly links: readonly StreamFactory[];
  /** What the log calls them, in the same order. */
  readonly linkNames: readonly string[];
  /** As whom it comes there; absent: as nobody. */
  readonly credentials?: Credentials | undefined;
  readonly subscriptions: readonly AnySubscription[];
  /** Longest pause between two attempts to connect. */
  readonly reconnectMaxMs: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly onUp: (link: Link) => void;
  readonly onDown: () => void;
}

/** A manager that says nothing for so long is given up, and its connection with it. */
const silenceMs = 30_000;
/** How long a manager may take over an answer, where there is no other to turn to. */
const answerTimeoutMs = 15_000;
/** Leaving takes no longer than this, whatever the other side does. */
const goodbyeMs = 1000;
const firstPauseMs = 250;

/**
 * The connection to a manager, kept: the way that led to a welcome is tried again first, the next
 * one after it failed. Silence and refusal end a connection, and another attempt follows.
 */
export class Uplink {
  readonly #options: UplinkOptions;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #silence: Silence;
  #ways: readonly StreamFactory[];
  #names: readonly string[];
  #way = 0;
  #link: Link | undefined;
  #retryTimer: Timer | undefined;
  #pauses: Iterator<number, never>;
  #wasWelcome = false;
  #isClosed = false;
  /** What the log was told last: a lasting trouble is one line. */
  #complaint = "";
  readonly #attempted: Promise<void>;
  #onAttempted: () => void = () => undefined;

  constructor(options: UplinkOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.#log = options.log;
    this.#ways = options.links;
    this.#names = options.linkNames;
    this.#pauses = this.#newPauses();
    this.#attempted = new Promise((resolve) => {
      this.#onAttempted = resolve;
    });
    this.#silence = new Silence({
      clock: options.clock,
      limitMs: silenceMs,
      onSilent: () =>
        this.#link?.drop(`nothing was heard of the manager for ${silenceMs / 1000} s`),
    });
  }

  /** What the log calls the manager that is, or will be, spoken to. */
  get peer(): string {
    return this.#names[this.#way] ?? "hirte";
  }

  /** Starts connecting. Resolves once the first attempt is over, well or not. */
  open(): Promise<void> {
    const { clock, log, reconnectMaxMs, subscriptions } = this.#options;
    const link: Link = new Link({
      servers: [() => this.#stream()],
      ...this.#options.credentials,
      clientId: () => `${this.#options.node}.${randomId()}`,
      will: () => {
        this.#options.instance.renew();
        return {
          topic: topicOf(topics.gone, { node: this.#options.node }),
          payload: encode("gone", this.#gone("will")),
          isRetained: false,
        };
      },
      backoff: { firstMs: firstPauseMs, maxMs: reconnectMaxMs },
      ...(this.#names.length > 1 ? {} : { answerTimeoutMs }),
      clock,
      log,
      onUp: () => this.#onUp(link),
      onDown: (reason) => this.#onDown(reason),
    });
    this.#link = link;
    // Before it is up these are only noted.
    void link.subscribe(...subscriptions);
    link.open();
    return this.#attempted;
  }

  /** The manager let us in: this way is the right one. */
  welcomed(): void {
    this.#wasWelcome = true;
    this.#complaint = "";
    this.#pauses = this.#newPauses();
    this.#silence.heard();
  }

  /** A sign of life of the manager. */
  heard(): void {
    this.#silence.heard();
  }

  /** The manager does not want us: leaves, and tries again after a pause that grows. */
  turnAway(reason: string): void {
    const link = this.#link;
    if (!link || this.#isClosed) return;
    this.#link = undefined;
    this.#complain(`${this.peer} refused this node: trying again`, reason);
    this.#leave();
    void link.close();
    this.#retryTimer = this.#clock.after(this.#pauses.next().value, () => {
      this.#retryTimer = undefined;
      void this.open();
    });
  }

  /** Leaves the manager and takes this way from now on, and no other. */
  switchTo(name: string, way: StreamFactory): void {
    this.#ways = [way];
    this.#names = [name];
    this.#way = 0;
    this.#link?.drop(`the manager is now ${name}`);
  }

  /** Leaves for good: with a goodbye, or as a process that dies. */
  async close(how: "goodbye" | "cut"): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#silence.stop();
    this.#retryTimer?.cancel();
    this.#onAttempted();
    const link = this.#link;
    this.#link = undefined;
    if (!link) return;
    if (how === "goodbye" && link.isUp) await this.#sayGoodbye(link);
    await link.close("cut");
  }

  async #sayGoodbye(link: Link): Promise<void> {
    const { node } = this.#options;
    let timer: Timer | undefined;
    const timeIsOver = new Promise<void>((resolve) => {
      timer = this.#clock.after(goodbyeMs, resolve);
    });
    const left = link
      .publish(topics.gone, { node }, this.#gone("stopping"))
      .then(() => link.close("graceful"))
      .catch((error: unknown) => this.#log.debug({ error }, "the goodbye was not heard"));
    await Promise.race([left, timeIsOver]);
    timer?.cancel();
  }

  #onUp(link: Link): void {
    this.#onAttempted();
    this.#silence.start();
    this.#log.debug({ manager: this.peer }, "connected to the broker");
    this.#options.onUp(link);
  }

  #onDown(reason: string): void {
    this.#onAttempted();
    this.#complain(
      this.#wasWelcome
        ? `the connection to ${this.peer} was lost: trying again`
        : `no way into ${this.peer}: trying again`,
      reason,
    );
    this.#leave();
  }

  #leave(): void {
    this.#silence.stop();
    // Whoever welcomed us is tried again first.
    if (!this.#wasWelcome) this.#way = (this.#way + 1) % this.#ways.length;
    this.#wasWelcome = false;
    this.#options.onDown();
  }

  #complain(text: string, reason: string): void {
    const complaint = `${text} ${reason}`;
    const level = this.#complaint === complaint ? "debug" : "warn";
    this.#complaint = complaint;
    this.#log[level]({ node: this.#options.node, reason }, text);
  }

  #stream(): ReturnType<StreamFactory> {
    const make = this.#ways[this.#way];
    if (!make) throw new RangeError("an agent needs a way to its manager");
    return make();
  }

  #newPauses(): Iterator<number, never> {
    const pauses = backoffMs({ firstMs: 1000, maxMs: this.#options.reconnectMaxMs });
    // The first pause is none, and whoever was just turned away does not come right back.
    pauses.next();
    return pauses;
  }

  #gone(reason: Gone["reason"]): Gone {
    return { instance: this.#options.instance.value, reason };
  }
}
