import assert from "node:assert/strict";
import { createServer } from "node:net";
import { HirteError } from "../../../../src/core/errors.ts";
import type { StepConfig } from "../../../../src/power/plan-model.ts";
import { type Life, RunBench } from "../../../support/run-bench.ts";
import { useTempDir } from "../../../support/temp-dir.ts";

const startUp = {
  ...({ kind: "start-up", run: 2, after: 1, reason: "the mains are back", wake: [] } as const),
};
const server = { nodes: ["titan-0a"] };
const onFailure = "abort" as const;

const stepOf = (life: Life, id: string) =>
  life.executor.run?.stages.flatMap(({ steps }) => steps).find((step) => step.id === id);

describe("steps that nodes, commands and addresses are asked for by", () => {
  const dir = useTempDir();

  /** A site that starts up with one stage of these steps. */
  function benchOf(steps: readonly StepConfig[], directory = dir()): RunBench {
    const bench = new RunBench(directory);
    bench.config = {
      ...bench.config,
      startupStages: [{ name: "x", skippable: false, steps }],
    };
    return bench;
  }
  const begun = (bench: RunBench): Life => {
    const life = bench.live();
    life.executor.startUp(startUp);
    return life;
  };

  it("[REQ-RUNS-30] a unit is restarted once, also when hecate is killed at any line, and one that runs as well", async () => {
    const steps = [{ kind: "restart", unit: "k3s.service", at: server, onFailure } as const];
    for (let at = 0; at < 8; at++) {
      const bench = benchOf(steps, `${dir()}/${at}`);
      let life = bench.live();
      let lines = 0;
      bench.afterLine = () => {
        if (++lines !== at) return;
        life = bench.live();
        setImmediate(() => life.executor.startUp(startUp));
      };
      life.executor.startUp(startUp);
      await bench.clock.advance(30_000);
      assert.deepEqual(bench.site.done, ["restart k3s.service titan-0a"], `line ${at}`);
      assert.equal(life.executor.run?.phase, "done", `line ${at}`);
    }
    // In the middle of it.
    const bench = benchOf(steps, `${dir()}/amid`);
    begun(bench);
    await bench.clock.advance(1000);
    const life = begun(bench);
    await bench.clock.advance(30_000);
    assert.deepEqual(bench.site.done, ["restart k3s.service titan-0a"]);
    assert.equal(life.executor.run?.phase, "done");
  });

  it("[REQ-RUNS-31] a unit is waited for until it is as it is to be, and what it is instead is told", async () => {
    const unit = "k3s.service";
    const bench = benchOf([
      { kind: "wait", what: "unit", unit, is: "inactive", at: server, onFailure, timeoutMs: 9000 },
      {
        ...{ kind: "wait", what: "unit", unit: "none.service", is: "active", at: server },
        ...{ onFailure: "continue", timeoutMs: 4000 },
      },
    ]);
    const life = begun(bench);
    await bench.clock.advance(5000);
    assert.equal(stepOf(life, "x/0/titan-0a")?.detail, "k3s.service is active");
    bench.site.machine("titan-0a").units.set(unit, "inactive");
    await bench.clock.advance(2000);
    assert.equal(stepOf(life, "x/0/titan-0a")?.state, "done");
    assert.deepEqual(
      [stepOf(life, "x/1/titan-0a")?.state, stepOf(life, "x/1/titan-0a")?.detail],
      ["failed", "none.service is absent"],
    );
    assert.deepEqual(bench.site.done, []);
  });

  it("[REQ-RUNS-32] a command is run every 10 s until it succeeds, each time as an act of its own, and once where there is none", async () => {
    const look = { kind: "wait", what: "command", at: server, onFailure } as const;
    const bench = benchOf([
      { ...look, command: "is-there" },
      { ...look, command: "unknown", onFailure: "continue" },
    ]);
    let times = 0;
    bench.site.onAct = (what) => {
      if (what === "run unknown") throw new HirteError("no-such-command", "there is none");
      if (++times < 3) throw new HirteError("job-failed", "exit status 1");
    };
    const life = begun(bench);
    await bench.clock.advance(1000);
    assert.equal(stepOf(life, "x/0/titan-0a")?.detail, "exit status 1");
    assert.equal(stepOf(life, "x/1/titan-0a")?.state, "failed");
    await bench.clock.advance(8000);
    assert.equal(times, 1);
    await bench.clock.advance(14_000);
    assert.equal(stepOf(life, "x/0/titan-0a")?.state, "done");
    assert.deepEqual([times, bench.site.done.length], [3, 1]);
  });

  it("[REQ-RUNS-33] an agent is waited for, and a connection: what refuses it is no answer", async () => {
    const listening = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => listening.once("listening", resolve));
    const address = listening.address();
    assert.ok(address && typeof address === "object");
    const to = { host: "127.0.0.1", port: address.port };
    const bench = benchOf([
      { kind: "wait", what: "agent", at: server, onFailure },
      { kind: "wait", what: "tcp", to, onFailure },
    ]);
    bench.site.machine("titan-0a").power = "off";
    const life = begun(bench);
    // The connection is a real one: turns of the loop, and none of the fake clock.
    const turnsUntil = async (isSo: () => boolean) => {
      while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
    };
    await bench.clock.advance(0);
    await turnsUntil(() => stepOf(life, "x/1")?.state === "done");
    assert.equal(stepOf(life, "x/0/titan-0a")?.detail, "its agent is offline");
    bench.site.machine("titan-0a").power = "on";
    await bench.clock.advance(2000);
    assert.equal(life.executor.run?.phase, "done");
    await new Promise((resolve) => listening.close(resolve));

    const closed = benchOf([{ kind: "wait", what: "tcp", to, onFailure }], `${dir()}/closed`);
    const waiting = begun(closed);
    await closed.clock.advance(0);
    await turnsUntil(() => stepOf(waiting, "x/0")?.detail !== undefined);
    assert.match(stepOf(waiting, "x/0")?.detail ?? "", /^127\.0\.0\.1:\d+: .*ECONNREFUSED/);
    waiting.executor.cancel({ kind: "cancel-run", run: 2, reason: "root" });
    await closed.clock.advance(5000);
  });

  it("[REQ-RUNS-34] people are told in their turn, and nothing waits for them", async () => {
    const text = "servers are next";
    const bench = benchOf([{ kind: "notify", severity: "warning", text, onFailure }]);
    const life = begun(bench);
    await bench.clock.advance(0);
    assert.deepEqual(bench.site.done, [`tell warning: ${text}`]);
    assert.equal(life.executor.run?.phase, "done");
    assert.equal(stepOf(life, "x/0")?.text, `tell people (warning): ${text}`);
  });

  it("[REQ-RUNS-37] what has failed for certain is tried again, as often as is said in all lives together, and nothing else is", async () => {
    const attempts = async (code: HirteError["code"], isKilled: boolean, timeoutMs = 60_000) => {
      const bench = benchOf(
        [{ kind: "command", command: "x", at: server, onFailure, timeoutMs, retries: 3 }],
        `${dir()}/${code}-${isKilled}-${timeoutMs}`,
      );
      let times = 0;
      bench.site.onAct = () => {
        times += 1;
        throw new HirteError(code, `it is ${code}`);
      };
      let life = begun(bench);
      await bench.clock.advance(7000);
      if (isKilled) life = begun(bench);
      await bench.clock.advance(60_000);
      assert.equal(life.executor.run?.phase, "failed");
      assert.equal(stepOf(life, "x/0/titan-0a")?.detail, `it is ${code}`);
      return times;
    };
    assert.equal(await attempts("job-failed", false), 4);
    assert.equal(await attempts("job-failed", true), 4);
    assert.equal(await attempts("job-failed", false, 12_000), 3);
    assert.equal(await attempts("outcome-unknown", false), 1);
    assert.equal(await attempts("denied", false), 1);

    const bench = benchOf([
      { kind: "start", unit: "a.service", at: server, onFailure, retries: 1 },
    ]);
    let times = 0;
    bench.site.onAct = () => {
      if (++times === 1) throw new HirteError("job-failed", "not yet");
    };
    const life = begun(bench);
    await bench.clock.advance(10_000);
    const { state, detail, text } = stepOf(life, "x/0/titan-0a") ?? {};
    assert.deepEqual(
      [state, detail, text],
      ["done", "at attempt 2", "start a.service on titan-0a, in 2 attempts at most"],
    );
  });

  describe("reboots", () => {
    const steps = [
      { kind: "reboot", at: server, onFailure: "continue", timeoutMs: 300_000 } as const,
    ];
    const unit = "k3s.service";
    const startIt = { kind: "start", unit, at: server, onFailure } as const;
    /** One on which nothing runs yet. */
    const idle = (directory: string, more: readonly StepConfig[] = []): RunBench => {
      const bench = benchOf(steps, directory);
      const stages = [{ name: "y", skippable: false, steps: [startIt, ...more] }];
      bench.config = {
        ...bench.config,
        startupStages: [...bench.config.startupStages, ...stages],
      };
      bench.site.machine("titan-0a").units.set(unit, "inactive");
      return bench;
    };
    const endOf = (life: Life) => {
      const { state, detail } = stepOf(life, "x/0/titan-0a") ?? {};
      return [state, detail];
    };

    it("[REQ-RUNS-35] [REQ-RUNS-36] a node is told once, and is up when it is in another boot, wherever hecate is killed, and whatever is known of its acts", async () => {
      // At a line, and while the node goes down, is off, and is up again.
      const moments = [
        ...Array.from({ length: 14 }, (_, line) => ({ line, ms: 0 })),
        ...[1000, 10_000, 36_000].map((ms) => ({ line: 0, ms })),
      ];
      for (const { line, ms } of moments) {
        for (const forgets of [false, true]) {
          const where = `line ${line}, ${ms} ms, forgets ${forgets}`;
          const bench = idle(`${dir()}/${where}`);
          let life = bench.live();
          const kill = () => {
            life = bench.live();
            // Over ssh it is known to nobody but the node, as long as its boot lasts.
            bench.clock.after(forgets ? 60_000 : 1000, () => {
              if (forgets) bench.site.forget();
              life.executor.startUp(startUp);
            });
          };
          let lines = 0;
          bench.afterLine = () => void (++lines === line && kill());
          life.executor.startUp(startUp);
          if (ms > 0) bench.clock.after(ms, kill);
          await bench.clock.advance(150_000);
          assert.deepEqual(
            bench.site.done,
            ["reboot titan-0a", "start k3s.service titan-0a"],
            where,
          );
          assert.deepEqual(endOf(life), ["done", "it is up in another boot"], where);
          assert.equal(life.executor.run?.phase, "done", where);
        }
      }
    });

    it("[REQ-RUNS-35] one that refuses, stays, or does not come back is no good end, says which, and is told no second time", async () => {
      const looks = async (quirk: "refuses" | "slow" | "dead") => {
        const bench = idle(`${dir()}/${quirk}`);
        bench.site.machine("titan-0a").quirk = quirk;
        const life = begun(bench);
        await bench.clock.advance(299_000);
        const early = stepOf(life, "x/0/titan-0a")?.state;
        await bench.clock.advance(30_000);
        const [end] = life.events.filter(({ event }) => event.kind === "finished");
        assert.ok(end?.event.kind === "finished");
        assert.ok(bench.site.done.filter((one) => one.startsWith("reboot")).length <= 1);
        return [early, ...endOf(life), end.event.missing];
      };
      const told = "it was told, and not seen to be up in another boot: ";
      assert.deepEqual(await looks("refuses"), [
        ...["failed", "failed", "titan-0a refuses", undefined],
      ]);
      assert.deepEqual(await looks("slow"), [
        ...["started", "failed", `${told}it is still in the same boot`, undefined],
      ]);
      assert.deepEqual(await looks("dead"), [
        ...["started", "failed", `${told}its agent is offline`, ["titan-0a"]],
      ]);
    });

    it("[REQ-RUNS-36] none where something runs that the run is to start, nor without a journal", async () => {
      const bench = idle(`${dir()}/runs`);
      bench.site.machine("titan-0a").units.set(unit, "active");
      const life = begun(bench);
      await bench.clock.advance(10_000);
      assert.deepEqual(bench.site.done, []);
      assert.deepEqual(endOf(life), ["skipped", "k3s.service is active there: it is not rebooted"]);

      const full = idle(`${dir()}/full`);
      full.onLine = (line) => {
        if (line.includes('"rebooting"')) throw new Error("no space left on device");
      };
      const unsaved = begun(full);
      await full.clock.advance(10_000);
      assert.ok(!full.site.done.includes("reboot titan-0a"));
      assert.deepEqual(endOf(unsaved), [
        "failed",
        "its journal cannot be written: it was not told",
      ]);
    });
  });

  it("[REQ-RUNS-31] in a shutdown a node that is off is not waited for", async () => {
    const bench = benchOf([]);
    const at = { nodes: ["titan-1a"] };
    bench.config = {
      ...{ ...bench.config, mode: "cluster-only" },
      shutdownStages: [
        {
          ...{ name: "x", skippable: false },
          steps: [{ kind: "wait", what: "unit", unit: "a.service", is: "active", at, onFailure }],
        },
      ],
    };
    bench.site.machine("titan-1a").power = "off";
    const life = bench.live();
    const scope = ["titan-1a", "titan-1b"];
    life.executor.begin({ kind: "begin-run", run: 1, key: "k", reason: "empty", scope });
    await bench.clock.advance(10_000);
    assert.equal(stepOf(life, "x/0/titan-1a")?.state, "skipped");
  });
});
