import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readSync,
  rmSync,
  statfsSync,
} from "node:fs";
import { type ChainEnd, noChain } from "../src/audit/chain.ts";
import { segmentPath } from "../src/audit/segments.ts";
import { makeDirectory } from "../src/core/directory.ts";
import { HirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { check } from "../src/protocol/codec.ts";
import type { Job } from "../src/protocol/generated/schemas.ts";
import { type LogReading, type Place, readLog } from "./log-reading.ts";
import {
  type EndRecord,
  encodeRecord,
  type KeptRecord,
  type LogRecord,
  type NoteRecord,
  type OldestSegment,
  type OpenRecord,
} from "./log-record.ts";
import { type Disk, LogSegment, realDisk } from "./log-segment.ts";

export type { LogRecord, OpenRecord } from "./log-record.ts";

/** What a restart finds. */
export interface LogContents {
  readonly open: readonly OpenRecord[];
  /** The latest moment in it, on the manager's clock of that life; 0 when it is empty. */
  readonly lastAt: number;
  /** Bytes of a torn line, which were cut off. */
  readonly cutBytes: number;
}

/** Somebody who wants to know that what was said is on disk. */
interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Less than this is no room: a record with a long text in it takes some kilobytes. */
const roomBytes = 64 * 1024;
/** Beyond it nothing more is kept in memory but ends: far more than a shutdown of a large site. */
const mostKept = 100_000;

/**
 * The manager's append-only log: what was accepted and how it ended, one JSON object a line, in
 * segments `jobs-NNNNNNNN.jsonl`. It is the truth a restarted manager goes by, and the audit log: its
 * lines are a chain of hashes over all segments (docs/audit.md). Two segments are read at start; older
 * ones are kept for people until `keepSegments` is exceeded.
 *
 * When a sync fails, the kernel may have dropped what it was to bring to the disk, and a later sync
 * that succeeds says nothing of it. From then on nothing is appended to that segment and nothing is
 * called safe, until a fresh one holds all that is open and every end that was in doubt.
 */
export class JobLog {
  readonly directory: string;
  readonly #log: Log;
  readonly #doesSync: boolean;
  readonly #segmentBytes: number;
  readonly #keepSegments: number;
  readonly #disk: Disk;
  readonly #onSynced: NonNullable<JobLogOptions["onSynced"]>;
  /** Where the latest record of an ended job stands: repeats are answered from here. */
  readonly #ended: Map<string, Place>;
  /** Ids in lines that cannot be read: what became of them is not known. */
  readonly #illegible: ReadonlySet<string>;
  /** What has happened and could not be written yet (full disk), in order. */
  #unwritten: KeptRecord[] = [];
  /** Ends that were written, and have not been brought to the disk. */
  #unsynced: EndRecord[] = [];
  #segment: LogSegment;
  /** Behind the last line of the present segment. */
  #chain: ChainEnd;
  /** The oldest segment that is to be there; only what this log removes itself moves it on. */
  #oldest: OldestSegment;
  /** First number in each segment, where it is known. */
  readonly #firsts: Map<number, number>;
  #dirtySyncs: Waiting[] = [];
  #isSyncing = false;
  #onFull: () => void = () => undefined;
  /** Why the last record could not be written; undefined: it could. */
  #writeFailure: unknown;
  /** A sync of the present segment has failed. */
  #isDoubtful = false;
  #hasComplained = false;

  private constructor(options: JobLogOptions, reading: LogReading) {
    const { ended, illegible, lastSegment, chain, oldest, firsts } = reading;
    this.directory = options.directory;
    this.#log = options.log;
    this.#doesSync = options.sync !== "off";
    this.#segmentBytes = options.segmentBytes ?? 16 * 1024 * 1024;
    this.#keepSegments = options.keepSegments ?? 64;
    this.#disk = options.disk ?? realDisk;
    this.#onSynced = options.onSynced ?? (() => undefined);
    this.#ended = ended;
    this.#illegible = illegible;
    this.#chain = chain;
    this.#oldest = oldest;
    this.#firsts = firsts;
    this.#segment = LogSegment.open(
      lastSegment,
      segmentPath(this.directory, lastSegment),
      this.#disk,
    );
    if (this.#doesSync) this.#segment.sync();
  }

  /**
   * Opens the log in `directory`, which is made when missing, and reads what is open.
   * @throws HirteError `log-unavailable`
   */
  static open(options: JobLogOptions): { readonly log: JobLog; readonly contents: LogContents } {
    try {
      makeDirectory(options.directory, 0o750);
      const reading = readLog(options.directory, options.log);
      const { open, lastAt, cutBytes } = reading;
      return {
        log: new JobLog(options, reading),
        contents: { open: [...open.values()], lastAt, cutBytes },
      };
    } catch (cause) {
      throw new HirteError(
        "log-unavailable",
        `the log in ${options.directory} cannot be opened: ${messageOf(cause)}: check the directory's owner and free space`,
        { cause },
      );
    }
  }

  /**
   * Hands a record to the kernel; it is on disk after the next `sync`.
   * @throws HirteError `log-unavailable`; nothing of the record is left in the file then
   */
  append(record: LogRecord): void {
    this.#flushUnwritten();
    this.#write(record);
  }

  /**
   * As `append`, for what nothing depends on. It is on disk with what is synced next.
   * @returns whether it was written
   */
  note(record: NoteRecord): boolean {
    try {
      this.append(record);
      return true;
    } catch (error) {
      this.#complain(error);
      return false;
    }
  }

  /**
   * As `append`, for what has happened and must not be refused any more: without room on the disk it
   * is kept in memory and written as soon as there is room. `sync` fails until then.
   */
  appendOrKeep(record: EndRecord): void {
    this.#unwritten.push(record);
    try {
      this.#flushUnwritten();
    } catch (error) {
      this.#complain(error);
    }
  }

  /**
   * Keeps a record in memory that could just not be appended, and must not be refused for that; it is written as soon
   * as there is room.
   * @returns whether there was room for it in memory
   */
  keep(record: KeptRecord): boolean {
    if (this.#unwritten.length >= mostKept) return false;
    this.#unwritten.push(record);
    this.#complain(this.#unavailable("it cannot be written", this.#writeFailure));
    return true;
  }

  /** Records that are kept in memory until they can be written. */
  get waiting(): number {
    return this.#unwritten.length;
  }

  /**
   * Resolves when everything said so far is on disk; many callers share one fsync.
   * @throws HirteError `log-unavailable`: some of it may not be
   */
  async sync(): Promise<void> {
    try {
      this.#flushUnwritten();
      if (!this.#doesSync) return;
      await new Promise<void>((resolve, reject) => {
        this.#dirtySyncs.push({ resolve, reject });
        if (!this.#isSyncing) this.#syncGroup();
      });
    } catch (error) {
      this.#complain(error);
      throw error;
    }
  }

  /**
   * Why the log cannot be written or not be trusted, if so. What is kept in memory is written first,
   * where it can be. A failure other than a full disk is told until something could be written.
   */
  problem(): string | undefined {
    try {
      this.#flushUnwritten();
      const problem = this.#fileSystemProblem();
      if (problem !== undefined) return problem;
      const failure = this.#writeFailure;
      const wasFull = (failure as NodeJS.ErrnoException | undefined)?.code === "ENOSPC";
      return failure === undefined || wasFull ? undefined : messageOf(failure);
    } catch (error) {
      return messageOf(error);
    }
  }

  /** An ended job, read from its segment; undefined when the log does not hold it. */
  ended(id: string): Job | undefined {
    const unwritten = this.#unwritten.findLast((record) => isEnd(record) && record.job.id === id);
    if (unwritten && isEnd(unwritten)) return unwritten.job;
    const place = this.#ended.get(id);
    if (!place) return undefined;
    let fd: number | undefined;
    try {
      fd = openSync(segmentPath(this.directory, place.segment), "r");
      const bytes = Buffer.alloc(place.length);
      readSync(fd, bytes, 0, place.length, place.offset);
      const record = JSON.parse(bytes.toString("utf8")) as { job: unknown };
      return check("job", record.job);
    } catch (error) {
      this.#log.error({ id, error }, "the record of an ended job cannot be read");
      return undefined;
    } finally {
      if (fd !== undefined) closeSync(fd);
    }
  }

  /** Whether this id was used, though the log cannot tell what became of it. */
  isIllegible(id: string): boolean {
    return this.#illegible.has(id) || (this.#ended.has(id) && this.ended(id) === undefined);
  }

  /** Whether the current segment is full or in doubt, and idle; `rotate` begins the next one. */
  get wantsRotation(): boolean {
    const isFull = this.#segment.sizeBytes >= this.#segmentBytes;
    return (isFull || this.#isDoubtful) && !this.#isSyncing;
  }

  /**
   * Has `rotate` called when the segment is full, between two syncs: where many ask for one, there is always
   * one under way, and nobody who looks now and then ever finds it idle. It must not throw.
   */
  onFull(rotate: () => void): void {
    this.#onFull = rotate;
  }

  /**
   * Begins a new segment that opens with what is open now.
   * @throws HirteError `log-unavailable`: the present segment goes on being the current one
   */
  rotate(open: readonly OpenRecord[], at: number, epoch: number): void {
    const number = this.#segment.number + 1;
    let next: LogSegment | undefined;
    const places = new Map<string, Place>();
    let chain = this.#chain;
    const first = chain.n + 1;
    const oldest = this.#oldestBehind(number, first);
    this.#settle();
    try {
      const segment = LogSegment.begin(number, segmentPath(this.directory, number), this.#disk);
      next = segment;
      const add = (record: LogRecord): Place => {
        const { line, end } = encodeRecord(record, chain);
        const place = segment.append(line);
        chain = end;
        return { segment: number, ...place };
      };
      add({ type: "segment", at, epoch, oldest, open });
      if (this.#isDoubtful) add({ type: "unsynced", at, segment: number - 1 });
      for (const record of [...this.#unsynced, ...this.#unwritten]) {
        const place = add(record);
        if (isEnd(record)) places.set(record.job.id, place);
      }
      if (this.#doesSync) segment.sync();
    } catch (cause) {
      // One without its first line, or perhaps not on disk, would hide what the present one holds.
      next?.discard();
      throw this.#unavailable("no new segment can be begun", cause);
    }
    this.#segment.close();
    this.#segment = next;
    this.#chain = chain;
    this.#oldest = oldest;
    this.#firsts.set(number, first);
    for (const [id, place] of places) this.#ended.set(id, place);
    this.#unsynced = [];
    this.#unwritten = [];
    this.#isDoubtful = false;
    this.#isWellAgain();
    this.#forgetOld();
  }

  /** Writes what is kept in memory, if it can, and closes the file. */
  close(): void {
    try {
      for (const record of this.#unwritten) this.#write(record);
      if (this.#doesSync) this.#segment.sync();
    } catch (error) {
      this.#log.error({ error, records: this.#unwritten.length }, "the log could not be completed");
    }
    this.#segment.close();
  }

  /** The next segment is not to be on the disk before the end of this one, or records were missing between them. */
  #settle(): void {
    if (!this.#doesSync || this.#isDoubtful) return;
    try {
      this.#segment.settle();
      this.#unsynced = [];
    } catch (cause) {
      this.#isDoubtful = true;
      this.#complain(this.#unavailable("it cannot be brought to disk", cause));
    }
  }

  /**
   * The oldest segment that is kept when that of this number, whose first line is number `first`, has begun.
   * Which files there are is not asked: what somebody has taken away is to be missed.
   */
  #oldestBehind(number: number, first: number): OldestSegment {
    // Nothing was ever written before.
    if (this.#chain.hash === noChain.hash) return { segment: number, n: first };
    const segment = number - this.#keepSegments + 1;
    if (segment <= this.#oldest.segment) return this.#oldest;
    const n = segment === number ? first : this.#firsts.get(segment);
    return { segment, ...(n === undefined ? {} : { n }) };
  }

  #forgetOld(): void {
    for (const [id, place] of this.#ended) {
      // Repeats this old are refused by their start-by time; `job ID` looks no further back either.
      if (place.segment < this.#segment.number - 1) this.#ended.delete(id);
    }
    for (const n of this.#firsts.keys()) if (n < this.#oldest.segment) this.#firsts.delete(n);
    const oldest = this.#segment.number - this.#keepSegments;
    for (let n = oldest; n > 0 && existsSync(segmentPath(this.directory, n)); n--)
      rmSync(segmentPath(this.directory, n));
  }

  #flushUnwritten(): void {
    if (this.#isDoubtful) throw this.#unavailable("what was written may not be on disk");
    while (this.#unwritten.length > 0) {
      const record = this.#unwritten[0];
      if (record) this.#write(record);
      this.#unwritten.shift();
    }
    this.#isWellAgain();
  }

  #write(record: LogRecord): void {
    const segment = this.#segment;
    let place: Omit<Place, "segment">;
    try {
      const { line, end } = encodeRecord(record, this.#chain);
      place = segment.append(line);
      this.#chain = end;
      this.#writeFailure = undefined;
    } catch (cause) {
      this.#writeFailure = cause;
      throw this.#unavailable("it cannot be written", cause);
    }
    if (!isEnd(record)) return;
    this.#ended.set(record.job.id, { segment: segment.number, ...place });
    if (this.#doesSync) this.#unsynced.push(record);
  }

  #syncGroup(): void {
    const group = this.#dirtySyncs;
    const inDoubt = this.#unsynced;
    this.#dirtySyncs = [];
    this.#unsynced = [];
    this.#isSyncing = true;
    const startMs = performance.now();
    this.#segment.syncLater((cause) => {
      this.#isSyncing = false;
      if (!cause) {
        this.#onSynced((performance.now() - startMs) / 1000);
        for (const { resolve } of group) resolve();
        if (this.wantsRotation) this.#onFull();
        // The end of a segment could not be brought to the disk, and there is no other one.
        if (this.#isDoubtful) this.#rejectSyncs([]);
        else if (this.#dirtySyncs.length > 0) this.#syncGroup();
        return;
      }
      this.#isDoubtful = true;
      this.#unsynced = [...inDoubt, ...this.#unsynced];
      this.#rejectSyncs(group, cause);
    });
  }

  #rejectSyncs(group: readonly Waiting[], cause?: Error): void {
    const waiting = [...group, ...this.#dirtySyncs];
    this.#dirtySyncs = [];
    const error = this.#unavailable("it cannot be brought to disk", cause);
    for (const { reject } of waiting) reject(error);
  }

  #unavailable(what: string, cause?: unknown): HirteError {
    const why = cause === undefined ? "" : `: ${messageOf(cause)}`;
    return new HirteError("log-unavailable", `the log in ${this.directory}: ${what}${why}`, {
      cause,
    });
  }

  /** A lasting trouble is one line. */
  #complain(error: unknown): void {
    if (this.#hasComplained) return;
    this.#hasComplained = true;
    this.#log.error(
      { error },
      "the log cannot be trusted: no job is begun but the coordinator's, and no end confirmed to its node until it can be written to disk; ends are told, and kept in memory",
    );
  }

  #isWellAgain(): void {
    if (!this.#hasComplained || this.#unwritten.length > 0 || this.#isDoubtful) return;
    this.#hasComplained = false;
    this.#log.info("the log can be written again, and holds all that happened meanwhile");
  }

  /** Known before anything is written; what it costs is two calls, and nothing on the disk. */
  #fileSystemProblem(): string | undefined {
    accessSync(segmentPath(this.directory, this.#segment.number), constants.W_OK);
    const { blocks, bavail, bsize } = statfsSync(this.directory);
    // A file system without blocks does not tell.
    const isFull = blocks > 0 && bavail * bsize < roomBytes;
    return isFull ? `no room is left in ${this.directory}` : undefined;
  }
}

function isEnd(record: LogRecord): record is EndRecord {
  return record.type === "finished" || record.type === "resolved";
}

/** Options of a job log. */
export interface JobLogOptions {
  readonly directory: string;
  readonly log: Log;
  /** batch: group commit by fsync. off: left to the kernel, for flash that must last. */
  readonly sync?: "batch" | "off";
  readonly segmentBytes?: number;
  readonly keepSegments?: number;
  readonly disk?: Disk;
  /** Called after each sync that succeeded, with the time it took. */
  readonly onSynced?: (seconds: number) => void;
}
