import assert from "node:assert/strict";
import type { FindingKind } from "../../chaos/judge/finding.ts";
import { findingKinds } from "../../chaos/judge/finding.ts";
import { judge } from "../../chaos/judge/judge.ts";
import {
  endWith,
  fault,
  historyOf,
  neverBegun,
  type Story,
  tell,
  theJob,
  times,
  trueStory,
} from "./a-history.ts";

const { t0, id, bootId } = times;
const otherBoot = "c".repeat(32);

/** What is found in a story. */
const found = (story: Story) => judge(historyOf(story)).findings.map(({ kind }) => kind);

/** What is true, and must not be held against anybody. */
const truths: Readonly<Record<string, () => Story>> = {
  "a start that was done": () => trueStory(),
  "a failure": () => tell(endWith(trueStory(), "failed"), { result: "failed" }),
  "a word that only systemd knows, told as a failure": () =>
    tell(endWith(trueStory(), "assert"), { result: "failed", detail: "assert" }),
  "a failed dependency": () => tell(endWith(trueStory(), "dependency"), { result: "dependency" }),
  "a unit whose condition is not met": () =>
    tell(trueStory({ unit: "chaos-unmet.service" }), { result: "skipped" }),
  "a call that systemd refused": () =>
    tell(neverBegun(trueStory()), {
      result: "failed",
      problem: { code: "no-such-unit", message: "not found" },
    }),
  "a start that did not hold": () => {
    const story = tell(trueStory(), { result: "failed", detail: "failed within 100 ms" });
    story.ask = { ...story.ask, settleMs: 100 };
    story.journal.push({ at: t0 + 1130, bootId, unit: theJob.unit, isFailure: true });
    return story;
  },
  "a start that held by PID 1's marks, which wrote its line of it late": () => {
    const story = trueStory();
    story.ask = { ...story.ask, settleMs: 100 };
    story.journal.push({ at: t0 + 1107, bootId, unit: theJob.unit, isFailure: true });
    story.spans.push({ at: t0 + 1110, bootId, unit: theJob.unit, forMs: 101 });
    return story;
  },
  "a start that found its unit active, and did not hold": () => {
    const story = tell(trueStory(), { result: "failed", detail: "failed within 100 ms" });
    story.ask = { ...story.ask, settleMs: 100 };
    story.journal = [{ at: t0 + 1095, bootId, unit: theJob.unit, isFailure: true }];
    return story;
  },
  "a job whose time was over before its agent was back": () => {
    const story = tell(trueStory(), { result: "lost", at: t0 + 5000, endBy: t0 + 1900 });
    story.faults.push(fault("agent-kill", 1070, 1070));
    return story;
  },
  "a job that was let go of before it was begun": () => {
    const story = tell(neverBegun(trueStory()), { result: "canceled" });
    story.cancels.push({ id, at: t0 + 1010 });
    return story;
  },
  "a job that another one replaced": () =>
    tell(endWith(trueStory(), "canceled"), { result: "canceled" }),
  "an end-by time that was kept": () =>
    tell(endWith(trueStory({ endBy: t0 + 1150 }), "canceled"), { result: "timeout" }),
  "a command that came too late and was not begun": () =>
    tell(neverBegun(trueStory()), { result: "expired", at: t0 + 2100 }),
  "a loss while the node was frozen": () => {
    const story = tell(trueStory(), { result: "lost", at: t0 + 14_000 });
    story.faults.push(fault("node-freeze", 1070, 15_000));
    return story;
  },
  "a loss that is truly resolved": () => {
    const lost = { result: "lost", at: t0 + 14_000 } as const;
    const story = tell(trueStory(), lost);
    story.faults.push(fault("node-freeze", 1070, 15_000));
    const resolved = { ...story.job, resolved: { result: "done", at: t0 + 16_000 } as const };
    story.told.push(resolved);
    story.finally = resolved;
    return story;
  },
  "a loss of which it is known later that systemd refused it": () => {
    const lost = { result: "lost", at: t0 + 14_000 } as const;
    const story = tell(neverBegun(trueStory()), lost);
    story.ledger.push({ bootId, file: 1, id, at: "calling", verb: "start", unit: theJob.unit });
    story.faults.push(fault("node-freeze", 1070, 15_000));
    const problem = { code: "no-such-unit", message: "not found" };
    const resolved = { result: "failed", at: t0 + 16_000, problem } as const;
    story.finally = { ...story.job, resolved };
    return story;
  },
  "a job whose start half follows its stop half": () => {
    const story = trueStory({ verb: "restart" });
    story.journal.unshift({
      at: t0 + 1040,
      bootId,
      unit: theJob.unit,
      jobId: 77,
      type: "restart",
      word: "done",
    });
    return story;
  },
  "a late begin behind a PID 1 that stood still": () => {
    const story = trueStory({ startBy: t0 + 500 });
    story.faults.push(fault("node-freeze", 450, 1040));
    return story;
  },
  "a refusal of what was not begun": () => {
    const story = neverBegun(trueStory());
    story.told = [];
    story.finally = undefined;
    story.replies = [{ at: t0 + 1005, id, status: "refused", code: "node-offline" }];
    story.ask = {
      ...story.ask,
      ending: { at: t0 + 1006, kind: "error", code: "node-offline", message: "is offline" },
    };
    return story;
  },
  "stops that a shutdown brings": () => {
    const story = trueStory();
    story.signals.push(
      { at: t0 + 4990, bootId, jobId: 90, unit: theJob.unit },
      { at: t0 + 5000, bootId, jobId: 91, unit: "shutdown.target" },
    );
    return story;
  },
};

/** Each kind of lie, and what the judge must call it. */
const lies: readonly [FindingKind, string, () => Story][] = [
  ["false-result", "done, and systemd says failed", () => endWith(trueStory(), "failed")],
  ["false-result", "failed, and systemd says done", () => tell(trueStory(), { result: "failed" })],
  ["false-result", "done, and no agent ever called", () => neverBegun(trueStory())],
  [
    "false-result",
    "done, and systemd never ended such a job",
    () => {
      const story = trueStory();
      story.signals = story.signals.slice(0, 1);
      story.journal = [];
      return story;
    },
  ],
  [
    "false-result",
    "done, before systemd had the job",
    () => tell(trueStory(), { at: t0 + 700, acceptedAt: t0 + 600 }),
  ],
  [
    "false-result",
    "done, and the unit's condition is never met",
    () => trueStory({ unit: "chaos-unmet.service" }),
  ],
  [
    "false-result",
    "done, and the unit did not hold",
    () => {
      const story = trueStory();
      story.ask = { ...story.ask, settleMs: 100 };
      story.journal.push({ at: t0 + 1120, bootId, unit: theJob.unit, isFailure: true });
      return story;
    },
  ],
  ["false-result", "skipped, and it was started", () => tell(trueStory(), { result: "skipped" })],
  [
    "false-result",
    "a dependency that had not failed",
    () => tell(trueStory(), { result: "dependency" }),
  ],
  ["false-result", "canceled by nobody", () => tell(trueStory(), { result: "canceled" })],
  [
    "false-result",
    "canceled long after it had ended otherwise",
    () => {
      const story = tell(trueStory(), { result: "canceled", at: t0 + 3000 });
      story.cancels.push({ id, at: t0 + 2500 });
      return story;
    },
  ],
  ["false-result", "a timeout without a limit", () => tell(trueStory(), { result: "timeout" })],
  [
    "false-result",
    "a timeout long before its time",
    () => tell(endWith(trueStory({ endBy: t0 + 9000 }), "canceled"), { result: "timeout" }),
  ],
  [
    "false-result",
    "a timeout of what had ended in time",
    () => tell(trueStory({ endBy: t0 + 3000 }), { result: "timeout", at: t0 + 3000 }),
  ],
  ["false-result", "expired, and it was begun", () => tell(trueStory(), { result: "expired" })],
  [
    "false-result",
    "refused by systemd, and it was begun",
    () =>
      tell(trueStory(), {
        result: "failed",
        problem: { code: "unit-refused", message: "no" },
      }),
  ],
  [
    "false-resolution",
    "a loss that is falsely resolved",
    () => {
      const story = tell(endWith(trueStory(), "failed"), { result: "lost", at: t0 + 14_000 });
      story.faults.push(fault("node-freeze", 1070, 15_000));
      story.finally = { ...story.job, resolved: { result: "done", at: t0 + 16_000 } };
      return story;
    },
  ],
  ["needless-lost", "a loss when nothing was wrong", () => tell(trueStory(), { result: "lost" })],
  [
    "needless-lost",
    "a reboot that never was",
    () => {
      const story = tell(trueStory(), { result: "lost", detail: "the node was rebooted" });
      story.faults.push(fault("link-cut", 1070, 15_000));
      return story;
    },
  ],
  [
    "needless-lost",
    "a loss by an agent's restart, with ledger and journal whole",
    () => {
      const story = tell(trueStory(), { result: "lost" });
      story.faults.push(fault("agent-kill", 1070, 1070));
      return story;
    },
  ],
  [
    "needless-lost",
    "a loss at its end-by time, when its agent had long been back",
    () => {
      const story = tell(trueStory(), { result: "lost", at: t0 + 14_000, endBy: t0 + 10_900 });
      story.faults.push(fault("agent-kill", 1070, 1070));
      return story;
    },
  ],
  [
    "begun-twice",
    "two jobs of one id",
    () => {
      const story = trueStory();
      story.ledger.push({ bootId, file: 1, id, at: "running", jobId: 78, isNew: true });
      story.signals.push(
        { at: t0 + 1300, bootId, jobId: 78, unit: theJob.unit },
        { at: t0 + 1310, bootId, jobId: 78, unit: theJob.unit, word: "done" },
      );
      return story;
    },
  ],
  [
    "begun-twice",
    "one id in two boots",
    () => {
      const story = trueStory();
      const unit = theJob.unit;
      story.ledger.push({ bootId: otherBoot, file: 2, id, at: "calling", verb: "start", unit });
      return story;
    },
  ],
  [
    "begun-twice",
    "a second call for one id",
    () => {
      const story = trueStory();
      const unit = theJob.unit;
      story.ledger.push({ bootId, file: 1, id, at: "calling", verb: "start", unit });
      return story;
    },
  ],
  [
    "unasked-job",
    "a job that no id accounts for",
    () => {
      const story = trueStory();
      story.signals.push({ at: t0 + 3000, bootId, jobId: 80, unit: theJob.unit });
      return story;
    },
  ],
  [
    "started-too-often",
    "a unit that ran twice for one request",
    () => {
      const story = trueStory();
      const [run] = story.runs;
      if (run) story.runs.push({ ...run, at: run.at + 100 });
      return story;
    },
  ],
  ["begun-late", "a begin after start-by", () => trueStory({ startBy: t0 + 500 })],
  ["begun-late", "a begin after end-by", () => trueStory({ endBy: t0 + 500 })],
  [
    "refused-but-begun",
    "a refusal of what was begun",
    () => {
      const story = trueStory();
      story.ask = {
        ...story.ask,
        ending: { at: t0 + 1006, kind: "error", code: "node-offline", message: "is offline" },
      };
      return story;
    },
  ],
  [
    "changed-end",
    "a second, other end",
    () => {
      const story = endWith(trueStory(), "done");
      story.told.push({ ...story.job, result: "failed" });
      return story;
    },
  ],
  [
    "changed-end",
    "another end when asked at last",
    () => {
      const story = trueStory();
      story.finally = { ...story.job, at: story.job.at + 1 };
      return story;
    },
  ],
  [
    "reopened",
    "an end that is taken back",
    () => {
      const story = trueStory();
      story.told.push({ ...story.job, state: "running" });
      return story;
    },
  ],
  [
    "no-end",
    "a job that never ends",
    () => {
      const story = trueStory();
      story.told.pop();
      const { ending: _, ...ask } = story.ask;
      story.ask = { ...ask, wasAbandoned: true };
      story.finally = story.told.at(-1);
      return story;
    },
  ],
  [
    "endless-call",
    "a call that never returns",
    () => {
      const story = trueStory();
      const { ending: _, ...ask } = story.ask;
      story.ask = ask;
      return story;
    },
  ],
  [
    "endless-call",
    "a call that returns too late",
    () => {
      const story = trueStory();
      story.ask = { ...story.ask, ending: { at: t0 + 110_000, kind: "job", job: story.job } };
      return story;
    },
  ],
  [
    "endless-call",
    "a hirtectl that hangs before it says its id",
    () => {
      const story = trueStory();
      const { ending: _, id: _id, ...ask } = story.ask;
      story.ask = { ...ask, client: "hirtectl" };
      return story;
    },
  ],
  [
    "told-otherwise",
    "a caller who is told another end",
    () => {
      const story = trueStory();
      const job = { ...story.job, result: "failed" } as const;
      story.ask = { ...story.ask, ending: { at: t0 + 1210, kind: "job", job } };
      return story;
    },
  ],
  [
    "told-otherwise",
    "an exit status that is not the job's",
    () => {
      const story = trueStory();
      const ending = { at: t0 + 1210, kind: "job", job: story.job, exitStatus: 1 } as const;
      story.ask = { ...story.ask, client: "hirtectl", ending };
      return story;
    },
  ],
  [
    "unknown-without-reason",
    "nobody knows, and nothing was wrong",
    () => {
      const story = trueStory();
      const code = "outcome-unknown";
      story.ask = { ...story.ask, ending: { at: t0 + 1210, kind: "error", code, message: "?" } };
      return story;
    },
  ],
  [
    "wrong-state",
    "a unit that is shown active and is not",
    () => {
      const story = trueStory();
      story.readings.push({
        reader: "list-units",
        subject: "node1",
        shown: ["x.service active running"],
        real: ["x.service inactive dead"],
      });
      return story;
    },
  ],
  [
    "left-behind",
    "a job that stays retained",
    () => {
      const story = trueStory();
      story.retained.push(id);
      return story;
    },
  ],
  [
    "stranger",
    "a job nobody asked for",
    () => {
      const story = trueStory();
      story.ask = { ...story.ask, id: "f".repeat(32) };
      return story;
    },
  ],
];

describe("the judge of a chaos run", () => {
  for (const [what, story] of Object.entries(truths)) {
    it(`[REQ-CHAOS-2] finds nothing in ${what}`, () => {
      assert.deepEqual(judge(historyOf(story())).findings, []);
    });
  }

  for (const [kind, what, story] of lies) {
    it(`[REQ-CHAOS-1] finds ${what}`, () => {
      assert.ok(found(story()).includes(kind), `${kind} is not among ${found(story()).join(", ")}`);
    });
  }

  it("[REQ-CHAOS-1] has been shown a lie of every kind it knows", () => {
    const shown = new Set(lies.map(([kind]) => kind));
    assert.deepEqual(
      Object.keys(findingKinds).filter((kind) => !shown.has(kind as FindingKind)),
      [],
    );
  });

  it("[REQ-CHAOS-2] counts as unproven what nobody could hear, and holds it against nobody", () => {
    const story = trueStory();
    story.signals = story.signals.slice(0, 1);
    story.journal = [];
    story.gaps.push({ fromAt: t0 + 1080, toAt: t0 + 1500 });
    const { findings, doubts } = judge(historyOf(story));
    assert.deepEqual([findings.length, doubts.length], [0, 1]);
  });
});
