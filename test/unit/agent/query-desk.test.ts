import { deepEqual, equal, ok } from "node:assert/strict";
import type { OwnLimits } from "../../../agent/own-limits.ts";
import { QueryDesk } from "../../../agent/query-desk.ts";
import { silentLog } from "../../../src/core/log.ts";
import type { Report, UnitStatusRow } from "../../../src/protocol/generated/schemas.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { FakeNames, ownLimits } from "../../support/fake-names.ts";
import { FakeQueries } from "../../support/fake-queries.ts";
import { FakeJournal } from "../../support/fake-systemd.ts";
import { FakeSystemd, jobId } from "./fakes.ts";

describe("the agent's answers to queries", () => {
  const setUp = (limits?: OwnLimits) => {
    const clock = new FakeClock();
    const systemd = new FakeSystemd();
    const journal = new FakeJournal();
    const queries = new FakeQueries();
    const answers: Omit<Report, "session">[] = [];
    const desk = new QueryDesk({
      systemd,
      queries,
      journal,
      limits: limits ?? ownLimits(),
      clock,
      log: silentLog(),
      report: (report) => answers.push(report),
    });
    const rows = () => answers.flatMap(({ data }) => (data ?? []) as UnitStatusRow[]);
    return { clock, systemd, queries, journal, answers, rows, desk };
  };
  const query = { session: 1, kind: "query", id: jobId(1), verb: "status" } as const;

  it("[REQ-AGT-50] to status are the units' rows, with as many log lines as were asked for", async () => {
    const { journal, answers, rows, desk } = setUp();
    journal.lines.set("a.service", ["one", "two", "three"]);
    await desk.query({ ...query, args: { units: ["a.service", "b.service"], lines: 2 } });
    equal(answers.length, 1);
    deepEqual(
      { ...answers[0], data: undefined },
      { id: jobId(1), kind: "answer", chunk: 0, last: true, data: undefined },
    );
    deepEqual(
      rows().map(({ unit, log }) => [unit, log]),
      [
        ["a.service", ["two", "three"]],
        ["b.service", undefined],
      ],
    );
  });

  it("[REQ-AGT-50] to status without units are about all of them, without log lines unless asked", async () => {
    const { systemd, journal, rows, desk } = setUp();
    for (const unit of ["a.service", "b.service"]) {
      systemd.evidenceOf.set(unit, { active: "failed", sub: "failed" });
      journal.lines.set(unit, ["line"]);
    }
    await desk.query(query);
    deepEqual(
      rows().map(({ unit, active, log }) => [unit, active, log]),
      [
        ["a.service", "failed", undefined],
        ["b.service", "failed", undefined],
      ],
    );
  });

  it("[REQ-AGT-50] come in parts of at most 256 KiB, the last one marked", async () => {
    const { journal, answers, rows, desk } = setUp();
    const units = Array.from({ length: 20 }, (_, i) => `u${i}.service`);
    const lines = Array.from({ length: 100 }, (_, i) => `${i} ${"ü".repeat(500)}`);
    for (const unit of units) journal.lines.set(unit, lines);
    await desk.query({ ...query, args: { units, lines: 100 } });
    ok(answers.length > 1);
    deepEqual(
      answers.map(({ chunk }) => chunk),
      [...answers.keys()],
    );
    deepEqual(
      answers.map(({ last }) => last),
      answers.map((_, i) => i === answers.length - 1),
    );
    ok(answers.every(({ data }) => Buffer.byteLength(JSON.stringify(data)) < 300 * 1024));
    deepEqual(
      rows().map(({ unit }) => unit),
      units,
    );
  });

  it("[REQ-AGT-50] keep the newest lines of a log that is too long for a part", async () => {
    const { journal, rows, desk } = setUp();
    journal.lines.set(
      "a.service",
      Array.from({ length: 1000 }, (_, i) => `${i} ${"x".repeat(900)}`),
    );
    await desk.query({ ...query, args: { units: ["a.service"], lines: 1000 } });
    const log = rows()[0]?.log ?? [];
    ok(log.length > 100 && log.length < 300);
    ok(log.at(-1)?.startsWith("999 "));
  });

  it("[REQ-AGT-50] go without log lines where the journal does not answer", async () => {
    const { clock, journal, rows, desk } = setUp();
    journal.lastLines = () => new Promise(() => undefined);
    const answered = desk.query({
      ...query,
      args: { units: Array.from({ length: 100 }, (_, i) => `u${i}.service`), lines: 10 },
    });
    await clock.advance(9000);
    await answered;
    equal(rows().length, 100);
    equal(clock.pending, 0);
  });

  it("[REQ-AGT-51] say why there is none", async () => {
    const { systemd, answers, desk } = setUp();
    systemd.isAvailable = false;
    await desk.query(query);
    await desk.query({ ...query, id: jobId(2), verb: "dance" });
    deepEqual(
      answers.map(({ problem, last }) => [problem?.code, last]),
      [
        ["dbus-gone", true],
        ["unknown-verb", true],
      ],
    );
  });

  it("[REQ-AGT-51] are limited in number, and made once for a repeated query", async () => {
    const { systemd, answers, desk } = setUp();
    let asked = 0;
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    systemd.status = async () => {
      asked++;
      await answered;
      return [];
    };
    const all = [1, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => desk.query({ ...query, id: jobId(n) }));
    answer();
    await Promise.all(all);
    equal(asked, 8);
    deepEqual(
      answers.filter(({ problem }) => problem).map(({ id, problem }) => [id, problem?.code]),
      [[jobId(9), "busy"]],
    );
  });

  it("[REQ-AGT-78] to what is asked about unit files are what the node has", async () => {
    const { queries, answers, desk } = setUp();
    queries.states.set("a.service", "enabled");
    queries.texts.set("a.service", "[Unit]\n");
    queries.shown = [{ unit: "a.service", name: "Id", value: "a.service" }];
    queries.typed = [{ interface: "a.b", name: "Id", value: { sig: "s", value: "a.service" } }];
    const path = "/etc/systemd/system/a.service";
    const units = ["a.service"];
    const asked: [string, Record<string, unknown>, object][] = [
      ["list-unit-files", {}, { unit: "a.service", path, state: "enabled" }],
      ["is-enabled", { units }, { unit: "a.service", state: "enabled" }],
      ["get-default", {}, { unit: "multi-user.target" }],
      ["cat", { units }, { unit: "a.service", path, text: "[Unit]\n" }],
      ["show", { units }, { unit: "a.service", name: "Id", value: "a.service" }],
      ["properties", { unit: "a.service" }, queries.typed[0] ?? {}],
    ];
    for (const [verb, args] of asked) await desk.query({ ...query, verb, args });
    deepEqual(
      answers.map(({ data }) => data),
      asked.map(([, , row]) => [row]),
    );
  });

  it("[REQ-AGT-51] that were not understood, or are not there, are refused with a reason", async () => {
    const { answers, desk } = setUp();
    await desk.query({ ...query, verb: "cat", args: { units: ["nothing.service"] } });
    await desk.query({ ...query, verb: "cat", args: { units: ["../../etc/passwd"] } });
    await desk.query({ ...query, verb: "properties", args: {} });
    await desk.query({ ...query, verb: "enable", args: { unit: "a.service" } });
    await desk.query({ ...query, verb: "list-nodes", args: {} });
    deepEqual(
      answers.map(({ problem }) => problem?.code),
      ["no-such-unit", "bad-request", "bad-request", "unknown-verb", "unknown-verb"],
    );
  });

  describe("within limits", () => {
    const limited = () =>
      setUp(
        ownLimits(
          {
            AllowedVerbs: ["status", "cat", "show", "list-unit-files"],
            DeniedUnits: ["b.service"],
          },
          new FakeNames({ "link.service": "b.service" }),
        ),
      );
    const problemOf = (answers: readonly Omit<Report, "session">[]) => answers[0]?.problem;

    it("[REQ-LIM-1] are refused to verbs that are out", async () => {
      const { answers, desk } = limited();
      await desk.query({ ...query, verb: "get-default" });
      deepEqual(problemOf(answers), {
        code: "denied",
        message:
          "get-default: this node does not allow it: AllowedVerbs= in /etc/hirte/agent.conf does not have get-default",
      });
    });

    for (const [verb, args] of [
      ["status", { units: ["a.service", "link.service"] }],
      ["status", { units: ["b"] }],
      ["cat", { units: ["b.service"] }],
      ["show", { units: ["*", "link.service"] }],
    ] as const) {
      it(`[REQ-LIM-7] are refused to ${verb} of ${args.units}, one of which is out`, async () => {
        const { answers, desk } = limited();
        await desk.query({ ...query, verb, args: { units: [...args.units] } });
        equal(problemOf(answers)?.code, "denied");
        ok(problemOf(answers)?.message.includes("DeniedUnits="));
        equal(answers.length, 1);
      });
    }

    it("[REQ-LIM-7] leave out what only a pattern stands for, and read none of its log", async () => {
      for (const args of [{ lines: 5 }, { lines: 5, units: ["*"] }]) {
        const { systemd, journal, rows, desk } = limited();
        for (const unit of ["a.service", "b.service", "link.service"]) {
          systemd.evidenceOf.set(unit, { active: "active", sub: "running" });
          journal.lines.set(unit, [unit]);
        }
        await desk.query({ ...query, args });
        deepEqual(
          rows().map(({ unit, log }) => [unit, log]),
          [["a.service", ["a.service"]]],
        );
      }
    });

    it("[REQ-LIM-7] to show and list-unit-files leave it out, too; what is systemd's own stays", async () => {
      const { queries, answers, desk } = limited();
      queries.states.set("a.service", "static").set("b.service", "enabled");
      await desk.query({ ...query, verb: "list-unit-files" });
      queries.shown = [
        { unit: "a.service", name: "Id", value: "a.service" },
        { unit: "link.service", name: "Id", value: "b.service" },
      ];
      await desk.query({ ...query, verb: "show", args: { units: ["*"] } });
      queries.shown = [{ name: "Version", value: "257" }];
      await desk.query({ ...query, verb: "show" });
      deepEqual(
        answers.map(({ data }) =>
          (data ?? []).map((row) => {
            const { unit, name }: { unit?: string; name?: string } = row;
            return unit ?? name;
          }),
        ),
        [["a.service"], ["a.service"], ["Version"]],
      );
    });
  });
});
