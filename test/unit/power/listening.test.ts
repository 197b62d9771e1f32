import assert from "node:assert/strict";
import { listening, pollAtMs } from "../../../src/power/listening.ts";
import { defaultPolicy } from "../../../src/power/policy.ts";
import { newUps } from "../../../src/power/ups.ts";

/** Which of these ticks are polls. */
function polls(ticksAtMs: readonly number[]): readonly number[] {
  let ears = newUps().ears;
  return ticksAtMs.filter((atMs) => {
    const polledAtMs = pollAtMs(ears, atMs, defaultPolicy);
    if (polledAtMs !== undefined) ears = { ...ears, polledAtMs };
    return polledAtMs !== undefined;
  });
}

describe("polls of ours", () => {
  it("[REQ-PWR-8] are ticks of their time, early or late by less than half of it", () => {
    const ticks = [0, 5_000, 12_000, 15_001, 19_900, 25_000];
    assert.deepEqual(polls(ticks), ticks);
  });

  it("[REQ-PWR-8] are no more when ticks come late and all at once", () => {
    assert.deepEqual(polls([0, 5_000, 65_000, 65_001, 65_002, 70_000]), [0, 5_000, 65_000, 70_000]);
  });

  it("[REQ-PWR-8] are no more when ticks come more often", () => {
    const everySecond = Array.from({ length: 61 }, (_, n) => n * 1_000);
    assert.equal(polls(everySecond).length, 13);
  });
});

describe("own ears", () => {
  const open = listening(newUps().ears, 1_000, defaultPolicy);

  it("[REQ-PWR-10] are open from the first event on", () => {
    assert.equal(open.openSinceMs, 1_000);
    assert.equal(listening(open, 11_000, defaultPolicy).openSinceMs, 1_000);
  });

  it("[REQ-PWR-10] are open anew after two polls without an event, and after a restart", () => {
    const later = listening(open, 11_001, defaultPolicy);
    assert.deepEqual([later.openSinceMs, later.stoodStillUntilMs], [11_001, 11_001]);
    const again = listening({ ...open, isStarting: true }, 2_000, defaultPolicy);
    // Nothing had waited for a process that has only begun.
    assert.deepEqual([again.openSinceMs, again.stoodStillUntilMs], [2_000, undefined]);
  });

  it("[REQ-PWR-10] have the time that lives before this one heard nothing, where they were too short to hear anything", () => {
    const opened = (heardNothingMs: number) =>
      listening({ isStarting: true, missedPolls: 0, heardNothingMs }, 60_000, defaultPolicy);
    assert.equal(opened(14_999).openSinceMs, 45_001);
    assert.equal(opened(15_000).openSinceMs, 60_000);
    assert.equal(opened(14_999).heardNothingMs, undefined);
  });
});
