import { join } from "node:path";
import { asyncapi } from "./asyncapi.ts";
import { configuration } from "./configuration.ts";
import { protocol } from "./protocol.ts";
import { readSchemas } from "./schemas.ts";

/** Every file that scripts/gen-docs.ts writes, with its text. */
export function generatedDocs(root: string): Readonly<Record<string, string>> {
  const schemas = readSchemas(join(root, "schemas"));
  return {
    "schemas/asyncapi.yaml": asyncapi(schemas),
    "docs/protocol.md": protocol(schemas),
    "docs/configuration.md": configuration(),
  };
}
