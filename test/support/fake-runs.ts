import type { RunCall } from "../../agent/call.ts";
import type { CommandOutput, QueuedJob, RunPort } from "../../agent/ports.ts";
import { HirteError } from "../../src/core/errors.ts";

/** Commands that run as a test says. */
export class FakeRuns implements RunPort {
  isAllowed = true;
  /** What was started, in order. */
  readonly calls: RunCall[] = [];
  readonly stops: string[] = [];
  readonly cleared: string[] = [];
  /** Units that are there, with the ids they were made for. */
  readonly units = new Map<string, string>();
  readonly #noted = new Map<string, string>();
  readonly #listeners = new Set<(unit: string) => void>();
  /** What is to happen when a call leaves; throws what the call fails with. */
  onStart: () => void = () => undefined;

  makeOutput(): Promise<CommandOutput> {
    return Promise.resolve({
      paths: ["/out", "/err"],
      next: () => Promise.resolve(undefined),
      finish: () => undefined,
      stop: () => undefined,
    });
  }

  findOutput(): undefined {
    return undefined;
  }

  note(id: string, unit: string): void {
    this.#noted.set(id, unit);
  }

  noted(): { readonly id: string; readonly unit: string }[] {
    return [...this.#noted].map(([id, unit]) => ({ id, unit }));
  }

  async start(
    id: string,
    call: RunCall,
    { mayLeave }: Parameters<RunPort["start"]>[2],
  ): Promise<QueuedJob> {
    if (!mayLeave()) throw new HirteError("not-sent", "its time was over");
    this.calls.push(call);
    this.units.set(call.unit, id);
    this.onStart();
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

  async clear(id: string, unit: string): Promise<void> {
    this.#noted.delete(id);
    this.cleared.push(unit);
  }
}
