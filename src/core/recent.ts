/** Remembers the last so many things that were put in. */
export class Recent<T> {
  readonly #items = new Set<T>();
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  has(item: T): boolean {
    return this.#items.has(item);
  }

  add(item: T): void {
    this.#items.add(item);
    if (this.#items.size <= this.#size) return;
    for (const oldest of this.#items) {
      this.#items.delete(oldest);
      return;
    }
  }
}
