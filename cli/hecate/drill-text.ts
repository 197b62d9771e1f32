import { type DrillName, type DrillReport, drillNames } from "../../src/hecate/drills/model.ts";
import type { Precondition } from "../../src/hecate/drills/preconditions.ts";
import { mainsLossSummary } from "../../src/hecate/drills/rehearsal.ts";
import { drills } from "../../src/hecate/drills/table.ts";
import { listOf } from "../../src/power/feeds.ts";
import type { Tone } from "../text.ts";
import { formatTime } from "../times.ts";
import { type Look, tableOf, wrapped } from "./lay-out.ts";
import { seconds, spanText } from "./spans.ts";

/** What a drill would do. */
export interface DrillPlan {
  readonly name: DrillName;
  readonly summary: string;
  readonly preconditions: readonly Precondition[];
  readonly breaks: string;
  /** One by one. */
  readonly broken: readonly string[];
  readonly recovery: string;
  readonly limitMs: number;
  readonly restores: string;
}

/** All drills, with what came of each the last time, and what each is. */
export function drillList(reports: ReadonlyMap<DrillName, DrillReport>, look: Look): string {
  const rows = drillNames.map((name) => ({ name, report: reports.get(name) }));
  const table = tableOf(look, rows, [
    { title: "DRILL", text: ({ name }) => name },
    { title: "LAST", text: ({ report }) => (report ? formatTime(report.beganAt) : "never") },
    { title: "RESULT", text: ({ report }) => (report ? resultOf(report) : "-") },
    {
      title: "AFTER",
      text: ({ report }) =>
        report?.recoveredS === undefined ? "-" : spanText(report.recoveredS * 1000),
    },
    { title: "LIMIT", text: ({ name, report }) => limitOf(name, report) },
  ]);
  const summaries = drillNames.flatMap((name) => {
    const summary = drills.find((one) => one.name === name)?.summary ?? mainsLossSummary;
    return wrapped(`${name}: ${summary}`, { first: "", tone: "plain", look });
  });
  return `${table}\n${summaries.map((line) => `${line}\n`).join("")}`;
}

/** What must be so, what would be broken, what is to bring it back, and how it is put back in any case. */
export function drillPlan(plan: DrillPlan, look: Look): string {
  const line = (first: string, text: string, tone: Tone = "plain") =>
    wrapped(text, { first, tone, look });
  return [
    ...line("", `${plan.name}: ${plan.summary}`),
    "",
    "before",
    ...plan.preconditions.flatMap(({ text, problem }) =>
      problem === undefined ? line("  ✓ ", text) : line("  × ", `${text}: ${problem}`, "bad"),
    ),
    "breaks",
    ...line("  ", plan.breaks),
    ...plan.broken.flatMap((text) => line("  - ", text)),
    "recovery",
    ...line("  ", `${plan.recovery} In ${spanText(plan.limitMs)} at most.`),
    "restored",
    ...line("  ", plan.restores),
    "",
    "Nothing is done without --execute.",
  ]
    .map((text) => `${text}\n`)
    .join("");
}

/** A protocol, what has happened one below the other. */
export function protocolText({ protocol }: Pick<DrillReport, "protocol">, look: Look): string {
  return protocol
    .flatMap(({ atS, text }) => {
      const first = `[${String(Math.round(atS)).padStart(4)} s] `;
      return wrapped(text, { first, tone: "plain", look });
    })
    .map((line) => `${line}\n`)
    .join("");
}

/** What came of a drill, in a sentence. */
export function verdictText(report: DrillReport, look: Look): string {
  const { drill, reason, recoveredS, limitS, leftOut = [] } = report;
  const was = leftOut.length === 1 ? "was" : "were";
  const but = leftOut.length === 0 ? "" : `, but ${listOf(leftOut)} ${was} left out`;
  const why = reason === undefined ? "" : `: ${reason}`;
  const text = `${drill}: ${resultOf(report)}${but}${spanOf(drill, recoveredS, limitS)}${why}`;
  const lines = wrapped(text, { first: "", tone: "plain", look });
  return lines.map((line) => `${line}\n`).join("");
}

function spanOf(drill: DrillName, recoveredS: number | undefined, limitS: number): string {
  if (recoveredS === undefined) return "";
  return drill === "mains-loss"
    ? `, all off after ${seconds(recoveredS)}, where the coordinator's battery lasts for ${seconds(limitS)}`
    : `, back after ${seconds(recoveredS)} of ${seconds(limitS)}`;
}

function resultOf({ outcome, isRestored }: DrillReport): string {
  return `${outcome.replace("-", " ")}${isRestored ? "" : ", NOT RESTORED"}`;
}

function limitOf(name: DrillName, report: DrillReport | undefined): string {
  const own = drills.find((one) => one.name === name)?.limitMs;
  const limitMs = report === undefined ? own : report.limitS * 1000;
  return limitMs === undefined ? "-" : spanText(limitMs);
}
