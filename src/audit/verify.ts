import { closeSync, openSync, readSync } from "node:fs";
import { HirteError, messageOf } from "../core/errors.ts";
import { ChainCheck, type ChainReport, type Expectation } from "./chain-check.ts";
import { listSegments, segmentPath } from "./segments.ts";

/** What verifying a directory comes to. */
export interface Verification extends ChainReport {
  readonly directory: string;
  readonly files: number;
}

const pieceBytes = 256 * 1024;
/** So often it is begun anew, where hirte removes its oldest segment meanwhile. */
const tries = 3;

/**
 * Verifies the log in a directory by reading its files; hirte may be running.
 * @throws HirteError `bad-argument`: there is no log; `unavailable`: it cannot be read
 */
export function verifyLog(directory: string, expectation?: Expectation): Verification {
  for (let left = tries; ; left--) {
    try {
      return verifyOnce(directory, expectation);
    } catch (error) {
      // Every error of node:fs has a code.
      const isGone = (error as NodeJS.ErrnoException).code === "ENOENT";
      if (error instanceof HirteError) throw error;
      if (isGone && left > 1) continue;
      throw new HirteError(
        "unavailable",
        `the log in ${directory} cannot be read: ${messageOf(error)}`,
        {
          cause: error,
        },
      );
    }
  }
}

function verifyOnce(directory: string, expectation: Expectation | undefined): Verification {
  const segments = listSegments(directory);
  if (segments.length === 0) {
    throw new HirteError(
      "bad-argument",
      `${directory} holds no log of hirte (jobs-NNNNNNNN.jsonl): --directory names where it is, StateDirectory= of hirte.conf`,
    );
  }
  const check = new ChainCheck(expectation);
  for (const segment of segments) readSegment(segmentPath(directory, segment), segment, check);
  return { ...noteIfEmpty(check.report(), directory), directory, files: segments.length };
}

/** hirte notes its start before anything else: a log without a record had some, unless the disk was full by then. */
function noteIfEmpty(report: ChainReport, directory: string): ChainReport {
  if (report.records > 0 || report.unchained > 0) return report;
  const what =
    "there is no record, not even of a start of hirte: they were taken away, or none could be written";
  return {
    ...report,
    faultCount: report.faultCount + 1,
    faults: [...report.faults, { file: directory, line: 0, what }],
  };
}

function readSegment(path: string, segment: number, check: ChainCheck): void {
  const fd = openSync(path, "r");
  try {
    check.segment(segment, path);
    const piece = Buffer.alloc(pieceBytes);
    /** Of a line that goes on in the next piece. */
    let begun: Buffer[] = [];
    for (;;) {
      const length = readSync(fd, piece, 0, piece.length, null);
      if (length === 0) break;
      const bytes = piece.subarray(0, length);
      let start = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
        check.line(Buffer.concat([...begun, bytes.subarray(start, end)]));
        begun = [];
        start = end + 1;
      }
      if (start < length) begun.push(Buffer.from(bytes.subarray(start)));
    }
    check.rest(Buffer.concat(begun));
  } finally {
    closeSync(fd);
  }
}
