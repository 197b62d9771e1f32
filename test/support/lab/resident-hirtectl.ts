import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { compiledVariable } from "../programs.ts";
import type { Outcome } from "./command.ts";
import type { LabNode } from "./node.ts";
import { bundleResident, residentBundle } from "./resident-bundle.ts";

const program = "/usr/local/lib/resident-hirtectl.mjs";
const deadlineMs = 30_000;

/**
 * hirtectl on a machine as a process that stays, for tests that run it by the dozen and are not about how it
 * begins and ends: that takes a fifth of a second of a processor each time.
 */
export class ResidentHirtectl {
  static #bundle: Promise<string> | undefined;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (outcome: Omit<Outcome, "durationMs">) => void>();
  /** Resolves when it takes command lines, or has ended. */
  readonly #isThere: Promise<unknown>;
  #lastId = 0;
  #isOver = false;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#isThere = new Promise((resolve) => this.#waiting.set(0, resolve));
    let errors = "";
    child.stdin?.on("error", () => {});
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
    });
    if (child.stdout) {
      createInterface({ input: child.stdout }).on("line", (line) => {
        // As resident-main.ts writes it.
        const { id, ...outcome } = JSON.parse(line) as { id: number } & Omit<Outcome, "durationMs">;
        this.#waiting.get(id)?.(outcome);
        this.#waiting.delete(id);
      });
    }
    child.on("close", () => {
      this.#isOver = true;
      for (const end of this.#waiting.values()) end({ status: 255, stdout: "", stderr: errors });
      this.#waiting.clear();
    });
  }

  static async start(node: LabNode): Promise<ResidentHirtectl> {
    ResidentHirtectl.#bundle ??= bundled();
    await node.write(program, await ResidentHirtectl.#bundle);
    const child = spawn("labnode", ["exec", node.name, "node", program], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    const resident = new ResidentHirtectl(child);
    await resident.#isThere;
    return resident;
  }

  /** Its machine was switched off, or it was ended. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Runs a command line to its end. Rejects when that takes longer than 30 s. */
  run(args: readonly string[]): Promise<Outcome> {
    const id = ++this.#lastId;
    const startedMs = performance.now();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`hirtectl ${args.join(" ")}: it took longer than ${deadlineMs} ms`)),
        deadlineMs,
      );
      this.#waiting.set(id, (outcome) => {
        clearTimeout(timer);
        resolve({ ...outcome, durationMs: performance.now() - startedMs });
      });
      this.#child.stdin?.write(`${JSON.stringify({ id, args })}\n`);
    });
  }

  /** Ends it. */
  stop(): void {
    this.#child.stdin?.end();
    this.#child.kill("SIGKILL");
  }
}

/** The program in one file, which is all that a machine has of it. */
async function bundled(): Promise<string> {
  const compiled = process.env[compiledVariable];
  if (compiled === undefined) return bundleResident();
  return readFile(join(compiled, residentBundle), "utf8");
}
