import { exitOfError, exitOfJob } from "../../../cli/exit-codes.ts";
import type { ErrorCode } from "../../../src/core/errors.ts";
import type { Job } from "../../../src/protocol/generated/schemas.ts";
import type { Ask, History } from "../history.ts";
import { type Case, endOf, type Facts, faultsDuring } from "./facts.ts";
import type { Finding } from "./finding.ts";

/** Within this, after all faults are undone, every call must have ended. */
export const callBoundMs = 45_000;

/** A client that waits in vain says so after this long at most; a fault before that may be the reason. */
const patienceMs = 120_000;

/** Whether each id and each call has one end, and the same for everybody. */
export function judgeEnds(facts: Facts): Finding[] {
  const { history, cases } = facts;
  return [
    ...cases.flatMap((subject) => [...ends(subject), ...strangers(subject, history)]),
    ...cases.flatMap((subject) => subject.asks.flatMap((ask) => [...calls(history, subject, ask)])),
    ...history.asks
      .filter(({ id }) => id === undefined)
      .flatMap((ask) => [...endless(history, ask)]),
    ...history.retained.map(
      (id): Finding => ({
        kind: "left-behind",
        id,
        subject: "broker",
        message: "its topic is still retained",
      }),
    ),
  ];
}

function* ends(subject: Case): Generator<Finding> {
  const { id, told, finally: last } = subject;
  const where = subjectOf(subject);
  const finished = [
    ...told.map(({ job }) => job).filter(({ state }) => state === "finished"),
    ...(last?.state === "finished" ? [last] : []),
  ];
  const [first] = finished;
  if (!first) {
    if (told.length > 0 || last || subject.replies.some(({ status }) => status === "accepted")) {
      yield {
        kind: "no-end",
        id,
        subject: where,
        message: `it is ${last?.state ?? "unknown"} at the end`,
      };
    }
    return;
  }
  const others = new Set(finished.map(withoutResolution));
  if (others.size > 1) {
    yield { kind: "changed-end", id, subject: where, message: [...others].join(" / ") };
  }
  const resolutions = new Set(finished.flatMap(({ resolved }) => resolved?.result ?? []));
  if (resolutions.size > 1 || (resolutions.size > 0 && first.result !== "lost")) {
    const message = `told later: ${[...resolutions].join(" / ")}, after ${first.result}`;
    yield { kind: "changed-end", id, subject: where, message };
  }
  const at = told.findIndex(({ job }) => job.state === "finished");
  const again = at < 0 ? undefined : told.slice(at).find(({ job }) => job.state !== "finished");
  if (again) {
    yield { kind: "reopened", id, subject: where, message: `it is ${again.job.state} again` };
  }
}

/** An end without what was learned later, to be compared. */
function withoutResolution({ resolved: _, ...job }: Job): string {
  return JSON.stringify(Object.entries(job).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function* strangers(subject: Case, history: History): Generator<Finding> {
  const { id, told, asks } = subject;
  const [first] = told;
  if (!first || asks.length > 0) return;
  // hirtectl may die before it says its id; the user's name says whose it was.
  if (history.asks.some(({ user, id: known }) => known === undefined && user === first.job.user))
    return;
  yield {
    kind: "stranger",
    id,
    subject: subjectOf(subject),
    message: `asked by ${first.job.user}`,
  };
}

function* endless(history: History, ask: Ask): Generator<Finding> {
  const { ending, wasAbandoned, id } = ask;
  if (wasAbandoned) return;
  const boundAt = history.calmAt + callBoundMs;
  if (ending && ending.at <= boundAt) return;
  const said = ending ? `it ended ${ending.at - boundAt} ms too late` : "it never ended";
  yield {
    kind: "endless-call",
    ...(id === undefined ? {} : { id }),
    subject: `${ask.node} ${ask.unit}`,
    message: `${ask.client} ${ask.user}: ${said}`,
  };
}

function* calls(history: History, subject: Case, ask: Ask): Generator<Finding> {
  yield* endless(history, ask);
  const { ending, client } = ask;
  if (!ending) return;
  const end = endOf(subject);
  const say = (kind: Finding["kind"], message: string): Finding => ({
    kind,
    id: subject.id,
    subject: subjectOf(subject),
    message: `${client} ${ask.user}: ${message}`,
  });
  switch (ending.kind) {
    case "job":
      if (!end || withoutResolution(end) !== withoutResolution(ending.job)) {
        const heard = `${ending.job.result ?? ending.job.state} (${ending.job.detail ?? ""})`;
        yield say("told-otherwise", `heard ${heard}, others ${end?.result ?? "nothing"}`);
      }
      if (ending.exitStatus !== undefined && ending.exitStatus !== exitOfJob(ending.job)) {
        yield say("told-otherwise", `exit status ${ending.exitStatus} for ${ending.job.result}`);
      }
      return;
    case "accepted":
      if (!end) yield say("told-otherwise", "heard that it was accepted, others nothing");
      return;
    case "error":
      yield* failedCall(history, subject, ask, ending, say);
      return;
    case "died":
      return;
  }
}

function* failedCall(
  history: History,
  subject: Case,
  ask: Ask,
  ending: Extract<NonNullable<Ask["ending"]>, { kind: "error" }>,
  say: (kind: Finding["kind"], message: string) => Finding,
): Generator<Finding> {
  const { code, message, exitStatus } = ending;
  // Codes come from HirteError, whose table the type is of.
  if (exitStatus !== undefined && exitStatus !== exitOfError(code as ErrorCode)) {
    yield say("told-otherwise", `exit status ${exitStatus} for ${code}`);
  }
  if (code === "outcome-unknown" || (code === "closed" && ask.wasAbandoned)) {
    const faults = faultsDuring(history, ["primary", ask.node], ending.at - patienceMs, ending.at);
    if (!ask.wasAbandoned && faults.length === 0) yield say("unknown-without-reason", message);
    return;
  }
  const begun = subject.links.some(({ jobId }) => jobId !== undefined);
  const job = subject.told[0]?.job ?? subject.finally;
  // A raw client asks again after a refusal: what counts is that none of its copies was taken on.
  const isAll = subject.replies.every(({ status }) => status === "refused");
  if ((begun || job) && (ask.client !== "raw" || isAll)) {
    yield say(
      "refused-but-begun",
      `heard ${code} (${message}), and it is ${job?.result ?? "begun"}`,
    );
  }
}

function subjectOf({ asks, links, told, finally: last }: Case): string {
  const one = asks[0] ?? told[0]?.job ?? last ?? links[0];
  return one ? `${one.node} ${one.unit}` : "?";
}
