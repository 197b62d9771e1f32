import assert from "node:assert/strict";
import { leastCases, progress, seed } from "./harness.ts";
import "./broker.ts";
import "./codec.ts";
import "./ini.ts";
import "./join.ts";
import "./lines.ts";
import "./names.ts";
import "./packets.ts";
import "./topics.ts";

describe("fuzzing as a whole", () => {
  it("[REQ-BAD-8] has tried 100,000 cases or more", function () {
    const { isComplete, cases } = progress();
    console.log(`      ${cases} cases; HIRTE_FUZZ_SEED=${seed} brings the same again`);
    // Some were not asked for, or have failed, and say so themselves.
    if (!isComplete) this.skip();
    const wanted = Number(process.env["HIRTE_FUZZ_RUNS"] ?? leastCases);
    assert.ok(cases >= wanted, `${cases} of ${wanted}`);
  });
});
