import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Files of tests that run in one process. */
export interface Part {
  /** For people. */
  readonly name: string;
  /** Below the project. */
  readonly files: readonly string[];
}

/** In which folders the files of a part are, below `test/`, that are in none of those before it. */
type Shares = Readonly<Record<string, RegExp | "others">>;

/** Two halves of about the same length. The broker's hash passwords, and installing is done for real, which takes its time. */
const unit: Shares = {
  "unit: broker, scripts, fuzz": /^(?:unit\/(?:broker|scripts)|fuzz)\//,
  "unit: others": "others",
};
/**
 * Parts of about a minute each, most of which is waiting, so that all labs can begin early: of the broker's clients, of
 * UPSes that take their time, of processes that are killed.
 */
const integration: Shares = {
  "integration: broker, cli": /^integration\/(?:broker|cli)\//,
  "integration: hecate in outages": /^integration\/hecate\/(?:dry-run|killed|outage)\./,
  "integration: hecate, nut": /^integration\/(?:hecate|nut)\//,
  "integration: manager": /^integration\/manager\//,
  "integration: others": "others",
};

/** All files of unit tests, in parts that run beside each other. */
export function unitParts(project: string): readonly Part[] {
  return partsOf(testFiles(project, ["unit", "fuzz"]), unit);
}

/** The same of integration and contract tests. */
export function integrationParts(project: string): readonly Part[] {
  return partsOf(testFiles(project, ["integration", "contract"]), integration);
}

function partsOf(files: readonly string[], shares: Shares): Part[] {
  // The first one counts.
  const partOf = (file: string) =>
    Object.entries(shares).find(([, share]) => share === "others" || share.test(file))?.[0];
  return Object.keys(shares).map((name) => ({
    name,
    files: files.filter((file) => partOf(file) === name).map((file) => join("test", file)),
  }));
}

/** Below `test/`. */
function testFiles(project: string, folders: readonly string[]): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(project, "test", folder), { recursive: true, encoding: "utf8" }).map(
        (file) => join(folder, file),
      ),
    )
    .filter((file) => file.endsWith(".test.ts"))
    .sort();
}
