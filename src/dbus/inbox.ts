/**
 * Hands things on one by one, in order, and lets everything that one of them set off by promises run
 * to its end before the next. Without it, of a reply and a signal that arrive in one read, the
 * signal's listener would run before the code that awaits the reply.
 */
export class Inbox {
  readonly #onError: (error: unknown) => void;
  #items: (() => void)[] = [];
  #next = 0;
  #isBusy = false;

  /** `onError` is told what an item throws. */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Runs `item` now if nothing is under way, else after all that was added before. */
  add(item: () => void): void {
    this.#items.push(item);
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#run();
  }

  /** Forgets what has not run yet. */
  clear(): void {
    this.#items = [];
    this.#next = 0;
  }

  #run(): void {
    const item = this.#items[this.#next];
    if (!item) {
      this.clear();
      this.#isBusy = false;
      return;
    }
    this.#next++;
    try {
      item();
    } catch (error) {
      this.#onError(error);
    }
    // A tick asked for from a microtask runs when there are no more microtasks: Node empties that
    // queue, then takes ticks, before it looks at the outside world again.
    queueMicrotask(() => process.nextTick(() => this.#run()));
  }
}
