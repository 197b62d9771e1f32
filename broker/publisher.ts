import { isHirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import type { Link } from "../src/mqtt/link.ts";
import type { Job } from "../src/protocol/generated/schemas.ts";
import { type MessageOf, type ParamsOf, type TopicRow, topics } from "../src/protocol/topics.ts";

/**
 * Says things over the manager's link. Nobody waits for that, and nothing of it is an error to whoever
 * says it: while the link is down nothing is said, and coming up again says all that is true by then.
 */
export class Publisher {
  readonly #link: Link;
  readonly #log: Log;
  /** Ends that the broker has not confirmed: told again when the link is back. */
  readonly #unconfirmed = new Map<string, Job>();
  /** The broker has confirmed what it confirms (QoS 1) of what was said, and so has all that was said before. */
  #settled: Promise<void> = Promise.resolve();

  constructor(options: { readonly link: Link; readonly log: Log }) {
    this.#link = options.link;
    this.#log = options.log;
  }

  get isUp(): boolean {
    return this.#link.isUp;
  }

  /** Resolves when the broker has what was published so far, or cannot be reached; never rejects. */
  settled(): Promise<void> {
    return this.#settled;
  }

  publish<R extends TopicRow>(row: R, params: ParamsOf<R>, message: MessageOf<R>): void {
    const done = this.#link.publish(row, params, message).catch((error) => {
      if (!isHirteError(error, "connection-lost"))
        this.#log.error({ params, error }, "a message could not be published");
    });
    // What is not confirmed is done when it is handed over, before what was said earlier has arrived.
    if (row.qos === 1) this.#settled = done;
  }

  clear<R extends TopicRow>(row: R, params: ParamsOf<R>): void {
    this.#link.clear(row, params).catch((error) => {
      if (!isHirteError(error, "connection-lost"))
        this.#log.error({ params, error }, "what was kept could not be cleared");
    });
  }

  /** Tells where a job stands; how its end is told: decision 3. */
  job(job: Job): void {
    const params = { job: job.id };
    if (job.state !== "finished") {
      this.publish(topics.job, params, job);
      return;
    }
    if (job.resolved) {
      this.#link
        .publishUnretained(topics.job, params, job)
        .catch((error) =>
          this.#log.warn({ jobId: job.id, error }, "what became of a lost job could not be told"),
        );
      return;
    }
    this.#unconfirmed.set(job.id, job);
    this.#link.publish(topics.job, params, job).then(
      () => this.#unconfirmed.delete(job.id),
      (error) => this.#log.warn({ jobId: job.id, error }, "an end will be told again"),
    );
    // Retained for a moment, so that nobody is ever shown an older state, and cleared right after.
    this.clear(topics.job, params);
  }

  /** The link is back: the ends that the broker may not have heard. */
  tellEndsAgain(): void {
    for (const job of this.#unconfirmed.values()) this.job(job);
  }
}
