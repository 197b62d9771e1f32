import assert from "node:assert/strict";
import { Battery } from "../../../../bench/power/battery.ts";
import { drawStory } from "../../../../bench/power/draw.ts";
import { entrants } from "../../../../bench/power/entrants.ts";
import { configOf, Hecate } from "../../../../bench/power/hecate.ts";
import { judge, truthOf } from "../../../../bench/power/judge.ts";
import { brokenHecate, mutations } from "../../../../bench/power/mutations.ts";
import { asMarkdown, type PowerReport, verdictOf } from "../../../../bench/power/report.ts";
import { namesOf, simulate } from "../../../../bench/power/simulate.ts";
import { asText, shareOf } from "../../../../bench/power/statistics.ts";
import type { Story, UpsStory } from "../../../../bench/power/story.ts";
import { emptyTally, type Tally } from "../../../../bench/power/tally.ts";
import { World } from "../../../../bench/power/world.ts";
import { fixedPolicy } from "../../../../src/power/policy.ts";
import { verdictTable } from "../../../../src/power/verdict-table.ts";

describe("simulated outages", () => {
  it("[REQ-SIM-1] are the same for the same seed, and so is what becomes of them", () => {
    assert.deepEqual(drawStory(7, "beyond"), drawStory(7, "beyond"));
    assert.notDeepEqual(drawStory(7, "beyond"), drawStory(8, "beyond"));
    const job = { part: "entrants", bounds: "beyond", from: 2, to: 3 } as const;
    assert.deepEqual(simulate(job), simulate(job));
  });

  it("[REQ-SIM-1] let a battery last as long as Peukert's law and its age say, whatever is taken from it when", () => {
    const ups = { ...plainUps, fullS: 1000, ratedW: 100, peukert: 1.2, ageing: 0.8 };
    const battery = new Battery(ups);
    assert.equal(battery.runtimeS(100), 800);
    assert.ok(Math.abs(battery.runtimeS(200) - 800 / 2 ** 1.2) < 1e-9);
    assert.equal(battery.simpleRuntimeS(200), 500);
    battery.drain(300, 100);
    assert.ok(Math.abs(battery.runtimeS(100) - 500) < 1e-9);
    battery.drain(500, 100);
    assert.ok(battery.isEmpty);
  });

  it("[REQ-SIM-2] lose a host whose power goes, and blame nobody for one that could not be saved", () => {
    const short: Story = { ...longOutage, upses: [{ ...plainUps, fullS: 30 }] };
    assert.deepEqual([...truthOf(short).hopeless].sort(), ["titan-0", "titan-db"]);
    const world = new World(short);
    world.play(new Hecate(world, configOf(short)));
    const verdict = judge(world, truthOf(short));
    assert.deepEqual(verdict.unclean, []);
    assert.deepEqual([...verdict.hopeless].sort(), ["titan-0", "titan-db"]);
  });

  it("[REQ-SIM-2] are survived by hecate where there was time, and lost where nobody decides", () => {
    const truth = truthOf(longOutage);
    assert.equal(truth.hopeless.size, 0);
    assert.equal(truth.isHarmless, false);
    const world = new World(longOutage);
    world.play(new Hecate(world, configOf(longOutage)));
    assert.deepEqual(judge(world, truth).unclean, []);
    assert.equal(world.triggers.length, 1);
    const idle = new World(longOutage);
    idle.play({ polled: () => undefined, second: () => undefined });
    assert.deepEqual([...judge(idle, truth).unclean].sort(), ["titan-0", "titan-db"]);
  });

  it("[REQ-SIM-2] are survived where the mains go again before a UPS whose host was woken is seen on them", () => {
    const story = drawStory(1_000_026, "declared");
    const world = new World(story);
    const boots: string[] = [];
    const hecate = new Hecate(world, configOf(story));
    const booted = hecate.booted.bind(hecate);
    hecate.booted = (atS, host) => {
      boots.push(host);
      booted(atS, host);
    };
    world.play(hecate);
    assert.ok(boots.includes("tethys"));
    assert.deepEqual(judge(world, truthOf(story)).unclean, []);
    assert.ok(
      world.triggers.some(
        ({ atS, ups, by }) => atS > 1364 && ups === "statera" && by === "cluster",
      ),
    );
  });

  it("[REQ-SIM-10] have those powered off, too, that came up while a run stopped the others", () => {
    const story = drawStory(1_000_966, "declared");
    const world = new World(story);
    world.play(new Hecate(world, configOf(story)));
    assert.deepEqual(judge(world, truthOf(story)).unclean, []);
  });

  it("[REQ-SIM-11] call no shutdown for a UPS that is not seen when the mains are back beside it", () => {
    const story = drawStory(1_001_431, "declared");
    const world = new World(story);
    world.play(new Hecate(world, configOf(story)));
    assert.deepEqual(world.triggers, []);
  });

  it("[REQ-SIM-12] wake nobody whom the battery, with all of them on it, would not carry through another shutdown", () => {
    // 645 s for the coordinator alone at half a charge, and 180 s for everybody.
    const story = drawStory(3_002_640, "declared");
    const world = new World(story);
    world.play(new Hecate(world, configOf(story)));
    assert.deepEqual([...world.dead], []);
  });

  it("[REQ-SIM-13] leave those off whose battery, once it can be read, has too little", () => {
    // statera has 8 % when its host is up, and the mains go again 17 min later.
    const story = drawStory(5_001_114, "declared");
    const world = new World(story);
    const woken: string[] = [];
    const wake = world.wake.bind(world);
    world.wake = (hosts) => {
      woken.push(...hosts);
      wake(hosts);
    };
    world.play(new Hecate(world, configOf(story)));
    assert.deepEqual([...world.dead], []);
    assert.ok(woken.includes("tethys"));
    assert.ok(!woken.includes("titan-1"));
  });

  it("[REQ-SIM-2] show a shutdown that nothing called for as needless", () => {
    const truth = truthOf(shortOutage);
    const world = new World(shortOutage);
    world.play(new Hecate(world, configOf(shortOutage)));
    assert.equal(world.triggers.length, 0);
    const timer = entrants.find(({ name }) => name.includes("upssched"));
    const eager = new World({ ...shortOutage, outages: [{ fromS: 100, toS: 600 }] });
    eager.play(timer?.enter(eager) ?? assert.fail("nobody goes by a timer"));
    assert.equal(judge(eager, truth).needless.length, 1);
    assert.equal(judge(eager, truth).isAvoidable, true);
  });

  it("[REQ-SIM-3] leave the verdict table as it was, however it was broken", () => {
    const before = [...verdictTable];
    const numbers = JSON.stringify(fixedPolicy);
    for (const { apply } of mutations) {
      const mend = apply?.();
      mend?.();
      assert.deepEqual([...verdictTable], before);
      assert.equal(JSON.stringify(fixedPolicy), numbers);
    }
    const broken = mutations.find(({ what }) => what === "the runtime counts never");
    const mend = broken?.apply?.();
    const world = new World(longOutage);
    world.play(brokenHecate(world, broken ?? assert.fail("row 11 is not broken by anything")));
    mend?.();
    assert.notDeepEqual(judge(world, truthOf(longOutage)).unclean, []);
  });

  it("[REQ-SIM-5] have a story about each row of the verdict table, in which it matters", () => {
    const rules = new Set(mutations.map(({ rule }) => rule));
    for (let row = 0; row <= 12; row++) assert.ok(rules.has(String(row)), `row ${row}`);
    const names = ["FSD is not heeded", "OFF fires"];
    for (const [index, mutation] of mutations.entries()) {
      if (!names.includes(mutation.what)) continue;
      const tallies = simulate({ part: "mutations", index, from: 3, to: 4 });
      const { broken, whole } = namesOf(mutation);
      const [before, after] = [tallies[whole], tallies[broken]];
      assert.deepEqual([before?.needless, before?.unclean], [0, 0], mutation.what);
      assert.equal((after?.needless ?? 0) + (after?.unclean ?? 0), 1, mutation.what);
    }
  });

  it("[REQ-SIM-4] are told with what is promised and was not seen", () => {
    const good: Tally = { ...emptyTally(), stories: 10 };
    const report = (ours: Tally, theirs: Tally): PowerReport => ({
      ...{ date: "2026-01-01", machine: "a machine", seed: 1, durationS: 1 },
      parts: {
        "entrants declared": { hecate: ours, upsmon: theirs },
        "entrants beyond": { hecate: ours, upsmon: theirs },
      },
    });
    assert.deepEqual(verdictOf(report(good, good)), { isKept: true, broken: [] });
    const { broken } = verdictOf(report({ ...good, needless: 2, unclean: 1 }, good));
    assert.deepEqual(broken, [
      "entrants declared: 2 needless shutdowns",
      "entrants declared: hosts lost in 1 outages",
    ]);
  });

  it("[REQ-SIM-4] name whom no point of the frontier is better than, and which rule can be broken without harm", () => {
    const of = (needless: number, unclean: number): Tally => ({
      ...{ ...emptyTally(), stories: 10 },
      ...{ needless, unclean },
    });
    const [mutation] = mutations;
    const { broken, whole } = namesOf(mutation ?? assert.fail("nothing is broken"));
    const report = (theirs: Tally, after: Tally): PowerReport => ({
      ...{ date: "2026-01-01", machine: "a machine", seed: 1, durationS: 1 },
      parts: {
        "entrants beyond": { hecate: of(4, 2), apcupsd: theirs },
        "frontier beyond": {
          "hecate, factor 1.00": of(2, 3),
          "hecate, factor 2.00": of(5, 1),
          "hecate, trust_lb never, factor 1.00": of(1, 4),
        },
        mutations: { [whole]: of(1, 1), [broken]: after },
      },
    });
    assert.deepEqual(verdictOf(report(of(5, 2), of(0, 2))).broken, []);
    assert.match(asMarkdown(report(of(5, 2), of(0, 2))), /\| apcupsd \| 5 \| 2 \| factor 2\.00 \|/);
    // As good on both counts is not better, and better on one only is not as good.
    for (const theirs of [of(2, 3), of(1, 3)])
      assert.deepEqual(verdictOf(report(theirs, of(2, 1))).broken, [
        "frontier beyond: no point of it is better than apcupsd",
      ]);
    assert.deepEqual(verdictOf(report(of(9, 9), of(1, 1))).broken, [
      `mutations: ${broken}: no figure got worse`,
    ]);
  });

  it("[REQ-SIM-4] are counted with the bounds of chance", () => {
    const { low, high } = shareOf(0, 100);
    assert.equal(low, 0);
    // Wilson's interval: z² / (n + z²).
    assert.ok(Math.abs(high - 3.8416 / 103.8416) < 1e-9);
    assert.equal(asText(shareOf(5, 100)), "5 (5.00 %, 2.15–11.2)");
    assert.throws(() => shareOf(1, 0), RangeError);
  });
});

const plainUps: UpsStory = {
  ...{ name: "pyrphoros", host: "titan-db", fullS: 900, ratedW: 100, peukert: 1.1, ageing: 1 },
  ...{ baseW: 20, startCharge: 1, rechargeS: 14_400 },
  gauge: {
    ...{ bias: 1, knowsPhysics: true, clip: 0.1, stepS: 1, refreshS: 5 },
    ...{ frozen: [], jumps: [], saysNoRuntime: false },
  },
  low: { runtimeS: 60, charge: 0 },
  lb: "right",
  ...{ blind: [], tests: [], discharges: [], fsdAtS: undefined },
};

const longOutage: Story = {
  ...{ seed: 0, bounds: "declared", outages: [{ fromS: 100, toS: 5000 }], startS: 0, endS: 5600 },
  upses: [plainUps],
  hosts: [
    {
      ...{ name: "titan-db", kind: "coordinator", feeds: ["pyrphoros"], loadW: 40 },
      ...{ stopS: 20, hangs: false, offTimeoutS: 120 },
    },
    {
      ...{ name: "titan-0", kind: "worker", feeds: ["pyrphoros"], loadW: 40 },
      ...{ stopS: 40, hangs: false, offTimeoutS: 120 },
    },
  ],
  ...{ prepareS: 20, learntS: [100, 110], networkOut: [], coordinatorOut: [], pollPhaseS: 0 },
};

const shortOutage: Story = { ...longOutage, outages: [{ fromS: 100, toS: 200 }], endS: 1200 };
