import { readdir, readFile } from "node:fs/promises";

/** What the machine knows of this process. */
export interface ProcessFacts {
  readonly cpuSeconds: number;
  readonly startedAtSeconds: number;
  readonly residentBytes: number;
  readonly heapTotalBytes: number;
  readonly heapUsedBytes: number;
  readonly externalBytes: number;
  /** In which the event loop was at work. */
  readonly loopBusySeconds: number;
  /** Absent where /proc does not tell. */
  readonly openFds?: number;
  /** Absent where there is no limit, or /proc does not tell. */
  readonly maxFds?: number;
}

/**
 * Reads them. prom-client's own set of such metrics is not used: it keeps an observer of garbage
 * collections and a timer of 10 ms that nothing can stop, and names gauges as if they were counters,
 * which promtool objects to.
 */
export async function readProcess(): Promise<ProcessFacts> {
  const { user, system } = process.cpuUsage();
  const { rss, heapTotal, heapUsed, external } = process.memoryUsage();
  const openFds = await countOpenFds();
  const maxFds = await readMaxFds();
  return {
    cpuSeconds: (user + system) / 1e6,
    startedAtSeconds: performance.timeOrigin / 1000,
    residentBytes: rss,
    heapTotalBytes: heapTotal,
    heapUsedBytes: heapUsed,
    externalBytes: external,
    loopBusySeconds: performance.eventLoopUtilization().active / 1000,
    ...(openFds === undefined ? {} : { openFds }),
    ...(maxFds === undefined ? {} : { maxFds }),
  };
}

async function countOpenFds(): Promise<number | undefined> {
  try {
    // Without the one that was open for reading them.
    return (await readdir("/proc/self/fd")).length - 1;
  } catch {
    return undefined;
  }
}

/** proc_pid_limits(5); the soft limit can be changed from outside while the process runs. */
async function readMaxFds(): Promise<number | undefined> {
  try {
    const limits = await readFile("/proc/self/limits", "utf8");
    const soft = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1]);
    return Number.isFinite(soft) ? soft : undefined;
  } catch {
    return undefined;
  }
}
