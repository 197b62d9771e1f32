import assert from "node:assert/strict";
import { problemsOfCompatibility } from "../../../scripts/trace/compatibility.ts";
import type { Test } from "../../../scripts/trace/trace.ts";

const file = "test/system/a.test.ts";
const tests: readonly Test[] = [
  { file, ids: ["REQ-A-1", "W1"], title: "kills a unit; another lives" },
  { file, ids: ["REQ-A-1"], title: "kills a unit" },
  { file, ids: ["REQ-A-2"], title: `tells of \${type} with \${how}` },
  { file: "test/unit/b.test.ts", ids: ["REQ-A-3", "W1"], title: "adds" },
];
const wishes = [{ id: "W1", text: "It hangs.", requirements: ["REQ-A-1"] }];
const link = `[a.test.ts](../${file})`;
const other = "[b.test.ts](../test/unit/b.test.ts)";
const problemsOf = (...lines: readonly string[]) =>
  problemsOfCompatibility(lines.join("\n"), { wishes, tests }).map((problem) =>
    problem.replace("docs/compatibility.md: ", ""),
  );

describe("the tests that docs/compatibility.md names", () => {
  it("[REQ-PRJ-7] are found by their titles, whatever these hold", () => {
    assert.deepEqual(
      problemsOf(
        `| \`one\` | ${link}: kills a unit; another lives; kills a unit; ${other}: adds | |`,
        "| `two` | b.test.ts: adds; a.test.ts: tells of … with … | It differs. |",
        "| nothing | to be found | |",
        "Text may name c.test.ts: as it likes.",
      ),
      [],
    );
  });

  it("[REQ-PRJ-7] are told when they are not there", () => {
    assert.deepEqual(
      problemsOf(
        `| \`one\` | ${link}: kills a unit; and more | |`,
        "| `two` | a.test.ts: kills | |",
        "| `three` | c.test.ts: kills a unit | |",
        "| `four` | see a.test.ts: kills a unit | |",
        "| `five` | b.test.ts | |",
      ),
      [
        `no test of ${file} is called "and more"`,
        `no test of ${file} is called "kills"`,
        "c.test.ts is linked nowhere",
        '"see" is in no file',
        '"b.test.ts" is in no file',
      ],
    );
  });

  it("[REQ-PRJ-7] for a wish are system tests that bear its number", () => {
    assert.deepEqual(problemsOf(`| W1 | It hangs. | ${link}: kills a unit; another lives |`), []);
    assert.deepEqual(
      problemsOf(
        `| W1 | It hangs. | ${link}: kills a unit; ${other}: adds |`,
        "| W9 | It stays. | a.test.ts: kills a unit; another lives |",
      ),
      [
        `W1: no system test with this id: ${file}: kills a unit`,
        "W1: no system test with this id: test/unit/b.test.ts: adds",
        "there is no wish W9",
        `W9: no system test with this id: ${file}: kills a unit; another lives`,
      ],
    );
  });
});
