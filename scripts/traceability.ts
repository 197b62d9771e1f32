/**
 * Writes docs/traceability.md: which tests hold which promise. With --check it writes nothing, and
 * fails on a promise without a test, on a test of a promise that nobody made, on a test that
 * docs/compatibility.md names and that is not there, and when the file is not what it would write.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { problemsOfCompatibility } from "./trace/compatibility.ts";
import { parseRequirements, parseTests, parseWishes, problemsOf, render } from "./trace/trace.ts";

const root = join(import.meta.dirname, "..");
const output = join(root, "docs/traceability.md");
const read = (...path: string[]) => readFileSync(join(root, ...path), "utf8");

const areas = readdirSync(join(root, "docs/requirements"))
  .filter((file) => file.endsWith(".md"))
  .sort()
  .map((file) => parseRequirements(`docs/requirements/${file}`, read("docs/requirements", file)));
const wishes = parseWishes(read("docs/requirements.md"));
const tests = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .sort()
  .flatMap((file) => parseTests(`test/${file}`, read("test", file)));

const problems = [
  ...problemsOf({ areas, wishes, tests }),
  ...problemsOfCompatibility(read("docs/compatibility.md"), { wishes, tests }),
];
const text = render({ areas, wishes, tests });
const isCheck = process.argv.includes("--check");
if (isCheck) {
  let before = "";
  try {
    before = readFileSync(output, "utf8");
  } catch {
    // It is reported below as not up to date.
  }
  if (before !== text) problems.push("docs/traceability.md is not up to date: npm run gen");
} else {
  writeFileSync(output, text);
}
for (const problem of problems) console.error(`traceability: ${problem}`);
if (isCheck && problems.length > 0) process.exitCode = 1;
