import type { Clock } from "../src/core/clock.ts";
import { isHirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import type { Command, Problem, Report } from "../src/protocol/generated/schemas.ts";
import { Admission, type JobCommand, latestBegin } from "./admission.ts";
import type { JobInput } from "./job.ts";
import { JobRunner, type JobRunnerContext } from "./job-runner.ts";
import type { Ledger } from "./ledger.ts";
import { type Call, jobVerbs } from "./ledger-line.ts";
import type { ManagerTime } from "./manager-time.ts";
import { Observer } from "./observer.ts";
import type { Outcome } from "./outcome.ts";
import type { BootClock, JournalPort, QueuedJob, SystemdPort, UnitSource } from "./ports.ts";
import { ReportRepeater } from "./report-repeater.ts";
import { SharedJobs } from "./shared-jobs.ts";

/** What an executor is made of. */
export interface ExecutorOptions {
  readonly systemd: SystemdPort;
  readonly units: UnitSource;
  readonly journal: JournalPort;
  readonly ledger: Ledger;
  readonly time: ManagerTime;
  readonly bootClock: BootClock;
  readonly clock: Clock;
  readonly log: Log;
  /** Says something to the manager in the present session; forgotten when there is none. */
  readonly report: (report: Omit<Report, "session">) => void;
}

/** Calls under way at a time: the system bus refuses more than 128 of one connection. */
const maxCalls = 32;

/**
 * Carries commands out: each id at most once, never after its time, and every one of them ends with
 * a report that is repeated until the manager has it.
 */
export class Executor {
  readonly #options: ExecutorOptions;
  readonly #systemd: SystemdPort;
  readonly #ledger: Ledger;
  readonly #log: Log;
  readonly #observer: Observer;
  readonly #admission: Admission;
  readonly #repeater: ReportRepeater;
  readonly #shared = new SharedJobs<JobRunner>();
  readonly #context: JobRunnerContext;
  /** Jobs that have not ended. */
  readonly #jobs = new Map<string, JobRunner>();
  readonly #calls = new Set<Promise<void>>();
  readonly #detach: (() => void)[] = [];
  #isStopped = false;

  constructor(options: ExecutorOptions) {
    this.#options = options;
    this.#systemd = options.systemd;
    this.#ledger = options.ledger;
    this.#log = options.log;
    this.#observer = new Observer(options);
    this.#admission = new Admission({
      clock: options.clock,
      time: options.time,
      isReady: () => this.#systemd.isAvailable && this.#shared.callsUnderWay < maxCalls,
      begin: (command) => this.#begin(command),
      expire: (command) => this.#expire(command),
    });
    this.#repeater = new ReportRepeater({
      clock: options.clock,
      send: (id, outcome) => options.report({ id, kind: "finished", ...outcome }),
    });
    this.#context = {
      ...options,
      observer: this.#observer,
      shared: this.#shared,
      onNumbered: (id, job) => this.#ledger.running(id, job),
      onRunning: (id) => options.report({ id, kind: "running" }),
      onEnd: (id, call, outcome) => this.#end(id, outcome, call),
    };
  }

  /** Listens to systemd, and takes up what the predecessor of this process left open. */
  start(): void {
    this.#detach.push(
      this.#systemd.onJobEnd(({ jobId, result }) => this.#shared.jobEnded(jobId, result)),
      this.#systemd.onAvailability((isAvailable) => isAvailable && this.#onBusBack()),
    );
    for (const [id, entry] of [...this.#ledger.unconfirmed()]) {
      if (entry.at === "finished") this.#repeater.add(id, entry.outcome);
      else {
        const job = entry.at === "running" ? entry.job : undefined;
        this.#jobs.set(id, JobRunner.adopted(id, entry.call, job, this.#context));
      }
    }
  }

  /** Stops acting and listening. What is open stays in the ledger for a successor. */
  stop(): void {
    this.#isStopped = true;
    for (const detach of this.#detach) detach();
    this.#admission.clear();
    this.#repeater.pause();
    this.#observer.stop();
    for (const job of this.#jobs.values()) job.release();
  }

  /** Resolves when systemd has answered every call under way, so that no job is without a number. */
  async callsAnswered(): Promise<void> {
    await Promise.all(this.#calls);
  }

  /** A session begins: ends that were not confirmed are said again, and `openJobs` accounted for. */
  beginSession(openJobs: readonly string[]): void {
    this.#admission.clear();
    this.#repeater.begin();
    for (const id of openJobs) {
      // The repeater has just said these.
      if (this.#ledger.find(id)?.at !== "finished") this.#reportOn(id);
    }
  }

  /** Nobody listens any more. Jobs go on; commands that wait are forgotten. */
  endSession(): void {
    this.#admission.clear();
    this.#repeater.pause();
  }

  /** The manager's time became known, or better known; comes with every heartbeat. */
  timeLearned(): void {
    this.#ledger.catchUp();
    this.#admission.judge();
  }

  /** A command of the present session, new or repeated. */
  command(command: Command): void {
    const { id } = command;
    if (this.#isKnown(id)) {
      this.#reportOn(id);
      return;
    }
    if (this.#admission.has(id)) return;
    const problem = problemOf(command);
    if (problem) this.#end(id, { result: "failed", problem });
    // problemOf has seen that the fields a job needs are there.
    else this.#admission.take(command as JobCommand);
  }

  /** Somebody lets go of a job. */
  cancel(id: string): void {
    const job = this.#jobs.get(id);
    if (job) job.stop("canceled");
    else if (this.#isKnown(id)) this.#reportOn(id);
    else {
      // Not begun, and now that it is in the ledger it never will be, even if its command comes yet.
      this.#admission.withdraw(id);
      this.#end(id, { result: "canceled", detail: "it was not begun" });
    }
  }

  /** The manager has the end of this job in its log. */
  ack(id: string): void {
    this.#ledger.ack(id);
    this.#repeater.confirm(id);
  }

  #isKnown(id: string): boolean {
    return this.#jobs.has(id) || this.#ledger.find(id) !== undefined;
  }

  #reportOn(id: string): void {
    const entry = this.#ledger.find(id);
    if (this.#jobs.has(id)) this.#options.report({ id, kind: "running" });
    else if (entry?.at === "finished" || entry?.at === "acked")
      this.#options.report({ id, kind: "finished", ...entry.outcome });
    else this.#options.report({ id, kind: "unknown" });
  }

  #begin(command: JobCommand): void {
    const { id, verb, unit, mode = "replace", settleMs = 0, endBy } = command;
    const { time, bootClock } = this.#options;
    const call: Call = {
      verb,
      unit,
      mode,
      settleMs,
      // On the boot clock, so that it stays the same moment under another manager.
      ...(endBy === undefined ? {} : { endAtBootMs: bootClock.bootMs() + time.delayUntil(endBy) }),
    };
    if (!this.#ledger.begin(id, call)) {
      const message = `${verb} ${unit}: the agent's ledger cannot be written, so nothing was begun: see the agent's log on the node`;
      this.#end(id, { result: "failed", problem: { code: "log-unavailable", message } }, call);
      return;
    }
    const job = JobRunner.calling(id, call, this.#context);
    this.#jobs.set(id, job);
    this.#shared.callBegan(unit);
    const answer: Promise<void> = this.#systemd
      // The last look at the clock is taken when the bytes leave: until then the call may wait for
      // others, and the process or the machine may stand still.
      .enqueue(
        verb,
        unit,
        mode,
        () => !this.#isStopped && time.mayBegin(latestBegin(command)) === "yes" && job.leaves(),
      )
      .then(
        (queued) => this.#onQueued(id, job, queued),
        (error: unknown) => this.#onFailed(id, job, error),
      )
      .finally(() => {
        this.#calls.delete(answer);
        this.#shared.callEnded(unit);
        if (!this.#isStopped) this.#admission.judge();
      });
    this.#calls.add(answer);
    this.#log.debug({ jobId: id, verb, unit }, "systemd is called");
  }

  #onQueued(id: string, job: JobRunner, queued: QueuedJob): void {
    // A stopping process still writes down which job it leaves behind.
    if (this.#isStopped) this.#ledger.running(id, queued);
    else job.answered(queued);
  }

  #onFailed(id: string, job: JobRunner, error: unknown): void {
    const input = failureOf(error, job.call);
    // Nor does a stopping process leave an id behind as perhaps begun that was not.
    if (this.#isStopped && input.kind === "not-sent") {
      this.#ledger.finish(id, { result: "expired", detail: input.detail });
    } else job.input(input);
  }

  #onBusBack(): void {
    for (const job of [...this.#jobs.values()]) job.input({ kind: "bus-back" });
    this.#admission.judge();
  }

  #expire({ id, verb, unit }: JobCommand): void {
    this.#end(id, { result: "expired" }, { verb, unit });
  }

  /**
   * The end of an id, whether it was begun or not: into the ledger, then to the manager. From here on
   * the id is known, and no copy of its command is begun.
   */
  #end(id: string, outcome: Outcome, call?: Pick<Call, "verb" | "unit">): void {
    this.#jobs.delete(id);
    this.#ledger.finish(id, outcome);
    this.#repeater.add(id, outcome);
    // The report leaves at the end of this turn. To write to the log wakes the journal, which on a small
    // machine runs before whoever waits for the job: so the log comes after.
    process.nextTick(() => this.#logEnd(id, outcome, call));
  }

  #logEnd(id: string, outcome: Outcome, call?: Pick<Call, "verb" | "unit">): void {
    const { result, detail, problem } = outcome;
    this.#log[result === "done" ? "info" : "warn"](
      {
        jobId: id,
        ...(call ? { verb: call.verb, unit: call.unit } : {}),
        result,
        ...(detail === undefined ? {} : { detail }),
        ...(problem === undefined ? {} : { problem: problem.message }),
      },
      result === "expired" ? "a command was dropped: it was not begun in time" : "a job ended",
    );
  }
}

function problemOf({ verb, unit, startBy }: Command): Problem | undefined {
  if (verb === undefined || !jobVerbs.includes(verb)) {
    return { code: "unknown-verb", message: `this agent knows no job "${verb ?? ""}"` };
  }
  if (unit === undefined || startBy === undefined) {
    return { code: "bad-request", message: `${verb}: the command names no unit or no start-by` };
  }
  return undefined;
}

/** What a failed call means: it never left, systemd said no, or nobody knows what it did. */
function failureOf(error: unknown, { verb, unit }: Call): JobInput {
  if (isHirteError(error, "not-sent")) {
    return { kind: "not-sent", detail: `systemd was not called: ${error.message}` };
  }
  if (isHirteError(error, "dbus-gone", "deadline")) {
    return {
      kind: "unanswered",
      detail: `systemd was called and did not answer: ${error.message}`,
    };
  }
  const code = isHirteError(error) ? error.code : "dbus-error";
  const text = messageOf(error);
  const name = `${verb} ${unit}: `;
  return {
    kind: "refused",
    problem: { code, message: text.startsWith(name) ? text : name + text },
  };
}
