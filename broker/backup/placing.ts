import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { HirteError } from "../../src/core/errors.ts";
import { isStateFile, pkiFolder } from "./members.ts";

/**
 * How a restored state takes the place of the present one, all of it or nothing, whenever it is killed. The state
 * directory itself stays: it may be a mount point, and what is above it somebody else's.
 *
 * `restore-TIME.new`: being made, counts for nothing, and goes with the next restore.
 * `restore-TIME.whole`: it is the state from now on; what is there is to be moved to `before-restore-TIME`.
 * `restore-TIME.placed`: that was done; what is in it is to be moved to its place.
 *
 * Whoever comes next, hirte as it starts or another restore, goes on where it was left (`finishRestore`).
 */
const underWay = /^restore-(\d{8}T\d{6}Z)\.(whole|placed)$/;
const begun = /^restore-\d{8}T\d{6}Z\.new$/;

/** Name of the folder in which a restore of this time is made. */
export function folderOfRestore(time: string): string {
  return `restore-${time}.new`;
}

/** Where the state before a restore of this time is. */
export function folderBefore(directory: string, time: string): string {
  return join(directory, `before-restore-${time}`);
}

/** A moment as it stands in the names of folders. */
export function timeInName(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d+/g, "");
}

/** What of hirte's state is in a directory: names of files, and of the folder of its PKI. */
export function stateIn(directory: string): readonly string[] {
  return readdirSync(directory).filter((name) => name === pkiFolder || isStateFile(name));
}

/** Takes away what a restore left that did not come to its end, and counts for nothing. */
export function forgetUnfinished(directory: string): void {
  for (const name of readdirSync(directory))
    if (begun.test(name)) rmSync(join(directory, name), { recursive: true, force: true });
}

/**
 * Has what was made in `folderOfRestore` be the state from now on. It must be on the disk, and nobody else at
 * work on the directory.
 * @throws NodeJS.ErrnoException; whether it counts by then, `finishRestore` knows
 */
export function putInPlace(directory: string, time: string, rename = renameSync): void {
  rename(join(directory, folderOfRestore(time)), join(directory, `restore-${time}.whole`));
  sync(directory);
  finishRestore(directory, rename);
}

/**
 * Completes a restore that was cut off after it had come to count. @returns whether there was one
 * @throws NodeJS.ErrnoException; it can be tried again
 */
export function finishRestore(directory: string, rename = renameSync): boolean {
  const found = findUnderWay(directory);
  if (!found) return false;
  const { time } = found;
  const placed = join(directory, `restore-${time}.placed`);
  if (found.step === "whole") {
    moveAside(directory, time, rename);
    rename(join(directory, `restore-${time}.whole`), placed);
    sync(directory);
  }
  for (const name of readdirSync(placed)) rename(join(placed, name), join(directory, name));
  sync(directory);
  rmdirSync(placed);
  sync(directory);
  return true;
}

/**
 * For whoever reads or changes the state and must not find it half in place.
 * @throws HirteError `bad-state`
 */
export function refuseUnfinished(directory: string): void {
  if (!existsSync(directory) || !findUnderWay(directory)) return;
  throw new HirteError(
    "bad-state",
    `a restore of ${directory} was cut off in its middle: start hirte, which completes it, then try again`,
  );
}

function moveAside(directory: string, time: string, rename: typeof renameSync): void {
  const state = stateIn(directory);
  if (state.length === 0) return;
  const before = folderBefore(directory, time);
  // What lies there and is no folder, a link for one, is in the way.
  if (!isFolder(before)) mkdirSync(before, { mode: 0o700 });
  for (const name of state) rename(join(directory, name), join(before, name));
  sync(before);
}

function findUnderWay(directory: string): { time: string; step: string } | undefined {
  for (const name of readdirSync(directory)) {
    const [, time, step] = underWay.exec(name) ?? [];
    if (time === undefined || step === undefined) continue;
    if (isFolder(join(directory, name))) return { time, step };
  }
  return undefined;
}

/** Whether a folder lies there; a link to one is none. */
export function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function sync(path: string): void {
  const fd = openSync(path, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
