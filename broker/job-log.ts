import {
  closeSync,
  existsSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { HirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
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
  | { readonly type: "finished"; readonly at: number; readonly job: Job }
  | { readonly type: "resolved"; readonly at: number; readonly job: Job };

/** An open job, with what is needed to go on with it after a restart. */
export interface OpenRecord {
  readonly job: Job;
  readonly bootId?: string;
  /** What the request holds besides id, unit and times. */
  readonly args: Readonly<Record<string, unknown>>;
}

/** What a restart finds. */
export interface LogContents {
  readonly open: readonly OpenRecord[];
  /** The latest moment in it, on the manager's clock of that life; 0 when it is empty. */
  readonly lastAt: number;
}

interface Place {
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
}

const segmentName = /^jobs-(\d{8})\.jsonl$/;

/**
 * The manager's append-only log: what was accepted and how it ended, one JSON object a line, in
 * segments `jobs-NNNNNNNN.jsonl`. It is the truth a restarted manager goes by. Two segments are
 * read at start; older ones are kept for people until `keepSegments` is exceeded.
 */
export class JobLog {
  readonly #directory: string;
  readonly #log: Log;
  readonly #doesSync: boolean;
  readonly #segmentBytes: number;
  readonly #keepSegments: number;
  readonly #writeBytes: NonNullable<JobLogOptions["writeBytes"]>;
  /** Where the latest record of an ended job stands: repeats are answered from here. */
  readonly #ended = new Map<string, Place>();
  /** Ended jobs whose record could not be written yet (full disk), in order. */
  readonly #unwritten: LogRecord[] = [];
  #segment = 0;
  #fd = -1;
  #size = 0;
  #dirtySyncs: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  #isSyncing = false;
  #lastAt = 0;

  private constructor(options: JobLogOptions) {
    this.#directory = options.directory;
    this.#log = options.log;
    this.#doesSync = options.sync !== "off";
    this.#segmentBytes = options.segmentBytes ?? 16 * 1024 * 1024;
    this.#keepSegments = options.keepSegments ?? 64;
    this.#writeBytes = options.writeBytes ?? writeSync;
  }

  /**
   * Opens the log in `directory`, which is made when missing, and reads what is open.
   * @throws HirteError `log-unavailable`
   */
  static open(options: JobLogOptions): { readonly log: JobLog; readonly contents: LogContents } {
    const log = new JobLog(options);
    try {
      mkdirSync(options.directory, { recursive: true, mode: 0o750 });
      const open = log.#load();
      return { log, contents: { open, lastAt: log.#lastAt } };
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
   * As `append`, for what has happened and must not be refused any more: without room on the disk it
   * is kept in memory and written as soon as there is room.
   */
  appendOrKeep(record: LogRecord): void {
    this.#unwritten.push(record);
    try {
      this.#flushUnwritten();
    } catch (error) {
      this.#log.error({ error }, "the log cannot be written: ends of jobs are kept in memory only");
    }
  }

  /** Resolves when everything appended so far is on disk; many callers share one fsync. */
  sync(): Promise<void> {
    if (!this.#doesSync) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#dirtySyncs.push({ resolve, reject });
      if (!this.#isSyncing) this.#syncGroup();
    });
  }

  /** Whether this id was used for a job that has ended. */
  hasEnded(id: string): boolean {
    return this.#ended.has(id);
  }

  /** An ended job, read from its segment; undefined when the log does not hold it. */
  ended(id: string): Job | undefined {
    const unwritten = this.#unwritten.findLast((r) => "job" in r && r.job.id === id);
    if (unwritten && "job" in unwritten) return unwritten.job;
    const place = this.#ended.get(id);
    if (!place) return undefined;
    const fd = openSync(this.#path(place.segment), "r");
    try {
      const bytes = Buffer.alloc(place.length);
      readSync(fd, bytes, 0, place.length, place.offset);
      const record = JSON.parse(bytes.toString("utf8")) as { job: unknown };
      return check("job", record.job);
    } catch (error) {
      this.#log.error({ id, error }, "the record of an ended job cannot be read");
      return undefined;
    } finally {
      closeSync(fd);
    }
  }

  /** Whether the current segment is full and idle; `rotate` begins the next one. */
  get wantsRotation(): boolean {
    return this.#size >= this.#segmentBytes && !this.#isSyncing;
  }

  /** Begins a new segment that opens with what is open now. */
  rotate(open: readonly OpenRecord[], at: number, epoch: number): void {
    const old = this.#fd;
    this.#openSegment(this.#segment + 1);
    this.#write({ type: "segment", at, epoch, open });
    if (this.#doesSync) fsyncSync(this.#fd);
    closeSync(old);
    const oldest = this.#segment - this.#keepSegments;
    for (const [id, place] of this.#ended) {
      if (place.segment >= this.#segment - 1) break;
      // Repeats this old are refused by their start-by time; `job ID` looks no further back either.
      this.#ended.delete(id);
    }
    for (let n = oldest; n > 0 && existsSync(this.#path(n)); n--) rmSync(this.#path(n));
  }

  /** Writes what is kept in memory, if it can, and closes the file. */
  close(): void {
    try {
      this.#flushUnwritten();
      if (this.#doesSync) fsyncSync(this.#fd);
    } catch (error) {
      this.#log.error({ error, records: this.#unwritten.length }, "the log could not be completed");
    }
    closeSync(this.#fd);
  }

  #load(): OpenRecord[] {
    const segments = readdirSync(this.#directory)
      .map((name) => Number(segmentName.exec(name)?.[1] ?? Number.NaN))
      .filter((n) => !Number.isNaN(n))
      .sort((a, b) => a - b);
    const open = new Map<string, OpenRecord>();
    for (const segment of segments.slice(-2)) this.#readSegment(segment, open);
    this.#openSegment(segments.at(-1) ?? 1);
    return [...open.values()];
  }

  #readSegment(segment: number, open: Map<string, OpenRecord>): void {
    const bytes = readFileSync(this.#path(segment));
    for (let offset = 0; offset < bytes.length; ) {
      const newline = bytes.indexOf(10, offset);
      const end = newline < 0 ? bytes.length : newline;
      if (newline < 0)
        this.#log.warn({ segment, offset }, "the log ends in the middle of a line: cut off");
      else
        this.#readRecord(
          { segment, offset, length: end - offset },
          bytes.toString("utf8", offset, end),
          open,
        );
      offset = end + 1;
    }
  }

  #readRecord(place: Place, line: string, open: Map<string, OpenRecord>): void {
    let record: LogRecord;
    try {
      record = JSON.parse(line) as LogRecord;
      if (record.type === "accepted" || record.type === "finished") check("job", record.job);
    } catch (error) {
      this.#log.error({ ...place, error }, "a line of the log cannot be read: passed over");
      return;
    }
    if (Number.isSafeInteger(record.at)) this.#lastAt = Math.max(this.#lastAt, record.at);
    switch (record.type) {
      case "segment":
        // What is open now stands here in full; an older segment only tells what has ended.
        open.clear();
        for (const entry of record.open) open.set(entry.job.id, entry);
        return;
      case "accepted": {
        const { type: _, at: _at, ...entry } = record;
        open.set(entry.job.id, entry);
        return;
      }
      case "finished":
      case "resolved":
        open.delete(record.job.id);
        this.#ended.set(record.job.id, place);
        return;
      case "started":
        return;
    }
  }

  #openSegment(segment: number): void {
    const fd = openSync(this.#path(segment), "a+", 0o640);
    const bytes = readFileSync(fd);
    const whole = bytes.lastIndexOf(10) + 1;
    // A line torn by a crash is cut off, or it would spoil the next one.
    if (whole < bytes.length) ftruncateSync(fd, whole);
    this.#fd = fd;
    this.#segment = segment;
    this.#size = whole;
    const directory = openSync(this.#directory, "r");
    fsyncSync(directory);
    closeSync(directory);
  }

  #flushUnwritten(): void {
    while (this.#unwritten.length > 0) {
      const record = this.#unwritten[0];
      if (record) this.#write(record);
      this.#unwritten.shift();
    }
  }

  #write(record: LogRecord): void {
    const bytes = Buffer.from(`${JSON.stringify(record)}\n`);
    let written = 0;
    try {
      while (written < bytes.length) written += this.#writeBytes(this.#fd, bytes, written);
    } catch (cause) {
      if (written > 0) ftruncateSync(this.#fd, this.#size);
      throw new HirteError(
        "log-unavailable",
        `the log in ${this.#directory} cannot be written: ${messageOf(cause)}`,
        { cause },
      );
    }
    if (record.type === "finished" || record.type === "resolved") {
      this.#ended.set(record.job.id, {
        segment: this.#segment,
        offset: this.#size,
        length: bytes.length - 1,
      });
    }
    this.#size += bytes.length;
  }

  #syncGroup(): void {
    const group = this.#dirtySyncs;
    this.#dirtySyncs = [];
    this.#isSyncing = true;
    fsync(this.#fd, (cause) => {
      this.#isSyncing = false;
      for (const waiter of group) {
        if (!cause) waiter.resolve();
        else
          waiter.reject(
            new HirteError(
              "log-unavailable",
              `the log cannot be brought to disk: ${cause.message}`,
              { cause },
            ),
          );
      }
      if (this.#dirtySyncs.length > 0) this.#syncGroup();
    });
  }

  #path(segment: number): string {
    return join(this.#directory, `jobs-${String(segment).padStart(8, "0")}.jsonl`);
  }
}

/** Options of a job log. */
export interface JobLogOptions {
  readonly directory: string;
  readonly log: Log;
  /** batch: group commit by fsync. off: left to the kernel, for flash that must last. */
  readonly sync?: "batch" | "off";
  readonly segmentBytes?: number;
  readonly keepSegments?: number;
  /** `fs.writeSync` from an offset; tests fill the disk here. */
  readonly writeBytes?: (fd: number, bytes: Buffer, offset: number) => number;
}
