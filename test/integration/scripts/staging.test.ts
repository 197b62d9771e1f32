import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { moduleForNode } from "../../support/programs.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("what a build makes", function () {
  this.timeout(30_000);
  const dir = useTempDir();
  const at = (...path: string[]) => join(dir(), ...path);

  beforeEach(() => {
    mkdirSync(at("dist/types/gone"), { recursive: true });
    for (const file of ["a.js", "types/a.d.ts", "types/gone/b.d.ts"]) {
      writeFileSync(at("dist", file), "old");
    }
    // Of a build that was killed.
    mkdirSync(at("dist/.new-killed"));
    writeFileSync(at("dist/.new-killed/a.js"), "half");
  });

  /** A build that does this when all is made. */
  function build(last: string) {
    const [staging, interrupted] = ["scripts/build/staging.ts", "scripts/interrupted.ts"].map(
      (source) => moduleForNode(source),
    );
    const from = (path = "") => JSON.stringify(pathToFileURL(path).href);
    const script = `
      import { mkdirSync, writeFileSync } from "node:fs";
      import { putInPlace, stageFor } from ${from(staging?.path)};
      import { endQuietlyOnInterrupt } from ${from(interrupted?.path)};
      endQuietlyOnInterrupt();
      const staged = stageFor(${JSON.stringify(at("dist"))});
      mkdirSync(staged + "/types");
      for (const file of ["a.js", "b.js", "types/a.d.ts"]) writeFileSync(staged + "/" + file, "new");
      ${last}`;
    const words = [...(staging?.words ?? []), "--input-type=module", "-e", script];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
    return { status, stdout, stderr };
  }
  function files(): Record<string, string> {
    const names = readdirSync(at("dist"), { recursive: true, encoding: "utf8" }).sort();
    const found = names.filter((name) => /\./.test(name));
    return Object.fromEntries(found.map((name) => [name, readFileSync(at("dist", name), "utf8")]));
  }

  it("[REQ-PRJ-23] takes the place of what was there, all of it, and leaves nothing else", () => {
    const outcome = build(
      `console.log(putInPlace(staged, ${JSON.stringify(at("dist"))}).join(" "));`,
    );
    assert.deepEqual(outcome, { status: 0, stdout: "a.js b.js types\n", stderr: "" });
    assert.deepEqual(files(), { "a.js": "new", "b.js": "new", "types/a.d.ts": "new" });
  });

  for (const [how, last, status] of [
    ["is interrupted", 'process.kill(process.pid, "SIGINT"); setInterval(() => {}, 1000);', 130],
    ["fails", 'throw new Error("broken");', 1],
  ] as const) {
    it(`[REQ-PRJ-23] leaves what was there, and nothing else, where the build ${how}`, () => {
      assert.equal(build(last).status, status);
      const old = { "a.js": "old", "types/a.d.ts": "old", "types/gone/b.d.ts": "old" };
      assert.deepEqual(files(), old);
    });
  }
});
