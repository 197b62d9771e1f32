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
    order: { what: "cancel", by, reason, isOfStartup: options.startup === true },
  });
  io.stdout.write(`run ${run} is called off: what is under way is not waited for\n`);
  const left = `run ${run} is called off all the same: \`hecate status\` shows what becomes of it`;
  const ended = await follow(call, run, { left });
  if (ended === undefined) return hecateExits.interrupted.status;
  if (ended.phase !== "cancelled") return hecateExits.failed.status;
  io.stdout.write(`${next[ended.kind]}\n`);
  return hecateExits.done.status;
};

/** What the cluster is in for now: nobody is to find out later that it is half down. */
const next = {
  shutdown:
    "what it has stopped is brought back by a startup, when mains and batteries let it: `hecate status` shows it",
  startup:
    "the cluster stays as it is now, whole or not: `hecate startup --execute` brings up what is down",
} as const;
