import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { builtVariable, compiledVariable, moduleForNode } from "../test/support/programs.ts";
import { Children, type Ended } from "./test/children.ts";
import { compile } from "./test/compile.ts";
import {
  type Counts,
  Failures,
  isNothing,
  nothing,
  type SuiteResult,
  sentence,
  sumOf,
} from "./test/counts.ts";
import { has, labAccess } from "./test/lab-access.ts";
import { work } from "./test/labs.ts";
import { Queue, type SystemFile } from "./test/queue.ts";
import { integrationParts, type Part, unitParts } from "./test/suites.ts";
import { systemFiles } from "./test/system-files.ts";

/**
 * npm test: integration and contract tests; beside them the first labs, with system tests that mostly wait, and with what
 * these leave of the processor unit tests, which go by no clock; then the other labs. The last line of its output is the
 * sum over all of them.
 */
const wanted = wantedBy(process.argv.slice(2));
// Whatever a test may come to call: nothing is broken on purpose here.
process.env["HECATE_NO_DRILLS"] = "yes";
// No test asks anybody outside, and reading more authorities costs each process of Node.js 0.04 s.
delete process.env["NODE_EXTRA_CA_CERTS"];
const runsAll = !wanted.unit && !wanted.integration && !wanted.system;
const access = labAccess({ sudo: "silent" });
const needsLab = runsAll || wanted.system === true;
/** Then what needs none is shown after its end, and lets labs go first. */
const isBesideLabs = needsLab && "command" in access;
const isCI = process.env["CI"] === "true";
const project = join(import.meta.dirname, "..");
const children = new Children();
// Whoever reads has seen enough (`npm test | head`): it ends as a program does that a SIGPIPE ends.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exitCode = 141;
  if (!children.isStopped) children.stopAll();
});
const scratch = await mkdtemp(join(tmpdir(), "hirte-test-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
const failures = new Failures();

/** Whoever is not done after this is ended. */
const longMs = 20 * 60_000;

/** For all tests, unless another one that runs this as a test has done so. */
async function compileAll(): Promise<void> {
  if (process.env[compiledVariable] !== undefined) return;
  // Packages are found from below node_modules.
  const folder = join(project, "node_modules/.cache");
  mkdirSync(folder, { recursive: true });
  const outdir = mkdtempSync(join(folder, "hirte-test-"));
  process.on("exit", () => rmSync(outdir, { recursive: true, force: true }));
  await compile(outdir);
  process.env[compiledVariable] = outdir;
}

let runs = 0;
/** What mocha's reporter is, and where it writes its counts this time. */
function reporting() {
  const counts = join(scratch, `counts-${++runs}.json`);
  return { reporter: join(project, "scripts/test/reporter.cjs"), counts };
}

/** The command line of mocha, and what becomes of its counts. */
function mocha({ name, files }: Part, ...options: readonly string[]) {
  const { reporter, counts: file } = reporting();
  const argv = [
    // Not mocha.js, which has all loaded through tsx, as .mocharc.json says: they are compiled.
    ...[process.execPath, join(project, "node_modules/mocha/bin/_mocha")],
    ...["--reporter", reporter, "--reporter-option", `counts=${file}`],
    ...(process.stdout.isTTY ? ["--color"] : []),
    ...(wanted.grep === undefined ? [] : ["--grep", wanted.grep, "--no-fail-zero"]),
    ...options,
    ...files.map((path) => moduleForNode(path).path),
  ];
  const counts = (status: number) => failures.countsOf(file, name, status);
  return { argv, counts };
}

/** Runs a suite, its parts beside each other; the first one is shown as it goes, the others after it. */
async function runHere(
  name: string,
  { niceness, parts }: { readonly niceness: number; readonly parts: readonly Part[] },
): Promise<SuiteResult> {
  const startedMs = performance.now();
  if (!isBesideLabs) console.log(`\n── ${name} tests`);
  const runs = parts.map((part, i) => {
    // What goes last may take its time.
    const patient = ["--require", join(project, "scripts/test/patient.cjs")];
    const { argv, counts } = mocha(part, ...(niceness > 0 ? patient : []));
    const isShown = i === 0 && !isBesideLabs;
    const shown = isShown ? { onOutput: (text: string) => process.stdout.write(text) } : {};
    // `npm test` has built the programs just before this.
    const env = { [builtVariable]: "yes" };
    const ended = children.run(argv, {
      ...{ env, niceness, ...shown },
      ...(isBesideLabs ? { deadlineMs: longMs } : {}),
    });
    return { counts, isShown, ended, part };
  });
  const all: Counts[] = [];
  for (const { counts, isShown, ended, part } of runs) {
    const { status, output } = await ended;
    if (isBesideLabs) console.log(`\n── tests, ${part.name}`);
    if (!isShown) process.stdout.write(output);
    all.push(counts(status));
  }
  return { name, ...sumOf(all), durationMs: performance.now() - startedMs };
}

async function runUnit(): Promise<SuiteResult> {
  // A tenth of the processor of those who are not nice, and what these leave.
  return runHere("unit", { niceness: isBesideLabs ? 10 : 0, parts: unitParts(project) });
}

async function runIntegration(): Promise<SuiteResult> {
  // Three times the processor of a service in a lab beside them: some go by deadlines that are short.
  const mayComeFirst = isBesideLabs && process.getuid?.() === 0;
  return runHere("integration", {
    niceness: mayComeFirst ? -5 : 0,
    parts: integrationParts(project),
  });
}

type Access = Extract<typeof access, { command: unknown }>;

/** Five more than there are cores: more than half of their time goes by in waiting. */
const labs = Math.min(7, availableParallelism() + 5);
/** What they wait for is there for unit tests to use, which go last. */
const earlyLabs = Math.min(3, availableParallelism() + 1);

/** One loud line; and with CI=true, where nobody reads lines, a failure of each of these tests. */
async function skipSystem(why: string): Promise<SuiteResult> {
  const files = systemFiles(project).map(({ path }) => path);
  const { argv, counts } = mocha({ name: "system", files }, "--dry-run");
  const { status } = await children.run(argv);
  if (children.isStopped) return { name: "system", durationMs: 0, ...nothing };
  // What cannot even be loaded has failed here too.
  const { passed: n, failed } = counts(status);
  console.log(`\n!!! SYSTEM TESTS ${isCI ? "FAILED" : "SKIPPED"}: ${why}`);
  return {
    ...{ name: "system", durationMs: 0, passed: 0 },
    ...(isCI ? { failed: failed + n, skipped: 0 } : { failed, skipped: n }),
  };
}

/** Integration tests, once there is what they need: preparing the lab brings dbus-daemon and, in its tree, mosquitto. */
async function integrationOnce(preparing: Promise<Ended> | undefined): Promise<SuiteResult> {
  if (!has("dbus-daemon") || !has("mosquitto")) await preparing;
  return runIntegration();
}

/** What goes on when the system tests are begun. */
interface Ahead {
  readonly preparing: Promise<Ended>;
  /** Tests with deadlines, which all labs at once would keep from the processor for too long. */
  readonly others: Promise<unknown>;
}

/** The system tests, as soon as the lab is prepared. */
async function runSystem({ command }: Access, { preparing, others }: Ahead): Promise<SuiteResult> {
  const { status, output } = await preparing;
  process.stdout.write(output);
  const probe = status === 0 ? await children.run(command("test", "true")) : undefined;
  if (probe?.status === 0) return runInLabs(command, others);
  return skipSystem(`the lab cannot be set up here: ${lastLine(probe?.output ?? output)}`);
}

async function runInLabs(
  command: Access["command"],
  others: Promise<unknown>,
): Promise<SuiteResult> {
  const startedMs = performance.now();
  const all: Counts[] = [];
  const files = new Map<SystemFile, string>();
  const { words, path } = moduleForNode("scripts/test/lab-worker.ts");
  console.log(`\n── system tests, in ${labs} labs: each file is shown after its end`);
  await work(children, {
    queue: new Queue(systemFiles(project)),
    ...{ labs, early: earlyLabs, others },
    deadlineMs: longMs,
    worker: command("test", process.execPath, ...words, path),
    errand: (file) => {
      const { reporter, counts } = reporting();
      files.set(file, counts);
      return {
        ...{
          path: moduleForNode(file.path).path,
          timeout: 60_000,
          slow: 10_000,
          color: process.stdout.isTTY,
        },
        ...{ reporter, reporterOptions: { counts } },
        ...(wanted.grep === undefined ? { failZero: true } : { grep: wanted.grep }),
      };
    },
    onEnded: (file, { status, output }, durationMs) => {
      if (children.isStopped) return;
      const counts = failures.countsOf(files.get(file) ?? "", file.path, status);
      all.push(counts);
      // With --grep most have none.
      if (isNothing(counts)) return;
      const seconds = Math.round(durationMs / 1000);
      process.stdout.write(`\n── system tests: ${file.name} (${seconds} s)${output}`);
    },
    onBadEnd: (file, { status, output }) => {
      process.stdout.write(output);
      all.push(failures.notAtRest(file.path, status));
    },
  });
  return { name: "system", ...sumOf(all), durationMs: performance.now() - startedMs };
}

async function main(): Promise<void> {
  const preparing = isBesideLabs ? children.run(access.command("test", "--prepare")) : undefined;
  await compileAll();
  const unit = runsAll || wanted.unit ? [runUnit()] : [];
  // Without labs each has all of the processor in its turn.
  if (!isBesideLabs) await Promise.all(unit);
  const integration = runsAll || wanted.integration ? [integrationOnce(preparing)] : [];
  const ahead = preparing && { preparing, others: Promise.all(integration) };
  const inLabs = ahead && "command" in access ? [runSystem(access, ahead)] : [];
  const results = await Promise.all([...unit, ...integration, ...inLabs]);
  if (needsLab && "obstacle" in access) results.push(await skipSystem(access.obstacle));
  if (children.isStopped) {
    console.log("\ninterrupted");
    return;
  }
  summarize(results);
}

function summarize(results: readonly SuiteResult[]): void {
  if (failures.lines.length > 0) console.log(`\n── failed\n  ${failures.lines.join("\n  ")}`);
  console.log("");
  for (const { name, durationMs, ...counts } of results) {
    const seconds = (durationMs / 1000).toFixed(1);
    console.log(`${name.padEnd(12)} ${sentence(counts)} (${seconds} s)`);
  }
  const total = sumOf(results);
  if (isNothing(total)) console.log("no test was run");
  console.log(sentence(total));
  process.exitCode = total.failed > 0 || isNothing(total) ? 1 : 0;
}

function wantedBy(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        unit: { type: "boolean" },
        integration: { type: "boolean" },
        system: { type: "boolean" },
        grep: { type: "string" },
      },
    });
    return values;
  } catch (error) {
    const what = error instanceof Error ? error.message : error;
    console.error(
      `${what}\nUsage: npm test [-- [--unit] [--integration] [--system] [--grep TEXT]]`,
    );
    process.exit(2);
  }
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) || "no reason was given";
}

await main();
