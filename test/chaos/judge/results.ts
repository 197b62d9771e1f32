import type { Job, JobResult } from "../../../src/protocol/generated/schemas.ts";
import type { History } from "../history.ts";
import { testUnit } from "../units.ts";
import { type Case, faultsDuring, type SystemdJob } from "./facts.ts";

/** What the record says of a result: true, false, or not enough to tell. */
export type Verdict =
  | { readonly is: "true" }
  | { readonly is: "false"; readonly why: string }
  | { readonly is: "unproven"; readonly why: string };

/** Words of JobRemoved that are told as they are; any other is told as `failed`. */
const sameWords: ReadonlySet<string> = new Set<JobResult>([
  "done",
  "failed",
  "canceled",
  "timeout",
  "dependency",
  "skipped",
]);
/** What is heard here is late by as much, at most, as this process may be busy with other things. */
const hearingMs = 250;
/** How long systemd may take to execute a unit's program, before which no time to hold begins. */
const executingMs = 1000;
/** Between a line of PID 1 and its signal as it is heard here, ordinarily. */
const signalMs = 50;
/** How much an agent may take the manager's clock to be ahead where nothing was wrong, and where something was. */
const clockSlackMs = { calm: 500, troubled: 20_000 } as const;

const isTrue: Verdict = { is: "true" };
const isFalse = (why: string): Verdict => ({ is: "false", why });
const isUnproven = (why: string): Verdict => ({ is: "unproven", why });

/** Whether a result that was told of an id is what happened. `lost` is judged elsewhere. */
export function judgeResult(
  history: History,
  subject: Case,
  job: Job,
  result: Exclude<JobResult, "lost">,
  toldAt: number,
): Verdict {
  const context: Context = { history, subject, job, toldAt };
  switch (result) {
    case "done":
      return done(context);
    case "skipped":
      return skipped(context);
    case "failed":
      return failed(context);
    case "dependency":
      return byWord(context, ["dependency"]);
    case "canceled":
      return canceled(context);
    case "timeout":
      return timeout(context);
    case "expired":
      return neverBegun(context);
  }
}

interface Context {
  readonly history: History;
  readonly subject: Case;
  readonly job: Job;
  readonly toldAt: number;
}

function done(context: Context): Verdict {
  const { job } = context;
  const isStart = job.verb === "start" || job.verb === "restart";
  if (isStart && testUnit(job.unit ?? "")?.isUnmet) {
    return isFalse("a condition of the unit is never met, so nothing was started");
  }
  const verdict = byWord(context, ["done"]);
  if (verdict.is !== "true" || !isStart) return verdict;
  const failure = failureAfterEnd(context);
  if (!failure || failure.afterMs < 0) return verdict;
  const heldMs = Math.max(failure.afterMs, failure.activeMs ?? 0);
  const settleMs = settleOf(context);
  // Shortly before its time is over, whoever looks may look too early.
  return heldMs < settleMs - signalMs
    ? isFalse(`the unit failed ${heldMs} ms after its start, and was to hold ${settleMs} ms`)
    : verdict;
}

function skipped(context: Context): Verdict {
  const isUnmet = testUnit(context.job.unit ?? "")?.isUnmet === true;
  return byWord(context, isUnmet ? ["skipped", "done"] : ["skipped"]);
}

function failed(context: Context): Verdict {
  const { subject, job } = context;
  const begun = subject.links.filter(({ jobId }) => jobId !== undefined);
  if (job.problem) {
    return begun.length === 0
      ? isTrue
      : isFalse(`it is said that systemd refused (${job.problem.message}), and it had the job`);
  }
  const word = wordOf(context);
  if (word === "done") {
    const afterMs = failureAfterEnd(context)?.afterMs ?? Number.POSITIVE_INFINITY;
    const settleMs = settleOf(context);
    return afterMs <= settleMs + executingMs + hearingMs
      ? isTrue
      : isFalse("systemd's word is done, and the unit did not fail in the time it was to hold");
  }
  if (word !== undefined) {
    return word === "failed" || !sameWords.has(word)
      ? isTrue
      : isFalse(`systemd's word is ${word}`);
  }
  return withoutWord(context);
}

/** Somebody else's job took its place, or whoever asked let go of it. */
function canceled(context: Context): Verdict {
  const { subject } = context;
  if (wordOf(context) === "canceled") return isTrue;
  const wish = Math.min(...subject.cancels);
  if (subject.cancels.length === 0) {
    return subject.jobs.length > 0 || subject.links.length === 0
      ? isFalse(`nobody asked for that, and systemd's word is ${wordOf(context) ?? "not known"}`)
      : isUnproven("how systemd ended the job was not heard");
  }
  return endedBefore(subject.jobs, wish);
}

function timeout(context: Context): Verdict {
  const { history, subject, job } = context;
  if (wordOf(context) === "timeout") return isTrue;
  if (job.endBy === undefined) return isFalse("no end-by time was set, and systemd says otherwise");
  const troubles = faultsDuring(history, [job.node, "primary"], job.acceptedAt - 10_000, job.at);
  const slackMs = troubles.length === 0 ? clockSlackMs.calm : clockSlackMs.troubled;
  if (job.at < job.endBy - slackMs) {
    return isFalse(`it was told ${job.endBy - job.at} ms before its time was over`);
  }
  return endedBefore(subject.jobs, job.endBy - slackMs);
}

function neverBegun({ subject }: Context): Verdict {
  const begun = subject.links.find(({ jobId }) => jobId !== undefined);
  return begun ? isFalse(`it was begun on ${begun.node} as job ${begun.jobId}`) : isTrue;
}

function endedBefore(jobs: readonly SystemdJob[], atMs: number): Verdict {
  const early = jobs.find(
    ({ endedAt, words }) =>
      endedAt !== undefined && endedAt < atMs - hearingMs && !words.includes("canceled"),
  );
  return early ? isFalse(`systemd had ended it before that: ${early.words.join(", ")}`) : isTrue;
}

function byWord(context: Context, wanted: readonly string[]): Verdict {
  const word = wordOf(context);
  if (word === undefined) return withoutWord(context);
  if (!wanted.includes(word)) return isFalse(`systemd's word is ${word}`);
  const [job] = context.subject.jobs;
  return job && job.begunAt > context.toldAt + hearingMs
    ? isFalse(`it was told ${job.begunAt - context.toldAt} ms before systemd had the job`)
    : isTrue;
}

/** systemd's word for the job of this id; undefined where it was not heard, or where there is no one job. */
function wordOf({ subject }: Context): string | undefined {
  const words = subject.jobs.flatMap((job) => job.words);
  return new Set(words).size === 1 ? words[0] : undefined;
}

function withoutWord({ history, subject, job }: Context): Verdict {
  if (subject.links.length === 0) return isFalse("no agent ever called systemd for it");
  const words = subject.jobs.flatMap(({ words }) => words);
  if (words.length > 0) return isFalse(`systemd's words are ${words.join(", ")}`);
  const truth = history.nodes.find(({ node }) => node === job.node);
  const begunAt = Math.min(job.acceptedAt, ...subject.jobs.map((j) => j.begunAt));
  const wasDeaf = truth?.gaps.some((gap) => gap.fromAt <= job.at && gap.toAt >= begunAt) ?? true;
  return wasDeaf
    ? isUnproven("PID 1 could not be listened to when the job ended, and the journal is silent")
    : isFalse("systemd was listened to all the time, and never ended such a job");
}

/**
 * The unit's first failure after its job had ended, in the same boot. `afterMs`: how long after, by the
 * times at which PID 1 wrote its lines; it writes nothing of a start that found its unit active: then its
 * signal must do, which is heard a little later. `activeMs`: how long the unit was active before it failed,
 * by PID 1's own marks; on a machine that stands still now and then, lines are written later than that.
 */
function failureAfterEnd({ history, subject, job }: Context) {
  const [systemdJob] = subject.jobs;
  const truth = history.nodes.find(({ node }) => node === job.node);
  const written = truth?.journal.find(
    (n) =>
      n.jobId === systemdJob?.jobId &&
      n.bootId === systemdJob?.bootId &&
      n.word === "done" &&
      n.type !== "restart",
  );
  const endAt = written?.at ?? systemdJob?.endedAt;
  if (!truth || !systemdJob || endAt === undefined) return undefined;
  const { bootId } = systemdJob;
  const earliestAt = written ? endAt : endAt - signalMs;
  const failure = truth.journal.find(
    (n) => n.isFailure && n.unit === job.unit && n.bootId === bootId && n.at >= earliestAt,
  );
  if (!failure) return undefined;
  const active = truth.spans.find(
    (s) => s.unit === job.unit && s.bootId === bootId && s.at >= failure.at,
  );
  return { afterMs: failure.at - endAt, activeMs: active?.forMs };
}

function settleOf({ subject }: Context): number {
  return Math.max(0, ...subject.asks.map(({ settleMs = 0 }) => settleMs));
}
