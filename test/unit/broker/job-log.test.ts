import assert from "node:assert/strict";
import {
  appendFileSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { EpochStore } from "../../../broker/epoch-store.ts";
import { JobLog, type JobLogOptions } from "../../../broker/job-log.ts";
import { JobRegistry } from "../../../broker/job-registry.ts";
import { realDisk } from "../../../broker/log-segment.ts";
import { verifyLog } from "../../../src/audit/verify.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import { writeStateFile } from "../../../src/core/state-file.ts";
import { encode } from "../../../src/protocol/codec.ts";
import type { Job } from "../../../src/protocol/generated/schemas.ts";
import { highestEpoch } from "../../../src/protocol/topics.ts";
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
const noSpace = () =>
  Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
const finished = (n: number): Job => aJob(n, { state: "finished", result: "done", at: 2000 });

describe("the manager's log", () => {
  const directory = useTempDir();
  const open = (over: Partial<JobLogOptions> = {}) =>
    JobLog.open({ directory: directory(), log: silentLog(), ...over });
  const accept = (log: JobLog, n: number) =>
    log.append({
      type: "accepted",
      at: 1000,
      job: aJob(n),
      bootId: "b".repeat(32),
      args: { mode: "replace" },
    });
  const finish = (log: JobLog, n: number) =>
    log.appendOrKeep({ type: "finished", at: 2000, job: finished(n) });

  it("[REQ-JOB-11] gives back what was accepted and has not ended", async () => {
    const { log } = open();
    for (const n of [1, 2, 3]) accept(log, n);
    finish(log, 2);
    await log.sync();
    // No close: the process was killed.
    const { contents } = open();
    assert.deepEqual(
      contents.open.map((o) => [o.job.id, o.bootId, o.args]),
      [1, 3].map((n) => [aJob(n).id, "b".repeat(32), { mode: "replace" }]),
    );
  });

  it("[REQ-JOB-7] finds an ended job again, in this life and the next", () => {
    const { log } = open();
    accept(log, 1);
    finish(log, 1);
    assert.deepEqual(log.ended(aJob(1).id), finished(1));
    log.close();
    const next = open().log;
    assert.deepEqual(next.ended(aJob(1).id), finished(1));
    assert.equal(next.ended(aJob(2).id), undefined);
    next.close();
  });

  it("[REQ-JOB-4] finds what became of a lost job rather than its loss", () => {
    const { log } = open();
    const lost = aJob(1, { state: "finished", result: "lost", at: 2000 });
    log.appendOrKeep({ type: "finished", at: 2000, job: lost });
    log.appendOrKeep({
      type: "resolved",
      at: 3000,
      job: { ...lost, resolved: { result: "done", at: 3000 } },
    });
    assert.equal(log.ended(lost.id)?.resolved?.result, "done");
    log.close();
    const next = open().log;
    assert.equal(next.ended(lost.id)?.resolved?.result, "done");
    next.close();
  });

  it("[REQ-JOB-13] cuts a torn last line off, at every length it can have", () => {
    const { log } = open();
    accept(log, 1);
    log.close();
    const path = join(directory(), readdirSync(directory())[0] ?? "");
    const whole = readFileSync(path);
    const second = Buffer.from(
      `${JSON.stringify({ type: "accepted", at: 1, job: aJob(2), args: {} })}\n`,
    );
    for (let kept = 0; kept < second.length; kept += 7) {
      writeFileSync(path, Buffer.concat([whole, second.subarray(0, kept)]));
      const { log: again, contents } = open();
      assert.deepEqual(
        contents.open.map((o) => o.job.id),
        [aJob(1).id],
        `${kept} bytes of the second line`,
      );
      accept(again, 3);
      again.close();
      assert.deepEqual(
        open().contents.open.map((o) => o.job.id),
        [aJob(1).id, aJob(3).id],
      );
      truncateSync(path, whole.length);
    }
  });

  it("[REQ-JOB-13] passes over a line that makes no sense, and keeps the rest", () => {
    const { log } = open();
    accept(log, 1);
    log.close();
    appendFileSync(
      join(directory(), readdirSync(directory())[0] ?? ""),
      '{"type":"accepted","job":{}}\nnonsense\n',
    );
    const { log: again } = open();
    accept(again, 2);
    again.close();
    assert.equal(open().contents.open.length, 2);
  });

  it("[REQ-JOB-12] refuses what is new when the disk is full, and keeps what has happened", async () => {
    let roomBytes = Number.POSITIVE_INFINITY;
    const { log } = open({
      disk: {
        ...realDisk,
        write: (fd, bytes, offset) => {
          const size = Math.min(roomBytes, bytes.length - offset);
          if (size === 0) throw noSpace();
          roomBytes -= size;
          return writeSync(fd, bytes, offset, size);
        },
      },
    });
    accept(log, 1);
    // The next line is torn in the middle: what was written of it must not stay.
    roomBytes = 20;
    assert.throws(
      () => accept(log, 2),
      (error) => isHirteError(error, "log-unavailable"),
    );
    finish(log, 1);
    assert.deepEqual(log.ended(aJob(1).id), finished(1), "what ended is known all the same");
    await assert.rejects(log.sync(), { code: "log-unavailable" }, "and is not called safe");
    roomBytes = Number.POSITIVE_INFINITY;
    accept(log, 3);
    log.close();
    const { log: next, contents } = open();
    assert.deepEqual(
      contents.open.map((o) => o.job.id),
      [aJob(3).id],
    );
    assert.deepEqual(
      next.ended(aJob(1).id),
      finished(1),
      "and was written as soon as there was room",
    );
    next.close();
  });

  it("[REQ-OBS-8] says that it cannot be written, until it can again", () => {
    let isFull = false;
    const { log } = open({
      disk: {
        ...realDisk,
        write: (fd, bytes, offset) => {
          if (isFull) throw noSpace();
          return writeSync(fd, bytes, offset);
        },
      },
    });
    assert.equal(log.problem(), undefined);
    accept(log, 1);
    isFull = true;
    assert.equal(log.problem(), undefined, "nobody has tried");
    finish(log, 1);
    assert.match(log.problem() ?? "", /ENOSPC/);
    assert.match(log.problem() ?? "", /ENOSPC/, "it was tried again");
    isFull = false;
    assert.equal(log.problem(), undefined);
    log.close();
    const { contents, log: next } = open();
    assert.deepEqual(contents.open, [], "what had been kept in memory was written");
    assert.deepEqual(next.ended(aJob(1).id), finished(1));
    next.close();
  });

  it("[REQ-OBS-8] tells of a failed write until one succeeds", () => {
    let isBroken = true;
    const { log } = open({
      disk: {
        ...realDisk,
        write: (fd, bytes, offset) => {
          if (isBroken) throw new Error("EDQUOT: quota exceeded");
          return writeSync(fd, bytes, offset);
        },
      },
    });
    assert.throws(() => accept(log, 1));
    assert.match(log.problem() ?? "", /EDQUOT/);
    isBroken = false;
    accept(log, 2);
    assert.equal(log.problem(), undefined);
    log.close();
  });

  it("[REQ-OBS-8] notices that its file is gone before it is to be written", () => {
    const { log } = open();
    rmSync(join(directory(), readdirSync(directory())[0] ?? ""));
    assert.match(log.problem() ?? "", /ENOENT/);
    log.close();
  });

  it("[REQ-OBS-8] says so when it could not be brought to disk, until a fresh segment is", async () => {
    let fsyncs = 0;
    const { log } = open({
      disk: {
        ...realDisk,
        syncLater: (_fd, done) => {
          const cause = ++fsyncs === 1 ? new Error("EIO: i/o error") : null;
          setImmediate(() => done(cause));
        },
      },
    });
    accept(log, 1);
    await assert.rejects(log.sync(), (error) => isHirteError(error, "log-unavailable"));
    assert.match(log.problem() ?? "", /may not be on disk/);
    log.rotate([], 2000, 1);
    assert.equal(log.problem(), undefined);
    log.close();
  });

  it("[REQ-OBS-3] tells how long each sync took, and nothing where none is made", async () => {
    for (const [sync, expected] of [
      ["batch", 1],
      ["off", 0],
    ] as const) {
      const seconds: number[] = [];
      const { log } = open({ sync, onSynced: (s) => seconds.push(s) });
      accept(log, 1);
      await log.sync();
      assert.equal(seconds.length, expected, sync);
      for (const s of seconds) assert.ok(s > 0 && s < 5, String(s));
      log.close();
    }
  });

  it("[REQ-JOB-11] goes on in a new segment with what is open", () => {
    const { log } = open({ segmentBytes: 2000, keepSegments: 3 });
    const openJobs = [];
    for (let n = 1; n <= 40; n++) {
      accept(log, n);
      if (n % 10 === 0) openJobs.push({ job: aJob(n), args: {} });
      else finish(log, n);
      if (log.wantsRotation) log.rotate(openJobs, 3000, 1);
    }
    log.close();
    assert.ok(readdirSync(directory()).length <= 4, "old segments are removed");
    const { log: next, contents } = open();
    assert.deepEqual(
      contents.open.map((o) => o.job.id),
      [10, 20, 30, 40].map((n) => aJob(n).id),
    );
    assert.deepEqual(next.ended(aJob(39).id), finished(39));
    next.close();
  });

  /** Two that sync by turns: while one is at the disk the other waits, and the log is never idle. */
  const busily = (log: JobLog, work: (n: number) => Promise<void>) =>
    Promise.allSettled(
      [0, 1].map(async (first) => {
        for (let n = first + 1; n <= 60; n += 2) {
          accept(log, n);
          finish(log, n);
          await work(n);
        }
      }),
    );

  it("[REQ-JOB-23] begins a new segment though syncs never pause, and loses nothing by it", async () => {
    const { log } = open({ segmentBytes: 2000 });
    log.onFull(() => log.rotate([], 3000, 1));
    let idle = 0;
    await busily(log, async () => {
      await log.sync();
      if (log.wantsRotation) idle++;
    });
    assert.equal(idle, 0);
    const segments = readdirSync(directory()).map((name) =>
      readFileSync(join(directory(), name), "utf8"),
    );
    const longest = Math.max(...segments.map(({ length }) => length));
    assert.ok(longest < 5000, `${longest} bytes`);
    assert.equal(segments.join("").split('"type":"finished"').length - 1, 60, "each once");
    // No close: the process was killed.
    const { log: next, contents } = open();
    assert.deepEqual(contents.open, []);
    for (const n of [59, 60]) assert.deepEqual(next.ended(aJob(n).id), finished(n));
    assert.deepEqual(verifyLog(directory()).faults, []);
  });

  it("[REQ-JOB-23] begins a new segment with what is open as soon as a sync finds the present one full", async () => {
    const { log } = open({ segmentBytes: 2000 });
    const none = () => undefined;
    const jobs = new JobRegistry({
      ports: {
        now: () => 1000,
        monoMs: () => 0,
        send: () => true,
        isOnline: () => true,
        publish: none,
      },
      ...{ journal: log, open: [], epoch: 1, log: silentLog() },
    });
    const ids = Array.from({ length: 10 }, (_, n) => aJob(n).id);
    for (let n = 0; n < 10; n++) jobs.accept(aJob(n), "b".repeat(32), {});
    await log.sync();
    const names = readdirSync(directory()).toSorted();
    assert.equal(names.length, 2);
    rmSync(join(directory(), names[0] ?? ""));
    assert.deepEqual(
      open().contents.open.map(({ job }) => job.id),
      ids,
    );
  });

  it("[REQ-JOB-23] calls nothing safe that waited for a new segment which could not be begun", async () => {
    let isFull = false;
    const { log } = open({
      segmentBytes: 2000,
      disk: {
        ...realDisk,
        sync: (fd) => {
          if (isFull) throw new Error("EIO: i/o error");
          realDisk.sync(fd);
        },
      },
    });
    let safeAfter = 0;
    log.onFull(() => {
      isFull = true;
      try {
        log.rotate([], 3000, 1);
      } catch {
        // As the registry of jobs, which writes it to its log.
      }
    });
    await busily(log, () =>
      log.sync().then(
        () => {
          if (isFull) safeAfter++;
        },
        () => undefined,
      ),
    );
    assert.ok(isFull);
    // The one whose sync was done when the segment was found to be full.
    assert.equal(safeAfter, 1);
    assert.match(log.problem() ?? "", /may not be on disk/);
  });

  it("[REQ-JOB-12] writes what was kept in memory when asked whether it is safe", async () => {
    let isFull = false;
    const { log } = open({
      disk: {
        ...realDisk,
        write: (fd, bytes, offset) => {
          if (isFull) throw noSpace();
          return writeSync(fd, bytes, offset);
        },
      },
    });
    accept(log, 1);
    isFull = true;
    finish(log, 1);
    await assert.rejects(log.sync());
    isFull = false;
    await log.sync();
    // No close: the process was killed.
    assert.deepEqual(open().log.ended(aJob(1).id), finished(1));
  });

  it("[REQ-JOB-16] calls nothing safe after a failed sync, until a fresh segment holds all of it", async () => {
    let isBroken = false;
    const fail = () => {
      if (isBroken) throw new Error("EIO: i/o error");
    };
    const { log } = open({
      disk: {
        ...realDisk,
        sync: (fd) => {
          fail();
          realDisk.sync(fd);
        },
        syncLater: (fd, done) => {
          if (isBroken) done(new Error("EIO: i/o error"));
          else realDisk.syncLater(fd, done);
        },
      },
    });
    for (const n of [1, 2, 3]) accept(log, n);
    isBroken = true;
    finish(log, 1);
    await assert.rejects(log.sync(), { code: "log-unavailable" });
    isBroken = false;
    // A sync that succeeds now says nothing of what the failed one was to bring to the disk.
    await assert.rejects(log.sync(), { code: "log-unavailable" });
    assert.throws(() => accept(log, 4), { code: "log-unavailable" });
    finish(log, 2);
    assert.deepEqual(log.ended(aJob(2).id), finished(2));
    assert.equal(log.wantsRotation, true);
    const first = join(directory(), readdirSync(directory())[0] ?? "");
    log.rotate([{ job: aJob(3), args: {} }], 3000, 1);
    await log.sync();
    accept(log, 5);
    assert.equal(log.wantsRotation, false);
    // The disk had lost everything in the segment whose sync failed.
    truncateSync(first, 0);
    const { log: next, contents } = open();
    assert.deepEqual(
      contents.open.map((o) => o.job.id),
      [3, 5].map((n) => aJob(n).id),
    );
    for (const n of [1, 2]) assert.deepEqual(next.ended(aJob(n).id), finished(n));
    next.close();
    log.close();
  });

  for (const [what, disk] of [
    ["its first line cannot be written", { write: true }],
    ["it cannot be brought to disk", { sync: true }],
  ] as const) {
    it(`[REQ-JOB-16] stays with its segment when ${what}, and leaves no other one behind`, () => {
      let isBroken = false;
      let syncs = 0;
      const { log } = open({
        segmentBytes: 500,
        disk: {
          ...realDisk,
          write: (fd, bytes, offset) => {
            if (isBroken && "write" in disk) throw noSpace();
            return writeSync(fd, bytes, offset);
          },
          sync: (fd) => {
            // The first is that of the present segment, which has no trouble.
            if (isBroken && "sync" in disk && ++syncs > 1) throw new Error("EIO: i/o error");
            realDisk.sync(fd);
          },
        },
      });
      for (const n of [1, 2, 3]) accept(log, n);
      isBroken = true;
      assert.throws(() => log.rotate([{ job: aJob(3), args: {} }], 3000, 1), {
        code: "log-unavailable",
      });
      isBroken = false;
      assert.equal(readdirSync(directory()).length, 1);
      accept(log, 4);
      assert.deepEqual(
        open().contents.open.map((o) => o.job.id),
        [1, 2, 3, 4].map((n) => aJob(n).id),
      );
      log.close();
    });
  }

  it("[REQ-JOB-15] knows over a restart, and in a new segment, who was let go of", () => {
    const { log } = open();
    for (const n of [1, 2]) accept(log, n);
    log.append({ type: "cancel-asked", at: 1500, id: aJob(2).id });
    const canceled = () => open().contents.open.map((o) => [o.job.id, o.isCanceled ?? false]);
    const expected = [
      [aJob(1).id, false],
      [aJob(2).id, true],
    ];
    assert.deepEqual(canceled(), expected);
    log.rotate(open().contents.open, 3000, 1);
    assert.deepEqual(canceled(), expected);
    log.close();
  });

  it("[REQ-JOB-17] knows whose record it cannot read, and does not take the id for a new one", () => {
    const { log } = open();
    accept(log, 1);
    finish(log, 1);
    log.close();
    const path = join(directory(), readdirSync(directory())[0] ?? "");
    const lines = readFileSync(path, "utf8");
    for (const spoilt of [
      lines.replaceAll('"verb":"start"', '"verb":"st\\u0000rt"'),
      lines.replaceAll('"type":', '"type"'),
    ]) {
      writeFileSync(path, spoilt);
      const { log: again } = open();
      assert.equal(again.ended(aJob(1).id), undefined);
      assert.equal(again.isIllegible(aJob(1).id), true);
      assert.equal(again.isIllegible(aJob(2).id), false);
      again.close();
    }
  });

  it("[REQ-JOB-17] knows an ended id also when its record cannot be read back", () => {
    const { log } = open();
    accept(log, 1);
    finish(log, 1);
    truncateSync(join(directory(), readdirSync(directory())[0] ?? ""), 0);
    assert.equal(log.ended(aJob(1).id), undefined);
    assert.equal(log.isIllegible(aJob(1).id), true);
    log.close();
  });

  it("[REQ-JOB-6] shares one fsync between many that wait", async () => {
    const { log } = open();
    accept(log, 1);
    await Promise.all(Array.from({ length: 100 }, () => log.sync()));
    log.close();
  });
});

describe("the epoch store", () => {
  const directory = useTempDir();
  const open = (wallMs: number) => EpochStore.open(directory(), { wallMs, log: silentLog() });

  it("[REQ-NODE-9] begins a higher epoch each time, also when the clock was set back", () => {
    const epochs = [1000, 5000, 200, 200].map((wallMs) => open(wallMs).epoch);
    assert.deepEqual(epochs, [1000, 5000, 5001, 5002]);
  });

  it("[REQ-NODE-9] gives sessions that only rise, over a restart and 5,000 of them", () => {
    let last = 0;
    for (const wallMs of [1000, 500]) {
      const store = open(wallMs);
      for (let i = 0; i < 2500; i++) {
        const session = store.nextSession();
        assert.ok(session > last);
        last = session;
      }
    }
  });

  it("[REQ-NODE-9] gives no session that it could not reserve on the disk", () => {
    let isFull = false;
    const store = EpochStore.open(directory(), {
      wallMs: 1000,
      log: silentLog(),
      write: (path, value) => {
        if (isFull) throw noSpace();
        writeStateFile(path, value);
      },
    });
    isFull = true;
    for (let i = 0; i < 3; i++) assert.throws(() => store.nextSession(), /ENOSPC/);
    isFull = false;
    assert.equal(store.nextSession(), 1001);
    assert.ok(open(500).nextSession() > 1001);
  });

  it("[REQ-NODE-10] adopts a higher epoch when told to", () => {
    open(1000);
    EpochStore.adopt(directory(), 9000, silentLog());
    assert.equal(open(1000).epoch, 9001);
  });

  it("[REQ-NODE-14] begins no epoch that no message could carry", () => {
    const state = { manager: "up", system: "up", version: "1", at: 1 } as const;
    encode("manager-state", { ...state, epoch: highestEpoch });
    assert.throws(() => encode("manager-state", { ...state, epoch: highestEpoch + 1 }));
    assert.throws(() => EpochStore.adopt(directory(), highestEpoch, silentLog()), {
      code: "bad-argument",
    });
    for (const numbers of [
      { epoch: highestEpoch, sessionCeiling: 1 },
      { epoch: 1, sessionCeiling: Number.MAX_SAFE_INTEGER },
    ]) {
      writeFileSync(join(directory(), "epoch.json"), JSON.stringify(numbers));
      assert.equal(open(2000).epoch, 2000);
    }
  });

  it("[REQ-NODE-9] sets a file that makes no sense aside", () => {
    open(1000);
    writeFileSync(join(directory(), "epoch.json"), "{");
    assert.equal(open(2000).epoch, 2000);
    assert.ok(readdirSync(directory()).includes("epoch.json.corrupt"));
  });
});
