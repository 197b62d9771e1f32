import assert from "node:assert/strict";
import { interleave } from "../../../bench/interleave.ts";

describe("two ways of doing the same, measured in turns", () => {
  const probes = () => {
    const order: string[] = [];
    const probe = (name: string) => async () => order.push(name);
    return { order, base: probe("base"), ours: probe("ours") };
  };

  it("are each first in every other round", async () => {
    const { order, base, ours } = probes();
    await interleave(base, ours, { rounds: 3, warmUp: 0, limitMs: 10_000 });
    assert.deepEqual(order, ["base", "ours", "ours", "base", "base", "ours"]);
  });

  it("are paired round by round, without what warmed up", async () => {
    const { base, ours } = probes();
    // What a probe measures here is how many came before it, itself included.
    const pairs = await interleave(base, ours, { rounds: 2, warmUp: 1, limitMs: 10_000 });
    assert.deepEqual(pairs, { base: [3, 6], ours: [4, 5] });
  });

  it("end when their time is over, however many rounds were wanted", async () => {
    const { order, base, ours } = probes();
    const pairs = await interleave(base, ours, { rounds: 1000, limitMs: 0 });
    assert.deepEqual(pairs, { base: [], ours: [] });
    assert.deepEqual(order, []);
  });

  it("warm up for half of that time at most", async () => {
    let nowMs = 0;
    const probe = async () => {
      nowMs += 10;
      return nowMs;
    };
    const options = { rounds: 100, warmUp: 100, limitMs: 100, nowMs: () => nowMs };
    assert.deepEqual(await interleave(probe, probe, options), { base: [70, 100], ours: [80, 90] });
  });

  it("fail with the one that fails", async () => {
    const failing = async () => {
      throw new Error("broken");
    };
    const { base } = probes();
    await assert.rejects(interleave(base, failing, { rounds: 1, limitMs: 10_000 }), /broken/);
  });
});
