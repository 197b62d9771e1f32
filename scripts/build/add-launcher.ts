import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFile, chmod, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { cacheDigest } from "./cache-digest.ts";

/** What is launched. */
export interface Launched {
  readonly name: string;
  /** Else it is a module. */
  readonly isProgram: boolean;
}

/**
 * Adds to a bundle what loads it, and its code as V8 has it, made by this Node.js. The bundle is a function that takes
 * what each module of CommonJS is given.
 */
export async function addLauncher(bundle: string, { name, isProgram }: Launched): Promise<void> {
  const folder = dirname(bundle);
  const [launcher, cache] = [`${name}.js`, `${name}.cache`];
  const digest = createHash("sha256")
    .update(await readFile(bundle))
    .digest("hex");
  await build({
    entryPoints: [join(import.meta.dirname, "launcher.cjs")],
    outfile: join(folder, launcher),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    banner: { js: isProgram ? "#!/usr/bin/env node" : "" },
    minifyWhitespace: true,
    define: {
      BUNDLE_FILE: JSON.stringify(basename(bundle)),
      BUNDLE_DIGEST: JSON.stringify(digest),
      CACHE_FILE: JSON.stringify(cache),
    },
  });
  if (isProgram) await chmod(join(folder, launcher), 0o755);
  const maker = join(import.meta.dirname, "compile-all.cjs");
  const code = join(folder, cache);
  await promisify(execFile)(process.execPath, [maker, bundle, code]);
  await appendFile(code, cacheDigest(digest, await readFile(code)));
}
