import { type ChildProcess, spawn } from "node:child_process";
import { performance } from "node:perf_hooks";

/** How a command ended. */
export interface Outcome {
  /** Exit status; 128 + signal number when it was killed. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
}

const signalNumbers: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGKILL: 9,
  SIGTERM: 15,
};

/** What a command is given. */
export interface RunningOptions {
  /** What it reads. Default nothing. */
  readonly input?: string;
  /** Default that of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

/** A command that is running; its output so far can be looked at at any time. */
export class Running {
  /** Settles when the command has ended and all of its output was read. */
  readonly ended: Promise<Outcome>;
  readonly #child: ChildProcess;
  readonly #waiting = new Set<() => void>();
  #stdout = "";
  #stderr = "";
  #outcome: Outcome | undefined;

  constructor(argv: readonly string[], options: RunningOptions = {}) {
    const { input = "", env = process.env } = options;
    const [program = "", ...args] = argv;
    const startedMs = performance.now();
    // A process group of its own: what the command started in a node's pid namespace ends with it.
    const stdio = ["pipe", "pipe", "pipe"] as const;
    this.#child = spawn(program, args, { detached: true, stdio: [...stdio], env });
    this.#child.stdin?.on("error", () => {}); // it may end without reading
    this.#child.stdin?.end(input);
    this.#child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.#stdout += text;
      this.#changed();
    });
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr += text;
      this.#changed();
    });
    this.ended = new Promise((resolve) => {
      const end = (status: number, why = "") => {
        this.#outcome ??= {
          status,
          stdout: this.#stdout,
          stderr: this.#stderr + why,
          durationMs: performance.now() - startedMs,
        };
        resolve(this.#outcome);
        this.#changed();
      };
      this.#child.on("error", (error) => end(127, `${program}: ${error.message}\n`));
      this.#child.on("close", (code, signal) =>
        end(code ?? 128 + (signalNumbers[signal ?? ""] ?? 0)),
      );
    });
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  get isRunning(): boolean {
    return this.#outcome === undefined;
  }

  /** Sends a signal to the command and to everything it started. */
  signal(signal: NodeJS.Signals): void {
    if (!this.#child.pid || !this.isRunning) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // It ended just now.
    }
  }

  /** Ends the command as Ctrl-C would. */
  async stop(signal: NodeJS.Signals = "SIGINT"): Promise<Outcome> {
    this.signal(signal);
    const killing = setTimeout(() => this.signal("SIGKILL"), 5000);
    const outcome = await this.ended;
    clearTimeout(killing);
    return outcome;
  }

  /**
   * The first line of standard output that matches. Rejects, with all that was written, when the
   * command ends or `deadlineMs` passes without one.
   */
  line(pattern: RegExp, deadlineMs = 30_000): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = () => {
        // The last piece is a line only once its end was read, or nothing more can come.
        const lines = this.#stdout.split("\n").slice(0, this.isRunning ? -1 : undefined);
        const found = lines.find((line) => pattern.test(line));
        if (found !== undefined) settle(() => resolve(found));
        else if (!this.isRunning) settle(() => reject(this.#missing(pattern, "it ended")));
      };
      const settle = (done: () => void) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        done();
      };
      const timer = setTimeout(
        () => settle(() => reject(this.#missing(pattern, `${deadlineMs} ms passed`))),
        deadlineMs,
      );
      this.#waiting.add(look);
      look();
    });
  }

  #changed(): void {
    for (const look of [...this.#waiting]) look();
  }

  #missing(pattern: RegExp, why: string): Error {
    return new Error(
      `no line like ${pattern} before ${why}; it wrote:\n${this.#stdout}${this.#stderr}`,
    );
  }
}

/** A busy machine may need long for what is done at once on another; before a test's own time is over. */
const longMs = 55_000;

/** Runs a command to its end; one that is not done after `deadlineMs` is killed and rejects. */
export async function run(
  argv: readonly string[],
  options: RunningOptions & { readonly deadlineMs?: number } = {},
): Promise<Outcome> {
  const { deadlineMs = longMs, ...given } = options;
  const running = new Running(argv, given);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    running.signal("SIGKILL");
  }, deadlineMs);
  const outcome = await running.ended;
  clearTimeout(timer);
  if (isLate) throw new Error(`${argv.join(" ")}: not done within ${deadlineMs} ms`);
  return outcome;
}

/** As `run`, for commands that must succeed: resolves to standard output. */
export async function must(
  argv: readonly string[],
  options: RunningOptions & { readonly deadlineMs?: number } = {},
): Promise<string> {
  const outcome = await run(argv, options);
  if (outcome.status === 0) return outcome.stdout;
  throw new Error(
    `${argv.join(" ")}: exit status ${outcome.status}\n${outcome.stdout}${outcome.stderr}`,
  );
}
