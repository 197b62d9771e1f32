import { existsSync } from "node:fs";
import { join } from "node:path";

/** Where programs are beyond PATH: what only root runs is in no user's. */
const usual = ["/usr/sbin", "/usr/bin"];

/**
 * How a program of Debian's is called here: the machine's own, or the one of the lab's tree; undefined where there
 * is neither. `directories`: where its package keeps it, looked at first.
 */
export function debianProgram(
  program: string,
  directories: readonly string[] = [],
): readonly string[] | undefined {
  const onPath = (process.env["PATH"] ?? "").split(":");
  const found = [...directories, ...onPath, ...usual]
    .map((dir) => join(dir, program))
    .find((path) => existsSync(path));
  if (found !== undefined) return [found];
  const tree = join(process.env["LAB_DIR"] ?? "/var/cache/hirte-lab", "trixie");
  const inTree = [...directories, ...usual]
    .map((dir) => join(tree, dir, program))
    .find((path) => existsSync(path));
  const loaders = ["lib64/ld-linux-x86-64.so.2", "usr/lib/ld-linux-aarch64.so.1"];
  const loader = loaders.map((path) => join(tree, path)).find((path) => existsSync(path));
  if (inTree === undefined || loader === undefined) return undefined;
  const libraries = ["x86_64", "aarch64"].map((cpu) => join(tree, `usr/lib/${cpu}-linux-gnu`));
  return [loader, "--library-path", libraries.join(":"), inTree];
}

/** Skips the suite it is called in where there is no such program, loudly; in CI, where nobody reads that, it fails. */
export function needsProgram(command: () => readonly string[] | undefined, why: string): void {
  before(function () {
    if (command()) return;
    if (process.env["CI"] === "true") throw new Error(why);
    console.log(`\n!!! SKIPPED: ${why}`);
    this.skip();
  });
}
