import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { builtVariable, compiledVariable } from "../test/support/programs.ts";
import { Children, type Ended } from "./test/children.ts";
import { compile } from "./test/compile.ts";
import { has, labAccess } from "./test/lab-access.ts";

/**
 * npm test: unit tests, then integration and contract tests, meanwhile the lab is prepared, then the
 * system tests on real machines in it. The last line of its output is the sum over all of them.
 */
const { values: wanted } = parseArgs({
  options: {
    unit: { type: "boolean" },
    integration: { type: "boolean" },
    system: { type: "boolean" },
    grep: { type: "string" },
  },
});
// Whatever a test may come to call: nothing is broken on purpose here.
process.env["HECATE_NO_DRILLS"] = "yes";
const runsAll = !wanted.unit && !wanted.integration && !wanted.system;
const isCI = process.env["CI"] === "true";
const project = join(import.meta.dirname, "..");
const children = new Children();
const scratch = await mkdtemp(join(tmpdir(), "hirte-test-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

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

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** As scripts/test/reporter.cjs writes them. */
interface Written extends Counts {
  readonly failures: readonly { readonly title: string; readonly reason: string }[];
}

interface SuiteResult extends Counts {
  readonly name: string;
  readonly durationMs: number;
}

/** What failed in all of them, told at the end: until then it scrolls by. */
const failures: string[] = [];
let runs = 0;
/** The command line of mocha, and what becomes of its counts. */
function mocha(patterns: readonly string[], ...options: readonly string[]) {
  const file = join(scratch, `counts-${++runs}.json`);
  const compiled = process.env[compiledVariable];
  // mocha.js has all loaded through tsx, as .mocharc.json says; _mocha has not.
  const program = compiled === undefined ? "mocha.js" : "_mocha";
  const argv = [
    ...[process.execPath, join(project, "node_modules/mocha/bin", program)],
    ...["--reporter", join(project, "scripts/test/reporter.cjs")],
    ...["--reporter-option", `counts=${file}`],
    ...(process.stdout.isTTY ? ["--color"] : []),
    ...(wanted.grep === undefined ? [] : ["--grep", wanted.grep, "--no-fail-zero"]),
    ...options,
    ...(compiled === undefined
      ? patterns
      : patterns.map((pattern) => join(compiled, pattern.replace(/\.ts$/, ".mjs")))),
  ];
  const counts = (status: number): Counts => {
    try {
      // It is written by the reporter alone.
      const read = JSON.parse(readFileSync(file, "utf8")) as Written;
      failures.push(...read.failures.map(({ title, reason }) => `${title}\n    ${reason}`));
      if (status === 0 || read.failed > 0) return read;
      // A failure that no test owns up to: an error after the last one, a signal.
      failures.push(`after the last test of ${patterns.join(" ")}: exit status ${status}`);
      return { ...read, failed: 1 };
    } catch {
      failures.push(`${patterns.join(" ")}: not run to the end, exit status ${status}`);
      return { passed: 0, failed: 1, skipped: 0 };
    }
  };
  return { argv, counts };
}

/** Runs a suite, its parts beside each other; the first one is shown as it goes, the others after it. */
async function runHere(
  name: string,
  ...parts: readonly (readonly string[])[]
): Promise<SuiteResult> {
  const startedMs = performance.now();
  console.log(`\n── ${name} tests`);
  const runs = parts.map((patterns, i) => {
    const { argv, counts } = mocha(patterns);
    const shown = i === 0 ? { onOutput: (text: string) => process.stdout.write(text) } : {};
    // `npm test` has built the programs just before this.
    const env = { [builtVariable]: "yes" };
    return { counts, isShown: i === 0, ended: children.run(argv, { env, ...shown }) };
  });
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { counts, isShown, ended } of runs) {
    const { status, output } = await ended;
    if (!isShown) process.stdout.write(output);
    add(sum, counts(status));
  }
  return { name, ...sum, durationMs: performance.now() - startedMs };
}

function add(sum: { -readonly [K in keyof Counts]: number }, counts: Counts): void {
  sum.passed += counts.passed;
  sum.failed += counts.failed;
  sum.skipped += counts.skipped;
}

/**
 * About how long files of system tests take, in seconds, so that all labs end at about the same time; 30
 * where nothing is said.
 */
const lengths: Readonly<Record<string, number>> = {
  "hecate-runs": 290,
  "exec-faults": 160,
  logs: 115,
  "hecate-peers": 100,
  "power-decision": 75,
  "faults-mosquitto": 115,
  "faults-of-nodes": 95,
  "faults-of-hirte": 95,
  verbs: 95,
  demo: 70,
  install: 80,
  chaos: 70,
  jobs: 65,
  "cli-nodes": 60,
  exec: 60,
  actions: 60,
  "proxies-faults": 60,
  "dbus-monitors": 60,
  better: 60,
  "keep-up": 50,
  guide: 50,
  dbus: 45,
  proxies: 45,
  reload: 45,
  "dbus-node": 35,
  "power-guard": 45,
  hecate: 35,
  lab: 35,
  "node-hands": 25,
  "agent-bus": 17,
  command: 17,
  "user-agent": 14,
  "state-manager": 7,
  "service-units": 2,
};
/** These boot machines of their own, and so need a lab of their own. */
const apart: ReadonlySet<string> = new Set(["chaos", "demo", "hecate-peers", "hecate-runs", "lab"]);

const nameOf = (file: string) => basename(file, ".test.ts");
const lengthOf = (file: string) => lengths[nameOf(file)] ?? 30;
const systemFiles = () =>
  readdirSync(join(project, "test/system"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => join("test/system", file))
    .sort((a, b) => lengthOf(b) - lengthOf(a) || a.localeCompare(b));

/**
 * How a file has its first cluster set up, as it says it. Another setting has hirte and three agents begin from nothing,
 * which costs four seconds of a processor.
 */
function settingOf(file: string): string {
  const words = readFileSync(join(project, file), "utf8");
  const found = /\buseCluster\(([^)]*)\)|\btell\("mosquitto"/.exec(words);
  return (found?.[1] ?? found?.[0] ?? "").replaceAll(/[{},\s]/g, "");
}
/** What another setting counts for when files are dealt out, in seconds. */
const settingLength = 10;

/**
 * The files, dealt out to labs that run beside each other: the next longest to who has least to do, a change of setting
 * included. In each hand those of one setting come after each other.
 */
function dealOut(files: readonly string[], labs: number): string[][] {
  const hands = Array.from({ length: labs }, () => new Map<string, string[]>());
  const lengthWith = (hand: (typeof hands)[number], more: string) => {
    const settings = new Set([...hand.keys(), settingOf(more)]);
    const lengths = [...hand.values(), [more]].flat().map(lengthOf);
    return lengths.reduce((a, b) => a + b, settings.size * settingLength);
  };
  for (const file of files) {
    const [least] = hands.toSorted((a, b) => lengthWith(a, file) - lengthWith(b, file));
    const setting = settingOf(file);
    least?.set(setting, [...(least.get(setting) ?? []), file]);
  }
  return hands.map((hand) => [...hand.values()].flat());
}

type Access = Extract<ReturnType<typeof labAccess>, { command: unknown }>;

/**
 * Three more than there are cores: more than half of their time goes by in waiting, and nearly all of one, which is an
 * outage from its begin to its end. Machines are booted once for all files of a lab.
 */
const labs = Math.min(5, availableParallelism() + 3);

async function runInLabs(access: Access): Promise<SuiteResult> {
  const startedMs = performance.now();
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const runIn = async (files: readonly string[]) => {
    if (files.length === 0 || children.isStopped) return;
    const { argv, counts } = mocha(files, "--timeout", "60000", "--slow", "10000");
    const { status, output } = await children.run(access.command("test", ...argv), {
      deadlineMs: 20 * 60_000,
    });
    process.stdout.write(`\n── system tests: ${files.map(nameOf).join(", ")}${output}`);
    add(sum, counts(status));
  };
  const hands = dealOut(systemFiles(), labs);
  await Promise.all(
    hands.map(async (files) => {
      const fromMs = performance.now();
      for (const file of files.filter((f) => apart.has(nameOf(f)))) await runIn([file]);
      await runIn(files.filter((f) => !apart.has(nameOf(f))));
      const tookS = Math.round((performance.now() - fromMs) / 1000);
      console.log(`\nthis lab took ${tookS} s: ${files.map(nameOf).join(", ")}`);
    }),
  );
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

  if (!wanted.system || "command" in access) await compileAll();

  const results: SuiteResult[] = [];
  if (runsAll || wanted.unit) {
    // Two halves of about the same length. The broker's hash passwords, and installing is done for real, which takes its time.
    const others = ["test/unit/!(broker|scripts)/**/*.test.ts", "test/unit/*.test.ts"];
    const half = ["test/unit/@(broker|scripts)/**/*.test.ts", "test/fuzz/*.test.ts"];
    results.push(await runHere("unit", others, half));
  }
  // Preparing the lab also brings dbus-daemon and, in its tree, mosquitto, which integration tests need.
  if (!has("dbus-daemon") || !has("mosquitto")) await prepared;
  if (runsAll || wanted.integration) {
    // Two halves of about the same length, neither of which takes more than one core, and what mostly waits for a UPS.
    const others = [
      "test/integration/!(broker|cli|hecate|nut)/**/*.test.ts",
      "test/contract/**/*.test.ts",
    ];
    const half = "test/integration/@(broker|cli)/**/*.test.ts";
    const waiting = "test/integration/@(hecate|nut)/**/*.test.ts";
    results.push(await runHere("integration", others, [half], [waiting]));
  }
  if (needsLab && !children.isStopped) {
    const lab = await openLab(access, prepared);
    results.push("why" in lab ? await skipSystem(lab.why) : await runInLabs(lab.access));
  }
  if (children.isStopped) {
    console.log("\ninterrupted");
    return;
  }
  summarize(results);
}

function summarize(results: readonly SuiteResult[]): void {
  const total = { passed: 0, failed: 0, skipped: 0 };
  if (failures.length > 0) console.log(`\n── failed\n  ${failures.join("\n  ")}`);
  console.log("");
  for (const { name, passed, failed, skipped, durationMs } of results) {
    console.log(
      `${name.padEnd(12)} ${sentence({ passed, failed, skipped })} (${(durationMs / 1000).toFixed(1)} s)`,
    );
    add(total, { passed, failed, skipped });
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
