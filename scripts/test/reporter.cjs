// CommonJS, for that is how mocha loads reporters.
const { writeFileSync } = require("node:fs");
const { reporters } = require("mocha");

/** Since the last test; another run in this process ends it. */
let ending;

/** mocha's own "spec", which also writes its counts, and what failed, into the file of the option `counts`. */
module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    clearTimeout(ending);
    const failed = [];
    runner.on("fail", (test, error) => {
      const [reason] = String(error?.message || error)
        .trim()
        .split("\n");
      failed.push({ title: test.fullTitle(), reason });
    });
    runner.once("end", () => {
      const { passes, failures, pending } = runner.stats;
      const counts = { passed: passes, failed: failures, skipped: pending, failures: failed };
      writeFileSync(options.reporterOptions.counts, JSON.stringify(counts));
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
