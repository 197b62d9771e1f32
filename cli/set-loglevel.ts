import { managerNode } from "../src/protocol/topics.ts";
import { levelOf } from "./changes.ts";
import type { Call } from "./commands.ts";
import { printWishes } from "./dry-run.ts";
import { exitStatuses } from "./exit-codes.ts";
import { runJobs } from "./jobs.ts";
import { queryOptionsOf } from "./targets.ts";

/** `hirtectl set-loglevel [NODE] LEVEL`: of an agent, or of hirte itself. */
export async function setLogLevel(call: Call): Promise<number> {
  const { args, options } = call;
  if (args.length === 2 || options.all) return runJobs(call);
  const level = levelOf(args[0] ?? "");
  if (options.dryRun) {
    printWishes(call, [{ verb: "set-loglevel", args: { level } }]);
    return exitStatuses.done.status;
  }
  const client = await call.connect();
  await client.query(managerNode, "set-manager-loglevel", { level }, queryOptionsOf(call));
  return exitStatuses.done.status;
}
