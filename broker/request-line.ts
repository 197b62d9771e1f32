/** A request for a job that waits to be taken on. */
export interface Waiting {
  readonly id: string;
  readonly user: string;
  /** All that it asks for, to tell a copy from another request. */
  readonly asked: string;
  /** Takes it on, or refuses it. Must not throw. */
  readonly serve: () => void;
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
  readonly #byUser = new Map<string, { readonly queue: Waiting[]; text: number }>();
  readonly #byId = new Map<string, { readonly waiting: Waiting; readonly after: (() => void)[] }>();
  #text = 0;
  #served = 0;
  #isPausing = false;

  constructor(options: {
    /** Resolves when the broker has what was said so far, or cannot be reached; never rejects. */
    readonly settled: () => Promise<void>;
    readonly limits?: Partial<LineLimits>;
  }) {
    this.#settled = options.settled;
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
    if (this.#byId.size === 0 && this.#served < sliceSize) {
      this.#serve(waiting, []);
      return undefined;
    }
    const { perUser, inAll, textPerUser, textInAll } = this.#limits;
    const own = this.#byUser.get(waiting.user) ?? { queue: [], text: 0 };
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
    return undefined;
  }

  /** Does something about a request after that was served; at once where it does not wait. */
  after(id: string, work: () => void): void {
    const entry = this.#byId.get(id);
    if (entry) entry.after.push(work);
    else work();
  }

  /** Nothing that waits is served any more. */
  stop(): void {
    this.#byUser.clear();
    this.#byId.clear();
    this.#text = 0;
  }

  #serve(waiting: Waiting, after: readonly (() => void)[]): void {
    this.#served++;
    waiting.serve();
    for (const work of after) work();
    if (this.#isPausing) return;
    this.#isPausing = true;
    // Once what this event brings is done, so that all of it counts.
    setImmediate(() => void this.#settled().then(() => this.#goOn()));
  }

  #goOn(): void {
    this.#isPausing = false;
    this.#served = 0;
    while (this.#served < sliceSize) {
      const [next] = this.#byUser;
      if (!next) return;
      const [user, own] = next;
      const waiting = own.queue.shift();
      // To the end of the line of users.
      this.#byUser.delete(user);
      if (own.queue.length > 0) this.#byUser.set(user, own);
      const entry = waiting && this.#byId.get(waiting.id);
      if (!entry) continue;
      this.#byId.delete(entry.waiting.id);
      this.#text -= entry.waiting.asked.length;
      own.text -= entry.waiting.asked.length;
      this.#serve(entry.waiting, entry.after);
    }
  }
}
