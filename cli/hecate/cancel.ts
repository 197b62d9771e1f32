import { askHecate } from "../../src/hecate/ask.ts";
import type { HecateHandler } from "./commands.ts";
import { hecateExits } from "./exit-codes.ts";
import { follow } from "./follow.ts";
import { socketOf } from "./where.ts";

/** `hecate cancel` */
export const cancel: HecateHandler = async (call) => {
  const { options, io } = call;
  const by = io.loginName?.() ?? "unknown";
  const reason = options.reason || "called off";
  const { run } = await askHecate(socketOf(call), {
    ask: "order",
    order: { what: "cancel", by, reason },
  });
  io.stdout.write(`run ${run} is called off: what is under way is not waited for\n`);
  const phase = await follow(call, run);
  return hecateExits[phase === "cancelled" || phase === undefined ? "done" : "failed"].status;
};
