import assert from "node:assert/strict";
import { isTooSilent, JudgesClock } from "../../../broker/liveness.ts";
import { FakeClock } from "../../support/fake-clock.ts";

describe("judge's clock", () => {
  it("runs with the machine's while nothing is late", async () => {
    const clock = new FakeClock();
    const judge = new JudgesClock(clock, 1000);
    judge.start(() => undefined);
    await clock.advance(10_400);
    assert.equal(judge.nowMs(), 10_400);
    judge.stop();
  });

  it("[REQ-BRK-11] stands still while the process does", async () => {
    const clock = new FakeClock();
    const judge = new JudgesClock(clock, 1000);
    judge.start(() => undefined);
    await clock.advance(500);
    clock.stall(20_000);
    // What is heard before the first timer runs does not see the stall either.
    assert.equal(judge.nowMs(), 1000);
    await clock.advance(300);
    assert.equal(judge.nowMs(), 1300);
    judge.stop();
  });

  it("looks at the clients once each period, and leaves nothing behind", async () => {
    const clock = new FakeClock();
    const judge = new JudgesClock(clock, 1000);
    const looks: number[] = [];
    judge.start((nowMs) => looks.push(nowMs));
    await clock.advance(3500);
    judge.stop();
    await clock.advance(5000);
    assert.deepEqual(looks, [1000, 2000, 3000]);
    assert.equal(clock.pending, 0);
  });
});

describe("silence", () => {
  it("[REQ-BRK-11] is too long beyond one and a half times the keep-alive", () => {
    assert.equal(isTooSilent(10, 15_000), false);
    assert.equal(isTooSilent(10, 15_001), true);
  });

  it("[REQ-BRK-11] is never too long for a client that promised nothing", () => {
    assert.equal(isTooSilent(0, 1e9), false);
  });
});
