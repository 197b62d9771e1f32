import type { Evidence } from "./ports.ts";
import type { SystemdLink } from "./systemd-link.ts";
import { hasResult, systemd, typeInterface, unitPath, unitType } from "./systemd-names.ts";
import { factsOf, type SystemdSignal, type UnitFacts } from "./systemd-signals.ts";
import { asString, asVariants, withoutAbsent } from "./systemd-values.ts";

/** What the unit's file says, which no signal tells. */
export interface FileFacts {
  readonly load?: string;
  readonly serviceType?: string;
}

interface Kept {
  file: Promise<FileFacts> | undefined;
  /** The unit was unloaded since: none of this is of its next job. */
  wasUnloaded: boolean;
  facts: UnitFacts;
  hasUnitFacts: boolean;
  hasTypeFacts: boolean;
}

/** Units kept in mind at a time; the one asked for longest ago goes first. */
const maxKept = 512;
/** si_code of a process that exited (waitid(2)). */
const cldExited = 1;
/** Of one that a signal ended: CLD_KILLED, CLD_DUMPED. */
const cldSignaled: ReadonlySet<number> = new Set([2, 3]);

/**
 * What units do after their jobs, from what systemd has said while they ran.
 *
 * To ask afterwards is too late: a oneshot service that has ended is unloaded at once, and asking
 * loads it anew, with no memory of having run — its condition would read as not met. systemd says all
 * of it unasked, and right before JobRemoved: any change of a unit with a job makes it send every
 * property that changes at all, also a job that does nothing. This also saves a round trip.
 */
export class EvidenceKeeper {
  readonly #link: SystemdLink;
  readonly #kept = new Map<string, Kept>();

  constructor(link: SystemdLink) {
    this.#link = link;
    link.onSignal((signal) => this.#onSignal(signal));
    // What happened while systemd was away was not heard: it counts from here on.
    link.onAvailability(() => {
      for (const [unit, kept] of this.#kept) Object.assign(kept, nothingKnown(unit));
    });
  }

  /** A job of this unit may be on its way: listens to it from now on. */
  keep(unit: string): void {
    const kept = this.#kept.get(unit) ?? nothingKnown(unit);
    this.#kept.delete(unit);
    this.#kept.set(unit, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > maxKept && oldest !== undefined) this.#kept.delete(oldest);
  }

  /**
   * The unit has a job: asks for what no signal tells. Not earlier, for systemd answers all that it was
   * asked before it begins with the job.
   */
  prepare(unit: string): void {
    const kept = this.#kept.get(unit);
    if (kept) kept.file ??= this.#askFile(unit);
  }

  /** The unit was just made, of this: it may be gone by now, and asking would load it anew, as one that never was. */
  made(unit: string, file: FileFacts): void {
    const kept = this.#kept.get(unit);
    if (kept) kept.file = Promise.resolve(file);
  }

  /**
   * What the unit is doing.
   * @throws HirteError `dbus-gone`, `deadline`, `dbus-error`
   */
  async of(unit: string): Promise<Evidence> {
    const kept = this.#kept.get(unit);
    if (!kept?.hasUnitFacts || !kept.hasTypeFacts) return this.#ask(unit);
    kept.file ??= this.#askFile(unit);
    const file = await kept.file;
    return toEvidence(kept.facts, file);
  }

  #onSignal(signal: SystemdSignal): void {
    switch (signal.kind) {
      case "unit-changed": {
        const kept = this.#kept.get(signal.unit);
        if (!kept) return;
        kept.facts = { ...kept.facts, ...signal.facts };
        if (signal.from === "unit") kept.hasUnitFacts = !signal.isIncomplete;
        else kept.hasTypeFacts = !signal.isIncomplete;
        return;
      }
      case "unit-removed": {
        // What it did stays true, until its next job.
        const kept = this.#kept.get(signal.unit);
        if (kept) kept.wasUnloaded = true;
        return;
      }
      case "job-new":
        if (this.#kept.get(signal.unit)?.wasUnloaded) {
          this.#kept.set(signal.unit, nothingKnown(signal.unit));
        }
        return;
      case "job-changed":
      case "job-removed":
      case "unit-new":
      case "unit-files-changed":
      case "reloading":
        return;
    }
  }

  /** Unknown where it cannot be read. */
  async #askFile(unit: string): Promise<FileFacts> {
    const path = unitPath(unit);
    try {
      const [load, serviceType] = await Promise.all([
        this.#link.read(path, systemd.unit, "LoadState"),
        unitType(unit) === "service" ? this.#link.read(path, systemd.service, "Type") : undefined,
      ]);
      return withoutAbsent({
        load: asString(load),
        serviceType: serviceType === undefined ? undefined : asString(serviceType),
      });
    } catch {
      return {};
    }
  }

  async #ask(unit: string): Promise<Evidence> {
    const path = unitPath(unit);
    const typeNames = [
      ...(hasResult(unit) ? ["Result"] : []),
      ...(unitType(unit) === "service" ? ["ExecMainCode", "ExecMainStatus", "MainPID"] : []),
    ];
    // All of the Unit interface at once, so that its states fit together; of the Service interface
    // only what is needed: all of it is 350 properties, some of them read from the cgroup.
    const [all, file, ...typed] = await Promise.all([
      this.#link.readAll(path, systemd.unit),
      this.#askFile(unit),
      ...typeNames.map(async (name) => [
        name,
        { value: await this.#link.read(path, typeInterface(unit), name) },
      ]),
    ]);
    const facts = { ...factsOf(all), ...factsOf(Object.fromEntries(typed)) };
    return toEvidence(facts, { ...file, load: asString(asVariants(all)["LoadState"]?.value) });
  }
}

function nothingKnown(unit: string): Kept {
  return {
    file: undefined,
    wasUnloaded: false,
    facts: {},
    hasUnitFacts: false,
    hasTypeFacts: !hasResult(unit),
  };
}

function toEvidence(facts: UnitFacts, file: FileFacts): Evidence {
  const wasChecked = (facts.conditionAtUs ?? 0) > 0;
  return withoutAbsent({
    load: file.load,
    active: facts.active ?? "",
    sub: facts.sub ?? "",
    result: facts.result,
    condition: wasChecked ? facts.condition : undefined,
    invocation: facts.invocation || undefined,
    exitCode: facts.mainCode === cldExited ? facts.mainStatus : undefined,
    signal: cldSignaled.has(facts.mainCode ?? 0) ? facts.mainStatus : undefined,
    serviceType: file.serviceType,
    mainPid: facts.mainPid || undefined,
    heldMs: heldMs(facts),
    wasActive: facts.activeSinceUs === undefined ? undefined : facts.activeSinceUs > 0,
  });
}

/** How long the last run that is over was active. */
function heldMs({ activeSinceUs = 0, activeUntilUs = 0 }: UnitFacts): number | undefined {
  if (activeSinceUs === 0 || activeUntilUs < activeSinceUs) return undefined;
  return (activeUntilUs - activeSinceUs) / 1000;
}
