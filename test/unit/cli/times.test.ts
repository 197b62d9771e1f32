import { equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { formatTime, parseTime } from "../../../cli/times.ts";

const now = new Date(2026, 0, 31, 10, 20, 30).getTime();
const local = (...parts: [number, number, number, number?, number?, number?]) =>
  new Date(...parts).getTime();

describe("times on a command line", () => {
  for (const [text, expected] of [
    ["now", now],
    ["today", local(2026, 0, 31)],
    ["yesterday", local(2026, 0, 30)],
    ["-1h", now - 3_600_000],
    ["1h 30min ago", now - 5_400_000],
    ["@1767225600", 1_767_225_600_000],
    ["2026-01-30", local(2026, 0, 30)],
    ["2026-01-30 08:05", local(2026, 0, 30, 8, 5)],
    ["2026-01-30T08:05:09", local(2026, 0, 30, 8, 5, 9)],
    ["2026-01-30T08:05:09.123Z", Date.UTC(2026, 0, 30, 8, 5, 9)],
    ["2026-01-30 08:05 UTC", Date.UTC(2026, 0, 30, 8, 5)],
    ["08:05", local(2026, 0, 31, 8, 5)],
  ] as const) {
    it(`[REQ-AUD-13] reads ${text}`, () => equal(parseTime(text, now), expected));
  }

  for (const text of ["", "soon", "2026-02-31", "25:00", "10:61", "-", "ago", "Z"]) {
    it(`[REQ-AUD-13] refuses "${text}"`, () => {
      throws(() => parseTime(text, now), { code: "bad-argument" });
    });
  }

  it("[REQ-AUD-13] reads again what it writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e9 }), (seconds) => {
        // An hour is there twice when summer ends.
        const again = parseTime(formatTime(seconds * 1000), now) - seconds * 1000;
        equal(again % 1_800_000, 0);
      }),
    );
  });
});
