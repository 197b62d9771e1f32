import { readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BootClock } from "../../core/boot-clock.ts";
import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import type { Dated, JournalRecord } from "./journal-record.ts";

/** What journals are made of. */
export interface JournalsOptions {
  readonly stateDir: string;
  readonly bootId: string;
  readonly bootClock: BootClock;
  readonly clock: Clock;
  readonly log: Log;
  /** Told when lines cannot be written any more, and when they can again. */
  readonly onTrouble?: (problem: string | undefined) => void;
  /** Appends to a file and has that on disk. Default: the disk. */
  readonly append?: Append;
}

/** Appends a text to a file, which need not be there, and resolves when it is on disk. */
export type Append = (path: string, text: string) => Promise<void>;

/** A disk that has not answered by then is given up for this line: a battery does not wait for it. */
const patienceMs = 3000;
/** Runs whose journals are kept. */
const kept = 50;

/** The journals of this coordinator's runs: a file for each, `journal/RUN.jsonl`, to which lines are added alone. */
export class Journals {
  readonly #options: JournalsOptions;
  readonly #directory: string;
  #problem: string | undefined;

  constructor(options: JournalsOptions) {
    this.#options = options;
    this.#directory = join(options.stateDir, "journal");
  }

  /** Lines of a run, as far as they can be read; none: it has no journal. Never throws. */
  read(run: number): readonly Dated[] {
    const path = this.#pathOf(run);
    let text: string;
    try {
      text = readFileSync(path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
        this.#options.log.error({ path, problem: messageOf(error) }, "a journal cannot be read");
      }
      return [];
    }
    return text.split("\n").flatMap((line) => {
      const record = parse(line);
      return record ? [record] : [];
    });
  }

  /** Puts the journal of a run away which is none of the run that has this number now. Never throws. */
  setAside(run: number): void {
    const path = this.#pathOf(run);
    try {
      renameSync(path, `${path}.old`);
      this.#options.log.warn({ path }, "a journal of another run of this number was set aside");
    } catch (error) {
      this.#options.log.error({ path, problem: messageOf(error) }, "a journal cannot be set aside");
    }
  }

  /** To write to; old ones beyond the newest are removed. */
  open(run: number): Journal {
    this.#prune();
    return new Journal(this.#pathOf(run), {
      ...this.#options,
      onTrouble: (problem) => {
        if (problem === this.#problem) return;
        this.#problem = problem;
        this.#options.onTrouble?.(problem);
      },
    });
  }

  #pathOf(run: number): string {
    return join(this.#directory, `${run}.jsonl`);
  }

  #prune(): void {
    try {
      const numbers = readdirSync(this.#directory).flatMap((name) => {
        const number = /^(\d+)\.jsonl(\.old)?$/.exec(name)?.[1];
        return number === undefined ? [] : [{ name, number: Number(number) }];
      });
      numbers.sort((a, b) => b.number - a.number);
      for (const { name } of numbers.slice(kept)) rmSync(join(this.#directory, name));
    } catch {
      // There is none yet, or it cannot be read: what is written next says so.
    }
  }
}

/** A line that waits, and who waits for it. */
interface Waiting {
  readonly line: string;
  readonly done: (isOnDisk: boolean) => void;
}

/** The journal of one run. What comes while the disk is busy is one write: a slow disk delays nobody by the number of lines. */
export class Journal {
  readonly #path: string;
  readonly #options: JournalsOptions;
  readonly #append: Append;
  #waiting: Waiting[] = [];
  #isWriting = false;
  /** The last line may be there in part. */
  #isTorn = true;

  constructor(path: string, options: JournalsOptions) {
    this.#path = path;
    this.#options = options;
    this.#append = options.append ?? appendToDisk;
  }

  /** Adds a line. Never rejects. @returns whether it is on disk; false after 3 s of waiting */
  note(record: JournalRecord): Promise<boolean> {
    const { bootId, bootClock, clock, log } = this.#options;
    const dated: Dated = { ...record, at: clock.wallMs(), bootId, bootMs: bootClock.bootMs() };
    return new Promise((resolve) => {
      const timer = clock.after(patienceMs, () => {
        const problem = `the disk has not answered within ${patienceMs / 1000} s`;
        log.error({ path: this.#path, problem }, "a line of a journal is not on disk");
        this.#options.onTrouble?.(problem);
        resolve(false);
      });
      const done = (isOnDisk: boolean) => {
        timer.cancel();
        resolve(isOnDisk);
      };
      // Also one that nobody waits for any more by the time the disk answers is told, in its place.
      this.#waiting.push({ line: `${JSON.stringify(dated)}\n`, done });
      if (!this.#isWriting) void this.#write();
    });
  }

  async #write(): Promise<void> {
    const { log, onTrouble } = this.#options;
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0);
      const text = batch.map(({ line }) => line).join("");
      try {
        await this.#append(this.#path, this.#isTorn ? `\n${text}` : text);
        this.#isTorn = false;
        onTrouble?.(undefined);
        for (const { done } of batch) done(true);
      } catch (error) {
        this.#isTorn = true;
        const problem = messageOf(error);
        log.error({ path: this.#path, problem }, "lines of a journal are not on disk");
        onTrouble?.(problem);
        for (const { done } of batch) done(false);
      }
    }
    this.#isWriting = false;
  }
}

async function appendToDisk(path: string, text: string): Promise<void> {
  let file: FileHandle;
  let isNew = false;
  try {
    file = await open(path, "ax", 0o640);
    isNew = true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") await mkdir(dirname(path), { recursive: true, mode: 0o750 });
    else if (code !== "EEXIST") throw error;
    isNew = code === "ENOENT";
    file = await open(path, "a", 0o640);
  }
  try {
    await file.appendFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
  if (!isNew) return;
  for (const directory of [dirname(path), dirname(dirname(path))]) {
    const handle = await open(directory, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

/** A line that was cut short, or is none of a journal, says nothing. */
function parse(line: string): Dated | undefined {
  if (line === "") return undefined;
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null || !("is" in value)) return undefined;
    if (!("bootMs" in value) || typeof value.bootMs !== "number") return undefined;
    // Written by `note` alone, which writes whole lines of this type.
    return value as Dated;
  } catch {
    return undefined;
  }
}
