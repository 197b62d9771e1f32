import type { Evidence } from "./ports.ts";
import type { SystemdLink } from "./systemd-link.ts";
import { hasResult, systemd, typeInterface, unitPath, unitType } from "./systemd-names.ts";
import { factsOf, type SystemdSignal, type UnitFacts } from "./systemd-signals.ts";
import { asString, asVariants, withoutAbsent } from "./systemd-values.ts";

/** What the unit's file says, which no signal tells. */
interface FileFacts {
  readonly load?: string;
  readonly serviceType?: string;
}

interface Kept {
  readonly file: Promise<FileFacts>;
  facts: UnitFacts;
  hasUnitFacts: boolean;
  hasTypeFacts: boolean;
}

/** Units kept in mind at a time; the one asked for longest ago goes first. */
const maxKept = 512;
/** si_code of a process that exited (waitid(2)). */
const cldExited = 1;

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
      for (const [unit, kept] of this.#kept) Object.assign(kept, nothingHeard(unit));
    });
  }

  /** A job of this unit is on its way: listens to it from now on. */
  keep(unit: string): void {
    const file = this.#askFile(unit).catch((): FileFacts => ({}));
    const known = this.#kept.get(unit) ?? nothingHeard(unit);
    this.#kept.delete(unit);
    this.#kept.set(unit, { ...known, file });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > maxKept && oldest !== undefined) this.#kept.delete(oldest);
  }

  /**
   * What the unit is doing.
   * @throws HirteError `dbus-gone`, `deadline`, `dbus-error`
   */
  async of(unit: string): Promise<Evidence> {
    const kept = this.#kept.get(unit);
    if (!kept?.hasUnitFacts || !kept.hasTypeFacts) return this.#ask(unit);
    const file = await kept.file;
    return toEvidence(kept.facts, file);
  }

  #onSignal(signal: SystemdSignal): void {
    if (signal.kind !== "unit-changed") return;
    const kept = this.#kept.get(signal.unit);
    if (!kept) return;
    kept.facts = { ...kept.facts, ...signal.facts };
    if (signal.from === "unit") kept.hasUnitFacts = !signal.isIncomplete;
    else kept.hasTypeFacts = !signal.isIncomplete;
  }

  async #askFile(unit: string): Promise<FileFacts> {
    const path = unitPath(unit);
    const [load, serviceType] = await Promise.all([
      this.#link.read(path, systemd.unit, "LoadState"),
      unitType(unit) === "service" ? this.#link.read(path, systemd.service, "Type") : undefined,
    ]);
    return withoutAbsent({
      load: asString(load),
      serviceType: serviceType === undefined ? undefined : asString(serviceType),
    });
  }

  async #ask(unit: string): Promise<Evidence> {
    const path = unitPath(unit);
    const typeNames = [
      ...(hasResult(unit) ? ["Result"] : []),
      ...(unitType(unit) === "service" ? ["ExecMainCode", "ExecMainStatus"] : []),
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

function nothingHeard(unit: string) {
  return { facts: {}, hasUnitFacts: false, hasTypeFacts: !hasResult(unit) };
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
    serviceType: file.serviceType,
  });
}
