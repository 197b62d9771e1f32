import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type ProgramSource, programWords } from "./programs.ts";

/** A daemon of the project as a process of its own. */
export class SourceProgram {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  output = "";
  readonly #waiters = new Set<() => void>();

  constructor(
    source: ProgramSource,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    /** A program that starts it, with its arguments. */
    by: readonly string[] = [],
  ) {
    const [file, ...words] = [...by, process.execPath, ...programWords(source), ...args];
    this.process = spawn(file ?? "", words, {
      env: { PATH: process.env["PATH"], ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on("data", (bytes) => {
        this.output += bytes;
        for (const check of this.#waiters) check();
      });
    }
    this.ended = once(this.process, "close").then(([status]) => status as number | null);
  }

  /** Resolves once the program has said it; fails when it ends without. */
  said(words: string): Promise<void> {
    return new Promise((resolve, reject) => {
      void this.ended.then(() => reject(new Error(`it never said "${words}": ${this.output}`)));
      const check = () => {
        if (!this.output.includes(words)) return;
        this.#waiters.delete(check);
        resolve();
      };
      this.#waiters.add(check);
      check();
    });
  }
}
