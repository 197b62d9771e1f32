import { readdirSync, readFileSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Children, type Ended } from "./test/children.ts";
import { has, labAccess } from "./test/lab-access.ts";

/**
 * npm test: unit tests, meanwhile the lab is prepared; then the system tests on real machines in it,
 * beside the integration and contract tests. The last line of its output is the sum over all of them.
 */
const { values: wanted } = parseArgs({
  options: {
    unit: { type: "boolean" },
    integration: { type: "boolean" },
    system: { type: "boolean" },
    grep: { type: "string" },
  },
});
const runsAll = !wanted.unit && !wanted.integration && !wanted.system;
const isCI = process.env["CI"] === "true";
const project = join(import.meta.dirname, "..");
const children = new Children();
const scratch = await mkdtemp(join(tmpdir(), "hirte-test-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

/** As scripts/test/reporter.cjs writes them. */
interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface SuiteResult extends Counts {
  readonly name: string;
  readonly durationMs: number;
}

let runs = 0;
/** The command line of mocha, and what becomes of its counts. */
function mocha(patterns: readonly string[], ...options: readonly string[]) {
  const file = join(scratch, `counts-${++runs}.json`);
  const argv = [
    ...[process.execPath, join(project, "node_modules/mocha/bin/mocha.js")],
    ...["--reporter", join(project, "scripts/test/reporter.cjs")],
    ...["--reporter-option", `counts=${file}`],
    ...(process.stdout.isTTY ? ["--color"] : []),
    ...(wanted.grep === undefined ? [] : ["--grep", wanted.grep, "--no-fail-zero"]),
    ...options,
    ...patterns,
  ];
  const counts = (status: number): Counts => {
    try {
      const read = JSON.parse(readFileSync(file, "utf8")) as Counts;
      // A failure that no test owns up to: an error after the last one, a signal.
      return status !== 0 && read.failed === 0 ? { ...read, failed: 1 } : read;
    } catch {
      return { passed: 0, failed: 1, skipped: 0 }; // it did not come as far as its end
    }
  };
  return { argv, counts };
}

async function runHere(name: string, patterns: readonly string[], isLive = true) {
  const startedMs = performance.now();
  if (isLive) console.log(`\n── ${name} tests`);
  const { argv, counts } = mocha(patterns);
  const live = isLive ? { onOutput: (text: string) => process.stdout.write(text) } : {};
  const { status, output } = await children.run(argv, live);
  if (!isLive) process.stdout.write(`\n── ${name} tests${output}`);
  return { name, ...counts(status), durationMs: performance.now() - startedMs };
}

/** These first, so that the longest does not begin when all others end. */
const longest = [
  "exec-faults",
  "proxies-faults",
  "faults-mosquitto",
  "faults-of-nodes",
  "faults-of-hirte",
  "keep-up",
  "proxies",
  "logs",
  "chaos",
  "better",
  "verbs",
  "jobs",
  "actions",
];
const systemFiles = () =>
  readdirSync(join(project, "test/system"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
    .map((file) => join("test/system", file));
const rank = (file: string) => {
  const at = longest.indexOf(file.replace(".test.ts", ""));
  return at < 0 ? longest.length : at;
};

type Access = Extract<ReturnType<typeof labAccess>, { command: unknown }>;

/**
 * One lab for each file, and two more of them at a time than there are cores: their time goes by in
 * waiting rather than in computing.
 */
const labs = Math.min(6, availableParallelism() + 2);

async function runInLabs(access: Access): Promise<SuiteResult> {
  const startedMs = performance.now();
  const queue = systemFiles();
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const lengths: { readonly file: string; readonly ms: number }[] = [];
  const workers = Array.from({ length: labs }, async () => {
    for (let file = queue.shift(); file && !children.isStopped; file = queue.shift()) {
      const fromMs = performance.now();
      const { argv, counts } = mocha([file], "--timeout", "60000", "--slow", "10000");
      const { status, output } = await children.run(access.command("test", ...argv));
      lengths.push({ file, ms: performance.now() - fromMs });
      process.stdout.write(`\n── system tests: ${file}${output}`);
      const { passed, failed, skipped } = counts(status);
      sum.passed += passed;
      sum.failed += failed;
      sum.skipped += skipped;
    }
  });
  await Promise.all(workers);
  console.log(`\n── system tests, by how long they took in ${labs} labs beside each other`);
  for (const { file, ms } of lengths.sort((a, b) => b.ms - a.ms))
    console.log(`${(ms / 1000).toFixed(1).padStart(6)} s  ${file}`);
  return { name: "system", ...sum, durationMs: performance.now() - startedMs };
}

/** One loud line; and with CI=true, where nobody reads lines, a failure of each of these tests. */
async function skipSystem(why: string): Promise<SuiteResult> {
  const { argv, counts } = mocha(systemFiles(), "--dry-run");
  const { status } = await children.run(argv);
  const { passed: n } = counts(status);
  console.log(`\n!!! SYSTEM TESTS ${isCI ? "FAILED" : "SKIPPED"}: ${why}`);
  return {
    ...{ name: "system", durationMs: 0, passed: 0 },
    ...(isCI ? { failed: Math.max(1, n), skipped: 0 } : { failed: 0, skipped: n }),
  };
}

/** The lab that was prepared, or why there is none. */
async function openLab(
  access: ReturnType<typeof labAccess>,
  prepared: Promise<Ended> | undefined,
): Promise<{ readonly access: Access } | { readonly why: string }> {
  if ("obstacle" in access) return { why: access.obstacle };
  const { status } = (await prepared) ?? { status: 1 };
  process.stdout.write(preparation);
  const probe = status === 0 ? await children.run(access.command("test", "true")) : undefined;
  if (probe?.status === 0) return { access };
  return { why: `the lab cannot be set up here: ${lastLine(probe?.output ?? preparation)}` };
}

let preparation = "";

async function main(): Promise<void> {
  const access = labAccess({ sudo: "silent" });
  const needsLab = runsAll || wanted.system;
  const prepared =
    "command" in access && needsLab
      ? children.run(access.command("test", "--prepare"), {
          onOutput: (text) => {
            preparation += text;
          },
        })
      : undefined;

  const results: SuiteResult[] = [];
  if (runsAll || wanted.unit) results.push(await runHere("unit", ["test/unit/**/*.test.ts"]));
  // Preparing the lab also brings dbus-daemon, which integration tests need.
  const lab = needsLab && !children.isStopped ? await openLab(access, prepared) : undefined;
  if (!has("dbus-daemon")) await prepared;
  const runs: Promise<SuiteResult>[] = [];
  if (runsAll || wanted.integration) {
    const patterns = ["test/integration/**/*.test.ts", "test/contract/**/*.test.ts"];
    // Beside the labs, which wait most of the time.
    runs.push(runHere("integration", patterns, lab === undefined));
  }
  if (lab) runs.push("why" in lab ? skipSystem(lab.why) : runInLabs(lab.access));
  results.push(...(await Promise.all(runs)));
  if (children.isStopped) {
    console.log("\ninterrupted");
    return;
  }
  summarize(results);
}

function summarize(results: readonly SuiteResult[]): void {
  const total = { passed: 0, failed: 0, skipped: 0 };
  console.log("");
  for (const { name, passed, failed, skipped, durationMs } of results) {
    console.log(
      `${name.padEnd(12)} ${sentence({ passed, failed, skipped })} (${(durationMs / 1000).toFixed(1)} s)`,
    );
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  const isNothing = total.passed + total.failed + total.skipped === 0;
  if (isNothing) console.log("no test was run");
  console.log(sentence(total));
  process.exitCode = total.failed > 0 || isNothing ? 1 : 0;
}

function sentence({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "no reason was given";
}

await main();
