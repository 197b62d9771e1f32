import { isUtf8 } from "node:buffer";
import { HirteError } from "../core/errors.ts";

/** The longest line that is read: upsd writes 1 KiB at most. */
export const maxLineBytes = 8192;

/**
 * Cuts what comes from a socket into lines, however it was cut up on its way. A line ends with LF, and a CR before
 * that is not part of it. Holds one line that is not whole at most, of `maxLineBytes`.
 */
export class LineReader {
  #pieces: Buffer[] = [];
  #pendingBytes = 0;

  /** Whether there is the beginning of a line whose end has not come. */
  get isWithinLine(): boolean {
    return this.#pendingBytes > 0;
  }

  /**
   * The lines that `chunk` makes whole. Those that are no UTF-8 are read as Latin-1, so that none is refused.
   * @throws HirteError `bad-message` where a line is too long; what came before it is lost, and so is the connection
   */
  push(chunk: Buffer): readonly string[] {
    const lines: string[] = [];
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(0x0a, from);
      this.#keep(chunk.subarray(from, end === -1 ? chunk.length : end));
      if (end === -1) return lines;
      lines.push(this.#take());
      from = end + 1;
    }
  }

  #keep(piece: Buffer): void {
    if (piece.length === 0) return;
    this.#pendingBytes += piece.length;
    if (this.#pendingBytes > maxLineBytes) {
      throw new HirteError("bad-message", `a line is longer than ${maxLineBytes} bytes`);
    }
    this.#pieces.push(piece);
  }

  #take(): string {
    const bytes = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#pendingBytes = 0;
    const line = bytes.toString(isUtf8(bytes) ? "utf8" : "latin1");
    return line.endsWith("\r") ? line.slice(0, -1) : line;
  }
}
