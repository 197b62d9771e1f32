/** From UPSes that have fired to a run: the first begins it, later ones join it and may widen it (POWER-DESIGN E). */
import type { CoordinatorState } from "./coordinator-state.ts";
import { upsOf } from "./coordinator-state.ts";
import { type Affected, affectedBy, type FeedEvidence } from "./feeds.ts";
import type { CoordinatorEffect, PowerConfig } from "./model.ts";
import {
  hasHadItsTime,
  isShutting,
  type OpenRun,
  openRunOf,
  owedAfter,
  type Shutting,
  withOwed,
} from "./phases.ts";
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
  const [first] = fresh;
  if (isShutting(phase)) {
    if (first === undefined || !isAnotherOutage(state, { ...moment, open: phase.open, fresh })) {
      return joined(state, { ...moment, phase, firing, fresh });
    }
    const affected = affectedNow(state, moment.config);
    // Who was told by the run that is under way is told nothing more by it: where they are concerned it takes another.
    const isTold = (node: string) => Object.hasOwn(phase.open.toldMs, node);
    if (!affected.scope.some(isTold)) return joined(state, { ...moment, phase, firing, fresh });
    return begun(state, { ...moment, affected, firing, first });
  }
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
  const owed = owedAfter(state.owed, state.phase);
  effects.push({ kind: "begin-run", run, key, reason, scope, ...withOwed(owed) });
  const keys = firing.flatMap((ups) => keysOf(state, ups));
  const told = openRunOf(state.phase)?.toldMs ?? {};
  const roused = state.roused.filter((node) => !Object.hasOwn(told, node));
  return withCovered(
    { ...state, lastRun: run, owed, roused, phase: { at: "running", open } },
    { keys, run },
  );
}

/**
 * Whether what has fired is none of the outage that the run under way is for, so that nodes told by it may have come up
 * again: that UPS had been back for good, or all had that the run was for; or its host was told, has had all the time to
 * be gone, and asks for it, or lets it be seen that a UPS which had fired for this run fires once more.
 */
function isAnotherOutage(
  state: CoordinatorState,
  of: Moment & { readonly open: OpenRun; readonly fresh: readonly string[] },
): boolean {
  const { open, fresh, atMs, config } = of;
  const restored = open.restored ?? [];
  const mainsOf = (ups: string) => config.upses.find(({ name }) => name === ups)?.mains;
  // Nothing is heard of one whose host is off: its mains are back where those of another are.
  const isOver = (ups: string) =>
    restored.includes(ups) ||
    (upsOf(state, ups).isAsleep && restored.some((other) => mainsOf(other) === mainsOf(ups)));
  return open.causes.every(isOver) || fresh.some((ups) => isOver(ups) || wasWoken(ups));

  function wasWoken(ups: string): boolean {
    const isSeenAnew = open.causes.includes(ups) && upsOf(state, ups).judgement?.hasFired === true;
    if (!Object.hasOwn(state.triggers, ups) && !isSeenAnew) return false;
    const host = config.upses.find(({ name }) => name === ups)?.host;
    return host !== undefined && hasHadItsTime(open, { host, atMs, nodes: config.nodes });
  }
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
  const isUnfinished = open.ended !== undefined && open.ended !== "done";
  // An operator's run that a battery needs now goes as far as any.
  const isTakenOver = open.ordered !== undefined && open.causes.length === 0;
  const isAskedAgain =
    isUnfinished && (fresh.length > 0 || isRunningOutAgain(before, open, { firing, config }));
  if (added.length === 0 && !isAskedAgain && !isTakenOver) {
    return newCauses.length === 0
      ? state
      : { ...state, phase: { ...phase, open: { ...open, causes } } };
  }
  const scope = [...open.scope, ...added];
  const [cause = open.key] = [...newCauses, ...firing];
  const reason = reasonOf(state, cause, affected);
  const edition = (open.edition ?? 0) + 1;
  effects.push({ kind: "widen-run", run: open.run, reason, scope, edition });
  const { ended: _e, isRearmed: _r, isCancelled: _c, ...working } = open;
  // It begins where its journal ends.
  const isHeld = open.isHeld && !isAskedAgain;
  // Whether it goes on is decided after this: what is wanted of it may be what a cable that was lost has it seem.
  if (isHeld) effects.push({ kind: "hold-run", run: open.run, reason: "it was held before" });
  const wider = reason;
  return {
    ...state,
    phase: { ...phase, open: { ...working, causes, scope, isHeld, edition, wider } },
  };
}

/**
 * Whether a run that was called off on mains is wanted once more in the same outage: they are gone again, and a UPS has
 * as many bad polls as fire, or what fires without any.
 */
function isRunningOutAgain(
  state: CoordinatorState,
  { isRearmed }: OpenRun,
  { firing, config }: { readonly firing: readonly string[]; readonly config: PowerConfig },
): boolean {
  if (!isRearmed) return false;
  return firing.some((ups) => {
    const { judgement, isAsleep } = upsOf(state, ups);
    // Of what cannot be read there are no polls: its host's word holds.
    if (!judgement || isAsleep || judgement.row === 0 || judgement.row === 3) return true;
    return judgement.verdict === "fire" || judgement.bad >= config.policy.debouncePolls;
  });
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
