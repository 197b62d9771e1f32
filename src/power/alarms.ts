/**
 * What people are told: each thing once when it begins, and once when it is over, by an id that lasts with it. Nothing
 * here decides anything. Alarms of single UPSes come with their verdict; those of the whole are in the table below.
 */

import { formatDuration } from "../core/duration.ts";
import type { Moment } from "./causes.ts";
import { type CoordinatorState, type LastingAlarm, upsOf } from "./coordinator-state.ts";
import { listOf } from "./feeds.ts";
import type { AlarmEffect, UpsConfig } from "./model.ts";
import { openRunOf } from "./phases.ts";
import { intentMaxAgeMs } from "./policy.ts";
import { isBack } from "./watching.ts";

/** An alarm that there is a reason for. */
export interface WantedAlarm {
  readonly id: string;
  readonly severity: LastingAlarm["severity"];
  readonly text: string;
}

/** By id, what lasts. */
export type Alarms = Readonly<Record<string, LastingAlarm>>;

/** A trigger that was none of its host's is told of for so long. */
const forgedForMs = 900_000;

/** Alarms with those of a UPS begun and ended as its verdict says. */
export function withUpsAlarms(
  before: Alarms,
  effects: readonly AlarmEffect[],
  atMs: number,
): Alarms {
  let alarms = before;
  for (const effect of effects) {
    if (effect.kind === "alarm") {
      const { id, severity, text } = effect;
      alarms = { ...alarms, [id]: { severity, text, sinceMs: atMs } };
    } else {
      const { [effect.id]: _, ...rest } = alarms;
      alarms = rest;
    }
  }
  return alarms;
}

/** Alarms as they are wanted now, and what is to be said of the difference. The text of one that lasts stays. */
export function alarmsAsWanted(
  before: Alarms,
  wanted: readonly WantedAlarm[],
  atMs: number,
): { readonly alarms: Alarms; readonly effects: readonly AlarmEffect[] } {
  const effects: AlarmEffect[] = [];
  const over = Object.keys(before).filter((id) => !wanted.some((one) => one.id === id));
  const fresh = wanted.filter(({ id }) => !Object.hasOwn(before, id));
  if (over.length === 0 && fresh.length === 0) return { alarms: before, effects };
  for (const { id, severity, text } of fresh) effects.push({ kind: "alarm", id, severity, text });
  for (const id of over) effects.push({ kind: "alarm-over", id });
  const kept = Object.entries(before).filter(([id]) => !over.includes(id));
  const begun = fresh.map(({ id, severity, text }): [string, LastingAlarm] => [
    id,
    { severity, text, sinceMs: atMs },
  ]);
  return { alarms: Object.fromEntries([...kept, ...begun]), effects };
}

/** The state with the coordinator's own alarms as they are now. */
export function withAlarms(state: CoordinatorState, moment: Moment): CoordinatorState {
  const { alarms, effects } = alarmsAsWanted(state.alarms, wantedOf(state, moment), moment.atMs);
  moment.effects.push(...effects);
  return alarms === state.alarms ? state : { ...state, alarms };
}

function wantedOf(state: CoordinatorState, { atMs, config }: Moment): WantedAlarm[] {
  return [
    ...ofRun(state, atMs),
    ...ofPeers(state, { atMs, hash: config.configHash }),
    ...config.upses.flatMap((ups) => ofUps(state, ups)),
    ...(state.inhibit
      ? [inhibitAlarm(state.inhibit.by, state.inhibit.reason, state.inhibit.untilMs - atMs)]
      : []),
  ];
}

/** Said of maintenance, here and by a peer. */
export function inhibitAlarm(by: string, reason: string, forMs: number): WantedAlarm {
  const text =
    `maintenance by ${by} for ${formatDuration(forMs)}: ${reason}; nothing but a forced shutdown ` +
    "or a low battery that lasts begins a shutdown";
  return { id: "inhibit", severity: "info", text };
}

function ofRun(state: CoordinatorState, atMs: number): WantedAlarm[] {
  const { phase } = state;
  const open = openRunOf(phase);
  if (phase.at === "watching") {
    const { failed } = phase;
    const { owed, intent } = state;
    if (owed.length > 0 && !intent && !failed) {
      const text = `${listOf(owed)} did not come up after the startup: what was started is without them`;
      return [{ id: "not-woken", severity: "warning", text }];
    }
    if (!failed || atMs - failed.atMs >= intentMaxAgeMs) return [];
    const text = `startup ${failed.run} was not carried to its end: see what it left undone; \`hecate startup --execute\` goes on with it`;
    return [{ id: `startup-failed:${failed.run}`, severity: "critical", text }];
  }
  if (!open) return [];
  const wanted: WantedAlarm[] = [
    {
      id: `shutdown:${open.run}`,
      severity: "critical",
      text: `shutdown ${open.run}: ${open.reason}`,
    },
  ];
  if (open.ended === "failed") {
    const text = `shutdown ${open.run} came to a bad end, and the battery goes on running out`;
    wanted.push({ id: `shutdown-failed:${open.run}`, severity: "critical", text });
  }
  const empty = open.ended === "cancelled" ? open.causes.filter((ups) => !isBack(state, ups)) : [];
  if (empty.length > 0) {
    const text = `shutdown ${open.run} was cancelled, and ${listOf(empty)} runs out`;
    wanted.push({ id: `shutdown-cancelled:${open.run}`, severity: "critical", text });
  }
  if (phase.at === "self-off") {
    const text = `the coordinator powers itself off: ${phase.reason}`;
    wanted.push({ id: `self-off:${open.run}`, severity: "critical", text });
  }
  return wanted;
}

function ofPeers(
  state: CoordinatorState,
  { atMs, hash }: { readonly atMs: number; readonly hash: string | undefined },
): WantedAlarm[] {
  const told = openRunOf(state.phase)?.toldMs ?? {};
  return Object.entries(state.peers).flatMap(([host, peer]) => {
    const wanted: WantedAlarm[] = [];
    const isOwed = state.owed.includes(host) && !state.roused.includes(host);
    const wasTold = Object.hasOwn(told, host) || isOwed;
    if (peer.publisher === "down" && !wasTold) {
      const text = `${host} reads its UPSes no more: its hecate is down, or its connection is`;
      wanted.push({ id: `publisher-down:${host}`, severity: "warning", text });
    }
    if (hash !== undefined && peer.configHash !== undefined && peer.configHash !== hash) {
      wanted.push(hashAlarm(host, peer.configHash, hash));
    }
    if (peer.forged && atMs - peer.forged.atMs < forgedForMs) {
      const text = `a trigger of ${host} was refused: ${peer.forged.reason}`;
      wanted.push({ id: `forged-trigger:${host}`, severity: "warning", text });
    }
    return wanted;
  });
}

/** Said where two hosts have different configurations, here and by a peer. */
export function hashAlarm(host: string, theirs: string, ours: string): WantedAlarm {
  const text = `${host} has another hecate.yaml (${theirs}) than this host (${ours}): the same file belongs on both`;
  return { id: `config-hash:${host}`, severity: "warning", text };
}

function ofUps(state: CoordinatorState, { name, host }: UpsConfig): WantedAlarm[] {
  const { judgement, isAsleep } = upsOf(state, name);
  if (isAsleep) {
    if (state.phase.at !== "watching") return [];
    const text = `${name} is not read: ${host} was powered off by a run, and has not come back`;
    return [{ id: `asleep:${name}`, severity: "warning", text }];
  }
  if (!judgement?.isOutageOpen || judgement.row === 8) return [];
  // An outage is open until the mains are back for good, and an order to shut down opens one on mains.
  const what = judgement.line === "ob" ? "is on battery" : "has an outage that is not over";
  const text = `${name} ${what}: ${judgement.why}`;
  return [{ id: `on-battery:${name}`, severity: "warning", text }];
}
