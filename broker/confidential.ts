import type { After, Job } from "../src/protocol/generated/schemas.ts";
import { isResourceControl } from "../src/units/resource-controls.ts";

/**
 * Whether the arguments of a job are kept out of the log, for command lines, variables and properties
 * that are no resource controls can hold secrets, and the log is kept. A job like that which was not
 * begun before a restart of hirte is not begun after it.
 */
export function isConfidential(
  verb: Job["verb"],
  args: Readonly<Record<string, unknown>>,
): boolean {
  if (verb === "run") return true;
  return verb === "set-property" && !propertiesIn(args).every(isResourceControl);
}

/**
 * A job as the log holds it. Where it was asked for with what may be secret, the last lines are output, and
 * the words of what went wrong may repeat what was asked for: of a problem the code is kept. `args`
 * absent: they were confidential, or are not known any more.
 */
export function forLog(job: Job, args: Readonly<Record<string, unknown>> | undefined): Job {
  if (!isSilent(job.verb, args)) return job;
  const { resolved, ...rest } = job;
  return {
    ...withoutWords(rest),
    ...(resolved ? { resolved: withoutWords(resolved) } : {}),
  };
}

function isSilent(verb: Job["verb"], args: Readonly<Record<string, unknown>> | undefined): boolean {
  if (verb === "command") return true;
  return args ? isConfidential(verb, args) : verb === "run" || verb === "set-property";
}

type End = Pick<Job, "after" | "problem" | "detail">;

function withoutWords<Some extends End>({ after, problem, detail: _, ...rest }: Some) {
  return {
    ...rest,
    ...(after ? { after: silent(after) } : {}),
    ...(problem ? { problem: { code: problem.code, message: notKept } } : {}),
  };
}

const notKept = "what was said of it may hold secrets, and is not kept in hirte's log";

function silent({ log: _, ...after }: After): After {
  return after;
}

function propertiesIn({ assignments, properties }: Readonly<Record<string, unknown>>): string[] {
  const names: string[] = [];
  for (const assignment of arrayOf(assignments))
    names.push(String(assignment).split("=", 1)[0] ?? "");
  for (const property of arrayOf(properties)) {
    const isNamed = typeof property === "object" && property !== null && "name" in property;
    names.push(isNamed ? String(property.name) : "");
  }
  return names;
}

function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
