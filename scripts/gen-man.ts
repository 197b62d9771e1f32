/** Writes man/: the manual pages, from the tables that the programs themselves are made of. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { manPages } from "./man/pages.ts";

const root = join(import.meta.dirname, "..");
mkdirSync(join(root, "man"), { recursive: true });
for (const [path, text] of Object.entries(manPages())) writeFileSync(join(root, path), text);
