import { openSync, readSync } from "node:fs";
import { HirteError } from "./errors.ts";

/** Milliseconds since boot, suspend included (/proc/uptime): in steps of 10 ms, rounded down. */
export interface BootClock {
  bootMs(): number;
}

/**
 * CLOCK_BOOTTIME, as /proc/uptime shows it: in steps of 10 ms, rounded down. Who computes an upper
 * bound from two readings adds a step.
 */
export const bootClockStepMs = 10;

/**
 * The boot clock of this machine (proc_uptime(5)). The file stays open for the life of the process: it
 * is read several times in each job, and opening it is most of the work.
 * @throws when the file cannot be opened
 */
export function procBootClock(path = "/proc/uptime"): BootClock {
  const fd = openSync(path, "r");
  const bytes = Buffer.alloc(64);
  return {
    bootMs() {
      // At position 0 the kernel writes it anew.
      const length = readSync(fd, bytes, 0, bytes.length, 0);
      const seconds = Number.parseFloat(bytes.toString("latin1", 0, length));
      if (!Number.isFinite(seconds)) {
        throw new HirteError("bad-message", `${path} does not begin with a number of seconds`);
      }
      return Math.round(seconds * 1000);
    },
  };
}
