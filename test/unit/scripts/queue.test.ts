import assert from "node:assert/strict";
import { Queue, type SystemFile } from "../../../scripts/test/queue.ts";

const file = (name: string, setting: string, isApart = false): SystemFile => ({
  ...{ path: `test/system/${name}.test.ts`, name, setting, isApart },
});
const lengths: Readonly<Record<string, number>> = { a1: 50, a2: 10, b1: 40, b2: 30, own: 45 };
const [a1, a2] = [file("a1", "a"), file("a2", "a")];
const [b1, b2] = [file("b1", "b"), file("b2", "b")];
const own = file("own", "a", true);

describe("the queue of files of system tests", () => {
  let queue: Queue;
  beforeEach(() => {
    queue = new Queue([a2, b2, own, b1, a1], ({ name }) => lengths[name] ?? 0);
  });

  it("[REQ-LAB-9] gives a lab that has no cluster the longest of all", () => {
    assert.deepEqual(
      [1, 2, 3].map(() => queue.take("longest")?.name),
      ["a1", "own", "b1"],
    );
    assert.equal(queue.take("longest", own), b2, "nor has one whose machines were its own");
  });

  it("[REQ-LAB-9] gives a lab that has a cluster those of its setting, and then the longest of all", () => {
    const taken = [queue.take("longest")];
    for (let i = 0; i < 5; i++) taken.push(queue.take("longest", taken.at(-1)));
    assert.deepEqual(taken, [a1, a2, own, b1, b2, undefined]);
  });

  it("[REQ-LAB-9] gives some labs the shortest of these instead, until half of all are taken", () => {
    assert.deepEqual(
      [1, 2, 3, 4, 5].map(() => queue.take("shortest")?.name),
      ["a2", "b2", "b1", "a1", "own"],
    );
  });

  it("[REQ-LAB-9] gives those, too, first what has their setting", () => {
    const taken = [queue.take("shortest")];
    for (let i = 0; i < 5; i++) taken.push(queue.take("shortest", taken.at(-1)));
    assert.deepEqual(taken, [a2, a1, b2, b1, own, undefined]);
  });
});
