import { deepEqual, equal, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Evidence } from "../../../agent/ports.ts";
import { HirteError } from "../../../src/core/errors.ts";
import type { Command } from "../../../src/protocol/generated/schemas.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { ExecutorBench } from "./executor-bench.ts";
import { jobId } from "./fakes.ts";

const unit = "hirte-run-x.service";
const exited: Evidence = {
  ...{ active: "active", sub: "exited", wasActive: true },
  ...{ exitCode: 0, result: "success" },
};
const running: Evidence = { active: "active", sub: "running", wasActive: true };

describe("commands that an agent runs", () => {
  const directory = useTempDir();
  let bench: ExecutorBench;
  beforeEach(() => {
    bench = new ExecutorBench(directory());
    bench.systemd.evidenceOf.set(unit, running);
  });
  afterEach(async () => {
    await bench.settle();
    bench.kill();
    equal(bench.clock.pending, 0, "timers are left");
    equal(bench.systemd.listeners, 0, "listeners are left");
  });

  /** A command to run something and to give its output to `tester` arrives. */
  const run = async (n: number, rest: Partial<Command> = {}) => {
    bench.command(n, {
      verb: "run",
      unit,
      user: "tester",
      args: { argv: ["cat", "geheim"], environment: ["T=geheim"], wait: true, pipe: true },
      ...rest,
    });
    await bench.settle();
  };
  /** The job that starts the unit has ended, and the unit does this now. */
  const unitDoes = async (evidence: Evidence, word?: string) => {
    bench.systemd.evidenceOf.set(unit, evidence);
    if (word !== undefined) {
      bench.systemd.pending.set(1001, { unit, type: "start" });
      bench.systemd.end(1001, word);
    } else bench.runs.change(unit);
    await bench.settle();
  };

  it("[REQ-RUN-6] are begun once, whatever is repeated, and end once", async () => {
    await run(1);
    await run(1);
    await unitDoes(running, "done");
    await bench.linger();
    await run(1);
    await unitDoes(exited);
    await run(1);
    equal(bench.runs.calls.length, 1);
    deepEqual([...new Set(bench.saidOf(1))], ["running", "done"]);
    deepEqual(bench.runs.cleared, [unit]);
  });

  it("[REQ-RUN-11] leave their words in no ledger, and are known by it all the same", async () => {
    await run(1);
    ok(!readFileSync(join(directory(), "ledger.jsonl"), "utf8").includes("geheim"));
    bench.restart([1]);
    await run(1);
    equal(bench.runs.calls.length, 1, "a successor does not begin it");
    ok(!readFileSync(join(directory(), "ledger.jsonl"), "utf8").includes("geheim"));
    await unitDoes(exited, "done");
    equal(bench.saidOf(1).at(-1), "done");
  });

  it("[REQ-RUN-7] are refused where they are not allowed, but by their name", async () => {
    bench.runs.isAllowed = false;
    bench.runs.commands.add("backup");
    await run(1);
    await run(2, { verb: "command", args: { name: "restore" } });
    await run(3, { verb: "command", args: { name: "backup" } });
    deepEqual(
      [1, 2].map((n) => bench.lastOf(n)?.problem?.code),
      ["denied", "no-such-command"],
    );
    deepEqual(bench.runs.cleared, [], "nothing is there to be cleared away");
    deepEqual(
      bench.runs.calls.map(({ order }) => order),
      [{ commandName: "backup" }],
    );
    await bench.linger();
    deepEqual(bench.saidOf(3), ["running"]);
    await unitDoes(exited);
  });

  it("[REQ-RUN-12] that cannot be understood, or have no reader for their output, are not begun", async () => {
    const { user: _, ...nobody } = { user: "tester" };
    await run(1, { args: { argv: ["x"], shell: "x" } });
    await run(2, { args: {} });
    await run(3, { args: { argv: ["x"], pipe: true } });
    await run(4, { args: { wait: true, properties: [{ name: "A", value: { sig: "s" } }] } });
    bench.command(5, {
      verb: "run",
      unit,
      args: { shell: "x", wait: true, pipe: true },
      ...nobody,
    });
    await bench.settle();
    deepEqual(
      [1, 2, 3, 4, 5].map((n) => bench.lastOf(n)?.problem?.code),
      Array(5).fill("bad-request"),
    );
    await run(7, { unit: "x@.service", args: { unit: "x@.service", shell: "x", wait: true } });
    equal(bench.lastOf(7)?.problem?.code, "bad-request", "a template cannot be started");
    bench.streamRefusal = new HirteError("busy", "32 streams are open");
    await run(6);
    equal(bench.lastOf(6)?.problem?.code, "busy");
    equal(bench.runs.calls.length, 0);
    ok(bench.runs.outputs.get(jobId(6))?.isStopped, "its pipes are let go of");
  });

  for (const isReleased of [true, false]) {
    const why = isReleased ? "the agent leaves" : "they are let go of";
    it(`[REQ-RUN-12] have no stream where ${why} while their pipes are made`, async () => {
      let made: () => void = () => undefined;
      const make = bench.runs.makeOutput.bind(bench.runs);
      bench.runs.makeOutput = async (id) => {
        await new Promise<void>((resolve) => {
          made = resolve;
        });
        return make(id);
      };
      await run(1);
      if (isReleased) bench.kill();
      else bench.executor.cancel(jobId(1));
      await bench.settle();
      made();
      await bench.settle();
      equal(bench.streams.size, 0);
      ok(bench.runs.outputs.get(jobId(1))?.isStopped, "its pipes are let go of");
      equal(bench.runs.calls.length, 0);
    });
  }

  it("[REQ-RUN-12] that wait before they leave do not leave after their time", async () => {
    let leave: () => void = () => undefined;
    bench.runs.road = new Promise((resolve) => {
      leave = resolve;
    });
    await run(1);
    bench.bootClock.suspend(10_001);
    leave();
    await bench.settle();
    equal(bench.runs.calls.length, 0);
    deepEqual(bench.saidOf(1), ["expired"]);
  });

  for (const isRestarted of [false, true]) {
    const who = isRestarted ? "a successor" : "nobody else";
    it(`[REQ-RUN-5] are stopped when their reader is gone, by ${who} too`, async () => {
      await run(1);
      if (isRestarted) bench.restart([1]);
      const stream = bench.streams.get(jobId(1));
      equal(stream?.user, "tester");
      stream?.onEnd("abandoned");
      await bench.settle();
      deepEqual(bench.runs.stops, [unit]);
      await unitDoes({ active: "inactive", sub: "dead" }, "done");
      equal(bench.lastOf(1)?.result, "canceled");
      equal(bench.lastOf(1)?.detail, "nobody reads its output any more: its unit was stopped");
    });
  }

  it("[REQ-RUN-5] that a successor has stopped have ended, though to ask for what is gone makes systemd tell of it", async () => {
    await run(1);
    bench.journal.results.set(1001, "done");
    bench.restart([1]);
    await bench.clock.advance(0);
    let looks = 0;
    bench.runs.isOf = (id, name) =>
      new Promise((resolve) => {
        looks++;
        setImmediate(() => {
          const isThere = bench.runs.units.get(name) === id;
          // systemd loads what it is asked for, and lets go of it.
          if (!isThere) bench.runs.change(name);
          resolve(isThere);
        });
      });
    bench.streams.get(jobId(1))?.onEnd("abandoned");
    await bench.settle();
    bench.runs.units.delete(unit);
    for (let n = 0; n < 3; n++) bench.runs.change(unit);
    await bench.settle();
    await bench.settle();
    equal(bench.lastOf(1)?.result, "canceled");
    ok(looks < 10, `${looks} looks`);
  });

  it("[REQ-RUN-5] are stopped by a successor that cannot read their output on", async () => {
    await run(1);
    bench.streamRefusal = new HirteError("busy", "32 streams are open");
    bench.restart([1]);
    await bench.settle();
    deepEqual(bench.runs.stops, [unit]);
    await unitDoes({ active: "inactive", sub: "dead" }, "done");
    equal(bench.lastOf(1)?.result, "canceled");
  });

  it("[REQ-RUN-6] that have closed their output go on under a successor, which opens no stream for it", async () => {
    await run(1);
    await unitDoes(running, "done");
    bench.streams.get(jobId(1))?.onEnd("ended");
    bench.streams.clear();
    bench.streamRefusal = new HirteError("busy", "32 streams are open");
    bench.restart([1]);
    await bench.settle();
    deepEqual([bench.streams.size, bench.runs.stops], [0, []]);
    await unitDoes(exited);
    equal(bench.lastOf(1)?.result, "done");
  });

  it("[REQ-RUN-3] are stopped at the end of their time, on the boot clock", async () => {
    await run(1, { endBy: bench.now + 5000 });
    await unitDoes(running, "done");
    await bench.clock.advance(4900);
    deepEqual(bench.runs.stops, []);
    await bench.clock.advance(200);
    deepEqual(bench.runs.stops, [unit]);
    await bench.clock.advance(12_000);
    equal(bench.lastOf(1)?.result, "timeout");
  });

  it("[REQ-RUN-6] whose unit is somebody else's by now are lost, and that one is left alone", async () => {
    await run(1);
    bench.runs.units.set(unit, jobId(99));
    bench.journal.results.set(1001, "done");
    bench.restart([1]);
    await bench.clock.advance(0);
    equal(bench.lastOf(1)?.result, "lost");
    deepEqual(bench.runs.stops, []);
  });

  it("[REQ-RUN-6] whose unit is somebody else's by now are lost, and that one is not stopped when they are let go of", async () => {
    await run(1, { endBy: bench.now + 5000 });
    bench.runs.units.set(unit, jobId(99));
    bench.systemd.pending.set(1001, { unit, type: "start" });
    bench.restart([1]);
    bench.executor.cancel(jobId(1));
    await bench.settle();
    deepEqual(bench.runs.stops, []);
    bench.runs.units.set(unit, jobId(1));
    bench.restart([1]);
    bench.executor.cancel(jobId(1));
    await bench.settle();
    deepEqual(bench.runs.stops, [unit]);
    await unitDoes({ active: "inactive", sub: "dead" }, "done");
    equal(bench.lastOf(1)?.result, "canceled");
  });

  it("[REQ-RUN-6] whose call was not answered are looked for, and not called again", async () => {
    bench.runs.failure = new HirteError("deadline", "no answer within 25 s");
    await run(1);
    equal(bench.lastOf(1)?.result, "lost");
    bench.runs.units.set(unit, jobId(2));
    await run(2);
    equal(bench.lastOf(2), undefined, "its unit is there");
    await unitDoes(exited);
    equal(bench.lastOf(2)?.result, "done");
    equal(bench.runs.calls.length, 2);
  });

  it("[REQ-RUN-6] whose call was not answered end as the job that it made did, once that is found", async () => {
    const waiting: Evidence = { active: "inactive", sub: "dead", wasActive: false };
    bench.systemd.evidenceOf.set(unit, waiting);
    bench.systemd.pending.set(1001, { unit, type: "start" });
    bench.runs.units.set(unit, jobId(1));
    bench.runs.failure = new HirteError("deadline", "no answer within 25 s");
    await run(1);
    equal(bench.lastOf(1), undefined, "its job is queued");
    deepEqual([bench.runs.stops, bench.runs.cleared], [[], []]);
    bench.restart([1]);
    await bench.settle();
    equal(bench.saidOf(1).at(-1), "running");
    await unitDoes(running, "done");
    await unitDoes(exited);
    equal(bench.lastOf(1)?.result, "done");
    equal(bench.runs.calls.length, 1);
  });

  it("[REQ-RUN-6] whose call was not answered are looked for again when the bus is back", async () => {
    let fail: () => void = () => undefined;
    bench.systemd.findJobOf = () =>
      new Promise((_, reject) => {
        fail = () => reject(new HirteError("dbus-gone", "the bus is gone"));
      });
    bench.runs.units.set(unit, jobId(1));
    bench.runs.failure = new HirteError("dbus-gone", "the bus is gone");
    await run(1, { args: { shell: "sleep 9" } });
    bench.systemd.leave();
    fail();
    await bench.settle();
    bench.systemd.findJobOf = async () => undefined;
    bench.systemd.evidenceOf.set(unit, { ...running, serviceType: "exec" });
    bench.systemd.comeBack();
    await bench.settle();
    equal(bench.lastOf(1)?.result, "done");
  });

  it("[REQ-RUN-6] are looked at again where systemd was there and did not answer in time", async () => {
    const late = () => Promise.reject(new HirteError("deadline", "no answer within 25 s"));
    const { evidence, findJobOf } = bench.systemd;
    bench.runs.units.set(unit, jobId(1));
    bench.runs.failure = new HirteError("deadline", "no answer within 25 s");
    bench.systemd.evidence = late;
    bench.systemd.findJobOf = late;
    await run(1);
    await bench.clock.advance(12_000);
    bench.systemd.evidence = evidence;
    await bench.clock.advance(12_000);
    bench.systemd.evidenceOf.set(unit, exited);
    bench.systemd.findJobOf = findJobOf;
    await bench.clock.advance(5000);
    equal(bench.lastOf(1)?.result, "done");
  });

  it("[REQ-RUN-6] are not looked at without end where somebody else ends them", async () => {
    await run(1);
    const { evidence } = bench.systemd;
    bench.systemd.evidence = () => Promise.reject(new HirteError("deadline", "no answer"));
    await unitDoes(running, "done");
    bench.systemd.evidence = evidence;
    await unitDoes(exited);
    equal(bench.lastOf(1)?.result, "done");
    equal(bench.clock.pending, 1, "its repeated report alone");
  });

  it("[REQ-RUN-10] that are only started end when they were, and their unit is left", async () => {
    await run(1, { args: { shell: "sleep 9" } });
    equal(bench.streams.size, 0);
    await unitDoes(running, "done");
    equal(bench.lastOf(1)?.result, "done");
    deepEqual([bench.runs.cleared, bench.runs.noted()], [[], []]);
  });

  it("[REQ-RUN-5] that a predecessor had not cleared away are cleared away", async () => {
    bench.runs.note(jobId(7), unit);
    bench.restart();
    await bench.settle();
    deepEqual(bench.runs.cleared, [unit]);
  });

  it("[REQ-RUN-5] that do not stop while they are cleared away keep no agent from leaving", async () => {
    let isAborted = false;
    bench.runs.clear = (_id, _unit, signal) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          isAborted = true;
          reject(new HirteError("closed", "the agent leaves"));
        });
      });
    await run(1);
    await unitDoes(exited, "done");
    bench.kill();
    await bench.settle();
    equal(isAborted, true);
  });

  it("[REQ-RUN-11] are asked after without their words, and nothing is begun by that", async () => {
    bench.executor.ask(jobId(1));
    deepEqual(bench.saidOf(1), ["unknown"]);
    await run(1);
    bench.executor.ask(jobId(1));
    deepEqual(bench.saidOf(1), ["unknown", "running"]);
    await unitDoes(exited, "done");
  });
});
