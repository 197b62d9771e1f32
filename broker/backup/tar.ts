import { HirteError } from "../../src/core/errors.ts";

/** A file as an archive has it. */
export interface TarEntry {
  readonly name: string;
  readonly size: number;
  readonly mode: number;
  readonly mtimeMs: number;
}

const blockBytes = 512;
/** What a tar program may pad the end of an archive to. */
const recordBytes = 20 * blockBytes;
const longestName = 100;
const highestSize = 0o77_777_777_777;

/**
 * The header of a regular file, POSIX.1-1988 ustar: what every tar reads, without any extension. It belongs to
 * root.
 */
export function tarHeader({ name, size, mode, mtimeMs }: TarEntry): Buffer {
  if (Buffer.byteLength(name) > longestName || size > highestSize)
    throw new HirteError("unavailable", `${name} is too large for a backup`);
  const header = Buffer.alloc(blockBytes);
  const octal = (value: number, at: number, digits: number) =>
    header.write(`${value.toString(8).padStart(digits, "0")}\0`, at, "latin1");
  header.write(name, 0);
  octal(mode, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(size, 124, 11);
  octal(Math.max(0, Math.floor(mtimeMs / 1000)), 136, 11);
  header.write("0", 156);
  header.write("ustar\u000000", 257, "latin1");
  header.write("root", 265);
  header.write("root", 297);
  header.write(`${sumOf(header).toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return header;
}

/** What stands behind the bytes of a file of this size. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((blockBytes - (size % blockBytes)) % blockBytes);
}

/** With which an archive ends. */
export const tarEnd = Buffer.alloc(2 * blockBytes);

/**
 * Reads an archive of regular files alone, in the form in which `tarHeader` writes them: links, devices,
 * folders, extended headers and whatever else a tar can hold are refused, and nothing is kept of them. No more
 * than a piece of the archive is held in memory.
 */
export class TarReader {
  readonly #pieces: AsyncIterator<Buffer>;
  #piece: Buffer = Buffer.alloc(0);
  /** Bytes of the present file that were not taken yet. */
  #left = 0;
  #padding = 0;

  constructor(pieces: AsyncIterable<Buffer>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /**
   * The next file, of which all bytes must have been taken from the one before; undefined: the archive is over.
   * @throws HirteError `bad-argument`
   */
  async next(): Promise<TarEntry | undefined> {
    if (this.#left > 0) throw new Error("the file before was not read to its end");
    await this.#zeros(this.#padding);
    const header = await this.#exactly(blockBytes);
    if (header.every((byte) => byte === 0)) {
      await this.#end();
      return undefined;
    }
    const entry = entryIn(header);
    this.#left = entry.size;
    this.#padding = tarPadding(entry.size).length;
    return entry;
  }

  /**
   * The bytes of the present file.
   * @throws HirteError `bad-argument` when the archive ends before them
   */
  async *bytes(): AsyncGenerator<Buffer> {
    while (this.#left > 0) {
      if (this.#piece.length === 0) await this.#fetch();
      const part = this.#piece.subarray(0, this.#left);
      this.#piece = this.#piece.subarray(part.length);
      this.#left -= part.length;
      yield part;
    }
  }

  async #end(): Promise<void> {
    await this.#zeros(blockBytes);
    for (let rest = 0; rest <= recordBytes; ) {
      if (this.#piece.length === 0 && !(await this.#more())) return;
      if (this.#piece.some((byte) => byte !== 0)) break;
      rest += this.#piece.length;
      this.#piece = Buffer.alloc(0);
    }
    throw notOurs("something stands behind its end");
  }

  async #zeros(length: number): Promise<void> {
    const bytes = await this.#exactly(length);
    if (bytes.some((byte) => byte !== 0)) throw notOurs("something stands between its files");
  }

  /** Of headers and paddings, which are small. */
  async #exactly(length: number): Promise<Buffer> {
    while (this.#piece.length < length) await this.#fetch();
    const bytes = this.#piece.subarray(0, length);
    this.#piece = this.#piece.subarray(length);
    return bytes;
  }

  async #fetch(): Promise<void> {
    if (!(await this.#more())) throw new HirteError("bad-argument", "it is cut off");
  }

  async #more(): Promise<boolean> {
    const next = await this.#pieces.next();
    if (next.done) return false;
    this.#piece = this.#piece.length === 0 ? next.value : Buffer.concat([this.#piece, next.value]);
    return true;
  }
}

function entryIn(header: Buffer): TarEntry {
  const isUstar = header.toString("latin1", 257, 265) === "ustar\u000000";
  if (!isUstar || numberIn(header, 148, 8) !== sumOf(header))
    throw notOurs("it is no tar archive, or a header in it is damaged");
  const type = header.toString("latin1", 156, 157);
  const prefix = header.toString("latin1", 345, 500);
  const name = textIn(header, 0, longestName);
  if (type !== "0" || /[^\0]/.test(prefix)) {
    const shown = JSON.stringify(name.slice(0, longestName));
    throw notOurs(`${shown} in it is no regular file with a short name`);
  }
  const size = numberIn(header, 124, 12);
  const mode = numberIn(header, 100, 8);
  const seconds = numberIn(header, 136, 12);
  if (size === undefined || mode === undefined || seconds === undefined)
    throw notOurs("a header in it holds something else than numbers");
  return { name, size, mode, mtimeMs: seconds * 1000 };
}

function textIn(header: Buffer, at: number, length: number): string {
  return header.toString("utf8", at, at + length).split("\0", 1)[0] ?? "";
}

function numberIn(header: Buffer, at: number, length: number): number | undefined {
  const [, digits] = /^([0-7]{1,11})[ \0]*$/.exec(header.toString("latin1", at, at + length)) ?? [];
  return digits === undefined ? undefined : Number.parseInt(digits, 8);
}

/** Of all bytes of a header, those of the sum itself as blanks. */
function sumOf(header: Buffer): number {
  return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0);
}

function notOurs(why: string): HirteError {
  return new HirteError("bad-argument", why);
}
