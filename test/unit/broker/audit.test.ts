import { deepEqual, equal, ok } from "node:assert/strict";
import { Audit, type AuditedRequest, someOf, unitIn } from "../../../broker/audit.ts";
import type { NoteRecord } from "../../../broker/log-record.ts";
import { RecordBudget } from "../../../broker/record-budget.ts";

describe("keeping the audit log", () => {
  let notes: NoteRecord[];
  let nowMs: number;
  let isFull: boolean;
  let audit: Audit;
  beforeEach(() => {
    notes = [];
    nowMs = 0;
    isFull = false;
    audit = new Audit({
      now: () => 1_000_000 + nowMs,
      monoMs: () => nowMs,
      note: (record) => {
        if (!isFull) notes.push(record);
        return !isFull;
      },
    });
  });
  const asked = (over: Partial<AuditedRequest> = {}): AuditedRequest => ({
    ...{ user: "anna", node: "node1", verb: "start", unit: "web.service", id: "i".repeat(32) },
    ...over,
  });
  const idOf = (n: number) => String(n).padStart(32, "0");
  const kinds = () => notes.map(({ type }) => type);

  it("[REQ-AUD-7] keeps what was refused of all that changes something, or reads a stream, and of whom", () => {
    const verbs = [
      "start",
      "enable",
      "run",
      "command",
      "cancel",
      "allow-nodes",
      "logs",
      "nonsense",
    ];
    for (const verb of verbs) audit.refused(asked({ verb }), "no-such-node");
    deepEqual(
      notes.map((note) => "verb" in note && note.verb),
      verbs,
    );
    deepEqual(notes[0], {
      ...{ type: "refused", at: 1_000_000, user: "anna", node: "node1", verb: "start" },
      ...{ unit: "web.service", id: "i".repeat(32), code: "no-such-node" },
    });
  });

  it("[REQ-AUD-7] keeps nothing of questions, but that somebody may not ask them", () => {
    audit.refused(asked({ verb: "status" }), "no-such-node");
    deepEqual(notes, []);
    audit.refused(asked({ verb: "status" }), "denied");
    deepEqual(kinds(), ["refused"]);
  });

  it("[REQ-AUD-8] writes few of many refusals of one user, and counts the others in one line", () => {
    for (let i = 0; i < 5000; i++)
      audit.refused(asked({ user: "mallory", id: idOf(i) }), "bad-request");
    equal(notes.length, 20);
    audit.refused(asked({ user: "bob" }), "denied");
    equal(notes.length, 21, "nobody else is left out for that");
    nowMs = 9_999;
    audit.tick();
    equal(notes.length, 21);
    nowMs = 10_000;
    audit.tick();
    audit.tick();
    deepEqual(notes.slice(21), [
      {
        ...{ type: "left-out", at: 1_010_000, from: 1_000_000, of: "refused" },
        users: [{ user: "mallory", count: 4980 }],
      },
    ]);
  });

  const longUnit = `${"u".repeat(247)}.service`;

  it("[REQ-AUD-8] writes no more than 150 MB of refusals in a day, whoever asks", function () {
    this.timeout(20_000);
    let bytes = 0;
    audit = new Audit({
      now: () => nowMs,
      monoMs: () => nowMs,
      note: (record) => {
        bytes += JSON.stringify(record).length + 155;
        return true;
      },
    });
    // Many at once, then more of them than are written one by one.
    for (let second = 0; second < 3600; second++) {
      nowMs = second * 1000;
      for (let i = 0; i < (second === 0 ? 1000 : 10); i++)
        audit.refused(
          asked({ user: `mallory${second}-${i}`, node: "n".repeat(10_000), unit: longUnit }),
          "denied",
        );
      audit.tick();
    }
    ok(bytes * 24 < 150e6, `${(bytes * 24) / 1e6} MB a day`);
  });

  it("[REQ-AUD-8] keeps a week of the log, whatever streams one user reads, and three days for all that do", function () {
    this.timeout(20_000);
    const units = Array.from({ length: 100 }, (_, i) => `${"u".repeat(240)}${i}.service`);
    for (const [users, days] of [
      [1, 7],
      [500, 3],
    ] as const) {
      let bytes = 0;
      audit = new Audit({
        now: () => nowMs,
        monoMs: () => nowMs,
        note: (record) => {
          bytes += JSON.stringify(record).length + 155;
          return true;
        },
      });
      let burst = 0;
      for (let second = 0; second <= 3600; second++) {
        nowMs = second * 1000;
        for (let i = 0; i < (second === 0 ? 1000 : 5); i++) {
          const request = {
            user: `viewer${(second * 5 + i) % users}`,
            id: idOf(second * 1000 + i),
          };
          audit.done(asked({ verb: "logs", unit: longUnit, ...request }), someOf("units", units));
        }
        audit.tick();
        if (second === 0) burst = bytes;
      }
      const aDay = (bytes - burst) * 24;
      ok(burst + aDay * days < 64 * 16 * 2 ** 20, `${aDay / 1e6} MB a day of ${users}`);
    }
  });

  it("[REQ-AUD-8] names ten of many units, and fewer of long ones, and says how many there are", () => {
    const names = (length: number) =>
      Array.from({ length: 100 }, (_, i) => `${"u".repeat(length)}${i}.service`);
    equal(someOf("units", names(3)).units?.length, 10);
    equal(someOf("units", names(3)).count, 100);
    deepEqual(someOf("units", ["a.service"]), { units: ["a.service"] });
    ok(JSON.stringify(someOf("units", names(240))).length < 1500);
    equal(someOf("units", [longUnit]).units?.[0], longUnit);
  });

  it("[REQ-AUD-17] keeps a request once, however often it is said again, and each that is another one", () => {
    for (let i = 0; i < 3; i++) {
      audit.refused(asked({ verb: "stop" }), "denied");
      audit.done(asked({ verb: "cancel" }), { job: "a" }, 1_000_000);
      audit.done(asked({ verb: "logs" }), { units: ["web.service"] });
      nowMs += 2000;
    }
    deepEqual(kinds(), ["refused", "done", "done"]);
    // What only bears the same id is not hidden by it.
    audit.refused(asked({ verb: "stop", unit: "db.service" }), "denied");
    audit.done(asked({ verb: "cancel" }), { job: "b" }, 1_000_000);
    audit.refused(asked({ verb: "stop", user: "bob" }), "denied");
    equal(notes.length, 6);
    for (let i = 0; i < 2; i++) audit.refused(asked({ id: undefined }), "bad-request");
    equal(notes.length, 8, "of what bears none it is not known");
    nowMs += 600_000;
    audit.done(asked({ verb: "logs" }), { units: ["web.service"] });
    equal(notes.length, 9, "nobody reads on for ever under an old id");
  });

  it("[REQ-AUD-17] keeps what was left out when it is said again, and there is room", () => {
    isFull = true;
    audit.refused(asked(), "denied");
    isFull = false;
    audit.refused(asked(), "denied");
    deepEqual(kinds(), ["refused"]);
  });

  it("[REQ-AUD-8] counts what is left when nothing more is asked for", () => {
    for (let i = 0; i < 30; i++) audit.refused(asked({ id: idOf(i) }), "busy");
    audit.stop();
    deepEqual(notes.at(-1)?.type, "left-out");
  });

  it("[REQ-AUD-9] keeps what was done without a job, with its time, and a beginning without one", () => {
    nowMs = 30;
    audit.done(asked({ verb: "cancel" }), { job: "j" }, 1_000_010);
    audit.done(asked({ verb: "logs" }), { units: ["web.service"] });
    deepEqual(
      notes.map((note) => [note.at, "durationMs" in note ? note.durationMs : undefined]),
      [
        [1_000_010, 20],
        [1_000_030, undefined],
      ],
    );
  });

  it("[REQ-AUD-15] counts what a full disk does not take, until it does", () => {
    isFull = true;
    for (let i = 0; i < 3; i++) audit.done(asked({ verb: "cancel" }), {}, 1_000_000);
    nowMs = 20_000;
    audit.tick();
    deepEqual(notes, []);
    isFull = false;
    audit.tick();
    deepEqual(notes, [
      {
        ...{ type: "left-out", at: 1_020_000, from: 1_000_000, of: "done" },
        users: [{ user: "anna", count: 3 }],
      },
    ]);
  });

  it("[REQ-AUD-8] [REQ-AUD-10] takes over names of bounded length, and of a request a unit's name only", () => {
    const long = "x".repeat(60_000);
    audit.refused({ user: long, node: long, verb: long }, long);
    ok(JSON.stringify(notes).length < 500);
    equal(unitIn({ unit: "web.service" }), "web.service");
    equal(unitIn({ unit: "app@.service" }), "app@.service");
    for (const unit of ["/opt/x.service", "curl -u me:secret", long, 7, undefined, {}])
      equal(unitIn({ unit }), undefined);
    equal(unitIn({}), undefined);
  });

  it("[REQ-AUD-8] bounds what it remembers of users", () => {
    const rate = { burst: 1, perSecond: 0 };
    const budget = new RecordBudget({
      each: rate,
      all: { burst: 1e9, perSecond: 0 },
      monoMs: 0,
    });
    for (let i = 0; i < 1001; i++) budget.take(`user${i}`, 0);
    equal(budget.take("user1000", 0), false, "one that is known");
    equal(budget.take("user0", 0), true, "the one that was forgotten");
  });
});
