import { deepEqual, equal, ok } from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { type ChainEnd, chained, noChain } from "../../../src/audit/chain.ts";
import { ChainCheck, type ChainReport, type Expectation } from "../../../src/audit/chain-check.ts";

/** A log: its segments by their numbers. */
type Segments = ReadonlyMap<number, Buffer>;

/** A log as hirte writes it: so many records in each segment. */
function logOf(counts: readonly number[], firstSegment = 1, after: ChainEnd = noChain): Segments {
  let end = after;
  const firsts = new Map<number, number>();
  const segments = new Map<number, Buffer>();
  for (const [i, count] of counts.entries()) {
    const number = firstSegment + i;
    firsts.set(number, end.n + 1);
    const lines: Buffer[] = [];
    for (let k = 0; k < count; k++) {
      const oldest = { segment: firstSegment, n: firsts.get(firstSegment) };
      const head = {
        type: "segment",
        at: end.n,
        epoch: 1,
        ...(i === 0 ? {} : { oldest }),
        open: [],
      };
      const isHead = k === 0 && number > 1;
      const next = chained(isHead ? head : { type: "x", at: end.n, text: `Ä ${end.n}` }, end);
      lines.push(next.line);
      end = next.end;
    }
    segments.set(number, Buffer.concat(lines));
  }
  return segments;
}

function check(segments: Segments, expectation?: Expectation): ChainReport {
  const checking = new ChainCheck(expectation);
  for (const [number, bytes] of segments) {
    checking.segment(number, `segment ${number}`);
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      checking.line(bytes.subarray(start, end));
      start = end + 1;
    }
    checking.rest(bytes.subarray(start));
  }
  return checking.report();
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(10, start) + 1;
    lines.push(bytes.subarray(start, end));
    start = end;
  }
  return lines;
}

/** All lines with their segments, and a log made of such again. */
const flat = (segments: Segments) =>
  [...segments].flatMap(([number, bytes]) => linesOf(bytes).map((line) => ({ number, line })));
const joined = (lines: readonly { number: number; line: Buffer }[]): Segments => {
  const segments = new Map<number, Buffer>();
  for (const { number, line } of lines)
    segments.set(number, Buffer.concat([segments.get(number) ?? Buffer.alloc(0), line]));
  return segments;
};

const counts = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 });
/** A fresh log, or one whose oldest segments hirte has removed. */
const logs = fc.tuple(counts, fc.integer({ min: 1, max: 3 })).map(([sizes, first]) => {
  if (first === 1) return logOf(sizes);
  // Only a later segment says where the first one that is kept begins.
  return logOf([2, ...sizes], first, { n: 7, hash: "e".repeat(64) });
});
const runs = { numRuns: 400 };

describe("the chain of the log", () => {
  it("[REQ-AUD-1] is what its rule says: SHA-256 of all before the hash, and the hash of the line before", () => {
    const first = chained({ type: "a", text: "ü" }, noChain);
    const second = chained({ type: "b" }, first.end);
    const texts = [first, second].map(({ line }) => line.toString("utf8"));
    const sha256 = (text = "") => createHash("sha256").update(text).digest("hex");
    const bodies = texts.map((text) => text.slice(0, text.lastIndexOf(',"hash":"')));
    equal(bodies[0], `{"n":1,"prev":"${"0".repeat(64)}","type":"a","text":"ü"`);
    equal(bodies[1], `{"n":2,"prev":"${sha256(bodies[0])}","type":"b"`);
    equal(texts[1], `${bodies[1]},"hash":"${sha256(bodies[1])}"}\n`);
  });

  it("[REQ-AUD-1] is as the example of docs/audit.md has it", () => {
    const text = readFileSync(new URL("../../../docs/audit.md", import.meta.url), "utf8");
    const lines = text.match(/^ {4}\{"n":.*$/gm)?.map((line) => `${line.trim()}\n`) ?? [];
    equal(lines.length, 2);
    const { faults, records } = check(new Map([[1, Buffer.from(lines.join(""))]]));
    deepEqual({ faults, records }, { faults: [], records: 2 });
  });

  it("[REQ-AUD-2] finds nothing in a log as it was written", () => {
    fc.assert(
      fc.property(logs, (log) => {
        const { faults, notes, records } = check(log);
        deepEqual({ faults, notes }, { faults: [], notes: [] });
        equal(records, flat(log).length);
      }),
      runs,
    );
  });

  it("[REQ-AUD-2] finds any single byte that was changed", () => {
    fc.assert(
      fc.property(logs, fc.nat(), fc.integer({ min: 1, max: 255 }), (log, where, change) => {
        const all = Buffer.concat([...log.values()]);
        let at = where % all.length;
        const changed = new Map<number, Buffer>();
        for (const [number, bytes] of log) {
          const copy = Buffer.from(bytes);
          if (at >= 0 && at < copy.length) copy[at] = (copy[at] ?? 0) ^ change;
          at -= copy.length;
          changed.set(number, copy);
        }
        ok(check(changed).faultCount > 0);
      }),
      { numRuns: 3000 },
    );
  });

  it("[REQ-AUD-2] finds each byte of a log of one record that is turned into a newline or a zero", () => {
    const [bytes = Buffer.alloc(0)] = logOf([1]).values();
    for (let at = 0; at < bytes.length; at++) {
      for (const byte of [0, 10]) {
        if (bytes[at] === byte) continue;
        const copy = Buffer.from(bytes);
        copy[at] = byte;
        ok(check(new Map([[1, copy]])).faultCount > 0, `byte ${at} as ${byte}`);
      }
    }
  });

  it("[REQ-AUD-2] finds a line that was taken out, repeated or put elsewhere, and names where", () => {
    fc.assert(
      fc.property(logs, fc.nat(), fc.nat(), (log, a, b) => {
        const lines = flat(log);
        const at = a % lines.length;
        const isLast = at === lines.length - 1;
        const without = lines.toSpliced(at, 1);
        // What is taken away at the end is found by what is expected alone.
        if (!isLast) ok(check(joined(without)).faultCount > 0, "taken out");
        const [line] = lines.slice(at);
        if (line) {
          ok(check(joined(lines.toSpliced(at, 0, line))).faultCount > 0, "repeated");
          const to = b % lines.length;
          if (to !== at) {
            const { number } = lines[to] ?? line;
            const moved = without.toSpliced(to, 0, { number, line: line.line });
            const inOrder = moved.toSorted((x, y) => x.number - y.number);
            ok(check(joined(inOrder)).faultCount > 0, "moved");
          }
        }
      }),
      runs,
    );
    const report = check(joined(flat(logOf([3, 3])).toSpliced(3, 1)));
    deepEqual(report.faults, [
      { file: "segment 2", line: 1, what: "record 4 is missing before this line" },
    ]);
  });

  it("[REQ-AUD-2] finds a segment that was removed, but for the last one", () => {
    fc.assert(
      fc.property(logs, fc.nat(), (log, which) => {
        const numbers = [...log.keys()];
        if (numbers.length < 2) return;
        const removed = numbers[which % (numbers.length - 1)];
        const left = new Map([...log].filter(([number]) => number !== removed));
        ok(check(left).faultCount > 0);
      }),
      runs,
    );
  });

  it("[REQ-AUD-2] finds a line with a hash of its own making", () => {
    const [a, , c] = flat(logOf([3]));
    if (!a || !c) throw new Error("three lines are there");
    const forged = chained({ type: "x", at: 1 }, { n: 1, hash: "f".repeat(64) });
    const lines = [a, { number: 1, line: forged.line }, c];
    const { faults } = check(joined(lines));
    deepEqual(
      faults.map(({ line }) => line),
      [2, 3],
    );
  });

  it("[REQ-AUD-3] takes a torn last line for no fault, at every length it can have", () => {
    const log = logOf([3, 3]);
    const [last] = flat(log).toReversed();
    const bytes = log.get(2) ?? Buffer.alloc(0);
    const length = last?.line.length ?? 0;
    for (let cut = 1; cut < length; cut++) {
      const torn = bytes.subarray(0, bytes.length - cut);
      const { faults, notes } = check(new Map([...log, [2, torn]]));
      deepEqual(faults, [], `${cut} bytes are missing`);
      equal(notes.length, 1);
      equal(notes[0]?.line, 3);
      // A file system may have made the file longer, and not brought the bytes.
      const zeros = Buffer.concat([torn, Buffer.alloc(cut)]);
      if (cut > 1) deepEqual(check(new Map([...log, [2, zeros]])).faults, []);
    }
  });

  it("[REQ-AUD-3] does not take for torn what is no beginning of the next line", () => {
    const log = logOf([3]);
    for (const tail of ["x", '{"n":5,', "\0\0x", `{"n":4,"prev":"${"0".repeat(64)}"`]) {
      const bytes = Buffer.concat([...log.values(), Buffer.from(tail)]);
      equal(check(new Map([[1, bytes]])).faultCount, 1, tail);
    }
  });

  it("[REQ-AUD-4] finds that records were taken away at the end when one of them is expected", () => {
    fc.assert(
      fc.property(logs, fc.nat(), fc.nat(), fc.boolean(), (log, a, b, isNumbered) => {
        const lines = flat(log);
        const [kept, wanted] = [a % lines.length, b % lines.length];
        const { last } = check(joined(lines.slice(0, wanted + 1)));
        if (!last) throw new Error("it has a last record");
        const expectation = isNumbered ? last : { hash: last.hash };
        const { expected } = check(joined(lines.slice(0, kept + 1)), expectation);
        equal(expected !== undefined, wanted <= kept);
      }),
      runs,
    );
  });

  it("[REQ-AUD-6] says with which record what is kept begins", () => {
    const log = logOf([2, 2], 5, { n: 70, hash: "a".repeat(64) });
    const { first, last, faults } = check(log);
    deepEqual({ first, last: last?.n, faults }, { first: 71, last: 74, faults: [] });
  });

  it("[REQ-AUD-5] follows lines of before there was a chain, and holds the last of them", () => {
    const old = ['{"type":"accepted","at":1}', '{"type":"finished","at":2}'];
    const sha256 = createHash("sha256")
      .update(old[1] ?? "")
      .digest("hex");
    const { line } = chained({ type: "x", at: 3 }, { n: 0, hash: sha256 });
    const made = (texts: readonly string[]) =>
      new Map([[1, Buffer.concat([Buffer.from(`${texts.join("\n")}\n`), line])]]);
    const { faults, unchained, first } = check(made(old));
    deepEqual({ faults, unchained, first }, { faults: [], unchained: 2, first: 1 });
    equal(check(made([old[0] ?? "", '{"type":"finished","at":9}'])).faultCount, 1);
    equal(check(made(old.slice(0, 1))).faultCount, 1);
    equal(check(new Map([[1, Buffer.concat([line, Buffer.from(`${old[0]}\n`)])]])).faultCount, 2);
  });
});
