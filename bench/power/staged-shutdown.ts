import type { HostStory, Story } from "./story.ts";

/** What becomes of a host. `dead`: its power went while it ran or stopped. */
export type HostState = "on" | "stopping" | "off" | "booting" | "dead";

/** What a staged shutdown tells of itself. */
export type ShutdownEvent =
  | { readonly kind: "told"; readonly hosts: readonly string[] }
  | { readonly kind: "gone"; readonly hosts: readonly string[] }
  | { readonly kind: "others-gone" };

/** How a host is stopped: when it was told, and when it will be off. */
interface Stop {
  readonly host: string;
  readonly offAtS: number;
}

/**
 * The shutdown that every policy is given: workloads are quiesced, then workers stop beside each other, then the
 * host of the other UPS. The coordinator goes by a decision of its own.
 */
export class StagedShutdown {
  readonly #story: Story;
  #scope = new Set<string>();
  #readyAtS = Number.POSITIVE_INFINITY;
  #stops: Stop[] = [];
  #gone = new Set<string>();
  #isHeld = false;
  #saidOthersGone = false;

  constructor(story: Story) {
    this.#story = story;
  }

  get isBegun(): boolean {
    return this.#readyAtS !== Number.POSITIVE_INFINITY;
  }

  /** Something may happen by itself, and not only when it is begun or widened. */
  get isAtWork(): boolean {
    return this.isBegun && !this.#saidOthersGone;
  }

  begin(atS: number, scope: readonly string[]): void {
    this.#readyAtS = Math.min(this.#readyAtS, atS + this.#story.prepareS);
    this.widen(scope);
  }

  widen(scope: readonly string[]): void {
    for (const host of scope) this.#scope.add(host);
    this.#saidOthersGone = false;
  }

  /** Tells no further host. */
  hold(): void {
    this.#isHeld = true;
  }

  goOn(): void {
    this.#isHeld = false;
  }

  /** Once a second. `canHear`: whether a host can be told anything. */
  advance(atS: number, canHear: (host: string) => boolean): ShutdownEvent[] {
    if (atS < this.#readyAtS) return [];
    const events: ShutdownEvent[] = [];
    const gone = this.#stops
      .filter(({ host, offAtS }) => offAtS <= atS && !this.#gone.has(host))
      .map(({ host }) => host);
    for (const host of gone) this.#gone.add(host);
    if (gone.length > 0) events.push({ kind: "gone", hosts: gone });
    const waiting = this.#others().filter(({ name }) => !this.#isTold(name));
    const next = waiting.some(({ kind }) => kind === "worker")
      ? waiting.filter(({ kind }) => kind === "worker")
      : waiting.filter(() => this.#stops.every(({ host }) => this.#gone.has(host)));
    const told = this.#isHeld ? [] : next;
    for (const host of told) this.#stops.push(this.#stopOf(host, atS, canHear(host.name)));
    const heard = told.filter(({ name }) => canHear(name)).map(({ name }) => name);
    if (heard.length > 0) events.push({ kind: "told", hosts: heard });
    const isOver = this.#others().every(({ name }) => this.#gone.has(name));
    if (isOver && !this.#saidOthersGone) {
      this.#saidOthersGone = true;
      events.push({ kind: "others-gone" });
    }
    return events;
  }

  /** Hosts that were told, and when each is off. */
  get stops(): readonly Stop[] {
    return this.#stops;
  }

  #others(): HostStory[] {
    return this.#story.hosts.filter(
      ({ name, kind }) => kind !== "coordinator" && this.#scope.has(name),
    );
  }

  #isTold(host: string): boolean {
    return this.#stops.some((stop) => stop.host === host);
  }

  /** One that cannot be told costs its time all the same. */
  #stopOf({ name, stopS, hangs, offTimeoutS }: HostStory, atS: number, isHeard: boolean): Stop {
    const takesS = isHeard && !hangs ? Math.min(stopS, offTimeoutS) : offTimeoutS;
    return { host: name, offAtS: atS + takesS };
  }
}
