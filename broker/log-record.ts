import { type ChainEnd, chained } from "../src/audit/chain.ts";
import { check } from "../src/protocol/codec.ts";
import type { Job, UserRole } from "../src/protocol/generated/schemas.ts";

/** A line of the log. `at` is the manager's clock, milliseconds. */
export type LogRecord =
  /** First line of a segment: what was still open when it was begun. */
  | {
      readonly type: "segment";
      readonly at: number;
      readonly epoch: number;
      /** The oldest segment that is kept from now on, and the number of its first line. */
      readonly oldest?: OldestSegment;
      readonly open: readonly OpenRecord[];
    }
  /** A sync of the segment before this one has failed: what is missing at its end may be lost. */
  | { readonly type: "unsynced"; readonly at: number; readonly segment: number }
  | KeptRecord
  | NoteRecord;

/** What may have happened though it could not be written: it is kept in memory then. */
export type KeptRecord =
  | ({
      readonly type: "accepted";
      readonly at: number;
      /** As in `AskedRecord`. */
      readonly address?: string;
    } & OpenRecord)
  /** Somebody let go of an open job. */
  | { readonly type: "cancel-asked"; readonly at: number; readonly id: string }
  | EndRecord;

/**
 * The state was brought back from a backup: what came behind the line before is not in this log. Jobs that were open
 * then may have been begun, and have ended, since.
 */
export interface RestoredRecord {
  readonly type: "restored";
  readonly at: number;
  /** When the backup was made. */
  readonly takenAt: number;
  readonly version: string;
}

/** What is kept for people alone: a restart needs nothing of it, but that jobs were open as the state was restored. */
export type NoteRecord =
  /** hirte was started; `cutBytes`: of a torn line at the end of the log, which were cut off. */
  | {
      readonly type: "started";
      readonly at: number;
      readonly epoch: number;
      readonly version: string;
      readonly cutBytes?: number;
    }
  | RestoredRecord
  /** A request that would have changed something, or read a stream, and was refused. */
  | (AskedRecord & { readonly type: "refused"; readonly code: string })
  /** Something was done without a job: a control, or the beginning of a stream. */
  | (AskedRecord & ControlFacts & { readonly type: "done"; readonly durationMs?: number })
  /** What came too fast to be written one by one. */
  | LeftOutRecord;

/** Who asked what of whom. `at`: when. */
interface AskedRecord {
  readonly at: number;
  readonly user: string;
  readonly node: string;
  readonly verb: string;
  readonly unit?: string;
  /** Of the request, where it could be read. */
  readonly id?: string;
  /** From where it was asked; absent: that is not known. */
  readonly address?: string;
}

/** What a control was about, besides its node and unit. */
export interface ControlFacts {
  /** The first of the units or patterns. */
  readonly units?: readonly string[];
  /** The first of the nodes that were changed. */
  readonly nodes?: readonly string[];
  /** How many units or nodes there are, where that is more. */
  readonly count?: number;
  readonly level?: string;
  readonly job?: string;
  /** The user that was changed, and the role it has now. */
  readonly about?: string;
  readonly role?: UserRole;
}

/** What was not written, by who asked for it. */
export interface LeftOutRecord {
  readonly type: "left-out";
  readonly at: number;
  /** When the first of it came. */
  readonly from: number;
  readonly of: "refused" | "done";
  readonly users: readonly { readonly user: string; readonly count: number }[];
  /** Of more users than are named. */
  readonly others?: number;
}

/** How a job ended, or what became of one that was lost. */
export interface EndRecord {
  readonly type: "finished" | "resolved";
  readonly at: number;
  readonly job: Job;
}

/** An open job, with what is needed to go on with it after a restart. */
export interface OpenRecord {
  readonly job: Job;
  readonly bootId?: string;
  /** What the request holds besides id, unit and times; absent: it is not kept, for it may hold secrets. */
  readonly args?: Readonly<Record<string, unknown>>;
  /** Somebody let go of it: it is not to be begun, and to be cancelled where it was. */
  readonly isCanceled?: boolean;
  /** It was open in a backup: it may have been begun since, and is only asked after. */
  readonly isRestored?: boolean;
}

/** The oldest segment that is kept, and the number of its first line; absent: it is not known, or has none. */
export interface OldestSegment {
  readonly segment: number;
  readonly n?: number;
}

interface Chain {
  readonly n?: unknown;
  readonly prev?: unknown;
  readonly hash?: unknown;
}

/** A record as it stands in the file, behind what stands there already. */
export function encodeRecord(record: LogRecord, before: ChainEnd): ReturnType<typeof chained> {
  return chained(record, before);
}

/**
 * The record in a line.
 * @throws when it is not one
 */
export function decodeRecord(line: string): LogRecord {
  // What is of the chain is no part of the record. Each field that is used is looked at below.
  const { n: _n, prev: _prev, hash: _hash, ...fields } = JSON.parse(line) as LogRecord & Chain;
  const record: LogRecord = fields;
  switch (record.type) {
    case "segment":
      for (const { job } of record.open) check("job", job);
      return record;
    case "accepted":
    case "finished":
    case "resolved":
      check("job", record.job);
      return record;
    case "cancel-asked":
      if (typeof record.id !== "string") throw new TypeError("a cancel of no job");
      return record;
    case "refused":
    case "done":
      if (typeof record.user !== "string" || typeof record.verb !== "string")
        throw new TypeError("a request of nobody, or for nothing");
      return record;
    case "left-out":
      if (!Array.isArray(record.users)) throw new TypeError("left out of nobody");
      return record;
    case "restored":
    case "started":
    case "unsynced":
      return record;
    default:
      throw new TypeError("a record of no known type");
  }
}

/** Ids that can still be read in a line that makes no sense. */
export function idsIn(line: string): string[] {
  return [...line.matchAll(/"id":"([A-Za-z0-9_-]{22,64})"/g)].map(([, id = ""]) => id);
}
