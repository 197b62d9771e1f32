import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HirteError } from "../src/core/errors.ts";

/**
 * Makes sure that this process is the only agent on its ledger: two would each begin what the other
 * has begun. A file names the process; one that is left over from a process that has ended counts for
 * nothing, whoever has its number now.
 * @throws HirteError `busy` when another one is running
 */
export function claimRunDir(runDir: string, pid: number = process.pid): void {
  const path = join(runDir, "agent.pid");
  const owner = readText(path);
  const [ownerPid] = owner?.split(" ") ?? [];
  if (owner !== undefined && Number(ownerPid) !== pid && owner === processMark(Number(ownerPid))) {
    throw new HirteError(
      "busy",
      `another hirte-agent, process ${ownerPid}, is running on ${runDir}: stop it, or give this one a RunDirectory= of its own`,
    );
  }
  mkdirSync(runDir, { recursive: true, mode: 0o700 });
  writeFileSync(path, processMark(pid) ?? "", { mode: 0o600 });
}

/** Number and start time of a living process, which together name it in this boot (proc_pid_stat(5)). */
export function processMark(pid: number): string | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  // The second field is the program's name in parentheses, which can hold anything.
  const startTime = stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  return startTime === undefined ? undefined : `${pid} ${startTime}`;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Not there, or not to be read: there is nothing to compare with.
    return undefined;
  }
}
