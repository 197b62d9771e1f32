// compile-all.cjs BUNDLE FILE: writes the code that V8 makes of a bundle, with that of all its functions, where those would
// else be compiled when they are first called. It is for V8's flags of this process.
const { readFileSync, writeFileSync } = require("node:fs");
const { setFlagsFromString } = require("node:v8");
const { Script } = require("node:vm");

const [bundle, file] = process.argv.slice(2);
setFlagsFromString("--no-lazy");
const script = new Script(readFileSync(bundle, "latin1"), { filename: bundle });
setFlagsFromString("--lazy");
writeFileSync(file, script.createCachedData());
