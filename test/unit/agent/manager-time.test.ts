import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { ManagerTime } from "../../../agent/manager-time.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { FakeBootClock } from "./fakes.ts";

describe("the agent's bound of the manager's clock", () => {
  const setUp = () => {
    const clock = new FakeClock();
    const bootClock = new FakeBootClock(clock);
    return { clock, bootClock, time: new ManagerTime(bootClock) };
  };

  it("[REQ-AGT-1] is not known before the first pulse of a session", () => {
    const { time, bootClock } = setUp();
    equal(time.mayBegin(Number.MAX_SAFE_INTEGER), "unknown");
    time.observe({ now: 5000, sentBootMs: bootClock.bootMs() });
    equal(time.mayBegin(6000), "yes");
    time.reset();
    equal(time.mayBegin(6000), "unknown");
  });

  it("[REQ-AGT-1] counts from when the heartbeat left, not from when its pulse was read", () => {
    const { clock, time, bootClock } = setUp();
    const sentBootMs = bootClock.bootMs();
    clock.stall(60_000);
    time.observe({ now: 5000, sentBootMs });
    equal(time.mayBegin(64_000), "no");
    equal(time.mayBegin(66_000), "yes");
  });

  it("[REQ-AGT-2] goes on while the process is frozen and while the machine sleeps", () => {
    for (const pass of ["stall", "suspend"] as const) {
      const { clock, bootClock, time } = setUp();
      time.observe({ now: 5000, sentBootMs: bootClock.bootMs() });
      equal(time.mayBegin(8000), "yes");
      if (pass === "stall") clock.stall(3_600_000);
      else bootClock.suspend(3_600_000);
      equal(time.mayBegin(8000), "no", pass);
    }
  });

  it("[REQ-AGT-1] keeps the tightest of what it was told", () => {
    const { clock, bootClock, time } = setUp();
    const early = bootClock.bootMs();
    clock.stall(1000);
    time.observe({ now: 10_000, sentBootMs: bootClock.bootMs() });
    const bound = time.boundMs();
    time.observe({ now: 10_000, sentBootMs: early });
    equal(time.boundMs(), bound);
  });

  it("[REQ-AGT-1] is never below the manager's clock, whatever the delays and the drift", () => {
    const step = fc.record({
      thereMs: fc.nat(20_000),
      backMs: fc.nat(20_000),
      laterMs: fc.nat(100_000),
    });
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 10 }),
        fc.double({ min: -0.0009, max: 0.0009, noNaN: true }),
        (steps, drift) => {
          const { clock, bootClock, time } = setUp();
          const startMs = bootClock.bootMs();
          const managerNow = () => 1_000_000 + (bootClock.bootMs() - startMs) * (1 + drift);
          for (const { thereMs, backMs, laterMs } of steps) {
            const sentBootMs = bootClock.bootMs();
            clock.stall(thereMs);
            const now = Math.round(managerNow());
            clock.stall(backMs);
            time.observe({ now, sentBootMs });
            clock.stall(laterMs);
            ok((time.boundMs() ?? 0) >= managerNow());
          }
        },
      ),
    );
  });

  it("[REQ-AGT-3] says how long it is until an end-by time", () => {
    const { clock, bootClock, time } = setUp();
    time.observe({ now: 5000, sentBootMs: bootClock.bootMs() });
    const rest = time.delayUntil(15_000);
    ok(rest > 9900 && rest <= 10_000);
    clock.stall(20_000);
    deepEqual(time.delayUntil(15_000), 0);
  });
});
