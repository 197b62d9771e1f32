/**
 * Whether the batteries hold enough for a startup and one more shutdown (R16, R28): a second outage in the middle of a
 * startup must find what it takes. The runtime that is told while hosts are off is one for what is on: it is held
 * against what the battery lasted for, by its charge, when all of them were up. The gate always opens in the end, with
 * an aged battery too: a cluster that stays down for ever because of a gauge is the worse end. `hecate startup
 * --ignore-charge` goes by it.
 */

import { formatDuration } from "../core/duration.ts";
import type { CoordinatorState, TrackedUps } from "./coordinator-state.ts";
import { budgetFor, upsOf } from "./coordinator-state.ts";
import type { Policy, PowerConfig, UpsConfig } from "./model.ts";
import { startGatePolicy } from "./policy.ts";
import { runtimeUnderLoadS } from "./under-load.ts";

/** Whether a gate is open, and why. */
export interface Gate {
  readonly isOpen: boolean;
  readonly why: string;
}

/** ms of live OL without a break that do whatever the gauge says: longer than a battery takes to charge. */
export const gaugeIsWrongMs = 8 * 3_600_000;
/** How long a UPS that is not required is waited for, where the configuration says nothing. */
export const waitOtherUpsMs = 600_000;

/** The gate of one UPS; the first row that matches. */
export function upsGate(
  name: string,
  { memory, judgement, isAsleep, underLoad }: TrackedUps,
  of: { readonly thresholdS: number; readonly policy: Policy; readonly atMs: number },
): Gate {
  const { policy, thresholdS, atMs } = of;
  const shut = (why: string): Gate => ({ isOpen: false, why: `${name}: ${why}` });
  const open = (why: string): Gate => ({ isOpen: true, why: `${name}: ${why}` });
  if (!judgement || isAsleep || judgement.row === 0) return shut("it was not heard yet");
  if (judgement.flags.includes("FSD")) return shut("a forced shutdown is set (FSD)");
  if (judgement.row !== 6 || judgement.line !== "ol") {
    return shut(`not on mains without doubt (${judgement.verdict})`);
  }
  const { olMs } = memory.spans;
  const forMs = olMs === undefined ? 0 : atMs - olMs;
  if (!judgement.isRestored) {
    return shut(`on mains for ${formatDuration(forMs)}, which is not for good yet`);
  }
  if (forMs >= gaugeIsWrongMs) return open(`on mains for ${formatDuration(forMs)}`);
  const { chargePercent, runtimeS } = judgement;
  if (chargePercent === undefined) {
    const waitMs = startGatePolicy.withoutChargeOlMs;
    return forMs >= waitMs
      ? open(`tells no charge, and is on mains for ${formatDuration(forMs)}`)
      : shut(`tells no charge: ${formatDuration(waitMs)} on mains do instead`);
  }
  if (chargePercent < policy.startChargePercent) {
    return shut(`charge ${chargePercent} %, ${policy.startChargePercent} % are needed`);
  }
  if (chargePercent >= startGatePolicy.fullChargePercent) return open(`charge ${chargePercent} %`);
  const left = `charge ${chargePercent} %, ${runtimeText(runtimeS)}`;
  const loadedS = runtimeUnderLoadS(underLoad, chargePercent);
  const isLess = runtimeS !== undefined && loadedS !== undefined && loadedS < runtimeS;
  const lastsS = isLess ? loadedS : runtimeS;
  if (lastsS !== undefined && lastsS >= thresholdS) return open(left);
  const which = isLess
    ? ` with what is on, about ${Math.round(loadedS)} s with all that hung on it before`
    : "";
  return shut(
    `${left}${which}: a shutdown takes ${Math.round(thresholdS)} s, else ` +
      `${startGatePolicy.fullChargePercent} % of charge do`,
  );
}

function runtimeText(runtimeS: number | undefined): string {
  return runtimeS === undefined ? "no runtime" : `runtime ${Math.round(runtimeS)} s`;
}

/** The gate of the UPSes that a startup cannot do without, and of those that it waits for for a while. */
export interface StartGate extends Gate {
  /** All that is required is open, and no other is waited for. */
  readonly isComplete: boolean;
}

/**
 * Judges the gate of this coordinator. A required UPS whose host was told to go is waited for like those that are not
 * required: where all required ones were, until they were silent for longer than a battery is trusted.
 * `causes`: UPSes that the run was for; absent: no longer known.
 */
export function startGate(
  state: CoordinatorState,
  of: {
    readonly config: PowerConfig;
    readonly causes: readonly string[] | undefined;
    readonly atMs: number;
  },
): StartGate {
  const { config, causes, atMs } = of;
  const required = requiredUps(config);
  const shut: string[] = [];
  const waited: string[] = [];
  const asleep: string[] = [];
  let isAnyOpen = false;
  let isAnyLost = false;
  for (const ups of config.upses) {
    const isRequired = required.includes(ups.name);
    const tracked = upsOf(state, ups.name);
    if (!isRequired && tracked.isAsleep && isTogether(ups, { config, required, causes })) continue;
    const { thresholdS } = budgetFor(state, ups, config);
    const gate = upsGate(ups.name, tracked, { thresholdS, policy: config.policy, atMs });
    const { last } = tracked.memory;
    if (gate.isOpen) isAnyOpen ||= isRequired;
    else if (!isRequired) waited.push(gate.why);
    else if (!tracked.isAsleep) shut.push(gate.why);
    else {
      asleep.push(gate.why);
      // It may be on battery yet, and hold the coordinator: that is known once it has gone itself, or lives on.
      isAnyLost ||= last !== undefined && atMs - last.atMs < config.policy.blindOnBatteryMs;
    }
  }
  // It cannot be read before its host is woken, which is what the gate is for.
  (isAnyOpen || !isAnyLost ? waited : shut).push(...asleep);
  const [first] = [...shut, ...waited];
  return {
    isOpen: shut.length === 0,
    isComplete: first === undefined,
    why: first ?? "every UPS has enough for a startup and a shutdown",
  };
}

/**
 * Whether a UPS whose host is off needs no waiting for: that host is woken by this very startup, and a required UPS
 * on the same mains was out in the same outage and is back. Where it went out alone, nobody can tell that it is back.
 */
function isTogether(
  ups: UpsConfig,
  of: {
    readonly config: PowerConfig;
    readonly required: readonly string[];
    readonly causes: readonly string[] | undefined;
  },
): boolean {
  return of.config.upses.some(
    ({ name, mains }) =>
      mains === ups.mains && of.required.includes(name) && of.causes?.includes(name) !== false,
  );
}

/** UPSes that must be back before a startup: as configured, else those that feed the coordinator. */
export function requiredUps(config: PowerConfig): readonly string[] {
  if (config.startup) return config.startup.requireUps;
  return config.nodes.find(({ name }) => name === config.coordinator)?.feeds ?? [];
}
