import assert from "node:assert/strict";
import fc from "fast-check";
import { formatAge, formatDuration, parseDurationMs } from "../../../src/core/duration.ts";
import { isHirteError } from "../../../src/core/errors.ts";

describe("a duration", () => {
  it("[REQ-CORE-1] is written as in systemd", () => {
    const written: Record<string, number> = {
      "5": 5000,
      "0.25": 250,
      "500ms": 500,
      "1min 30s": 90_000,
      "1m30sec": 90_000,
      " 2 h ": 7_200_000,
      "1d": 86_400_000,
      "1.5min": 90_000,
      "0": 0,
    };
    for (const [text, ms] of Object.entries(written)) assert.equal(parseDurationMs(text), ms, text);
  });

  it("[REQ-CORE-1] is refused when it is anything else", () => {
    const refused = [
      "",
      " ",
      "-1",
      "1,5",
      "s",
      "1 year",
      "5S",
      "1e3",
      "1min30",
      "0x10",
      "1.s",
      "∞",
    ];
    for (const text of [...refused, "1 constructor", "1 toString"]) {
      assert.throws(() => parseDurationMs(text), { code: "bad-argument" }, text);
    }
  });

  it("[REQ-CORE-1] of any text is a whole number of milliseconds or refused", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789. msdhin-") }), (text) => {
        try {
          const ms = parseDurationMs(text);
          assert.ok(Number.isInteger(ms) && ms >= 0);
        } catch (error) {
          assert.ok(isHirteError(error, "bad-argument"), text);
        }
      }),
    );
  });

  it("[REQ-CORE-2] is told to people in one unit", () => {
    const told = [0, 999, 1000, 59_999, 60_000, 3_600_000, 86_400_000].map(formatAge);
    assert.deepEqual(told, ["now", "now", "1s ago", "59s ago", "1min ago", "1h ago", "1d ago"]);
    const inMessages = [250, 999, 1500, 30_000, 119_000, 900_000].map(formatDuration);
    assert.deepEqual(inMessages, ["250 ms", "999 ms", "1.5 s", "30 s", "119 s", "15 min"]);
  });
});
