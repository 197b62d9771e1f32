import type { UnitInfo } from "./ports.ts";
import type { SystemdSignal, UnitFacts } from "./systemd-signals.ts";
import { withoutAbsent } from "./systemd-values.ts";
import { canHaveFile, type Details, detailsOf, type ListedUnit } from "./unit-details.ts";
import { UnitMemory } from "./unit-memory.ts";

/** What a step of the table leads to. */
export interface Outcome {
  /** Units that changed, in order; undefined: no longer loaded. */
  readonly changes: readonly (readonly [unit: string, info: UnitInfo | undefined])[];
  /** Units to list by name. */
  readonly list: readonly string[];
  /** Units of which details are to be read. */
  readonly details: readonly (readonly [unit: string, details: Details])[];
  /** All units are to be listed. */
  readonly listAll: boolean;
  /** The unit file states of all units are to be read anew. */
  readonly fileStates: boolean;
}

/** What the table is told. Signals and answers in the order in which they came over the bus. */
export type TableInput =
  | SystemdSignal
  /** The answer to a list of all units. */
  | { readonly kind: "listed-all"; readonly rows: readonly ListedUnit[] }
  /** The answer to a list of these units; those without a row are not loaded. */
  | {
      readonly kind: "listed";
      readonly names: readonly string[];
      readonly rows: readonly ListedUnit[];
    }
  /** A property was read. */
  | { readonly kind: "facts"; readonly unit: string; readonly facts: UnitFacts }
  | { readonly kind: "file-state"; readonly unit: string; readonly fileState: string }
  /** The details of the unit were read, as far as they could be. */
  | { readonly kind: "complete"; readonly unit: string }
  /** Time has passed; see `needsTick`. */
  | { readonly kind: "tick" };

interface Entry extends ListedUnit {
  facts: UnitFacts;
  fileState?: string;
  /** Its details are known: it may be shown. */
  isComplete: boolean;
}

interface Candidate {
  readonly sinceMs: number;
  readonly facts: UnitFacts;
  /** systemd said that it loaded this unit: unless told otherwise it never ran. */
  readonly isFresh: boolean;
}

/** How long a unit must stay loaded before it is looked at, when nothing else is heard of it. */
export const debounceMs = 100;

/**
 * The loaded units, as systemd lists them and as its signals change them. Decides; does nothing: what
 * to ask next is in the outcome of each step.
 *
 * To ask for the properties of a unit that is not loaded makes systemd load it, say so, and unload it
 * again: whoever asks about each unit that appears asks for ever. So a unit that appears is a
 * candidate, until it is seen to do something or has stayed for a while; then it is listed by name,
 * which loads nothing, and only what the list shows is looked at closer.
 */
export class UnitTable {
  readonly units = new Map<string, UnitInfo>();
  readonly #entries = new Map<string, Entry>();
  readonly #candidates = new Map<string, Candidate>();
  /** Units whose type has said something; the rest follows at once (see `unit-changed`). */
  readonly #held = new Set<string>();
  readonly #memory = new UnitMemory();
  #isReloading = false;

  /** Forgets everything: systemd was away. */
  reset(): void {
    this.units.clear();
    this.#entries.clear();
    this.#candidates.clear();
    this.#held.clear();
    this.#memory.clear();
    this.#isReloading = false;
  }

  /** Whether something waits for a `tick`, `debounceMs` from now. */
  get needsTick(): boolean {
    return this.#candidates.size > 0 || this.#held.size > 0;
  }

  /** Units that can have a unit file. */
  get withFile(): string[] {
    return [...this.#entries.values()].filter(canHaveFile).map(({ name }) => name);
  }

  step(input: TableInput, nowMs: number): Outcome {
    const outcome = new Draft();
    switch (input.kind) {
      case "listed-all":
        this.#listedAll(input.rows, outcome);
        break;
      case "listed":
        this.#listed(input.names, input.rows, outcome);
        break;
      case "facts":
      case "file-state":
      case "complete":
        this.#learn(input, outcome);
        break;
      case "unit-new":
        // While reloading, all units go and come back; they are listed when it is over.
        if (!this.#isReloading) {
          this.#candidates.set(input.unit, { sinceMs: nowMs, facts: {}, isFresh: true });
        }
        break;
      case "unit-removed":
        if (!this.#isReloading) this.#remove(input.unit, outcome);
        break;
      case "job-new":
        if (!this.#entries.has(input.unit)) this.#lookAt(input.unit, outcome);
        break;
      case "unit-changed":
        this.#change(input, nowMs, outcome);
        break;
      case "reloading":
        this.#isReloading = input.isReloading;
        this.#candidates.clear();
        this.#memory.clear();
        if (!input.isReloading) outcome.listAll = outcome.fileStates = true;
        break;
      case "unit-files-changed":
        this.#memory.clear();
        outcome.fileStates = true;
        break;
      case "tick":
        this.#tick(nowMs, outcome);
        break;
      case "job-changed":
      case "job-removed":
        break;
    }
    return outcome;
  }

  #listedAll(rows: readonly ListedUnit[], outcome: Draft): void {
    const names = new Set(rows.map(({ name }) => name));
    for (const row of rows) this.#list(row, outcome);
    for (const name of [...this.#entries.keys()]) {
      if (!names.has(name)) this.#remove(name, outcome);
    }
    this.#candidates.clear();
  }

  #listed(names: readonly string[], rows: readonly ListedUnit[], outcome: Draft): void {
    for (const row of rows) this.#list(row, outcome);
    const listed = new Set(rows.map(({ name }) => name));
    for (const name of names) if (!listed.has(name)) this.#remove(name, outcome);
  }

  #list(row: ListedUnit, outcome: Draft): void {
    const known = this.#entries.get(row.name);
    const candidate = this.#candidates.get(row.name);
    this.#candidates.delete(row.name);
    if (known) {
      const hasFileNow = row.load !== known.load && canHaveFile(row);
      if (hasFileNow) outcome.details.push([row.name, { properties: [], fileState: true }]);
      Object.assign(known, row);
      this.#show(known, outcome);
      return;
    }
    const details = detailsOf(row, candidate ?? {});
    const remembered = this.#memory.of(row.name);
    const fileState = remembered?.load === row.load ? remembered.fileState : undefined;
    const isFileKnown = !details.fileState || fileState !== undefined;
    const entry = {
      ...row,
      facts: candidate?.facts ?? {},
      ...(fileState === undefined ? {} : { fileState }),
      isComplete: details.properties.length === 0 && isFileKnown,
    };
    this.#entries.set(row.name, entry);
    this.#show(entry, outcome);
    if (details.properties.length > 0 || details.fileState)
      outcome.details.push([row.name, details]);
  }

  #learn(
    input: Extract<TableInput, { kind: "facts" | "file-state" | "complete" }>,
    outcome: Draft,
  ): void {
    const entry = this.#entries.get(input.unit);
    if (!entry) return;
    if (input.kind === "facts") entry.facts = { ...entry.facts, ...input.facts };
    if (input.kind === "file-state") entry.fileState = input.fileState;
    if (input.kind === "complete") entry.isComplete = true;
    this.#show(entry, outcome);
  }

  #change(
    { unit, from, facts, isIncomplete }: Extract<SystemdSignal, { kind: "unit-changed" }>,
    nowMs: number,
    outcome: Draft,
  ): void {
    const entry = this.#entries.get(unit);
    if (!entry) {
      if (this.#isReloading) return;
      this.#hear(unit, facts, nowMs, outcome);
      if (from === "unit") this.#recall(unit, outcome);
      return;
    }
    entry.facts = { ...entry.facts, ...facts };
    const { active = entry.active, sub = entry.sub } = facts;
    Object.assign(entry, { active, sub });
    // A unit whose file came later is loaded anew when it is started, and no signal tells that.
    const isLoadedAnew = entry.load !== "loaded" && active !== "inactive";
    if (isIncomplete || isLoadedAnew) outcome.list.push(unit);
    if (isIncomplete) outcome.details.push([unit, detailsOf(entry, {})]);
    // systemd sends the properties of the type, then those that all units have, each time: the result
    // `exit-code` comes before the state `failed`. Shown one by one, a unit would be running with a
    // failed result in between.
    if (from === "type") this.#held.add(unit);
    else this.#show(entry, outcome);
  }

  #hear(unit: string, facts: UnitFacts, nowMs: number, outcome: Draft): void {
    const known = this.#candidates.get(unit);
    this.#candidates.set(unit, {
      sinceMs: known?.sinceMs ?? nowMs,
      isFresh: known?.isFresh ?? false,
      facts: { ...known?.facts, ...facts },
    });
    if (facts.active !== undefined && facts.active !== "inactive") this.#lookAt(unit, outcome);
  }

  /** Shows a unit that is back and does something with what was known of its file, and reads that again. */
  #recall(name: string, outcome: Draft): void {
    const remembered = this.#memory.of(name);
    const { facts } = this.#candidates.get(name) ?? {};
    if (remembered?.fileState === undefined || !facts?.active || facts.sub === undefined) return;
    if (facts.active === "inactive") return;
    this.#candidates.delete(name);
    const { active, sub } = facts;
    const entry = { name, ...remembered, active, sub, facts, isComplete: true };
    this.#entries.set(name, entry);
    this.#show(entry, outcome);
    outcome.details.push([name, { properties: [], fileState: true }]);
  }

  /** It does something: it will not go away unnoticed. */
  #lookAt(unit: string, outcome: Draft): void {
    if (!this.#isReloading) outcome.list.push(unit);
  }

  #tick(nowMs: number, outcome: Draft): void {
    for (const [unit, { sinceMs }] of this.#candidates) {
      if (nowMs - sinceMs >= debounceMs) this.#lookAt(unit, outcome);
    }
    for (const unit of this.#held) {
      const entry = this.#entries.get(unit);
      if (entry) this.#show(entry, outcome);
    }
    this.#held.clear();
  }

  #remove(unit: string, outcome: Draft): void {
    this.#candidates.delete(unit);
    this.#held.delete(unit);
    const entry = this.#entries.get(unit);
    if (entry?.isComplete) this.#memory.keep(unit, entry);
    this.#entries.delete(unit);
    if (this.units.delete(unit)) outcome.changes.push([unit, undefined]);
  }

  #show(entry: Entry, outcome: Draft): void {
    this.#held.delete(entry.name);
    if (!entry.isComplete) return;
    const info = infoOf(entry);
    const shown = this.units.get(entry.name);
    if (shown && isSame(shown, info)) return;
    this.units.set(entry.name, info);
    outcome.changes.push([entry.name, info]);
  }
}

class Draft implements Outcome {
  readonly changes: [string, UnitInfo | undefined][] = [];
  readonly list: string[] = [];
  readonly details: [string, Details][] = [];
  listAll = false;
  fileStates = false;
}

function infoOf({ load, active, sub, description, fileState, facts }: Entry): UnitInfo {
  return withoutAbsent({
    load,
    active,
    sub,
    description,
    fileState: fileState || undefined,
    freezer: facts.freezer === "running" ? undefined : facts.freezer,
    result: facts.result === "success" ? undefined : facts.result,
    invocation: facts.invocation || undefined,
  });
}

const infoFields = [
  "load",
  "active",
  "sub",
  "description",
  "fileState",
  "freezer",
  "result",
  "invocation",
] as const satisfies readonly (keyof UnitInfo)[];

function isSame(a: UnitInfo, b: UnitInfo): boolean {
  return infoFields.every((field) => a[field] === b[field]);
}
