import assert from "node:assert/strict";
import { systemClock } from "../../../src/core/clock.ts";
import { FakeClock } from "../../support/fake-clock.ts";

describe("the clock of the machine", () => {
  it("[REQ-CORE-4] calls back after the delay, not before", async () => {
    const fromMs = systemClock.monotonicMs();
    await new Promise<void>((resolve) => systemClock.after(20, resolve));
    assert.ok(systemClock.monotonicMs() - fromMs >= 19);
  });

  it("[REQ-CORE-4] calls nobody back who has cancelled", async () => {
    let isCalled = false;
    const timer = systemClock.after(1, () => {
      isCalled = true;
    });
    timer.cancel();
    timer.cancel();
    await new Promise<void>((resolve) => systemClock.after(5, resolve));
    assert.equal(isCalled, false);
  });

  it("[REQ-CORE-4] waits for more than the 25 days that a timer of Node's can hold", async () => {
    let isCalled = false;
    const timer = systemClock.after(2 ** 31 + 1000, () => {
      isCalled = true;
    });
    await new Promise<void>((resolve) => systemClock.after(5, resolve));
    timer.cancel();
    assert.equal(isCalled, false);
  });

  it("[REQ-CORE-4] has a wall clock in milliseconds since 1970", () => {
    assert.ok(Math.abs(systemClock.wallMs() - Date.now()) < 1000);
  });
});

describe("the clock of tests", () => {
  it("fires timers in order, each at its own time", async () => {
    const clock = new FakeClock();
    const fired: [string, number][] = [];
    const note = (name: string) => () => fired.push([name, clock.monotonicMs()]);
    clock.after(20, note("late"));
    clock.after(10, note("early"));
    clock.after(10, note("early too"));
    const cancelled = clock.after(5, note("cancelled"));
    cancelled.cancel();
    await clock.advance(15);
    assert.deepEqual(fired, [
      ["early", 10],
      ["early too", 10],
    ]);
    assert.equal(clock.pending, 1);
    assert.equal(clock.monotonicMs(), 15);
  });

  it("fires what a timer sets within the same time", async () => {
    const clock = new FakeClock();
    let count = 0;
    const again = () => {
      count++;
      clock.after(10, again);
    };
    clock.after(10, again);
    await clock.advance(100);
    assert.equal(count, 10);
  });

  it("lets time pass in which nothing ran", async () => {
    const clock = new FakeClock();
    let firedAtMs = 0;
    clock.after(10, () => {
      firedAtMs = clock.monotonicMs();
    });
    clock.stall(1000);
    await clock.advance(0);
    assert.equal(firedAtMs, 1000);
  });
});
