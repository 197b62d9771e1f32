import { drawStory } from "./draw.ts";
import { type Entrant, entrants, frontier } from "./entrants.ts";
import { judge, type Truth, truthOf } from "./judge.ts";
import { brokenHecate, type Mutation, mutations, wholeHecate } from "./mutations.ts";
import type { Bounds, Story } from "./story.ts";
import { count, emptyTally, type Tally } from "./tally.ts";
import { World } from "./world.ts";

/** A part of the whole that one process works off: seeds from the first to before the last. */
export type Job = { readonly from: number; readonly to: number } & (
  | { readonly part: "entrants" | "frontier"; readonly bounds: Bounds }
  /** `index`: of the mutation. */
  | { readonly part: "mutations"; readonly index: number }
);

/** By the name of who decided. */
export type Tallies = Readonly<Record<string, Tally>>;

/** What a part is called in the report. */
export function keyOf(job: Job): string {
  return job.part === "mutations" ? job.part : `${job.part} ${job.bounds}`;
}

/** How hecate is called that has this rule broken, and how in the same stories as it is. */
export function namesOf({ rule, what }: Mutation) {
  return { broken: `${rule}: ${what}`, whole: `${rule}: ${what}, as it is` } as const;
}

/** Lets everybody decide in the same stories. */
export function simulate(job: Job): Tallies {
  const tallies: Record<string, Tally> = {};
  const play = (of: { story: Story; truth: Truth }, { name, enter }: Entrant) => {
    const world = new World(of.story);
    world.play(enter(world));
    tallies[name] ??= emptyTally();
    count(tallies[name], judge(world, of.truth));
  };
  for (let seed = job.from; seed < job.to; seed++) {
    if (job.part === "mutations") {
      const mutation = mutations[job.index];
      if (mutation) playBroken(mutation, seed, play);
      continue;
    }
    const story = drawStory(seed, job.bounds);
    const of = { story, truth: truthOf(story) };
    for (const entrant of job.part === "entrants" ? entrants : frontier) play(of, entrant);
  }
  return tallies;
}

function playBroken(
  mutation: Mutation,
  seed: number,
  play: (of: { story: Story; truth: Truth }, entrant: Entrant) => void,
): void {
  const story = mutation.shape(seed);
  const of = { story, truth: truthOf(story) };
  const { broken, whole } = namesOf(mutation);
  play(of, { name: whole, enter: wholeHecate });
  const mend = mutation.apply?.();
  play(of, { name: broken, enter: (world) => brokenHecate(world, mutation) });
  mend?.();
}

// A process of its own, one for each core: power.ts sends it jobs, one after the other.
process.on("message", (job: Job) => process.send?.(simulate(job)));
