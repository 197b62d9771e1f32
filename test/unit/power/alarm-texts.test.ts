import assert from "node:assert/strict";
import {
  CoordinatorRig,
  full,
  holding,
  low,
  only,
  others,
  running,
} from "../../support/power/coordinator-rig.ts";
import { PeerRig } from "../../support/power/peer-rig.ts";

const textOf = (rig: CoordinatorRig, id: string) =>
  rig.view().alarms.find((alarm) => alarm.id === id)?.text ?? "";
const told = (rig: CoordinatorRig, id: string) =>
  only(rig.all, "alarm").filter((alarm) => alarm.id === id);
const overs = (rig: CoordinatorRig, id: string) =>
  only(rig.all, "alarm-over")
    .filter((alarm) => alarm.id === id)
    .map(({ text }) => text);

describe("an alarm that lasts", () => {
  it("[REQ-HEC-50] says how it stands now, and is told once", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("statera").poll(13);
    rig.say("pyrphoros", "OB DISCHRG", full).poll();
    assert.match(textOf(rig, "on-battery:pyrphoros"), /runtime 3000 s/);
    assert.match(textOf(rig, "blind:statera"), /not read for 70 s/);
    rig.say("pyrphoros", "OB DISCHRG", { ...full, runtimeS: 2500 }).poll(2);
    assert.match(textOf(rig, "on-battery:pyrphoros"), /runtime 2500 s/);
    assert.match(textOf(rig, "blind:statera"), /not read for 80 s/);
    for (const id of ["on-battery:pyrphoros", "blind:statera"]) {
      assert.equal(told(rig, id).length, 1, id);
      assert.match(rig.state.alarms[id]?.text ?? rig.state.upsAlarms[id]?.text ?? "", /2500|80/);
    }
    const since = rig.view().alarms.find(({ id }) => id === "on-battery:pyrphoros")?.sinceMs;
    assert.equal(since, 10_000);
  });

  it("[REQ-HEC-50] is told anew when it is about something else: who is meant, or for how long", () => {
    const rig = new CoordinatorRig().onMains();
    const inhibit = { kind: "inhibit", by: "root", reason: "new fan" } as const;
    rig.input({ ...inhibit, forMs: 600_000 });
    rig.poll(12);
    assert.match(textOf(rig, "inhibit"), /by root for another 9 min: new fan/);
    assert.equal(told(rig, "inhibit").length, 1);
    rig.input({ ...inhibit, forMs: 3_600_000 });
    assert.match(told(rig, "inhibit").at(-1)?.text ?? "", /another 60 min/);
    assert.equal(told(rig, "inhibit").length, 2);
  });

  it("[REQ-HEC-50] is told anew when a shutdown is made wider", () => {
    const rig = new CoordinatorRig({ wholeClusterIf: { serversLeftBelow: 0, orLost: [] } });
    rig.onMains().say("statera", "OB DISCHRG", low).poll(9);
    assert.deepEqual(rig.state.phase.at, "running");
    assert.equal(told(rig, "shutdown:1").length, 1);
    rig.say("pyrphoros", "OB DISCHRG", low).poll(9);
    assert.match(
      told(rig, "shutdown:1").at(-1)?.text ?? "",
      /^shutdown 1: statera: .*; made wider since: pyrphoros: /,
    );
    assert.equal(told(rig, "shutdown:1").length, 2);
  });
});

describe("the end of an alarm", () => {
  it("[REQ-HEC-51] of an outage is the mains, where they are what has ended it", () => {
    const rig = new CoordinatorRig().onMains();
    rig.say("pyrphoros", "OB DISCHRG", full).poll(3);
    rig.say("pyrphoros", "OL CHRG", full).poll(14);
    assert.deepEqual(overs(rig, "on-battery:pyrphoros"), [
      "over: pyrphoros was on battery: its mains are back for good",
    ]);
  });

  it("[REQ-HEC-51] is none of the outage where it is the host of the UPS that was powered off", () => {
    const rig = holding();
    const [text] = overs(rig, "on-battery:statera");
    assert.match(text ?? "", /^statera was on battery, and is heard no more: tethys was told to/);
  });
});

describe("the end of a call that nobody answers", () => {
  /** statera runs out, and titan-db does not answer. */
  function calling(): PeerRig {
    const rig = new PeerRig().onMains();
    rig.say("OB", { runtimeS: 300 }).poll(14);
    assert.ok(rig.view().alarms.some(({ id }) => id === "no-ack:statera"));
    return rig;
  }
  const said = (rig: PeerRig) =>
    only(rig.all, "alarm-over")
      .filter(({ id }) => id === "no-ack:statera")
      .map(({ text }) => text);

  it("[REQ-HEC-51] is the answer, or that the mains are back, which is none", () => {
    const answered = calling();
    const { bootId } = answered.state;
    answered.input({ kind: "ack", triggerId: `statera:${bootId}:1`, run: 4 });
    assert.deepEqual(said(answered), ["over: titan-db has answered the call for statera: run 4"]);
    const back = calling();
    back.say("OL", { runtimeS: 300 }).poll(2);
    assert.deepEqual(said(back), ["over: statera runs out no more: nothing is called for"]);
  });
});

describe("a UPS whose host was powered off", () => {
  /** The startup is over, and statera is not read yet. */
  function woken(): CoordinatorRig {
    const rig = running();
    rig.run({ kind: "power-off-told", nodes: others });
    rig.say("statera").poll(6);
    rig.run({ kind: "gone", nodes: others });
    rig.run({ kind: "others-gone" });
    rig.input({ kind: "availability", host: "tethys", publisher: "down" });
    rig.say("pyrphoros", "OL CHRG", full).poll(20);
    assert.equal(rig.state.phase.at, "starting");
    rig.run({ kind: "finished", outcome: "done", executed: true });
    rig.poll();
    return rig;
  }
  const said = (rig: CoordinatorRig) => [
    textOf(rig, "asleep:statera"),
    `statera is not read: ${rig.view().upses.find(({ ups }) => ups === "statera")?.why}`,
  ];

  it("[REQ-HEC-52] was not heard of, and that is all that is said", () => {
    const rig = woken();
    const again = rig.view().reasons.filter((reason) => reason.includes("statera"));
    assert.equal(again.length, 1, again.join("\n"));
    const text = "tethys was powered off by a run, and nothing was heard of it since";
    assert.deepEqual(said(rig), Array(2).fill(`statera is not read: ${text}`));
  });

  it("[REQ-HEC-52] is up again where its agent is there, or its hecate, and what is missing is said", () => {
    const rig = woken();
    rig.input({ kind: "node", node: "tethys", session: 7 });
    rig.poll();
    for (const text of said(rig))
      assert.match(text, /is up again, but nothing is heard of its hecate/);
    rig.input({ kind: "availability", host: "tethys", publisher: "up" });
    rig.reading("statera", { flags: "", comms: "driver-not-connected" });
    rig.poll();
    for (const text of said(rig)) {
      assert.match(
        text,
        /is up again, but its hecate has no reading of statera yet \(driver-not-connected\)/,
      );
    }
    // Told anew once: it is up. What is the matter with it follows in silence.
    assert.equal(told(rig, "asleep:statera").length, 2);
  });
});
