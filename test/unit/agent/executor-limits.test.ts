import { deepEqual, equal, match } from "node:assert/strict";
import { HirteError } from "../../../src/core/errors.ts";
import { limitsOf, ownLimits } from "../../support/fake-names.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { ExecutorBench } from "./executor-bench.ts";
import { jobId } from "./fakes.ts";

describe("an executor within limits", () => {
  const directory = useTempDir();
  let bench: ExecutorBench;
  beforeEach(() => {
    bench = new ExecutorBench(directory());
  });
  afterEach(() => {
    bench.kill();
    equal(bench.clock.pending, 0, "timers are left");
  });
  const limit = (items: Parameters<typeof limitsOf>[0]) => bench.limits.set(limitsOf(items));
  const refused = (n: number, key: RegExp) => {
    const { result, problem } = bench.lastOf(n) ?? {};
    deepEqual([result, problem?.code], ["failed", "denied"]);
    match(problem?.message ?? "", key);
  };

  it("[REQ-LIM-2] asks systemd nothing more where no units are limited", async () => {
    limit({ AllowedVerbs: ["start", "daemon-reload"] });
    bench.command(1);
    await bench.settle();
    bench.systemd.end(1);
    bench.command(2, { verb: "daemon-reload", unit: undefined as never });
    await bench.settle();
    deepEqual([bench.saidOf(1), bench.saidOf(2)], [["done"], ["done"]]);
    deepEqual(bench.names.asked, []);
  });

  it("[REQ-LIM-1] [REQ-LIM-5] refuses a verb at once, and begins nothing", async () => {
    limit({ AllowedVerbs: ["start"] });
    bench.systemd.leave();
    bench.command(1, { verb: "stop" });
    refused(1, /^stop web\.service: this node does not allow it: AllowedVerbs= in \/etc\/hirte\//);
    deepEqual(bench.systemd.calls, []);
  });

  it("[REQ-LIM-2] lets in what is allowed, and refuses what is not", async () => {
    limit({ AllowedUnits: ["web*"], DeniedUnits: ["web-9.service"] });
    bench.command(1);
    bench.command(2, { unit: "db.service" });
    bench.command(3, { unit: "web-9.service" });
    await bench.linger();
    deepEqual(bench.saidOf(1), ["running"]);
    refused(2, /AllowedUnits=/);
    refused(3, /DeniedUnits=/);
    deepEqual(
      bench.systemd.calls.map(({ unit }) => unit),
      ["web.service"],
    );
  });

  for (const [verb, args] of [
    ["start", {}],
    ["kill", {}],
    ["mask", {}],
    ["set-property", { assignments: ["CPUWeight=1"] }],
  ] as const) {
    it(`[REQ-LIM-3] refuses ${verb} of a link to what is denied, once systemd has told its names`, async () => {
      bench.names.links.set("web-x.service", "sshd.service");
      limit({ DeniedUnits: ["sshd.service"] });
      bench.command(1, { verb, unit: "web-x.service", args });
      await bench.settle();
      refused(1, /DeniedUnits= in \S+ has sshd\.service, and web-x\.service is sshd\.service/);
      deepEqual(bench.saidOf(1), ["failed"]);
      deepEqual(bench.systemd.calls, []);
      deepEqual(bench.actions.calls, []);
    });
  }

  it("[REQ-LIM-5] tells a refusal again after a restart, and whatever the limits are by then", async () => {
    bench.names.links.set("web-x.service", "sshd.service");
    limit({ AllowedUnits: ["web-*"] });
    bench.command(1, { unit: "web-x.service" });
    bench.command(2, { unit: "db.service" });
    await bench.settle();
    const before = [1, 2].map((n) => bench.lastOf(n));
    bench.limits = ownLimits();
    bench.reports.length = 0;
    bench.restart([1, 2]);
    bench.command(1, { unit: "web-x.service" });
    bench.command(2, { unit: "db.service" });
    await bench.settle();
    deepEqual(
      [1, 2].map((n) => bench.lastOf(n)),
      before,
    );
    deepEqual(new Set([...bench.saidOf(1), ...bench.saidOf(2)]), new Set(["failed"]));
    deepEqual(bench.systemd.calls, []);
  });

  it("[REQ-LIM-6] begins nothing while systemd does not tell a unit's names, and once it does", async () => {
    limit({ AllowedUnits: ["web*"] });
    bench.names.failure = new HirteError("deadline", "no answer within 25 s");
    bench.command(1);
    bench.command(2, { startBy: bench.now + 3000 });
    await bench.clock.advance(4000);
    deepEqual([bench.saidOf(1), bench.lastOf(2)?.result], [[], "expired"]);
    deepEqual(bench.systemd.calls, []);
    bench.names.failure = undefined;
    await bench.clock.advance(300);
    deepEqual(bench.saidOf(1), ["running"]);
    equal(bench.systemd.calls.length, 1);
  });

  it("[REQ-LIM-6] begins nothing that was cancelled, or has expired, while its names were asked for", async () => {
    limit({ AllowedUnits: ["web*"] });
    let answer: () => void = () => undefined;
    bench.names.road = new Promise<void>((resolve) => {
      answer = resolve;
    });
    bench.command(1);
    bench.command(2, { unit: "web-2.service", startBy: bench.now + 1000 });
    bench.command(3, { unit: "web-3.service" });
    bench.executor.cancel(jobId(1));
    bench.command(3, { unit: "web-3.service" });
    await bench.clock.advance(2000);
    answer();
    await bench.linger();
    deepEqual(
      // Ends are repeated until they are confirmed.
      [1, 2, 3].map((n) => [...new Set(bench.saidOf(n))].join()),
      ["canceled", "expired", "running"],
    );
    deepEqual(
      bench.systemd.calls.map(({ unit }) => unit),
      ["web-3.service"],
    );
  });

  it("[REQ-LIM-8] judges what waits by what the limits are when it could begin", async () => {
    limit({ AllowedUnits: ["web*"] });
    let answer: () => void = () => undefined;
    bench.names.road = new Promise<void>((resolve) => {
      answer = resolve;
    });
    bench.command(1);
    bench.command(3, { verb: "stop", unit: "web-3.service" });
    bench.systemd.leave();
    bench.command(2);
    limit({ DeniedUnits: ["web.service"], AllowedVerbs: ["start"] });
    answer();
    await bench.settle();
    refused(1, /DeniedUnits=/);
    refused(3, /AllowedVerbs=/);
    bench.systemd.comeBack();
    await bench.settle();
    refused(2, /DeniedUnits=/);
    deepEqual(bench.systemd.calls, []);
  });

  it("[REQ-LIM-8] leaves what was begun alone when the limits change", async () => {
    bench.command(1);
    await bench.linger();
    limit({ DeniedUnits: ["*"], AllowedVerbs: ["status"] });
    bench.systemd.end(1);
    await bench.settle();
    deepEqual(bench.saidOf(1), ["running", "done"]);
    bench.command(2);
    refused(2, /AllowedVerbs=/);
  });

  it("[REQ-LIM-4] refuses what is about all units, and what stands for a unit that is out", async () => {
    limit({ AllowedUnits: ["web*"] });
    const none = undefined as never;
    bench.command(1, { verb: "reset-failed", unit: none });
    bench.command(2, { unit: "web.target", args: { mode: "isolate" } });
    bench.command(3, { verb: "poweroff", unit: none });
    bench.command(4, { unit: "hirte-dep@sshd.service" });
    bench.command(5, { verb: "set-default", unit: "web.target" });
    bench.command(6, { verb: "daemon-reload", unit: none });
    bench.command(7, { unit: "hirte-dep@web.service" });
    await bench.linger();
    refused(1, /all units/);
    refused(2, /all units/);
    refused(3, /poweroff\.target/);
    refused(4, /sshd\.service/);
    refused(5, /default\.target/);
    deepEqual([bench.saidOf(6), bench.saidOf(7)], [["done"], ["running"]]);
  });

  it("[REQ-LIM-2] lets commands run under names of the agent's own, and others as units are", async () => {
    limit({ AllowedUnits: ["web*"] });
    const run = { verb: "run", args: { argv: ["true"] } };
    bench.command(1, { ...run, unit: undefined as never });
    bench.command(2, { ...run, unit: "sshd.service" });
    await bench.settle();
    equal(bench.runs.calls.length, 1);
    refused(2, /AllowedUnits=/);
    limit({ DeniedUnits: ["hirte-run-*"] });
    bench.command(3, { ...run, unit: undefined as never });
    refused(3, /DeniedUnits=/);
  });
});
