import { closeSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { makeDirectory } from "../src/core/directory.ts";
import { HirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import type { Call } from "./call.ts";
import { decodeLine, encodeLine, type LedgerLine } from "./ledger-line.ts";
import type { Outcome } from "./outcome.ts";
import type { BootClock, QueuedJob } from "./ports.ts";

/**
 * What the agent knows of an id.
 *
 * - `calling`: the call to systemd leaves, or left, or was about to.
 * - `running`: systemd numbered the job.
 * - `finished`: it ended; the manager has not confirmed the report yet.
 * - `acked`: the manager has it in its log; kept so that the id stays known.
 */
export type LedgerEntry =
  | { readonly at: "calling"; readonly call: Call }
  | { readonly at: "running"; readonly call: Call; readonly job: QueuedJob }
  | { readonly at: "finished"; readonly outcome: Outcome }
  | { readonly at: "acked"; readonly outcome: Outcome; readonly bootMs: number };

/** Options of a ledger. */
export interface LedgerOptions {
  /** A tmpfs that is emptied at boot. */
  readonly directory: string;
  readonly bootId: string;
  readonly bootClock: BootClock;
  readonly log: Log;
  /** How many confirmed ids are remembered at most. Default 10,000. */
  readonly keepAcked?: number;
  /** How long confirmed ids are remembered, in milliseconds. Default 24 h. */
  readonly keepAckedMs?: number;
  /** Writes bytes at a position, as `fs.writeSync`. */
  readonly write?: (fd: number, bytes: Buffer, position: number) => number;
}

/** Lines that may be of no use any more before the file is rewritten. */
const idleLines = 2000;

/**
 * At most once: every id the agent was ever told to act on in this boot, written down before it
 * acts. The memory is the truth while the process lives; the file is for its successor. The file is
 * not synced to a disk: it has to outlive the process, not the machine.
 */
export class Ledger {
  readonly #options: LedgerOptions;
  readonly #path: string;
  /** Neither finished nor confirmed, and finished; in the order of their beginning. */
  readonly #open = new Map<string, Exclude<LedgerEntry, { at: "acked" }>>();
  /** In the order in which they were confirmed. */
  readonly #acked = new Map<string, Extract<LedgerEntry, { at: "acked" }>>();
  readonly #write: NonNullable<LedgerOptions["write"]>;
  #fd: number | undefined;
  #position = 0;
  #lines = 0;
  #isBehind = false;
  #isClosed = false;

  private constructor(options: LedgerOptions) {
    this.#options = options;
    this.#path = join(options.directory, "ledger.jsonl");
    this.#write =
      options.write ?? ((fd, bytes, position) => writeSync(fd, bytes, 0, bytes.length, position));
  }

  /**
   * Takes up what the predecessor left in this boot. A directory that cannot be written shows at the
   * first `begin`.
   * @throws HirteError `unavailable` when a ledger is there and cannot be read: what was begun would not be known
   */
  static open(options: LedgerOptions): Ledger {
    const ledger = new Ledger(options);
    ledger.#load();
    ledger.#catchUp();
    return ledger;
  }

  /** What is known of this id; undefined: it was never acted on, as far as the ledger goes back. */
  find(id: string): LedgerEntry | undefined {
    return this.#open.get(id) ?? this.#acked.get(id);
  }

  /** Everything that is not confirmed, oldest first. */
  *unconfirmed(): Generator<[string, Exclude<LedgerEntry, { at: "acked" }>]> {
    yield* this.#open;
  }

  /**
   * Notes that systemd is about to be called.
   * @returns false when that cannot be written down: the call must not be made
   */
  begin(id: string, call: Call): boolean {
    this.#open.set(id, { at: "calling", call });
    if (this.#append({ id, at: "calling", call })) return true;
    this.#open.delete(id);
    return false;
  }

  /** Notes systemd's number of the job. */
  running(id: string, job: QueuedJob): void {
    const entry = this.#open.get(id);
    if (entry?.at !== "calling" && entry?.at !== "running") return;
    this.#open.set(id, { at: "running", call: entry.call, job });
    this.#append({ id, at: "running", job });
  }

  /** Notes the end of a job, also of one that was never begun; the first end stays. */
  finish(id: string, outcome: Outcome): void {
    const entry = this.find(id);
    if (entry?.at === "finished" || entry?.at === "acked") return;
    this.#open.set(id, { at: "finished", outcome });
    this.#append({ id, at: "finished", outcome });
  }

  /** Notes that the manager has the end. Log lines are forgotten: they are in its log now. */
  ack(id: string): void {
    const entry = this.#open.get(id);
    if (entry?.at !== "finished") return;
    const bootMs = this.#options.bootClock.bootMs();
    this.#open.delete(id);
    this.#acked.set(id, { at: "acked", outcome: withoutLog(entry.outcome), bootMs });
    this.#forget(bootMs);
    this.#append({ id, at: "acked", bootMs });
  }

  /**
   * Writes what the file has missed while it could not be written. Nothing else may come that would: an
   * end that only the memory knows is one that a successor begins again.
   */
  catchUp(): void {
    if (this.#isBehind && !this.#isClosed) this.#catchUp();
  }

  /** Leaves the file to a successor, as complete as it can be: nothing is written from now on. */
  close(): void {
    this.catchUp();
    this.#isClosed = true;
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  #forget(bootMs: number): void {
    const { keepAcked = 10_000, keepAckedMs = 86_400_000 } = this.#options;
    for (const [id, entry] of this.#acked) {
      if (this.#acked.size <= keepAcked && bootMs - entry.bootMs <= keepAckedMs) return;
      this.#acked.delete(id);
    }
  }

  #append(line: LedgerLine): boolean {
    if (this.#isClosed) return false;
    // After a failure the whole is written anew: the memory holds what the file missed.
    if (this.#isBehind || this.#fd === undefined) return this.#catchUp();
    try {
      this.#writeBytes(this.#fd, encodeLine(line));
      this.#lines++;
    } catch (error) {
      this.#fallBehind(error);
      return false;
    }
    if (this.#lines > 3 * (this.#open.size + this.#acked.size) + idleLines) this.#compact();
    return true;
  }

  /** Appends at a known position, so that the rest of a write that failed is written over. */
  #writeBytes(fd: number, bytes: Buffer): void {
    let written = 0;
    while (written < bytes.length) {
      written += this.#write(fd, bytes.subarray(written), this.#position + written);
    }
    this.#position += bytes.length;
  }

  #catchUp(): boolean {
    try {
      this.#rewrite();
    } catch (error) {
      this.#fallBehind(error);
      return false;
    }
    if (this.#isBehind) {
      this.#options.log.info({ path: this.#path }, "the ledger can be written again");
    }
    this.#isBehind = false;
    return true;
  }

  #compact(): void {
    try {
      this.#rewrite();
    } catch (error) {
      // The present file is whole and goes on being one; another try follows as it grows.
      this.#options.log.debug({ path: this.#path, error }, "the ledger was not compacted");
      this.#lines = 0;
    }
  }

  #rewrite(): void {
    const old = { fd: this.#fd, position: this.#position };
    makeDirectory(this.#options.directory, 0o700);
    const fd = openSync(`${this.#path}.new`, "w", 0o600);
    try {
      const lines = [...this.#everything()];
      this.#position = 0;
      this.#writeBytes(fd, Buffer.concat(lines.map(encodeLine)));
      renameSync(`${this.#path}.new`, this.#path);
      this.#lines = lines.length;
    } catch (error) {
      this.#position = old.position;
      closeSync(fd);
      throw error;
    }
    this.#fd = fd;
    if (old.fd !== undefined) closeSync(old.fd);
  }

  #fallBehind(error: unknown): void {
    if (!this.#isBehind) {
      this.#options.log.error(
        { path: this.#path, error },
        "the ledger cannot be written: no command is begun until it can",
      );
    }
    this.#isBehind = true;
  }

  *#everything(): Generator<LedgerLine> {
    yield { bootId: this.#options.bootId };
    for (const [id, { outcome, bootMs }] of this.#acked) {
      yield { id, at: "finished", outcome };
      yield { id, at: "acked", bootMs };
    }
    for (const [id, entry] of this.#open) {
      if (entry.at === "finished") {
        yield { id, at: "finished", outcome: entry.outcome };
        continue;
      }
      yield { id, at: "calling", call: entry.call };
      if (entry.at === "running") yield { id, at: "running", job: entry.job };
    }
  }

  #load(): void {
    let text: string;
    try {
      text = readFileSync(this.#path, "utf8");
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT" || code === "ENOTDIR") return;
      throw new HirteError("unavailable", `${this.#path} cannot be read: ${messageOf(error)}`, {
        cause: error,
      });
    }
    const [head, ...lines] = text.split("\n");
    const first = head === undefined ? undefined : decodeLine(head);
    // Another boot: systemd's jobs and everything they did are gone.
    if (!first || !("bootId" in first) || first.bootId !== this.#options.bootId) return;
    let unreadable = 0;
    for (const text of lines) {
      const line = text === "" ? undefined : decodeLine(text);
      if (line && "id" in line) this.#replay(line);
      else if (text !== "") unreadable++;
    }
    // One is the tear of a process that died while writing: what it was about to do, it did not do.
    if (unreadable > 1)
      this.#options.log.warn({ path: this.#path, unreadable }, "lines of the ledger were ignored");
    this.#forget(this.#options.bootClock.bootMs());
  }

  #replay(line: Extract<LedgerLine, { id: string }>): void {
    const entry = this.#open.get(line.id);
    switch (line.at) {
      case "calling":
        this.#open.set(line.id, { at: "calling", call: line.call });
        return;
      case "running":
        if (entry && entry.at !== "finished")
          this.#open.set(line.id, { at: "running", call: entry.call, job: line.job });
        return;
      case "finished":
        this.#open.set(line.id, { at: "finished", outcome: line.outcome });
        return;
      case "acked":
        if (entry?.at !== "finished") return;
        this.#open.delete(line.id);
        this.#acked.set(line.id, { at: "acked", outcome: entry.outcome, bootMs: line.bootMs });
        return;
    }
  }
}

function withoutLog(outcome: Outcome): Outcome {
  if (!outcome.after?.log) return outcome;
  const { log: _, ...after } = outcome.after;
  return { ...outcome, after };
}
