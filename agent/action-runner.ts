import type { Clock, Timer } from "../src/core/clock.ts";
import { isHirteError, messageOf } from "../src/core/errors.ts";
import type { ActionCall } from "./call.ts";
import { nameOfCall } from "./call.ts";
import type { Outcome } from "./outcome.ts";
import type { ActionPort, BootClock } from "./ports.ts";

/** What all runners of actions have in common. */
export interface ActionRunnerContext {
  readonly actions: ActionPort;
  readonly bootClock: BootClock;
  readonly clock: Clock;
  /** Once for each action, the last thing that is heard of it. */
  readonly onEnd: (id: string, call: ActionCall, outcome: Outcome) => void;
}

/** How long an action may take that was given no end-by time: daemon-reload on a slow disk takes long. */
const limitMs = 90_000;
/** Timers on the boot clock are looked at again this often, for they stand still while asleep. */
const bootTimerMs = 5000;

/**
 * Takes one action through its life: one call, whose answer is its end. What was called cannot be
 * taken back: whoever stops waiting is told that it may still be done.
 */
export class ActionRunner {
  readonly #id: string;
  readonly #call: ActionCall;
  readonly #context: ActionRunnerContext;
  readonly #endAtBootMs: number;
  #timer: Timer | undefined;
  #isOver = false;

  constructor(id: string, call: ActionCall, context: ActionRunnerContext) {
    this.#id = id;
    this.#call = call;
    this.#context = context;
    this.#endAtBootMs = call.endAtBootMs ?? context.bootClock.bootMs() + limitMs;
  }

  /** An action that an earlier process began and did not see the answer of. */
  static adopted(id: string, call: ActionCall, context: ActionRunnerContext): void {
    const detail = "the agent was restarted before it was answered";
    context.onEnd(id, call, { result: "lost", detail });
  }

  /**
   * Makes the call; resolves when it is answered or has failed. `mayLeave` is asked when the call
   * leaves.
   */
  async begin(mayLeave: () => boolean): Promise<void> {
    this.#watchEnd();
    try {
      const answer = await this.#context.actions.act(this.#call, { mayLeave });
      this.#end({ result: "done", ...answer });
    } catch (error) {
      this.#end(this.#outcomeOf(error));
    }
  }

  stop(cause: "timeout" | "canceled"): void {
    const detail = `${nameOfCall(this.#call)} was called and not answered yet: it may still be done`;
    this.#end({ result: cause, detail });
  }

  /** Only the answer tells, and it does not come after the bus broke: the call fails by itself. */
  busBack(): void {}

  /** Nothing is heard of it any more, and no timer is left. */
  release(): void {
    this.#isOver = true;
    this.#timer?.cancel();
  }

  #end(outcome: Outcome): void {
    if (this.#isOver) return;
    this.release();
    this.#context.onEnd(this.#id, this.#call, outcome);
  }

  #outcomeOf(error: unknown): Outcome {
    if (isHirteError(error, "expired")) return { result: "expired" };
    if (isHirteError(error, "dbus-gone", "deadline")) {
      return { result: "lost", detail: `it was called and not answered: ${error.message}` };
    }
    const name = `${nameOfCall(this.#call)}: `;
    const text = messageOf(error);
    const code = isHirteError(error) ? error.code : "dbus-error";
    const message = text.startsWith(name) ? text : name + text;
    return { result: "failed", problem: { code, message } };
  }

  #watchEnd(): void {
    const { bootClock, clock } = this.#context;
    const restMs = Math.max(0, this.#endAtBootMs - bootClock.bootMs());
    this.#timer = clock.after(Math.min(restMs, bootTimerMs), () => {
      if (bootClock.bootMs() >= this.#endAtBootMs) this.stop("timeout");
      else this.#watchEnd();
    });
  }
}
