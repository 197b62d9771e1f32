/** Places to wait in: so many in all, and of them a few for each user, so that nobody takes those of others. */
export class Places {
  readonly #most: number;
  readonly #mostOfUser: number;
  readonly #taken = new Map<string, number>();
  #size = 0;

  constructor(limits: { readonly most: number; readonly mostOfUser: number }) {
    this.#most = limits.most;
    this.#mostOfUser = limits.mostOfUser;
  }

  /** @returns how to give it back, once; undefined: there is none */
  take(user: string): (() => void) | undefined {
    const own = this.#taken.get(user) ?? 0;
    if (own >= this.#mostOfUser || this.#size >= this.#most) return undefined;
    this.#taken.set(user, own + 1);
    this.#size++;
    return () => this.#giveBack(user);
  }

  #giveBack(user: string): void {
    this.#size--;
    const left = (this.#taken.get(user) ?? 1) - 1;
    if (left > 0) this.#taken.set(user, left);
    else this.#taken.delete(user);
  }
}
