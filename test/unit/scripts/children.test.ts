import assert from "node:assert/strict";
import { Children } from "../../../scripts/test/children.ts";

describe("the test command's children", () => {
  it("[REQ-LAB-7] end, with all they started, when it is told to end", async () => {
    const children = new Children();
    const child = children.run(
      ["sh", "-c", "trap 'echo bye; exit 5' TERM; sh -c 'echo up; exec sleep 100' & wait"],
      {
        onOutput: (text) => {
          if (text.startsWith("up")) children.stopAll();
        },
      },
    );
    assert.deepEqual(await child, { status: 5, output: "up\nbye\n" });
    children.release();
  });

  it("[REQ-LAB-7] do not begin any more once it was told to end", async () => {
    const children = new Children();
    children.stopAll();
    assert.deepEqual(await children.run(["echo", "hello"]), { status: 143, output: "" });
    children.release();
  });
});
