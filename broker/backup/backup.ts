import {
  closeSync,
  createWriteStream,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
} from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { HirteError, messageOf } from "../../src/core/errors.ts";
import { randomId } from "../../src/core/ids.ts";
import { encodeManifest } from "./manifest.ts";
import { manifestName } from "./members.ts";
import { type Source, takeSnapshot } from "./snapshot.ts";
import { tarEnd, tarHeader, tarPadding } from "./tar.ts";

/** What is to be written where. */
export interface BackupWish {
  readonly directory: string;
  /** Files beside the state that go with it: the configuration. */
  readonly others: readonly Source[];
  /** A path, or `-`. */
  readonly file: string;
  readonly version: string;
  readonly nowMs: number;
  /** Where `-` goes. */
  readonly output: Writable & { readonly isTTY?: boolean };
}

/**
 * Writes a backup, whether hirte runs or not. @returns what is to be told, a line each
 * @throws HirteError `bad-argument`, `bad-state`, `busy`, `unavailable`; no part of a file is left then
 */
export async function backUp(wish: BackupWish): Promise<readonly string[]> {
  const { directory, others, file, version, nowMs, output } = wish;
  if (file === "-" && output.isTTY === true) {
    throw new HirteError("bad-argument", "a backup is not for a terminal: send it somewhere");
  }
  if (file !== "-" && existsSync(file)) throw isThere(file);
  const snapshot = takeSnapshot(directory);
  try {
    const sources = [...snapshot.sources, ...others];
    const { epoch, lastRecord } = snapshot;
    const manifest = encodeManifest({
      ...{ format: 1, version, host: hostname(), takenAtMs: nowMs },
      ...(epoch === undefined ? {} : { epoch }),
      ...(lastRecord === undefined ? {} : { lastRecord }),
      members: sources.map(({ name, size, mode, sha256 }) => ({ name, size, mode, sha256 })),
    });
    const archive = () => Readable.from(archiveOf(manifest, nowMs, sources), { objectMode: false });
    if (file === "-") await writeOut(archive(), output);
    else await writeFile(resolve(file), archive());
    return [
      `${file === "-" ? "the backup" : file} holds the state of hirte in ${directory}${lastRecord === undefined ? "" : `, and its log up to record ${lastRecord}`}`,
      "it holds the key of hirte's CA and the hashes of passwords: who can read it can be this primary. Keep it as you would keep them",
    ];
  } finally {
    snapshot.close();
  }
}

function* archiveOf(
  manifest: Buffer,
  nowMs: number,
  sources: readonly Source[],
): Generator<Buffer> {
  const own = { name: manifestName, size: manifest.length, mode: 0o600, mtimeMs: nowMs };
  for (const source of [{ ...own, pieces: () => [manifest] }, ...sources]) {
    yield tarHeader(source);
    yield* source.pieces();
    const padding = tarPadding(source.size);
    if (padding.length > 0) yield padding;
  }
  yield tarEnd;
}

async function writeOut(archive: Readable, output: Writable): Promise<void> {
  try {
    await pipeline(archive, createGzip(), output, { end: false });
  } catch (cause) {
    throw unwritten("standard output", cause);
  }
}

/** Under its name it is there whole, on the disk, or not at all. */
async function writeFile(path: string, archive: Readable): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomId().slice(0, 8)}.new`);
  const forget = () => rmSync(temporary, { force: true });
  const restoreSignals = beforeDying(forget);
  let fd: number | undefined;
  try {
    fd = openSync(temporary, "wx", 0o600);
    const output = createWriteStream(temporary, { fd, autoClose: false });
    await pipeline(archive, createGzip(), output);
    fsyncSync(fd);
    place(temporary, path);
    syncFolder(folder);
  } catch (cause) {
    throw unwritten(path, cause);
  } finally {
    if (fd !== undefined) closeSync(fd);
    forget();
    restoreSignals();
  }
}

/** Does it before a signal ends this process. @returns what has signals be as before */
function beforeDying(doIt: () => void): () => void {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const die = (signal: NodeJS.Signals) => {
    doIt();
    stop();
    process.kill(process.pid, signal);
  };
  const stop = () => {
    for (const signal of signals) process.off(signal, die);
  };
  for (const signal of signals) process.on(signal, die);
  return stop;
}

/** Gives it its name, which somebody else may have taken meanwhile. */
function place(temporary: string, path: string): void {
  try {
    linkSync(temporary, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw isThere(path);
    // A file system without links: FAT on a stick.
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"].includes(code ?? "")) throw error;
    if (existsSync(path)) throw isThere(path);
    renameSync(temporary, path);
  }
}

function syncFolder(path: string): void {
  const fd = openSync(path, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function isThere(path: string): HirteError {
  return new HirteError("bad-argument", `${path} is there already: name another file`);
}

function unwritten(where: string, cause: unknown): HirteError {
  if (cause instanceof HirteError) return cause;
  return new HirteError("unavailable", `${where} cannot be written: ${messageOf(cause)}`, {
    cause,
  });
}
