import type { HirteClient, Watch } from "../../src/client/hirte-client.ts";
import { matchesAny } from "../../src/units/unit-name.ts";
import { type UnitEvent, UnitTeller, wildcard } from "./unit-teller.ts";

/** What a subscription is about: a node or `*`, and units or `*`. */
export interface Wanted {
  readonly node: string;
  readonly units: readonly string[];
}

/**
 * A subscription of a monitor. Until `open` it keeps what it has to tell, so that its owner learns its
 * id first; from then on it tells at once.
 */
export class Subscription {
  readonly id: number;
  readonly #wanted: Wanted;
  readonly #onEvent: (event: UnitEvent, subscription: Subscription) => void;
  readonly #isNode: (node: string) => boolean;
  readonly #isUnit: (unit: string) => boolean;
  readonly #teller: UnitTeller;
  /** The nodes that older subscriptions knew when this one began. */
  readonly #knownBefore = new WeakMap<Subscription, ReadonlySet<string>>();
  #kept: UnitEvent[] | undefined = [];
  #watch: Watch | undefined;
  #isClosed = false;

  /** `older`: the other subscriptions of its monitor. */
  constructor(options: {
    readonly id: number;
    readonly wanted: Wanted;
    readonly onEvent: (event: UnitEvent, subscription: Subscription) => void;
    readonly older: Iterable<Subscription>;
  }) {
    const { id, wanted, onEvent, older } = options;
    this.id = id;
    this.#wanted = wanted;
    this.#onEvent = onEvent;
    for (const other of older) this.#knownBefore.set(other, new Set(other.#teller.nodes()));
    this.#isNode = matchesAny(wanted.node === wildcard ? undefined : [wanted.node]);
    this.#isUnit = matchesAny(this.#isOfAll ? undefined : wanted.units);
    this.#teller = new UnitTeller({ isWildcard: this.#isOfAll });
  }

  /** Resolves when what is there already is kept to be told. @throws HirteError `bad-topic`, `denied` */
  async start(client: Pick<HirteClient, "watchUnits">): Promise<void> {
    const { node, units } = this.#wanted;
    const watch = await client.watchUnits(
      {
        ...(node === wildcard ? {} : { nodes: [node] }),
        ...(this.#isOfAll ? {} : { units }),
      },
      (change, view) => {
        for (const event of this.#teller.apply(change, view)) this.#tell(event);
      },
    );
    this.#watch = watch;
    if (this.#isClosed) watch.close();
  }

  /** Tells what was kept. */
  open(): void {
    const kept = this.#kept ?? [];
    // What is told meanwhile comes after it: nothing is, for telling waits for nothing.
    for (const event of kept) if (!this.#isClosed) this.#onEvent(event, this);
    this.#kept = undefined;
  }

  /**
   * Whether this subscription tells of the event itself, so that `newer` need not. What a node's units
   * were when `newer` came to know the node it does not tell, if it knew the node before.
   */
  tells(event: UnitEvent, newer: Subscription): boolean {
    const { node, unit, reason, isFirst = false } = event;
    if (this.#kept || this.#isClosed || !this.#isNode(node)) return false;
    if (!(unit === wildcard ? this.#isOfAll : this.#isUnit(unit))) return false;
    if (reason === "real") return this.#teller.isThere(node);
    if (this.#isOfAll !== newer.#isOfAll) return false;
    return !(isFirst && newer.#knownBefore.get(this)?.has(node));
  }

  /** It keeps what it has to tell, to tell it in a row. */
  get isKeeping(): boolean {
    return this.#kept !== undefined;
  }

  close(): void {
    this.#isClosed = true;
    this.#watch?.close();
  }

  get #isOfAll(): boolean {
    return this.#wanted.units.includes(wildcard);
  }

  #tell(event: UnitEvent): void {
    if (this.#isClosed) return;
    if (this.#kept) this.#kept.push(event);
    else this.#onEvent(event, this);
  }
}
