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

/** A job as the log holds it: the last lines of a command are its output. */
export function withoutOutput(job: Job): Job {
  if (job.verb !== "run" && job.verb !== "command") return job;
  const { after, resolved, ...rest } = job;
  return {
    ...rest,
    ...(after ? { after: silent(after) } : {}),
    ...(resolved
      ? { resolved: { ...resolved, ...(resolved.after ? { after: silent(resolved.after) } : {}) } }
      : {}),
  };
}

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
