import type { Verdict } from "./judge.ts";
import { reasonOf } from "./reasons.ts";

/** What a policy made of many stories; stories, not hosts, are counted. */
export interface Tally {
  stories: number;
  /** A shutdown begun that nothing called for. */
  needless: number;
  /** A host lost that could have been saved. */
  unclean: number;
  /** A host lost whatever is decided. */
  hopeless: number;
  begun: number;
  /** Begun, and with hindsight nobody would have lost anything without. */
  avoidable: number;
  /** What the first that was needless was begun by. */
  reasons: Record<string, number>;
}

export function emptyTally(): Tally {
  return { stories: 0, needless: 0, unclean: 0, hopeless: 0, begun: 0, avoidable: 0, reasons: {} };
}

export function count(tally: Tally, verdict: Verdict): void {
  tally.stories++;
  const [first] = verdict.needless;
  if (first !== undefined) {
    tally.needless++;
    const reason = reasonOf(first);
    tally.reasons[reason] = (tally.reasons[reason] ?? 0) + 1;
  }
  if (verdict.unclean.length > 0) tally.unclean++;
  if (verdict.hopeless.length > 0) tally.hopeless++;
  if (verdict.hasBegun) tally.begun++;
  if (verdict.isAvoidable) tally.avoidable++;
}

export function sum(one: Tally, other: Tally): Tally {
  const reasons = { ...one.reasons };
  for (const [reason, hits] of Object.entries(other.reasons))
    reasons[reason] = (reasons[reason] ?? 0) + hits;
  return {
    stories: one.stories + other.stories,
    needless: one.needless + other.needless,
    unclean: one.unclean + other.unclean,
    hopeless: one.hopeless + other.hopeless,
    begun: one.begun + other.begun,
    avoidable: one.avoidable + other.avoidable,
    reasons,
  };
}
