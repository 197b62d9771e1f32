import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { LineSplitter } from "../../../agent/line-splitter.ts";
import { entryOf } from "../../../agent/log-entry.ts";

const cursor = "s=1;i=2;b=3;m=4;t=5;x=6";
const line = (fields: Readonly<Record<string, unknown>>) => ({
  kind: "whole" as const,
  text: JSON.stringify({ __CURSOR: cursor, __REALTIME_TIMESTAMP: "1700000000000000", ...fields }),
});

describe("an entry of the journal", () => {
  it("[REQ-LOG-1] is read with its writer, unit and priority", () => {
    const fields = {
      MESSAGE: "hello",
      PRIORITY: "3",
      SYSLOG_IDENTIFIER: "web",
      _COMM: "python3",
      _PID: "42",
      _SYSTEMD_UNIT: "web.service",
    };
    deepEqual(entryOf(line(fields)), {
      cursor,
      entry: {
        atUs: "1700000000000000",
        unit: "web.service",
        identifier: "web",
        pid: 42,
        priority: 3,
        message: "hello",
      },
    });
  });

  it("[REQ-LOG-1] has the time it was written where that is told, as journalctl shows it", () => {
    const at = (time: unknown) =>
      entryOf(line({ MESSAGE: "", _SOURCE_REALTIME_TIMESTAMP: time }))?.entry.atUs;
    equal(at("1699999999999999"), "1699999999999999");
    for (const none of [undefined, null, "soon"]) equal(at(none), "1700000000000000");
  });

  it("[REQ-LOG-1] of PID 1 about a unit counts as the unit's", () => {
    const fields = { MESSAGE: "Started", UNIT: "web.service", _SYSTEMD_UNIT: "init.scope" };
    equal(entryOf(line(fields))?.entry.unit, "web.service");
  });

  it("[REQ-LOG-1] may hold bytes, several lines, or the same field twice", () => {
    const messageOf = (MESSAGE: unknown) => entryOf(line({ MESSAGE }))?.entry.message;
    equal(messageOf([0x1b, 0x5b, 0x33, 0x31, 0x6d, 0x61]), "\x1b[31ma");
    equal(messageOf("one\ntwo"), "one\ntwo");
    equal(messageOf(["one", "two"]), "one\ntwo");
    equal(messageOf(null), "");
  });

  it("[REQ-LOG-2] is cut where it is too long for a message, and says so", () => {
    for (const char of ["a", "ü", "\x01", "😀"]) {
      const message = entryOf(line({ MESSAGE: char.repeat(60_000) }))?.entry.message ?? "";
      ok(Buffer.byteLength(JSON.stringify(message)) <= 24 * 1024, char);
      ok(
        message.length > 3000 &&
          message.endsWith("…") &&
          Buffer.from(message).toString() === message,
        char,
      );
    }
  });

  it("[REQ-LOG-2] of which only both ends were kept still has its place", () => {
    const placed = entryOf({
      kind: "too-long",
      head: '{"_PID":"7","MESSAGE":"xxxx',
      tail: `xxx","__CURSOR":"${cursor}","__REALTIME_TIMESTAMP":"1"}`,
      bytes: 5_000_000,
    });
    equal(placed?.cursor, cursor);
    equal(placed?.entry.pid, 7);
    ok(placed?.entry.message.includes("5000000 bytes"));
  });

  it("[REQ-LOG-1] is nothing where a line holds none", () => {
    for (const text of ["", "-- Logs begin --", "[]", "null", '{"MESSAGE":"x"}']) {
      equal(entryOf({ kind: "whole", text }), undefined, text);
    }
  });
});

describe("lines of a child's output", () => {
  it("[REQ-LOG-2] are whole however the bytes come, and never longer than allowed", () => {
    const text = fc.array(fc.string({ maxLength: 40, unit: "grapheme" }), { maxLength: 10 });
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 1, max: 30 })), (raw, cuts) => {
        const lines = raw.map((each) => each.replaceAll("\n", ""));
        const bytes = Buffer.from(lines.map((each) => `${each}\n`).join(""));
        const splitter = new LineSplitter(50);
        const seen = [];
        for (let at = 0, i = 0; at < bytes.length; i++) {
          const size = cuts[i % Math.max(1, cuts.length)] ?? 7;
          seen.push(...splitter.push(bytes.subarray(at, at + size)));
          at += size;
        }
        equal(seen.length, lines.length);
        for (const [i, each] of seen.entries()) {
          const size = Buffer.byteLength(lines[i] ?? "");
          if (size <= 50) deepEqual(each, { kind: "whole", text: lines[i] });
          else ok(each.kind === "too-long" && each.bytes === size);
        }
      }),
    );
  });

  it("[REQ-LOG-2] that are too long keep their own first and last bytes, in whatever pieces they come", () => {
    const text = Array.from({ length: 3000 }, (_, i) => String(i).padStart(5, ".")).join("");
    for (const cuts of [[15_000], [9000, 6000], [9000, 3000, 2990, 10], [10_001, 4999]]) {
      const splitter = new LineSplitter(10_000);
      let at = 0;
      for (const size of cuts) {
        deepEqual(splitter.push(Buffer.from(text.slice(at, at + size))), []);
        at += size;
      }
      deepEqual(splitter.push(Buffer.from("\n")), [
        { kind: "too-long", head: text.slice(0, 4096), tail: text.slice(-4096), bytes: 15_000 },
      ]);
    }
  });

  it("[REQ-LOG-2] that are endless take no more memory than their ends", () => {
    const splitter = new LineSplitter(100_000);
    const part = Buffer.alloc(65_536, "x");
    for (let i = 0; i < 100; i++) deepEqual(splitter.push(part), []);
    const [line] = splitter.push(Buffer.from("end\nnext\n"));
    ok(line?.kind === "too-long");
    equal(line.bytes, 6_553_603);
    ok(line.head.length <= 4096 && line.tail.length === 4096 && line.tail.endsWith("xend"));
  });
});
