import type { After, JobResult, Report } from "../src/protocol/generated/schemas.ts";
import type { JobVerb } from "../src/protocol/verbs.ts";
import type { Evidence } from "./ports.ts";

/** How a job ended: a finished report without id and session. */
export interface Outcome
  extends Pick<Report, "detail" | "problem" | "after" | "files" | "hasInstall"> {
  readonly result: JobResult;
}

/**
 * Types of service that systemd calls started without a word of theirs: once the process was forked
 * (simple, idle) or executed (exec), whatever becomes of it (systemd.service(5)).
 */
const startedUnheard: ReadonlySet<string> = new Set(["simple", "idle", "exec"]);

/** What the outcome of a systemd job depends on, besides systemd's word. */
export interface OutcomePolicy {
  readonly verb: JobVerb;
  /** For Type=simple, exec and idle: how long a start must hold. 0: not at all. */
  readonly settleMs: number;
}

/** Results that a report says as systemd says them (org.freedesktop.systemd1(5), JobRemoved). */
const systemdResults: ReadonlySet<string> = new Set<JobResult>([
  "done",
  "failed",
  "canceled",
  "timeout",
  "dependency",
  "skipped",
]);

/** What JobRemoved's `word`, and the unit as it was found afterwards, mean. */
export function outcomeOf(
  word: string,
  evidence: Evidence | undefined,
  { verb }: OutcomePolicy,
): Outcome {
  const after = evidence && afterOf(evidence);
  const facts = after ? { after } : {};
  if (!systemdResults.has(word)) return { result: "failed", detail: word, ...facts };
  if (isUnmet(word, evidence, verb)) return { result: "skipped", ...facts };
  // The set above holds results and nothing else.
  return { result: word as JobResult, ...facts };
}

/** systemd(1): a start whose Condition…= is not met does nothing, and its job is "done" all the same. */
function isUnmet(word: string, evidence: Evidence | undefined, verb: JobVerb): boolean {
  return (
    word === "done" &&
    isStart(verb) &&
    evidence?.active === "inactive" &&
    evidence.condition === false
  );
}

/**
 * Whether a start that is "done" must hold for a while before it is believed. One that started nothing
 * has nothing to hold, and what is read of its unit later is of another job.
 */
export function mustSettle(
  word: string,
  evidence: Evidence | undefined,
  { verb, settleMs }: OutcomePolicy,
): boolean {
  return (
    word === "done" &&
    isStart(verb) &&
    settleMs > 0 &&
    !isUnmet(word, evidence, verb) &&
    startedUnheard.has(evidence?.serviceType ?? "")
  );
}

/** Whether a unit in this state did not hold after its start. */
export function hasFailed(unit: Pick<Evidence, "active" | "sub" | "result">): boolean {
  return unit.active === "failed" || unit.sub.startsWith("auto-restart") || isFailing(unit);
}

/** It has failed, and is still being brought down: its ExecStopPost= runs. */
function isFailing({ active, result }: Pick<Evidence, "active" | "result">): boolean {
  return active === "deactivating" && result !== undefined && result !== "" && result !== "success";
}

/**
 * Whether a unit that has failed by now had held for its time before: whoever was away, or stood still,
 * sees the failure long after it. What starts itself again may have had several runs since; then the
 * last one says nothing of the first.
 */
export function hadHeld(evidence: Evidence, { settleMs }: OutcomePolicy): boolean {
  const { active, heldMs } = evidence;
  const isOver = active === "failed" || isFailing(evidence);
  return isOver && !wasNotExecuted(evidence) && heldMs !== undefined && heldMs >= settleMs;
}

/** How long is waited for systemd to execute a unit's program; it lets Type=idle wait 5 s. */
export const executionPatienceMs = 10_000;

/**
 * systemd's own exit statuses between fork and execve (systemd.exec(5), "Process Exit Codes"): its program
 * never ran, though the unit was called active meanwhile. What ran for long has said that itself.
 */
function wasNotExecuted({ exitCode = 0, serviceType, heldMs = 0 }: Evidence): boolean {
  return (
    exitCode >= 200 && exitCode <= 245 && serviceType !== "exec" && heldMs < executionPatienceMs
  );
}

/** The evidence as a report carries it. */
export function afterOf({
  serviceType: _,
  heldMs: _held,
  wasActive: _active,
  mainPid: _pid,
  ...after
}: Evidence): After {
  return after;
}

function isStart(verb: JobVerb): boolean {
  return verb === "start" || verb === "restart";
}

/** Log lines sent along with an end that is not `done`. */
export const logLines = 10;

/** The outcome with the last log lines of its unit. */
export function withLog(outcome: Outcome, lines: readonly string[]): Outcome {
  if (!outcome.after || lines.length === 0) return outcome;
  // The generated type spells a list of at most 20 as a union of tuples; no more than `logLines` are asked for.
  const log = lines as NonNullable<NonNullable<Outcome["after"]>["log"]>;
  return { ...outcome, after: { ...outcome.after, log } };
}
