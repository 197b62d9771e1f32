/** Somebody whose handshake is to begin. */
export interface Beginner {
  /** The machine it comes from, as `placeOf` says. */
  readonly host: string;
}

/** Each takes about 2 ms of the process, first to last: so others wait for some 10 ms at most. */
const perRound = 4;

/**
 * Whose TLS handshake begins next: a few in one round of the event loop, and machines by turns, so that however many
 * come at once, from one machine, those who are connected and those who come from elsewhere hardly notice.
 */
export class HandshakeTurns<T extends Beginner> {
  readonly #begin: (one: T) => void;
  readonly #later: (work: () => void) => void;
  readonly #byHost = new Map<string, Set<T>>();
  #isScheduled = false;

  constructor(options: {
    readonly begin: (one: T) => void;
    /** Runs something in the next round of the event loop. */
    readonly later?: (work: () => void) => void;
  }) {
    this.#begin = options.begin;
    this.#later = options.later ?? setImmediate;
  }

  /** It is ready to begin. */
  add(one: T): void {
    const own = this.#byHost.get(one.host);
    if (own) own.add(one);
    else this.#byHost.set(one.host, new Set([one]));
    this.#schedule();
  }

  /** It is over with somebody; idempotent. */
  forget(one: T): void {
    const own = this.#byHost.get(one.host);
    if (own?.delete(one) && own.size === 0) this.#byHost.delete(one.host);
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#later(() => this.#round());
  }

  #round(): void {
    this.#isScheduled = false;
    for (let left = perRound; left > 0 && this.#byHost.size > 0; left--) this.#beginNext();
    if (this.#byHost.size > 0) this.#schedule();
  }

  #beginNext(): void {
    for (const [host, own] of this.#byHost) {
      // To the end of the line of machines.
      this.#byHost.delete(host);
      const [oldest] = own;
      if (!oldest) return;
      own.delete(oldest);
      if (own.size > 0) this.#byHost.set(host, own);
      this.#begin(oldest);
      return;
    }
  }
}
