/**
 * How a peer asks the coordinator for a shutdown (POWER-DESIGN G): again and again, by the name of the outage, while its
 * UPS runs out. An answer ends it only if it names a run, and only while something is heard of the coordinator.
 */
import type { PeerEffect, PeerInput, PowerConfig, UpsConfig } from "./model.ts";
import {
  type Call,
  type OwnUps,
  ownUpsOf,
  type PeerState,
  peerOf,
  thresholdOf,
} from "./peer-state.ts";
import type { UpsJudgement } from "./ups.ts";

/** Asks the coordinator for a shutdown, again and again while the UPS runs out, until it has one and is heard. */
export function withCalls(
  before: PeerState,
  {
    atMs,
    config,
    effects,
  }: { readonly atMs: number; readonly config: PowerConfig; readonly effects: PeerEffect[] },
): PeerState {
  let state = before;
  for (const ups of config.upses.filter(({ host }) => host === config.self)) {
    const own = ownUpsOf(before, ups.name);
    const { judgement, call, ...rest } = own;
    const publish = (trigger: Call["trigger"]) => {
      effects.push({ kind: "publish-trigger", trigger });
    };
    const set = (next: OwnUps) => {
      state = { ...state, upses: { ...state.upses, [ups.name]: next } };
    };
    if (!judgement?.hasFired) {
      if (call) set(judgement ? { ...rest, judgement } : rest);
    } else if (call?.trigger.outage !== judgement.outage) {
      const trigger = triggerOf(ups, judgement, { state, config });
      publish(trigger);
      set({ ...own, call: { trigger, sinceMs: atMs, publishedMs: atMs } });
    } else if (isRunningOut(own) && isDue(call, { state, atMs, config })) {
      publish(call.trigger);
      set({ ...own, call: { ...call, publishedMs: atMs } });
    }
  }
  return state;
}

/** It has fired, and its mains are not back: what is not so any more is not asked for. */
export function isRunningOut({ judgement }: OwnUps): boolean {
  return (
    judgement?.hasFired === true &&
    (judgement.line !== "ol" || judgement.row === 1 || judgement.row === 4)
  );
}

/** ms after which a coordinator that has acknowledged is taken to be gone, if nothing is heard of it. */
export const runSilentMs = 30_000;

/** Whether nothing is heard of the coordinator since it has acknowledged. */
export function isSilent(call: Call, { heardMs }: PeerState, atMs: number): boolean {
  if (call.run === undefined) return false;
  return atMs - Math.max(call.answeredMs ?? 0, heardMs ?? 0) >= runSilentMs;
}

function isDue(
  call: Call,
  of: { readonly state: PeerState; readonly atMs: number; readonly config: PowerConfig },
): boolean {
  const { state, atMs, config } = of;
  if (call.run !== undefined && !isSilent(call, state, atMs)) return false;
  // Ticks are not to the millisecond: one that comes a little early is not to cost a whole one more.
  const slackMs = config.policy.pollIntervalMs / 10;
  return atMs - call.publishedMs >= peerOf(config).forwardRetryMs - slackMs;
}

function triggerOf(
  ups: UpsConfig,
  j: UpsJudgement,
  of: { readonly state: PeerState; readonly config: PowerConfig },
): Call["trigger"] {
  const { bootId } = of.state;
  const { outage, runtimeLeftS, chargePercent, onBatteryMs } = j;
  const { thresholdS } = thresholdOf(of.state, ups, of.config);
  return {
    id: `${ups.name}:${bootId}:${outage}`,
    ups: ups.name,
    bootId,
    outage,
    reason: j.why.slice(0, 1024),
    evidence: {
      flags: [...j.flags],
      row: j.row,
      thresholdS,
      ...(runtimeLeftS !== undefined && { runtimeS: runtimeLeftS }),
      ...(chargePercent !== undefined && { chargePercent }),
      ...(onBatteryMs !== undefined && { onBatteryS: onBatteryMs / 1000 }),
    },
  };
}

/** Notes an answer of the coordinator; one to another outage says nothing. */
export function answered(
  state: PeerState,
  { triggerId, run, reason }: Extract<PeerInput, { kind: "ack" }>,
  atMs: number,
): PeerState {
  const found = Object.entries(state.upses).find(([, { call }]) => call?.trigger.id === triggerId);
  const [name, own] = found ?? [];
  if (name === undefined || !own?.call) return state;
  const { refusal: _, ...rest } = own.call;
  const call: Call =
    run > 0
      ? { ...rest, answeredMs: atMs, run }
      : { ...rest, answeredMs: atMs, refusal: reason ?? "no reason was told" };
  return { ...state, upses: { ...state.upses, [name]: { ...own, call } } };
}
