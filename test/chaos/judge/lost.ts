import type { Job } from "../../../src/protocol/generated/schemas.ts";
import type { History } from "../history.ts";
import type { FaultKind } from "../plan.ts";
import { type Case, faultsDuring } from "./facts.ts";

/**
 * Faults that keep nobody from knowing how a job ended: the agent, or systemd, is back in a moment,
 * the ledger holds the job's number, and the journal its end.
 */
const harmless: ReadonlySet<FaultKind> = new Set<FaultKind>([
  "agent-kill",
  "agent-restart",
  "dbus-kill",
  "dbus-freeze",
  "dbus-restart",
  "daemon-reexec",
  "daemon-reload",
]);
/** A fault is felt for longer than it lasts: presence time, reconnecting, waiting for rebuilt jobs. */
const aftermathMs = 25_000;

/** An agent that was killed, or lost its systemd, may need so long to be back on a busy machine. */
const comeBackMs = 10_000;

/** Why `lost` may not be said of this job; undefined: its end could not be known. */
export function needlessLoss(history: History, subject: Case, job: Job): string | undefined {
  const faults = faultsDuring(history, [job.node, "primary"], job.acceptedAt - aftermathMs, job.at);
  if (faults.length === 0) return "nothing had gone wrong on its node or on the primary";
  if (job.detail === "the node was rebooted") {
    const boots = new Set(
      history.nodes
        .filter(({ node }) => node === job.node)
        .flatMap(({ ledger, signals, journal }) => [...ledger, ...signals, ...journal])
        .map(({ bootId }) => bootId),
    );
    return boots.size > 1 ? undefined : "its node was never rebooted";
  }
  if (faults.some(({ kind }) => !harmless.has(kind))) return undefined;
  // Its time ended the waiting before the agent was back.
  if (isOverdue(job) && faults.some(({ toAt }) => toAt > job.at - comeBackMs)) return undefined;
  const isInLedger = subject.links.some(({ jobId }) => jobId !== undefined);
  const journal = history.nodes.find(({ node }) => node === job.node)?.journal ?? [];
  const isInJournal = subject.jobs.some((systemdJob) =>
    journal.some(
      (note) =>
        note.jobId === systemdJob.jobId &&
        note.bootId === systemdJob.bootId &&
        note.word !== undefined &&
        !(note.type === "restart" && note.word === "done"),
    ),
  );
  return isInLedger && isInJournal
    ? `its number is in the ledger and its end in the journal; ${faults.map(({ kind }) => kind).join(", ")} made nothing unknowable`
    : undefined;
}

function isOverdue({ at, endBy }: Job): boolean {
  return endBy !== undefined && at > endBy;
}
