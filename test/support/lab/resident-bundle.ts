import { join } from "node:path";
import { build } from "esbuild";

/** Where the bundle stands in the folder of what was compiled for the tests. */
export const residentBundle = "resident-hirtectl.mjs";

/** resident-main.ts with all that it needs, as one module. */
export async function bundleResident(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "resident-main.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    write: false,
    // Bundled CommonJS asks for Node's own modules with require, which ESM does not have.
    banner: {
      js: `import { createRequire as createBundleRequire } from "node:module";
const require = createBundleRequire(import.meta.url);`,
    },
  });
  return outputFiles[0]?.text ?? "";
}
