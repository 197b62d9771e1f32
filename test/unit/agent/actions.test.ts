import { deepEqual, equal, ok } from "node:assert/strict";
import { HirteError } from "../../../src/core/errors.ts";
import type { Command } from "../../../src/protocol/generated/schemas.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { ExecutorBench } from "./executor-bench.ts";
import { jobId } from "./fakes.ts";

const gone = new HirteError("dbus-gone", "the bus is gone");
const file = { type: "symlink", file: "/etc/a", source: "/usr/a" };

describe("actions of the agent", () => {
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

  /** A command to enable arrives. */
  const enable = async (n: number, rest: Partial<Command> = {}) => {
    bench.command(n, { verb: "enable", unit: "web.service", args: { runtime: true }, ...rest });
    await bench.settle();
  };

  it("[REQ-AGT-70] are called once, with their arguments, and end with their answer", async () => {
    bench.actions.answer = { files: [file], hasInstall: true };
    await enable(1);
    await enable(1);
    deepEqual(bench.actions.calls, [
      { verb: "enable", unit: "web.service", args: { runtime: true } },
    ]);
    const { result, files, hasInstall } = bench.lastOf(1) ?? {};
    deepEqual({ result, files, hasInstall }, { result: "done", files: [file], hasInstall: true });
  });

  it("[REQ-AGT-70] need no unit, and take none from their arguments", async () => {
    bench.executor.command({
      session: 1,
      kind: "job",
      id: jobId(1),
      verb: "daemon-reload",
      args: { unit: "web.service", id: "x" },
      startBy: bench.now + 10_000,
    });
    await bench.settle();
    deepEqual(bench.actions.calls, [{ verb: "daemon-reload", args: {} }]);
    equal(bench.lastOf(1)?.result, "done");
  });

  it("[REQ-AGT-17] that cannot be understood end as failed", async () => {
    await enable(1, { args: { runtime: "yes" } });
    bench.executor.command({
      session: 1,
      kind: "job",
      id: jobId(2),
      verb: "enable",
      args: { unit: "web.service" },
      startBy: bench.now + 10_000,
    });
    await enable(3, { verb: "status" });
    deepEqual(
      [1, 2, 3].map((n) => bench.lastOf(n)?.problem?.code),
      ["bad-request", "bad-request", "unknown-verb"],
    );
    equal(bench.actions.calls.length, 0);
  });

  it("[REQ-AGT-9] repeated after the end was confirmed, to a successor, are not done again", async () => {
    await enable(1);
    bench.executor.ack(jobId(1));
    bench.restart();
    await enable(1);
    equal(bench.actions.calls.length, 1);
    equal(bench.saidOf(1).at(-1), "done");
  });

  it("[REQ-AGT-70] that wait before they leave do not leave after their time", async () => {
    bench.actions.isBlocked = true;
    await enable(1);
    bench.bootClock.suspend(10_001);
    bench.actions.unblock();
    await bench.settle();
    equal(bench.actions.calls.length, 0);
    deepEqual(bench.saidOf(1), ["expired"]);
  });

  it("[REQ-AGT-71] cancelled before they leave are not begun, and never are", async () => {
    bench.actions.isBlocked = true;
    await enable(1);
    bench.executor.cancel(jobId(1));
    bench.actions.unblock();
    await bench.settle();
    equal(bench.actions.calls.length, 0);
    deepEqual(bench.saidOf(1), ["canceled"]);
    equal(bench.lastOf(1)?.detail, "it was not begun");
  });

  it("[REQ-AGT-71] at their end-by time before they leave are not begun, and never are", async () => {
    bench.actions.isBlocked = true;
    await enable(1, { endBy: bench.now + 1000 });
    await bench.clock.advance(1001);
    bench.actions.unblock();
    await bench.settle();
    equal(bench.actions.calls.length, 0);
    deepEqual(bench.saidOf(1), ["expired"]);
  });

  it("[REQ-AGT-71] cancelled after they left may still be done, and end once", async () => {
    bench.actions.isHolding = true;
    await enable(1);
    bench.executor.cancel(jobId(1));
    bench.executor.cancel(jobId(1));
    bench.actions.release();
    await bench.settle();
    ok(bench.saidOf(1).every((said) => said === "canceled"));
    ok(bench.lastOf(1)?.detail?.endsWith("it may still be done"));
  });

  it("[REQ-AGT-71] at their end-by time may still be done, also when the machine slept", async () => {
    bench.actions.isHolding = true;
    await enable(1, { endBy: bench.now + 8000 });
    bench.bootClock.suspend(7000);
    await bench.clock.advance(5000);
    deepEqual(bench.saidOf(1), ["timeout"]);
    ok(bench.lastOf(1)?.detail?.endsWith("it may still be done"));
  });

  it("[REQ-AGT-71] without an end-by time wait for their answer", async () => {
    bench.actions.isHolding = true;
    await enable(1, { verb: "daemon-reload" });
    await bench.clock.advance(84_000);
    deepEqual(bench.saidOf(1), []);
    bench.actions.release();
    await bench.settle();
    deepEqual(bench.saidOf(1), ["done"]);
  });

  it("[REQ-AGT-22] cancelled before their command came are not begun", async () => {
    bench.executor.cancel(jobId(1));
    await enable(1);
    equal(bench.actions.calls.length, 0);
    equal(bench.saidOf(1).at(-1), "canceled");
  });

  it("[REQ-AGT-74] that are refused say why, and name themselves once", async () => {
    bench.actions.failure = new HirteError("no-such-unit", "enable web.service: no such unit");
    await enable(1);
    bench.actions.failure = new HirteError("denied", "ExecStart is not a resource control");
    await enable(2, { verb: "thaw", args: {} });
    deepEqual(bench.lastOf(1)?.problem, {
      code: "no-such-unit",
      message: "enable web.service: no such unit",
    });
    deepEqual(bench.lastOf(2)?.problem, {
      code: "denied",
      message: "thaw web.service: ExecStart is not a resource control",
    });
    deepEqual([bench.saidOf(1), bench.saidOf(2)], [["failed"], ["failed"]]);
  });

  it("[REQ-AGT-73] whose reload was refused have failed, and say what was changed", async () => {
    bench.actions.answer = { files: [file], reloadError: new HirteError("dbus-error", "no") };
    await enable(1);
    const { result, files, problem } = bench.lastOf(1) ?? {};
    deepEqual([result, files, problem?.code], ["failed", [file], "dbus-error"]);
    ok(problem?.message.startsWith("enable web.service: unit files were changed, but"));
  });

  it("[REQ-AGT-73] whose reload was not answered are lost, and say what was changed", async () => {
    bench.actions.answer = { files: [file], reloadError: gone };
    await enable(1);
    const { result, files } = bench.lastOf(1) ?? {};
    deepEqual([result, files], ["lost", [file]]);
  });

  it("[REQ-AGT-72] that were not answered are lost, with what is to be seen", async () => {
    bench.actions.failure = gone;
    bench.actions.seen = "its unit file is enabled now";
    await enable(1);
    deepEqual(bench.saidOf(1), ["lost"]);
    ok(bench.lastOf(1)?.detail?.endsWith("the bus is gone; its unit file is enabled now"));
    equal(bench.actions.calls.length, 1);
  });

  it("[REQ-AGT-72] wait for the bus to see what there is, and are not done again", async () => {
    bench.actions.isHolding = true;
    bench.actions.failure = gone;
    bench.actions.seen = "its unit file is enabled now";
    await enable(1);
    bench.systemd.leave();
    bench.actions.release();
    await bench.settle();
    deepEqual(bench.saidOf(1), []);
    bench.systemd.comeBack();
    await bench.settle();
    deepEqual(bench.saidOf(1), ["lost"]);
    ok(bench.lastOf(1)?.detail?.endsWith("its unit file is enabled now"));
    equal(bench.actions.calls.length, 1);
  });

  it("[REQ-AGT-72] do not wait for ever for a bus that stays away, or goes again", async () => {
    bench.actions.isHolding = true;
    bench.actions.failure = gone;
    bench.actions.lookFailure = gone;
    await enable(1);
    bench.actions.release();
    await bench.clock.advance(4999);
    deepEqual(bench.saidOf(1), []);
    await bench.clock.advance(1);
    deepEqual(bench.saidOf(1), ["lost"]);
  });

  it("[REQ-AGT-72] that cannot be looked at are lost at once", async () => {
    bench.actions.failure = gone;
    bench.actions.lookFailure = new HirteError("dbus-error", "no");
    await enable(1);
    deepEqual(bench.saidOf(1), ["lost"]);
  });

  it("[REQ-AGT-72] cancelled while they are looked at are lost", async () => {
    bench.actions.failure = gone;
    bench.actions.lookFailure = gone;
    await enable(1);
    bench.executor.cancel(jobId(1));
    deepEqual(bench.saidOf(1), ["lost"]);
  });

  it("[REQ-AGT-21] that a predecessor was not answered are lost, and never done again", async () => {
    bench.actions.isHolding = true;
    await enable(1);
    bench.actions.seen = "its unit file is disabled now";
    bench.restart([1]);
    await bench.settle();
    await enable(1);
    equal(bench.actions.calls.length, 1);
    equal(bench.saidOf(1).at(-1), "lost");
    equal(
      bench.lastOf(1)?.detail,
      "the agent was restarted before it was answered; its unit file is disabled now",
    );
    deepEqual(bench.actions.looks, bench.actions.calls);
  });

  it("[REQ-AGT-21] that a leaving agent is answered yet are known to its successor", async () => {
    bench.actions.isHolding = true;
    bench.actions.answer = { files: [file] };
    await enable(1);
    bench.executor.stop();
    bench.executor.endSession();
    bench.actions.release();
    await bench.settle();
    deepEqual(bench.saidOf(1), []);
    bench.restart([1]);
    await bench.settle();
    deepEqual([bench.lastOf(1)?.result, bench.lastOf(1)?.files], ["done", [file]]);
  });

  it("[REQ-AGT-70] do not leave a leaving agent, and its successor knows", async () => {
    bench.actions.isBlocked = true;
    await enable(1);
    bench.executor.stop();
    bench.actions.unblock();
    await bench.settle();
    bench.restart([1]);
    await bench.settle();
    equal(bench.actions.calls.length, 0);
    equal(bench.saidOf(1).at(-1), "expired");
  });

  it("[REQ-AGT-6] that cannot be written into the ledger are not begun", async () => {
    bench.kill();
    bench = new ExecutorBench(directory(), {
      write: () => {
        throw new Error("no space left");
      },
    });
    await enable(1);
    equal(bench.actions.calls.length, 0);
    equal(bench.lastOf(1)?.problem?.code, "log-unavailable");
  });
});
