import type { CommandOutput, QueuedJob, RunPort, StartOptions } from "../../agent/ports.ts";
import type { RunCall, RunOrder } from "../../agent/run-call.ts";
import type { Chunk } from "../../agent/stream.ts";
import { HirteError } from "../../src/core/errors.ts";

/** Commands that run as a test says. */
export class FakeRuns implements RunPort {
  /** AllowExec= */
  isAllowed = true;
  readonly commands = new Set<string>();
  /** What was started, in order. */
  readonly calls: { readonly id: string; readonly call: RunCall; readonly order: RunOrder }[] = [];
  readonly stops: string[] = [];
  readonly cleared: string[] = [];
  /** Units that are there, with the ids they were made for. */
  readonly units = new Map<string, string>();
  /** Outputs that were opened, by whom ever, the newest for each id. */
  readonly outputs = new Map<string, FakeOutput>();
  /** What a call waits for before it leaves, and what it fails with when it has. */
  road: Promise<void> | undefined;
  failure: HirteError | undefined;
  readonly #noted = new Map<string, string>();
  readonly #forgotten = new Set<string>();
  readonly #listeners = new Set<(unit: string) => void>();

  check(order: RunOrder): void {
    if ("commandName" in order) {
      if (!this.commands.has(order.commandName)) throw new HirteError("no-such-command", "none");
    } else if (!this.isAllowed) throw new HirteError("denied", "AllowExec=yes is not said");
  }

  makeOutput(id: string): Promise<CommandOutput> {
    return Promise.resolve(this.#newOutput(id));
  }

  findOutput(id: string): CommandOutput | undefined {
    return this.#forgotten.has(id) ? undefined : this.#newOutput(id);
  }

  forgetOutput(id: string): void {
    this.#forgotten.add(id);
  }

  note(id: string, unit: string): void {
    this.#noted.set(id, unit);
  }

  noted(): { readonly id: string; readonly unit: string }[] {
    return [...this.#noted].map(([id, unit]) => ({ id, unit }));
  }

  async start(id: string, call: RunCall, { order, mayLeave }: StartOptions): Promise<QueuedJob> {
    await this.road;
    if (!mayLeave()) throw new HirteError("not-sent", "its time was over");
    this.calls.push({ id, call, order });
    if (this.failure) throw this.failure;
    this.units.set(call.unit, id);
    return { jobId: 1000 + this.calls.length, isNew: true };
  }

  onChange(listener: (unit: string) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Something about the unit is otherwise. */
  change(unit: string): void {
    for (const listener of [...this.#listeners]) listener(unit);
  }

  isOf(id: string, unit: string): Promise<boolean> {
    return Promise.resolve(this.units.get(unit) === id);
  }

  async stop(unit: string): Promise<void> {
    this.stops.push(unit);
  }

  async clear(id: string, unit: string, _signal: AbortSignal): Promise<void> {
    this.#noted.delete(id);
    this.cleared.push(unit);
  }

  #newOutput(id: string): FakeOutput {
    const output = new FakeOutput();
    this.outputs.set(id, output);
    return output;
  }
}

/** Output that a test writes. */
export class FakeOutput implements CommandOutput {
  readonly paths = ["/out", "/err"] as const;
  readonly #chunks: (Chunk | undefined)[] = [];
  #wake: () => void = () => undefined;
  isStopped = false;

  /** The command writes; undefined: it is over. */
  write(text: string, fd: 1 | 2 = 1): void {
    const bytes = Buffer.from(text);
    this.#put({ fd, bytes: bytes.toString("base64"), size: bytes.length });
  }

  async next(): Promise<Chunk | undefined> {
    while (this.#chunks.length === 0 && !this.isStopped) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#chunks.shift();
  }

  finish(): void {
    this.#put(undefined);
  }

  stop(): void {
    this.isStopped = true;
    this.#wake();
  }

  #put(chunk: Chunk | undefined): void {
    this.#chunks.push(chunk);
    this.#wake();
  }
}
