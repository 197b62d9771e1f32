import assert from "node:assert/strict";
import { readHecateConfig } from "../../../../src/config/hecate.ts";
import { equivalentsOf } from "../../../../src/hecate/run/equivalents.ts";
import type { PlannedAction } from "../../../../src/power/plan-model.ts";
import { hecateExample } from "../../../support/hecate-file.ts";

describe("what does the same as a step by hand", () => {
  const config = readHecateConfig({
    ...({ file: hecateExample, env: {}, hostName: "titan-db", secrets: "unread" } as const),
  });
  const at = { node: "titan-0a" };
  const lines: readonly (readonly [PlannedAction, ...string[]])[] = [
    [{ kind: "restart", unit: "a.service", ...at }, "titan-0a# systemctl restart a.service"],
    [{ kind: "reboot", ...at }, "titan-0a# systemctl reboot"],
    [
      { kind: "wait", what: "time-synced", ...at },
      "titan-0a# timedatectl show --property=NTPSynchronized",
    ],
    [
      { kind: "wait", what: "unit", unit: "a.service", is: "active", ...at },
      "titan-0a# systemctl is-active a.service",
    ],
    [{ kind: "wait", what: "command", command: "x", ...at }, "# hirtectl command titan-0a x"],
    [{ kind: "wait", what: "agent", ...at }, "# hirtectl is-online node titan-0a"],
    [{ kind: "wait", what: "tcp", to: { host: "fd00::1", port: 80 } }, "# nc -z -w 10 fd00::1 80"],
    [{ kind: "notify", severity: "info", text: "up" }],
  ];
  it("[REQ-RUNS-38] is a line of systemctl, hirtectl or nc, and none for what has none", () => {
    for (const [action, ...says] of lines) {
      assert.deepEqual(equivalentsOf(config)(action), says, JSON.stringify(action));
    }
  });
});
