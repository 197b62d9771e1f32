import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import { readHecateConfig } from "../../../src/config/hecate.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { anyCharacter } from "../../support/any-character.ts";
import { hecateExample } from "../../support/hecate-file.ts";
import { useTempDir } from "../../support/temp-dir.ts";

/** Each takes 20 ms. */
const mutations = Number(process.env["HECATE_MUTATIONS"] ?? 120);

type Path = readonly (string | number)[];

/** What somebody or something does to a file: takes a value out, or puts another one in its place. */
type Mutation = { readonly at: number } & (
  | { readonly kind: "remove" }
  | { readonly kind: "replace" | "add"; readonly value: unknown; readonly key: string }
);

const strangeText = fc.constantFrom(
  ...["", " ", "0s", "-1s", "1e9s", "none", "all", "!all", "role:", "(((", "0%", "101%", "50", "~"],
  ...["mqtt://", "mqtts://[::1]:1", "a@", "@", "[::]:0", ":99999", "1.2.3.4", "titan-db", "off"],
  ...["\u0000", "\u2028", "__proto__", "constructor", "statera", "99999999999d", "x".repeat(2000)],
);
const strangeValue = fc.oneof(
  { weight: 4, arbitrary: strangeText },
  fc.constantFrom(0, -1, 1, 1.5, 1e300, true, false, null, [], {}, [[]], [null], [{}], { a: {} }),
  fc.jsonValue({ maxDepth: 2 }),
);
const key = fc.oneof(
  strangeText,
  fc.constantFrom("version", "host", "stages", "steps", "timeout", "toString", "hasOwnProperty"),
);
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant("remove" as const), at: fc.nat() }),
  fc.record({ kind: fc.constantFrom("replace", "add"), at: fc.nat(), value: strangeValue, key }),
);

describe("a hecate.yaml that somebody has changed", () => {
  const dir = useTempDir();
  const example: unknown = parse(readFileSync(hecateExample, "utf8"));

  it("[REQ-HCF-10] is read, or refused with a reason that has its place, whatever was done to it", function () {
    this.timeout(30_000 + mutations * 200);
    const file = join(dir(), "hecate.yaml");
    let refused = 0;
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (changes) => {
        const changed = structuredClone(example);
        for (const each of changes) mutate(changed, each);
        writeFileSync(file, JSON.stringify(changed, null, 1));
        try {
          readHecateConfig({ file, env: {}, hostName: "titan-db", secrets: "unread" });
        } catch (error) {
          assert.ok(isHirteError(error, "bad-config"), String(error));
          for (const line of error.message.split("\n")) {
            assert.ok(line.startsWith(file), line);
            // Only which node this is has no place in the file.
            assert.match(
              line.slice(file.length),
              /^(:\d+:\d+: \S|: nodes has no titan-db|: and \d+ more)/,
            );
          }
          refused++;
        }
      }),
      { numRuns: mutations },
    );
    // Most of it cannot be meant; some of it can.
    assert.ok(refused > mutations / 4 && refused < mutations, `${refused} of ${mutations}`);
  });

  it("[REQ-HCF-10] is read, or refused, whatever bytes are in it", function () {
    this.timeout(30_000 + mutations * 200);
    const file = join(dir(), "hecate.yaml");
    const text = readFileSync(hecateExample, "utf8");
    const piece = fc.oneof(
      fc.constantFrom(
        "\t",
        "- ",
        "? ",
        ": ",
        "{",
        "]",
        "&a ",
        "*a",
        "!!x ",
        "%",
        "---\n",
        "'",
        "\n",
      ),
      fc.string({ unit: anyCharacter, maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(20), piece, (at, cut, put) => {
        writeFileSync(file, `${text.slice(0, at)}${put}${text.slice(at + cut)}`);
        try {
          readHecateConfig({ file, env: {}, hostName: "titan-db", secrets: "unread" });
        } catch (error) {
          assert.ok(isHirteError(error, "bad-config"), String(error));
        }
      }),
      { numRuns: 60 },
    );
  });
});

function mutate(root: unknown, mutation: Mutation): void {
  const places = placesIn(root);
  const path = places[mutation.at % places.length];
  if (!path) return;
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((value, part) => Reflect.get(Object(value), part), root);
  const last = String(path.at(-1));
  // Holders are the maps and lists that placesIn has been through.
  const target = holder as object;
  switch (mutation.kind) {
    case "remove":
      if (Array.isArray(target)) target.splice(Number(last), 1);
      else Reflect.deleteProperty(target, last);
      break;
    case "replace":
      Reflect.set(target, last, mutation.value);
      break;
    case "add":
      if (Array.isArray(target)) target.push(mutation.value);
      else {
        // Also where the key is __proto__.
        Object.defineProperty(target, mutation.key, {
          value: mutation.value,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
  }
}

/** Every value that is in another. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  const parts = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return parts.flatMap(([part, inner]) => {
    const own = [...path, part];
    return [own, ...placesIn(inner, own)];
  });
}
