import { deepEqual, equal, match } from "node:assert/strict";
import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { JobLog } from "../../../broker/job-log.ts";
import { formatTime } from "../../../cli/times.ts";
import { silentLog } from "../../../src/core/log.ts";
import type { AuditRow } from "../../../src/protocol/generated/schemas.ts";
import { runCli } from "../../support/cli-run.ts";
import { ScriptedHirte } from "../../support/scripted-hirte.ts";
import { useTempDir } from "../../support/temp-dir.ts";

const at = new Date(2026, 0, 31, 10, 20, 30).getTime();

describe("hirtectl audit", () => {
  let hirte: ScriptedHirte;
  let rows: AuditRow[];
  beforeEach(async () => {
    hirte = await ScriptedHirte.start();
    rows = [];
    hirte.on("audit", () => ({ status: "result", data: rows.map((row) => ({ ...row })) }));
  });
  afterEach(() => hirte.stop());
  const run = (...args: string[]) => runCli(hirte.address, ["audit", ...args]);

  it("[REQ-AUD-13] prints a line for each request, the oldest first, and all of it in JSON", async () => {
    const id = "1".repeat(32);
    rows = [
      { at, user: "mallory", result: "refused", times: 500 },
      { at, user: "bob", node: "node1", verb: "logs", units: ["a.service", "b*"], result: "begun" },
      {
        at,
        user: "bob",
        node: "@manager",
        verb: "allow-nodes",
        nodes: ["n7", "n8"],
        result: "done",
      },
      {
        at,
        user: "bob",
        node: "n2",
        verb: "stop",
        unit: "db.service",
        result: "refused",
        code: "denied",
      },
      {
        n: 3,
        id,
        at,
        user: "anna",
        node: "node1",
        verb: "start",
        unit: "web.service",
        result: "lost",
        resolved: "done",
        durationMs: 1500,
      },
    ];
    const { status, stdout, stderr } = await run();
    const time = formatTime(at);
    deepEqual(stdout.split("\n"), [
      "TIME                  USER      NODE    VERB          UNIT           RESULT               DURATION",
      `${time}   anna      node1   start         web.service    lost (later: done)   1.5 s`,
      `${time}   bob       n2      stop          db.service     refused (denied)     -`,
      `${time}   bob       n7,n8   allow-nodes   -              done                 -`,
      `${time}   bob       node1   logs          a.service,b*   begun                -`,
      `${time}   mallory   -       -             -              refused 500 times    -`,
      "",
    ]);
    deepEqual([status, stderr], [0, ""]);
    const json = await run("-o", "json");
    deepEqual(JSON.parse(json.stdout), rows.toReversed());
    equal((await run("-o", "jsonl")).stdout.split("\n").length, 6);
  });

  it("[REQ-AUD-13] asks for what is wanted, and --user behind it is not the name to ask under", async () => {
    const wanted = [
      "--since",
      "2026-01-31",
      "--until=10:00",
      "--user",
      "anna",
      "--failed",
      "-n",
      "5",
    ];
    const [since, today] = [new Date(2026, 0, 31).getTime(), new Date().setHours(10, 0, 0, 0)];
    const flags = ["--node", "node*,n2", "--unit", "web,app-*"];
    const args = ["--user", "eve", "audit", ...wanted, ...flags];
    equal((await runCli(hirte.address, args)).status, 0);
    const { user, node, request } = await hirte.whenAsked("audit");
    const { id: _, ...rest } = request as { id: string };
    deepEqual(
      { user, node, request: rest },
      {
        ...{ user: "eve", node: "@manager" },
        request: {
          ...{ since, until: today, user: "anna", failed: true, limit: 6 },
          ...{ nodes: ["node*", "n2"], units: ["web.service", "app-*"] },
        },
      },
    );
  });

  it("[REQ-AUD-13] says so when there is more than it prints", async () => {
    rows = [2, 1].map((n) => ({ at: n, user: `user${n}`, result: "done" as const }));
    const { stdout, stderr } = await run("-n", "1", "--no-headers");
    match(stdout, /user2/);
    equal(stdout.split("\n").length, 2);
    const before = new RegExp(`--until '${formatTime(1000)}' shows those before\\n$`);
    match(stderr, /^hirtectl: there are more: these are the last 1; -n 100000 shows more, /);
    match(stderr, before);
    equal((await run("-n", "1", "-q")).stderr, "");
    equal((await run("-n", "2")).stderr, "");
    // What took long was written later than what was asked for after it.
    rows.reverse();
    match((await run()).stdout, /user1.*\n.*user2/);
  });

  for (const args of [
    ["--since", "soon"],
    ["-n", "0"],
    ["-n", "100001"],
    ["nonsense"],
    ["--directory", "/tmp"],
    ["verify", "--since", "today"],
    ["verify", "--user", "anna"],
    ["verify", "--failed"],
    ["verify", "--expect", "abc"],
    ["--priority", "err"],
  ]) {
    it(`[REQ-AUD-13] refuses ${args.join(" ")} with 2`, async () => {
      const { status, stderr } = await run(...args);
      equal(status, 2);
      equal(stderr.split("\n").length, 2);
      equal(hirte.of("audit").length, 0);
    });
  }
});

describe("hirtectl audit verify", () => {
  const directory = useTempDir();
  const verify = (...args: string[]) =>
    runCli("", ["audit", "verify", "--directory", directory(), ...args]);
  const file = (segment = 1) => join(directory(), `jobs-0000000${segment}.jsonl`);
  /** A log of five records in two segments; gives back what verify calls its last one. */
  async function aLog(): Promise<string> {
    const { log } = JobLog.open({ directory: directory(), log: silentLog() });
    const note = (n: number) =>
      log.note({ type: "started", at: at + n * 1000, epoch: n, version: "1" });
    for (const n of [0, 1]) note(n);
    log.rotate([], at + 2000, 1);
    for (const n of [3, 4]) note(n);
    log.close();
    const { last } = JSON.parse((await verify("-o", "json")).stdout);
    return last;
  }

  it("[REQ-AUD-14] needs no hirte, and ends with 0 when nothing was changed", async () => {
    const last = await aLog();
    const { status, stdout, stderr } = await verify();
    deepEqual(stdout.split("\n"), [
      `${directory()}: intact: 5 records in 2 files, ${formatTime(at)} to ${formatTime(at + 4000)}`,
      "begins at record 1",
      `last record ${last}`,
      "",
    ]);
    match(last, /^5:[0-9a-f]{64}$/);
    deepEqual([status, stderr], [0, ""]);
    for (const expected of [last, last.slice(2)])
      equal((await verify("--expect", expected)).status, 0);
  });

  it("[REQ-AUD-14] goes by StateDirectory= where no directory is named", async () => {
    await aLog();
    const config = join(directory(), "hirte.conf");
    writeFileSync(config, `[hirte]\nStateDirectory=${directory()}\n`);
    const { status, stdout } = await runCli("", ["-c", config, "audit", "verify"]);
    equal(status, 0);
    match(stdout, /5 records/);
  });

  it("[REQ-AUD-14] ends with 1 where something was changed, and says in which line", async () => {
    await aLog();
    const before = readFileSync(file(2), "utf8");
    writeFileSync(file(2), before.replace('"epoch":3', '"epoch":9'));
    const { status, stdout, stderr } = await verify();
    equal(status, 1);
    match(stdout, /NOT intact/);
    equal(
      stderr,
      `hirtectl: ${file(2)}:2: record 4 was changed: its hash is not that of the line\n`,
    );
    const found = JSON.parse((await verify("-o", "json")).stdout);
    deepEqual([found.isIntact, found.faults.length, found.faults[0].line], [false, 1, 2]);
    rmSync(file(1));
    match((await verify()).stderr, /segment 1 was removed/);
  });

  it("[REQ-AUD-4] [REQ-AUD-14] ends with 1 where the record that is expected is missing, and only then notices a cut", async () => {
    const last = await aLog();
    const lines = readFileSync(file(2), "utf8").split("\n");
    writeFileSync(file(2), `${lines.slice(0, -2).join("\n")}\n`);
    equal((await verify()).status, 0);
    const { status, stderr } = await verify("--expect", last);
    equal(status, 1);
    match(stderr, /record 5 that is expected is not there/);
  });

  it("[REQ-AUD-3] [REQ-AUD-14] notes a torn end, and ends with 0", async () => {
    await aLog();
    const last = JSON.parse((await verify("-o", "json")).stdout).last.slice(2);
    appendFileSync(file(2), `{"n":6,"prev":"${last}","ty`);
    const { status, stderr } = await verify();
    equal(status, 0);
    match(stderr, /note: .*:4: ends in the middle of a line/);
  });

  it("[REQ-AUD-14] ends with 2 where there is no log, and with 7 where it cannot be read", async () => {
    equal((await verify()).status, 2);
    const { status, stderr } = await runCli("", [
      ...["audit", "verify", "--directory", join(directory(), "none")],
    ]);
    equal(status, 7);
    match(stderr, /cannot be read/);
  });
});
