import type { SystemdSignal, UnitFacts } from "../../agent/systemd-signals.ts";
import { type Clock, systemClock, type Timer } from "../../src/core/clock.ts";
import { HirteError } from "../../src/core/errors.ts";
import type { JobMode } from "../../src/protocol/generated/schemas.ts";
import type { JobVerb } from "../../src/protocol/verbs.ts";

/** How a job of a scripted unit goes. */
export interface JobScript {
  /** From being begun to its end, unless `finish` comes first. Default 0: as soon as the clock runs. */
  readonly delayMs?: number;
  /** JobRemoved's word. Default done. */
  readonly result?: string;
  /** What the unit is in the end, where it is not what the verb is for. */
  readonly becomes?: UnitFacts;
  /** The job ends without having begun, as when a dependency failed; nothing is said of the unit. */
  readonly isBlocked?: boolean;
}

/** A unit of the model. */
export interface UnitScript {
  readonly description?: string;
  /** Load state. Default loaded; masked and bad-setting are refused, as systemd does. */
  readonly load?: string;
  /** Type= of a service. Default simple. */
  readonly serviceType?: string;
  /** Default static. */
  readonly fileState?: string;
  readonly start?: JobScript;
  readonly stop?: JobScript;
  /** Without it, the unit cannot be reloaded. */
  readonly reload?: JobScript;
  /** Stays loaded when it is inactive, because another unit refers to it. Default true. */
  readonly isReferred?: boolean;
  readonly facts?: UnitFacts;
}

/** A unit as it is loaded now. */
export interface LoadedUnit {
  readonly name: string;
  readonly script: UnitScript;
  facts: Required<UnitFacts>;
}

/** A job in the queue. */
export interface ModelJob {
  readonly jobId: number;
  readonly unit: string;
  readonly verb: JobVerb;
}

/**
 * systemd as far as an agent can tell: units that are loaded and unloaded, jobs that merge and
 * conflict, and what it says of them, in the order that was seen of systemd 257.
 */
export class SystemdModel {
  readonly loaded = new Map<string, LoadedUnit>();
  readonly jobs = new Map<number, ModelJob>();
  /** Jobs end before the call that queued them is answered. */
  endsBeforeAnswer = false;
  readonly #clock: Clock;
  readonly #scripts = new Map<string, UnitScript>();
  readonly #listeners = new Set<(signal: SystemdSignal) => void>();
  readonly #timers = new Map<number, Timer>();
  /** What ends the job as its script says. */
  readonly #finish = new Map<number, () => void>();
  #lastJobId = 0;
  #invocations = 0;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  onSignal(listener: (signal: SystemdSignal) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Puts a unit there, loaded if something refers to it. */
  add(name: string, script: UnitScript = {}): void {
    this.#scripts.set(name, script);
    if (script.isReferred ?? true) this.load(name);
  }

  /** The unit, loaded if need be; units that nothing refers to are unloaded by `collect`. */
  load(name: string): LoadedUnit {
    const known = this.loaded.get(name);
    if (known) return known;
    const script = this.#scripts.get(name) ?? { load: "not-found", isReferred: false };
    const unit = { name, script, facts: { ...neverRan, ...script.facts } };
    this.loaded.set(name, unit);
    this.#say({ kind: "unit-new", unit: name });
    return unit;
  }

  /** Unloads what is inactive and not referred to. */
  collect(): void {
    for (const { name, script, facts } of [...this.loaded.values()]) {
      const isBusy = facts.active !== "inactive" || this.#jobOf(name);
      if (isBusy || (script.isReferred ?? true)) continue;
      this.loaded.delete(name);
      this.#say({ kind: "unit-removed", unit: name });
    }
  }

  /** Something befalls the unit that no job is behind. */
  change(name: string, facts: UnitFacts): void {
    const unit = this.load(name);
    unit.facts = { ...unit.facts, ...facts };
    this.#sayUnit(name);
  }

  setFileState(name: string, fileState: string): void {
    const script = { ...this.#scripts.get(name), fileState };
    this.#scripts.set(name, script);
    const unit = this.loaded.get(name);
    if (unit) this.loaded.set(name, { ...unit, script });
    this.#say({ kind: "unit-files-changed" });
  }

  fileState(name: string): string | undefined {
    const script = this.#scripts.get(name);
    return script && (script.fileState ?? "static");
  }

  /** daemon-reload: all units go and come back, as their files say. */
  reload(replaced: Readonly<Record<string, UnitScript>> = {}): void {
    this.#say({ kind: "reloading", isReloading: true });
    const before = [...this.loaded.values()];
    for (const { name } of before) this.#say({ kind: "unit-removed", unit: name });
    for (const [name, script] of Object.entries(replaced)) this.#scripts.set(name, script);
    this.loaded.clear();
    for (const [name, script] of this.#scripts) if (script.isReferred ?? true) this.load(name);
    for (const { name, facts } of before) {
      if (facts.active !== "inactive") this.load(name).facts = facts;
    }
    this.#say({ kind: "reloading", isReloading: false });
  }

  /**
   * Queues a job, or merges the call into one.
   * @throws HirteError `dbus-error`, `details.dbusName` as systemd names it
   */
  enqueue(verb: JobVerb, name: string, mode: JobMode): number {
    this.#refuse(verb, name);
    const pending = this.#jobOf(name);
    if (pending?.verb === verb) {
      this.#say({ kind: "job-changed", jobId: pending.jobId });
      return pending.jobId;
    }
    if (pending && mode === "fail") {
      throw dbusError("TransactionIsDestructive", `there is already a job for ${name}`);
    }
    const isNew = !this.loaded.has(name);
    this.load(name);
    if (pending) this.#end(pending, "canceled");
    const job = { jobId: ++this.#lastJobId, unit: name, verb };
    this.jobs.set(job.jobId, job);
    // A unit that was loaded for this call is told of as new, and not as changed.
    if (!isNew) this.#sayUnit(name);
    this.#say({ kind: "job-new", jobId: job.jobId, unit: name });
    this.#run(job);
    return job.jobId;
  }

  /** @returns false when there is no such job */
  cancel(jobId: number): boolean {
    const job = this.jobs.get(jobId);
    if (job) this.#end(job, "canceled");
    return job !== undefined;
  }

  /** The job of this unit is over, as its script says, however long it was to take. */
  finish(name: string): void {
    const job = this.#jobOf(name);
    if (job) this.#finish.get(job.jobId)?.();
  }

  /** Stops all clocks of jobs. */
  close(): void {
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
  }

  #refuse(verb: JobVerb, name: string): void {
    const script = this.#scripts.get(name);
    if (!script) throw dbusError("NoSuchUnit", `Unit ${name} not found.`);
    if (verb !== "stop" && script.load === "masked") {
      throw dbusError("UnitMasked", `Unit ${name} is masked.`);
    }
    if (verb !== "stop" && script.load === "bad-setting") {
      throw dbusError("BadUnitSetting", `Unit ${name} has a bad unit file setting.`);
    }
    if (verb === "reload" && !script.reload) {
      throw dbusError(
        "JobTypeNotApplicable",
        `Job type reload is not applicable for unit ${name}.`,
      );
    }
  }

  #run(job: ModelJob): void {
    const unit = this.load(job.unit);
    const script = unit.script[scriptOf(job.verb)] ?? {};
    const isUp = unit.facts.active === "active";
    const isIdle = (job.verb === "start" && isUp) || (job.verb === "stop" && !isUp);
    const finish = () => {
      if (!isIdle && !script.isBlocked)
        unit.facts = { ...unit.facts, ...outcomes[job.verb], ...script.becomes };
      this.#end(job, isIdle ? "done" : (script.result ?? "done"));
    };
    const begin = () => {
      if (isIdle || script.isBlocked) return;
      unit.facts = { ...unit.facts, ...(job.verb === "stop" ? {} : this.#newRun(job.verb)) };
      unit.facts = { ...unit.facts, ...underWay[job.verb] };
      this.#sayUnit(unit.name);
      this.#say({ kind: "job-changed", jobId: job.jobId });
    };
    if (this.endsBeforeAnswer) {
      begin();
      finish();
      return;
    }
    const delayMs = isIdle ? 0 : (script.delayMs ?? 0);
    const timer = this.#clock.after(0, () => {
      begin();
      this.#finish.set(job.jobId, finish);
      this.#timers.set(job.jobId, this.#clock.after(delayMs, finish));
    });
    this.#timers.set(job.jobId, timer);
  }

  #newRun(verb: JobVerb): UnitFacts {
    if (verb === "reload") return {};
    const invocation = (++this.#invocations).toString(16).padStart(32, "0");
    return { invocation, condition: true, conditionAtUs: 1, result: "success", mainCode: 0 };
  }

  #end(job: ModelJob, result: string): void {
    this.#timers.get(job.jobId)?.cancel();
    this.#timers.delete(job.jobId);
    this.#finish.delete(job.jobId);
    this.jobs.delete(job.jobId);
    if (!this.load(job.unit).script[scriptOf(job.verb)]?.isBlocked) this.#sayUnit(job.unit);
    this.#say({ kind: "job-removed", jobId: job.jobId, unit: job.unit, result });
    this.#sayUnit(job.unit);
    this.collect();
  }

  #jobOf(unit: string): ModelJob | undefined {
    return [...this.jobs.values()].find((job) => job.unit === unit);
  }

  /** Properties of the type first, then those all units have; each time all of them. */
  #sayUnit(unit: string): void {
    const facts = this.loaded.get(unit)?.facts;
    if (!facts) return;
    const { result, mainCode, mainStatus, mainPid, ...common } = facts;
    const isIncomplete = false;
    const typed = unit.endsWith(".service")
      ? { result, mainCode, mainStatus, mainPid }
      : { result };
    this.#say({ kind: "unit-changed", unit, from: "type", facts: typed, isIncomplete });
    this.#say({ kind: "unit-changed", unit, from: "unit", facts: common, isIncomplete });
  }

  #say(signal: SystemdSignal): void {
    for (const listener of [...this.#listeners]) listener(signal);
  }
}

/** An error as systemd names it. */
export function dbusError(name: string, text: string): HirteError {
  return new HirteError("dbus-error", text, {
    details: { dbusName: `org.freedesktop.systemd1.${name}`, text },
  });
}

const neverRan: Required<UnitFacts> = {
  active: "inactive",
  sub: "dead",
  invocation: "",
  freezer: "running",
  condition: false,
  conditionAtUs: 0,
  activeSinceUs: 0,
  activeUntilUs: 0,
  result: "success",
  mainCode: 0,
  mainStatus: 0,
  mainPid: 0,
};

function scriptOf(verb: JobVerb): "start" | "stop" | "reload" {
  return verb === "restart" ? "start" : verb;
}

const underWay: Readonly<Record<JobVerb, UnitFacts>> = {
  start: { active: "activating", sub: "start" },
  restart: { active: "activating", sub: "start" },
  stop: { active: "deactivating", sub: "stop-sigterm" },
  reload: { active: "reloading", sub: "reload" },
};

const outcomes: Readonly<Record<JobVerb, UnitFacts>> = {
  start: { active: "active", sub: "running" },
  restart: { active: "active", sub: "running" },
  stop: { active: "inactive", sub: "dead" },
  reload: { active: "active", sub: "running" },
};
