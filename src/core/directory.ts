import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { HirteError, messageOf } from "./errors.ts";

/**
 * Makes a directory, and those above it that are missing; one that is there stays as it is.
 * @throws HirteError `unavailable`, with the path
 */
export function makeDirectory(path: string, mode?: number): void {
  try {
    makeLevel(path, mode);
  } catch (cause) {
    throw new HirteError(
      "unavailable",
      `the directory ${path} cannot be made: ${messageOf(cause)}`,
      { cause, details: { path } },
    );
  }
}

/**
 * One level after the other: Node 20's own `recursive` goes round for ever, and hears no signal, where
 * a directory is there in which none can be made, as in /proc.
 */
function makeLevel(path: string, mode?: number): void {
  try {
    mkdirSync(path, { mode });
    return;
  } catch (error) {
    if (isDirectory(path)) return;
    const isParentMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const parent = dirname(path);
    if (!isParentMissing || parent === path || isDirectory(parent)) throw error;
    makeLevel(parent, mode);
  }
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Somebody else has made it meanwhile.
    if (!isDirectory(path)) throw error;
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
