import type { Job, JobResult } from "../../src/protocol/generated/schemas.ts";
import type { JobVerb } from "../../src/protocol/verbs.ts";
import type { Fault } from "./plan.ts";

/**
 * What was recorded of a run: what was asked, what was told, and what was true. All times are
 * milliseconds since 1970 on the one clock that all machines of the lab share; it is the manager's
 * clock too.
 */
export interface History {
  readonly startedAt: number;
  /** All faults are undone from here on. */
  readonly calmAt: number;
  /** The record ends here. */
  readonly endedAt: number;
  readonly asks: readonly Ask[];
  readonly told: readonly Told[];
  readonly replies: readonly Answered[];
  /** Wishes that a job be let go of. */
  readonly cancels: readonly { readonly id: string; readonly at: number }[];
  /** What was really done, and when. */
  readonly faults: readonly DoneFault[];
  /** How many commands and reports were delivered again. */
  readonly copies: number;
  readonly nodes: readonly NodeTruth[];
  /** What hirte says at the end of each id that was ever seen; absent: it knows no such job. */
  readonly finally: ReadonlyMap<string, Job>;
  readonly readings: readonly Reading[];
  /** Jobs that are still retained on the broker at the end. */
  readonly retained: readonly string[];
}

/** Something that was asked, by one call of one client. */
export interface Ask {
  /** Unknown where hirtectl died before it said it. */
  readonly id?: string;
  readonly client: ClientKind;
  readonly user: string;
  readonly node: string;
  readonly verb: JobVerb;
  readonly unit: string;
  readonly askedAt: number;
  readonly settleMs?: number;
  /** Given up on purpose: killed, aborted, or its connection cut. */
  readonly wasAbandoned: boolean;
  readonly ending?: Ending;
}

export type ClientKind = "library" | "hirtectl" | "raw";

/** How a call ended for who made it. */
export type Ending =
  | { readonly at: number; readonly kind: "job"; readonly job: Job; readonly exitStatus?: number }
  /** It did not wait for the end. */
  | { readonly at: number; readonly kind: "accepted"; readonly exitStatus?: number }
  | {
      readonly at: number;
      readonly kind: "error";
      readonly code: string;
      readonly message: string;
      readonly exitStatus?: number;
    }
  /** The process died, by a fault or on purpose. */
  | { readonly at: number; readonly kind: "died"; readonly why: string };

/** A message on jobs/{job}, as a third party saw it. */
export interface Told {
  readonly at: number;
  readonly job: Job;
}

/** A message on replies/{user}/{id}. */
export interface Answered {
  readonly at: number;
  readonly id: string;
  readonly status: "accepted" | "refused" | "result";
  readonly code?: string;
  readonly job?: Job;
}

/** A fault that was done. */
export interface DoneFault extends Fault {
  readonly fromAt: number;
  readonly toAt: number;
  /** What could not be done. */
  readonly trouble?: string;
}

/** The recorded truth of a node. */
export interface NodeTruth {
  readonly node: string;
  readonly ledger: readonly LedgerNote[];
  readonly signals: readonly JobSignal[];
  readonly spans: readonly ActiveSpan[];
  /** When PID 1 could not be listened to, though the machine was on. */
  readonly gaps: readonly { readonly fromAt: number; readonly toAt: number }[];
  readonly journal: readonly JournalNote[];
  readonly runs: readonly RunNote[];
}

/** A line of the agent's ledger. A file that replaced another one begins with what that one held. */
export interface LedgerNote {
  readonly bootId: string;
  readonly file: number;
  readonly id: string;
  readonly at: "calling" | "running" | "finished";
  readonly verb?: string;
  readonly unit?: string;
  readonly jobId?: number;
  readonly isNew?: boolean;
  readonly result?: JobResult;
  /** The end says that systemd refused. */
  readonly hasProblem?: boolean;
}

/** JobNew or JobRemoved of PID 1. */
export interface JobSignal {
  readonly at: number;
  readonly bootId: string;
  readonly jobId: number;
  readonly unit: string;
  /** Absent: JobNew. */
  readonly word?: string;
}

/**
 * A time that a unit was active, by PID 1's own marks. Its lines in the journal bear the times at which
 * they were written, and on a machine that stands still now and then these are others.
 */
export interface ActiveSpan {
  /** When PID 1 told of its end. */
  readonly at: number;
  readonly bootId: string;
  readonly unit: string;
  readonly forMs: number;
}

/** A line of PID 1 in the journal about a job, or about the failure of a unit. */
export interface JournalNote {
  readonly at: number;
  readonly bootId: string;
  readonly unit: string;
  readonly jobId?: number;
  readonly type?: string;
  readonly word?: string;
  /** The unit has failed. */
  readonly isFailure?: boolean;
}

/** A line that a test unit wrote. */
export interface RunNote {
  readonly at: number;
  readonly bootId: string;
  readonly unit: string;
  readonly what: "start" | "stop";
  readonly invocation: string;
}

/** What a reader sees at the end, and what is so: lines to be compared. */
export interface Reading {
  readonly reader: string;
  readonly subject: string;
  readonly shown: readonly string[];
  readonly real: readonly string[];
}
