import { throws } from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { claimRunDir } from "../../../agent/single-agent.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("the agent's claim to its ledger", () => {
  const directory = useTempDir();
  const runDir = () => join(directory(), "run");

  it("[REQ-AGT-24] is refused while another agent lives, and given once it has died", async () => {
    const other = spawn("sleep", ["60"], { stdio: "ignore" });
    await once(other, "spawn");
    claimRunDir(runDir(), other.pid);
    throws(
      () => claimRunDir(runDir()),
      (error) => isHirteError(error, "busy"),
    );
    other.kill("SIGKILL");
    await once(other, "exit");
    claimRunDir(runDir());
  });

  it("[REQ-AGT-24] is given where another process has a dead agent's number", async () => {
    const other = spawn("sleep", ["60"], { stdio: "ignore" });
    await once(other, "spawn");
    claimRunDir(runDir(), other.pid);
    const path = join(runDir(), "agent.pid");
    writeFileSync(path, readFileSync(path, "utf8").replace(/\d+$/, "1"));
    claimRunDir(runDir());
    other.kill("SIGKILL");
    await once(other, "exit");
  });

  it("[REQ-AGT-24] is given again to who has it", () => {
    claimRunDir(runDir());
    claimRunDir(runDir());
  });
});
