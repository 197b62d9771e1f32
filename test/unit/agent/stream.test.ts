import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import {
  type Chunk,
  leaseMs,
  openStream,
  type StreamEffect,
  type StreamInput,
  type StreamState,
  stepStream,
  wantsChunk,
} from "../../../agent/stream.ts";

const aChunk = (size: number): Chunk => ({ entries: [], size });

/** A stream that is stepped, and what it wants done. */
class Steps {
  state: StreamState = openStream(0);
  effects: StreamEffect[] = [];

  do(...inputs: readonly StreamInput[]): this {
    this.effects = inputs.flatMap((input) => {
      const { state, effects } = stepStream(this.state, input);
      this.state = state;
      return effects;
    });
    return this;
  }

  credit(atMs: number, ack: number, windowBytes = 1000): this {
    return this.do({ kind: "credit", atMs, credit: { ack, windowBytes } });
  }

  chunk(atMs: number, size = 400): this {
    return this.do({ kind: "chunk", atMs, chunk: aChunk(size) });
  }

  /** What the last inputs had sent, in words. */
  get sent(): string[] {
    return this.effects.map((effect) =>
      effect.kind === "send" ? `${effect.piece.kind} ${effect.piece.seq}` : effect.why,
    );
  }
}

describe("a stream of an agent", () => {
  it("[REQ-STR-1] sends nothing, and reads nothing, before the first credit", () => {
    const stream = new Steps();
    equal(wantsChunk(stream.state), false);
    stream.credit(10, 0);
    equal(wantsChunk(stream.state), true);
  });

  it("[REQ-STR-1] stops reading its source when the window is full, and goes on with the next credit", () => {
    const stream = new Steps().credit(0, 0).chunk(1).chunk(2);
    equal(wantsChunk(stream.state), true);
    stream.chunk(3);
    equal(wantsChunk(stream.state), false);
    stream.credit(4, 1);
    equal(wantsChunk(stream.state), true);
    stream.credit(5, 1, 0);
    equal(wantsChunk(stream.state), false);
  });

  it("[REQ-STR-2] numbers what it sends, and keeps it until it is acknowledged", () => {
    const stream = new Steps().credit(0, 0).chunk(1);
    deepEqual(stream.sent, ["data 0"]);
    stream.chunk(2);
    deepEqual(stream.sent, ["data 1"]);
    deepEqual(
      stream.credit(3, 1).state.unacked.map(({ seq }) => seq),
      [1],
    );
    equal(stream.state.unackedBytes, 400);
  });

  it("[REQ-STR-2] sends again from the first gap when a credit shows no progress for a second", () => {
    const stream = new Steps().credit(0, 0).chunk(100).chunk(200);
    deepEqual(stream.credit(1000, 0).sent, ["alive 2"]);
    deepEqual(stream.credit(1200, 0).sent, ["data 0", "data 1"]);
    // Again only after twice as long, and so on: a slow line is not filled with repeats.
    deepEqual(stream.credit(3200, 0).sent, ["alive 2"]);
    deepEqual(stream.credit(3300, 0).sent, ["data 0", "data 1"]);
    deepEqual(stream.credit(3400, 1).sent, ["alive 2"]);
    deepEqual(stream.credit(4500, 1).sent, ["data 1"]);
  });

  it("[REQ-STR-2] does not send again what the reader is getting on with", () => {
    const stream = new Steps().credit(0, 0).chunk(0).chunk(0).chunk(0);
    deepEqual(stream.credit(900, 1).sent, ["alive 3"]);
    deepEqual(stream.credit(1800, 2).sent, ["alive 3"]);
    deepEqual(stream.credit(2700, 3).sent, ["alive 3"]);
  });

  it("[REQ-STR-3] answers each credit, so that its reader knows that it is there", () => {
    const stream = new Steps();
    deepEqual(stream.credit(0, 0).sent, ["alive 0"]);
    deepEqual(stream.credit(2000, 0).sent, ["alive 0"]);
    deepEqual(stream.chunk(2100).credit(2200, 1, 0).sent, ["alive 1"]);
  });

  it("[REQ-STR-4] is over after 15 s without a credit", () => {
    const stream = new Steps().credit(1000, 0).chunk(1000);
    deepEqual(stream.do({ kind: "time", atMs: 1000 + leaseMs - 1 }).sent, []);
    deepEqual(stream.do({ kind: "time", atMs: 1000 + leaseMs }).sent, ["abandoned"]);
    deepEqual(stream.state.unacked, []);
    deepEqual(stream.credit(20_000, 0).sent, []);
    equal(wantsChunk(stream.state), false);
  });

  it("[REQ-STR-4] is over when its reader wants no more", () => {
    const stream = new Steps().credit(0, 0).chunk(0);
    const credit = { ack: 0, windowBytes: 0, close: true } as const;
    deepEqual(stream.do({ kind: "credit", atMs: 1, credit }).sent, ["unwanted"]);
  });

  it("[REQ-STR-5] tells its end as a message that is acknowledged like any other", () => {
    const stream = new Steps().credit(0, 0).chunk(0);
    const problem = { code: "bad-argument", message: "no such time" };
    stream.do({ kind: "over", atMs: 1, problem });
    deepEqual(stream.effects, [{ kind: "send", piece: { kind: "end", seq: 1, problem } }]);
    equal(wantsChunk(stream.state), false);
    deepEqual(stream.credit(10, 1).sent, ["alive 2"]);
    deepEqual(stream.credit(2000, 1).sent, ["end 1"]);
    deepEqual(stream.credit(2010, 2).sent, ["ended"]);
  });

  it("[REQ-STR-2] takes no credit for what it never sent, and answers: its reader does not know who is here", () => {
    const stream = new Steps().credit(0, 0).chunk(0).credit(10, 7, 50_000);
    deepEqual(stream.sent, ["alive 1"]);
    equal(stream.state.windowBytes, 1000);
    equal(stream.state.creditAtMs, 10, "somebody reads");
    equal(stream.state.unacked.length, 1);
  });

  it("[REQ-STR-1] never keeps more than the window and one chunk, whatever comes", () => {
    const input = fc.oneof(
      fc.record({ kind: fc.constant("chunk" as const), size: fc.integer({ min: 1, max: 500 }) }),
      fc.record({
        kind: fc.constant("credit" as const),
        ack: fc.nat(20),
        windowBytes: fc.nat(2000),
      }),
    );
    fc.assert(
      fc.property(fc.array(input, { maxLength: 100 }), (inputs) => {
        const stream = new Steps();
        let largestWindow = 0;
        for (const [atMs, each] of inputs.entries()) {
          if (each.kind === "credit") stream.credit(atMs, each.ack, each.windowBytes);
          else if (wantsChunk(stream.state)) stream.chunk(atMs, each.size);
          largestWindow = Math.max(largestWindow, stream.state.windowBytes);
          const kept = stream.state.unacked.reduce((sum, { size = 0 }) => sum + size, 0);
          equal(stream.state.unackedBytes, kept);
          ok(kept < largestWindow + 500);
        }
      }),
    );
  });
});
