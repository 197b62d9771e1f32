import { deepEqual, equal, match, ok } from "node:assert/strict";
import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { JobLog, type JobLogOptions, type OpenRecord } from "../../../broker/job-log.ts";
import { realDisk } from "../../../broker/log-segment.ts";
import { verifyLog } from "../../../src/audit/verify.ts";
import { silentLog } from "../../../src/core/log.ts";
import type { Job } from "../../../src/protocol/generated/schemas.ts";
import { useTempDir } from "../../support/temp-dir.ts";

const aJob = (n: number, over: Partial<Job> = {}): Job => ({
  id: String(n).padStart(32, "0"),
  epoch: 1,
  user: "anna",
  node: "node1",
  unit: "web.service",
  verb: "start",
  state: "queued",
  at: 1000,
  acceptedAt: 1000,
  startBy: 91_000,
  ...over,
});

describe("the manager's log as an audit log", () => {
  const directory = useTempDir();
  const open = (over: Partial<JobLogOptions> = {}) =>
    JobLog.open({ directory: directory(), log: silentLog(), ...over }).log;
  const accept = (log: JobLog, n: number) =>
    log.append({ type: "accepted", at: 1000, job: aJob(n), bootId: "", args: {} });
  const finish = (log: JobLog, n: number) =>
    log.appendOrKeep({
      type: "finished",
      at: 2000,
      job: aJob(n, { state: "finished", result: "done" }),
    });
  const files = () =>
    readdirSync(directory())
      .sort()
      .map((name) => join(directory(), name));
  /** Number of lines, each of which is a record of the chain. */
  const intact = () => {
    const { faults, records, unchained, first, last } = verifyLog(directory());
    // None could be written, of which it is told.
    const isEmpty = records + unchained === 0;
    deepEqual(
      faults.map(({ what }) => what.slice(0, 18)),
      isEmpty ? ["there is no record"] : [],
    );
    const lines = files().flatMap((file) => readFileSync(file, "utf8").split("\n").slice(0, -1));
    equal(records + unchained, lines.length);
    return { records, unchained, first, last: last?.n };
  };

  it("[REQ-AUD-1] goes on with its chain over restarts and new segments", async () => {
    const openJobs: OpenRecord[] = [];
    let log = open({ segmentBytes: 3000 });
    for (let n = 1; n <= 60; n++) {
      accept(log, n);
      if (n % 20 === 0) openJobs.push({ job: aJob(n), args: {} });
      else finish(log, n);
      if (n % 3 === 0) await log.sync();
      if (log.wantsRotation) log.rotate(openJobs, 3000, 1);
      if (n % 7 === 0) {
        log.close();
        log = open({ segmentBytes: 3000 });
      }
    }
    log.close();
    ok(files().length > 5);
    equal(intact().first, 1);
  });

  it("[REQ-AUD-1] begins new segments while much is written and synced", async () => {
    const log = open({ segmentBytes: 5000 });
    const syncs: Promise<void>[] = [];
    for (let n = 1; n <= 400; n++) {
      accept(log, n);
      finish(log, n);
      syncs.push(log.sync());
      if (n % 5 === 0) await new Promise((resolve) => setImmediate(resolve));
      // A new segment begins when no sync is under way.
      if (n % 40 === 0) await Promise.all(syncs);
      if (log.wantsRotation) log.rotate([], 3000, 1);
    }
    await Promise.all(syncs);
    log.close();
    ok(files().length > 3, `${files().length} segments`);
    ok(intact().records >= 800);
  });

  it("[REQ-AUD-1] [REQ-AUD-3] goes on with its chain whatever crash, full disk or restart comes between", () => {
    const steps = fc.array(
      fc.oneof(
        fc.constantFrom("accept", "finish", "rotate", "restart", "keep two"),
        fc.record({ tornAfter: fc.integer({ min: 1, max: 900 }) }),
        fc.record({ fullAfter: fc.integer({ min: 0, max: 900 }) }),
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        for (const file of files()) rmSync(file);
        let room = Number.POSITIVE_INFINITY;
        let keepSegments = 64;
        const made = () =>
          open({
            keepSegments,
            sync: "off",
            disk: {
              ...realDisk,
              write: (fd, bytes, offset) => {
                const length = Math.min(room, bytes.length - offset);
                if (length === 0) throw new Error("ENOSPC: no space left on device");
                room -= length;
                return realDisk.write(fd, bytes.subarray(0, offset + length), offset);
              },
            },
          });
        let log = made();
        let n = 0;
        const tried = (work: () => void) => {
          try {
            work();
          } catch {
            // The disk is full.
          }
        };
        for (const step of all) {
          if (step === "accept") tried(() => accept(log, ++n));
          else if (step === "finish") finish(log, n);
          else if (step === "rotate") tried(() => log.rotate([], 3000, 1));
          else if (step === "keep two") keepSegments = 2;
          else if (typeof step === "string") {
            log.close();
            log = made();
          } else if ("fullAfter" in step) {
            room = step.fullAfter;
            tried(() => accept(log, ++n));
            tried(() => log.rotate([], 3000, 1));
            room = Number.POSITIVE_INFINITY;
          } else {
            // The process is killed, and its last line is written in part.
            tried(() => accept(log, ++n));
            const [file = ""] = files().toReversed();
            const bytes = readFileSync(file);
            const begins = bytes.lastIndexOf(10, bytes.length - 2) + 1;
            writeFileSync(file, bytes.subarray(0, Math.min(begins + step.tornAfter, bytes.length)));
            deepEqual(
              verifyLog(directory()).faults.filter(({ what }) => !/^there is no record/.test(what)),
              [],
            );
            log = made();
          }
        }
        log.close();
        intact();
      }),
      { numRuns: 60 },
    );
  });

  it("[REQ-AUD-5] reads a log of before there was a chain, and goes on behind it", () => {
    const old = [1, 2].map((n) => ({
      type: "accepted",
      at: 1,
      job: aJob(n),
      bootId: "",
      args: {},
    }));
    const [file = ""] = [join(directory(), "jobs-00000007.jsonl")];
    writeFileSync(file, old.map((record) => `${JSON.stringify(record)}\n`).join(""));
    deepEqual(
      JobLog.open({ directory: directory(), log: silentLog() }).contents.open.map(
        ({ job }) => job.id,
      ),
      [aJob(1).id, aJob(2).id],
    );
    const log = open();
    finish(log, 1);
    log.close();
    const again = open({ keepSegments: 2 });
    finish(again, 2);
    deepEqual(intact(), { records: 2, unchained: 2, first: 1, last: 2 });
    again.rotate([], 3000, 1);
    deepEqual(intact(), { records: 3, unchained: 2, first: 1, last: 3 });
    again.rotate([], 3000, 1);
    deepEqual(intact(), { records: 2, unchained: 0, first: 3, last: 4 });
    again.close();
  });

  it("[REQ-AUD-6] keeps its newest segments, and says with which record they begin", () => {
    const log = open({ keepSegments: 3 });
    for (let n = 1; n <= 12; n++) {
      accept(log, n);
      log.rotate([], 3000, 1);
    }
    log.close();
    equal(files().length, 3);
    deepEqual(intact(), { records: 5, unchained: 0, first: 20, last: 24 });
    const [oldest = ""] = files();
    const bytes = readFileSync(oldest);
    rmSync(oldest);
    match(verifyLog(directory()).faults[0]?.what ?? "", /segment 11 was removed/);
    writeFileSync(oldest, bytes.subarray(bytes.indexOf(10) + 1));
    match(verifyLog(directory()).faults[0]?.what ?? "", /record 20 is missing at the beginning/);
    for (const file of files()) rmSync(file);
    writeFileSync(oldest, "");
    match(verifyLog(directory()).faults[0]?.what ?? "", /there is no record/);
  });

  it("[REQ-AUD-6] does not take a loss for its own doing, until what is missing would have gone anyway", () => {
    const whats = () => verifyLog(directory()).faults.map(({ what }) => what);
    const damages: readonly [string, (files: readonly string[]) => void, RegExp, boolean?][] = [
      [
        "removed",
        ([a = "", b = ""]) => {
          rmSync(a);
          rmSync(b);
        },
        /were? removed/,
      ],
      [
        "its beginning cut off",
        ([a = ""]) => writeFileSync(a, readFileSync(a).subarray(readFileSync(a).indexOf(10) + 1)),
        /missing at the beginning/,
        true,
      ],
      ["emptied", ([a = ""]) => writeFileSync(a, ""), /is missing/, true],
      ["a later one emptied", ([, b = ""]) => writeFileSync(b, ""), /is missing|are missing/],
    ];
    for (const isRestarted of [false, true]) {
      for (const [name, damage, fault, isFirst] of damages) {
        for (const file of files()) rmSync(file);
        let log = open({ keepSegments: 6 });
        let n = 0;
        const next = () => {
          accept(log, ++n);
          accept(log, ++n);
          log.rotate([], 3000, 1);
          if (!isRestarted) return;
          log.close();
          log = open({ keepSegments: 6 });
        };
        for (let i = 0; i < 4; i++) next();
        intact();
        damage(files());
        match(whats().join("\n"), fault, name);
        next();
        // Segments 1 to 6 are all to be kept.
        match(whats().join("\n"), fault, `${name}, after the next segment has begun`);
        next();
        // Segment 1 would have gone by now.
        if (!isFirst) match(whats().join("\n"), /is missing|was removed/, `${name}, as the oldest`);
        else deepEqual(whats(), [], name);
        next();
        next();
        deepEqual(whats(), [], `${name}: they would all have gone`);
        log.close();
      }
    }
  });

  it("[REQ-AUD-16] has a segment on the disk before the next one, and says so where it failed", () => {
    const synced: number[] = [];
    let isBroken = true;
    const log = open({
      disk: {
        ...realDisk,
        sync: (fd) => {
          synced.push(fd);
          if (isBroken && synced.length > 2) {
            isBroken = false;
            throw new Error("EIO: i/o error");
          }
          realDisk.sync(fd);
        },
      },
    });
    accept(log, 1);
    log.rotate([], 3000, 1);
    equal(synced[2], synced[0], "the segment that was open is synced first");
    accept(log, 2);
    log.close();
    const { notes } = verifyLog(directory());
    match(notes[0]?.what ?? "", /the disk had failed under the segment before/);
    const [first = ""] = files();
    writeFileSync(first, "");
    const { faults } = verifyLog(directory());
    match(faults.map(({ what }) => what).join(), /missing|stands behind/);
  });

  it("[REQ-AUD-3] says how much it cut off", () => {
    const log = open();
    accept(log, 1);
    log.close();
    const [file = ""] = files();
    appendFileSync(file, '{"n":2,"pre');
    equal(JobLog.open({ directory: directory(), log: silentLog() }).contents.cutBytes, 11);
    equal(JobLog.open({ directory: directory(), log: silentLog() }).contents.cutBytes, 0);
    deepEqual(intact(), { records: 1, unchained: 0, first: 1, last: 1 });
  });

  it("[REQ-AUD-15] takes notes where it can, and says where it could not", () => {
    let isFull = true;
    const log = open({
      disk: {
        ...realDisk,
        write: (fd, bytes, offset) => {
          if (isFull) throw new Error("ENOSPC: no space left on device");
          return realDisk.write(fd, bytes, offset);
        },
      },
    });
    const note = () => log.note({ type: "started", at: 1, epoch: 1, version: "1" });
    equal(note(), false);
    isFull = false;
    equal(note(), true);
    log.close();
    equal(intact().records, 1);
  });
});
