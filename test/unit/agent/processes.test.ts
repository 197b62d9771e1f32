import { equal } from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { procProcesses, stageOf } from "../../../agent/processes.ts";

/** As /proc/PID/stat, with these flags. */
const stat = (name: string, flags: number) => `4711 (${name}) S 1 4711 4711 0 -1 ${flags} 97 0 0 0`;

describe("the stages of a service's main process", () => {
  for (const [name, flags, stage, what] of [
    ["systemd", 0x400040, "preparing", "a fork of systemd"],
    ["(ostgres)", 0x400040, "preparing", "a fork that goes by its program's name"],
    ["systemd-execut", 0x400000, "preparing", "systemd-executor, in its first moment"],
    ["systemd-executo", 0x400000, "preparing", "systemd-executor"],
    ["(ostgres)", 0x400000, "preparing", "systemd-executor by its program's name"],
    ["postgres", 0x400000, "running", "the program"],
    ["a) R 1 (b", 0x400000, "running", "a program of an odd name"],
    ["systemd-resolve", 0x400000, "running", "a daemon of systemd's"],
  ] as const) {
    it(`[REQ-AGT-12] ${what}: ${stage}`, () => equal(stageOf(stat(name, flags)), stage));
  }

  it("[REQ-AGT-12] are read from /proc", async () => {
    const child = spawn("sleep", ["60"]);
    await once(child, "spawn");
    equal(procProcesses.stageOf(child.pid ?? 0), "running");
    child.kill();
    await once(child, "exit");
    equal(procProcesses.stageOf(child.pid ?? 0), "gone");
  });
});
