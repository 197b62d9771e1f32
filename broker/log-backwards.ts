import { type FileHandle, open } from "node:fs/promises";
import { listSegments, segmentPath } from "../src/audit/segments.ts";

/** So much is read at once: what is made of it holds up nobody. */
const pieceBytes = 64 * 1024;

/**
 * The whole lines of a log, from the newest to the oldest, in batches of what was read at once. What is
 * written meanwhile is not read; where older segments are removed meanwhile it ends before them.
 */
export async function* linesBackwards(directory: string): AsyncGenerator<readonly Buffer[]> {
  for (const segment of listSegments(directory).toReversed()) {
    let file: FileHandle;
    try {
      file = await open(segmentPath(directory, segment), "r");
    } catch (error) {
      // Every error of node:fs has a code.
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
      throw error;
    }
    try {
      yield* linesOf(file);
    } finally {
      await file.close();
    }
  }
}

async function* linesOf(file: FileHandle): AsyncGenerator<readonly Buffer[]> {
  let { size: end } = await file.stat();
  /** The later part of a line whose beginning is not read yet, its last piece first. */
  let later: Buffer[] = [];
  let hasNewline = false;
  while (end > 0) {
    const start = Math.max(0, end - pieceBytes);
    const piece = Buffer.alloc(end - start);
    const { bytesRead } = await file.read(piece, 0, piece.length, start);
    if (bytesRead < piece.length) return;
    end = start;
    const lines: Buffer[] = [];
    let to = piece.length;
    for (let newline = piece.lastIndexOf(10); newline >= 0; ) {
      later.push(piece.subarray(newline + 1, to));
      // Behind the last newline stands what was torn, or is being written.
      if (hasNewline) lines.push(Buffer.concat(later.toReversed()));
      hasNewline = true;
      later = [];
      to = newline;
      newline = newline === 0 ? -1 : piece.lastIndexOf(10, newline - 1);
    }
    later.push(piece.subarray(0, to));
    yield lines;
  }
  if (hasNewline) yield [Buffer.concat(later.toReversed())];
}
