import type { Clock } from "../src/core/clock.ts";
import type { Log } from "../src/core/log.ts";
import { failureOf } from "./call-failure.ts";
import type { Observer } from "./observer.ts";
import { logLines, type Outcome, withLog } from "./outcome.ts";
import type { BootClock, CommandOutput, QueuedJob, RunPort, SystemdPort } from "./ports.ts";
import { type RunEffect, type RunInput, type RunState, stepRun } from "./run.ts";
import type { RunCall, RunOrder } from "./run-call.ts";
import type { RunClearing } from "./run-clearing.ts";
import { RunUnitWatch } from "./run-unit-watch.ts";
import { quickMs, RunnerTimers } from "./runner-timers.ts";
import type { StreamEnd } from "./stream-runner.ts";

/** What all runners of commands have in common. */
export interface RunContext {
  readonly runs: RunPort;
  readonly systemd: SystemdPort;
  readonly observer: Observer;
  readonly clearing: RunClearing;
  readonly bootClock: BootClock;
  readonly clock: Clock;
  readonly log: Log;
  /** Opens the stream of the output. @throws HirteError `busy` */
  readonly openStream: (
    reader: { readonly id: string; readonly user: string },
    output: CommandOutput,
    onEnd: (why: StreamEnd) => void,
  ) => void;
  readonly onNumbered: (id: string, job: QueuedJob) => void;
  readonly onRunning: (id: string) => void;
  /** Once for each command, the last thing that is heard of it. */
  readonly onEnd: (id: string, call: RunCall, outcome: Outcome) => void;
}

/** How long a unit may take to stop: systemd kills it after 5 s. */
const stopLimitMs = 12_000;

/** Takes one command through its life: does what `stepRun` says, and tells it what came of that. */
export class RunRunner {
  readonly #id: string;
  readonly #call: RunCall;
  readonly #context: RunContext;
  readonly #timers: RunnerTimers;
  readonly #watch: RunUnitWatch;
  readonly #isAdopted: boolean;
  #state: RunState = { at: "calling" };
  #output: CommandOutput | undefined;
  #hasLeft = false;
  /** It is to be stopped, and systemd was not told yet. */
  #owesStop = false;
  /** There is something to be cleared away in the end. */
  #isNoted: boolean;
  #isReleased = false;

  private constructor(id: string, call: RunCall, context: RunContext, isAdopted: boolean) {
    this.#id = id;
    this.#call = call;
    this.#context = context;
    this.#isAdopted = isAdopted;
    this.#isNoted = isAdopted && call.wait;
    this.#watch = new RunUnitWatch({
      ...context,
      id,
      unit: call.unit,
      mayBeOther: () => this.#mayBeOther,
      onStarted: (word) => this.#input({ kind: "started", word }),
      onSeen: (evidence) => this.#input({ kind: "seen", evidence }),
    });
    this.#timers = new RunnerTimers(context);
    this.#timers.at(call.endAtBootMs, () => this.stop("timeout"));
  }

  /** A command whose call is about to leave: see `begin`. */
  static calling(id: string, call: RunCall, context: RunContext): RunRunner {
    return new RunRunner(id, call, context, false);
  }

  /** A command that an earlier process began; `job` is absent when systemd's answer was never seen. */
  static adopted(
    id: string,
    call: RunCall,
    job: QueuedJob | undefined,
    context: RunContext,
  ): RunRunner {
    const runner = new RunRunner(id, call, context, true);
    runner.#hasLeft = true;
    if (job) {
      runner.#state = { at: "running" };
      runner.#watch.adopt(job.jobId);
    } else {
      const detail = "the agent was restarted before systemd had answered";
      runner.#input({ kind: "unanswered", detail });
    }
    runner.#takeUpOutput();
    return runner;
  }

  /** Makes the unit; resolves when systemd has answered, or it has failed. */
  async begin(order: RunOrder, mayLeave: () => boolean): Promise<void> {
    const { runs, onNumbered } = this.#context;
    const leaves = () => {
      if (this.#isReleased || this.#state.at !== "calling" || !mayLeave()) return false;
      this.#hasLeft = true;
      return true;
    };
    try {
      await this.#prepare(order);
      const output = this.#output ? { output: this.#output } : {};
      const options = { order, mayLeave: leaves, ...output };
      const job = await runs.start(this.#id, this.#call, options);
      onNumbered(this.#id, job);
      this.#input({ kind: "answered" });
      if (this.#state.at !== "ended")
        this.#timers.after(quickMs, () => this.#context.onRunning(this.#id));
      this.#watch.numbered(job.jobId);
    } catch (error) {
      const failure = failureOf(error, this.#call, this.#hasLeft);
      // A stopping process, too, leaves no id behind as perhaps begun that was not.
      this.#input(failure, failure.kind !== "unanswered");
    }
  }

  /** Has the command stopped; a second time nothing happens. */
  stop(cause: "timeout" | "canceled"): void {
    this.#stop(cause, cause === "timeout" ? "its time was over" : "it was let go of");
  }

  /** systemd can be asked again. */
  busBack(): void {
    if (this.#owesStop) this.#tellStop();
    this.#watch.busBack();
  }

  /** Leaves the command as it is: nothing is heard of it any more, and no timer is left. */
  release(): void {
    this.#isReleased = true;
    this.#watch.stop();
    this.#timers.cancel();
  }

  async #prepare(order: RunOrder): Promise<void> {
    const { runs } = this.#context;
    const { unit, wait, reader } = this.#call;
    runs.check(order);
    if (wait) {
      runs.note(this.#id, unit);
      this.#isNoted = true;
    }
    if (reader === undefined) return;
    const output = await runs.makeOutput(this.#id);
    if (this.#isReleased || this.#state.at === "ended") {
      // Nothing will be called: `leaves` says so.
      output.stop();
      return;
    }
    try {
      this.#open(reader, output);
    } catch (error) {
      output.stop();
      throw error;
    }
  }

  /**
   * Goes on with the output of a predecessor's command, for its reader's lease does too. The reader learns
   * from the new stream that something may be missing. A command that had closed its output before, and
   * whose reader has all of it, goes on without a stream.
   */
  #takeUpOutput(): void {
    const { runs, log } = this.#context;
    const { reader } = this.#call;
    if (reader === undefined) return;
    let output: CommandOutput | undefined;
    try {
      output = runs.findOutput(this.#id);
      if (output) this.#open(reader, output);
    } catch (error) {
      output?.stop();
      log.warn({ jobId: this.#id, error }, "the output of a command cannot be read on");
      this.#stop("canceled", "its output cannot be read any more");
    }
  }

  #open(user: string, output: CommandOutput): void {
    const { openStream, runs } = this.#context;
    openStream({ id: this.#id, user }, output, (why) => {
      if (why === "ended") runs.forgetOutput(this.#id);
      else this.#stop("canceled", "nobody reads its output any more");
    });
    this.#output = output;
  }

  #stop(cause: "timeout" | "canceled", why: string): void {
    this.#input({ kind: "stop", stop: { cause, why }, hasLeft: this.#hasLeft });
  }

  #input(input: RunInput, isLast = false): void {
    if (this.#isReleased && !isLast) return;
    const { state, effects } = stepRun(this.#state, input, this.#call.wait);
    this.#state = state;
    for (const effect of effects) this.#carryOut(effect);
  }

  #carryOut(effect: RunEffect): void {
    switch (effect.kind) {
      case "look":
        this.#watch.look();
        return;
      case "find-start":
        this.#watch.findStart();
        return;
      case "stop-unit":
        this.#tellStop();
        return;
      case "limit-stop":
        this.#timers.after(stopLimitMs, () => this.#input({ kind: "stop-overdue" }));
        return;
      case "finish":
        void this.#finish(effect.outcome);
        return;
    }
  }

  #tellStop(): void {
    const { log } = this.#context;
    this.#owesStop = true;
    this.#stopUnit().then(
      () => {
        this.#owesStop = false;
        this.#watch.look();
      },
      (error: unknown) => {
        // It went by itself, or the bus did, and is told when it is back.
        log.debug({ jobId: this.#id, unit: this.#call.unit, error }, "a unit could not be stopped");
        this.#watch.look();
      },
    );
  }

  async #stopUnit(): Promise<void> {
    const { runs } = this.#context;
    const { unit } = this.#call;
    // One of this name that was made since by somebody else is left alone.
    if (this.#mayBeOther && !(await runs.isOf(this.#id, unit))) return;
    if (!this.#isReleased) await runs.stop(unit);
  }

  /** A unit of this name may not be this id's: an earlier process made it, or nobody knows. */
  get #mayBeOther(): boolean {
    return this.#isAdopted || this.#state.at === "unsure";
  }

  async #finish(outcome: Outcome): Promise<void> {
    const { clearing, observer, onEnd } = this.#context;
    const { after, result } = outcome;
    const { unit, reader } = this.#call;
    const isWanted = after !== undefined && result !== "done" && reader === undefined;
    const invocation = after?.invocation === undefined ? {} : { invocation: after.invocation };
    const lines = isWanted
      ? await observer.lastLines({ unit, count: logLines, ...invocation })
      : [];
    this.release();
    onEnd(this.#id, this.#call, withLog(outcome, lines));
    if (!this.#isNoted) return;
    // Only now, for until the end is in the ledger it can be read nowhere else.
    await clearing.clear(this.#id, unit);
    this.#output?.finish();
  }
}
