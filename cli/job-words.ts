import { formatDuration } from "../src/core/duration.ts";
import type { After, Job } from "../src/protocol/generated/schemas.ts";
import { runUnitOf } from "../src/units/run-unit.ts";
import { printable } from "./text.ts";

/** What a job was asked of whom. */
export interface JobName {
  readonly node: string;
  readonly verb: string;
  readonly unit?: string;
  readonly id?: string;
}

/** `node1: start nginx.service`: how every line about a job begins. */
export function nameOfJob({ node, verb, unit }: JobName): string {
  return unit === undefined ? `${node}: ${verb}` : `${node}: ${verb} ${unit}`;
}

/**
 * How a job ended, in one line without its name.
 * @param endWithinMs the time that was set for it; absent: none was
 */
export function describeEnd(job: Job, endWithinMs?: number): string {
  const { after, detail, problem } = job;
  if (problem) return withoutName(problem.message, job);
  const because = detail === undefined ? "" : ` (${detail})`;
  // An end without a result says only that it ended.
  const result = job.result ?? "lost";
  switch (result) {
    case "done":
      return "done";
    case "skipped":
      return `skipped, a condition of the unit was not met${unitIs(after)}`;
    case "failed":
      return `failed${reasonOf(job)}${unitIs(after)}`;
    case "timeout":
      return `timeout${endWithinMs === undefined ? because : ` after ${formatDuration(endWithinMs)}`}${unitIs(after, isMoving(after) ? "still " : "")}`;
    case "canceled":
      return `canceled${because}${unitIs(after)}`;
    case "dependency":
      return `dependency${because}, a unit it depends on failed${unitIs(after)}`;
    case "expired":
      return `expired${because}, it was not begun and will not be`;
    case "lost":
      return `lost${because}, the unit may be running${unitIs(after, "last seen ")}`;
  }
}

/** The unit's last log lines, indented, each on a line of its own; empty where there are none. */
export function logLines(job: Job): string {
  return (job.after?.log ?? []).map((line) => `    ${printable(line)}\n`).join("");
}

/** A message about a job without the name of the job, where it begins with it, nor that of the node. */
export function withoutName(message: string, name: JobName): string {
  const { node, verb, unit, id = "" } = name;
  const what = unit === undefined ? verb : `${verb} ${unit}`;
  // The unit of a named command is known to its node alone.
  const onNode = `${verb} ${runUnitOf(id)}`;
  const prefixes = [`${nameOfJob(name)}: `, `${what}: `, `${onNode}: `, `${node}: `];
  const prefix = prefixes.find((candidate) => message.startsWith(candidate)) ?? "";
  const rest = message.slice(prefix.length);
  const subject = `node ${node} `;
  return rest.startsWith(subject) ? `the node ${rest.slice(subject.length)}` : rest;
}

function reasonOf({ after, detail }: Job): string {
  const result = after?.result;
  const reason = result !== undefined && result !== "success" ? result : detail;
  return reason === undefined || reason === "failed" ? "" : ` (${reason})`;
}

function unitIs(after: After | undefined, how = ""): string {
  if (!after) return "";
  const code = after.exitCode;
  const exit = code === undefined || code === 0 ? "" : `, exit status ${code}`;
  return `, unit is ${how}${after.active}/${after.sub}${exit}`;
}

function isMoving(after: After | undefined): boolean {
  return ["activating", "deactivating", "reloading", "refreshing"].includes(after?.active ?? "");
}
