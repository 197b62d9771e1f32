import { setMaxListeners } from "node:events";
import type { Clock } from "../../core/clock.ts";
import type { PlannedStage, PlannedStep } from "../../power/plan-model.ts";
import type { StepEnd } from "./ports.ts";
import { type RunBook, RunEnded } from "./run-book.ts";
import type { StepRunner } from "./step-runner.ts";

/** How a stage is carried out. */
export interface StageOptions {
  readonly book: RunBook;
  readonly runner: StepRunner;
  readonly clock: Clock;
  /** Of the stage: whose turn it is. */
  readonly steps: readonly PlannedStep[];
  /** A step is begun though its journal cannot be written. */
  readonly goesOnWithoutDisk: boolean;
  /** Nobody waits for its steps any longer, and why; `isForTime`: as the battery does not last for it. */
  readonly hurry: {
    readonly signal: AbortSignal;
    readonly why: () => string;
    readonly isForTime: () => boolean;
  };
}

/**
 * Carries out the steps of a stage side by side, those that are not over yet. @returns their ends, in order.
 * @throws RunEnded
 */
export async function carryOutStage(
  { name }: PlannedStage,
  options: StageOptions,
): Promise<readonly StepEnd[]> {
  const { book, steps, hurry } = options;
  setMaxListeners(0, hurry.signal);
  const isWhole = steps.every(({ id }) => !book.endOf(id));
  book.stageBegins(name);
  const ends = await Promise.all(steps.map((step) => carryOutStep(step, options)));
  // All of it, so that nothing of it is under way when the next begins or the run is over.
  if (ends.includes(undefined)) throw new RunEnded();
  book.stageEnds(name, isWhole && !hurry.signal.aborted);
  return ends.filter((end) => end !== undefined);
}

async function carryOutStep(
  step: PlannedStep,
  { book, runner, clock, goesOnWithoutDisk, hurry }: StageOptions,
): Promise<StepEnd | undefined> {
  const known = book.endOf(step.id);
  if (known) return known;
  const signal = AbortSignal.any([book.signal, hurry.signal]);
  setMaxListeners(0, signal);
  const beganMs = clock.monotonicMs();
  let end: StepEnd;
  try {
    await book.mayBegin();
    const timeoutMs = book.leftOfMs(step);
    const isOnDisk = await book.stepStarts(step);
    end =
      isOnDisk || goesOnWithoutDisk
        ? await runner.carryOut(
            { ...step, timeoutMs },
            { signal, why: () => (book.signal.aborted ? "the run is over" : hurry.why()) },
          )
        : { outcome: "failed", detail: "its journal cannot be written: nothing was begun" };
  } catch (error) {
    if (error instanceof RunEnded) return undefined;
    throw error;
  }
  // What a successor is to look at again does not count as over.
  if (book.signal.aborted && end.outcome === "failed") return undefined;
  const isCutShort = hurry.signal.aborted && end.outcome === "failed";
  const isForTime = isCutShort && hurry.isForTime();
  // What is not wanted any more has not failed.
  if (isCutShort && !isForTime) end = { outcome: "skipped", detail: hurry.why() };
  await book.stepEnds(step, end, { tookMs: clock.monotonicMs() - beganMs, isForTime });
  return end;
}
