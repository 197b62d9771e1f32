import { readdirSync, readFileSync } from "node:fs";

/** Memory of a process, in MiB (proc_pid_smaps(5)). */
export interface Memory {
  readonly rssMiB: number;
  /** What no other process shares: what the process adds to the machine. */
  readonly privateMiB: number;
}

/** @throws when there is no such process, or it may not be looked into */
export function memoryOf(pid: number): Memory {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  const kib = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+) kB`, "m").exec(text)?.[1]);
  return {
    rssMiB: kib("Rss") / 1024,
    privateMiB: (kib("Private_Clean") + kib("Private_Dirty")) / 1024,
  };
}

/** Largest resident memory the process ever had, in MiB. */
export function peakRssMiB(pid: number): number {
  const text = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(text)?.[1]) / 1024;
}

/**
 * Seconds of CPU the process has used, all threads together: by the scheduler's own nanoseconds, as
 * `stat` counts in hundredths of a second, which is all that an idle agent uses in ten.
 */
export function cpuSecondsOf(pid: number): number {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      const text = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8");
      nanoseconds += Number(text.split(" ")[0]);
    } catch {
      // A thread that ended just now.
    }
  }
  return nanoseconds / 1e9;
}

/** Beside the connections that are counted. */
const otherDescriptors = 200;

/** Why a process cannot have so many connections here; undefined: it can. */
export function tooFewFilesFor(connections: number): string | undefined {
  // Node.js raises its own limit, and that of what it starts, to the hard one.
  const text = readFileSync("/proc/self/limits", "utf8");
  const hard = /^Max open files\s+\S+\s+(\S+)/m.exec(text)?.[1];
  const open = hard === "unlimited" ? Number.POSITIVE_INFINITY : Number(hard ?? 1024);
  if (open >= connections + otherDescriptors) return undefined;
  return `not measured: a process may open ${open} files here (ulimit -Hn)`;
}
