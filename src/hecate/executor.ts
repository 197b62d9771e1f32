import type { CoordinatorEffect, FinishedRun, RunEvent } from "../power/model.ts";
import type { Plan } from "../power/plan-model.ts";
import type { PowerRun } from "../protocol/generated/schemas.ts";

/** An effect of the coordinator, by its kind. */
export type Order<Kind extends CoordinatorEffect["kind"]> = Extract<
  CoordinatorEffect,
  { readonly kind: Kind }
>;

/**
 * Carries runs out (run/run-executor.ts), or rehearses them (dry-run.ts). Each call begins what is ordered and returns at once; none throws. An order that
 * was given before changes nothing.
 */
export interface Executor {
  /** The run under way, or the last of this life. */
  readonly run: PowerRun | undefined;
  begin(order: Order<"begin-run">): void;
  widen(order: Order<"widen-run">): void;
  hold(order: Order<"hold-run">): void;
  goOn(order: Order<"continue-run">): void;
  startUp(order: Order<"start-up">): void;
  cancel(order: Order<"cancel-run">): void;
  powerOffSelf(order: Order<"power-off-self">): void;
}

/** Whom an executor tells. */
export interface ExecutorListener {
  /** Something of the run is different now. */
  readonly onRun: (run: PowerRun) => void;
  readonly onEvent: (run: number, event: RunEvent) => void;
  /** A run is over. Told before its `finished` event. */
  readonly onFinished: (run: FinishedRun) => void;
}

type RunHead = Omit<PowerRun, "stages" | "session" | "seq" | "at">;
/** A run without what only its publication adds. */
export type RunView = RunHead & Pick<PowerRun, "stages">;

/** Longest texts that a message takes. */
const maxText = 1024;

/** What is told of a run whose steps are all in one state. */
export function runView(head: RunHead, plan: Plan, state: "planned" | "would-do"): RunView {
  return {
    ...head,
    reason: head.reason.slice(0, maxText),
    stages: plan.stages.map(({ name, steps }) => ({
      name,
      steps: steps.map(({ id, text, action, estimateMs }) => ({
        id,
        text: text.slice(0, maxText),
        ...("node" in action ? { node: action.node } : {}),
        state,
        estimateS: estimateMs / 1000,
      })),
    })),
  };
}
