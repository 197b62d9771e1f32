/**
 * What people are told: each thing once when it begins, and once when it is over, by an id that lasts with it. While it
 * lasts its text follows what it is about, and it is told anew where that is another thing. Nothing here decides anything. Alarms of single UPSes come with their verdict; those of the whole are in the table below.
 */

import { formatDuration } from "../core/duration.ts";
import { whyAsleep } from "./asleep.ts";
import type { Moment } from "./causes.ts";
import { type CoordinatorState, type LastingAlarm, upsOf } from "./coordinator-state.ts";
import { listOf } from "./feeds.ts";
import type { Inhibit } from "./inhibit.ts";
import type { AlarmEffect, UpsConfig } from "./model.ts";
import { type Owing, openRunOf, type Phase, type Watching } from "./phases.ts";
import { intentMaxAgeMs } from "./policy.ts";
import { startGate } from "./start-gate.ts";
import { wakeableOf, whyWaits } from "./supply.ts";
import type { UpsJudgement, UpsStepped } from "./ups.ts";
import { isBack } from "./watching.ts";

/** An alarm that there is a reason for. */
export interface WantedAlarm {
  readonly id: string;
  readonly severity: LastingAlarm["severity"];
  /** As it is now. */
  readonly text: string;
  /** What of it is news when it changes, as who is meant; absent: nothing. Numbers that move with each poll are none. */
  readonly about?: string;
}

/** By id, what lasts. */
export type Alarms = Readonly<Record<string, LastingAlarm>>;

/** A trigger that was none of its host's is told of for so long. */
const forgedForMs = 900_000;

/** Alarms with those of a UPS begun and ended as its verdict says, and with the texts that they have now. */
export function withUpsAlarms(
  before: Alarms,
  { alarms: effects, alarmTexts }: Pick<UpsStepped, "alarms" | "alarmTexts">,
  atMs: number,
): Alarms {
  let alarms = before;
  for (const [id, text] of Object.entries(alarmTexts)) {
    const known = alarms[id];
    if (known && known.text !== text) alarms = { ...alarms, [id]: { ...known, text } };
  }
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

/**
 * Alarms as they are wanted now, and what is to be said of the difference. `whyOver`: what has ended one, where that is
 * not plain from its text.
 */
export function alarmsAsWanted(
  before: Alarms,
  wanted: readonly WantedAlarm[],
  {
    atMs,
    whyOver,
  }: { readonly atMs: number; readonly whyOver: (id: string) => string | undefined },
): { readonly alarms: Alarms; readonly effects: readonly AlarmEffect[] } {
  const effects: AlarmEffect[] = [];
  const ids = new Set(wanted.map(({ id }) => id));
  const kept = Object.entries(before).filter(([id]) => ids.has(id));
  const alarms: Record<string, LastingAlarm> = Object.fromEntries(kept);
  const over = Object.keys(before).filter((id) => !ids.has(id));
  let isSame = over.length === 0;
  for (const { id, severity, text, about } of wanted) {
    const known = before[id];
    if (known?.text === text && known.about === about) continue;
    isSame = false;
    const sinceMs = known?.sinceMs ?? atMs;
    alarms[id] = { severity, text, sinceMs, ...(about !== undefined && { about }) };
    if (!known || known.about !== about) effects.push({ kind: "alarm", id, severity, text });
  }
  for (const id of over) {
    const text = whyOver(id);
    effects.push({ kind: "alarm-over", id, ...(text !== undefined && { text }) });
  }
  return { alarms: isSame ? before : alarms, effects };
}

/** The state with the coordinator's own alarms as they are now. */
export function withAlarms(state: CoordinatorState, moment: Moment): CoordinatorState {
  const { atMs, config } = moment;
  const whyOver = (id: string) => {
    if (id.startsWith(shutdownPrefix)) return overShutdown(id.slice(shutdownPrefix.length), state);
    const ups = config.upses.find(({ name }) => id === onBatteryId(name));
    return ups && whyOffBattery(ups, upsOf(state, ups.name));
  };
  const wanted = wantedOf(state, moment);
  const { alarms, effects } = alarmsAsWanted(state.alarms, wanted, { atMs, whyOver });
  moment.effects.push(...effects);
  return alarms === state.alarms ? state : { ...state, alarms };
}

function wantedOf(state: CoordinatorState, { atMs, config }: Moment): WantedAlarm[] {
  return [
    ...ofStartup(state, atMs),
    ...ofRun(state),
    ...ofLeftOut(state, { atMs, config }),
    ...ofPeers(state, { atMs, hash: config.configHash }),
    ...config.upses.flatMap((ups) => ofUps(state, ups)),
    ...(state.inhibit ? [inhibitAlarm(state.inhibit, atMs)] : []),
  ];
}

/** Said of maintenance, here and by a peer. */
export function inhibitAlarm({ by, reason, untilMs }: Inhibit, atMs: number): WantedAlarm {
  // To the second: the clock of a boot counts finer.
  const left = formatDuration(Math.max(1, Math.round((untilMs - atMs) / 1000)) * 1000);
  const text =
    `maintenance by ${by} for another ${left}: ${reason}; nothing but a forced shutdown ` +
    "or a low battery that lasts begins a shutdown";
  return { id: "inhibit", severity: "info", text, about: `${by} ${untilMs} ${reason}` };
}

/** Said of an outage, here and by a peer. */
export function onBatteryAlarm(name: string, { line, why }: UpsJudgement): WantedAlarm {
  // An outage is open until the mains are back for good, and an order to shut down opens one on mains.
  const what = line === "ob" ? "is on battery: " : "has an outage that is not over: ";
  const isSaid = why.startsWith("on battery");
  const text = `${name} ${isSaid ? "is " : what}${why}`;
  return { id: onBatteryId(name), severity: "warning", text };
}

/** Its id. */
export function onBatteryId(ups: string): string {
  return `on-battery:${ups}`;
}

/** What has ended the alarm of an outage, here and at a peer: mostly the mains, but not always. */
export function whyOffBattery(
  { name, host }: UpsConfig,
  of: { readonly judgement?: UpsJudgement; readonly isAsleep?: boolean },
): string | undefined {
  const { judgement, isAsleep } = of;
  if (isAsleep) {
    return `${name} was on battery, and is heard no more: ${host} was told to power off; nobody tells whether its mains are back`;
  }
  if (judgement?.row === 8) return `over: ${name} was on battery: it is a test that draws it now`;
  return judgement?.isRestored
    ? `over: ${name} was on battery: its mains are back for good`
    : undefined;
}

const shutdownPrefix = "shutdown:";

/** What follows a shutdown that is under way no more: it is not over with that for whoever waits for the cluster. */
function overShutdown(run: string, { phase }: CoordinatorState): string | undefined {
  const open = openRunOf(phase);
  if (open) return `shutdown ${run} is over: shutdown ${open.run} has taken its place`;
  switch (phase.at) {
    case "starting":
      return `shutdown ${run} is over: startup ${phase.run} brings up what is down`;
    case "owing":
      return `shutdown ${run} is over: a startup is owed, and begins when mains and batteries let it`;
    default:
      return undefined;
  }
}

/** Nodes that stay off as their batteries do not have enough. */
function ofLeftOut(
  state: CoordinatorState,
  { atMs, config }: Pick<Moment, "atMs" | "config">,
): readonly WantedAlarm[] {
  const { phase } = state;
  const cure = "`hecate startup --execute --ignore-charge` does not wait";
  if (phase.at === "starting") {
    const waits = whyWaits(state, config);
    if (waits === undefined) return [];
    const text = `startup ${phase.run} waits for nodes that the cluster cannot do without (${waits}): ${cure}`;
    return [{ id: `startup-waits:${phase.run}`, severity: "warning", text }];
  }
  if (phase.at !== "owing" || !phase.rest) return [];
  const { rest } = phase;
  const gate = startGate(state, { config, causes: undefined, atMs });
  const why =
    wakeableOf(state, rest, { config }).why ?? (gate.isOpen ? "there is by now" : gate.why);
  const text = `the startup has left out ${listOf(rest)} (${why}): another one follows by itself when there is enough; ${cure}`;
  return [{ id: "left-out", severity: "warning", text, about: rest.join(" ") }];
}

/** What the last startup has left undone, while none is under way or due. */
function ofStartup(state: CoordinatorState, atMs: number): readonly WantedAlarm[] {
  const { phase, owed, intent, registered } = state;
  if (!isQuiet(phase)) return [];
  const { failed } = phase;
  if (failed && atMs - failed.atMs < intentMaxAgeMs) {
    const text = `startup ${failed.run} was not carried to its end: see what it left undone; \`hecate startup --execute\` goes on with it`;
    return [{ id: `startup-failed:${failed.run}`, severity: "critical", text }];
  }
  const rest = (phase.at === "owing" && phase.rest) || [];
  const missing = owed.filter((node) => !rest.includes(node) && !registered.includes(node));
  if (missing.length === 0 || intent) return [];
  const text = `${listOf(missing)} did not come up after the startup: what was started is without them`;
  return [{ id: "not-woken", severity: "warning", text, about: missing.join(" ") }];
}

/** Whether nothing is under way, and nothing due but for nodes that were left out. */
function isQuiet(phase: Phase): phase is Watching | Owing {
  return phase.at === "watching" || (phase.at === "owing" && phase.rest !== undefined);
}

function ofRun(state: CoordinatorState): WantedAlarm[] {
  const { phase } = state;
  const open = openRunOf(phase);
  if (!open) return [];
  const { run, reason, wider } = open;
  const more = wider === undefined ? "" : `; made wider since: ${wider}`;
  const text = `shutdown ${run}: ${reason}${more}`;
  const about = wider === undefined ? {} : { about: wider };
  const wanted: WantedAlarm[] = [
    { id: `${shutdownPrefix}${run}`, severity: "critical", text, ...about },
  ];
  if (open.ended === "failed") {
    const text = `shutdown ${open.run} came to a bad end, and the battery goes on running out`;
    wanted.push({ id: `shutdown-failed:${open.run}`, severity: "critical", text });
  }
  const empty = open.ended === "cancelled" ? open.causes.filter((ups) => !isBack(state, ups)) : [];
  if (empty.length > 0) {
    const text = `shutdown ${open.run} was cancelled, and ${listOf(empty)} runs out`;
    const id = `shutdown-cancelled:${open.run}`;
    wanted.push({ id, severity: "critical", text, about: empty.join(" ") });
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
    if (!isQuiet(state.phase)) return [];
    const { why, isUp } = whyAsleep(state, { name, host });
    const id = `asleep:${name}`;
    const text = `${name} is not read: ${why}`;
    return [{ id, severity: "warning", text, about: isUp ? "up" : "off" }];
  }
  if (!judgement?.isOutageOpen || judgement.row === 8) return [];
  return [onBatteryAlarm(name, judgement)];
}
