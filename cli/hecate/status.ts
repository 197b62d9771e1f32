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
  const answer = await askHecate(socketOf(call), { ask: "status" });
  if (options.json) {
    const { ok: _, ...rest } = answer;
    io.stdout.write(`${JSON.stringify(rest, null, 2)}\n`);
  } else {
    io.stdout.write(statusText(answer, lookOf(io)));
  }
  return hecateExits[exitOf(answer)].status;
};

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
}
