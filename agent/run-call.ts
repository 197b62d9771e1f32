import { HirteError } from "../src/core/errors.ts";
import { check } from "../src/protocol/codec.ts";
import type { Command, RunRequest } from "../src/protocol/generated/schemas.ts";
import { runUnitOf } from "../src/units/run-unit.ts";
import { isUnitName } from "../src/units/unit-name.ts";

/** A call that makes a unit and starts it; what is run is not in it: see `RunOrder`. */
export interface RunCall {
  readonly verb: "run" | "command";
  readonly unit: string;
  /** Its end is that of the command, and not of its start. */
  readonly wait: boolean;
  /** Who reads the output; absent: it goes to the journal. */
  readonly reader?: string;
  readonly endAtBootMs?: number;
}

/**
 * What a call runs, by itself or by the name it has on this node. Command lines and variables can hold
 * secrets: an order is in memory alone, and no longer than until its call has left.
 */
export type RunOrder =
  | Omit<RunRequest, "id" | "unit" | "wait" | "pipe">
  | { readonly commandName: string };

/** The call of a command, and what it runs; both checked. @throws HirteError `bad-request`, `bad-message` */
export function readRun(
  verb: RunCall["verb"],
  fields: object,
  user: Command["user"],
): { readonly call: RunCall; readonly order: RunOrder } {
  if (verb === "command") {
    const { id, name, pipe = true } = check("request-command", fields);
    const call = { verb, unit: runUnitOf(id), wait: true, ...readerOf(pipe, user) };
    return { call, order: { commandName: name } };
  }
  const request = check("request-run", fields);
  const { id, unit = runUnitOf(id), wait = false, pipe = false, ...order } = request;
  checkRun({ ...order, unit, wait, pipe });
  return { call: { verb, unit, wait, ...readerOf(pipe, user) }, order };
}

function readerOf(pipe: boolean, user: Command["user"]): Pick<RunCall, "reader"> {
  if (!pipe) return {};
  if (user === undefined) throw new HirteError("bad-request", "the output needs a reader");
  return { reader: user };
}

/** What the schema cannot say. @throws HirteError `bad-request` */
function checkRun({
  unit,
  argv,
  shell,
  properties = [],
  pipe,
  wait,
}: Omit<RunRequest, "id" | "unit"> & { readonly unit: string }): void {
  if (!isUnitName(unit)) {
    throw new HirteError("bad-request", `"${unit}" is not the name of a unit that can be started`);
  }
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
}
