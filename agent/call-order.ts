import { type Call, powerToOf } from "./call.ts";
import { subjectsOf } from "./limits.ts";

/** What a call is about, as far as the order of calls goes. */
export interface Concern {
  readonly units: readonly string[];
  /** It is about the whole node: it waits for all before it, and all after it wait for it. */
  readonly isWide: boolean;
}

/** What a call is about: the units by which limits judge it, or the node where it names none. */
export function concernOf(call: Call): Concern {
  const { verb, unit } = call;
  // By no mode: what isolates is about all units, and limits that have units judged let none of it in.
  const named = unit === undefined ? {} : { unit };
  const subjects = subjectsOf({ verb, ...named, ...powerToOf(call) });
  return {
    units: subjects.flatMap((subject) => (subject.kind === "unit" ? [subject.name] : [])),
    isWide: unit === undefined,
  };
}

/** Which calls may not be begun, going through them as they came, for those before them are not. */
export class CallOrder {
  readonly #units = new Set<string>();
  readonly #stuck = new Set<string>();
  #holdsAll = false;
  #holdsWide = false;

  /** Whether it has to wait for one before it. */
  isHeld({ units, isWide }: Concern): boolean {
    return (
      this.#holdsAll || (isWide && this.#holdsWide) || units.some((unit) => this.#units.has(unit))
    );
  }

  /**
   * It waits, and has others wait. Where it is stuck, and what waits for it is, only calls about the
   * same units do.
   */
  hold({ units, isWide }: Concern, { isStuck }: { readonly isStuck: boolean }): void {
    const isNarrow = isStuck || units.some((unit) => this.#stuck.has(unit));
    for (const unit of units) {
      this.#units.add(unit);
      if (isNarrow) this.#stuck.add(unit);
    }
    if (isNarrow) return;
    this.#holdsWide = true;
    if (isWide) this.#holdsAll = true;
  }
}
