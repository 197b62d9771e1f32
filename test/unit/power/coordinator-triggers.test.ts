import assert from "node:assert/strict";
import { aNode } from "../../support/power/config.ts";
import { CoordinatorRig, done, full, low, only } from "../../support/power/coordinator-rig.ts";

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
