import type { Clock, Timer } from "../src/core/clock.ts";
import { HirteError, isHirteError, messageOf } from "../src/core/errors.ts";
import { type Call, nameOfCall } from "./call.ts";
import { CallOrder, type Concern, concernOf } from "./call-order.ts";
import type { ManagerTime } from "./manager-time.ts";
import type { RunOrder } from "./run-call.ts";

/** A command that may become a job. Times are the manager's. */
export interface JobCommand {
  readonly id: string;
  readonly call: Call;
  /** What a run call runs. */
  readonly order?: RunOrder;
  readonly coordinatorRun?: number;
  readonly startBy: number;
  readonly endBy?: number;
}

/** How long a command waits for the manager's first pulse of a session. */
const noTimeLimitMs = 5000;
/** How often waiting commands are judged, so that time spent asleep is noticed too. */
const judgeMs = 250;
/** Commands judged at a time. */
const maxAsked = 32;
/** Of them, those that could not be judged before: they leave room for others. */
const maxAskedAgain = 16;
/** How long an answer holds for a command that waits for its turn: the unit may get other names. */
const passMs = 5000;

/** What an admission is made of. */
export interface AdmissionOptions {
  readonly clock: Clock;
  readonly time: ManagerTime;
  /** Whether systemd can take another call. */
  readonly isReady: () => boolean;
  /** Judges it by the node's limits: see `OwnLimits.check`. */
  readonly check: (command: JobCommand) => Promise<void> | undefined;
  /** Is another number whenever the limits have changed: see `OwnLimits.revision`. */
  readonly revision: () => number;
  /** It must not be begun. */
  readonly refuse: (command: JobCommand, error: HirteError) => void;
  readonly begin: (command: JobCommand) => void;
  readonly expire: (command: JobCommand) => void;
}

interface Waiting {
  readonly command: JobCommand;
  readonly sinceMs: number;
  /** It is being judged. */
  isAsked: boolean;
  /** There was no answer when it was judged last: others do not wait for the next one. */
  isStuck: boolean;
  /** It was let in, by these limits, and until then. */
  pass?: { readonly revision: number; readonly untilMs: number };
  /** Found out when there is an order to keep. */
  concern?: Concern;
}

/**
 * Where commands wait that cannot be begun yet: the manager has not said its time, systemd is away,
 * too many calls are under way, or it is being found out whether the node's limits let them in. Nothing
 * is known of them outside this memory: a command that waits was not begun. Each leaves in time: begun,
 * or expired. They are begun as they came; only one that is still being judged is overtaken, by what is
 * about other units.
 */
export class Admission {
  readonly #options: AdmissionOptions;
  readonly #waiting = new Map<string, Waiting>();
  #timer: Timer | undefined;
  #asked = 0;

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  has(id: string): boolean {
    return this.#waiting.has(id);
  }

  /** Begins the command, lets it expire, or keeps it until one of the two can be done. */
  take(command: JobCommand): void {
    this.#waiting.set(command.id, {
      command,
      sinceMs: this.#options.clock.monotonicMs(),
      isAsked: false,
      isStuck: false,
    });
    this.judge();
  }

  /** Lets go of a command; whether it was waiting. */
  withdraw(id: string): boolean {
    return this.#waiting.delete(id);
  }

  /** Something has changed that commands may have been waiting for. */
  judge(): void {
    // Without limits nobody holds anybody up.
    let order: CallOrder | undefined;
    for (const [id, waiting] of this.#waiting) {
      const verdict = this.#verdict(waiting);
      // So do all that follow: none of them overtakes it.
      if (verdict === "wait") continue;
      if (verdict === "begin") {
        // Judged when it is its turn: what comes before it may change what it is judged by.
        const mayBegin = !order?.isHeld(concernIn(waiting)) && this.#isLetIn(id, waiting);
        if (!mayBegin) {
          if (this.#waiting.has(id)) {
            order ??= new CallOrder();
            order.hold(concernIn(waiting), waiting);
          }
          continue;
        }
      }
      this.#waiting.delete(id);
      this.#options[verdict](waiting.command);
    }
    if (this.#waiting.size === 0) this.clear();
    else
      this.#timer ??= this.#options.clock.after(judgeMs, () => {
        this.#timer = undefined;
        this.judge();
      });
  }

  /** Their session is over: the manager sends them again in the next one, or not. */
  clear(): void {
    this.#waiting.clear();
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Whether it may be begun here and now; else it is being judged, or was refused. */
  #isLetIn(id: string, waiting: Waiting): boolean {
    if (waiting.isAsked) return false;
    const { pass, isStuck } = waiting;
    const revision = this.#options.revision();
    if (pass?.revision === revision && this.#options.clock.monotonicMs() < pass.untilMs)
      return true;
    if (this.#asked >= (isStuck ? maxAskedAgain : maxAsked)) return false;
    try {
      const answer = this.#options.check(waiting.command);
      if (answer === undefined) return true;
      waiting.isAsked = true;
      this.#asked++;
      void this.#judged(id, waiting, { answer, revision });
    } catch (error) {
      this.#refuse(id, waiting, error);
    }
    return false;
  }

  async #judged(
    id: string,
    waiting: Waiting,
    { answer, revision }: { readonly answer: Promise<void>; readonly revision: number },
  ): Promise<void> {
    const error: unknown = await answer.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    this.#asked--;
    waiting.isAsked = false;
    if (this.#waiting.get(id) === waiting) {
      if (error === undefined) {
        // Not begun from here: others may be before it. Limits that changed meanwhile judge it anew.
        waiting.pass = { revision, untilMs: this.#options.clock.monotonicMs() + passMs };
        waiting.isStuck = false;
      } else if (isHirteError(error, "dbus-gone", "deadline")) {
        // It cannot be judged now, and is not let in: the timer has it tried again, until its time is
        // over. Without systemd nothing is begun, and the order stays.
        waiting.isStuck = error.code === "deadline";
        return;
      } else this.#refuse(id, waiting, error);
    }
    // It is its turn, or that of others who waited for it, or to be judged.
    if (this.#waiting.size > 0) this.judge();
  }

  #refuse(id: string, { command }: Waiting, cause: unknown): void {
    const error = isHirteError(cause)
      ? cause
      : new HirteError("dbus-error", `${nameOfCall(command.call)}: ${messageOf(cause)}`, { cause });
    this.#waiting.delete(id);
    this.#options.refuse(command, error);
  }

  #verdict({ command, sinceMs }: Waiting): "begin" | "expire" | "wait" {
    const { clock, time, isReady } = this.#options;
    switch (time.mayBegin(latestBegin(command))) {
      case "yes":
        return isReady() ? "begin" : "wait";
      case "no":
        return "expire";
      case "unknown":
        return clock.monotonicMs() - sinceMs > noTimeLimitMs ? "expire" : "wait";
    }
  }
}

function concernIn(waiting: Waiting): Concern {
  waiting.concern ??= concernOf(waiting.command.call);
  return waiting.concern;
}

/** The manager's time after which beginning makes no sense: start-by, or an earlier end-by. */
export function latestBegin({ startBy, endBy }: JobCommand): number {
  return endBy === undefined ? startBy : Math.min(startBy, endBy);
}
