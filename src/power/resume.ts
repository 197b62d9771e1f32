/** What a successor gives again, as nobody knows whether it was carried out: only what may be done twice. */
import type { CoordinatorState } from "./coordinator-state.ts";
import type { CoordinatorEffect } from "./model.ts";
import { isShutting, startUpEffect, withOwed } from "./phases.ts";
import { runOf } from "./triggers.ts";

/**
 * Effects to be carried out after a restart, before anything else happens: the run or the startup that is under way,
 * by the number it has, whose executor goes on where its journal ends; answers; and alarms, as whoever tells people
 * has forgotten them. Guards are told again by the first tick.
 */
export function resume(state: CoordinatorState): readonly CoordinatorEffect[] {
  return [...ofRun(state), ...acks(state), ...alarms(state)];
}

function ofRun({ phase, fluxBranch, owed }: CoordinatorState): readonly CoordinatorEffect[] {
  if (phase.at === "starting") {
    return [startUpEffect(phase, fluxBranch), ...calledOff(phase.run, phase.isCancelled)];
  }
  if (!isShutting(phase)) return [];
  const { run, key, reason, scope, isHeld, ended, ordered, causes, edition, isCancelled } =
    phase.open;
  if (phase.at === "self-off") {
    return [{ kind: "power-off-self", run, reason: phase.reason, killpower: phase.killpower }];
  }
  if (ended !== undefined) return [];
  const begin: CoordinatorEffect = {
    ...({ kind: "begin-run", run, key, reason, scope } as const),
    ...(ordered && { ordered }),
    ...(edition !== undefined && { edition }),
    ...withOwed(owed),
  };
  const takenOver: readonly CoordinatorEffect[] =
    ordered && causes.length > 0
      ? [{ kind: "widen-run", run, reason, scope, ...(edition !== undefined && { edition }) }]
      : [];
  const ended_ = calledOff(run, isCancelled);
  if (!isHeld) return [begin, ...takenOver, ...ended_];
  return [
    begin,
    ...takenOver,
    ...ended_,
    { kind: "hold-run", run, reason: "it was held before the restart" },
  ];
}

function calledOff(run: number, isCancelled: true | undefined): readonly CoordinatorEffect[] {
  const reason = "it was called off before the restart";
  return isCancelled ? [{ kind: "cancel-run", run, reason }] : [];
}

function acks(state: CoordinatorState): readonly CoordinatorEffect[] {
  return Object.entries(state.peers).flatMap(([host, { trigger }]): CoordinatorEffect[] => {
    const run = trigger === undefined ? undefined : runOf(state, trigger);
    if (trigger === undefined || run === undefined) return [];
    return [{ kind: "ack", host, triggerId: trigger, run }];
  });
}

function alarms({ alarms, upsAlarms }: CoordinatorState): readonly CoordinatorEffect[] {
  return Object.entries({ ...upsAlarms, ...alarms }).map(([id, { severity, text }]) => ({
    kind: "alarm",
    id,
    severity,
    text,
  }));
}
