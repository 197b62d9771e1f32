import { HirteError, isHirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import type { Command, Job, Report } from "../src/protocol/generated/schemas.ts";
import { type JobInput, type JobState, stepJob } from "../src/units/job.ts";
import type { JobLog, OpenRecord } from "./job-log.ts";
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
  /** Publishes a job as it is now. */
  publish(job: Job): void;
}

interface OpenJob {
  state: JobState;
  readonly args: OpenRecord["args"];
  /** Somebody let go of it: the agent is told until it reports the end. */
  isCanceled: boolean;
  /** The agent has spoken of this job since its node was last welcomed or recovered. */
  isHeard: boolean;
  resendMs: number;
  resendAtMonoMs: number;
  /** Rebuilt from the log, and its node has not come back yet. */
  isRebuilt: boolean;
}

const firstResendMs = 1000;
const lastResendMs = 5000;
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
  readonly #recent = new Map<string, Job>();
  /** Until when nodes of rebuilt jobs may come back. */
  #rebuiltUntilMonoMs: number;

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
    this.#rebuiltUntilMonoMs = this.#ports.monoMs() + presenceMs(2000) + 10_000;
    for (const { job, bootId, args } of options.open) {
      this.#add({
        state: {
          job: { ...job, epoch: this.#epoch, state: "unreachable", at: this.#ports.now() },
          // Whether it was begun is not in the log; that it may have been is what matters.
          wasBegun: false,
          ...(bootId === undefined ? {} : { bootId }),
        },
        args,
        isCanceled: false,
        isHeard: false,
        resendMs: firstResendMs,
        resendAtMonoMs: 0,
        isRebuilt: true,
      });
    }
  }

  get openCount(): number {
    return this.#open.size;
  }

  /** Jobs that have not ended, oldest first. */
  *openJobs(): Generator<Job> {
    for (const { state } of this.#open.values()) yield state.job;
  }

  /** The job of this id, open or ended; undefined when there never was one, as far as the log goes back. */
  find(id: string): Job | undefined {
    return this.#open.get(id)?.state.job ?? this.#recent.get(id) ?? this.#journal.ended(id);
  }

  /** As `find`, once what it says is on disk. */
  async findDurable(id: string): Promise<Job | undefined> {
    const job = this.find(id);
    if (job?.state === "finished") await this.#sync();
    return job;
  }

  /**
   * Takes a job on: into the log, then to the node, then to whoever watches.
   * @throws HirteError `busy`, `log-unavailable`; nothing was begun then, and nothing will be
   */
  accept(job: Job, bootId: string, args: OpenRecord["args"]): void {
    if (this.#open.size >= this.#maxOpen) {
      throw new HirteError(
        "busy",
        `${this.#maxOpen} jobs are open already: try again when some have ended`,
      );
    }
    this.#journal.append({ type: "accepted", at: this.#ports.now(), job, bootId, args });
    const open: OpenJob = {
      state: { job, bootId, wasBegun: false },
      args,
      isCanceled: false,
      isHeard: false,
      resendMs: firstResendMs,
      resendAtMonoMs: 0,
      isRebuilt: false,
    };
    this.#add(open);
    this.#send(open);
    this.#ports.publish(job);
  }

  /** Asks the agent to let go of a job. */
  cancel(id: string): Job {
    const open = this.#open.get(id);
    if (!open) {
      const job = this.find(id);
      if (job) return job;
      throw new HirteError("no-such-job", `there is no job ${id}`);
    }
    open.isCanceled = true;
    open.resendMs = firstResendMs;
    this.#send(open);
    return open.state.job;
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
    open.isHeard = true;
    const input = inputOf(report);
    if (!input) return;
    this.#step(open, input);
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

  /** Time has passed; `stalledMs` of it the manager itself stood still. */
  tick(stalledMs: number): void {
    this.#rebuiltUntilMonoMs += stalledMs;
    const monoMs = this.#ports.monoMs();
    for (const open of [...this.#open.values()]) {
      if (open.isRebuilt && monoMs > this.#rebuiltUntilMonoMs) {
        this.#step(open, {
          kind: "node-lost",
          detail: "its node did not come back after hirte was restarted",
        });
        continue;
      }
      this.#step(open, { kind: "tick" });
      if ((!open.isHeard || open.isCanceled) && !open.isRebuilt && monoMs >= open.resendAtMonoMs)
        this.#send(open);
    }
    if (this.#journal.wantsRotation) this.#rotate();
  }

  #rotate(): void {
    try {
      const open = [...this.#open.values()].map(({ state, args }) => ({
        job: state.job,
        args,
        ...(state.bootId === undefined ? {} : { bootId: state.bootId }),
      }));
      this.#journal.rotate(open, this.#ports.now(), this.#epoch);
    } catch (error) {
      this.#log.error({ error }, "no new segment of the log could be begun");
    }
  }

  #add(open: OpenJob): void {
    const { id, node } = open.state.job;
    this.#open.set(id, open);
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
    this.#byNode.get(job.node)?.delete(job.id);
    this.#end(job, "finished");
  }

  /** The agent goes on telling an end until it hears that it was heard. */
  #onLateReport(node: string, report: Report): void {
    const job = this.find(report.id);
    const input = inputOf(report);
    if (job?.node === node && input) {
      const { job: next } = stepJob({ job, wasBegun: true }, input, this.#ports.now());
      if (next !== job) {
        this.#end(next, "resolved");
        return;
      }
    }
    void this.#sync().then(() => this.#ports.send(node, { kind: "ack", id: report.id }));
  }

  #end(job: Job, type: "finished" | "resolved"): void {
    this.#journal.appendOrKeep({ type, at: job.at, job });
    // On its way to the disk while the rest is done.
    const synced = this.#sync();
    const { id: jobId, user, node, verb, unit, result, detail } = job;
    const isGood = result === "done" || result === "skipped" || type === "resolved";
    this.#log[isGood ? "info" : "warn"](
      { user, node, verb, unit, result: job.resolved?.result ?? result, detail, jobId },
      type === "resolved" ? "what became of a lost job is known" : "job finished",
    );
    this.#recent.delete(job.id);
    this.#recent.set(job.id, job);
    for (const id of this.#recent.keys()) {
      if (this.#recent.size <= recentLimit) break;
      this.#recent.delete(id);
    }
    void synced.then(() => {
      this.#ports.publish(job);
      this.#ports.send(job.node, { kind: "ack", id: job.id });
    });
  }

  async #sync(): Promise<void> {
    try {
      await this.#journal.sync();
    } catch (error) {
      // Whoever waits needs the end all the same; after a power cut the node's own ledger tells it again.
      if (!isHirteError(error)) throw error;
      this.#log.error({ error }, "an end of a job is not safe on disk");
    }
  }

  #send(open: OpenJob): void {
    const { job } = open.state;
    open.resendAtMonoMs = this.#ports.monoMs() + open.resendMs;
    open.resendMs = Math.min(open.resendMs * 2, lastResendMs);
    if (open.isCanceled && open.isHeard) {
      this.#ports.send(job.node, { kind: "cancel", id: job.id });
      return;
    }
    this.#ports.send(job.node, {
      kind: "job",
      id: job.id,
      verb: job.verb,
      ...(job.unit === undefined ? {} : { unit: job.unit }),
      args: open.args,
      startBy: job.startBy,
      ...(job.endBy === undefined ? {} : { endBy: job.endBy }),
    });
    if (open.isCanceled) this.#ports.send(job.node, { kind: "cancel", id: job.id });
  }
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
