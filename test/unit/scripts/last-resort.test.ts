import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { useTempDir } from "../../support/temp-dir.ts";

const script = join(import.meta.dirname, "../../../scripts/host/last-resort.sh");

/** Every program by which it could do something to this machine is another one here. */
describe("last-resort.sh", () => {
  const dir = useTempDir();

  function write(path: string, text: string, mode = 0o644): string {
    const file = join(dir(), path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
    return file;
  }

  /** Runs it, where hecate is in that state and the UPS says so; resolves to what it asked systemd for. */
  async function asked(hecate: string, flags: string, meanwhile = () => {}): Promise<string> {
    write("state", hecate);
    write("flags", flags);
    const log = join(dir(), "asked");
    write(
      "bin/systemctl",
      `#!/bin/sh\ncase $1 in show) cat "${dir()}/state";; -q) exit 1;; *) echo "$*" >> "${log}";; esac\n`,
      0o755,
    );
    write("bin/systemd-run", `#!/bin/sh\necho systemd-run >> "${log}"\n`, 0o755);
    write("bin/upsc", `#!/bin/sh\ncat "${dir()}/flags"\n`, 0o755);
    const env = { PATH: `${dir()}/bin:/usr/bin:/bin`, HECATE_TEST_ROOT: dir() };
    const child = spawn("sh", [script], { env, stdio: ["ignore", "ignore", "pipe"] });
    child.stderr.once("data", meanwhile);
    const status = await new Promise((resolve) => child.once("exit", resolve));
    assert.equal(status, 0);
    return existsSync(log) ? readFileSync(log, "utf8") : "";
  }

  const goes = /poweroff --no-block/;

  it("[REQ-LAS-8] goes at once where no FSD is hecate's own", async () => {
    assert.match(await asked("active", "OB LB"), goes);
  });

  it("[REQ-LAS-8] goes where hecate is dead, or the battery nearly empty, whoever has set FSD", async () => {
    write("run/hecate/own-fsd", "alpha\n");
    assert.match(await asked("failed", "FSD OB"), goes);
    assert.match(await asked("active", "FSD OB LB"), goes);
  });

  it("[REQ-LAS-8] leaves the host alone where hecate has set FSD itself, and the mains are back", async function () {
    this.timeout(10_000);
    const own = write("run/hecate/own-fsd", "alpha\n");
    const said = await asked("active", "FSD OB", () => rmSync(own));
    assert.doesNotMatch(said, goes);
    // It is wanted for the next time.
    assert.match(said, /restart nut-monitor\.service/);
  });
});
