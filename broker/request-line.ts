import type { Judgement } from "./hearing.ts";

/** A request for a job that waits to be taken on. */
export interface Waiting {
  readonly id: string;
  readonly user: string;
  /** All that it asks for, to tell a copy from another request. */
  readonly asked: string;
  /** When it is too late to take it on: monotonic. Default: never. */
  readonly untilMonoMs?: number;
  /** Takes it on, or refuses it. Must not throw. */
  readonly serve: () => void;
  /** Refuses it: its turn did not come in time, or would be of no use any more. Must not throw. */
  readonly giveUp?: (why: "held" | "too-late") => void;
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

interface Own {
  readonly queue: Entry[];
  text: number;
}

/** A request in the line. */
interface Entry {
  readonly waiting: Waiting;
  /** When it came; later where nobody could be heard for a while. Monotonic. */
  sinceMonoMs: number;
  /** What is to be done after it, by who asked for that. */
  readonly after: Map<string, () => void>;
}

/** How long a request of a user that has as much under way as it may can wait for its turn. */
const patienceMs = 10_000;
/** What may wait for a request that waits: whoever cancels it, or asks for it, does so once or twice. */
const maxAfter = 16;
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
  readonly #monoMs: () => number;
  readonly #sliceMs: number;
  readonly #byUser = new Map<string, Own>();
  readonly #byId = new Map<string, Entry>();
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
    readonly monoMs: () => number;
    /** How long what is served in one go may take, where some take much longer than others; one is always served. */
    readonly sliceMs?: number;
  }) {
    this.#settled = options.settled;
    this.#isHeld = options.isHeld ?? (() => false);
    this.#monoMs = options.monoMs;
    this.#sliceMs = options.sliceMs ?? Number.POSITIVE_INFINITY;
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
      this.#serve({ waiting, sinceMonoMs: this.#monoMs(), after: new Map() });
      return undefined;
    }
    const { perUser, inAll, textPerUser, textInAll } = this.#limits;
    const own = this.#byUser.get(waiting.user) ?? { queue: [], text: 0 };
    const size = waiting.asked.length;
    if (own.queue.length >= perUser || own.text + size > textPerUser)
      return `${own.queue.length} requests of ${waiting.user} wait to be taken on already`;
    if (this.#byId.size >= inAll || this.#text + size > textInAll)
      return `${this.#byId.size} requests wait to be taken on already`;
    const entry: Entry = { waiting, sinceMonoMs: this.#monoMs(), after: new Map() };
    own.queue.push(entry);
    own.text += size;
    this.#text += size;
    this.#byUser.set(waiting.user, own);
    this.#byId.set(waiting.id, entry);
    // All that waits may be of users that are held.
    if (!isHeld && !this.#isPausing) this.#pause();
    return undefined;
  }

  /**
   * Does something about a request after that was served; at once where it does not wait. `by`: who asks for it, once:
   * a copy of what waits is done with the first one.
   * @returns why there is no room for it, if so
   */
  after(id: string, by: string, work: () => void): string | undefined {
    const after = this.#byId.get(id)?.after;
    if (!after) work();
    else if (!after.has(by)) {
      if (after.size >= maxAfter) return `${maxAfter} requests about ${id} wait for it already`;
      after.set(by, work);
    }
    return undefined;
  }

  /** A user that was held has less under way by now, perhaps. */
  goOn(): void {
    if (this.#isPausing || this.#byId.size === 0) return;
    this.#pause();
  }

  /**
   * Time has passed: those of users that are held hear that they have waited for too long, or that it is too late for
   * them. For `stalledMs` of it nobody could be heard: that is no time in which others could have ended.
   */
  tick({ upToMonoMs, stalledMs }: Pick<Judgement, "upToMonoMs" | "stalledMs">): void {
    for (const [user, own] of this.#byUser) {
      if (stalledMs > 0) for (const entry of own.queue) forgive(entry, stalledMs, upToMonoMs);
      if (!this.#isHeld(user)) continue;
      for (let left = sliceSize; left > 0; left--) {
        const [entry] = own.queue;
        const why = entry && this.#overdue(entry, upToMonoMs);
        if (!why) break;
        own.queue.shift();
        this.#takeOut(entry, own);
        entry.waiting.giveUp?.(why);
        for (const work of entry.after.values()) work();
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

  #overdue({ waiting, sinceMonoMs }: Entry, upToMonoMs: number): "held" | "too-late" | undefined {
    // It is over then, whether anybody could be heard or not.
    if (waiting.untilMonoMs !== undefined && this.#monoMs() >= waiting.untilMonoMs)
      return "too-late";
    return upToMonoMs - sinceMonoMs >= patienceMs ? "held" : undefined;
  }

  #hasTime(): boolean {
    if (this.#served === 0) return true;
    return this.#served < sliceSize && this.#monoMs() - this.#sinceMs < this.#sliceMs;
  }

  #serve({ waiting, after }: Entry): void {
    if (this.#served === 0) this.#sinceMs = this.#monoMs();
    this.#served++;
    waiting.serve();
    for (const work of after.values()) work();
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
      const entry = own.queue.shift();
      // To the end of the line of users.
      this.#byUser.delete(user);
      if (own.queue.length > 0) this.#byUser.set(user, own);
      if (!entry) continue;
      this.#takeOut(entry, own);
      this.#serve(entry);
    }
  }

  /** Whose turn it is: those who are held, few, keep their place. */
  #next(): [string, Own] | undefined {
    for (const entry of this.#byUser) if (!this.#isHeld(entry[0])) return entry;
    return undefined;
  }

  #takeOut({ waiting }: Entry, own: Own): void {
    this.#byId.delete(waiting.id);
    this.#text -= waiting.asked.length;
    own.text -= waiting.asked.length;
  }
}

/** Not beyond the moment: who came meanwhile has not waited for all of that time. */
function forgive(entry: Entry, stalledMs: number, upToMonoMs: number): void {
  const since = Math.min(entry.sinceMonoMs + stalledMs, upToMonoMs);
  entry.sinceMonoMs = Math.max(entry.sinceMonoMs, since);
}
