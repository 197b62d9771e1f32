import { type Clock, systemClock, type Timer } from "../src/core/clock.ts";
import { HirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import type { LogsRequest } from "../src/protocol/generated/schemas.ts";
import { type ChildEnd, failureOf, isFine, JournalChild } from "./journal-child.ts";
import { type JournalScope, systemScope } from "./journal-scope.ts";
import { entryFields, entryOf, type PlacedEntry } from "./log-entry.ts";
import type { LogsPort, StreamSource } from "./ports.ts";
import type { Chunk } from "./stream.ts";

/** What the logs are made of. */
export interface LogsOptions {
  readonly log: Log;
  /** Default: the machine's systemd. */
  readonly scope?: JournalScope;
  /** The program and its first arguments. Default `journalctl`. */
  readonly command?: readonly [string, ...string[]];
  readonly clock?: Clock;
}

/** An entry's share of a chunk of its own; well below the 64 KiB of a message. */
const chunkBytes = 32 * 1024;
/** What a chunk costs beyond its entries. */
const overheadBytes = 256;
/** Better an answer that may lack the last lines than none. */
const syncMs = 1000;
/** A journalctl that follows and ended, as when no unit matches yet, is started again after this. */
const againMs = 1000;

/** The node's journal as a stream, by a journalctl(1) for each reader. */
export class Logs implements LogsPort {
  readonly #options: LogsOptions;

  constructor(options: LogsOptions) {
    this.#options = options;
  }

  open(
    request: LogsRequest,
    mayRead: (unit: string | undefined) => boolean = () => true,
  ): StreamSource {
    if (request.follow && request.until !== undefined) {
      throw new HirteError("bad-request", "logs: what is followed has no until");
    }
    return new LogSource(request, mayRead, this.#options);
  }
}

/**
 * One reader's entries. First those there are, to the end of the process that reads them, so that it is
 * known where they end; then, to follow, those after the last one. A reader that knows a cursor can
 * take it up again from there: nothing comes twice, nothing is missing.
 */
class LogSource implements StreamSource {
  readonly #request: LogsRequest;
  readonly #mayRead: (unit: string | undefined) => boolean;
  readonly #options: LogsOptions;
  readonly #chunks: AsyncGenerator<Chunk, void, void>;
  #child: JournalChild | undefined;
  #isStopped = false;
  #wake: (() => void) | undefined;
  #pause: Timer | undefined;

  constructor(
    request: LogsRequest,
    mayRead: (unit: string | undefined) => boolean,
    options: LogsOptions,
  ) {
    this.#request = request;
    this.#mayRead = mayRead;
    this.#options = options;
    this.#chunks = this.#read();
  }

  async next(): Promise<Chunk | undefined> {
    const { value } = await this.#chunks.next();
    return value ?? undefined;
  }

  stop(): void {
    this.#isStopped = true;
    this.#child?.stop();
    this.#pause?.cancel();
    this.#wake?.();
  }

  async *#read(): AsyncGenerator<Chunk, void, void> {
    const { follow = false, cursor, lines } = this.#request;
    let isKnown = cursor !== undefined;
    await this.#sync();
    // Taken before what there is was read: what is written meanwhile comes after it.
    let place = cursor ?? (follow ? await this.#tail() : undefined);
    if (lines !== 0 || cursor !== undefined) {
      const end = yield* this.#entries(this.#range, cursor);
      if (this.#isStopped) return;
      if (!isFine(end)) throw failureOf(end);
      place = end.place ?? place;
      isKnown ||= end.place !== undefined;
    }
    if (!follow) return;
    // A reader that was given no entry yet knows by this where to begin again.
    if (!isKnown && place !== undefined) yield { entries: [], cursor: place, size: overheadBytes };
    for (;;) {
      const from = place === undefined ? "--lines=0" : "--lines=all";
      const at = place === undefined ? [] : [`--cursor=${place}`];
      const end = yield* this.#entries(["--follow", from, ...at], place);
      if (this.#isStopped) return;
      place = end.place ?? place;
      this.#options.log.debug({ complaint: end.complaint }, "journalctl ended while it followed");
      await this.#wait(againMs);
      if (this.#isStopped) return;
    }
  }

  /** Entries of one journalctl, without the one at `after`. @returns how it ended, and the last cursor */
  async *#entries(
    range: readonly string[],
    after: string | undefined,
  ): AsyncGenerator<Chunk, ChildEnd & { readonly place: string | undefined }, void> {
    const child = this.#spawn([...range, ...this.#filters()]);
    let place: string | undefined;
    for (;;) {
      const next = await child.next();
      if (this.#isStopped || "status" in next) {
        const end = "status" in next ? next : { status: 0, complaint: "" };
        return { ...end, place };
      }
      const entries = next.flatMap((line) => entryOf(line, this.#scope) ?? []);
      // --cursor= begins with the entry itself; --after-cursor= skips another one where that is gone.
      const fresh = entries.filter(
        ({ cursor, entry }) => cursor !== after && this.#mayRead(entry.unit),
      );
      for (const chunk of chunksOf(fresh)) {
        place = chunk.cursor;
        yield chunk;
      }
    }
  }

  /** Lines written before this moment can be read after it. */
  async #sync(): Promise<void> {
    const child = this.#spawn(["--sync"]);
    this.#pause = (this.#options.clock ?? systemClock).after(syncMs, () => child.stop());
    await child.next();
    this.#pause.cancel();
  }

  /** Cursor of the journal's last entry, of whomever it is. */
  async #tail(): Promise<string | undefined> {
    const child = this.#spawn([
      "--output=json",
      "--quiet",
      "--lines=1",
      "--output-fields=_BOOT_ID",
    ]);
    const next = await child.next();
    child.stop();
    return "status" in next
      ? undefined
      : next.flatMap((line) => entryOf(line) ?? []).at(-1)?.cursor;
  }

  get #scope(): JournalScope {
    return this.#options.scope ?? systemScope;
  }

  get #range(): string[] {
    const { cursor, lines, since, until } = this.#request;
    return [
      ...(cursor === undefined
        ? [...(since === undefined ? [] : [`--since=${since}`]), `--lines=${lines ?? "all"}`]
        : [`--cursor=${cursor}`, "--lines=all"]),
      ...(until === undefined ? [] : [`--until=${until}`]),
    ];
  }

  #filters(): string[] {
    const { units = [], priority } = this.#request;
    return [
      "--output=json",
      `--output-fields=${entryFields.join(",")}`,
      // Without it a long field comes as null.
      "--all",
      "--quiet",
      ...this.#scope.ofUser,
      ...units.map((unit) => `${this.#scope.unitOption}=${unit}`),
      ...(priority === undefined ? [] : [`--priority=${priority}`]),
    ];
  }

  #spawn(args: readonly string[]): JournalChild {
    const child = new JournalChild(this.#options.command ?? ["journalctl"], args);
    this.#child = child;
    if (this.#isStopped) child.stop();
    return child;
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#pause = (this.#options.clock ?? systemClock).after(ms, resolve);
    });
  }
}

function* chunksOf(placed: readonly PlacedEntry[]): Generator<Chunk & { readonly cursor: string }> {
  let from = 0;
  let size = overheadBytes;
  for (const [i, { entry, cursor }] of placed.entries()) {
    size += Buffer.byteLength(JSON.stringify(entry)) + 1;
    const next = placed[i + 1];
    if (next && size + Buffer.byteLength(next.entry.message) < chunkBytes) continue;
    yield { entries: placed.slice(from, i + 1).map((each) => each.entry), cursor, size };
    from = i + 1;
    size = overheadBytes;
  }
}
