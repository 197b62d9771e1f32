import { createHash } from "node:crypto";
import {
  type BigIntStats,
  closeSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
} from "node:fs";
import { join } from "node:path";
import { readChained } from "../../src/audit/chain.ts";
import { HirteError, messageOf } from "../../src/core/errors.ts";
import { type OpenFolder, openFolder, plainFileFlags } from "../../src/core/open-folder.ts";
import { isPkiFile, isSegment, isStateFile, pkiFolder, stateMember } from "./members.ts";

/** A file as it is to be in a backup. */
export interface Source {
  /** Name in the backup. */
  readonly name: string;
  readonly size: number;
  readonly mode: number;
  readonly mtimeMs: number;
  readonly sha256: string;
  /** Its bytes, the same at each call. */
  pieces(): Iterable<Buffer>;
}

/** The state of hirte at one moment. */
export interface Snapshot {
  readonly sources: readonly Source[];
  readonly epoch: number | undefined;
  /** `NUMBER:HASH` of the last line of its log. */
  readonly lastRecord: string | undefined;
  /** Lets go of the files. */
  close(): void;
}

interface OpenSegment {
  readonly name: string;
  readonly fd: number;
}

const pieceBytes = 256 * 1024;
/** How often it is looked anew where files are replaced meanwhile. */
const tries = 100;

/**
 * Takes a snapshot of a state directory, whether hirte runs on it or not. hirte replaces its files in one step
 * each, so a look at all of them that finds none replaced since has seen one moment; to its log it adds whole lines,
 * of which those that were there at that moment are taken.
 * @throws HirteError `bad-argument`: there is no state; `busy`: it changes all the time; `unavailable`, `bad-state`
 */
export function takeSnapshot(
  directory: string,
  /** Called while it is looked; tests replace files here. */
  meanwhile: () => void = () => undefined,
): Snapshot {
  let folder: OpenFolder;
  try {
    // Where it is, is for the configuration to say, by a link as well; what is in it is for hirte.
    folder = openFolder(directory, { follow: true });
  } catch (cause) {
    throw unreadable(directory, cause);
  }
  try {
    for (let left = tries; left > 0; left--) {
      const snapshot = look(folder.path, meanwhile);
      if (snapshot?.sources.length === 0) {
        throw new HirteError(
          "bad-argument",
          `${directory} holds no state of hirte: --state-directory names where it is`,
        );
      }
      if (snapshot) return snapshot;
    }
    throw new HirteError("busy", `the files in ${directory} change all the time: try again`);
  } catch (cause) {
    if (cause instanceof HirteError) throw cause;
    throw unreadable(directory, cause);
  } finally {
    folder.close();
  }
}

/** @returns undefined: something was replaced meanwhile */
function look(directory: string, meanwhile: () => void): Snapshot | undefined {
  const segments: OpenSegment[] = [];
  let pki: OpenFolder | undefined;
  let isTaken = false;
  try {
    pki = openPki(directory);
    const files = (): [folder: string, name: string][] => [
      ...namesIn(directory, isStateFile).map((name): [string, string] => [directory, name]),
      ...namesIn(pki?.path, isPkiFile).map((name): [string, string] => [pki?.path ?? "", name]),
    ];
    const names = files();
    const kept = names.filter(([, name]) => !isSegment(name));
    const small = kept.map(([folder, name]) => {
      const path = folder === directory ? name : join(pkiFolder, name);
      return smallFile(join(folder, name), path);
    });
    for (const [, name] of names.filter(([, each]) => isSegment(each)))
      segments.push({ name, fd: openPlain(join(directory, name), name) });
    meanwhile();
    const log = logSources(segments);
    const isSame =
      log !== undefined &&
      JSON.stringify(files().filter(([, name]) => !isSegment(name))) === JSON.stringify(kept) &&
      kept.every(([folder, name], at) => {
        const now = lstatSync(join(folder, name), { bigint: true });
        const before = small[at]?.stat;
        return before !== undefined && stampOf(now) === stampOf(before);
      });
    if (!isSame) return undefined;
    isTaken = true;
    return {
      sources: [...small.map(({ source }) => source), ...log],
      epoch: epochIn(small.map(({ source }) => source)),
      lastRecord: lastRecordIn(log),
      close: () => closeAll(segments),
    };
  } catch (error) {
    // It was there when the names were read: replaced, or removed with its segment.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  } finally {
    pki?.close();
    if (!isTaken) closeAll(segments);
  }
}

function openPki(directory: string): OpenFolder | undefined {
  try {
    return openFolder(join(directory, pkiFolder));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function namesIn(folder: string | undefined, isOurs: (name: string) => boolean): string[] {
  return folder === undefined ? [] : readdirSync(folder).filter(isOurs).sort();
}

function smallFile(
  at: string,
  name: string,
): { readonly source: Source; readonly stat: BigIntStats } {
  const fd = openPlain(at, name);
  try {
    const stat = fstatSync(fd, { bigint: true });
    const bytes = readFileSync(fd);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const source = {
      ...{ name: stateMember(name), size: bytes.length, sha256 },
      ...{ mode: Number(stat.mode) & 0o777, mtimeMs: Number(stat.mtimeMs) },
      pieces: () => [bytes],
    };
    return { source, stat };
  } finally {
    closeSync(fd);
  }
}

/**
 * What the segments hold at this moment; undefined: the newest of them was taken away again.
 *
 * A segment is begun while the one before is the present one still, and discarded when it cannot be brought to the
 * disk. So the newest one counts once it has a line, and what the one before holds is measured while it is there.
 */
function logSources(segments: readonly OpenSegment[]): Source[] | undefined {
  const newest = segments.at(-1);
  if (!newest) return [];
  const hasBegun = segments.length === 1 || wholeLines(newest.fd) > 0;
  const counted = hasBegun ? segments : segments.slice(0, -1);
  const sizes = counted.map(({ fd }, at) =>
    at === counted.length - 1 ? wholeLines(fd) : fstatSync(fd).size,
  );
  if (fstatSync(newest.fd).nlink === 0) return undefined;
  return counted.map(({ name, fd }, at) => segmentSource(name, fd, sizes[at] ?? 0));
}

function segmentSource(name: string, fd: number, size: number): Source {
  const { mode, mtimeMs } = fstatSync(fd);
  const pieces = () => piecesOf(fd, size);
  const sum = createHash("sha256");
  for (const piece of pieces()) sum.update(piece);
  const sha256 = sum.digest("hex");
  return { name: stateMember(name), size, mode: mode & 0o777, mtimeMs, sha256, pieces };
}

function* piecesOf(fd: number, size: number): Generator<Buffer> {
  for (let at = 0; at < size; ) {
    const piece = Buffer.alloc(Math.min(pieceBytes, size - at));
    const length = readSync(fd, piece, 0, piece.length, at);
    // What is counted stays: only what stands behind it is ever cut off.
    if (length === 0) throw new HirteError("bad-state", "a segment of the log has become shorter");
    at += length;
    yield piece.subarray(0, length);
  }
}

/** Bytes up to the last newline. */
function wholeLines(fd: number): number {
  for (let end = fstatSync(fd).size; end > 0; ) {
    const start = Math.max(0, end - pieceBytes);
    const piece = Buffer.alloc(end - start);
    const length = readSync(fd, piece, 0, piece.length, start);
    const newline = piece.subarray(0, length).lastIndexOf(10);
    if (newline >= 0) return start + newline + 1;
    end = start;
  }
  return 0;
}

function openPlain(at: string, name: string): number {
  let fd: number;
  try {
    fd = openSync(at, plainFileFlags);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ELOOP" || code === "ENXIO") throw notPlain(name);
    throw error;
  }
  if (fstatSync(fd).isFile()) return fd;
  closeSync(fd);
  throw notPlain(name);
}

function notPlain(name: string): HirteError {
  return new HirteError("bad-state", `${name} in the state directory is no regular file`);
}

/** By which a file that was replaced, or written over, is known. */
function stampOf({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [ino, size, mtimeNs, ctimeNs].join(" ");
}

function closeAll(segments: readonly OpenSegment[]): void {
  for (const { fd } of segments) closeSync(fd);
}

/** For people: what it is used for is the file's own business. */
function epochIn(sources: readonly Source[]): number | undefined {
  const file = sources.find(({ name }) => name === stateMember("epoch.json"));
  try {
    const text = Buffer.concat([...(file?.pieces() ?? [])]).toString("utf8");
    const { epoch } = Object(JSON.parse(text));
    return Number.isSafeInteger(epoch) && epoch >= 0 ? epoch : undefined;
  } catch {
    return undefined;
  }
}

function lastRecordIn(log: readonly Source[]): string | undefined {
  const last = log.findLast(({ size }) => size > 0);
  let tail: Buffer = Buffer.alloc(0);
  for (const piece of last?.pieces() ?? []) {
    const bytes = Buffer.concat([tail, piece]);
    tail = bytes.subarray(bytes.lastIndexOf(10, bytes.length - 2) + 1);
  }
  const line = readChained(tail.subarray(0, -1));
  return line && `${line.n}:${line.hash}`;
}

function unreadable(directory: string, cause: unknown): HirteError {
  return new HirteError("unavailable", `${directory} cannot be read: ${messageOf(cause)}`, {
    cause,
  });
}
