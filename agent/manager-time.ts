import type { BootClock } from "./ports.ts";

/** NTP slews a clock by at most 500 ppm: two of them part by no more than this for each millisecond. */
const driftRatio = 0.001;
/** /proc/uptime counts in hundredths of a second. */
const bootTickMs = 10;

/** Whether a command may be begun; `unknown`: the manager has not said its time in this session. */
export type MayBegin = "yes" | "no" | "unknown";

/**
 * What the agent knows of the manager's clock without a common one: an upper bound. A pulse that
 * says `now` was written after the heartbeat it answers had left, so the manager's clock has since
 * gone on by no more than the node's boot clock has since that heartbeat left. The boot clock goes on
 * while the process is frozen and while the machine sleeps, so a command that lay in the socket
 * meanwhile is seen to be late; a pulse that lay there says no more than it did on arrival.
 */
export class ManagerTime {
  readonly #bootClock: BootClock;
  /** bound = base + (1 + drift) × boot clock; the smallest of those learned. */
  #baseMs: number | undefined;

  constructor(bootClock: BootClock) {
    this.#bootClock = bootClock;
  }

  /** A new session: the manager may be another one, with another clock. */
  reset(): void {
    this.#baseMs = undefined;
  }

  /** Learns from the manager's `now` in its answer to what left the node at `sentBootMs`. */
  observe(answer: { readonly now: number; readonly sentBootMs: number }): void {
    const baseMs = answer.now - answer.sentBootMs * (1 + driftRatio) + bootTickMs;
    if (this.#baseMs === undefined || baseMs < this.#baseMs) this.#baseMs = baseMs;
  }

  /** The manager's clock shows no more than this now; undefined while nothing was learned. */
  boundMs(): number | undefined {
    if (this.#baseMs === undefined) return undefined;
    return this.#baseMs + this.#bootClock.bootMs() * (1 + driftRatio);
  }

  /** Whether what must not begin after `startBy` may begin now. Asked right before it begins. */
  mayBegin(startBy: number): MayBegin {
    const boundMs = this.boundMs();
    if (boundMs === undefined) return "unknown";
    return boundMs <= startBy ? "yes" : "no";
  }

  /** Milliseconds, on the boot clock, until the manager's clock may show `endBy`; 0 when it may already. */
  delayUntil(endBy: number): number {
    const boundMs = this.boundMs();
    return boundMs === undefined ? 0 : Math.max(0, endBy - boundMs);
  }
}
