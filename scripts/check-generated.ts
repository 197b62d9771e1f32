/**
 * Fails when a generated file is not what `npm run gen` would write now. Everything is generated in a
 * copy of the project, so that a check changes nothing. docs/traceability.md has a check of its own.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What is needed to generate, and where the results are. */
const sources = ["src", "cli", "scripts", "schemas", "docs", "package.json", "biome.json"];
const results = [
  "src/protocol/generated",
  "src/config/generated",
  "src/dbus/generated",
  "schemas",
  "docs",
  "man",
];

const root = join(import.meta.dirname, "..");
const copy = mkdtempSync(join(tmpdir(), "hirte-generated-"));
try {
  for (const name of sources) cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  const tsx = join(root, "node_modules/.bin/tsx");
  execFileSync(tsx, ["scripts/gen.ts", "--untraced"], {
    cwd: copy,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const drifted = results.flatMap((folder) =>
    readdirSync(join(copy, folder), { recursive: true, encoding: "utf8", withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(copy.length + 1))
      .filter((path) => contentOf(join(copy, path)) !== contentOf(join(root, path))),
  );
  for (const path of drifted)
    console.error(`check-generated: ${path} is not up to date: npm run gen`);
  if (drifted.length > 0) process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
