import type { FinishedRun } from "../../power/model.ts";
import { type RunBook, RunEnded } from "./run-book.ts";
import { carryOutStage } from "./stage.ts";
import { type RunWorld, StepRunner } from "./step-runner.ts";

/** Nothing hurries a startup. */
const never = new AbortController().signal;

/**
 * Carries a startup out, stage by stage; a step that fails ends it, unless it says that it may. @returns how it ended;
 * undefined: it was ended from outside
 */
export async function carryOutStartup(
  book: RunBook,
  world: RunWorld,
): Promise<FinishedRun["outcome"] | undefined> {
  const runner = new StepRunner(world, book);
  const hurry = { signal: never, why: () => "", isForTime: () => false };
  try {
    for (const stage of book.plan.stages) {
      const { steps } = stage;
      const ends = await carryOutStage(stage, {
        ...{ book, runner, clock: world.clock, steps, goesOnWithoutDisk: false, hurry },
      });
      const isBroken = steps.some(
        ({ onFailure }, index) => onFailure === "abort" && ends[index]?.outcome === "failed",
      );
      if (isBroken) return "failed";
    }
    return "done";
  } catch (error) {
    if (error instanceof RunEnded) return undefined;
    throw error;
  }
}
