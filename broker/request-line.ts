/** A request for a job that waits to be taken on. */
export interface Waiting {
  readonly id: string;
  readonly user: string;
  /** All that it asks for, to tell a copy from another request. */
  readonly asked: string;
  /** Takes it on, or refuses it. Must not throw. */
  readonly serve: () => void;
  /** Refuses it: its turn did not come in time. Must not throw. */
  readonly giveUp?: () => void;
}

/** How many may wait. */
export interface LineLimits {
  /** Of one user: a state manager that asks a thousand nodes at once is far below. */
  readonly perUser: number;
  readonly inAll: number;
  /** Of `asked`, in characters, of one user and in all. */
  readonly textPerUser: number;
  readonly textInAll: number;
}

const defaultLimits: LineLimits = {
  perUser: 4000,
  inAll: 20_000,
  textPerUser: 16 * 1024 * 1024,
  textInAll: 64 * 1024 * 1024,
};
/** How long what is served in one go may take; one is always served. */
export interface SliceTime {
  readonly monoMs: () => number;
  readonly limitMs: number;
}

interface Own {
  readonly queue: Waiting[];
  text: number;
  heldSinceMs: number | undefined;
}

/** How long the first one of a user that has as much under way as it may can wait for its turn. */
const patienceMs = 10_000;
/** Taken on in one go. Whatever else arrives, signs of life and questions, waits for no more than these. */
const sliceSize = 16;

/**
 * Requests for jobs are taken on a few at a time, and the next ones when the broker has what was said of
 * these: to take a job on costs a hundred times what it costs to ask for it, and everything that hirte
 * hears and says goes one way. Users take turns; what one of them asks stays in its order.
 */
export class RequestLine {
  readonly #limits: LineLimits;
  readonly #settled: () => Promise<void>;
  readonly #isHeld: (user: string) => boolean;
  readonly #time: SliceTime | undefined;
  readonly #byUser = new Map<string, Own>();
  readonly #byId = new Map<string, { readonly waiting: Waiting; readonly after: (() => void)[] }>();
  #text = 0;
  #served = 0;
  #sinceMs = 0;
  #isPausing = false;

  constructor(options: {
    /** Resolves when the broker has what was said so far, or cannot be reached; never rejects. */
    readonly settled: () => Promise<void>;
    readonly limits?: Partial<LineLimits>;
    /** Whether a user has as much under way as it may: its requests wait until `goOn` is called. */
    readonly isHeld?: (user: string) => boolean;
    /** Where some take much longer than others. */
    readonly time?: SliceTime;
  }) {
    this.#settled = options.settled;
    this.#isHeld = options.isHeld ?? (() => false);
    this.#time = options.time;
    this.#limits = { ...defaultLimits, ...options.limits };
  }

  /** The request of this id, while it waits. */
  find(id: string): Waiting | undefined {
    return this.#byId.get(id)?.waiting;
  }

  /**
   * Takes a request in: it is served at once where nothing waits, or in its turn. The id must not be
   * waiting already.
   * @returns why there is no room for it, if so
   */
  add(waiting: Waiting): string | undefined {
    const isHeld = this.#isHeld(waiting.user);
    if (this.#byId.size === 0 && !isHeld && this.#hasTime()) {
      this.#serve(waiting, []);
      return undefined;
    }
    const { perUser, inAll, textPerUser, textInAll } = this.#limits;
    const own = this.#byUser.get(waiting.user) ?? { queue: [], text: 0, heldSinceMs: undefined };
    const size = waiting.asked.length;
    if (own.queue.length >= perUser || own.text + size > textPerUser)
      return `${own.queue.length} requests of ${waiting.user} wait to be taken on already`;
    if (this.#byId.size >= inAll || this.#text + size > textInAll)
      return `${this.#byId.size} requests wait to be taken on already`;
    own.queue.push(waiting);
    own.text += size;
    this.#text += size;
    this.#byUser.set(waiting.user, own);
    this.#byId.set(waiting.id, { waiting, after: [] });
    // All that waits may be of users that are held.
    if (!isHeld && !this.#isPausing) this.#pause();
    return undefined;
  }

  /** Does something about a request after that was served; at once where it does not wait. */
  after(id: string, work: () => void): void {
    const entry = this.#byId.get(id);
    if (entry) entry.after.push(work);
    else work();
  }

  /** A user that was held has less under way by now, perhaps. */
  goOn(): void {
    if (this.#isPausing || this.#byId.size === 0) return;
    this.#pause();
  }

  /** Time has passed: whoever is held for too long is told so, request by request. */
  tick(monoMs: number): void {
    for (const [user, own] of this.#byUser) {
      if (!this.#isHeld(user)) {
        own.heldSinceMs = undefined;
        continue;
      }
      own.heldSinceMs ??= monoMs;
      if (monoMs - own.heldSinceMs < patienceMs) continue;
      for (const waiting of own.queue.splice(0, sliceSize)) {
        const entry = this.#takeOut(waiting, own);
        waiting.giveUp?.();
        for (const work of entry?.after ?? []) work();
      }
      if (own.queue.length === 0) this.#byUser.delete(user);
    }
  }

  /** Nothing that waits is served any more. */
  stop(): void {
    this.#byUser.clear();
    this.#byId.clear();
    this.#text = 0;
  }

  #hasTime(): boolean {
    if (this.#served === 0 || !this.#time) return this.#served < sliceSize;
    return this.#served < sliceSize && this.#time.monoMs() - this.#sinceMs < this.#time.limitMs;
  }

  #serve(waiting: Waiting, after: readonly (() => void)[]): void {
    if (this.#served === 0) this.#sinceMs = this.#time?.monoMs() ?? 0;
    this.#served++;
    waiting.serve();
    for (const work of after) work();
    if (!this.#isPausing) this.#pause();
  }

  #pause(): void {
    this.#isPausing = true;
    // Once what this event brings is done, so that all of it counts.
    setImmediate(() => void this.#settled().then(() => this.#nextSlice()));
  }

  #nextSlice(): void {
    this.#isPausing = false;
    this.#served = 0;
    while (this.#hasTime()) {
      const next = this.#next();
      if (!next) return;
      const [user, own] = next;
      const waiting = own.queue.shift();
      // To the end of the line of users.
      this.#byUser.delete(user);
      if (own.queue.length > 0) this.#byUser.set(user, own);
      const entry = waiting && this.#takeOut(waiting, own);
      if (entry) this.#serve(entry.waiting, entry.after);
    }
  }

  /** Whose turn it is: those who are held, few, keep their place. */
  #next(): [string, Own] | undefined {
    for (const entry of this.#byUser) if (!this.#isHeld(entry[0])) return entry;
    return undefined;
  }

  #takeOut(waiting: Waiting, own: Own) {
    const entry = this.#byId.get(waiting.id);
    if (!entry) return undefined;
    this.#byId.delete(waiting.id);
    this.#text -= waiting.asked.length;
    own.text -= waiting.asked.length;
    return entry;
  }
}
