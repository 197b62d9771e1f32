import assert from "node:assert/strict";
import fc from "fast-check";
import type { Job } from "../../../src/protocol/generated/schemas.ts";
import { type JobInput, type JobState, lateWordMs, stepJob } from "../../../src/units/job.ts";

const boot = "b".repeat(32);
const aJob = (over: Partial<Job> = {}): JobState => ({
  bootId: boot,
  wasBegun: false,
  job: {
    id: "0123456789abcdef0123456789abcdef",
    epoch: 1,
    user: "anna",
    node: "node1",
    unit: "web.service",
    verb: "start",
    state: "queued",
    at: 1000,
    acceptedAt: 1000,
    startBy: 91_000,
    ...over,
  },
});
const run = (state: JobState, ...inputs: [JobInput, number][]): JobState =>
  inputs.reduce((s, [input, now]) => stepJob(s, input, now), state);
const done: JobInput = {
  kind: "finished",
  result: "done",
  after: { active: "active", sub: "running" },
};

describe("a job", () => {
  it("[REQ-JOB-1] is queued, runs, and ends with what the agent says", () => {
    const { job } = run(aJob(), [{ kind: "running" }, 1100], [done, 1200]);
    assert.equal(job.state, "finished");
    assert.equal(job.result, "done");
    assert.equal(job.at, 1200);
    assert.deepEqual(job.after, { active: "active", sub: "running" });
  });

  it("[REQ-JOB-1] ends also when it was over before it was said to run", () => {
    const { job } = run(aJob(), [done, 1200]);
    assert.deepEqual([job.state, job.result], ["finished", "done"]);
  });

  it("[REQ-JOB-2] runs when its node comes back in the same boot, and was never said to run before", () => {
    const back = run(
      aJob(),
      [{ kind: "node-unreachable" }, 1200],
      [{ kind: "node-back", bootId: boot }, 1300],
      [{ kind: "running" }, 1300],
    );
    assert.equal(back.job.state, "running");
    assert.ok(back.wasBegun);
  });

  it("[REQ-JOB-2] is unreachable while its node is, and runs again after", () => {
    const away = run(aJob(), [{ kind: "running" }, 1100], [{ kind: "node-unreachable" }, 1200]);
    assert.equal(away.job.state, "unreachable");
    const back = run(
      away,
      [{ kind: "node-back", bootId: boot }, 1300],
      [{ kind: "running" }, 1301],
    );
    assert.equal(back.job.state, "running");
  });

  for (const [why, input, state] of [
    [
      "its node is back with another boot id",
      { kind: "node-back", bootId: "c".repeat(32) },
      aJob(),
    ],
    [
      "its node was not heard of for the presence time",
      { kind: "node-lost", detail: "gone" },
      aJob(),
    ],
    [
      "the agent has no record of a job it had begun",
      { kind: "unknown" },
      { ...aJob(), wasBegun: true },
    ],
    [
      "the agent says of a job it had begun that it never was",
      { kind: "finished", result: "expired" },
      { ...aJob(), wasBegun: true },
    ],
    [
      "its end-by time has passed while the node did not answer, nor a little later",
      { kind: "tick" },
      aJob({ state: "unreachable", endBy: 1999 - lateWordMs }),
    ],
  ] as [string, JobInput, JobState][]) {
    it(`[REQ-JOB-3] is lost when ${why}`, () => {
      const { job } = run(state, [input, 2000]);
      assert.equal(job.state, "finished");
      assert.equal(job.result, "lost");
    });
  }

  it("[REQ-JOB-3] is not lost by its end-by time while the node answers: the agent ends it", () => {
    const state = aJob({ state: "running", endBy: 1500 });
    assert.equal(run(state, [{ kind: "tick" }, 9000]), state);
  });

  it("[REQ-JOB-3] is not lost by its end-by time before an agent that is restarted could tell of it", () => {
    const state = aJob({ state: "unreachable", endBy: 5000 });
    assert.equal(run(state, [{ kind: "tick" }, 5000 + lateWordMs]), state);
  });

  it("[REQ-JOB-4] tells once what became of it after it was lost", () => {
    const lost = run(aJob(), [{ kind: "node-lost", detail: "gone" }, 2000]);
    const resolved = run(lost, [done, 3000]);
    assert.equal(resolved.job.result, "lost");
    assert.deepEqual(resolved.job.resolved, {
      result: "done",
      at: 3000,
      after: { active: "active", sub: "running" },
    });
    assert.equal(run(resolved, [{ kind: "finished", result: "failed" }, 4000]), resolved);
  });

  it("[REQ-JOB-4] tells why what became of it was no good end", () => {
    const problem = { code: "no-such-unit", message: "Unit a.service not loaded." };
    const lost = run(aJob(), [{ kind: "node-lost", detail: "gone" }, 2000]);
    const end = { kind: "finished", result: "failed", detail: "refused", problem } as const;
    assert.deepEqual(run(lost, [end, 3000]).job.resolved, {
      ...{ result: "failed", at: 3000, detail: "refused" },
      problem,
    });
  });

  it("[REQ-JOB-4] is not resolved by an agent that has lost it too", () => {
    const lost = run(aJob(), [{ kind: "node-lost", detail: "gone" }, 2000]);
    assert.equal(run(lost, [{ kind: "finished", result: "lost" }, 3000]), lost);
  });

  it("[REQ-JOB-5] waits to be sent again when the agent never saw it and there is time", () => {
    const { job } = run(aJob({ state: "unreachable" }), [{ kind: "unknown" }, 2000]);
    assert.equal(job.state, "queued");
  });

  it("[REQ-JOB-5] is expired when the agent never saw it and its start-by time has passed", () => {
    const { job } = run(aJob({ state: "unreachable" }), [{ kind: "unknown" }, 91_001]);
    assert.equal(job.result, "expired");
  });

  it("[REQ-JOB-1] never changes its end, whatever comes in whatever order", () => {
    const anyInput = fc.oneof(
      fc.constant<JobInput>({ kind: "running" }),
      fc.constant<JobInput>({ kind: "was-running" }),
      fc
        .constantFrom("done", "failed", "canceled", "timeout", "expired", "lost")
        .map<JobInput>((result) => ({
          kind: "finished",
          result: result as "done",
        })),
      fc.constant<JobInput>({ kind: "unknown" }),
      fc.constant<JobInput>({ kind: "node-unreachable" }),
      fc
        .constantFrom(boot, "c".repeat(32))
        .map<JobInput>((bootId) => ({ kind: "node-back", bootId })),
      fc.constant<JobInput>({ kind: "node-lost", detail: "gone" }),
      fc.constant<JobInput>({ kind: "tick" }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(anyInput, fc.nat(10_000)), { maxLength: 30 }), (inputs) => {
        let state = aJob({ endBy: 60_000 });
        let now = 1000;
        let end: Job | undefined;
        let resolved: Job["resolved"];
        for (const [input, stepMs] of inputs) {
          now += stepMs;
          state = stepJob(state, input, now);
          if (end) {
            const { resolved: later, ...rest } = state.job;
            assert.deepEqual(rest, end);
            if (resolved) assert.deepEqual(later, resolved);
            resolved = later;
          } else if (state.job.state === "finished") end = state.job;
        }
      }),
    );
  });
});
