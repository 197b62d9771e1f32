import {
  hashAlarm,
  inhibitAlarm,
  onBatteryAlarm,
  onBatteryId,
  type WantedAlarm,
  whyOffBattery,
} from "./alarms.ts";
import { isRunningOut, isSilent } from "./calls.ts";
import type { PowerConfig } from "./model.ts";
import { isToldNow, type OwnUps, type PeerState, peerOf } from "./peer-state.ts";

/** What there is to be said by a peer, besides what the verdict on each UPS says. */
export function peerAlarms(state: PeerState, config: PowerConfig, atMs: number): WantedAlarm[] {
  const wanted: WantedAlarm[] = [];
  for (const [name, own] of Object.entries(state.upses)) {
    wanted.push(...ofUps(name, own, { state, config, atMs }));
  }
  const { inhibit, coordinatorHash, localShutdown } = state;
  const { configHash, coordinator } = config;
  if (configHash !== undefined && coordinatorHash !== undefined && coordinatorHash !== configHash) {
    wanted.push(hashAlarm(coordinator, coordinatorHash, configHash));
  }
  if (inhibit) wanted.push(inhibitAlarm(inhibit, atMs));
  if (localShutdown && !isToldNow(state, atMs) && isOut(state, localShutdown.ups)) {
    const text = `this host stops itself: ${localShutdown.reason}`;
    wanted.push({ id: `local-shutdown:${localShutdown.ups}`, severity: "critical", text });
  }
  return wanted;
}

/** What has ended one of them, where that is not plain. */
export function whyPeerAlarmOver(
  id: string,
  state: PeerState,
  { upses, coordinator }: PowerConfig,
): string | undefined {
  const unanswered = upses.find(({ name }) => id === noAckId(name));
  if (unanswered) {
    const { name } = unanswered;
    const own = state.upses[name];
    // That the mains came back is no sign of life of the coordinator.
    if (!own || !isRunningOut(own)) return `over: ${name} runs out no more: nothing is called for`;
    const { run } = own.call ?? {};
    const what = run === undefined ? "it begins no shutdown now" : `run ${run}`;
    return `over: ${coordinator} has answered the call for ${name}: ${what}`;
  }
  const ups = upses.find(({ name }) => id === onBatteryId(name));
  return ups && whyOffBattery(ups, state.upses[ups.name] ?? {});
}

function noAckId(ups: string): string {
  return `no-ack:${ups}`;
}

function isOut(state: PeerState, ups: string): boolean {
  return state.upses[ups]?.judgement?.isOutageOpen === true;
}

function ofUps(
  name: string,
  own: OwnUps,
  of: { readonly state: PeerState; readonly config: PowerConfig; readonly atMs: number },
): WantedAlarm[] {
  const { state, config, atMs } = of;
  const { judgement, call } = own;
  const wanted: WantedAlarm[] = [];
  if (judgement?.isOutageOpen && judgement.row !== 8) {
    wanted.push(onBatteryAlarm(name, judgement));
  }
  if (!call || !isRunningOut(own)) return wanted;
  const { forwardTimeoutMs, fallbackLocalShutdown } = peerOf(config);
  const rest = fallbackLocalShutdown ? "this host stops itself in time" : "nothing is done here";
  const { coordinator } = config;
  if (call.run === undefined && atMs - (call.answeredMs ?? call.sinceMs) >= forwardTimeoutMs) {
    const text = `${coordinator} does not answer the call for a shutdown for ${name}: it is called again, and ${rest}`;
    wanted.push({ id: noAckId(name), severity: "critical", text });
  }
  if (call.run === undefined && call.refusal !== undefined) {
    const text = `${coordinator} begins no shutdown for ${name}: ${call.refusal}`;
    wanted.push({ id: `refused:${name}`, severity: "warning", text });
  }
  if (isSilent(call, state, atMs)) {
    const text = `nothing is heard of run ${call.run} of ${coordinator} for ${name}: it is called again, and ${rest}`;
    wanted.push({ id: `run-silent:${name}`, severity: "critical", text });
  }
  return wanted;
}
