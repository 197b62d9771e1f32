import { deepEqual, equal } from "node:assert/strict";
import { JobLog } from "../../../broker/job-log.ts";
import { JobRegistry, type SessionlessCommand } from "../../../broker/job-registry.ts";
import { listSegments } from "../../../src/audit/segments.ts";
import { silentLog } from "../../../src/core/log.ts";
import type { Job } from "../../../src/protocol/generated/schemas.ts";
import { useTempDir } from "../../support/temp-dir.ts";

const node = "node1";
const bootId = "b".repeat(32);
const at = 1_795_687_843_000;
const jobOf = (digit: string): Job => ({
  ...{ id: digit.repeat(32), epoch: 1, user: "anna", node, unit: "web.service", verb: "start" },
  ...{ state: "queued", at, acceptedAt: at, startBy: at + 3_600_000 },
});

describe("jobs that were open in a backup", () => {
  const directory = useTempDir();
  let sent: SessionlessCommand[];
  let told: Job[];
  let nowMs = 0;
  let last: JobLog;

  /** The next life of hirte. */
  const open = (segmentBytes?: number) => {
    const { log, contents } = JobLog.open({
      ...{ directory: directory(), log: silentLog() },
      ...(segmentBytes === undefined ? {} : { segmentBytes }),
    });
    last = log;
    const jobs = new JobRegistry({
      ports: {
        now: () => at + nowMs,
        monoMs: () => nowMs,
        send: (_, command) => sent.push(command) > 0,
        isOnline: () => true,
        publish: (job) => void told.push(job),
      },
      ...{ journal: log, open: contents.open, epoch: 2, log: silentLog() },
    });
    return { jobs, log };
  };
  const pass = (jobs: JobRegistry, ms: number) => {
    nowMs += ms;
    jobs.tick({ stalledMs: 0, lateMs: 0, upToMonoMs: nowMs });
  };
  const report = (jobs: JobRegistry, id: string, kind: "unknown" | "running") =>
    jobs.onReport(node, { session: 1, id, kind });

  beforeEach(() => {
    [sent, told, nowMs] = [[], [], 0];
    const { jobs, log } = open();
    jobs.accept(jobOf("1"), bootId, {});
    jobs.accept(jobOf("2"), bootId, {});
    log.append({ type: "cancel-asked", at, id: "2".repeat(32) });
    log.append({ type: "restored", at, takenAt: at, version: "1" });
    log.close();
    sent = [];
  });
  afterEach(() => last.close());

  for (const [when, isRotated] of [
    ["at the first start", false],
    ["at a start after the log has gone on in a new file", true],
  ] as const) {
    it(`[REQ-BAK-7] are asked after, and neither begun nor canceled unheard, ${when}`, () => {
      if (isRotated) {
        const { jobs, log } = open(1);
        for (let i = 0; i < 3; i++) pass(jobs, 1000);
        log.close();
        deepEqual(listSegments(directory()), [1, 2, 3, 4]);
      }
      const { jobs } = open();
      jobs.onNodeBack(node, bootId);
      for (let i = 0; i < 20; i++) pass(jobs, 1000);
      deepEqual([...new Set(sent.map(({ kind }) => kind))], ["ask"]);
    });
  }

  it("[REQ-BAK-7] are lost where their node knows nothing of them: it may have forgotten them", async () => {
    const { jobs } = open();
    jobs.onNodeBack(node, bootId);
    report(jobs, "1".repeat(32), "unknown");
    const { state, result } = jobs.find("1".repeat(32)) ?? {};
    deepEqual([state, result], ["finished", "lost"]);
    pass(jobs, 10_000);
    equal(sent.filter(({ kind }) => kind === "job").length, 0);
  });

  it("[REQ-BAK-7] go on where they run, and are canceled then if that was asked for", () => {
    const { jobs } = open();
    jobs.onNodeBack(node, bootId);
    for (const digit of ["1", "2"]) report(jobs, digit.repeat(32), "running");
    pass(jobs, 10_000);
    equal(jobs.find("1".repeat(32))?.state, "running");
    deepEqual(
      sent.filter(({ kind }) => kind !== "ask").map(({ kind, id }) => [kind, id[0]]),
      [["cancel", "2"]],
    );
  });
});
