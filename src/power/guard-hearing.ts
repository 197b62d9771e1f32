/** Which messages count to the power guard, and by what names it knows an outage. */
import type { PowerGuard } from "../protocol/generated/schemas.ts";
import type { GuardPhase, GuardPolicy, GuardState, Stopping } from "./guard-model.ts";

/** Names that are remembered: more outages or lives than these are not to be confused in one boot. */
const maxRemembered = 16;

/**
 * The state with this message as the last that counted; undefined: it is none that counts. A life that another one has
 * followed is taken up again where the later one has fallen silent and it goes on all the same: then the later one was
 * the ghost.
 */
export function withOrder(
  state: GuardState,
  { life = "", seq }: PowerGuard,
  { bootMs, policy }: { readonly bootMs: number; readonly policy: GuardPolicy },
): GuardState | undefined {
  const { last, formerLives } = state;
  const heard = { life, seq, heardMs: bootMs };
  if (!last) return { ...state, last: heard };
  if (last.life === life) return seq > last.seq ? { ...state, last: heard } : undefined;
  const before = formerLives.find((former) => former.life === life);
  const isLastSilent = bootMs - last.heardMs >= policy.unheardMs;
  if (before && !(isLastSilent && seq > before.seq)) return undefined;
  // hecate was started anew: its count begins again, and what it said before is over.
  const former = [
    ...formerLives.filter((one) => one !== before),
    { life: last.life, seq: last.seq },
  ];
  return { ...state, last: heard, formerLives: former.slice(-maxRemembered) };
}

/** Whether this is a name of the outage that the guard is about. */
export function isCalled(phase: GuardPhase, outage: string): boolean {
  if (phase.at === "idle") return false;
  if (phase.outage === outage) return true;
  return phase.at !== "armed" && phase.formerOutages?.includes(outage) === true;
}

/** A list goes on under the name that its outage has now. */
export function renamed(phase: Stopping, outage: string): Stopping {
  if (phase.outage === outage) return phase;
  const formerOutages = remember(phase.formerOutages ?? [], phase.outage);
  return { ...phase, outage, formerOutages };
}

/** Names with this one as the latest. */
export function remember(names: readonly string[], name: string): readonly string[] {
  return [...names.filter((known) => known !== name), name].slice(-maxRemembered);
}
