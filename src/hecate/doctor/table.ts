import { checksOfCluster } from "./checks-cluster.ts";
import { checksHere } from "./checks-here.ts";
import { checksOfNodes } from "./checks-nodes.ts";
import { checksOfUpses } from "./checks-ups.ts";
import type { Check, Facts, Finding, Level } from "./model.ts";

/** Everything that is checked, in the order in which it is told. */
export const doctorTable: readonly Check[] = [
  ...checksHere,
  ...checksOfUpses,
  ...checksOfCluster,
  ...checksOfNodes,
];

/** A finding, and of which check it is. */
export type Diagnosis = Finding & { readonly check: string };

/** What the checks find. Nothing is asked of anybody here. */
export function diagnose(facts: Facts): readonly Diagnosis[] {
  return doctorTable.flatMap(({ name, of }) => of(facts).map((each) => ({ check: name, ...each })));
}

/** The worst there is. */
export function worstOf(diagnoses: readonly Diagnosis[]): Level {
  const levels: readonly Level[] = ["failed", "warning", "note"];
  return levels.find((level) => diagnoses.some((each) => each.level === level)) ?? "ok";
}
