import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Files of tests that run in one process. */
export interface Part {
  /** For people. */
  readonly name: string;
  /** Below the project. */
  readonly files: readonly string[];
}

/** In which folders the files of a part are, below `test/`; the others of its suite are in none of those. */
type Shares = Readonly<Record<string, RegExp | "others">>;

/** Two halves of about the same length. The broker's hash passwords, and installing is done for real, which takes its time. */
const unit: Shares = {
  "unit: broker, scripts, fuzz": /^(?:unit\/(?:broker|scripts)|fuzz)\//,
  "unit: others": "others",
};
/** Two halves of about the same length, neither of which takes more than one core, and what mostly waits for a UPS. */
const integration: Shares = {
  "integration: broker, cli": /^integration\/(?:broker|cli)\//,
  "integration: hecate, nut": /^integration\/(?:hecate|nut)\//,
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
  const named = Object.values(shares).filter((share) => share instanceof RegExp);
  const isIn = (share: RegExp | "others") => (file: string) =>
    share === "others" ? !named.some((one) => one.test(file)) : share.test(file);
  return Object.entries(shares).map(([name, share]) => ({
    name,
    files: files.filter(isIn(share)).map((file) => join("test", file)),
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
