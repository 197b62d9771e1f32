import assert from "node:assert/strict";
import { noLog } from "../../../src/core/no-log.ts";
import { ClusterLook } from "../../../src/hecate/cluster-look.ts";
import type { ClusterHands, StepEnd } from "../../../src/hecate/run/ports.ts";
import { FakeClock } from "../../support/fake-clock.ts";

describe("the look at the cluster", () => {
  it("[REQ-HEC-40] is taken once a minute, and says how old it is; a cluster that is away is no more than that", async () => {
    const clock = new FakeClock();
    let end: StepEnd = { outcome: "failed", detail: "ECONNREFUSED" };
    let asked = 0;
    const hands: ClusterHands = {
      do: () => assert.fail("nothing is done about it"),
      kubectl: () => [],
      probe: async () => {
        asked += 1;
        return end;
      },
    };
    const look = new ClusterLook({ cluster: () => hands, clock, log: noLog });
    assert.equal(look.view, undefined);
    look.start();
    await clock.advance(5000);
    assert.deepEqual(look.view, { isReachable: false, detail: "ECONNREFUSED", ageMs: 5000 });
    end = { outcome: "done" };
    await clock.advance(56_000);
    assert.deepEqual(look.view, { isReachable: true, ageMs: 1000 });
    assert.equal(asked, 2);
    look.stop();
    await clock.advance(600_000);
    assert.deepEqual([asked, clock.pending], [2, 0]);
  });

  it("[REQ-HEC-40] is none where no cluster is configured", async () => {
    const clock = new FakeClock();
    const look = new ClusterLook({ cluster: () => undefined, clock, log: noLog });
    look.start();
    await clock.advance(120_000);
    assert.equal(look.view, undefined);
    look.stop();
  });
});
