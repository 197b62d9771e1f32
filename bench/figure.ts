import type { Cluster } from "../test/support/lab.ts";
import type { Access } from "./access.ts";
import type { Identities } from "./identities.ts";
import type { Comparison } from "./statistics.ts";

/** Units of what is measured. */
export type Unit = "ms" | "s" | "MiB" | "KiB" | "%" | "×" | "/s" | "CPU s" | "cores" | "";

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
  /** Who is who for every hirte of this run; made when somebody asks first. */
  readonly identities: () => Promise<Identities>;
}

/** Real machines, which speak TLS: a primary, and nodes that have joined. */
export interface BenchLab {
  readonly cluster: Cluster;
  /** The primary, for clients that measure. */
  readonly access: Access;
}

/** A figure: one thing this project promises about its speed or size. */
export type Figure = {
  readonly name: string;
  /** After the words "measures". */
  readonly summary: string;
} & (
  | { readonly place: "here"; measure(context: Context, tell: Tell): Promise<void> }
  /** On real machines, which all such figures of a run share. */
  | { readonly place: "lab"; measure(context: Context, tell: Tell, lab: BenchLab): Promise<void> }
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

/** A line of a comparison: how many times as long it takes, at the median. */
export function timesAs(
  what: string,
  sides: { readonly base: string; readonly ours: string },
  { base, ours, ratio }: Comparison,
  budget?: number,
): Measurement {
  const side = (name: string, { p50, p99 }: Comparison["base"]) =>
    `${name} ${ms(p50)} ms (p99 ${ms(p99)})`;
  return {
    what: `${what}, p50`,
    value: ratio,
    unit: "×",
    ...(budget === undefined ? {} : { budget }),
    note: `${side(sides.ours, ours)}, ${side(sides.base, base)}; n = ${base.count}`,
  };
}

/** Milliseconds for a note. */
export function ms(value: number): string {
  return value.toFixed(Math.abs(value) < 100 ? 2 : 0);
}
