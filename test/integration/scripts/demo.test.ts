import assert from "node:assert/strict";
import { join } from "node:path";
import { Children } from "../../../scripts/test/children.ts";

const command = join(import.meta.dirname, "../../../scripts/demo.ts");

describe("the demo's command line", () => {
  it("[REQ-PRJ-8] is refused with 2 and one line where it is wrong", async () => {
    for (const wrong of ["--foo", "--engine=x", "word"]) {
      const children = new Children();
      const { status, output } = await children.run(
        [process.execPath, "--import", "tsx", command, wrong],
        { env: { PATH: process.env["PATH"] } },
      );
      children.release();
      assert.equal(status, 2, output);
      assert.match(
        output,
        /^demo: .*: npm run demo -- \[--tour\] \[--engine lab\|compose\|user\]\n$/,
      );
    }
  }).timeout(30_000);
});
