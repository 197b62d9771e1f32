import type { Clock, Timer } from "../src/core/clock.ts";
import { isHirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { type AnySubscription, type Link, subscription } from "../src/mqtt/link.ts";
import type { Job } from "../src/protocol/generated/schemas.ts";
import { type ParamsOf, type TopicRow, topics } from "../src/protocol/topics.ts";

/** How long retained messages of earlier lives are looked for. */
const sweepMs = 10_000;

/**
 * Puts right what earlier lives of the manager left on a broker that outlives it: jobs that have
 * ended since, nodes that are no longer allowed.
 */
export class Sweeper {
  readonly #link: Link;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #subscriptions: readonly AnySubscription[];
  #timer: Timer | undefined;

  constructor(options: {
    readonly link: Link;
    readonly clock: Clock;
    readonly log: Log;
    readonly isAllowed: (node: string) => boolean;
    readonly findJob: (id: string) => Job | undefined;
    readonly republish: (job: Job) => void;
  }) {
    this.#link = options.link;
    this.#clock = options.clock;
    this.#log = options.log;
    const jobs = subscription({
      row: topics.job,
      onMessage: ({ params, message, isRetained }) => {
        if (!isRetained || !message) return;
        const job = options.findJob(params.job);
        if (!job) this.#clear(topics.job, params);
        else if (job.state === "finished") {
          // Its end was written, and perhaps never told: tell it, which clears it as well. What became
          // of a lost one is told after that.
          const { resolved, ...end } = job;
          options.republish(end);
          if (resolved) options.republish(job);
        }
      },
    });
    const nodes = subscription({
      row: topics.nodeState,
      onMessage: ({ params, message, isRetained }) => {
        if (isRetained && message && !options.isAllowed(params.node))
          this.#clear(topics.nodeState, params);
      },
    });
    this.#subscriptions = [jobs, nodes];
  }

  /** Begins to look; ends by itself. */
  start(): void {
    this.stop();
    this.#timer = this.#clock.after(sweepMs, () => {
      this.#timer = undefined;
      this.#attempt(this.#link.unsubscribe(...this.#subscriptions));
    });
    this.#attempt(this.#link.subscribe(...this.#subscriptions));
  }

  stop(): void {
    if (!this.#timer) return;
    this.#timer.cancel();
    this.#timer = undefined;
    this.#attempt(this.#link.unsubscribe(...this.#subscriptions));
  }

  #clear<R extends TopicRow>(row: R, params: ParamsOf<R>): void {
    this.#log.info({ params }, "a retained message of an earlier life was cleared");
    this.#attempt(this.#link.clear(row, params));
  }

  #attempt(work: Promise<void>): void {
    work.catch((error) => {
      // The link is down; the next time it comes up the sweep begins anew.
      if (!isHirteError(error, "connection-lost")) this.#log.error({ error }, "sweeping failed");
    });
  }
}
