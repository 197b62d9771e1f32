import type { Problem } from "../src/protocol/generated/schemas.ts";
import { afterOf, type Outcome, outcomeOf } from "./outcome.ts";
import type { Evidence } from "./ports.ts";

/** Why a command is to be stopped. */
export type RunStop = {
  readonly cause: "timeout" | "canceled";
  readonly why: string;
};

/**
 * A command that is run.
 *
 * - `calling`: the call that makes the unit leaves, or waits to.
 * - `unsure`: it left and will not be answered; whether there is a unit is looked for.
 * - `running`: systemd has made the unit. `startWord`: how the job that starts it ended.
 */
export type RunState =
  | { readonly at: "calling"; readonly stop?: RunStop }
  | { readonly at: "unsure"; readonly detail: string; readonly stop?: RunStop }
  | { readonly at: "running"; readonly startWord?: string; readonly stop?: RunStop }
  | { readonly at: "ended" };

/** What happens to it. */
export type RunInput =
  | { readonly kind: "answered" }
  | { readonly kind: "not-sent"; readonly detail: string }
  | { readonly kind: "refused"; readonly problem: Problem }
  | { readonly kind: "unanswered"; readonly detail: string }
  /** The job that starts the unit has ended with this word. */
  | { readonly kind: "started"; readonly word: string }
  /** What the unit does; undefined: there is none of this id any more, or nobody can tell. */
  | { readonly kind: "seen"; readonly evidence: Evidence | undefined }
  /** `hasLeft`: the call is on its way to systemd, or was. */
  | { readonly kind: "stop"; readonly stop: RunStop; readonly hasLeft: boolean }
  /** It was told to stop and took too long. */
  | { readonly kind: "stop-overdue" };

/** What is to be done about it. */
export type RunEffect =
  | { readonly kind: "look" }
  | { readonly kind: "stop-unit" }
  | { readonly kind: "finish"; readonly outcome: Outcome };

interface Step {
  readonly state: RunState;
  readonly effects: readonly RunEffect[];
}

const moving: ReadonlySet<string> = new Set([
  "activating",
  "deactivating",
  "reloading",
  "refreshing",
]);

/** A command in one step; `wait`: until it has ended, not only until it was started. */
export function stepRun(state: RunState, input: RunInput, wait: boolean): Step {
  if (state.at === "ended") return { state, effects: [] };
  switch (input.kind) {
    case "answered":
      return {
        state: { at: "running", ...(state.stop ? { stop: state.stop } : {}) },
        effects: [{ kind: state.stop ? "stop-unit" : "look" }],
      };
    case "not-sent":
      return end({
        result: state.stop?.cause === "canceled" ? "canceled" : "expired",
        detail: input.detail,
      });
    case "refused":
      return end({ result: "failed", problem: input.problem });
    case "unanswered":
      return {
        state: { ...stopOf(state), at: "unsure", detail: input.detail },
        effects: [{ kind: "look" }],
      };
    case "started":
      if (state.at !== "running" || state.startWord !== undefined) return { state, effects: [] };
      return { state: { ...state, startWord: input.word }, effects: [{ kind: "look" }] };
    case "seen":
      return onSeen(state, input.evidence, wait);
    case "stop":
      if (state.stop) return { state, effects: [] };
      if (state.at === "calling" && !input.hasLeft) {
        const { cause } = input.stop;
        return end({
          result: cause === "timeout" ? "expired" : cause,
          detail: "it was not begun",
        });
      }
      return {
        state: { ...state, stop: input.stop },
        // Of a unit that systemd has not confirmed yet it is told when it has.
        effects: state.at === "running" ? [{ kind: "stop-unit" }] : [],
      };
    case "stop-overdue": {
      if (!state.stop) return { state, effects: [] };
      const { cause, why } = state.stop;
      const detail = `${why}: its unit has not stopped yet`;
      return end({ result: cause, detail });
    }
  }
}

function onSeen(state: RunState, evidence: Evidence | undefined, wait: boolean): Step {
  switch (state.at) {
    case "calling":
    case "ended":
      return { state, effects: [] };
    case "unsure":
      // Not there proves nothing: it may have ended, or the call may still lie in systemd's socket.
      if (!evidence) return end({ result: "lost", detail: state.detail });
      return {
        state: { at: "running", startWord: "done", ...stopOf(state) },
        effects: [{ kind: state.stop ? "stop-unit" : "look" }],
      };
    case "running":
      return onRunning(state, evidence, wait);
  }
}

function onRunning(
  state: Extract<RunState, { at: "running" }>,
  evidence: Evidence | undefined,
  wait: boolean,
): Step {
  const { startWord, stop } = state;
  if (!evidence) {
    // Before the job has ended the unit is there; systemd alone was not.
    if (startWord === undefined) return stay(state);
    if (stop) return end({ result: stop.cause, detail: `${stop.why}: its unit is gone` });
    const detail = "its unit is gone, and systemd does not say how it ended";
    return end({ result: "lost", detail });
  }
  const hasBegun = startWord !== undefined;
  if (stop) {
    if (!isOver(evidence) || (!hasBegun && evidence.active !== "failed")) return stay(state);
    return end({
      result: stop.cause,
      detail: `${stop.why}: its unit was stopped`,
      after: afterOf(evidence),
    });
  }
  if (startWord === "failed" && wasNotExecuted(evidence)) {
    const { exitCode } = evidence;
    const message = `the command could not be executed (status ${exitCode} of systemd.exec(5)): is there such a program, user and directory on the node?`;
    return end({
      result: "failed",
      problem: { code: "not-executed", message },
      after: afterOf(evidence),
    });
  }
  if (hasBegun && (!wait || startWord !== "done")) {
    return end(outcomeOf(startWord, evidence, { verb: "start", settleMs: 0 }));
  }
  if (!wait || !isOver(evidence)) return stay(state);
  // Before its job has begun, a unit is inactive as one that has ended.
  if (evidence.active === "inactive" && !hasBegun) return stay(state);
  return end(endOf(evidence));
}

/** Whether the command has ended. RemainAfterExit= keeps what it came to readable. */
function isOver({ active, sub }: Evidence): boolean {
  return active === "active" ? sub === "exited" : !moving.has(active);
}

/** Exit statuses of systemd's own, for what it does before it executes a program (systemd.exec(5)). */
function wasNotExecuted({ exitCode = 0 }: Evidence): boolean {
  return exitCode >= 200 && exitCode <= 245;
}

/** What a command that ended by itself came to. */
function endOf(evidence: Evidence): Outcome {
  const { exitCode, result = "success" } = evidence;
  const after = afterOf(evidence);
  // RuntimeMaxSec=: systemd itself has ended it.
  if (result === "timeout") return { result: "timeout", after };
  const isGood = exitCode === 0 && result === "success";
  return { result: isGood ? "done" : "failed", after };
}

function stopOf({ stop }: Exclude<RunState, { at: "ended" }>): { readonly stop?: RunStop } {
  return stop ? { stop } : {};
}

function stay(state: RunState): Step {
  return { state, effects: [] };
}

function end(outcome: Outcome): Step {
  return { state: { at: "ended" }, effects: [{ kind: "finish", outcome }] };
}
