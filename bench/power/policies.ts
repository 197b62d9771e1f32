import type { Said } from "./gauge.ts";
import type { Story, UpsStory } from "./story.ts";
import { type Decider, pollS, type World } from "./world.ts";

/** What is to be told of a story's clusters: whom a UPS that is lost takes with it. */
export function scopeOf(story: Story, lost: ReadonlySet<string>): string[] {
  const critical = story.hosts.filter(({ feeds }) => feeds.every((feed) => lost.has(feed)));
  const isWhole = critical.some(({ kind }) => kind === "coordinator");
  return (isWhole ? story.hosts : critical).map(({ name }) => name);
}

/** What a simple policy remembers of a UPS. */
export interface Seen {
  readonly atS: number;
  readonly said: Said | undefined;
  readonly isOnBattery: boolean;
  /** Since when it was on battery, or out of sight, without a break. */
  readonly onBatterySinceS: number | undefined;
  readonly blindSinceS: number | undefined;
  /** Whether it was on battery when it was last seen. */
  readonly wasOnBattery: boolean;
}

/** Whether a UPS is critical, in the eyes of a simple policy. */
export type Critical = (seen: Seen, atS: number) => string | undefined;

/** A policy that looks at one UPS at a time and has no memory but of since when. It is given our staged shutdown. */
export class SimplePolicy implements Decider {
  readonly #world: World;
  readonly #critical: Critical;
  readonly #lost = new Set<string>();
  readonly #seen = new Map<string, Seen>();
  readonly #begun = new Set<string>();

  constructor(world: World, critical: Critical) {
    this.#world = world;
    this.#critical = critical;
  }

  polled(atS: number, ups: UpsStory, said: Said | undefined): void {
    const before = this.#seen.get(ups.name);
    const isOnBattery = said ? said.flags.includes("OB") : false;
    const wasOnBattery = said ? isOnBattery : (before?.wasOnBattery ?? false);
    this.#seen.set(ups.name, {
      ...{ atS, said, isOnBattery, wasOnBattery },
      onBatterySinceS: isOnBattery ? (before?.onBatterySinceS ?? atS) : undefined,
      blindSinceS: said ? undefined : (before?.blindSinceS ?? atS),
    });
  }

  second(atS: number): void {
    for (const [ups, seen] of this.#seen) {
      // Nobody reads it: its host is off.
      if (atS - seen.atS > pollS) this.#seen.delete(ups);
      if (this.#lost.has(ups) || atS - seen.atS > pollS) continue;
      const why = this.#critical(seen, atS);
      if (why === undefined) continue;
      this.#lost.add(ups);
      const { story } = this.#world;
      const scope = scopeOf(story, this.#lost).filter((host) => !this.#begun.has(host));
      if (scope.length === 0) continue;
      for (const host of scope) this.#begun.add(host);
      this.#world.begin(ups, scope, why);
      // Where the network is gone each host that sees a UPS of its own goes by itself, as upsmon's do.
      for (const { name, kind, feeds } of story.hosts)
        if (kind === "ups-host" && feeds.includes(ups) && !this.#world.isConnected(name))
          this.#world.stopAlone(name, undefined, why);
    }
  }

  othersGone(): void {
    const coordinator = this.#world.story.hosts.find(({ kind }) => kind === "coordinator");
    if (coordinator && this.#begun.has(coordinator.name))
      this.#world.stopAlone(coordinator.name, undefined, "all others are gone");
  }

  /** It has forgotten everything. Whoever else is off stays so: none of these wakes anybody. */
  rebooted(): void {
    this.#seen.clear();
    this.#lost.clear();
    this.#begun.clear();
    this.#world.wake([]);
  }
}

const isFsd = ({ said }: Seen) => said?.flags.includes("FSD") === true;
const isLow = ({ said, isOnBattery }: Seen) =>
  isOnBattery && said?.flags.includes("LB") === true && !said.flags.includes("CAL");
const isLost = (seen: Seen, atS: number, deadS: number) =>
  seen.wasOnBattery && seen.blindSinceS !== undefined && atS - seen.blindSinceS >= deadS;

/** upsmon as it comes: LB, FSD, and 15 s without a word while on battery (DEADTIME). */
export const upsmon: Critical = (seen, atS) => {
  if (isFsd(seen)) return "FSD";
  if (isLow(seen)) return "LB";
  return isLost(seen, atS, 15) ? "DEADTIME" : undefined;
};

/** upsmon with the driver told to say LB by what is needed (override.battery.runtime.low, ignorelb). */
export function tunedUpsmon(neededS: number): Critical {
  return (seen, atS) => {
    if (isFsd(seen)) return "FSD";
    const { said, isOnBattery } = seen;
    if (isOnBattery && said?.runtimeS !== undefined && said.runtimeS <= neededS) return "runtime";
    if (isOnBattery && said !== undefined && said.chargePercent <= 20) return "charge";
    return isLost(seen, atS, 15) ? "DEADTIME" : undefined;
  };
}

/** upsmon with upssched: after so long on battery, whatever the battery says. */
export function upssched(afterS: number): Critical {
  return (seen, atS) => {
    const critical = upsmon(seen, atS);
    if (critical !== undefined) return critical;
    const { onBatterySinceS } = seen;
    return onBatterySinceS !== undefined && atS - onBatterySinceS >= afterS ? "timer" : undefined;
  };
}

/** apcupsd: charge or minutes left, whichever comes first; nothing while it sees nothing. */
export function apcupsd({ minutes, level }: { minutes: number; level: number }): Critical {
  return (seen, atS) => {
    const { said, isOnBattery, onBatterySinceS } = seen;
    // ONBATTERYDELAY.
    if (!isOnBattery || said === undefined || atS - (onBatterySinceS ?? atS) < 6) return undefined;
    if (said.chargePercent <= level) return "BATTERYLEVEL";
    if (said.runtimeS !== undefined && said.runtimeS <= 60 * minutes) return "MINUTES";
    return isLow(seen) ? "LB" : undefined;
  };
}
