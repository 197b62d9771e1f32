import type { Job } from "../../../src/protocol/generated/schemas.ts";
import type { JobVerb } from "../../../src/protocol/verbs.ts";
import type { Ask, DoneFault, History, NodeTruth } from "../../chaos/history.ts";

const t0 = 1_700_000_000_000;
const id = "0123456789abcdef0123456789abcdef";
const bootId = "b".repeat(32);

/** A job that is about a unit. */
export type UnitJob = Job & { readonly unit: string; readonly verb: JobVerb };

/** The job of a true history, and what it is at its end. */
export const theJob: UnitJob = {
  id,
  epoch: 1,
  user: "alice",
  node: "node1",
  unit: "chaos-simple.service",
  verb: "start",
  state: "finished",
  result: "done",
  at: t0 + 1200,
  acceptedAt: t0 + 1000,
  startBy: t0 + 2000,
};

/** A parts list of a history, to be changed by a test before it is judged. */
export interface Story {
  job: UnitJob;
  ask: Ask;
  told: Job[];
  finally: Job | undefined;
  ledger: NodeTruth["ledger"][number][];
  signals: NodeTruth["signals"][number][];
  spans: NodeTruth["spans"][number][];
  journal: NodeTruth["journal"][number][];
  runs: NodeTruth["runs"][number][];
  gaps: NodeTruth["gaps"][number][];
  faults: DoneFault[];
  cancels: History["cancels"][number][];
  replies: History["replies"][number][];
  readings: History["readings"][number][];
  retained: string[];
}

/** A start that was asked for, accepted, begun in time, done, and told to be done: no lie in it. */
export function trueStory(change: Partial<UnitJob> = {}): Story {
  const job = { ...theJob, ...change };
  const { unit } = job;
  return {
    job,
    ask: {
      id,
      client: "library",
      user: "alice",
      node: "node1",
      verb: job.verb,
      unit,
      askedAt: t0 + 990,
      wasAbandoned: false,
      ending: { at: t0 + 1210, kind: "job", job },
    },
    told: [{ ...withoutEnd(job), state: "queued" }, { ...withoutEnd(job), state: "running" }, job],
    finally: job,
    ledger: [
      { bootId, file: 1, id, at: "calling", verb: job.verb, unit },
      { bootId, file: 1, id, at: "running", jobId: 77, isNew: true },
      { bootId, file: 1, id, at: "finished", result: "done" },
    ],
    spans: [],
    signals: [
      { at: t0 + 1050, bootId, jobId: 77, unit },
      { at: t0 + 1100, bootId, jobId: 77, unit, word: "done" },
    ],
    journal: [
      { at: t0 + 1051, bootId, unit, jobId: 77, type: "start" },
      { at: t0 + 1099, bootId, unit, jobId: 77, type: "start", word: "done" },
    ],
    runs: [{ at: t0 + 1060, bootId, unit, what: "start", invocation: "i".repeat(32) }],
    gaps: [],
    faults: [],
    cancels: [],
    replies: [
      { at: t0 + 1005, id, status: "accepted", job: { ...withoutEnd(job), state: "queued" } },
    ],
    readings: [],
    retained: [],
  };
}

/** systemd ended the job with this word. */
export function endWith(story: Story, word: string): Story {
  const change = <T extends { word?: string }>(note: T): T =>
    note.word === undefined ? note : { ...note, word };
  story.signals = story.signals.map(change);
  story.journal = story.journal.map(change);
  return story;
}

/** This end was told, to everybody alike. */
export function tell(story: Story, change: Partial<UnitJob>): Story {
  const job = { ...story.job, ...change };
  story.job = job;
  story.told = [...story.told.slice(0, -1), job];
  story.finally = job;
  story.ask = { ...story.ask, ending: { at: job.at + 10, kind: "job", job } };
  return story;
}

/** No agent ever heard of it. */
export function neverBegun(story: Story): Story {
  story.ledger = [];
  story.signals = [];
  story.journal = [];
  story.runs = [];
  return story;
}

/** A fault that was done at this many milliseconds. */
export function fault(
  kind: DoneFault["kind"],
  fromMs: number,
  toMs: number,
  machine = "node1",
): DoneFault {
  return {
    kind,
    machine,
    atMs: fromMs,
    forMs: toMs - fromMs,
    amount: 0,
    fromAt: t0 + fromMs,
    toAt: t0 + toMs,
  };
}

/** The story as it was recorded. */
export function historyOf(story: Story): History {
  return {
    startedAt: t0,
    calmAt: t0 + 60_000,
    endedAt: t0 + 120_000,
    asks: [story.ask],
    told: story.told.map((job) => ({ at: job.at + 5, job })),
    replies: story.replies,
    cancels: story.cancels,
    faults: story.faults,
    copies: 0,
    nodes: [
      {
        node: "node1",
        ledger: story.ledger,
        signals: story.signals,
        spans: story.spans,
        gaps: story.gaps,
        journal: story.journal,
        runs: story.runs,
      },
    ],
    finally: new Map(story.finally ? [[id, story.finally]] : []),
    readings: story.readings,
    retained: story.retained,
  };
}

export const times = { t0, id, bootId };

function withoutEnd({ result: _, ...job }: Job): Job {
  return { ...job, at: t0 + 1001 };
}
