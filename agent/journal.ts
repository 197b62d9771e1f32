import { execFile } from "node:child_process";
import { type Clock, systemClock } from "../src/core/clock.ts";
import type { Log } from "../src/core/log.ts";
import { type JournalEntry, parseEntries } from "./journal-entry.ts";
import { type JournalScope, systemScope } from "./journal-scope.ts";
import type { JournalPort } from "./ports.ts";

/** What a journal is made of. */
export interface JournalOptions {
  /** Boot id of this machine's present life. */
  readonly bootId: string;
  readonly log: Log;
  /** Default: the machine's systemd. */
  readonly scope?: JournalScope;
  /** The program and its first arguments. Default `journalctl`. */
  readonly command?: readonly [string, ...string[]];
  /** For one question, waiting for a free place included; then what came so far counts. Default 2.5 s. */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
}

/** Processes at a time: units tend to fail together. */
const maxProcesses = 4;
const maxOutputBytes = 16 * 1024 * 1024;
/** Better an answer that may lack the last lines than none. */
const syncMs = 1000;

/** Lines of other runs that may stand between those of the run that is asked for. */
const otherLines = 100;

/** The journal through journalctl(1), a process for each question. What cannot be read is unknown. */
export class Journal implements JournalPort {
  readonly #options: JournalOptions;
  readonly #clock: Clock;
  readonly #scope: JournalScope;
  readonly #waiting: (() => void)[] = [];
  readonly #stopping = new AbortController();
  #processes = 0;
  /** A sync that has not begun: whoever asks now is served by it. */
  #nextSync: Promise<void> | undefined;
  #sync: Promise<void> = Promise.resolve();

  constructor(options: JournalOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#scope = options.scope ?? systemScope;
  }

  /** Ends what is under way, with what came so far. */
  stop(): void {
    this.#stopping.abort();
  }

  async jobResult({ jobId }: { readonly jobId: number }): Promise<string | undefined> {
    // systemd.journal-fields(7): PID 1 says how each job ended, and numbers jobs anew in each boot. It
    // names the unit as its file does, which need not be the name the job was asked for by.
    const entries = await this.#entries(
      ["JOB_RESULT", "JOB_TYPE", this.#scope.run, this.#scope.subject],
      [`JOB_ID=${jobId}`, ...this.#scope.bySystemd, `_BOOT_ID=${this.#options.bootId}`],
    );
    // A restart is "done" when the unit has stopped; then the job goes on as a start, under its number.
    const isHalf = ({ JOB_RESULT, JOB_TYPE }: (typeof entries)[number]) =>
      JOB_TYPE?.[0] === "restart" && JOB_RESULT?.[0] === "done";
    const end = entries.filter((entry) => entry["JOB_RESULT"] && !isHalf(entry)).at(-1);
    return end && (wasWithoutRun(end, this.#scope) ? "skipped" : end["JOB_RESULT"]?.at(-1));
  }

  async lastLines(query: {
    readonly unit: string;
    readonly invocation?: string;
    readonly count: number;
  }): Promise<string[]> {
    const { unit, invocation, count } = query;
    if (count <= 0) return [];
    const boot = `_BOOT_ID=${this.#options.bootId}`;
    const { writer, subject, run, ofUser, bySystemd } = this.#scope;
    // What the unit itself wrote, and what systemd said of it.
    const written = [`${writer}=${unit}`, ...ofUser, boot];
    const said = ["+", `${subject}=${unit}`, ...bySystemd, boot];
    if (invocation === undefined) {
      const entries = await this.#entries(["MESSAGE"], [`--lines=${count}`, ...written, ...said]);
      return linesOf(entries).slice(-count);
    }
    const ofRun = [`_SYSTEMD_INVOCATION_ID=${invocation}`, "+", `${run}=${invocation}`];
    const entries = await this.#entries(
      ["MESSAGE", "_SYSTEMD_INVOCATION_ID", run],
      [`--lines=${count + otherLines}`, ...written, "+", ...ofRun, ...bySystemd],
    );
    return linesOf(entriesOfRun(entries, invocation, run)).slice(-count);
  }

  async #entries(fields: readonly string[], query: readonly string[]): Promise<JournalEntry[]> {
    const untilMs = this.#clock.monotonicMs() + (this.#options.timeoutMs ?? 2500);
    await this.#synced(untilMs);
    // --all: without it a long field comes as null.
    const output = `--output-fields=${fields.join(",")}`;
    const text = await this.#run(["--output=json", output, "--all", "--quiet", ...query], untilMs);
    return parseEntries(text);
  }

  /**
   * journalctl --sync: lines written before this moment can be read after it. One sync serves all
   * who asked before it began.
   */
  #synced(untilMs: number): Promise<void> {
    this.#nextSync ??= this.#sync.then(async () => {
      this.#sync = this.#nextSync ?? this.#sync;
      this.#nextSync = undefined;
      await this.#run(["--sync"], Math.min(untilMs, this.#clock.monotonicMs() + syncMs));
    });
    return this.#nextSync;
  }

  async #run(args: readonly string[], untilMs: number): Promise<string> {
    if (this.#processes >= maxProcesses) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#processes++;
    try {
      const timeoutMs = Math.ceil(untilMs - this.#clock.monotonicMs());
      return timeoutMs > 0 ? await this.#spawn(args, timeoutMs) : "";
    } finally {
      this.#processes--;
      this.#waiting.shift()?.();
    }
  }

  #spawn(args: readonly string[], timeoutMs: number): Promise<string> {
    const [program, ...first] = this.#options.command ?? ["journalctl"];
    return new Promise((resolve) => {
      const limits = {
        timeout: timeoutMs,
        signal: this.#stopping.signal,
        killSignal: "SIGKILL",
        maxBuffer: maxOutputBytes,
      } as const;
      execFile(program, [...first, ...args], limits, (error, stdout) => {
        if (error) this.#options.log.debug({ error, args }, "journalctl did not end well");
        resolve(stdout);
      });
    });
  }
}

/**
 * The entries of one run of a unit. journald finds the run of a line by its process; where that has
 * ended before journald looks, the line has its unit only: it is of the run that was spoken of last.
 * Of a user's unit, an older journald says the run of the user's systemd in place of the unit's own.
 */
function entriesOfRun(
  entries: readonly JournalEntry[],
  invocation: string,
  field: JournalScope["run"],
): JournalEntry[] {
  let isOfRun = false;
  return entries.filter((entry) => {
    const found = entry["_SYSTEMD_INVOCATION_ID"] ?? [];
    const counts = field === "INVOCATION_ID" || found.includes(invocation);
    const runs = [...(entry[field] ?? []), ...(counts ? found : [])];
    if (runs.length > 0) isOfRun = runs.includes(invocation);
    return isOfRun;
  });
}

/**
 * A start that is "done" and gave its unit no run: a condition was not met. systemd has forgotten the
 * condition with the unit by the time somebody looks for its end here. Devices never have runs.
 */
function wasWithoutRun(end: JournalEntry, { run, subject }: JournalScope): boolean {
  return (
    end["JOB_TYPE"]?.[0] === "start" &&
    end["JOB_RESULT"]?.[0] === "done" &&
    end[run]?.[0] === "" &&
    !end[subject]?.[0]?.endsWith(".device")
  );
}

function linesOf(entries: readonly JournalEntry[]): string[] {
  return entries.flatMap(({ MESSAGE }) => MESSAGE ?? []);
}
