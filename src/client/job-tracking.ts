import { HirteError } from "../core/errors.ts";
import type { Job } from "../protocol/generated/schemas.ts";

/** Times a client goes by, in milliseconds. */
export interface TrackingPolicy {
  /** An unanswered request is repeated this often. */
  readonly repeatMs: number;
  /** An open job is asked after this often, so that a silent hirte is noticed. */
  readonly askAfterMs: number;
  /** hirte is given up when it owes an answer for this long. */
  readonly patienceMs: number;
  /** The end of a job with an end-by time is waited for this much longer than that. */
  readonly graceMs: number;
}

/** The times of the design. */
export const defaultTrackingPolicy: TrackingPolicy = {
  repeatMs: 1000,
  askAfterMs: 10_000,
  patienceMs: 90_000,
  graceMs: 15_000,
};

/**
 * What a client knows of a request for a job.
 *
 * - without `job`: not answered yet; `wasSent` says whether hirte can have heard of it.
 * - with `job`: hirte has it; `isOwed` says that an answer to the last question is still missing.
 * - `outcome`: the first end there was. It never changes.
 */
export interface Tracking {
  readonly wasSent: boolean;
  readonly job?: Job;
  readonly isOwed: boolean;
  /** Since when an answer is owed. Monotonic, as all times here. */
  readonly owedSinceMs: number;
  readonly askAtMs: number;
  /** Never sent later than this. */
  readonly startByMs: number;
  /** When systemd is to cancel it. */
  readonly endByMs?: number;
  readonly outcome?: { readonly job: Job } | { readonly error: HirteError };
}

/** What happens to it. `ready`: subscriptions are in place and the connection is up. */
export type TrackingInput =
  | { readonly kind: "ready" }
  | { readonly kind: "down" }
  | { readonly kind: "told"; readonly job: Job; readonly isReply: boolean }
  | { readonly kind: "refused"; readonly error: HirteError }
  | { readonly kind: "aborted" }
  /** `stalledMs`: for this long the client itself stood still, and could hear nobody. */
  | { readonly kind: "tick"; readonly isUp: boolean; readonly stalledMs: number };

/** What a step asks for. */
export interface TrackingStep {
  readonly tracking: Tracking;
  /** The request is to be published, again or for the first time. */
  readonly asks: boolean;
}

/** The beginning. */
export function newTracking(times: {
  readonly nowMs: number;
  readonly startWithinMs: number;
  readonly endWithinMs?: number;
}): Tracking {
  return {
    wasSent: false,
    isOwed: true,
    owedSinceMs: times.nowMs,
    askAtMs: times.nowMs,
    startByMs: times.nowMs + times.startWithinMs,
    ...(times.endWithinMs === undefined ? {} : { endByMs: times.nowMs + times.endWithinMs }),
  };
}

/** What becomes of it. */
export function stepTracking(
  tracking: Tracking,
  input: TrackingInput,
  nowMs: number,
  policy: TrackingPolicy,
): TrackingStep {
  if (tracking.outcome) return { tracking, asks: false };
  switch (input.kind) {
    case "ready":
      return ask(tracking, nowMs, policy);
    case "down":
      return wait(tracking.isOwed ? tracking : { ...tracking, isOwed: true, owedSinceMs: nowMs });
    case "told":
      return wait(told(tracking, input, nowMs, policy));
    case "refused":
      return wait(end(tracking, refused(tracking, input.error)));
    case "aborted":
      return wait(end(tracking, givenUp(tracking, "closed", "waiting was given up")));
    case "tick":
      return tick(tracking, input, nowMs, policy);
  }
}

/** When the next tick is due, on the same clock. */
export function nextTickMs(tracking: Tracking, isUp: boolean, policy: TrackingPolicy): number {
  const { askAtMs, wasSent, startByMs, endByMs, isOwed, owedSinceMs } = tracking;
  return Math.min(
    isUp ? askAtMs : Number.POSITIVE_INFINITY,
    wasSent ? Number.POSITIVE_INFINITY : startByMs + 1,
    endByMs === undefined ? Number.POSITIVE_INFINITY : endByMs + policy.graceMs + 1,
    isOwed ? owedSinceMs + policy.patienceMs + 1 : Number.POSITIVE_INFINITY,
  );
}

function ask(tracking: Tracking, nowMs: number, policy: TrackingPolicy): TrackingStep {
  return {
    tracking: {
      ...tracking,
      wasSent: true,
      isOwed: true,
      owedSinceMs: tracking.isOwed ? tracking.owedSinceMs : nowMs,
      askAtMs: nowMs + policy.repeatMs,
    },
    asks: true,
  };
}

function told(
  tracking: Tracking,
  { job, isReply }: Extract<TrackingInput, { kind: "told" }>,
  nowMs: number,
  policy: TrackingPolicy,
): Tracking {
  const next: Tracking = {
    ...tracking,
    job,
    // A job told of unasked proves that hirte has it, not that it has heard the last question.
    isOwed: isReply ? false : tracking.isOwed,
    owedSinceMs: nowMs,
    askAtMs: isReply ? nowMs + policy.askAfterMs : tracking.askAtMs,
  };
  return job.state === "finished" ? { ...next, isOwed: false, outcome: { job } } : next;
}

function refused(tracking: Tracking, error: HirteError): HirteError {
  if (!tracking.job) return error;
  return new HirteError(
    "outcome-unknown",
    `it was accepted, and hirte now knows nothing of it (${error.message})`,
    { cause: error, details: error.details },
  );
}

function tick(
  tracking: Tracking,
  { isUp, stalledMs }: Extract<TrackingInput, { kind: "tick" }>,
  nowMs: number,
  policy: TrackingPolicy,
): TrackingStep {
  const forgiven: Tracking =
    stalledMs === 0
      ? tracking
      : {
          ...tracking,
          owedSinceMs: tracking.owedSinceMs + stalledMs,
          ...(tracking.endByMs === undefined ? {} : { endByMs: tracking.endByMs + stalledMs }),
        };
  const { isOwed, owedSinceMs, wasSent, startByMs, endByMs } = forgiven;
  if (!wasSent && nowMs > startByMs) {
    return wait(
      end(forgiven, givenUp(forgiven, "not-reachable", "hirte could not be reached in time")),
    );
  }
  if (endByMs !== undefined && nowMs > endByMs + policy.graceMs) {
    return wait(
      end(
        forgiven,
        givenUp(forgiven, "not-reachable", "its time is over and hirte does not tell how it ended"),
      ),
    );
  }
  if (isOwed && nowMs > owedSinceMs + policy.patienceMs) {
    const silence = `hirte has not answered for ${Math.round(policy.patienceMs / 1000)} s`;
    return wait(end(forgiven, givenUp(forgiven, "not-reachable", silence)));
  }
  return isUp && nowMs >= forgiven.askAtMs ? ask(forgiven, nowMs, policy) : wait(forgiven);
}

/** Something that never left has no outcome that could be unknown. */
function givenUp(
  { wasSent, job }: Tracking,
  unsentCode: "closed" | "not-reachable",
  reason: string,
): HirteError {
  if (!wasSent) return new HirteError(unsentCode, `${reason}: nothing was sent`);
  return new HirteError(
    "outcome-unknown",
    `${reason}: the outcome is not known${job ? `, the job was ${job.state} when last heard of` : ""}`,
  );
}

function end(tracking: Tracking, error: HirteError): Tracking {
  return { ...tracking, outcome: { error } };
}

function wait(tracking: Tracking): TrackingStep {
  return { tracking, asks: false };
}
