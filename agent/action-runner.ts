import type { Clock } from "../src/core/clock.ts";
import { isHirteError } from "../src/core/errors.ts";
import { type ActionCall, nameOfCall } from "./call.ts";
import { failureOf, isUnknown } from "./call-failure.ts";
import type { Outcome } from "./outcome.ts";
import type { ActionAnswer, ActionPort, BootClock, SystemdPort } from "./ports.ts";
import { RunnerTimers } from "./runner-timers.ts";

/** What all runners of actions have in common. */
export interface ActionRunnerContext {
  readonly actions: ActionPort;
  readonly systemd: Pick<SystemdPort, "isAvailable">;
  readonly bootClock: BootClock;
  readonly clock: Clock;
  /** Once for each action, the last thing that is heard of it. */
  readonly onEnd: (id: string, call: ActionCall, outcome: Outcome) => void;
}

/** How long an action without an answer waits for what can be seen of it. */
const lookMs = 5000;

/**
 * Takes one action through its life: one call, whose answer is its end. What has left cannot be taken
 * back: whoever stops waiting is told that it may still be done. Where no answer will come, the end is
 * `lost`, with what is to be seen on the node; the call is never made again.
 */
export class ActionRunner {
  readonly #id: string;
  readonly #call: ActionCall;
  readonly #context: ActionRunnerContext;
  readonly #timers: RunnerTimers;
  /** The call is on its way to systemd, or was. */
  #hasLeft = false;
  /** Why it will never be answered. */
  #unanswered: string | undefined;
  #isLooking = false;
  #isReleased = false;
  #isOver = false;

  private constructor(id: string, call: ActionCall, context: ActionRunnerContext) {
    this.#id = id;
    this.#call = call;
    this.#context = context;
    this.#timers = new RunnerTimers(context);
  }

  /** An action whose call is about to leave: see `begin`. */
  static calling(id: string, call: ActionCall, context: ActionRunnerContext): ActionRunner {
    const runner = new ActionRunner(id, call, context);
    runner.#timers.at(call.endAtBootMs, () => {
      // What is not answered any more ends with what is to be seen of it.
      if (runner.#unanswered === undefined) runner.stop("timeout");
    });
    return runner;
  }

  /** An action that an earlier process began and did not see the answer of. */
  static adopted(id: string, call: ActionCall, context: ActionRunnerContext): ActionRunner {
    const runner = new ActionRunner(id, call, context);
    runner.#hasLeft = true;
    runner.#missAnswer("the agent was restarted before it was answered");
    return runner;
  }

  /**
   * Makes the call; resolves when it is answered or has failed. `mayLeave` is asked when the call
   * leaves.
   */
  async begin(mayLeave: () => boolean): Promise<void> {
    const leaves = () => {
      if (this.#isOver || this.#isReleased || !mayLeave()) return false;
      this.#hasLeft = true;
      return true;
    };
    try {
      const answer = await this.#context.actions.act(this.#call, { mayLeave: leaves });
      this.#end(this.#outcomeOf(answer));
    } catch (error) {
      const failure = failureOf(error, this.#call);
      switch (failure.kind) {
        case "not-sent":
          this.#end({ result: "expired", detail: failure.detail });
          return;
        case "unanswered":
          this.#missAnswer(failure.detail);
          return;
        case "refused":
          this.#end({ result: "failed", problem: failure.problem });
          return;
      }
    }
  }

  stop(cause: "timeout" | "canceled"): void {
    if (!this.#hasLeft) {
      // What must have ended by now is not begun; nor is what nobody wants any more.
      this.#end({ result: cause === "timeout" ? "expired" : cause, detail: "it was not begun" });
    } else if (this.#unanswered !== undefined) {
      this.#end({ result: "lost", detail: this.#unanswered });
    } else {
      const detail = `${nameOfCall(this.#call)} was called and not answered yet: it may still be done`;
      this.#end({ result: cause, detail });
    }
  }

  /** systemd can be asked again. */
  busBack(): void {
    if (this.#unanswered !== undefined) void this.#look();
  }

  /**
   * No timer is left, and nothing leaves any more. An answer is still told; without one, it is for a
   * successor of this process to find out.
   */
  release(): void {
    this.#isReleased = true;
    this.#timers.cancel();
  }

  #end(outcome: Outcome): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#timers.cancel();
    this.#context.onEnd(this.#id, this.#call, outcome);
  }

  #outcomeOf({ reloadError, ...facts }: ActionAnswer): Outcome {
    if (!reloadError) return { result: "done", ...facts };
    if (isUnknown(reloadError)) {
      const detail = `unit files were changed, but whether systemd was reloaded is not known: ${reloadError.message}`;
      return { result: "lost", detail, ...facts };
    }
    const { code, message: text } = reloadError;
    const message = `${nameOfCall(this.#call)}: unit files were changed, but systemd was not reloaded: ${text}`;
    return { result: "failed", problem: { code, message }, ...facts };
  }

  #missAnswer(detail: string): void {
    if (this.#isOver || this.#isReleased) return;
    this.#unanswered = detail;
    this.#timers.after(lookMs, () => this.#end({ result: "lost", detail }));
    void this.#look();
  }

  /** Ends with what is to be seen, once systemd can be asked. */
  async #look(): Promise<void> {
    const { actions, systemd } = this.#context;
    if (this.#isLooking || this.#isOver || this.#isReleased || !systemd.isAvailable) return;
    this.#isLooking = true;
    try {
      const found = await actions.found(this.#call);
      if (this.#isReleased) return;
      const detail = [this.#unanswered, found].filter((text) => text !== undefined).join("; ");
      this.#end({ result: "lost", detail });
    } catch (error) {
      // It went again: `busBack` or the timer follows.
      if (isHirteError(error, "dbus-gone") || this.#isReleased) return;
      this.#end({ result: "lost", detail: this.#unanswered ?? "" });
    } finally {
      this.#isLooking = false;
    }
  }
}
