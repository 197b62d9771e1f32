import assert from "node:assert/strict";
import fc from "fast-check";
import { backoffMs } from "../../../src/core/retry.ts";

describe("the pauses between attempts", () => {
  const pauses = (count: number, random: () => number) => {
    const each = backoffMs({ firstMs: 100, maxMs: 1000 }, random);
    return Array.from({ length: count }, () => each.next().value);
  };

  it("[REQ-CORE-3] begin with none and double up to the limit", () => {
    assert.deepEqual(
      pauses(7, () => 0.999999),
      [0, 100, 200, 400, 800, 1000, 1000],
    );
  });

  it("[REQ-CORE-3] are drawn between half and the whole", () => {
    assert.deepEqual(
      pauses(5, () => 0),
      [0, 50, 100, 200, 400],
    );
    const random = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
    fc.assert(
      fc.property(random, (stream) => {
        const all = pauses(10, () => stream.next().value);
        return all.every(
          (ms, i) => i === 0 || (ms >= 50 && ms <= Math.min(100 * 2 ** (i - 1), 1000)),
        );
      }),
    );
  });

  it("[REQ-CORE-3] never exceed the limit, be the first one longer", () => {
    const each = backoffMs({ firstMs: 5000, maxMs: 1000 }, () => 0.5);
    assert.deepEqual([each.next().value, each.next().value, each.next().value], [0, 750, 750]);
  });
});
