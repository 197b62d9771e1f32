/**
 * Writes src/protocol/generated/validators.js: one validating function for each schema, compiled
 * ahead of time, so that no program pays for a schema compiler at its start. Reading them is what it pays for: of
 * an error they tell no more than is told on, which halves them.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneModule from "ajv/dist/standalone/index.js";
import { build } from "esbuild";

const dir = new URL("../schemas/", import.meta.url);
const out = new URL("../src/protocol/generated/", import.meta.url);
const files = (await readdir(dir)).filter((f) => f.endsWith(".json")).sort();
const ajv = new Ajv2020({
  strict: true,
  allErrors: true,
  ownProperties: true,
  code: { source: true, esm: true, lines: true },
});
// For json-schema-to-typescript: a value of any kind.
ajv.addKeyword("tsType");
for (const file of files) ajv.addSchema(JSON.parse(await readFile(new URL(file, dir), "utf8")));
const names = files.map((f) => f.replace(/\.json$/, "")).filter((n) => n !== "defs");
const identifier = (name: string) => name.replaceAll("-", "_");
// The module's typing says `default` is a namespace; at run time it is the function.
const standalone = standaloneModule as unknown as (
  ajv: Ajv2020,
  refs: Record<string, string>,
) => string;
const code = standalone(ajv, Object.fromEntries(names.map((n) => [identifier(n), `${n}.json`])));
const bundled = await build({
  stdin: {
    contents: withShortErrors(code),
    resolveDir: new URL("..", import.meta.url).pathname,
    loader: "js",
  },
  bundle: true,
  format: "esm",
  platform: "neutral",
  target: "node20",
  // The comments that name modules are the same in a copy of the project that links to its packages.
  preserveSymlinks: true,
  write: false,
});
await writeFile(
  new URL("validators.js", out),
  `// Generated from schemas/*.json by scripts/gen-validators.ts. Do not edit.\n${bundled.outputFiles[0]?.text ?? ""}`,
);
const fields = Object.fromEntries(
  names
    .filter((name) => /^request(-|$)/.test(name))
    .map((name) => [name, Object.keys(Object(ajv.getSchema(`${name}.json`)?.schema).properties)]),
);
await writeFile(
  new URL("request-fields.ts", out),
  `// Generated from schemas/request*.json by scripts/gen-validators.ts. Do not edit.
/** The fields of each request, by the name of its schema. */
export const requestFields: Readonly<Record<\`request\${string}\`, readonly string[]>> = ${JSON.stringify(fields, null, 2)};
`,
);
await writeFile(
  new URL("validators.d.ts", out),
  `// Generated from schemas/*.json by scripts/gen-validators.ts. Do not edit.
export interface ValidationError {
  readonly instancePath: string;
  readonly message: string;
}
export interface Validator {
  (message: unknown): boolean;
  errors?: ValidationError[] | null;
}
${names.map((n) => `export const ${identifier(n)}: Validator;`).join("\n")}
`,
);

/** Errors are noted in a call, with place and message; ajv does it in eight lines each, with all that the schema says. */
function withShortErrors(code: string): string {
  const noted =
    /const (err\d+) = \{instancePath(?::(.+?))?,schemaPath:.+?,message:(.+?)\};\s*if\(vErrors === null\)\{\s*vErrors = \[\1\];\s*\}\s*else \{\s*vErrors\.push\(\1\);\s*\}/g;
  const short = code.replace(
    noted,
    (_, _name, place = "instancePath", message) =>
      `vErrors = noted(vErrors, ${place}, ${message});`,
  );
  if (/\bschemaPath:/.test(short)) throw new Error("ajv notes errors in another way than is known");
  return `${short}
function noted(errors, instancePath, message) {
  const error = { instancePath, message };
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}
`;
}
