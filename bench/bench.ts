import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Figure, Measurement } from "./figure.ts";
import { figures } from "./figures.ts";
import { describeMachine } from "./machine.ts";
import { runMeasuring } from "./measuring.ts";
import { asJson, asMarkdown, asTable, type FigureResult, type Report, verdicts } from "./report.ts";

const usage = `Usage: npm run bench [-- OPTIONS]

Measures what this project promises about its speed and size, and prints it beside the budgets.
What goes on meanwhile is told on standard error. Nothing else is written anywhere.

  --only NAMES   only these figures, separated by commas
  --quick        fewer samples and smaller numbers: in less than 3 minutes, and less to be relied on
  --json         print JSON
  --markdown     print it as it stands in docs/benchmarks.md
  --help         print this

Figures:
${figures.map(({ name, summary }) => `  ${name.padEnd(12)} ${summary}`).join("\n")}

Exit status: 0 every budget that was measured is kept, 1 one is missed or a figure failed, 2 wrong usage.
`;

/** Longest time for all figures of a place together, in milliseconds. */
const limits = {
  lab: { full: 270_000, quick: 80_000 },
  here: { full: 400_000, quick: 100_000 },
} as const;
const project = join(import.meta.dirname, "..");
const { version } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as {
  readonly version: string;
};

process.exitCode = await main();

async function main(): Promise<number> {
  let values: ReturnType<typeof parse>;
  try {
    values = parse();
  } catch (error) {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : error}\n${usage}`);
    return 2;
  }
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const names = values.only?.split(",") ?? figures.map(({ name }) => name);
  const unknown = names.find((name) => !figures.some((figure) => figure.name === name));
  if (unknown !== undefined) {
    process.stderr.write(`bench: there is no figure "${unknown}"\n${usage}`);
    return 2;
  }
  const startedMs = performance.now();
  const machine = describeMachine();
  const wanted = figures.filter(({ name }) => names.includes(name));
  const results = await measure(wanted, values.quick ?? false);
  if (!results) {
    process.stderr.write("bench: interrupted\n");
    return 1;
  }
  const report: Report = {
    date: new Date().toISOString().slice(0, 10),
    machine,
    version,
    isQuick: values.quick ?? false,
    durationS: (performance.now() - startedMs) / 1000,
    figures: results,
  };
  const print = values.json ? asJson : values.markdown ? asMarkdown : asTable;
  process.stdout.write(print(report));
  const { missed, failed } = verdicts(report);
  return missed + failed > 0 ? 1 : 0;
}

function parse() {
  return parseArgs({
    options: {
      only: { type: "string" },
      quick: { type: "boolean" },
      json: { type: "boolean" },
      markdown: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  }).values;
}

/** Measures in processes of their own, which end with all they started. Undefined: interrupted. */
async function measure(
  wanted: readonly Figure[],
  isQuick: boolean,
): Promise<FigureResult[] | undefined> {
  const scratch = mkdtempSync(join(tmpdir(), "hirte-bench-"));
  process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
  const measured: FigureResult[] = [];
  for (const place of ["lab", "here"] as const) {
    const names = wanted.filter((figure) => figure.place === place).map(({ name }) => name);
    if (names.length === 0) continue;
    const result = join(scratch, place);
    const argv = [
      ...[process.execPath, "--import", "tsx", join(project, "bench/run.ts")],
      ...["--result", result, ...(isQuick ? ["--quick"] : []), ...names],
    ];
    const ending = await runMeasuring(place, argv, limits[place][isQuick ? "quick" : "full"]);
    if (ending.kind === "interrupted") return undefined;
    const lines = existsSync(result) ? readFileSync(result, "utf8").trim().split("\n") : [];
    // Written by run.ts, one FigureResult a line.
    const results = lines.map((line) => JSON.parse(line) as FigureResult);
    measured.push(...results);
    if (ending.kind === "done") continue;
    const isComplete = (name: string) => results.some((r) => r.figure === name && r.isComplete);
    const missing: Measurement = {
      what: "what is not told here",
      unit: "",
      note: ending.why,
      ...(ending.kind === "failed" ? { hasFailed: true } : {}),
    };
    for (const figure of names.filter((name) => !isComplete(name))) {
      measured.push({ figure, measurements: [missing] });
    }
  }
  return wanted.map(({ name }) => ({
    figure: name,
    measurements: measured.flatMap((r) => (r.figure === name ? r.measurements : [])),
  }));
}
