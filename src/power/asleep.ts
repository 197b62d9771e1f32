import { type CoordinatorState, upsOf } from "./coordinator-state.ts";
import type { UpsConfig } from "./model.ts";
import { isShutting } from "./phases.ts";

/**
 * Why a UPS is not read whose host a run has told to power off, for people. That host may be up again, and only its
 * hecate, its upsd or the driver not: `isUp`.
 */
export function whyAsleep(
  state: CoordinatorState,
  { name, host }: Pick<UpsConfig, "name" | "host">,
): { readonly why: string; readonly isUp: boolean } {
  // Who is told now is there for a while yet.
  if (isShutting(state.phase)) {
    return { why: `${host} was told to power off, and nothing was heard of it since`, isUp: false };
  }
  const { publisher } = upsOf(state, name).memory;
  if (state.peers[host]?.publisher === "up") {
    // Heard by that hecate: what it says of the UPS is of now.
    const said = publisher?.heardAtMs === undefined ? undefined : publisher.comms;
    const how = said === undefined || said === "ok" ? "" : ` (${said})`;
    const why = `${host} was powered off by a run and is up again, but its hecate has no reading of ${name} yet${how}: see NUT's driver and upsd there`;
    return { why, isUp: true };
  }
  if (state.registered.includes(host)) {
    const why = `${host} was powered off by a run and is up again, but nothing is heard of its hecate`;
    return { why, isUp: true };
  }
  return {
    why: `${host} was powered off by a run, and nothing was heard of it since`,
    isUp: false,
  };
}
