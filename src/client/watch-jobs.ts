import type { Timer } from "../core/clock.ts";
import { isHirteError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { Recent } from "../core/recent.ts";
import { subscription } from "../mqtt/link.ts";
import type { Job } from "../protocol/generated/schemas.ts";
import { topics } from "../protocol/topics.ts";
import type { Connection } from "./connection.ts";

/** Jobs that are being watched. */
export interface JobWatch {
  /** No job is told any more. Idempotent. */
  close(): void;
}

/** What a watch of jobs needs of the client it belongs to. */
export interface JobWatchParts {
  readonly connection: Connection;
  readonly log: Log;
  /** An exchange with hirte: what the broker sent before is here when it is over. */
  readonly exchange: () => Promise<void>;
  /** The job as hirte knows it from its log. @throws HirteError */
  readonly ask: (id: string) => Promise<Job>;
}

/** How many ends are remembered, so that one that is published again is not told again. */
const endsRemembered = 10_000;
const askAgainMs = 5000;

/**
 * Watches the jobs of everybody: tells each state that each of them comes into, and its end once. The
 * end of one that ended while the connection was broken is asked for. Resolves when all that are open
 * have been told.
 * @throws HirteError `denied`
 */
export async function watchJobs(
  parts: JobWatchParts,
  onJob: (job: Job) => void,
): Promise<JobWatch> {
  const watching = new Watching(parts, onJob);
  await watching.begin();
  return watching;
}

class Watching implements JobWatch {
  readonly #parts: JobWatchParts;
  readonly #onJob: (job: Job) => void;
  readonly #open = new Map<string, Job>();
  readonly #ended = new Recent<string>(endsRemembered);
  /** Open when the connection broke, and not heard of since. */
  #doubtful = new Set<string>();
  #forget: () => void = () => undefined;
  #timer: Timer | undefined;
  #isClosed = false;
  readonly #wish = subscription({
    row: topics.job,
    onMessage: ({ params, message }) => {
      if (message) this.#told(message);
      // Cleared before its end was heard: by a sweep of what an earlier life of hirte left.
      else if (this.#open.has(params.job)) this.#askFor(params.job);
    },
  });

  constructor(parts: JobWatchParts, onJob: (job: Job) => void) {
    this.#parts = parts;
    this.#onJob = onJob;
  }

  async begin(): Promise<void> {
    const { connection, exchange } = this.#parts;
    this.#forget = connection.listen({
      onUp: () => void this.#onUp(),
      onDown: () => {
        this.#doubtful = new Set(this.#open.keys());
      },
    });
    try {
      if (await connection.subscribe(this.#wish)) await exchange();
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#timer?.cancel();
    this.#forget();
    this.#parts.connection.unsubscribe(this.#wish);
  }

  #told(job: Job): void {
    this.#doubtful.delete(job.id);
    if (this.#isClosed || this.#ended.has(job.id)) return;
    const before = this.#open.get(job.id);
    if (job.state === "finished") {
      this.#open.delete(job.id);
      this.#ended.add(job.id);
    } else {
      this.#open.set(job.id, job);
      if (before?.state === job.state) return;
    }
    try {
      this.#onJob(job);
    } catch (error) {
      this.#parts.log.error({ error, jobId: job.id }, "a watcher failed on a job");
    }
  }

  async #onUp(): Promise<void> {
    try {
      await this.#parts.exchange();
    } catch (error) {
      this.#parts.log.debug({ error }, "hirte does not answer yet");
    }
    this.#askForDoubtful();
  }

  #askForDoubtful(): void {
    this.#timer?.cancel();
    for (const id of this.#doubtful) this.#askFor(id);
  }

  #askFor(id: string): void {
    const { ask, connection, log } = this.#parts;
    ask(id)
      .then((job) => this.#told(job))
      .catch((error) => {
        const known = this.#open.get(id);
        if (this.#isClosed || !known) return;
        if (isHirteError(error, "no-such-job")) {
          // Its log does not know it any more: nobody can say how it ended.
          this.#told({ ...known, state: "finished", result: "lost", detail: error.message });
          return;
        }
        log.debug({ error, jobId: id }, "the end of a job could not be asked for");
        this.#doubtful.add(id);
        this.#timer?.cancel();
        this.#timer = connection.clock.after(askAgainMs, () => this.#askForDoubtful());
      });
  }
}
