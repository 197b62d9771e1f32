import type { Clock, Timer } from "../src/core/clock.ts";
import { HirteError, isHirteError, messageOf } from "../src/core/errors.ts";
import { type Call, nameOfCall } from "./call.ts";
import type { ManagerTime } from "./manager-time.ts";
import type { RunOrder } from "./run-call.ts";

/** A command that may become a job. Times are the manager's. */
export interface JobCommand {
  readonly id: string;
  readonly call: Call;
  /** What a run call runs. */
  readonly order?: RunOrder;
  readonly startBy: number;
  readonly endBy?: number;
}

/** How long a command waits for the manager's first pulse of a session. */
const noTimeLimitMs = 5000;
/** How often waiting commands are judged, so that time spent asleep is noticed too. */
const judgeMs = 250;
/** Commands judged at a time. */
const maxAsked = 32;

/** What an admission is made of. */
export interface AdmissionOptions {
  readonly clock: Clock;
  readonly time: ManagerTime;
  /** Whether systemd can take another call. */
  readonly isReady: () => boolean;
  /** Judges it by the node's limits: see `OwnLimits.check`. */
  readonly check: (command: JobCommand) => Promise<void> | undefined;
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
}

/**
 * Where commands wait that cannot be begun yet: the manager has not said its time, systemd is away,
 * too many calls are under way, or it is being found out whether the node's limits let them in. Nothing is known of them outside this memory: a command that waits
 * was not begun. Each leaves in time: begun, or expired.
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
    });
    this.judge();
  }

  /** Lets go of a command; whether it was waiting. */
  withdraw(id: string): boolean {
    return this.#waiting.delete(id);
  }

  /** Something has changed that commands may have been waiting for. */
  judge(): void {
    for (const [id, waiting] of this.#waiting) {
      const verdict = this.#verdict(waiting);
      if (verdict === "wait") continue;
      if (verdict === "begin" && !this.#isLetIn(id, waiting)) continue;
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
    if (waiting.isAsked || this.#asked >= maxAsked) return false;
    try {
      const answer = this.#options.check(waiting.command);
      if (answer === undefined) return true;
      waiting.isAsked = true;
      this.#asked++;
      void this.#judged(id, waiting, answer);
    } catch (error) {
      this.#refuse(id, waiting, error);
    }
    return false;
  }

  async #judged(id: string, waiting: Waiting, answer: Promise<void>): Promise<void> {
    const error: unknown = await answer.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    this.#asked--;
    waiting.isAsked = false;
    if (this.#waiting.get(id) !== waiting) return;
    if (error === undefined) {
      // What cannot be begun at once is judged anew by then.
      const verdict = this.#verdict(waiting);
      if (verdict !== "wait") {
        this.#waiting.delete(id);
        this.#options[verdict](waiting.command);
      }
    } else if (isHirteError(error, "dbus-gone", "deadline")) {
      // It cannot be judged now, and is not let in: the timer has it tried again, until its time is over.
      return;
    } else this.#refuse(id, waiting, error);
    // Others may have waited for their turn to be judged.
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

/** The manager's time after which beginning makes no sense: start-by, or an earlier end-by. */
export function latestBegin({ startBy, endBy }: JobCommand): number {
  return endBy === undefined ? startBy : Math.min(startBy, endBy);
}
