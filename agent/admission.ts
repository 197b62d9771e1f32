import type { Clock, Timer } from "../src/core/clock.ts";
import type { Call } from "./call.ts";
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

/** What an admission is made of. */
export interface AdmissionOptions {
  readonly clock: Clock;
  readonly time: ManagerTime;
  /** Whether systemd can take another call. */
  readonly isReady: () => boolean;
  readonly begin: (command: JobCommand) => void;
  readonly expire: (command: JobCommand) => void;
}

interface Waiting {
  readonly command: JobCommand;
  readonly sinceMs: number;
}

/**
 * Where commands wait that cannot be begun yet: the manager has not said its time, systemd is away,
 * or too many calls are under way. Nothing is known of them outside this memory: a command that waits
 * was not begun. Each leaves in time: begun, or expired.
 */
export class Admission {
  readonly #options: AdmissionOptions;
  readonly #waiting = new Map<string, Waiting>();
  #timer: Timer | undefined;

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
