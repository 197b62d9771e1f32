import { equal } from "node:assert/strict";
import fc from "fast-check";
import { Bucket } from "../../../broker/bucket.ts";

describe("a bucket", () => {
  it("[REQ-QUOTA-4] lets a burst through at once, then as many as it is filled with", () => {
    const bucket = new Bucket({ burst: 3, perSecond: 2 }, 0);
    for (let i = 0; i < 3; i++) equal(bucket.take(0), 0);
    equal(bucket.take(0), undefined);
    equal(bucket.take(499), undefined);
    equal(bucket.take(500), 0);
  });

  it("[REQ-QUOTA-4] has those who come after wait for each other, and takes nothing for who would wait too long", () => {
    const bucket = new Bucket({ burst: 1, perSecond: 10 }, 0);
    const waits = Array.from({ length: 6 }, () => bucket.take(0, 300));
    equal(JSON.stringify(waits), JSON.stringify([0, 100, 200, 300, undefined, undefined]));
    equal(bucket.take(100, 300), 300);
  });

  it("[REQ-QUOTA-4] is full again after a while, and not fuller", () => {
    const bucket = new Bucket({ burst: 2, perSecond: 1 }, 0);
    bucket.take(0);
    equal(bucket.isFull(999), false);
    equal(bucket.isFull(1000), true);
    for (let i = 0; i < 2; i++) equal(bucket.take(100_000), 0);
    equal(bucket.take(100_000), undefined);
  });

  it("[REQ-QUOTA-4] never lets more through than burst and rate say", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { maxLength: 300 }), (pauses) => {
        const bucket = new Bucket({ burst: 5, perSecond: 10 }, 0);
        let nowMs = 0;
        let taken = 0;
        for (const pause of pauses) {
          nowMs += pause;
          if (bucket.take(nowMs) === 0) taken++;
        }
        return taken <= 5 + nowMs / 100 + 1e-6;
      }),
    );
  });
});
