import assert from "node:assert/strict";
import { isKept, moreThan, timesAs } from "../../../bench/figure.ts";
import {
  asJson,
  asMarkdown,
  asTable,
  type FigureResult,
  type Report,
  verdicts,
} from "../../../bench/report.ts";
import { compare } from "../../../bench/statistics.ts";

function aReport(...figures: readonly FigureResult[]): Report {
  return {
    date: "2026-01-02",
    machine: "a machine",
    version: "1.2.3",
    isQuick: false,
    durationS: 61.4,
    figures,
  };
}

const kept = { what: "a wait", value: 1.25, unit: "ms", budget: 1.5 } as const;
const missed = { what: "a start", value: 3.5, unit: "×", budget: 3, note: "n = 5" } as const;
const failed = { what: "a stop", unit: "", note: "it broke", hasFailed: true } as const;
const impossible = { what: "a lab", unit: "", note: "needs root" } as const;
const plain = { what: "memory", value: 124, unit: "MiB" } as const;
const report = aReport(
  { figure: "job", measurements: [kept, missed] },
  { figure: "cli", measurements: [failed, impossible, plain] },
);

describe("a measurement", () => {
  it("keeps a budget it equals", () => {
    assert.equal(isKept({ what: "", unit: "ms", value: 2, budget: 2 }), true);
    assert.equal(isKept({ what: "", unit: "ms", value: 2.001, budget: 2 }), false);
  });

  it("has no verdict without a value or a budget", () => {
    assert.equal(isKept({ what: "", unit: "ms", value: 2 }), undefined);
    assert.equal(isKept({ what: "", unit: "ms", budget: 2 }), undefined);
  });

  it("of a comparison is the difference of the percentiles, and shows both sides and how often", () => {
    const comparison = compare({ base: [1, 2, 3], ours: [2, 3, 9] });
    const sides = { base: "local", ours: "hirte" };
    const [p50, p99] = moreThan("a start", sides, comparison, { p50: 1.5 });
    assert.equal(p50?.value, 1);
    assert.equal(p50?.budget, 1.5);
    assert.equal(p99?.value, 6);
    assert.equal(p99?.budget, undefined);
    assert.equal(p99?.note, "hirte 9.00, local 3.00, pairwise 6.00; n = 3");
  });
});

describe("a measurement of how many times as long something takes", () => {
  it("is the ratio of the medians, and shows both sides", () => {
    const comparison = compare({ base: [1, 2, 3], ours: [2, 6, 9] });
    const { what, value, budget, note } = timesAs(
      "a start",
      { base: "plain", ours: "TLS" },
      comparison,
      2.5,
    );
    assert.deepEqual([what, value, budget], ["a start, p50", 3, 2.5]);
    assert.equal(note, "TLS 6.00 ms (p99 9.00), plain 2.00 ms (p99 3.00); n = 3");
  });
});

describe("the report", () => {
  it("counts what was kept, missed, failed, and not measured", () => {
    assert.deepEqual(verdicts(report), { kept: 1, missed: 1, failed: 1, unmeasured: 1 });
  });

  it("shows each figure with value, budget and verdict, and says what was missed", () => {
    const text = asTable(report);
    const line = (what: string) => text.split("\n").find((l) => l.includes(what)) ?? "";
    assert.match(line("a wait"), /^job +a wait +1\.25 ms +≤ 1\.50 ms +kept$/);
    assert.match(line("a start"), /3\.50× +≤ 3× +MISSED +n = 5$/);
    assert.match(line("a stop"), / – +FAILED +it broke$/);
    assert.match(line("a lab"), / – +not measured +needs root$/);
    assert.match(text, /budgets: 1 kept, 1 missed, 1 failed, 1 not measured\n$/);
  });

  it("says when, where and of what it is", () => {
    for (const text of [asTable(report), asMarkdown(report)]) {
      assert.match(text, /^hirte 1\.2\.3, 2026-01-02, a machine; measured in 61 s\n/);
    }
    assert.match(asTable({ ...report, isQuick: true }), /--quick\n/);
  });

  it("is a table of Markdown too", () => {
    assert.match(
      asMarkdown(report),
      /\n\| job \| a start \| 3\.50× \| ≤ 3× \| MISSED \| n = 5 \|\n/,
    );
  });

  it("is JSON with a verdict in each line that has one", () => {
    const { figures } = JSON.parse(asJson(report)) as {
      figures: { measurements: { verdict?: string }[] }[];
    };
    assert.deepEqual(
      figures.flatMap(({ measurements }) => measurements.map(({ verdict }) => verdict)),
      ["kept", "MISSED", "FAILED", "not measured", undefined],
    );
  });
});
