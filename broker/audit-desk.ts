import { HirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import type { AuditRequest, AuditRow } from "../src/protocol/generated/schemas.ts";
import { AuditRows } from "./audit-rows.ts";
import { linesBackwards } from "./log-backwards.ts";
import { decodeRecord, type LogRecord } from "./log-record.ts";
import type { Replies, RequestParams } from "./replies.ts";

/** What answers from the audit log are made with. */
export interface AuditDeskOptions {
  readonly directory: string;
  readonly replies: Pick<Replies, "answer" | "refuse">;
  /** Resolves when the broker has what was said so far, or cannot be reached; never rejects. */
  readonly settled: () => Promise<void>;
  readonly monoMs: () => number;
  readonly log: Log;
}

const defaultLimit = 1000;
/** Rows of one answer go out in pieces of about this size. */
const chunkBytes = 128 * 1024;
/** Whoever waits hears after this long that it goes on. */
const patienceMs = 2000;
/** So many wait for their turn, besides the one that is read for. */
const maxWaiting = 8;
/** Of one user, with the one that is read for: the others' places are theirs. */
const maxEach = 2;

interface Question {
  readonly params: RequestParams;
  readonly request: AuditRequest;
}

/**
 * Answers questions about the audit log from its files, one at a time and a piece at a time, so that
 * nobody else waits for it, and nothing of it is kept in memory.
 */
export class AuditDesk {
  readonly #options: AuditDeskOptions;
  /** The first is being answered. */
  readonly #waiting: Question[] = [];
  #isStopped = false;

  constructor(options: AuditDeskOptions) {
    this.#options = options;
  }

  /** @throws HirteError `busy` */
  serve(params: RequestParams, request: AuditRequest): void {
    // It is said again while nothing comes.
    if (this.#waiting.some((known) => isSame(known, { params, request }))) return;
    const { user } = params;
    if (this.#waiting.filter((known) => known.params.user === user).length >= maxEach) {
      throw new HirteError(
        "busy",
        `${maxEach} questions of ${user} about the audit log wait already: ask again when they are answered`,
      );
    }
    if (this.#waiting.length > maxWaiting) {
      throw new HirteError(
        "busy",
        `${maxWaiting} questions about the audit log wait already: ask again later`,
      );
    }
    this.#waiting.push({ params, request });
    if (this.#waiting.length === 1) void this.#serveAll();
  }

  /** Nothing is read any more. */
  stop(): void {
    this.#isStopped = true;
  }

  async #serveAll(): Promise<void> {
    const { log, replies } = this.#options;
    for (let next = this.#waiting[0]; next && !this.#isStopped; next = this.#waiting[0]) {
      try {
        await this.#answer(next);
      } catch (error) {
        log.error({ error }, "the audit log could not be read");
        const message = `the audit log cannot be read: ${messageOf(error)}`;
        replies.refuse(next.params, next.request.id, new HirteError("unavailable", message));
      }
      this.#waiting.shift();
    }
  }

  async #answer({ params: { user }, request }: Question): Promise<void> {
    const { replies, settled, monoMs } = this.#options;
    const { id } = request;
    let chunk = 0;
    let rows: AuditRow[] = [];
    let bytes = 0;
    let saidMonoMs = monoMs();
    const say = async (last: boolean) => {
      const data = rows.map((row) => ({ ...row }));
      rows = [];
      bytes = 0;
      saidMonoMs = monoMs();
      replies.answer(user, { id, status: "result", chunk: chunk++, last, data });
      // What the reader does not take is not to pile up here.
      await settled();
    };
    for await (const row of this.#rows(request)) {
      if (row) {
        const size = JSON.stringify(row).length + 1;
        if (bytes > 0 && bytes + size > chunkBytes) await say(false);
        rows.push(row);
        bytes += size;
      } else if (monoMs() - saidMonoMs >= patienceMs) await say(false);
    }
    if (!this.#isStopped) await say(true);
  }

  /** The rows; undefined now and then while there are none. */
  async *#rows(request: AuditRequest): AsyncGenerator<AuditRow | undefined> {
    const made = new AuditRows(request);
    let left = request.limit ?? defaultLimit;
    for await (const lines of linesBackwards(this.#options.directory)) {
      for (const line of lines) {
        const head = headOf(line);
        if (!head) continue;
        if (made.isOver(head)) return;
        // The first line of a segment may be long, and says nothing that rows are made of.
        const record =
          head.type !== "segment" && made.mayConcern(line) ? recordIn(line) : undefined;
        for (const row of record ? made.take(record, head.n) : []) {
          yield row;
          if (--left === 0) return;
        }
      }
      // Before more is read, whatever else there is to do has its turn.
      yield undefined;
      if (this.#isStopped) return;
    }
    for (const row of made.rest().slice(0, left)) yield row;
  }
}

/** What the front of a line says; undefined: it is spoilt. */
function headOf(line: Buffer) {
  const [, n, type = "", at] =
    /^\{(?:"n":(\d{1,15}),"prev":"[0-9a-f]{64}",)?"type":"([a-z-]+)","at":(\d{1,15}),/.exec(
      line.toString("latin1", 0, 160),
    ) ?? [];
  if (at === undefined) return undefined;
  return { type, at: Number(at), n: n === undefined ? undefined : Number(n) };
}

/** The record of a line, unless it is spoilt. */
function recordIn(line: Buffer): LogRecord | undefined {
  try {
    return decodeRecord(line.toString("utf8"));
  } catch {
    // `audit verify` tells of it, and so does a start of hirte.
    return undefined;
  }
}

function isSame(a: Question, b: Question): boolean {
  return a.params.user === b.params.user && a.request.id === b.request.id;
}
