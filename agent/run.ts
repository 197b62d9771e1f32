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
 * - `running`: systemd has made the unit. `start`: the job that starts it is over, with this word; without
 *   one nobody knows how it ended.
 */
export type RunState =
  | { readonly at: "calling"; readonly stop?: RunStop }
  | { readonly at: "unsure"; readonly detail: string; readonly stop?: RunStop }
  | Running
  | { readonly at: "ended" };

interface Running {
  readonly at: "running";
  readonly start?: { readonly word?: string };
  readonly stop?: RunStop;
}

/** What happens to it. */
export type RunInput =
  | { readonly kind: "answered" }
  | { readonly kind: "not-sent"; readonly detail: string }
  | { readonly kind: "refused"; readonly problem: Problem }
  | { readonly kind: "unanswered"; readonly detail: string }
  /** The job that starts the unit has ended with this word; undefined: it is over, and nobody knows how. */
  | { readonly kind: "started"; readonly word: string | undefined }
  /** What the unit does; undefined: there is none of this id any more, or nobody can tell. */
  | { readonly kind: "seen"; readonly evidence: Evidence | undefined }
  /** `hasLeft`: the call is on its way to systemd, or was. */
  | { readonly kind: "stop"; readonly stop: RunStop; readonly hasLeft: boolean }
  /** It was told to stop and took too long. */
  | { readonly kind: "stop-overdue" };

/** What is to be done about it. */
export type RunEffect =
  | { readonly kind: "look" }
  /** Nothing was ever said of the job that starts the unit: it is to be looked for. */
  | { readonly kind: "find-start" }
  | { readonly kind: "stop-unit" }
  /** It is to have stopped within some time. */
  | { readonly kind: "limit-stop" }
  | { readonly kind: "finish"; readonly outcome: Outcome };

interface Step {
  readonly state: RunState;
  readonly effects: readonly RunEffect[];
}

const stopping: readonly RunEffect[] = [{ kind: "stop-unit" }, { kind: "limit-stop" }];

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
        state: { at: "running", ...stopOf(state) },
        effects: state.stop ? stopping : [{ kind: "look" }],
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
      return onStarted(state, input.word);
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
        effects: state.at === "running" ? stopping : [{ kind: "limit-stop" }],
      };
    case "stop-overdue": {
      // An answer that is still due comes, or its deadline.
      if (!state.stop || state.at === "calling") return { state, effects: [] };
      const { cause, why } = state.stop;
      if (state.at === "unsure") return end({ result: "lost", detail: state.detail });
      return end({ result: cause, detail: `${why}: its unit has not stopped yet` });
    }
  }
}

function onStarted(state: RunState, word: string | undefined): Step {
  if (state.at !== "running" || state.start) return stay(state);
  // What the unit came to can be read, whether there is a word or none.
  const start = word === undefined ? {} : { word };
  return { state: { ...state, start }, effects: [{ kind: "look" }] };
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
        state: { at: "running", ...stopOf(state) },
        effects: [{ kind: "find-start" }, ...(state.stop ? stopping : [{ kind: "look" } as const])],
      };
    case "running":
      if (!evidence) return onGone(state, wait);
      return wait ? onWaitedFor(state, evidence) : onStartedOnly(state, evidence);
  }
}

function onGone(state: Running, wait: boolean): Step {
  const { start, stop } = state;
  // Before the job has ended the unit is there; systemd alone was not.
  if (!start) return stay(state);
  if (stop) return end({ result: stop.cause, detail: `${stop.why}: its unit is gone` });
  if (!wait && start.word !== undefined) return end(outcomeOf(start.word, undefined, starting));
  const detail = "its unit is gone, and systemd does not say how it ended";
  return end({ result: "lost", detail });
}

const starting = { verb: "start", settleMs: 0 } as const;

/** A unit whose start is all that is waited for. */
function onStartedOnly(state: Running, evidence: Evidence): Step {
  const { start, stop } = state;
  if (stop) return onStopping(state, evidence);
  if (!start) return stay(state);
  const { word } = start;
  const { wasActive, serviceType } = evidence;
  if (word === undefined) {
    // Only of Type=exec it is to be seen whether it was started.
    return wasActive && serviceType === "exec"
      ? end(outcomeOf("done", evidence, starting))
      : endUnheard(evidence);
  }
  const wasExecuted = wasActive !== false || serviceType !== "exec";
  if (word === "failed" && !wasExecuted) return notExecuted(evidence);
  return end(outcomeOf(word, evidence, starting));
}

/**
 * A command, which is of Type=exec: its unit is active from when the program was executed. So what its exit
 * status says is the program's own word when the unit was active, and systemd's otherwise.
 */
function onWaitedFor(state: Running, evidence: Evidence): Step {
  const { start, stop } = state;
  // RemainAfterExit= keeps what it came to readable. It ended by itself, whoever was about to stop it.
  if (evidence.active === "active" && evidence.sub === "exited") return end(endOf(evidence));
  if (stop) return onStopping(state, evidence);
  // Before its job has begun, a unit is inactive as one that has ended.
  if (!isOver(evidence) || (!start && evidence.active === "inactive")) return stay(state);
  if (evidence.wasActive !== false) return end(endOf(evidence));
  if (!start) return stay(state);
  // What has failed before it was active needs no word to say that it was not executed.
  const { word = evidence.active === "failed" ? "failed" : undefined } = start;
  if (word === undefined) return endUnheard(evidence);
  return word === "done" || word === "failed"
    ? notExecuted(evidence)
    : end(outcomeOf(word, evidence, starting));
}

/** Nobody knows how the start ended, and the unit does not show it. */
function endUnheard(evidence: Evidence): Step {
  const detail = "nobody knows how its start ended";
  return end({ result: "lost", detail, after: afterOf(evidence) });
}

function onStopping(state: Running, evidence: Evidence): Step {
  const { start, stop } = state;
  const hasBegun = start !== undefined || evidence.active === "failed";
  if (!stop || !isOver(evidence) || !hasBegun) return stay(state);
  const { cause, why } = stop;
  return end({ result: cause, detail: `${why}: its unit was stopped`, after: afterOf(evidence) });
}

function isOver({ active }: Evidence): boolean {
  return active !== "active" && !moving.has(active);
}

/** Exit statuses of systemd for what it does before it executes a program (systemd.exec(5)). */
const execErrors: Readonly<Record<number, string>> = {
  200: "its working directory cannot be entered",
  203: "there is no such program, or it cannot be executed",
  209: "its output cannot be opened",
  216: "there is no such group",
  217: "there is no such user",
  226: "its namespace cannot be made",
};

function notExecuted(evidence: Evidence): Step {
  const { exitCode, result } = evidence;
  const status = exitCode === undefined ? (result ?? "failed") : `status ${exitCode}`;
  const why = exitCode === undefined ? undefined : execErrors[exitCode];
  const message = `the command was not executed: ${why === undefined ? "" : `${why} `}(${status} of systemd)`;
  const { exitCode: _, ...after } = afterOf(evidence);
  return end({ result: "failed", problem: { code: "not-executed", message }, after });
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
