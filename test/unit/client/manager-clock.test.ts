import { equal } from "node:assert/strict";
import fc from "fast-check";
import { ManagerClock } from "../../../src/client/manager-clock.ts";

describe("the manager's clock as a client knows it", () => {
  it("[REQ-CLT-7] is never behind, and ahead by no more than the fastest exchange took", () => {
    const exchange = fc.record({
      atMs: fc.integer({ min: 0, max: 100_000 }),
      thereMs: fc.integer({ min: 0, max: 2000 }),
      backMs: fc.integer({ min: 0, max: 2000 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e12 }),
        fc.array(exchange, { minLength: 1 }),
        (offsetMs, exchanges) => {
          const clock = new ManagerClock();
          for (const { atMs, thereMs } of exchanges) {
            clock.observe({ epoch: 1, now: atMs + thereMs + offsetMs }, atMs);
          }
          const aheadMs = clock.now(200_000) - (200_000 + offsetMs);
          const fastestMs = Math.min(...exchanges.map(({ thereMs, backMs }) => thereMs + backMs));
          return aheadMs >= 0 && aheadMs <= fastestMs;
        },
      ),
    );
  });

  it("[REQ-CLT-7] is the new manager's after a restart, and not the old one's again", () => {
    const clock = new ManagerClock();
    clock.observe({ epoch: 1, now: 1000 }, 0);
    clock.observe({ epoch: 2, now: 9000 }, 0);
    clock.observe({ epoch: 1, now: 0 }, 0);
    equal(clock.now(1), 9001);
  });
});
