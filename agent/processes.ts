import { readFileSync } from "node:fs";
import type { ProcessPort } from "./ports.ts";

/** PF_FORKNOEXEC of the kernel: forked, and nothing was executed since. */
const forkedOnly = 0x40;

/** The machine's processes as /proc shows them to everybody (proc_pid_stat(5)). */
export const procProcesses: ProcessPort = {
  stageOf(pid) {
    try {
      return stageOf(readFileSync(`/proc/${pid}/stat`, "latin1"));
    } catch {
      // ENOENT, or ESRCH when it went just now; also where /proc shows no foreign processes.
      return "gone";
    }
  },
};

/**
 * What a line of /proc/PID/stat says of a process that systemd started. Until it executes its unit's
 * program it is a fork of systemd, or, since version 255, of systemd-executor; both take on the
 * program's name in parentheses on the way.
 */
export function stageOf(stat: string): "preparing" | "running" {
  // The name may have any character in it.
  const nameEnd = stat.lastIndexOf(")");
  const name = stat.slice(stat.indexOf("(") + 1, nameEnd);
  const flags = Number(stat.slice(nameEnd + 2).split(" ")[6]);
  const isSystemds = /^\(.*\)$/s.test(name) || name.startsWith("systemd-execut");
  return isSystemds || (flags & forkedOnly) !== 0 ? "preparing" : "running";
}
