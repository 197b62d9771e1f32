import type { ErrorCode } from "../src/core/errors.ts";
import type { Job } from "../src/protocol/generated/schemas.ts";

/** Every exit status of hirtectl. With several targets it is the highest. */
export const exitStatuses = {
  done: {
    status: 0,
    summary: "Done; or skipped, because a condition of the unit was not met (a warning says so).",
  },
  failed: {
    status: 1,
    summary:
      "The job failed: it ended with any other result than done. is-failed, is-enabled: no. list-unit-files: none. is-online: not online, or hirte is not there. audit verify: the log is not as hirte wrote it, or lacks the record that was expected.",
  },
  usage: {
    status: 2,
    summary: "The command line or the configuration is wrong; nothing was sent.",
  },
  inactive: { status: 3, summary: "status: the unit is not active." },
  unknownName: { status: 4, summary: "There is no such unit, node or command." },
  offline: {
    status: 5,
    summary: "The node is offline or does not answer; or the job is lost: its unit may be running.",
  },
  late: {
    status: 6,
    summary:
      "Timed out, expired before it was begun, or no answer in time to a question to a hirte that is there.",
  },
  refused: { status: 7, summary: "Refused: not allowed, too much under way, or not understood." },
  unreachable: {
    status: 8,
    summary: "hirte cannot be reached, or has not answered at all; no job was sent.",
  },
  unknownOutcome: {
    status: 9,
    summary:
      "Sent, but the outcome is not known: hirte did not come back, or the wait was interrupted.",
  },
  unwritten: {
    status: 10,
    summary: "It went well, but standard output or error could not be written, as on a full disk.",
  },
  interrupted: { status: 130, summary: "Interrupted before anything was sent." },
} as const;

/** Name of an exit status. */
export type ExitName = keyof typeof exitStatuses;

/** What each failure comes to; any other refusal is a refusal. */
const exitOfCode: Partial<Record<ErrorCode, ExitName>> = {
  "bad-argument": "usage",
  "bad-config": "usage",
  closed: "interrupted",
  deadline: "late",
  expired: "late",
  lost: "offline",
  "no-such-command": "unknownName",
  "no-such-job": "unknownName",
  "no-such-node": "unknownName",
  "no-such-unit": "unknownName",
  "no-such-user": "unknownName",
  "node-offline": "offline",
  "node-unreachable": "offline",
  "not-reachable": "unreachable",
  "outcome-unknown": "unknownOutcome",
  "unit-masked": "failed",
  "unit-refused": "failed",
};

/** The exit status of a failure. */
export function exitOfError(code: ErrorCode): number {
  return exitStatuses[exitOfCode[code] ?? "refused"].status;
}

/** The exit status of a job that has ended. */
export function exitOfJob(job: Pick<Job, "result" | "problem">): number {
  return exitStatuses[nameOfEnd(job)].status;
}

function nameOfEnd({ result, problem }: Pick<Job, "result" | "problem">): ExitName {
  // An end without a result says only that it ended.
  const end = result ?? "lost";
  switch (end) {
    case "done":
    case "skipped":
      return "done";
    case "timeout":
    case "expired":
      return "late";
    case "lost":
      return "offline";
    case "failed":
      if (problem?.code === "no-such-unit" || problem?.code === "no-such-command") {
        return "unknownName";
      }
      return problem?.code === "denied" ? "refused" : "failed";
    case "canceled":
    case "dependency":
      return "failed";
  }
}

/** The worst of several. */
export function worst(statuses: Iterable<number>): number {
  return Math.max(0, ...statuses);
}
