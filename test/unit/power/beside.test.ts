import assert from "node:assert/strict";
import { newUps, stepUps, type UpsEvent, type UpsMemory } from "../../../src/power/ups.ts";
import { CoordinatorRig, full, low, only, others } from "../../support/power/coordinator-rig.ts";
import { PeerRig } from "../../support/power/peer-rig.ts";
import { aReading, aUpsContext } from "../../support/power.ts";

/** Both cables go to this host. */
function bothAt(host: string) {
  const upses = ["pyrphoros", "statera"].map((name) => {
    return { name, host, mains: "house", killpower: false };
  });
  return { upses };
}

describe("the last stand of a host whose UPS is not read, beside one that has mains again", () => {
  it("[REQ-CRD-150] is not come, be it by the runtime or the silence, and comes when they are gone there too", () => {
    const rig = new CoordinatorRig(bothAt("titan-db")).onMains();
    rig.say("pyrphoros", "OB", low).say("statera", "OB", full).poll(9);
    rig.run({ kind: "power-off-told", nodes: others });
    rig.run({ kind: "gone", nodes: others });
    rig.run({ kind: "others-gone" });
    assert.equal(rig.state.phase.at, "holding");
    // It needs 96 s itself.
    rig.say("pyrphoros", "OB", { runtimeS: 102 }).poll();
    rig.say("pyrphoros").say("statera", "OL", full);
    assert.deepEqual(only(rig.poll(60), "power-off-self"), []);
    rig.say("statera", "OB", full);
    assert.deepEqual(only(rig.poll(2), "power-off-self"), []);
    assert.equal(only(rig.poll(4), "power-off-self").length, 1);
  });

  it("[REQ-CRD-150] is not come for a peer with two UPSes either", () => {
    const rig = new PeerRig(bothAt("tethys")).onMains();
    const polls = (times: number, flags: string) => {
      for (let n = 0; n < times; n++) {
        rig.poll();
        rig.reading("pyrphoros", flags, full, "local");
      }
    };
    polls(1, "OL");
    // It needs 132 s itself.
    rig.say("OB", { runtimeS: 140 });
    polls(3, "OB");
    rig.say();
    polls(60, "OL");
    assert.deepEqual(only(rig.all, "local-shutdown"), []);
    polls(6, "OB");
    assert.equal(only(rig.all, "local-shutdown").length, 1);
  });
});

describe("mains beside a UPS that is not read on battery", () => {
  /** pyrphoros has 700 s, of which a shutdown needs 418 s; statera has mains again. */
  function besideOneThatIsBack(): CoordinatorRig {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OB", { runtimeS: 700 }).say("statera", "OB", full).poll(2);
    rig.say("pyrphoros").say("statera", "OL", full).poll(6);
    return rig;
  }

  /** s since its last reading when the shutdown begins. */
  function firesAfterS(rig: CoordinatorRig): number {
    const last = rig.state.upses["pyrphoros"]?.memory.last;
    for (let n = 0; n < 200; n++) {
      if (only(rig.poll(), "begin-run").length > 0) return (rig.atMs - (last?.atMs ?? 0)) / 1000;
    }
    return Number.POSITIVE_INFINITY;
  }

  it("[REQ-CRD-151] are none while nobody was there to see them: dead, or standing still", () => {
    const alive = besideOneThatIsBack().say("statera", "OB", full);
    const trulyS = firesAfterS(alive);
    for (const how of ["dead", "still"] as const) {
      const rig = besideOneThatIsBack().say("statera", "OB", full);
      rig.atMs += 100_000;
      if (how === "dead") rig.restart();
      assert.equal(firesAfterS(rig), trulyS, how);
    }
  });

  it("[REQ-CRD-151] are none in the time after the sibling's last word", () => {
    const rig = besideOneThatIsBack().say("statera");
    const alive = besideOneThatIsBack().say("statera", "OB", full);
    assert.equal(firesAfterS(rig), firesAfterS(alive));
  });

  /** Read on battery for 2 s, while its sibling has been on mains since the 3rd; after ticks at these moments. */
  function unreadUntil(...ticksAtMs: readonly number[]): UpsMemory {
    let memory = newUps();
    for (const [seq, atMs] of [0, 2_000].entries()) {
      memory = stepUps(memory, reading("OB", { seq, atMs }), siblingReadAt(atMs)).memory;
    }
    for (const atMs of ticksAtMs) {
      memory = stepUps(memory, { kind: "tick", atMs }, siblingReadAt(atMs)).memory;
    }
    return memory;
  }

  function reading(flags: string, { seq, atMs }: { seq: number; atMs: number }): UpsEvent {
    const said = aReading({ flags: [flags], seq });
    return { kind: "reading", origin: "live", reading: said, atMs };
  }

  function siblingReadAt(readAtMs: number, onMainsSinceMs = 3_000) {
    const seen = { episodesAtMs: [0], outagesAtMs: [0], onMainsSinceMs, readAtMs };
    return aUpsContext({ siblings: [{ isOnBattery: false, ...seen }] });
  }

  it("[REQ-CRD-151] are none for a UPS that nobody asked about meanwhile, though its sibling was read", () => {
    const memory = unreadUntil(20_000, 25_000, 125_000, 130_000, 135_000);
    assert.equal(memory.beside?.totalMs, 15_000);
  });

  it("[REQ-CRD-151] are none before the last break, and not seen when the sibling has been stale", () => {
    const tick = (atMs: number) => ({ kind: "tick", atMs }) as const;
    const memory = unreadUntil(20_000);
    const after = stepUps(memory, tick(25_000), siblingReadAt(25_000, 24_000));
    assert.equal(after.memory.beside?.totalMs, 1_000);
    const isSeenAt = (atMs: number) =>
      stepUps(memory, tick(atMs), siblingReadAt(20_000)).judgement.isBackBeside;
    assert.deepEqual([isSeenAt(34_999), isSeenAt(35_000)], [true, false]);
  });

  it("[REQ-CRD-152] shorten no time on battery that ended before them", () => {
    const memory = unreadUntil(20_000, 25_000, 30_000);
    const after = stepUps(memory, reading("OL", { seq: 2, atMs: 31_000 }), siblingReadAt(31_000));
    assert.equal(after.judgement.onBatteryMs, 2_000);
  });

  it("[REQ-CRD-152] are no time on battery in another boot", () => {
    const rig = besideOneThatIsBack();
    rig.poll(100);
    rig.reboot("3".repeat(32));
    rig.session = "p2";
    rig.say("pyrphoros", "OB", full).poll();
    // 5 s in which it was read, and 15 s until that was a silence.
    assert.equal(rig.state.upses["pyrphoros"]?.judgement?.onBatteryMs, 20_000);
  });

  it("[REQ-CRD-154] are told of in words that hold", () => {
    const rig = besideOneThatIsBack();
    const text = (id: string) => rig.view().alarms.find((alarm) => alarm.id === id)?.text ?? "";
    assert.match(
      text("blind-on-battery:pyrphoros"),
      /mains are back at .* with it: nothing fires while that is seen$/,
    );
    assert.match(text("on-battery:pyrphoros"), /^pyrphoros is on battery and not read for 30 s/);
    rig.say("statera", "OB", full).poll();
    assert.match(text("blind-on-battery:pyrphoros"), /it fires when .*, and at 180 s$/);
  });
});
