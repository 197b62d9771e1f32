import type { Clock } from "../src/core/clock.ts";
import type { Log } from "../src/core/log.ts";
import type { UnitCall } from "./call.ts";
import { type JobEffect, type JobInput, type JobState, type StopCause, stepJob } from "./job.ts";
import type { Observer } from "./observer.ts";
import { executionPatienceMs, hasFailed, logLines, type Outcome, withLog } from "./outcome.ts";
import type {
  BootClock,
  Evidence,
  ProcessPort,
  QueuedJob,
  SystemdPort,
  UnitSource,
} from "./ports.ts";
import { quickMs, RunnerTimers } from "./runner-timers.ts";
import type { Caller, SharedJobs } from "./shared-jobs.ts";

/** What all runners have in common. */
export interface JobRunnerContext {
  readonly systemd: SystemdPort;
  readonly units: UnitSource;
  readonly processes: ProcessPort;
  readonly observer: Observer;
  readonly shared: SharedJobs<JobRunner>;
  readonly bootClock: BootClock;
  readonly clock: Clock;
  readonly log: Log;
  /** systemd has numbered the job. */
  readonly onNumbered: (id: string, job: QueuedJob) => void;
  /** The job was numbered a moment ago, and has not ended since. */
  readonly onRunning: (id: string) => void;
  /** Once for each job, the last thing that is heard of it. */
  readonly onEnd: (id: string, call: UnitCall, outcome: Outcome) => void;
}

/** How long systemd may take to carry out a wish to stop. */
const stopLimitMs = 2000;
/** How often it is looked whether systemd has executed a unit's program by now. */
const stageLookMs = 10;

/** How a start held. */
interface Hold {
  readonly wasSeenToFail: boolean;
  /** How much of the time the unit was called active its program was not executed, at least. */
  readonly preparingMs: number;
}

/** Takes one job through its life: does what `stepJob` says, and tells it what came of that. */
export class JobRunner implements Caller {
  readonly #id: string;
  readonly #call: UnitCall;
  readonly #context: JobRunnerContext;
  readonly #timers: RunnerTimers;
  #state: JobState;
  #isReleased = false;
  /** The call is on its way to systemd, or was. */
  #hasLeft = true;
  /** systemd's number of the job, once known. */
  #jobId: number | undefined;
  /** Number of the newest reading of the unit; older ones are of the past when they arrive. */
  #reading = 0;
  /** Of the unit's run that the last reading saw. */
  #invocation: string | undefined;
  #mainPid: number | undefined;

  private constructor(id: string, call: UnitCall, state: JobState, context: JobRunnerContext) {
    this.#id = id;
    this.#call = call;
    this.#state = state;
    this.#context = context;
    this.#timers = new RunnerTimers(context);
    this.#timers.at(call.endAtBootMs, () => this.stop("timeout"));
  }

  /** A job whose call to systemd is about to leave. */
  static calling(id: string, call: UnitCall, context: JobRunnerContext): JobRunner {
    const runner = new JobRunner(id, call, { at: "calling" }, context);
    runner.#hasLeft = false;
    return runner;
  }

  /** A job that an earlier process began; `job` is absent when systemd's answer was never seen. */
  static adopted(
    id: string,
    call: UnitCall,
    job: QueuedJob | undefined,
    context: JobRunnerContext,
  ): JobRunner {
    if (!job) {
      const detail = "the agent was restarted before systemd had answered";
      const runner = new JobRunner(id, call, { at: "unsure", detail }, context);
      runner.#carryOut({ kind: "read-evidence" });
      return runner;
    }
    const isOver = call.endAtBootMs !== undefined && context.bootClock.bootMs() >= call.endAtBootMs;
    const runner = new JobRunner(
      id,
      call,
      { at: "looking", job, ...(isOver ? { stop: "timeout" } : {}) },
      context,
    );
    runner.#join(job.jobId);
    runner.#carryOut({ kind: "look", jobId: job.jobId });
    if (isOver) runner.#carryOut({ kind: "limit-stop" });
    return runner;
  }

  get call(): UnitCall {
    return this.#call;
  }

  get isWaiting(): boolean {
    return "job" in this.#state;
  }

  get isOwner(): boolean {
    return "job" in this.#state && this.#state.job.isNew;
  }

  /** The call is about to leave. @returns false when the job has ended without it */
  leaves(): boolean {
    if (this.#isReleased || this.#state.at !== "calling") return false;
    this.#hasLeft = true;
    return true;
  }

  /** systemd's answer to the call. */
  answered(job: QueuedJob): void {
    const { shared } = this.#context;
    const isNew = job.isNew || shared.isOwned(job.jobId);
    if (this.#state.at === "calling") this.#join(job.jobId);
    this.input({ kind: "queued", job: { jobId: job.jobId, isNew } });
    const word = shared.endedEarly(job.jobId);
    if (word !== undefined) this.removed(word);
  }

  /** The bus or systemd was away and is back: JobRemoved may have been missed. */
  busBack(): void {
    this.input({ kind: "bus-back" });
  }

  removed(word: string): void {
    this.input({ kind: "removed", word });
  }

  /** Lets go of the job; the last to do so cancels it in systemd. */
  stop(cause: StopCause): void {
    const { shared } = this.#context;
    const again = () => this.stop(cause);
    if (this.#state.at === "running" && shared.mayBeJoined(this.#call.unit, again)) return;
    const isShared = this.#jobId !== undefined && shared.isSharedWith(this.#jobId, this);
    this.input({
      kind: "stop",
      cause,
      hasLeft: this.#hasLeft,
      isOurs: this.isOwner && !isShared,
      isBusThere: this.#context.systemd.isAvailable,
    });
  }

  input(input: JobInput): void {
    if (this.#isReleased) return;
    const { state, effects } = stepJob(this.#state, input, this.#call);
    this.#state = state;
    for (const effect of effects) this.#carryOut(effect);
  }

  /** Leaves the job as it is: nothing is heard of it any more, and no timer is left. */
  release(): void {
    this.#isReleased = true;
    this.#timers.cancel();
    if (this.#jobId !== undefined) this.#context.shared.leave(this.#jobId, this);
  }

  #carryOut(effect: JobEffect): void {
    const { systemd, observer, log, onNumbered, onRunning } = this.#context;
    switch (effect.kind) {
      case "record-running":
        onNumbered(this.#id, effect.job);
        this.#timers.after(quickMs, () => onRunning(this.#id));
        return;
      case "read-evidence":
        void this.#readEvidence(observer.evidence(this.#call.unit));
        return;
      case "hear-out":
        void this.#readEvidence(observer.lateEvidence(this.#call.unit, effect.jobId));
        return;
      case "cancel-in-systemd":
        // Whether it was cancelled is what JobRemoved says; without one, `stop-overdue` follows.
        systemd
          .cancel(effect.jobId)
          .catch((error: unknown) =>
            log.warn(
              { jobId: this.#id, unit: this.#call.unit, error },
              "a job could not be cancelled in systemd",
            ),
          );
        return;
      case "limit-stop":
        this.#timers.after(stopLimitMs, () =>
          this.input({ kind: "stop-overdue", isBusThere: systemd.isAvailable }),
        );
        return;
      case "stop-now":
        this.stop(effect.cause);
        return;
      case "look":
        void observer
          .fate({ jobId: effect.jobId, unit: this.#call.unit })
          .then((fate) => this.input(fate));
        return;
      case "settle":
        void this.#settle();
        return;
      case "finish":
        void this.#finish(effect.outcome);
        return;
    }
  }

  async #readEvidence(answer: Promise<Evidence | undefined>): Promise<void> {
    const reading = ++this.#reading;
    const evidence = await answer;
    if (reading !== this.#reading) return;
    if (evidence?.invocation !== undefined) this.#invocation = evidence.invocation;
    this.#mainPid = evidence?.mainPid;
    this.input({ kind: "evidence", ...(evidence ? { evidence } : {}) });
  }

  async #settle(): Promise<void> {
    const { wasSeenToFail, preparingMs } = await this.#hold();
    if (this.#isReleased) return;
    const { observer } = this.#context;
    const evidence = await observer.lateEvidence(this.#call.unit, this.#jobId ?? 0);
    this.input({
      kind: "settled",
      wasSeenToFail,
      ...(evidence ? { evidence: withoutPreparing(evidence, preparingMs) } : {}),
    });
  }

  /** Waits for the time a start must hold, or for its failure. The time begins with its program's. */
  #hold(): Promise<Hold> {
    const { clock, bootClock, processes } = this.#context;
    const { settleMs, endAtBootMs = Number.POSITIVE_INFINITY } = this.#call;
    const sinceMs = clock.monotonicMs();
    let preparingMs = 0;
    return new Promise((resolve) => {
      const forget = this.#onFailure(() => end(true));
      const end = (wasSeenToFail: boolean) => {
        forget();
        resolve({ wasSeenToFail, preparingMs });
      };
      const endAfter = (ms: number, isOver: () => void) =>
        this.#timers.after(Math.min(ms, Math.max(0, endAtBootMs - bootClock.bootMs())), isOver);
      const look = () => {
        const stage = this.#mainPid === undefined ? "gone" : processes.stageOf(this.#mainPid);
        const wasPreparing = preparingMs > 0;
        if (stage === "preparing") {
          preparingMs = Math.max(1, clock.monotonicMs() - sinceMs);
          const isOver = bootClock.bootMs() >= endAtBootMs || preparingMs >= executionPatienceMs;
          // systemd's word is all there is then.
          if (isOver) end(false);
          else endAfter(stageLookMs, look);
          return;
        }
        // It ended right after the last look: its program did not run, or for less than from one look to the next.
        const isLate = clock.monotonicMs() - sinceMs - preparingMs > 5 * stageLookMs;
        if (stage === "gone" && wasPreparing && !isLate) preparingMs = Number.POSITIVE_INFINITY;
        endAfter(settleMs, () => end(false));
      };
      look();
    });
  }

  /** Tells once that the unit, in the run that the job began, was seen to fail. Returns what ends that. */
  #onFailure(onFailure: () => void): () => void {
    return this.#timers.hold(
      this.#context.units.onChange((name, info) => {
        // A word about a run before this one comes late.
        const isOther =
          info?.invocation !== undefined &&
          this.#invocation !== undefined &&
          info.invocation !== this.#invocation;
        if (name !== this.#call.unit || !info || isOther) return;
        // Its result may be the one of a run before, until it is read anew.
        const { active, sub } = info;
        if (hasFailed({ active, sub })) onFailure();
      }),
    );
  }

  async #finish(outcome: Outcome): Promise<void> {
    const { observer, onEnd } = this.#context;
    const { result, after } = outcome;
    const isWanted = after !== undefined && result !== "done";
    const lines = isWanted ? await observer.lastLines(this.#logQuery(after.invocation)) : [];
    if (this.#isReleased) return;
    this.release();
    onEnd(this.#id, this.#call, withLog(outcome, lines));
  }

  #logQuery(invocation: string | undefined) {
    const query = { unit: this.#call.unit, count: logLines };
    return invocation === undefined ? query : { ...query, invocation };
  }

  #join(jobId: number): void {
    this.#jobId = jobId;
    this.#context.shared.join(jobId, this);
  }
}

function withoutPreparing(evidence: Evidence, preparingMs: number): Evidence {
  const { heldMs } = evidence;
  return heldMs === undefined
    ? evidence
    : { ...evidence, heldMs: Math.max(0, heldMs - preparingMs) };
}
