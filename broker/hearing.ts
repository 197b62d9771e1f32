/** Lateness of a tick up to this is ordinary; beyond it the process has stood still. */
const ordinaryLatenessMs = 50;
/** An answer of the broker that took longer says that nothing came through meanwhile. */
const ordinaryAnswerMs = 1000;
/** A connection whose broker owes an answer for so long is given up. */
const patienceMs = 5000;

/** How much of the time that passed the manager could have heard somebody in. */
export interface Hearing {
  /** What was sent to the manager before this has arrived. Monotonic, as all times here. */
  readonly upToMonoMs: number;
  readonly lastTickMonoMs: number;
  /** The broker was asked for a sign of life. */
  readonly ask?: { readonly sentMonoMs: number; readonly answeredMonoMs?: number };
  /** The connection was made at this moment, since the last tick. */
  readonly madeMonoMs?: number;
}

/** What judges are told at a tick. */
export interface Judgement {
  /** Judge as if it were this moment: what was said later may be on its way still. */
  readonly upToMonoMs: number;
  /** Time in which nothing could be heard, since the last tick: nobody is blamed for it. */
  readonly stalledMs: number;
  /** Time in which the process stood still; part of `stalledMs`. */
  readonly lateMs: number;
}

/** What happens to the connection at a tick. */
export interface HearingTick {
  readonly monoMs: number;
  readonly tickMs: number;
  readonly isUp: boolean;
  /** Within the process nothing gets lost on the way: the broker need not be asked. */
  readonly isAsked: boolean;
}

/** A manager that has just begun to listen. */
export function firstHearing(monoMs: number): Hearing {
  return { upToMonoMs: monoMs, lastTickMonoMs: monoMs };
}

/** The connection was made anew: an answer owed on the former one never comes. */
export function reconnected(hearing: Hearing, monoMs: number): Hearing {
  const { ask: _, ...rest } = hearing;
  return { ...rest, madeMonoMs: monoMs };
}

/** The broker gave its sign of life. */
export function answered(hearing: Hearing, monoMs: number): Hearing {
  const { ask } = hearing;
  if (!ask || ask.answeredMonoMs !== undefined) return hearing;
  return { ...hearing, ask: { ...ask, answeredMonoMs: monoMs } };
}

/**
 * A look at the clock. A connection can be dead without having ended (a pulled cable, a broker that
 * stands still); to take that for the silence of the nodes would end their jobs. So nodes are judged
 * by what was said up to the last sign of life the broker was asked for and gave; while it owes one,
 * time stands still for them, and when it comes late, or the connection had to be made anew, that
 * time is forgiven.
 */
export function tickHearing(
  hearing: Hearing,
  { monoMs, tickMs, isUp, isAsked }: HearingTick,
): {
  readonly hearing: Hearing;
  readonly judgement: Judgement;
  readonly act: "ask" | "give-up" | "nothing";
} {
  const { ask, madeMonoMs } = hearing;
  const overdueMs = monoMs - hearing.lastTickMonoMs - tickMs;
  const lateMs = overdueMs > ordinaryLatenessMs ? overdueMs : 0;
  const result = (
    upToMonoMs: number,
    stalledMs: number,
    next: Hearing["ask"],
    act: "ask" | "give-up" | "nothing",
  ) => ({
    hearing: {
      upToMonoMs,
      lastTickMonoMs: monoMs,
      ...(next === undefined ? {} : { ask: next }),
    },
    judgement: { upToMonoMs, stalledMs, lateMs },
    act,
  });
  const isAnswered = ask?.answeredMonoMs !== undefined;
  // What the process itself stood still is not the broker's delay.
  const delayMs = ask ? (ask.answeredMonoMs ?? monoMs) - ask.sentMonoMs - lateMs : 0;
  const isBack = isAnswered && delayMs > ordinaryAnswerMs;
  const fresh = { sentMonoMs: monoMs };
  if (!isUp) return result(monoMs, monoMs - hearing.upToMonoMs, undefined, "nothing");
  if (isBack || madeMonoMs !== undefined) {
    const heardFromMonoMs = lateMs > 0 || isBack ? monoMs : (madeMonoMs ?? monoMs);
    const stalledMs = heardFromMonoMs - hearing.upToMonoMs;
    return isAsked
      ? result(heardFromMonoMs, stalledMs, fresh, "ask")
      : result(monoMs, stalledMs, undefined, "nothing");
  }
  if (!isAsked) return result(monoMs, lateMs, undefined, "nothing");
  const upToMonoMs = hearing.upToMonoMs + lateMs;
  if (!ask) return result(upToMonoMs, lateMs, fresh, "ask");
  if (isAnswered) return result(Math.max(upToMonoMs, ask.sentMonoMs), lateMs, fresh, "ask");
  return result(
    upToMonoMs,
    lateMs,
    { sentMonoMs: ask.sentMonoMs + lateMs },
    delayMs > patienceMs ? "give-up" : "nothing",
  );
}
