import assert from "node:assert/strict";
import { join } from "node:path";
import { Children } from "../../../scripts/test/children.ts";

const command = join(import.meta.dirname, "../../../scripts/test.ts");

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
