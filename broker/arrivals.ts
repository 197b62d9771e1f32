import type { Clock } from "../src/core/clock.ts";
import { Bucket, type BucketLimits } from "./bucket.ts";
import type { QuotaBook } from "./quota-book.ts";

/** Somebody who has said nothing yet. */
export interface Silent {
  /** The machine it comes from, as `placeOf` says. */
  readonly host: string;
}

/** How often something may come from one address: what is beyond waits, and is refused where that takes too long. */
export class ArrivalPace {
  readonly #kind: "connects" | "handshakes";
  readonly #limits: BucketLimits;
  readonly #patienceMs: number;
  readonly #clock: Clock;
  readonly #quotas: QuotaBook;
  readonly #byHost = new Map<string, Bucket>();

  constructor(options: {
    readonly kind: "connects" | "handshakes";
    readonly limits: BucketLimits;
    /** How long somebody may be made to wait. */
    readonly patienceMs: number;
    readonly clock: Clock;
    readonly quotas: QuotaBook;
  }) {
    this.#kind = options.kind;
    this.#limits = options.limits;
    this.#patienceMs = options.patienceMs;
    this.#clock = options.clock;
    this.#quotas = options.quotas;
  }

  /** Counts one. @returns how long it is to wait; undefined: that would be too long, and it is to be refused */
  delayMs(host: string): number | undefined {
    const nowMs = this.#clock.monotonicMs();
    const bucket = this.#byHost.get(host) ?? new Bucket(this.#limits, nowMs);
    this.#byHost.set(host, bucket);
    const delayMs = bucket.take(nowMs, this.#patienceMs);
    if (delayMs === undefined) this.#quotas.refused(this.#kind, `address ${host}`);
    else if (delayMs > 0) this.#quotas.waited(this.#kind);
    return delayMs;
  }

  /** Nothing is kept of addresses from which nothing has come for a while; to be called now and then. */
  tidy(): void {
    const nowMs = this.#clock.monotonicMs();
    for (const [host, bucket] of this.#byHost) if (bucket.isFull(nowMs)) this.#byHost.delete(host);
  }
}

/** Those who hold a place and have said nothing yet, by the machines they come from. */
export class SilentOnes<T extends Silent> {
  readonly #byHost = new Map<string, Set<T>>();

  add(one: T): void {
    const own = this.#byHost.get(one.host);
    if (own) own.add(one);
    else this.#byHost.set(one.host, new Set([one]));
  }

  /** It has spoken, or is gone; idempotent. */
  delete(one: T): void {
    const own = this.#byHost.get(one.host);
    if (own?.delete(one) && own.size === 0) this.#byHost.delete(one.host);
  }

  /** Whose place another one gets: the oldest of the machine from which most have come. */
  greediest(): T | undefined {
    let most: Set<T> | undefined;
    for (const own of this.#byHost.values()) if (own.size > (most?.size ?? 0)) most = own;
    const [oldest] = most ?? [];
    return oldest;
  }
}
