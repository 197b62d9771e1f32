import type { Clock, Timer } from "../src/core/clock.ts";
import type { Outcome } from "./outcome.ts";

const firstRepeatMs = 1000;
const lastRepeatMs = 5000;

interface Unconfirmed {
  readonly outcome: Outcome;
  repeatMs: number;
  timer?: Timer;
}

/**
 * Reports of ends, said again and again until the manager confirms that it has written them down: at
 * the beginning of every session, and within one after 1 s, 2 s, 4 s, then every 5 s.
 */
export class ReportRepeater {
  readonly #clock: Clock;
  readonly #send: (id: string, outcome: Outcome) => void;
  readonly #unconfirmed = new Map<string, Unconfirmed>();
  #isInSession = false;

  constructor(options: {
    readonly clock: Clock;
    readonly send: (id: string, outcome: Outcome) => void;
  }) {
    this.#clock = options.clock;
    this.#send = options.send;
  }

  /** Takes an end in; said at once when there is somebody to say it to. */
  add(id: string, outcome: Outcome): void {
    const entry = { outcome, repeatMs: firstRepeatMs };
    this.#unconfirmed.set(id, entry);
    if (this.#isInSession) this.#say(id, entry);
  }

  /** The manager has it. */
  confirm(id: string): void {
    this.#unconfirmed.get(id)?.timer?.cancel();
    this.#unconfirmed.delete(id);
  }

  /** Somebody new listens: everything is said, from the beginning. */
  begin(): void {
    this.pause();
    this.#isInSession = true;
    for (const [id, entry] of this.#unconfirmed) {
      entry.repeatMs = firstRepeatMs;
      this.#say(id, entry);
    }
  }

  /** Nobody listens. */
  pause(): void {
    this.#isInSession = false;
    for (const { timer } of this.#unconfirmed.values()) timer?.cancel();
  }

  #say(id: string, entry: Unconfirmed): void {
    this.#send(id, entry.outcome);
    entry.timer = this.#clock.after(entry.repeatMs, () => this.#say(id, entry));
    entry.repeatMs = Math.min(entry.repeatMs * 2, lastRepeatMs);
  }
}
