import assert from "node:assert/strict";
import type { PowerConfig, RunEvent } from "../../../src/power/model.ts";
import { mayWake, suppliesOf } from "../../../src/power/supply.ts";
import { aNode, aPowerConfig, boot2 } from "../../support/power/config.ts";
import {
  CoordinatorRig,
  done,
  full,
  holding,
  low,
  only,
  running,
} from "../../support/power/coordinator-rig.ts";

/** Its own mains are back, and it would take hours to charge. */
const empty = { runtimeS: 100, chargePercent: 8 };
const waitMs = 600_000;

const supply = (rig: CoordinatorRig, node: string) => suppliesOf(rig.state, rig.config)(node);
const waking = (rig: CoordinatorRig, node: string, waitedMs = 0) =>
  mayWake(rig.state, node, { waitedMs, config: rig.config });

/** All others were powered off, and the startup has begun: statera cannot be read yet. */
function starting(config: Partial<PowerConfig> = {}): CoordinatorRig {
  const rig = holding(config);
  rig.say("pyrphoros", "OL", full).poll(13);
  assert.equal(rig.state.phase.at, "starting");
  return rig;
}

/** The same, and that startup has ended without titan-1b: statera has too little. */
function withoutOne(config: Partial<PowerConfig> = {}): CoordinatorRig {
  const rig = starting(config);
  rig.say("statera", "OL CHRG", empty).poll(13);
  end(rig, { leftOut: ["titan-1b"] });
  return rig;
}

function end(
  rig: CoordinatorRig,
  of: Pick<Extract<RunEvent, { kind: "finished" }>, "leftOut" | "missing">,
) {
  return rig.run({ kind: "finished", outcome: "done", executed: true, ...of });
}

const alarms = (rig: CoordinatorRig) =>
  rig.view().alarms.flatMap(({ id, text }) => (id === "left-out" ? [text] : []));

describe("what a node that is to be woken has", () => {
  it("[REQ-CRD-180] is enough where it hangs on nothing, is up, or has as many open gates as it needs", () => {
    const free = aNode("free", { feeds: [] });
    const both = aNode("both", { feeds: ["pyrphoros", "statera"], minSupplies: 2 });
    const rig = new CoordinatorRig({ nodes: [...aPowerConfig().nodes, free, both] });
    rig.say("pyrphoros", "OL", full).say("statera", "OL CHRG", empty).poll(14);
    for (const node of ["free", "titan-db", "titan-0a", "titan-1a", "unheard of"]) {
      assert.deepEqual(supply(rig, node), { is: "enough" }, node);
    }
    for (const node of ["both", "titan-1b"]) assert.equal(supply(rig, node).is, "low", node);
    rig.input({ kind: "node", node: "titan-1b", session: 1 });
    assert.deepEqual(supply(rig, "titan-1b"), { is: "enough" });
    rig.say("statera", "OL", full).poll(1);
    assert.deepEqual(supply(rig, "both"), { is: "enough" });
  });

  it("[REQ-CRD-180] is unknown where nobody can read its UPS, or a forced shutdown is left over there; its host has to be up for that", () => {
    const rig = starting();
    assert.deepEqual(supply(rig, "titan-1b"), {
      ...{ is: "unknown", why: "statera: it was not heard yet" },
    });
    assert.deepEqual(supply(rig, "tethys"), { is: "enough" });
    rig.say("statera", "FSD OL", full).poll(14);
    assert.equal(supply(rig, "titan-1b").is, "unknown");
    rig.say("statera", "OL", full).poll(14);
    rig.say("statera").poll(4);
    assert.equal(supply(rig, "titan-1b").is, "unknown");
    assert.equal(supply(new CoordinatorRig(), "titan-0a").is, "unknown");
    // Nor where it fell silent on battery.
    rig.say("statera", "OB", { runtimeS: 5000, chargePercent: 90 }).poll(2);
    assert.equal(supply(rig, "titan-1b").is, "low");
    rig.say("statera").poll(4);
    assert.equal(supply(rig, "titan-1b").is, "unknown");
    // What tells no charge is known when it has been on mains for half an hour.
    rig.say("statera", "OL", {}).poll(20);
    assert.equal(supply(rig, "titan-1b").is, "unknown");
  });

  it("[REQ-CRD-180] is known in a minute once the mains are back, and too little on battery or while it charges", () => {
    const rig = starting();
    rig.say("statera", "OL CHRG", empty).poll(12);
    assert.equal(supply(rig, "titan-1b").is, "settling");
    rig.poll();
    assert.deepEqual(supply(rig, "titan-1b"), {
      ...{ is: "low", isNeeded: false, isCharging: true },
      why: "statera: charge 8 %, 50 % are needed",
    });
    // It is read, and has less than others wait for.
    assert.equal(supply(rig, "tethys").is, "low");
    rig.say("statera", "OB", { runtimeS: 5000, chargePercent: 90 }).poll();
    assert.deepEqual(supply(rig, "titan-1b"), {
      ...{ is: "low", isNeeded: false, isCharging: false },
      why: "statera: not on mains without doubt (watching)",
    });
  });

  it("[REQ-CRD-180] is a matter of all where the cluster cannot do without those who have too little", () => {
    const nodes = aPowerConfig().nodes.map((node) =>
      node.name === "titan-0a" ? { ...node, feeds: ["statera"] } : node,
    );
    const isNeeded = (config: Partial<PowerConfig>) => {
      const rig = starting(config);
      rig.say("statera", "OL CHRG", empty).poll(13);
      const seen = supply(rig, "titan-1b");
      assert.equal(seen.is, "low");
      return "isNeeded" in seen && seen.isNeeded;
    };
    assert.equal(isNeeded({}), false);
    assert.equal(isNeeded({ nodes }), true);
    assert.equal(isNeeded({ nodes, wholeClusterIf: { serversLeftBelow: 0, orLost: [] } }), false);
    const orLost = ["titan-1b"];
    assert.equal(isNeeded({ wholeClusterIf: { serversLeftBelow: 1, orLost } }), true);
  });
});

describe("a startup and a node whose battery is not known to have enough", () => {
  it("[REQ-CRD-181] waits for what can be read in the end, and wakes it where that is nothing", () => {
    const rig = starting();
    assert.deepEqual(waking(rig, "titan-0a"), { is: "yes" });
    assert.equal(waking(rig, "titan-1b", waitMs - 1).is, "not-yet");
    assert.deepEqual(waking(rig, "titan-1b", waitMs), { is: "yes" });
    // However short it is: who reads it has just come up, and is to be heard once.
    const hasty = starting({ startup: { requireUps: ["pyrphoros"], waitOtherUpsMs: 100 } });
    assert.equal(waking(hasty, "titan-1b", 24_999).is, "not-yet");
    assert.deepEqual(waking(hasty, "titan-1b", 25_000), { is: "yes" });
    // What is known in a minute is waited for however long it was waited for before.
    rig.say("statera", "OL CHRG", full).poll(12);
    assert.equal(waking(rig, "titan-1b", waitMs).is, "not-yet");
    rig.poll();
    assert.deepEqual(waking(rig, "titan-1b", waitMs), { is: "yes" });
  });

  it("[REQ-CRD-181] goes on without it when others were waited for, and not where the cluster cannot do without it", () => {
    const rig = starting();
    rig.say("statera", "OL CHRG", empty).poll(13);
    assert.equal(waking(rig, "titan-1b", waitMs - 1).is, "not-yet");
    assert.deepEqual(waking(rig, "titan-1b", waitMs), {
      ...{ is: "left-out", why: "statera: charge 8 %, 50 % are needed" },
    });
    const soon = starting({ startup: { requireUps: ["pyrphoros"], waitOtherUpsMs: 20_000 } });
    soon.say("statera", "OL CHRG", empty).poll(13);
    assert.equal(waking(soon, "titan-1b", 19_999).is, "not-yet");
    assert.equal(waking(soon, "titan-1b", 20_000).is, "left-out");
    const needed = starting({ wholeClusterIf: { serversLeftBelow: 1, orLost: ["titan-1b"] } });
    needed.say("statera", "OL CHRG", empty).poll(13);
    assert.equal(waking(needed, "titan-1b", 10 * waitMs).is, "not-yet");
  });

  it("[REQ-CRD-181] that has begun late, as it had waited, goes on without it at once; on battery it may come to more", () => {
    const rig = running();
    rig.say("pyrphoros", "OL", full).say("statera", "OL", empty);
    const [start] = only(rig.poll(13 + 120), "start-up");
    assert.match(start?.reason ?? "", /waited long enough for statera/);
    assert.equal(waking(rig, "titan-1b").is, "left-out");
    rig.say("statera", "OB", { runtimeS: 5000, chargePercent: 90 }).poll();
    assert.equal(waking(rig, "titan-1b").is, "not-yet");
    assert.equal(waking(rig, "titan-1b", waitMs).is, "left-out");
  });
});

describe("nodes that a startup has left out", () => {
  it("[REQ-CRD-182] are woken by another startup, about them alone, when their battery has enough; people are told until then", () => {
    const rig = withoutOne();
    assert.deepEqual(rig.state.owed, ["titan-1b"]);
    assert.deepEqual(done(rig.poll(130)), []);
    const [text = ""] = alarms(rig);
    assert.match(
      text,
      /^the startup has left out titan-1b \(statera: charge 8 %, 50 % are needed\)/,
    );
    assert.equal(rig.view().condition, "degraded");
    assert.equal(rig.view().phase, "watching");
    // Its percent go up, and nobody is told of each.
    rig.say("statera", "OL CHRG", { ...empty, chargePercent: 30 });
    assert.deepEqual(only(rig.poll(3), "alarm"), []);
    rig.say("statera", "OL CHRG", { runtimeS: 1000, chargePercent: 60 });
    const [start] = only(rig.poll(), "start-up");
    assert.deepEqual(start, {
      ...{ kind: "start-up", run: 3, after: 1, wake: ["titan-1b"], part: { leftOut: [] } },
      reason: "titan-1b had been left out until there is enough",
    });
    assert.deepEqual(alarms(rig), []);
    end(rig, {});
    assert.deepEqual([rig.state.owed, rig.state.phase], [[], { at: "watching" }]);
  });

  it("[REQ-CRD-182] who did not come up before stays owed, and who is left out once more has another", () => {
    const nodes = aPowerConfig().nodes.map((node) =>
      node.name === "titan-1a" ? { ...node, feeds: ["statera"] } : node,
    );
    const rig = starting({ nodes });
    rig.say("statera", "OL CHRG", empty).poll(13);
    end(rig, { leftOut: ["titan-1a", "titan-1b"], missing: ["titan-0a"] });
    assert.deepEqual(rig.state.owed, ["titan-0a", "titan-1a", "titan-1b"]);
    // Somebody has switched it on: when others were waited for it is brought up alone.
    rig.input({ kind: "node", node: "titan-1b", session: 1 });
    assert.deepEqual(done(rig.poll(120)), []);
    const [start] = only(rig.poll(1), "start-up");
    assert.deepEqual([start?.wake, start?.part], [["titan-1b"], { leftOut: ["titan-1a"] }]);
    end(rig, {});
    assert.deepEqual(rig.state.owed, ["titan-0a", "titan-1a"]);
    assert.deepEqual(rig.state.phase, { at: "owing", after: 1, rest: ["titan-1a"] });
    rig.say("statera", "OL CHRG", full);
    assert.deepEqual(only(rig.poll(), "start-up")[0]?.wake, ["titan-1a"]);
    rig.say("statera", "OL CHRG", empty).poll();
    end(rig, { leftOut: ["titan-1a"] });
    assert.deepEqual(rig.state.phase, { at: "owing", after: 1, rest: ["titan-1a"] });
    assert.deepEqual(rig.state.owed, ["titan-0a", "titan-1a"]);
  });

  it("[REQ-CRD-182] are woken after wait_other_ups where their UPS cannot be read any more, and not while the mains are out", () => {
    const rig = withoutOne();
    rig.say("statera").poll(4);
    assert.deepEqual(done(rig.poll(118)), []);
    assert.deepEqual(only(rig.poll(1), "start-up")[0]?.wake, ["titan-1b"]);
    const out = withoutOne();
    out.say("statera", "OL CHRG", full).say("pyrphoros", "OB", full);
    assert.deepEqual(done(out.poll(130)), []);
    out.say("pyrphoros", "OL", full);
    assert.deepEqual(done(out.poll(14)), ["start-up"]);
  });

  it("[REQ-CRD-182] are woken over restarts by a startup about them alone, and after a boot by one about all, as nobody knows who is up then", () => {
    const rig = withoutOne();
    assert.deepEqual(done(rig.restart()), []);
    rig.say("statera", "OL CHRG", full);
    assert.deepEqual(only(rig.poll(), "start-up")[0]?.part, { leftOut: [] });
    assert.deepEqual(only(rig.restart(), "start-up")[0]?.part, { leftOut: [] });
    for (const booted of [rig, withoutOne()]) {
      booted.reboot(boot2);
      booted.session = "p2";
      assert.deepEqual(booted.state.phase, { at: "owing", after: 1 });
      booted.say("statera", "OL CHRG", full).say("pyrphoros", "OL", full);
      const [start] = only(booted.poll(14), "start-up");
      assert.deepEqual([start?.wake, start?.part], [["titan-1b"], undefined]);
    }
  });

  it("[REQ-CRD-182] are owed by an outage that comes in between, and are woken by the startup after it", () => {
    const rig = withoutOne();
    rig.say("pyrphoros", "OB", low).say("statera", "OB", { ...empty, runtimeS: 50 });
    const [begin] = only(rig.poll(12), "begin-run");
    assert.deepEqual(begin?.owed, ["titan-1b"]);
    rig.run({ kind: "power-off-told", nodes: ["titan-0a"] });
    rig.run({ kind: "gone", nodes: ["titan-0a"] });
    rig.say("pyrphoros", "OL", full).say("statera", "OL", full);
    const [start] = only(rig.poll(14), "start-up");
    assert.deepEqual([start?.wake, start?.part], [["titan-0a", "titan-1b"], undefined]);
  });

  it("[REQ-CRD-182] are woken where the startup without them came to a bad end, too, and that is told as ever", () => {
    const ids = (rig: CoordinatorRig) =>
      rig.view().alarms.flatMap(({ id }) => (/^(left-out|not-woken|startup)/.test(id) ? [id] : []));
    const rig = starting();
    rig.say("statera", "OL CHRG", empty).poll(13);
    const leftOut = ["titan-1b"];
    const bad = { kind: "finished", executed: true, leftOut } as const;
    rig.run({ ...bad, outcome: "failed" });
    assert.deepEqual(done(rig.poll(130)), []);
    assert.deepEqual(ids(rig).sort(), ["left-out", "startup-failed:2"]);
    rig.say("statera", "OL CHRG", full);
    const [start] = only(rig.poll(), "start-up");
    const part = { leftOut: [], isAfterFailure: true };
    assert.deepEqual([start?.wake, start?.part], [["titan-1b"], part]);
    end(rig, {});
    rig.poll();
    assert.deepEqual(ids(rig), ["startup-failed:2"]);
    // Who was never seen up is told of when that is forgotten.
    for (const node of ["tethys", "titan-0a"]) rig.input({ kind: "node", node, session: 1 });
    rig.atMs += 12 * 3_600_000;
    rig.poll();
    const [missing] = rig.view().alarms.filter(({ id }) => id === "not-woken");
    assert.match(missing?.text ?? "", /^titan-1a did not come up/);
    // An operator has called it off: it is the operator's to go on.
    const cancelled = starting();
    cancelled.run({ ...bad, outcome: "cancelled" });
    assert.equal(cancelled.state.phase.at, "watching");
  });

  it("[REQ-CRD-182] are not forgotten where a startup for some of them comes to a bad end", () => {
    const nodes = aPowerConfig().nodes.map((node) =>
      node.name === "titan-1a" ? { ...node, feeds: ["gamma"] } : node,
    );
    const gamma = { name: "gamma", host: "titan-db", mains: "house", killpower: false };
    const upses = [...aPowerConfig().upses, gamma];
    const rig = starting({ nodes, upses });
    rig.say("statera", "OL CHRG", empty).say("gamma", "OL CHRG", empty).poll(13);
    end(rig, { leftOut: ["titan-1a", "titan-1b"] });
    rig.say("statera", "OL CHRG", full);
    const [start] = only(rig.poll(121), "start-up");
    assert.deepEqual([start?.wake, start?.part], [["titan-1b"], { leftOut: ["titan-1a"] }]);
    rig.run({ kind: "finished", outcome: "failed", executed: true });
    rig.say("gamma", "OL CHRG", full);
    assert.deepEqual(only(rig.poll(), "start-up")[0]?.wake, ["titan-1a"]);
  });

  it("[REQ-CRD-182] are not held up by another UPS that has fired and is heard no more", () => {
    const nodes = aPowerConfig().nodes.map((node) =>
      node.name === "titan-1a" ? { ...node, feeds: ["gamma"] } : node,
    );
    const gamma = { name: "gamma", host: "titan-db", mains: "gamma", killpower: false };
    const rig = starting({ nodes, upses: [...aPowerConfig().upses, gamma] });
    rig.say("statera", "OL", full).say("gamma", "OL CHRG", empty).poll(13);
    end(rig, { leftOut: ["titan-1a"] });
    rig.say("statera", "OB", low).poll(12);
    rig.run({ kind: "finished", outcome: "done", executed: false });
    rig.state = { ...rig.state, phase: { at: "owing", after: 1, rest: ["titan-1a"] } };
    rig.say("statera").say("gamma", "OL CHRG", full);
    assert.deepEqual(done(rig.poll(60)), ["start-up"]);
  });

  it("[REQ-CRD-182] are nobody's where another configuration has none of them", () => {
    const rig = withoutOne();
    const nodes = rig.config.nodes.filter(({ name }) => name !== "titan-1b");
    rig.config = { ...rig.config, nodes };
    assert.deepEqual(done(rig.poll()), []);
    assert.deepEqual(rig.state.phase, { at: "watching" });
  });

  it("[REQ-CRD-183] are woken at once where an operator orders it whatever batteries have, and so is everybody by that startup", () => {
    const order = {
      kind: "order",
      order: { id: "o", what: "startup", isBootstrap: false },
    } as const;
    const by = { by: "ana", reason: "now", waitsForOthers: false } as const;
    const rig = withoutOne();
    rig.input({ ...order, order: { ...order.order, ...by, ignoreCharge: true } });
    const [start] = only(rig.effects, "start-up");
    assert.deepEqual([start?.wake, start?.part], [["titan-1b"], { leftOut: [] }]);
    assert.deepEqual(waking(rig, "titan-1b"), { is: "yes" });
    rig.restart();
    assert.deepEqual(waking(rig, "titan-1b"), { is: "yes" });
    // What begins by itself now is begun as it is ordered, too.
    const held = holding();
    const intent = { run: 1, by: "ana", reason: "x", bootId: "1", atMs: 0 };
    held.state = { ...held.state, intent };
    held.say("pyrphoros", "OL", full).poll(20);
    held.input({ ...order, order: { ...order.order, ...by, ignoreCharge: true } });
    assert.equal(only(held.effects, "start-up").length, 1);
    assert.deepEqual(waking(held, "titan-1b"), { is: "yes" });
    const plain = withoutOne();
    plain.input({ ...order, order: { ...order.order, ...by, ignoreCharge: false } });
    assert.equal(waking(plain, "titan-1b").is, "not-yet");
  });

  it("[REQ-CRD-183] a startup that waits for those without whom the cluster cannot do says so, waits 8 h at most, and no longer when that is ordered", () => {
    const rig = starting({ wholeClusterIf: { serversLeftBelow: 1, orLost: ["titan-1b"] } });
    const told = () =>
      rig.view().alarms.flatMap(({ id, text }) => (/waits/.test(id) ? [text] : []));
    assert.deepEqual(told(), []);
    rig.say("statera", "OL CHRG", empty).poll(13);
    // After a restart nobody is known to be up until hirte has told.
    assert.deepEqual(told(), []);
    rig.input({ kind: "node", node: "titan-0a", session: 1 });
    rig.poll();
    assert.match(told()[0] ?? "", /^startup 2 waits for nodes that .* \(statera: charge 8 %/);
    assert.equal(waking(rig, "titan-1b", 8 * 3_600_000 - 1).is, "not-yet");
    assert.equal(waking(rig, "titan-1b", 8 * 3_600_000).is, "yes");
    const order = {
      ...({ id: "o", what: "startup", isBootstrap: false, waitsForOthers: false } as const),
      ...{ by: "ana", reason: "now" },
    };
    rig.input({ kind: "order", order: { ...order, ignoreCharge: false } });
    assert.ok("refusal" in (only(rig.effects, "answer")[0] ?? {}));
    rig.input({ kind: "order", order: { ...order, ignoreCharge: true } });
    assert.deepEqual(only(rig.effects, "answer"), [{ kind: "answer", id: "o", run: 2 }]);
    assert.deepEqual(waking(rig, "titan-1b"), { is: "yes" });
    assert.deepEqual(told(), []);
  });

  it("[REQ-CRD-183] an order that comes when they were left out already has them woken by a startup that follows at once; none is woken without mains", () => {
    const order = {
      ...({ id: "o", what: "startup", isBootstrap: false, waitsForOthers: false } as const),
      ...{ by: "ana", reason: "now", ignoreCharge: true },
    };
    const rig = starting();
    rig.say("statera", "OL CHRG", empty).poll(13);
    rig.input({ kind: "order", order });
    const [start] = only(end(rig, { leftOut: ["titan-1b"] }), "start-up");
    assert.deepEqual([start?.wake, start?.part], [["titan-1b"], { leftOut: [] }]);
    assert.deepEqual(waking(rig, "titan-1b"), { is: "yes" });
    rig.say("statera", "OB", { runtimeS: 5000, chargePercent: 90 }).poll();
    assert.equal(waking(rig, "titan-1b").is, "not-yet");
    // No startup follows another for those: they wait for their mains.
    assert.deepEqual(only(end(rig, { leftOut: ["titan-1b"] }), "start-up"), []);
    assert.deepEqual(done(rig.poll(300)), []);
    rig.say("statera", "OL CHRG", empty);
    assert.deepEqual(only(rig.poll(13), "start-up")[0]?.wake, ["titan-1b"]);
    // Nor is one taken that no startup would begin by, or that asks for more.
    const out = starting();
    out.input({ kind: "order", order: { ...order, forceFluxBranch: "fix" } });
    assert.ok("refusal" in (only(out.effects, "answer")[0] ?? {}));
    out.say("pyrphoros", "OB", full).poll(2);
    out.input({ kind: "order", order });
    const [answer] = only(out.effects, "answer");
    assert.match(answer && "refusal" in answer ? answer.refusal : "", /not on mains/);
  });

  it("[REQ-CRD-180] the broker's host waits for nothing that only its broker could bring, and a gate stays open that a startup has gone through", () => {
    const nodes = [
      ...aPowerConfig().nodes,
      aNode("bus", { feeds: ["statera"], roles: [] }),
      aNode("more", { feeds: ["pyrphoros"] }),
    ];
    const rig = new CoordinatorRig({ nodes, brokerHost: "bus" }).onMains();
    rig.say("statera").poll(4);
    assert.deepEqual(supply(rig, "bus"), { is: "enough" });
    assert.equal(supply(rig, "titan-1b").is, "unknown");
    const begun = starting({ nodes });
    assert.deepEqual(supply(begun, "more"), { is: "enough" });
    // With the load of those that are up there are 300 s, and a shutdown takes 418 s.
    begun.say("pyrphoros", "OL", { runtimeS: 300, chargePercent: 60 }).poll();
    assert.deepEqual(supply(begun, "more"), { is: "enough" });
    begun.say("pyrphoros", "OL", { runtimeS: 300, chargePercent: 40 }).poll();
    assert.equal(supply(begun, "more").is, "low");
  });

  it("[REQ-CRD-182] who comes by itself while others are left out is owed no more, and nobody who is up after a startup", () => {
    const rig = starting();
    rig.say("statera", "OL CHRG", empty).poll(13);
    rig.input({ kind: "node", node: "titan-1a", session: 1 });
    end(rig, { leftOut: ["titan-1b"], missing: ["titan-0a", "titan-1a"] });
    assert.deepEqual(rig.state.owed, ["titan-0a", "titan-1b"]);
    rig.input({ kind: "node", node: "titan-0a", session: 1 });
    rig.input({ kind: "node", node: "titan-1b", session: 1 });
    assert.deepEqual(rig.state.owed, ["titan-1b"]);
  });
});
