import { equal } from "node:assert/strict";
import { Silence } from "../../../agent/silence.ts";
import { FakeClock } from "../../support/fake-clock.ts";

describe("the manager's silence", () => {
  const setUp = () => {
    const clock = new FakeClock();
    let times = 0;
    const silence = new Silence({ clock, limitMs: 30_000, onSilent: () => times++ });
    silence.start();
    return { clock, silence, times: () => times };
  };

  it("[REQ-AGT-43] is noticed after its limit, and not before", async () => {
    const { clock, silence, times } = setUp();
    await clock.advance(10_000);
    silence.heard();
    await clock.advance(29_900);
    equal(times(), 0);
    await clock.advance(3100);
    equal(times(), 1);
    silence.stop();
  });

  it("[REQ-AGT-43] does not count while this process itself stands still", async () => {
    const { clock, silence, times } = setUp();
    await clock.advance(10_000);
    clock.stall(3_600_000);
    await clock.advance(15_000);
    equal(times(), 0);
    await clock.advance(9000);
    equal(times(), 1);
    silence.stop();
    equal(clock.pending, 0);
  });
});
