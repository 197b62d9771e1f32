import { deepEqual, equal } from "node:assert/strict";
import { type JobEffect, type JobInput, type JobState, stepJob } from "../../../agent/job.ts";
import type { Outcome, OutcomePolicy } from "../../../agent/outcome.ts";
import type { Evidence } from "../../../agent/ports.ts";

const job = { jobId: 7, isNew: true };
const up: Evidence = { active: "active", sub: "running", serviceType: "notify" };
const simple: Evidence = { ...up, serviceType: "simple" };
const failed: Evidence = { active: "failed", sub: "failed", serviceType: "simple" };
const stopPost: Evidence = {
  ...{ active: "deactivating", sub: "stop-post", result: "exit-code" },
  ...{ serviceType: "simple", condition: true },
};
const removed = (word: string): JobInput => ({ kind: "removed", word });
const saw = (evidence?: Evidence): JobInput => ({
  kind: "evidence",
  ...(evidence ? { evidence } : {}),
});
const stop = (cause: "timeout" | "canceled", isOurs = true, isBusThere = true) =>
  ({
    kind: "stop" as const,
    cause,
    hasLeft: true,
    isOurs,
    isBusThere,
  }) satisfies JobInput;
const queued: JobInput = { kind: "queued", job };
const overdue = (isBusThere = true): JobInput => ({ kind: "stop-overdue", isBusThere });
const settled = (wasSeenToFail: boolean, evidence?: Evidence): JobInput => ({
  kind: "settled",
  wasSeenToFail,
  ...(evidence ? { evidence } : {}),
});

interface Life {
  readonly name: string;
  readonly inputs: readonly JobInput[];
  readonly from?: JobState;
  readonly policy?: Partial<OutcomePolicy>;
  readonly result: string;
  /** Kinds of all effects but the last, which is the end. */
  readonly effects?: string;
}

const lives: readonly Life[] = [
  {
    name: "[REQ-AGT-10] a start that is done",
    inputs: [queued, removed("done"), saw(up)],
    effects: "record-running read-evidence",
    result: "done",
  },
  {
    name: "[REQ-AGT-10] a start that failed",
    inputs: [queued, removed("failed"), saw(failed)],
    result: "failed",
  },
  ...["canceled", "timeout", "dependency", "skipped"].map((word) => ({
    name: `[REQ-AGT-10] systemd's ${word}`,
    inputs: [queued, removed(word), saw(up)],
    result: word,
  })),
  ...["invalid", "assert", "unsupported", "collected", "once", "frozen", "concurrency"].map(
    (word) => ({
      name: `[REQ-AGT-10] systemd's ${word} as failed, with its word`,
      inputs: [queued, removed(word), saw(up)],
      result: `failed (${word})`,
    }),
  ),
  {
    name: "[REQ-AGT-10] a call that systemd refused",
    inputs: [{ kind: "refused", problem: { code: "no-such-unit", message: "no" } }],
    effects: "",
    result: "failed",
  },
  {
    name: "[REQ-AGT-11] a start whose condition was not met",
    inputs: [queued, removed("done"), saw({ active: "inactive", sub: "dead", condition: false })],
    result: "skipped",
  },
  {
    // What is read later is of the unit's next job, or of a unit that was loaded anew.
    name: "[REQ-AGT-11] a start that has to settle, and whose condition was not met",
    inputs: [
      queued,
      removed("done"),
      saw({ active: "inactive", sub: "dead", condition: false, serviceType: "simple" }),
      settled(false, { active: "inactive", sub: "dead", serviceType: "simple" }),
    ],
    result: "skipped",
  },
  {
    name: "[REQ-AGT-11] a stop of a unit whose condition was once not met",
    inputs: [queued, removed("done"), saw({ active: "inactive", sub: "dead", condition: false })],
    policy: { verb: "stop" },
    result: "done",
  },
  {
    name: "[REQ-AGT-11] a oneshot that ran and ended",
    inputs: [queued, removed("done"), saw({ active: "inactive", sub: "dead", condition: true })],
    result: "done",
  },
  {
    name: "[REQ-AGT-12] Type=simple that holds",
    inputs: [queued, removed("done"), saw(simple), settled(false, simple)],
    effects: "record-running read-evidence settle",
    result: "done",
  },
  {
    name: "[REQ-AGT-12] Type=simple that fails while it settles",
    inputs: [queued, removed("done"), saw(simple), settled(false, failed)],
    result: "failed (the unit was started and failed within 100 ms)",
  },
  {
    name: "[REQ-AGT-12] Type=simple that has failed, and whose ExecStopPost= still runs",
    inputs: [queued, removed("done"), saw(simple), settled(false, stopPost)],
    result: "failed (the unit was started and failed within 100 ms)",
  },
  {
    name: "[REQ-AGT-12] Type=simple that had held before it failed, and whose ExecStopPost= still runs",
    inputs: [queued, removed("done"), saw(simple), settled(false, { ...stopPost, heldMs: 100 })],
    result: "done",
  },
  {
    name: "[REQ-AGT-12] Type=simple that somebody stops while it settles",
    inputs: [
      queued,
      removed("done"),
      saw(simple),
      settled(false, { ...stopPost, result: "success" }),
    ],
    result: "done",
  },
  {
    name: "[REQ-AGT-12] Type=simple that waits to be started again",
    inputs: [
      queued,
      removed("done"),
      saw(simple),
      settled(false, { ...simple, active: "activating", sub: "auto-restart" }),
    ],
    result: "failed (the unit was started and failed within 100 ms)",
  },
  {
    name: "[REQ-AGT-12] Type=simple that was seen to fail and is up again already",
    inputs: [queued, removed("done"), saw(simple), settled(true, simple)],
    result: "failed (the unit was started and failed within 100 ms)",
  },
  {
    name: "[REQ-AGT-12] Type=simple that has failed by the first look",
    inputs: [queued, removed("done"), saw(failed)],
    effects: "record-running read-evidence",
    result: "failed (the unit was started and failed within 100 ms)",
  },
  {
    name: "[REQ-AGT-12] Type=simple that had held, and has failed by the first look",
    inputs: [queued, removed("done"), saw({ ...failed, heldMs: 100 })],
    effects: "record-running read-evidence",
    result: "done",
  },
  {
    name: "[REQ-AGT-12] Type=simple that had not held, and failed long before the first look",
    inputs: [queued, removed("done"), saw({ ...failed, heldMs: 99 })],
    result: "failed (the unit was started and failed within 100 ms)",
  },
  {
    name: "[REQ-AGT-12] Type=simple that had held, and failed before whoever looks was awake",
    inputs: [queued, removed("done"), saw(simple), settled(true, { ...failed, heldMs: 681 })],
    result: "done",
  },
  {
    name: "[REQ-AGT-12] Type=simple whose program systemd could not execute, however long that took",
    inputs: [queued, removed("done"), saw({ ...failed, heldMs: 500, exitCode: 203 })],
    result: "failed (the unit was started and failed within 100 ms)",
  },
  {
    name: "[REQ-AGT-12] Type=simple whose program ran for long, and then said 217 itself",
    inputs: [queued, removed("done"), saw({ ...failed, heldMs: 1_800_000, exitCode: 217 })],
    result: "done",
  },
  {
    name: "[REQ-AGT-12] Type=exec whose program said 203 itself, after it had held",
    inputs: [
      queued,
      removed("done"),
      saw({ ...failed, heldMs: 500, exitCode: 203, serviceType: "exec" }),
    ],
    result: "done",
  },
  {
    name: "[REQ-AGT-12] Type=simple that starts itself again, whatever its last run was like",
    inputs: [
      queued,
      removed("done"),
      saw({ ...simple, active: "activating", sub: "auto-restart", heldMs: 2000 }),
    ],
    result: "failed (the unit was started and failed within 100 ms)",
  },
  {
    name: "[REQ-AGT-12] Type=simple that came to a good end while it settled",
    inputs: [
      queued,
      removed("done"),
      saw(simple),
      settled(false, { active: "inactive", sub: "dead", serviceType: "simple", condition: true }),
    ],
    result: "done",
  },
  {
    name: "[REQ-AGT-12] Type=simple with settling switched off",
    inputs: [queued, removed("done"), saw(simple)],
    policy: { settleMs: 0 },
    result: "done",
  },
  {
    name: "[REQ-AGT-13] stopped at its end-by time: cancelled in systemd",
    inputs: [queued, stop("timeout"), removed("canceled"), saw(up)],
    effects: "record-running cancel-in-systemd limit-stop read-evidence",
    result: "timeout",
  },
  {
    name: "[REQ-AGT-13] cancelled by its last caller",
    inputs: [queued, stop("canceled"), removed("canceled"), saw(up)],
    result: "canceled",
  },
  {
    name: "[REQ-AGT-13] done before systemd could cancel it",
    inputs: [queued, stop("timeout"), removed("done"), saw(up)],
    result: "done",
  },
  {
    name: "[REQ-AGT-13] let go of while others wait for the same systemd job",
    inputs: [queued, stop("timeout", false), saw({ active: "activating", sub: "start" })],
    effects: "record-running hear-out",
    result: "timeout (the job goes on in systemd: others wait for it too)",
  },
  {
    name: "[REQ-AGT-13] ended just when it was let go of",
    inputs: [queued, stop("timeout", false), removed("done"), saw(up)],
    result: "done",
  },
  {
    name: "[REQ-AGT-13] systemd does not cancel in time",
    inputs: [queued, stop("timeout"), overdue(), saw({ active: "activating", sub: "start" })],
    result: "timeout (systemd was asked to cancel the job and has not done so yet)",
  },
  {
    name: "[REQ-AGT-13] to be stopped before systemd has answered",
    inputs: [stop("canceled"), queued, stop("canceled"), removed("canceled"), saw(up)],
    effects: "limit-stop record-running stop-now cancel-in-systemd limit-stop read-evidence",
    result: "canceled",
  },
  {
    name: "[REQ-AGT-13] cancelled before its call left",
    inputs: [{ ...stop("canceled"), hasLeft: false }],
    result: "canceled (it was not begun)",
  },
  {
    name: "[REQ-AGT-13] at its end-by time before its call left",
    inputs: [{ ...stop("timeout"), hasLeft: false }],
    result: "expired (it was not begun)",
  },
  {
    name: "[REQ-AGT-2] whose call never left",
    inputs: [{ kind: "not-sent", detail: "too late" }],
    result: "expired (too late)",
  },
  {
    name: "[REQ-AGT-14] to be stopped, and systemd never answers",
    inputs: [stop("timeout"), overdue()],
    result: "lost (systemd did not answer whether it queued the job)",
  },
  {
    name: "[REQ-AGT-14] a call without an answer",
    inputs: [{ kind: "unanswered", detail: "the bus is gone" }, saw(up)],
    effects: "read-evidence",
    result: "lost (the bus is gone)",
  },
  {
    name: "[REQ-AGT-15] the bus was away and systemd still has the job",
    inputs: [queued, { kind: "bus-back" }, { kind: "found" }, removed("done"), saw(up)],
    effects: "record-running look read-evidence",
    result: "done",
  },
  {
    name: "[REQ-AGT-15] the bus was away and the journal knows the end",
    inputs: [queued, { kind: "bus-back" }, removed("failed"), saw(failed)],
    result: "failed",
  },
  {
    name: "[REQ-AGT-15] the bus was away and nobody knows",
    inputs: [queued, { kind: "bus-back" }, { kind: "not-found" }, saw(up)],
    result: "lost (systemd no longer has the job, and its journal does not say more)",
  },
  {
    name: "[REQ-AGT-15] the bus stays away",
    inputs: [queued, { kind: "bus-back" }, { kind: "bus-stays-away" }],
    result: "lost (systemd could not be reached to learn what became of the job)",
  },
  {
    name: "[REQ-AGT-15] its time is over while the bus is away",
    inputs: [queued, stop("timeout", true, false), overdue(false)],
    effects: "record-running look limit-stop",
    result: "lost (systemd could not be reached when the job was to be stopped)",
  },
  {
    name: "[REQ-AGT-15] its time is over while the bus is away, and it is back in time",
    inputs: [
      queued,
      stop("timeout", true, false),
      { kind: "found" },
      stop("timeout"),
      removed("canceled"),
      saw(up),
    ],
    result: "timeout",
  },
  {
    name: "[REQ-AGT-13] an end whose evidence cannot be read",
    inputs: [queued, removed("done"), saw()],
    result: "done (what the unit did afterwards could not be read)",
  },
];

describe("the life of a job on its node", () => {
  for (const { name, inputs, from, policy, result, effects } of lives) {
    it(name, () => {
      const lived = live(inputs, from, policy);
      equal(wordsOf(lived.outcome), result);
      if (effects !== undefined) equal(lived.effects.join(" "), effects);
    });
  }

  it("[REQ-AGT-16] ends once: nothing that comes afterwards changes it or has an effect", () => {
    const everything: readonly JobInput[] = [
      queued,
      removed("failed"),
      saw(failed),
      settled(true, failed),
      stop("timeout"),
      overdue(),
      { kind: "found" },
      { kind: "not-found" },
      { kind: "bus-back" },
      { kind: "bus-stays-away" },
      { kind: "unanswered", detail: "late" },
      { kind: "refused", problem: { code: "no-such-unit", message: "late" } },
    ];
    const finished: JobState = { at: "finished" };
    for (const input of everything) {
      deepEqual(stepJob(finished, input, { verb: "start", settleMs: 0 }), {
        state: finished,
        effects: [],
      });
    }
  });
});

function live(
  inputs: readonly JobInput[],
  from: JobState = { at: "calling" },
  policy: Partial<OutcomePolicy> = {},
): { readonly outcome: Outcome | undefined; readonly effects: readonly string[] } {
  let state = from;
  const all: JobEffect[] = [];
  for (const input of inputs) {
    const step = stepJob(state, input, { verb: "start", settleMs: 100, ...policy });
    state = step.state;
    all.push(...step.effects);
  }
  const last = all.at(-1);
  return {
    outcome: last?.kind === "finish" ? last.outcome : undefined,
    effects: all.filter(({ kind }) => kind !== "finish").map(({ kind }) => kind),
  };
}

function wordsOf(outcome: Outcome | undefined): string {
  if (!outcome) return "still open";
  return outcome.detail === undefined ? outcome.result : `${outcome.result} (${outcome.detail})`;
}
