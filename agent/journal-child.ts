import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { HirteError, messageOf } from "../src/core/errors.ts";
import { type Line, LineSplitter } from "./line-splitter.ts";

/** How a journalctl ended by itself. */
export interface ChildEnd {
  readonly status: number | null;
  /** The first lines of its standard error. */
  readonly complaint: string;
}

const maxLineBytes = 1024 * 1024;
const maxComplaintLength = 1000;

/**
 * A journalctl whose output is read line by line, and only when asked for: while nobody asks, it
 * waits in the pipe. The process ends with the pipe's reader, so it never outlives the agent.
 */
export class JournalChild {
  readonly #child: ChildProcess;
  readonly #stdout: Readable;
  readonly #splitter = new LineSplitter(maxLineBytes);
  readonly #ended: Promise<ChildEnd>;
  #isOutputOver = false;
  #wake: () => void = () => undefined;

  constructor(command: readonly [string, ...string[]], args: readonly string[]) {
    const [program, ...first] = command;
    const child = spawn(program, [...first, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    this.#stdout = child.stdout;
    let complaint = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      complaint = (complaint + text).slice(0, maxComplaintLength);
    });
    this.#stdout.on("readable", () => this.#wake());
    const over = () => {
      this.#isOutputOver = true;
      this.#wake();
    };
    this.#stdout.on("end", over).on("close", over).on("error", over);
    this.#ended = new Promise((resolve) => {
      child.on("error", (error) => resolve({ status: null, complaint: messageOf(error) }));
      child.on("close", (status) => resolve({ status, complaint: complaint.trim() }));
    });
  }

  /** The next lines, once there are some; or how it ended. */
  async next(): Promise<readonly Line[] | ChildEnd> {
    for (;;) {
      const bytes: Buffer | null = this.#stdout.read();
      if (bytes) {
        const lines = this.#splitter.push(bytes);
        if (lines.length > 0) return lines;
      } else if (this.#isOutputOver) return this.#ended;
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }

  /** Ends it at once. */
  stop(): void {
    this.#child.kill("SIGKILL");
    this.#stdout.destroy();
  }
}

/** Whether it ended well, if only because the journal knows no unit that matches a pattern. */
export function isFine({ status, complaint }: ChildEnd): boolean {
  return status === 0 || /No data available/.test(complaint);
}

/** What a journalctl that could not do what it was asked for comes to. */
export function failureOf({ status, complaint }: ChildEnd): HirteError {
  const why = complaint.split("\n")[0] || `journalctl ended with status ${status}`;
  // systemd.time(7); the only thing in a request that its schema cannot check.
  const isTime = /parse timestamp/i.test(why);
  return new HirteError(isTime ? "bad-argument" : "journal-unavailable", `logs: ${why}`);
}
