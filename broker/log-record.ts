import { check } from "../src/protocol/codec.ts";
import type { Job } from "../src/protocol/generated/schemas.ts";

/** A line of the log. `at` is the manager's clock, milliseconds. */
export type LogRecord =
  /** First line of a segment: what was still open when it was begun. */
  | {
      readonly type: "segment";
      readonly at: number;
      readonly epoch: number;
      readonly open: readonly OpenRecord[];
    }
  | {
      readonly type: "started";
      readonly at: number;
      readonly epoch: number;
      readonly version: string;
    }
  | ({ readonly type: "accepted"; readonly at: number } & OpenRecord)
  /** Somebody let go of an open job. */
  | { readonly type: "cancel-asked"; readonly at: number; readonly id: string }
  | EndRecord;

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
}

/** A record as it stands in the file. */
export function encodeRecord(record: LogRecord): Buffer {
  return Buffer.from(`${JSON.stringify(record)}\n`);
}

/**
 * The record in a line.
 * @throws when it is not one
 */
export function decodeRecord(line: string): LogRecord {
  // Each field that is used is looked at below.
  const record = JSON.parse(line) as LogRecord;
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
    case "started":
      return record;
    default:
      throw new TypeError("a record of no known type");
  }
}

/** Ids that can still be read in a line that makes no sense. */
export function idsIn(line: string): string[] {
  return [...line.matchAll(/"id":"([A-Za-z0-9_-]{22,64})"/g)].map(([, id = ""]) => id);
}
