import assert from "node:assert/strict";
import {
  type CoordinatorRig,
  done,
  everyone,
  full,
  low,
  only,
  others,
  running,
} from "../../support/power/coordinator-rig.ts";

const rebooted = ["titan-0a", "tethys"];

/** One was powered off, and is woken by a startup that reboots two others. */
function startingUp(nodes: readonly string[] = rebooted): CoordinatorRig {
  const rig = running();
  rig.run({ kind: "power-off-told", nodes: ["titan-1b"] });
  rig.run({ kind: "gone", nodes: ["titan-1b"] });
  rig.say("pyrphoros", "OL", full).say("statera", "OL", full);
  assert.deepEqual(only(rig.poll(14), "start-up")[0]?.wake, ["titan-1b"]);
  rig.run({ kind: "coming-up", nodes: ["titan-1b"] });
  rig.run({ kind: "coming-up", nodes });
  return rig;
}

function backForGood(rig: CoordinatorRig): CoordinatorRig {
  return rig.say("pyrphoros", "OL", full).say("statera", "OL", full);
}

describe("nodes that a startup has woken or rebooted", () => {
  it("[REQ-CRD-160] are woken by the next one where an outage takes its place, told by that run or not", () => {
    for (const isRestarted of [false, true]) {
      const rig = startingUp();
      rig.say("pyrphoros", "OB", low).say("statera", "OB", low);
      const [begin] = only(rig.poll(10), "begin-run");
      assert.deepEqual([begin?.scope, begin?.owed], [everyone, ["titan-1b", ...rebooted]]);
      if (isRestarted) assert.deepEqual(only(rig.restart(), "begin-run")[0]?.owed, begin?.owed);
      rig.run({ kind: "power-off-told", nodes: ["titan-1a"] });
      rig.run({ kind: "gone", nodes: ["titan-1a"] });
      rig.run({ kind: "others-gone" });
      assert.deepEqual(only(backForGood(rig).poll(30), "start-up")[0]?.wake, others);
    }
  });

  it("[REQ-CRD-160] are owed also where that is said as an outage takes its place, and no more when it ends well", () => {
    const late = startingUp();
    const { lastRun } = late.state;
    late.say("pyrphoros", "OB", low).say("statera", "OB", low).poll(10);
    late.run({ kind: "coming-up", nodes: ["titan-1a"] }, lastRun);
    assert.ok(late.state.owed.includes("titan-1a"));
    const well = startingUp();
    well.run({ kind: "finished", outcome: "done", executed: true, missing: ["tethys"] });
    assert.deepEqual(well.state.owed, ["tethys"]);
    well.run({ kind: "coming-up", nodes: rebooted });
    assert.deepEqual(well.state.owed, ["tethys"]);
  });

  it("[REQ-CRD-161] keep no battery from firing by a silence of theirs", () => {
    const rig = startingUp(["titan-0a"]);
    rig.say("statera", "OB", full).poll(2);
    rig.run({ kind: "coming-up", nodes: ["tethys"] });
    rig.say("statera");
    const begun = only(rig.poll(60), "begin-run");
    assert.deepEqual(
      begun.map(({ scope }) => scope),
      [["tethys", "titan-1b"]],
    );
  });

  it("[REQ-CRD-162] that are told to go once more have their time for that anew before a startup wakes them", () => {
    const rig = startingUp();
    rig.say("pyrphoros", "OB", low).say("statera", "OB", low).poll(10);
    rig.run({ kind: "power-off-told", nodes: others });
    rig.run({ kind: "gone", nodes: others });
    rig.run({ kind: "others-gone" });
    // Longer than any may take.
    rig.say("pyrphoros", "OB", full).say("statera", "OB", full).poll(40);
    backForGood(rig).poll(11);
    rig.run({ kind: "power-off-told", nodes: ["titan-0a"], isAnew: true });
    assert.deepEqual(done(rig.poll(20)), []);
    rig.run({ kind: "gone", nodes: ["titan-0a"] });
    assert.deepEqual(only(rig.effects, "start-up")[0]?.wake, others);
  });
});
