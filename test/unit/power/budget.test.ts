import assert from "node:assert/strict";
import {
  budgetOf,
  isFeasible,
  isValidRun,
  latencyOf,
  localThresholdS,
  selfThresholdS,
  untoldThresholdS,
} from "../../../src/power/budget.ts";
import type { FinishedRun } from "../../../src/power/model.ts";
import { defaultPolicy } from "../../../src/power/policy.ts";
import { aNode, aPowerConfig, aRun, aUps } from "../../support/power.ts";

const config = aPowerConfig();
const [pyrphoros, statera] = [aUps(), aUps({ name: "statera", host: "tethys" })];

describe("the budget of a UPS", () => {
  it("[REQ-PWR-3] is the default until there is a valid run, with latency and the coordinator's own time", () => {
    assert.deepEqual(budgetOf(pyrphoros, config, []), {
      ...{
        budgetS: 300 + 20 + 60,
        thresholdS: 1.1 * 380,
        latencyS: 20,
        source: "default",
        runs: 0,
      },
    });
    assert.deepEqual(budgetOf(statera, config, []), {
      ...{ budgetS: 300 + 25, thresholdS: 1.1 * 325, latencyS: 25, source: "default", runs: 0 },
    });
  });

  it("[REQ-PWR-3] is the longest of the last five valid runs", () => {
    const run = (pyrphorosS: number) => aRun({ offsetS: { pyrphoros: pyrphorosS } });
    const budget = budgetOf(pyrphoros, config, [900, 250, 240, 260, 200, 210].map(run));
    assert.deepEqual([budget.budgetS, budget.source, budget.runs], [260 + 80, "runs", 5]);
    const older = budgetOf(pyrphoros, config, [900, 250, 240, 260, 200].map(run));
    assert.equal(older.budgetS, 900 + 80);
  });

  it("[REQ-PWR-3] is not below the minimum, however fast the runs were", () => {
    const budget = budgetOf(pyrphoros, config, [aRun({ offsetS: { pyrphoros: 179 } })]);
    assert.deepEqual([budget.budgetS, budget.source, budget.runs], [180 + 80, "minimum", 1]);
    const enough = budgetOf(pyrphoros, config, [aRun({ offsetS: { pyrphoros: 180 } })]);
    assert.deepEqual([enough.budgetS, enough.source], [180 + 80, "runs"]);
  });

  it("[REQ-PWR-3] learns nothing of a UPS that a run did not measure", () => {
    const runs = [aRun({ offsetS: { statera: 400 } })];
    assert.equal(budgetOf(pyrphoros, config, runs).source, "default");
    // No name of a UPS is one that every object knows.
    assert.equal(budgetOf(aUps({ name: "toString" }), config, runs).source, "default");
  });

  it("[REQ-PWR-3] follows the factor", () => {
    const bold = aPowerConfig({ policy: { ...defaultPolicy, runtimeSafetyFactor: 1.3 } });
    assert.equal(budgetOf(pyrphoros, bold, []).thresholdS, 1.3 * 380);
  });
});

describe("a run", () => {
  const wrong: readonly (readonly [string, Partial<FinishedRun>])[] = [
    ["failed", { outcome: "failed" }],
    ["cancelled", { outcome: "cancelled" }],
    ["a dry run", { executed: false }],
    ["a startup", { kind: "startup" }],
    ["of another mode", { mode: "cluster-only" }],
    ["short of time", { skipped: { forTime: 1, byOperator: 0 } }],
    ["shortened by its operator", { skipped: { forTime: 0, byOperator: 1 } }],
    ["held while the mains were back", { heldMs: 1 }],
    ["without a node of today", { scope: ["titan-db", "tethys"] }],
  ];

  it("[REQ-PWR-4] teaches when it went well with every node of today, be the coordinator among them or not", () => {
    assert.equal(isValidRun(aRun(), config), true);
    assert.equal(isValidRun(aRun({ scope: ["tethys", "titan-0a", "gone"] }), config), true);
  });

  for (const [what, run] of wrong) {
    it(`[REQ-PWR-4] teaches nothing when it is ${what}`, () => {
      assert.equal(isValidRun(aRun(run), config), false);
      assert.equal(budgetOf(pyrphoros, config, [aRun(run)]).source, "default");
    });
  }

  it("[REQ-PWR-4] teaches nothing any more once there is another node", () => {
    const grown = aPowerConfig({ nodes: [...config.nodes, aNode({ name: "titan-1a" })] });
    assert.equal(isValidRun(aRun(), grown), false);
  });
});

describe("thresholds", () => {
  it("[REQ-PWR-3] hold the time from the first bad poll to the first step", () => {
    assert.deepEqual([latencyOf(pyrphoros, config), latencyOf(statera, config)], [20, 25]);
    const slow = aPowerConfig({
      policy: { ...defaultPolicy, debouncePolls: 5, pollIntervalMs: 2_500 },
    });
    assert.deepEqual([latencyOf(pyrphoros, slow), latencyOf(statera, slow)], [15, 20]);
  });

  it("[REQ-PWR-3] are known for the coordinator alone, a peer alone, and one that was told none", () => {
    assert.equal(selfThresholdS(config), 1.1 * 60 + 30);
    assert.equal(localThresholdS(120, config), 1.1 * 120);
    assert.equal(untoldThresholdS(statera, config), 1.1 * (300 + 25));
  });

  it("[REQ-PWR-3] are feasible from the threshold on, and nothing where no runtime was seen on mains", () => {
    assert.deepEqual([isFeasible(329.9, 330), isFeasible(330, 330)], [false, true]);
    assert.equal(isFeasible(undefined, 330), undefined);
  });

  it("[REQ-PWR-3] of the coordinator's UPS is that of the last node of all: it commands them to the end", () => {
    const config = aPowerConfig();
    const runs = [aRun({ offsetS: { pyrphoros: 190, statera: 260 } })];
    assert.equal(budgetOf(aUps(), config, runs).budgetS, 260 + 20 + 60);
    const statera = aUps({ name: "statera", host: "tethys" });
    assert.equal(budgetOf(statera, config, runs).budgetS, 260 + 25);
    const other = [aRun({ offsetS: { pyrphoros: 260, statera: 190 } })];
    assert.equal(budgetOf(statera, config, other).budgetS, 190 + 25);
  });
});
