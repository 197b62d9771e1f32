import assert from "node:assert/strict";
import { EventLoopDelay } from "../../../src/metrics/event-loop.ts";
import { FakeClock } from "../../support/fake-clock.ts";

describe("the watch over the event loop", () => {
  let clock: FakeClock;
  let samples: number[];
  let watch: EventLoopDelay;
  beforeEach(() => {
    clock = new FakeClock();
    samples = [];
    watch = new EventLoopDelay({ clock, onSample: (delayMs) => samples.push(delayMs) });
    watch.start();
  });

  it("[REQ-OBS-6] takes a sample ten times a second", async () => {
    await clock.advance(1000);
    assert.deepEqual(samples, Array(10).fill(0));
  });

  it("[REQ-OBS-6] counts a standstill for as long as it was", async () => {
    await clock.advance(1000);
    samples.length = 0;
    // The timer is due 100 ms on, and fires 350 ms on.
    clock.stall(350);
    await clock.advance(0);
    assert.deepEqual(samples, [250, 150, 50]);
    await clock.advance(100);
    assert.deepEqual(samples, [250, 150, 50, 0]);
  });

  it("[REQ-OBS-6] does not count for long after a very long standstill", async () => {
    clock.stall(24 * 3_600_000);
    await clock.advance(0);
    assert.ok(samples.length <= 601, `${samples.length} samples`);
    assert.ok((samples[0] ?? 0) > 86_000_000, "the first says how long it was");
  });

  it("[REQ-OBS-6] leaves no timer behind", async () => {
    await clock.advance(500);
    watch.stop();
    watch.stop();
    assert.equal(clock.pending, 0);
  });
});
