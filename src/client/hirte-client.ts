import { HirteError, isHirteError } from "../core/errors.ts";
import { randomId } from "../core/ids.ts";
import type { Job, Reply, Request } from "../protocol/generated/schemas.ts";
import { managerNode } from "../protocol/topics.ts";
import type { ActionName, JobVerb } from "../protocol/verbs.ts";
import { CommandRun, type RunArgs } from "./command-run.ts";
import { Connection, type ConnectionListener, type ConnectOptions } from "./connection.ts";
import { JobHandle } from "./job-handle.ts";
import { defaultTrackingPolicy, type TrackingPolicy } from "./job-tracking.ts";
import { Logs, type LogsArgs, type LogsOptions } from "./logs.ts";
import { ManagerClock } from "./manager-clock.ts";
import { type ArgsOf, checkedRequest, type RowOf, type RowVerb, runQuery } from "./query.ts";
import type { QueryOptions, QueryParts, Question } from "./question.ts";
import type { Stream, StreamParts } from "./stream.ts";
import { type OnChange, type Watch, type WatchFilter, watch } from "./watch.ts";
import { type JobWatch, watchJobs } from "./watch-jobs.ts";

export type { CommandRun, OutputPiece, RunArgs } from "./command-run.ts";
export type { ConnectOptions } from "./connection.ts";
export type { JobHandle } from "./job-handle.ts";
export type { Logs, LogsArgs, LogsOptions } from "./logs.ts";
export type { ArgsOf, RowOf, RowVerb } from "./query.ts";
export type { QueryOptions } from "./question.ts";
export type { OnChange, Watch, WatchFilter } from "./watch.ts";
export type { JobWatch } from "./watch-jobs.ts";

/** A verb that changes something, and so ends as a job. */
export type ChangeName = JobVerb | ActionName | "run" | "command";

/** When, and for whom. */
export interface SubmitOptions {
  /** Never begun later than this from now. Default 90 s, and not more than `endWithinMs`. */
  readonly startWithinMs?: number;
  /** Cancelled in systemd when still running by then. Default: the unit's own timeouts rule. */
  readonly endWithinMs?: number;
  /** Stops the waiting, not the job. */
  readonly signal?: AbortSignal;
  /** Id of the request and its job: 22 to 64 of A-Z a-z 0-9 _ -, never used before. Default: made. */
  readonly id?: string;
}

const defaultStartWithinMs = 90_000;
const clockTimeoutMs = 5000;

/**
 * A client of hirte: asks, has jobs done, watches nodes and units. What hirtectl stands on, and
 * what state managers import. It keeps its connection up by itself until `close`.
 */
export class HirteClient {
  readonly user: string;
  readonly #connection: Connection;
  readonly #options: ConnectOptions & { readonly policy?: TrackingPolicy };
  readonly #managerClock = new ManagerClock();
  readonly #handles = new Set<JobHandle>();
  readonly #questions = new Set<Question>();
  readonly #streams = new Set<Stream>();
  #clockReading: Promise<void> | undefined;
  #hasAnswered = false;
  /** How often the connection was away. */
  #breaks = 0;
  #isClosed = false;

  private constructor(options: ConnectOptions & { readonly policy?: TrackingPolicy }) {
    this.#options = options;
    this.user = options.user;
    this.#connection = new Connection(options);
    this.#connection.listen({ onDown: () => this.#breaks++ });
  }

  /**
   * Makes the first connection. `policy`: times of repeating and giving up.
   * @throws HirteError `not-reachable`: at once when refused, else within `connectTimeoutMs`; `denied`,
   *   `busy`: user and password were not taken; `closed` when aborted
   */
  static async connect(
    options: ConnectOptions & { readonly policy?: TrackingPolicy },
  ): Promise<HirteClient> {
    const client = new HirteClient(options);
    await client.#connection.open();
    return client;
  }

  /** As `connect`, for who does not wait: the first connection is made as soon as it can be, and tried for until `close`. */
  static open(options: ConnectOptions & { readonly policy?: TrackingPolicy }): HirteClient {
    const client = new HirteClient(options);
    client.#connection.link.open();
    return client;
  }

  get isUp(): boolean {
    return this.#connection.link.isUp;
  }

  /** Told when the connection comes and goes. Returns what takes the listener out again. */
  onConnection(listener: ConnectionListener): () => void {
    return this.#connection.listen(listener);
  }

  /**
   * The rows that answer a question; `node` is `@manager` for questions to hirte itself.
   * @throws HirteError the code of a refusal, or as `runQuery` says
   */
  async query<V extends RowVerb>(
    node: string,
    verb: V,
    args: ArgsOf<V>,
    options: QueryOptions = {},
  ): Promise<RowOf<V>[]> {
    if (this.#isClosed) throw closed();
    const parts = { ...this.#queryParts, clock: this.#managerClock };
    return runQuery(parts, node, verb, args, options);
  }

  /**
   * Has a job done on a node. Returns at once; how it goes is told by the handle. Nothing wrong
   * with the arguments is thrown: it rejects as everything else does, with `bad-request`.
   */
  submit<V extends ChangeName>(
    node: string,
    verb: V,
    args: ArgsOf<V>,
    options: SubmitOptions = {},
  ): JobHandle {
    const { endWithinMs, signal } = options;
    const startWithinMs = Math.min(
      options.startWithinMs ?? defaultStartWithinMs,
      endWithinMs ?? Number.POSITIVE_INFINITY,
    );
    const id = options.id ?? randomId();
    const handle = new JobHandle({
      connection: this.#connection,
      policy: this.#options.policy ?? defaultTrackingPolicy,
      user: this.user,
      node,
      verb,
      id,
      ...("unit" in args && typeof args["unit"] === "string" ? { unit: args["unit"] } : {}),
      startWithinMs,
      ...(endWithinMs === undefined ? {} : { endWithinMs }),
      ...(signal ? { signal } : {}),
      makeRequest: async () => {
        // Before anything is asked, so that a bad request needs no hirte to be refused.
        checkedRequest(verb, { user: this.user, node }, { ...args, id });
        const deadlines = await this.#deadlines(startWithinMs, endWithinMs);
        return checkedRequest(verb, { user: this.user, node }, { ...args, id, ...deadlines });
      },
      onReply: this.#onReply,
      onEnd: (ended) => this.#handles.delete(ended),
    });
    this.#handles.add(handle);
    return handle;
  }

  /** Watches nodes; resolves when what is retained has arrived. @throws HirteError `denied`, `closed` */
  watchNodes(onChange: OnChange, filter: Pick<WatchFilter, "nodes"> = {}): Promise<Watch> {
    return watch(this.#watchParts, filter, onChange, false);
  }

  /** Watches units, and the nodes they are on, likewise. @throws HirteError `denied`, `closed` */
  watchUnits(filter: WatchFilter, onChange: OnChange): Promise<Watch> {
    return watch(this.#watchParts, filter, onChange, true);
  }

  /**
   * Runs a command and reads its output; as `submit`, and the output has to be read to its end.
   * @throws HirteError `denied`, `closed`
   */
  run(node: string, args: RunArgs, options: SubmitOptions = {}): Promise<CommandRun> {
    const id = options.id ?? randomId();
    return CommandRun.begin(this.#streamParts, { node, verb: "run", id }, () =>
      this.submit(node, "run", { ...args, pipe: true, wait: true }, { ...options, id }),
    );
  }

  /** As `run`, of a command that the node knows by this name. @throws HirteError `denied`, `closed` */
  command(node: string, name: string, options: SubmitOptions = {}): Promise<CommandRun> {
    const id = options.id ?? randomId();
    return CommandRun.begin(this.#streamParts, { node, verb: "command", id }, () =>
      this.submit(node, "command", { name }, { ...options, id }),
    );
  }

  /** Entries of a node's journal; asked for when they are iterated over, and not before. */
  logs(node: string, args: LogsArgs, options: LogsOptions = {}): Logs {
    return new Logs(this.#streamParts, node, args, options);
  }

  /**
   * Watches the jobs of everybody: each state they come into, each end once. Resolves when those that
   * are open have been told. @throws HirteError `denied`, `closed`
   */
  watchJobs(onJob: (job: Job) => void): Promise<JobWatch> {
    const ask = async (id: string): Promise<Job> => {
      const [job] = await this.query(managerNode, "job", { job: id });
      if (!job) throw new HirteError("no-such-job", `hirte says nothing of job ${id}`);
      return job;
    };
    return watchJobs({ ...this.#watchParts, ask }, onJob);
  }

  /** The manager's time in milliseconds, never behind it; asked for once. */
  async managerNow(): Promise<number> {
    await this.#readClock();
    return this.#managerClock.now(this.#connection.clock.monotonicMs());
  }

  /**
   * Leaves. Jobs that are waited for go on; their handles reject with `outcome-unknown`, questions
   * and streams with `closed`. `cut` does not wait for a goodbye: a client leaves no will, so nothing depends on one.
   */
  async close(how: "graceful" | "cut" = "graceful"): Promise<void> {
    this.#isClosed = true;
    for (const open of [...this.#handles, ...this.#questions, ...this.#streams]) open.abandon();
    await this.#connection.link.close(how);
  }

  readonly #onReply = (reply: Reply, askedMonoMs: number): void => {
    this.#hasAnswered = true;
    this.#managerClock.observe(reply, askedMonoMs);
  };

  get #streamParts(): StreamParts {
    return {
      connection: this.#connection,
      user: this.user,
      queryParts: this.#queryParts,
      open: this.#streams,
    };
  }

  get #queryParts(): QueryParts {
    return {
      connection: this.#connection,
      user: this.user,
      onReply: this.#onReply,
      hasAnswered: () => this.#hasAnswered,
      open: this.#questions,
    };
  }

  get #watchParts() {
    return {
      connection: this.#connection,
      log: this.#options.log,
      exchange: async () => {
        try {
          await this.query(managerNode, "time", {}, { timeoutMs: clockTimeoutMs });
        } catch (error) {
          // Without a hirte nothing of what is retained is believed, so it need not be waited for.
          if (!isHirteError(error, "not-reachable", "deadline")) throw error;
        }
      },
    };
  }

  /** On the manager's clock, counted from the call: learning that clock is part of the time allowed. */
  async #deadlines(
    startWithinMs: number,
    endWithinMs: number | undefined,
  ): Promise<Pick<Request, "startBy" | "endBy">> {
    if (this.#isClosed) throw closed();
    const calledMonoMs = this.#connection.clock.monotonicMs();
    await this.#learnClock(calledMonoMs + startWithinMs);
    const now = this.#managerClock.now(calledMonoMs);
    return {
      startBy: now + Math.ceil(startWithinMs),
      ...(endWithinMs === undefined ? {} : { endBy: now + Math.ceil(endWithinMs) }),
    };
  }

  /** A hirte that is away is waited for as long as the job may begin; one that is there and silent is not. */
  async #learnClock(untilMonoMs: number): Promise<void> {
    for (;;) {
      const breaks = this.#breaks;
      const wasUp = this.isUp;
      try {
        await this.#readClock();
        return;
      } catch (error) {
        if (!isHirteError(error, "not-reachable", "deadline")) throw error;
        const wasThere = wasUp && this.isUp && breaks === this.#breaks;
        const isOver = this.#connection.clock.monotonicMs() >= untilMonoMs;
        if (!wasThere && !isOver) continue;
        throw new HirteError("not-reachable", `${error.message}: nothing was sent`, {
          cause: error,
        });
      }
    }
  }

  async #readClock(): Promise<void> {
    if (this.#managerClock.isKnown) return;
    this.#clockReading ??= this.query(managerNode, "time", {}, { timeoutMs: clockTimeoutMs })
      .then(() => {})
      .finally(() => {
        this.#clockReading = undefined;
      });
    await this.#clockReading;
  }
}

function closed(): HirteError {
  return new HirteError("closed", "the client was closed");
}
