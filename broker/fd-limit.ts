import { readFile } from "node:fs/promises";

/** File descriptors the rest of the program needs: log, bus, HTTP, other listeners. */
const reserved = 128;
/** More connections than this are a matter for several brokers. */
const enough = 16_384;

/**
 * How many connections this process can hold without running out of file descriptors
 * (proc_pid_limits(5)).
 */
export async function connectionsAllowed(limitsPath = "/proc/self/limits"): Promise<number> {
  const limits = await readFile(limitsPath, "utf8").catch(() => "");
  const soft = /^Max open files\s+(\S+)/m.exec(limits)?.[1];
  if (soft === "unlimited") return enough;
  const descriptors = Number(soft ?? 1024);
  return Math.min(enough, Math.max(Math.floor(descriptors / 2), descriptors - reserved));
}
