import type { Clock, Timer } from "../src/core/clock.ts";

/**
 * The time by which clients are judged: it stands still while this process does. One timer, each
 * period; by as much as it comes late, the process was stopped or starved, and nobody is to blame
 * for a silence that was ours.
 */
export class JudgesClock {
  readonly #clock: Clock;
  readonly #periodMs: number;
  #dueMs: number;
  #forgivenMs = 0;
  #timer: Timer | undefined;

  constructor(clock: Clock, periodMs: number) {
    this.#clock = clock;
    this.#periodMs = periodMs;
    this.#dueMs = clock.monotonicMs() + periodMs;
  }

  /** Milliseconds; never goes back, and never runs ahead of the next look at the clients. */
  nowMs(): number {
    return Math.min(this.#clock.monotonicMs(), this.#dueMs) - this.#forgivenMs;
  }

  /** Calls `judge` once each period, until `stop`. */
  start(judge: (nowMs: number) => void): void {
    this.#dueMs = this.#clock.monotonicMs() + this.#periodMs;
    this.#timer = this.#clock.after(this.#periodMs, () => {
      this.#forgivenMs += Math.max(0, this.#clock.monotonicMs() - this.#dueMs);
      this.start(judge);
      judge(this.nowMs());
    });
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}

/**
 * Whether a client was silent for longer than it promised [MQTT-3.1.2-24]: one and a half times its
 * keep-alive. 0 promises nothing.
 */
export function isTooSilent(keepaliveS: number, silentMs: number): boolean {
  return keepaliveS > 0 && silentMs > keepaliveS * 1500;
}
