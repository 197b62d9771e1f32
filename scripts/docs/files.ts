import { readFileSync } from "node:fs";
import { join } from "node:path";
import { asyncapi } from "./asyncapi.ts";
import { configuration } from "./configuration.ts";
import { withHecateReference } from "./hecate.ts";
import { withHecateMetrics } from "./hecate-metrics.ts";
import { protocol } from "./protocol.ts";
import { readSchemas } from "./schemas.ts";

/** Every file that scripts/gen-docs.ts writes, with its text. */
export function generatedDocs(root: string): Readonly<Record<string, string>> {
  const schemas = readSchemas(join(root, "schemas"));
  const hecateFile = readSchemas(join(root, "schemas/config")).get("hecate") ?? {};
  return {
    "schemas/asyncapi.yaml": asyncapi(schemas),
    "docs/protocol.md": protocol(schemas),
    "docs/configuration.md": configuration(),
    "docs/hecate.md": withHecateMetrics(
      withHecateReference(readFileSync(join(root, "docs/hecate.md"), "utf8"), hecateFile),
    ),
  };
}
