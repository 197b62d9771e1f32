import { type Clock, systemClock, type Timer } from "../src/core/clock.ts";
import { isHirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { Variant } from "../src/dbus/codec.ts";
import { Listeners } from "../src/dbus/listeners.ts";
import type { UnitInfo, UnitSource } from "./ports.ts";
import type { SystemdLink } from "./systemd-link.ts";
import { systemd, typeInterface, unitPath } from "./systemd-names.ts";
import { factsOf } from "./systemd-signals.ts";
import { asRows, asString } from "./systemd-values.ts";
import type { Details, ListedUnit } from "./unit-details.ts";
import { debounceMs, type TableInput, UnitTable } from "./unit-table.ts";

/** What a unit watcher is made of. */
export interface UnitWatcherOptions {
  readonly link: SystemdLink;
  readonly log: Log;
  readonly clock?: Clock;
}

/**
 * Units whose details are read at a time. Few: a unit file state costs PID 1 about a millisecond, and
 * a job must not wait behind a hundred of them.
 */
const maxReaders = 4;
/** Names in one list; for more, all units are listed, which costs systemd less. */
const maxNames = 50;
/** Enabling a unit is mostly followed by a reload, which reads the unit file states anyway. */
const fileStatesDelayMs = 250;
const retryMs = 1000;

/** Keeps the loaded units right: reads them once, then follows systemd's signals. */
export class UnitWatcher implements UnitSource {
  readonly #link: SystemdLink;
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #table = new UnitTable();
  readonly #changeListeners: Listeners<[unit: string, info: UnitInfo | undefined]>;
  readonly #readyListeners: Listeners<[boolean]>;
  readonly #detach: (() => void)[];
  readonly #timers = new Map<"tick" | "file-states" | "retry", Timer>();
  /** Names to list next. */
  #toList = new Set<string>();
  /** The list under way. Its answer is newer than any signal that comes before it. */
  #listing: "all" | ReadonlySet<string> | undefined;
  #toRead = new Map<string, Details>();
  #fileStatesToRead = new Set<string>();
  /** Of the first list, units whose details are still to be read. */
  #unread: Set<string> | undefined;
  #mustListAll = false;
  #readers = 0;
  #isReady = false;
  /** Counts the times systemd came or went: answers to earlier questions are of no interest. */
  #life = 0;

  constructor(options: UnitWatcherOptions) {
    this.#link = options.link;
    this.#log = options.log;
    this.#clock = options.clock ?? systemClock;
    this.#changeListeners = new Listeners(options.log, "units");
    this.#readyListeners = new Listeners(options.log, "whether units are known");
    this.#detach = [
      this.#link.onAvailability((isAvailable) => this.#onAvailability(isAvailable)),
      this.#link.onSignal((signal) => this.#step(signal)),
    ];
    if (this.#link.isAvailable) this.#onAvailability(true);
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  get units(): ReadonlyMap<string, UnitInfo> {
    return this.#table.units;
  }

  onChange(listener: (unit: string, info: UnitInfo | undefined) => void): () => void {
    return this.#changeListeners.add(listener);
  }

  onReady(listener: (isReady: boolean) => void): () => void {
    return this.#readyListeners.add(listener);
  }

  /** Follows no more, and leaves nothing running. */
  stop(): void {
    for (const detach of this.#detach) detach();
    this.#forget();
    this.#isReady = false;
  }

  #onAvailability(isAvailable: boolean): void {
    this.#forget();
    this.#setReady(false);
    if (isAvailable) this.#listAll();
  }

  #forget(): void {
    this.#life++;
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
    this.#toList = new Set();
    this.#toRead = new Map();
    this.#fileStatesToRead = new Set();
    this.#unread = undefined;
    this.#listing = undefined;
    this.#mustListAll = false;
    this.#readers = 0;
    this.#table.reset();
  }

  #step(input: TableInput): void {
    const outcome = this.#table.step(input, this.#clock.monotonicMs());
    if (this.#isReady) {
      for (const [unit, info] of outcome.changes) this.#changeListeners.tell(unit, info);
    }
    for (const unit of outcome.list) if (!this.#isListing(unit)) this.#toList.add(unit);
    for (const [unit, details] of outcome.details) this.#toRead.set(unit, details);
    if (input.kind === "listed-all" && !this.#isReady)
      this.#unread ??= new Set(this.#toRead.keys());
    if (outcome.listAll) this.#mustListAll = true;
    if (outcome.fileStates) this.#readFileStatesLater();
    this.#list();
    this.#read();
    if (this.#table.needsTick) this.#arm("tick", debounceMs, () => this.#step({ kind: "tick" }));
    this.#becomeReadyWhenRead();
  }

  #isListing(unit: string): boolean {
    return this.#listing === "all" || (this.#listing?.has(unit) ?? false);
  }

  /** One list at a time: what comes up meanwhile is in the next. */
  #list(): void {
    if (this.#listing) return;
    if (this.#mustListAll || this.#toList.size > maxNames) this.#listAll();
    else if (this.#toList.size > 0) this.#listSome();
  }

  #listAll(): void {
    this.#mustListAll = false;
    this.#toList.clear();
    this.#listing = "all";
    this.#ask(this.#link.call("ListUnits"), (rows) => this.#step({ kind: "listed-all", rows }));
  }

  #listSome(): void {
    const names = [...this.#toList];
    this.#toList.clear();
    this.#listing = new Set(names);
    const patterns = names.map(literalPattern);
    this.#ask(this.#link.call("ListUnitsByPatterns", "asas", [[], patterns]), (rows) =>
      this.#step({ kind: "listed", names, rows }),
    );
  }

  #ask(answer: Promise<readonly unknown[]>, take: (rows: ListedUnit[]) => void): void {
    const life = this.#life;
    answer
      .then(([rows]) => {
        if (life !== this.#life) return;
        const units = asRows(rows).map(toListedUnit);
        this.#listing = undefined;
        // In the turn of the answer: before any signal that systemd sent after it.
        take(units);
      })
      .catch((error: unknown) => {
        if (life !== this.#life) return;
        if (!isHirteError(error, "dbus-gone")) this.#log.warn({ error }, "units were not listed");
        this.#arm("retry", retryMs, () => this.#listAll());
      });
  }

  #readFileStatesLater(): void {
    this.#arm("file-states", fileStatesDelayMs, () => {
      this.#fileStatesToRead = new Set(this.#table.withFile);
      this.#read();
    });
  }

  #read(): void {
    while (this.#readers < maxReaders) {
      const [next] = this.#toRead;
      const [unit] = this.#fileStatesToRead;
      if (next) {
        this.#toRead.delete(next[0]);
        this.#fileStatesToRead.delete(next[0]);
        this.#readUnit(...next);
      } else if (unit !== undefined) {
        this.#fileStatesToRead.delete(unit);
        this.#readUnit(unit);
      } else return;
    }
  }

  /** Without details: only the unit file state, of a unit that is known. */
  #readUnit(unit: string, details?: Details): void {
    const { properties, fileState } = details ?? { properties: [], fileState: true };
    const life = this.#life;
    const step = (input: TableInput) => {
      if (life === this.#life) this.#step(input);
    };
    // Each answer is taken in its own turn: a signal that came after it is newer.
    const reads = properties.map(async (name) => {
      const iface = name === "Result" ? typeInterface(unit) : systemd.unit;
      const value = await this.#link.read(unitPath(unit), iface, name);
      step({ kind: "facts", unit, facts: factsOf({ [name]: new Variant("v", value) }) });
    });
    if (fileState) {
      reads.push(
        this.#readFileState(unit).then((state) =>
          step({ kind: "file-state", unit, fileState: state }),
        ),
      );
    }
    this.#readers++;
    Promise.allSettled(reads)
      .then((results) => {
        const failed = results.find((result) => result.status === "rejected");
        if (failed) this.#log.debug({ unit, error: failed.reason }, "a unit was not read in full");
        if (life !== this.#life) return;
        this.#readers--;
        this.#unread?.delete(unit);
        if (details) this.#step({ kind: "complete", unit });
        else this.#read();
      })
      .catch((error: unknown) => this.#log.error({ unit, error }, "a unit cannot be shown"));
  }

  /**
   * Asked by name: this loads nothing, and is right at once after `enable`, where the property of a
   * loaded unit stays as it was until the next reload.
   */
  async #readFileState(unit: string): Promise<string> {
    try {
      const [state] = await this.#link.call("GetUnitFileState", "s", [unit]);
      return asString(state);
    } catch (error) {
      // There is no such file.
      if (isHirteError(error, "dbus-error")) return "";
      throw error;
    }
  }

  #becomeReadyWhenRead(): void {
    if (this.#unread?.size !== 0) return;
    this.#unread = undefined;
    this.#setReady(true);
  }

  #setReady(isReady: boolean): void {
    if (isReady === this.#isReady) return;
    this.#isReady = isReady;
    this.#readyListeners.tell(isReady);
  }

  /** Sets the timer of this name, where it does not run yet. */
  #arm(name: "tick" | "file-states" | "retry", delayMs: number, action: () => void): void {
    if (this.#timers.has(name)) return;
    const timer = this.#clock.after(delayMs, () => {
      this.#timers.delete(name);
      action();
    });
    this.#timers.set(name, timer);
  }
}

function toListedUnit(row: readonly unknown[]): ListedUnit {
  const [name = "", description = "", load = "", active = "", sub = ""] = row
    .slice(0, 5)
    .map(asString);
  return { name, description, load, active, sub };
}

/**
 * A pattern that matches this name only. systemd matches with fnmatch(3), for now with FNM_NOESCAPE,
 * where a backslash is a backslash; in brackets and doubled it is one with and without.
 */
export function literalPattern(name: string): string {
  return name.replace(/[\\*?[]/g, (char) => (char === "\\" ? "[\\\\]" : `[${char}]`));
}
