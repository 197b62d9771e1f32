import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { until } from "./lab/until.ts";
import { compiledVariable } from "./programs.ts";

/** As long as who has begun may take; then each does it for itself. */
const longMs = 30_000;

/** What one process does, and others take over; `path` is what the names of files begin with in which it is handed on. */
interface Shared {
  readonly make: () => Promise<void>;
  /** After it was made. */
  readonly handOn: (path: string) => Promise<void>;
  readonly takeOver: (path: string) => Promise<void>;
}

/** Has what takes its time be done by one process of a test run; it is done here where there is no other, or it fails. */
export async function once(name: string, { make, handOn, takeOver }: Shared): Promise<void> {
  const folder = process.env[compiledVariable];
  if (folder === undefined) return make();
  const path = join(folder, name);
  if (await isFirst(`${path}.begun`)) {
    await make();
    await handOn(path);
    await writeFile(`${path}.done`, "");
  } else if (await comes(`${path}.done`)) {
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

async function comes(file: string): Promise<boolean> {
  const isThere = () => existsSync(file);
  try {
    return await until(isThere, { what: `${file} is there`, deadlineMs: longMs });
  } catch {
    return false;
  }
}
