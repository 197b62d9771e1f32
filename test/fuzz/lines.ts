import assert from "node:assert/strict";
import fc from "fast-check";
import { parseEntries } from "../../agent/journal-entry.ts";
import { decodeLine, encodeLine, type LedgerLine } from "../../agent/ledger-line.ts";
import { type Line, LineSplitter } from "../../agent/line-splitter.ts";
import { entryOf } from "../../agent/log-entry.ts";
import { decodeRecord } from "../../broker/log-record.ts";
import { chained, endBehind, isTornLine, noChain, readChained } from "../../src/audit/chain.ts";
import { ChainCheck } from "../../src/audit/chain-check.ts";
import { isHirteError } from "../../src/core/errors.ts";
import { check } from "../../src/protocol/codec.ts";
import { anyCharacter } from "../support/any-character.ts";
import { fuzz, seed } from "./harness.ts";
import { hostileJson, mutated, mutations } from "./hostile-json.ts";
import { cutUp, pieceSizes } from "./mqtt-bytes.ts";
import { messagesOf } from "./schema-model.ts";

const jobs = fc.sample(messagesOf("job", seed), { numRuns: 20, seed });
const id = "i".repeat(32);
const anything = fc.string({ unit: anyCharacter, maxLength: 40 });

describe("fuzzing of lines that are kept", () => {
  const good: readonly LedgerLine[] = [
    { bootId: "b".repeat(32) },
    { id, at: "calling", call: { verb: "start", unit: "a.service", mode: "replace", settleMs: 0 } },
    { id, at: "calling", call: { verb: "enable", unit: "a.service", args: { runtime: true } } },
    { id, at: "calling", call: { verb: "run", unit: "a.service", wait: true, reader: "olga" } },
    { id, at: "running", job: { jobId: 7, isNew: true } },
    {
      id,
      at: "finished",
      outcome: { result: "done", after: { active: "active", sub: "running" } },
    },
    { id, at: "acked", bootMs: 12 },
  ];
  const ledgerText = fc.oneof(
    fc.tuple(fc.constantFrom(...good), mutations).map(([line, changes]) => mutated(line, changes)),
    fc.constantFrom(...good).map((line) => JSON.stringify(line)),
    hostileJson,
    anything,
  );
  it(
    "[REQ-AGT-3] [REQ-BAD-8] a line of the ledger is read as one that means the same when it is written again, or not at all",
    fuzz(
      { cases: 4000 },
      fc.property(ledgerText, (text) => {
        const line = decodeLine(text);
        if (line === undefined) return;
        const again = encodeLine(line).toString("utf8");
        assert.ok(again.endsWith("\n") && again.indexOf("\n") === again.length - 1, "one line");
        assert.deepEqual(decodeLine(again.trimEnd()), JSON.parse(JSON.stringify(line)));
      }),
    ),
  );

  const record = fc
    .tuple(
      fc.constantFrom("accepted", "finished", "resolved", "segment", "cancel-asked", "refused"),
      fc.constantFrom(...jobs),
      mutations,
    )
    .map(([type, job, changes]) =>
      mutated(
        {
          type,
          at: 1,
          job,
          open: [{ job }],
          id,
          user: "olga",
          node: "n1",
          verb: "start",
          epoch: 1,
        },
        changes,
      ),
    );
  it(
    "[REQ-JOB-13] [REQ-BAD-8] a line of the log is a record whose jobs are jobs, or none",
    fuzz(
      { cases: 2000 },
      fc.property(fc.oneof(record, hostileJson, anything), (text) => {
        let found: ReturnType<typeof decodeRecord>;
        try {
          found = decodeRecord(text);
        } catch (error) {
          // A line that makes no sense is counted by who reads the log.
          assert.ok(
            error instanceof SyntaxError || error instanceof TypeError || isHirteError(error),
          );
          return;
        }
        if (found.type === "accepted" || found.type === "finished" || found.type === "resolved")
          check("job", found.job);
        if (found.type === "segment") for (const { job } of found.open) check("job", job);
      }),
    ),
  );

  it(
    "[REQ-AUD-1] [REQ-BAD-8] a line of the chain with a byte changed is genuine no more, and no bytes are too strange to be checked",
    fuzz(
      { cases: 2000 },
      fc.property(
        fc.record({ type: fc.constantFrom("done", "refused"), text: anything }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.uint8Array({ maxLength: 200 }),
        (content, at, turned, junk) => {
          const { line, end } = chained(content, noChain);
          const own = line.subarray(0, -1);
          assert.equal(own.includes(10), false, "one line");
          assert.deepEqual(readChained(own), { ...end, prev: noChain.hash, isGenuine: true });
          const changed = Buffer.from(own);
          const place = at % changed.length;
          changed[place] = (changed[place] ?? 0) ^ turned;
          assert.notEqual(readChained(changed)?.isGenuine, true);
          const checking = new ChainCheck();
          checking.segment(1, "1");
          for (const each of [own, changed, Buffer.from(junk)]) checking.line(each);
          checking.rest(Buffer.from(junk));
          assert.ok(checking.report().faultCount > 0);
          endBehind(Buffer.from(junk), end);
          isTornLine(Buffer.from(junk), end);
        },
      ),
    ),
  );
});

describe("fuzzing of what comes from the journal", () => {
  const field = fc.constantFrom(
    ...["MESSAGE", "PRIORITY", "_PID", "SYSLOG_PID", "UNIT", "_SYSTEMD_UNIT", "__CURSOR"],
    ...["__REALTIME_TIMESTAMP", "_COMM", "SYSLOG_IDENTIFIER", "__proto__", "constructor"],
  );
  const content = fc.oneof(
    hostileJson,
    fc.constantFrom('"1"', '"7"', '"99999999999"', "[27,91,109]", '["a","b"]', "[[1],[2]]", "null"),
  );
  const entryText = fc
    .array(fc.tuple(field, content), { maxLength: 6 })
    .map(
      (fields) =>
        `{"__CURSOR":"s=1","__REALTIME_TIMESTAMP":"12"${fields
          .map(([name, value]) => `,${JSON.stringify(name)}:${value}`)
          .join("")}}`,
    );
  const anyLine = fc.oneof({ weight: 4, arbitrary: entryText }, hostileJson, anything);
  it(
    "[REQ-LOG-1] [REQ-BAD-8] a line is an entry that a stream can carry, or none",
    fuzz(
      { cases: 5000, each: 4 },
      fc.property(fc.array(anyLine, { minLength: 4, maxLength: 4 }), (lines) => {
        for (const text of lines) {
          const placed = entryOf({ kind: "whole", text });
          const ends = { kind: "too-long" as const, head: text, tail: text, bytes: 9_999_999 };
          for (const each of [placed, entryOf(ends)]) {
            if (!each) continue;
            const { entry } = each;
            check("stream", { instance: "0".repeat(32), seq: 0, kind: "data", entries: [entry] });
          }
        }
        for (const entry of parseEntries(lines.join("\n"))) {
          for (const texts of Object.values(entry)) {
            for (const text of texts ?? []) {
              assert.equal(typeof text, "string");
              assert.doesNotMatch(text, /[^\P{Cc}\t]/u, "nothing that moves a cursor");
            }
          }
        }
      }),
    ),
  );

  /** Text of which each place is known. */
  const long = Array.from({ length: 4000 }, (_, i) => String(i).padStart(5, ".")).join("");
  const most = 6000;
  const aLine = fc
    .tuple(
      fc.nat({ max: 5000 }),
      fc.oneof(
        fc.nat({ max: 100 }),
        fc.integer({ min: most - 3, max: most + 3 }),
        fc.nat({ max: 14_000 }),
      ),
    )
    .map(([from, length]) => long.slice(from, from + length));
  const sizes = fc.oneof(
    pieceSizes.filter((all) => all.every((size) => size > 20)),
    fc.array(fc.integer({ min: 200, max: 9000 }), { minLength: 1, maxLength: 4 }),
  );
  it(
    "[REQ-LOG-2] [REQ-BAD-8] lines are whole, or known by their first and last bytes, however the bytes come",
    fuzz(
      { cases: 1000 },
      fc.property(fc.array(aLine, { minLength: 1, maxLength: 3 }), sizes, (lines, cuts) => {
        const splitter = new LineSplitter(most);
        const seen: Line[] = [];
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
        for (const piece of cutUp(bytes, cuts)) seen.push(...splitter.push(piece));
        assert.deepEqual(
          seen,
          lines.map((text) =>
            text.length <= most
              ? { kind: "whole", text }
              : {
                  kind: "too-long",
                  head: text.slice(0, 4096),
                  tail: text.slice(-4096),
                  bytes: text.length,
                },
          ),
        );
      }),
    ),
  );
});
