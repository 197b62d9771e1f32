/** Resolves once `isTrue` holds, looked at after each call of `notify`; rejects after `withinMs`. */
export class Until {
  readonly #checks = new Set<() => void>();
  readonly #everyMs: number | undefined;

  /** `everyMs`: so often it is looked at as well, where not all that changes is told of. */
  constructor({ everyMs }: { readonly everyMs?: number } = {}) {
    this.#everyMs = everyMs;
  }

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
        end();
        resolve();
      };
      const looking = this.#everyMs === undefined ? undefined : setInterval(check, this.#everyMs);
      const end = () => {
        clearTimeout(timer);
        clearInterval(looking);
        this.#checks.delete(check);
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`within ${withinMs} ms there was not: ${what}`));
      }, withinMs);
      this.#checks.add(check);
      check();
    });
  }
}
