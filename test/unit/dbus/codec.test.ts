import assert from "node:assert/strict";
import { createRequire } from "node:module";
import compat from "dbus-next/lib/marshall-compat.js";
import messageType from "dbus-next/lib/message-type.js";
import fc from "fast-check";
import { isHirteError } from "../../../src/core/errors.ts";
import {
  decodeMessage,
  encodeMessage,
  headLength,
  type OutgoingMessage,
  restLength,
  Variant,
} from "../../../src/dbus/codec.ts";

const call: OutgoingMessage = {
  type: "call",
  destination: "org.example.a",
  path: "/org/example",
  interface: "org.example.I",
  member: "M",
};

function roundTrip(message: OutgoingMessage) {
  const bytes = encodeMessage(message, 7);
  const head = bytes.subarray(0, headLength);
  assert.equal(restLength(head), bytes.length - headLength);
  const decoded = decodeMessage(head, bytes.subarray(headLength));
  assert.ok(decoded);
  return decoded;
}

/** A signature, a value as it is given, and as it comes back. */
type Typed = [signature: string, value: unknown, back: unknown];

function same(signature: string, values: fc.Arbitrary<unknown>): fc.Arbitrary<Typed> {
  return values.map((value): Typed => [signature, value, value]);
}

/** Any D-Bus type and a value of it. */
const typed = fc.letrec<{ any: Typed }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small", maxDepth: 4 },
    same("s", fc.string({ unit: "grapheme" })),
    same("b", fc.boolean()),
    same("y", fc.integer({ min: 0, max: 255 })),
    same("n", fc.integer({ min: -32768, max: 32767 })),
    same("q", fc.integer({ min: 0, max: 65535 })),
    same("i", fc.integer()),
    same("u", fc.integer({ min: 0, max: 0xffffffff })),
    // dbus-next writes -0 as 0, which is the same number.
    same(
      "d",
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((d) => d + 0),
    ),
    fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((v): Typed => ["t", v, exact(v)]),
    fc
      .bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n })
      .map((v): Typed => ["x", v, exact(v)]),
    fc.uint8Array().map((v): Typed => ["ay", Buffer.from(v), Buffer.from(v)]),
    tie("any").map(([s, v, r]): Typed => ["v", new Variant(s, v), new Variant(s, r)]),
    fc
      .tuple(tie("any"), fc.integer({ min: 0, max: 5 }))
      .map(
        ([[s, v, r], n]): Typed =>
          s === "y" ? ["y", v, r] : [`a${s}`, Array(n).fill(v), Array(n).fill(r)],
      ),
    fc
      .array(tie("any"), { minLength: 1, maxLength: 4 })
      .map(
        (all): Typed => [
          `(${all.map(([s]) => s).join("")})`,
          all.map(([, v]) => v),
          all.map(([, , r]) => r),
        ],
      ),
    fc
      .tuple(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,5}$/), { maxLength: 4 }), tie("any"))
      .map(
        ([keys, [s, v, r]]): Typed => [
          `a{s${s}}`,
          Object.fromEntries(keys.map((k) => [k, v])),
          Object.fromEntries(keys.map((k) => [k, r])),
        ],
      ),
  ),
}));

function exact(value: bigint): number | bigint {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

describe("the D-Bus codec", () => {
  it("[REQ-SYS-21] gives back every value as it was", () => {
    fc.assert(
      fc.property(typed.any, ([signature, value, back]) => {
        assert.deepEqual(roundTrip({ ...call, signature, body: [value] }).body, [back]);
      }),
    );
  });

  it("[REQ-SYS-21] gives 64-bit integers as numbers where these are exact", () => {
    const body = [2n ** 53n - 1n, 2n ** 64n - 1n, -5n];
    assert.deepEqual(roundTrip({ ...call, signature: "ttx", body }).body, [
      Number.MAX_SAFE_INTEGER,
      2n ** 64n - 1n,
      -5,
    ]);
  });

  it("[REQ-SYS-21] gives the header's fields", () => {
    const { type, serial, path, member, replySerial, signature, body } = roundTrip(call);
    assert.deepEqual(
      [type, serial, path, member, replySerial, signature, body],
      ["call", 7, "/org/example", "M", undefined, "", []],
    );
    const error = roundTrip({ type: "error", errorName: "a.b", replySerial: 3 });
    assert.deepEqual([error.errorName, error.replySerial], ["a.b", 3]);
  });

  it("[REQ-SYS-21] reads messages of a machine with the other byte order", () => {
    // A signal /a a.b C with the body "u" 258, written by hand: D-Bus specification, "Marshaling".
    const bytes = Buffer.from(
      [
        "42040101 00000004 00000009 00000037",
        "01016f00 00000002 2f610000 00000000",
        "02017300 00000003 612e6200 00000000",
        "03017300 00000001 43000000 00000000",
        "08016700 01750000 00000102",
      ]
        .join("")
        .replaceAll(" ", ""),
      "hex",
    );
    const head = bytes.subarray(0, headLength);
    const decoded = decodeMessage(head, bytes.subarray(headLength));
    assert.ok(decoded);
    const { type, serial, path, interface: iface, member, body } = decoded;
    assert.deepEqual([type, serial, path, iface, member], ["signal", 9, "/a", "a.b", "C"]);
    assert.deepEqual(body, [258]);
  });

  it("[REQ-SYS-21] writes plain calls, which it does by itself, as dbus-next writes them", () => {
    const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,5}$/);
    const dotted = fc.array(name, { minLength: 2, maxLength: 4 }).map((words) => words.join("."));
    const calls = fc.record(
      {
        path: fc.array(name, { maxLength: 4 }).map((words) => `/${words.join("/")}`),
        member: name,
        interface: dotted,
        destination: dotted,
        flags: fc.integer({ min: 0, max: 3 }),
        body: fc.array(fc.string({ unit: "grapheme" }), { maxLength: 4 }),
      },
      { requiredKeys: ["path", "member"] },
    );
    fc.assert(
      fc.property(calls, fc.integer({ min: 1, max: 0xffffffff }), (plain, serial) => {
        const { body = [], ...rest } = plain;
        const signature = "s".repeat(body.length);
        const ours = encodeMessage({ ...rest, type: "call", signature, body }, serial);
        const [theirs] = compat.marshallMessage(
          new messageType.Message({ ...rest, type: 1, serial, signature, body: [...body] }),
        );
        assert.deepEqual(ours, theirs);
        const decoded = decodeMessage(ours.subarray(0, headLength), ours.subarray(headLength));
        for (const [key, value] of Object.entries(rest)) {
          assert.equal(decoded?.[key as keyof typeof rest], value, key);
        }
        assert.deepEqual(decoded?.body, body);
      }),
    );
  });

  it("[REQ-SYS-20] is told of a header that is cut off by nothing but an error of its own", () => {
    const bytes = encodeMessage({ ...call, signature: "s", body: ["x"] }, 1);
    const rest = bytes.subarray(headLength);
    for (let length = 1; length < bytes.readUInt32LE(12); length++) {
      const head = Buffer.from(bytes.subarray(0, headLength));
      head.writeUInt32LE(length, 12);
      try {
        decodeMessage(head, rest.subarray(0, length));
      } catch (error) {
        assert.ok(isHirteError(error, "dbus-error"), `${length}: ${error}`);
      }
    }
  });

  const unspeakable: readonly OutgoingMessage[] = [
    { ...call, path: "no/path" },
    { ...call, member: "two words" },
    { ...call, signature: "s", body: [1] },
    { ...call, signature: "s", body: ["a\0b"] },
    { ...call, signature: "u", body: [] },
  ];
  for (const [i, message] of unspeakable.entries()) {
    it(`[REQ-SYS-20] refuses to send what would end the connection (${i + 1})`, () => {
      assert.throws(
        () => encodeMessage(message, 1),
        (error) => isHirteError(error, "dbus-error"),
      );
    });
  }

  it("[REQ-SYS-20] knows what is not a message", () => {
    const isBroken = (error: unknown) => isHirteError(error, "dbus-error");
    assert.throws(() => restLength(Buffer.from("HTTP/1.1 400 Bad")), isBroken);
    const head = encodeMessage(call, 1).subarray(0, headLength);
    head.writeUInt32LE(0xf0000000, 4);
    assert.throws(() => restLength(head), isBroken);
  });

  it("[REQ-SYS-20] passes over messages of a type it does not know", () => {
    const bytes = encodeMessage(call, 1);
    bytes[1] = 9;
    assert.equal(
      decodeMessage(bytes.subarray(0, headLength), bytes.subarray(headLength)),
      undefined,
    );
  });

  it("[REQ-SYS-20] says that a body does not fit its signature when it is read, and not before", () => {
    const bytes = encodeMessage({ ...call, signature: "s", body: ["x".repeat(50)] }, 1);
    const cut = bytes.subarray(headLength, bytes.length - 52);
    const decoded = decodeMessage(bytes.subarray(0, headLength), cut);
    assert.equal(decoded?.member, "M");
    assert.throws(
      () => decoded?.body,
      (error) => isHirteError(error, "dbus-error"),
    );
  });

  it("[REQ-SYS-30] loads neither the native addon nor dbus-next's connections", () => {
    const loaded = Object.keys(createRequire(import.meta.url).cache);
    assert.ok(loaded.some((path) => path.includes("dbus-next/lib/marshall")));
    assert.deepEqual(
      loaded.filter((path) => /usocket|dbus-next\/(index|lib\/(connection|bus))\.js/.test(path)),
      [],
    );
  });
});
