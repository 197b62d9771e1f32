import { OwnLimits } from "../../agent/own-limits.ts";
import type { NamesPort, UnitNames } from "../../agent/ports.ts";
import type { Limits } from "../../src/config/agent.ts";
import type { HirteError } from "../../src/core/errors.ts";

/** Names that are links to units; every other name is its own unit's. */
export class FakeNames implements NamesPort {
  /** Real names by the other ones. */
  readonly links: Map<string, string>;
  /** What was asked for, in order. */
  readonly asked: string[] = [];
  /** What the next questions fail with. */
  failure: HirteError | undefined;
  /** The same, by unit. */
  readonly failures = new Map<string, HirteError>();
  /** What answers wait for. */
  road: Promise<void> | undefined;

  constructor(links: Readonly<Record<string, string>> = {}) {
    this.links = new Map(Object.entries(links));
  }

  async namesOf(unit: string): Promise<UnitNames> {
    this.asked.push(unit);
    await this.road;
    const failure = this.failure ?? this.failures.get(unit);
    if (failure) throw failure;
    const id = this.links.get(unit) ?? unit;
    const others = [...this.links].flatMap(([link, to]) => (to === id ? [link] : []));
    return { id, names: [id, ...others] };
  }
}

/** Limits as a test says, each as if it stood in agent.conf. */
export function ownLimits(
  items: { readonly [K in keyof Limits]?: NonNullable<Limits[K]>["items"] } = {},
  names: NamesPort = new FakeNames(),
): OwnLimits {
  return new OwnLimits({ limits: limitsOf(items), names });
}

/** As they come from the configuration. */
export function limitsOf(
  items: { readonly [K in keyof Limits]?: NonNullable<Limits[K]>["items"] },
): Limits {
  const place = "/etc/hirte/agent.conf";
  const placed = Object.entries(items).map(([key, list]) => [key, { items: list, place }]);
  // Each key has the items of its own type.
  return Object.fromEntries(placed) as Limits;
}
