// CommonJS, for that is how mocha loads reporters.
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { SourceMap } = require("node:module");
const { dirname, join, relative } = require("node:path");
const { fileURLToPath } = require("node:url");
const { reporters } = require("mocha");

const project = join(__dirname, "../..");
/** Since the last test; another run in this process ends it. */
let ending;

/** mocha's own "spec", which also writes its counts, and what failed, into the file of the option `counts`. */
module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    clearTimeout(ending);
    const failed = [];
    runner.on("fail", (test, error) => {
      nameSources(error);
      const [reason] = String(error?.message || error)
        .trim()
        .split("\n");
      failed.push({ title: test.fullTitle(), file: sourceFile(test.file), reason });
    });
    runner.once("end", () => {
      const { passes, failures, pending } = runner.stats;
      const counts = { passed: passes, failed: failures, skipped: pending, failures: failed };
      try {
        writeFileSync(options.reporterOptions.counts, JSON.stringify(counts));
      } catch (error) {
        // Who reads it finds that it is not there.
        console.error(`mocha: its counts cannot be written: ${error.message}`);
      }
      // Unreferenced: it fires only where something else keeps the process from ending.
      ending = setTimeout(() => {
        const running = process.getActiveResourcesInfo().join(", ");
        console.error(`mocha: 10 s after the last test something still runs: ${running}`);
        // After mocha's own listener, which sets the status by its failures alone.
        process.on("exit", () => {
          process.exitCode = 1;
        });
        process.exit();
      }, 10_000).unref();
    });
  }
};

/**
 * Has the stack of an error, and of what it comes from, name the sources of compiled modules. Done here, when a test has
 * failed: with --enable-source-maps each process would read all maps first.
 */
function nameSources(error, seen = new Set()) {
  for (let e = error; e instanceof Error && !seen.has(e); e = e.cause) {
    seen.add(e);
    const stack = String(e.stack);
    e.stack = fileNamed(stack.replaceAll(/(file:\/\/\/[^\s():]+\.mjs):(\d+):(\d+)/g, sourceOf));
    // mocha says of a test that took too long in which file it is.
    e.message = fileNamed(String(e.message));
    const more = e.multiple ?? e.errors;
    if (Array.isArray(more)) for (const one of more) nameSources(one, seen);
  }
}

function sourceOf(place, url, line, column) {
  const file = fileURLToPath(url);
  if (!existsSync(`${file}.map`)) return place;
  const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, "utf8")));
  const { originalSource, originalLine, originalColumn } = map.findEntry(line - 1, column - 1);
  if (originalSource === undefined) return place;
  return `${join(dirname(file), originalSource)}:${originalLine + 1}:${originalColumn + 1}`;
}

/** The source of a file of tests, below the project. */
function sourceFile(file) {
  return file && relative(project, fileNamed(file));
}

function fileNamed(text) {
  const [before, ...pieces] = text.split(`${process.env.HIRTE_TEST_COMPILED}/`);
  return before + pieces.map((piece) => join(project, piece.replace(".mjs", ".ts"))).join("");
}
