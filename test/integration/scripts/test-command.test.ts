import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Children } from "../../../scripts/test/children.ts";
import { useTempDir } from "../../support/temp-dir.ts";

const root = join(import.meta.dirname, "../../..");
const command = join(root, "scripts/test.ts");

/** Runs the system tests where there is no apt-get, and so no lab. */
async function systemTestsWithoutLab(ci: string) {
  const children = new Children();
  const { status, output } = await children.run(
    [process.execPath, "--import", "tsx", command, "--system"],
    { env: { PATH: import.meta.dirname, CI: ci } },
  );
  children.release();
  return { status, output, last: output.trimEnd().split("\n").at(-1) ?? "" };
}

describe("the test command, where there can be no lab", () => {
  it("[REQ-LAB-8] skips the system tests with one loud line", async () => {
    const { status, output, last } = await systemTestsWithoutLab("");
    assert.equal(status, 0, output);
    assert.match(output, /^!!! SYSTEM TESTS SKIPPED: there is no apt-get.*$/m);
    assert.match(last, /^0 passed, 0 failed, [1-9]\d* skipped$/);
  }).timeout(30_000);

  it("[REQ-LAB-8] counts them as failed with CI=true", async () => {
    const { status, output, last } = await systemTestsWithoutLab("true");
    assert.equal(status, 1, output);
    assert.match(last, /^0 passed, [1-9]\d* failed$/);
  }).timeout(30_000);
});

describe("what mocha tells the test command", () => {
  const directory = useTempDir();

  it("[REQ-PRJ-20] is each test that failed, with the first line of why", async () => {
    const test = join(directory(), "shaky.cjs");
    const counts = join(directory(), "counts.json");
    writeFileSync(
      test,
      `describe("a lamp", () => {
        it("is lit", () => {});
        it("is green", () => { throw new Error("it is red\\nand hot"); });
      });`,
    );
    const children = new Children();
    const mocha = [process.execPath, join(root, "node_modules/mocha/bin/mocha.js"), "--no-config"];
    const reporter = ["--reporter", join(root, "scripts/test/reporter.cjs")];
    await children.run([...mocha, ...reporter, "--reporter-option", `counts=${counts}`, test]);
    children.release();
    assert.deepEqual(JSON.parse(readFileSync(counts, "utf8")), {
      ...{ passed: 1, failed: 1, skipped: 0 },
      failures: [{ title: "a lamp is green", reason: "it is red" }],
    });
  }).timeout(30_000);
});
