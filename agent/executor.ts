import type { Clock } from "../src/core/clock.ts";
import { HirteError, isHirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import type { Command, Report } from "../src/protocol/generated/schemas.ts";
import { ActionRunner, type ActionRunnerContext } from "./action-runner.ts";
import { Admission, type JobCommand, latestBegin } from "./admission.ts";
import {
  type ActionCall,
  askedBy,
  type Call,
  isRunCall,
  isUnitCall,
  nameOfCall,
  type UnitCall,
} from "./call.ts";
import { failureOf } from "./call-failure.ts";
import type { CoordinatorRuns } from "./coordinator-runs.ts";
import { JobRunner, type JobRunnerContext } from "./job-runner.ts";
import type { Ledger } from "./ledger.ts";
import type { ManagerTime } from "./manager-time.ts";
import { Observer } from "./observer.ts";
import type { Outcome } from "./outcome.ts";
import type { OwnLimits } from "./own-limits.ts";
import type {
  ActionPort,
  BootClock,
  JournalPort,
  ProcessPort,
  QueuedJob,
  RunPort,
  SystemdPort,
  UnitSource,
} from "./ports.ts";
import { ReportRepeater } from "./report-repeater.ts";
import type { RunCall, RunOrder } from "./run-call.ts";
import { RunClearing } from "./run-clearing.ts";
import { type RunContext, RunRunner } from "./run-runner.ts";
import { SharedJobs } from "./shared-jobs.ts";

/** What an executor is made of. */
export interface ExecutorOptions {
  readonly systemd: SystemdPort;
  readonly actions: ActionPort;
  readonly runs: RunPort;
  readonly limits: OwnLimits;
  readonly machine: { readonly bootId: string };
  readonly coordinatorRuns: CoordinatorRuns;
  /** Opens the stream of a command's output. */
  readonly openStream: RunContext["openStream"];
  readonly units: UnitSource;
  readonly processes: ProcessPort;
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
  readonly #actionContext: ActionRunnerContext;
  readonly #clearing: RunClearing;
  readonly #runContext: RunContext;
  /** Jobs that have not ended. */
  readonly #jobs = new Map<string, JobRunner | ActionRunner | RunRunner>();
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
      isReady: () => this.#systemd.isAvailable && this.#calls.size < maxCalls,
      check: ({ id, call }) => options.limits.check(id, call),
      revision: () => options.limits.revision,
      begin: (command) => this.#begin(command),
      refuse: ({ id, call }, error) => this.#refuse(id, error, call),
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
    this.#actionContext = {
      ...options,
      // Also once stopped: an answer that comes yet is in the ledger, for a successor could not get it.
      onEnd: (id, call, outcome) => this.#end(id, outcome, call),
    };
    this.#clearing = new RunClearing(options);
    this.#runContext = {
      ...this.#context,
      runs: options.runs,
      clearing: this.#clearing,
      openStream: options.openStream,
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
      else if (isUnitCall(entry.call)) {
        const job = entry.at === "running" ? entry.job : undefined;
        this.#jobs.set(id, JobRunner.adopted(id, entry.call, job, this.#context));
      } else if (isRunCall(entry.call)) {
        const job = entry.at === "running" ? entry.job : undefined;
        this.#jobs.set(id, RunRunner.adopted(id, entry.call, job, this.#runContext));
      } else this.#jobs.set(id, ActionRunner.adopted(id, entry.call, this.#actionContext));
    }
    this.#clearing.takeUp((id) => this.#jobs.has(id));
  }

  /** Stops acting and listening. What is open stays in the ledger for a successor. */
  stop(): void {
    this.#isStopped = true;
    for (const detach of this.#detach) detach();
    this.#admission.clear();
    this.#repeater.pause();
    this.#observer.stop();
    this.#clearing.stop();
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
    const { startBy, endBy } = command;
    try {
      const asked = askedBy(command);
      this.#options.limits.checkAsked(id, asked.call);
      this.#checkRun(asked);
      if (startBy === undefined) {
        throw new HirteError(
          "bad-request",
          `${nameOfCall(asked.call)}: the command has no start-by`,
        );
      }
      this.#admission.take({
        id,
        ...asked,
        startBy,
        ...(endBy === undefined ? {} : { endBy }),
      });
    } catch (error) {
      if (!isHirteError(error)) throw error;
      this.#refuse(id, error);
    }
  }

  /** What became of a job is asked; nothing is begun. */
  ask(id: string): void {
    if (!this.#admission.has(id)) this.#reportOn(id);
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
    const { id, endBy, order = {}, coordinatorRun } = command;
    const { time, bootClock, limits, coordinatorRuns } = this.#options;
    const { revision } = limits;
    try {
      // A later one may have come while this one waited.
      this.#checkRun(command);
    } catch (error) {
      if (!isHirteError(error)) throw error;
      this.#refuse(id, error, command.call);
      return;
    }
    const call: Call = {
      ...command.call,
      // On the boot clock, so that it stays the same moment under another manager.
      ...(endBy === undefined ? {} : { endAtBootMs: bootClock.bootMs() + time.delayUntil(endBy) }),
    };
    if (!this.#ledger.begin(id, call)) {
      const message = `${nameOfCall(call)}: the agent's ledger cannot be written, so nothing was begun: see the agent's log on the node`;
      this.#end(id, { result: "failed", problem: { code: "log-unavailable", message } }, call);
      return;
    }
    if (coordinatorRun !== undefined) coordinatorRuns.learn(coordinatorRun);
    this.#log.debug({ jobId: id, verb: call.verb, unit: call.unit }, "systemd is called");
    // The last look at the clock is taken when the bytes leave: until then the call may wait for others,
    // and the process or the machine may stand still.
    const mayLeave = () => {
      if (this.#isStopped || time.mayBegin(latestBegin(command)) !== "yes") return false;
      // Limits that have changed since, too, as far as they can be asked without systemd.
      if (limits.revision !== revision) limits.checkAsked(id, call);
      return true;
    };
    if (isUnitCall(call)) this.#callJob(id, call, mayLeave);
    else if (isRunCall(call)) this.#callRun(id, { call, order }, mayLeave);
    else this.#callAction(id, call, mayLeave);
  }

  #checkRun({ call, coordinatorRun }: Pick<JobCommand, "call" | "coordinatorRun">): void {
    if (coordinatorRun === undefined) return;
    const { coordinatorRuns, machine } = this.#options;
    coordinatorRuns.check(coordinatorRun, nameOfCall(call));
    const { bootId = machine.bootId } = "args" in call ? (call.args ?? {}) : {};
    if (bootId === machine.bootId) return;
    const text = `${nameOfCall(call)}: the machine is in another boot than that which is meant`;
    throw new HirteError("denied", text, { details: { bootId: machine.bootId } });
  }

  #callJob(id: string, call: UnitCall, mayLeave: () => boolean): void {
    const { verb, unit, mode } = call;
    const job = JobRunner.calling(id, call, this.#context);
    this.#jobs.set(id, job);
    this.#shared.callBegan(unit);
    this.#track(
      this.#systemd
        .enqueue(verb, unit, mode, () => mayLeave() && job.leaves())
        .then(
          (queued) => this.#onQueued(id, job, queued),
          (error: unknown) => this.#onFailed(id, job, error),
        )
        .finally(() => this.#shared.callEnded(unit)),
    );
  }

  #callAction(id: string, call: ActionCall, mayLeave: () => boolean): void {
    const action = ActionRunner.calling(id, call, this.#actionContext);
    this.#jobs.set(id, action);
    this.#track(action.begin(mayLeave));
  }

  #callRun(
    id: string,
    { call, order }: { readonly call: RunCall; readonly order: RunOrder },
    mayLeave: () => boolean,
  ): void {
    const run = RunRunner.calling(id, call, this.#runContext);
    this.#jobs.set(id, run);
    this.#track(run.begin(order, mayLeave));
  }

  /** A call is under way; when it is answered, others may leave. */
  #track(answer: Promise<void>): void {
    const tracked = answer.finally(() => {
      this.#calls.delete(tracked);
      if (!this.#isStopped) this.#admission.judge();
    });
    this.#calls.add(tracked);
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
    for (const job of [...this.#jobs.values()]) job.busBack();
    this.#admission.judge();
  }

  /** It was not begun, and never will be. */
  #refuse(id: string, { code, message }: HirteError, call?: Call): void {
    this.#end(id, { result: "failed", problem: { code, message } }, call);
  }

  #expire({ id, call }: JobCommand): void {
    this.#end(id, { result: "expired" }, call);
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
