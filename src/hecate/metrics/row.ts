import type { StatusAnswer } from "../socket-protocol.ts";

/** A series of a metric: its labels, and its value. */
export type Series = readonly [labels: Readonly<Record<string, string>>, value: number];

/** A metric of hecate: what it is, and where its values come from. */
export interface HecateMetricRow {
  /** One sentence, as it stands in the HELP line and in docs/hecate.md. */
  readonly help: string;
  readonly labels: readonly string[];
  readonly type?: "counter";
  /** What is not known has no series: absent is never 0. */
  readonly series: (facts: MetricFacts) => readonly Series[];
}

/** What metrics are made of. */
export interface MetricFacts {
  readonly status: Omit<StatusAnswer, "ok">;
  readonly nodeVersion: string;
  readonly process: {
    readonly cpuSeconds: number;
    readonly residentBytes: number;
    readonly startedAtSeconds: number;
  };
}

/** 0 or 1. */
export function flag(is: boolean): number {
  return is ? 1 : 0;
}

/** A series for each word, 1 for the one that holds. */
export function oneOf(
  label: string,
  words: readonly string[],
  holds: string,
  labels: Readonly<Record<string, string>> = {},
): readonly Series[] {
  return words.map((word) => [{ ...labels, [label]: word }, flag(word === holds)]);
}

/** The one series, where there is a value. */
export function one(
  value: number | undefined,
  labels: Readonly<Record<string, string>> = {},
): readonly Series[] {
  return value === undefined || !Number.isFinite(value) ? [] : [[labels, value]];
}
