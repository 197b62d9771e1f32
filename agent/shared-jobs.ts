/** A caller of a systemd job. */
export interface Caller {
  /** Whether it still waits for the job, and is not just writing its end down. */
  readonly isWaiting: boolean;
  /** Whether the job was queued by this agent. */
  readonly isOwner: boolean;
  removed(word: string): void;
}

/** JobRemoved signals kept while a call is under way. */
const maxEarlyEnds = 4096;

/**
 * Who waits for which systemd job. systemd merges calls for a unit into one job, and its JobRemoved
 * can come before the answer that says which job a call became.
 */
export class SharedJobs<C extends Caller> {
  readonly #callers = new Map<number, Set<C>>();
  readonly #earlyEnds = new Map<number, string>();
  /** Units of the calls under way, one for each call. */
  readonly #called: string[] = [];
  #afterCall: { readonly unit: string; readonly callback: () => void }[] = [];

  get callsUnderWay(): number {
    return this.#called.length;
  }

  /** A call leaves: ends are kept until it was answered. */
  callBegan(unit: string): void {
    this.#called.push(unit);
  }

  /** A call was answered, and `endedEarly` asked. */
  callEnded(unit: string): void {
    this.#called.splice(this.#called.indexOf(unit), 1);
    if (this.#called.length === 0) this.#earlyEnds.clear();
    if (this.#called.includes(unit)) return;
    const due = this.#afterCall.filter((waiting) => waiting.unit === unit);
    this.#afterCall = this.#afterCall.filter((waiting) => waiting.unit !== unit);
    for (const { callback } of due) callback();
  }

  /**
   * Whether a call is under way that may turn out to share the unit's job; `callback` comes once it
   * has been answered.
   */
  mayBeJoined(unit: string, callback: () => void): boolean {
    if (!this.#called.includes(unit)) return false;
    this.#afterCall.push({ unit, callback });
    return true;
  }

  /** How the job ended, where JobRemoved came before the answer to a call. */
  endedEarly(jobId: number): string | undefined {
    return this.#earlyEnds.get(jobId);
  }

  join(jobId: number, caller: C): void {
    const callers = this.#callers.get(jobId) ?? new Set();
    this.#callers.set(jobId, callers.add(caller));
  }

  leave(jobId: number, caller: C): void {
    const callers = this.#callers.get(jobId);
    if (callers?.delete(caller) && callers.size === 0) this.#callers.delete(jobId);
  }

  /** Whether anybody else waits for this job. */
  isSharedWith(jobId: number, caller: C): boolean {
    return this.#waiting(jobId).some((other) => other !== caller);
  }

  /** A job of ours stays ours for those who join it, also when the first caller lets go. */
  isOwned(jobId: number): boolean {
    return this.#waiting(jobId).some(({ isOwner }) => isOwner);
  }

  /** JobRemoved. */
  jobEnded(jobId: number, word: string): void {
    if (this.#called.length > 0) {
      this.#earlyEnds.set(jobId, word);
      const [oldest] = this.#earlyEnds.keys();
      if (this.#earlyEnds.size > maxEarlyEnds && oldest !== undefined)
        this.#earlyEnds.delete(oldest);
    }
    for (const caller of this.#waiting(jobId)) caller.removed(word);
  }

  #waiting(jobId: number): C[] {
    return [...(this.#callers.get(jobId) ?? [])].filter(({ isWaiting }) => isWaiting);
  }
}
