import assert from "node:assert/strict";
import fc from "fast-check";
import type { PeerEffect, PeerInput } from "../../../src/power/model.ts";
import {
  newPeer,
  type PeerState,
  restoredPeer,
  resumePeer,
  stepPeer,
} from "../../../src/power/peer.ts";
import { aPowerConfig, boot1, boot2 } from "../../support/power/config.ts";
import { only } from "../../support/power/coordinator-rig.ts";
import { inputOf, outages } from "../../support/power/outages.ts";
import { PeerRig } from "../../support/power/peer-rig.ts";

const key = `statera:${boot1}:1`;

function done(effects: readonly PeerEffect[]): readonly string[] {
  return effects.map(({ kind }) => kind).filter((kind) => !kind.startsWith("alarm"));
}

function ids(rig: PeerRig): readonly string[] {
  return rig.view().alarms.map(({ id }) => id);
}

/** statera has fired by the coordinator's threshold, and lasts for more than this host needs for itself. */
function calling(config = {}): PeerRig {
  const rig = new PeerRig(config).onMains();
  rig.say("OB", { runtimeS: 300 });
  assert.deepEqual(done(rig.poll(9)), ["publish-trigger"]);
  return rig;
}

const ack = { kind: "ack", triggerId: key, run: 4 } as const;
const heard = { kind: "run-heard", run: 4, isTold: false } as const;

describe("a silence of a peer's UPS beside one of another host", () => {
  type Other = readonly [flags: string | undefined, origin?: "live" | "retained"];

  /** Both were out together; statera is silent with little left, and pyrphoros says this from now on. */
  function silent(...others: readonly Other[]): PeerRig {
    const rig = new PeerRig().onMains();
    const other = ([flags, origin = "live"]: Other) => {
      if (flags !== undefined) rig.reading("pyrphoros", flags, { runtimeS: 3000 }, origin);
    };
    const [before = ["OL"], out = ["OB"], after = ["OL"]] = others;
    for (let n = 0; n < 2; n++) {
      other(before);
      rig.poll();
    }
    rig.say("OB", { runtimeS: 170, chargePercent: 60 });
    for (let n = 0; n < 7; n++) {
      other(out);
      rig.poll();
    }
    rig.say();
    rig.all.length = 0;
    for (let n = 0; n < 60; n++) {
      rig.poll();
      other(after);
    }
    return rig;
  }
  const stops = (rig: PeerRig) => only(rig.all, "local-shutdown").length;

  it("[REQ-CRD-150] stops no host while that one was out with it and is seen on mains again, and does when it is heard no more", () => {
    const rig = silent();
    assert.equal(stops(rig), 0);
    assert.match(
      rig
        .view()
        .upses.map(({ why }) => why)
        .join(),
      /the mains are back at a UPS that went on battery with it/,
    );
    // While that was seen the silence has had no time: it is counted down from there.
    rig.poll(4);
    assert.equal(stops(rig), 0);
    rig.poll(12);
    assert.equal(stops(rig), 1);
  });

  it("[REQ-CRD-150] stops it where that one is out as well, was never out, was out before or in a test, or is known by an old word alone", () => {
    const cases: Readonly<Record<string, readonly Other[]>> = {
      "out as well": [["OL"], ["OB"], ["OB"]],
      "never out": [["OL"], ["OL"], ["OL"]],
      "out before": [["OB"], ["OB"], ["OL"]],
      "in a test": [["OL"], ["OB CAL"], ["OL"]],
      "old words": [
        ["OL", "retained"],
        ["OB", "retained"],
        ["OL", "retained"],
      ],
      "an old word at the end": [["OL"], ["OB"], ["OL", "retained"]],
      "a forced shutdown": [["OL"], ["OB"], ["FSD OL"]],
      nobody: [[undefined], [undefined], [undefined]],
    };
    for (const [name, others] of Object.entries(cases))
      assert.equal(stops(silent(...others)), 1, name);
  });

  it("[REQ-CRD-103] nothing that is told of it has this host do anything", () => {
    const rig = new PeerRig().onMains();
    for (let n = 0; n < 60; n++) {
      rig.reading("pyrphoros", n < 3 ? "OL" : "OB LB", { runtimeS: 10 }, "live");
      if (n === 4) rig.say();
      rig.poll();
    }
    assert.deepEqual(done(rig.all), []);
  });

  it("[REQ-CRD-150] LB that lasts stops the host whatever is seen there", () => {
    const rig = new PeerRig().onMains();
    const other = (flags: string) => rig.reading("pyrphoros", flags, {}, "live");
    other("OL");
    rig.say("OB LB", { runtimeS: 170, chargePercent: 60 });
    for (let n = 0; n < 12; n++) {
      other(n === 0 ? "OB" : "OL");
      rig.poll();
    }
    assert.equal(stops(rig), 1);
  });
});

describe("a peer's call for a shutdown", () => {
  it("[REQ-CRD-100] is published when its own UPS fires, by the threshold that the coordinator told, in any boot", () => {
    const rig = new PeerRig().onMains();
    rig.input({ kind: "thresholds", thresholdS: { statera: 500 } });
    rig.restart(boot2);
    rig.session = "p2";
    rig.onMains().say("OB", { runtimeS: 501 });
    assert.deepEqual(done(rig.poll(20)), []);
    rig.say("OB", { runtimeS: 500 });
    const [call] = only(rig.poll(3), "publish-trigger");
    assert.equal(call?.trigger.id, `statera:${boot2}:1`);
    assert.deepEqual(call?.trigger.evidence.flags, ["OB"]);
    assert.equal(call?.trigger.evidence.runtimeS, 500);
    assert.equal(call?.trigger.evidence.thresholdS, 500);
    assert.equal(call?.trigger.evidence.row, 11);
  });

  it("[REQ-CRD-100] goes by the default budget until then", () => {
    // 1.1 x (300 + 25) s = 357.5 s.
    const rig = new PeerRig().onMains();
    rig.say("OB", { runtimeS: 358 });
    assert.deepEqual(done(rig.poll(20)), []);
    rig.say("OB", { runtimeS: 357 });
    assert.deepEqual(done(rig.poll(3)), ["publish-trigger"]);
  });

  it("[REQ-CRD-101] is said again every 5 s until a run answers it, and again when nothing is heard of that for 30 s", () => {
    const rig = calling();
    assert.deepEqual(done(rig.poll(4)), Array(4).fill("publish-trigger"));
    rig.input({ ...ack, triggerId: `statera:${boot1}:9` });
    assert.deepEqual(done(rig.poll()), ["publish-trigger"]);
    rig.input(ack);
    assert.equal(rig.view().run, 4);
    const said = "titan-db has begun run 4 for statera: it answered so 0 ms ago";
    assert.ok(rig.view().reasons.includes(said), rig.view().reasons.join("\n"));
    assert.deepEqual(done(rig.poll(5)), []);
    rig.input(heard);
    assert.deepEqual(done(rig.poll(5)), []);
    assert.ok(!ids(rig).includes("run-silent:statera"));
    assert.deepEqual(done(rig.poll(2)), ["publish-trigger", "publish-trigger"]);
    assert.ok(ids(rig).includes("run-silent:statera"));
    rig.input(heard);
    assert.ok(!ids(rig).includes("run-silent:statera"));
    assert.deepEqual(done(rig.poll()), []);
  });

  it("[REQ-CRD-101] goes on after a refusal, whose reason is told, and stops when the mains are back", () => {
    const rig = calling();
    rig.input({ ...ack, run: 0, reason: "maintenance" });
    assert.ok(rig.view().alarms.some(({ text }) => text.includes("maintenance")));
    rig.input({ ...ack, run: 0 });
    assert.deepEqual(done(rig.poll()), ["publish-trigger"]);
    rig.say("OL", { runtimeS: 300 });
    assert.deepEqual(done(rig.poll(2)), []);
    // On battery again in the same outage: it is asked for by the same name.
    rig.say("OB", { runtimeS: 300 });
    assert.equal(only(rig.poll(), "publish-trigger")[0]?.trigger.id, key);
    rig.say("OL", { runtimeS: 300 }).poll(14);
    rig.say("OB", { runtimeS: 300 });
    assert.equal(only(rig.poll(20), "publish-trigger")[0]?.trigger.id, `statera:${boot1}:2`);
  });

  it("[REQ-CRD-102] that nobody answers for 15 s is told of", () => {
    const rig = calling();
    rig.poll(2);
    assert.ok(!ids(rig).includes("no-ack:statera"));
    rig.poll(1);
    assert.ok(ids(rig).includes("no-ack:statera"));
    rig.input(ack);
    assert.ok(!ids(rig).includes("no-ack:statera"));
  });

  it("[REQ-CRD-103] comes of nothing that is lost, old, told of others or told by others", () => {
    const rig = new PeerRig().onMains();
    rig.says = undefined;
    for (let n = 0; n < 60; n++) {
      rig.poll();
      rig.reading("pyrphoros", "OB LB", { runtimeS: 1 }, "live");
      rig.reading("pyrphoros", "FSD OB", { runtimeS: 1 }, "retained");
      rig.reading("statera", "FSD OB", { runtimeS: 1 }, "live");
      rig.reading("statera", "OB LB", { runtimeS: 1 }, "retained");
      rig.reading("nobody", "OB", {}, "local");
    }
    assert.deepEqual(done(rig.all), []);
  });
});

describe("a peer with two UPSes", () => {
  it("[REQ-CRD-100] takes one for a witness of the other", () => {
    const [pyrphoros, statera] = aPowerConfig().upses;
    assert.ok(pyrphoros && statera);
    const rig = new PeerRig({ upses: [{ ...pyrphoros, host: "tethys" }, statera] });
    const both = (flags: string) => {
      rig.reading("pyrphoros", flags, { runtimeS: 400 }, "local");
      rig.poll();
    };
    rig.say("OL", { runtimeS: 400 });
    for (let n = 0; n < 20; n++) both("OL");
    rig.say();
    for (let n = 0; n < 4; n++) both("OB");
    const shown = rig.view().upses.find(({ ups }) => ups === "statera");
    assert.equal(shown?.verdict, "suspect");
  });
});

describe("a peer's own shutdown", () => {
  // 1.1 x 120 s = 132 s.
  it("[REQ-CRD-110] comes when its UPS has no more than it needs itself, acknowledged or not, and once", () => {
    for (const isAcked of [true, false]) {
      const rig = calling();
      rig.say("OB", { runtimeS: 132.1 });
      for (let n = 0; n < 10; n++) {
        if (isAcked) rig.input(ack);
        if (isAcked) rig.input(heard);
        assert.deepEqual(only(rig.poll(), "local-shutdown"), []);
      }
      rig.say("OB", { runtimeS: 132 });
      assert.deepEqual(only(rig.poll(2), "local-shutdown"), []);
      const [own] = only(rig.poll(), "local-shutdown");
      assert.equal(own?.key, key);
      assert.match(own?.reason ?? "", /132 s in 3 polls/);
      assert.deepEqual(only(rig.poll(20), "local-shutdown"), []);
      assert.equal(rig.view().condition, "shutting-down");
      // A successor gives it again: nobody knows whether it was carried out.
      assert.deepEqual(done(rig.restart()), ["local-shutdown"]);
      assert.deepEqual(only(rig.poll(20), "local-shutdown"), []);
    }
  });

  it("[REQ-CRD-110] comes by a low battery that lasts, and by blindness on battery", () => {
    const lb = new PeerRig().onMains().say("OB LB", { runtimeS: 2000, chargePercent: 95 });
    assert.deepEqual(only(lb.poll(6), "local-shutdown"), []);
    assert.match(only(lb.poll(), "local-shutdown")[0]?.reason ?? "", /LB for 30 s/);
    const blind = new PeerRig().onMains().say("OB", { runtimeS: 2000 });
    blind.poll();
    blind.say();
    assert.deepEqual(only(blind.poll(35), "local-shutdown"), []);
    assert.match(only(blind.poll(), "local-shutdown")[0]?.reason ?? "", /not read for 180 s/);
  });

  it("[REQ-CRD-111] does not come where the run has told this host to power off, or where it is not wanted", () => {
    const told = calling();
    told.input({ ...heard, isTold: true });
    told.say("OB", { runtimeS: 10 });
    assert.deepEqual(only(told.poll(10), "local-shutdown"), []);
    assert.equal(told.view().condition, "shutting-down");
    // The coordinator says something else by now.
    assert.deepEqual(done(told.input({ ...heard, run: 5 })), ["local-shutdown"]);
    const peers = aPowerConfig().peers.map((peer) => ({ ...peer, fallbackLocalShutdown: false }));
    const off = calling({ peers }).say("OB LB", { runtimeS: 10 });
    assert.deepEqual(only(off.poll(50), "local-shutdown"), []);
    const other = calling({ peers: [], nodes: [] }).say("OB", { runtimeS: 10 });
    assert.deepEqual(only(other.poll(10), "local-shutdown"), []);
  });

  it("[REQ-CRD-115] comes after all when this host was told, and is there still when its off_timeout is over", () => {
    const rig = calling();
    rig.input({ ...heard, isTold: true });
    rig.say("OB", { runtimeS: 100 });
    for (let n = 0; n < 23; n++) {
      rig.input({ ...heard, isTold: true });
      assert.deepEqual(only(rig.poll(), "local-shutdown"), []);
    }
    // 120 s after it was said first.
    assert.deepEqual(only(rig.poll(), "local-shutdown").length, 1);
    assert.ok(ids(rig).includes("local-shutdown:statera"));
  });

  it("[REQ-CRD-115] comes in the next outage, however often the last one's run is said to have told this host", () => {
    for (const isBooted of [true, false]) {
      const rig = calling();
      rig.input({ ...heard, isTold: true });
      if (isBooted) {
        rig.restart(boot2);
        rig.session = "p2";
      }
      rig.onMains();
      assert.equal(rig.view().condition, "normal");
      rig.say("OB", { runtimeS: 100 });
      rig.input({ ...heard, isTold: true });
      assert.equal(only(rig.poll(10), "local-shutdown").length, 1, `booted: ${isBooted}`);
    }
  });

  it("[REQ-CRD-112] is held back by maintenance but for a low battery that lasts", () => {
    const rig = new PeerRig().onMains();
    rig.input({ kind: "inhibit", forMs: 600_000, by: "root", reason: "new battery" });
    assert.deepEqual(ids(rig), ["inhibit"]);
    rig.say("OB", { runtimeS: 10 });
    assert.deepEqual(only(rig.poll(20), "local-shutdown"), []);
    rig.say("OB LB", { runtimeS: 10 });
    assert.deepEqual(only(rig.poll(7), "local-shutdown").length, 1);
  });

  it("[REQ-CRD-113] is spared by another feed that is seen live on mains, and by nothing that is old", () => {
    const nodes = aPowerConfig().nodes.map((node) =>
      node.name === "tethys" ? { ...node, feeds: ["statera", "pyrphoros"] } : node,
    );
    const rig = calling({ nodes });
    rig.say("OB", { runtimeS: 100 });
    for (let n = 0; n < 10; n++) {
      rig.reading("pyrphoros", "OL", {}, "live");
      assert.deepEqual(only(rig.poll(), "local-shutdown"), []);
    }
    rig.reading("pyrphoros", "OL", {}, "retained");
    // The last live word is 15 s old.
    assert.deepEqual(only(rig.poll(1), "local-shutdown"), []);
    assert.deepEqual(only(rig.poll(1), "local-shutdown").length, 1);
  });

  it("[REQ-CRD-114] is not made a second time, and not lost, by a restart after any input", function () {
    this.timeout(30_000);
    const config = aPowerConfig({ self: "tethys" });
    const played = (inputs: readonly PeerInput[], restartAt = -1) => {
      let state: PeerState = newPeer({ bootId: boot1, atMs: 0 });
      const keys: string[] = [];
      inputs.forEach((input, n) => {
        const stepped = stepPeer(state, input, config);
        state = stepped.state;
        const { effects } = stepped;
        // What a step asks for is a new one; what a restart gives again may be the old one.
        if (n !== restartAt) {
          keys.push(...only(effects, "local-shutdown").map((one) => one.key));
        } else {
          const saved: PeerState = JSON.parse(JSON.stringify(state));
          state = restoredPeer(saved, { bootId: boot1, atMs: input.atMs });
          const again = only(resumePeer(state), "local-shutdown").map((one) => one.key);
          keys.push(...again.filter((one) => !keys.includes(one)));
        }
      });
      return keys;
    };
    fc.assert(
      fc.property(outages, fc.double({ min: 0, max: 1, noNaN: true }), (happenings, part) => {
        let atMs = 0;
        const inputs = happenings.flatMap((one, n): PeerInput[] => {
          if (one.kind === "tick") atMs += 5_000;
          const input = inputOf(one, { n, atMs, run: 1 });
          if (input.kind === "tick") return [input];
          return input.kind === "reading" ? [{ ...input, origin: "local" }] : [];
        });
        const last = inputs.filter(({ kind }) => kind === "reading").at(-1);
        for (let n = 0; n < 6; n++) {
          atMs += 5_000;
          if (last?.kind === "reading") {
            const reading = { ...last.reading, seq: happenings.length + n + 1 };
            inputs.push({ ...last, reading, atMs });
          }
          inputs.push({ kind: "tick", atMs });
        }
        const unbroken = played(inputs);
        assert.deepEqual(unbroken, [...new Set(unbroken)]);
        const restarted = played(
          inputs,
          Math.min(inputs.length - 13, Math.floor(part * inputs.length)),
        );
        assert.deepEqual(restarted, [...new Set(restarted)]);
        for (const one of unbroken) assert.ok(restarted.includes(one), `${one} is lost`);
      }),
      { numRuns: 60 },
    );
  });
});

describe("what a peer shows", () => {
  it("[REQ-CRD-120] is its own UPS, whose condition is its own, and that others read theirs", () => {
    const rig = new PeerRig({ configHash: "0".repeat(16) });
    assert.equal(rig.view().condition, "degraded");
    rig.onMains();
    const { condition, reasons, upses, role, startGate } = rig.view();
    assert.deepEqual([condition, reasons, role], ["normal", [], "peer"]);
    assert.deepEqual(
      upses.map(({ ups, why }) => [ups, why]),
      [
        ["statera", "on mains"],
        ["pyrphoros", "titan-db reads it"],
      ],
    );
    assert.equal(startGate.open, false);
    rig.input({ kind: "thresholds", thresholdS: {}, configHash: "1".repeat(16) });
    assert.deepEqual(ids(rig), ["config-hash:titan-db"]);
    rig.input(heard);
    assert.equal(rig.view().peers[0]?.ageMs, 0);
    rig.restart(boot2);
    assert.equal(rig.state.coordinatorHash, "1".repeat(16));
    rig.input({ kind: "thresholds", thresholdS: {} });
    rig.input({ kind: "inhibit", forMs: 1_000, by: "root", reason: "x" });
    assert.equal(rig.view().inhibit?.leftMs, 1_000);
    rig.poll();
    assert.equal(rig.view().inhibit, undefined);
  });

  it("[REQ-CRD-78] a gauge that collapses at the transfer powers no host off before it had its time to steady", () => {
    const rig = new PeerRig().onMains();
    rig.say("OB", { runtimeS: 100, chargePercent: 99 });
    // Six polls are the 30 s of stabilisation.
    assert.deepEqual(only(rig.poll(6), "local-shutdown"), []);
    rig.say("OB", { runtimeS: 2500, chargePercent: 98 });
    assert.deepEqual(only(rig.poll(60), "local-shutdown"), []);
    // One that is still so when that is over is believed: three polls.
    const stays = new PeerRig().onMains().say("OB", { runtimeS: 100, chargePercent: 99 });
    assert.deepEqual(only(stays.poll(8), "local-shutdown"), []);
    assert.equal(only(stays.poll(1), "local-shutdown").length, 1);
    // What was tight on mains is not waited for.
    const tight = new PeerRig().say("OL", { runtimeS: 140, chargePercent: 100 });
    tight.poll(24);
    tight.say("OB", { runtimeS: 100 });
    assert.equal(only(tight.poll(4), "local-shutdown").length, 1);
  });
});
