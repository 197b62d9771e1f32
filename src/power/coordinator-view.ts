/** What the coordinator thinks, for people, metrics and power/state. Derived: nothing is decided by it. */
import { whyAsleep } from "./asleep.ts";
import { budgetFor, type CoordinatorState, upsOf } from "./coordinator-state.ts";
import { listOf } from "./feeds.ts";
import type { PowerConfig, PowerView, UpsConfig } from "./model.ts";
import { isShutting, openRunOf, type Phase } from "./phases.ts";
import { startGate } from "./start-gate.ts";
import { alarmView, type Budgeted, conditionOf, upsView } from "./view.ts";

/** The view at a moment. */
export function viewOf(state: CoordinatorState, config: PowerConfig, nowMs: number): PowerView {
  const atMs = Math.max(state.atMs, nowMs);
  const upses = config.upses.map((ups) => oneUps(state, { ups, config, atMs }));
  const alarms = alarmView({ ...state.upsAlarms, ...state.alarms }, atMs);
  const gate = startGate(state, { config, causes: openRunOf(state.phase)?.causes, atMs });
  const hosts = new Set(
    config.upses.map(({ host }) => host).filter((host) => host !== config.self),
  );
  const run = runShown(state);
  return {
    host: config.self,
    role: "coordinator",
    ...conditionOf({
      shutting: whyShutting(state.phase),
      upses,
      alarms,
      notes: notesOf(state),
    }),
    phase: shownPhase(state.phase),
    upses,
    alarms,
    peers: [...hosts].map((host) => {
      const { publisher = "unknown", heardMs, configHash, trigger } = state.peers[host] ?? {};
      return {
        host,
        publisher,
        ...(heardMs !== undefined && { ageMs: Math.round(atMs - heardMs) }),
        ...(configHash !== undefined && { configHash }),
        ...(trigger !== undefined && { trigger }),
      };
    }),
    ...(run > 0 && { run }),
    ...(state.inhibit &&
      state.inhibit.untilMs > atMs && {
        inhibit: {
          leftMs: Math.round(state.inhibit.untilMs - atMs),
          reason: state.inhibit.reason,
          by: state.inhibit.by,
        },
      }),
    startGate: { open: gate.isComplete, why: gate.why.slice(0, 1024) },
  };
}

function oneUps(
  state: CoordinatorState,
  { ups, config, atMs }: { ups: UpsConfig; config: PowerConfig; atMs: number },
): PowerView["upses"][number] {
  const tracked = upsOf(state, ups.name);
  const budget: Budgeted = {
    ...budgetFor(state, ups, config),
    debouncePolls: config.policy.debouncePolls,
  };
  const isTriggered = Object.hasOwn(state.triggers, ups.name);
  const view = upsView(ups, { ...tracked, budget, atMs });
  const fired = view.fired || isTriggered;
  if (!tracked.isAsleep) return { ...view, fired };
  // What it said last is of before its host went, and says nothing of now.
  const { onBatteryS: _on, runtimeLeftS: _left, ...rest } = view;
  const { why } = whyAsleep(state, ups);
  return { ...rest, fired, comms: "silent", line: "unknown", row: 0, verdict: "unknown", why };
}

function runShown({ phase, lastRun }: CoordinatorState): number {
  if (phase.at === "starting") return phase.run;
  return openRunOf(phase)?.run ?? lastRun;
}

/** A startup is none of the phases of a shutdown: nothing is being stopped. */
function shownPhase({ at }: Phase): PowerView["phase"] {
  return at === "starting" || at === "owing" ? "watching" : at;
}

function whyShutting(phase: Phase): string | undefined {
  if (!isShutting(phase)) return undefined;
  const { run, reason, isHeld, toldMs } = phase.open;
  const told = Object.keys(toldMs);
  const told_ = told.length === 0 ? "" : `; told to power off: ${listOf(told)}`;
  return `shutdown ${run}${isHeld ? ", held as the mains are back" : ""}: ${reason}${told_}`;
}

function notesOf({ phase, intent }: CoordinatorState): readonly string[] {
  if (intent && !isShutting(phase)) {
    const { by, run, reason } = intent;
    // Whether that run came to a good end is said with the runs.
    return [
      `${by} has ordered a shutdown, run ${run} (${reason}): \`hecate startup --execute\` ends that`,
    ];
  }
  if (phase.at === "starting") return [`startup ${phase.run} is under way: ${phase.reason}`];
  if (phase.at === "owing" && !phase.rest) return [`a startup is owed since run ${phase.after}`];
  return [];
}
