import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Schemas } from "../../src/protocol/generated/schemas.ts";
import { anyCharacter } from "../support/any-character.ts";

/** The keywords that schemas/ uses. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

const known = new Set(
  "$ref type properties additionalProperties maxProperties required items enum pattern minLength maxLength minimum maximum minItems maxItems".split(
    " ",
  ),
);
const silent = new Set("$schema $id $defs title description tsType".split(" "));

const folder = join(import.meta.dirname, "../../schemas");
const files = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => [name, JSON.parse(readFileSync(join(folder, name), "utf8")) as Schema] as const),
);

/** Names of all messages. */
export const schemaNames = [...files.keys()]
  .map((file) => file.replace(/\.json$/, ""))
  // Each file but the shared definitions is a message.
  .filter((name) => name !== "defs") as (keyof Schemas)[];

/** A second reading of schemas/, plain and slow: whether a value is a message of this name. */
export function conforms(name: keyof Schemas, value: unknown): boolean {
  return fits(schemaOf(name), value);
}

/** Messages of this name, good ones. */
export function messagesOf(name: keyof Schemas, seed: number): fc.Arbitrary<object> {
  // Each schema of a message is that of an object.
  return arbitraryOf(schemaOf(name), seed) as fc.Arbitrary<object>;
}

function schemaOf(name: string): Schema {
  const schema = files.get(`${name}.json`);
  if (!schema) throw new Error(`there is no schema ${name}`);
  return schema;
}

function resolved(schema: Schema): Schema {
  for (const keyword of Object.keys(schema)) {
    if (!known.has(keyword) && !silent.has(keyword)) throw new Error(`this model lacks ${keyword}`);
  }
  if (schema.$ref === undefined) return schema;
  const [file = "", place = ""] = schema.$ref.split("#");
  let found: unknown = files.get(file || "defs.json");
  for (const step of place.split("/").filter((each) => each !== "")) found = Object(found)[step];
  if (!found) throw new Error(`${schema.$ref} leads nowhere`);
  // What a reference leads to is a schema; what stands beside it describes.
  return resolved(found as Schema);
}

function fits(reference: Schema, value: unknown): boolean {
  const schema = resolved(reference);
  if (schema.enum && !schema.enum.includes(value)) return false;
  switch (schema.type) {
    case undefined:
      return true;
    case "boolean":
      return typeof value === "boolean";
    case "integer":
    case "number": {
      const { minimum = -Infinity, maximum = Infinity, type } = schema;
      if (typeof value !== "number" || !Number.isFinite(value)) return false;
      if (type === "integer" && !Number.isInteger(value)) return false;
      return value >= minimum && value <= maximum;
    }
    case "string": {
      if (typeof value !== "string") return false;
      // JSON Schema counts characters, and a lone surrogate as one.
      const { length } = [...value];
      if (length < (schema.minLength ?? 0) || length > (schema.maxLength ?? Infinity)) return false;
      return schema.pattern === undefined || new RegExp(schema.pattern, "u").test(value);
    }
    case "array": {
      if (!Array.isArray(value)) return false;
      const { minItems = 0, maxItems = Infinity, items } = schema;
      if (value.length < minItems || value.length > maxItems) return false;
      return items === undefined || value.every((item) => fits(items, item));
    }
    case "object": {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
      const { properties = {}, additionalProperties, maxProperties = Infinity } = schema;
      const { required = [] } = schema;
      if (!required.every((key) => Object.hasOwn(value, key))) return false;
      const entries = Object.entries(value);
      return (
        entries.length <= maxProperties &&
        entries.every(([key, each]) => {
          const own = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
          return own === undefined || fits(own, each);
        })
      );
    }
    default:
      throw new Error(`this model lacks the type ${schema.type}`);
  }
}

/** Texts of a pattern are taken from a few that were made in advance: making them takes most of the time. */
const poolSize = 20;
/** In place of all characters but one or two, which would be looked at one by one. */
const fewCharacters = "[ -~\\t\\r\\n\u00e9\ufeff\u{1f600}]";
const pools = new Map<string, readonly string[]>();

function arbitraryOf(reference: Schema, seed: number): fc.Arbitrary<unknown> {
  const schema = resolved(reference);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case undefined:
      return fc.jsonValue({ maxDepth: 2 });
    case "boolean":
      return fc.boolean();
    case "integer":
    case "number": {
      const { minimum: min = -(2 ** 31), maximum: max = 2 ** 53 - 1 } = schema;
      return fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max));
    }
    case "string":
      return textsOf(schema, seed);
    case "array": {
      const { minItems: minLength = 0, items = {} } = schema;
      return fc.array(arbitraryOf(items, seed), { minLength, maxLength: minLength + 3 });
    }
    case "object": {
      const { properties = {}, additionalProperties, required = [] } = schema;
      if (additionalProperties) {
        // No schema has both.
        return fc.dictionary(fc.string(), arbitraryOf(additionalProperties, seed), { maxKeys: 3 });
      }
      const model = Object.fromEntries(
        Object.entries(properties).map(([key, own]) => [key, arbitraryOf(own, seed)]),
      );
      const requiredKeys = required.filter((key) => Object.hasOwn(model, key));
      return fc.record(model, { requiredKeys, noNullPrototype: true });
    }
    default:
      throw new Error(`this model lacks the type ${schema.type}`);
  }
}

function textsOf(schema: Schema, seed: number): fc.Arbitrary<string> {
  const { pattern, minLength = 0, maxLength = Infinity } = schema;
  const fitsLength = (text: string) => {
    const { length } = [...text];
    return length >= minLength && length <= maxLength;
  };
  if (pattern === undefined) {
    const most = Math.min(maxLength, Math.max(minLength, 12));
    return fc.string({ unit: anyCharacter, minLength, maxLength: most }).filter(fitsLength);
  }
  const key = `${pattern} ${minLength} ${maxLength}`;
  const pool =
    pools.get(key) ??
    fc.sample(
      fc
        .stringMatching(makeable(pattern, minLength))
        .filter((text) => fitsLength(text) && new RegExp(pattern, "u").test(text)),
      { numRuns: poolSize, seed },
    );
  pools.set(key, pool);
  return fc.constantFrom(...pool);
}

/** The pattern, or a narrower one of which texts are made quickly. */
function makeable(pattern: string, minLength: number): RegExp {
  const narrow = pattern.replace(/\[\^[^\]]*\]/g, fewCharacters);
  // Else nearly all would be too short.
  const long = minLength > 4 ? narrow.replace(/\*\$$/, `{${minLength},${minLength + 8}}$`) : narrow;
  return new RegExp(long, "u");
}
