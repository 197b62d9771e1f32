import { isKept, type Measurement } from "./figure.ts";

/** What was measured of a figure. */
export interface FigureResult {
  readonly figure: string;
  readonly measurements: readonly Measurement[];
  /** Nothing more is to come. */
  readonly isComplete?: boolean;
}

/** A whole run. */
export interface Report {
  /** ISO 8601. */
  readonly date: string;
  /** The machine, in one line. */
  readonly machine: string;
  readonly version: string;
  readonly isQuick: boolean;
  readonly durationS: number;
  readonly figures: readonly FigureResult[];
}

const header = ["figure", "what", "value", "budget", "", "how"] as const;

/** How many lines there are of each verdict. */
export interface Verdicts {
  readonly kept: number;
  readonly missed: number;
  readonly failed: number;
  readonly unmeasured: number;
}

/** Counts the verdicts of a run. */
export function verdicts(report: Report): Verdicts {
  const all = report.figures.flatMap(({ measurements }) => measurements.map(verdictOf));
  const count = (wanted: string) => all.filter((verdict) => verdict === wanted).length;
  return {
    kept: count("kept"),
    missed: count("MISSED"),
    failed: count("FAILED"),
    unmeasured: count("not measured"),
  };
}

/** For a terminal. */
export function asTable(report: Report): string {
  const rows = [header.map((title) => title.toUpperCase()), ...rowsOf(report)];
  const widths = header.map((_, column) =>
    Math.max(...rows.map((row) => [...(row[column] ?? "")].length)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => {
        const padding = " ".repeat((widths[column] ?? 0) - [...cell].length);
        return column === 2 || column === 3 ? padding + cell : cell + padding;
      })
      .join("  ")
      .trimEnd(),
  );
  return `${headLine(report)}\n\n${lines.join("\n")}\n\n${lastLine(report)}\n`;
}

/** For docs/benchmarks.md. */
export function asMarkdown(report: Report): string {
  const lines = rowsOf(report).map((row) => `| ${row.join(" | ")} |`);
  return [
    headLine(report),
    "",
    `| ${header.join(" | ")} |`,
    "|---|---|---:|---:|---|---|",
    ...lines,
    "",
    lastLine(report),
    "",
  ].join("\n");
}

/** For programs: the report with a verdict in each line. */
export function asJson(report: Report): string {
  const figures = report.figures.map(({ figure, measurements }) => ({
    figure,
    measurements: measurements.map((m) => ({ ...m, verdict: verdictOf(m) })),
  }));
  return `${JSON.stringify({ ...report, figures, verdicts: verdicts(report) }, null, 2)}\n`;
}

function rowsOf({ figures }: Report): string[][] {
  return figures.flatMap(({ figure, measurements }) =>
    measurements.map((m) => [
      figure,
      m.what,
      m.value === undefined ? "–" : quantity(m.value, m.unit),
      m.budget === undefined ? "" : `≤ ${quantity(m.budget, m.unit)}`,
      verdictOf(m) ?? "",
      m.note ?? "",
    ]),
  );
}

function verdictOf(measurement: Measurement): string | undefined {
  if (measurement.value === undefined) return measurement.hasFailed ? "FAILED" : "not measured";
  const kept = isKept(measurement);
  return kept === undefined ? undefined : kept ? "kept" : "MISSED";
}

function quantity(value: number, unit: Measurement["unit"]): string {
  const digits = Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : value < 1 ? 3 : 2;
  const number = value.toFixed(digits);
  const isClose = unit === "%" || unit === "×" || unit === "/s";
  return unit === "" ? number : `${number}${isClose ? "" : " "}${unit}`;
}

function headLine({ date, machine, version, isQuick, durationS }: Report): string {
  return `hirte ${version}, ${date}, ${machine}; measured in ${Math.round(durationS)} s${isQuick ? ", --quick" : ""}`;
}

function lastLine(report: Report): string {
  const { kept, missed, failed, unmeasured } = verdicts(report);
  return [
    `budgets: ${kept} kept, ${missed} missed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(unmeasured > 0 ? [`${unmeasured} not measured`] : []),
  ].join(", ");
}
