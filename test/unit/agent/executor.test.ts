import { deepEqual, equal, ok } from "node:assert/strict";
import { writeSync } from "node:fs";
import type { LedgerOptions } from "../../../agent/ledger.ts";
import type { Evidence } from "../../../agent/ports.ts";
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
  afterEach(() => {
    bench.kill();
    equal(bench.clock.pending, 0, "timers are left");
    equal(bench.systemd.listeners, 0, "listeners are left");
  });

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

  describe("time", () => {
    it("[REQ-AGT-2] a command that lay in the socket of a frozen process is never begun", async () => {
      const startBy = bench.now + 2000;
      bench.clock.stall(3000);
      bench.command(1, { startBy });
      await bench.settle();
      deepEqual(bench.saidOf(1), ["expired"]);
      equal(bench.systemd.calls.length, 0);
    });

    it("[REQ-AGT-2] a command that lay in the socket of a sleeping machine is never begun", async () => {
      const startBy = bench.now + 60_000;
      bench.bootClock.suspend(3_600_000);
      bench.command(1, { startBy });
      await bench.settle();
      deepEqual(bench.saidOf(1), ["expired"]);
    });

    it("[REQ-AGT-2] a command that waited for systemd through a sleep is never begun", async () => {
      bench.systemd.leave();
      bench.command(1);
      await bench.settle();
      bench.bootClock.suspend(3_600_000);
      bench.systemd.comeBack();
      await bench.settle();
      deepEqual(bench.saidOf(1), ["expired"]);
      equal(bench.systemd.calls.length, 0);
    });

    it("[REQ-AGT-1] a command that comes before the manager's time is known waits for it", async () => {
      bench.time.reset();
      bench.command(1);
      await bench.clock.advance(1000);
      deepEqual(bench.saidOf(1), []);
      bench.learnTime();
      await bench.linger();
      deepEqual(bench.saidOf(1), ["running"]);
    });

    it("[REQ-AGT-1] a command is dropped when the manager's time does not become known", async () => {
      bench.time.reset();
      const startBy = bench.now + 60_000;
      for (let i = 0; i < 5; i++) {
        bench.command(1, { startBy });
        await bench.clock.advance(1000);
      }
      deepEqual(bench.saidOf(1), []);
      await bench.clock.advance(500);
      deepEqual(bench.saidOf(1), ["expired"]);
      bench.learnTime();
      bench.command(1);
      await bench.settle();
      equal(bench.systemd.calls.length, 0);
    });

    it("[REQ-AGT-1] a command that expired once stays so, whatever is learned of the time later", async () => {
      const startBy = bench.now + 500;
      bench.bootClock.suspend(1000);
      bench.command(1, { startBy });
      // A pulse shows that the manager slept too.
      bench.time.observe({ now: startBy - 400, sentBootMs: bench.bootClock.bootMs() });
      bench.restart();
      bench.command(1, { startBy });
      await bench.settle();
      equal(bench.systemd.calls.length, 0);
      ok(bench.saidOf(1).every((said) => said === "expired"));
    });

    it("[REQ-AGT-1] what must have ended by now is not begun", async () => {
      bench.command(1, { endBy: bench.now - 1 });
      await bench.settle();
      deepEqual(bench.saidOf(1), ["expired"]);
    });

    it("[REQ-AGT-6] nothing is begun that cannot be written down", async () => {
      bench.kill();
      bench = new ExecutorBench(directory(), {
        write: () => {
          throw new Error("no space left on device");
        },
      });
      bench.command(1);
      await bench.settle();
      equal(bench.systemd.calls.length, 0);
      equal(bench.lastOf(1)?.result, "failed");
      equal(bench.lastOf(1)?.problem?.code, "log-unavailable");
    });

    for (const [how, learn] of [
      ["the same process", () => undefined],
      ["a successor, by a pulse", () => bench.learnTime()],
      ["a successor, by leaving", () => bench.kill()],
    ] as const) {
      it(`[REQ-AGT-25] refused because it could not be written down, it is not begun later by ${how}`, async () => {
        bench.kill();
        let isFull = true;
        const write: LedgerOptions["write"] = (fd, bytes, position) => {
          if (isFull) throw new Error("no space left on device");
          return writeSync(fd, bytes, 0, bytes.length, position);
        };
        bench = new ExecutorBench(directory(), { write });
        bench.command(1);
        isFull = false;
        learn();
        const first = bench;
        if (how !== "the same process") {
          bench = new ExecutorBench(directory());
          // What is left of the first one died without a word.
          first.executor.stop();
        }
        bench.command(1);
        await bench.settle();
        equal(bench.systemd.calls.length, 0);
        equal(bench.lastOf(1)?.problem?.code, "log-unavailable");
      });
    }

    it("[REQ-AGT-2] a process frozen while it writes its ledger does not begin the command", async () => {
      bench.kill();
      bench = new ExecutorBench(directory(), {
        write: (fd, bytes, position) => {
          bench?.clock.stall(6000);
          return writeSync(fd, bytes, 0, bytes.length, position);
        },
      });
      bench.learnTime();
      bench.command(1, { startBy: bench.now + 5000 });
      await bench.settle();
      equal(bench.systemd.calls.length, 0);
      deepEqual(bench.saidOf(1), ["expired"]);
    });

    for (const [how, late] of [
      ["the process is frozen", () => bench.clock.stall(11_000)],
      ["the machine sleeps", () => bench.bootClock.suspend(11_000)],
      ["the session ends and the clock is unknown", () => bench.time.reset()],
    ] as const) {
      it(`[REQ-AGT-2] a call that waits to leave while ${how} never leaves`, async () => {
        let open: () => void = () => undefined;
        bench.systemd.road = new Promise((resolve) => {
          open = resolve;
        });
        bench.command(1);
        await bench.settle();
        late();
        open();
        await bench.settle();
        equal(bench.systemd.calls.length, 0);
        deepEqual(bench.saidOf(1), ["expired"]);
        bench.restart([1]);
        await bench.settle();
        ok(bench.saidOf(1).every((said) => said === "expired"));
      });
    }

    it("[REQ-AGT-14] a call that had not left when its agent stopped never does, and is not lost", async () => {
      let open: () => void = () => undefined;
      bench.systemd.road = new Promise((resolve) => {
        open = resolve;
      });
      bench.command(1);
      await bench.settle();
      bench.executor.stop();
      open();
      await bench.settle();
      bench.restart([1]);
      await bench.settle();
      equal(bench.systemd.calls.length, 0);
      deepEqual(bench.saidOf(1), ["expired"]);
    });

    for (const [word, stop] of [
      ["canceled", () => bench.executor.cancel(jobId(1))],
      ["expired", () => bench.clock.advance(5000)],
    ] as const) {
      it(`[REQ-AGT-13] a call that is let go of before it leaves is ${word} at once, and never leaves`, async () => {
        let open: () => void = () => undefined;
        bench.systemd.road = new Promise((resolve) => {
          open = resolve;
        });
        bench.command(1, { endBy: bench.now + 5000 });
        await bench.settle();
        await stop();
        deepEqual(bench.saidOf(1), [word]);
        open();
        await bench.settle();
        equal(bench.systemd.calls.length, 0);
      });
    }

    it("[REQ-AGT-19] the systemd bus is never given more than 32 calls at a time, and all are made", async () => {
      bench.systemd.isHolding = true;
      for (let n = 1; n <= 40; n++) bench.command(n, { unit: `u${n}.service` });
      await bench.settle();
      equal(bench.systemd.calls.length, 32);
      bench.systemd.answer();
      await bench.settle();
      equal(bench.systemd.calls.length, 40);
    });

    it("[REQ-AGT-2] a command that waited its turn too long is not begun", async () => {
      bench.systemd.isHolding = true;
      for (let n = 1; n <= 33; n++) bench.command(n, { unit: `u${n}.service` });
      await bench.settle();
      bench.clock.stall(11_000);
      bench.systemd.answer();
      await bench.settle();
      equal(bench.systemd.calls.length, 32);
      deepEqual(bench.saidOf(33), ["expired"]);
    });
  });

  describe("stopping", () => {
    it("[REQ-AGT-13] at its end-by time a job is cancelled in systemd; what the unit does is told", async () => {
      bench.systemd.evidenceOf.set("web.service", { active: "activating", sub: "start-pre" });
      bench.command(1, { endBy: bench.now + 5000 });
      await bench.clock.advance(4900);
      deepEqual(bench.saidOf(1), ["running"]);
      await bench.clock.advance(100);
      deepEqual(bench.systemd.cancelCalls, [1]);
      equal(bench.lastOf(1)?.result, "timeout");
      deepEqual(bench.lastOf(1)?.after, { active: "activating", sub: "start-pre" });
    });

    it("[REQ-AGT-3] the end-by time is kept through a sleep of the machine", async () => {
      bench.command(1, { endBy: bench.now + 600_000 });
      await bench.settle();
      bench.bootClock.suspend(3_600_000);
      await bench.clock.advance(5000);
      equal(bench.lastOf(1)?.result, "timeout");
    });

    it("[REQ-AGT-13] a job that systemd does not cancel within two seconds is let go of", async () => {
      bench.systemd.obeysCancel = false;
      bench.command(1, { endBy: bench.now + 1000 });
      await bench.clock.advance(2900);
      deepEqual(bench.saidOf(1), ["running"]);
      await bench.clock.advance(200);
      equal(bench.lastOf(1)?.result, "timeout");
    });

    it("[REQ-AGT-13] an end that waited in the socket of a frozen process is believed, not the deadline", async () => {
      bench.command(1, { endBy: bench.now + 5000 });
      await bench.settle();
      bench.clock.stall(20_000);
      // The timers fire first; whatever is then asked of systemd is answered after what it said before.
      bench.systemd.beforeCancel = () => bench.systemd.end(1);
      await bench.clock.advance(0);
      deepEqual(bench.systemd.cancelCalls, [1]);
      deepEqual(bench.saidOf(1), ["running", "done"]);
    });

    it("[REQ-AGT-13] so it is when the process was frozen while systemd was to cancel the job", async () => {
      bench.systemd.obeysCancel = false;
      bench.command(1, { endBy: bench.now + 5000 });
      await bench.clock.advance(5000);
      bench.clock.stall(20_000);
      bench.systemd.beforeFindJob = () => bench.systemd.end(1, "failed");
      await bench.clock.advance(0);
      deepEqual(bench.saidOf(1), ["running", "failed"]);
    });

    it("[REQ-AGT-13] and when it has nothing to cancel, for others wait for the same job", async () => {
      bench.command(1, { endBy: bench.now + 5000 });
      bench.command(2);
      await bench.settle();
      bench.clock.stall(20_000);
      bench.systemd.beforeFindJob = () => bench.systemd.end(1);
      await bench.clock.advance(0);
      deepEqual(bench.saidOf(1), ["running", "done"]);
    });

    it("[REQ-AGT-12] a start that failed while the frozen process was to see it settle has failed", async () => {
      const evidence = { active: "active", sub: "running", serviceType: "simple" };
      bench.systemd.evidenceOf.set("web.service", evidence);
      bench.command(1, { args: { settleMs: 1000 } });
      await bench.settle();
      bench.systemd.end(1);
      await bench.settle();
      bench.clock.stall(20_000);
      bench.systemd.beforeFindJob = () =>
        bench.systemd.evidenceOf.set("web.service", { ...evidence, active: "failed" });
      await bench.clock.advance(0);
      deepEqual(bench.saidOf(1), ["running", "failed"]);
    });

    it("[REQ-AGT-13] what the unit did before its job ended is not told as what it does after", async () => {
      const answers: ((evidence: Evidence) => void)[] = [];
      bench.systemd.pending.set(99, { unit: "web.service", type: "start" });
      bench.command(1);
      await bench.settle();
      bench.systemd.evidence = () => new Promise((resolve) => answers.push(resolve));
      bench.executor.cancel(jobId(1));
      await bench.settle();
      bench.systemd.end(99, "failed");
      await bench.settle();
      answers[0]?.({ active: "activating", sub: "start" });
      await bench.settle();
      answers[1]?.({ active: "failed", sub: "failed" });
      await bench.settle();
      equal(bench.lastOf(1)?.result, "failed");
      equal(bench.lastOf(1)?.after?.active, "failed");
    });

    it("[REQ-AGT-12] settling does not outlast the end-by time", async () => {
      bench.systemd.evidenceOf.set("web.service", {
        active: "active",
        sub: "running",
        serviceType: "simple",
      });
      bench.command(1, { args: { settleMs: 30_000 }, endBy: bench.now + 2000 });
      await bench.settle();
      bench.systemd.end(1);
      await bench.clock.advance(2100);
      deepEqual(bench.saidOf(1), ["running", "done"]);
    });

    it("[REQ-AGT-20] two callers of one systemd job: one lets go, and it goes on for the other", async () => {
      bench.command(1);
      bench.command(2);
      await bench.linger();
      bench.executor.cancel(jobId(1));
      await bench.settle();
      deepEqual(bench.systemd.cancelCalls, []);
      equal(bench.lastOf(1)?.result, "canceled");
      bench.systemd.end(1);
      await bench.settle();
      deepEqual(bench.saidOf(2), ["running", "done"]);
    });

    it("[REQ-AGT-20] two callers of one systemd job: the last to let go cancels it", async () => {
      bench.command(1);
      bench.command(2);
      await bench.settle();
      bench.executor.cancel(jobId(1));
      await bench.settle();
      bench.executor.cancel(jobId(2));
      await bench.settle();
      deepEqual(bench.systemd.cancelCalls, [1]);
      deepEqual([bench.lastOf(1)?.result, bench.lastOf(2)?.result], ["canceled", "canceled"]);
    });

    it("[REQ-AGT-20] that is so after a restart of the agent too", async () => {
      bench.command(1);
      bench.command(2);
      await bench.settle();
      bench.executor.cancel(jobId(1));
      await bench.settle();
      bench.restart();
      await bench.settle();
      bench.executor.cancel(jobId(2));
      await bench.settle();
      deepEqual(bench.systemd.cancelCalls, [1]);
    });

    it("[REQ-AGT-20] one JobRemoved ends all its callers, however late they joined", async () => {
      bench.command(1);
      await bench.linger();
      bench.systemd.isHolding = true;
      bench.command(2);
      await bench.settle();
      bench.systemd.end(1, "dependency");
      bench.systemd.answer();
      await bench.settle();
      deepEqual(bench.saidOf(1), ["running", "dependency"]);
      deepEqual(bench.saidOf(2), ["dependency"]);
    });

    it("[REQ-AGT-20] who cancels while another call may join the job waits until that is known", async () => {
      bench.command(1);
      await bench.settle();
      bench.systemd.isHolding = true;
      bench.command(2);
      await bench.settle();
      bench.executor.cancel(jobId(1));
      await bench.settle();
      deepEqual(bench.systemd.cancelCalls, []);
      bench.systemd.answer();
      await bench.linger();
      deepEqual(bench.systemd.cancelCalls, []);
      equal(bench.lastOf(1)?.result, "canceled");
      deepEqual(bench.saidOf(2), ["running"]);
    });

    it("[REQ-AGT-20] a job that somebody else queued on the node is never cancelled", async () => {
      bench.systemd.pending.set(99, { unit: "web.service", type: "start" });
      bench.command(1);
      await bench.settle();
      bench.executor.cancel(jobId(1));
      await bench.settle();
      deepEqual(bench.systemd.cancelCalls, []);
      equal(bench.lastOf(1)?.result, "canceled");
    });

    it("[REQ-AGT-13] a command cancelled before it came is never begun", async () => {
      bench.executor.cancel(jobId(1));
      bench.restart();
      bench.command(1);
      await bench.settle();
      equal(bench.systemd.calls.length, 0);
      ok(bench.saidOf(1).every((said) => said === "canceled"));
    });

    it("[REQ-AGT-13] a command cancelled while it waits is never begun", async () => {
      bench.time.reset();
      bench.command(1);
      bench.executor.cancel(jobId(1));
      bench.learnTime();
      await bench.settle();
      equal(bench.systemd.calls.length, 0);
      deepEqual(bench.saidOf(1), ["canceled"]);
    });

    it("[REQ-AGT-14] a call that is not answered ends as lost, with what the unit does", async () => {
      bench.systemd.isHolding = true;
      bench.command(1);
      await bench.settle();
      bench.systemd.leaveUnanswered();
      await bench.settle();
      equal(bench.lastOf(1)?.result, "lost");
      deepEqual(bench.lastOf(1)?.after, { active: "active", sub: "running" });
    });
  });

  describe("the bus goes and comes back", () => {
    it("[REQ-AGT-15] a job that systemd still has goes on", async () => {
      bench.command(1);
      await bench.linger();
      bench.systemd.leave();
      bench.systemd.comeBack();
      await bench.settle();
      bench.systemd.end(1);
      await bench.settle();
      deepEqual(bench.saidOf(1), ["running", "done"]);
    });

    it("[REQ-AGT-15] a job that ended meanwhile ends as the journal says", async () => {
      bench.command(1);
      await bench.linger();
      bench.systemd.leave();
      bench.systemd.end(1, "failed", false);
      bench.systemd.comeBack();
      await bench.settle();
      deepEqual(bench.saidOf(1), ["running", "failed"]);
    });

    it("[REQ-AGT-15] the journal is asked again, for it can lag", async () => {
      bench.systemd.onEnd = () => undefined;
      bench.command(1);
      await bench.settle();
      bench.systemd.leave();
      bench.systemd.end(1, "done", false);
      bench.systemd.comeBack();
      await bench.clock.advance(500);
      bench.journal.results.set(1, "done");
      await bench.clock.advance(1000);
      deepEqual(bench.saidOf(1), ["running", "done"]);
    });

    it("[REQ-AGT-15] a job nobody knows the end of is lost, and never called again", async () => {
      bench.systemd.onEnd = () => undefined;
      bench.command(1);
      await bench.settle();
      bench.systemd.leave();
      bench.systemd.end(1, "done", false);
      bench.systemd.comeBack();
      await bench.clock.advance(4000);
      equal(bench.lastOf(1)?.result, "lost");
      deepEqual(bench.lastOf(1)?.after, { active: "active", sub: "running" });
      bench.command(1);
      await bench.settle();
      equal(bench.systemd.calls.length, 1);
    });

    it("[REQ-AGT-14] a call under way when the bus went ends as lost when it is back", async () => {
      bench.systemd.isHolding = true;
      bench.command(1);
      await bench.settle();
      bench.systemd.leave();
      await bench.clock.advance(1000);
      bench.systemd.comeBack();
      await bench.settle();
      equal(bench.lastOf(1)?.result, "lost");
      ok(bench.lastOf(1)?.after);
      equal(bench.systemd.calls.length, 1);
    });

    it("[REQ-AGT-15] a bus that stays away does not keep a job open for ever", async () => {
      bench.command(1);
      await bench.settle();
      bench.systemd.leave();
      bench.restart();
      await bench.clock.advance(70_000);
      equal(bench.lastOf(1)?.result, "lost");
    });

    it("[REQ-AGT-15] a command that comes while the bus is away begins when it is back in time", async () => {
      bench.systemd.leave();
      bench.command(1);
      await bench.clock.advance(2000);
      deepEqual(bench.saidOf(1), []);
      bench.systemd.comeBack();
      await bench.linger();
      deepEqual(bench.saidOf(1), ["running"]);
    });

    it("[REQ-AGT-15] a command that comes while the bus is away expires otherwise", async () => {
      bench.systemd.leave();
      bench.command(1);
      await bench.clock.advance(10_300);
      equal(bench.saidOf(1)[0], "expired");
    });
  });

  describe("the agent is restarted", () => {
    it("[REQ-AGT-21] a job that systemd still has is taken up, and asked for it is running", async () => {
      bench.command(1);
      await bench.linger();
      bench.restart([1]);
      await bench.settle();
      bench.systemd.end(1);
      await bench.settle();
      deepEqual(bench.saidOf(1), ["running", "running", "done"]);
      equal(bench.systemd.calls.length, 1);
    });

    it("[REQ-AGT-21] a job that ended meanwhile ends as the journal says", async () => {
      bench.command(1);
      await bench.settle();
      bench.kill();
      bench.systemd.end(1, "timeout");
      bench.restart([1]);
      await bench.settle();
      equal(bench.lastOf(1)?.result, "timeout");
    });

    it("[REQ-AGT-21] a call whose answer was never seen is lost, with what the unit does", async () => {
      bench.systemd.isHolding = true;
      bench.command(1);
      await bench.settle();
      bench.restart([1]);
      await bench.settle();
      equal(bench.lastOf(1)?.result, "lost");
      ok(bench.lastOf(1)?.after);
      equal(bench.systemd.calls.length, 1);
    });

    it("[REQ-AGT-21] a call answered while the agent is leaving keeps its number", async () => {
      bench.systemd.isHolding = true;
      bench.command(1);
      await bench.settle();
      const answered = bench.executor.callsAnswered();
      bench.systemd.answer();
      await answered;
      bench.restart([1]);
      await bench.settle();
      bench.systemd.end(1);
      await bench.settle();
      equal(bench.lastOf(1)?.result, "done");
    });

    it("[REQ-AGT-21] a call answered only after the agent has stopped keeps its number too", async () => {
      bench.systemd.isHolding = true;
      bench.command(1);
      await bench.settle();
      bench.executor.stop();
      bench.systemd.answer();
      await bench.settle();
      bench.restart([1]);
      await bench.settle();
      bench.systemd.end(1);
      await bench.settle();
      equal(bench.lastOf(1)?.result, "done");
    });

    it("[REQ-AGT-21] a job whose time ran out meanwhile is stopped, and says so", async () => {
      bench.command(1, { endBy: bench.now + 5000 });
      await bench.settle();
      bench.kill();
      bench.clock.stall(10_000);
      bench.restart([1]);
      await bench.settle();
      deepEqual(bench.systemd.cancelCalls, [1]);
      equal(bench.lastOf(1)?.result, "timeout");
    });

    it("[REQ-AGT-21] a job that its predecessor stopped at its end-by time ends as timeout", async () => {
      bench.command(1, { endBy: bench.now + 5000 });
      await bench.settle();
      bench.kill();
      bench.clock.stall(6000);
      bench.systemd.end(1, "canceled", false);
      bench.restart([1]);
      await bench.settle();
      equal(bench.lastOf(1)?.result, "timeout");
    });

    it("[REQ-AGT-21] stopped while it waits for the bus, it leaves no timer and no end behind", async () => {
      bench.command(1);
      await bench.settle();
      bench.systemd.leave();
      bench.restart();
      await bench.settle();
      bench.kill();
      equal(bench.clock.pending, 0);
      bench.systemd.comeBack();
      bench.restart([1]);
      await bench.settle();
      bench.systemd.end(1);
      await bench.settle();
      equal(bench.lastOf(1)?.result, "done");
    });

    it("[REQ-AGT-21] an end-by time is kept by the successor", async () => {
      bench.command(1, { endBy: bench.now + 5000 });
      await bench.settle();
      bench.restart([1]);
      await bench.clock.advance(4900);
      equal(bench.saidOf(1).at(-1), "running");
      await bench.clock.advance(200);
      equal(bench.lastOf(1)?.result, "timeout");
    });

    it("[REQ-AGT-22] what the manager asks for and the agent never saw is unknown", () => {
      bench.restart([8]);
      deepEqual(bench.saidOf(8), ["unknown"]);
    });
  });

  describe("reports of ends", () => {
    const finished = async () => {
      bench.command(1);
      await bench.settle();
      bench.systemd.end(1);
      await bench.settle();
      bench.reports.length = 0;
    };

    it("[REQ-AGT-23] are repeated after 1, 2, 4 and then every 5 seconds until they are confirmed", async () => {
      await finished();
      const counts: number[] = [];
      for (const ms of [1000, 2000, 4000, 5000, 5000]) {
        await bench.clock.advance(ms - 1);
        counts.push(bench.reports.length);
        await bench.clock.advance(1);
        counts.push(bench.reports.length);
      }
      deepEqual(counts, [0, 1, 1, 2, 2, 3, 3, 4, 4, 5]);
      bench.executor.ack(jobId(1));
      await bench.clock.advance(60_000);
      equal(bench.reports.length, 5);
    });

    it("[REQ-AGT-23] are not said while nobody listens, and said again in each new session", async () => {
      await finished();
      bench.executor.endSession();
      await bench.clock.advance(60_000);
      equal(bench.reports.length, 0);
      bench.executor.beginSession([jobId(1)]);
      deepEqual(bench.saidOf(1), ["done"]);
    });

    it("[REQ-AGT-23] are said again by the successor of the process", async () => {
      await finished();
      bench.restart();
      deepEqual(bench.saidOf(1), ["done"]);
    });

    it("[REQ-AGT-23] confirmed before a job has ended confirm nothing", async () => {
      bench.command(1);
      await bench.linger();
      bench.executor.ack(jobId(1));
      bench.systemd.end(1);
      await bench.settle();
      await bench.clock.advance(1000);
      deepEqual(bench.saidOf(1), ["running", "done", "done"]);
    });

    it("[REQ-AGT-22] commands that wait are forgotten with their session, and not begun in the next", async () => {
      bench.time.reset();
      bench.command(1);
      bench.executor.endSession();
      bench.executor.beginSession([jobId(1)]);
      bench.learnTime();
      await bench.settle();
      deepEqual(bench.saidOf(1), ["unknown"]);
      equal(bench.systemd.calls.length, 0);
    });
  });
});
