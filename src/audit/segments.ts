import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";

const segmentName = /^jobs-(\d{8})\.jsonl$/;

/** Path of a segment of the log in `directory`. */
export function segmentPath(directory: string, segment: number): string {
  return join(directory, `jobs-${String(segment).padStart(8, "0")}.jsonl`);
}

/** Numbers of the segments in `directory`, the oldest first. */
export function listSegments(directory: string): number[] {
  return readdirSync(directory)
    .map((name) => Number(segmentName.exec(name)?.[1] ?? Number.NaN))
    .filter((n) => !Number.isNaN(n))
    .sort((a, b) => a - b);
}

/** Number of the first line of a segment; undefined: it has none, or cannot be read. */
export function firstNumberIn(path: string): number | undefined {
  const bytes = Buffer.alloc(64);
  let fd: number | undefined;
  try {
    fd = openSync(path, "r");
    const length = readSync(fd, bytes, 0, bytes.length, 0);
    const [, n] = /^\{"n":([1-9]\d{0,14}),"prev":"/.exec(bytes.toString("latin1", 0, length)) ?? [];
    return n === undefined ? undefined : Number(n);
  } catch {
    return undefined;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}
