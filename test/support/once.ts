import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { until } from "./lab/until.ts";
import { compiledVariable } from "./programs.ts";

/** As long as who has begun may take; then each of the others does it for itself. */
const longMs = 30_000;

/** What one process does, and others take over. */
interface Shared {
  readonly make: () => Promise<void>;
  /** After it was made. */
  readonly handOn: (path: string) => Promise<void>;
  readonly takeOver: (path: string) => Promise<void>;
}

/** Where the processes of a test run hand on what has this name; undefined: this process is alone. */
export function handedOn(name: string): string | undefined {
  const folder = process.env[compiledVariable];
  return folder === undefined ? undefined : join(folder, name);
}

/**
 * Has what takes its time be done by one process of a test run. It is done here, too, where there is no other, or the
 * other one fails.
 * @param path what the names of files begin with in which it is handed on; undefined: there is no other process
 */
export async function once(
  path: string | undefined,
  { make, handOn, takeOver }: Shared,
): Promise<void> {
  if (path === undefined) return make();
  const [begun, done] = [`${path}.begun`, `${path}.done`];
  if (await isFirst(begun)) {
    try {
      await make();
      await handOn(path);
      await writeFile(done, "");
    } catch (error) {
      await rm(begun, { force: true });
      throw error;
    }
  } else if (await comes(done, begun)) {
    await takeOver(path);
  } else {
    await make();
  }
}

async function isFirst(file: string): Promise<boolean> {
  try {
    await writeFile(file, "", { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Whether it has come by the time that who has begun is done. */
async function comes(done: string, begun: string): Promise<boolean> {
  const isOver = () => existsSync(done) || !existsSync(begun);
  try {
    await until(isOver, { what: `${done} is there`, deadlineMs: longMs });
  } catch {
    // One who was killed will not be done: who comes next begins again.
    await rm(begun, { force: true });
  }
  return existsSync(done);
}
