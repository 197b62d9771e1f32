import assert from "node:assert/strict";
import { join } from "node:path";
import { hecateCommandTable, hecateOptionTable } from "../../../cli/hecate/commands.ts";
import { createLog } from "../../../src/core/log.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("the command line of hecate", () => {
  const dir = useTempDir();

  async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    let stdout = "";
    let stderr = "";
    // Imported, as handlers are: mocha requires its test files, and what is both is there twice.
    const { runHecate } = await import("../../../cli/hecate/program.ts");
    const status = await runHecate(args, {
      ...{ env, createLog },
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
    });
    return { status, stdout, stderr };
  }

  it("[REQ-HEC-21] has help of every command with its options and exit statuses", async () => {
    const all = await run(["--help"]);
    assert.equal(all.status, 0);
    for (const { name, options } of hecateCommandTable) {
      assert.match(all.stdout, new RegExp(`^  ${name} `, "m"));
      const { status, stdout } = await run(["help", name]);
      assert.equal(status, 0);
      for (const option of options) assert.ok(stdout.includes(hecateOptionTable[option].flags));
      assert.match(stdout, /Exit status:\n {2}0 {2}/);
    }
  });

  it("[REQ-HEC-21] prints its version", async () => {
    assert.match((await run(["--version"])).stdout, /^hecate \S+\n$/);
    assert.deepEqual(await run(["version"]), await run(["--version"]));
  });

  for (const args of [
    [],
    ["fly"],
    ["daemon", "word"],
    ["daemon", "--nonsense"],
    ["daemon", "--log-level", "loud"],
  ]) {
    it(`[REQ-HEC-21] is wrong: ${args.join(" ") || "nothing"}`, async () => {
      const { status, stdout, stderr } = await run(args);
      assert.deepEqual([status, stdout], [64, ""]);
      assert.match(stderr, /^hecate: [^\n]+\n$/);
    });
  }

  it("[REQ-HEC-21] heeds variables, and checks them as it does options", async () => {
    const { status, stderr } = await run(["daemon"], { HECATE_LOG_LEVEL: "loud" });
    assert.equal(status, 64);
    assert.match(stderr, /HECATE_LOG_LEVEL: write one of debug, info, warn, error/);
  });

  it("[REQ-HEC-21] ends with 2 where the configuration is wrong or not there", async () => {
    const HECATE_CONFIG = join(dir(), "none.yaml");
    const { status, stderr } = await run(["daemon"], { HECATE_CONFIG });
    assert.equal(status, 2);
    assert.match(stderr, /none\.yaml/);
  });
});
