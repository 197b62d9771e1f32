import { deepEqual, equal, ok } from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Journal } from "../../../agent/journal.ts";
import { entryFields } from "../../../agent/log-entry.ts";
import { Logs } from "../../../agent/logs.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import { check } from "../../../src/protocol/codec.ts";
import type { LogsRequest } from "../../../src/protocol/generated/schemas.ts";
import { useTempDir } from "../../support/temp-dir.ts";

/** What would be another option, another match, another file or another line, were it an argument by itself. */
const hostile = [
  "--file=/etc/shadow",
  "--directory=/tmp",
  "-D/tmp",
  "--merge",
  "--",
  "-",
  "+",
  "_UID=0",
  "MESSAGE=x",
  "/usr/bin/sh",
  "a.service --merge",
  "a.service\n--merge",
  "a.service\0--merge",
  "today\n--merge",
  "$(reboot)",
];

describe("arguments of journalctl", () => {
  const directory = useTempDir();
  const file = () => join(directory(), "argv");
  /** Notes its arguments, and prints nothing. */
  const command = () =>
    ["/bin/sh", "-c", 'for arg; do printf "%s\\0" "$arg"; done >>"$0"', file()] as const;
  /** All arguments since the last look. */
  const argv = () => {
    const noted = readFileSync(file(), "utf8").split("\0").slice(0, -1);
    rmSync(file());
    return noted;
  };

  it("[REQ-BAD-11] hold what a request for logs says as the value of one option each, or it is refused", async () => {
    let refused = 0;
    for (const text of hostile) {
      const passed: Partial<LogsRequest>[] = [];
      for (const field of ["units", "since", "until", "priority", "cursor"]) {
        const part = { [field]: field === "units" ? [text] : text };
        try {
          // What comes from outside has been through this by the time it gets here.
          check("request-logs", { id: "i".repeat(32), ...part });
          passed.push(part);
        } catch (error) {
          ok(isHirteError(error, "bad-message"), String(error));
          refused++;
        }
      }
      const request: LogsRequest = Object.assign({ id: "i".repeat(32) }, ...passed);
      const source = new Logs({ log: silentLog(), command: command() }).open(request);
      equal(await source.next(), undefined);
      source.stop();
      const given = argv();
      equal(given.includes(text), false, text);
      const usual = [
        ...["--sync", "--output=json", `--output-fields=${entryFields.join(",")}`, "--all"],
        ...["--quiet", "--lines=all"],
      ];
      const own = given.filter((arg) => !usual.includes(arg));
      deepEqual(
        own.sort(),
        passed
          .map((part) => Object.entries(part)[0] ?? ["", ""])
          // With a cursor, since counts for nothing.
          .filter(([field]) => field !== "since" || request.cursor === undefined)
          .map(([field, value]) => `--${field === "units" ? "unit" : field}=${value}`)
          .sort(),
      );
    }
    ok(refused > 30, `${refused} were refused`);
  });

  it("[REQ-BAD-11] hold the name of a unit as the value of a match", async () => {
    const journal = new Journal({ bootId: "b".repeat(32), log: silentLog(), command: command() });
    for (const unit of ["--merge.service", "+.service", "-.mount", "_UID=0"]) {
      await journal.lastLines({ unit, count: 2 });
      await journal.lastLines({ unit, count: 2, invocation: "c".repeat(32) });
      for (const arg of argv()) {
        ok(
          /^(--(sync|output=json|output-fields=[A-Z_,]+|all|quiet|lines=\d+)|\+)$/.test(arg) ||
            /^(_BOOT_ID=b+|_PID=1|(_SYSTEMD_)?INVOCATION_ID=c+)$/.test(arg) ||
            arg === `_SYSTEMD_UNIT=${unit}` ||
            arg === `UNIT=${unit}`,
          arg,
        );
      }
    }
    journal.stop();
  });
});
