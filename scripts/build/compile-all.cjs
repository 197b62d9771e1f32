// compile-all.cjs BUNDLE FILE: writes the code that V8 makes of a bundle, with that of all its functions, where those would
// else be compiled when they are first called. It is for V8's flags of this process. By Node.js 20 stack traces name what runs by
// it as it is named here, wherever it is: a path would be that of the build.
const { readFileSync, writeFileSync } = require("node:fs");
const { basename } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const { Script } = require("node:vm");

const [bundle, file] = process.argv.slice(2);
setFlagsFromString("--no-lazy");
const script = new Script(readFileSync(bundle, "latin1"), { filename: basename(bundle) });
setFlagsFromString("--lazy");
writeFileSync(file, script.createCachedData());
