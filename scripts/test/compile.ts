import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { bundleResident, residentBundle } from "../../test/support/lab/resident-bundle.ts";

const project = join(import.meta.dirname, "../..");
const folders = ["src", "broker", "agent", "cli", "test", "scripts", "bench"];

/**
 * Has all TypeScript of the project stand in a folder as JavaScript, each module by itself, so that tests run without
 * a loader. To itself each of them is its source: it finds what lies beside that.
 */
export async function compile(outdir: string): Promise<void> {
  const texts = new Map(sources().map((path) => [path, readFileSync(path, "utf8")]));
  await build({
    absWorkingDir: project,
    entryPoints: [...texts.keys()],
    outdir,
    outbase: project,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: `node${process.versions.node}`,
    // For scripts/test/reporter.cjs.
    sourcemap: "linked",
    sourcesContent: false,
    define: Object.fromEntries(itself.map(([name]) => [`import.meta.${name}`, `__${name}`])),
    plugins: [byThemselves, sayingTheirSource(texts)],
  });
  // Every lab would make it for itself.
  writeFileSync(join(outdir, residentBundle), await bundleResident());
}

/** What a module may ask about itself, and what it is told. */
const itself = [
  ["filename", (path: string) => path],
  ["dirname", dirname],
  ["url", (path: string) => pathToFileURL(path).href],
] as const;

function sources(): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
      .map((file) => join(project, folder, file)),
  );
}

/** Imports remain: of modules from the same folder, of generated JavaScript from where it is. */
const byThemselves: Plugin = {
  name: "by-themselves",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => ({
      path: path.endsWith(".ts") ? path.replace(/ts$/, "mjs") : join(resolveDir, path),
      external: true,
    }));
  },
};

function sayingTheirSource(texts: ReadonlyMap<string, string>): Plugin {
  const asking = [...texts]
    .filter(([, text]) => text.includes("import.meta."))
    .map(([path]) => path);
  const escaped = asking.map((path) => path.replaceAll(/[^\w/]/g, "\\$&"));
  return {
    name: "saying-their-source",
    setup({ onLoad }) {
      onLoad({ filter: new RegExp(`^(?:${escaped.join("|")})$`) }, ({ path }) => {
        // Into the first line: all others keep their numbers.
        const said = itself.map(([name, of]) => `const __${name} = ${JSON.stringify(of(path))};`);
        return { contents: `${said.join(" ")} ${texts.get(path)}`, loader: "ts" };
      });
    },
  };
}
