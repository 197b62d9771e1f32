import assert from "node:assert/strict";
import type { PowerTrigger } from "../../src/protocol/generated/schemas.ts";
import { topicOf, topics } from "../../src/protocol/topics.ts";
import { guardDueS, localThresholdS, Outages, thresholdS, type Word } from "./hecate-outages.ts";

/** What is done to the coordinator or the broker, and how that is taken back. */
interface Fault {
  readonly strike: (of: Outages) => Promise<unknown>;
  readonly mend: (of: Outages) => Promise<unknown>;
  /** How the coordinator's machine is then: nobody has switched it off. */
  readonly coordinator: "on" | "off" | "frozen";
}

const faults: Readonly<Record<string, Fault>> = {
  "the coordinator's cable is cut, and a peer's": {
    strike: (of) => Promise.all(["db", "peer1"].map((name) => of.machine(name).cut())),
    mend: (of) => of.machine("db").heal(),
    coordinator: "on",
  },
  "the coordinator is frozen": {
    strike: (of) => of.machine("db").freeze(),
    mend: (of) => of.machine("db").thaw(),
    coordinator: "frozen",
  },
  "the coordinator is dead": {
    strike: (of) => of.machine("db").powerCut(),
    mend: (of) => of.machine("db").start(),
    coordinator: "off",
  },
  "the broker is killed": {
    strike: async ({ cluster: { primary } }) => {
      await primary.signal("hirte", "KILL");
      await primary.systemctl("stop", "hirte", "hirte.socket");
    },
    mend: ({ cluster: { primary } }) => primary.systemctl("start", "hirte"),
    coordinator: "on",
  },
};
const allOn = { db: "on", peer1: "on", peer2: "on", guarded: "on", unguarded: "on" };

describe("an outage in which the coordinator is not heard", function () {
  this.timeout(60_000);
  let outages: Outages;
  before("a site", async () => {
    outages = await Outages.begin();
  });
  afterEach("what was logged", async function () {
    if (this.currentTest?.state !== "failed") return;
    console.log((await outages.report()).replace(/^/gm, "      │ "));
    await outages.recover();
  });
  after(() => outages?.end());

  /** The one thing that was said so. */
  function only(words: readonly Word[], text: RegExp): Word {
    const found = words.filter((word) => text.test(word.text));
    assert.equal(found.length, 1, `${text} in:\n${words.map((word) => word.text).join("\n")}`);
    return found[0] as Word; // it is there
  }

  it("[REQ-PEER-1] [REQ-PEER-2] plans for a peer's UPS, acknowledges what is on disk, once however often it is called, and nothing for who has no such UPS", async () => {
    const { site } = outages;
    const db = outages.machine("db");
    const forged: PowerTrigger = {
      ...{ id: `beta:${"f".repeat(32)}:1`, ups: "beta", bootId: "f".repeat(32), outage: 1 },
      ...{ reason: "forged", evidence: { flags: ["OB"], row: 11 }, at: Date.now() },
    };
    for (const host of ["unguarded", "peer1"]) {
      const client = await site.connectAs("unguarded", "ups");
      const topic = topicOf(topics.powerTrigger, { host });
      await client.publishAsync(topic, JSON.stringify(forged), { qos: 0 });
      await client.endAsync();
    }
    // Without a capability hecate cannot write there, root or not.
    await db.must("chmod", "0500", "/var/lib/hecate");
    await outages.battery("beta", thresholdS - 5);
    await outages.alarm("peer1", "no-ack:beta");
    const planned = site.watch.runs[0];
    assert.deepEqual([planned?.scope, planned?.isDryRun], [["peer1"], true]);
    assert.match(planned?.reason ?? "", /beta/);
    assert.match(JSON.stringify(planned?.stages), /"node":"peer1"/);
    await db.must("chmod", "0750", "/var/lib/hecate");
    assert.equal(await outages.acknowledged("peer1"), planned?.run);
    const state = await db.read("/var/lib/hecate/state.json");
    assert.match(state, /"covered":\[[^\]]*"beta:[0-9a-f]{32}:\d+"/);
    assert.ok(!state.includes(forged.id), state);
    // It was called every half second meanwhile.
    assert.deepEqual(new Set(site.watch.runs.map(({ run }) => run)), new Set([planned?.run]));
    const said = await site.journal("db");
    assert.equal(said.match(/has no such UPS on that host/g)?.length, 1, said);
    assert.deepEqual(await outages.statuses(), allOn);
    await outages.restore();
  });

  it("[REQ-PEER-4] [REQ-GRD-1] leaves everything on where the cable is mended in time", async () => {
    const db = outages.machine("db");
    await outages.mainsFail({ alphaLasts: "long" });
    await db.cut();
    await outages.battery("beta", thresholdS - 5);
    await Promise.all([
      outages.alarm("peer1", "no-ack:beta"),
      outages.agentSays("guarded", /this node counts the battery down/),
    ]);
    await db.heal();
    await Promise.all([
      outages.acknowledged("peer1"),
      outages.agentSays("guarded", /the coordinator is heard again/),
    ]);
    assert.deepEqual(await outages.statuses(), allOn);
    await outages.restore();
    await outages.agentSays("guarded", /the power guard is disarmed: mains are back/);
  });

  for (const [what, { strike, mend, coordinator }] of Object.entries(faults)) {
    it(`[REQ-PEER-3] [REQ-PEER-5] [REQ-GRD-2] [REQ-GRD-5] stops a peer that may and a node with a guard, each at its time, and nobody else, where ${what}`, async () => {
      const { site } = outages;
      await outages.mainsFail({ alphaLasts: "short" });
      await strike(outages);
      const lowMs = Date.now();
      for (const ups of ["beta", "gamma"]) await outages.battery(ups, localThresholdS - 1);
      await outages.areOff("peer1", "guarded");
      // Both are as low as peer1 and guarded; one of them calls, and one knows of nothing.
      assert.match(await outages.alarm("peer2", "no-ack:gamma"), /and nothing is done here$/);
      const others = { peer2: "on", unguarded: "on" };
      const off = { peer1: "off", guarded: "off" };
      assert.deepEqual(await outages.statuses(), { ...others, ...off, db: coordinator });

      const hecate = await outages.machine("peer1").lastWords("hecate");
      const why = /powers itself off reason="beta: its runtime was at or below 12 s in 3 polls"/;
      const peerS = (only(hecate, why).atMs - lowMs) / 1000;
      // Three polls each half a second.
      assert.ok(peerS > 0.9 && peerS < localThresholdS - 1, `it began ${peerS} s after it was low`);
      assert.doesNotMatch(hecate.map(({ text }) => text).join("\n"), /timed out/);

      const agent = await outages.machine("guarded").lastWords("hirte-agent");
      const armed = agent.findLast(({ text }) => /the power guard is armed/.test(text));
      const began = only(
        agent,
        /nothing was heard of the coordinator .* stopBudgetS=60 runtimeS=60/,
      );
      const guardS = (began.atMs - (armed?.atMs ?? 0)) / 1000;
      assert.ok(guardS > guardDueS - 0.2 && guardS < guardDueS + 5, `it began after ${guardS} s`);

      await outages.mainsAt("alpha", "beta");
      // What waited for the coordinator meanwhile does no harm either.
      const isHeardAgain = mend(outages).then(() => outages.acknowledged("peer2"));
      await Promise.all([
        isHeardAgain,
        ...["peer1", "guarded"].map((name) => outages.machine(name).start()),
      ]);
      assert.deepEqual(await outages.statuses(), allOn);
      for (const name of ["db", "peer2"]) {
        assert.doesNotMatch(await site.journal(name), /powers itself off/);
      }
      const unguarded = await outages.machine("unguarded").journal(["hirte-agent"]);
      assert.doesNotMatch(unguarded, /power guard is armed|switches itself off/);
      await outages.restore();
    });
  }
});
