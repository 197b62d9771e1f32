import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

/** Directory of the programs as they are installed. */
export const dist = join(import.meta.dirname, "../dist");

/** A program that runs until it is told to end. */
export class Program {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  readonly #waiting = new Set<() => void>();
  readonly #endWithUs = () => this.#child.kill("SIGKILL");
  #output = "";
  #isOver = false;

  constructor(argv: readonly string[], options: { readonly env?: NodeJS.ProcessEnv } = {}) {
    const [file = "", ...args] = argv;
    this.#child = spawn(file, args, {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, ...options.env },
    });
    process.on("exit", this.#endWithUs);
    this.#ended = new Promise((resolve) => {
      const over = () => {
        this.#isOver = true;
        process.off("exit", this.#endWithUs);
        resolve();
        for (const look of [...this.#waiting]) look();
      };
      this.#child.on("error", over);
      this.#child.on("exit", over);
    });
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      // Only the last lines are of use, to say why it ended.
      this.#output = (this.#output + text).slice(-64 * 1024);
      for (const look of [...this.#waiting]) look();
    });
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error(`it did not start: ${this.#output}`);
    return this.#child.pid;
  }

  /** Waits for a line of its log. @throws when it ends, or the time is over, without one */
  said(pattern: RegExp, deadlineMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (done: () => void) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        done();
      };
      const fail = (why: string) =>
        settle(() =>
          reject(new Error(`no ${pattern} before ${why}: ${this.#output.slice(-2000)}`)),
        );
      const look = () => {
        if (pattern.test(this.#output)) settle(resolve);
        else if (this.#isOver) fail("it ended");
      };
      const timer = setTimeout(() => fail(`${deadlineMs} ms passed`), deadlineMs);
      this.#waiting.add(look);
      look();
    });
  }

  /** Ends it by a signal, after 5 s by SIGKILL. */
  async end(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    if (!this.#isOver) this.#child.kill(signal);
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), 5000);
    await this.#ended;
    clearTimeout(timer);
  }
}
