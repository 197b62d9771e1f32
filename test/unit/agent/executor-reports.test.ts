import { deepEqual, equal } from "node:assert/strict";
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
