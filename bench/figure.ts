import type { Cluster } from "../test/support/lab.ts";
import type { Comparison } from "./statistics.ts";

/** Units of what is measured. */
export type Unit = "ms" | "s" | "MiB" | "%" | "×" | "CPU s" | "cores" | "";

/** One line of the report. */
export interface Measurement {
  /** What was measured, in words. */
  readonly what: string;
  /** Absent: it could not be measured, and `note` says why. */
  readonly value?: number;
  readonly unit: Unit;
  /** The value is to be no more than this (docs/benchmarks.md). Absent: there is no budget. */
  readonly budget?: number;
  /** How it came about: both sides of a difference, number of samples. */
  readonly note?: string;
  /** It has no value because something broke, not because this machine cannot measure it. */
  readonly hasFailed?: boolean;
}

/** Takes each measurement when it is made, so that what was measured outlives what goes wrong later. */
export type Tell = (...measurements: Measurement[]) => void;

/** How figures are measured. */
export interface Context {
  /** Fewer samples, shorter looks, smaller numbers of nodes. */
  readonly isQuick: boolean;
  /** Tells what is going on to whoever waits. */
  readonly progress: (text: string) => void;
}

/** A figure: one thing this project promises about its speed or size. */
export type Figure = {
  readonly name: string;
  /** After the words "measures". */
  readonly summary: string;
} & (
  | { readonly place: "here"; measure(context: Context, tell: Tell): Promise<void> }
  /** On a cluster of real machines, which all such figures of a run share. */
  | { readonly place: "lab"; measure(context: Context, tell: Tell, lab: Cluster): Promise<void> }
);

/** Whether a budget was kept; undefined where there is none. */
export function isKept({ value, budget }: Measurement): boolean | undefined {
  return value === undefined || budget === undefined ? undefined : value <= budget;
}

/** Two lines of a comparison: how much more it is, at the 50th and at the 99th percentile. */
export function moreThan(
  what: string,
  sides: { readonly base: string; readonly ours: string },
  { base, ours, pairwise, more }: Comparison,
  budget: { readonly p50?: number; readonly p99?: number } = {},
): Measurement[] {
  return (["p50", "p99"] as const).map((p) => ({
    what: `${what}, ${p}`,
    value: more[p],
    unit: "ms",
    ...(budget[p] === undefined ? {} : { budget: budget[p] }),
    note: `${sides.ours} ${ms(ours[p])}, ${sides.base} ${ms(base[p])}, pairwise ${ms(pairwise[p])}; n = ${base.count}`,
  }));
}

/** Milliseconds for a note. */
export function ms(value: number): string {
  return value.toFixed(Math.abs(value) < 100 ? 2 : 0);
}
