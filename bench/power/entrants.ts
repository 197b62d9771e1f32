import { configOf, Hecate } from "./hecate.ts";
import { latencyS } from "./judge.ts";
import { apcupsd, SimplePolicy, tunedUpsmon, upsmon, upssched } from "./policies.ts";
import type { Story } from "./story.ts";
import type { Decider, World } from "./world.ts";

/** Somebody who decides, under the name that the report has for it. */
export interface Entrant {
  readonly name: string;
  readonly enter: (world: World) => Decider;
}

/** What a careful administrator would reckon with who has measured a shutdown: the longest one, and the coordinator. */
function neededS(story: Story): number {
  const latency = Math.max(...story.upses.map((ups) => latencyS(ups, "titan-db")));
  return Math.max(180, ...story.learntS) + 60 + latency;
}

/** hecate as it comes, and what it is held against. */
export const entrants: readonly Entrant[] = [
  { name: "hecate", enter: (world) => new Hecate(world, configOf(world.story)) },
  { name: "upsmon", enter: (world) => new SimplePolicy(world, upsmon) },
  {
    name: "upsmon, tuned",
    enter: (world) => new SimplePolicy(world, tunedUpsmon(1.1 * neededS(world.story))),
  },
  { name: "upsmon + upssched 5 min", enter: (world) => new SimplePolicy(world, upssched(300)) },
  {
    name: "apcupsd",
    enter: (world) => new SimplePolicy(world, apcupsd({ minutes: 3, level: 5 })),
  },
  {
    name: "apcupsd, tuned",
    enter: (world) => {
      const minutes = Math.ceil((1.1 * neededS(world.story)) / 60);
      return new SimplePolicy(world, apcupsd({ minutes, level: 10 }));
    },
  },
];

/**
 * hecate by what its users have to trade needless shutdowns for lost hosts: the safety factor; and for a UPS whose LB
 * nobody should believe `trust_lb: never`, what `ignorelb` is to who tunes upsmon.
 */
export const frontier: readonly Entrant[] = [
  ...[1, 1.1, 1.2, 1.3, 1.5, 2].map((factor) =>
    hecateWith(`hecate, factor ${factor.toFixed(2)}`, { runtimeSafetyFactor: factor }),
  ),
  ...[1, 1.1, 1.3].map((factor) =>
    hecateWith(`hecate, trust_lb never, factor ${factor.toFixed(2)}`, {
      runtimeSafetyFactor: factor,
      trustLb: "never",
    }),
  ),
];

function hecateWith(name: string, changes: Parameters<typeof configOf>[1]): Entrant {
  return { name, enter: (world) => new Hecate(world, configOf(world.story, changes)) };
}
