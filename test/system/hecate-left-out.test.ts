import assert from "node:assert/strict";
import { macOf } from "../support/lab.ts";
import { diary } from "./runs-nodes.ts";
import { nodeNames, RunsSite } from "./runs-site.ts";

describe("a node whose battery turns out to have too little, on real machines", function () {
  this.timeout(180_000);
  let runs: RunsSite;

  before("a site", async () => {
    // Longer than the peer takes to come up and to be heard.
    runs = await RunsSite.begin({ otherUps: "20s" });
  });
  after(() => runs?.end());

  it("[REQ-RUNS-75] stays off when that can be read, while all others come up, and comes up when there is enough", async () => {
    const beganMs = Date.now();
    const { wanted } = runs.api;
    const run = (await runs.lastRun()) + 1;
    await runs.outage();
    await runs.isHolding(run);
    await runs.mainsBack({ peerPercent: 10 });
    const first = await runs.isUpAgain(run);
    const others = [...nodeNames, "primary"].filter((name) => name !== "worker2");
    assert.deepEqual(await runs.areOn(), others.sort());
    const { status, stdout } = await runs.machine("primary").exec("hecate", "status");
    assert.equal(status, 1);
    assert.match(stdout, /the startup has left out worker2 \(beta: charge 10 %, 50 % are needed\)/);
    assert.ok(!runs.wakes.heard.includes(macOf(runs.machine("worker2"))));

    await runs.mainsBack();
    const second = await runs.isUpAgain(first.run);
    assert.deepEqual([second.run, second.scope], [first.run + 1, ["worker2"]]);
    assert.deepEqual(await runs.areMissing(), []);
    assert.deepEqual(runs.api.wanted, wanted);
    assert.deepEqual(runs.api.marked, []);
    assert.deepEqual(
      runs.livesSince(beganMs),
      Object.fromEntries(nodeNames.map((name) => [name, "off boot"])),
    );
    // Nothing is done once more at those that were up.
    for (const name of ["server", "worker1"]) {
      const words = diary(runs.machine(name), beganMs).map(({ word }) => word);
      assert.equal(words.filter((word) => word === "started").length, 1);
    }
  });
});
