/** What a peer thinks, for people and metrics. Derived: nothing is decided by it. */
import { formatDuration } from "../core/duration.ts";
import type { PowerConfig, PowerView, UpsConfig } from "./model.ts";
import { isToldNow, ownUpsOf, type PeerState, thresholdOf } from "./peer-state.ts";
import { alarmView, type Budgeted, conditionOf, upsView } from "./view.ts";

/** The view at a moment. Of UPSes that other hosts read only the names are in it: what they say is theirs to show. */
export function viewOfPeer(state: PeerState, config: PowerConfig, nowMs: number): PowerView {
  const atMs = Math.max(state.atMs, nowMs);
  const isOwn = ({ host }: UpsConfig) => host === config.self;
  const own = config.upses.filter(isOwn).map((ups) => oneUps(state, { ups, config, atMs }));
  const others = config.upses
    .filter((ups) => !isOwn(ups))
    .map((ups) => {
      const view = oneUps(state, { ups, config, atMs });
      return { ...view, why: `${ups.host} reads it` };
    });
  const alarms = alarmView({ ...state.upsAlarms, ...state.alarms }, atMs);
  const run = state.told?.run ?? runCalled(state);
  const { heardMs, coordinatorHash, inhibit } = state;
  return {
    host: config.self,
    role: "peer",
    ...conditionOf({
      shutting: whyShutting(state, atMs),
      upses: own,
      alarms,
      notes: calls(state, config, atMs),
    }),
    phase: "watching",
    upses: [...own, ...others],
    alarms,
    peers: [
      {
        host: config.coordinator,
        publisher: "unknown",
        ...(heardMs !== undefined && { ageMs: Math.round(atMs - heardMs) }),
        ...(coordinatorHash !== undefined && { configHash: coordinatorHash }),
      },
    ],
    ...(run !== undefined && { run }),
    ...(inhibit &&
      inhibit.untilMs > atMs && {
        inhibit: {
          leftMs: Math.round(inhibit.untilMs - atMs),
          reason: inhibit.reason,
          by: inhibit.by,
        },
      }),
    startGate: { open: false, why: `${config.coordinator} decides on a startup` },
  };
}

function oneUps(
  state: PeerState,
  { ups, config, atMs }: { ups: UpsConfig; config: PowerConfig; atMs: number },
): PowerView["upses"][number] {
  const isTold = Object.hasOwn(state.thresholdS, ups.name);
  const budget: Budgeted = {
    ...thresholdOf(state, ups, config),
    source: isTold ? "runs" : "default",
    runs: 0,
    debouncePolls: config.policy.debouncePolls,
  };
  return upsView(ups, { ...ownUpsOf(state, ups.name), budget, atMs });
}

/** What the coordinator has answered to calls of this host. */
function calls(
  { upses }: PeerState,
  { coordinator }: PowerConfig,
  atMs: number,
): readonly string[] {
  return Object.entries(upses).flatMap(([ups, { call }]) => {
    if (call?.run === undefined) return [];
    const ago = formatDuration(1000 * Math.round((atMs - (call.answeredMs ?? atMs)) / 1000));
    return [`${coordinator} has begun run ${call.run} for ${ups}: it answered so ${ago} ago`];
  });
}

function runCalled({ upses }: PeerState): number | undefined {
  return Object.values(upses).find(({ call }) => call?.run !== undefined)?.call?.run;
}

function whyShutting(state: PeerState, atMs: number): string | undefined {
  const { localShutdown, told, upses } = state;
  if (told && isToldNow(state, atMs)) return `run ${told.run} told this host to power off`;
  if (!localShutdown || !upses[localShutdown.ups]?.judgement?.isOutageOpen) return undefined;
  return `this host stops itself: ${localShutdown.reason}`;
}
