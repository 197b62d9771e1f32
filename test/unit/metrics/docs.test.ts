import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type MetricRow, metricTable } from "../../../src/metrics/table.ts";
import { useTempDir } from "../../support/temp-dir.ts";

interface Rules {
  readonly groups: readonly { readonly rules: readonly { readonly expr: string }[] }[];
}

describe("docs/observability.md", () => {
  const directory = useTempDir();
  const text = readFileSync(join(import.meta.dirname, "../../../docs/observability.md"), "utf8");
  const yaml = [...text.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, block = ""]) => block);
  const rulesText = yaml.find((block) => block.startsWith("groups:")) ?? "";

  it("[REQ-OBS-1] has every metric, with its type and labels, and no other", () => {
    const expected = Object.entries<MetricRow>(metricTable).map(([name, { type, labels }]) => {
      const inTicks = labels.map((label) => `\`${label}\``).join(", ");
      return `| \`${name}\` | ${type} | ${inTicks}${inTicks === "" ? "" : " "}|`;
    });
    const rows = text.split("\n").flatMap((line) => {
      const [row] = /^\| `[a-z0-9_]+` \| (?:counter|gauge|histogram) \| [^|]*\|/.exec(line) ?? [];
      return row ?? [];
    });
    assert.deepEqual(rows.sort(), expected.sort());
  });

  it("[REQ-OBS-2] has rules that speak of metrics that are there, by their labels", () => {
    const { groups } = parse(rulesText) as Rules;
    const rules = groups.flatMap(({ rules }) => rules);
    assert.ok(rules.length >= 5);
    for (const { expr } of rules) {
      for (const [, base = "", suffix = "", selector = ""] of expr.matchAll(
        /\b(hirte_[a-z_]+?)(_bucket|_sum|_count)?(?:\{([^}]*)\}|(?=[^a-z_]))/g,
      )) {
        const row = Object.entries<MetricRow>(metricTable).find(([name]) => name === base)?.[1];
        assert.ok(row, `${expr}: ${base}`);
        assert.equal(row.type === "histogram", suffix !== "", expr);
        for (const [, label = ""] of selector.matchAll(/(\w+)[=!]/g)) {
          assert.ok(row.labels.includes(label), `${expr}: ${label}`);
        }
      }
    }
  });

  it("[REQ-OBS-2] has rules that promtool accepts", () => {
    const file = join(directory(), "rules.yaml");
    writeFileSync(file, rulesText);
    const promtool = spawnSync("promtool", ["check", "rules", file], { encoding: "utf8" });
    if (promtool.error) {
      console.log("      promtool is not here (Debian: package prometheus): not tried");
      return;
    }
    assert.deepEqual([promtool.stderr, promtool.status], ["", 0]);
    assert.match(promtool.stdout, /9 rules found/);
  });
});
