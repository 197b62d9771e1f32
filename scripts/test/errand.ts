import type { MochaOptions } from "mocha";

/** What lab-worker.ts is told to do: one file of tests, and how. */
export interface Errand
  extends Pick<
    MochaOptions,
    "reporter" | "reporterOptions" | "timeout" | "slow" | "color" | "failZero"
  > {
  readonly path: string;
  readonly grep?: string;
}

/** Begins the line that it writes after an errand; then comes how many tests have failed. */
export const endMark = "\0end ";
