import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { useTempDir } from "../../support/temp-dir.ts";

const root = join(import.meta.dirname, "../../..");

describe("the npm package", () => {
  const directory = useTempDir();

  it("[REQ-PRJ-9] brings no other package with it: programs and library are bundles", () => {
    const manifest: object = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const lists = Object.keys(manifest).filter((key) => /dependencies$/i.test(key));
    assert.deepEqual(lists, ["devDependencies"]);
  });

  it("[REQ-PRJ-9] has types of the client library that need nothing but Node's", () => {
    execFileSync(join(root, "node_modules/.bin/tsc"), [
      ...["-p", join(root, "tsconfig.types.json"), "--outDir", directory()],
    ]);
    const seen = new Set<string>();
    const outside: string[] = [];
    const follow = (file: string) => {
      if (seen.has(file)) return;
      seen.add(file);
      const text = readFileSync(file, "utf8").replaceAll(/\/\*[\s\S]*?\*\//g, "");
      for (const [, name = ""] of text.matchAll(/(?:from|import|import\()\s*"([^"]+)"/g)) {
        const path = join(dirname(file), name.replace(/(?<!\.d)\.ts$/, ".d.ts"));
        if (name.startsWith(".") && existsSync(path)) follow(path);
        else if (!name.startsWith("node:")) outside.push(`${relative(directory(), file)}: ${name}`);
      }
    };
    follow(join(directory(), "client/index.d.ts"));
    assert.ok(seen.size > 10);
    assert.deepEqual(outside, []);
  }).timeout(60_000);
});
