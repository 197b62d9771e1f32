/** From UPSes that have fired to a run: the first begins it, later ones join it and may widen it (POWER-DESIGN E). */
import type { CoordinatorState } from "./coordinator-state.ts";
import { upsOf } from "./coordinator-state.ts";
import { type Affected, affectedBy, type FeedEvidence } from "./feeds.ts";
import type { CoordinatorEffect, PowerConfig } from "./model.ts";
import { isShutting, type OpenRun, type Shutting } from "./phases.ts";
import { keyOf, keysOf, runOf, withCovered } from "./triggers.ts";
import { feedEvidence, isFiring } from "./watching.ts";

/** A moment, the configuration in it, and where effects are put down. */
export interface Moment {
  readonly atMs: number;
  readonly config: PowerConfig;
  readonly effects: CoordinatorEffect[];
}

/** UPSes that have fired and whose mains are not back. */
export function firingOf(state: CoordinatorState, config: PowerConfig): readonly string[] {
  const firing: string[] = [];
  for (const ups of config.upses) {
    if (isFiring(state, ups)) firing.push(ups.name);
  }
  return firing;
}

/** Nodes that lose their power by what is held to be true now; of UPSes that `counts` has not nothing is held. */
export function affectedNow(
  state: CoordinatorState,
  config: PowerConfig,
  counts: (ups: string) => boolean = () => true,
): Affected {
  const evidence: Record<string, FeedEvidence> = {};
  for (const ups of config.upses) {
    if (counts(ups.name)) evidence[ups.name] = feedEvidence(state, ups);
  }
  return affectedBy(evidence, config);
}

/** Begins a run for what has fired, or has it join the one that is under way. */
export function withCauses(state: CoordinatorState, moment: Moment): CoordinatorState {
  const { phase } = state;
  if (phase.at === "self-off") return state;
  const firing = firingOf(state, moment.config);
  if (firing.length === 0) return state;
  const isFresh = (ups: string) => runOf(state, keyOf(state, ups)) === undefined;
  const fresh = firing.filter(isFresh);
  if (isShutting(phase)) return joined(state, { ...moment, phase, firing, fresh });
  const [first] = fresh;
  // An outage that has had its run, be it a dry one, has no second.
  if (first === undefined) return withKeys(state, firing);
  const affected = affectedNow(state, moment.config);
  if (affected.scope.length === 0) return state;
  return begun(state, { ...moment, affected, firing, first });
}

function begun(
  state: CoordinatorState,
  of: Moment & {
    readonly affected: Affected;
    readonly firing: readonly string[];
    readonly first: string;
  },
): CoordinatorState {
  const { affected, firing, first, effects } = of;
  const run = state.lastRun + 1;
  const key = keyOf(state, first);
  const reason = reasonOf(state, first, affected);
  const { scope } = affected;
  const open: OpenRun = {
    run,
    key,
    reason,
    scope,
    causes: firing,
    toldMs: {},
    gone: [],
    isHeld: false,
  };
  effects.push({ kind: "begin-run", run, key, reason, scope });
  const keys = firing.flatMap((ups) => keysOf(state, ups));
  return withCovered({ ...state, lastRun: run, phase: { at: "running", open } }, { keys, run });
}

function joined(
  before: CoordinatorState,
  of: Moment & {
    readonly phase: Exclude<Shutting, { at: "self-off" }>;
    readonly firing: readonly string[];
    readonly fresh: readonly string[];
  },
): CoordinatorState {
  const { phase, firing, fresh, config, effects } = of;
  const { open } = phase;
  const keys = firing.flatMap((ups) => keysOf(before, ups));
  const state = withCovered(before, { keys, run: open.run });
  const newCauses = firing.filter((ups) => !open.causes.includes(ups));
  const affected = affectedNow(state, config);
  const added = affected.scope.filter((node) => !open.scope.includes(node));
  const causes = newCauses.length === 0 ? open.causes : [...open.causes, ...newCauses];
  // Who gave up, or was called off, is asked again for an outage that it knows nothing of.
  const isAskedAgain = fresh.length > 0 && open.ended !== undefined && open.ended !== "done";
  if (added.length === 0 && !isAskedAgain) {
    return newCauses.length === 0
      ? state
      : { ...state, phase: { ...phase, open: { ...open, causes } } };
  }
  const scope = [...open.scope, ...added];
  const [cause = open.key] = [...newCauses, ...firing];
  const reason = reasonOf(state, cause, affected);
  effects.push({ kind: "widen-run", run: open.run, reason, scope });
  const { ended: _, ...working } = open;
  return { ...state, phase: { ...phase, open: { ...working, causes, scope } } };
}

/** What fired has had its run, so that by whatever name it is asked for it has none any more. */
function withKeys(before: CoordinatorState, firing: readonly string[]): CoordinatorState {
  let state = before;
  for (const ups of firing) {
    const run = runOf(state, keyOf(state, ups));
    if (run !== undefined) state = withCovered(state, { keys: keysOf(state, ups), run });
  }
  return state;
}

function reasonOf(state: CoordinatorState, ups: string, { why }: Affected): string {
  const said = state.triggers[ups]?.reason ?? upsOf(state, ups).judgement?.why;
  return `${ups}: ${said}; ${why}`.slice(0, 1024);
}
