import type { Timer } from "../core/clock.ts";
import type { HirteError } from "../core/errors.ts";
import { type AnySubscription, subscription } from "../mqtt/link.ts";
import type { Job, Reply, Request } from "../protocol/generated/schemas.ts";
import { topics } from "../protocol/topics.ts";
import type { Connection } from "./connection.ts";
import {
  newTracking,
  nextTickMs,
  stepTracking,
  type Tracking,
  type TrackingInput,
  type TrackingPolicy,
} from "./job-tracking.ts";
import { refusalOf } from "./refusal.ts";

/** A timer this late means that the process itself stood still. */
const ordinaryLatenessMs = 500;

/** What a handle is made of. */
export interface JobHandleParts {
  readonly connection: Connection;
  readonly policy: TrackingPolicy;
  readonly user: string;
  readonly node: string;
  readonly verb: string;
  readonly id: string;
  /** Absent: the job is about the node. */
  readonly unit?: string;
  readonly startWithinMs: number;
  readonly endWithinMs?: number;
  readonly signal?: AbortSignal;
  /** The request with its deadlines on the manager's clock, which may have to be asked for first. */
  readonly makeRequest: () => Promise<Request>;
  readonly onReply: (reply: Reply, askedMonoMs: number) => void;
  readonly onEnd: (handle: JobHandle) => void;
}

/**
 * A request for a job, on its way or ended. Both promises may be left alone: a rejection that nobody
 * waits for is no error.
 */
export class JobHandle {
  /** The id of the request, and of its job. */
  readonly id: string;
  readonly node: string;
  readonly verb: string;
  /** Absent: the job is about the node. */
  readonly unit?: string;
  /** hirte has taken the job on. Rejects as `finished` does. */
  readonly accepted: Promise<Job>;
  /**
   * The job's end, whatever its result: the first that was told.
   * Rejects with the code of a refusal; `not-reachable` when nothing was ever sent; `closed` when
   * aborted before that; `outcome-unknown` when it was sent and hirte did not come back.
   */
  readonly finished: Promise<Job>;

  readonly #parts: JobHandleParts;
  readonly #listeners = new Set<(job: Job) => void>();
  readonly #wishes: readonly AnySubscription[];
  readonly #forget: () => void;
  #tracking: Tracking;
  #request: Request | undefined;
  #isReady = false;
  #sentMonoMs = 0;
  #shownState: Job["state"] | undefined;
  #timer: Timer | undefined;
  #dueMs = 0;
  #resolveAccepted: (job: Job) => void = () => {};
  #rejectAccepted: (error: HirteError) => void = () => {};
  #resolveFinished: (job: Job) => void = () => {};
  #rejectFinished: (error: HirteError) => void = () => {};

  /** Begins at once; made by `HirteClient.submit`. */
  constructor(parts: JobHandleParts) {
    this.#parts = parts;
    this.id = parts.id;
    this.node = parts.node;
    this.verb = parts.verb;
    if (parts.unit !== undefined) this.unit = parts.unit;
    this.accepted = new Promise((resolve, reject) => {
      this.#resolveAccepted = resolve;
      this.#rejectAccepted = reject;
    });
    this.finished = new Promise((resolve, reject) => {
      this.#resolveFinished = resolve;
      this.#rejectFinished = reject;
    });
    for (const promise of [this.accepted, this.finished]) {
      promise.catch(() => {
        // Whoever waits is told; that nobody does is not an error.
      });
    }
    const { connection, user, id, startWithinMs, endWithinMs } = parts;
    this.#tracking = newTracking({
      nowMs: connection.clock.monotonicMs(),
      startWithinMs,
      ...(endWithinMs === undefined ? {} : { endWithinMs }),
    });
    this.#wishes = [
      subscription({
        row: topics.reply,
        params: { user, id },
        onMessage: ({ message }) => message && this.#onReply(message),
      }),
      subscription({
        row: topics.job,
        params: { job: id },
        onMessage: ({ message }) =>
          message?.id === id && this.#step({ kind: "told", job: message, isReply: false }),
      }),
    ];
    this.#forget = connection.listen({
      onUp: () => this.#isReady && this.#step({ kind: "ready" }),
      onDown: () => this.#step({ kind: "down" }),
    });
    if (parts.signal?.aborted) this.#onAbort();
    else {
      parts.signal?.addEventListener("abort", this.#onAbort);
      this.#schedule();
      void this.#begin();
    }
  }

  /** The job as last told; undefined before it was accepted. */
  get job(): Job | undefined {
    return this.#tracking.job;
  }

  /** The request was handed to a connection: hirte may have it. */
  get wasSent(): boolean {
    return this.#tracking.wasSent;
  }

  /** Told each state the job comes into. Returns what takes the listener out again. */
  onState(listener: (job: Job) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Stops waiting; the job itself goes on. */
  abandon(): void {
    this.#step({ kind: "aborted" });
  }

  readonly #onAbort = () => this.abandon();

  async #begin(): Promise<void> {
    const { connection } = this.#parts;
    try {
      this.#request = await this.#parts.makeRequest();
      if (this.#tracking.outcome) return;
      this.#isReady = true;
      if (await connection.subscribe(...this.#wishes)) this.#step({ kind: "ready" });
    } catch (error) {
      // makeRequest and subscribe throw nothing else.
      this.#step({ kind: "refused", error: error as HirteError });
    }
  }

  #onReply(reply: Reply): void {
    this.#parts.onReply(reply, this.#sentMonoMs);
    switch (reply.status) {
      case "accepted":
        if (reply.job) this.#step({ kind: "told", job: reply.job, isReply: true });
        return;
      case "refused": {
        const { node, verb, unit, id } = this;
        this.#step({ kind: "refused", error: refusalOf(reply, { node, verb, unit, jobId: id }) });
        return;
      }
      case "result":
        return;
    }
  }

  #step(input: TrackingInput): void {
    if (this.#tracking.outcome) return;
    const { connection, policy } = this.#parts;
    const step = stepTracking(this.#tracking, input, connection.clock.monotonicMs(), policy);
    this.#tracking = step.tracking;
    if (step.asks) this.#ask();
    const { job, outcome } = step.tracking;
    if (job) {
      this.#resolveAccepted(job);
      if (job.state !== this.#shownState) {
        this.#shownState = job.state;
        for (const listener of [...this.#listeners]) listener(job);
      }
    }
    if (outcome) this.#end(outcome);
    else this.#schedule();
  }

  #ask(): void {
    const { connection, user, node, verb } = this.#parts;
    if (!this.#request) return;
    if (this.#sentMonoMs === 0) this.#sentMonoMs = connection.clock.monotonicMs();
    connection.link.publish(topics.request, { user, node, verb }, this.#request).catch(() => {
      // It is repeated until it is answered.
    });
  }

  #schedule(): void {
    const { connection, policy } = this.#parts;
    const { clock } = connection;
    const isUp = this.#isReady && connection.link.isUp;
    const nowMs = clock.monotonicMs();
    this.#timer?.cancel();
    this.#dueMs = nextTickMs(this.#tracking, isUp, policy);
    this.#timer = clock.after(this.#dueMs - nowMs, () => {
      const lateMs = clock.monotonicMs() - this.#dueMs;
      const stalledMs = lateMs > ordinaryLatenessMs ? lateMs : 0;
      this.#step({ kind: "tick", isUp: this.#isReady && connection.link.isUp, stalledMs });
    });
  }

  #end(outcome: NonNullable<Tracking["outcome"]>): void {
    this.#timer?.cancel();
    this.#forget();
    this.#parts.signal?.removeEventListener("abort", this.#onAbort);
    this.#parts.connection.unsubscribe(...this.#wishes);
    if ("job" in outcome) this.#resolveFinished(outcome.job);
    else {
      this.#rejectAccepted(outcome.error);
      this.#rejectFinished(outcome.error);
    }
    this.#listeners.clear();
    this.#parts.onEnd(this);
  }
}
