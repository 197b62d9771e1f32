import type {
  Evidence,
  JobEnd,
  JournalPort,
  QueuedJob,
  SystemdPort,
  UnitInfo,
  UnitSource,
} from "../../agent/ports.ts";
import type { UnitStatusRow } from "../../src/protocol/generated/schemas.ts";

/** A systemd of so many services, all of them up, on which a job is done as soon as it is asked for. */
export class SimulatedNode implements SystemdPort, UnitSource, JournalPort {
  readonly isAvailable = true;
  readonly isReady = true;
  readonly units: ReadonlyMap<string, UnitInfo>;
  readonly #units = new Map<string, UnitInfo>();
  readonly #names: readonly string[];
  readonly #onChange = new Set<(unit: string, info: UnitInfo | undefined) => void>();
  readonly #onJobEnd = new Set<(end: JobEnd) => void>();
  #jobs = 0;
  #changes = 0;

  constructor(unitCount: number) {
    this.units = this.#units;
    this.#names = Array.from({ length: unitCount }, (_, i) => `simulated-${i}.service`);
    for (const unit of this.#names) this.#units.set(unit, changedTimes(0));
  }

  /** One of the units, each in its turn, changes. */
  change(): void {
    const unit = this.#names[this.#changes % this.#names.length] ?? "";
    const info = changedTimes(Math.floor(this.#changes++ / this.#names.length) + 1);
    this.#units.set(unit, info);
    for (const listener of this.#onChange) listener(unit, info);
  }

  onChange(listener: (unit: string, info: UnitInfo | undefined) => void): () => void {
    this.#onChange.add(listener);
    return () => this.#onChange.delete(listener);
  }

  onJobEnd(listener: (end: JobEnd) => void): () => void {
    this.#onJobEnd.add(listener);
    return () => this.#onJobEnd.delete(listener);
  }

  onAvailability(): () => void {
    return () => undefined;
  }

  onReady(): () => void {
    return () => undefined;
  }

  async enqueue(_verb: unknown, unit: string): Promise<QueuedJob> {
    const jobId = ++this.#jobs;
    setImmediate(() => {
      for (const listener of this.#onJobEnd) listener({ jobId, unit, result: "done" });
    });
    return { jobId, isNew: true };
  }

  async cancel(): Promise<boolean> {
    return false;
  }

  async findJob(): Promise<undefined> {
    return undefined;
  }

  async evidence(): Promise<Evidence> {
    return { active: "active", sub: "running" };
  }

  async status(): Promise<UnitStatusRow[]> {
    return [];
  }

  async jobResult(): Promise<undefined> {
    return undefined;
  }

  async lastLines(): Promise<string[]> {
    return [];
  }
}

const changesAre = /^changed (\d+) times$/;

/** How often a unit has changed, by what is published of it. */
export function timesChanged(description: string): number {
  return Number(changesAre.exec(description)?.[1] ?? Number.NaN);
}

function changedTimes(times: number): UnitInfo {
  return {
    load: "loaded",
    active: "active",
    sub: "running",
    description: `changed ${times} times`,
    fileState: "enabled",
    freezer: "running",
    result: "success",
    invocation: String(times).padStart(32, "0"),
  };
}
