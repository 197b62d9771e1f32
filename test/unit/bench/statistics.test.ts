import assert from "node:assert/strict";
import fc from "fast-check";
import { compare, percentile, summarize } from "../../../bench/statistics.ts";

describe("percentiles", () => {
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => n - i);

  it("are samples that were measured, by nearest rank", () => {
    assert.equal(percentile(upTo(100), 50), 50);
    assert.equal(percentile(upTo(100), 99), 99);
    assert.equal(percentile(upTo(200), 99), 198);
    assert.equal(percentile([3, 1, 2], 50), 2);
    assert.equal(percentile([7], 99), 7);
  });

  it("are the smallest and the largest sample at the ends", () => {
    assert.equal(percentile([5, 9, 1], 0), 1);
    assert.equal(percentile([5, 9, 1], 100), 9);
  });

  it("of few samples do not hide the worst one", () => {
    assert.equal(percentile([...upTo(50), 1000], 99), 1000);
  });

  it("leave at least their share of the samples at or below them, and no smaller one does", () => {
    const samples = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 });
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 100 }), (all, percent) => {
        const value = percentile(all, percent);
        const share = (isIn: (s: number) => boolean) =>
          (all.filter(isIn).length / all.length) * 100;
        assert.ok(share((s) => s <= value) >= percent - 1e-9);
        assert.ok(share((s) => s < value) < percent + 1e-9);
      }),
    );
  });

  it("of nothing are refused, and so are percentages that are none", () => {
    assert.throws(() => percentile([], 50), RangeError);
    assert.throws(() => percentile([1], 101), RangeError);
    assert.throws(() => percentile([1], Number.NaN), RangeError);
  });

  it("leave the samples in their order", () => {
    const samples = [3, 1, 2];
    summarize(samples);
    assert.deepEqual(samples, [3, 1, 2]);
  });
});

describe("a summary", () => {
  it("tells the number of samples, both ends, the mean and two percentiles", () => {
    const summary = summarize([4, 2, 9, 1]);
    assert.deepEqual(summary, { count: 4, min: 1, mean: 4, p50: 2, p99: 9, max: 9 });
  });
});

describe("a comparison", () => {
  it("takes the differences round by round, and apart from that those of the percentiles", () => {
    // The second round was disturbed for both: no pair shows it.
    const { base, ours, pairwise, more } = compare({ base: [1, 50, 2], ours: [2, 51, 4] });
    assert.equal(base.p50, 2);
    assert.equal(ours.p50, 4);
    assert.equal(pairwise.max, 2);
    assert.deepEqual(more, { p50: 2, p99: 1 });
  });

  it("shows a difference that is for the better as negative", () => {
    assert.deepEqual(compare({ base: [5], ours: [3] }).more, { p50: -2, p99: -2 });
  });

  it("tells how many times the other one it is, at the median", () => {
    assert.equal(compare({ base: [1, 2, 900], ours: [900, 6, 5] }).ratio, 3);
  });

  it("refuses what cannot be paired", () => {
    assert.throws(() => compare({ base: [1, 2], ours: [1] }), RangeError);
  });
});
