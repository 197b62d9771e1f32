import { verdictTable } from "../../src/power/verdict-table.ts";
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

/** hecate with other safety factors. */
export const frontier: readonly Entrant[] = [1, 1.1, 1.2, 1.3, 1.5, 1.75, 2].map((factor) => ({
  name: `hecate, factor ${factor.toFixed(2)}`,
  enter: (world) => new Hecate(world, configOf(world.story, { runtimeSafetyFactor: factor })),
}));

/** A rule of hecate's, broken on purpose. */
export interface Mutation {
  readonly rule: string;
  readonly what: string;
  /** Breaks it; what it returns mends it again. */
  readonly apply: () => () => void;
  /** Where breaking one of the policy's numbers is enough. */
  readonly policy?: Parameters<typeof configOf>[1];
}

type Row = (typeof verdictTable)[number];

/** Rows of the table are constants of the program: only here somebody lays hands on them. */
function breakRows(rows: readonly number[], change: (row: Row) => Row): () => void {
  const table = verdictTable as unknown as Row[];
  const before = [...table];
  table.forEach((row, i) => {
    if (rows.includes(row.row)) table[i] = change(row);
  });
  return () => {
    table.splice(0, table.length, ...before);
  };
}

const nothing = () => () => undefined;
const never = (row: Row): Row => ({ ...row, when: () => false });

/** Each rule that bears on outcomes, and a few numbers. */
export const mutations: readonly Mutation[] = [
  { rule: "1", what: "FSD is not heeded", apply: () => breakRows([1], never) },
  {
    rule: "2",
    what: "FSD on mains fires",
    apply: () => breakRows([2], (row) => ({ ...row, fires: () => true })),
  },
  {
    rule: "3",
    what: "blind on mains fires after 180 s",
    apply: () => breakRows([3], (row) => ({ ...row, fires: (f) => f.ageMs >= 180_000 })),
  },
  {
    rule: "4",
    what: "a silence beside an outage is none",
    apply: () => breakRows([4], (row) => ({ ...row, poll: () => "neither" })),
  },
  {
    rule: "5",
    what: "a silence on battery waits for ever",
    apply: () =>
      breakRows([5], (row) => ({ ...row, poll: () => "neither" as const, fires: () => false })),
  },
  {
    rule: "6",
    what: "mains reset nothing",
    apply: () => breakRows([6], (row) => ({ ...row, poll: () => "neither" as const })),
  },
  { rule: "8", what: "a test is an outage", apply: () => breakRows([8], never) },
  { rule: "9", what: "LB that lasts is not heeded", apply: () => breakRows([9], never) },
  { rule: "10", what: "LB counts never", apply: () => breakRows([10], never) },
  { rule: "10", what: "LB is always believed", apply: nothing, policy: { trustLb: "always" } },
  {
    rule: "11",
    what: "the runtime counts never",
    apply: () => breakRows([11], (row) => ({ ...row, poll: () => "neither" as const })),
  },
  {
    rule: "11",
    what: "no hysteresis, no stabilisation",
    apply: nothing,
    policy: { stabilisationMs: 0 },
  },
  {
    rule: "12",
    what: "without runtime nothing counts",
    apply: () => breakRows([12], (row) => ({ ...row, poll: () => "neither" as const })),
  },
  { rule: "A", what: "one poll is enough", apply: nothing, policy: { debouncePolls: 1 } },
  { rule: "A", what: "six polls are needed", apply: nothing, policy: { debouncePolls: 6 } },
  {
    rule: "A",
    what: "a frozen gauge is believed",
    apply: nothing,
    policy: { frozenAfterMs: 86_400_000 },
  },
  { rule: "B", what: "factor 0.7", apply: nothing, policy: { runtimeSafetyFactor: 0.7 } },
];
