import fc from "fast-check";
import { anyCharacter } from "../support/any-character.ts";
import { seed } from "./harness.ts";

/** Keys that every object has, or that make a prototype of their value where somebody assigns them. */
export const strangeKeys = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "",
  "0",
  "length",
] as const;

/** A value as JSON text, for not all that can be written can be held: -0, 1e400, the same key twice. */
export const hostileJson: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      ...["null", "true", "false", "0", "-0", "-1", "1e400", "-1e400", "0.1", "1e-7", "1E+2"],
      ...["9007199254740993", "253402300800000", "999999999999999999999999", '""', "[]", "{}"],
      ...['"\\ud800"', '"\\udfff\\ud800"', '"\\u0000"', '"a\\nb"', '"\\u2028"', '"__proto__"'],
      ...['"/opt/x/evil.service"', '"../x.service"', '"-.service"', '"a.service\\n"'],
    ),
    fc.string({ unit: anyCharacter, maxLength: 10 }).map((text) => JSON.stringify(text)),
    fc.array(tie("value"), { maxLength: 4 }).map((all) => `[${all.join(",")}]`),
    fc
      .array(
        fc.tuple(
          fc.oneof(fc.constantFrom(...strangeKeys, "id", "unit"), fc.string({ maxLength: 6 })),
          tie("value"),
        ),
        { maxLength: 4 },
      )
      .map((all) => `{${all.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(",")}}`),
  ),
})).value;

/** Some of them, made in advance: most of the time would go into them. */
const few = fc.constantFrom(...fc.sample(hostileJson, { numRuns: 500, seed }));

/** A change of a JSON text: at the so manieth place, counted over all of its values. */
export interface Mutation {
  readonly place: number;
  readonly how: "replace" | "remove" | "add" | "repeat";
  readonly key: string;
  /** JSON text. */
  readonly value: string;
}

/** Changes of a message. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.record({
    place: fc.nat({ max: 1000 }),
    how: fc.constantFrom("replace", "replace", "remove", "add", "repeat"),
    key: fc.constantFrom(...strangeKeys, "unit", "id", "invented"),
    value: few,
  }),
  { minLength: 1, maxLength: 3 },
);

/** The JSON text of a message, changed. */
export function mutated(message: object, changes: readonly Mutation[]): string {
  let text = JSON.stringify(message);
  for (const change of changes) {
    const root: unknown = parsed(text);
    const slots = slotsOf(root);
    const slot = slots[change.place % Math.max(1, slots.length)];
    if (slot === undefined) continue;
    text = JSON.stringify(applied(root, slot, change)).replaceAll('"!raw!"', change.value);
  }
  return text;
}

type Holder = Record<string, unknown>;
interface Slot {
  readonly holder: Holder;
  readonly key: string;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function slotsOf(value: unknown): Slot[] {
  if (typeof value !== "object" || value === null) return [];
  // An array has its indices as keys, too.
  const holder = value as Holder;
  return Object.entries(value).flatMap(([key, own]) => [{ holder, key }, ...slotsOf(own)]);
}

/** The root, with "!raw!" where the value is to stand as it is written. */
function applied(root: unknown, { holder, key }: Slot, change: Mutation): unknown {
  switch (change.how) {
    case "replace":
      define(holder, key, "!raw!");
      break;
    case "remove":
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      break;
    case "add":
      if (Array.isArray(holder)) holder.push("!raw!");
      else define(holder, change.key, "!raw!");
      break;
    case "repeat":
      if (Array.isArray(holder)) holder.push(...Array(50).fill(holder[Number(key)]));
      else define(holder, change.key, holder[key]);
      break;
  }
  return root;
}

/** Not by assignment: that would set a prototype. */
function define(holder: Holder, key: string, value: unknown): void {
  Object.defineProperty(holder, key, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}
