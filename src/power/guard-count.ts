/** What an armed power guard makes of the clock: how long the battery lasts, and from when on silence counts. */
import type { PowerGuard } from "../protocol/generated/schemas.ts";
import type { Armed, GuardPhase, GuardPolicy, PoweringOff, Stopping } from "./guard-model.ts";

/** Armed by this message, by what was `known` before. */
export function armedBy(
  { outage, runtimeS, stopBudgetS }: PowerGuard,
  of: { readonly known: GuardPhase; readonly bootMs: number; readonly policy: GuardPolicy },
): Armed {
  const { bootMs, policy } = of;
  const known = of.known.at === "armed" ? of.known : undefined;
  // It may have lain in the socket since the look before the last: the process may have stood still.
  const sinceMs = known?.lookedBeforeMs ?? bootMs;
  // A coordinator that is blind itself says no runtime: the last one goes on, of another outage too.
  const runtime = runtimeS === undefined ? known?.runtime : { leftS: runtimeS, sinceMs };
  return {
    at: "armed",
    outage,
    heardMs: bootMs,
    ...(runtime ? { runtime } : {}),
    stopBudgetS: stopBudgetS ?? known?.stopBudgetS ?? policy.stopBudgetS,
    lookedMs: known?.lookedMs ?? bootMs,
    lookedBeforeMs: sinceMs,
    listenUntilMs: 0,
    hasListened: false,
    isSilent: false,
  };
}

/** A list whose time is over without the node being off was given up by somebody: what it was begun for is heard anew. */
export function armedOnceMore({ outage, begunMs, emptyMs }: Stopping | PoweringOff): Armed {
  const leftS = (emptyMs - begunMs) / 1000;
  return {
    at: "armed",
    outage,
    heardMs: begunMs,
    runtime: { leftS, sinceMs: begunMs },
    // What was left then is what it took to stop.
    stopBudgetS: leftS,
    lookedMs: begunMs,
    lookedBeforeMs: begunMs,
    listenUntilMs: 0,
    hasListened: false,
    isSilent: false,
  };
}

/**
 * Silence counts only once there was time to hear what was said meanwhile, but for one time only. How long that may take
 * at most: a dead connection is noticed late, and is made anew after that; but what it takes to stop is not listened away,
 * beyond the half of it, if not even what is silence to a node that is connected has passed.
 */
export function listening(armed: Armed, bootMs: number, policy: GuardPolicy): Armed {
  if (armed.hasListened) return armed;
  const { unheardMs, longestListenMs } = policy;
  const longestMs = Math.min(longestListenMs, 2.5 * unheardMs);
  const leftS = leftOf(armed, bootMs) ?? Number.POSITIVE_INFINITY;
  const spareMs = Math.max(unheardMs, (leftS - armed.stopBudgetS / 2) * 1000);
  return { ...armed, listenUntilMs: bootMs + Math.min(longestMs, spareMs), hasListened: true };
}

/** Whether the battery should have been empty for a while: the machine that runs is the proof that it was not so. */
export function isOverdue(armed: Armed, bootMs: number, policy: GuardPolicy): boolean {
  const leftS = leftOf(armed, bootMs);
  const leftMs = leftS === undefined ? armed.heardMs + policy.blindMs - bootMs : leftS * 1000;
  return leftMs < -policy.overdueMs;
}

/** Whether what is left is what it takes to stop. */
export function isDue(armed: Armed, bootMs: number, policy: GuardPolicy): boolean {
  return untilDueS(armed, bootMs, policy) <= 0;
}

/** Seconds until then. */
export function untilDueS(armed: Armed, bootMs: number, policy: GuardPolicy): number {
  const leftS = leftOf(armed, bootMs);
  if (leftS === undefined) return (armed.heardMs + policy.blindMs - bootMs) / 1000;
  return leftS - armed.stopBudgetS;
}

/** Seconds that the battery lasts by the count; undefined: nobody ever said. */
export function leftOf({ runtime }: Armed, bootMs: number): number | undefined {
  return runtime && runtime.leftS - (bootMs - runtime.sinceMs) / 1000;
}
