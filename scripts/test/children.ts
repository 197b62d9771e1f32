import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import type { Readable } from "node:stream";

/** How a child ended. */
export interface Ended {
  readonly status: number;
  /** Both outputs in the order they came; empty where they were passed through. */
  readonly output: string;
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** How to run a child. */
export interface RunOptions {
  /** Given its output as it comes. */
  readonly onOutput?: (text: string) => void;
  /** What it reads, as that comes; absent: nothing. */
  readonly input?: Readable;
  /** How nice it is to others that want the processor, too (nice(1)); less than 0 is for root alone. Default 0. */
  readonly niceness?: number;
  /** Beside the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** After this it is ended. Default 10 min. */
  readonly deadlineMs?: number;
}

/** The processes this one started; all of them end when it is told to end. */
export class Children {
  readonly #running = new Set<ChildProcess>();
  readonly #onSignal = (signal: NodeJS.Signals) => {
    process.exitCode = signal === "SIGINT" ? 130 : 143;
    this.stopAll();
  };
  #isStopped = false;

  constructor() {
    for (const signal of signals) process.on(signal, this.#onSignal);
  }

  /** Heeds signals no longer. */
  release(): void {
    for (const signal of signals) process.off(signal, this.#onSignal);
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Runs a command to its end, or to its deadline. */
  run(argv: readonly string[], options: RunOptions = {}): Promise<Ended> {
    if (this.#isStopped) return Promise.resolve({ status: 143, output: "" });
    const { input, niceness = 0 } = options;
    const [program = "", ...args] = niceness === 0 ? argv : ["nice", "-n", `${niceness}`, ...argv];
    // A process group of its own, so that stopping it reaches all that it started.
    const child = spawn(program, args, {
      detached: true,
      stdio: [input ? "pipe" : "ignore", "pipe", "pipe"],
      env: { ...process.env, ...options.env },
    });
    if (niceness !== 0) makeNice(child, niceness);
    if (input && child.stdin) {
      child.stdin.on("error", () => {}); // it may end without reading
      input.pipe(child.stdin);
    }
    this.#running.add(child);
    let output = "";
    const take = (text: string) => {
      output += text;
      options.onOutput?.(text);
    };
    child.stdout?.setEncoding("utf8").on("data", take);
    child.stderr?.setEncoding("utf8").on("data", take);
    return new Promise((resolve) => {
      const end = (status: number) => {
        clearTimeout(timer);
        this.#running.delete(child);
        resolve({ status, output });
      };
      const { deadlineMs = 10 * 60_000 } = options;
      const timer = setTimeout(() => {
        take(`${argv.join(" ")}: not done within ${deadlineMs / 1000} s\n`);
        stop(child);
      }, deadlineMs);
      child.on("error", (error) => {
        take(`${program}: ${error.message}\n`);
        end(127);
      });
      child.on("close", (code) => end(code ?? 143));
    });
  }

  /** Ends everything that runs, and lets nothing more begin. */
  stopAll(): void {
    this.#isStopped = true;
    for (const child of this.#running) stop(child);
  }
}

/** Linux may share the processor out among sessions first, and only within them by how nice who is. */
function makeNice({ pid }: ChildProcess, niceness: number): void {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, `${niceness}`);
  } catch {
    // It does not, or it has ended just now.
  }
}

function stop({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGTERM");
  } catch {
    // sudo belongs to root: only root may end it. (Or it ended just now.)
    spawnSync("sudo", ["-n", "kill", "-TERM", "--", `-${pid}`], { stdio: "ignore" });
  }
}
