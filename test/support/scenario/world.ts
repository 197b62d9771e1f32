/** What a scenario goes on in: a clock, what ticks with it, and what was said. Each family of commands keeps its own part. */
export class World {
  /** ms since the scenario began. */
  atMs = 0;
  /** The boot clock's beginning. */
  bootAtMs = 0;
  /** A tick is a second after each reading that comes every five, so that it never comes with one. */
  #nextTickMs = 1_000;
  /** Nothing happens in the process while it stands still. */
  isStill = false;
  /** The same is said again and again: only what is new is worth a line. */
  isRepeating = false;
  readonly #tickers: (() => void)[] = [];
  readonly #parts = new Map<() => unknown, unknown>();
  #said: string[] = [];

  /** The boot clock. */
  get bootMs(): number {
    return this.atMs - this.bootAtMs;
  }

  /** Calls `ticker` every 5 s. */
  onTick(ticker: () => void): void {
    this.#tickers.push(ticker);
  }

  /** The part of a family of commands; made when it is first asked for. */
  part<T>(create: () => T): T {
    if (!this.#parts.has(create)) this.#parts.set(create, create());
    // What `create` made is all that is ever stored under it.
    return this.#parts.get(create) as T;
  }

  /** Goes on to a moment, with the ticks on the way. */
  goTo(atMs: number): void {
    if (atMs < this.atMs) throw new Error(`it is ${clockText(this.atMs)} already`);
    while (this.#nextTickMs <= atMs) {
      this.atMs = this.#nextTickMs;
      this.#nextTickMs += 5_000;
      if (!this.isStill) for (const ticker of this.#tickers) ticker();
    }
    this.atMs = atMs;
  }

  /** A line of the record. */
  say(text: string): void {
    this.#said.push(`${clockText(this.atMs)} ${text}`);
  }

  /** What was said since this was last called. */
  takeSaid(): readonly string[] {
    const said = this.#said;
    this.#said = [];
    return said;
  }
}

/** A moment of a scenario: mm:ss, or mm:ss.mmm, or h:mm:ss. */
export function clockText(ms: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(ms / 3_600_000);
  const minutes = two(Math.floor(ms / 60_000) % 60);
  const rest = ms % 1000 === 0 ? "" : `.${String(ms % 1000).padStart(3, "0")}`;
  return `${hours > 0 ? `${hours}:` : ""}${minutes}:${two(Math.floor(ms / 1000) % 60)}${rest}`;
}
