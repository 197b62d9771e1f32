import assert from "node:assert/strict";
import { defaultPolicy } from "../../../src/power/policy.ts";
import { boot2 } from "../../support/power/config.ts";
import { CoordinatorRig, done, full, only, running } from "../../support/power/coordinator-rig.ts";

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
