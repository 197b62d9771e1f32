import { mutations } from "./mutations.ts";
import { namesOf, type Tallies } from "./simulate.ts";
import { asText, shareOf } from "./statistics.ts";
import type { Tally } from "./tally.ts";

/** All that was simulated. */
export interface PowerReport {
  /** ISO 8601. */
  readonly date: string;
  readonly machine: string;
  readonly seed: number;
  readonly durationS: number;
  /** By part and bounds, by who decided. */
  readonly parts: Readonly<Record<string, Tallies>>;
}

/** Whether what is promised was seen, and what was not. */
export function verdictOf({ parts }: PowerReport): {
  readonly isKept: boolean;
  readonly broken: readonly string[];
} {
  const broken: string[] = [];
  for (const [part, tallies] of Object.entries(parts)) {
    const ours = tallies["hecate"];
    if (ours && part.endsWith("declared")) {
      if (ours.needless > 0) broken.push(`${part}: ${ours.needless} needless shutdowns`);
      if (ours.unclean > 0) broken.push(`${part}: hosts lost in ${ours.unclean} outages`);
    }
  }
  for (const { name, by } of comparedOf(parts))
    if (by.length === 0) broken.push(`frontier beyond: no point of it is better than ${name}`);
  broken.push(...harmless(parts["mutations"] ?? {}));
  return { isKept: broken.length === 0, broken };
}

/** Rules that can be broken without any figure getting worse. */
function harmless(tallies: Tallies): string[] {
  return mutations.flatMap((mutation) => {
    const { broken, whole } = namesOf(mutation);
    const [before, after] = [tallies[whole], tallies[broken]];
    if (!before || !after) return [];
    const isWorse = after.needless > before.needless || after.unclean > before.unclean;
    return isWorse ? [] : [`mutations: ${broken}: no figure got worse`];
  });
}

/** Another policy, and the points of hecate's frontier that are better: as good on both counts, better on one. */
interface Compared {
  readonly name: string;
  readonly theirs: Tally;
  readonly by: readonly string[];
}

/** Beyond the bounds, in the same outages. */
function comparedOf(parts: PowerReport["parts"]): readonly Compared[] {
  const points = Object.entries(parts["frontier beyond"] ?? {});
  if (points.length === 0) return [];
  const others = Object.entries(parts["entrants beyond"] ?? {}).filter(
    ([name]) => name !== "hecate",
  );
  return others.map(([name, theirs]) => {
    const better = points.filter(([, tally]) => isBetter(tally, theirs));
    return { name, theirs, by: better.map(([point]) => point.replace(/^hecate, /, "")) };
  });
}

function isBetter(ours: Tally, theirs: Tally): boolean {
  const isAsGood = ours.needless <= theirs.needless && ours.unclean <= theirs.unclean;
  return isAsGood && (ours.needless < theirs.needless || ours.unclean < theirs.unclean);
}

/** For a terminal. */
export function asTable(report: PowerReport): string {
  const blocks = tablesOf(report).map(({ title, rows }) => {
    const widths = (rows[0] ?? []).map((_, column) =>
      Math.max(...rows.map((row) => row[column]?.length ?? 0)),
    );
    const lines = rows.map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
    return `${title}\n${lines.join("\n")}`;
  });
  return [headLine(report), ...blocks, lastLines(report)].join("\n\n");
}

/** For docs/benchmarks.md. */
export function asMarkdown(report: PowerReport): string {
  const blocks = tablesOf(report).map(({ title, rows }) => {
    const [first = "", ...rest] = rows.map((row) => `| ${row.join(" | ")} |`);
    const line = `|${" --- |".repeat(rows[0]?.length ?? 0)}`;
    return [`**${title}**`, "", first, line, ...rest].join("\n");
  });
  return [headLine(report), ...blocks, lastLines(report)].join("\n\n");
}

interface Table {
  readonly title: string;
  /** The first has the titles of the columns. */
  readonly rows: readonly (readonly string[])[];
}

function tablesOf({ parts }: PowerReport): readonly Table[] {
  return Object.entries(parts).flatMap(([part, tallies]): Table[] => {
    const [what, bounds = ""] = part.split(" ");
    const where = bounds === "declared" ? "within the declared bounds" : "beyond them";
    switch (what) {
      case "frontier":
        return [
          { title: `hecate by its safety factor, ${where}`, rows: policies(tallies) },
          ...(bounds === "beyond"
            ? [{ title: `Which of them are better than whom, ${where}`, rows: comparisons(parts) }]
            : []),
        ];
      case "mutations":
        return [{ title: "hecate with a rule broken", rows: broken(tallies) }];
      default:
        return [
          { title: `Who decides how, ${where}`, rows: policies(tallies) },
          ...reasons(tallies).map((rows) => ({
            title: `What hecate's needless shutdowns were begun by, ${where}`,
            rows,
          })),
        ];
    }
  });
}

function policies(tallies: Tallies): string[][] {
  const rows = Object.entries(tallies).map(([name, tally]) => {
    const text = (hits: number) => asText(shareOf(hits, tally.stories));
    return [
      name,
      String(tally.stories),
      text(tally.needless),
      text(tally.unclean),
      String(tally.begun),
      String(tally.avoidable),
    ];
  });
  const titles = ["who decides", "outages", "needless", "lost hosts", "shut down"];
  return [[...titles, "avoidable with hindsight"], ...rows];
}

function comparisons(parts: PowerReport["parts"]): string[][] {
  const rows = comparedOf(parts).map(({ name, theirs, by }) => [
    ...[name, String(theirs.needless), String(theirs.unclean)],
    by.join("; ") || "none",
  ]);
  return [["who decides", "needless", "lost hosts", "better is hecate with"], ...rows];
}

/** None where there was nothing needless. */
function reasons(tallies: Tallies): string[][][] {
  const ours = Object.entries(tallies["hecate"]?.reasons ?? {});
  if (ours.length === 0) return [];
  const rows = ours
    .sort(([, one], [, other]) => other - one)
    .map(([reason, hits]) => [reason, String(hits)]);
  return [[["begun by", "outages"], ...rows]];
}

function broken(tallies: Tallies): string[][] {
  const rows = mutations.flatMap((mutation) => {
    const { broken, whole } = namesOf(mutation);
    const [before, after] = [tallies[whole], tallies[broken]];
    if (!before || !after) return [];
    const change = (what: "needless" | "unclean") => `${before[what]} → ${after[what]}`;
    return [
      [mutation.rule, mutation.what, String(before.stories), change("needless"), change("unclean")],
    ];
  });
  return [["rule", "broken so", "outages", "needless", "lost hosts"], ...rows];
}

function headLine({ date, machine, seed, durationS }: PowerReport): string {
  return `${date}, seeds from ${seed}, ${durationS.toFixed(0)} s on ${machine}`;
}

function lastLines(report: PowerReport): string {
  const { isKept, broken } = verdictOf(report);
  return isKept ? "Every promise is kept." : broken.map((line) => `BROKEN: ${line}`).join("\n");
}
