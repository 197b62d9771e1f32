import { deepEqual, equal, ok } from "node:assert/strict";
import { writeSync } from "node:fs";
import type { LedgerOptions } from "../../../agent/ledger.ts";
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
});
