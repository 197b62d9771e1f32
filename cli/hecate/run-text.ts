import type { FinishedRun } from "../../src/power/model.ts";
import type { PowerRun } from "../../src/protocol/generated/schemas.ts";
import { printable } from "../text.ts";
import { formatTime } from "../times.ts";
import { type Look, tableOf, wrapped } from "./lay-out.ts";
import { seconds, spanText } from "./spans.ts";

/** Runs that are shown. */
const shownRuns = 5;

/** The last runs, the newest first; none: nothing. */
export function runTable(runs: readonly FinishedRun[], look: Look): string {
  const rows = runs.slice(-shownRuns).toReversed();
  if (rows.length === 0) return "";
  return tableOf(look, rows, [
    { title: "RUN", text: ({ run }) => String(run) },
    { title: "KIND", text: ({ kind, mode }) => (mode === "poweroff" ? kind : `${kind}, ${mode}`) },
    {
      title: "OUTCOME",
      text: (run) => `${outcomeText(run)}${run.executed ? "" : ", dry run"}`,
    },
    { title: "NODES", text: ({ scope }) => String(scope.length) },
    { title: "ENDED", text: ({ endedAt }) => (endedAt === undefined ? "-" : formatTime(endedAt)) },
    { title: "TOOK", text: ({ tookS }) => (tookS === undefined ? "-" : spanText(tookS * 1000)) },
  ]);
}

/** How a run that is over ended; one that went on past what failed is done, and that is said. */
export function outcomeText({ outcome, failedSteps = 0 }: FinishedRun): string {
  return failedSteps === 0 ? outcome : `${outcome}, ${stepsFailed(failedSteps)}`;
}

/** So many of them. */
export function stepsFailed(count: number): string {
  return `${count} step${count === 1 ? "" : "s"} failed`;
}

const signOfStep = {
  planned: "  ",
  started: "→ ",
  done: "✓ ",
  failed: "× ",
  skipped: "- ",
  "would-do": "  ",
} as const satisfies Readonly<Record<PowerRun["stages"][number]["steps"][number]["state"], string>>;

/** A run with its steps. */
export function runLines(run: PowerRun, look: Look): string {
  const dry = run.isDryRun ? ", dry run: nothing was done" : "";
  const head = wrapped(`${run.kind} ${run.run}: ${run.phase}${dry}; ${run.reason}`, {
    ...{ first: "", tone: "plain" as const, look },
  });
  const told =
    run.told.length === 0
      ? []
      : wrapped(run.told.join(" "), { first: "  told to power off: ", tone: "plain", look });
  const stages = run.stages.flatMap(({ name, steps }) => [
    `  ${printable(name)}`,
    ...steps.flatMap((step) => {
      const { state, text, detail, tookS, estimateS } = step;
      const time =
        tookS !== undefined
          ? `, ${seconds(tookS)}`
          : estimateS !== undefined
            ? `, about ${seconds(estimateS)}`
            : "";
      const said = detail === undefined ? "" : `: ${detail}`;
      const tone = state === "failed" ? "bad" : state === "started" ? "busy" : "plain";
      return wrapped(`${text} (${state.replaceAll("-", " ")}${time})${said}`, {
        ...{ first: `    ${signOfStep[state]}`, tone, look },
      });
    }),
  ]);
  return [...head, ...told, ...stages].map((line) => `${line}\n`).join("");
}
