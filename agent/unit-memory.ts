/** What the file of a unit says of it, as far as it is shown. */
export interface FileShown {
  readonly description: string;
  readonly load: string;
  readonly fileState?: string;
}

/** Units kept in mind at a time; the one that went longest ago goes first. */
const maxRemembered = 1000;

/**
 * What was shown of units that systemd has unloaded. A unit that nothing refers to goes each time it
 * stops, and comes back when it starts: what its file said last time is shown until it was read again,
 * so that nobody waits for that to learn that the unit runs.
 */
export class UnitMemory {
  readonly #units = new Map<string, FileShown>();

  keep(unit: string, { description, load, fileState }: FileShown): void {
    this.#units.delete(unit);
    this.#units.set(unit, {
      description,
      load,
      ...(fileState === undefined ? {} : { fileState }),
    });
    const [oldest] = this.#units.keys();
    if (this.#units.size > maxRemembered && oldest !== undefined) this.#units.delete(oldest);
  }

  of(unit: string): FileShown | undefined {
    return this.#units.get(unit);
  }

  /** Files may say something else now. */
  clear(): void {
    this.#units.clear();
  }
}
