import assert from "node:assert/strict";
import type { UpsState } from "../../src/protocol/generated/schemas.ts";
import {
  blindMs,
  debouncePolls,
  isOb,
  lbHoldMs,
  notBefore,
  onBatteryMs,
  plenty,
  pollMs,
  type Situations,
} from "./power-site.ts";

/** Each situation by what it is called; all of them go on at the same time. */
export const situations = {
  async under(s: Situations) {
    await s.onBattery("under");
    const thresholdS = s.threshold("under");
    const varied = varyUntilFired(s, "under", thresholdS);
    await s.firesAfter("under", debouncePolls, lowAt(thresholdS));
    await varied;
    assert.deepEqual(s.counts("under").slice(0, 4), [0, 1, 2, 3]);
  },

  async tight(s: Situations) {
    await s.site.setUps("tight", { "ups.status": "OB DISCHRG", "battery.runtime": 26.5 });
    const varied = varyUntilFired(s, "tight", 26.5);
    await s.firesAfter("tight", debouncePolls, lowAt(s.threshold("tight")));
    await varied;
  },

  async above(s: Situations) {
    await s.onBattery("above");
    const thresholdS = s.threshold("above");
    // A hair above it; then up to where a poll is good.
    await s.varying("above", thresholdS + 0.51, 4, 0.5);
    await s.varying("above", thresholdS + 12, 3, 11.9);
    await s.never("above");
    // Left as it is, it would stand still.
    await s.vary("above", plenty);
    const lowest = Math.min(
      ...s.site.watch.polls("above").map(({ runtimeS = plenty }) => runtimeS),
    );
    assert.ok(lowest > thresholdS && lowest < thresholdS + 0.6, `${lowest}`);
  },

  async blink(s: Situations) {
    await s.onBattery("blink");
    const { watch } = s.site;
    const thresholdS = s.threshold("blink");
    const low = lowAt(thresholdS);
    for (let i = 0; i < 2; i++) {
      await s.vary("blink", thresholdS);
      await watch.poll("blink", low);
      await s.vary("blink", thresholdS);
      await watch.poll("blink", low);
      await s.vary("blink", thresholdS + 15);
      await watch.poll("blink", (state) => !low(state));
    }
    await watch.morePolls("blink", 2);
    await s.never("blink");
    await s.vary("blink", plenty);
    const bad = watch.polls("blink").filter(low).length;
    assert.equal(bad, 2 * (debouncePolls - 1));
    assert.deepEqual(s.counts("blink"), [0, 1, 2, 0, 1, 2, 0]);
  },

  async replayed(s: Situations) {
    const { watch } = s.site;
    await s.onBattery("edge");
    const thresholdS = s.threshold("edge");
    const low = lowAt(thresholdS);
    const stop = await s.replaying("edge", low);
    for (let i = 1; i < debouncePolls; i++) {
      await s.vary("edge", thresholdS);
      await watch.poll("edge", (state) => low(state) && s.isFirst("edge", state));
    }
    await s.vary("edge", thresholdS + 15);
    await watch.poll("edge", (state) => !low(state));
    await watch.viewIs("edge", ({ bad }) => bad === 0);
    await s.never("edge");
    const before = s.polls("edge").filter(low).length;
    assert.equal(before, debouncePolls - 1);
    assert.deepEqual(s.counts("edge"), [0, 1, 2, 0]);
    // Once more, up to where it fires.
    await s.vary("edge", thresholdS);
    await s.firesAfter("edge", before + debouncePolls, low);
    await stop();
  },

  async quirk(s: Situations) {
    const { watch } = s.site;
    for (const [status, row] of [
      ["OL DISCHRG", 6],
      ["OL LB", 6],
      ["OFF", 7],
      ["OL CHRG", 6],
    ] as const) {
      await s.site.setUps("quirk", { "ups.status": status, "battery.runtime": 3 });
      await watch.poll("quirk", ({ flags = [] }) => flags.join(" ") === status);
      await watch.morePolls("quirk", debouncePolls - 1);
      const view = await s.site.ups("node1", "quirk");
      assert.equal(view.row, row, `${status}: ${view.why}`);
      await s.never("quirk");
    }
  },

  async cal(s: Situations) {
    const { watch } = s.site;
    const { thresholdS, budgetS } = s.view("cal");
    const low = thresholdS - 1;
    assert.ok(low - 1 > budgetS / 2);
    await s.site.setUps("cal", { "ups.status": "OB CAL DISCHRG", "battery.runtime": low });
    await watch.poll("cal", isOb);
    await s.varying("cal", low, 4);
    const view = await s.site.ups("node1", "cal");
    assert.deepEqual([view.row, view.verdict], [8, "testing"], view.why);
    await s.never("cal");
    // A test does not draw it so far.
    const isDeep = ({ runtimeS = plenty }: UpsState) => runtimeS <= budgetS / 2;
    const varied = varyUntilFired(s, "cal", budgetS / 2);
    await s.firesAfter("cal", debouncePolls, isDeep);
    await varied;
  },

  async lbfull(s: Situations) {
    const { watch } = s.site;
    const full = { "battery.charge": 95, "battery.runtime": plenty };
    await s.site.setUps("lbfull", { ...full, "ups.status": "OB LB DISCHRG" });
    const first = await watch.poll("lbfull", isOb);
    await watch.morePolls("lbfull", debouncePolls);
    const view = await s.site.ups("node1", "lbfull");
    assert.deepEqual([view.row, view.bad], [11, 0], view.why);
    await s.site.setUps("lbfull", { "ups.status": "OB DISCHRG" });
    await watch.poll("lbfull", ({ at }) => at - first.at > lbHoldMs + pollMs);
    await s.never("lbfull");
  },

  async lbheld(s: Situations) {
    const full = { "battery.charge": 95, "battery.runtime": plenty };
    await s.site.setUps("lbheld", { ...full, "ups.status": "OB LB DISCHRG" });
    const first = await s.site.watch.poll("lbheld", isOb);
    const run = await s.run("lbheld");
    notBefore(run.at - first.at, lbHoldMs, "lbheld");
    await s.site.watch.viewIs("lbheld", ({ fired }) => fired);
    assert.equal(s.fired("lbheld").view.row, 9);
    await s.once("lbheld");
  },

  async lblow(s: Situations) {
    const low = { "battery.charge": 25, "battery.runtime": plenty };
    await s.site.setUps("lblow", { ...low, "ups.status": "OB LB DISCHRG" });
    await s.firesAfter("lblow", debouncePolls, isOb);
    assert.ok(s.rows("lblow").includes(10), `${s.rows("lblow")}`);
  },

  async frozen(s: Situations) {
    await s.onBattery("frozen");
    // Good by itself; it stands still for so long that by the clock it is not.
    const stillS = s.threshold("frozen") + 6;
    await s.site.setUps("frozen", { "battery.runtime": stillS });
    const first = await s.site.watch.poll("frozen", ({ runtimeS }) => runtimeS === stillS);
    const run = await s.run("frozen");
    const soonestMs = 6000 + (debouncePolls - 1) * pollMs;
    notBefore(run.at - first.at, soonestMs, "frozen");
    await s.once("frozen");
  },

  async bare(s: Situations) {
    await s.site.setUps("bare", { "ups.status": "OB DISCHRG" });
    const first = await s.site.watch.poll("bare", isOb);
    const run = await s.run("bare");
    const soonestMs = onBatteryMs + (debouncePolls - 1) * pollMs;
    notBefore(run.at - first.at, soonestMs, "bare");
    assert.ok(s.site.watch.polls("bare").every(({ runtimeS }) => runtimeS === undefined));
    await s.once("bare");
  },

  /** For what comes later: they are on battery, and all is well with them. */
  async waiting(s: Situations) {
    await Promise.all(["lone", "edgeob"].map((ups) => s.onBattery(ups)));
  },

  async forced(s: Situations) {
    const isForced = ({ flags = [] }: UpsState) => flags.includes("FSD");
    await s.site.nutOf("fsd").forceShutdown("fsd");
    await s.firesAfter("fsd", 1, isForced);
    assert.ok(s.rows("fsd").includes(1), `${s.rows("fsd")}`);
    // It was there before anybody looked.
    assert.ok(isForced(lastOf(s.polls("latched"))));
    assert.deepEqual(s.rows("latched").slice(-1), [2]);
    await s.never("latched");
  },

  async barelow(s: Situations) {
    await s.site.setUps("barelow", { "ups.status": "OB DISCHRG" });
    await s.firesAfter("barelow", debouncePolls, isOb);
  },
} as const satisfies Readonly<Record<string, (s: Situations) => Promise<void>>>;

/** The kinds of blindness that are not the broker's, on mains and on battery. */
export const blindness = {
  async killed(s: Situations) {
    await goesBlind(s, "killed", "driver-not-connected", (ups) =>
      s.site.nutOf(ups).signalDriver(ups, "KILL"),
    );
  },
  async stopped(s: Situations) {
    await goesBlind(s, "stopped", "data-stale", (ups) =>
      s.site.nutOf(ups).signalDriver(ups, "STOP"),
    );
  },
  async dead(s: Situations) {
    await goesBlind(s, "dead", "upsd-unreachable", (ups) =>
      ups === "deadob" ? s.site.nutOf(ups).signalUpsd("KILL") : Promise.resolve(),
    );
  },
} as const satisfies Readonly<Record<string, (s: Situations) => Promise<void>>>;

/** One UPS is lost on mains, one on battery: the first begins nothing, the second counts down, as row 5 has it. */
async function goesBlind(
  s: Situations,
  kind: "killed" | "stopped" | "dead",
  comms: UpsState["comms"],
  lose: (ups: string) => Promise<void>,
): Promise<void> {
  const { watch } = s.site;
  const [ol, ob] = [`${kind}ol`, `${kind}ob`];
  await s.onBattery(ob);
  const isLong = kind === "stopped";
  if (!isLong) {
    const leftS = s.threshold(ob) + 4;
    await s.site.setUps(ob, { "battery.runtime": leftS });
    await watch.poll(ob, ({ runtimeS }) => runtimeS === leftS);
  }
  await lose(ol);
  await lose(ob);
  const blind = ({ comms: now }: UpsState) => now === comms;
  await Promise.all([watch.poll(ol, blind), watch.poll(ob, blind)]);
  const run = await s.run(ob);
  const sinceMs = s.sinceLastOk(ob, run);
  // Four seconds until the runtime counted down is at the threshold, then so many polls; else the worst is assumed.
  notBefore(sinceMs, isLong ? blindMs : 4000 + (debouncePolls - 1) * pollMs, ob);
  await watch.viewIs(ob, ({ fired }) => fired);
  assert.ok(isLong ? s.fired(ob).view.bad === 0 : s.fired(ob).view.bad >= debouncePolls);
  assert.ok(s.rows(ob).includes(5), `${ob}: ${s.rows(ob)}`);
  await s.once(ob);
  await watch.morePolls(ol, 1);
  const view = await s.site.ups("node1", ol);
  assert.deepEqual([view.comms, view.row, view.verdict], [comms, 3, "blind"], view.why);
  assert.match(view.why, new RegExp(comms));
  await s.never(ol);
}

async function varyUntilFired(s: Situations, ups: string, aboutS: number): Promise<void> {
  while (!s.view(ups).fired) {
    await s.vary(ups, aboutS);
    await s.site.watch.morePolls(ups, 1);
  }
}

function lastOf(polls: readonly UpsState[]): UpsState {
  const last = polls.at(-1);
  if (!last) throw new Error("there was no poll");
  return last;
}

/** Whether a poll counts by its runtime. */
export function lowAt(thresholdS: number): (state: UpsState) => boolean {
  return (state) => isOb(state) && (state.runtimeS ?? plenty) <= thresholdS;
}
