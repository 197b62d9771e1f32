import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLog } from "../../../src/core/log.ts";
import { notify } from "../../../src/core/sd-notify.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("telling the service manager", () => {
  const dir = useTempDir();
  const told = () => join(dir(), "told");
  const env = (more: Record<string, string> = {}) => ({
    PATH: `${dir()}:/usr/bin:/bin`,
    TOLD: told(),
    ...more,
  });
  /** Puts a program in the place of systemd-notify. */
  const useProgram = (script: string) =>
    writeFileSync(join(dir(), "systemd-notify"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });

  it("[REQ-CORE-9] passes the state on to systemd-notify", async () => {
    useProgram('echo "$NOTIFY_SOCKET $*" > "$TOLD"');
    await notify("READY=1", { env: env({ NOTIFY_SOCKET: "/run/systemd/notify" }) });
    assert.equal(readFileSync(told(), "utf8"), "/run/systemd/notify READY=1\n");
  });

  it("[REQ-CORE-9] does nothing where nobody wants to know", async () => {
    useProgram('touch "$TOLD"');
    await notify("READY=1", { env: env() });
    assert.equal(existsSync(told()), false);
  });

  for (const [what, script, timeoutMs] of [
    ["fails", "echo no socket >&2; exit 1", 5000],
    ["hangs", "exec sleep 60", 50],
  ] as const) {
    it(`[REQ-CORE-9] goes on with a warning when the program ${what}`, async () => {
      useProgram(script);
      const lines: string[] = [];
      const log = createLog({
        level: "warn",
        target: "journald",
        write: (line) => void lines.push(line),
      });
      await notify("READY=1", { env: env({ NOTIFY_SOCKET: "/x" }), log, timeoutMs });
      assert.match(lines.join(""), /^<4>systemd could not be told.* state="READY=1"/);
    });
  }

  it("[REQ-CORE-9] goes on when there is no such program", async () => {
    await notify("READY=1", { env: { PATH: dir(), NOTIFY_SOCKET: "/x" } });
  });
});
