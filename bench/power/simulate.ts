import type { Entrant } from "./entrants.ts";
import { entrants, frontier, mutations } from "./entrants.ts";
import { configOf, Hecate } from "./hecate.ts";
import { judge, truthOf } from "./judge.ts";
import { type Bounds, drawStory } from "./story.ts";
import { count, emptyTally, type Tally } from "./tally.ts";
import { World } from "./world.ts";

/** A part of the whole that one thread works off. */
export interface Job {
  readonly part: "entrants" | "frontier" | "mutations";
  readonly bounds: Bounds;
  /** Seeds from the first to before the last. */
  readonly from: number;
  readonly to: number;
}

/** By the name of who decided. */
export type Tallies = Readonly<Record<string, Tally>>;

/** Lets everybody decide in the same stories. */
export function simulate({ part, bounds, from, to }: Job): Tallies {
  const tallies: Record<string, Tally> = {};
  for (let seed = from; seed < to; seed++) {
    const story = drawStory(seed, bounds);
    const truth = truthOf(story);
    const play = ({ name, enter }: Entrant) => {
      const world = new World(story);
      world.play(enter(world));
      tallies[name] ??= emptyTally();
      count(tallies[name], judge(world, truth));
    };
    if (part === "entrants") entrants.forEach(play);
    if (part === "frontier") frontier.forEach(play);
    if (part === "mutations") {
      play({ name: "as it is", enter: (world) => new Hecate(world, configOf(story)) });
      for (const { rule, what, apply, policy } of mutations) {
        const mend = apply();
        play({
          name: `${rule}: ${what}`,
          enter: (world) => new Hecate(world, configOf(story, policy)),
        });
        mend();
      }
    }
  }
  return tallies;
}

// A process of its own, one for each core: power.ts sends it jobs, one after the other.
process.on("message", (job: Job) => process.send?.(simulate(job)));
