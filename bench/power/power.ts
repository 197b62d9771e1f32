import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { describeMachine } from "../machine.ts";
import { mutations } from "./mutations.ts";
import { asMarkdown, asTable, type PowerReport, verdictOf } from "./report.ts";
import { type Job, keyOf, type Tallies } from "./simulate.ts";
import { sum } from "./tally.ts";

const usage = `Usage: npm run bench:power [-- OPTIONS]

Lets hecate, and models of what people use today, decide in the same simulated outages, and counts what became of
it. Pure computing on a clock that is not there: the same numbers give the same result on every machine.

  --stories N    outages within the declared bounds, and as many beyond them (default 3000); of the former a tenth for the
                 frontier, and a fiftieth for each rule that is broken
  --seed N       the first of their seeds (default 1000000: none that anything was tuned on)
  --only PARTS   entrants, frontier, mutations, separated by commas; what the frontier is held against are the entrants
  --json         print JSON
  --markdown     print it as it stands in docs/benchmarks.md
  --help         print this

Exit status: 0 every promise is kept, 1 one is broken, 2 wrong usage.
`;

/** So many stories at a time go to a process. */
const batch = 20;
const parts = ["entrants", "frontier", "mutations"] as const;

process.exitCode = await main();

async function main(): Promise<number> {
  let values: ReturnType<typeof parse>;
  try {
    values = parse();
  } catch (error) {
    process.stderr.write(
      `bench:power: ${error instanceof Error ? error.message : error}\n${usage}`,
    );
    return 2;
  }
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const stories = Number(values.stories ?? 3000);
  const seed = Number(values.seed ?? 1_000_000);
  const wanted: readonly string[] = values.only?.split(",") ?? parts;
  const known: readonly string[] = parts;
  const unknown = wanted.find((part) => !known.includes(part));
  if (!(stories > 0 && Number.isSafeInteger(stories) && Number.isSafeInteger(seed)) || unknown) {
    process.stderr.write(
      `bench:power: ${unknown ? `no part "${unknown}"` : "bad number"}\n${usage}`,
    );
    return 2;
  }
  const startedMs = performance.now();
  const isWanted = (part: Job["part"]) =>
    wanted.includes(part) || (part === "entrants" && wanted.includes("frontier"));
  const jobs = parts.filter(isWanted).flatMap((part) => jobsOf(part, { seed, stories }));
  const report: PowerReport = {
    date: new Date().toISOString().slice(0, 10),
    machine: describeMachine(),
    seed,
    parts: await workOff(jobs),
    durationS: 0,
  };
  const whole = { ...report, durationS: (performance.now() - startedMs) / 1000 };
  const print = values.json ? JSON.stringify : values.markdown ? asMarkdown : asTable;
  process.stdout.write(`${print(whole)}\n`);
  return verdictOf(whole).isKept ? 0 : 1;
}

function parse() {
  return parseArgs({
    options: {
      stories: { type: "string" },
      seed: { type: "string" },
      only: { type: "string" },
      json: { type: "boolean" },
      markdown: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  }).values;
}

function jobsOf(
  part: Job["part"],
  { seed, stories }: { readonly seed: number; readonly stories: number },
): Job[] {
  if (part === "mutations")
    return mutations.flatMap((_, index) =>
      seedsOf(seed, Math.ceil(stories / 50)).map((seeds) => ({ part, index, ...seeds })),
    );
  return (["declared", "beyond"] as const).flatMap((bounds) => {
    const isShown = part === "frontier" && bounds === "declared";
    const each = isShown ? Math.ceil(stories / 10) : stories;
    return seedsOf(seed, each).map((seeds) => ({ part, bounds, ...seeds }));
  });
}

function seedsOf(seed: number, stories: number): { readonly from: number; readonly to: number }[] {
  const jobs = [];
  for (let at = 0; at < stories; at += batch)
    jobs.push({ from: seed + at, to: seed + Math.min(stories, at + batch) });
  return jobs;
}

/** A process for each core, each given the next job when it has done one. */
async function workOff(jobs: readonly Job[]): Promise<PowerReport["parts"]> {
  // In the order in which they are begun, whichever is done first.
  const results: Record<string, Record<string, Tallies[string]>> = {};
  for (const job of jobs) results[keyOf(job)] ??= {};
  const waiting = [...jobs];
  let done = 0;
  const workers = Array.from({ length: availableParallelism() }, async () => {
    const child = fork(join(import.meta.dirname, "simulate.ts"), {
      // So much is forgotten so soon that it is to be swept up seldom.
      execArgv: ["--max-semi-space-size=64", "--import", "tsx"],
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const tallies = await answerOf(child, job);
      const key = keyOf(job);
      results[key] ??= {};
      for (const [name, tally] of Object.entries(tallies)) {
        const before = results[key][name];
        results[key][name] = before ? sum(before, tally) : tally;
      }
      done++;
      if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${jobs.length} `);
    }
    child.disconnect();
  });
  await Promise.all(workers);
  if (process.stderr.isTTY) process.stderr.write("\r");
  return results;
}

async function answerOf(child: ChildProcess, job: Job): Promise<Tallies> {
  const dead = new AbortController();
  const died = once(child, "exit", { signal: dead.signal }).then(([code]) => {
    throw new Error(`a simulating process ended with ${code}`);
  });
  // When it is aborted nobody asks for it any more.
  died.catch(() => undefined);
  const answer = once(child, "message", { signal: dead.signal });
  answer.catch(() => undefined);
  child.send(job);
  try {
    const [tallies] = await Promise.race([answer, died]);
    // simulate.ts sends nothing else.
    return tallies as Tallies;
  } finally {
    dead.abort();
  }
}
