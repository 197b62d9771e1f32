import type {
  BootClock,
  Evidence,
  JobEnd,
  ProcessPort,
  QueuedJob,
  SystemdPort,
  UnitInfo,
  UnitSource,
} from "../../../agent/ports.ts";
import { HirteError } from "../../../src/core/errors.ts";
import type { JobMode, UnitStatusRow } from "../../../src/protocol/generated/schemas.ts";
import type { JobVerb } from "../../../src/protocol/verbs.ts";
import type { FakeClock } from "../../support/fake-clock.ts";

/** Boot clock that goes on with a fake clock, and also while the machine sleeps. */
export class FakeBootClock implements BootClock {
  readonly #clock: FakeClock;
  #asleepMs = 100_000;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  bootMs(): number {
    return this.#clock.monotonicMs() + this.#asleepMs;
  }

  /** The machine sleeps: this clock goes on, the monotonic one stands still. */
  suspend(ms: number): void {
    this.#asleepMs += ms;
  }
}

/** Processes that are as a test says; all others are gone. */
export class FakeProcesses implements ProcessPort {
  readonly stages = new Map<number, ReturnType<ProcessPort["stageOf"]>>();

  stageOf(pid: number): ReturnType<ProcessPort["stageOf"]> {
    return this.stages.get(pid) ?? "gone";
  }
}

class Listeners<A extends readonly unknown[]> {
  readonly #all = new Set<(...args: A) => void>();

  add = (listener: (...args: A) => void): (() => void) => {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  };

  tell(...args: A): void {
    for (const listener of [...this.#all]) listener(...args);
  }

  get size(): number {
    return this.#all.size;
  }
}

/** A systemd that does what a test tells it to, step by step, also what a real one does only in need. */
export class FakeSystemd implements SystemdPort {
  isAvailable = true;
  /** Every call that was made, in order. */
  readonly calls: { readonly verb: JobVerb; readonly unit: string; readonly mode: JobMode }[] = [];
  readonly cancelCalls: number[] = [];
  /** Jobs that have not ended. */
  readonly pending = new Map<number, { readonly unit: string; readonly type: string }>();
  /** What units do; others are active. */
  readonly evidenceOf = new Map<string, Evidence>();
  /** What the next calls are refused with. */
  refusal: HirteError | undefined;
  /** Whether a cancelled job ends at once. */
  obeysCancel = true;
  /** Jobs exist, but their callers are not told yet. */
  isHolding = false;
  /** What systemd said before it heard of a cancel. */
  beforeCancel: () => void = () => undefined;
  /** What systemd said before it was asked for its jobs. */
  beforeFindJob: () => void = () => undefined;
  /** Told of each end, as PID 1 writes it into the journal. */
  onEnd: (end: JobEnd) => void = () => undefined;
  /** What calls wait for before they leave, as behind others or a socket that nobody reads. */
  road: Promise<void> | undefined;
  /** Called by each enqueue, before anything else. */
  onCall: () => void = () => undefined;
  readonly #ends = new Listeners<[JobEnd]>();
  readonly #availability = new Listeners<[boolean]>();
  readonly #held = new Set<{ answer(): void; fail(error: HirteError): void }>();
  #lastJobId = 0;

  onJobEnd = this.#ends.add;
  onAvailability = this.#availability.add;

  get listeners(): number {
    return this.#ends.size + this.#availability.size;
  }

  async enqueue(
    verb: JobVerb,
    unit: string,
    mode: JobMode,
    mayLeave: () => boolean = () => true,
  ): Promise<QueuedJob> {
    this.onCall();
    if (!this.isAvailable) throw gone();
    await this.road;
    if (!this.isAvailable || !mayLeave())
      throw new HirteError("not-sent", "its time was over before it could leave");
    this.calls.push({ verb, unit, mode });
    if (this.refusal) throw this.refusal;
    const merged = [...this.pending].find(([, job]) => job.unit === unit && job.type === verb);
    const queued = { jobId: merged?.[0] ?? ++this.#lastJobId, isNew: !merged };
    this.pending.set(queued.jobId, { unit, type: verb });
    if (!this.isHolding) return queued;
    return new Promise((resolve, reject) => {
      const held = { answer: () => resolve(queued), fail: reject };
      this.#held.add(held);
    });
  }

  /** Answers the calls that were held back. */
  answer(): void {
    for (const { answer } of this.#held) answer();
    this.#held.clear();
  }

  /** Answers the oldest of them. */
  answerOne(): void {
    const [oldest] = this.#held;
    if (!oldest) return;
    this.#held.delete(oldest);
    oldest.answer();
  }

  /** Fails the calls that were held back, as a call without an answer. */
  leaveUnanswered(): void {
    for (const { fail } of this.#held) fail(new HirteError("deadline", "no answer within 25 s"));
    this.#held.clear();
  }

  /** JobRemoved. `isHeard`: false while nobody listens on the bus. */
  end(jobId: number, result = "done", isHeard = true): void {
    const job = this.pending.get(jobId);
    if (!job) return;
    this.pending.delete(jobId);
    const end = { jobId, unit: job.unit, result };
    this.onEnd(end);
    if (isHeard) this.#ends.tell(end);
  }

  /** The job of this unit ends. */
  endOf(unit: string, result = "done"): void {
    for (const [jobId, job] of [...this.pending]) if (job.unit === unit) this.end(jobId, result);
  }

  leave(): void {
    this.isAvailable = false;
    this.#availability.tell(false);
    for (const { fail } of this.#held) fail(gone());
    this.#held.clear();
  }

  comeBack(): void {
    this.isAvailable = true;
    this.#availability.tell(true);
  }

  async cancel(jobId: number): Promise<boolean> {
    if (!this.isAvailable) throw gone();
    this.cancelCalls.push(jobId);
    this.beforeCancel();
    const isThere = this.pending.has(jobId);
    if (isThere && this.obeysCancel) this.end(jobId, "canceled");
    return isThere;
  }

  async findJob(jobId: number): Promise<{ unit: string; type: string } | undefined> {
    if (!this.isAvailable) throw gone();
    this.beforeFindJob();
    return this.pending.get(jobId);
  }

  async findJobOf(unit: string): Promise<{ jobId: number; type: string } | undefined> {
    if (!this.isAvailable) throw gone();
    const found = [...this.pending].find(([, job]) => job.unit === unit);
    return found && { jobId: found[0], type: found[1].type };
  }

  async evidence(unit: string): Promise<Evidence> {
    if (!this.isAvailable) throw gone();
    return this.evidenceOf.get(unit) ?? { active: "active", sub: "running", serviceType: "notify" };
  }

  async status(patterns: readonly string[]): Promise<UnitStatusRow[]> {
    if (!this.isAvailable) throw gone();
    const names = patterns.includes("*") ? [...this.evidenceOf.keys()] : patterns;
    return names.map((unit) => {
      const { active = "active", sub = "running" } = this.evidenceOf.get(unit) ?? {};
      return { unit, load: "loaded", active, sub, description: `about ${unit}` };
    });
  }
}

/** Units as a test says they are. */
export class FakeUnits implements UnitSource {
  isReady: boolean;
  readonly units = new Map<string, UnitInfo>();
  readonly #changes = new Listeners<[string, UnitInfo | undefined]>();
  readonly #ready = new Listeners<[boolean]>();

  onChange = this.#changes.add;
  onReady = this.#ready.add;

  constructor(names: readonly string[] = [], isReady = true) {
    for (const name of names) this.units.set(name, aUnit());
    this.isReady = isReady;
  }

  set(unit: string, info: Partial<UnitInfo> = {}): void {
    const next = aUnit(info);
    this.units.set(unit, next);
    this.#changes.tell(unit, next);
  }

  unload(unit: string): void {
    this.units.delete(unit);
    this.#changes.tell(unit, undefined);
  }

  ready(isReady: boolean): void {
    this.isReady = isReady;
    this.#ready.tell(isReady);
  }
}

/** A loaded, running unit. */
export function aUnit(info: Partial<UnitInfo> = {}): UnitInfo {
  return { load: "loaded", active: "active", sub: "running", description: "a unit", ...info };
}

/** A random id's look, from a number. */
export function jobId(n: number): string {
  return `job${String(n).padStart(29, "0")}`;
}

function gone(): HirteError {
  return new HirteError("dbus-gone", "the bus is gone");
}
