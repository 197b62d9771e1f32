import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { FloodOrder } from "./flooder.ts";

/** Somebody who does something without end, in a process of its own (flooder.ts). */
export class Flood {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async begin(order: FloodOrder): Promise<Flood> {
    const program = fileURLToPath(new URL("flooder.ts", import.meta.url));
    const child = fork(program, { execArgv: ["--import", "tsx"], stdio: "inherit" });
    child.send(order);
    await once(child, "message");
    return new Flood(child);
  }

  async end(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await ended;
  }
}
