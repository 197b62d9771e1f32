import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Running, run } from "../../support/lab/command.ts";
import { until } from "../../support/lab/until.ts";

describe("a command of the lab's harness", () => {
  it("[REQ-LAB-6] tells status, both outputs and how long it took", async () => {
    const outcome = await run(["sh", "-c", "cat; echo oops >&2; exit 3"], { input: "text" });
    const { durationMs, ...rest } = outcome;
    assert.deepEqual(rest, { status: 3, stdout: "text", stderr: "oops\n" });
    assert.ok(durationMs > 0);
  });

  it("[REQ-LAB-6] counts a signal as the shell does", async () => {
    assert.equal((await run(["sh", "-c", "kill -KILL $$"])).status, 137);
  });

  it("[REQ-LAB-6] fails a command that is not done in time, and ends it", async () => {
    await assert.rejects(
      run(["sh", "-c", "sleep 100 & wait"], { deadlineMs: 50 }),
      /not done within 50 ms/,
    );
  });

  it("[REQ-LAB-6] waits for a line, and says what came instead", async () => {
    const running = new Running(["sh", "-c", "echo one; echo two; sleep 0.05; echo three"]);
    assert.equal(await running.line(/^t/), "two");
    await assert.rejects(running.line(/four/), /before it ended.*\none\ntwo\nthree\n/);
  });

  it("[REQ-LAB-6] ends with all it started", async () => {
    const running = new Running(["sh", "-c", "sleep 100 & echo $!; wait"]);
    const child = Number(await running.line(/\d/));
    await running.stop("SIGTERM");
    await until(() => !isAlive(child), { what: "the child is gone" });
  });
});

describe("until", () => {
  it("[REQ-LAB-6] says what was waited for and what was seen last", async () => {
    let n = 0;
    await assert.rejects(
      until(() => ++n, { what: "n is negative", holds: (seen) => seen < 0, deadlineMs: 20 }),
      /not within 20 ms: n is negative; seen last: \d+/,
    );
  });

  it("[REQ-LAB-6] takes an error for something that does not hold yet", async () => {
    let n = 0;
    const see = () => {
      if (++n < 3) throw new Error("not there");
      return n;
    };
    assert.equal(await until(see, { what: "it is there", everyMs: 1 }), 3);
  });
});

/** A process that has ended may still wait for its parent to look: Z, as ps shows it. */
function isAlive(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
