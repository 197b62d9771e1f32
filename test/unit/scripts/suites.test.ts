import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { integrationParts, unitParts } from "../../../scripts/test/suites.ts";
import { systemFiles } from "../../../scripts/test/system-files.ts";

const project = join(import.meta.dirname, "../../..");

describe("the suites of the test command", () => {
  it("[REQ-LAB-11] have every file of tests that there is, each once", () => {
    const parts = [...unitParts(project), ...integrationParts(project)];
    const taken = [
      ...parts.flatMap(({ files }) => files),
      ...systemFiles(project).map(({ path }) => path),
    ];
    const all = readdirSync(join(project, "test"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".test.ts"))
      .map((file) => join("test", file));
    assert.deepEqual(taken.toSorted(), all.toSorted());
    for (const { name, files } of parts) assert.notEqual(files.length, 0, name);
  });
});
