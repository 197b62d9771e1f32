import { deepEqual, equal, ok } from "node:assert/strict";
import { HirteError } from "../../../src/core/errors.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { ExecutorBench } from "./executor-bench.ts";
import { jobId } from "./fakes.ts";

describe("the agent's executor", () => {
  const directory = useTempDir();
  let bench: ExecutorBench;
  beforeEach(() => {
    bench = new ExecutorBench(directory());
  });
  afterEach(() => bench.end());

  describe("one command", () => {
    it("[REQ-AGT-10] is called in systemd, reported running, and reported with its end", async () => {
      bench.command(1, { verb: "restart", args: { mode: "fail" } });
      await bench.linger();
      deepEqual(bench.systemd.calls, [{ verb: "restart", unit: "web.service", mode: "fail" }]);
      bench.systemd.end(1);
      await bench.settle();
      deepEqual(bench.saidOf(1), ["running", "done"]);
      deepEqual(bench.lastOf(1)?.after, { active: "active", sub: "running" });
    });

    it("[REQ-AGT-26] that ends at once is reported with its end alone, and one that goes on a moment later", async () => {
      bench.command(1);
      bench.command(2, { unit: "slow.service" });
      await bench.settle();
      bench.systemd.endOf("web.service");
      await bench.clock.advance(19);
      deepEqual([bench.saidOf(1), bench.saidOf(2)], [["done"], []]);
      await bench.clock.advance(1);
      deepEqual([bench.saidOf(1), bench.saidOf(2)], [["done"], ["running"]]);
    });

    it("[REQ-AGT-26] asked for, is said to be running at once", async () => {
      bench.command(1);
      await bench.settle();
      bench.command(1);
      deepEqual(bench.saidOf(1), ["running"]);
    });

    it("[REQ-AGT-26] whose agent dies before it said so is running for the successor, or ends as it did", async () => {
      bench.command(1);
      bench.command(2, { unit: "quick.service" });
      await bench.settle();
      bench.kill();
      bench.systemd.endOf("quick.service", "failed");
      deepEqual([bench.saidOf(1), bench.saidOf(2)], [[], []]);
      bench.restart([1, 2]);
      await bench.settle();
      equal(bench.saidOf(1).at(-1), "running");
      equal(bench.saidOf(2).at(-1), "failed");
      equal(bench.systemd.calls.length, 2);
    });

    it("[REQ-AGT-9] repeated is answered from memory, and begun once", async () => {
      bench.command(1);
      bench.command(1);
      await bench.settle();
      bench.command(1);
      bench.systemd.end(1);
      await bench.settle();
      bench.command(1);
      equal(bench.systemd.calls.length, 1);
      deepEqual(bench.saidOf(1).at(-1), "done");
    });

    it("[REQ-AGT-9] repeated after its end was confirmed is still known", async () => {
      bench.command(1);
      await bench.settle();
      bench.systemd.end(1);
      await bench.settle();
      bench.executor.ack(jobId(1));
      bench.restart();
      bench.command(1);
      await bench.settle();
      equal(bench.systemd.calls.length, 1);
      equal(bench.saidOf(1).at(-1), "done");
    });

    it("[REQ-AGT-10] whose JobRemoved comes before systemd's answer ends all the same", async () => {
      bench.systemd.isHolding = true;
      bench.command(1);
      await bench.settle();
      bench.systemd.end(1, "failed");
      bench.systemd.answer();
      await bench.settle();
      deepEqual(bench.saidOf(1), ["failed"]);
    });

    it("[REQ-AGT-10] that systemd refuses ends with systemd's reason", async () => {
      bench.systemd.refusal = new HirteError("no-such-unit", "Unit nix.service not found.");
      bench.command(1, { unit: "nix.service" });
      await bench.settle();
      equal(bench.lastOf(1)?.result, "failed");
      deepEqual(bench.lastOf(1)?.problem, {
        code: "no-such-unit",
        message: "start nix.service: Unit nix.service not found.",
      });
    });

    it("[REQ-AGT-17] of a verb that is not known, or without what it needs, ends as failed", async () => {
      bench.command(1, { verb: "explode" });
      bench.executor.command({ session: 1, kind: "job", id: jobId(2), verb: "start", startBy: 1 });
      bench.executor.command({
        session: 1,
        kind: "job",
        id: jobId(3),
        verb: "start",
        unit: "web.service",
      });
      await bench.settle();
      equal(bench.lastOf(1)?.problem?.code, "unknown-verb");
      equal(bench.lastOf(2)?.problem?.code, "bad-request");
      equal(bench.lastOf(3)?.problem?.code, "bad-request");
      equal(bench.systemd.calls.length, 0);
    });

    it("[REQ-AGT-25] refused once is not begun when a copy comes that could be", async () => {
      bench.command(1, { verb: "explode" });
      bench.command(1);
      bench.restart([1]);
      bench.command(1);
      await bench.settle();
      equal(bench.systemd.calls.length, 0);
      ok(bench.reports.every(({ problem }) => problem?.code === "unknown-verb"));
    });

    it("[REQ-AGT-18] that does not end well comes with the unit's last ten log lines", async () => {
      const lines = Array.from({ length: 15 }, (_, i) => `line ${i} ${"x".repeat(2000)}`);
      bench.journal.lines.set("web.service", lines);
      bench.command(1);
      bench.command(2, { unit: "other.service" });
      await bench.settle();
      bench.systemd.endOf("web.service", "failed");
      bench.systemd.endOf("other.service");
      await bench.settle();
      const log: readonly string[] = bench.lastOf(1)?.after?.log ?? [];
      equal(log.length, 10);
      ok(log[0]?.startsWith("line 5 "));
      ok(log.every((line) => line.length === 1000));
      equal(bench.lastOf(2)?.after?.log, undefined);
    });

    it("[REQ-AGT-12] that fails while it settles ends at once, and as failed", async () => {
      bench.systemd.evidenceOf.set("web.service", {
        active: "active",
        sub: "running",
        serviceType: "simple",
      });
      bench.command(1, { args: { settleMs: 5000 } });
      await bench.settle();
      bench.systemd.end(1);
      await bench.clock.advance(100);
      deepEqual(bench.saidOf(1), ["running"]);
      bench.units.set("web.service", { active: "activating", sub: "auto-restart" });
      await bench.settle();
      deepEqual(bench.saidOf(1), ["running", "failed"]);
    });

    it("[REQ-AGT-12] settles against its own run: late news of an earlier one means nothing", async () => {
      const invocation = "1".repeat(32);
      bench.systemd.evidenceOf.set("web.service", {
        active: "active",
        sub: "running",
        serviceType: "simple",
        invocation,
      });
      bench.command(1, { args: { settleMs: 100 } });
      await bench.settle();
      bench.systemd.end(1);
      await bench.settle();
      bench.units.set("web.service", {
        active: "failed",
        sub: "failed",
        invocation: "0".repeat(32),
      });
      await bench.clock.advance(100);
      deepEqual(bench.saidOf(1), ["running", "done"]);
    });
  });

  describe("a start whose program systemd has not executed yet", () => {
    const simple = { active: "active", sub: "running", serviceType: "simple", mainPid: 7 };
    const failed = { active: "failed", sub: "failed", serviceType: "simple", exitCode: 1 };
    const begin = async (args: object = { settleMs: 100 }, rest: object = {}) => {
      bench.systemd.evidenceOf.set("web.service", simple);
      bench.processes.stages.set(7, "preparing");
      bench.command(1, { args, ...rest });
      await bench.settle();
      bench.systemd.end(1);
      await bench.clock.advance(500);
      deepEqual(bench.saidOf(1), ["running"]);
    };
    const fails = (heldMs: number) => {
      bench.processes.stages.delete(7);
      bench.systemd.evidenceOf.set("web.service", { ...failed, heldMs });
      bench.units.set("web.service", { active: "failed", sub: "failed" });
    };

    it("[REQ-AGT-12] [W6] is not believed before", async () => {
      await begin();
      bench.processes.stages.set(7, "running");
      await bench.clock.advance(100);
      deepEqual(bench.saidOf(1), ["running"]);
      await bench.clock.advance(10);
      deepEqual(bench.saidOf(1), ["running", "done"]);
    });

    it("[REQ-AGT-12] [W6] has failed when it never is, though the unit was active all the time", async () => {
      await begin();
      fails(500);
      await bench.settle();
      deepEqual(bench.saidOf(1), ["running", "failed"]);
    });

    it("[REQ-AGT-12] has failed when its process is gone, and systemd says so a little later", async () => {
      await begin();
      bench.processes.stages.delete(7);
      await bench.clock.advance(50);
      deepEqual(bench.saidOf(1), ["running"]);
      fails(501);
      await bench.settle();
      deepEqual(bench.saidOf(1), ["running", "failed"]);
    });

    it("[REQ-AGT-12] has held from when it was executed", async () => {
      await begin();
      bench.processes.stages.set(7, "running");
      await bench.clock.advance(60);
      fails(560);
      await bench.settle();
      deepEqual(bench.saidOf(1), ["running", "failed"]);
    });

    it("[REQ-AGT-12] is believed after ten seconds: systemd says no more of it", async () => {
      await begin();
      await bench.clock.advance(9480);
      deepEqual(bench.saidOf(1), ["running"]);
      await bench.clock.advance(20);
      deepEqual(bench.saidOf(1), ["running", "done"]);
    });

    it("[REQ-AGT-12] is not waited for beyond the job's own time", async () => {
      await begin({ settleMs: 100 }, { endBy: bench.now + 1000 });
      await bench.clock.advance(500);
      deepEqual(bench.saidOf(1), ["running", "done"]);
    });
  });
});
