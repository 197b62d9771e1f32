import type { Clock, Timer } from "../src/core/clock.ts";
import { HirteError, isHirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { nameOfCall, type RunCall } from "./call.ts";
import type { Observer } from "./observer.ts";
import { type Outcome, withLog } from "./outcome.ts";
import type { BootClock, CommandOutput, JobEnd, QueuedJob, RunPort, SystemdPort } from "./ports.ts";
import { type RunEffect, type RunInput, type RunState, stepRun } from "./run.ts";
import type { RunClearing } from "./run-clearing.ts";
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

/** A command that ends within this time is reported with its end alone. */
const quickMs = 20;
/** How long a unit may take to stop: systemd kills it after 10 s. */
const stopLimitMs = 20_000;
const logLines = 10;
/** Timers on the boot clock are looked at again this often, for they stand still while asleep. */
const bootTimerMs = 5000;

/** Takes one command through its life: does what `stepRun` says, and tells it what came of that. */
export class RunRunner {
  readonly #id: string;
  readonly #call: RunCall;
  readonly #context: RunContext;
  readonly #timers = new Set<Timer>();
  readonly #detach: (() => void)[];
  /** Ends of jobs of the unit, until it is known which of them was to start it. */
  readonly #early = new Map<number, string>();
  #state: RunState = { at: "calling" };
  #jobId: number | undefined;
  #output: CommandOutput | undefined;
  #hasLeft = false;
  #isAdopted = false;
  /** It is to be stopped, and systemd was not told yet. */
  #owesStop = false;
  #reading = 0;
  #isReleased = false;

  private constructor(id: string, call: RunCall, context: RunContext) {
    this.#id = id;
    this.#call = call;
    this.#context = context;
    this.#detach = [
      context.systemd.onJobEnd((end) => this.#onJobEnd(end)),
      context.runs.onChange((unit) => unit === call.unit && this.#look()),
    ];
    this.#watchEnd();
  }

  /** A command whose call is about to leave: see `begin`. */
  static calling(id: string, call: RunCall, context: RunContext): RunRunner {
    return new RunRunner(id, call, context);
  }

  /** A command that an earlier process began; `job` is absent when systemd's answer was never seen. */
  static adopted(
    id: string,
    call: RunCall,
    job: QueuedJob | undefined,
    context: RunContext,
  ): RunRunner {
    const runner = new RunRunner(id, call, context);
    runner.#hasLeft = true;
    runner.#isAdopted = true;
    if (call.args.pipe) runner.#drain();
    if (job) runner.#adopt(job.jobId);
    else {
      const detail = "the agent was restarted before systemd had answered";
      runner.#input({ kind: "unanswered", detail });
    }
    return runner;
  }

  /** Makes the unit; resolves when systemd has answered, or it has failed. `user` reads the output. */
  async begin(user: string | undefined, mayLeave: () => boolean): Promise<void> {
    const { runs, onNumbered } = this.#context;
    const leaves = () => {
      if (this.#isReleased || this.#state.at !== "calling" || !mayLeave()) return false;
      this.#hasLeft = true;
      return true;
    };
    try {
      await this.#prepare(user);
      const output = this.#output ? { output: this.#output } : {};
      const job = await runs.start(this.#id, this.#call, { mayLeave: leaves, ...output });
      onNumbered(this.#id, job);
      this.#answered(job.jobId);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Has the command stopped; a second time nothing happens. */
  stop(cause: "timeout" | "canceled"): void {
    this.#stop(cause, cause === "timeout" ? "its time was over" : "it was let go of");
  }

  /** systemd can be asked again. */
  busBack(): void {
    if (this.#owesStop) this.#tellStop();
    if (this.#state.at === "running" && this.#jobId !== undefined && !this.#state.startWord)
      this.#findStart(this.#jobId);
    else this.#look();
  }

  /** Leaves the command as it is: nothing is heard of it any more, and no timer is left. */
  release(): void {
    this.#isReleased = true;
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
    for (const detach of this.#detach) detach();
    if (this.#isAdopted) this.#output?.stop();
  }

  async #prepare(user: string | undefined): Promise<void> {
    const { runs, openStream } = this.#context;
    if (!runs.isAllowed) {
      throw new HirteError(
        "denied",
        "this node does not allow commands to be run: AllowExec=yes in its agent.conf does",
      );
    }
    if (this.#call.args.wait) runs.note(this.#id, this.#call.unit);
    if (!this.#call.args.pipe) return;
    if (user === undefined) throw new HirteError("bad-request", "the output needs a reader");
    const output = await runs.makeOutput(this.#id);
    this.#output = output;
    try {
      openStream({ id: this.#id, user }, output, (why) => {
        if (why !== "ended") this.#stop("canceled", "nobody reads its output any more");
      });
    } catch (error) {
      output.stop();
      throw error;
    }
  }

  /** The output of a predecessor's command goes nowhere; without a reader the command would not go on. */
  #drain(): void {
    const output = this.#context.runs.findOutput(this.#id);
    this.#output = output;
    const read = async () => {
      while (output && !this.#isReleased && (await output.next())) {
        // Whoever was to have it knows from its stream that it is lost.
      }
    };
    void read();
  }

  #answered(jobId: number): void {
    this.#jobId = jobId;
    this.#input({ kind: "answered" });
    this.#after(quickMs, () => this.#context.onRunning(this.#id));
    const word = this.#early.get(jobId);
    this.#early.clear();
    if (word !== undefined) this.#input({ kind: "started", word });
  }

  #failed(error: unknown): void {
    const text = messageOf(error);
    if (isHirteError(error, "not-sent")) {
      const detail = `systemd was not called: ${text}`;
      // A stopping process, too, leaves no id behind as perhaps begun that was not.
      this.#input({ kind: "not-sent", detail }, true);
    } else if (isHirteError(error, "dbus-gone", "deadline") && this.#hasLeft) {
      const detail = `systemd was called and did not answer: ${text}`;
      this.#input({ kind: "unanswered", detail });
    } else {
      const code = isHirteError(error) ? error.code : "dbus-error";
      const name = `${nameOfCall(this.#call)}: `;
      const message = text.startsWith(name) ? text : name + text;
      this.#input({ kind: "refused", problem: { code, message } }, true);
    }
  }

  #adopt(jobId: number): void {
    this.#jobId = jobId;
    this.#state = { at: "running" };
    this.#findStart(jobId);
  }

  /** The end of the job that starts the unit may have been missed. */
  #findStart(jobId: number): void {
    const { unit, args } = this.#call;
    void this.#context.observer.fate({ jobId, unit }).then((fate) => {
      if (fate.kind === "removed") this.#input({ kind: "started", word: fate.word });
      else if (fate.kind === "not-found" && args.wait)
        // It is over, and what the unit came to can be read all the same.
        this.#input({ kind: "started", word: "done" });
      else if (fate.kind === "not-found") this.#lose("nobody knows how its start ended");
    });
  }

  #lose(detail: string): void {
    if (this.#isReleased || this.#state.at === "ended") return;
    this.#state = { at: "ended" };
    void this.#finish({ result: "lost", detail });
  }

  #onJobEnd({ jobId, unit, result }: JobEnd): void {
    if (unit !== this.#call.unit) return;
    if (this.#jobId === undefined) this.#early.set(jobId, result);
    else if (jobId === this.#jobId) this.#input({ kind: "started", word: result });
    else this.#look();
  }

  #stop(cause: "timeout" | "canceled", why: string): void {
    this.#input({ kind: "stop", stop: { cause, why }, hasLeft: this.#hasLeft });
  }

  #input(input: RunInput, isLast = false): void {
    if (this.#isReleased && !isLast) return;
    const { state, effects } = stepRun(this.#state, input, this.#call.args.wait ?? false);
    this.#state = state;
    for (const effect of effects) this.#carryOut(effect);
  }

  #carryOut(effect: RunEffect): void {
    switch (effect.kind) {
      case "look":
        this.#look();
        return;
      case "stop-unit":
        this.#tellStop();
        this.#after(stopLimitMs, () => this.#input({ kind: "stop-overdue" }));
        return;
      case "finish":
        void this.#finish(effect.outcome);
        return;
    }
  }

  #tellStop(): void {
    const { runs, log } = this.#context;
    this.#owesStop = true;
    runs.stop(this.#call.unit).then(
      () => {
        this.#owesStop = false;
        this.#look();
      },
      (error: unknown) => {
        // It went by itself, or the bus did, and is told when it is back.
        log.debug({ jobId: this.#id, unit: this.#call.unit, error }, "a unit could not be stopped");
        this.#look();
      },
    );
  }

  #look(): void {
    if (this.#isReleased || this.#state.at === "calling" || this.#state.at === "ended") return;
    if (!this.#context.systemd.isAvailable) return;
    const reading = ++this.#reading;
    this.#evidence().then(
      (evidence) => {
        if (reading === this.#reading) this.#input({ kind: "seen", evidence });
      },
      (error: unknown) => {
        // The bus went: `busBack` follows.
        const { log } = this.#context;
        log.debug({ jobId: this.#id, unit: this.#call.unit, error }, "a unit could not be read");
      },
    );
  }

  async #evidence() {
    const { runs, systemd } = this.#context;
    const { unit } = this.#call;
    const mayBeOther = this.#isAdopted || this.#state.at === "unsure";
    if (mayBeOther && !(await runs.isOf(this.#id, unit))) return undefined;
    const evidence = await systemd.evidence(unit);
    return evidence.load === "not-found" ? undefined : evidence;
  }

  async #finish(outcome: Outcome): Promise<void> {
    const { clearing, observer, onEnd } = this.#context;
    const { after, result } = outcome;
    const { unit, args } = this.#call;
    const isWanted = after !== undefined && result !== "done" && !args.pipe;
    const invocation = after?.invocation === undefined ? {} : { invocation: after.invocation };
    const lines = isWanted
      ? await observer.lastLines({ unit, count: logLines, ...invocation })
      : [];
    const isAdopted = this.#isAdopted;
    this.#isAdopted = false;
    this.release();
    onEnd(this.#id, this.#call, withLog(outcome, lines));
    if (!args.wait) return;
    // Only now, for until the end is in the ledger it can be read nowhere else.
    await clearing.clear(this.#id, unit);
    if (isAdopted) this.#output?.stop();
    else this.#output?.finish();
  }

  #watchEnd(): void {
    const { endAtBootMs } = this.#call;
    if (endAtBootMs === undefined) return;
    const { bootClock } = this.#context;
    const restMs = Math.max(0, endAtBootMs - bootClock.bootMs());
    this.#after(Math.min(restMs, bootTimerMs), () => {
      if (bootClock.bootMs() >= endAtBootMs) this.stop("timeout");
      else this.#watchEnd();
    });
  }

  #after(delayMs: number, callback: () => void): void {
    if (this.#isReleased || this.#state.at === "ended") return;
    const timer = this.#context.clock.after(delayMs, () => {
      this.#timers.delete(timer);
      callback();
    });
    this.#timers.add(timer);
  }
}
