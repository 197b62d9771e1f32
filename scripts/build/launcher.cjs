// Loads the bundle beside it, by the code that V8 made of it when it was built. Where that is missing, cut, of another
// build of Node.js or made with other flags, V8 compiles the text as it does any.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { Script } = require("node:vm");
const { cacheDigest } = require("./cache-digest.ts");

/** In a function: nothing of text and code is kept for as long as the program runs. */
function load() {
  const filename = join(__dirname, BUNDLE_FILE);
  const cachedData = compiled();
  // ASCII, as scripts/build.ts sees to.
  return new Script(readFileSync(filename, "latin1"), { filename, cachedData }).runInThisContext();
}

function compiled() {
  try {
    const file = readFileSync(join(__dirname, CACHE_FILE));
    const [code, digest] = [file.subarray(0, -32), file.subarray(-32)];
    return cacheDigest(BUNDLE_DIGEST, code).equals(digest) ? code : undefined;
  } catch {
    return undefined;
  }
}

load()(exports, require, module, __filename, __dirname);
