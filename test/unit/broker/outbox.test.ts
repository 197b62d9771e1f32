import assert from "node:assert/strict";
import { Writable } from "node:stream";
import fc from "fast-check";
import { Outbox, type OutboxLimits } from "../../../broker/outbox.ts";

const limits: OutboxLimits = { queueBytes: 1000, burstBytes: 4000, burstMs: 500, stallMs: 2000 };

describe("outbox", () => {
  it("hands on what it is given, in order, however the reader takes it", () => {
    return fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 5 }), {
          maxLength: 20,
        }),
        fc.array(fc.boolean(), { minLength: 1 }),
        async (adds, takes) => {
          const reader = aReader();
          const outbox = anOutbox(reader);
          let next = 0;
          const sent: Buffer[] = [];
          for (const [i, sizes] of adds.entries()) {
            const pieces = sizes.map((size) => Buffer.alloc(size, next++ % 256));
            sent.push(...pieces);
            outbox.add(pieces);
            if (takes[i % takes.length]) await reader.take();
          }
          while (outbox.queuedBytes > 0) await reader.take();
          assert.deepEqual(reader.taken(), Buffer.concat(sent));
        },
      ),
      { numRuns: 50 },
    );
  });

  it("[REQ-BRK-3] takes more at once, whether or not anybody reads", () => {
    const outbox = anOutbox(aReader());
    for (let i = 0; i < 100; i++) outbox.add([Buffer.alloc(10)]);
    assert.equal(outbox.queuedBytes, 1000);
    assert.equal(outbox.problemAt(0), undefined);
  });

  it("[REQ-BRK-3] gives a reader up at once when more waits than may ever wait", () => {
    const outbox = anOutbox(aReader());
    outbox.add([Buffer.alloc(4001)]);
    assert.equal(outbox.problemAt(0), "slow-reader");
  });

  it("[REQ-BRK-3] lets more wait for a while, and then gives the reader up", () => {
    const clock = { nowMs: 0 };
    const outbox = anOutbox(aReader(), clock);
    outbox.add([Buffer.alloc(1001)]);
    assert.equal(outbox.problemAt(500), undefined);
    assert.equal(outbox.problemAt(501), "slow-reader");
  });

  it("[REQ-BRK-3] begins to count anew when the reader has caught up", async () => {
    const clock = { nowMs: 0 };
    const reader = aReader();
    const outbox = anOutbox(reader, clock);
    outbox.add([Buffer.alloc(1001)]);
    clock.nowMs = 400;
    await reader.take();
    outbox.add([Buffer.alloc(1001)]);
    assert.equal(outbox.problemAt(900), undefined);
    assert.equal(outbox.problemAt(901), "slow-reader");
  });

  it("[REQ-BRK-3] gives a reader up that takes nothing for long, however little waits", async () => {
    const clock = { nowMs: 0 };
    const reader = aReader();
    const outbox = anOutbox(reader, clock);
    outbox.add([Buffer.alloc(1)]);
    outbox.add([Buffer.alloc(1)]);
    clock.nowMs = 1500;
    await reader.take();
    assert.equal(outbox.problemAt(3500), undefined);
    assert.equal(outbox.problemAt(3501), "stalled-reader");
  });

  it("has nothing against a reader for whom there was nothing for long", () => {
    const clock = { nowMs: 0 };
    const outbox = anOutbox(aReader(), clock);
    clock.nowMs = 100_000;
    outbox.add([Buffer.alloc(1)]);
    assert.equal(outbox.problemAt(100_001), undefined);
  });

  it("reports what waits, up and down, and all of it as gone when it is closed", async () => {
    const reader = aReader();
    let queued = 0;
    const outbox = anOutbox(reader, { nowMs: 0 }, (deltaBytes) => {
      queued += deltaBytes;
    });
    outbox.add([Buffer.alloc(100), Buffer.alloc(20_000)]);
    assert.equal(queued, 20_100);
    await reader.take();
    assert.equal(queued, outbox.queuedBytes);
    outbox.add([Buffer.alloc(5)]);
    outbox.close();
    assert.equal(queued, 0);
    outbox.add([Buffer.alloc(5)]);
    assert.equal(queued, 0);
  });

  it("[REQ-BRK-3] makes few large entries of many small ones that wait", async () => {
    const reader = aReader();
    const outbox = anOutbox(reader);
    outbox.add([Buffer.alloc(1)]);
    for (let i = 0; i < 3000; i++) outbox.add([Buffer.alloc(1)]);
    while (outbox.queuedBytes > 0) await reader.take();
    assert.ok(reader.writes() <= 3, `${reader.writes()} writes`);
  });
});

/** A reader that takes one write at a time, when it is told to. */
function aReader() {
  const taken: Buffer[] = [];
  const done: (() => void)[] = [];
  let writes = 0;
  const stream = new Writable({
    write(chunk: Buffer, _encoding, callback) {
      writes++;
      done.push(() => {
        taken.push(chunk);
        callback();
      });
    },
  });
  return {
    stream,
    taken: () => Buffer.concat(taken),
    writes: () => writes,
    take: async () => {
      done.shift()?.();
      await new Promise<void>((resolve) => setImmediate(resolve));
    },
  };
}

function anOutbox(
  reader: { readonly stream: Writable },
  clock: { readonly nowMs: number } = { nowMs: 0 },
  onQueued: (deltaBytes: number) => void = () => undefined,
): Outbox {
  const transport = reader.stream;
  const nowMs = () => clock.nowMs;
  return new Outbox({ transport, limits, nowMs, onQueued, onTaken: () => undefined });
}
