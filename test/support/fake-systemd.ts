import type {
  Evidence,
  JobEnd,
  JournalPort,
  QueuedJob,
  SystemdPort,
  UnitInfo,
  UnitSource,
} from "../../agent/ports.ts";
import { unitType } from "../../agent/systemd-names.ts";
import type { SystemdSignal } from "../../agent/systemd-signals.ts";
import { withoutAbsent } from "../../agent/systemd-values.ts";
import { statusName } from "../../agent/unit-status.ts";
import { HirteError, isHirteError } from "../../src/core/errors.ts";
import type { JobMode, UnitStatusRow } from "../../src/protocol/generated/schemas.ts";
import type { JobVerb } from "../../src/protocol/verbs.ts";
import { isGlob, matchesAny } from "../../src/units/glob.ts";
import { type LoadedUnit, SystemdModel } from "./systemd-model.ts";

/** The ports of the agent on a modelled systemd, without a bus. */
export class FakeSystemd implements SystemdPort, UnitSource {
  readonly model: SystemdModel;
  readonly units = new Map<string, UnitInfo>();
  readonly #availability = new Set<(isAvailable: boolean) => void>();
  readonly #ready = new Set<(isReady: boolean) => void>();
  readonly #changes = new Set<(unit: string, info: UnitInfo | undefined) => void>();
  readonly #jobEnds = new Set<(end: JobEnd) => void>();
  /** Calls whose answers are held back: without an error they are let go. */
  readonly #unanswered = new Set<(error?: HirteError) => void>();
  /** What units were when they were last heard of; kept after they are unloaded. */
  readonly #evidence = new Map<string, Evidence>();
  #isHolding = false;
  #isReloading = false;
  #isAvailable = true;

  constructor(model = new SystemdModel()) {
    this.model = model;
    for (const unit of model.loaded.values()) this.units.set(unit.name, infoOf(unit, model));
    model.onSignal((signal) => this.#onSignal(signal));
  }

  get isAvailable(): boolean {
    return this.#isAvailable;
  }

  get isReady(): boolean {
    return this.#isAvailable;
  }

  onAvailability(listener: (isAvailable: boolean) => void): () => void {
    return listen(this.#availability, listener);
  }

  onReady(listener: (isReady: boolean) => void): () => void {
    return listen(this.#ready, listener);
  }

  onChange(listener: (unit: string, info: UnitInfo | undefined) => void): () => void {
    return listen(this.#changes, listener);
  }

  onJobEnd(listener: (end: JobEnd) => void): () => void {
    return listen(this.#jobEnds, listener);
  }

  /** The bus breaks: what is under way fails, and nothing is heard until it is back. */
  loseBus(): void {
    this.#isAvailable = false;
    for (const end of this.#unanswered) end(gone());
    this.#unanswered.clear();
    for (const listener of [...this.#ready]) listener(false);
    for (const listener of [...this.#availability]) listener(false);
  }

  restoreBus(): void {
    this.#isAvailable = true;
    this.#evidence.clear();
    this.units.clear();
    for (const unit of this.model.loaded.values()) {
      this.units.set(unit.name, infoOf(unit, this.model));
    }
    for (const listener of [...this.#availability]) listener(true);
    for (const listener of [...this.#ready]) listener(true);
  }

  /** Calls are carried out, but not answered until what this returns is called. */
  holdAnswers(): () => void {
    this.#isHolding = true;
    return () => {
      this.#isHolding = false;
      for (const end of this.#unanswered) end();
      this.#unanswered.clear();
    };
  }

  async enqueue(
    verb: JobVerb,
    unit: string,
    mode: JobMode,
    mayLeave: () => boolean = () => true,
  ): Promise<QueuedJob> {
    if (!this.isAvailable) throw new HirteError("not-sent", "systemd is not there");
    return this.#call(() => {
      if (!mayLeave()) throw new HirteError("not-sent", "its time was over before it could leave");
      const before = new Set(this.model.jobs.keys());
      try {
        const jobId = this.model.enqueue(verb, unit, mode);
        return { jobId, isNew: !before.has(jobId) };
      } catch (error) {
        throw refusal(error, verb, unit);
      }
    });
  }

  cancel(jobId: number): Promise<boolean> {
    return this.#call(() => this.model.cancel(jobId));
  }

  findJob(jobId: number): Promise<{ readonly unit: string; readonly type: string } | undefined> {
    return this.#call(() => {
      const job = this.model.jobs.get(jobId);
      return job && { unit: job.unit, type: job.verb };
    });
  }

  findJobOf(unit: string): Promise<{ readonly jobId: number; readonly type: string } | undefined> {
    return this.#call(() => {
      const job = [...this.model.jobs.values()].find((each) => each.unit === unit);
      return job && { jobId: job.jobId, type: job.verb };
    });
  }

  evidence(unit: string): Promise<Evidence> {
    return this.#call(() => {
      const heard = this.#evidence.get(unit) ?? evidenceOf(this.model.load(unit));
      this.model.collect();
      return heard;
    });
  }

  status(patterns: readonly string[]): Promise<UnitStatusRow[]> {
    return this.#call(() => {
      const globs = patterns.filter(isGlob);
      const matches = matchesAny(patterns.length === 0 ? undefined : globs);
      const names = [
        ...patterns.filter((pattern) => !isGlob(pattern)).map(statusName),
        ...[...this.model.loaded.keys()].filter(matches),
      ];
      const rows = [...new Set(names)].map((name) => rowOf(this.model.load(name), this.model));
      this.model.collect();
      return rows;
    });
  }

  /** Does it at once, and answers as soon as answers are not held back. */
  async #call<T>(action: () => T): Promise<T> {
    if (!this.#isAvailable) throw gone();
    const answer = action();
    if (!this.#isHolding) return answer;
    return new Promise((resolve, reject) => {
      this.#unanswered.add((error) => (error ? reject(error) : resolve(answer)));
    });
  }

  #onSignal(signal: SystemdSignal): void {
    if (!this.#isAvailable) return;
    switch (signal.kind) {
      case "job-removed": {
        const { jobId, unit, result } = signal;
        for (const listener of [...this.#jobEnds]) listener({ jobId, unit, result });
        return;
      }
      case "unit-changed": {
        const unit = this.model.loaded.get(signal.unit);
        if (!unit || signal.from === "type") return;
        this.#evidence.set(unit.name, evidenceOf(unit));
        this.#show(unit);
        return;
      }
      case "unit-removed":
        if (!this.#isReloading) this.#hide(signal.unit);
        return;
      case "unit-files-changed":
        for (const unit of this.model.loaded.values()) this.#show(unit);
        return;
      case "reloading":
        this.#isReloading = signal.isReloading;
        if (signal.isReloading) return;
        for (const unit of this.model.loaded.values()) this.#show(unit);
        for (const unit of this.units.keys()) if (!this.model.loaded.has(unit)) this.#hide(unit);
        return;
      // Whether somebody merely asked for a unit is not told; one that is referred to shows itself.
      case "unit-new": {
        const unit = this.model.loaded.get(signal.unit);
        if (unit && (unit.script.isReferred ?? true) && !this.#isReloading) this.#show(unit);
        return;
      }
      case "job-new": {
        const unit = this.model.loaded.get(signal.unit);
        if (unit) this.#evidence.set(unit.name, evidenceOf(unit));
        return;
      }
      case "job-changed":
        return;
    }
  }

  #show(unit: LoadedUnit): void {
    const info = infoOf(unit, this.model);
    const shown = this.units.get(unit.name);
    if (shown && JSON.stringify(shown) === JSON.stringify(info)) return;
    this.units.set(unit.name, info);
    this.#tell(unit.name, info);
  }

  #hide(unit: string): void {
    if (this.units.delete(unit)) this.#tell(unit, undefined);
  }

  #tell(unit: string, info: UnitInfo | undefined): void {
    for (const listener of [...this.#changes]) listener(unit, info);
  }
}

/** A journal that knows what it was told. */
export class FakeJournal implements JournalPort {
  /** By job id. */
  readonly results = new Map<number, string>();
  /** By unit. */
  readonly lines = new Map<string, readonly string[]>();

  async jobResult({ jobId }: { readonly jobId: number }): Promise<string | undefined> {
    return this.results.get(jobId);
  }

  async lastLines(query: { readonly unit: string; readonly count: number }): Promise<string[]> {
    return query.count > 0 ? (this.lines.get(query.unit) ?? []).slice(-query.count) : [];
  }
}

function infoOf({ name, script, facts }: LoadedUnit, model: SystemdModel): UnitInfo {
  return withoutAbsent({
    load: script.load ?? "loaded",
    active: facts.active,
    sub: facts.sub,
    description: script.description ?? name,
    fileState: model.fileState(name),
    freezer: facts.freezer === "running" ? undefined : facts.freezer,
    result: facts.result === "success" ? undefined : facts.result,
    invocation: facts.invocation || undefined,
  });
}

function evidenceOf({ name, script, facts }: LoadedUnit): Evidence {
  const isService = unitType(name) === "service";
  const heldUs = facts.activeUntilUs - facts.activeSinceUs;
  return withoutAbsent({
    load: script.load ?? "loaded",
    active: facts.active,
    sub: facts.sub,
    result: facts.result,
    condition: facts.conditionAtUs > 0 ? facts.condition : undefined,
    invocation: facts.invocation || undefined,
    exitCode: facts.mainCode === 1 ? facts.mainStatus : undefined,
    serviceType: isService ? (script.serviceType ?? "simple") : undefined,
    mainPid: facts.mainPid || undefined,
    wasActive: facts.activeSinceUs > 0,
    heldMs: heldUs >= 0 && facts.activeSinceUs > 0 ? heldUs / 1000 : undefined,
  });
}

function rowOf(unit: LoadedUnit, model: SystemdModel): UnitStatusRow {
  const row = evidenceOf(unit);
  const {
    serviceType: _,
    heldMs: _held,
    wasActive: _was,
    mainPid: _pid,
    result,
    ...evidence
  } = row;
  const { description, fileState } = infoOf(unit, model);
  const isFound = unit.script.load !== "not-found";
  return withoutAbsent({
    ...evidence,
    unit: unit.name,
    load: evidence.load ?? "",
    description,
    fileState,
    result: isFound ? result : undefined,
  });
}

function refusal(error: unknown, verb: JobVerb, unit: string): unknown {
  if (!isHirteError(error, "dbus-error")) return error;
  const dbusName = String(error.details["dbusName"]);
  const code = dbusName.endsWith(".NoSuchUnit")
    ? "no-such-unit"
    : dbusName.endsWith(".UnitMasked")
      ? "unit-masked"
      : "unit-refused";
  return new HirteError(code, `${verb} ${unit}: ${error.message}`, {
    details: { unit, verb, dbusName },
  });
}

function gone(): HirteError {
  return new HirteError("dbus-gone", "not connected to the bus");
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
