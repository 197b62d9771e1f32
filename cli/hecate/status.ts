import { HirteError, isHirteError, messageOf } from "../../src/core/errors.ts";
import { askHecate } from "../../src/hecate/ask.ts";
import type { StatusAnswer } from "../../src/hecate/socket-protocol.ts";
import { isColoured } from "../output.ts";
import type { HecateCall, HecateHandler, HecateIo } from "./commands.ts";
import { type HecateExitName, hecateExits } from "./exit-codes.ts";
import type { Look } from "./lay-out.ts";
import { statusText } from "./status-text.ts";
import { socketOf } from "./where.ts";

/** `hecate status` */
export const status: HecateHandler = async (call: HecateCall) => {
  const { options, io } = call;
  const { text, exit } = await known(async () => {
    const answer = await askHecate(socketOf(call), { ask: "status" });
    const { ok: _, ...rest } = answer;
    const json = () => `${JSON.stringify(rest, null, 2)}\n`;
    return { exit: exitOf(answer), text: options.json ? json() : statusText(answer, lookOf(io)) };
  });
  io.stdout.write(text);
  return hecateExits[exit].status;
};

/**
 * Whatever keeps an answer from being had: nothing is known then, and no status that means something may say otherwise.
 * @throws HirteError `not-reachable`
 */
async function known<T>(learn: () => Promise<T>): Promise<T> {
  try {
    return await learn();
  } catch (error) {
    if (isHirteError(error, "not-reachable")) throw error;
    // One of a problem, or of a hecate of another version.
    const problem = isHirteError(error)
      ? messageOf(error)
      : "its answer is none that this hecate knows";
    throw new HirteError("not-reachable", `the daemon tells nothing: ${problem}`, { cause: error });
  }
}

/** A pipe is written as a terminal of 80 columns is, without colours. */
export function lookOf({ isTty = false, columns, env }: HecateIo): Look {
  return {
    isColoured: isColoured({ isTty, env }),
    columns: Math.max(40, isTty ? columns || 80 : 80),
  };
}

function exitOf({ state }: StatusAnswer): HecateExitName {
  switch (state.condition) {
    case "normal":
      return "normal";
    case "degraded":
      return "degraded";
    case "on-battery":
      return "onBattery";
    case "shutting-down":
      return "shuttingDown";
  }
  // One that the types do not know is not passed off as one that they do.
  throw new HirteError("bad-message", "its condition is none that this hecate knows");
}
