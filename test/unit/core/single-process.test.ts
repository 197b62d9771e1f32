import { deepEqual, equal, throws } from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isHirteError } from "../../../src/core/errors.ts";
import { claimDirectory, isClaimedBy } from "../../../src/core/single-process.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("a program's claim to its directory", () => {
  const directory = useTempDir();
  const runDir = () => join(directory(), "run");
  const claim = (pid?: number) =>
    claimDirectory(
      { directory: runDir(), file: "it.pid", mode: 0o700, program: "it", key: "Dir" },
      pid,
    );

  it("[REQ-AGT-24] [REQ-NODE-21] is refused while another one lives, and given once it has died", async () => {
    const other = spawn("sleep", ["60"], { stdio: "ignore" });
    await once(other, "spawn");
    claim(other.pid);
    throws(
      () => claim(),
      (error) => isHirteError(error, "busy") && error.message.includes(String(other.pid)),
    );
    other.kill("SIGKILL");
    await once(other, "exit");
    claim();
    deepEqual(readdirSync(runDir()), ["it.pid"]);
  });

  it("[REQ-AGT-24] [REQ-NODE-21] is given where another process has a dead one's number", async () => {
    const other = spawn("sleep", ["60"], { stdio: "ignore" });
    await once(other, "spawn");
    claim(other.pid);
    const path = join(runDir(), "it.pid");
    writeFileSync(path, readFileSync(path, "utf8").replace(/\d+$/, "1"));
    claim();
    other.kill("SIGKILL");
    await once(other, "exit");
  });

  it("[REQ-AGT-24] [REQ-NODE-21] is given again to who has it, and where the file says nothing", () => {
    claim();
    claim();
    writeFileSync(join(runDir(), "it.pid"), "");
    claim();
  });

  it("[REQ-BAK-3] is over where another one has taken this one for dead", () => {
    claim();
    const own = { directory: runDir(), file: "it.pid" };
    equal(isClaimedBy(process.pid, own), true);
    writeFileSync(join(runDir(), "it.pid"), "1 1");
    equal(isClaimedBy(process.pid, own), false);
  });

  it("[REQ-SEC-15] follows no link to what lies elsewhere", () => {
    const other = join(directory(), "other");
    writeFileSync(other, "kept");
    mkdirSync(runDir());
    for (const name of [`it.pid.${process.pid}`, `it.pid.${process.pid}.old`])
      symlinkSync(other, join(runDir(), name));
    claim();
    deepEqual(readFileSync(other, "utf8"), "kept");
  });

  it("[REQ-CORE-10] names the file where it cannot be written", () => {
    writeFileSync(runDir(), "");
    throws(
      () => claim(),
      (error) => isHirteError(error, "unavailable") && error.message.includes(runDir()),
    );
  });
});
