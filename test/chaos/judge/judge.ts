import type { Job } from "../../../src/protocol/generated/schemas.ts";
import type { History } from "../history.ts";
import { judgeEnds } from "./ends.ts";
import { judgeExecution } from "./execution.ts";
import { type Case, endOf, type Facts, factsOf } from "./facts.ts";
import type { Doubt, Finding } from "./finding.ts";
import { needlessLoss } from "./lost.ts";
import { judgeResult } from "./results.ts";

/** What the judge has to say. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly doubts: readonly Doubt[];
  readonly facts: Facts;
}

/** Holds what was told against what was true. */
export function judge(history: History): Judgement {
  const facts = factsOf(history);
  const doubts: Doubt[] = [];
  const findings = [
    ...facts.cases.flatMap((subject) => truthOf(history, subject, doubts)),
    ...judgeExecution(facts),
    ...judgeEnds(facts),
    ...history.readings.flatMap(({ reader, subject, shown, real }) => {
      const message = difference(shown, real);
      return message === undefined
        ? []
        : [{ kind: "wrong-state", subject: `${reader}: ${subject}`, message } as const];
    }),
  ];
  return { findings, doubts, facts };
}

function truthOf(history: History, subject: Case, doubts: Doubt[]): Finding[] {
  const findings: Finding[] = [];
  const end = endOf(subject);
  if (!end?.result) return findings;
  const { id } = subject;
  const where = `${end.node} ${end.unit}`;
  const hold = (
    kind: "false-result" | "false-resolution",
    { result, at, problem }: Pick<Job, "result" | "at" | "problem">,
  ) => {
    if (result === "lost" || result === undefined) return;
    const told = problem ? { ...end, problem } : end;
    const verdict = judgeResult(history, subject, told, result, at);
    if (verdict.is === "false") {
      findings.push({
        kind,
        id,
        subject: where,
        message: `${end.verb}: ${result}: ${verdict.why}`,
      });
    }
    if (verdict.is === "unproven") doubts.push({ id, message: `${result}: ${verdict.why}` });
  };
  if (end.result === "lost") {
    const why = needlessLoss(history, subject, end);
    if (why !== undefined)
      findings.push({ kind: "needless-lost", id, subject: where, message: why });
  } else hold("false-result", end);
  const all = [
    ...subject.told.map(({ job }) => job),
    ...(subject.finally ? [subject.finally] : []),
  ];
  const resolved = all.find((job) => job.resolved)?.resolved;
  if (resolved) hold("false-resolution", resolved);
  return findings;
}

/** What differs between two lists of lines; undefined: nothing. */
function difference(shown: readonly string[], real: readonly string[]): string | undefined {
  const wrong = shown.filter((line) => !real.includes(line));
  const missing = real.filter((line) => !shown.includes(line));
  if (wrong.length === 0 && missing.length === 0) return undefined;
  return `shown and not so: ${wrong.join("; ") || "-"}. So and not shown: ${missing.join("; ") || "-"}`;
}
