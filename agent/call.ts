import { HirteError, isHirteError } from "../src/core/errors.ts";
import { check } from "../src/protocol/codec.ts";
import type { Command, JobMode, RunRequest } from "../src/protocol/generated/schemas.ts";
import { type ActionName, findVerb, type JobVerb } from "../src/protocol/verbs.ts";
import { runUnitOf } from "../src/units/run-unit.ts";

/** What is asked of systemd for a job, checked; what the ledger remembers of it. */
export type Call = UnitCall | ActionCall | RunCall;

/** A call that has systemd queue a job for a unit. */
export interface UnitCall {
  readonly verb: JobVerb;
  readonly unit: string;
  readonly mode: JobMode;
  /** For Type=simple, exec and idle: how long a start must hold, in milliseconds. */
  readonly settleMs: number;
  /** Boot clock at which the job is let go of; absent: the unit's own timeouts rule. */
  readonly endAtBootMs?: number;
}

/** A call that is done when it is answered. */
export interface ActionCall {
  readonly verb: ActionName;
  readonly unit?: string;
  /** The verb's request without what all requests hold, and without the unit. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly endAtBootMs?: number;
}

/** A call that makes a unit and starts it. */
export interface RunCall {
  readonly verb: "run";
  readonly unit: string;
  /** The request without what all requests hold, and without the unit. */
  readonly args: Omit<RunRequest, "id" | "unit">;
  readonly endAtBootMs?: number;
}

/** Whether the call runs a command. */
export function isRunCall(call: Call): call is RunCall {
  return call.verb === "run";
}

/** Whether the call queues a job in systemd. */
export function isUnitCall(call: Call): call is UnitCall {
  return "mode" in call;
}

/** `start web.service`, `daemon-reload`: how messages name a call. */
export function nameOfCall({ verb, unit }: Pick<Call, "verb" | "unit">): string {
  return unit === undefined ? verb : `${verb} ${unit}`;
}

/**
 * The call that a command asks for.
 * @throws HirteError `unknown-verb`, `bad-request`
 */
export function callOf({ id, verb = "", unit, args }: Partial<Command>): Call {
  const known = findVerb(verb);
  if (!known || !["job", "action", "run"].includes(known.kind)) {
    throw new HirteError("unknown-verb", `this agent knows no job "${verb}"`);
  }
  // Id and unit are the command's own, whatever its arguments are called.
  const { id: _id, unit: _unit, ...own }: Record<string, unknown> = args ?? {};
  try {
    const fields = { ...own, ...(unit === undefined ? {} : { unit }), id };
    check(known.requestSchema, fields);
    if (known.name === "run") {
      const { id: ownId, unit: named = runUnitOf(ownId), ...rest } = check("request-run", fields);
      return { verb: "run", unit: named, args: checkedRun(rest) };
    }
    if (known.kind === "action") {
      // findVerb has just shown that it is one.
      const name = known.name as ActionName;
      return { verb: name, ...(unit === undefined ? {} : { unit }), args: own };
    }
    const request = check("request-unit-job", fields);
    return {
      // As above.
      verb: known.name as JobVerb,
      unit: request.unit,
      mode: request.mode ?? "replace",
      settleMs: request.settleMs ?? 0,
    };
  } catch (cause) {
    if (!isHirteError(cause)) throw cause;
    throw new HirteError("bad-request", `${verb}: ${cause.message}`, { cause });
  }
}

/** What the schema cannot say. @throws HirteError `bad-request` */
function checkedRun(args: RunCall["args"]): RunCall["args"] {
  const { argv, shell, properties = [], pipe = false, wait = false } = args;
  const isCommand = argv !== undefined || shell !== undefined;
  if (argv !== undefined && shell !== undefined) {
    throw new HirteError("bad-request", "either argv or shell, not both");
  }
  if (isCommand === properties.length > 0) {
    throw new HirteError("bad-request", "either a command or properties are needed, not both");
  }
  if (pipe && !wait) throw new HirteError("bad-request", "pipe needs wait");
  if (wait && !isCommand) {
    throw new HirteError("bad-request", "what is made of properties is started, not waited for");
  }
  return args;
}
