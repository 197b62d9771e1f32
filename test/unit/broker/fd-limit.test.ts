import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { connectionsAllowed } from "../../../broker/fd-limit.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("connections allowed", () => {
  const dir = useTempDir();

  for (const [soft, expected] of [
    ["1024", 896],
    ["524288", 16_384],
    ["unlimited", 16_384],
    ["100", 50],
  ] as const) {
    it(`[REQ-BRK-10] are ${expected} where ${soft} files may be open`, async () => {
      const path = join(dir(), "limits");
      writeFileSync(
        path,
        `Limit                     Soft Limit           Hard Limit           Units     
Max processes             96                   96                   processes 
Max open files            ${soft.padEnd(20)} 524288               files     
`,
      );
      assert.equal(await connectionsAllowed(path), expected);
    });
  }

  it("[REQ-BRK-10] are few where the machine does not say", async () => {
    assert.equal(await connectionsAllowed(join(dir(), "none")), 896);
  });

  it("[REQ-BRK-10] are fewer than this process may open files", async () => {
    assert.ok((await connectionsAllowed()) > 0);
  });
});
