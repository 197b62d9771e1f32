/** How many records may be written: so many at once, and so many a second in the long run. A long one counts as several. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

interface Bucket {
  left: number;
  atMonoMs: number;
}

/** More users than these are not told apart at a time. */
const maxUsers = 1000;

/** More than this counts as more than one record. */
const recordBytes = 512;

/** Bounds how much is written for one user, and for all of them: who asks for much takes the room of nobody else. */
export class RecordBudget {
  readonly #each: Rate;
  readonly #all: Rate;
  readonly #users = new Map<string, Bucket>();
  readonly #total: Bucket;

  constructor(options: { readonly each: Rate; readonly all: Rate; readonly monoMs: number }) {
    this.#each = options.each;
    this.#all = options.all;
    this.#total = { left: options.all.burst, atMonoMs: options.monoMs };
  }

  /** Whether one more may be written for this user; `bytesOf` is asked for its length only where there is room. */
  take(user: string, monoMs: number, bytesOf: () => number = () => 0): boolean {
    const own = this.#users.get(user) ?? { left: this.#each.burst, atMonoMs: monoMs };
    // The longest unheard of come first, and have their whole burst again soonest.
    this.#users.delete(user);
    this.#users.set(user, own);
    for (const known of this.#users.keys()) {
      if (this.#users.size <= maxUsers) break;
      this.#users.delete(known);
    }
    refill(own, this.#each, monoMs);
    refill(this.#total, this.#all, monoMs);
    if (own.left < 1 || this.#total.left < 1) return false;
    const cost = Math.max(1, bytesOf() / recordBytes);
    if (own.left < cost || this.#total.left < cost) return false;
    own.left -= cost;
    this.#total.left -= cost;
    return true;
  }
}

function refill(bucket: Bucket, { burst, perSecond }: Rate, monoMs: number): void {
  const gained = ((monoMs - bucket.atMonoMs) / 1000) * perSecond;
  bucket.left = Math.min(burst, bucket.left + gained);
  bucket.atMonoMs = monoMs;
}
