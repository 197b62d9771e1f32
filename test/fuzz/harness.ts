import { randomInt } from "node:crypto";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { Watchdog } from "./watchdog.ts";

/** Least number of cases in all where HIRTE_FUZZ_RUNS says nothing else. */
export const leastCases = 100_000;

/** What a target is made of, besides its property. */
export interface TargetOptions {
  /** Its share of the cases: how many there are where nothing else is said. */
  readonly cases: number;
  /** How many of them the property tries with each value it is given. Default 1. */
  readonly each?: number;
  /** Memory after the second half of the cases is compared with that after the first. */
  readonly mustNotGrow?: boolean;
}

/** A case that takes longer than this hangs. */
const hangMs = 20_000;
/** Compiled code and caches of the engine come and go by that much. */
const noiseBytes = 2 * 1024 * 1024;
/** Of a failure's report. */
const longestReport = 4000;

/** The seed of all targets: the same cases come of it again. */
export const seed = Number(process.env["HIRTE_FUZZ_SEED"] ?? randomInt(2 ** 31));
/** Cases that are wanted in all, in place of the shares. */
const wanted = Number(process.env["HIRTE_FUZZ_RUNS"] ?? Number.NaN);

let planned = 0;
let targets = 0;
let finished = 0;
let done = 0;

/** How far the targets have come that were registered. */
export function progress(): { readonly isComplete: boolean; readonly cases: number } {
  return { isComplete: finished === targets, cases: done };
}

/**
 * A test that tries a property on many cases, counts them, and shows the smallest one that fails. What a case
 * may throw is for the property to say: whatever else is thrown fails it.
 */
export function fuzz<T>(
  { cases, each = 1, mustNotGrow = false }: TargetOptions,
  property: fc.IRawProperty<T>,
): (this: Mocha.Context) => Promise<void> {
  planned += cases;
  targets++;
  return async function () {
    // A case that hangs is the watchdog's.
    this.timeout(0);
    const factor = Number.isNaN(wanted) ? 1 : wanted / planned;
    const halfRuns = Math.max(1, Math.ceil((cases * factor) / each / 2));
    const name = this.test?.title ?? "a target";
    const dog = new Watchdog({ limitMs: hangMs, name: `${name} (HIRTE_FUZZ_SEED=${seed})` });
    const guarded = fed(property, dog);
    try {
      done += each * (await tryOut(guarded, halfRuns, seed));
      const before = mustNotGrow ? memoryInUse() : 0;
      done += each * (await tryOut(guarded, halfRuns, seed + 1));
      const grown = mustNotGrow ? memoryInUse() - before : 0;
      if (grown > noiseBytes) {
        throw new Error(`${grown} bytes more are held after the second ${halfRuns} cases`);
      }
      finished++;
    } finally {
      await dog.stop();
    }
  };
}

/** @returns how many values were tried */
async function tryOut<T>(
  property: fc.IRawProperty<T>,
  runs: number,
  from: number,
): Promise<number> {
  const details = await fc.check(property, { numRuns: runs, seed: from });
  if (!details.failed) return details.numRuns - details.numSkips;
  const report = (await fc.asyncDefaultReportMessage(details)) ?? "no report";
  const short = report.length > longestReport ? `${report.slice(0, longestReport)} …` : report;
  throw new Error(`HIRTE_FUZZ_SEED=${seed} brings it again: ${short}`, {
    cause: details.errorInstance,
  });
}

/** The property, which tells the watchdog of each case. */
function fed<T>(property: fc.IRawProperty<T>, dog: Watchdog): fc.IRawProperty<T> {
  return {
    isAsync: () => property.isAsync(),
    generate: (random, runId) => property.generate(random, runId),
    shrink: (value) => property.shrink(value),
    runBeforeEach: () => property.runBeforeEach(),
    runAfterEach: () => property.runAfterEach(),
    run: (value) => {
      dog.feed();
      return property.run(value);
    },
  } as fc.IRawProperty<T>;
}

/** Bytes held once everything that is held by nobody was collected. */
function memoryInUse(): number {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") for (let i = 0; i < 2; i++) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
