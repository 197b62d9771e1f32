import type { Tallies } from "./simulate.ts";
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
    if (ours && part.endsWith("beyond"))
      for (const [name, theirs] of Object.entries(tallies))
        broken.push(...worse(part, name, ours, theirs));
    if (part.startsWith("mutations")) continue;
  }
  broken.push(...harmless(parts));
  return { isKept: broken.length === 0, broken };
}

/** Where a model of others is better than hecate. */
function worse(part: string, name: string, ours: Tally, theirs: Tally): string[] {
  const counts = ["needless", "unclean"] as const;
  return counts
    .filter((what) => ours[what] > theirs[what])
    .map((what) => `${part}: ${what} ${ours[what]}, ${name} ${theirs[what]}`);
}

/** Rules that can be broken without any figure getting worse. */
function harmless(parts: PowerReport["parts"]): string[] {
  const rules = Object.keys(parts["mutations beyond"] ?? {}).filter((name) => name !== "as it is");
  return rules
    .filter(
      (name) =>
        !isWorseIn(parts["mutations declared"], name) &&
        !isWorseIn(parts["mutations beyond"], name),
    )
    .map((name) => `mutations: ${name}: no figure got worse`);
}

function isWorseIn(tallies: Tallies | undefined, name: string): boolean {
  const [asItIs, broken] = [tallies?.["as it is"], tallies?.[name]];
  if (!asItIs || !broken) return false;
  return broken.needless > asItIs.needless || broken.unclean > asItIs.unclean;
}

/** For a terminal. */
export function asTable(report: PowerReport): string {
  const blocks = Object.entries(report.parts).map(([part, tallies]) => {
    const rows = rowsOf(tallies);
    const widths = header.map((_, column) =>
      Math.max(...rows.map((row) => row[column]?.length ?? 0)),
    );
    const lines = rows.map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
    return `${titleOf(part)}\n${lines.join("\n")}`;
  });
  return [headLine(report), ...blocks, lastLines(report)].join("\n\n");
}

/** For docs/benchmarks.md. */
export function asMarkdown(report: PowerReport): string {
  const blocks = Object.entries(report.parts).map(([part, tallies]) => {
    const [first = [], ...rest] = rowsOf(tallies).map((row) => `| ${row.join(" | ")} |`);
    return [`**${titleOf(part)}**`, "", first, `|${" --- |".repeat(header.length)}`, ...rest].join(
      "\n",
    );
  });
  return [headLine(report), ...blocks, lastLines(report)].join("\n\n");
}

const header = [
  "who decides",
  "outages",
  "needless",
  "lost hosts",
  "shut down",
  "avoidable with hindsight",
];

function rowsOf(tallies: Tallies): string[][] {
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
  return [[...header], ...rows];
}

function titleOf(part: string): string {
  const [what = "", bounds = ""] = part.split(" ");
  const titles: Readonly<Record<string, string>> = {
    entrants: "Who decides how",
    frontier: "hecate by its safety factor",
    mutations: "hecate with a rule broken",
  };
  const where = bounds === "declared" ? "within the declared bounds" : "beyond them";
  return `${titles[what] ?? what}, ${where}`;
}

function headLine({ date, machine, seed, durationS }: PowerReport): string {
  return `${date}, seeds from ${seed}, ${durationS.toFixed(0)} s on ${machine}`;
}

function lastLines(report: PowerReport): string {
  const { isKept, broken } = verdictOf(report);
  return isKept ? "Every promise is kept." : broken.map((line) => `BROKEN: ${line}`).join("\n");
}
