import assert from "node:assert/strict";
import type { FinishedRun } from "../../../src/power/model.ts";
import { aPowerConfig, boot1, boot2 } from "../../support/power/config.ts";
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
