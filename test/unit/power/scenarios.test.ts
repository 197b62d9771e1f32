import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defaultPolicy, fixedPolicy } from "../../../src/power/policy.ts";
import { rewritten } from "../../support/scenario/language.ts";

const folder = join(import.meta.dirname, "../../scenarios");
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".txt"))
  .sort()
  .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));

/** With this the records are written as things are now; the difference is for whoever commits it to judge. */
const isRewriting = process.env["HIRTE_REWRITE_SCENARIOS"] === "1";

describe("scenarios", function () {
  // Some are the protocol of an hour, poll by poll.
  this.timeout(20_000);

  for (const { name, text } of files) {
    it(`[REQ-PWR-1] go as ${name} has it on record`, () => {
      const now = rewritten(text, name);
      if (isRewriting) writeFileSync(join(folder, name), now);
      else assert.equal(firstDifference(name, { now, text }), undefined);
    });
  }

  it("[REQ-PWR-1] are told with file, line and what is otherwise where they go another way", () => {
    const text = "# why\n\nset x\n----\nok\n";
    const differs = (now: string) => firstDifference("a.txt", { now, text })?.split("\n");
    assert.equal(differs(text), undefined);
    assert.deepEqual(differs(text.replace("ok", "no")), [
      "test/scenarios/a.txt:5: HIRTE_REWRITE_SCENARIOS=1 writes it anew",
      "on record: ok",
      "now:       no",
    ]);
    assert.deepEqual(differs(text.replace("ok\n", ""))?.slice(1), ["on record: ok", "now:       "]);
  });

  it("[REQ-PWR-2] have every number of the decision from both sides", () => {
    const sides = new Set(tags(/\[([A-Za-z.]+ (?:below|reached))\]/g));
    const missing = [...namesOf(defaultPolicy), ...namesOf(fixedPolicy), "maxOnBatteryMs"]
      .filter((name) => !Object.hasOwn(elsewhere, name))
      .flatMap((name) => [`${name} below`, `${name} reached`])
      .filter((side) => !sides.has(side));
    assert.deepEqual(missing, []);
  });

  it("[REQ-PWR-1] have every row of the verdict table, and every demand on the judgement of one UPS", () => {
    const shown = new Set(tags(/\[([DR]\d+)\]/g));
    const rows = Array.from({ length: 13 }, (_, row) => `D${row}`);
    assert.deepEqual(
      [...rows, ...demands].filter((id) => !shown.has(id)),
      [],
    );
  });
});

/** Where a scenario first goes another way than it has on record; undefined: nowhere. */
function firstDifference(
  name: string,
  { now, text }: { readonly now: string; readonly text: string },
): string | undefined {
  if (now === text) return undefined;
  const [is, was] = [now.split("\n"), text.split("\n")];
  const at = was.findIndex((line, i) => line !== is[i]);
  // What is there now goes on after the end of the record.
  const index = at < 0 ? was.length : at;
  return [
    `test/scenarios/${name}:${index + 1}: HIRTE_REWRITE_SCENARIOS=1 writes it anew`,
    `on record: ${was[index] ?? ""}`,
    `now:       ${is[index] ?? ""}`,
  ].join("\n");
}

/** Numbers that no scenario of a UPS can show, and what holds them instead. */
const elsewhere = {
  runtimeSafetyFactor: "budget.test.ts: the threshold that scenarios are given",
  pollIntervalMs: "is what pollSpacing and stallPolls are parts of",
  trustLb: "is a word: low-battery.txt has all three",
  startChargePercent: "is for a startup",
  forwardingS: "budget.test.ts",
  selfReserveS: "budget.test.ts",
} as const;

/** Of docs/requirements.md. */
const demands = "R1 R2 R3 R4 R5 R6 R7 R8 R9 R10 R16 R20 R26 R27 R28 R29".split(" ");

/** What the comments of the scenarios say that they show: `# [lbHoldMs below]`. */
function tags(pattern: RegExp): readonly string[] {
  const comments = files.flatMap(({ text }) => text.match(/^#.*$/gm) ?? []);
  return comments.flatMap((text) => [...text.matchAll(pattern)].map(([, tag = ""]) => tag));
}

function namesOf(policy: object, prefix = ""): readonly string[] {
  return Object.entries(policy).flatMap(([key, value]) =>
    typeof value === "object" && value !== null
      ? namesOf(value, `${prefix}${key}.`)
      : [`${prefix}${key}`],
  );
}
