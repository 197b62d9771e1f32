import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { SystemFile } from "./queue.ts";

/** They boot machines of their own. */
const apart: ReadonlySet<string> = new Set([
  ...["chaos", "demo", "hecate-left-out", "hecate-peers", "hecate-runs", "lab"],
]);

/** All files of system tests below the project. */
export function systemFiles(project: string): readonly SystemFile[] {
  return readdirSync(join(project, "test/system"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => {
      const path = join("test/system", file);
      const name = basename(file, ".test.ts");
      const setting = settingIn(readFileSync(join(project, path), "utf8"));
      return { path, name, setting, isApart: apart.has(name) };
    });
}

/** How a file has its first cluster set up, as it says it. */
function settingIn(words: string): string {
  const found = /\buseCluster\(([^)]*)\)|\btell\("mosquitto"/.exec(words);
  return (found?.[1] ?? found?.[0] ?? "").replaceAll(/[{},\s]/g, "");
}
