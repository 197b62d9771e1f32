import type { After, Job, JobResult, Problem } from "../protocol/generated/schemas.ts";

/**
 * A job as the manager sees it.
 *
 * - `queued`: accepted; the agent has not yet said a word about it.
 * - `running`: the agent says systemd has it.
 * - `unreachable`: its node does not answer; it may be going on. Left by the node's coming back, or
 *   for good by what makes a job `lost`.
 * - `finished`: for ever. A `lost` job may later be told, once, what became of it (`resolved`).
 */
export interface JobState {
  readonly job: Job;
  /** Boot of the node the command was meant for; undefined for a job rebuilt without that knowledge. */
  readonly bootId?: string;
  /** The agent has said that it acted on it. */
  readonly wasBegun: boolean;
}

/** What happens to a job. */
export type JobInput =
  | { readonly kind: "running" }
  /** The agent said that it had it running, perhaps long ago: its node does not answer yet. */
  | { readonly kind: "was-running" }
  | {
      readonly kind: "finished";
      readonly result: JobResult;
      readonly detail?: string;
      readonly after?: After;
      readonly files?: Job["files"];
      readonly hasInstall?: boolean;
      readonly problem?: Problem;
    }
  /** The agent of this boot has no record of it, and no command for it in its session: it has not begun it. */
  | { readonly kind: "unknown" }
  | { readonly kind: "node-unreachable" }
  | { readonly kind: "node-back"; readonly bootId: string }
  /** The node was not heard of for the presence time. */
  | { readonly kind: "node-lost"; readonly detail: string }
  /** Time has passed in which its node could have been heard. */
  | { readonly kind: "tick" };

/** An agent that is restarted is back, and says how a job ended, within this time. */
export const lateWordMs = 3000;

/**
 * What becomes of a job; the same object when nothing does.
 * @param now manager's clock, milliseconds
 */
export function stepJob(state: JobState, input: JobInput, now: number): JobState {
  const { job } = state;
  if (job.state === "finished") return resolveLost(state, input, now);
  switch (input.kind) {
    case "running":
      return job.state === "running" && state.wasBegun
        ? state
        : { ...state, wasBegun: true, job: { ...job, state: "running", at: now } };
    case "was-running":
      return state.wasBegun ? state : { ...state, wasBegun: true };
    case "finished":
      // It was begun; who says that it never was has forgotten it.
      return state.wasBegun && input.result === "expired"
        ? finish(state, forgotten, now)
        : finish(state, input, now);
    case "unknown":
      // Said by the agent of this very boot: had it begun the job, its ledger would say so.
      if (state.wasBegun) return finish(state, forgotten, now);
      if (now > job.startBy) {
        return finish(
          state,
          { result: "expired", detail: "it did not reach the node in time" },
          now,
        );
      }
      return job.state === "queued"
        ? state
        : { ...state, job: { ...job, state: "queued", at: now } };
    case "node-unreachable":
      return job.state === "unreachable"
        ? state
        : { ...state, job: { ...job, state: "unreachable", at: now } };
    case "node-back":
      if (state.bootId !== undefined && state.bootId !== input.bootId) {
        return finish(state, { result: "lost", detail: "the node was rebooted" }, now);
      }
      return { ...state, bootId: input.bootId };
    case "node-lost":
      return finish(state, { result: "lost", detail: input.detail }, now);
    case "tick":
      if (job.state === "unreachable" && job.endBy !== undefined && now > job.endBy + lateWordMs) {
        return finish(
          state,
          { result: "lost", detail: "its time was over while the node did not answer" },
          now,
        );
      }
      return state;
  }
}

type End = Omit<Extract<JobInput, { kind: "finished" }>, "kind">;

const forgotten: End = { result: "lost", detail: "the agent has no record of it any more" };

function finish(state: JobState, end: End, now: number): JobState {
  return {
    ...state,
    job: {
      ...state.job,
      state: "finished",
      at: now,
      result: end.result,
      ...(end.detail === undefined ? {} : { detail: end.detail }),
      ...(end.after === undefined ? {} : { after: end.after }),
      ...(end.files === undefined ? {} : { files: end.files }),
      ...(end.hasInstall === undefined ? {} : { hasInstall: end.hasInstall }),
      ...(end.problem === undefined ? {} : { problem: end.problem }),
    },
  };
}

/** A finished message never changes; a lost job is told once what became of it. */
function resolveLost(state: JobState, input: JobInput, now: number): JobState {
  const { job } = state;
  if (job.result !== "lost" || job.resolved !== undefined) return state;
  if (input.kind !== "finished" || input.result === "lost") return state;
  const { result, detail, after, problem } = input;
  const resolved = {
    result,
    at: now,
    ...(detail === undefined ? {} : { detail }),
    ...(after === undefined ? {} : { after }),
    ...(problem === undefined ? {} : { problem }),
  };
  return { ...state, job: { ...job, resolved } };
}
