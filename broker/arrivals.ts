import type { Clock } from "../src/core/clock.ts";
import { Bucket, type BucketLimits } from "./bucket.ts";
import type { QuotaBook } from "./quota-book.ts";

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
