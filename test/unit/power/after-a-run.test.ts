import assert from "node:assert/strict";
import {
  type CoordinatorRig,
  full,
  holding,
  only,
  running,
} from "../../support/power/coordinator-rig.ts";

/** The startup after a run that told all others, tethys among them; it is heard again. */
function woken(): CoordinatorRig {
  const rig = holding();
  rig.say("pyrphoros", "OL", full).poll(13);
  assert.equal(rig.state.phase.at, "starting");
  rig.say("statera", "OL", full).poll(14);
  return rig;
}

describe("the silence of a UPS whose host was told to go, and is up again", () => {
  // By the clock at the threshold of 357.5 s before it was silent for too long.
  const draining = { runtimeS: 400 };

  it("[REQ-CRD-44] fires as ever in a startup that is under way", () => {
    const rig = woken();
    rig.say("statera", "OB", draining).poll(2);
    rig.say("statera");
    assert.deepEqual(only(rig.poll(40), "begin-run")[0]?.scope, ["tethys", "titan-1b"]);
  });

  it("[REQ-CRD-44] fires as ever after a startup that came to a bad end, and its host's end is told of", () => {
    const rig = woken();
    rig.run({ kind: "finished", outcome: "failed", executed: true });
    rig.input({ kind: "availability", host: "tethys", publisher: "down" });
    assert.ok(rig.view().alarms.some(({ id }) => id === "publisher-down:tethys"));
    rig.say("statera", "OB", draining).poll(2);
    rig.say("statera");
    assert.equal(only(rig.poll(40), "begin-run").length, 1);
    // Told by that run, it falls silent by our doing once more.
    rig.run({ kind: "power-off-told", nodes: ["tethys", "titan-1b"] });
    rig.poll(1);
    assert.equal(rig.state.upses["statera"]?.isAsleep, true);
  });

  it("[REQ-CRD-44] fires as ever where it was told, had its off_timeout, and was heard all the same", () => {
    const rig = running();
    rig.run({ kind: "power-off-told", nodes: ["tethys"] });
    rig.say("statera", "OB", full).poll(24);
    rig.say("statera").poll(10);
    assert.equal(rig.state.upses["statera"]?.isAsleep, false);
    const asleep = running();
    asleep.run({ kind: "power-off-told", nodes: ["tethys"] });
    asleep.say("statera", "OB", full).poll(22);
    asleep.say("statera").poll(10);
    assert.equal(asleep.state.upses["statera"]?.isAsleep, true);
  });
});
