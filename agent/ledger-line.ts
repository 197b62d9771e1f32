import { check } from "../src/protocol/codec.ts";
import { askedBy, type Call } from "./call.ts";
import type { Outcome } from "./outcome.ts";
import type { QueuedJob } from "./ports.ts";
import type { RunCall } from "./run-call.ts";

/** A line of the ledger's file; the first one names the boot all others belong to. */
export type LedgerLine =
  | { readonly bootId: string }
  | { readonly id: string; readonly at: "calling"; readonly call: Call }
  | { readonly id: string; readonly at: "running"; readonly job: QueuedJob }
  | { readonly id: string; readonly at: "finished"; readonly outcome: Outcome }
  | { readonly id: string; readonly at: "acked"; readonly bootMs: number };

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
      return { id, at, call: readCall(id, rest["call"]) };
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

function readCall(id: string, value: unknown): Call {
  const { verb, unit, endAtBootMs, ...rest } = fieldsOf(value);
  const end = endAtBootMs === undefined ? {} : { endAtBootMs: numberOf(endAtBootMs) };
  if (verb === "run" || verb === "command") return { ...readRunCall(verb, unit, rest), ...end };
  // A call to a unit has its arguments beside its name, an action below `args`.
  const args = fieldsOf(rest["args"] ?? rest);
  // The same fields under the same rules as in the command they came from.
  const { call } = askedBy({
    id,
    ...(typeof verb === "string" ? { verb } : {}),
    ...(typeof unit === "string" ? { unit } : {}),
    args,
  });
  return { ...call, ...end };
}

/** What it runs is not in the ledger: it may hold secrets, and is never begun again. */
function readRunCall(
  verb: RunCall["verb"],
  unit: unknown,
  { wait, reader }: Record<string, unknown>,
): RunCall {
  if (typeof unit !== "string") throw new TypeError(String(unit));
  return {
    verb,
    unit,
    wait: wait === true,
    ...(typeof reader === "string" ? { reader } : {}),
  };
}

function jobOf(value: unknown): QueuedJob {
  const { jobId, isNew } = fieldsOf(value);
  return { jobId: numberOf(jobId), isNew: isNew === true };
}

function outcomeOf(id: string, value: unknown): Outcome {
  const { result, detail, problem, after, files, hasInstall } = check("report", {
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
    ...(files === undefined ? {} : { files }),
    ...(hasInstall === undefined ? {} : { hasInstall }),
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
