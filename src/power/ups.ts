import type { AlarmEffect, LocalCure } from "./model.ts";
import type { UpsMemory } from "./ups-memory.ts";
import type { UpsContext, UpsEvent, UpsJudgement } from "./ups-model.ts";

export { newUps, restoredUps, type UpsMemory } from "./ups-memory.ts";
export type { Sibling, UpsContext, UpsEvent, UpsJudgement } from "./ups-model.ts";

/** What an event makes of a UPS. */
export interface UpsStepped {
  readonly memory: UpsMemory;
  readonly judgement: UpsJudgement;
  readonly cures: readonly LocalCure[];
  readonly alarms: readonly AlarmEffect[];
}

/**
 * What is thought of a UPS after an event; the first row of the verdict table that matches. Pure: the same memory,
 * event and context give the same, and the memory may go through JSON between any two events.
 */
export function stepUps(memory: UpsMemory, event: UpsEvent, context: UpsContext): UpsStepped {
  throw new Error(`${context.ups}: ${event.kind} at row ${memory.row}`);
}
