import type { Policy } from "./model.ts";
import { fixedPolicy } from "./policy.ts";
import type { Ears } from "./ups-memory.ts";

/**
 * Own ears after an event. A process that has only begun, or that stood still (frozen, suspended, starved: nothing
 * happened to it for two polls), has not listened: what it did not hear in that time proves nothing. So a silence is
 * not acted on until its ears were open for `staleAfterMs`. What one that stood still hears at first may have waited
 * for it, and is heard to its end before anything fires. Lives that end before that are added up: a process that is
 * killed over and over comes to the end of a silence too. Energy knows no such mercy: runtimes are counted down by
 * true time.
 */
export function listening(ears: Ears, atMs: number, policy: Policy): Ears & OpenEars {
  const stallMs = fixedPolicy.stallPolls * policy.pollIntervalMs;
  const { heardNothingMs = 0, ...kept } = ears;
  const { isStarting, lastEventAtMs = atMs, openSinceMs = atMs, stoodStillUntilMs } = ears;
  // A life that was long enough has had its chance, and the next one has its own.
  const earlierMs = heardNothingMs < policy.staleAfterMs ? heardNothingMs : 0;
  const stoodStill = !isStarting && atMs - lastEventAtMs > stallMs;
  const untilMs = stoodStill ? atMs : stoodStillUntilMs;
  return {
    ...kept,
    isStarting: false,
    lastEventAtMs: atMs,
    openSinceMs: isStarting ? atMs - earlierMs : stoodStill ? atMs : openSinceMs,
    ...(untilMs !== undefined && { stoodStillUntilMs: untilMs }),
  };
}

/** Ears that have heard of at least one event. */
interface OpenEars {
  readonly openSinceMs: number;
}

/**
 * The poll of ours that this tick is, as a moment of the beat they have: one each `pollIntervalMs`, also where ticks
 * come early, late, all at once or more often. Undefined: it is none.
 */
export function pollAtMs(ears: Ears, atMs: number, policy: Policy): number | undefined {
  const { polledAtMs } = ears;
  if (polledAtMs === undefined) return atMs;
  if (!isSpaced(polledAtMs, atMs, policy)) return undefined;
  const beats = Math.round((atMs - polledAtMs) / policy.pollIntervalMs);
  return polledAtMs + beats * policy.pollIntervalMs;
}

/** Whether these two moments are far enough apart to be those of two polls. */
export function isSpaced(beforeMs: number, atMs: number, policy: Policy): boolean {
  return atMs - beforeMs >= fixedPolicy.pollSpacing * policy.pollIntervalMs;
}
