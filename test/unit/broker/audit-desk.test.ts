import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { appendFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { AuditDesk } from "../../../broker/audit-desk.ts";
import { JobLog } from "../../../broker/job-log.ts";
import { silentLog } from "../../../src/core/log.ts";
import { check } from "../../../src/protocol/codec.ts";
import type { AuditRequest, AuditRow, Job } from "../../../src/protocol/generated/schemas.ts";
import { useTempDir } from "../../support/temp-dir.ts";

const idOf = (n: number) => String(n).padStart(32, "0");
const aJob = (n: number, over: Partial<Job> = {}): Job => ({
  ...{ id: idOf(n), epoch: 1, user: "anna", node: "node1", unit: "web.service" },
  ...{ verb: "start", state: "queued", at: n * 1000, acceptedAt: n * 1000, startBy: 9e6 },
  ...over,
});
const params = { user: "eve", node: "@manager", verb: "audit" };

describe("questions about the audit log", () => {
  const directory = useTempDir();
  let log: JobLog;
  beforeEach(() => {
    log = JobLog.open({ directory: directory(), log: silentLog(), sync: "off" }).log;
  });
  afterEach(() => log.close());

  const accept = (n: number, over: Partial<Job> = {}, args: Record<string, unknown> = {}) =>
    log.append({ type: "accepted", at: n * 1000, bootId: "", job: aJob(n, over), args });
  const finish = (n: number, at: number, over: Partial<Job> = {}) =>
    log.appendOrKeep({
      ...{ type: "finished", at },
      job: aJob(n, { state: "finished", result: "done", at, ...over }),
    });

  /** A desk, and what it has answered to whom. */
  function deskOf(settled: () => Promise<void> = async () => undefined) {
    const chunks: { id: string; rows: AuditRow[]; last: boolean }[] = [];
    const refused: string[] = [];
    let onLast: () => void = () => undefined;
    const desk = new AuditDesk({
      ...{ directory: directory(), settled, monoMs: () => performance.now(), log: silentLog() },
      replies: {
        answer: (_user, { id, data = [], last = true }) => {
          chunks.push({ id, last, rows: data.map((row) => check("row-audit", row)) });
          if (last) onLast();
        },
        refuse: (_params, id) => refused.push(id),
      },
    });
    return {
      desk,
      chunks,
      refused,
      ask: (request: Omit<AuditRequest, "id">, id = idOf(99)) =>
        new Promise<AuditRow[]>((resolve) => {
          onLast = () => resolve(chunks.filter((c) => c.id === id).flatMap(({ rows }) => rows));
          desk.serve(params, { id, ...request });
        }),
    };
  }
  const rowsOf = (request: Omit<AuditRequest, "id"> = {}) => deskOf().ask(request);
  const idsOf = async (request: Omit<AuditRequest, "id"> = {}) =>
    (await rowsOf(request)).map(({ id }) => Number(id));

  it("[REQ-AUD-11] tells who asked for what and what came of it, the newest first, whatever ended first", async () => {
    accept(1);
    accept(2, { user: "bob", unit: "db.service" });
    finish(2, 2500, {
      user: "bob",
      unit: "db.service",
      result: "failed",
      problem: { code: "unit-refused", message: "m" },
    });
    log.note({
      ...{ type: "refused", at: 3000, user: "bob", node: "nowhere", verb: "stop" },
      ...{ unit: "a.service", id: idOf(3), code: "no-such-node" },
    });
    accept(4, { verb: "command" }, { name: "backup" });
    finish(1, 5000);
    deepEqual(await rowsOf(), [
      {
        n: 5,
        at: 4000,
        user: "anna",
        node: "node1",
        verb: "command",
        unit: "web.service",
        id: idOf(4),
        result: "open",
        command: "backup",
      },
      {
        n: 4,
        at: 3000,
        user: "bob",
        node: "nowhere",
        verb: "stop",
        unit: "a.service",
        id: idOf(3),
        code: "no-such-node",
        result: "refused",
      },
      {
        n: 2,
        at: 2000,
        user: "bob",
        node: "node1",
        verb: "start",
        unit: "db.service",
        id: idOf(2),
        result: "failed",
        code: "unit-refused",
        durationMs: 500,
      },
      {
        n: 1,
        at: 1000,
        user: "anna",
        node: "node1",
        verb: "start",
        unit: "web.service",
        id: idOf(1),
        result: "done",
        durationMs: 4000,
      },
    ]);
  });

  it("[REQ-AUD-11] tells each job once: with its end in a new segment again, and with what became of a lost one", async () => {
    accept(1);
    accept(2);
    finish(1, 3000);
    finish(2, 3000, { result: "lost" });
    // Ends that are not on the disk are repeated.
    log.close();
    log = JobLog.open({ directory: directory(), log: silentLog() }).log;
    finish(1, 3000);
    log.rotate([], 4000, 1);
    const resolved = { result: "done", at: 5000 } as const;
    const job = aJob(2, { state: "finished", result: "lost", at: 3000, resolved });
    log.appendOrKeep({ type: "resolved", at: 3000, job });
    const rows = await rowsOf();
    deepEqual(
      rows.map(({ id, result, resolved: later }) => [Number(id), result, later]),
      [
        [2, "lost", "done"],
        [1, "done", undefined],
      ],
    );
  });

  it("[REQ-AUD-11] tells of a job whose beginning is not kept any more", async () => {
    accept(1);
    accept(2);
    log.close();
    log = JobLog.open({ directory: directory(), log: silentLog(), keepSegments: 1 }).log;
    log.rotate([{ job: aJob(1) }, { job: aJob(2) }], 3000, 1);
    finish(2, 4000);
    finish(1, 5000);
    deepEqual(await idsOf(), [2, 1]);
  });

  it("[REQ-AUD-11] gives what is wanted by time, user, node, unit and failure, and no more than is wanted", async () => {
    for (let n = 1; n <= 9; n++) {
      const over = { user: n % 2 ? "anna" : "bob", node: `node${n % 3}`, unit: `app-${n}.service` };
      accept(n, over);
      finish(n, n * 1000 + 10, { ...over, result: n % 4 ? "done" : "timeout" });
    }
    log.note({
      ...{ type: "done", at: 20_000, user: "bob", node: "@manager", verb: "allow-nodes" },
      ...{ id: idOf(20), nodes: ["node7"], durationMs: 3 },
    });
    deepEqual(await idsOf({ since: 3000, until: 6000 }), [6, 5, 4, 3]);
    deepEqual(await idsOf({ user: "bob", until: 9000 }), [8, 6, 4, 2]);
    deepEqual(await idsOf({ nodes: ["node1"] }), [7, 4, 1]);
    deepEqual(await idsOf({ nodes: ["node[12]"], limit: 2 }), [8, 7]);
    deepEqual(await idsOf({ nodes: ["node1", "node2"] }), [8, 7, 5, 4, 2, 1]);
    deepEqual(await idsOf({ units: ["app-2.service", "app-3.service"] }), [3, 2]);
    deepEqual(await idsOf({ nodes: ["node7"] }), [20]);
    deepEqual(await idsOf({ nodes: ["@manager"] }), [20]);
    deepEqual(await idsOf({ units: ["app-[1-3]*"] }), [3, 2, 1]);
    deepEqual(await idsOf({ failed: true }), [8, 4]);
    deepEqual(await idsOf({ limit: 3 }), [20, 9, 8]);
  });

  it("[REQ-AUD-11] goes by when something was asked for, also where what took long is written later", async () => {
    accept(1);
    finish(1, 1100);
    accept(5);
    log.note({
      ...{ type: "done", at: 2000, user: "bob", node: "node1", verb: "cancel" },
      ...{ id: idOf(2), job: idOf(5), durationMs: 4000 },
    });
    // The end of the first is told again by a node that has not heard that it was heard.
    const resolved = { result: "done", at: 7000 } as const;
    const job = aJob(1, { state: "finished", result: "lost", at: 1100, resolved });
    log.appendOrKeep({ type: "resolved", at: 1100, job });
    deepEqual(await idsOf({ since: 4000 }), [5]);
    deepEqual(await idsOf({ since: 2000 }), [2, 5]);
    deepEqual(await idsOf({ since: 1000 }), [2, 5, 1]);
  });

  it("[REQ-AUD-8] tells how many were left out, of whom", async () => {
    log.note({
      ...{ type: "left-out", at: 9000, from: 8000, of: "refused" },
      ...{ users: [{ user: "mallory", count: 500 }], others: 7 },
    });
    deepEqual(await rowsOf({ failed: true }), [
      { n: 1, at: 8000, user: "mallory", result: "refused", times: 500 },
      { n: 1, at: 8000, result: "refused", times: 7 },
    ]);
  });

  it("[REQ-AUD-11] passes over what cannot be read", async () => {
    accept(1);
    log.close();
    const [file = ""] = readdirSync(directory());
    appendFileSync(join(directory(), file), `nonsense\n{"type":"accepted","job":{}}\n\n\0\0\n`);
    log = JobLog.open({ directory: directory(), log: silentLog() }).log;
    accept(2);
    appendFileSync(join(directory(), file), '{"n":9,"torn');
    deepEqual(await idsOf(), [2, 1]);
  });

  it("[REQ-AUD-12] gives long answers in pieces, each when the one before has left, and reads lines of any length", async () => {
    const open = Array.from({ length: 2000 }, (_, n) => ({ job: aJob(n + 1) }));
    for (let n = 1; n <= 1500; n++) {
      accept(n);
      finish(n, n * 1000 + 1);
      if (n % 500 === 0) log.rotate(open, n * 1000 + 1, 1);
    }
    let isLeaving = false;
    const { ask, chunks } = deskOf(async () => {
      equal(isLeaving, false);
      isLeaving = true;
      await new Promise((resolve) => setImmediate(resolve));
      isLeaving = false;
    });
    const rows = await ask({ limit: 1400 });
    deepEqual(
      rows.map(({ id }) => Number(id)),
      Array.from({ length: 1400 }, (_, i) => 1500 - i),
    );
    ok(chunks.length > 1);
    ok(chunks.every(({ rows: some }) => JSON.stringify(some).length < 200_000));
    deepEqual(chunks.map(({ last }) => last).indexOf(true), chunks.length - 1);
  });

  it("[REQ-AUD-12] lets others in between, answers one question at a time, and few of them wait", async () => {
    for (let n = 1; n <= 3000; n++) accept(n);
    const { desk, ask, chunks } = deskOf();
    let turns = 0;
    let isOver = false;
    const turn = () => {
      turns++;
      if (!isOver) setImmediate(turn);
    };
    setImmediate(turn);
    const serve = (n: number) =>
      desk.serve({ ...params, user: `user${n % 4}` }, { id: idOf(n), user: "nobody" });
    for (let n = 1; n <= 8; n++) serve(n);
    // Whoever asks again is not answered twice.
    for (let n = 1; n <= 8; n++) serve(n);
    const last = ask({ user: "nobody" }, idOf(9));
    throws(() => desk.serve({ ...params, user: "late" }, { id: idOf(10) }), { code: "busy" });
    // Each of the answers is a last one.
    while (chunks.length < 9) await new Promise((resolve) => setImmediate(resolve));
    await last;
    isOver = true;
    deepEqual(
      chunks.map(({ id }) => Number(id)),
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    );
    ok(turns > 30, `${turns} turns for others`);
  });

  it("[REQ-AUD-12] takes two questions of a user at a time, so that others find a place", async () => {
    const { desk, ask, chunks } = deskOf();
    const eve = { ...params, user: "eve" };
    for (let n = 1; n <= 2; n++) desk.serve(eve, { id: idOf(n) });
    throws(() => desk.serve(eve, { id: idOf(3) }), { code: "busy", message: /2 questions of eve/ });
    desk.serve(eve, { id: idOf(2) });
    desk.serve({ ...params, user: "anna" }, { id: idOf(4) });
    while (chunks.length < 3) await new Promise((resolve) => setImmediate(resolve));
    await ask({}, idOf(5));
    deepEqual(
      chunks.map(({ id }) => Number(id)),
      [1, 2, 4, 5],
    );
  });

  it("[REQ-AUD-12] refuses where the log cannot be read, and answers again when it can", async () => {
    const { AuditDesk: Desk } = await import("../../../broker/audit-desk.ts");
    const refused = await new Promise((resolve) => {
      const desk = new Desk({
        ...{ directory: join(directory(), "none"), settled: async () => undefined },
        ...{ monoMs: () => 0, log: silentLog() },
        replies: { answer: () => resolve(undefined), refuse: (_p, _id, { code }) => resolve(code) },
      });
      desk.serve(params, { id: idOf(1) });
    });
    equal(refused, "unavailable");
  });
});
