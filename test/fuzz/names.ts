import assert from "node:assert/strict";
import fc from "fast-check";
import { unitPath } from "../../agent/systemd-names.ts";
import { isHirteError } from "../../src/core/errors.ts";
import { isLocalRoot, localUserOf } from "../../src/core/uid-proof.ts";
import { encodeMessage } from "../../src/dbus/codec.ts";
import { unescapeLabel } from "../../src/dbus/label.ts";
import { fromTyped } from "../../src/dbus/typed-value.ts";
import {
  isTemplateName,
  isUnitName,
  matchesAny,
  matchesGlob,
  unitFileNameOf,
  unitNameOf,
  unitPatternOf,
} from "../../src/units/unit-name.ts";
import { anyCharacter } from "../support/any-character.ts";
import { fuzz } from "./harness.ts";
import { hostileJson } from "./hostile-json.ts";
import { conforms } from "./schema-model.ts";

const id = "i".repeat(32);
const part = fc.constantFrom(
  ...["a", "web", "-", "--", ".", "..", "/", "@", "@1", "\\x2d", ":", "_", "*", "?", "[", "]"],
  ...[".service", ".socket", ".mount", ".service ", "\n", "\0", "\r", "é", " ", "%i", "$", "x.y"],
);
const anyName = fc.oneof(
  fc.array(part, { maxLength: 6 }).map((parts) => parts.join("")),
  fc.string({ unit: anyCharacter, maxLength: 12 }).map((text) => `${text}.service`),
  fc.integer({ min: 240, max: 260 }).map((length) => `${"x".repeat(length)}.service`),
);

describe("fuzzing of names of units", () => {
  const reading = fc.constantFrom(unitNameOf, unitFileNameOf, unitPatternOf);
  it(
    "[REQ-BAD-7] [REQ-BAD-8] what is taken for a unit is a name that can be no path, no option and no second line",
    fuzz(
      { cases: 6000 },
      fc.property(reading, anyName, (read, text) => {
        let name: string;
        try {
          name = read(text);
        } catch (error) {
          assert.ok(isHirteError(error, "bad-argument"), String(error));
          return;
        }
        assert.match(name, /^[A-Za-z0-9:_.\\@*?!^[\]-]{1,255}$/);
        if (read === unitPatternOf && /[*?[]/.test(text)) {
          assert.ok(conforms("request-units", { id, units: [name] }));
          return;
        }
        assert.ok(isUnitName(name) || isTemplateName(name), name);
        assert.equal(read(name), name, "a whole name stays as it is");
        assert.ok(conforms("request-unit", { id, unit: name }), "the wire takes it, too");
        // On the bus it is one label of a path: nothing in it leads elsewhere.
        assert.match(unitPath(name), /^\/org\/freedesktop\/systemd1\/unit\/[A-Za-z0-9_]+$/);
        assert.equal(unescapeLabel(unitPath(name).split("/").at(-1) ?? ""), name);
      }),
    ),
  );

  const glob = fc
    .array(fc.constantFrom(..."abc-*?[]!^:".split(""), "[a-b]", "[!a]", "[[:alpha:]]", "[:"), {
      maxLength: 8,
    })
    .map((parts) => parts.join(""));
  const plain = fc
    .array(fc.constantFrom(..."abc-[]!^:".split("")), { maxLength: 8 })
    .map((parts) => parts.join(""));
  it(
    "[REQ-CLI-9] [REQ-BAD-8] patterns match as a plain reading of fnmatch says",
    fuzz(
      { cases: 4000 },
      fc.property(glob, plain, (pattern, name) => {
        assert.equal(matchesGlob(pattern, name), reference(pattern, name));
        const isPattern = /[*?[]/.test(pattern);
        const expected = isPattern ? reference(pattern, name) : pattern === name;
        assert.equal(matchesAny([pattern])(name), expected);
      }),
    ),
  );

  it(
    "[REQ-CLI-9] [REQ-BAD-8] patterns look at no character more often than they are long",
    fuzz(
      { cases: 500 },
      fc.property(
        fc.array(fc.constantFrom("*", "*", "a", "?", "[ab]", "[!b]", "aa", "["), { maxLength: 60 }),
        fc.nat({ max: 255 }),
        fc.constantFrom("", "b"),
        (parts, length, last) => {
          const pattern = parts.join("");
          const { name, steps } = counted("a".repeat(length) + last);
          matchesGlob(pattern, name);
          assert.ok(steps() <= (pattern.length + 1) * (length + 2), `${steps()} steps`);
        },
      ),
    ),
  );
});

/** fnmatch(3) with FNM_NOESCAPE by trying everything. */
function reference(pattern: string, name: string): boolean {
  if (pattern === "") return name === "";
  const rest = pattern.slice(1);
  if (pattern.startsWith("*")) {
    return reference(rest, name) || (name !== "" && reference(pattern, name.slice(1)));
  }
  if (name === "") return false;
  if (pattern.startsWith("?")) return reference(rest, name.slice(1));
  const set = pattern.startsWith("[") ? setOf(pattern) : undefined;
  if (set) return set.has(name[0] ?? "") && reference(pattern.slice(set.length), name.slice(1));
  return pattern[0] === name[0] && reference(rest, name.slice(1));
}

function setOf(pattern: string): { has: (char: string) => boolean; length: number } | undefined {
  const isNegated = /^\[[!^]/.test(pattern);
  const begin = isNegated ? 2 : 1;
  const ranges: [string, string][] = [];
  let at = begin;
  while (at < pattern.length && !(pattern[at] === "]" && at > begin)) {
    if (pattern.startsWith("[:alpha:]", at)) {
      ranges.push(["a", "z"], ["A", "Z"]);
      at += 9;
    } else if (/^.-[^\]]/.test(pattern.slice(at))) {
      ranges.push([pattern[at] ?? "", pattern[at + 2] ?? ""]);
      at += 3;
    } else {
      ranges.push([pattern[at] ?? "", pattern[at] ?? ""]);
      at++;
    }
  }
  if (at >= pattern.length) return undefined;
  const has = (char: string) => ranges.some(([from, to]) => from <= char && char <= to);
  return { has: (char) => has(char) !== isNegated, length: at + 1 };
}

/** A name that counts how often its characters are looked at. */
function counted(text: string): { readonly name: string; readonly steps: () => number } {
  let steps = 0;
  const watched = new Proxy(Object(text), {
    get: (target: object, key) => {
      if (key !== "length") steps++;
      return Reflect.get(target, key);
    },
  });
  // It has the characters and the length of the text, and nothing else is asked of it.
  return { name: watched as unknown as string, steps: () => steps };
}

describe("fuzzing of names of users", () => {
  const login = fc.oneof(
    fc.constantFrom(undefined, "root", "uid-0", "uid-1000", "olga", "olga@local", "", "-x", "o/l"),
    fc.string({ unit: fc.constantFrom(..."abcXY09._@-/ é\n".split("")), maxLength: 70 }),
  );
  const uid = fc.oneof(fc.nat({ max: 3 }), fc.integer({ min: 0, max: 2 ** 32 - 2 }));
  it(
    "[REQ-SOCK-5] [REQ-BAD-8] each uid has a name of its own that fits a topic, and root's is of the uid 0 alone",
    fuzz(
      { cases: 3000 },
      fc.property(login, uid, login, uid, (one, uidOne, other, uidOther) => {
        const name = localUserOf(one, uidOne);
        assert.match(name, /^[A-Za-z0-9._@-]{1,63}$/);
        assert.equal(isLocalRoot(name), uidOne === 0);
        // A machine gives a login name to one uid.
        if (uidOne === uidOther || (one !== undefined && one === other)) return;
        assert.notEqual(localUserOf(other, uidOther), name);
      }),
    ),
  );
});

describe("fuzzing of values for D-Bus", () => {
  const sig = fc.oneof(
    fc.constantFrom("s", "as", "a{sv}", "(st)", "a(st)", "v", "ay", "x", "d", "o", "g", "aay", "h"),
    fc.string({ unit: fc.constantFrom(..."ybnqiuxtdsogvha(){}".split("")), maxLength: 8 }),
  );
  const value = fc.oneof(
    hostileJson,
    fc.constantFrom(
      ...['"a"', '["a","b"]', '[["__proto__",{"sig":"s","value":"x"}]]', '["/dev/sda","1"]'],
      ...[
        '[["/dev/sda","1"]]',
        '{"sig":"s","value":"x"}',
        "[1,2,255]",
        '"-5"',
        '"/a/b"',
        '"a{sv}"',
      ],
    ),
  );
  it(
    "[REQ-DBUS-14] [REQ-BAD-8] a typed value can be said on the bus, or is refused as a bad request",
    fuzz(
      { cases: 3000 },
      fc.property(sig, value, (signature, text) => {
        let made: ReturnType<typeof fromTyped>;
        try {
          made = fromTyped({ sig: signature, value: JSON.parse(text) });
        } catch (error) {
          assert.ok(isHirteError(error, "bad-request"), String(error));
          return;
        }
        const body = ["a.service", false, [["Name", made]]];
        const call = { type: "call", path: "/a", member: "SetUnitProperties" } as const;
        assert.ok(encodeMessage({ ...call, signature: "sba(sv)", body }, 1).length > 0);
      }),
    ),
  );
});
