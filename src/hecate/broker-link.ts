import type { Clock, Timer } from "../core/clock.ts";
import { randomId } from "../core/ids.ts";
import type { Log } from "../core/log.ts";
import { type AnySubscription, Link, type StreamFactory } from "../mqtt/link.ts";
import type { MessageOf, ParamsOf, TopicRow } from "../protocol/topics.ts";
import type { LinkView } from "./socket-protocol.ts";

/** What a connection to the broker is made of. */
export interface BrokerLinkOptions {
  /** As whom it comes. */
  readonly name: string;
  /** As the log and the status call the other end. */
  readonly server: string;
  readonly stream: StreamFactory;
  readonly subscriptions: readonly AnySubscription[];
  /** Left with the broker at each connect; retained. */
  readonly will?: () => { readonly topic: string; readonly payload: string };
  readonly onUp?: () => void;
  readonly onDown?: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** A broker that stands still is noticed within this and half as much again. */
const keepaliveS = 10;
const ackTimeoutMs = 10_000;
const goodbyeMs = 2000;

/** One of hecate's connections to the broker, kept, and what there is to tell of it. Nothing waits for it. */
export class BrokerLink {
  readonly #options: BrokerLinkOptions;
  readonly #link: Link;
  #isUp = false;
  #sinceMs: number;
  #problem: string | undefined;

  constructor(options: BrokerLinkOptions) {
    this.#options = options;
    const { name, stream, subscriptions, will, clock, log } = options;
    this.#sinceMs = clock.monotonicMs();
    this.#link = new Link({
      servers: [stream],
      username: name,
      clientId: () => `hecate.${randomId()}`,
      keepaliveS,
      ...(will ? { will: () => ({ ...will(), isRetained: true }) } : {}),
      clock,
      log,
      onUp: () => this.#changed(true),
      onDown: (reason) => this.#changed(false, reason),
    });
    void this.#link.subscribe(...subscriptions);
  }

  get isUp(): boolean {
    return this.#link.isUp;
  }

  get view(): LinkView {
    const { name, server, clock } = this.#options;
    const forMs = Math.round(clock.monotonicMs() - this.#sinceMs);
    const problem = this.#problem === undefined ? {} : { problem: this.#problem };
    return { name, server, isUp: this.#isUp, forMs, ...problem };
  }

  open(): void {
    this.#link.open();
  }

  /**
   * As `Link.publish`: nothing is queued while it is down. A broker that does not take a message in time is given up:
   * it would be old by the time that somebody hears it, and what comes after it waits behind it.
   */
  async publish<R extends TopicRow>(
    row: R,
    params: ParamsOf<R>,
    message: MessageOf<R>,
  ): Promise<void> {
    const tooLate = this.#options.clock.after(ackTimeoutMs, () =>
      this.#link.drop(`a message was not taken within ${ackTimeoutMs / 1000} s`),
    );
    try {
      await this.#link.publish(row, params, message);
    } finally {
      tooLate.cancel();
    }
  }

  /** Says `goodbye`, and leaves without the will; at the latest after 2 s. */
  async close(goodbye?: () => Promise<void>): Promise<void> {
    let timer: Timer | undefined;
    const timeIsOver = new Promise<void>((resolve) => {
      timer = this.#options.clock.after(goodbyeMs, resolve);
    });
    const left = async () => {
      if (goodbye && this.#link.isUp) await goodbye();
      await this.#link.close("graceful");
    };
    await Promise.race([left().catch(() => undefined), timeIsOver]);
    timer?.cancel();
    await this.#link.close("cut");
  }

  #changed(isUp: boolean, problem?: string): void {
    const { name, server, clock, log, onUp, onDown } = this.#options;
    const wasUp = this.#isUp;
    const isNews = isUp !== wasUp || (problem !== undefined && this.#problem === undefined);
    if (isNews) this.#sinceMs = clock.monotonicMs();
    this.#isUp = isUp;
    this.#problem = problem;
    if (isNews && isUp) log.info({ name, server }, "connected to the broker");
    else if (isNews) log.warn({ name, server, problem }, "no connection to the broker: trying on");
    if (isUp) onUp?.();
    else if (wasUp) onDown?.();
  }
}
