import assert from "node:assert/strict";
import type { Reading } from "../../../src/power/model.ts";
import { defaultPolicy } from "../../../src/power/policy.ts";
import {
  asSibling,
  newUps,
  restoredUps,
  stepUps,
  type UpsContext,
  type UpsMemory,
  type UpsStepped,
} from "../../../src/power/ups.ts";
import { verdictTable } from "../../../src/power/verdict-table.ts";
import { aReading, aUpsContext } from "../../support/power.ts";

/** What is thought after polls 5 s apart, and then a tick, if it is said when. */
function judged(
  polls: readonly Partial<Reading>[],
  { tickAtMs, ...context }: Partial<UpsContext> & { readonly tickAtMs?: number } = {},
): UpsStepped {
  const step = (memory: UpsMemory, event: Parameters<typeof stepUps>[1]) =>
    stepUps(memory, event, aUpsContext(context));
  let stepped = step(newUps(), { kind: "tick", atMs: 0 });
  polls.forEach((poll, index) => {
    const reading = aReading({ seq: index + 1, ...poll });
    stepped = step(stepped.memory, {
      ...{ kind: "reading", origin: "live", reading, atMs: index * 5_000 },
    });
  });
  // Ticks go on as they do.
  for (let atMs = polls.length * 5_000; tickAtMs !== undefined && atMs <= tickAtMs; atMs += 5_000) {
    stepped = step(stepped.memory, { kind: "tick", atMs });
  }
  return stepped;
}

const ob = { flags: ["OB"] };
const lost = { comms: "data-stale", detail: "ERR DATA-STALE" } as const;
const sibling = { isOnBattery: true, episodesAtMs: [0], outagesAtMs: [0] };

describe("why", () => {
  const cases: readonly (readonly [why: string, UpsStepped])[] = [
    ["no live reading yet (nothing comes from its publisher)", judged([])],
    ["no live reading yet (data-stale: ERR DATA-STALE)", judged([lost])],
    ["no live reading yet (its status says neither OL nor OB)", judged([{ flags: ["WAIT"] }])],
    ["forced shutdown (FSD), on battery", judged([{ flags: ["FSD", "OB"] }])],
    ["forced shutdown (FSD), seen to be set", judged([{}, { flags: ["FSD", "OL"] }])],
    [
      "FSD is still set while the mains are there: upsd must be restarted",
      judged([{ flags: ["FSD", "OL"] }]),
    ],
    [
      "not read for 15 s (data-stale); on mains when last read",
      judged([{}, lost, lost, { comms: "data-stale" }]),
    ],
    [
      "not read for 15 s (data-stale: ERR DATA-STALE), since a UPS on the same mains went on battery; runtime 1185 s of 330 s needed",
      judged([{}, lost, lost, lost], { siblings: [sibling] }),
    ],
    [
      "on battery and not read for 20 s (2 polls) (nothing comes from its publisher); runtime 1180 s of 330 s needed",
      judged([ob], { tickAtMs: 20_000 }),
    ],
    ["on mains", judged([{}])],
    ["on mains, not yet for good", judged([{}, ob, {}])],
    ["its output is off", judged([{ flags: ["OFF"] }])],
    [
      "its output is off: who has another feed has lost this one",
      judged(Array.from({ length: 7 }, () => ({ flags: ["OFF"] }))),
    ],
    [
      "on battery for a test or calibration, for 5 s",
      judged([{ flags: ["OB", "CAL"] }, { flags: ["OB", "CAL"] }]),
    ],
    [
      "low battery (LB) without a break for 30 s",
      judged(Array.from({ length: 7 }, () => ({ flags: ["OB", "LB"] }))),
    ],
    [
      "on battery for 10 s: max_on_battery is reached",
      judged([ob, ob, ob], { policy: { ...defaultPolicy, maxOnBatteryMs: 5_000 } }),
    ],
    [
      "low battery (LB), and charge 30 %, runtime 1200 s of 330 s needed",
      judged([{}, { flags: ["OB", "LB"], chargePercent: 30 }], { latencyS: 9999 }),
    ],
    ["on battery, runtime 300.5 s, threshold 330 s", judged([{ ...ob, runtimeS: 300.46 }])],
    ["on battery, runtime 340 s, good above 346.5 s", judged([{ ...ob, runtimeS: 340 }])],
    ["on battery, runtime 300 s, not judged so soon", judged([{}, { ...ob, runtimeS: 300 }])],
  ];

  for (const [why, { judgement }] of cases) {
    it(`[REQ-PWR-12] says "${why}"`, () => assert.equal(judgement.why, why));
  }

  it("[REQ-PWR-12] says what there is of a UPS that tells little", () => {
    const { runtimeS: _, ...silent } = aReading(ob);
    const { judgement } = stepUps(
      newUps(),
      { kind: "reading", origin: "live", reading: silent, atMs: 0 },
      aUpsContext(),
    );
    assert.equal(judgement.why, "on battery for 0 s, no runtime is told, no charge is told");
  });

  it("[REQ-PWR-12] fits into what is published, whatever upsd answers", () => {
    const { judgement } = judged([{ comms: "protocol", detail: "x".repeat(1024) }]);
    assert.ok(judgement.why.length < 1024);
  });
});

describe("the judgement on a UPS", () => {
  it("[REQ-PWR-12] shows the last reading that counts", () => {
    const { judgement } = judged([
      { flags: ["OL", "CHRG"], chargePercent: 88, loadPercent: 12 },
      { comms: "waiting" },
    ]);
    const { flags, ageMs, runtimeS, chargePercent, loadPercent, comms } = judgement;
    assert.deepEqual(
      { flags, ageMs, runtimeS, chargePercent, loadPercent, comms },
      {
        ...{ flags: ["OL", "CHRG"], ageMs: 5_000, runtimeS: 1200, chargePercent: 88 },
        ...{ loadPercent: 12, comms: "waiting" },
      },
    );
    assert.deepEqual([judgement.isFeasible, judgement.lastOlRuntimeS], [true, 1200]);
  });

  it("[REQ-PWR-12] rests on what is asked for, and on no other variable of a UPS", () => {
    const message = { ...aReading(), variables: { "ups.serial": "1" }, at: 1 };
    const { memory } = judged([message]);
    assert.equal(JSON.stringify(memory).includes("serial"), false);
  });

  it("[REQ-PWR-12] shows nothing that was not told", () => {
    const { judgement } = judged([]);
    assert.deepEqual(judgement, {
      ...{ row: 0, verdict: "unknown", counts: false, bad: 0, firesNow: false, hasFired: false },
      why: "no live reading yet (nothing comes from its publisher)",
      ...{ line: "unknown", comms: "silent", flags: [], outage: 0, isOutageOpen: false },
      ...{ isRestored: false, isOffHeld: false, heldMs: 0 },
      ...{ isBackBeside: false, isLbHeld: false },
    });
  });

  it("[REQ-PWR-12] counts down what is left while it is unheard, and the time on battery", () => {
    const { judgement } = judged([ob], { tickAtMs: 100_000 });
    assert.equal(judgement.runtimeS, 1200);
    assert.equal(judgement.runtimeLeftS, 1100);
    assert.equal(judgement.onBatteryMs, 100_000);
    assert.equal(judgement.heldMs, 85_000);
    assert.equal(judgement.comms, "silent");
  });

  it("[REQ-PWR-12] never says that less than nothing is left", () => {
    assert.equal(
      judged([{ ...ob, runtimeS: 50 }], { tickAtMs: 100_000 }).judgement.runtimeLeftS,
      0,
    );
  });

  it("[REQ-PWR-12] tells siblings of an outage, and of no test", () => {
    assert.deepEqual(asSibling(judged([{}, ob])), {
      ...{ isOnBattery: true, episodesAtMs: [5_000], outagesAtMs: [5_000], readAtMs: 5_000 },
      beganAtMs: 5_000,
    });
    const test = { flags: ["OB", "CAL"] };
    assert.equal(asSibling(judged([{}, test])).isOnBattery, false);
    assert.deepEqual(asSibling(judged([{}])), {
      ...{ isOnBattery: false, episodesAtMs: [], outagesAtMs: [], onMainsSinceMs: 0 },
      readAtMs: 0,
    });
  });

  it("[REQ-CRD-153] tells them which of its times on battery had no test in them", () => {
    const test = { flags: ["OB", "CAL"] };
    const { episodesAtMs, outagesAtMs } = asSibling(judged([{}, ob, test, ob, {}, ob]));
    // Row 4 asks for all of them, of a UPS that is on battery now.
    assert.deepEqual([episodesAtMs, outagesAtMs], [[5_000, 25_000], [25_000]]);
  });
});

describe("what else follows", () => {
  it("[REQ-PWR-13] names the UPS, and what to do", () => {
    const alarms = judged([{ runtimeS: 300 }]).alarms;
    assert.deepEqual(alarms, [
      {
        ...{ kind: "alarm", id: "infeasible:pyrphoros", severity: "critical" },
        text: "pyrphoros: a shutdown needs 330 s, and the battery had 300 s on mains: there is not enough for it. Less load, a newer battery, or a shutdown that takes less time",
      },
    ]);
  });

  for (const [id, text, flags] of [
    ["latched", "upsd must be restarted on its host", "FSD OL"],
    ["replace-battery", "its battery should be replaced", "OL RB"],
  ] as const) {
    it(`[REQ-PWR-13] says of ${id}: ${text}`, () => {
      const [alarm] = judged([{ flags: flags.split(" ") }]).alarms;
      assert.ok(
        alarm?.kind === "alarm" && alarm.text.includes(text),
        alarm && JSON.stringify(alarm),
      );
      assert.equal(alarm.id, `${id}:pyrphoros`);
    });
  }

  it("[REQ-PWR-14] asks for cures on this host only, and gives the reason", () => {
    const forced = Array.from({ length: 37 }, () => ({ flags: ["FSD", "OL"] }));
    assert.deepEqual(judged(forced, { isLocal: true }).cures, [
      {
        ...{ kind: "restart-upsd", ups: "pyrphoros" },
        reason: "FSD is still set while the mains are there: upsd must be restarted",
      },
    ]);
    assert.deepEqual(judged(forced).cures, []);
    assert.deepEqual(judged(forced, { isLocal: true, isOwnFsd: true }).cures, []);
  });
});

describe("the verdict table", () => {
  it("[REQ-PWR-5] has the rows 0 to 12 in their order", () => {
    const rows = verdictTable.map(({ row }) => row);
    assert.deepEqual(
      [...new Set(rows)],
      Array.from({ length: 13 }, (_, row) => row),
    );
  });
});

describe("a threshold that changes in an outage", () => {
  it("[REQ-PWR-8] fires nothing by itself: what was bad is good now", () => {
    const low = judged([{ runtimeS: 340 }, ...Array(3).fill({ ...ob, runtimeS: 329 })], {
      isInhibited: true,
    });
    assert.equal(low.judgement.bad, 3);
    const { judgement } = stepUps(
      low.memory,
      { kind: "tick", atMs: 16_000 },
      aUpsContext({ thresholdS: 200 }),
    );
    assert.deepEqual([judgement.firesNow, judgement.verdict], [false, "watching"]);
  });
});

describe("what a successor goes on with", () => {
  it("[REQ-PWR-10] is everything in the same boot", () => {
    const { memory } = judged([{}, ob]);
    assert.deepEqual(restoredUps(memory, { isSameBoot: true }), {
      ...memory,
      ears: { ...memory.ears, isStarting: true, heardNothingMs: 0 },
    });
    // One to which nothing has happened is no life.
    const again = restoredUps(restoredUps(memory, { isSameBoot: true }), { isSameBoot: true });
    assert.deepEqual(again, restoredUps(memory, { isSameBoot: true }));
  });

  it("[REQ-PWR-10] is in another boot the number of the outage, the time on battery, who published, and that it was on battery where no shutdown was under way", () => {
    const { memory } = judged([{}, ob, ob, ob]);
    assert.deepEqual(restoredUps(memory, { isSameBoot: false }), {
      ...newUps(),
      publisher: { session: "p1", seq: 4, comms: "ok", former: [] },
      outage: { number: 1, fromEarlierBootMs: 10_000 },
      leftOnBattery: {},
    });
    const { leftOnBattery } = restoredUps(memory, { isSameBoot: false, isInRun: true });
    assert.equal(leftOnBattery, undefined);
    assert.deepEqual(restoredUps(newUps(), { isSameBoot: false }), newUps());
  });
});
