import { inAnotherOutage } from "./another.ts";
import { besideAfter } from "./beside.ts";
import { type Facts, factsOf, hasSettled, hearingOf } from "./facts.ts";
import { fsdAfter, fsdOnceRestored } from "./fsd.ts";
import { isSpaced, listening, pollAtMs } from "./listening.ts";
import type { AlarmEffect, LocalCure, Reading } from "./model.ts";
import {
  episodesAfter,
  firedOutage,
  isRestoredAt,
  outageAfter,
  outageWithout,
  pausedOutage,
  testsAfter,
} from "./outage.ts";
import { heard } from "./publisher.ts";
import { runtimeAfter } from "./runtime.ts";
import { spansAfter, spansInTest, withoutMains } from "./spans.ts";
import { lineOf } from "./status.ts";
import { alarmsAfter, curesFor } from "./ups-alarms.ts";
import type { LastReading, UpsMemory } from "./ups-memory.ts";
import type { Sibling, UpsContext, UpsEvent, UpsJudgement } from "./ups-model.ts";
import { type VerdictRow, verdictTable } from "./verdict-table.ts";

export { newUps, restoredUps, type UpsMemory } from "./ups-memory.ts";
export type { Sibling, UpsContext, UpsEvent, UpsJudgement } from "./ups-model.ts";

/** What an event makes of a UPS. */
export interface UpsStepped {
  readonly memory: UpsMemory;
  readonly judgement: UpsJudgement;
  readonly cures: readonly LocalCure[];
  readonly alarms: readonly AlarmEffect[];
  /** By id, of those that last: as they are now. */
  readonly alarmTexts: Readonly<Record<string, string>>;
}

/**
 * What is thought of a UPS after an event: what was heard is noted, the facts are taken, and the first row of the
 * verdict table that matches says what they mean. Pure: the same memory, event and context give the same, and the
 * memory may go through JSON between any two events.
 */
export function stepUps(before: UpsMemory, event: UpsEvent, context: UpsContext): UpsStepped {
  const noted = note(before, event, context);
  const facts = factsOf(noted.memory, event.atMs, context);
  // Every reading is OL, OB or OFF, and every UPS unheard, on battery or not: some row matches, and this is for types.
  const row = verdictTable.find(({ when }) => when(facts)) ?? firstRow;
  const count = counted(row, facts, noted.poll);
  return concluded(row, facts, count);
}

/** What is told to a sibling: a test is no outage. */
export function asSibling(of: Pick<UpsStepped, "memory" | "judgement">): Sibling {
  const { line, verdict, onMainsSinceMs } = of.judgement;
  const { episodesAtMs, testsAtMs = [], last, outage } = of.memory;
  const beganAtMs = outage.open?.beganAtMs;
  return {
    isOnBattery: line === "ob" && verdict !== "testing",
    episodesAtMs,
    outagesAtMs: episodesAtMs.filter((atMs) => !testsAtMs.includes(atMs)),
    ...(last && { readAtMs: last.atMs }),
    ...(beganAtMs !== undefined && { beganAtMs }),
    ...(onMainsSinceMs !== undefined && { onMainsSinceMs }),
  };
}

const [firstRow] = verdictTable;

/** What kind of poll an event was, if any: rows say which of them they count. */
type PollKind = NonNullable<VerdictRow["polls"]> | undefined;

/** What was heard, before anything is made of it. */
function note(
  before: UpsMemory,
  event: UpsEvent,
  context: UpsContext,
): { readonly memory: UpsMemory; readonly poll: PollKind } {
  const { atMs } = event;
  const memory = {
    ...before,
    ...(before.leftOnBattery && { leftOnBattery: { sinceMs: atMs, ...before.leftOnBattery } }),
    ears: listening(before.ears, atMs, context.policy),
  };
  if (event.kind === "tick") {
    const polledAtMs = pollAtMs(memory.ears, atMs, context.policy);
    if (polledAtMs === undefined) return { memory, poll: undefined };
    const { isUnheard, hasListened } = hearingOf(memory, atMs, context.policy);
    const missedPolls = memory.ears.missedPolls + (isUnheard && hasListened ? 1 : 0);
    return {
      memory: { ...memory, ears: { ...memory.ears, polledAtMs, missedPolls } },
      poll: isUnheard && hasListened ? "ticks" : undefined,
    };
  }
  const publisher = heard(memory.publisher, event, context.policy.staleAfterMs);
  if (!publisher) return { memory, poll: undefined };
  const told = { ...memory, publisher };
  const last = readingOf(event.reading, atMs);
  if (!last) return { memory: told, poll: undefined };
  return { memory: read(told, last, event.reading.session, context), poll: "readings" };
}

/** A reading that counts: one that was read, and says something of the line. */
function readingOf(reading: Reading, atMs: number): LastReading | undefined {
  const { comms, flags = [], runtimeS, chargePercent, loadPercent } = reading;
  const { inputVoltageV, inputVoltageNominalV } = reading;
  const status = lineOf(flags);
  if (comms !== "ok" || status === "none") return undefined;
  // One by one: whoever hands over a whole message of the publisher has no more of it remembered than is needed.
  return {
    atMs,
    status,
    flags,
    ...(runtimeS !== undefined && { runtimeS }),
    ...(chargePercent !== undefined && { chargePercent }),
    ...(loadPercent !== undefined && { loadPercent }),
    ...(inputVoltageV !== undefined && { inputVoltageV }),
    ...(inputVoltageNominalV !== undefined && { inputVoltageNominalV }),
  };
}

/** What a reading that counts leaves behind. */
function read(
  before: UpsMemory,
  last: LastReading,
  session: string,
  { policy, isOwnFsd, isAnotherOutage }: UpsContext,
): UpsMemory {
  const { atMs, status, flags } = last;
  const wasUnheard = before.last !== undefined && atMs - before.last.atMs >= policy.staleAfterMs;
  const memory = isAnotherOutage ? inAnotherOutage(before, { atMs, wasUnheard }) : before;
  const { runtime: _runtime, leftOnBattery: _left, beside, ...known } = memory;
  const { fsdClearIn, ...rest } = known;
  // What was set in a silence was not seen to come.
  const seen = { ...rest, ...(fsdClearIn !== undefined && !wasUnheard && { fsdClearIn }) };
  const fsd = fsdAfter(seen, { flags, status, session }, isOwnFsd);
  // However long the mains have been there: they are back for good only after what the command is about.
  const isNew = fsd === "live" && memory.fsd !== "live";
  const heardSpans = spansAfter(memory.spans, last, wasUnheard || isNew);
  // And while an order stands they are not what it waits for.
  const spans = fsd === "ordered" ? withoutMains(heardSpans) : heardSpans;
  const episodesAtMs = episodesAfter(memory.episodesAtMs, last, memory.line, policy);
  const isRestored = isRestoredAt(spans, episodesAtMs, atMs, policy);
  // A silence that ends on mains is no time on battery in any case.
  const besideMs = status === "ol" ? 0 : (beside?.totalMs ?? 0);
  const outage = outageAfter(outageWithout(memory.outage, besideMs), last, {
    isRestored,
    ...(wasUnheard && memory.last && { heardUntilMs: memory.last.atMs }),
  });
  const lastOlRuntimeS =
    status === "ol" ? (last.runtimeS ?? memory.lastOlRuntimeS) : memory.lastOlRuntimeS;
  const runtime = runtimeAfter(memory.runtime, last);
  return {
    ...rest,
    last,
    spans,
    episodesAtMs,
    outage,
    line: status === "off" ? memory.line : status,
    fsd: isRestored ? fsdOnceRestored(fsd) : fsd,
    ...(flags.includes("FSD") ? {} : { fsdClearIn: session }),
    ...(lastOlRuntimeS !== undefined && { lastOlRuntimeS }),
    ...(runtime && { runtime }),
    ears: { ...memory.ears, missedPolls: 0 },
    isCorroborated: false,
    wasDriverCured: memory.wasDriverCured && !isRestored,
    wasUpsdCured: memory.wasUpsdCured && fsd !== "none",
  };
}

/** Bad polls in a row after this event, and whether it was one of them. */
function counted(
  { polls, poll }: VerdictRow,
  facts: Facts,
  kind: PollKind,
): { readonly bad: number; readonly badAtMs?: number; readonly counts: boolean } {
  const { bad, badAtMs } = facts.memory;
  const says = kind !== undefined && polls === kind ? poll?.(facts) : "neither";
  if (says === "resets") return { bad: 0, counts: false };
  // Readings that waited somewhere come all at once: together they are one poll.
  const isApart = badAtMs === undefined || isSpaced(badAtMs, facts.atMs, facts.context.policy);
  if (says !== "counts" || !isApart) return { bad, counts: false };
  return { bad: bad + 1, badAtMs: facts.atMs, counts: true };
}

/** What follows from the row that holds. */
function concluded(row: VerdictRow, facts: Facts, count: ReturnType<typeof counted>): UpsStepped {
  const { memory, atMs, context } = facts;
  const { bad, counts, ...badAt } = count;
  // Counted to the end and still so: maintenance may have held it back, and meanwhile it may have become better.
  const isCounted = bad >= context.policy.debouncePolls && row.poll?.(facts) === "counts";
  const isDue = row.fires?.(facts) || (isCounted && !facts.mayBeDrop);
  const hadFired = memory.outage.open?.firedRow !== undefined;
  const wouldFire = isDue && !hadFired && mayJudge(row, facts);
  const isHeldBack = wouldFire && context.isInhibited && (row.isHeldBack?.(facts) ?? true);
  const firesNow = wouldFire && !isHeldBack;
  const isTest = row.row === 8;
  const until = isTest ? pausedOutage(memory.outage, atMs) : memory.outage;
  const outage = firesNow ? firedOutage(until, row.row) : until;
  const rowSinceMs = memory.row === row.row ? (memory.rowSinceMs ?? atMs) : atMs;
  const why = row.why(facts);
  const outcome = {
    facts,
    row: row.row,
    why,
    isHeldBack,
    heldMs: atMs - rowSinceMs,
    isOutageOpen: outage.open !== undefined,
  };
  const { lasting, effects, texts } = alarmsAfter(memory.alarms, outcome);
  const cures = curesFor(outcome);
  const beside = besideAfter(memory.beside, facts.mainsBeside, memory.ears);
  return {
    memory: {
      ...memory,
      ...(beside && { beside }),
      ...badAt,
      bad,
      spans: isTest ? spansInTest(memory.spans) : memory.spans,
      outage,
      ...(isTest && { testsAtMs: testsAfter(memory) }),
      row: row.row,
      rowSinceMs,
      alarms: lasting,
      isCorroborated: facts.isCorroborated,
      wasDriverCured: memory.wasDriverCured || cures.some(({ kind }) => kind === "restart-driver"),
      wasUpsdCured: memory.wasUpsdCured || cures.some(({ kind }) => kind === "restart-upsd"),
    },
    judgement: {
      row: row.row,
      verdict: row.verdict,
      why,
      counts,
      bad,
      firesNow,
      hasFired: firesNow || hadFired,
      ...viewOf(facts),
      ...(row.row === 6 &&
        memory.spans.olMs !== undefined && { onMainsSinceMs: memory.spans.olMs }),
      outage: outage.number,
      isOutageOpen: outcome.isOutageOpen,
      heldMs: outcome.heldMs,
    },
    cures,
    alarms: effects,
    alarmTexts: texts,
  };
}

/**
 * Whether this may be acted on. A forced shutdown is, at once. All else waits until our own ears were open long
 * enough: for a silence to be one, and for what had waited for us to be heard to its end.
 */
function mayJudge({ row }: VerdictRow, facts: Facts): boolean {
  if (row === 1) return true;
  return facts.isUnheard ? facts.hasListened : hasSettled(facts);
}

function viewOf(facts: Facts) {
  const { memory, ageMs, runtimeLeftS, onBatteryMs, chargePercent, isFeasible } = facts;
  const { last, lastOlRuntimeS, publisher } = memory;
  return {
    line: facts.line,
    comms: facts.isPublisherSilent || !publisher ? "silent" : publisher.comms,
    flags: last?.flags ?? [],
    isRestored: facts.isRestored,
    isOffHeld: facts.isOffHeld,
    isBackBeside: facts.isBackBeside,
    isLbHeld: facts.isLbHeld,
    ...(last && { ageMs }),
    ...(last?.runtimeS !== undefined && { runtimeS: last.runtimeS }),
    ...(runtimeLeftS !== undefined && { runtimeLeftS }),
    ...(chargePercent !== undefined && { chargePercent }),
    ...(last?.loadPercent !== undefined && { loadPercent: last.loadPercent }),
    ...(onBatteryMs !== undefined && { onBatteryMs }),
    ...(isFeasible !== undefined && { isFeasible }),
    ...(lastOlRuntimeS !== undefined && { lastOlRuntimeS }),
  } as const;
}
