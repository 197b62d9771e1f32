import { deepEqual, equal, ok } from "node:assert/strict";
import { useTempDir } from "../../support/temp-dir.ts";
import { ExecutorBench } from "./executor-bench.ts";

describe("the agent's executor", () => {
  const directory = useTempDir();
  let bench: ExecutorBench;
  beforeEach(() => {
    bench = new ExecutorBench(directory());
  });
  afterEach(() => bench.end());

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
});
