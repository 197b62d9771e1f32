import type { ActionCall } from "../../agent/call.ts";
import type { ActionAnswer, ActionPort, QueryPort } from "../../agent/ports.ts";
import { HirteError } from "../../src/core/errors.ts";
import type {
  ActiveStateRow,
  DefaultTargetRow,
  FileRow,
  FileStateRow,
  PropertyRow,
  TypedPropertyRow,
  UnitFileRow,
} from "../../src/protocol/generated/schemas.ts";
import type { ActionName } from "../../src/protocol/verbs.ts";
import { matchesAny } from "../../src/units/unit-name.ts";

/** Unit files and properties as a test says they are. */
export class FakeQueries implements QueryPort {
  /** Unit file states by unit. */
  readonly states = new Map<string, string>();
  /** Active states by unit. */
  readonly active = new Map<string, string>();
  default = "multi-user.target";
  shown: PropertyRow[] = [];
  typed: TypedPropertyRow[] = [];
  readonly texts = new Map<string, string>();

  async unitFiles(patterns: readonly string[]): Promise<UnitFileRow[]> {
    const matches = matchesAny(patterns.length === 0 ? undefined : patterns);
    return [...this.states]
      .filter(([unit]) => matches(unit))
      .map(([unit, state]) => ({ unit, path: pathOf(unit), state }));
  }

  async activeStates(patterns: readonly string[]): Promise<ActiveStateRow[]> {
    return patterns.map((unit) => {
      const active = this.active.get(unit);
      return { unit, load: active ? "loaded" : "not-found", active: active ?? "inactive" };
    });
  }

  async fileStates(units: readonly string[]): Promise<FileStateRow[]> {
    return units.map((unit) => ({ unit, state: this.states.get(unit) ?? "not-found" }));
  }

  async defaultTarget(): Promise<DefaultTargetRow> {
    return { unit: this.default };
  }

  async show(): Promise<PropertyRow[]> {
    return this.shown;
  }

  async properties(): Promise<TypedPropertyRow[]> {
    return this.typed;
  }

  async files(units: readonly string[]): Promise<FileRow[]> {
    if (!units.some((unit) => this.texts.has(unit))) {
      throw new HirteError("no-such-unit", `no files found for ${units[0]}`);
    }
    return units.map((unit) => {
      const text = this.texts.get(unit);
      return text === undefined
        ? { unit, path: "", text: "", problem: `no files found for ${unit}` }
        : { unit, path: pathOf(unit), text };
    });
  }
}

/** What enable and its like make of a unit file of this state. */
const transitions: Partial<Record<ActionName, readonly [from: string, to: string]>> = {
  enable: ["disabled", "enabled"],
  disable: ["enabled", "disabled"],
  mask: ["disabled", "masked"],
  unmask: ["masked", "disabled"],
};

/**
 * Actions that are done when a test says so, or at once: on the unit files of `files`, or, without
 * these, to no effect and with the answer a test wants.
 */
export class FakeActions implements ActionPort {
  /** What left, in order. */
  readonly calls: ActionCall[] = [];
  /** What the next ones answer. */
  answer: ActionAnswer = {};
  /** What the next ones fail with. */
  failure: HirteError | undefined;
  /** They are not answered before `release`. */
  isHolding = false;
  /** They do not leave before `unblock`. */
  isBlocked = false;
  /** What was looked for, in order; what is to be seen, or what looking fails with. */
  readonly looks: ActionCall[] = [];
  seen: string | undefined;
  lookFailure: HirteError | undefined;
  readonly #held: (() => void)[] = [];
  readonly #blocked: (() => void)[] = [];
  readonly #files: FakeQueries | undefined;

  constructor(files?: FakeQueries) {
    this.#files = files;
  }

  async act(call: ActionCall, { mayLeave }: { readonly mayLeave: () => boolean }) {
    if (this.isBlocked) await new Promise<void>((resolve) => this.#blocked.push(resolve));
    if (!mayLeave()) throw new HirteError("not-sent", "its time was over before it could leave");
    this.calls.push(call);
    const answer = this.#files ? change(call, this.#files.states) : this.answer;
    if (this.isHolding) await new Promise<void>((resolve) => this.#held.push(resolve));
    if (this.failure) throw this.failure;
    return answer;
  }

  async found(call: ActionCall): Promise<string | undefined> {
    this.looks.push(call);
    if (this.lookFailure) throw this.lookFailure;
    const state = this.#files?.states.get(call.unit ?? "");
    return call.verb in transitions && state ? `its unit file is ${state} now` : this.seen;
  }

  /** Lets those leave that had to wait. */
  unblock(): void {
    this.isBlocked = false;
    for (const leave of this.#blocked.splice(0)) leave();
  }

  /** The bus breaks: what is held is not answered any more, nor is what comes. */
  loseBus(): void {
    this.failure = new HirteError("dbus-gone", "the bus is gone");
    this.release();
  }

  /** Answers those that were held. */
  release(): void {
    for (const answer of this.#held.splice(0)) answer();
  }
}

function change({ verb, unit = "" }: ActionCall, states: Map<string, string>): ActionAnswer {
  const state = states.get(unit);
  const [from, to] = transitions[verb] ?? [];
  if (state === undefined) throw new HirteError("no-such-unit", `Unit ${unit} does not exist`);
  if (state === "masked" && from !== state)
    throw new HirteError("unit-masked", `${unit} is masked`);
  if (state !== from || to === undefined) return { files: [] };
  states.set(unit, to);
  const file = { type: "symlink", file: `/etc/${unit}`, source: `/usr/${unit}` };
  return { files: [file], ...(verb === "enable" ? { hasInstall: true } : {}) };
}

function pathOf(unit: string): string {
  return `/etc/systemd/system/${unit}`;
}
