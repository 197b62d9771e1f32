import { HirteError, isHirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import type { Command, Job, Report } from "../src/protocol/generated/schemas.ts";
import { findVerb } from "../src/protocol/verbs.ts";
import { type JobInput, type JobState, stepJob } from "../src/units/job.ts";
import { forLog, isConfidential } from "./confidential.ts";
import type { Judgement } from "./hearing.ts";
import type { JobLog, OpenRecord } from "./job-log.ts";
import type { KeptRecord } from "./log-record.ts";
import { presenceMs } from "./node.ts";

/** A command without the session, which belongs to whoever knows the node. */
export type SessionlessCommand = Omit<Command, "session">;

/** What the registry of jobs needs of the manager. */
export interface JobRegistryPorts {
  /** Manager's clock, milliseconds. */
  now(): number;
  monoMs(): number;
  /** Sends a command in the node's session; false when it has none or does not answer. */
  send(node: string, command: SessionlessCommand): boolean;
  /** Whether the node answers; what one that does not says may be from before it fell silent. */
  isOnline(node: string): boolean;
  /** Publishes a job as it is now. */
  publish(job: Job): void;
}

interface OpenJob {
  state: JobState;
  /** Absent: it is only asked after. */
  args: OpenRecord["args"] | undefined;
  /** Somebody let go of it: the agent is told until it reports the end. */
  isCanceled: boolean;
  /** The agent has spoken of this job since its node was last welcomed or recovered. */
  isHeard: boolean;
  resendMs: number;
  resendAtMonoMs: number;
  /** Rebuilt from the log, and its node has not come back yet. */
  isRebuilt: boolean;
  /** Rebuilt from a backup: whether it was begun, or has ended, in the time that is missing is not known. */
  readonly isRestored: boolean;
  /** The command has left since the node was last welcomed: the agent may have it. */
  wasSent: boolean;
}

const firstResendMs = 1000;
const lastResendMs = 5000;
/** How long a node may take to show itself after a time in which it could not be heard. */
const showUpMs = presenceMs(2000);
/** A stall beyond this may have cost a node the connection it was heard on. */
const ordinaryStallMs = 1000;
/** Pause before another new segment is tried. */
const rotateAgainMs = 1000;
/** Ended jobs kept in memory; older ones are read from the log. */
const recentLimit = 200;

/**
 * The jobs: one state machine each (src/units/job.ts), the log before every consequence. `accepted`
 * is in the log before the command leaves, `finished` before anybody is told.
 */
export class JobRegistry {
  readonly #ports: JobRegistryPorts;
  readonly #journal: JobLog;
  readonly #log: Log;
  readonly #maxOpen: number;
  readonly #epoch: number;
  readonly #open = new Map<string, OpenJob>();
  readonly #byNode = new Map<string, Set<string>>();
  /** How many of each user are open. */
  readonly #byUser = new Map<string, number>();
  readonly #recent = new Map<string, Job>();
  /** Until when nodes of rebuilt jobs may come back. */
  #rebuiltUntilMonoMs: number;
  /** Before this a node that nobody could hear has had no time to show itself. */
  #loseFromMonoMs: number;
  #rotateFromMonoMs = 0;

  constructor(options: {
    readonly ports: JobRegistryPorts;
    readonly journal: JobLog;
    readonly open: readonly OpenRecord[];
    readonly epoch: number;
    readonly log: Log;
    readonly maxOpen?: number;
  }) {
    this.#ports = options.ports;
    this.#journal = options.journal;
    this.#log = options.log;
    this.#epoch = options.epoch;
    this.#maxOpen = options.maxOpen ?? 20_000;
    this.#loseFromMonoMs = this.#ports.monoMs() + showUpMs;
    this.#rebuiltUntilMonoMs = this.#loseFromMonoMs + 10_000;
    for (const { job, bootId, args, isCanceled = false, isRestored = false } of options.open) {
      this.#add({
        state: {
          job: { ...job, epoch: this.#epoch, state: "unreachable", at: this.#ports.now() },
          // Whether it was begun is not in the log; that it may have been is what matters. In the time since a
          // backup it may have ended, too, and been forgotten by its node: nobody is to take it for one never begun.
          wasBegun: isRestored,
          ...(bootId === undefined ? {} : { bootId }),
        },
        args,
        isCanceled,
        isHeard: false,
        resendMs: firstResendMs,
        resendAtMonoMs: 0,
        isRebuilt: true,
        isRestored,
        wasSent: false,
      });
    }
    this.#journal.onFull(() => this.#rotateWhereDue());
  }

  get openCount(): number {
    return this.#open.size;
  }

  /** How many jobs of a user have not ended. */
  openOf(user: string): number {
    return this.#byUser.get(user) ?? 0;
  }

  /** Jobs that have not ended, oldest first. */
  *openJobs(): Generator<Job> {
    for (const { state } of this.#open.values()) yield state.job;
  }

  /** The job of this id, open or ended; undefined when there never was one, as far as the log goes back. */
  find(id: string): Job | undefined {
    return this.#open.get(id)?.state.job ?? this.#recent.get(id) ?? this.#journal.ended(id);
  }

  /**
   * What a job was asked for with, while it is open; undefined: that is not known, or not any more
   * (`confidential`).
   */
  argsOf(id: string): OpenRecord["args"] | undefined {
    return this.#open.get(id)?.args;
  }

  /** As `find`, once what it says is on disk, or cannot be brought there: an end is told all the same. */
  async findDurable(id: string): Promise<Job | undefined> {
    const job = this.find(id);
    if (job?.state === "finished") await this.#sync();
    return job;
  }

  /**
   * Takes a job on: into the log, then to the node, then to whoever watches. `isBounded` false: however many are open.
   * `needsNoLog`: where the log cannot be written it is kept in memory. A restart then knows nothing of it.
   * @throws HirteError `busy`, `log-unavailable`; nothing was begun then, and nothing will be
   */
  accept(
    job: Job,
    bootId: string,
    args: NonNullable<OpenRecord["args"]>,
    {
      isBounded = true,
      needsNoLog = false,
      address,
    }: {
      readonly isBounded?: boolean;
      readonly needsNoLog?: boolean;
      readonly address?: string;
    } = {},
  ): void {
    if (isBounded && this.#open.size >= this.#maxOpen) {
      throw new HirteError(
        "busy",
        `${this.#maxOpen} jobs are open already: try again when some have ended`,
      );
    }
    const at = this.#ports.now();
    const from = address === undefined ? {} : { address };
    const record = { type: "accepted", at, ...from, bootId, ...kept({ job, args }) } as const;
    this.#append(record, { job, needsNoLog });
    const open: OpenJob = {
      state: { job, bootId, wasBegun: false },
      args,
      isCanceled: false,
      isHeard: false,
      resendMs: firstResendMs,
      resendAtMonoMs: 0,
      isRebuilt: false,
      isRestored: false,
      wasSent: false,
    };
    this.#add(open);
    this.#send(open);
    this.#ports.publish(job);
  }

  /** Whether this id was used, though nobody can say any more what became of it. */
  isIllegible(id: string): boolean {
    return this.find(id) === undefined && this.#journal.isIllegible(id);
  }

  /**
   * Asks the agent to let go of a job. Resolves once that is on disk: it outlives a restart. `needsNoLog` as of
   * `accept`.
   * @throws HirteError `no-such-job`: nothing was done; `log-unavailable`: neither, unless the message says
   * that it may be done all the same
   */
  async cancel(id: string, { needsNoLog = false } = {}): Promise<Job> {
    const open = this.#open.get(id);
    if (!open) {
      const job = await this.findDurable(id);
      if (job) return job;
      throw new HirteError("no-such-job", `there is no job ${id}`);
    }
    const { job } = open.state;
    if (!open.isCanceled) {
      const record = { type: "cancel-asked", at: this.#ports.now(), id } as const;
      this.#append(record, { job, needsNoLog });
    }
    open.isCanceled = true;
    open.resendMs = firstResendMs;
    this.#send(open);
    if ((await this.#sync()) || needsNoLog) return open.state.job;
    throw new HirteError(
      "log-unavailable",
      `${job.node}: cancel ${job.verb}${job.unit === undefined ? "" : ` ${job.unit}`}: it was sent, and could not be brought to disk: it may be done all the same, or be forgotten if hirte is restarted now: look at the job ${id}, then ask again`,
    );
  }

  /** What an agent is asked to account for in its welcome. */
  openOn(node: string): Pick<Job, "id" | "unit" | "verb">[] {
    return [...(this.#byNode.get(node) ?? [])].flatMap((id) => {
      const job = this.#open.get(id)?.state.job;
      return job ? [job] : [];
    });
  }

  /** A report from the node's current session. */
  onReport(node: string, report: Report): void {
    const open = this.#open.get(report.id);
    if (!open) {
      if (report.kind === "finished") this.#onLateReport(node, report);
      return;
    }
    if (open.state.job.node !== node) {
      this.#log.warn({ node, jobId: report.id }, "a node reported on another node's job: ignored");
      return;
    }
    const input = this.#isPresent(node, report) ? inputOf(report) : pastOf(report);
    if (!input) return;
    // It answers the welcome, from before the command left in this session: by now the agent may have
    // begun it. The command is repeated until the agent says what it did with it.
    if (input.kind === "unknown" && open.wasSent) return;
    open.isHeard = true;
    if (input.kind === "unknown" && !open.args && !open.state.wasBegun) {
      this.#step(open, { kind: "finished", result: "expired", detail: notKept });
      return;
    }
    this.#step(open, input);
    // What was begun is begun no more: nothing of it need be kept.
    if (open.state.wasBegun && open.args && isConfidential(open.state.job.verb, open.args))
      open.args = undefined;
    // It never arrived; while there is time, it is sent again.
    if (input.kind === "unknown" && open.state.job.state !== "finished") {
      open.isHeard = false;
      this.#send(open);
    }
  }

  onNodeUnreachable(node: string): void {
    this.#stepAll(node, { kind: "node-unreachable" });
  }

  /** A new session: the agent was asked for its open jobs in the welcome. */
  onNodeBack(node: string, bootId: string): void {
    for (const open of this.#on(node)) {
      open.isRebuilt = false;
      open.isHeard = false;
      open.wasSent = false;
      open.resendMs = firstResendMs;
      // The answer to the welcome comes first; only who was never heard of is told again.
      open.resendAtMonoMs = this.#ports.monoMs() + open.resendMs;
      this.#step(open, { kind: "node-back", bootId });
    }
  }

  /** The same session answers again: what was sent meanwhile may not have arrived. */
  onNodeRecovered(node: string): void {
    for (const open of this.#on(node)) {
      open.isHeard = false;
      open.resendMs = firstResendMs;
      this.#send(open);
    }
  }

  onNodeLost(node: string, detail: string): void {
    this.#stepAll(node, { kind: "node-lost", detail });
  }

  /** Time has passed; for `stalledMs` of it nobody could be heard. */
  tick({ stalledMs, upToMonoMs }: Judgement): void {
    this.#rebuiltUntilMonoMs += stalledMs;
    if (stalledMs > ordinaryStallMs)
      this.#loseFromMonoMs = Math.max(this.#loseFromMonoMs, upToMonoMs + showUpMs);
    const monoMs = this.#ports.monoMs();
    for (const open of [...this.#open.values()]) {
      if (open.isRebuilt && upToMonoMs > this.#rebuiltUntilMonoMs) {
        this.#step(open, {
          kind: "node-lost",
          detail: "its node did not come back after hirte was restarted",
        });
        continue;
      }
      if (upToMonoMs >= this.#loseFromMonoMs) this.#step(open, { kind: "tick" });
      if ((!open.isHeard || open.isCanceled) && !open.isRebuilt && monoMs >= open.resendAtMonoMs)
        this.#send(open);
    }
    this.#rotateWhereDue();
  }

  #rotateWhereDue(): void {
    if (!this.#journal.wantsRotation || this.#ports.monoMs() < this.#rotateFromMonoMs) return;
    this.#rotateFromMonoMs = this.#ports.monoMs() + rotateAgainMs;
    try {
      const open = [...this.#open.values()].map(({ state, args, isCanceled, isRestored }) => ({
        ...kept({ job: state.job, args }),
        ...(isCanceled ? { isCanceled } : {}),
        ...(isRestored ? { isRestored } : {}),
        ...(state.bootId === undefined ? {} : { bootId: state.bootId }),
      }));
      this.#journal.rotate(open, this.#ports.now(), this.#epoch);
    } catch (error) {
      this.#log.error({ error }, "no new segment of the log could be begun");
    }
  }

  /** @throws HirteError `log-unavailable`: it is not in the log, and need be */
  #append(
    record: Extract<KeptRecord, { readonly type: "accepted" | "cancel-asked" }>,
    { job, needsNoLog }: { readonly job: Job; readonly needsNoLog: boolean },
  ): void {
    try {
      this.#journal.append(record);
    } catch (error) {
      if (!needsNoLog || !this.#journal.keep(record)) throw error;
      const { id: jobId, user, node, verb, unit } = job;
      this.#log.error(
        { user, node, verb, unit, jobId, record: record.type, error },
        "the log cannot be written, and what the coordinator asks is done all the same: it is kept in memory, and would be forgotten if hirte ended now",
      );
    }
  }

  #add(open: OpenJob): void {
    const { id, node, user } = open.state.job;
    this.#open.set(id, open);
    this.#byUser.set(user, this.openOf(user) + 1);
    const ids = this.#byNode.get(node) ?? new Set();
    this.#byNode.set(node, ids.add(id));
  }

  *#on(node: string): Generator<OpenJob> {
    for (const id of [...(this.#byNode.get(node) ?? [])]) {
      const open = this.#open.get(id);
      if (open) yield open;
    }
  }

  #stepAll(node: string, input: JobInput): void {
    for (const open of this.#on(node)) this.#step(open, input);
  }

  #step(open: OpenJob, input: JobInput): void {
    const before = open.state;
    open.state = stepJob(before, input, this.#ports.now());
    const { job } = open.state;
    if (job === before.job) return;
    if (job.state !== "finished") {
      this.#ports.publish(job);
      return;
    }
    this.#open.delete(job.id);
    const left = this.openOf(job.user) - 1;
    if (left > 0) this.#byUser.set(job.user, left);
    else this.#byUser.delete(job.user);
    this.#byNode.get(job.node)?.delete(job.id);
    this.#end(job, "finished", open.args);
  }

  /** An end stays one, however long ago it came. */
  #isPresent(node: string, { kind }: Report): boolean {
    return kind === "finished" || this.#ports.isOnline(node);
  }

  /** The agent goes on telling an end until it hears that it was heard. */
  #onLateReport(node: string, report: Report): void {
    const job = this.find(report.id);
    const input = inputOf(report);
    if (job?.node === node && input) {
      const { job: next } = stepJob({ job, wasBegun: true }, input, this.#ports.now());
      if (next !== job) {
        // With what it was asked for is not known any more.
        this.#end(next, "resolved", undefined);
        return;
      }
    }
    void this.#sync().then((isSafe) => this.#ack(node, report.id, isSafe));
  }

  #end(job: Job, type: "finished" | "resolved", args: OpenRecord["args"] | undefined): void {
    const logged = forLog(job, args);
    this.#journal.appendOrKeep({ type, at: job.at, job: logged });
    // On its way to the disk while the rest is done.
    const synced = this.#sync();
    this.#recent.delete(job.id);
    this.#recent.set(job.id, job);
    for (const id of this.#recent.keys()) {
      if (this.#recent.size <= recentLimit) break;
      this.#recent.delete(id);
    }
    void synced.then((isSafe) => {
      // Whoever waits needs the end all the same; its node tells it again until it is safe.
      this.#ports.publish(job);
      this.#ack(job.node, job.id, isSafe);
      // Last, and not before the bytes are out: to write to the journal wakes it.
      setImmediate(() => this.#logEnd(logged, type));
    });
  }

  #logEnd(job: Job, type: "finished" | "resolved"): void {
    const { id: jobId, user, node, verb, unit, result, detail } = job;
    const isGood = result === "done" || result === "skipped" || type === "resolved";
    this.#log[isGood ? "info" : "warn"](
      { user, node, verb, unit, result: job.resolved?.result ?? result, detail, jobId },
      type === "resolved" ? "what became of a lost job is known" : "job finished",
    );
  }

  #ack(node: string, id: string, isSafe: boolean): void {
    if (isSafe) this.#ports.send(node, { kind: "ack", id });
  }

  /** @returns whether everything said so far is on disk; the log has complained where not */
  async #sync(): Promise<boolean> {
    try {
      await this.#journal.sync();
      return true;
    } catch (error) {
      if (!isHirteError(error, "log-unavailable")) throw error;
      return false;
    }
  }

  #send(open: OpenJob): void {
    const { job } = open.state;
    open.resendAtMonoMs = this.#ports.monoMs() + open.resendMs;
    open.resendMs = Math.min(open.resendMs * 2, lastResendMs);
    // An agent that has forgotten a job takes it for one that was never begun when it is to let go of it.
    const isToBeAskedFirst = open.isRestored && !open.isHeard;
    if (open.isCanceled && !isToBeAskedFirst) {
      // Without the command: an agent that has not begun it by now is not to begin it any more.
      this.#ports.send(job.node, { kind: "cancel", id: job.id });
      return;
    }
    if (!open.args) {
      this.#ports.send(job.node, { kind: "ask", id: job.id });
      return;
    }
    const hasLeft = this.#ports.send(job.node, {
      kind: "job",
      id: job.id,
      verb: job.verb,
      ...(job.unit === undefined ? {} : { unit: job.unit }),
      args: open.args,
      // Who reads the output.
      ...(findVerb(job.verb)?.kind === "run" ? { user: job.user } : {}),
      // What was begun is only asked after: an agent that does not know it any more must not begin it.
      startBy: open.state.wasBegun ? job.acceptedAt : job.startBy,
      ...(job.endBy === undefined ? {} : { endBy: job.endBy }),
    });
    open.wasSent ||= hasLeft;
  }
}

const notKept =
  "hirte was restarted before it had been begun, and keeps no command lines, nor values that may be secrets: it was not begun";

/** What the log holds of an open job. */
function kept({
  job,
  args,
}: {
  readonly job: Job;
  readonly args: OpenRecord["args"] | undefined;
}): Pick<OpenRecord, "job" | "args"> {
  return { job, ...(args && !isConfidential(job.verb, args) ? { args } : {}) };
}

/** What a report says that may be from long ago; the agent is asked again when its node answers. */
function pastOf({ kind }: Report): JobInput | undefined {
  return kind === "running" ? { kind: "was-running" } : undefined;
}

function inputOf(report: Report): JobInput | undefined {
  switch (report.kind) {
    case "running":
      return { kind: "running" };
    case "unknown":
      return { kind: "unknown" };
    case "finished":
      return {
        kind: "finished",
        // An end without a result says only that it ended.
        result: report.result ?? "lost",
        ...(report.detail === undefined ? {} : { detail: report.detail }),
        ...(report.after === undefined ? {} : { after: report.after }),
        ...(report.files === undefined ? {} : { files: report.files }),
        ...(report.hasInstall === undefined ? {} : { hasInstall: report.hasInstall }),
        ...(report.problem === undefined ? {} : { problem: report.problem }),
      };
    case "answer":
    case "resolved":
      return undefined;
  }
}
