import assert from "node:assert/strict";
import {
  CoordinatorRig,
  done,
  full,
  holding,
  low,
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

describe("a run that was called off", () => {
  const alarms = (rig: CoordinatorRig) => rig.view().alarms.map(({ id }) => id);

  it("[REQ-CRD-35] on mains is asked for again when they go in the same outage, after as many polls as fire", () => {
    const rig = running();
    rig.say("pyrphoros", "OL", { runtimeS: 900, chargePercent: 60 }).poll(8);
    rig.run({ kind: "finished", outcome: "cancelled", executed: true });
    rig.poll(2);
    assert.deepEqual(alarms(rig), ["on-battery:pyrphoros", "on-battery:statera", "shutdown:1"]);
    // A gap that is short, or a battery that lasts, asks for nothing; people are told.
    rig.say("pyrphoros", "OB", { runtimeS: 900 });
    assert.deepEqual(done(rig.poll(10)), []);
    assert.ok(alarms(rig).includes("shutdown-cancelled:1"));
    rig.say("pyrphoros", "OB", low);
    assert.deepEqual(done(rig.poll(2)), []);
    const [widen] = only(rig.poll(), "widen-run");
    assert.equal(widen?.run, 1);
    assert.ok(!alarms(rig).includes("shutdown-cancelled:1"));
    assert.deepEqual(done(rig.poll(10)), []);
    assert.deepEqual(done(rig.restart()), ["begin-run"]);
    rig.say("pyrphoros", "OL", full);
    assert.deepEqual(done(rig.poll()), ["hold-run"]);
  });

  it("[REQ-CRD-35] on mains is asked for again by the call of a host whose UPS cannot be read", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("statera").poll(4);
    rig.trigger("statera");
    rig.say("statera", "OL", full).poll(2);
    rig.run({ kind: "finished", outcome: "cancelled", executed: true });
    rig.say("statera").poll(4);
    assert.deepEqual(done(rig.trigger("statera")), ["widen-run", "ack"]);
  });

  it("[REQ-CRD-35] on battery is over for this outage, and that it runs out is told", () => {
    const rig = running();
    rig.run({ kind: "finished", outcome: "cancelled", executed: true });
    assert.deepEqual(done(rig.poll(20)), []);
    assert.ok(alarms(rig).includes("shutdown-cancelled:1"));
    rig.say("pyrphoros", "OL", full).poll();
    assert.ok(!alarms(rig).includes("shutdown-cancelled:1"));
    rig.say("pyrphoros", "OB", low);
    assert.deepEqual(done(rig.poll(10)), []);
    assert.ok(alarms(rig).includes("shutdown-cancelled:1"));
  });
});

describe("a run that is held as the mains are back", () => {
  it("[REQ-CRD-131] stays held where a cable that is lost has it take in another node", () => {
    const ups = (name: string, host: string, mains: string) => ({
      ...{ name, host, mains, killpower: false },
    });
    const node = (name: string, ...feeds: readonly string[]) => ({
      ...{ name, feeds, minSupplies: 1, roles: [], offTimeoutMs: 120_000 },
    });
    const rig = new CoordinatorRig({
      upses: [
        ups("pyrphoros", "titan-db", "barn"),
        ups("statera", "tethys", "house"),
        ups("chora", "titan-0a", "house"),
      ],
      nodes: [
        node("titan-db", "pyrphoros"),
        node("tethys", "statera"),
        node("titan-0a", "chora"),
        node("titan-1a", "pyrphoros", "statera"),
      ],
    }).onMains();
    rig.say("statera", "OB", low).say("chora", "OB", low).poll(9);
    rig.run({ kind: "power-off-told", nodes: ["tethys"] });
    rig.say("statera").poll(4);
    rig.say("chora", "OL", full);
    assert.deepEqual(done(rig.poll(1)), ["hold-run"]);
    // The other feed of titan-1a is out of sight.
    rig.say("pyrphoros");
    const effects = rig.poll(11);
    assert.deepEqual(only(effects, "widen-run")[0]?.scope, ["tethys", "titan-0a", "titan-1a"]);
    assert.deepEqual(done(effects).slice(0, 2), ["widen-run", "hold-run"]);
    assert.ok(!done(effects).includes("continue-run"));
  });

  it("[REQ-CRD-131] goes on where a battery needs more of it", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("statera", "OB", low).say("pyrphoros", "OB", full).poll(9);
    rig.say("statera", "OL", full);
    assert.deepEqual(done(rig.poll(1)), ["hold-run"]);
    rig.say("pyrphoros", "OB", low);
    assert.deepEqual(done(rig.poll(3)), ["widen-run", "hold-run", "continue-run"]);
  });
});
