/** Resolves once `isTrue` holds, looked at after each call of `notify`; rejects after `withinMs`. */
export class Until {
  readonly #checks = new Set<() => void>();

  /** Something may have changed. Looked at once the other listeners have been told of it too. */
  notify = (): void => {
    queueMicrotask(() => {
      for (const check of [...this.#checks]) check();
    });
  };

  until(what: string, isTrue: () => boolean, withinMs = 15_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (!isTrue()) return;
        clearTimeout(timer);
        this.#checks.delete(check);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#checks.delete(check);
        reject(new Error(`within ${withinMs} ms there was not: ${what}`));
      }, withinMs);
      this.#checks.add(check);
      check();
    });
  }
}
