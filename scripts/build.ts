/**
 * Writes dist/: one bundle for each program, which starts faster and takes less memory than its modules
 * one by one, with what V8 makes of it; the client library with its types; and the licences of the packages that
 * went into them. Until all of it is made what was there stays.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, rmSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";
import { addLauncher } from "./build/add-launcher.ts";
import { putInPlace, stageFor } from "./build/staging.ts";
import { endQuietlyOnInterrupt } from "./interrupted.ts";

endQuietlyOnInterrupt();

const library = "client";
const entries = {
  hirte: "broker/main.ts",
  "hirte-agent": "agent/main.ts",
  hirtectl: "cli/hirtectl.ts",
  hecate: "cli/hecate.ts",
  [library]: "src/client/index.ts",
  x509: "src/pki/x509-library.ts",
  kubeconfig: "src/kube/kubeconfig-library.ts",
};
/** Not programs. */
const modules: readonly string[] = [library, "x509", "kubeconfig"];

/**
 * Programs are CommonJS, as Node.js itself is: as ESM each would be up 5 ms of a processor later. The library is what
 * programs of today import.
 */
function formatOf(name: string): BuildOptions {
  if (name !== library) {
    return {
      format: "cjs",
      // What is loaded later comes in the same way.
      supported: { "dynamic-import": false },
      // What the launcher calls.
      banner: { js: "(function (exports, require, module, __filename, __dirname) {" },
      footer: { js: "})" },
    };
  }
  // Bundled CommonJS asks for Node's own modules with require, which ESM does not have.
  const js = `import { createRequire as createBundleRequire } from "node:module";
const require = createBundleRequire(import.meta.url);`;
  return { format: "esm", banner: { js } };
}

/**
 * Packages that the MQTT client loads and these programs never use: connections over SOCKS and
 * WebSocket (of which hirte has the server's side), timers in a browser's worker. readable-stream is Node's own streams once more.
 * Together 575 KB of source; without them a program is up 28 ms earlier (of 122) and 3 MiB smaller. Nor do they need what
 * keeps aliases of topics, which MQTT 5 has, what writes logs in threads, and traces by DEBUG=.
 * prom-client loads two for what hirte does without: exemplars and summaries. The client of Kubernetes fetches nothing
 * itself here, and what it would fetch by brings a table of all names that are not ASCII.
 */
const replacements: Readonly<Record<string, string>> = {
  socks: "module.exports = {};",
  ws: "module.exports = {};",
  "worker-timers": "module.exports = {};",
  "lru-cache": "module.exports = {};",
  "thread-stream": "module.exports = {};",
  debug: "module.exports = () => () => undefined;",
  "@opentelemetry/api": "module.exports = {};",
  "node-fetch": "module.exports = {};",
  tdigest: "module.exports = {};",
  "readable-stream": 'module.exports = require("node:stream");',
};

const replaceUnused: Plugin = {
  name: "replace-unused",
  setup({ onResolve, onLoad }) {
    const filter = new RegExp(`^(?:${Object.keys(replacements).join("|")})/?$`);
    onResolve({ filter }, ({ path, importer }) =>
      path === "ws" && !importer.includes("/node_modules/")
        ? undefined
        : { path: path.replace(/\/$/, ""), namespace: "replacement" },
    );
    onLoad({ filter: /./, namespace: "replacement" }, ({ path }) => ({
      contents: replacements[path] ?? "",
      resolveDir: root,
    }));
  },
};

/**
 * What makes certificates, and what reads kubeconfigs, are files of their own: most lives of a program do without.
 * Of the client of Kubernetes, that leaves the 1.5 MB which reading takes: loaded in 0.13 s, where the whole
 * package takes 2 s and 80 MB.
 */
const separateLibraries: Plugin = {
  name: "separate-libraries",
  setup({ onResolve }) {
    onResolve({ filter: /\/(x509|kubeconfig)-library\.ts$/ }, ({ kind, path }) =>
      kind === "dynamic-import"
        ? { path: path.replace(/^.*\/(\w+)-library\.ts$/, "./$1.js"), external: true }
        : undefined,
    );
  },
};

const root = new URL("..", import.meta.url).pathname;
const dist = join(root, "dist");
const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
  readonly version: string;
};

const staged = stageFor(dist);
// What checks messages has a piece of it, as it was generated.
const packages = new Set(["node_modules/ajv"]);
const failing = new AbortController();
const types = writeTypes(failing.signal);
try {
  await Promise.all([
    ...Object.entries(entries).map(async ([name, entry]) => {
      for (const each of packagesIn(await bundle(name, entry))) packages.add(each);
    }),
    types,
  ]);
} catch (error) {
  // Else it would go on for seconds, and write where nobody looks any more.
  failing.abort();
  await types.catch(() => {});
  throw error;
}
await writeFile(join(staged, "LICENSES.txt"), await licences([...packages].sort()));
const manifest = { name: "hirte-programs", version, type: "commonjs", private: true };
await writeFile(join(staged, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
// The library and its types are ESM.
await writeFile(join(staged, "types/package.json"), `${JSON.stringify({ type: "module" })}\n`);
const written = putInPlace(staged, dist);
// Of builds before this one: whoever installs takes all that is there.
for (const file of readdirSync(dist))
  if (/\.(m?js(\.map)?|cache)$/.test(file) && !written.includes(file)) rmSync(join(dist, file));

/** Writes the bundle of a program, with what loads it, or that of a module or library; tells what is in it. */
async function bundle(name: string, entry: string): Promise<Metafile> {
  const file = name === library ? `${name}.mjs` : `${name}.bundle.js`;
  const outfile = join(staged, file);
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    // Where it will be, as the map tells from there where the sources are.
    outfile: join(dist, file),
    write: false,
    bundle: true,
    platform: "node",
    ...formatOf(name),
    target: "node20",
    sourcemap: "linked",
    metafile: true,
    legalComments: "none",
    // Names stay, and lines are short: a stack trace tells what and where. Comments go, and with them all that is not
    // ASCII, of which one character has V8 keep the whole text in two bytes each.
    minifyWhitespace: true,
    lineLimit: 100,
    define: { HIRTE_VERSION: JSON.stringify(version) },
    plugins: [replaceUnused, separateLibraries],
  });
  for (const { path, contents } of outputFiles ?? []) {
    await writeFile(join(staged, basename(path)), contents);
  }
  const strange = /[^\0-\x7f]/.exec(await readFile(outfile, "utf8"));
  if (strange) throw new Error(`${file}: ${strange[0]} is not ASCII: write it as \\u…`);
  if (name !== library) await addLauncher(outfile, { name, isProgram: !modules.includes(name) });
  return metafile;
}

/** Of the library. What is wrong with them tsc says itself. */
async function writeTypes(signal: AbortSignal): Promise<void> {
  const argv = ["-p", "tsconfig.types.json", "--outDir", join(staged, "types")];
  const program = join(root, "node_modules/.bin/tsc");
  const tsc = spawn(program, argv, { cwd: root, stdio: "inherit", signal });
  const [status] = await once(tsc, "close");
  if (status !== 0) throw new Error(`tsc ${argv.join(" ")}: exit status ${status}`);
}

/** Directories of the packages that are in a bundle, below the root. */
function packagesIn(metafile: Metafile): string[] {
  return Object.keys(metafile.inputs).flatMap((path) => {
    const found = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path);
    return found && !path.startsWith("replacement:") ? [found[0]] : [];
  });
}

/** Names, versions and licences of packages, as their authors want them passed on. */
async function licences(directories: readonly string[]): Promise<string> {
  const parts = ["The programs in this directory contain the following packages.\n"];
  for (const directory of directories) {
    const manifest = JSON.parse(await readFile(join(root, directory, "package.json"), "utf8")) as {
      readonly name: string;
      readonly version: string;
      readonly license?: string | { readonly type: string };
    };
    const { license = "see its text" } = manifest;
    const file = (await readdir(join(root, directory))).find((name) => /^licen[cs]e/i.test(name));
    const text = file ? await readFile(join(root, directory, file), "utf8") : "";
    parts.push(
      `\n== ${manifest.name} ${manifest.version} (${typeof license === "string" ? license : license.type})\n\n${text.trim()}\n`,
    );
  }
  return parts.join("");
}
