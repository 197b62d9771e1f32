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
  /** It was up, and has heard it. */
  readonly isHeard: boolean;
}

/** What a shutdown can know of a host. */
export interface Reach {
  /** It runs, and its agent with it; one that boots does not yet. */
  readonly isUp: (host: string) => boolean;
  /** It can be told anything. */
  readonly canHear: (host: string) => boolean;
}

/** s of silence after which a host is gone, with the time to settle. */
const goneAfterS = 30;
/** As often those that came up meanwhile are powered off as well: src/hecate/run/shutdown-run.ts. */
const mostLate = 3;

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
  /** Hosts that were coming up when it began. */
  #coming = new Set<string>();
  #late = 0;

  constructor(story: Story) {
    this.#story = story;
  }

  get isBegun(): boolean {
    return this.#readyAtS !== Number.POSITIVE_INFINITY;
  }

  /** Something may happen by itself, and not only when it is begun or widened. */
  get isAtWork(): boolean {
    return this.isBegun && (!this.#saidOthersGone || this.#coming.size > 0);
  }

  /** `coming`: hosts that boot; `isShort`: the battery does not last for all of it, and nothing is quiesced. */
  begin(
    atS: number,
    scope: readonly string[],
    { coming, isShort }: { readonly coming: readonly string[]; readonly isShort: boolean },
  ): void {
    this.#readyAtS = Math.min(this.#readyAtS, atS + (isShort ? 0 : this.#story.prepareS));
    this.#coming = new Set(coming);
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

  /** Once a second. */
  advance(atS: number, reach: Reach): ShutdownEvent[] {
    if (atS < this.#readyAtS) return [];
    const events: ShutdownEvent[] = [];
    const gone = this.#stops
      .filter(({ host, offAtS }) => offAtS <= atS && !this.#gone.has(host))
      .map(({ host }) => host);
    for (const host of gone) this.#gone.add(host);
    if (gone.length > 0) events.push({ kind: "gone", hosts: gone });
    this.#takeComing(reach);
    const waiting = this.#others().filter(({ name }) => !this.#isTold(name));
    const next = waiting.some(({ kind }) => kind === "worker")
      ? waiting.filter(({ kind }) => kind === "worker")
      : waiting.filter(() => this.#stops.every(({ host }) => this.#gone.has(host)));
    const told = this.#isHeld ? [] : next;
    for (const host of told) this.#stops.push(stopOf(host, atS, reach));
    const heard = told.filter(({ name }) => reach.canHear(name)).map(({ name }) => name);
    if (heard.length > 0) events.push({ kind: "told", hosts: heard });
    const isOver = this.#others().every(({ name }) => this.#gone.has(name));
    if (isOver && !this.#saidOthersGone && !this.#takeLate(reach)) {
      this.#saidOthersGone = true;
      events.push({ kind: "others-gone" });
    }
    return events;
  }

  /** Who was coming up is powered off when it is there, however late: nothing waits for it. */
  #takeComing({ isUp, canHear }: Reach): void {
    if (this.#isHeld) return;
    for (const host of this.#coming) {
      if (!this.#gone.has(host) || !isUp(host) || !canHear(host)) continue;
      this.#coming.delete(host);
      this.#gone.delete(host);
      this.#stops = this.#stops.filter((stop) => stop.host !== host);
    }
  }

  /** Those that came up while others were stopped are told in their turn; whether there are any. */
  #takeLate({ isUp, canHear }: Reach): boolean {
    if (this.#isHeld || this.#late >= mostLate) return false;
    const late = this.#stops.filter(({ host, isHeard }) => !isHeard && isUp(host) && canHear(host));
    if (late.length === 0) return false;
    this.#late++;
    this.#stops = this.#stops.filter((stop) => !late.includes(stop));
    for (const { host } of late) this.#gone.delete(host);
    return true;
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
}

/** One that cannot be told costs its time all the same, and one that is not there the time to see that. */
function stopOf(
  { name, stopS, hangs, offTimeoutS }: HostStory,
  atS: number,
  { isUp, canHear }: Reach,
): Stop {
  const isHeard = isUp(name) && canHear(name);
  const isAway = !isUp(name) && canHear(name);
  const takesS = isAway
    ? goneAfterS
    : isHeard && !hangs
      ? Math.min(stopS, offTimeoutS)
      : offTimeoutS;
  return { host: name, offAtS: atS + takesS, isHeard };
}
