import assert from "node:assert/strict";
import { losersOf } from "../../../../src/hecate/run/losers.ts";
import type { StageConfig } from "../../../../src/power/plan-model.ts";
import { everyone, full, low, others, running } from "../../../support/power/coordinator-rig.ts";
import { type Life, RunBench, siteNames, wholeRun } from "../../../support/run-bench.ts";
import { useTempDir } from "../../../support/temp-dir.ts";

const onFailure = "continue" as const;
const name = "titan-0a";
const at = { nodes: [name] };
const unit = "k3s.service";
const start = { kind: "start", unit, at, onFailure } as const;
/** What a startup does with a node that then is off for minutes. */
const ways: Readonly<Record<"reboot" | "wake", readonly StageConfig[]>> = {
  reboot: [{ name: "x", skippable: false, steps: [{ kind: "reboot", at, onFailure }, start] }],
  wake: [{ name: "x", skippable: false, steps: [{ kind: "wake", at, onFailure }, start] }],
};
type Way = keyof typeof ways;
const shutdown = { ...wholeRun, run: 3, key: "pyrphoros:b:2" };

const offOf = (bench: RunBench) =>
  bench.site.done.filter((one) => one.startsWith("off")).map((one) => one.slice(4));
const told = (life: Life) =>
  life.events.flatMap(({ event }) => (event.kind === "power-off-told" ? event.nodes : []));

describe("a node that a startup was having come up when an outage took its place", () => {
  const dir = useTempDir();

  /** A startup that has it go down, or wakes it; it is up 3 min later. */
  const startingUp = async (way: Way, where = ""): Promise<{ bench: RunBench; life: Life }> => {
    const bench = new RunBench(`${dir()}/${way}${where}`);
    bench.site.bootMs = 180_000;
    bench.config = { ...bench.config, startupStages: ways[way] };
    const machine = bench.site.machine(name);
    machine.units.set(unit, "inactive");
    if (way === "wake") machine.power = "off";
    if (where === "dead") machine.quirk = "dead";
    const life = bench.live();
    const wake = way === "wake" ? [name] : [];
    life.executor.startUp({ kind: "start-up", run: 2, after: 1, wake, reason: "back" });
    await bench.clock.advance(10_000);
    assert.equal(machine.power, "off");
    assert.deepEqual(
      life.events.map(({ event }) => event),
      [{ kind: "coming-up", nodes: [name] }],
    );
    return { bench, life };
  };

  for (const way of ["reboot", "wake"] as const) {
    it(`[REQ-RUNS-50] is powered off when it comes up on battery, and costs no more until then than one that stays off (${way})`, async () => {
      const holdsAfterMs = async (quirk?: "dead") => {
        const { bench, life } = await startingUp(way, quirk);
        const beganMs = bench.clock.monotonicMs();
        life.executor.begin(shutdown);
        while (life.executor.run?.phase !== "holding") await bench.clock.advance(1000);
        const tookMs = bench.clock.monotonicMs() - beganMs;
        assert.ok(!told(life).includes(name));
        await bench.clock.advance(400_000);
        return { bench, life, tookMs };
      };
      const { bench, life, tookMs } = await holdsAfterMs();
      assert.ok(tookMs < 100_000, `${tookMs} ms`);
      assert.deepEqual(offOf(bench), ["titan-1a", "titan-1b", "tethys", name]);
      assert.equal(told(life).filter((one) => one === name).length, 1);
      assert.equal(bench.site.machine(name).power, "off");
      assert.equal(life.executor.run?.phase, "holding");
      const gone = life.events.flatMap(({ event }) => (event.kind === "gone" ? event.nodes : []));
      assert.equal(gone.at(-1), name);
      const dead = await holdsAfterMs("dead");
      assert.equal(dead.tookMs, tookMs);
      assert.ok(!told(dead.life).includes(name));
    });

    it(`[REQ-RUNS-51] is not powered off once the mains are seen, nor is another that comes up then (${way})`, async () => {
      const { bench, life } = await startingUp(way);
      life.executor.begin(shutdown);
      await bench.clock.advance(100_000);
      assert.equal(life.executor.run?.phase, "holding");
      bench.losesPower = () => false;
      bench.site.machine("titan-1a").power = "on";
      await bench.clock.advance(200_000);
      assert.equal(bench.site.machine(name).power, "on");
      // They are gone again: whoever decides sees to the other one.
      bench.losesPower = () => true;
      await bench.clock.advance(100_000);
      assert.deepEqual(offOf(bench).slice(3), [name]);
    });
  }

  it("[REQ-RUNS-51] the mains are seen at a UPS that has fired, or, where that is silent, at another on the same", () => {
    const rig = running();
    rig.say("statera", "OB", low).poll(9);
    rig.run({ kind: "power-off-told", nodes: others });
    const losers = () => losersOf(rig.view(), rig.config);
    assert.deepEqual(losers(), everyone);
    // Its host is off by now.
    rig.say("pyrphoros", "OL", full).say("statera").poll(6);
    const [, statera] = rig.view().upses;
    assert.deepEqual([statera?.fired, statera?.line], [true, "unknown"]);
    assert.deepEqual(losers(), []);
    rig.say("pyrphoros", "OB", full).poll(1);
    assert.deepEqual(losers(), everyone);
    rig.say("pyrphoros", "OL", full).say("statera", "OB", low).poll(1);
    assert.deepEqual(losers(), ["tethys", "titan-1b"]);
  });

  it("[REQ-RUNS-52] is powered off also where hecate was restarted before or after it was told, and once", async () => {
    for (const line of ['"begun"', '"absent"', '"others-gone"', '"told"', "never"]) {
      const { bench, life: first } = await startingUp("reboot", line);
      let life = first;
      const order = { ...shutdown, owed: [name] };
      let isKilled = false;
      bench.afterLine = (text) => {
        const isOfIt = line !== '"told"' || text.includes(name);
        if (isKilled || !text.includes(line) || !isOfIt) return;
        isKilled = true;
        life = bench.live();
        bench.clock.after(1000, () => life.executor.begin(order));
      };
      // Of a life that is killed nothing of the startup is known in the next but by the order.
      life.executor.begin(line === '"begun"' ? shutdown : order);
      await bench.clock.advance(400_000);
      assert.equal(isKilled, line !== "never");
      assert.deepEqual(offOf(bench).slice(3), [name], line);
      assert.equal(life.executor.run?.phase, "holding");
    }
  });

  it("[REQ-RUNS-53] is powered off by a run that leaves the coordinator alone, too, and by none that powers nobody off", async () => {
    for (const mode of ["poweroff", "cluster-only"] as const) {
      const { bench, life } = await startingUp("reboot", mode);
      bench.config = { ...bench.config, mode };
      const scope = siteNames.filter((one) => one !== "titan-db");
      life.executor.begin({ ...shutdown, scope });
      await bench.clock.advance(100_000);
      assert.equal(life.executor.run?.phase, "done");
      await bench.clock.advance(300_000);
      assert.deepEqual(offOf(bench).slice(3), mode === "poweroff" ? [name] : []);
    }
  });
});
