import assert from "node:assert/strict";
import { aPowerConfig, boot1, boot2 } from "../../support/power/config.ts";
import {
  CoordinatorRig,
  done,
  full,
  holding,
  low,
  only,
  others,
  running,
} from "../../support/power/coordinator-rig.ts";

describe("the coordinator alone", () => {
  it("[REQ-CRD-50] does not power itself off while its own UPS lasts, and does when little is left for as many polls as count", () => {
    const rig = holding();
    // 1.1 x 60 s + 30 s = 96 s.
    rig.say("pyrphoros", "OB", { runtimeS: 96.1 });
    assert.deepEqual(done(rig.poll(20)), []);
    rig.say("pyrphoros", "OB", { runtimeS: 96 });
    assert.deepEqual(done(rig.poll(2)), []);
    rig.say("pyrphoros", "OB", { runtimeS: 97 }).poll();
    rig.say("pyrphoros", "OB", { runtimeS: 96 });
    assert.deepEqual(done(rig.poll(2)), []);
    const [off] = only(rig.poll(), "power-off-self");
    assert.equal(off?.run, 1);
    assert.deepEqual(off?.killpower, []);
    assert.equal(rig.view().phase, "self-off");
    assert.deepEqual(done(rig.say("pyrphoros", "OL", full).poll(20)), []);
  });

  it("[REQ-CRD-50] goes at the very reading that is one too many", () => {
    const rig = holding();
    rig.say("pyrphoros", "OB", { runtimeS: 96 }).poll(2);
    rig.atMs += 5_000;
    assert.deepEqual(done(rig.reading("pyrphoros", { flags: "OB", runtimeS: 96 })), [
      "power-off-self",
    ]);
  });

  it("[REQ-CRD-51] goes by a low battery that lasts, a forced shutdown, or blindness", () => {
    const lb = holding().say("pyrphoros", "OB LB", { runtimeS: 900, chargePercent: 95 });
    assert.deepEqual(done(lb.poll(6)), []);
    assert.deepEqual(done(lb.poll(1)), ["power-off-self"]);
    const fsd = holding().say("pyrphoros", "FSD OB", { runtimeS: 900 });
    assert.deepEqual(done(fsd.poll()), ["power-off-self"]);
    const blind = holding().say("pyrphoros", "OB", { runtimeS: 9000 });
    blind.poll();
    blind.say("pyrphoros");
    // 180 s; its driver is started anew meanwhile.
    assert.deepEqual(done(blind.poll(35)), ["restart-driver"]);
    assert.deepEqual(done(blind.poll(1)), ["power-off-self"]);
  });

  it("[REQ-CRD-51] counts down while its UPS is not read, and no FSD of its own counts", () => {
    const rig = holding().say("pyrphoros", "OB", { runtimeS: 150 });
    rig.poll();
    rig.say("pyrphoros");
    const polls: number[] = [];
    for (let n = 1; n <= 20; n++) if (done(rig.poll()).includes("power-off-self")) polls.push(n);
    // 96 s are left after 54 s; three polls find it so.
    assert.deepEqual(polls, [13]);
    const own = running();
    own.run({ kind: "fsd-set", upses: ["pyrphoros"] });
    own.say("pyrphoros", "OB FSD", { runtimeS: 900 });
    own.run({ kind: "others-gone" });
    assert.deepEqual(done(own.poll(5)), []);
    own.run({ kind: "fsd-set", upses: ["pyrphoros"] });
    assert.deepEqual(own.state.ownFsd, ["pyrphoros"]);
    own.say("statera", "OL", full).say("pyrphoros", "OL", full).poll(13);
    assert.equal(own.state.phase.at, "starting");
    assert.deepEqual(own.poll() && own.state.ownFsd, []);
  });

  it("[REQ-CRD-52] stays when the mains are back, and wakes exactly those who were told", () => {
    const rig = holding();
    rig.say("pyrphoros", "OL", full);
    assert.deepEqual(done(rig.poll(12)), []);
    const [start] = only(rig.poll(), "start-up");
    assert.deepEqual(start?.wake, others);
  });

  it("[REQ-CRD-53] that was booted again finds what it owes: gate, then startup", () => {
    const rig = holding();
    rig.say("pyrphoros", "OB", { runtimeS: 50 }).poll(3);
    assert.deepEqual(rig.restart().map(({ kind }) => kind)[0], "power-off-self");
    assert.deepEqual(done(rig.reboot(boot2)), []);
    assert.equal(rig.state.phase.at, "owing");
    assert.match(rig.view().reasons.join(), /a startup is owed since run 1/);
    rig.session = "p2";
    rig.say("pyrphoros", "OL", { runtimeS: 400, chargePercent: 20 });
    assert.deepEqual(done(rig.poll(40)), []);
    rig.say("pyrphoros", "OL", { runtimeS: 400, chargePercent: 95 });
    assert.deepEqual(only(rig.poll(), "start-up")[0]?.wake, others);
    assert.deepEqual(done(rig.restart()), ["start-up"]);
    // Once more in the middle of it: it is owed, and judged anew.
    assert.deepEqual(done(rig.reboot(boot1)), []);
    rig.session = "p3";
    assert.equal(rig.view().phase, "watching");
    const [again] = only(rig.poll(14), "start-up");
    assert.deepEqual(again?.wake, others);
    assert.equal(again?.run, 3);
  });

  it("[REQ-CRD-54] booted in the middle of a run goes on only by what it sees now", () => {
    const rig = running();
    rig.run({ kind: "power-off-told", nodes: ["titan-1b"] });
    assert.deepEqual(done(rig.reboot(boot2)), ["begin-run", "hold-run"]);
    rig.session = "p2";
    assert.deepEqual(done(rig.say("pyrphoros").say("statera").poll(60)), []);
    // No runtime on mains was seen in this boot: it is tight, and three polls do.
    rig.say("pyrphoros", "OB", low);
    assert.deepEqual(done(rig.poll(2)), []);
    assert.deepEqual(done(rig.poll(2)), ["continue-run"]);
  });

  it("[REQ-CRD-55] goes only when too few of its feeds are left, and cuts only what nobody hangs on any more", () => {
    const upses = aPowerConfig().upses.map((ups) => ({ ...ups, killpower: true }));
    const foreignClients = [{ name: "nas", ups: "pyrphoros" }];
    const base = { upses, foreignClients };
    const off = (gone: readonly string[], canReturn: boolean, comesUp?: string) => {
      const rig = running(base);
      rig.input({ kind: "driver", ups: "pyrphoros", canReturn: true });
      rig.input({ kind: "driver", ups: "pyrphoros", canReturn });
      rig.run({ kind: "power-off-told", nodes: others });
      rig.run({ kind: "gone", nodes: gone });
      rig.run({ kind: "gone", nodes: gone });
      rig.run({ kind: "others-gone" });
      if (comesUp !== undefined) rig.input({ kind: "node", node: comesUp, session: 1 });
      rig.say("pyrphoros", "OB", { runtimeS: 50 });
      return only(rig.poll(3), "power-off-self")[0]?.killpower;
    };
    assert.deepEqual(off([...others, "nas"], true), ["pyrphoros"]);
    assert.deepEqual(off([...others, "nas"], false), []);
    assert.deepEqual(off(others, true), []);
    // A machine that was being switched on was silent as one that is off.
    assert.deepEqual(off([...others, "nas"], true, "titan-0a"), []);
    assert.deepEqual(off([...others, "nas"], true, "titan-1b"), ["pyrphoros"]);
    assert.deepEqual(off(["nas", "tethys", "titan-1a", "titan-1b"], true), []);
  });

  it("[REQ-CRD-55] with two feeds stays on the one that lasts", () => {
    const nodes = aPowerConfig().nodes.map((node) =>
      node.name === "titan-db" ? { ...node, feeds: ["pyrphoros", "statera"] } : node,
    );
    const rig = new CoordinatorRig({ nodes }).onMains();
    rig.say("pyrphoros", "OB", low).say("statera", "OB", low).poll(9);
    rig.run({ kind: "power-off-told", nodes: others });
    rig.run({ kind: "others-gone" });
    rig.say("pyrphoros", "OB", { runtimeS: 50 });
    rig.poll(5);
    assert.equal(rig.state.phase.at, "holding");
    // The host of the other one is off: by the clock it has 96 s left at some time, and then it goes.
    rig.say("statera");
    const polls: number[] = [];
    for (let n = 1; n <= 60; n++) if (done(rig.poll()).includes("power-off-self")) polls.push(n);
    assert.deepEqual(polls, [36]);
  });

  it("[REQ-CRD-55] with a feed whose host is off and tells no runtime goes when it was silent for too long", () => {
    const nodes = aPowerConfig().nodes.map((node) =>
      node.name === "titan-db" ? { ...node, feeds: ["statera"] } : node,
    );
    const rig = new CoordinatorRig({ nodes }).onMains();
    rig.say("statera", "OB", { chargePercent: 40 }).poll(9);
    rig.run({ kind: "power-off-told", nodes: [...others, "unknown"] });
    rig.run({ kind: "others-gone" });
    rig.say("statera");
    assert.deepEqual(done(rig.poll(35)), []);
    assert.match(only(rig.poll(), "power-off-self")[0]?.reason ?? "", /nothing is heard/);
  });

  it("[REQ-CRD-56] holds too when its executor gave up, and never without a feed", () => {
    const rig = running();
    rig.run({ kind: "power-off-told", nodes: ["titan-1b"] });
    rig.run({ kind: "finished", outcome: "failed", executed: true });
    assert.equal(rig.state.phase.at, "holding");
    rig.say("pyrphoros", "OB", { runtimeS: 50 });
    assert.deepEqual(done(rig.poll(3)), ["power-off-self"]);
    const nodes = aPowerConfig().nodes.map((node) =>
      node.name === "titan-db" ? { ...node, feeds: [] } : node,
    );
    const bare = new CoordinatorRig({ nodes, brokerHost: "titan-1b" }).onMains();
    bare.say("statera", "OB", { runtimeS: 1 }).poll(9);
    bare.run({ kind: "others-gone" });
    assert.equal(bare.state.phase.at, "holding");
    assert.deepEqual(done(bare.poll(5)), []);
  });
});
