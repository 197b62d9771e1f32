import { equal } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const place = join(import.meta.dirname, "../../../src/core/exit-status.ts");

/** How a program ends of which this is `main`. */
function statusOf(main: string): number | null {
  const script = `import { exitWith } from ${JSON.stringify(place)}; exitWith(${main});`;
  const args = ["--import", "tsx", "--input-type=module", "--eval", script];
  return spawnSync(process.execPath, args, { stdio: "ignore" }).status;
}

describe("the exit status of a program", () => {
  it("[REQ-CORE-13] is what it comes to, and never 0 where it comes to no end", () => {
    equal(statusOf("async () => 7"), 7);
    equal(statusOf("async () => 0"), 0);
    equal(statusOf('async () => { throw new Error("a fault"); }'), 1);
    equal(statusOf("() => new Promise(() => undefined)"), 13);
  });
});
