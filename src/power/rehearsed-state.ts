/**
 * What is decided while runs are rehearsed is believed by nobody who carries runs out: of an order that was rehearsed
 * nothing is to be undone, and an outage whose run was rehearsed has had none. What was seen, and numbers, hold for both.
 */
import type { CoordinatorState } from "./coordinator-state.ts";
import { inAnotherBoot, owedAfter } from "./phases.ts";

/** What holds for a daemon that carries runs out, as the last one has left it. */
export type RealDecisions = Pick<
  CoordinatorState,
  "phase" | "covered" | "owed" | "roused" | "ownFsd" | "intent" | "fluxBranch"
>;

/** The state of a daemon that rehearses runs, by what a life before it has left: what was real is kept beside. */
export function asRehearsal(state: CoordinatorState): CoordinatorState {
  return state.real ? state : { ...state, real: realIn(state) };
}

/** The state of a daemon that carries runs out: what was rehearsed meanwhile is forgotten. */
export function asReal(state: CoordinatorState): CoordinatorState {
  if (!state.real) return state;
  const { real, intent: _, fluxBranch: _branch, ...seen } = state;
  // Each UPS is judged anew, by what is heard now: only what is news is decided about.
  const upses = Object.fromEntries(
    Object.entries(state.upses).map(([name, { judgement: _old, judgedMs: _at, ...ups }]) => [
      name,
      ups,
    ]),
  );
  return { ...seen, ...real, upses };
}

/** What was real as another boot finds it. */
export function realInAnotherBoot(real: RealDecisions, atMs: number): RealDecisions {
  const phase = inAnotherBoot(real.phase, atMs);
  // Who was told by a run that is over in this boot is to be woken.
  const owed = phase.at === "owing" ? owedAfter(real.owed, real.phase) : real.owed;
  return { ...real, phase, owed, roused: [] };
}

/** The state after a rehearsed run: the order that it was begun by is over with it, and one that was real holds again. */
export function withoutRehearsed(state: CoordinatorState, run: number): CoordinatorState {
  if (state.intent?.run !== run) return state;
  const { intent: _, ...rest } = state;
  const before = state.real?.intent;
  return before ? { ...rest, intent: before } : rest;
}

function realIn(state: CoordinatorState): RealDecisions {
  const { phase, covered, owed, roused, ownFsd, intent, fluxBranch } = state;
  return {
    ...{ phase, covered, owed, roused, ownFsd },
    ...(intent && { intent }),
    ...(fluxBranch !== undefined && { fluxBranch }),
  };
}
