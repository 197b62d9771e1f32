import type { Problem } from "../src/protocol/generated/schemas.ts";
import {
  afterOf,
  hadHeld,
  hasFailed,
  mustSettle,
  type Outcome,
  type OutcomePolicy,
  outcomeOf,
} from "./outcome.ts";
import type { Evidence, QueuedJob } from "./ports.ts";

/** Why a job is let go of before it ended: its end-by time, or somebody's wish. */
export type StopCause = "timeout" | "canceled";

/**
 * The life of one job on this node.
 *
 * - `calling`: the call is with systemd. Left by its answer; `stop` is what is wanted once it came.
 * - `running`: systemd has the job. Left by JobRemoved.
 * - `cancelling`: systemd was asked to cancel it. Left by JobRemoved, or when that takes too long.
 * - `detaching`: this caller lets go and the systemd job goes on. Left by what the unit is doing;
 *   JobRemoved that comes first still counts.
 * - `looking`: the bus, systemd or the agent was away: JobRemoved may have been missed. Left by
 *   what systemd or its journal says of the job.
 * - `unsure`: nobody can say any more. Left by what the unit is doing now; ends as `lost`.
 * - `ended`: JobRemoved came. Left by what the unit is doing now.
 * - `settling`: done, but Type=simple must hold for a while.
 * - `finished`: for ever.
 */
export type JobState =
  | { readonly at: "calling"; readonly stop?: StopCause }
  | { readonly at: "running"; readonly job: QueuedJob }
  | { readonly at: "cancelling"; readonly job: QueuedJob; readonly cause: StopCause }
  | {
      readonly at: "detaching";
      readonly job: QueuedJob;
      readonly cause: StopCause;
      readonly detail: string;
    }
  | { readonly at: "looking"; readonly job: QueuedJob; readonly stop?: StopCause }
  | { readonly at: "unsure"; readonly detail: string }
  | { readonly at: "ended"; readonly word: string; readonly stop?: StopCause }
  | { readonly at: "settling" }
  | { readonly at: "finished" };

/** What happens to a job. */
export type JobInput =
  /** systemd's answer to the call. */
  | { readonly kind: "queued"; readonly job: QueuedJob }
  /** systemd's answer to the call: nothing was queued. */
  | { readonly kind: "refused"; readonly problem: Problem }
  /** The call did not leave for systemd, and never will. */
  | { readonly kind: "not-sent"; readonly detail: string }
  /** The call was not answered, and never will be. */
  | { readonly kind: "unanswered"; readonly detail: string }
  /** JobRemoved, by signal or from the journal, with systemd's word. */
  | { readonly kind: "removed"; readonly word: string }
  /**
   * isOurs: queued by this agent, and no other caller of it is left. hasLeft: the call is on its way
   * to systemd; if it is not, it will not leave after this.
   */
  | {
      readonly kind: "stop";
      readonly cause: StopCause;
      readonly hasLeft: boolean;
      readonly isOurs: boolean;
      readonly isBusThere: boolean;
    }
  /** What `stop` set in motion has taken too long. */
  | { readonly kind: "stop-overdue"; readonly isBusThere: boolean }
  | { readonly kind: "bus-back" }
  /** The outcomes of looking, apart from `removed`. */
  | { readonly kind: "found" }
  | { readonly kind: "not-found" }
  | { readonly kind: "bus-stays-away" }
  /** What the unit does now; absent: it could not be read. */
  | { readonly kind: "evidence"; readonly evidence?: Evidence }
  /** The time to hold is over, or cut short because the unit was seen to fail. */
  | { readonly kind: "settled"; readonly wasSeenToFail: boolean; readonly evidence?: Evidence };

/** What is to be done about it, in order. */
export type JobEffect =
  /** Write it into the ledger; report `running`, unless it ends right away. */
  | { readonly kind: "record-running"; readonly job: QueuedJob }
  | { readonly kind: "read-evidence" }
  /** Hear all that systemd has said until now, for JobRemoved may be among it; then read the evidence. */
  | { readonly kind: "hear-out"; readonly jobId: number }
  | { readonly kind: "cancel-in-systemd"; readonly jobId: number }
  /** Say `stop-overdue` when the wish to stop has not been met in time. */
  | { readonly kind: "limit-stop" }
  /** The wish to stop came too early to be carried out: say `stop` again. */
  | { readonly kind: "stop-now"; readonly cause: StopCause }
  | { readonly kind: "look"; readonly jobId: number }
  | { readonly kind: "settle" }
  | { readonly kind: "finish"; readonly outcome: Outcome };

/** A step's result; `state` is the same object when the input means nothing any more. */
export interface JobStep {
  readonly state: JobState;
  readonly effects: readonly JobEffect[];
}

/** What becomes of a job. An input that its state does not name came late or twice, and means nothing. */
export function stepJob(state: JobState, input: JobInput, policy: OutcomePolicy): JobStep {
  switch (state.at) {
    case "calling":
      return calling(state, input);
    case "running":
      return running(state, input);
    case "cancelling":
      return cancelling(state, input);
    case "detaching":
      return detaching(state, input);
    case "looking":
      return looking(state, input);
    case "unsure":
      return unsure(state, input);
    case "ended":
      return ended(state, input, policy);
    case "settling":
      return settling(state, input, policy);
    case "finished":
      return stay(state);
  }
}

type At<A extends JobState["at"]> = Extract<JobState, { at: A }>;

function calling(state: At<"calling">, input: JobInput): JobStep {
  switch (input.kind) {
    case "queued":
      return to(
        { at: "running", job: input.job },
        { kind: "record-running", job: input.job },
        ...(state.stop ? [{ kind: "stop-now", cause: state.stop } as const] : []),
      );
    case "refused":
      return finish({ result: "failed", problem: input.problem });
    case "not-sent":
      return finish({ result: "expired", detail: input.detail });
    case "unanswered":
      return to({ at: "unsure", detail: input.detail }, { kind: "read-evidence" });
    case "stop":
      if (!input.hasLeft) return finish(notBegun(input.cause));
      // There is no job to cancel before the answer; the first cause counts.
      return state.stop
        ? stay(state)
        : to({ at: "calling", stop: input.cause }, { kind: "limit-stop" });
    case "stop-overdue":
      return lost("systemd did not answer whether it queued the job");
    default:
      return stay(state);
  }
}

/** What must have ended by now is not begun; nor is what nobody wants any more. */
function notBegun(cause: StopCause): Outcome {
  return {
    result: cause === "timeout" ? "expired" : cause,
    detail: "it was not begun",
  };
}

function running(state: At<"running">, input: JobInput): JobStep {
  const { job } = state;
  switch (input.kind) {
    case "removed":
      return to({ at: "ended", word: input.word }, { kind: "read-evidence" });
    case "stop":
      return stop(job, input);
    case "bus-back":
      return to({ at: "looking", job }, { kind: "look", jobId: job.jobId });
    default:
      return stay(state);
  }
}

function stop(job: QueuedJob, wish: Extract<JobInput, { kind: "stop" }>): JobStep {
  const { cause } = wish;
  if (!wish.isBusThere) {
    return to(
      { at: "looking", job, stop: cause },
      { kind: "look", jobId: job.jobId },
      { kind: "limit-stop" },
    );
  }
  if (wish.isOurs) {
    return to(
      { at: "cancelling", job, cause },
      { kind: "cancel-in-systemd", jobId: job.jobId },
      { kind: "limit-stop" },
    );
  }
  return to(
    { at: "detaching", job, cause, detail: "the job goes on in systemd: others wait for it too" },
    { kind: "hear-out", jobId: job.jobId },
  );
}

function cancelling(state: At<"cancelling">, input: JobInput): JobStep {
  const { job, cause } = state;
  switch (input.kind) {
    case "removed":
      return to({ at: "ended", word: input.word, stop: cause }, { kind: "read-evidence" });
    case "stop-overdue":
      return to(
        {
          at: "detaching",
          job,
          cause,
          detail: "systemd was asked to cancel the job and has not done so yet",
        },
        { kind: "hear-out", jobId: job.jobId },
      );
    case "bus-back":
      return to({ at: "looking", job, stop: cause }, { kind: "look", jobId: job.jobId });
    default:
      return stay(state);
  }
}

function detaching(state: At<"detaching">, input: JobInput): JobStep {
  switch (input.kind) {
    case "removed":
      return to({ at: "ended", word: input.word, stop: state.cause }, { kind: "read-evidence" });
    case "evidence":
      return input.evidence
        ? finish({ result: state.cause, detail: state.detail, after: afterOf(input.evidence) })
        : lost("systemd could not be asked what became of the job when it was let go of");
    default:
      return stay(state);
  }
}

function looking(state: At<"looking">, input: JobInput): JobStep {
  const { job } = state;
  switch (input.kind) {
    case "found":
      return to(
        { at: "running", job },
        ...(state.stop ? [{ kind: "stop-now", cause: state.stop } as const] : []),
      );
    case "removed":
      return to(
        { at: "ended", word: input.word, ...(state.stop ? { stop: state.stop } : {}) },
        { kind: "read-evidence" },
      );
    case "not-found":
      return to(
        {
          at: "unsure",
          detail: "systemd no longer has the job, and its journal does not say more",
        },
        { kind: "read-evidence" },
      );
    case "bus-stays-away":
      return lost("systemd could not be reached to learn what became of the job");
    case "stop":
      return state.stop ? stay(state) : to({ ...state, stop: input.cause }, { kind: "limit-stop" });
    case "stop-overdue":
      return input.isBusThere
        ? stay(state)
        : lost("systemd could not be reached when the job was to be stopped");
    default:
      return stay(state);
  }
}

function unsure(state: At<"unsure">, input: JobInput): JobStep {
  if (input.kind !== "evidence") return stay(state);
  return finish({
    result: "lost",
    detail: state.detail,
    ...(input.evidence ? { after: afterOf(input.evidence) } : {}),
  });
}

function ended(state: At<"ended">, input: JobInput, policy: OutcomePolicy): JobStep {
  if (input.kind !== "evidence") return stay(state);
  const { evidence } = input;
  // The job was stopped by us, and not by its own end just before that.
  if (state.stop && state.word === "canceled") {
    return finish({ result: state.stop, ...(evidence ? { after: afterOf(evidence) } : {}) });
  }
  const held = evidence !== undefined && hadHeld(evidence, policy);
  if (!held && mustSettle(state.word, evidence, policy)) {
    return evidence && hasFailed(evidence)
      ? notHeld(evidence, policy)
      : to({ at: "settling" }, { kind: "settle" });
  }
  return finish(withoutEvidence(outcomeOf(state.word, evidence, policy), evidence));
}

function settling(state: At<"settling">, input: JobInput, policy: OutcomePolicy): JobStep {
  if (input.kind !== "settled") return stay(state);
  const { evidence } = input;
  const held = evidence !== undefined && hadHeld(evidence, policy);
  if (!held && (input.wasSeenToFail || (evidence && hasFailed(evidence))))
    return notHeld(evidence, policy);
  return finish(withoutEvidence(outcomeOf("done", evidence, policy), evidence));
}

function notHeld(evidence: Evidence | undefined, policy: OutcomePolicy): JobStep {
  return finish({
    result: "failed",
    detail: `the unit was started and failed within ${policy.settleMs} ms`,
    ...(evidence ? { after: afterOf(evidence) } : {}),
  });
}

function withoutEvidence(outcome: Outcome, evidence: Evidence | undefined): Outcome {
  if (evidence) return outcome;
  return { detail: "what the unit did afterwards could not be read", ...outcome };
}

function lost(detail: string): JobStep {
  return finish({ result: "lost", detail });
}

function finish(outcome: Outcome): JobStep {
  return to({ at: "finished" }, { kind: "finish", outcome });
}

function to(state: JobState, ...effects: readonly JobEffect[]): JobStep {
  return { state, effects };
}

function stay(state: JobState): JobStep {
  return { state, effects: [] };
}
