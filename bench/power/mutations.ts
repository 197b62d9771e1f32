import type { PowerConfig } from "../../src/power/model.ts";
import { fixedPolicy } from "../../src/power/policy.ts";
import { verdictTable } from "../../src/power/verdict-table.ts";
import { configOf, Hecate } from "./hecate.ts";
import { type Shape, shapes } from "./shapes.ts";
import type { World } from "./world.ts";

/** A rule of hecate's, broken on purpose, and stories in which it is what matters. */
export interface Mutation {
  /** Row of the verdict table, or letter of the rules about constants and budgets. */
  readonly rule: string;
  readonly what: string;
  readonly shape: Shape;
  /** Breaks it; what it returns mends it again. */
  readonly apply?: () => () => void;
  /** Where breaking numbers is enough. */
  readonly policy?: Parameters<typeof configOf>[1];
  readonly budget?: Partial<PowerConfig["budget"]>;
  /** What it takes for learnt, by what was. */
  readonly learnt?: (learntS: readonly number[]) => readonly number[];
}

/** hecate with this rule broken; `apply` is for whoever plays. */
export function brokenHecate(world: World, { policy, budget, learnt }: Mutation): Hecate {
  const { story } = world;
  const config = configOf(story, policy);
  const learntS = learnt?.(story.learntS) ?? story.learntS;
  return new Hecate(world, { ...config, budget: { ...config.budget, ...budget } }, learntS);
}

/** hecate as it is, in the same story. */
export function wholeHecate(world: World): Hecate {
  return new Hecate(world, configOf(world.story));
}

type Row = (typeof verdictTable)[number];

/** Rows of the table are constants of the program: only here somebody lays hands on them. */
function breakRow(number: number, change: Partial<Row>): () => () => void {
  return () => {
    const table = verdictTable as unknown as Row[];
    const before = [...table];
    table.forEach((row, i) => {
      if (row.row === number) table[i] = { ...row, ...change };
    });
    return () => {
      table.splice(0, table.length, ...before);
    };
  };
}

/** So are numbers that are no matter of configuration. */
function withFixed<K extends "hysteresis" | "drop">(
  name: K,
  change: Partial<Record<keyof (typeof fixedPolicy)[K], number>>,
): () => () => void {
  return () => {
    const numbers: object = fixedPolicy[name];
    const before = { ...numbers };
    Object.assign(numbers, change);
    return () => {
      Object.assign(numbers, before);
    };
  };
}

const never = { when: () => false };
const countsNever: Partial<Row> = { poll: () => "neither" };
/** Polls that three polls of debounce and one that was just missed take, s. */
const latencyS = 20;

/** Each rule that bears on outcomes, from each side on which it does. */
export const mutations: readonly Mutation[] = [
  {
    ...{ rule: "0", what: "nothing was ever read: fires after 180 s", shape: shapes.unknown },
    apply: breakRow(0, { fires: (f) => f.ageMs >= 180_000 }),
  },
  {
    ...{ rule: "1", what: "FSD is not heeded", shape: shapes.fsdInOutage },
    apply: breakRow(1, never),
  },
  {
    ...{ rule: "1", what: "an old FSD makes an outage of a test", shape: shapes.fsdInTest },
    apply: breakRow(1, { when: (f) => f.fsd !== "none" && f.isOb }),
  },
  {
    ...{ rule: "2", what: "FSD found set on mains fires", shape: shapes.fsdLatched },
    apply: breakRow(2, { fires: () => true }),
  },
  {
    ...{ rule: "3", what: "a silence on mains fires after 180 s", shape: shapes.blindOnMains },
    apply: breakRow(3, { fires: (f) => f.ageMs >= 180_000 }),
  },
  {
    ...{ rule: "4", what: "a silence beside an outage is none", shape: shapes.blindAtTransfer },
    apply: breakRow(4, countsNever),
  },
  {
    ...{ rule: "4", what: "a silence beside an outage fires after 180 s" },
    shape: shapes.blindBeside,
    apply: breakRow(4, { fires: (f) => f.ageMs >= 180_000 }),
  },
  {
    ...{ rule: "5", what: "a silence on battery is waited out", shape: shapes.blindInOutage },
    apply: breakRow(5, { ...countsNever, fires: () => false }),
  },
  {
    ...{ rule: "5", what: "a silence on battery is counted down, and has no other end" },
    shape: shapes.blindAfterBoast,
    apply: breakRow(5, { fires: () => false }),
  },
  {
    ...{ rule: "5", what: "a silence on battery fires after 15 s", shape: shapes.blindForAWhile },
    apply: breakRow(5, { fires: () => true }),
  },
  {
    ...{ rule: "5", what: "a sibling that has mains again is not asked" },
    shape: shapes.blindThenBack,
    apply: breakRow(5, { fires: (f) => f.isBlindCapReached || f.ageMs >= 180_000 }),
  },
  {
    ...{ rule: "5", what: "a drop at the transfer is judged at once", shape: shapes.dropInBlip },
    apply: withFixed("drop", { withinMs: 0 }),
  },
  {
    ...{ rule: "6", what: "mains reset nothing", shape: shapes.flapping },
    apply: breakRow(6, countsNever),
  },
  {
    ...{ rule: "7", what: "OFF takes away no feed", shape: shapes.off },
    policy: { offHoldMs: 86_400_000 },
  },
  {
    ...{ rule: "7", what: "OFF fires", shape: shapes.offSaid },
    apply: breakRow(7, { fires: () => true }),
  },
  {
    ...{ rule: "8", what: "a test is an outage", shape: shapes.calibration },
    apply: breakRow(8, never),
  },
  {
    ...{ rule: "8", what: "CAL is always believed", shape: shapes.calSticks },
    apply: breakRow(8, { when: (f) => f.isOb && f.isCal }),
  },
  {
    ...{ rule: "9", what: "LB that lasts is not heeded", shape: shapes.lbAlone },
    apply: breakRow(9, never),
  },
  {
    ...{ rule: "9", what: "LB need not last", shape: shapes.lbAtTransfer },
    policy: { lbHoldMs: 0 },
  },
  {
    ...{ rule: "10", what: "LB counts never", shape: shapes.lbLate },
    apply: breakRow(10, never),
  },
  {
    ...{ rule: "10", what: "LB needs no witness", shape: shapes.lbAtTransfer },
    policy: { trustLb: "always" },
  },
  {
    ...{ rule: "11", what: "the runtime counts never", shape: shapes.dark },
    apply: breakRow(11, countsNever),
  },
  {
    ...{ rule: "11", what: "no stabilisation", shape: shapes.unsteady },
    policy: { stabilisationMs: 0 },
  },
  {
    ...{ rule: "11", what: "no hysteresis", shape: shapes.jitter },
    apply: withFixed("hysteresis", { ofThreshold: 0, leastS: 0 }),
  },
  {
    ...{ rule: "12", what: "without runtime nothing counts", shape: shapes.noRuntime },
    apply: breakRow(12, countsNever),
  },
  {
    ...{ rule: "12", what: "without runtime each poll counts", shape: shapes.noRuntimeShort },
    apply: breakRow(12, { poll: () => "counts" }),
  },
  {
    ...{ rule: "A", what: "one poll is enough", shape: shapes.glitch },
    policy: { debouncePolls: 1 },
  },
  {
    ...{ rule: "A", what: "six polls are needed, and the budget knows of three" },
    shape: shapes.tight,
    policy: { debouncePolls: 6 },
    budget: { minimumS: 180 - 15 },
    learnt: (learntS) => learntS.map((s) => s - 15),
  },
  {
    ...{ rule: "A", what: "a frozen gauge is believed", shape: shapes.frozen },
    policy: { frozenAfterMs: 86_400_000 },
  },
  {
    ...{ rule: "B", what: "factor 0.7", shape: shapes.tight },
    policy: { runtimeSafetyFactor: 0.7 },
  },
  {
    ...{ rule: "B", what: "factor 2", shape: shapes.ample },
    policy: { runtimeSafetyFactor: 2 },
  },
  {
    ...{ rule: "B", what: "no latency in the budget", shape: shapes.tight },
    budget: { minimumS: 180 - latencyS },
    learnt: (learntS) => learntS.map((s) => s - latencyS),
  },
  {
    ...{ rule: "B", what: "nothing for the coordinator itself", shape: shapes.tight },
    budget: { selfS: 0 },
  },
  {
    ...{ rule: "B", what: "nothing is learnt from runs", shape: shapes.dark },
    learnt: () => [],
  },
];
