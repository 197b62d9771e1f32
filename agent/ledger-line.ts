import { check } from "../src/protocol/codec.ts";
import type { JobMode, JobVerb } from "../src/protocol/generated/schemas.ts";
import { nodeVerbs, verbs } from "../src/protocol/verbs.ts";
import type { Outcome } from "./outcome.ts";
import type { QueuedJob } from "./ports.ts";

/** What was asked of systemd. */
export interface Call {
  readonly verb: JobVerb;
  readonly unit: string;
  readonly mode: JobMode;
  /** For Type=simple, exec and idle: how long a start must hold, in milliseconds. */
  readonly settleMs: number;
  /** Boot clock at which the job is let go of; absent: the unit's own timeouts rule. */
  readonly endAtBootMs?: number;
}

/** A line of the ledger's file; the first one names the boot all others belong to. */
export type LedgerLine =
  | { readonly bootId: string }
  | { readonly id: string; readonly at: "calling"; readonly call: Call }
  | { readonly id: string; readonly at: "running"; readonly job: QueuedJob }
  | { readonly id: string; readonly at: "finished"; readonly outcome: Outcome }
  | { readonly id: string; readonly at: "acked"; readonly bootMs: number };

/** The verbs that become jobs here. */
export const jobVerbs: readonly string[] = nodeVerbs.filter((name) => verbs[name].kind === "job");

/** A line as it stands in the file. */
export function encodeLine(line: LedgerLine): Buffer {
  return Buffer.from(`${JSON.stringify(line)}\n`);
}

/** The line in `text`, without its end; undefined when it is torn or not one of ours. */
export function decodeLine(text: string): LedgerLine | undefined {
  try {
    return lineOf(JSON.parse(text));
  } catch {
    // Not JSON, or not of the schema of a command or report: the caller counts these.
    return undefined;
  }
}

function lineOf(value: unknown): LedgerLine | undefined {
  const { bootId, id, at, ...rest } = fieldsOf(value);
  if (typeof bootId === "string") return { bootId };
  if (typeof id !== "string") return undefined;
  switch (at) {
    case "calling":
      return { id, at, call: callOf(id, rest["call"]) };
    case "running":
      return { id, at, job: jobOf(rest["job"]) };
    case "finished":
      return { id, at, outcome: outcomeOf(id, rest["outcome"]) };
    case "acked":
      return { id, at, bootMs: numberOf(rest["bootMs"]) };
    default:
      return undefined;
  }
}

function callOf(id: string, value: unknown): Call {
  const { verb, unit, mode, settleMs, endAtBootMs } = fieldsOf(value);
  // The same fields under the same rules as in the command they came from.
  const command = check("command", {
    session: 0,
    kind: "job",
    id,
    verb,
    unit,
    mode: mode as JobMode,
    settleMs,
  });
  if (!jobVerbs.includes(String(verb)) || !command.unit || !command.mode) throw new TypeError(id);
  return {
    verb: verb as JobVerb,
    unit: command.unit,
    mode: command.mode,
    settleMs: command.settleMs ?? 0,
    ...(endAtBootMs === undefined ? {} : { endAtBootMs: numberOf(endAtBootMs) }),
  };
}

function jobOf(value: unknown): QueuedJob {
  const { jobId, isNew } = fieldsOf(value);
  return { jobId: numberOf(jobId), isNew: isNew === true };
}

function outcomeOf(id: string, value: unknown): Outcome {
  const { result, detail, problem, after } = check("report", {
    ...fieldsOf(value),
    session: 0,
    id,
    kind: "finished",
  });
  if (!result) throw new TypeError(id);
  return {
    result,
    ...(detail === undefined ? {} : { detail }),
    ...(problem === undefined ? {} : { problem }),
    ...(after === undefined ? {} : { after }),
  };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw new TypeError(String(value));
  // Any object is one of unknown fields.
  return value as Record<string, unknown>;
}

function numberOf(value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new TypeError(String(value));
  return value;
}
