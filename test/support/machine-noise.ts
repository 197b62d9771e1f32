import { Worker } from "node:worker_threads";

/** Does nothing but look how late it is woken. */
const watcher = `
const { workerData } = require("node:worker_threads");
const worst = new Float64Array(workerData);
let last = performance.now();
setInterval(() => {
  const now = performance.now();
  worst[0] = Math.max(worst[0], now - last - 2);
  last = now;
}, 2);
`;

/**
 * How long the machine kept a thread waiting that had next to nothing to do, at worst: what a test
 * of a time limit must not blame on what it tests.
 */
export class MachineNoise {
  readonly #worst = new Float64Array(new SharedArrayBuffer(8));
  readonly #worker = new Worker(watcher, { eval: true, workerData: this.#worst.buffer });

  get worstMs(): number {
    return this.#worst[0] ?? 0;
  }

  /** Resolves when it is watching. */
  async ready(): Promise<void> {
    await new Promise<void>((resolve) => this.#worker.once("online", () => resolve()));
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** Watches during each test of the suite it is called in. */
export function useMachineNoise(): () => number {
  let noise: MachineNoise | undefined;
  beforeEach(async () => {
    noise = new MachineNoise();
    await noise.ready();
  });
  afterEach(() => noise?.stop());
  return () => noise?.worstMs ?? 0;
}
