import assert from "node:assert/strict";
import { Children } from "../../../scripts/test/children.ts";
import { moduleForNode } from "../../support/programs.ts";

describe("the demo's command line", () => {
  it("[REQ-PRJ-8] is refused with 2 and one line where it is wrong", async () => {
    for (const wrong of ["--foo", "--engine=x", "word"]) {
      const children = new Children();
      const { words, path } = moduleForNode("scripts/demo.ts");
      const { status, output } = await children.run([process.execPath, ...words, path, wrong], {
        env: { PATH: process.env["PATH"] },
      });
      children.release();
      assert.equal(status, 2, output);
      assert.match(
        output,
        /^demo: .*: npm run demo -- \[--tour\] \[--engine lab\|compose\|user\]\n$/,
      );
    }
  }).timeout(30_000);
});
