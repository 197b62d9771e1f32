import assert from "node:assert/strict";
import type { FinishedRun } from "../../../src/power/model.ts";
import { defaultPolicy } from "../../../src/power/policy.ts";
import { aNode, aPowerConfig, boot1, boot2 } from "../../support/power/config.ts";
import {
  CoordinatorRig,
  done,
  everyone,
  full,
  holding,
  low,
  only,
  others,
  running,
} from "../../support/power/coordinator-rig.ts";

describe("the coordinator's runs", () => {
  it("[REQ-CRD-20] begin with the first UPS that takes a node's last feed, after exactly the configured polls", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OB", low);
    // The stabilisation of 30 s: it is not tight.
    assert.deepEqual(done(rig.poll(8)), []);
    const [begin] = only(rig.poll(), "begin-run");
    assert.equal(begin?.run, 1);
    assert.equal(begin?.key, `pyrphoros:${boot1}:1`);
    assert.deepEqual(begin?.scope, everyone);
    assert.match(begin?.reason ?? "", /runtime 300 s.*titan-db is the coordinator/);
    assert.deepEqual(done(rig.poll(20)), []);
  });

  it("[REQ-CRD-20] take only the nodes that lose their power, and wait for a node's last feed", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("statera", "OB", low);
    const [begin] = only(rig.poll(9), "begin-run");
    assert.deepEqual(begin?.scope, ["tethys", "titan-1b"]);
  });

  it("[REQ-CRD-21] are one at a time: what fires later widens, and never narrows", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("statera", "OB", low).poll(9);
    rig.say("pyrphoros", "OB", low);
    const [widen, ...more] = only(rig.poll(9), "widen-run");
    assert.deepEqual(more, []);
    assert.equal(widen?.run, 1);
    assert.deepEqual(new Set(widen?.scope), new Set(everyone));
    assert.deepEqual(only(rig.all, "begin-run").length, 1);
    // The one that fired second is back: what it has widened stays.
    rig.say("pyrphoros", "OL", full).poll(30);
    const { phase } = rig.state;
    assert.ok(phase.at === "running" && phase.open.scope.length === everyone.length);
  });

  it("[REQ-CRD-22] have numbers that only rise, over boots and after runs that others have had", () => {
    const rig = running();
    rig.run({ kind: "finished", outcome: "done", executed: false });
    rig.reboot(boot2);
    rig.onMains();
    rig.input({ kind: "runs", runs: [aRun({ run: 7 })] });
    rig.say("pyrphoros", "OB", low);
    assert.equal(only(rig.poll(12), "begin-run")[0]?.run, 8);
  });

  it("[REQ-CRD-87] have numbers beyond what any node has obeyed, as long as there are any", () => {
    const rig = new CoordinatorRig().onMains();
    for (const run of [41, 7, Number.MAX_SAFE_INTEGER]) {
      rig.input({ kind: "node", node: "titan-0a", session: 1, run });
    }
    rig.say("pyrphoros", "OB", low);
    assert.equal(only(rig.poll(12), "begin-run")[0]?.run, 42);
  });

  it("[REQ-CRD-23] that were dry end the outage as far as runs go; the condition stays until the mains are back", () => {
    const rig = running();
    rig.run({ kind: "finished", outcome: "done", executed: false });
    assert.equal(rig.state.phase.at, "watching");
    assert.deepEqual(done(rig.poll(40)), []);
    assert.equal(rig.view().condition, "on-battery");
    rig.say("pyrphoros", "OL", full).say("statera", "OL", full);
    rig.poll(11);
    assert.equal(rig.view().condition, "on-battery");
    rig.poll(4);
    assert.equal(rig.view().condition, "normal");
    // The next outage is another one.
    rig.say("pyrphoros", "OB", low);
    assert.equal(only(rig.poll(12), "begin-run")[0]?.run, 2);
  });

  it("[REQ-CRD-24] learn budgets from runs.json, and show where they come from", () => {
    const rig = new CoordinatorRig().onMains();
    const shown = () => rig.view().upses.find(({ ups }) => ups === "pyrphoros");
    assert.equal(shown()?.budgetSource, "default");
    rig.input({ kind: "runs", runs: [aRun({ offsetS: { pyrphoros: 500 } })] });
    assert.equal(shown()?.budgetSource, "runs");
    // 500 s, 20 s of latency and 60 s for itself.
    assert.equal(Math.round(shown()?.thresholdS ?? 0), 638);
  });
});

function aRun(other: Partial<FinishedRun> = {}): FinishedRun {
  return {
    run: 1,
    kind: "shutdown",
    outcome: "done",
    executed: true,
    mode: "poweroff",
    scope: everyone,
    skipped: { forTime: 0, byOperator: 0 },
    offsetS: {},
    heldMs: 0,
    ...other,
  };
}

describe("the mains and a run before anybody was told to power off", () => {
  it("[REQ-CRD-30] are back: it is held at once, and goes on at once without debounce when they are gone again", () => {
    const rig = running();
    rig.say("pyrphoros", "OL", full);
    assert.deepEqual(done(rig.poll()), ["hold-run"]);
    assert.deepEqual(done(rig.poll(5)), []);
    rig.say("pyrphoros", "OB", low);
    assert.deepEqual(done(rig.poll()), ["continue-run"]);
    assert.equal(rig.view().condition, "shutting-down");
  });

  it("[REQ-CRD-31] are back for good and the gate is open: a startup takes it back, and wakes nobody", () => {
    const rig = running();
    rig.say("pyrphoros", "OL", full).say("statera", "OL", full);
    // Restored after 60 s: the first reading of OL and twelve polls.
    assert.deepEqual(done(rig.poll(12)), ["hold-run"]);
    const [start] = only(rig.poll(), "start-up");
    assert.deepEqual(start, {
      kind: "start-up",
      run: 2,
      after: 1,
      wake: [],
      reason: "every UPS has enough for a startup and a shutdown",
    });
    assert.equal(rig.view().condition, "degraded");
    rig.run({ kind: "finished", outcome: "done", executed: true });
    assert.equal(rig.view().condition, "normal");
  });

  it("[REQ-CRD-31] stays quiesced while the gate is shut", () => {
    const rig = running();
    const weak = { runtimeS: 3000, chargePercent: 49 };
    rig.say("pyrphoros", "OL", weak).say("statera", "OL", full);
    assert.deepEqual(done(rig.poll(100)), ["hold-run"]);
    assert.equal(rig.view().startGate.open, false);
    rig.say("pyrphoros", "OL", { ...weak, chargePercent: 50 });
    assert.deepEqual(done(rig.poll()), ["start-up"]);
  });

  it("[REQ-CRD-32] are back at one UPS of two: it goes on for who still loses power, and is held when nobody does", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OB", low).say("statera", "OB", low).poll(9);
    rig.say("pyrphoros", "OL", full);
    assert.deepEqual(done(rig.poll(3)), []);
    rig.run({ kind: "power-off-told", nodes: ["tethys", "titan-1b"] });
    assert.deepEqual(only(rig.all, "hold-run").length, 1);
  });

  it("[REQ-CRD-32] are there, and a forced shutdown is seen to come: it is a run, and held when that is taken back", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "FSD OL", { ...full, loadPercent: 30 });
    assert.deepEqual(done(rig.poll()), ["begin-run"]);
    assert.equal(rig.view().upses[0]?.loadPercent, 30);
    assert.deepEqual(done(rig.poll(5)), []);
    rig.say("pyrphoros", "OL", full);
    assert.deepEqual(done(rig.poll()), ["hold-run"]);
  });

  it("[REQ-CRD-32] were back, and are doubtful as their UPS fell silent when its sibling went on battery: it goes on", () => {
    const rig = running();
    rig.say("pyrphoros", "OL", full).poll(2);
    rig.say("statera", "OL", full).poll(2);
    rig.say("pyrphoros").say("statera", "OB", { runtimeS: 3000 });
    assert.deepEqual(done(rig.poll(6)), ["continue-run", "restart-driver"]);
  });

  it("[REQ-CRD-33] never matter less in mode cluster-only: nobody was told, however far it is", () => {
    const rig = running({ mode: "cluster-only" });
    rig.run({ kind: "others-gone" });
    rig.run({ kind: "finished", outcome: "done", executed: true });
    assert.equal(rig.state.phase.at, "running");
    rig.say("pyrphoros", "OB", { runtimeS: 1 }).poll(10);
    assert.deepEqual(only(rig.all, "power-off-self"), []);
    rig.say("pyrphoros", "OL", full).say("statera", "OL", full);
    // Its executor has ended: there is nothing to hold.
    assert.deepEqual(done(rig.poll(14)), ["start-up"]);
  });

  it("[REQ-CRD-34] are back after a run that gave up or was called off: what it stopped is started", () => {
    for (const outcome of ["failed", "cancelled"] as const) {
      const rig = new CoordinatorRig().onMains();
      rig.say("statera", "OB", low).poll(9);
      rig.run({ kind: "finished", outcome, executed: true });
      const failed = rig.view().alarms.some(({ id }) => id === "shutdown-failed:1");
      assert.equal(failed, outcome === "failed");
      rig.say("statera", "OL", full);
      assert.deepEqual(done(rig.poll(14)), ["start-up"]);
    }
  });

  it("[REQ-CRD-34] a run that was called off is asked again for another outage", () => {
    const rig = running();
    rig.run({ kind: "finished", outcome: "cancelled", executed: true });
    assert.equal(rig.state.phase.at, "running");
    rig.say("statera", "OB", low);
    assert.deepEqual(done(rig.poll(4)), ["widen-run"]);
  });
});

describe("the mains and a run of which some were told to power off", () => {
  it("[REQ-CRD-40] are back: no further one is told, and those told are woken when they are gone", () => {
    const rig = running();
    rig.run({ kind: "power-off-told", nodes: ["titan-1b"] });
    assert.equal(rig.view().phase, "powering-off");
    rig.say("pyrphoros", "OL", full).say("statera", "OL", full);
    assert.deepEqual(done(rig.poll(13)), ["hold-run"]);
    rig.run({ kind: "gone", nodes: ["titan-1b"] });
    assert.deepEqual(only(rig.all, "start-up")[0]?.wake, ["titan-1b"]);
  });

  it("[REQ-CRD-40] are back: who is never seen gone is waited for as long as it may take, and woken too", () => {
    const rig = running();
    // off_timeout of titan-1b: 90 s.
    rig.run({ kind: "power-off-told", nodes: ["titan-1b"] });
    rig.say("pyrphoros", "OL", full).say("statera", "OL", full);
    assert.deepEqual(done(rig.poll(17)), ["hold-run"]);
    assert.deepEqual(only(rig.poll(), "start-up")[0]?.wake, ["titan-1b"]);
  });

  it("[REQ-CRD-41] are gone again: it goes on", () => {
    const rig = running();
    rig.run({ kind: "power-off-told", nodes: ["titan-1b"] });
    rig.say("pyrphoros", "OL", full).poll(2);
    rig.say("pyrphoros", "OB", low);
    assert.deepEqual(done(rig.poll()), ["continue-run"]);
  });

  it("[REQ-CRD-42] the silence of a UPS whose host was told to go fires nothing, not in the startup and not after it", () => {
    const rig = running();
    rig.run({ kind: "power-off-told", nodes: ["tethys", "titan-1b"] });
    rig.say("statera").poll(4);
    rig.run({ kind: "gone", nodes: ["tethys", "titan-1b"] });
    rig.say("pyrphoros", "OL", full);
    assert.deepEqual(done(rig.poll(14)), ["hold-run", "start-up"]);
    assert.deepEqual(done(rig.poll(60)), []);
    rig.run({ kind: "finished", outcome: "done", executed: true });
    assert.deepEqual(done(rig.poll(60)), []);
    assert.ok(rig.view().alarms.some(({ id }) => id === "asleep:statera"));
    // It is heard again: what it says counts as ever.
    rig.say("statera", "OL", full).poll(14);
    assert.equal(rig.view().condition, "normal");
    rig.say("statera", "OB", low);
    assert.deepEqual(only(rig.poll(12), "begin-run")[0]?.scope, ["tethys", "titan-1b"]);
  });

  it("[REQ-CRD-42] a UPS whose host is heard again is judged by what it says now, and not by its silence", () => {
    const rig = running();
    rig.run({ kind: "power-off-told", nodes: ["tethys", "titan-1b"] });
    rig.run({ kind: "gone", nodes: ["tethys", "titan-1b"] });
    rig.say("statera").say("pyrphoros", "OL", full);
    assert.deepEqual(done(rig.poll(60)), ["hold-run", "start-up"]);
    rig.say("statera", "OB", full);
    assert.deepEqual(done(rig.poll(10)), []);
  });

  it("[REQ-CRD-42] a UPS whose host is off keeps no run going when the mains of a sibling are back", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OB", low).say("statera", "OB", low).poll(9);
    rig.run({ kind: "power-off-told", nodes: ["tethys"] });
    rig.say("statera").poll(4);
    rig.say("pyrphoros", "OL", full);
    assert.deepEqual(done(rig.poll()), ["hold-run"]);
  });

  it("[REQ-CRD-43] a run whose UPSes nobody can read any more is over when others were waited for", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("statera", "OB", low).poll(9);
    rig.run({ kind: "power-off-told", nodes: ["tethys", "titan-1b"] });
    rig.run({ kind: "gone", nodes: ["tethys", "titan-1b"] });
    rig.say("statera");
    // Asleep after 15 s; waited for 10 min.
    assert.deepEqual(done(rig.poll(3 + 119)), []);
    assert.deepEqual(only(rig.poll(2), "start-up")[0]?.wake, ["tethys", "titan-1b"]);
  });
});

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

describe("a startup", () => {
  /** A startup that wakes all others. */
  function starting(): CoordinatorRig {
    const rig = holding();
    rig.say("pyrphoros", "OL", full).poll(13);
    assert.equal(rig.state.phase.at, "starting");
    return rig;
  }

  it("[REQ-CRD-60] is given up for the next outage, whose run owes the same nodes", () => {
    const rig = starting();
    rig.say("pyrphoros", "OB", low);
    const [begin] = only(rig.poll(12), "begin-run");
    assert.equal(begin?.run, 3);
    rig.say("pyrphoros", "OL", full);
    rig.poll(13);
    assert.deepEqual(only(rig.effects, "hold-run").length, 1);
    assert.deepEqual(only(rig.effects, "start-up")[0]?.wake, others);
  });

  it("[REQ-CRD-60] whose next outage is of one UPS is not kept going by another, whose host is still off", () => {
    const upses = aPowerConfig().upses.map((ups) => ({ ...ups, mains: ups.name }));
    const rig = new CoordinatorRig({ upses }).onMains();
    rig.say("pyrphoros", "OB", low).say("statera", "OB", low).poll(9);
    rig.run({ kind: "power-off-told", nodes: others });
    rig.run({ kind: "gone", nodes: others });
    rig.run({ kind: "others-gone" });
    rig.say("statera").say("pyrphoros", "OL", full);
    assert.deepEqual(done(rig.poll(140)), ["start-up"]);
    rig.say("pyrphoros", "OB", low);
    assert.deepEqual(done(rig.poll(12)), ["begin-run"]);
    rig.say("pyrphoros", "OL", full);
    assert.deepEqual(done(rig.poll()), ["hold-run"]);
  });

  it("[REQ-CRD-61] that comes to a bad end is told of, for as long as it may still be meant", () => {
    const rig = starting();
    rig.run({ kind: "finished", outcome: "failed", executed: true });
    rig.poll();
    const ids = () => rig.view().alarms.map(({ id }) => id);
    assert.ok(ids().includes("startup-failed:2"));
    assert.equal(rig.view().condition, "degraded");
    rig.atMs += 12 * 3_600_000;
    rig.poll();
    assert.ok(!ids().includes("startup-failed:2"));
  });

  it("[REQ-CRD-62] waits for required UPSes as long as it takes, and for others for 10 min", () => {
    const rig = running();
    rig.say("pyrphoros", "OL", full).say("statera", "OL", { runtimeS: 10, chargePercent: 10 });
    // From 60 s on, for 120 polls.
    assert.deepEqual(done(rig.poll(13 + 119)), ["hold-run"]);
    const [start] = only(rig.poll(1), "start-up");
    assert.match(start?.reason ?? "", /waited long enough for statera/);
    const elsewhere = new CoordinatorRig({ nodes: aPowerConfig().nodes.slice(1) }).onMains();
    assert.equal(elsewhere.view().startGate.open, true);
    const startup = { requireUps: ["statera"], waitOtherUpsMs: 10_000 };
    const other = running({ startup });
    other.say("pyrphoros", "OL", { chargePercent: 10 }).say("statera", "OL", full);
    assert.deepEqual(done(other.poll(15)), ["hold-run", "start-up"]);
  });
});

describe("a UPS that is not read on battery, beside one that has mains again", () => {
  function besideOneThatIsBack(): CoordinatorRig {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OB", full).say("statera", "OB", full).poll(2);
    rig.say("statera").say("pyrphoros", "OL", full);
    return rig;
  }

  it("[REQ-CRD-140] fires neither after blind_on_battery nor by its host's call, for as long as that is seen", () => {
    const rig = besideOneThatIsBack();
    assert.deepEqual(done(rig.poll(60)), []);
    for (const row of [4, 5] as const) {
      const [ack] = only(rig.trigger("statera", { row }), "ack");
      assert.equal(ack?.run, 0);
      assert.match(ack?.reason ?? "", /mains are back/);
    }
    // What its host has read itself is no silence.
    assert.equal(only(rig.trigger("statera", { row: 11 }), "ack")[0]?.run, 1);
  });

  it("[REQ-CRD-141] goes on where it was when the mains are gone there again, also after a restart", () => {
    const rig = besideOneThatIsBack();
    rig.poll(60);
    rig.restart();
    // 15 s of its silence had passed before that was seen.
    rig.say("pyrphoros", "OB", full);
    assert.deepEqual(only(rig.poll(32), "begin-run"), []);
    const [run] = only(rig.poll(3), "begin-run");
    assert.match(run?.reason ?? "", /statera: on battery and not read/);
  });
});

describe("triggers", () => {
  it("[REQ-CRD-70] count as their UPS having fired, also where the coordinator is blind to it", () => {
    const rig = new CoordinatorRig();
    rig.say("pyrphoros", "OL", full).poll(5);
    const effects = rig.trigger("statera");
    assert.deepEqual(done(effects), ["begin-run", "ack"]);
    assert.equal(only(effects, "begin-run")[0]?.key, `statera:${"a".repeat(32)}:1`);
    assert.deepEqual(only(effects, "begin-run")[0]?.scope, ["tethys", "titan-1b"]);
    assert.equal(only(effects, "ack")[0]?.run, 1);
    // Said again, in whatever life: the same answer, and nothing more.
    rig.restart();
    assert.deepEqual(done(rig.trigger("statera")), ["ack"]);
    rig.run({ kind: "finished", outcome: "done", executed: false });
    assert.deepEqual(only(rig.trigger("statera"), "ack")[0]?.run, 1);
    assert.deepEqual(done(rig.poll(5)), []);
  });

  it("[REQ-CRD-71] for an outage that the coordinator has seen itself are answered with its run, and the other way round", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("statera", "OB", low).poll(9);
    assert.deepEqual(done(rig.trigger("statera", { outage: 5 })), ["ack"]);
    rig.run({ kind: "finished", outcome: "done", executed: false });
    // The host counts another outage that the coordinator has not seen.
    const next = rig.trigger("statera", { outage: 6 });
    assert.deepEqual(done(next), ["begin-run", "ack"]);
    // Its run is over, and it is heard of for the first time by this name.
    const late = new CoordinatorRig().onMains();
    late.say("statera", "OB", low).poll(9);
    late.run({ kind: "finished", outcome: "done", executed: false });
    assert.deepEqual(done(late.trigger("statera", { outage: 5 })), ["ack"]);
    const other = new CoordinatorRig().onMains();
    other.say("statera", "OB", low).poll(5);
    other.trigger("statera");
    other.run({ kind: "finished", outcome: "done", executed: false });
    assert.deepEqual(done(other.poll(10)), []);
    assert.deepEqual(only(other.all, "begin-run").length, 1);
  });

  it("[REQ-CRD-72] that are none of their host's begin nothing, and are told of for 15 min", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("statera").say("pyrphoros").poll(10);
    const forged = [
      rig.trigger("pyrphoros", { host: "tethys" }),
      rig.trigger("statera", { host: "titan-1a" }),
      rig.trigger("nobody", { host: "tethys" }),
      rig.trigger("pyrphoros", { host: "titan-db" }),
      rig.trigger("statera", { id: `statera:${"a".repeat(32)}:2` }),
      rig.trigger("statera", { host: "stranger" }),
    ];
    for (const effects of forged) {
      const [ack] = only(effects, "ack");
      assert.equal(ack?.run, 0);
      assert.ok(ack?.reason);
    }
    assert.deepEqual(only(rig.all, "begin-run"), []);
    assert.ok(rig.view().alarms.some(({ id }) => id === "forged-trigger:tethys"));
    assert.ok(!Object.hasOwn(rig.state.peers, "stranger"));
    rig.atMs += 900_000;
    rig.poll();
    assert.ok(!rig.view().alarms.some(({ id }) => id.startsWith("forged-trigger")));
  });

  it("[REQ-CRD-73] are refused while the UPS itself says live that it is on mains, and judged anew when they are said again", () => {
    const rig = new CoordinatorRig().onMains();
    const [ack] = only(rig.trigger("statera"), "ack");
    assert.equal(ack?.run, 0);
    assert.match(ack?.reason ?? "", /on mains/);
    rig.say("statera");
    rig.poll(2);
    assert.equal(only(rig.trigger("statera"), "ack")[0]?.run, 0);
    // 15 s without a word of it: that reading is evidence no more.
    rig.poll(1);
    assert.equal(only(rig.trigger("statera"), "ack")[0]?.run, 1);
    // Seen on mains after that: the run is held, and over when they are back for good.
    rig.say("statera", "OL", full);
    assert.deepEqual(done(rig.poll(14)), ["hold-run", "start-up"]);
    assert.deepEqual(rig.state.triggers, {});
  });

  it("[REQ-CRD-77] by the name of an outage that is over are refused: they are old, or their host has lost its count", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("statera").poll(5);
    assert.equal(only(rig.trigger("statera"), "ack")[0]?.run, 1);
    rig.run({ kind: "finished", outcome: "done", executed: false });
    assert.equal(only(rig.trigger("statera"), "ack")[0]?.run, 1);
    rig.say("statera", "OL", full).poll(14);
    rig.say("statera").poll(6);
    const [ack] = only(rig.trigger("statera"), "ack");
    assert.equal(ack?.run, 0);
    assert.match(ack?.reason ?? "", /back for good since/);
    assert.deepEqual(only(rig.trigger("statera", { outage: 2 }), "begin-run").length, 1);
  });

  it("[REQ-CRD-74] that take no node's last feed are answered, remembered, and count with the next", () => {
    const nodes = [aNode("titan-db"), aNode("titan-1a", { feeds: ["pyrphoros", "statera"] })];
    const rig = new CoordinatorRig({ nodes });
    rig.say("pyrphoros", "OL", full).poll(5);
    assert.match(only(rig.trigger("statera"), "ack")[0]?.reason ?? "", /no node loses/);
    assert.deepEqual(done(rig.poll(3)), []);
    rig.say("pyrphoros", "OB", low);
    assert.equal(only(rig.poll(10), "begin-run").length, 1);
    assert.equal(only(rig.trigger("statera"), "ack")[0]?.run, 1);
  });

  it("[REQ-CRD-75] are held back by maintenance but for FSD and a low battery that lasts, and it ends by itself after 4 h at most", () => {
    const inhibited = () => {
      const rig = new CoordinatorRig();
      rig.poll(5);
      rig.input({ kind: "inhibit", forMs: 24 * 3_600_000, by: "root", reason: "new battery" });
      return rig;
    };
    assert.match(only(inhibited().trigger("statera"), "ack")[0]?.reason ?? "", /new battery/);
    assert.equal(only(inhibited().trigger("statera", { row: 1 }), "ack")[0]?.run, 1);
    assert.equal(only(inhibited().trigger("statera", { row: 9 }), "ack")[0]?.run, 0);
    const flags = ["OB", "LB"];
    assert.equal(only(inhibited().trigger("statera", { row: 9, flags }), "ack")[0]?.run, 1);
    const rig = inhibited();
    rig.atMs += 4 * 3_600_000 - 1;
    rig.input({ kind: "tick" });
    assert.equal(rig.view().inhibit?.leftMs, 1);
    rig.atMs += 1;
    rig.input({ kind: "tick" });
    assert.equal(rig.view().inhibit, undefined);
    const ended = inhibited();
    ended.input({ kind: "inhibit", forMs: 0, by: "root", reason: "" });
    assert.equal(ended.view().inhibit, undefined);
  });

  it("[REQ-CRD-75] what maintenance held back begins when it ends", () => {
    const rig = new CoordinatorRig().onMains();
    rig.input({ kind: "inhibit", forMs: 300_000, by: "root", reason: "new battery" });
    rig.say("pyrphoros", "OB", low);
    assert.deepEqual(done(rig.poll(59)), []);
    assert.deepEqual(only(rig.poll(2), "begin-run").length, 1);
  });

  it("[REQ-CRD-76] are answered again by a successor, which begins the same run by its number", () => {
    const rig = new CoordinatorRig();
    rig.poll(5);
    rig.trigger("statera");
    const again = rig.restart();
    assert.deepEqual(done(again), ["begin-run", "ack"]);
    assert.equal(only(again, "begin-run")[0]?.run, 1);
    assert.ok(only(again, "alarm").some(({ id }) => id === "shutdown:1"));
    // Of a run whose executor has ended nothing is begun.
    rig.run({ kind: "finished", outcome: "cancelled", executed: true });
    assert.deepEqual(done(rig.restart()), ["ack"]);
  });
});

describe("what nodes without a cable are told", () => {
  const orders = (effects: CoordinatorRig["effects"] | ReturnType<CoordinatorRig["poll"]>) =>
    only(effects, "guard").flatMap((effect) => effect.orders);
  /** In so many polls, by a broker that takes whatever it is given. */
  const told = (rig: CoordinatorRig, polls: number) =>
    Array.from({ length: polls }, () => {
      const those = orders(rig.poll());
      for (const { node, outage, line } of those) {
        if (line === "ol") rig.input({ kind: "guard-told", node, outage });
      }
      return those;
    }).flat();

  it("[REQ-CRD-80] is how long the feed that lasts longest lasts, at once and then every 10 s, with their own time to stop", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OB", { runtimeS: 500 }).say("statera", "OB", { runtimeS: 900 });
    const orders = only(rig.poll(), "guard").at(-1)?.orders ?? [];
    assert.deepEqual(
      orders.map(({ node, line, runtimeS, stopBudgetS }) => [node, line, runtimeS, stopBudgetS]),
      [
        ["titan-0a", "ob", 500, 132],
        ["titan-1a", "ob", 900, 99],
        ["titan-1b", "ob", 900, 99],
      ],
    );
    assert.deepEqual(only(rig.poll(), "guard"), []);
    assert.equal(only(rig.poll(), "guard").length, 1);
    assert.equal(only(rig.poll(), "guard").length, 0);
  });

  it("[REQ-CRD-81] is nothing where another feed is on mains, and no runtime where none is known", () => {
    const upses = aPowerConfig().upses.map((ups) => ({ ...ups, mains: ups.name }));
    const rig = new CoordinatorRig({ upses }).onMains();
    rig.say("pyrphoros", "OB");
    const orders = only(rig.poll(), "guard").at(-1)?.orders ?? [];
    assert.deepEqual(
      orders.map(({ node }) => node),
      ["titan-0a"],
    );
    assert.ok(!Object.hasOwn(orders[0] ?? {}, "runtimeS"));
    // The other feed falls silent: unknown, and lost after it was so for 30 s.
    rig.say("statera");
    const later = only(rig.poll(12), "guard").at(-1)?.orders ?? [];
    assert.deepEqual(
      later.map(({ node }) => node),
      ["titan-0a", "titan-1a"],
    );
  });

  it("[REQ-CRD-82] is that the mains are back, by the same name, until they are back for good", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OB", low).poll(3);
    rig.say("pyrphoros", "OL", full);
    rig.input({ kind: "node", node: "titan-0a", session: 1 });
    const words = told(rig, 20);
    const outage = `pyrphoros:${boot1}:1`;
    assert.ok(words.every((word) => word.line === "ol" && word.outage === outage));
    // At once, and every 10 s for 60 s.
    assert.equal(words.length, 6);
    assert.deepEqual(rig.state.guards, {});
  });

  it("[REQ-CRD-84] is, in time, that the mains are back also where it was not there meanwhile", () => {
    const rig = new CoordinatorRig().onMains();
    const outage = `pyrphoros:${boot1}:1`;
    const comes = (session: number, armed?: string) =>
      orders(rig.input({ kind: "node", node: "titan-0a", session, ...(armed ? { armed } : {}) }));
    comes(1);
    rig.say("pyrphoros", "OB", low).poll(3);
    rig.input({ kind: "node", node: "titan-0a" });
    rig.say("pyrphoros", "OL", full).poll(3);
    // What went out to nobody does not count, nor what is of another outage.
    rig.input({ kind: "guard-told", node: "titan-0a", outage });
    rig.poll(13);
    assert.deepEqual(orders(rig.poll(4)), []);
    const stopBudgetS = 132;
    const back = [{ node: "titan-0a", outage, line: "ol", stopBudgetS }];
    assert.deepEqual(comes(2), back);
    rig.input({ kind: "guard-told", node: "titan-0a", outage: "another" });
    assert.equal(orders(rig.poll(4)).length, 2);
    rig.input({ kind: "guard-told", node: "titan-0a", outage });
    assert.deepEqual(told(rig, 10), []);
    assert.deepEqual(rig.state.guards, {});
    assert.deepEqual(comes(3), []);
    // A connection may have been dead without anybody knowing: the node itself says so.
    assert.deepEqual(comes(4, outage), back);
    // What goes meanwhile is not taken for said.
    rig.say("pyrphoros", "OB", low).poll();
    rig.input({ kind: "guard-told", node: "titan-0a", outage });
    rig.say("pyrphoros", "OL", full).poll(20);
    assert.equal(orders(rig.poll(4)).length, 2);
  });

  it("[REQ-CRD-84] is, where it missed the end of an outage, nothing of it by which it would be armed, and another name in the next", () => {
    const rig = new CoordinatorRig().onMains();
    const comes = () => orders(rig.input({ kind: "node", node: "titan-0a", session: 1 }));
    rig.say("pyrphoros", "OB", low).poll(3);
    rig.say("pyrphoros", "OL", full).poll(16);
    rig.say("pyrphoros").poll(16);
    assert.deepEqual(comes(), []);
    assert.deepEqual(orders(rig.poll(4)), []);
    rig.input({ kind: "inhibit", by: "root", reason: "batteries", forMs: 60_000 });
    rig.say("pyrphoros", "OB", { runtimeS: 900 }).poll();
    assert.deepEqual(comes(), []);
    rig.input({ kind: "inhibit", by: "root", reason: "done", forMs: 0 });
    const [next] = comes();
    assert.deepEqual([next?.line, next?.outage], ["ob", `pyrphoros:${boot1}:2`]);
    assert.equal(only(rig.poll(2), "guard")[0]?.orders[0]?.outage, next?.outage);
  });

  it("[REQ-CRD-84] is, to one that is armed and of which nothing is known, what its feeds say live, and by its own name", () => {
    const rig = new CoordinatorRig();
    const comes = () =>
      orders(rig.input({ kind: "node", node: "titan-1a", session: 9, armed: "x" })).map(
        ({ outage, line, runtimeS }) => [outage, line, runtimeS],
      );
    const [unknown, back] = [[["x", "ob", undefined]], [["x", "ol", undefined]]];
    assert.deepEqual(comes(), unknown);
    for (const ups of ["pyrphoros", "statera"])
      rig.reading(ups, { flags: "OL", ...full }, "retained");
    assert.deepEqual(comes(), unknown);
    rig.reading("statera", { flags: "OB CAL", ...full });
    assert.deepEqual(comes(), unknown);
    rig.reading("statera", { flags: "OL", ...full });
    assert.deepEqual(comes(), back);
    // A process that stood still knows nothing of now.
    rig.atMs += 15_000;
    assert.deepEqual(comes(), unknown);
    rig.reading("statera", { flags: "OB", runtimeS: 900 });
    assert.deepEqual(comes(), unknown);
    rig.reading("pyrphoros", { flags: "OL", ...full });
    assert.deepEqual(comes(), back);
  });

  it("[REQ-CRD-84] is what it is for one alone when that one comes, and the others have their turn as ever", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OB", { runtimeS: 500 }).say("statera", "OB", { runtimeS: 900 }).poll();
    const comes = orders(rig.input({ kind: "node", node: "titan-1b", session: 3 }));
    assert.deepEqual(
      comes.map(({ node, line }) => [node, line]),
      [["titan-1b", "ob"]],
    );
    assert.deepEqual(orders(rig.poll()), []);
    assert.equal(orders(rig.poll()).length, 3);
  });

  for (const [what, change] of [
    ["is in the configuration no more", (rig: CoordinatorRig) => rig.config.nodes.slice(0, 2)],
    [
      "has a cable by now",
      (rig: CoordinatorRig) => {
        const upses = rig.config.upses.map((ups) => ({ ...ups, host: "titan-0a" }));
        rig.config = { ...rig.config, upses };
        return rig.config.nodes;
      },
    ],
  ] as const) {
    it(`[REQ-CRD-85] is, where it ${what}, that it is disarmed, at once or when it comes`, () => {
      const rig = new CoordinatorRig().onMains();
      rig.say("pyrphoros", "OB", low).poll(3);
      const nodes = change(rig);
      rig.config = { ...rig.config, nodes };
      assert.equal(told(rig, 4).length, 0);
      const outage = `pyrphoros:${boot1}:1`;
      const comes = () => orders(rig.input({ kind: "node", node: "titan-0a", session: 1 }));
      const over = { node: "titan-0a", outage, line: "ol" } as const;
      assert.deepEqual(comes(), [over]);
      assert.deepEqual(told(rig, 4), [over]);
      assert.equal(Object.hasOwn(rig.state.guards, "titan-0a"), false);
      assert.deepEqual(comes(), []);
      assert.deepEqual(orders(rig.input({ kind: "node", node: "x", session: 1, armed: "y" })), [
        { node: "x", outage: "y", line: "ol" },
      ]);
    });
  }

  it("[REQ-CRD-86] is nothing in maintenance, and what it was where it is armed", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OB", { runtimeS: 900 }).poll(3);
    const inhibit = { kind: "inhibit", by: "root", reason: "batteries" } as const;
    rig.input({ ...inhibit, forMs: 600_000 });
    rig.say("statera", "OB", { runtimeS: 900 });
    const armed = new Set(orders(rig.poll(10)).map(({ node }) => node));
    assert.deepEqual([...armed], ["titan-0a"]);
    rig.input({ ...inhibit, forMs: 0 });
    const all = new Set(orders(rig.poll(3)).map(({ node }) => node));
    assert.deepEqual([...all], ["titan-0a", "titan-1a", "titan-1b"]);
  });

  it("[REQ-CRD-82] is, by a coordinator booted anew, that it does not know, until it does", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OB", low).poll(3);
    rig.reboot(boot2);
    rig.session = "p2";
    rig.say("pyrphoros").say("statera");
    const [order] = only(rig.poll(), "guard")[0]?.orders ?? [];
    assert.equal(order?.line, "ob");
    assert.equal(order?.runtimeS, undefined);
    rig.say("pyrphoros", "OL", full);
    assert.equal(only(rig.poll(), "guard")[0]?.orders[0]?.outage, `pyrphoros:${boot1}:1`);
  });

  it("[REQ-CRD-81] is the runtime of the other feed where one is off", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OFF", full).poll(7);
    rig.say("statera", "OB", { runtimeS: 900 });
    const orders = only(rig.poll(), "guard").at(-1)?.orders ?? [];
    assert.deepEqual(
      orders.map(({ node, runtimeS }) => [node, runtimeS]),
      [
        ["titan-1a", 900],
        ["titan-1b", 900],
      ],
    );
    // A node that needs both has none of them left.
    const nodes = aPowerConfig().nodes.map((node) => ({ ...node, minSupplies: node.feeds.length }));
    const both = new CoordinatorRig({ nodes }).onMains();
    both.say("pyrphoros", "OFF", full).poll(7);
    both.say("statera", "OB", { runtimeS: 900 });
    const [order] = only(both.poll(), "guard").at(-1)?.orders ?? [];
    assert.deepEqual([order?.node, order?.runtimeS], ["titan-1a", 0]);
  });

  it("[REQ-CRD-83] is not what a test draws", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OB CAL", full);
    assert.deepEqual(only(rig.poll(5), "guard"), []);
    assert.equal(rig.view().condition, "normal");
  });
});

describe("what people are told by the coordinator", () => {
  const ids = (rig: CoordinatorRig) => rig.view().alarms.map(({ id }) => id);

  it("[REQ-CRD-90] of publishers that are down and other configurations, and when that is over", () => {
    const rig = new CoordinatorRig({ configHash: "0".repeat(16) }).onMains();
    const say = (publisher: "up" | "down", configHash?: string) =>
      rig.input({
        kind: "availability",
        host: "tethys",
        publisher,
        ...(configHash !== undefined && { configHash }),
      });
    say("down", "1".repeat(16));
    assert.deepEqual(ids(rig), ["publisher-down:tethys", "config-hash:tethys"]);
    assert.equal(rig.view().condition, "degraded");
    assert.equal(rig.view().peers[0]?.publisher, "down");
    const over = only(say("up", "0".repeat(16)), "alarm-over");
    assert.deepEqual(
      over.map(({ id }) => id),
      ["publisher-down:tethys", "config-hash:tethys"],
    );
    assert.equal(rig.view().condition, "normal");
    say("down");
    rig.poll();
    assert.equal(rig.view().peers[0]?.publisher, "up");
    rig.input({ kind: "availability", host: "stranger", publisher: "down" });
    assert.deepEqual(ids(rig), []);
  });

  it("[REQ-CRD-91] of the condition, by the worst there is, with reasons in sentences", () => {
    const fresh = new CoordinatorRig();
    assert.equal(fresh.view().condition, "degraded");
    assert.equal(fresh.view().upses[0]?.verdict, "unknown");
    const rig = new CoordinatorRig().onMains();
    assert.deepEqual([rig.view().condition, rig.view().reasons], ["normal", []]);
    rig.input({ kind: "inhibit", forMs: 60_000, by: "root", reason: "new battery" });
    assert.equal(rig.view().condition, "degraded");
    rig.poll(13);
    rig.say("statera").poll(20);
    assert.equal(rig.view().condition, "degraded");
    assert.match(rig.view().reasons.join(), /statera: not read for/);
    rig.say("statera", "OL", { runtimeS: 100, chargePercent: 100 }).poll(2);
    assert.match(rig.view().reasons.join(), /below 358 s/);
    rig.say("statera", "OB", { runtimeS: 2000 }).poll(1);
    assert.equal(rig.view().condition, "on-battery");
    rig.say("pyrphoros", "FSD OB").poll(1);
    assert.equal(rig.view().condition, "shutting-down");
  });

  it("[REQ-CRD-91] of the run that is under way, and who was told, in the reasons", () => {
    const rig = running();
    rig.run({ kind: "power-off-told", nodes: ["titan-1b"] });
    rig.run({ kind: "power-off-told", nodes: ["titan-1b"] });
    rig.say("pyrphoros", "OL", full).poll();
    const [reason] = rig.view().reasons;
    assert.match(
      reason ?? "",
      /shutdown 1, held as the mains are back: .*told to power off: titan-1b/,
    );
    assert.equal(rig.view().run, 1);
    rig.reboot(boot2);
    assert.equal(rig.view().alarms.length, 0);
    rig.run({ kind: "finished", outcome: "done", executed: false });
    assert.equal(rig.view().phase, "watching");
  });

  it("[REQ-CRD-92] of RB and ALARM alone, that nothing follows from them", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "ALARM OL RB", full);
    assert.deepEqual(done(rig.poll(10)), []);
    assert.deepEqual(ids(rig), ["replace-battery:pyrphoros", "ups-alarm:pyrphoros"]);
    // It comes and goes: 15 min without it, and it is over.
    rig.say("pyrphoros", "OL", full).poll(179);
    assert.deepEqual(ids(rig).length, 2);
    rig.poll(1);
    assert.deepEqual(ids(rig), []);
  });

  it("[REQ-CRD-93] that nothing unknown to its configuration, and no event of another run, means anything", () => {
    const rig = running();
    rig.reading("nobody", { flags: "OB" });
    const before = JSON.stringify(rig.state);
    rig.run({ kind: "others-gone" }, 9);
    rig.run({ kind: "power-off-told", nodes: ["titan-1b"] }, 9);
    assert.equal(JSON.stringify(rig.state), before);
    assert.equal(defaultPolicy.debouncePolls, 3);
  });
});
