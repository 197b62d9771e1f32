/** How much may come at once, and how much a second over time. */
export interface BucketLimits {
  readonly burst: number;
  readonly perSecond: number;
}

/** Lets things through as often as it is filled; pure but for what it remembers. */
export class Bucket {
  readonly #limits: BucketLimits;
  #level: number;
  #atMs: number;

  constructor(limits: BucketLimits, nowMs: number) {
    this.#limits = limits;
    this.#level = limits.burst;
    this.#atMs = nowMs;
  }

  /**
   * Takes one, if it is there within `patienceMs`.
   * @returns how long to wait for it, 0: not at all; undefined: that would be too long, and nothing was taken
   */
  take(nowMs: number, patienceMs = 0): number | undefined {
    this.#fill(nowMs);
    const missing = 1 - this.#level;
    const waitMs = Math.max(0, (missing / this.#limits.perSecond) * 1000);
    if (waitMs > patienceMs) return undefined;
    this.#level -= 1;
    return waitMs;
  }

  /** Whether nothing would be forgotten with it. */
  isFull(nowMs: number): boolean {
    this.#fill(nowMs);
    return this.#level >= this.#limits.burst;
  }

  #fill(nowMs: number): void {
    const filled = (Math.max(0, nowMs - this.#atMs) / 1000) * this.#limits.perSecond;
    this.#level = Math.min(this.#limits.burst, this.#level + filled);
    this.#atMs = nowMs;
  }
}
