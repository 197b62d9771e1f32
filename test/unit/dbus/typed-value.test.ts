import { deepEqual, equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { isHirteError } from "../../../src/core/errors.ts";
import { decodeMessage, encodeMessage, headLength, Variant } from "../../../src/dbus/codec.ts";
import { completeTypes, fromTyped, toTyped } from "../../../src/dbus/typed-value.ts";
import type { TypedValue } from "../../../src/protocol/generated/schemas.ts";

/** What a value is after it was sent over a bus. */
function overTheBus(value: Variant): Variant {
  const bytes = encodeMessage(
    { type: "signal", path: "/a", interface: "a.b", member: "C", signature: "v", body: [value] },
    1,
  );
  const message = decodeMessage(bytes.subarray(0, headLength), bytes.subarray(headLength));
  const [sent] = message?.body ?? [];
  if (sent instanceof Variant) return sent;
  throw new Error("no value came");
}

/** What a value is after it was sent over MQTT. */
function overTheWire(value: TypedValue): TypedValue {
  return JSON.parse(JSON.stringify(value)) as TypedValue;
}

type Typed = fc.Arbitrary<TypedValue>;
const integers = { y: [0, 255], n: [-32768, 32767], q: [0, 65535], i: [-(2 ** 31), 2 ** 31 - 1] };
const typed = (sig: string, value: fc.Arbitrary<unknown>): Typed =>
  value.map((v) => ({ sig, value: v }));
const text = fc.string({ unit: "grapheme" }).filter((written) => !written.includes("\0"));
const basic: Typed = fc.oneof(
  ...Object.entries(integers).map(([sig, [min = 0, max = 0]]) =>
    typed(sig, fc.integer({ min, max })),
  ),
  typed("u", fc.nat({ max: 2 ** 32 - 1 })),
  // dbus-next does not take the least of all.
  typed("x", fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }).map(String)),
  typed("t", fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String)),
  // JSON has one zero.
  typed(
    "d",
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((d) => d + 0),
  ),
  typed("b", fc.boolean()),
  typed("s", text),
  typed("o", fc.constantFrom("/", "/a", "/org/freedesktop/systemd1/unit/a_2eservice")),
  typed("g", fc.constantFrom("", "s", "a{sv}", "a(sss)")),
);
const { value: anyValue } = fc.letrec<{ value: TypedValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    basic,
    tie("value").map((value) => ({ sig: "v", value })),
    fc.array(tie("value"), { minLength: 1, maxLength: 4 }).map((all) => ({
      sig: `(${all.map((v) => v.sig).join("")})`,
      value: all.map((v) => v.value),
    })),
    fc
      .tuple(tie("value"), fc.nat({ max: 3 }))
      .map(([v, n]) => ({ sig: `a${v.sig}`, value: Array(n).fill(v.value) })),
    fc
      .tuple(tie("value"), fc.uniqueArray(fc.stringMatching(/^[a-z_]{1,8}$/), { maxLength: 3 }))
      .map(([v, keys]) => ({ sig: `a{s${v.sig}}`, value: keys.map((key) => [key, v.value]) })),
  ),
}));

describe("typed values", () => {
  it("[REQ-AGT-77] come back unchanged from the wire to the bus and back", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        deepEqual(overTheWire(toTyped(overTheBus(fromTyped(overTheWire(value))))), value);
      }),
      { numRuns: 500 },
    );
  });

  it("[REQ-AGT-77] any JSON is a value or no value, and nothing else happens", () => {
    const sig = fc.oneof(
      fc.stringMatching(/^[a(){}vsxtybdogh]{0,12}$/),
      fc.constantFrom("s", "v", "as", "a{sv}", "(st)", "ay", "d", "o"),
    );
    fc.assert(
      fc.property(sig, fc.jsonValue(), (signature, value) => {
        try {
          overTheBus(fromTyped({ sig: signature, value }));
        } catch (error) {
          if (!isHirteError(error, "bad-request")) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });

  const unfit: readonly (readonly [string, unknown])[] = [
    ["y", 256],
    ["q", -1],
    ["i", 2 ** 31],
    ["u", 1.5],
    ["t", "18446744073709551616"],
    ["t", "-1"],
    ["x", "9223372036854775808"],
    ["x", "1e3"],
    ["d", null],
    ["d", "NaN"],
    ["b", 1],
    ["s", 5],
    ["s", "a\0b"],
    ["o", "no path"],
    ["o", "/a//b"],
    ["g", "zz"],
    ["h", 0],
    ["as", "s"],
    ["ay", [256]],
    ["(ss)", ["one"]],
    ["a{sv}", [["key"]]],
    ["a{us}", [[5, "x"]]],
    ["v", "bare"],
    ["v", { sig: "ss", value: ["a", "b"] }],
    ["ss", ["a", "b"]],
    ["", "x"],
    ["a", []],
    ["()", []],
    ["{ss}", []],
    ["a{vs}", []],
    ["a{sss}", []],
    ["(s", ["x"]],
    ["z", 1],
    [`${"a".repeat(40)}s`, []],
  ];
  for (const [sig, value] of unfit) {
    it(`[REQ-AGT-77] ${JSON.stringify(value)} is no "${sig}"`, () => {
      throws(
        () => fromTyped({ sig, value }),
        (error) => isHirteError(error, "bad-request"),
      );
    });
  }

  it("[REQ-AGT-77] have the keys of dictionaries in their types", () => {
    const keysOf = (sig: string, value: object) => toTyped(new Variant(sig, value)).value;
    deepEqual(keysOf("a{us}", { 5: "x" }), [[5, "x"]]);
    deepEqual(keysOf("a{bs}", { true: "x", false: "y" }), [
      [true, "x"],
      [false, "y"],
    ]);
    deepEqual(keysOf("a{ts}", { 5: "x" }), [["5", "x"]]);
  });

  it("[REQ-AGT-77] say what JSON has no number for", () => {
    equal(toTyped(new Variant("d", Number.POSITIVE_INFINITY)).value, "Infinity");
    equal(toTyped(new Variant("t", 0xffffffffffffffffn)).value, "18446744073709551615");
  });

  it("[REQ-AGT-77] have signatures that are taken apart into complete types", () => {
    deepEqual(completeTypes("sa{sv}ua(st)v"), ["s", "a{sv}", "u", "a(st)", "v"]);
    throws(
      () => completeTypes("a{vs}"),
      (error) => isHirteError(error, "bad-request"),
    );
  });
});
