import assert from "node:assert/strict";
import { Preflight } from "../../../src/hecate/preflight.ts";
import type { PowerView } from "../../../src/power/model.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { FakeSite } from "../../support/fake-site.ts";
import { siteNodes } from "../../support/run-bench.ts";
import { settled } from "./fakes.ts";

type Ups = PowerView["upses"][number];

describe("the look ahead in an outage", () => {
  function aView(...upses: Partial<Ups>[]): Pick<PowerView, "upses"> {
    const usual = { ups: "pyrphoros", outage: 1, line: "ol", verdict: "normal" } as const;
    // All that a preflight looks at.
    return { upses: upses.map((ups) => ({ ...usual, ...ups }) as Ups) };
  }
  const onBattery = { line: "ob", onBatteryS: 1, verdict: "watching" } as const;

  function made() {
    const site = new FakeSite(new FakeClock(), siteNodes, []);
    const told: (string | undefined)[] = [];
    const preflight = new Preflight({
      world: site.live(),
      nodes: () => siteNodes.map(({ name }) => name),
      tell: (problem) => void told.push(problem),
    });
    return { site, told, preflight };
  }

  it("[REQ-RUNS-14] asks every node once in an outage, does nothing to any, and says who is not there", async () => {
    const { site, told, preflight } = made();
    site.machine("titan-1b").power = "off";
    preflight.look(aView({}));
    await settled();
    assert.deepEqual(told, []);
    for (let i = 0; i < 5; i++) {
      preflight.look(aView(onBattery));
      await settled();
    }
    assert.deepEqual(told, ["titan-1b cannot be reached"]);
    assert.deepEqual(site.done, []);
  });

  it("[REQ-RUNS-14] says that it is over with the outage, and looks again in the next", async () => {
    const { told, preflight } = made();
    preflight.look(aView(onBattery));
    await settled();
    // The mains may go again: it is the same outage until they are back for good.
    preflight.look(aView({ onBatteryS: 30 }));
    preflight.look(aView(onBattery));
    await settled();
    assert.deepEqual(told, [undefined]);
    preflight.look(aView({}));
    preflight.look(aView({ ...onBattery, outage: 2 }));
    await settled();
    assert.equal(told.length, 3);
  });

  it("[REQ-RUNS-14] takes no test of a battery for an outage", async () => {
    const { told, preflight } = made();
    preflight.look(aView({ ...onBattery, verdict: "testing" }));
    await settled();
    assert.deepEqual(told, []);
  });
});
