/**
 * Writes src/config/generated: the validating function of schemas/config/hecate.json, which fills in its
 * defaults, and the type of what it has let through.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { _, Ajv2020, type CodeKeywordDefinition } from "ajv/dist/2020.js";
import standaloneModule from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { compile } from "json-schema-to-typescript";
import { durationMsOf } from "../src/config/hecate-units.ts";
import type { JsonSchema } from "./docs/schemas.ts";

const source = new URL("../schemas/config/hecate.json", import.meta.url);
const out = new URL("../src/config/generated/", import.meta.url);
const header =
  "// Generated from schemas/config/hecate.json by scripts/gen-hecate-config.ts. Do not edit.\n";

const schema = JSON.parse(await readFile(source, "utf8")) as JsonSchema;
const ajv = new Ajv2020({
  strict: true,
  allErrors: true,
  ownProperties: true,
  useDefaults: true,
  // What is allowed stands in the schema, and goes into the message.
  verbose: true,
  code: { source: true, esm: true, lines: true },
});
ajv.addVocabulary(["allowed"]);
ajv.addKeyword(durationBound("minimumDuration"));
ajv.addKeyword(durationBound("maximumDuration"));
ajv.addSchema(schema);
// The module's typing says `default` is a namespace; at run time it is the function.
const standalone = standaloneModule as unknown as (
  ajv: Ajv2020,
  refs: Record<string, string>,
) => string;
const bundled = await build({
  stdin: {
    contents: standalone(ajv, { hecateFile: "config/hecate.json" }),
    resolveDir: new URL("..", import.meta.url).pathname,
    loader: "js",
  },
  bundle: true,
  format: "esm",
  platform: "neutral",
  target: "node20",
  // The comments that name modules are the same in a copy of the project that links to its packages.
  preserveSymlinks: true,
  // Nor does it depend on a tsconfig.json, which that copy has not.
  tsconfigRaw: {},
  write: false,
});
await mkdir(out, { recursive: true });
await writeFile(
  new URL("hecate-validator.js", out),
  `${header}${bundled.outputFiles[0]?.text ?? ""}`,
);
await writeFile(
  new URL("hecate-validator.d.ts", out),
  `${header}import type { HecateFile } from "./hecate-file.ts";
export interface SchemaPart {
  readonly allowed?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly [keyword: string]: unknown;
}
export interface HecateFileError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly propertyName?: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly schema: unknown;
  readonly parentSchema: SchemaPart;
  readonly data: unknown;
}
export interface HecateFileValidator {
  (file: unknown): file is HecateFile;
  errors?: readonly HecateFileError[] | null;
}
export const hecateFile: HecateFileValidator;
`,
);
await writeFile(
  new URL("hecate-file.ts", out),
  await compile(withDefaultsThere(schema) as never, "HecateFile", {
    bannerComment: header.trim(),
    additionalProperties: false,
    // Lengths of lists would make tuples of them.
    ignoreMinAndMaxItems: true,
    style: { singleQuote: false },
  }),
);

/** A keyword that bounds a duration, written as one; what is no duration is left to `pattern`. */
function durationBound(keyword: "minimumDuration" | "maximumDuration"): CodeKeywordDefinition {
  return {
    keyword,
    type: "string",
    schemaType: "string",
    code(context) {
      const { gen, data, schema: bound } = context;
      const boundMs = durationMsOf(String(bound));
      if (Number.isNaN(boundMs)) throw new Error(`${keyword}: ${bound} is no duration`);
      const toMs = gen.scopeValue("func", {
        ref: durationMsOf,
        code: _`require("./src/config/hecate-units.ts").durationMsOf`,
      });
      context.fail(
        keyword === "minimumDuration"
          ? _`${toMs}(${data}) < ${boundMs}`
          : _`${toMs}(${data}) > ${boundMs}`,
      );
    },
  };
}

/** The schema of what validation leaves behind: what has a default is there. */
function withDefaultsThere(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withDefaultsThere);
  if (typeof part !== "object" || part === null) return part;
  const copy = Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      // Names of properties are no keywords.
      key === "properties" || key === "$defs"
        ? Object.fromEntries(
            Object.entries(Object(value)).map(([name, inner]) => [name, withDefaultsThere(inner)]),
          )
        : withDefaultsThere(value),
    ]),
  );
  const { properties, required = [] } = part as JsonSchema;
  if (!properties) return copy;
  const filled = Object.entries(properties).flatMap(([name, { default: given }]) =>
    given === undefined ? [] : [name],
  );
  return { ...copy, required: [...new Set([...required, ...filled])] };
}
