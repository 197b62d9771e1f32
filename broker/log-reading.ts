import { readFileSync } from "node:fs";
import { type ChainEnd, endBehind, noChain } from "../src/audit/chain.ts";
import { firstNumberIn, listSegments, segmentPath } from "../src/audit/segments.ts";
import { HirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import {
  decodeRecord,
  idsIn,
  type LogRecord,
  type OldestSegment,
  type OpenRecord,
} from "./log-record.ts";

/** Where a record stands. */
export interface Place {
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
}

/** What the last two segments of a log say. */
export interface LogReading {
  readonly open: Map<string, OpenRecord>;
  /** The latest record of each ended job. */
  readonly ended: Map<string, Place>;
  /** Ids in lines that cannot be read. */
  readonly illegible: Set<string>;
  readonly lastAt: number;
  /** Number of the segment to go on with. */
  readonly lastSegment: number;
  /** Where the chain stands. */
  readonly chain: ChainEnd;
  /** The oldest segment that is kept, as it was said last. Not what is there: some may have been taken away. */
  readonly oldest: OldestSegment;
  /** First number in each segment that has one. */
  readonly firsts: Map<number, number>;
  /** Bytes of a torn line at the end. */
  readonly cutBytes: number;
}

/** With which a log begins. */
const firstOfAll: OldestSegment = { segment: 1, n: 1 };

/** Reads what a predecessor left in `directory`; a line that makes no sense is passed over. */
export function readLog(directory: string, log: Log): LogReading {
  const segments = listSegments(directory);
  const reading = {
    open: new Map<string, OpenRecord>(),
    ended: new Map<string, Place>(),
    illegible: new Set<string>(),
    lastAt: 0,
    lastSegment: segments.at(-1) ?? 1,
    chain: noChain,
    oldest: firstOfAll,
    firsts: new Map<number, number>(),
    cutBytes: 0,
  };
  for (const segment of segments) {
    const n = firstNumberIn(segmentPath(directory, segment));
    if (n !== undefined) reading.firsts.set(segment, n);
  }
  let isFirst = true;
  for (const segment of segments.slice(-2)) {
    const bytes = readSegment(segmentPath(directory, segment));
    for (let offset = 0; offset < bytes.length; ) {
      const newline = bytes.indexOf(10, offset);
      const end = newline < 0 ? bytes.length : newline;
      const place = { segment, offset, length: end - offset };
      offset = end + 1;
      if (newline < 0) {
        log.warn(place, "the log ends in the middle of a line: cut off");
        reading.cutBytes = place.length;
        continue;
      }
      const bytesOfLine = bytes.subarray(place.offset, end);
      // Before there was a chain nobody said which segments are kept: what is there is all that is known.
      if (isFirst && bytesOfLine.toString("latin1", 0, 9) === '{"type":"')
        reading.oldest = { segment: segments[0] ?? segment };
      isFirst = false;
      reading.chain = endBehind(bytesOfLine, reading.chain);
      const line = bytes.toString("utf8", place.offset, end);
      try {
        take(reading, decodeRecord(line), place);
      } catch (error) {
        // What it says is not known, but whose it is often is: such an id is never begun anew. Where
        // not even that can be read, the agents' ledgers still begin an id once only.
        const ids = idsIn(line);
        for (const id of ids) reading.illegible.add(id);
        log.error({ ...place, ids, error }, "a line of the log cannot be read: passed over");
      }
    }
  }
  return reading;
}

function readSegment(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new HirteError("log-unavailable", `${path} cannot be read: ${messageOf(cause)}`, {
      cause,
    });
  }
}

function take(
  reading: { -readonly [K in keyof LogReading]: LogReading[K] },
  record: LogRecord,
  place: Place,
): void {
  const { open, ended } = reading;
  if (Number.isSafeInteger(record.at)) reading.lastAt = Math.max(reading.lastAt, record.at);
  switch (record.type) {
    case "segment":
      // What is open now stands here in full; an older segment only tells what has ended.
      open.clear();
      if (isOldest(record.oldest)) reading.oldest = record.oldest;
      for (const entry of record.open) if (!ended.has(entry.job.id)) open.set(entry.job.id, entry);
      return;
    case "accepted": {
      const { type: _, at: _at, ...entry } = record;
      open.set(entry.job.id, entry);
      return;
    }
    case "cancel-asked": {
      const entry = open.get(record.id);
      if (entry) open.set(record.id, { ...entry, isCanceled: true });
      return;
    }
    case "restored":
      // Without what it takes to begin it: that may have been done in the time that is missing.
      for (const [id, { args: _, ...entry }] of open) open.set(id, { ...entry, isRestored: true });
      return;
    case "finished":
    case "resolved":
      open.delete(record.job.id);
      ended.set(record.job.id, place);
      return;
    default:
      return;
  }
}

function isOldest(oldest: OldestSegment | undefined): oldest is OldestSegment {
  if (!Number.isSafeInteger(oldest?.segment)) return false;
  return oldest?.n === undefined || Number.isSafeInteger(oldest.n);
}
