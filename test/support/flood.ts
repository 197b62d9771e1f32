import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { FloodOrder } from "./flooder.ts";
import { moduleForNode } from "./programs.ts";

/** Somebody who does something without end, in a process of its own (flooder.ts). */
export class Flood {
  readonly #child: ChildProcess;

  constructor() {
    const { words, path } = moduleForNode("test/support/flooder.ts");
    this.#child = fork(path, { execArgv: [...words], stdio: "inherit" });
  }

  async begin(order: FloodOrder): Promise<void> {
    this.#child.send(order);
    await once(this.#child, "message");
  }

  /** Ends what it does; it can begin something else. */
  async stop(): Promise<void> {
    this.#child.send("stop");
    await once(this.#child, "message");
  }

  async end(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await ended;
  }
}

/** One for all tests of the suite it is called in, stopped after each: to start it takes a second. */
export function useFlood(): () => Flood {
  let flood: Flood | undefined;
  before(() => {
    flood = new Flood();
  });
  afterEach(() => flood?.stop());
  after(() => flood?.end());
  return () => {
    if (!flood) throw new Error("the flood is there within tests only");
    return flood;
  };
}
