// Loads the bundle beside it, by the code that V8 made of it when it was built. Where that is missing, cut, of another
// build of Node.js or made with other flags, V8 compiles the text as it does any. Where the bundle itself is missing or cut, a
// program says so in a line, and a module fails with that line.
"use strict";
forgetHeapFlags();
const { createHash } = require("node:crypto");
const { readFileSync } = require("node:fs");
const { basename, join } = require("node:path");
const { Script } = require("node:vm");
const { cacheDigest } = require("./cache-digest.ts");

/**
 * V8 has taken the sizes of its heap when it began, and goes by them. But as flags that are not as ever they would have it
 * compile anew all that was compiled beforehand, of Node.js's own modules, too.
 */
function forgetHeapFlags() {
  const flags = process.env.NODE_OPTIONS?.match(/--max-(?:old|semi)-space-size(?==)/g);
  if (!flags) return;
  const { setFlagsFromString } = require("node:v8");
  for (const flag of flags) setFlagsFromString(`${flag}=0`);
}

/** In a function: nothing of text and code is kept for as long as the program runs. */
function load() {
  const filename = join(__dirname, BUNDLE_FILE);
  try {
    const text = readFileSync(filename);
    const main = process.sourceMapsEnabled ? byNode(text, filename) : byScript(text, filename);
    if (typeof main !== "function") throw new SyntaxError("it has no function");
    return main;
  } catch (error) {
    const why = error instanceof SyntaxError ? `${filename} is not whole` : error.message;
    const line = `${basename(__filename, ".js")}: cannot be loaded: ${why}: install hirte again, or run \`npm run build\` where it is built`;
    if (require.main !== module) throw new Error(line, { cause: error });
    process.stderr.write(`${line}\n`);
    process.exit(1);
  }
}

function byScript(text, filename) {
  const cachedData = compiled(text);
  // ASCII, as scripts/build.ts sees to.
  return new Script(text.toString("latin1"), { filename, cachedData }).runInThisContext();
}

/** Where stack traces are to name places in the sources: for that Node.js heeds the map of what it compiles itself. */
function byNode(text, filename) {
  try {
    // In a line that has nothing but what scripts/build.ts puts before each bundle.
    module._compile(`module.exports=${text.toString("latin1")}`, filename);
    return module.exports;
  } finally {
    module.exports = exports;
  }
}

/** Code of another text would run as it is until V8 has dropped some of it, and then mixed with that text. */
function compiled(text) {
  try {
    if (createHash("sha256").update(text).digest("hex") !== BUNDLE_DIGEST) return undefined;
    const file = readFileSync(join(__dirname, CACHE_FILE));
    const [code, digest] = [file.subarray(0, -32), file.subarray(-32)];
    return cacheDigest(BUNDLE_DIGEST, code).equals(digest) ? code : undefined;
  } catch {
    return undefined;
  }
}

load()(exports, require, module, __filename, __dirname);
