import type { Limits } from "../src/config/agent.ts";
import { HirteError, isHirteError } from "../src/core/errors.ts";
import type { VerbName } from "../src/protocol/verbs.ts";
import { runUnitOf } from "../src/units/run-unit.ts";
import { isGlob, isTemplateName, isUnitName, unitNameOf } from "../src/units/unit-name.ts";
import { type Call, isUnitCall, nameOfCall, powerToOf } from "./call.ts";
import {
  type Judged,
  limitsUnits,
  refusalOfAll,
  refusalOfUnit,
  refusalOfVerb,
  type Subject,
  subjectsOf,
} from "./limits.ts";
import type { NamesPort, UnitNames } from "./ports.ts";

/** What own limits are made of. */
export interface OwnLimitsOptions {
  readonly limits: Limits;
  readonly names: NamesPort;
}

/** What of the journal is read, and of that, what may be. */
export interface Reading {
  /** Names and patterns; absent: all there is. */
  readonly units?: readonly string[];
  /** Absent: everything. */
  readonly mayRead?: (unit: string | undefined) => boolean;
}

/** Units whose names are asked for at a time, for one question. */
const maxReaders = 4;

/**
 * What the node's owner lets be asked of it, whoever asks: held against every command and question
 * before anything is begun. What the agent does by itself (OnManagerLost=) is the owner's own word.
 */
export class OwnLimits {
  readonly #names: NamesPort;
  #limits: Limits;
  #revision = 0;

  constructor({ limits, names }: OwnLimitsOptions) {
    this.#limits = limits;
    this.#names = names;
  }

  /** The configuration as it was read again: what is judged from now on is judged by it. */
  set(limits: Limits): void {
    this.#limits = limits;
    this.#revision++;
  }

  /** Counts how often they were set: what was judged at another count is to be judged anew. */
  get revision(): number {
    return this.#revision;
  }

  /** Whether they let the node be switched off by the verb power. */
  get allowPowerOff(): boolean {
    const target = { name: "poweroff.target" };
    return [refusalOfVerb(this.#limits, "power"), refusalOfUnit(this.#limits, target)].every(
      (refusal) => refusal === undefined,
    );
  }

  /** Judges a call as far as can be done without systemd. @throws HirteError `denied` */
  checkAsked(id: string, call: Call): void {
    const judged = judgedOf(id, call);
    this.#checkVerb(judged.verb, nameOfCall(call));
    for (const subject of subjectsOf(judged)) this.#judge(subject, nameOfCall(call));
  }

  /**
   * Judges a call with the names that its unit has in systemd. Undefined: it may be begun; nothing had
   * to be asked. Rejects with `denied`, or with what systemd refuses the name with; `dbus-gone` and
   * `deadline`: it could not be judged.
   * @throws HirteError `denied`
   */
  check(id: string, call: Call): Promise<void> | undefined {
    this.checkAsked(id, call);
    if (!limitsUnits(this.#limits)) return undefined;
    const named = subjectsOf(judgedOf(id, call)).flatMap((subject) =>
      subject.kind === "unit" && !subject.isNew ? [subject] : [],
    );
    if (named.length === 0) return undefined;
    return this.#checkNames(named, nameOfCall(call)).then(() =>
      // Read again meanwhile, they may say something else of the rest, too.
      this.checkAsked(id, call),
    );
  }

  /**
   * Judges a question, or a stream, and the units that it names; patterns are no names.
   * @throws HirteError `denied`, `bad-argument`, `dbus-gone`, `deadline`, and others of systemd
   */
  async checkQuestion(verb: VerbName, units: readonly string[] = []): Promise<void> {
    this.#checkVerb(verb, verb);
    if (!limitsUnits(this.#limits)) return;
    // As systemctl and journalctl take them.
    const names = units.filter((unit) => !isGlob(unit)).map(fullName);
    for (const name of names) {
      // One after the other: each is a round trip of less than a millisecond.
      await this.#checkNames([{ kind: "unit", name }], verb);
    }
  }

  /** Of these units, which patterns stand for, those that may be shown. Rejects as `checkQuestion`. */
  async shown(units: readonly string[]): Promise<(unit: string) => boolean> {
    if (!limitsUnits(this.#limits)) return () => true;
    const shown = new Set<string>();
    const todo = new Set(units).values();
    const read = async () => {
      for (const name of todo) {
        if (refusalOfUnit(this.#limits, { name }) !== undefined) continue;
        const known = await this.#find(name);
        if (known && refusalOfUnit(this.#limits, { name }, known) === undefined) shown.add(name);
      }
    };
    // Each call has the bus's deadline.
    await Promise.all(Array.from({ length: maxReaders }, read));
    return (unit) => shown.has(unit);
  }

  /**
   * For the entries of units of this list (of all, without one), by the limits of this moment: which
   * units to read, and what says of an entry's unit whether the entry may be read. Units that are denied
   * under another of their names are looked up once. Rejects as `checkQuestion`.
   */
  async reading(units: readonly string[] | undefined): Promise<Reading> {
    const limits = this.#limits;
    const asked = units && units.length > 0 ? { units } : {};
    if (!limitsUnits(limits)) return asked;
    const { DeniedUnits, AllowedUnits } = limits;
    const ids: string[] = [];
    for (const name of DeniedUnits?.items ?? []) {
      const known = isGlob(name) ? undefined : await this.#find(name);
      if (known) ids.push(known.id);
    }
    const own: Limits = DeniedUnits
      ? { ...limits, DeniedUnits: { ...DeniedUnits, items: [...DeniedUnits.items, ...ids] } }
      : limits;
    const mayRead = remembering((unit) => refusalOfUnit(own, { name: unit }) === undefined);
    return {
      // Else the last lines would be those of others, and none of them shown.
      ...(AllowedUnits ? { units: AllowedUnits.items.map(withInstances) } : {}),
      ...asked,
      mayRead: (unit) =>
        // What is of no unit has no name that could be denied, nor one that could be allowed.
        unit === undefined ? AllowedUnits === undefined : unit.split("\n").every(mayRead),
    };
  }

  /** As systemd knows it; undefined where it takes the name for none. */
  async #find(name: string): Promise<UnitNames | undefined> {
    try {
      return await this.#names.namesOf(name);
    } catch (error) {
      if (isHirteError(error, "dbus-gone", "deadline") || !isHirteError(error)) throw error;
      return undefined;
    }
  }

  async #checkNames(
    subjects: readonly Extract<Subject, { kind: "unit" }>[],
    what: string,
  ): Promise<void> {
    for (const subject of subjects) this.#judge(subject, what);
    // Each call has the bus's deadline.
    const known = await Promise.all(subjects.map(({ name }) => this.#names.namesOf(name)));
    // All of them by the same limits, those of now.
    for (const [i, subject] of subjects.entries()) {
      refuse(what, refusalOfUnit(this.#limits, subject, known[i]));
    }
  }

  #checkVerb(verb: VerbName, what: string): void {
    refuse(what, refusalOfVerb(this.#limits, verb));
  }

  /** By its name alone. */
  #judge(subject: Subject, what: string): void {
    const limits = this.#limits;
    refuse(what, subject.kind === "all" ? refusalOfAll(limits) : refusalOfUnit(limits, subject));
  }
}

function judgedOf(id: string, call: Call): Judged {
  const { verb, unit } = call;
  return {
    verb,
    ...(unit === undefined ? {} : { unit }),
    ...(isUnitCall(call) ? { mode: call.mode } : {}),
    isNameOwn: unit === runUnitOf(id),
    ...powerToOf(call),
  };
}

function refuse(what: string, reason: string | undefined): void {
  if (reason === undefined) return;
  throw new HirteError("denied", `${what}: this node does not allow it: ${reason}`);
}

/** journalctl takes a template for a name of its own. */
function withInstances(pattern: string): string {
  return isTemplateName(pattern) ? pattern.replace("@", "@*") : pattern;
}

const maxRemembered = 4096;

/** Judges each unit once: a journal has many entries, and few units. */
function remembering(judge: (unit: string) => boolean): (unit: string) => boolean {
  const known = new Map<string, boolean>();
  return (unit) => {
    const before = known.get(unit);
    if (before !== undefined) return before;
    if (known.size >= maxRemembered) known.clear();
    const answer = judge(unit);
    known.set(unit, answer);
    return answer;
  };
}

function fullName(text: string): string {
  return isUnitName(text) || isTemplateName(text) ? text : unitNameOf(text);
}
