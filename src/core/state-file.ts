import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { messageOf } from "./errors.ts";
import type { Log } from "./log.ts";

/**
 * The value kept in a small JSON file, or undefined when there is none. A file that `parse` does not
 * accept is set aside as `PATH.corrupt` with a warning, so that nothing of it is lost.
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
    throw error;
  }
  let problem = "it does not hold what it should";
  try {
    const value = parse(JSON.parse(text));
    if (value !== undefined) return value;
  } catch (error) {
    problem = messageOf(error);
  }
  renameSync(path, `${path}.corrupt`);
  log.warn(
    { path, problem },
    "a state file cannot be read: it was set aside, and defaults are used",
  );
  return undefined;
}

/** Replaces the file in one step: after a crash it holds the old value or the new one, whole. */
export function writeStateFile(path: string, value: unknown): void {
  const directory = dirname(path);
  mkdirSync(directory, { recursive: true });
  const temporary = `${path}.new`;
  const fd = openSync(temporary, "w", 0o640);
  try {
    writeSync(fd, `${JSON.stringify(value)}\n`);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(temporary, path);
  const directoryFd = openSync(directory, "r");
  try {
    fsyncSync(directoryFd);
  } finally {
    closeSync(directoryFd);
  }
}
