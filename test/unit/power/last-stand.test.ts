import assert from "node:assert/strict";
import { aPowerConfig, boot2 } from "../../support/power/config.ts";
import {
  CoordinatorRig,
  done,
  full,
  low,
  only,
  others,
  running,
} from "../../support/power/coordinator-rig.ts";
import { PeerRig } from "../../support/power/peer-rig.ts";

const twoFeeds = aPowerConfig().nodes.map((node) =>
  node.name === "titan-db" ? { ...node, feeds: ["pyrphoros", "statera"] } : node,
);

/** A coordinator with both UPSes, alone, while they are on battery. */
function aloneOnBoth(): CoordinatorRig {
  const rig = new CoordinatorRig({ nodes: twoFeeds }).onMains();
  rig.say("pyrphoros", "OB", low).say("statera", "OB", low).poll(9);
  rig.run({ kind: "power-off-told", nodes: others });
  rig.run({ kind: "gone", nodes: others });
  rig.run({ kind: "others-gone" });
  assert.equal(rig.state.phase.at, "holding");
  return rig;
}

describe("the coordinator alone with two feeds", () => {
  it("[REQ-CRD-59] goes when one is empty and the other is off, or out of sight, for as long as that takes", () => {
    const off = aloneOnBoth().say("statera", "OFF");
    off.say("pyrphoros", "OB", { runtimeS: 50 });
    // off_hold, from the first reading of OFF on.
    assert.deepEqual(done(off.poll(6)), []);
    assert.deepEqual(done(off.poll(1)), ["power-off-self"]);
    // Its host is off, and the last that it said was that it is on mains.
    const asleep = aloneOnBoth().say("statera", "OL", full);
    asleep.poll();
    asleep.say("statera").say("pyrphoros", "OB", { runtimeS: 50 });
    assert.deepEqual(done(asleep.poll(2)), []);
    assert.deepEqual(done(asleep.poll(1)), ["power-off-self"]);
  });

  it("[REQ-CRD-59] stays on one whose host is off while that lasts by the clock", () => {
    const rig = aloneOnBoth().say("statera", "OB", { runtimeS: 196 });
    rig.say("pyrphoros", "OB", { runtimeS: 50 }).poll();
    rig.say("statera");
    // 100 s more than it needs itself.
    assert.deepEqual(done(rig.poll(19)), []);
    assert.match(only(rig.poll(), "power-off-self")[0]?.reason ?? "", /statera: its host is off/);
    // Unread for 25 s when its host was told: those have been counted.
    const blind = new CoordinatorRig({ nodes: twoFeeds }).onMains();
    blind.say("pyrphoros", "OB", low).say("statera", "OB", { runtimeS: 196 }).poll(9);
    blind.say("statera").poll(5);
    blind.run({ kind: "power-off-told", nodes: others });
    blind.run({ kind: "others-gone" });
    blind.say("pyrphoros", "OB", { runtimeS: 50 });
    assert.deepEqual(done(blind.poll(14)), []);
    assert.deepEqual(done(blind.poll()), ["power-off-self"]);
  });

  it("[REQ-CRD-59] stays while the other is seen on mains", () => {
    const rig = aloneOnBoth().say("statera", "OL", full).say("pyrphoros", "OB", { runtimeS: 50 });
    assert.deepEqual(done(rig.poll(20)), []);
  });

  it("[REQ-CRD-59] goes, booted in the middle of it, where the other is never read", () => {
    const rig = new CoordinatorRig({ nodes: twoFeeds }).onMains();
    rig.say("pyrphoros", "OB", low).say("statera", "OB", low).poll(9);
    rig.reboot(boot2);
    rig.session = "p2";
    rig.say("statera").say("pyrphoros", "OB", low).poll(3);
    rig.run({ kind: "power-off-told", nodes: others });
    rig.run({ kind: "others-gone" });
    rig.say("pyrphoros", "OB", { runtimeS: 50 });
    assert.deepEqual(only(rig.poll(8), "power-off-self").length, 1);
  });
});

describe("a host alone with a UPS that tells no runtime", () => {
  /** The coordinator alone, with what pyrphoros has said all along. */
  function alone(charge: { readonly chargePercent?: number }): CoordinatorRig {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OB", charge);
    rig.poll(40);
    rig.run({ kind: "power-off-told", nodes: others });
    rig.run({ kind: "others-gone" });
    rig.say("statera").poll(4);
    assert.equal(rig.state.phase.at, "holding");
    return rig;
  }

  it("[REQ-CRD-59] goes by its charge, in the measure in which half of it is a whole shutdown", () => {
    // 96 s of 418 s: 11.48 % where 50 % are a shutdown.
    const rig = alone({ chargePercent: 40 });
    rig.say("pyrphoros", "OB", { chargePercent: 11.5 });
    assert.deepEqual(done(rig.poll(10)), []);
    rig.say("pyrphoros", "OB", { chargePercent: 11.4 });
    assert.deepEqual(done(rig.poll(2)), []);
    const [off] = only(rig.poll(), "power-off-self");
    assert.match(off?.reason ?? "", /by charge and time, was at or below 96 s in 3 polls/);
  });

  it("[REQ-CRD-59] goes by the time on battery where no charge is told either", () => {
    const rig = alone({});
    // 418 s from 180 s on, but for the 96 s that it needs: after 502 s, of which it has had 215 s; and three polls.
    const polls: number[] = [];
    for (let n = 1; n <= 70; n++) if (done(rig.poll()).includes("power-off-self")) polls.push(n);
    assert.deepEqual(polls, [60]);
  });

  it("[REQ-CRD-110] goes by its charge as a peer, too, and not when it has only just called", () => {
    // 132 s of 357.5 s: 18.46 %.
    const rig = new PeerRig().onMains();
    rig.say("OB", { chargePercent: 50 });
    assert.deepEqual(only(rig.poll(3), "publish-trigger").length, 1);
    assert.deepEqual(only(rig.poll(10), "local-shutdown"), []);
    rig.say("OB", { chargePercent: 18 });
    assert.deepEqual(only(rig.poll(2), "local-shutdown"), []);
    assert.deepEqual(only(rig.poll(), "local-shutdown").length, 1);
  });

  it("[REQ-CRD-59] does not reckon where the runtime is told", () => {
    const rig = running();
    rig.run({ kind: "others-gone" });
    rig.say("pyrphoros", "OB", { runtimeS: 200, chargePercent: 5 });
    assert.deepEqual(done(rig.poll(10)), []);
  });
});

describe("a UPS that drops out at the transfer, with less than a host needs for itself", () => {
  it("[REQ-PWR-16] has a peer stop itself by the third poll: it has no time to wait", () => {
    const rig = new PeerRig();
    // It needs 132 s.
    rig.say("OL", { runtimeS: 125 }).poll(24);
    rig.say("OB", { runtimeS: 120 }).poll();
    rig.say();
    assert.deepEqual(only(rig.poll(3), "local-shutdown"), []);
    assert.equal(only(rig.poll(), "local-shutdown").length, 1);
  });
});
