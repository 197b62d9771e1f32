import assert from "node:assert/strict";
import { boot2 } from "../../support/power/config.ts";
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

/** The mains are back for 10 min with batteries that are too empty for a startup; every node has come up by itself. */
function backButEmpty(rig: CoordinatorRig): CoordinatorRig {
  const empty = { runtimeS: 440, chargePercent: 20 };
  rig.say("pyrphoros", "OL CHRG", empty).say("statera", "OL CHRG", empty);
  assert.deepEqual(only(rig.poll(120), "start-up"), []);
  return rig;
}

function goneAgain(rig: CoordinatorRig): CoordinatorRig {
  return rig.say("pyrphoros", "OB", low).say("statera", "OB", low);
}

/** The mains are gone at statera alone, and it has fired. */
function firedAtStatera(): CoordinatorRig {
  const rig = new CoordinatorRig().onMains();
  rig.say("statera", "OB DISCHRG", low).poll(9);
  assert.deepEqual(only(rig.all, "begin-run")[0]?.scope, ["tethys", "titan-1b"]);
  return rig;
}

describe("an outage before the start gate opened", () => {
  it("[REQ-CRD-57] begins a run of its own for all nodes, as those that were told may be up again", () => {
    const rig = goneAgain(backButEmpty(holding()));
    const effects = rig.poll(12);
    assert.deepEqual(done(effects), ["begin-run"]);
    const [begin] = only(effects, "begin-run");
    assert.deepEqual([begin?.run, begin?.scope], [2, everyone]);
    assert.deepEqual(rig.state.owed, others);
    // And once: it is one outage again.
    assert.deepEqual(done(rig.poll(20)), []);
    // Killed before that was done, its successor begins the same one.
    assert.equal(only(rig.restart(), "begin-run")[0]?.run, 2);
    // Back for good, with an open gate: all are woken, told by this run or by the one before.
    rig.say("pyrphoros", "OL", { runtimeS: 3000, chargePercent: 95 });
    rig.say("statera", "OL", { runtimeS: 3000, chargePercent: 95 });
    assert.deepEqual(only(rig.poll(14), "start-up")[0]?.wake, others);
  });

  it("[REQ-CRD-57] begins it in the next boot, too, whether the coordinator went by itself or died", () => {
    for (const goes of [true, false]) {
      const rig = holding();
      if (goes) rig.say("pyrphoros", "OB", { runtimeS: 80 }).poll(3);
      assert.equal(rig.state.phase.at, goes ? "self-off" : "holding");
      rig.reboot(boot2);
      rig.session = "p2";
      backButEmpty(rig);
      const effects = goneAgain(rig).poll(12);
      assert.deepEqual(done(effects), ["begin-run"]);
      assert.deepEqual(only(effects, "begin-run")[0]?.scope, everyone);
      assert.deepEqual(rig.state.owed, others);
    }
  });

  it("[REQ-CRD-57] begins it where only some had been told, and none where nobody was", () => {
    const told = running();
    told.run({ kind: "power-off-told", nodes: ["titan-1b"] });
    assert.deepEqual(done(goneAgain(backButEmpty(told)).poll(12)), ["begin-run"]);
    // Of these nobody needs to be told a second time: the run that is held goes on, by the same number.
    assert.deepEqual(done(goneAgain(backButEmpty(running())).poll(12)), ["continue-run"]);
  });

  it("[REQ-CRD-57] begins it by the call of a host that was told and is up again, and not by that of one on its way down", () => {
    const rig = running();
    rig.run({ kind: "power-off-told", nodes: others });
    rig.poll(2);
    assert.equal(only(rig.trigger("statera"), "ack")[0]?.run, 1);
    rig.say("statera").poll(6);
    rig.run({ kind: "gone", nodes: others });
    rig.run({ kind: "others-gone" });
    // The same call, late, and then that of another boot of it.
    assert.deepEqual(done(rig.trigger("statera")), ["ack"]);
    const again = rig.trigger("statera", { bootId: "b".repeat(32) });
    assert.deepEqual(done(again), ["begin-run", "ack"]);
    assert.equal(only(again, "ack")[0]?.run, 2);
  });

  it("[REQ-CRD-57] is the same outage while the mains were not back for good, so that nothing is begun anew", () => {
    const rig = holding();
    rig.say("pyrphoros", "OL", low).poll(6);
    rig.say("pyrphoros", "OB", low);
    assert.deepEqual(done(rig.poll(20)), []);
    // Another UPS that fires for the first time finds its nodes told.
    rig.say("statera", "OB", low);
    assert.deepEqual(done(rig.poll(12)), []);
    assert.equal(rig.state.phase.at, "holding");
  });

  it("[REQ-CRD-135] goes on with the run that is held for a node that counts as told and that nobody had reached, and holds it once it was", () => {
    const rig = firedAtStatera();
    rig.run({ kind: "power-off-told", nodes: ["tethys", "titan-1b"] });
    assert.deepEqual(done(rig.say("statera", "OL", low).poll(1)), ["hold-run"]);
    rig.run({ kind: "not-reached", nodes: ["titan-1b"] });
    assert.deepEqual(done(rig.poll(1)), []);
    rig.restart();
    assert.deepEqual(done(rig.say("statera", "OB", low).poll(2)), ["continue-run"]);
    // It goes on with it, and it has heard it now: what the mains do then is about nobody.
    rig.run({ kind: "power-off-told", nodes: ["titan-1b"] });
    assert.deepEqual(done(rig.say("statera", "OL", low).poll(1)), ["hold-run"]);
    assert.deepEqual(done(rig.say("statera", "OB", low).poll(2)), []);
  });

  it("[REQ-CRD-69] begins it when a UPS that had fired is read again by its host, had its time to go, and fires once more", () => {
    const rig = firedAtStatera();
    rig.run({ kind: "power-off-told", nodes: ["tethys", "titan-1b"] });
    rig.say("statera").poll(6);
    rig.run({ kind: "gone", nodes: ["tethys", "titan-1b"] });
    rig.poll(2);
    // Not by the first reading, and not by a good one.
    rig.say("statera", "OB", { runtimeS: 900, chargePercent: 60 });
    assert.deepEqual(done(rig.poll(10)), []);
    rig.say("statera", "OB", low);
    assert.deepEqual(done(rig.poll(2)), []);
    const effects = rig.poll(3);
    assert.deepEqual(done(effects), ["begin-run"]);
    const [begin] = only(effects, "begin-run");
    assert.deepEqual([begin?.run, begin?.scope], [2, ["tethys", "titan-1b"]]);
    assert.match(begin?.key ?? "", /^statera:1+:2$/);
    assert.deepEqual(done(rig.poll(20)), []);
  });

  it("[REQ-CRD-69] begins none by a UPS whose host is on its way down, however often it is heard", () => {
    const rig = firedAtStatera();
    rig.run({ kind: "power-off-told", nodes: ["tethys", "titan-1b"] });
    rig.say("statera").poll(6);
    rig.say("statera", "OB", low).poll(6);
    assert.deepEqual(only(rig.all, "begin-run").length, 1);
    assert.equal(rig.state.upses["statera"]?.another, undefined);
  });

  it("[REQ-CRD-58] that leaves the coordinator too little: it goes once all were told once more, and not before", () => {
    const rig = goneAgain(backButEmpty(holding()));
    rig.poll(12);
    rig.say("pyrphoros", "OB", { runtimeS: 90 });
    assert.deepEqual(done(rig.poll(5)), []);
    rig.run({ kind: "power-off-told", nodes: others });
    assert.deepEqual(only(rig.all, "power-off-self").length, 1);
    assert.equal(rig.state.phase.at, "self-off");
    // In a first run it waits until they are confirmed gone.
    const first = running();
    first.run({ kind: "power-off-told", nodes: others });
    first.say("pyrphoros", "OB", { runtimeS: 90 });
    assert.deepEqual(done(first.poll(5)), []);
  });
});

describe("an outage after a startup that did not wait for all UPSes", () => {
  /** statera is waited for for 10 min, as nothing was heard of it since its host was told to go. */
  function startedUp(first: CoordinatorRig): CoordinatorRig {
    first.run({ kind: "power-off-told", nodes: ["tethys", "titan-1b"] });
    first.say("statera").poll(6);
    first.run({ kind: "gone", nodes: ["tethys", "titan-1b"] });
    first.run({ kind: "finished", outcome: "done", executed: true });
    assert.equal(only(first.poll(130), "start-up").length, 1);
    return first;
  }

  it("[REQ-CRD-69] has a run of its own, also where that is seen before the startup has ended, and only one", () => {
    for (const isOver of [false, true]) {
      const rig = startedUp(firedAtStatera());
      if (isOver) rig.run({ kind: "finished", outcome: "done", executed: true });
      rig.say("statera", "OB", low);
      assert.deepEqual(done(rig.poll(2)), []);
      assert.deepEqual(only(rig.poll(3), "begin-run")[0]?.run, 3);
      assert.deepEqual(done(rig.poll(40)), []);
      // What its host calls it in its new boot is the same outage, and has had its run.
      rig.trigger("statera", { bootId: "b".repeat(32), outage: 2 });
      assert.equal(only(rig.effects, "ack")[0]?.run, 3);
      assert.deepEqual(only(rig.all, "begin-run").length, 2);
    }
  });

  it("[REQ-CRD-69] is begun by the call of its host that comes before any reading, and is one with what is read then", () => {
    const rig = startedUp(firedAtStatera());
    const effects = rig.trigger("statera", { bootId: "b".repeat(32), outage: 2 });
    assert.deepEqual(done(effects), ["begin-run", "ack"]);
    assert.equal(only(effects, "ack")[0]?.run, 3);
    rig.say("statera", "OB", low);
    assert.deepEqual(done(rig.poll(40)), []);
    assert.deepEqual(
      rig.state.covered.map(({ key }) => key.slice(-2)),
      [":1", ":2", ":2"],
    );
  });

  it("[REQ-CRD-69] survives a restart between the startup and the first reading", () => {
    const rig = startedUp(firedAtStatera());
    rig.restart();
    rig.say("statera", "OB", low);
    assert.equal(only(rig.poll(8), "begin-run").length, 1);
  });

  it("[REQ-CRD-69] is none by a forced shutdown that was obeyed, and is found set where its host is up again", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("statera", "FSD OL", full).poll(1);
    assert.equal(only(rig.all, "begin-run").length, 1);
    startedUp(rig).say("statera", "FSD OL", full).poll(30);
    assert.equal(only(rig.all, "begin-run").length, 1);
    assert.equal(rig.state.upses["statera"]?.judgement?.row, 2);
    rig.say("statera", "FSD OB", full).poll(1);
    assert.equal(only(rig.all, "begin-run").length, 2);
  });

  it("[REQ-CRD-69] counts the time on battery on where the first that is read is OB, and from nothing after OL", () => {
    for (const flags of ["OB", "OL"]) {
      const rig = new CoordinatorRig().onMains();
      const silent = { chargePercent: 90 };
      rig.say("statera", "OB", silent).poll(40);
      assert.equal(only(rig.all, "begin-run").length, 1);
      startedUp(rig).say("statera", flags, silent).poll(1);
      rig.say("statera", "OB", silent).poll(5);
      assert.equal(only(rig.all, "begin-run").length, flags === "OB" ? 2 : 1);
    }
  });
});
