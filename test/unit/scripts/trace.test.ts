import assert from "node:assert/strict";
import {
  parseRequirements,
  parseTests,
  parseWishes,
  problemsOf,
  render,
} from "../../../scripts/trace/trace.ts";

const table =
  "# Birds\n\n| id | promise |\n|---|---|\n| REQ-BIRD-1 | sings |\n| REQ-BIRD-2 | flies |\n";
const area = parseRequirements("docs/requirements/birds.md", table);
const idOf = (n: number) => `REQ-BIRD-${n}`;
const titled = (...ids: string[]) => `it("${ids.map((id) => `[${id}] `).join("")}does so", () => {`;
const tests = [
  ...parseTests("test/a.test.ts", `${titled(idOf(1))}\n${titled(idOf(1), "W1")}`),
  ...parseTests("test/b.test.ts", titled(idOf(2))),
];
const wishes = parseWishes(`| W1 | sing | ${idOf(1)} |\n| W2 | swim | later: fish |\n`);
const whole = { areas: [area], wishes, tests };

describe("the trace from promises to tests", () => {
  it("[REQ-PRJ-4] finds nothing wrong where every promise has a test", () => {
    assert.deepEqual(problemsOf(whole), []);
  });

  it("[REQ-PRJ-4] finds a promise that no test holds", () => {
    const less = tests.filter(({ ids }) => !ids.includes(idOf(2)));
    assert.deepEqual(problemsOf({ ...whole, tests: less }), [
      "REQ-BIRD-2 (docs/requirements/birds.md) is held by no test",
    ]);
  });

  it("[REQ-PRJ-4] finds a test of a promise that nobody made", () => {
    const more = [...tests, ...parseTests("test/c.test.ts", titled(idOf(3)))];
    assert.deepEqual(problemsOf({ ...whole, tests: more }), [
      'REQ-BIRD-3 is in no table: test/c.test.ts, "does so"',
    ]);
  });

  it("[REQ-PRJ-4] finds a number that was given twice", () => {
    const twice = parseRequirements("docs/requirements/more.md", "| REQ-BIRD-1 | again |");
    assert.deepEqual(problemsOf({ ...whole, areas: [area, twice] }), [
      "REQ-BIRD-1 stands in docs/requirements/birds.md and in docs/requirements/more.md",
    ]);
  });

  it("[REQ-PRJ-4] finds a wish that nothing answers, or something that is not there", () => {
    const bad = parseWishes("| W3 | fly | |\n| W4 | dive | REQ-BIRD-9 |");
    assert.deepEqual(problemsOf({ ...whole, wishes: bad }).slice(0, 1), [
      'W1 is in no table: test/a.test.ts, "does so"',
    ]);
    assert.deepEqual(problemsOf({ ...whole, wishes: [...wishes, ...bad] }), [
      "W3: names neither a promise nor a later theme",
      "W4: REQ-BIRD-9 is in no table",
    ]);
  });

  it("[REQ-PRJ-4] shows promises with their tests", () => {
    const text = render(whole);
    assert.match(
      text,
      /\| REQ-BIRD-1 \| sings \| \[a\.test\.ts\]\(\.\.\/test\/a\.test\.ts\): does so; does so \|/,
    );
    assert.match(text, /\| W2 \| swim \| later: fish \|/);
  });
});
