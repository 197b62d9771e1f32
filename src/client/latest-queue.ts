/**
 * Values on their way to a reader that may be slower than their source: of those with the same key
 * only the newest is kept, in the order in which the keys first came. It holds at most one value a key.
 */
export class LatestQueue<K, V> implements AsyncIterableIterator<V> {
  readonly #values = new Map<K, V>();
  readonly #onClose: () => void;
  #waiting: { resolve(result: IteratorResult<V>): void; reject(error: unknown): void } | undefined;
  #failure: { readonly error: unknown } | undefined;
  #isClosed = false;

  /** `onClose`: told once, when the reader leaves or `close` is called. */
  constructor(onClose: () => void = () => {}) {
    this.#onClose = onClose;
  }

  get size(): number {
    return this.#values.size;
  }

  put(key: K, value: V): void {
    if (this.#isClosed) return;
    if (this.#waiting) {
      this.#waiting.resolve({ value, done: false });
      this.#waiting = undefined;
    } else this.#values.set(key, value);
  }

  /** As `put`, and behind all that is there: for what sums up what was put before. */
  putLast(key: K, value: V): void {
    this.#values.delete(key);
    this.put(key, value);
  }

  /** What was put is still read; then the reader's loop ends, or throws `error`. */
  close(failure?: { readonly error: unknown }): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#failure = failure;
    this.#onClose();
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) this.next().then(waiting.resolve, waiting.reject);
  }

  async next(): Promise<IteratorResult<V>> {
    for (const [key, value] of this.#values) {
      this.#values.delete(key);
      return { value, done: false };
    }
    if (this.#isClosed) {
      const failure = this.#failure;
      this.#failure = undefined;
      if (failure) throw failure.error;
      return { value: undefined, done: true };
    }
    if (this.#waiting) throw new Error("next() was called while an earlier one is waiting");
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  /** The reader leaves its loop: what is left is dropped. */
  async return(): Promise<IteratorResult<V>> {
    this.#values.clear();
    this.close();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
