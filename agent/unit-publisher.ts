import type { Clock, Timer } from "../src/core/clock.ts";
import { isHirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import type { Inventory, UnitState } from "../src/protocol/generated/schemas.ts";
import type { UnitInfo, UnitSource } from "./ports.ts";

/** Where units are published; each promise resolves when the broker has the message. */
export interface UnitSink {
  unit(unit: string, state: UnitState): Promise<void>;
  /** The unit is no longer loaded. */
  clear(unit: string): Promise<void>;
  inventory(inventory: Inventory): Promise<void>;
}

/** What a publisher is made of. */
export interface UnitPublisherOptions {
  readonly units: UnitSource;
  readonly sink: UnitSink;
  readonly clock: Clock;
  readonly log: Log;
  /** What was published in this session may be wrong: systemd went away, or is back. */
  readonly onOutdated: () => void;
  /** Publishes that the broker has not confirmed, at most. Default 64. */
  readonly window?: number;
}

const inventoryDelayMs = 1000;
/** Far below the largest packet, and large: a broker keeps only the last part for those who come later. */
const inventoryChunkBytes = 768 * 1024;

/**
 * Publishes the node's units: all of them at the beginning of a session, then the inventory, then
 * each change. A unit that changes while it waits for its turn is sent once, as it is by then: the
 * newest state always leaves, however slow the broker is.
 */
export class UnitPublisher {
  readonly #options: UnitPublisherOptions;
  readonly #units: UnitSource;
  readonly #window: number;
  readonly #detach: (() => void)[];
  /** Units to send, or to clear, in the order in which they changed. */
  readonly #due = new Set<string>();
  /** Names the broker keeps a message of, as far as is known. */
  readonly #retained = new Set<string>();
  /** Names a message cannot be made for; the first time is logged. */
  readonly #unspeakable = new Set<string>();
  /** Of the session's first round, those the broker has not confirmed; undefined before it. */
  #firstRound: Set<string> | undefined;
  #session: number | undefined;
  /** Names in the inventory last sent in this session. */
  #listed: ReadonlySet<string> | undefined;
  #seq = 0;
  #inventorySeq = -1;
  #underWay = 0;
  #inventoryTimer: Timer | undefined;

  constructor(options: UnitPublisherOptions) {
    this.#options = options;
    this.#units = options.units;
    this.#window = options.window ?? 64;
    this.#detach = [
      this.#units.onChange((unit, info) => this.#onChange(unit, info)),
      this.#units.onReady((isReady) => (isReady ? this.#onReady() : this.#onLost())),
    ];
  }

  /** A session begins: everything is published under its number, as soon as the units were read. */
  begin(session: number): void {
    this.end();
    this.#session = session;
    if (this.#units.isReady) this.#publishAll();
  }

  /** The session is over; what is under way counts for nothing. */
  end(): void {
    this.#session = undefined;
    this.#firstRound = undefined;
    this.#listed = undefined;
    this.#seq = 0;
    this.#inventorySeq = -1;
    this.#underWay = 0;
    this.#due.clear();
    this.#inventoryTimer?.cancel();
    this.#inventoryTimer = undefined;
  }

  stop(): void {
    this.end();
    for (const detach of this.#detach) detach();
  }

  /** An inventory that the broker kept of an earlier session: what it names may be retained. */
  recall(names: readonly string[]): void {
    for (const unit of names) {
      this.#retained.add(unit);
      if (this.#firstRound && !this.#units.units.has(unit)) this.#due.add(unit);
    }
    this.#pump();
  }

  #publishAll(): void {
    for (const unit of this.#units.units.keys()) this.#due.add(unit);
    for (const unit of this.#retained) this.#due.add(unit);
    this.#firstRound = new Set(this.#due);
    this.#pump();
    this.#endFirstRound();
  }

  #onReady(): void {
    if (this.#session === undefined) return;
    if (this.#firstRound) this.#options.onOutdated();
    else this.#publishAll();
  }

  /** Nobody is to believe what was published while it cannot be kept right. */
  #onLost(): void {
    if (this.#firstRound) this.#options.onOutdated();
  }

  #onChange(unit: string, info: UnitInfo | undefined): void {
    // What changes before the first round is in it.
    if (!this.#firstRound) return;
    this.#due.add(unit);
    if (this.#listed && this.#listed.has(unit) !== (info !== undefined)) this.#inventoryIsOld();
    this.#pump();
  }

  #pump(): void {
    // While systemd is away its units are not known: they have not been unloaded.
    if (!this.#firstRound || !this.#units.isReady) return;
    for (const unit of this.#due) {
      if (this.#underWay >= this.#window) return;
      this.#due.delete(unit);
      void this.#send(unit, this.#session ?? 0);
    }
  }

  async #send(unit: string, session: number): Promise<void> {
    const info = this.#units.units.get(unit);
    if (!info && !this.#retained.has(unit)) {
      this.#confirmed(unit);
      return;
    }
    this.#underWay++;
    const wasHad = await this.#hand(unit, info, session);
    if (session !== this.#session) return;
    this.#underWay--;
    if (wasHad) this.#confirmed(unit);
    this.#pump();
  }

  /** @returns false when the connection broke: the next session sends it again. */
  async #hand(unit: string, info: UnitInfo | undefined, session: number): Promise<boolean> {
    const { sink, log } = this.#options;
    try {
      if (info) {
        this.#retained.add(unit);
        await sink.unit(unit, { session, seq: ++this.#seq, ...info });
      } else {
        await sink.clear(unit);
        // It may have been loaded again, and sent, meanwhile.
        if (!this.#units.units.has(unit)) this.#retained.delete(unit);
      }
      this.#unspeakable.delete(unit);
    } catch (error) {
      if (isHirteError(error, "connection-lost")) return false;
      if (!this.#unspeakable.has(unit)) log.warn({ unit, error }, "a unit cannot be published");
      this.#unspeakable.add(unit);
      this.#retained.delete(unit);
    }
    return true;
  }

  #confirmed(unit: string): void {
    if (this.#firstRound?.delete(unit)) this.#endFirstRound();
  }

  #endFirstRound(): void {
    if (this.#firstRound?.size === 0 && !this.#listed) void this.#sendInventory();
  }

  #inventoryIsOld(): void {
    this.#inventoryTimer ??= this.#options.clock.after(inventoryDelayMs, () => {
      this.#inventoryTimer = undefined;
      // Once the units are known again a new session begins, with an inventory of its own.
      if (this.#units.isReady) void this.#sendInventory();
    });
  }

  async #sendInventory(): Promise<void> {
    const { sink, log } = this.#options;
    const session = this.#session;
    if (session === undefined) return;
    const names = [...this.#units.units.keys()].filter((unit) => !this.#unspeakable.has(unit));
    this.#listed = new Set(this.#units.units.keys());
    // Each inventory has a number of its own, also when units only went.
    if (this.#seq === this.#inventorySeq) this.#seq++;
    const seq = this.#seq;
    this.#inventorySeq = seq;
    const parts = chunksOf(names);
    try {
      await Promise.all(
        parts.map((units, chunk) =>
          sink.inventory({
            session,
            seq,
            units,
            ...(parts.length > 1 ? { chunk, chunks: parts.length } : {}),
          }),
        ),
      );
    } catch (error) {
      // A lost connection is noticed where it is kept; anything else is a mistake of ours.
      if (!isHirteError(error, "connection-lost"))
        log.error({ error }, "the inventory cannot be published");
    }
  }
}

function chunksOf(names: readonly string[]): string[][] {
  const chunks: string[][] = [[]];
  let bytes = 0;
  for (const name of names) {
    // JSON doubles the backslashes that systemd escapes with.
    const size = JSON.stringify(name).length + 1;
    if (bytes + size > inventoryChunkBytes) {
      chunks.push([]);
      bytes = 0;
    }
    chunks.at(-1)?.push(name);
    bytes += size;
  }
  return chunks;
}
