import type { Log } from "../core/log.ts";
import type { LocalCure } from "../power/model.ts";
import { type RunProgram, runProgram } from "./run-program.ts";

/** Units of NUT on this host, as a restart names them. */
export interface NutUnits {
  /** `{ups}` stands for the UPS's name in NUT. */
  readonly driver: string;
  readonly server: string;
}

/** As Debian's packages have them. */
export const debianNutUnits: NutUnits = {
  driver: "nut-driver@{ups}.service",
  server: "nut-server.service",
};

/** How long systemd may take over a restart. */
const cureTimeoutMs = 60_000;

/** What the cures need. */
export interface CureOptions {
  readonly units: NutUnits;
  /** Name of a UPS in NUT. */
  readonly nutNameOf: (ups: string) => string;
  readonly run?: RunProgram;
  readonly log: Log;
}

/** Restarts the driver of a UPS, or upsd, through systemd; never throws. What comes of it is seen from the readings. */
export async function cure(effect: LocalCure, options: CureOptions): Promise<void> {
  const { units, nutNameOf, run = runProgram, log } = options;
  const { ups, reason } = effect;
  const unit =
    effect.kind === "restart-driver"
      ? units.driver.replaceAll("{ups}", nutNameOf(ups))
      : units.server;
  log.warn({ ups, unit, reason }, "a unit of NUT is restarted");
  const problem = await run(["systemctl", "restart", "--", unit], cureTimeoutMs);
  if (problem === undefined) log.info({ ups, unit }, "a unit of NUT was restarted");
  else log.error({ ups, unit, problem }, "a unit of NUT could not be restarted");
}
