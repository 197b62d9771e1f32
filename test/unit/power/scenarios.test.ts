import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rewritten } from "../../support/scenario/language.ts";

const folder = join(import.meta.dirname, "../../scenarios");

/** With this the record is written as things are now; the difference is for whoever commits it to judge. */
const isRewriting = process.env["HIRTE_REWRITE_SCENARIOS"] === "1";

describe("scenarios", () => {
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .sort()) {
    it(`[REQ-PWR-1] go as ${file} has it on record`, () => {
      const path = join(folder, file);
      const recorded = readFileSync(path, "utf8");
      const now = rewritten(recorded, file);
      if (isRewriting) writeFileSync(path, now);
      else assert.equal(now, recorded, `${file}: HIRTE_REWRITE_SCENARIOS=1 writes it anew`);
    });
  }
});
