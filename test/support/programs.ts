import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const root = join(import.meta.dirname, "../..");
/** What the sources of the programs are built into. */
const built = {
  "broker/main.ts": "dist/hirte.js",
  "agent/main.ts": "dist/hirte-agent.js",
  "cli/hirtectl.ts": "dist/hirtectl.js",
  "cli/hecate.ts": "dist/hecate.js",
} as const;

/** A program, by its source below the root of the project. */
export type ProgramSource = keyof typeof built;

/** Set by whoever has just built the programs: they start in a tenth of the time that their sources take. */
export const builtVariable = "HIRTE_TEST_BUILT";

/** Set to a folder in which all TypeScript stands as JavaScript (scripts/test/compile.ts). */
export const compiledVariable = "HIRTE_TEST_COMPILED";

/** What Node is to be given to run a program: as it was built just now, else from its source. */
export function programWords(source: ProgramSource): readonly string[] {
  if (process.env[builtVariable] === "yes") return [join(root, built[source])];
  const { words, path } = moduleForNode(source);
  return [...words, path];
}

/** How a process of its own loads a module of the project, by its path below the root. */
export interface NodeModule {
  /** What Node is to be given first. */
  readonly words: readonly string[];
  readonly path: string;
}

/** A module as it was compiled for the tests that run, else its source, which tsx loads. */
export function moduleForNode(source: string): NodeModule {
  const compiled = process.env[compiledVariable];
  if (compiled !== undefined) {
    return { words: [], path: join(compiled, source.replace(/\.ts$/, ".mjs")) };
  }
  // mocha may have this file required, where import.meta resolves nothing.
  const tsx = createRequire(join(root, "package.json")).resolve("tsx");
  return { words: ["--import", pathToFileURL(tsx).href], path: join(root, source) };
}
