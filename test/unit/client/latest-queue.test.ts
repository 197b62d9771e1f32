import { deepEqual, equal, rejects } from "node:assert/strict";
import { LatestQueue } from "../../../src/client/latest-queue.ts";

describe("the queue between a source and a slower reader", () => {
  const readAll = async (queue: LatestQueue<string, number>) => {
    const read: number[] = [];
    for await (const value of queue) read.push(value);
    return read;
  };

  it("[REQ-CLT-11] keeps the newest value of each key, in the order in which the keys came", async () => {
    const queue = new LatestQueue<string, number>();
    for (const [key, value] of [
      ["a", 1],
      ["b", 2],
      ["a", 3],
    ] as const)
      queue.put(key, value);
    equal(queue.size, 2);
    queue.close();
    deepEqual(await readAll(queue), [3, 2]);
  });

  it("[REQ-CLT-11] puts what sums up behind what it is about", async () => {
    const queue = new LatestQueue<string, number>();
    queue.put("sum", 0);
    queue.put("a", 1);
    queue.putLast("sum", 2);
    queue.close();
    deepEqual(await readAll(queue), [1, 2]);
    equal(queue.size, 0);
  });

  it("[REQ-CLT-11] hands a value to a reader that waits", async () => {
    const queue = new LatestQueue<string, number>();
    const next = queue.next();
    queue.put("a", 1);
    deepEqual(await next, { value: 1, done: false });
    equal(queue.size, 0);
  });

  it("[REQ-CLT-11] ends a waiting reader when it is closed, or fails it", async () => {
    const closed = new LatestQueue<string, number>();
    const next = closed.next();
    closed.close();
    deepEqual(await next, { value: undefined, done: true });
    const failed = new LatestQueue<string, number>();
    const other = failed.next();
    failed.close({ error: new Error("broken") });
    await rejects(other, /broken/);
    deepEqual(await failed.next(), { value: undefined, done: true });
  });

  it("[REQ-CLT-11] tells its source once when the reader leaves, and takes nothing more", async () => {
    let closings = 0;
    const queue = new LatestQueue<string, number>(() => closings++);
    queue.put("a", 1);
    queue.put("b", 2);
    for await (const _ of queue) break;
    queue.put("c", 3);
    queue.close();
    equal(closings, 1);
    equal(queue.size, 0);
  });
});
