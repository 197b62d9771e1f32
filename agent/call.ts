import { HirteError, isHirteError } from "../src/core/errors.ts";
import { check } from "../src/protocol/codec.ts";
import type { Command, JobMode } from "../src/protocol/generated/schemas.ts";
import { type ActionName, findVerb, type JobVerb } from "../src/protocol/verbs.ts";
import { type RunCall, type RunOrder, readRun } from "./run-call.ts";

/** What is asked of systemd for a job, checked; what the ledger remembers of it. */
export type Call = UnitCall | ActionCall | RunCall;

/** A call that has systemd queue a job for a unit. */
export interface UnitCall {
  readonly verb: JobVerb;
  readonly unit: string;
  readonly mode: JobMode;
  readonly settleMs: number;
  /** On the boot clock, milliseconds: when the job is cancelled, were it still running. */
  readonly endAtBootMs?: number;
}

/** A call whose answer is all there is to wait for. */
export interface ActionCall {
  readonly verb: ActionName;
  readonly unit?: string;
  /** What the verb's request holds besides the unit. */
  readonly args: Readonly<Record<string, unknown>>;
  /** On the boot clock, milliseconds: when nobody waits for the answer any more. */
  readonly endAtBootMs?: number;
}

/** Whether the call queues a job in systemd. */
export function isUnitCall(call: Call): call is UnitCall {
  return "mode" in call;
}

/** Whether the call runs a command. */
export function isRunCall(call: Call): call is RunCall {
  return call.verb === "run" || call.verb === "command";
}

/** `start nginx.service`, `daemon-reload`: how messages name what was asked for. */
export function nameOfCall({ verb, unit }: Pick<Call, "verb" | "unit">): string {
  return unit === undefined ? verb : `${verb} ${unit}`;
}

/** What a command asks for; `order`: what is run, where something is. */
export interface Asked {
  readonly call: Call;
  readonly order?: RunOrder;
  /** Of a coordinator, whose run this belongs to: one older than what was obeyed is refused. */
  readonly coordinatorRun?: number;
}

/** What the verb power is to do. */
export function powerToOf(call: Call): { readonly powerTo?: string } {
  return call.verb === "power" && "args" in call ? { powerTo: String(call.args["do"]) } : {};
}

/**
 * The call that a command asks for.
 * @throws HirteError `unknown-verb`, `bad-request`
 */
export function askedBy({ id, verb = "", unit, user, args }: Partial<Command>): Asked {
  const known = findVerb(verb);
  // Id and unit are the command's own, whatever its arguments are called.
  const { id: _, unit: _unit, ...own }: Record<string, unknown> = args ?? {};
  const fields = { ...own, ...(unit === undefined ? {} : { unit }), id };
  try {
    switch (known?.kind) {
      case "action": {
        check(known.requestSchema, fields);
        // findVerb has just shown that it is one.
        const name = known.name as ActionName;
        const call = { verb: name, ...(unit === undefined ? {} : { unit }), args: own };
        return { call, ...coordinatorRunOf(name, own) };
      }
      case "job": {
        const read = check("request-unit-job", fields);
        const { mode = "replace", settleMs = 0 } = read;
        // As above.
        return { call: { verb: known.name as JobVerb, unit: read.unit, mode, settleMs } };
      }
      case "run": {
        // As above.
        const name = known.name as RunCall["verb"];
        return { ...readRun(name, fields, user), ...coordinatorRunOf(name, own) };
      }
      case "query":
      case "stream":
      case "control":
      case undefined:
        break;
    }
  } catch (cause) {
    if (!isHirteError(cause, "bad-message", "bad-request")) throw cause;
    throw new HirteError("bad-request", `${verb}: ${cause.message}`, { cause });
  }
  throw new HirteError("unknown-verb", `this agent knows no job "${verb}"`);
}

/** The request has been checked: where the verb knows of runs, it is a number. */
function coordinatorRunOf(
  verb: string,
  { run }: Readonly<Record<string, unknown>>,
): Pick<Asked, "coordinatorRun"> {
  const knowsRuns = verb === "power" || verb === "command";
  return knowsRuns && typeof run === "number" ? { coordinatorRun: run } : {};
}
