/**
 * npm run test:nodes: the unit, integration and contract tests on other versions of Node.js, which the
 * npm package `node` brings. Versions may be named: `npm run test:nodes -- 22 24`.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

const root = join(import.meta.dirname, "..");
const named = process.argv.slice(2);
const versions = named.length > 0 ? named : ["22", "24"];
const suites = ["unit", "integration", "contract"].map((kind) => `test/${kind}/**/*.test.ts`);

const failed: string[] = [];
for (const version of versions) {
  const directory = mkdtempSync(join(tmpdir(), `hirte-node-${version}-`));
  try {
    const node = install(version, directory);
    console.log(`== Node.js ${execFileSync(node, ["--version"], { encoding: "utf8" }).trim()}`);
    if (!passes(node)) failed.push(version);
  } catch (error) {
    console.error(error);
    failed.push(version);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
console.log(
  failed.length === 0
    ? `passed on Node.js ${versions.join(", ")}`
    : `FAILED on Node.js ${failed.join(", ")}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

/** @returns the path of the program */
function install(version: string, directory: string): string {
  const args = [
    "install",
    "--prefix",
    directory,
    "--no-save",
    "--loglevel=error",
    `node@${version}`,
  ];
  execFileSync("npm", args, { stdio: ["ignore", "ignore", "inherit"] });
  return join(directory, "node_modules/node/bin/node");
}

function passes(node: string): boolean {
  const args = [join(root, "node_modules/mocha/bin/mocha.js"), "--reporter", "dot", ...suites];
  // Tests that start programs start them with the same Node.js.
  const path = `${dirname(node)}${delimiter}${process.env["PATH"] ?? ""}`;
  const env = { ...process.env, PATH: path };
  return spawnSync(node, args, { cwd: root, env, stdio: "inherit" }).status === 0;
}
