import assert from "node:assert/strict";
import { CoordinatorRig } from "../../support/power/coordinator-rig.ts";

const full = { runtimeS: 3000, chargePercent: 100 };

/** What is done, but for words to nodes and people. */
function done(effects: readonly { readonly kind: string }[]): readonly string[] {
  return effects
    .map(({ kind }) => kind)
    .filter((kind) => !["guard", "alarm", "alarm-over"].includes(kind));
}

describe("an order to shut down, on mains", () => {
  it("[REQ-PWR-15] is carried out while it stands, though the mains are there, and what it stopped comes back when it is gone", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "FSD OL", full);
    assert.deepEqual(done(rig.poll(1)), ["begin-run"]);
    // Ten minutes: nothing holds it, and upsd is not restarted under it.
    assert.deepEqual(done(rig.poll(120)), []);
    assert.equal(rig.state.phase.at, "running");
    rig.say("pyrphoros", "OL", full);
    assert.deepEqual(done(rig.poll(11)), ["hold-run"]);
    assert.deepEqual(done(rig.poll(3)), ["start-up"]);
  });
});
