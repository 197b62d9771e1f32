import assert from "node:assert/strict";
import fc from "fast-check";
import { isHirteError } from "../../src/core/errors.ts";
import { decode, encode } from "../../src/protocol/codec.ts";
import type { Schemas } from "../../src/protocol/generated/schemas.ts";
import { fuzz, seed } from "./harness.ts";
import { hostileJson, mutated, mutations } from "./hostile-json.ts";
import { conforms, messagesOf, schemaNames } from "./schema-model.ts";

const anyName = fc.constantFrom(...schemaNames);
/** Good messages by their schema, made in advance: most of the time would go into them. */
const pools = new Map(
  schemaNames.map((name) => [name, fc.sample(messagesOf(name, seed), { numRuns: 25, seed })]),
);
const ofPool = anyName.chain((name) =>
  fc.constantFrom(...(pools.get(name) ?? [])).map((message) => ({ name, message })),
);
const ordinary = Object.getOwnPropertyNames(Object.prototype).length;

/** Levels of arrays and objects in a value, without recursion. */
function depthOf(value: unknown): number {
  let level: unknown[] = [value];
  let depth = 0;
  for (;;) {
    const holders = level.filter((each) => typeof each === "object" && each !== null);
    if (holders.length === 0) return depth;
    depth++;
    level = holders.flatMap((each) => Object.values(Object(each)));
  }
}

/** Decodes, and holds what came of it against the schema, read in another way. */
function judge(name: keyof Schemas, bytes: string | Uint8Array): void {
  let value: unknown;
  let isGood = true;
  try {
    value = decode(name, bytes);
  } catch (error) {
    assert.ok(isHirteError(error, "bad-message"), String(error));
    assert.ok(error.message.length < 2000, `${error.message.length} characters of complaint`);
    isGood = false;
  }
  assert.equal(Object.getOwnPropertyNames(Object.prototype).length, ordinary, "every object");
  const text = typeof bytes === "string" ? bytes : Buffer.from(bytes).toString("utf8");
  let plain: unknown;
  try {
    plain = JSON.parse(text);
  } catch {
    assert.equal(isGood, false, "what is not JSON is no message");
    return;
  }
  assert.equal(isGood, conforms(name, plain) && depthOf(plain) <= 32, "as the schema says");
  if (!isGood) return;
  const written = JSON.stringify(plain);
  assert.equal(JSON.stringify(value), written, "nothing is added, nothing left out");
  // It was just held against the schema.
  const again = decode(name, encode(name, value as never));
  assert.equal(JSON.stringify(again), written, "and all of it is written again");
}

/** So many of something: a value for each case. */
const several = <T>(arbitrary: fc.Arbitrary<T>, count: number) =>
  fc.array(arbitrary, { minLength: count, maxLength: count });

describe("fuzzing of the codec", () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 100 }),
    fc
      .array(
        fc.constantFrom(
          ...['{"', '":', ",", "[", "]", "}", '"', "id", "1", "-", "e9", "\\u", "d8", "\\", "ü"],
          ...["\0", "\n", " ", "null", "tru", "\ufeff", "__proto__"],
        ),
        { maxLength: 30 },
      )
      .map((parts) => Buffer.from(parts.join(""))),
  );

  it(
    "[REQ-WIRE-13] [REQ-BAD-8] takes bytes for a message as the schema says, or fails with bad-message",
    fuzz(
      { cases: 12_000, each: 8, mustNotGrow: true },
      fc.property(several(anyName, 8), bytes, (names, each) => {
        for (const name of names) judge(name, each);
      }),
    ),
  );

  it(
    "[REQ-WIRE-13] [REQ-BAD-8] takes JSON of any kind as the schema says",
    fuzz(
      { cases: 12_000, each: 6 },
      fc.property(several(anyName, 6), hostileJson, (names, each) => {
        for (const name of names) judge(name, each);
      }),
    ),
  );

  it(
    "[REQ-WIRE-13] [REQ-BAD-8] takes changed messages as the schema says",
    fuzz(
      { cases: 8000, each: 4, mustNotGrow: true },
      fc.property(ofPool, several(mutations, 4), ({ name, message }, all) => {
        for (const changes of all) judge(name, mutated(message, changes));
      }),
    ),
  );

  const turns = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 3 });
  it(
    "[REQ-WIRE-13] [REQ-BAD-8] takes good messages whose bytes were changed as the schema says",
    fuzz(
      { cases: 7000, each: 5 },
      fc.property(ofPool, several(turns, 5), ({ name, message }, all) => {
        const good = Buffer.from(JSON.stringify(message));
        for (const changes of all) {
          const text = Buffer.from(good);
          for (const [at, byte] of changes) text[at % text.length] = byte;
          judge(name, text);
        }
      }),
    ),
  );

  const good = anyName.chain((name) =>
    messagesOf(name, seed).map((message) => ({ name, message })),
  );
  it(
    "[REQ-WIRE-13] [REQ-BAD-8] gives back every good message as it was",
    fuzz(
      { cases: 1500 },
      fc.property(good, ({ name, message }) => {
        // The model made it by the schema.
        const text = encode(name, message as never);
        assert.deepEqual(decode(name, text), JSON.parse(JSON.stringify(message)));
      }),
    ),
  );

  const nest = fc.record({
    levels: fc.oneof(fc.integer({ min: 28, max: 34 }), fc.integer({ min: 35, max: 5000 })),
    isArray: fc.boolean(),
    isClosed: fc.boolean(),
  });
  it(
    "[REQ-WIRE-13] [REQ-BAD-8] takes what is nested for as deep as it is, and never runs out of stack",
    fuzz(
      { cases: 200, each: 2 },
      fc.property(ofPool, nest, ({ name, message }, { levels, isArray, isClosed }) => {
        const [begin, end] = isArray ? ["[", "]"] : ['{"a":', "}"];
        const deep = `${begin.repeat(levels)}1${isClosed ? end.repeat(levels) : ""}`;
        judge(
          name,
          JSON.stringify(message).replace(/^\{/, () => `{"deep":${deep},`),
        );
        judge(name, deep);
      }),
    ),
  );
});
