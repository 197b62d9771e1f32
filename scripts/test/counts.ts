import { readFileSync } from "node:fs";

/** How tests ended. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Of one suite, and how long it took. */
export interface SuiteResult extends Counts {
  readonly name: string;
  readonly durationMs: number;
}

export const nothing: Counts = { passed: 0, failed: 0, skipped: 0 };

export function sumOf(all: readonly Counts[]): Counts {
  return all.reduce(
    (a, b) => ({
      passed: a.passed + b.passed,
      failed: a.failed + b.failed,
      skipped: a.skipped + b.skipped,
    }),
    nothing,
  );
}

/** `10 passed, 0 failed`, and what was skipped, if any was. */
export function sentence({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

export function isNothing({ passed, failed, skipped }: Counts): boolean {
  return passed + failed + skipped === 0;
}

/** As reporter.cjs writes them. */
interface Written extends Counts {
  readonly failures: readonly {
    readonly title: string;
    /** Below the project; absent: not of a file. */
    readonly file?: string;
    readonly reason: string;
  }[];
}

/** What failed in all suites, told at the end: until then it scrolls by. */
export class Failures {
  readonly lines: string[] = [];

  /**
   * What became of a run of mocha, by the file its reporter wrote, if it came so far.
   * @param what was run, for people
   */
  countsOf(file: string, what: string, status: number): Counts {
    try {
      // It is written by the reporter alone.
      const read = JSON.parse(readFileSync(file, "utf8")) as Written;
      for (const { title, file = what, reason } of read.failures)
        this.lines.push(`${title}\n    ${file}: ${reason}`);
      if (status === 0 || read.failed > 0) return read;
      // A failure that no test owns up to: an error after the last one, a signal.
      return { ...read, failed: this.notAtRest(what, status).failed };
    } catch {
      this.lines.push(`${what}: not run to the end, exit status ${status}`);
      return { ...nothing, failed: 1 };
    }
  }

  /** What comes of a process that did not end well, though all of its tests did. */
  notAtRest(what: string, status: number): Counts {
    this.lines.push(`after the last test of ${what}: exit status ${status}`);
    return { ...nothing, failed: 1 };
  }
}
