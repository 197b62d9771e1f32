import { deepEqual, equal } from "node:assert/strict";
import {
  newTracking,
  nextTickMs,
  defaultTrackingPolicy as policy,
  stepTracking,
  type Tracking,
  type TrackingInput,
} from "../../../src/client/job-tracking.ts";
import { HirteError } from "../../../src/core/errors.ts";
import type { Job } from "../../../src/protocol/generated/schemas.ts";

const aJob = (state: Job["state"], rest: Partial<Job> = {}): Job => ({
  id: "0".repeat(32),
  epoch: 1,
  user: "tester",
  node: "node1",
  unit: "a.service",
  verb: "start",
  state,
  at: 0,
  acceptedAt: 0,
  startBy: 90_000,
  ...rest,
});
const told = (state: Job["state"], rest: Partial<Job> = {}, isReply = true): TrackingInput => ({
  kind: "told",
  job: aJob(state, rest),
  isReply,
});
const tickUp: TrackingInput = { kind: "tick", isUp: true, stalledMs: 0 };
const tickDown: TrackingInput = { kind: "tick", isUp: false, stalledMs: 0 };

/** Steps through inputs at their times. @returns the end, and the times at which the request was sent */
function play(
  inputs: readonly (readonly [number, TrackingInput])[],
  times: { readonly startWithinMs?: number; readonly endWithinMs?: number } = {},
): { readonly tracking: Tracking; readonly sentAt: number[] } {
  let tracking = newTracking({ nowMs: 0, startWithinMs: 90_000, ...times });
  const sentAt: number[] = [];
  for (const [nowMs, input] of inputs) {
    const step = stepTracking(tracking, input, nowMs, policy);
    tracking = step.tracking;
    if (step.asks) sentAt.push(nowMs);
  }
  return { tracking, sentAt };
}

function codeOf({ outcome }: Tracking): string | undefined {
  return outcome && "error" in outcome ? outcome.error.code : undefined;
}

describe("what a client knows of its request", () => {
  it("[REQ-CLT-3] is sent when ready, and every second until it is answered", () => {
    const { sentAt } = play([
      [5, { kind: "ready" }],
      [500, tickUp],
      [1005, tickUp],
      [2005, tickUp],
      [2010, told("queued")],
      [3100, tickUp],
    ]);
    deepEqual(sentAt, [5, 1005, 2005]);
  });

  it("[REQ-CLT-3] goes on being repeated when only the job was told, not the request answered", () => {
    const { sentAt } = play([
      [0, { kind: "ready" }],
      [500, told("running", {}, false)],
      [1000, tickUp],
    ]);
    deepEqual(sentAt, [0, 1000]);
  });

  it("[REQ-CLT-3] is sent again on each reconnect, answered or not", () => {
    const { sentAt } = play([
      [0, { kind: "ready" }],
      [10, told("running")],
      [5000, { kind: "down" }],
      [8000, { kind: "ready" }],
    ]);
    deepEqual(sentAt, [0, 8000]);
  });

  it("[REQ-CLT-3] asks now and then after an open job, so that a silent hirte is noticed", () => {
    const { sentAt } = play([
      [0, { kind: "ready" }],
      [10, told("running")],
      [10_010, tickUp],
    ]);
    deepEqual(sentAt, [0, 10_010]);
  });

  it("[REQ-CLT-4] ends with what arrives first; what contradicts it later is nothing", () => {
    const { tracking } = play([
      [0, { kind: "ready" }],
      [1, told("finished", { result: "done" })],
      [2, told("finished", { result: "failed" }, false)],
      [3, { kind: "refused", error: new HirteError("expired", "late") }],
      [4, { kind: "aborted" }],
    ]);
    deepEqual(tracking.outcome, { job: aJob("finished", { result: "done" }) });
  });

  it("[REQ-CLT-5] waits for a job however long it takes while hirte answers", () => {
    const inputs: (readonly [number, TrackingInput])[] = [[0, { kind: "ready" }]];
    for (let at = 0; at < 900_000; at += 10_001)
      inputs.push([at, tickUp], [at + 1, told("running")]);
    equal(play(inputs).tracking.outcome, undefined);
  });

  it("[REQ-CLT-5] ends as outcome-unknown 90 s after the connection broke for good", () => {
    const before: (readonly [number, TrackingInput])[] = [
      [0, { kind: "ready" }],
      [10, told("running")],
      [5000, { kind: "down" }],
    ];
    equal(play([...before, [95_000, tickDown]]).tracking.outcome, undefined);
    equal(codeOf(play([...before, [95_001, tickDown]]).tracking), "outcome-unknown");
  });

  it("[REQ-CLT-5] ends as outcome-unknown 90 s after hirte has fallen silent behind a living broker", () => {
    const inputs: (readonly [number, TrackingInput])[] = [
      [0, { kind: "ready" }],
      [10, told("running")],
    ];
    for (let at = 10_010; at <= 100_010; at += 1000) inputs.push([at, tickUp]);
    equal(play(inputs).tracking.outcome, undefined);
    equal(codeOf(play([...inputs, [100_011, tickUp]]).tracking), "outcome-unknown");
  });

  it("[REQ-CLT-5] ends as outcome-unknown 15 s after the end that was set", () => {
    const sent: readonly [number, TrackingInput] = [0, { kind: "ready" }];
    const times = { startWithinMs: 1000, endWithinMs: 1000 };
    equal(play([sent, [1, told("running")], [16_000, tickUp]], times).tracking.outcome, undefined);
    equal(
      codeOf(play([sent, [1, told("running")], [16_001, tickUp]], times).tracking),
      "outcome-unknown",
    );
  });

  it("[REQ-CLT-5] does not count the time in which the client itself stood still", () => {
    const stalled: TrackingInput = { kind: "tick", isUp: true, stalledMs: 300_000 };
    const sent: readonly [number, TrackingInput] = [0, { kind: "ready" }];
    const times = { startWithinMs: 1000, endWithinMs: 1000 };
    equal(play([sent, [300_000, stalled]], times).tracking.outcome, undefined);
  });

  it("[REQ-CLT-6] that never left ends as not-reachable, for nothing can have come of it", () => {
    equal(codeOf(play([[2001, tickDown]], { startWithinMs: 2000 }).tracking), "not-reachable");
    equal(codeOf(play([[90_001, tickDown]]).tracking), "not-reachable");
    equal(codeOf(play([[10, { kind: "aborted" }]]).tracking), "closed");
  });

  it("[REQ-CLT-6] that left and is given up ends as outcome-unknown", () => {
    equal(
      codeOf(
        play([
          [0, { kind: "ready" }],
          [10, { kind: "aborted" }],
        ]).tracking,
      ),
      "outcome-unknown",
    );
  });

  it("[REQ-CLT-6] that was accepted and is refused afterwards has an outcome that is not known", () => {
    const refused: TrackingInput = {
      kind: "refused",
      error: new HirteError("expired", "too late"),
    };
    equal(
      codeOf(
        play([
          [0, { kind: "ready" }],
          [1, refused],
        ]).tracking,
      ),
      "expired",
    );
    equal(
      codeOf(
        play([
          [0, { kind: "ready" }],
          [1, told("queued")],
          [2, refused],
        ]).tracking,
      ),
      "outcome-unknown",
    );
  });

  it("[REQ-CLT-3] wakes up for the next repeat while connected, else for giving up", () => {
    const { tracking } = play([[0, { kind: "ready" }]]);
    equal(nextTickMs(tracking, true, policy), 1000);
    equal(nextTickMs(tracking, false, policy), 90_001);
    const timed = play([[0, { kind: "ready" }]], { endWithinMs: 2000 }).tracking;
    equal(nextTickMs(timed, false, policy), 17_001);
  });
});
