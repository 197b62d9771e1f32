import { deepEqual, equal, ok } from "node:assert/strict";
import type { Evidence } from "../../../agent/ports.ts";
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
});
