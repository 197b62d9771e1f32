import { deepEqual, equal, match, ok } from "node:assert/strict";
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

  describe("with calls under way", () => {
    const names = () => bench.systemd.calls.map(({ verb, unit }) => `${verb} ${unit}`);
    /** So many calls are made that systemd does not answer before it is told to. */
    const occupy = async (count: number) => {
      bench.systemd.isHolding = true;
      for (let n = 0; n < count; n++) bench.command(1000 + n, { unit: `busy-${n}.service` });
      await bench.settle();
      equal(bench.systemd.calls.splice(0).length, count);
    };
    const gate = () => {
      let open: () => void = () => undefined;
      bench.names.road = new Promise<void>((resolve) => {
        open = resolve;
      });
      return open;
    };
    const anyUnit = () => limit({ DeniedUnits: ["sshd.service"] });
    const none = undefined as never;

    it("[REQ-LIM-11] begins commands for a unit in the order in which they came, whoever was judged when no call could leave", async () => {
      await occupy(31);
      anyUnit();
      bench.command(1, { unit: "other.service" });
      bench.command(2);
      const first = gate();
      bench.command(3, { verb: "stop" });
      await bench.settle();
      deepEqual(names(), ["start other.service"]);
      const second = gate();
      bench.systemd.answer();
      await bench.settle();
      first();
      await bench.settle();
      second();
      await bench.settle();
      deepEqual(names(), ["start other.service", "start web.service", "stop web.service"]);
    });

    it("[REQ-LIM-11] begins nothing for a unit while an earlier command for it is being judged, but what is for others", async () => {
      anyUnit();
      const open = gate();
      bench.command(1);
      bench.names.road = undefined;
      bench.command(2, { verb: "stop" });
      bench.command(3, { unit: "other.service" });
      bench.command(4, { verb: "stop", unit: "hirte-dep@web.service" });
      await bench.settle();
      deepEqual(names(), ["start other.service"]);
      open();
      await bench.settle();
      deepEqual(names(), [
        "start other.service",
        "start web.service",
        "stop web.service",
        "stop hirte-dep@web.service",
      ]);
    });

    it("[REQ-LIM-11] has what is about the whole node wait for all before it, and all after it wait for that", async () => {
      anyUnit();
      const open = gate();
      bench.command(1, { verb: "enable", args: {} });
      bench.names.road = undefined;
      bench.command(2, { verb: "daemon-reload", unit: none });
      bench.command(3, { verb: "enable", unit: "other.service", args: {} });
      await bench.settle();
      deepEqual(bench.actions.calls, []);
      open();
      await bench.settle();
      deepEqual(
        bench.actions.calls.map(({ verb, unit }) => `${verb} ${unit}`),
        ["enable web.service", "daemon-reload undefined", "enable other.service"],
      );
    });

    it("[REQ-LIM-11] begins a run under a name after what came for that name before", async () => {
      anyUnit();
      const open = gate();
      bench.command(1, { verb: "stop" });
      bench.names.road = undefined;
      bench.command(2, { verb: "run", args: { argv: ["true"] } });
      bench.command(3, { verb: "run", unit: none, args: { argv: ["true"] } });
      await bench.settle();
      deepEqual([names(), bench.runs.calls.length], [[], 1]);
      open();
      await bench.settle();
      deepEqual([names(), bench.runs.calls.length], [["stop web.service"], 2]);
    });

    it("[REQ-LIM-11] lets nothing wait any longer for what was refused, cancelled or has expired", async () => {
      anyUnit();
      const open = gate();
      bench.names.links.set("link.service", "sshd.service");
      bench.command(1, { unit: "link.service" });
      bench.command(2, { unit: "b.service" });
      bench.command(3, { unit: "c.service", startBy: bench.now + 1000 });
      bench.names.road = undefined;
      bench.command(4, { verb: "daemon-reload", unit: none });
      bench.command(5, { verb: "stop", unit: "c.service" });
      await bench.clock.advance(500);
      deepEqual([names(), bench.actions.calls], [[], []]);
      bench.executor.cancel(jobId(2));
      await bench.clock.advance(1000);
      equal(bench.lastOf(3)?.result, "expired");
      deepEqual([names(), bench.actions.calls], [[], []]);
      open();
      await bench.settle();
      refused(1, /DeniedUnits=/);
      deepEqual([names(), bench.actions.calls.length], [["stop c.service"], 1]);
    });

    it("[REQ-LIM-11] lets a unit of which systemd says nothing hold up its own commands alone, and those no longer than their time", async () => {
      anyUnit();
      bench.names.failures.set("web.service", new HirteError("deadline", "no answer within 25 s"));
      bench.command(1);
      bench.command(2, { verb: "stop", startBy: bench.now + 3000 });
      bench.command(3, { verb: "daemon-reload", unit: none });
      bench.command(4, { unit: "other.service" });
      await bench.clock.advance(1000);
      deepEqual([names(), bench.actions.calls.length], [["start other.service"], 1]);
      await bench.clock.advance(3000);
      equal(bench.lastOf(2)?.result, "expired");
      bench.names.failures.clear();
      await bench.clock.advance(300);
      deepEqual(names(), ["start other.service", "start web.service"]);
    });

    it("[REQ-LIM-11] judges others also while there are many of which systemd says nothing", async () => {
      anyUnit();
      for (let n = 0; n < 40; n++) {
        bench.names.failures.set(`web-${n}.service`, new HirteError("deadline", "no answer"));
        bench.command(n, { unit: `web-${n}.service` });
      }
      bench.command(100, { unit: "other.service" });
      await bench.clock.advance(1000);
      deepEqual(names(), ["start other.service"]);
    });

    it("[REQ-LIM-11] keeps the order when systemd went while it was asked", async () => {
      anyUnit();
      bench.names.failure = new HirteError("dbus-gone", "the bus is gone");
      bench.command(1, { verb: "enable", args: {} });
      bench.systemd.leave();
      bench.command(2, { verb: "daemon-reload", unit: none });
      await bench.settle();
      bench.names.failure = undefined;
      const open = gate();
      bench.systemd.comeBack();
      await bench.settle();
      deepEqual(bench.actions.calls, []);
      open();
      await bench.settle();
      deepEqual(
        bench.actions.calls.map(({ verb }) => verb),
        ["enable", "daemon-reload"],
      );
    });

    it("[REQ-LIM-12] asks systemd once about each command, however many wait for their turn", async () => {
      await occupy(31);
      anyUnit();
      const count = 500;
      for (let n = 0; n < count; n++) bench.command(n, { unit: `web-${n}.service` });
      for (let round = 0; bench.systemd.calls.length < count; round++) {
        ok(round < count, `${bench.systemd.calls.length} were begun`);
        await bench.settle();
        bench.systemd.answerOne();
      }
      deepEqual(
        names(),
        Array.from({ length: count }, (_, n) => `start web-${n}.service`),
      );
      equal(bench.names.asked.length, count);
    });

    it("[REQ-LIM-12] judges anew what has waited for five seconds since, for its names may be others by now", async () => {
      await occupy(31);
      anyUnit();
      bench.command(1, { unit: "other.service" });
      bench.command(2, { unit: "web-x.service" });
      await bench.settle();
      bench.names.links.set("web-x.service", "sshd.service");
      await bench.clock.advance(5000);
      bench.systemd.answer();
      await bench.settle();
      refused(2, /DeniedUnits=/);
      deepEqual(names(), ["start other.service"]);
    });

    it("[REQ-LIM-8] judges anew what was let in and waits for its turn, when the limits change", async () => {
      await occupy(31);
      anyUnit();
      bench.command(1, { unit: "other.service" });
      bench.command(2);
      bench.command(3, { unit: "db.service" });
      await bench.settle();
      deepEqual(bench.names.asked, ["other.service", "web.service", "db.service"]);
      bench.names.links.set("web.service", "db.service");
      limit({ DeniedUnits: ["db.service"] });
      bench.systemd.answer();
      await bench.settle();
      refused(2, /web\.service is db\.service/);
      refused(3, /DeniedUnits=/);
      deepEqual(names(), ["start other.service"]);
    });
  });

  for (const call of [
    { verb: "set-property", args: { assignments: ["CPUWeight=1"] } },
    { verb: "start" },
    { verb: "run", args: { argv: ["true"] } },
  ] as const) {
    it(`[REQ-LIM-8] refuses ${call.verb} that was let in and has not left when the limits change`, async () => {
      let leave: () => void = () => undefined;
      const road = new Promise<void>((resolve) => {
        leave = resolve;
      });
      bench.systemd.road = road;
      bench.runs.road = road;
      bench.actions.isBlocked = true;
      bench.command(1, call);
      bench.command(2, { ...call, unit: "db.service" });
      await bench.settle();
      limit({ DeniedUnits: ["web.service"] });
      leave();
      bench.actions.unblock();
      await bench.settle();
      refused(1, /DeniedUnits=/);
      deepEqual(bench.saidOf(1), ["failed"]);
      deepEqual(
        [
          ...bench.systemd.calls,
          ...bench.actions.calls,
          ...bench.runs.calls.map(({ call }) => call),
        ].map(({ unit }) => unit),
        ["db.service"],
      );
    });
  }
});
