import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isHirteError } from "../../src/core/errors.ts";

/** Writes files below a directory; returns the directory, as `etcDir` takes it. */
export function writeConfig(
  etcDir: string,
  files: Readonly<Record<string, string | Buffer>>,
): string {
  for (const [name, content] of Object.entries(files)) {
    const path = join(etcDir, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return etcDir;
}

/** The problems that loading reports, the directory's name left out; none when it succeeds. */
export function problemsOf(etcDir: string, load: () => unknown): string[] {
  try {
    load();
  } catch (error) {
    if (!isHirteError(error, "bad-config")) throw error;
    return error.message.split("\n").map((line) => line.replaceAll(`${etcDir}/`, ""));
  }
  return [];
}
