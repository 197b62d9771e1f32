import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** As much of JSON Schema as the schemas of this project use. */
export interface JsonSchema {
  readonly $id?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly const?: string | number | boolean;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly propertyNames?: JsonSchema;
  readonly allOf?: readonly JsonSchema[];
}

/** The schemas of a directory by name, defs.json among them, in the order of their names. */
export function readSchemas(directory: string): ReadonlyMap<string, JsonSchema> {
  const names = readdirSync(directory)
    .filter((file) => file.endsWith(".json"))
    .sort();
  return new Map(
    names.map((file) => [
      file.replace(/\.json$/, ""),
      JSON.parse(readFileSync(join(directory, file), "utf8")) as JsonSchema,
    ]),
  );
}
