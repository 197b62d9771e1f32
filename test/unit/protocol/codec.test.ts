import assert from "node:assert/strict";
import fc from "fast-check";
import { isHirteError } from "../../../src/core/errors.ts";
import { check, decode, encode } from "../../../src/protocol/codec.ts";
import type { Schemas } from "../../../src/protocol/generated/schemas.ts";
import * as validators from "../../../src/protocol/generated/validators.js";

const names = Object.keys(validators).map((n) => n.replaceAll("_", "-")) as (keyof Schemas)[];
const hex32 = fc.string({
  unit: fc.constantFrom(..."0123456789abcdef"),
  minLength: 32,
  maxLength: 32,
});
const count = fc.nat();
const plain = { noNullPrototype: true };
const hello = fc.record(
  {
    instance: hex32,
    machineId: hex32,
    bootId: hex32,
    version: fc.string(),
    epoch: count,
    heartbeatMs: fc.integer({ min: 100, max: 600_000 }),
  },
  plain,
);
const unitName = fc
  .string({ unit: fc.constantFrom(..."abcXYZ019:_.\\@-"), minLength: 1, maxLength: 200 })
  .map((name) => `${name}.service`);
const inventory = fc.record({ session: count, seq: count, units: fc.array(unitName) }, plain);
const aHello: Schemas["hello"] = {
  instance: "0".repeat(32),
  machineId: "1".repeat(32),
  bootId: "2".repeat(32),
  version: "1",
  epoch: 0,
  heartbeatMs: 2000,
};

/** Whether decoding ends in a message or in `bad-message`, and in nothing else. */
function decodes(schema: keyof Schemas, bytes: string | Uint8Array): boolean {
  try {
    decode(schema, bytes);
    return true;
  } catch (error) {
    if (isHirteError(error, "bad-message")) return false;
    throw error;
  }
}

describe("the codec", () => {
  it("[REQ-WIRE-13] gives back what it was given", () => {
    const message = fc.oneof(
      hello.map((value) => ["hello", value] as const),
      inventory.map((value) => ["inventory", value] as const),
    );
    fc.assert(
      fc.property(message, ([schema, value]) => {
        assert.deepEqual(decode(schema, encode(schema, value)), value);
        assert.deepEqual(decode(schema, Buffer.from(encode(schema, value))), value);
      }),
    );
  });

  it("[REQ-WIRE-13] answers any bytes with a message or with bad-message", () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.uint8Array({ maxLength: 200 }), (schema, bytes) => {
        decodes(schema, bytes);
      }),
    );
  });

  it("[REQ-WIRE-13] answers any JSON with a message or with bad-message", () => {
    const json = fc.json({ maxDepth: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...names), json, (schema, text) => {
        decodes(schema, text);
      }),
      { numRuns: 500 },
    );
  });

  it("[REQ-WIRE-13] answers any change of a good message with a message or with bad-message", () => {
    const change = fc.record({
      key: fc.constantFrom(...(Object.keys(aHello) as (keyof Schemas["hello"])[])),
      value: fc.jsonValue(),
    });
    fc.assert(
      fc.property(change, ({ key, value }) => {
        decodes("hello", JSON.stringify({ ...aHello, [key]: value }));
      }),
    );
  });

  it("[REQ-WIRE-14] keeps fields it does not know, and heeds what it does know", () => {
    const text = JSON.stringify({ ...aHello, invented: { later: [1, 2] } });
    assert.deepEqual(decode("hello", text), JSON.parse(text));
    assert.equal(decodes("hello", JSON.stringify({ ...aHello, epoch: -1, invented: 1 })), false);
  });

  it("[REQ-WIRE-13] is not deceived by names that every object has", () => {
    const fields = JSON.stringify(aHello).slice(1, -1);
    assert.equal(decodes("hello", `{"__proto__":{${fields}}}`), false);
    assert.equal(decodes("hello", `{"constructor":{"prototype":{${fields}}}}`), false);
    assert.equal(decodes("hello", `{${fields},"__proto__":{"epoch":-1},"toString":1}`), true);
    assert.equal("epoch" in {}, false);
  });

  it("[REQ-WIRE-13] refuses numbers that are none, or not whole", () => {
    for (const number of ["1e400", "-1e400", "-1", "0.5", '"1"', "null", "true", "[1]"]) {
      const text = JSON.stringify(aHello).replace('"epoch":0', `"epoch":${number}`);
      assert.equal(decodes("hello", text), false, number);
    }
  });

  it("[REQ-WIRE-13] refuses what is nested without end, wherever it stands", () => {
    const deep = "[".repeat(200_000) + "]".repeat(200_000);
    assert.equal(decodes("hello", deep), false);
    assert.equal(decodes("hello", JSON.stringify(aHello).replace("{", `{"x":${deep},`)), false);
    const objects = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
    assert.equal(decodes("hello", JSON.stringify(aHello).replace("{", `{"x":${objects},`)), false);
  });

  it("[REQ-WIRE-13] names what is wrong, and where", () => {
    assert.throws(() => check("hello", { ...aHello, instance: "x", epoch: "1" }), {
      message:
        /a hello message is not as it should be: (instance: .*; epoch: |epoch: .*; instance: )/,
    });
    assert.throws(() => decode("hello", '{"instance"'), {
      message: /^a hello message is not JSON/,
    });
  });

  it("[REQ-SEC-9] quotes nothing of a message that is not JSON", () => {
    for (const text of [
      '{"password":"hunter2"',
      '{"password":"hunter2",}',
      '{"password":hunter2}',
    ]) {
      assert.throws(
        () => decode("request-password", text),
        (error: Error) => !`${error.message}${error.stack}${error.cause}`.includes("hunter"),
      );
    }
  });

  it("[REQ-WIRE-13] says little about much", () => {
    const units = Array.from({ length: 50_000 }, () => "no unit");
    assert.throws(
      () => check("inventory", { session: 1, seq: 1, units }),
      (error: Error) => error.message.length < 1000,
    );
  });

  it("[REQ-WIRE-13] refuses to encode what is not of its schema", () => {
    assert.throws(() => encode("hello", { ...aHello, bootId: "unknown" }), { code: "bad-message" });
    assert.throws(() => encode("no-such" as never, {} as never), { code: "bad-message" });
  });
});
