import { hash } from "node:crypto";

/** Where a chain stands: number and hash of its last line. */
export interface ChainEnd {
  readonly n: number;
  readonly hash: string;
}

/** What the first line of a fresh log follows. */
export const noChain: ChainEnd = { n: 0, hash: "0".repeat(64) };

/** What a line of the chain says of itself. */
export interface ChainedLine extends ChainEnd {
  /** Hash of the line before. */
  readonly prev: string;
  /** The hash is that of the line's own bytes. */
  readonly isGenuine: boolean;
}

const head = /^\{"n":([1-9]\d{0,14}),"prev":"([0-9a-f]{64})",/;
const tail = /^,"hash":"([0-9a-f]{64})"\}$/;
const tailBytes = 75;
const longestHead = 96;

/**
 * A record as a line of the chain, with its newline: numbered, with the hash of the line before in front
 * and its own at the end, SHA-256 of all bytes before `,"hash":"` (docs/audit.md has the rule for people).
 * `record` has at least one field.
 */
export function chained(
  record: object,
  before: ChainEnd,
): { readonly line: Buffer; readonly end: ChainEnd } {
  const n = before.n + 1;
  const body = `{"n":${n},"prev":"${before.hash}",${JSON.stringify(record).slice(1, -1)}`;
  const own = hash("sha256", body);
  return { line: Buffer.from(`${body},"hash":"${own}"}\n`), end: { n, hash: own } };
}

/** What a line, without its newline, says of itself; undefined: it is none of the chain. */
export function readChained(line: Buffer): ChainedLine | undefined {
  const front = head.exec(line.toString("latin1", 0, longestHead));
  const back = tail.exec(line.toString("latin1", Math.max(0, line.length - tailBytes)));
  if (!front || !back) return undefined;
  const [, n = "", prev = ""] = front;
  const [, own = ""] = back;
  const isGenuine = hash("sha256", line.subarray(0, line.length - tailBytes)) === own;
  return { n: Number(n), prev, hash: own, isGenuine };
}

/**
 * Where the chain stands behind a line. One that is none of it, from before there was a chain or spoilt,
 * is followed by the hash of all of its bytes, and counts as one where a number came before.
 */
export function endBehind(line: Buffer, before: ChainEnd): ChainEnd {
  const { n, hash: own } = readChained(line) ?? {
    n: before.n === 0 ? 0 : before.n + 1,
    hash: hash("sha256", line),
  };
  return { n, hash: own };
}

/** Whether what stands behind the last newline of a file is the beginning of the next line, as a crash leaves it. */
export function isTornLine(bytes: Buffer, before: ChainEnd): boolean {
  // A file system may have had room for the bytes, and not the bytes.
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0) length--;
  const start = Buffer.from(`{"n":${before.n + 1},"prev":"${before.hash}",`);
  const common = Math.min(start.length, length);
  // Before there was a chain lines began in another way.
  const isNext = before.n === 0 || bytes.subarray(0, common).equals(start.subarray(0, common));
  return isNext && !beginsWithWholeLine(bytes);
}

/** Whether there is a whole line, and more: behind it comes its newline, and nothing else. */
function beginsWithWholeLine(bytes: Buffer): boolean {
  for (const { index } of bytes.toString("latin1").matchAll(/,"hash":"[0-9a-f]{64}"\}/g)) {
    const end = index + tailBytes;
    if (end < bytes.length && readChained(bytes.subarray(0, end))?.isGenuine) return true;
  }
  return false;
}
