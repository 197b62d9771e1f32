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

/** The journal of one run. */
export class Journal {
  readonly #path: string;
  readonly #options: JournalsOptions;
  readonly #append: Append;
  /** What is with the kernel still. */
  #isPending = false;
  #queue: Promise<unknown> = Promise.resolve();
  /** The last line may be there in part. */
  #isTorn = true;

  constructor(path: string, options: JournalsOptions) {
    this.#path = path;
    this.#options = options;
    this.#append = options.append ?? appendToDisk;
  }

  /** Adds a line. Never rejects. @returns whether it is on disk; false after 3 s of waiting */
  note(record: JournalRecord): Promise<boolean> {
    const { bootId, bootClock, clock } = this.#options;
    const dated: Dated = { ...record, at: clock.wallMs(), bootId, bootMs: bootClock.bootMs() };
    const written = this.#queue.then(() => this.#write(`${JSON.stringify(dated)}\n`));
    this.#queue = written;
    return written;
  }

  async #write(line: string): Promise<boolean> {
    const { clock, log, onTrouble } = this.#options;
    try {
      if (this.#isPending) throw new Error("the disk has not answered yet");
      const appending = this.#append(this.#path, this.#isTorn ? `\n${line}` : line);
      this.#isTorn = true;
      this.#isPending = true;
      const settled = appending.finally(() => {
        this.#isPending = false;
      });
      // Nobody may wait for it any more by the time it fails.
      settled.catch(() => undefined);
      await withPatience(settled, clock);
      this.#isTorn = false;
      onTrouble?.(undefined);
      return true;
    } catch (error) {
      const problem = messageOf(error);
      log.error({ path: this.#path, problem }, "a line of a journal is not on disk");
      onTrouble?.(problem);
      return false;
    }
  }
}

async function withPatience(work: Promise<void>, clock: Clock): Promise<void> {
  let giveUp: () => void = () => undefined;
  const late = new Promise<never>((_, reject) => {
    const text = `the disk has not answered within ${patienceMs / 1000} s`;
    const timer = clock.after(patienceMs, () => reject(new Error(text)));
    giveUp = () => timer.cancel();
  });
  try {
    await Promise.race([work, late]);
  } finally {
    giveUp();
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
