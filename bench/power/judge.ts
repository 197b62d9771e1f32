import type { Said } from "./gauge.ts";
import { scopeOf } from "./policies.ts";
import { isInAny } from "./spans.ts";
import type { Story, UpsStory } from "./story.ts";
import { type Decider, pollS, type Trigger, World } from "./world.ts";

/** What a policy made of a story. */
export interface Verdict {
  /** Began for a UPS that was on mains, or had more left than any reserve that is declared. */
  readonly needless: readonly string[];
  /** Hosts that lost their power while they ran, and could have been saved. */
  readonly unclean: readonly string[];
  /** Lost as well, whatever is decided. */
  readonly hopeless: readonly string[];
  readonly hasBegun: boolean;
  /** Something was begun, and without it nobody would have lost anything. */
  readonly isAvoidable: boolean;
}

/** What the policies are held against. Each is a run of its own in the same world. */
export interface Truth {
  /** Hosts that die although the shutdown begins as early as it can be known and debounced. */
  readonly hopeless: ReadonlySet<string>;
  /** Nobody loses anything although nothing is done. */
  readonly isHarmless: boolean;
}

const debouncePolls = 3;

/** Seconds from what is seen to what is done about it: (debounce + 1) polls, and 5 s for another host's UPS. */
export function latencyS(ups: Pick<UpsStory, "host">, coordinator: string): number {
  return (debouncePolls + 1) * pollS + (ups.host === coordinator ? 0 : 5);
}

/**
 * The reserve that any policy may keep: what a shutdown took at most, the coordinator's own stop, the time to
 * notice, a tenth on top, with a gauge that says a tenth too little.
 */
export function reserveS(story: Story, ups: UpsStory): number {
  const coordinator = coordinatorOf(story);
  const budgetS = Math.max(180, ...story.learntS) + latencyS(ups, coordinator);
  const selfS = ups.host === coordinator ? 60 : 0;
  // A poll and a second of the world's own grain.
  return (1.1 * (budgetS + selfS)) / 0.9 + pollS + 1;
}

export function truthOf(story: Story): Truth {
  const best = new World(story);
  best.play(new Earliest(best));
  const idle = new World(story);
  idle.play({ polled: () => undefined, second: () => undefined });
  return { hopeless: new Set(best.dead.keys()), isHarmless: idle.dead.size === 0 };
}

export function judge(world: World, truth: Truth): Verdict {
  const { story, triggers, dead } = world;
  const needless = triggers.filter((trigger) => {
    const ups = story.upses.find(({ name }) => name === trigger.ups);
    if (ups === undefined) return false;
    // Where all others are off by then there is nothing to be stopped.
    if (!trigger.hasWork || isOrdered(story, ups, trigger)) return false;
    return !trigger.isMainsOut || trigger.trueLeftS > reserveS(story, ups);
  });
  const lost = [...dead.keys()];
  const isHopeless = (host: string) => truth.hopeless.has(host) || world.bornDead.has(host);
  return {
    needless: needless.map(({ why }) => why),
    unclean: lost.filter((host) => !isHopeless(host)),
    hopeless: lost.filter(isHopeless),
    hasBegun: triggers.length > 0,
    isAvoidable: triggers.length > 0 && truth.isHarmless,
  };
}

/** An order is an order, whoever obeys it; one that was left over from an outage long past is none on mains. */
function isOrdered({ startS }: Story, { fsdAtS }: UpsStory, { atS, isMainsOut }: Trigger): boolean {
  return fsdAtS !== undefined && fsdAtS <= atS && (isMainsOut || fsdAtS > startS);
}

function coordinatorOf(story: Story): string {
  return story.hosts.find(({ kind }) => kind === "coordinator")?.name ?? "";
}

/**
 * Knows the mains: acts as soon as an outage can be seen at any UPS and is debounced, for it knows that they are all on
 * the same mains; and wakes nobody.
 */
class Earliest implements Decider {
  readonly #world: World;
  readonly #seenAtS = new Map<string, number>();
  readonly #lost = new Set<string>();

  constructor(world: World) {
    this.#world = world;
  }

  polled(atS: number, _ups: UpsStory, said: Said | undefined): void {
    const { outages, upses } = this.#world.story;
    if (said === undefined || !isInAny(outages, atS)) return;
    for (const { name } of upses) if (!this.#seenAtS.has(name)) this.#seenAtS.set(name, atS);
  }

  second(atS: number): void {
    const { story } = this.#world;
    const coordinator = coordinatorOf(story);
    if (!this.#world.isMainsOut()) this.#seenAtS.clear();
    for (const ups of story.upses) {
      const seenAtS = this.#seenAtS.get(ups.name);
      if (this.#lost.has(ups.name) || seenAtS === undefined) continue;
      if (atS - seenAtS < latencyS(ups, coordinator)) continue;
      this.#lost.add(ups.name);
      this.#world.begin(ups.name, scopeOf(story, this.#lost), "the earliest moment");
      const { host } = ups;
      if (host !== coordinator && !this.#world.isConnected(host))
        this.#world.stopAlone(host, undefined, "the earliest moment");
    }
  }

  othersGone(): void {
    const { story } = this.#world;
    const coordinator = coordinatorOf(story);
    if (scopeOf(story, this.#lost).includes(coordinator))
      this.#world.stopAlone(coordinator, undefined, "all others are gone");
  }
}
