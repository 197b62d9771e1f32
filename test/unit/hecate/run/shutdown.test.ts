import assert from "node:assert/strict";
import { RunBench, siteNames, wholeRun } from "../../../support/run-bench.ts";
import { useTempDir } from "../../../support/temp-dir.ts";

describe("a shutdown that is carried out", () => {
  const dir = useTempDir();
  let bench: RunBench;
  beforeEach(() => {
    bench = new RunBench(dir());
  });

  it("[REQ-RUNS-1] goes through its stages in order, and powers each node off once, the coordinator by its own UPS", async () => {
    const life = bench.live();
    life.executor.begin(wholeRun);
    await bench.clock.advance(300_000);
    assert.deepEqual(bench.site.done, [
      "flux suspend",
      "run k3s-etcd-snapshot titan-0a",
      "kube quiesce",
      ...["stop k3s.service titan-1a", "stop k3s.service titan-1b"],
      ...["run killall titan-1a", "run killall titan-1b"],
      ...["stop k3s.service titan-0a", "run killall titan-0a"],
      ...["off titan-1a", "off titan-1b", "off titan-0a", "off tethys"],
    ]);
    const kinds = life.events.map(({ event }) => event.kind);
    assert.equal(kinds.at(-1), "others-gone");
    assert.equal(life.executor.run?.phase, "holding");
    const [finished] = life.finished;
    assert.equal(finished?.outcome, "done");
    assert.deepEqual(finished?.scope, siteNames);
    assert.ok((finished?.offsetS["statera"] ?? 0) > (finished?.offsetS["pyrphoros"] ?? 0));
    life.executor.powerOffSelf({ kind: "power-off-self", run: 1, reason: "empty", killpower: [] });
    await bench.clock.advance(0);
    assert.deepEqual(life.selfOff, ["empty"]);
  });

  it("[REQ-RUNS-2] tells that a node is told before it is told", async () => {
    const life = bench.live();
    bench.site.onAct = (what) => {
      if (what !== "off") return;
      const told = life.events.flatMap(({ event }) =>
        event.kind === "power-off-told" ? event.nodes : [],
      );
      assert.ok(told.length > bench.site.done.filter((one) => one.startsWith("off")).length);
    };
    life.executor.begin(wholeRun);
    await bench.clock.advance(300_000);
    assert.equal(bench.site.done.filter((one) => one.startsWith("off")).length, 4);
  });

  it("[REQ-RUNS-3] goes on past a unit that hangs, a node that is mute and one that refuses, each for its own time", async () => {
    bench.site.machine("titan-1a").quirk = "hangs";
    bench.site.machine("titan-1b").quirk = "mute";
    bench.site.machine("tethys").quirk = "refuses";
    const life = bench.live();
    life.executor.begin(wholeRun);
    await bench.clock.advance(600_000);
    assert.equal(life.executor.run?.phase, "holding");
    const of = (id: string) =>
      life.executor.run?.stages.flatMap(({ steps }) => steps).find((step) => step.id === id);
    assert.equal(of("workers/0/titan-1a")?.state, "failed");
    // What ends what it has left running ran all the same.
    assert.ok(bench.site.done.includes("run killall titan-1a"));
    assert.equal(of("off-workers/0/titan-1b")?.state, "failed");
    assert.match(of("off-workers/0/titan-1b")?.detail ?? "", /not connected/);
    assert.ok((of("off-workers/0/titan-1b")?.tookS ?? 0) >= 80);
    assert.match(of("off-ups-hosts/0/tethys")?.detail ?? "", /refuses/);
    assert.equal(life.finished.at(-1)?.outcome, "failed");
  });

  it("[REQ-RUNS-60] counts the steps that failed, also where it went on past them and came to a good end", async () => {
    bench.site.machine("titan-1a").quirk = "hangs";
    const life = bench.live();
    life.executor.begin(wholeRun);
    await bench.clock.advance(600_000);
    const { outcome, failedSteps } = life.finished.at(-1) ?? {};
    assert.deepEqual({ outcome, failedSteps }, { outcome: "done", failedSteps: 1 });
  });

  it("[REQ-RUNS-3] a node that is off costs no more than a look, and is not told", async () => {
    bench.site.machine("titan-1b").power = "off";
    const life = bench.live();
    life.executor.begin(wholeRun);
    await bench.clock.advance(200_000);
    const steps = life.executor.run?.stages.flatMap(({ steps }) => steps) ?? [];
    const off = steps.find((step) => step.id === "off-workers/0/titan-1b");
    assert.equal(off?.state, "skipped");
    assert.ok(!life.executor.run?.told.includes("titan-1b"));
    assert.ok(
      life.events.some(({ event }) => event.kind === "gone" && event.nodes.includes("titan-1b")),
    );
    assert.equal(life.finished.at(-1)?.outcome, "done");
  });

  it("[REQ-RUNS-3] a node that comes up while others are powered off is powered off, too", async () => {
    bench.site.machine("titan-1b").power = "off";
    const life = bench.live();
    life.executor.begin(wholeRun);
    await bench.clock.advance(28_000);
    assert.equal(life.executor.run?.phase, "powering-off");
    bench.site.machine("titan-1b").power = "on";
    await bench.clock.advance(200_000);
    assert.equal(life.executor.run?.phase, "holding");
    assert.equal(bench.site.done.at(-1), "off titan-1b");
    assert.equal(bench.site.machine("titan-1b").power, "off");
    assert.ok(life.executor.run?.told.includes("titan-1b"));
  });

  it("[REQ-RUNS-4] begins nothing while it is held, and goes on where it was", async () => {
    const life = bench.live();
    life.executor.begin(wholeRun);
    await bench.clock.advance(3000);
    life.executor.hold({ kind: "hold-run", run: 1, reason: "the mains are back" });
    await bench.clock.advance(3000);
    const before = [...bench.site.done];
    await bench.clock.advance(600_000);
    assert.deepEqual(bench.site.done, before);
    assert.ok(!before.includes("off titan-1a"));
    life.executor.goOn({ kind: "continue-run", run: 1, reason: "on battery again" });
    await bench.clock.advance(300_000);
    assert.equal(life.executor.run?.phase, "holding");
    assert.equal(new Set(bench.site.done).size, bench.site.done.length);
    assert.ok((life.finished.at(-1)?.heldMs ?? 0) >= 600_000);
  });

  it("[REQ-RUNS-4] stays held where more is wanted of it, at work or at its end, until it is told to go on", async () => {
    const life = bench.live();
    life.executor.begin({ ...wholeRun, scope: ["titan-1b", "tethys"] });
    await bench.clock.advance(500);
    const widen = { kind: "widen-run", run: 1, reason: "both" } as const;
    const hold = { kind: "hold-run", run: 1, reason: "the mains are back" } as const;
    life.executor.hold(hold);
    life.executor.widen({ ...widen, scope: ["titan-1a", "titan-1b", "tethys"] });
    await bench.clock.advance(300_000);
    assert.deepEqual(bench.site.done, ["drain titan-1b"]);
    life.executor.goOn({ kind: "continue-run", run: 1, reason: "on battery again" });
    await bench.clock.advance(300_000);
    assert.equal(bench.site.machine("titan-1a").power, "off");
    const before = [...bench.site.done];
    life.executor.widen({ ...widen, scope: siteNames });
    life.executor.hold(hold);
    await bench.clock.advance(300_000);
    assert.deepEqual(bench.site.done, before);
  });

  it("[REQ-RUNS-4] sees those go whom a life before it has told, also while it is held", async () => {
    const first = bench.live();
    first.executor.begin(wholeRun);
    const isTold = () =>
      bench.site.done.filter((one) => one.startsWith("off titan-1")).length === 2;
    for (let s = 0; s < 60 && !isTold(); s++) await bench.clock.advance(1000);
    assert.ok(isTold());
    const life = bench.live();
    life.executor.begin(wholeRun);
    life.executor.hold({ kind: "hold-run", run: 1, reason: "it was held before the restart" });
    await bench.clock.advance(59_000);
    const gone = life.events.flatMap(({ event }) => (event.kind === "gone" ? event.nodes : []));
    assert.deepEqual([...gone].sort(), ["titan-1a", "titan-1b"]);
    assert.ok(!bench.site.done.includes("off titan-0a"));
  });

  it("[REQ-RUNS-5] leaves out snapshot before quiescing where time is short, and says so; never what stops and powers off", async () => {
    bench.leftMs = 250_000;
    const life = bench.live();
    life.executor.begin(wholeRun);
    await bench.clock.advance(400_000);
    assert.ok(!bench.site.done.includes("run k3s-etcd-snapshot titan-0a"));
    assert.ok(bench.site.done.includes("flux suspend"));
    assert.ok(bench.site.done.includes("off tethys"));
    assert.match(JSON.stringify(life.executor.run), /left out: the battery lasts for/);
    assert.ok((life.finished.at(-1)?.skipped.forTime ?? 0) > 0);
  });

  it("[REQ-RUNS-47] leaves out first what only waits, though nothing says that it may be", async () => {
    const { config } = bench;
    const unit = "k3s.service";
    const wait = { kind: "wait", what: "unit", unit, is: "active" } as const;
    const at = { nodes: ["titan-0a"] };
    const steps = [{ ...wait, at, onFailure: "continue", timeoutMs: 900_000 } as const];
    const waits = { name: "waits", skippable: false, steps };
    bench.config = { ...config, shutdownStages: [waits, ...config.shutdownStages] };
    bench.site.machine("titan-0a").units.set(unit, "inactive");
    bench.leftMs = 300_000;
    const life = bench.live();
    life.executor.begin(wholeRun);
    await bench.clock.advance(60_000);
    bench.leftMs = 240_000;
    await bench.clock.advance(500_000);
    assert.ok(bench.site.done.includes("run k3s-etcd-snapshot titan-0a"));
    assert.ok(bench.site.done.includes("off tethys"));
  });

  it("[REQ-RUNS-6] has what is new catch up before it goes on to the next stage", async () => {
    const life = bench.live();
    life.executor.begin({ ...wholeRun, scope: ["titan-1b", "tethys"] });
    await bench.clock.advance(6500);
    assert.ok(bench.site.done.includes("off titan-1b"));
    life.executor.widen({ kind: "widen-run", run: 1, reason: "both", scope: siteNames });
    await bench.clock.advance(400_000);
    assert.equal(life.executor.run?.phase, "holding");
    const off = bench.site.done.filter((one) => one.startsWith("off"));
    assert.deepEqual(off, ["off titan-1b", "off titan-1a", "off titan-0a", "off tethys"]);
    const place = (what: string) => bench.site.done.indexOf(what);
    assert.ok(place("stop k3s.service titan-0a") < place("off titan-1a"));
    assert.ok(place("kube quiesce") < place("stop k3s.service titan-0a"));
  });

  describe("where some nodes are drained, and half a second later all of them go", () => {
    const some = { ...wholeRun, scope: ["titan-1b", "tethys"] };
    const all = { kind: "widen-run", run: 1, reason: "both", scope: siteNames } as const;
    const drained = () => bench.site.done.filter((one) => one.startsWith("drain"));
    const tookS = (done: readonly { readonly tookS?: number }[]) => done.at(-1)?.tookS ?? 999;

    it("[REQ-RUNS-41] waits for no drain any more, and learns from the run", async () => {
      const whole = new RunBench(`${dir()}/whole`);
      const straight = whole.live();
      straight.executor.begin(wholeRun);
      await whole.clock.advance(400_000);
      bench.site.drainMs = 50_000;
      const life = bench.live();
      life.executor.begin(some);
      await bench.clock.advance(500);
      life.executor.widen(all);
      await bench.clock.advance(400_000);
      assert.deepEqual(
        bench.site.done.filter((one) => !one.startsWith("drain")),
        whole.site.done,
      );
      assert.ok(tookS(life.finished) - tookS(straight.finished) <= 1, `${tookS(life.finished)} s`);
      const [learnt] = life.finished;
      assert.deepEqual([learnt?.outcome, learnt?.skipped.forTime], ["done", 0]);
    });

    it("[REQ-RUNS-42] evicts nothing before it is known, where that is to be awaited", async () => {
      bench.leftMs = 900_000;
      bench.drainsInDoubtMs = () => 15_000;
      const life = bench.live();
      life.executor.begin(some);
      await bench.clock.advance(500);
      life.executor.widen(all);
      await bench.clock.advance(400_000);
      assert.equal(life.executor.run?.phase, "holding");
      assert.deepEqual(drained(), []);
      assert.ok(tookS(life.finished) < 70, `${tookS(life.finished)} s`);
    });

    it("[REQ-RUNS-42] drains when its time is over, at once where it is not on its way any more, and where the battery may not last for a wait", async () => {
      const begunAfterMs = async (doubtMs: () => number, leftMs?: number) => {
        const one = new RunBench(`${dir()}/${Math.random()}`);
        one.leftMs = leftMs;
        one.drainsInDoubtMs = doubtMs;
        let beganMs: number | undefined;
        one.site.onAct = (what) => {
          if (what.startsWith("drain")) beganMs ??= one.clock.monotonicMs();
        };
        one.live().executor.begin(some);
        await one.clock.advance(60_000);
        return beganMs;
      };
      // Drain, stop and power-off are thought to take 60 s, 30 s and twice 45 s.
      assert.equal(await begunAfterMs(() => 15_000, 900_000), 15_000);
      let looks = 0;
      assert.equal(await begunAfterMs(() => (++looks > 4 ? 0 : 15_000), 900_000), 1500);
      assert.equal(await begunAfterMs(() => 15_000, 184_000), 2000);
      assert.equal(await begunAfterMs(() => 15_000, 180_000), 0);
      assert.equal(await begunAfterMs(() => 15_000), 0);
    });
  });

  it("[REQ-RUNS-7] an operator's ends with the last of the others, and breaks off at what fails before anybody was told", async () => {
    const ordered = { mode: "poweroff", skips: ["snapshot"] } as const;
    const life = bench.live();
    life.executor.begin({ ...wholeRun, ordered });
    await bench.clock.advance(300_000);
    assert.deepEqual(life.events.at(-1)?.event, {
      kind: "finished",
      outcome: "done",
      executed: true,
      edition: 0,
    });
    assert.ok(!bench.site.done.includes("run k3s-etcd-snapshot titan-0a"));
    assert.equal(life.finished.at(-1)?.skipped.byOperator, 1);
  });

  it("[REQ-RUNS-8] called off, it begins nothing more, and says so once", async () => {
    const life = bench.live();
    life.executor.begin(wholeRun);
    await bench.clock.advance(3000);
    life.executor.cancel({ kind: "cancel-run", run: 1, reason: "by root" });
    await bench.clock.advance(300_000);
    const ends = life.events.filter(({ event }) => event.kind === "finished");
    assert.deepEqual(
      ends.map(({ event }) => event),
      [{ kind: "finished", outcome: "cancelled", executed: true, edition: 0 }],
    );
    assert.ok(!bench.site.done.includes("off titan-1a"));
  });

  it("[REQ-RUNS-9] goes on in memory where its journal cannot be written", async () => {
    bench.onLine = () => {
      throw new Error("no space left on device");
    };
    const life = bench.live();
    life.executor.begin(wholeRun);
    await bench.clock.advance(300_000);
    assert.equal(life.executor.run?.phase, "holding");
    assert.ok(bench.site.done.includes("off tethys"));
  });
});
