import type { ActionCall } from "../../agent/call.ts";
import type { ActionAnswer, ActionPort, QueryPort } from "../../agent/ports.ts";
import { HirteError } from "../../src/core/errors.ts";
import type {
  DefaultTargetRow,
  FileRow,
  FileStateRow,
  PropertyRow,
  TypedPropertyRow,
  UnitFileRow,
} from "../../src/protocol/generated/schemas.ts";

/** Unit files and properties as a test says they are. */
export class FakeQueries implements QueryPort {
  /** Unit file states by unit. */
  readonly states = new Map<string, string>();
  default = "multi-user.target";
  shown: PropertyRow[] = [];
  typed: TypedPropertyRow[] = [];
  readonly texts = new Map<string, string>();

  async unitFiles(): Promise<UnitFileRow[]> {
    return [...this.states].map(([unit, state]) => ({ unit, path: pathOf(unit), state }));
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
    return units.map((unit) => {
      const text = this.texts.get(unit);
      if (text === undefined) throw new HirteError("no-such-unit", `no files found for ${unit}`);
      return { unit, path: pathOf(unit), text };
    });
  }
}

/** Actions that are done when a test says so, or at once. */
export class FakeActions implements ActionPort {
  /** What left, in order. */
  readonly calls: ActionCall[] = [];
  /** What the next ones answer. */
  answer: ActionAnswer = {};
  /** What the next ones fail with. */
  failure: HirteError | undefined;
  /** They are not answered before `release`. */
  isHolding = false;
  readonly #held: (() => void)[] = [];

  async act(call: ActionCall, { mayLeave }: { readonly mayLeave: () => boolean }) {
    if (!mayLeave()) throw new HirteError("expired", "it came too late");
    this.calls.push(call);
    if (this.isHolding) await new Promise<void>((resolve) => this.#held.push(resolve));
    if (this.failure) throw this.failure;
    return this.answer;
  }

  /** Answers those that were held. */
  release(): void {
    for (const answer of this.#held.splice(0)) answer();
  }
}

function pathOf(unit: string): string {
  return `/etc/systemd/system/${unit}`;
}
