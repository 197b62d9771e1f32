/** Writes src/protocol/generated/schemas.ts: one TypeScript type for each message in schemas/. */
import { readdir, writeFile } from "node:fs/promises";
import { compile } from "json-schema-to-typescript";

const dir = new URL("../schemas/", import.meta.url);
const names = (await readdir(dir)).filter((f) => f.endsWith(".json") && f !== "defs.json").sort();
const root = {
  $defs: {} as Record<string, unknown>,
  title: "Schemas",
  description: "Schema name → message.",
  type: "object",
  additionalProperties: false,
  properties: {} as Record<string, unknown>,
  required: [] as string[],
};
for (const file of names) {
  const key = file.replace(/\.json$/, "");
  root.properties[key] = { $ref: file };
  root.required.push(key);
}
const ts = await compile(root as never, "Schemas", {
  cwd: dir.pathname,
  bannerComment: "// Generated from schemas/*.json by scripts/gen-types.ts. Do not edit.",
  additionalProperties: false,
  style: { singleQuote: false },
});
await writeFile(new URL("../src/protocol/generated/schemas.ts", import.meta.url), ts);
