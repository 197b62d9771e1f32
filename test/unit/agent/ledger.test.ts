import { deepEqual, equal, ok } from "node:assert/strict";
import { appendFileSync, readFileSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Call } from "../../../agent/call.ts";
import { Ledger, type LedgerOptions } from "../../../agent/ledger.ts";
import type { Outcome } from "../../../agent/outcome.ts";
import { silentLog } from "../../../src/core/log.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { FakeBootClock, jobId } from "./fakes.ts";

const call: Call = { verb: "start", unit: "web.service", mode: "replace", settleMs: 100 };
const done: Outcome = { result: "done", after: { active: "active", sub: "running" } };

describe("the agent's ledger", () => {
  const directory = useTempDir();
  const bootClock = new FakeBootClock(new FakeClock());
  const open = (options: Partial<LedgerOptions> = {}) =>
    Ledger.open({
      directory: join(directory(), "run"),
      bootId: "a".repeat(32),
      bootClock,
      log: silentLog(),
      ...options,
    });
  const path = () => join(directory(), "run/ledger.jsonl");
  const lines = () => readFileSync(path(), "utf8").split("\n").length - 2;

  it("[REQ-AGT-4] gives a successor in the same boot everything that was written", () => {
    const first = open();
    first.begin(jobId(1), { ...call, endAtBootMs: 123_456.5 });
    first.begin(jobId(2), call);
    first.running(jobId(2), { jobId: 42, isNew: true });
    first.begin(jobId(3), call);
    first.finish(jobId(3), done);
    first.begin(jobId(4), call);
    first.finish(jobId(4), done);
    first.ack(jobId(4));
    // No close: the process was killed.
    const second = open();
    deepEqual(second.find(jobId(1)), { at: "calling", call: { ...call, endAtBootMs: 123_456.5 } });
    deepEqual(second.find(jobId(2)), { at: "running", call, job: { jobId: 42, isNew: true } });
    deepEqual(second.find(jobId(3)), { at: "finished", outcome: done });
    equal(second.find(jobId(4))?.at, "acked");
    deepEqual(
      [...second.unconfirmed()].map(([id]) => id),
      [jobId(1), jobId(2), jobId(3)],
    );
  });

  it("[REQ-AGT-4] is written before begin returns", () => {
    open().begin(jobId(1), call);
    ok(readFileSync(path(), "utf8").includes(jobId(1)));
  });

  it("[REQ-AGT-5] of another boot counts for nothing", () => {
    open().begin(jobId(1), call);
    equal(open({ bootId: "b".repeat(32) }).find(jobId(1)), undefined);
    equal(open().find(jobId(1)), undefined);
  });

  it("[REQ-AGT-4] goes on after a tear in its last line", () => {
    open().begin(jobId(1), call);
    appendFileSync(path(), `{"id":"${jobId(2)}","at":"calling","ca`);
    const torn = open();
    equal(torn.find(jobId(1))?.at, "calling");
    equal(torn.find(jobId(2)), undefined);
    torn.begin(jobId(3), call);
    equal(open().find(jobId(3))?.at, "calling");
  });

  it("[REQ-AGT-4] starts empty where the file is not a ledger", () => {
    open().close();
    writeFileSync(path(), "\0\0\0 not a ledger\n{}\n");
    equal([...open().unconfirmed()].length, 0);
  });

  it("[REQ-AGT-6] refuses to begin what cannot be written down, and recovers with everything in it", () => {
    let isFull = false;
    const ledger = open({
      write: (fd, bytes, position) => {
        if (!isFull) return writeSync(fd, bytes, 0, bytes.length, position);
        // A full file system takes a part before it says so.
        writeSync(fd, bytes, 0, 5, position);
        throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
      },
    });
    ledger.begin(jobId(1), call);
    isFull = true;
    equal(ledger.begin(jobId(2), call), false);
    equal(ledger.find(jobId(2)), undefined);
    ledger.running(jobId(1), { jobId: 7, isNew: true });
    ledger.finish(jobId(3), { result: "expired" });
    isFull = false;
    equal(ledger.begin(jobId(4), call), true);
    const successor = open();
    equal(successor.find(jobId(1))?.at, "running");
    equal(successor.find(jobId(2)), undefined);
    equal(successor.find(jobId(3))?.at, "finished");
    equal(successor.find(jobId(4))?.at, "calling");
  });

  it("[REQ-AGT-6] refuses to begin where its directory cannot be made", () => {
    writeFileSync(join(directory(), "run"), "in the way");
    equal(open().begin(jobId(1), call), false);
  });

  it("[REQ-AGT-4] keeps the first end of an id", () => {
    const ledger = open();
    ledger.finish(jobId(1), { result: "expired" });
    ledger.finish(jobId(1), done);
    deepEqual(ledger.find(jobId(1)), { at: "finished", outcome: { result: "expired" } });
  });

  it("[REQ-AGT-7] forgets log lines once the end is confirmed, and nothing else of it", () => {
    const ledger = open();
    const after = { active: "failed", sub: "failed", result: "exit-code" };
    ledger.finish(jobId(1), { result: "failed", after: { ...after, log: ["it broke"] } });
    ledger.ack(jobId(1));
    const entry = ledger.find(jobId(1));
    deepEqual(entry?.at === "acked" && entry.outcome, { result: "failed", after });
  });

  it("[REQ-AGT-7] remembers confirmed ids for 24 hours, and the newest of many", () => {
    const clock = new FakeClock();
    const ledger = open({ bootClock: new FakeBootClock(clock), keepAcked: 3 });
    for (let n = 1; n <= 4; n++) {
      ledger.finish(jobId(n), done);
      ledger.ack(jobId(n));
    }
    equal(ledger.find(jobId(1)), undefined);
    equal(ledger.find(jobId(2))?.at, "acked");
    clock.stall(86_400_001);
    ledger.finish(jobId(5), done);
    ledger.ack(jobId(5));
    equal(ledger.find(jobId(4)), undefined);
    equal(ledger.find(jobId(5))?.at, "acked");
  });

  it("[REQ-AGT-7] never forgets what is not confirmed", () => {
    const clock = new FakeClock();
    const ledger = open({ bootClock: new FakeBootClock(clock), keepAcked: 1 });
    ledger.begin(jobId(1), call);
    ledger.finish(jobId(2), done);
    clock.stall(10 * 86_400_000);
    for (let n = 3; n <= 10; n++) {
      ledger.finish(jobId(n), done);
      ledger.ack(jobId(n));
    }
    equal(ledger.find(jobId(1))?.at, "calling");
    equal(ledger.find(jobId(2))?.at, "finished");
  });

  it("[REQ-AGT-8] is rewritten before it grows without bound, and stays readable", () => {
    const ledger = open({ keepAcked: 10 });
    for (let n = 1; n <= 3000; n++) {
      ledger.begin(jobId(n), call);
      ledger.finish(jobId(n), done);
      ledger.ack(jobId(n));
    }
    ok(lines() < 2100, `${lines()} lines`);
    ok(statSync(path()).size < 600_000);
    const successor = open({ keepAcked: 10 });
    equal(successor.find(jobId(3000))?.at, "acked");
    equal(successor.find(jobId(2990)), undefined);
  });

  it("[REQ-AGT-4] leaves the file alone once it was closed", () => {
    const first = open();
    first.begin(jobId(1), call);
    first.close();
    const second = open();
    second.finish(jobId(1), done);
    equal(first.begin(jobId(2), call), false);
    first.finish(jobId(1), { result: "lost" });
    deepEqual(open().find(jobId(1)), { at: "finished", outcome: done });
  });
});
