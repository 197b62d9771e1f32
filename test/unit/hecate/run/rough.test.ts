import assert from "node:assert/strict";
import { isValidRun } from "../../../../src/power/budget.ts";
import type { FinishedRun } from "../../../../src/power/model.ts";
import { aPowerConfig } from "../../../support/power.ts";
import { type Life, RunBench, siteNames, siteNodes, wholeRun } from "../../../support/run-bench.ts";
import { useTempDir } from "../../../support/temp-dir.ts";

const config = aPowerConfig({ nodes: siteNodes });
const others = siteNames.filter((name) => name !== "titan-db");

/** What was done in order, but for packets that wake. */
const offOf = (bench: RunBench) => bench.site.done.filter((one) => one.startsWith("off")).sort();
const finishedOf = (life: Life): FinishedRun | undefined => life.finished.at(-1);
const stepOf = (life: Life, id: string) =>
  life.executor.run?.stages.flatMap(({ steps }) => steps).find((step) => step.id === id);

describe("a run in which much goes wrong", () => {
  const dir = useTempDir();
  let bench: RunBench;
  beforeEach(() => {
    bench = new RunBench(dir());
  });

  it("[REQ-RUNS-5] cuts nothing short that is as fast as it was thought to be", async () => {
    // All stages together are thought to take 285 s; the battery lasts for a little more.
    bench.leftMs = () => 300_000 - bench.clock.monotonicMs();
    bench.site.clusterMs = 50_000;
    const life = bench.live();
    life.executor.begin(wholeRun);
    await bench.clock.advance(400_000);
    assert.equal(stepOf(life, "quiesce/0")?.state, "done");
    assert.equal(finishedOf(life)?.skipped.forTime, 0);
  });

  it("[REQ-RUNS-5] cuts short what takes longer than the battery lasts for, and does not learn from it", async () => {
    bench.leftMs = () => 300_000 - bench.clock.monotonicMs();
    bench.site.clusterMs = 110_000;
    const life = bench.live();
    life.executor.begin(wholeRun);
    await bench.clock.advance(400_000);
    assert.equal(stepOf(life, "quiesce/0")?.state, "failed");
    assert.match(stepOf(life, "quiesce/0")?.detail ?? "", /left out: the battery lasts/);
    assert.ok((finishedOf(life)?.skipped.forTime ?? 0) > 0);
    assert.equal(offOf(bench).length, 4);
  });

  it("[REQ-RUNS-6] a scope that got wider just before it was killed is not lost", async () => {
    const first = bench.live();
    first.executor.begin({ ...wholeRun, scope: ["titan-1b", "tethys"] });
    await bench.clock.advance(3000);
    // The state has it, its journal has not.
    const second = bench.live();
    second.executor.begin({ ...wholeRun, edition: 1 });
    await bench.clock.advance(400_000);
    assert.equal(offOf(bench).length, 4);
    assert.equal(second.executor.run?.phase, "holding");
  });

  it("[REQ-RUNS-8] one that is called off and wanted again in the same moment ends once, as what it came to", async () => {
    const first = bench.live();
    first.executor.begin(wholeRun);
    await bench.clock.advance(3000);
    first.executor.cancel({ kind: "cancel-run", run: 1, reason: "root" });
    first.executor.widen({
      kind: "widen-run",
      run: 1,
      reason: "empty",
      scope: siteNames,
      edition: 1,
    });
    await bench.clock.advance(6000);
    const second = bench.live();
    second.executor.begin({ ...wholeRun, edition: 1 });
    await bench.clock.advance(400_000);
    assert.equal(second.executor.run?.phase, "holding");
    assert.equal(offOf(bench).length, 4);
    const ends = [...first.events, ...second.events].filter(
      ({ event }) => event.kind === "finished",
    );
    assert.deepEqual(ends, []);
  });

  it("[REQ-RUNS-15] nothing is learnt of a run of which a part was done in another life, or that found nobody there", async () => {
    const whole = bench.live();
    whole.executor.begin(wholeRun);
    await bench.clock.advance(400_000);
    const good = finishedOf(whole);
    assert.ok(good && isValidRun(good, config));
    const killed = new RunBench(`${dir()}/killed`);
    killed.live().executor.begin(wholeRun);
    await killed.clock.advance(5500);
    const again = killed.live();
    again.executor.begin(wholeRun);
    await killed.clock.advance(400_000);
    const missing = Object.keys(good.stageS ?? {}).filter(
      (name) => finishedOf(again)?.stageS?.[name] === undefined,
    );
    assert.deepEqual(missing, ["freeze", "snapshot"]);
    const empty = new RunBench(`${dir()}/empty`);
    for (const name of others) empty.site.machine(name).power = "off";
    const life = empty.live();
    life.executor.begin(wholeRun);
    await empty.clock.advance(400_000);
    assert.equal(life.executor.run?.phase, "holding");
    const nothing = finishedOf(life);
    assert.equal(nothing?.absent, 4);
    assert.ok(nothing && !isValidRun(nothing, config));
    // Nobody was waited for beyond the minute in which the network might have come back.
    assert.ok((nothing.tookS ?? 99) < 90);
  });

  it("[REQ-RUNS-15] what was left out is known in the next life, too", async () => {
    bench.leftMs = 250_000;
    bench.live().executor.begin(wholeRun);
    await bench.clock.advance(400_000);
    const second = bench.live();
    second.executor.begin(wholeRun);
    await bench.clock.advance(5000);
    assert.ok((finishedOf(second)?.skipped.forTime ?? 0) > 0);
  });

  it("[REQ-RUNS-16] a startup says who did not come up, and looks at what did, in whatever life", async () => {
    for (const isKilled of [false, true]) {
      const site = new RunBench(`${dir()}/${isKilled}`);
      for (const name of others) {
        const machine = site.site.machine(name);
        machine.power = "off";
        for (const unit of machine.units.keys()) machine.units.set(unit, "inactive");
      }
      site.site.machine("titan-1b").quirk = "dead";
      const order = { kind: "start-up", run: 2, after: 1, reason: "back", wake: others } as const;
      let life = site.live();
      life.executor.startUp(order);
      await site.clock.advance(612_000);
      if (isKilled) {
        life = site.live();
        life.executor.startUp(order);
        // What came up and fell again is no good end, also for who has not seen it come up.
        site.site.machine("titan-1a").units.set("k3s.service", "inactive");
      }
      await site.clock.advance(200_000);
      const [end] = life.events.filter(({ event }) => event.kind === "finished");
      assert.ok(end?.event.kind === "finished");
      assert.deepEqual(end.event.missing, ["titan-1b"]);
      assert.equal(end.event.outcome, isKilled ? "failed" : "done");
    }
  });

  it("[REQ-RUNS-4] tells nobody to power off while it is held, who could not be reached before either", async () => {
    bench.site.machine("titan-1a").quirk = "mute";
    const life = bench.live();
    life.executor.begin(wholeRun);
    await bench.clock.advance(26_000);
    assert.ok(life.executor.run?.told.includes("titan-1a"));
    life.executor.hold({ kind: "hold-run", run: 1, reason: "the mains are back" });
    delete bench.site.machine("titan-1a").quirk;
    await bench.clock.advance(300_000);
    assert.ok(!bench.site.done.includes("off titan-1a"));
    life.executor.goOn({ kind: "continue-run", run: 1, reason: "gone again" });
    await bench.clock.advance(300_000);
    assert.ok(bench.site.done.includes("off titan-1a"));
    assert.equal(life.executor.run?.phase, "holding");
  });

  it("[REQ-RUNS-3] a node that was told by a life before and has gone since costs a look", async () => {
    const first = bench.live();
    first.executor.begin(wholeRun);
    await bench.clock.advance(14_500);
    assert.ok(first.executor.run?.told.includes("titan-1a"));
    // Over SSH its name is known to nobody but the node, which is off.
    bench.site.forget();
    for (const name of ["titan-1a", "titan-1b"]) bench.site.machine(name).power = "off";
    const beganMs = bench.clock.monotonicMs();
    const second = bench.live();
    second.executor.begin(wholeRun);
    await bench.clock.advance(300_000);
    const step = stepOf(second, "off-workers/0/titan-1a");
    assert.equal(step?.state, "done");
    assert.ok(
      (step?.tookS ?? 99) < 5,
      `${step?.tookS} s of ${bench.clock.monotonicMs() - beganMs} ms`,
    );
  });

  it("[REQ-RUNS-3] a network that is away for a while has nobody taken for off", async () => {
    bench.site.isCutOff = true;
    const life = bench.live();
    life.executor.begin(wholeRun);
    await bench.clock.advance(40_000);
    assert.deepEqual(life.executor.run?.told, []);
    bench.site.isCutOff = false;
    await bench.clock.advance(300_000);
    assert.equal(life.executor.run?.phase, "holding");
    assert.equal(offOf(bench).length, 4);
  });

  it("[REQ-RUNS-3] where nobody is heard for a minute it is over soon: those who are cut off have their guards", async () => {
    for (const name of others) bench.site.machine(name).power = "off";
    const life = bench.live();
    life.executor.begin(wholeRun);
    await bench.clock.advance(100_000);
    assert.equal(life.executor.run?.phase, "holding");
    // What is on a node is not tried then: it would cost the time of each step.
    const steps = life.executor.run?.stages.flatMap((stage) => stage.steps) ?? [];
    const off = steps.filter(({ id }) => /^(snapshot|workers|servers|off-)/.test(id));
    assert.deepEqual([...new Set(off.map(({ state }) => state))], ["skipped"]);
  });

  it("[REQ-NHD-34] while hirte cannot be asked a node that is silent costs its steps their time, and no more", async () => {
    bench.site.isHirteAway = true;
    bench.site.machine("titan-1a").power = "off";
    const life = bench.live();
    life.executor.begin(wholeRun);
    await bench.clock.advance(900_000);
    assert.equal(life.executor.run?.phase, "holding");
    assert.equal(offOf(bench).length, 3);
  });

  it("[REQ-RUNS-17] while other clients are waited for it is known that no node is left", async () => {
    const foreignClients = [{ name: "nas", ups: "pyrphoros", needsMs: 180_000 }];
    bench.config = { ...bench.config, foreignClients };
    bench.site.foreignMs = 170_000;
    const life = bench.live();
    life.executor.begin(wholeRun);
    const kinds = () => life.events.map(({ event }) => event.kind);
    await bench.clock.advance(60_000);
    assert.ok(bench.site.done.includes("fsd pyrphoros"));
    assert.equal(offOf(bench).length, 4);
    assert.ok(kinds().includes("others-gone") && !kinds().includes("finished"));
    assert.ok(
      life.events.every(({ event }) => event.kind !== "gone" || !event.nodes.includes("nas")),
    );
    await bench.clock.advance(200_000);
    assert.ok(
      life.events.some(({ event }) => event.kind === "gone" && event.nodes.includes("nas")),
    );
    assert.equal(life.executor.run?.phase, "holding");
  });

  it("[REQ-RUNS-18] no load is cut on which somebody answers again, and the coordinator goes in any case", async () => {
    const life = bench.live();
    life.executor.begin(wholeRun);
    await bench.clock.advance(300_000);
    assert.equal(life.executor.run?.phase, "holding");
    // Switched on by hand, without an agent.
    bench.site.machine("titan-1a").power = "on";
    const killpower = ["pyrphoros", "statera"];
    life.executor.powerOffSelf({ kind: "power-off-self", run: 1, reason: "empty", killpower });
    await bench.clock.advance(0);
    assert.deepEqual([life.selfOff, life.cut], [["empty"], ["statera"]]);
  });

  it("[REQ-RUNS-45] powers nobody off where it is held while the disk takes its time to note that", async () => {
    bench.diskMs = 1000;
    const life = bench.live();
    life.executor.begin(wholeRun);
    bench.onLine = (line) => {
      if (line.includes('"told"')) {
        life.executor.hold({ kind: "hold-run", run: 1, reason: "the mains are back" });
      }
    };
    await bench.clock.advance(600_000);
    assert.deepEqual(offOf(bench), []);
    bench.onLine = () => undefined;
    life.executor.goOn({ kind: "continue-run", run: 1, reason: "gone again" });
    await bench.clock.advance(600_000);
    assert.equal(offOf(bench).length, 4);
    assert.equal(life.executor.run?.phase, "holding");
    // Whoever waited was said not to have heard it, and then to be told once more.
    const said = life.events.flatMap(({ event }) =>
      event.kind === "not-reached" || event.kind === "power-off-told"
        ? event.nodes.map((node) => `${event.kind} ${node}`)
        : [],
    );
    const [, waited] = said.find((word) => word.startsWith("not-reached"))?.split(" ") ?? [];
    assert.deepEqual(
      said.filter((word) => word.endsWith(` ${waited}`)),
      [`power-off-told ${waited}`, `not-reached ${waited}`, `power-off-told ${waited}`],
    );
  });

  it("[REQ-RUNS-9] a slow disk costs the time of a write, not of as many as there are nodes", async () => {
    bench.diskMs = 2500;
    const life = bench.live();
    life.executor.begin(wholeRun);
    await bench.clock.advance(600_000);
    assert.equal(life.executor.run?.phase, "holding");
    assert.ok((finishedOf(life)?.tookS ?? 999) < 150, `${finishedOf(life)?.tookS} s`);
  });
});
