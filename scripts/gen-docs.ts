/** Writes schemas/asyncapi.yaml, docs/protocol.md, docs/configuration.md and the reference in docs/hecate.md. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedDocs } from "./docs/files.ts";

const root = join(import.meta.dirname, "..");
for (const [path, text] of Object.entries(generatedDocs(root))) {
  writeFileSync(join(root, path), text);
}
