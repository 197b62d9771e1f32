import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { makeDirectory } from "./directory.ts";
import { HirteError, messageOf } from "./errors.ts";
import type { Log } from "./log.ts";

/**
 * The value kept in a small JSON file, or undefined when there is none. A file that `parse` does not
 * accept is set aside as `PATH.corrupt` with a warning, so that nothing of it is lost.
 * @throws HirteError `unavailable`, with the path, when it is there and cannot be read
 */
export function readStateFile<T>(
  path: string,
  parse: (value: unknown) => T | undefined,
  log: Log,
): T | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw unavailable(path, "read", error);
  }
  let problem = "it does not hold what it should";
  try {
    const value = parse(JSON.parse(text));
    if (value !== undefined) return value;
  } catch (error) {
    problem = messageOf(error);
  }
  try {
    renameSync(path, `${path}.corrupt`);
  } catch (error) {
    throw unavailable(path, "set aside", error);
  }
  log.warn(
    { path, problem },
    "a state file cannot be read: it was set aside, and defaults are used",
  );
  return undefined;
}

/**
 * Replaces the file in one step: after a crash it holds the old value or the new one, whole. `mode`: who
 * may read it.
 * @throws HirteError `unavailable`, with the path
 */
export function writeStateFile(path: string, value: unknown, mode = 0o640): void {
  makeDirectory(dirname(path));
  try {
    replace(path, `${JSON.stringify(value)}\n`, mode);
  } catch (error) {
    throw unavailable(path, "written", error);
  }
}

/**
 * As `writeStateFile`, without ever standing still for the disk.
 * @throws HirteError `unavailable`, with the path
 */
export async function replaceStateFile(path: string, value: unknown, mode = 0o640): Promise<void> {
  const temporary = `${path}.new`;
  try {
    await mkdir(dirname(path), { recursive: true });
    // As in `replace` below.
    await rm(temporary, { force: true });
    try {
      const file = await open(temporary, "wx", mode);
      try {
        await file.writeFile(`${JSON.stringify(value)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    const directory = await open(dirname(path), "r");
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  } catch (error) {
    throw unavailable(path, "written", error);
  }
}

/**
 * As `writeStateFile`, of a text that other programs read: its mode is `mode` whatever the umask, and the
 * directory must be there.
 * @throws HirteError `unavailable`, with the path
 */
export function writeSharedFile(path: string, text: string, mode: number): void {
  try {
    replace(path, text, mode, (fd) => fchmodSync(fd, mode));
  } catch (error) {
    throw unavailable(path, "written", error);
  }
}

/**
 * What is wrong with the version that a state file says it has; undefined: it is the first, as that of a file
 * which says none. No other one is known here.
 */
export function problemOfVersion(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !("version" in value)) return undefined;
  const { version } = value;
  if (version === 1) return undefined;
  return typeof version === "number"
    ? `it is of version ${version}, and this hirte knows version 1: a newer one has written it, which is to go on with it`
    : "its version is no number";
}

function replace(
  path: string,
  text: string,
  mode: number,
  prepare: (fd: number) => unknown = () => undefined,
): void {
  const temporary = `${path}.new`;
  // One that a crash has left there would keep its own mode.
  rmSync(temporary, { force: true });
  const fd = openSync(temporary, "wx", mode);
  try {
    writeAll(fd, text, prepare);
    renameSync(temporary, path);
  } catch (error) {
    // A part of it would hold the room that is missing.
    rmSync(temporary, { force: true });
    throw error;
  }
  const directoryFd = openSync(dirname(path), "r");
  try {
    fsyncSync(directoryFd);
  } finally {
    closeSync(directoryFd);
  }
}

function writeAll(fd: number, text: string, prepare: (fd: number) => unknown): void {
  try {
    prepare(fd);
    // One write may take a part only, on a disk that is nearly full: this goes on, and throws in the end.
    writeFileSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Node's own words leave the path out where a file is open already, or is a directory. */
function unavailable(path: string, what: "read" | "set aside" | "written", cause: unknown): Error {
  return new HirteError("unavailable", `${path} cannot be ${what}: ${messageOf(cause)}`, {
    cause,
    details: { path },
  });
}
