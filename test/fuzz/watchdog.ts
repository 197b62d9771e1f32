import { Worker } from "node:worker_threads";

/** Runs beside the thread that it watches, which may be stuck. */
const program = `
const { workerData, parentPort } = require("node:worker_threads");
const { writeSync } = require("node:fs");
const { counter, limitMs, name, pid } = workerData;
const fed = new Int32Array(counter);
let last = -1;
let sinceMs = Date.now();
const timer = setInterval(() => {
  const now = Atomics.load(fed, 0);
  if (now !== last) {
    last = now;
    sinceMs = Date.now();
  } else if (Date.now() - sinceMs > limitMs) {
    writeSync(2, name + ": case " + now + " has not ended within " + limitMs + " ms\\n");
    process.kill(pid, "SIGKILL");
  }
}, limitMs / 20);
parentPort.once("message", () => clearInterval(timer));
`;

/** Ends the process with a word when it is not fed for too long: a loop without end lets no timer run. */
export class Watchdog {
  readonly #counter = new SharedArrayBuffer(4);
  readonly #fed = new Int32Array(this.#counter);
  readonly #worker: Worker;

  constructor({ limitMs, name }: { readonly limitMs: number; readonly name: string }) {
    const workerData = { counter: this.#counter, limitMs, name, pid: process.pid };
    // Without the loader of TypeScript, which takes half a second.
    this.#worker = new Worker(program, { eval: true, workerData, execArgv: [] });
  }

  feed(): void {
    Atomics.add(this.#fed, 0, 1);
  }

  async stop(): Promise<void> {
    this.#worker.postMessage("stop");
    await this.#worker.terminate();
  }
}
