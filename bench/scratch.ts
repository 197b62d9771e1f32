import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** statfs(2) */
const tmpfsMagic = 0x01021994;
const memory = "/dev/shm";

/** A new directory in memory where there is such a thing, so that no figure depends on a disk; it ends with the process. */
export function scratchDirectory(): string {
  return temporary(isMemory(memory) ? memory : tmpdir());
}

/** A new directory on a disk, which ends with the process; undefined where everything lies in memory. */
export function diskDirectory(): string | undefined {
  const parent = ["/var/tmp", tmpdir()].find((path) => !isMemory(path));
  return parent === undefined ? undefined : temporary(parent);
}

function temporary(parent: string): string {
  const path = mkdtempSync(join(parent, "hirte-bench-"));
  process.on("exit", () => rmSync(path, { recursive: true, force: true }));
  return path;
}

function isMemory(path: string): boolean {
  try {
    return statfsSync(path).type === tmpfsMagic;
  } catch {
    return false;
  }
}
