/** Lets so many pass, and more when it is widened, in the order in which they came. */
export class Gate {
  #room: number;
  readonly #waiting: (() => void)[] = [];

  constructor(room: number) {
    this.#room = room;
  }

  /** So many more may pass. */
  widen(by: number): void {
    this.#room += by;
    while (this.#room > 0 && this.#waiting.length > 0) {
      this.#room--;
      this.#waiting.shift()?.();
    }
  }

  /** Resolves when it is one's turn. */
  async pass(): Promise<void> {
    if (this.#room > 0) this.#room--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
