import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Job } from "../../../src/protocol/generated/schemas.ts";
import { runCli, startCli } from "../../support/cli-run.ts";
import { type Asked, aNode, aUnit, ScriptedHirte } from "../../support/scripted-hirte.ts";

describe("hirtectl start, stop, restart and reload", () => {
  let hirte: ScriptedHirte;
  beforeEach(async () => {
    hirte = await ScriptedHirte.start();
    hirte.nodes = [aNode("node1"), aNode("node2"), aNode("web-1")];
  });
  afterEach(() => hirte.stop());

  /** From now on jobs end like this. */
  function end(how: (asked: Asked) => Partial<Job>): void {
    for (const verb of ["start", "stop", "restart", "reload"]) {
      hirte.on(verb, (asked) => ({
        status: "accepted",
        job: hirte.jobOf(asked, { state: "finished", ...how(asked) }),
      }));
    }
  }

  const failed: Partial<Job> = {
    result: "failed",
    after: {
      active: "failed",
      sub: "failed",
      result: "exit-code",
      log: ["nginx: bad config", "\x1b[31mred\x1b[0m"],
    },
  };

  it("[REQ-CLI-10] says nothing when one target is done", async () => {
    end(() => ({ result: "done", after: { active: "active", sub: "running" } }));
    deepEqual(await runCli(hirte.address, ["start", "node1", "nginx"]), {
      status: 0,
      stdout: "",
      stderr: "",
    });
    const [asked] = hirte.of("start");
    equal(asked?.node, "node1");
    equal(asked?.user, "tester");
    equal(asked?.request.unit, "nginx.service");
    equal(asked?.request.settleMs, 100);
    equal(asked?.request.mode, undefined);
  });

  it("[REQ-CLI-11] tells what failed, systemd's result, the unit's state and its last log lines", async () => {
    end(() => failed);
    const { status, stdout, stderr } = await runCli(hirte.address, [
      "start",
      "node1",
      "nginx.service",
    ]);
    equal(
      stderr,
      "node1: start nginx.service: failed (exit-code), unit is failed/failed\n" +
        "    nginx: bad config\n" +
        "    \\x1b[31mred\\x1b[0m\n",
    );
    equal(stdout, "");
    equal(status, 1);
  });

  const ends: readonly (readonly [Partial<Job>, number, RegExp])[] = [
    [{ result: "canceled" }, 1, /^node1: restart a\.service: canceled/],
    [
      { result: "dependency" },
      1,
      /^node1: restart a\.service: dependency, a unit it depends on failed/,
    ],
    [
      { result: "timeout", after: { active: "activating", sub: "start" } },
      6,
      /^node1: restart a\.service: timeout after 1 s, unit is still activating\/start\n$/,
    ],
    [
      { result: "expired" },
      6,
      /^node1: restart a\.service: expired, it was not begun and will not be\n$/,
    ],
    [
      { result: "lost", detail: "the node was rebooted" },
      5,
      /^node1: restart a\.service: lost \(the node was rebooted\), the unit may be running\n$/,
    ],
    [
      { result: "failed", problem: { code: "no-such-unit", message: "Unit a.service not found." } },
      4,
      /^node1: restart a\.service: Unit a\.service not found\.\n$/,
    ],
    [
      {
        result: "failed",
        problem: { code: "unit-masked", message: "node1: restart a.service: Unit is masked." },
      },
      1,
      /^node1: restart a\.service: Unit is masked\.\n$/,
    ],
  ];
  for (const [how, expected, words] of ends) {
    it(`[REQ-CLI-12] ends with ${expected} for ${how.problem?.code ?? how.result}, and says so`, async () => {
      end(() => how);
      const { status, stderr } = await runCli(hirte.address, [
        "restart",
        "node1",
        "a",
        "--timeout",
        "1",
      ]);
      match(stderr, words);
      equal(status, expected);
    });
  }

  it("[REQ-CLI-12] ends with 0 and a warning line when the job was skipped", async () => {
    end(() => ({
      result: "skipped",
      after: { active: "inactive", sub: "dead", condition: false },
    }));
    const { status, stdout, stderr } = await runCli(hirte.address, ["start", "node1", "a"]);
    equal(
      stderr,
      "node1: start a.service: skipped, a condition of the unit was not met, unit is inactive/dead\n",
    );
    equal(stdout, "");
    equal(status, 0);
    equal((await runCli(hirte.address, ["start", "-q", "node1", "a"])).stderr, "");
  });

  const refusals = [
    ["no-such-node", 4],
    ["node-offline", 5],
    ["node-unreachable", 5],
    ["expired", 6],
    ["denied", 7],
    ["busy", 7],
    ["log-unavailable", 7],
    ["id-in-use", 7],
    ["bad-request", 7],
    ["from-the-future", 7],
  ] as const;
  for (const [code, expected] of refusals) {
    it(`[REQ-CLI-12] ends with ${expected} when refused with ${code}`, async () => {
      hirte.on("stop", () => ({
        status: "refused",
        problem: { code, message: "node node1 says no" },
      }));
      const { status, stderr } = await runCli(hirte.address, ["stop", "node1", "a"]);
      equal(stderr, "node1: stop a.service: the node says no\n");
      equal(status, expected);
    });
  }

  it("[REQ-CLI-13] gives each of several targets its line, and ends with the worst", async () => {
    end(({ node }) => (node === "node2" ? failed : { result: "done" }));
    const { status, stdout, stderr } = await runCli(hirte.address, [
      "start",
      "node1,node2",
      "a",
      "b.timer",
    ]);
    deepEqual(stdout.trimEnd().split("\n").toSorted(), [
      "node1: start a.service: done",
      "node1: start b.timer: done",
    ]);
    equal(stderr.split("\n").filter((line) => line.startsWith("node2: start ")).length, 2);
    equal(status, 1);
  });

  it("[REQ-CLI-13] takes node patterns, unit patterns and --all, each target once", async () => {
    hirte.units = [
      aUnit("node1", "app-1.service"),
      aUnit("web-1", "app-2.service"),
      aUnit("web-1", "app-3.service", { load: "not-found" }),
      aUnit("web-1", "other.service"),
    ];
    end(() => ({ result: "done" }));
    const done = async (...args: string[]) =>
      (await runCli(hirte.address, args)).stdout.trimEnd().split("\n").toSorted();
    deepEqual(await done("stop", "node1,web-*", "app-*"), [
      "node1: stop app-1.service: done",
      "web-1: stop app-2.service: done",
    ]);
    deepEqual(await done("--all", "stop", "a", "a.service"), [
      "node1: stop a.service: done",
      "node2: stop a.service: done",
      "web-1: stop a.service: done",
    ]);
  });

  it("[REQ-CLI-13] ends with 4 when a pattern stands for nothing, and does the rest", async () => {
    end(() => ({ result: "done" }));
    const { status, stderr } = await runCli(hirte.address, ["stop", "node1", "nothing-*", "a"]);
    equal(stderr, "node1: no loaded unit matches nothing-*\n");
    equal(status, 4);
    equal(hirte.of("stop").length, 1);
  });

  it("[REQ-CLI-13] has no more under way than --parallel says", async () => {
    let open = 0;
    let most = 0;
    hirte.on("start", (asked) => {
      most = Math.max(most, ++open);
      const job = hirte.jobOf(asked);
      setImmediate(() => {
        open--;
        void hirte.tell({ ...job, state: "finished", result: "done" });
      });
      return { status: "accepted", job };
    });
    const units = Array.from({ length: 9 }, (_, i) => `u${i}`);
    equal((await runCli(hirte.address, ["start", "--parallel", "2", "node1", ...units])).status, 0);
    equal(most, 2);
  });

  it("[REQ-CLI-14] prints one JSON document, or one a line, with the end of each target", async () => {
    end(({ node }) => (node === "node2" ? failed : { result: "done" }));
    const json = await runCli(hirte.address, ["start", "-o", "json", "node1,node2", "a"]);
    const rows = JSON.parse(json.stdout);
    deepEqual(
      rows.map(({ node, unit, verb, result, exitStatus }: Record<string, unknown>) => [
        node,
        unit,
        verb,
        result,
        exitStatus,
      ]),
      [
        ["node1", "a.service", "start", "done", 0],
        ["node2", "a.service", "start", "failed", 1],
      ],
    );
    hirte.on("start", () => ({ status: "refused", problem: { code: "busy", message: "later" } }));
    const jsonl = await runCli(hirte.address, ["start", "-o", "jsonl", "node1", "a"]);
    const row = JSON.parse(jsonl.stdout);
    deepEqual(row.error, { code: "busy", message: "later" });
    deepEqual([row.node, row.unit, row.exitStatus], ["node1", "a.service", 7]);
  });

  it("[REQ-CLI-15] returns with --no-block when the job is accepted, and prints its id", async () => {
    const one = await runCli(hirte.address, ["start", "--no-block", "node1", "a"]);
    equal(one.stdout, `${hirte.of("start")[0]?.request.id}\n`);
    equal(one.status, 0);
    const several = await runCli(hirte.address, ["stop", "--no-block", "node1", "a", "b"]);
    match(several.stdout, /^node1 a\.service [0-9a-f]{32}$/m);
    match(several.stdout, /^node1 b\.service [0-9a-f]{32}$/m);
  });

  it("[REQ-CLI-16] hands times, settling and mode on as they were given", async () => {
    end(() => ({ result: "done" }));
    const from = hirte.now();
    await runCli(hirte.address, [
      ...["start", "node1", "a", "--timeout", "1min 30s", "--start-within", "5"],
      ...["--settle", "0", "--job-mode", "fail", "--user", "ops"],
    ]);
    const [asked] = hirte.of("start");
    ok(asked);
    const { startBy = 0, endBy = 0, settleMs, mode } = asked.request;
    ok(endBy - from >= 90_000 && endBy - from < 95_000, `${endBy - from}`);
    ok(startBy - from >= 5000 && startBy - from < 10_000, `${startBy - from}`);
    equal(settleMs, undefined);
    equal(mode, "fail");
    equal(asked.user, "ops");
    await runCli(hirte.address, ["stop", "node1", "a"]);
    equal(hirte.of("stop")[0]?.request.settleMs, undefined);
  });

  it("[REQ-CLI-17] says once that a node does not answer while it waits, and goes on", async () => {
    const cli = startCli(hirte.address, ["start", "node1", "a"]);
    const asked = await hirte.whenAsked("start");
    const job = hirte.jobOf(asked);
    await hirte.tell({ ...job, state: "running" });
    await hirte.tell({ ...job, state: "unreachable" });
    await cli.whenSaid("not answering");
    await hirte.tell({ ...job, state: "running" });
    await hirte.tell({ ...job, state: "finished", result: "done" });
    equal(await cli.status, 0);
    equal(cli.stderr(), `node1: not answering, waiting for it (start a.service, job ${job.id})\n`);
  });

  it("[REQ-CLI-17] waits for hirte to come back in the middle of a job, and tells its true end", async () => {
    const cli = startCli(hirte.address, ["start", "node1", "a"]);
    const asked = await hirte.whenAsked("start");
    await hirte.tell(hirte.jobOf(asked, { state: "running" }));
    await hirte.goAway();
    await cli.whenSaid("waiting for it to come back");
    end(() => failed);
    await hirte.listen();
    equal(await cli.status, 1);
    match(
      cli.stderr(),
      /^hirtectl: the connection to hirte broke .*\nnode1: start a\.service: failed /,
    );
  });

  it("[REQ-CLI-18] leaves the job alone on an interrupt, names it, and ends with 9", async () => {
    const cli = startCli(hirte.address, ["start", "node1", "a"]);
    const asked = await hirte.whenAsked("start");
    cli.interrupt();
    equal(await cli.status, 9);
    equal(cli.stderr(), `node1: start a.service: still going on; job ID ${asked.request.id}\n`);
    deepEqual(hirte.of("cancel"), []);
  });

  it("[REQ-CLI-18] ends with 130 when interrupted before anything was sent", async () => {
    hirte.on("time", () => undefined);
    const cli = startCli(hirte.address, ["start", "node1", "a"]);
    await hirte.whenAsked("time");
    cli.interrupt();
    equal(await cli.status, 130);
    equal(hirte.of("start").length, 0);
  });

  it("[REQ-CLI-19] ends with 8, naming the address, where hirte is not", async () => {
    await hirte.goAway();
    const { status, stderr } = await runCli(hirte.address, ["start", "node1", "a"]);
    equal(status, 8);
    match(
      stderr,
      new RegExp(`^hirtectl: hirte cannot be reached at ${hirte.address}: .*ECONNREFUSED.*\n$`),
    );
  });
});
