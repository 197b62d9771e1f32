import { readFileSync } from "node:fs";
import { HirteError } from "../src/core/errors.ts";
import type { BootClock } from "./ports.ts";

/**
 * CLOCK_BOOTTIME, as /proc/uptime shows it: in steps of 10 ms, rounded down. Who computes an upper
 * bound from two readings adds a step.
 */
export const bootClockStepMs = 10;

/** The boot clock of this machine (proc_uptime(5)). */
export function procBootClock(path = "/proc/uptime"): BootClock {
  return {
    bootMs() {
      const text = readFileSync(path, "latin1");
      const seconds = Number.parseFloat(text);
      if (!Number.isFinite(seconds)) {
        throw new HirteError("bad-message", `${path} does not begin with a number of seconds`);
      }
      return Math.round(seconds * 1000);
    },
  };
}
