import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";

const prefix = ".new-";

/**
 * Makes a folder for what is to come into another one. It goes with this process; what was left by one that was killed
 * goes now.
 * @param target where all of it will be; made where it is not there
 * @returns its path, below `target`
 */
export function stageFor(target: string): string {
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(target)) {
    if (name.startsWith(prefix)) rmSync(join(target, name), { recursive: true, force: true });
  }
  const staged = mkdtempSync(join(target, prefix));
  process.on("exit", () => rmSync(staged, { recursive: true, force: true }));
  return staged;
}

/**
 * Has all that is staged take the place of what has its names, without a wait between two files in which Ctrl-C could end
 * the process. By the order of names a bundle and its code come before their launcher: each launcher, also the one of
 * before, runs whatever bundle is there, and by no code that does not fit it.
 * @returns the names
 */
export function putInPlace(staged: string, target: string): readonly string[] {
  const names = readdirSync(staged).sort();
  for (const name of names) {
    const [from, to] = [join(staged, name), join(target, name)];
    // A folder takes the place of an empty one only.
    if (existsSync(to) && statSync(to).isDirectory()) renameSync(to, `${from}.old`);
    renameSync(from, to);
  }
  return names;
}
