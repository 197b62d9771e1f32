import type { HecateConfig } from "../../config/hecate-types.ts";
import type { Clock } from "../../core/clock.ts";
import { budgetOf } from "../../power/budget.ts";
import { planConfigOf } from "../plan-config.ts";
import { powerConfigOf } from "../power-config.ts";
import type { StatusAnswer } from "../socket-protocol.ts";
import { type Battery, type Rehearsed, rehearseMainsLoss } from "./mains-loss.ts";
import type { DrillReport } from "./model.ts";

/** For people. */
export const mainsLossSummary =
  "What would be decided and planned if the mains failed now; nothing is broken.";

/** How many thresholds a battery is taken to last that nobody has told of. */
const assumedThresholds = 2;

/** Rehearses the loss of the mains. `status`: what the daemon has learnt and reads; absent: it is not asked. */
export function rehearsal(
  config: HecateConfig,
  status: StatusAnswer | undefined,
  clock: Clock,
): DrillReport {
  const power = powerConfigOf(config);
  const runs = status?.runs ?? [];
  const assumed: string[] = [];
  const batteries = power.upses.map((ups): Battery => {
    const view = status?.state.upses.find((one) => one.ups === ups.name);
    if (view?.line === "ol" && view.runtimeS !== undefined) {
      const { runtimeS, chargePercent = 100 } = view;
      return { ups: ups.name, runtimeS, chargePercent };
    }
    assumed.push(ups.name);
    const { thresholdS } = budgetOf(ups, power, runs);
    const runtimeS = Math.round(assumedThresholds * thresholdS);
    return { ups: ups.name, runtimeS, chargePercent: 100 };
  });
  const beganAt = clock.wallMs();
  const rehearsed = rehearseMainsLoss({ power, plan: planConfigOf(config), runs, batteries });
  return reportOf(rehearsed, { assumed, beganAt, endedAt: clock.wallMs() });
}

function reportOf(
  { protocol, problem, offS, lastsS, leftOut }: Rehearsed,
  of: {
    readonly assumed: readonly string[];
    readonly beganAt: number;
    readonly endedAt: number;
  },
): DrillReport {
  const { assumed, beganAt, endedAt } = of;
  const remark = `nobody tells how long ${assumed.join(" and ")} would last: ${assumedThresholds} thresholds are assumed`;
  return {
    ...{ version: 1, drill: "mains-loss", outcome: problem === undefined ? "passed" : "failed" },
    ...(problem === undefined ? {} : { reason: problem }),
    ...{ beganAt, endedAt, broken: [], limitS: lastsS },
    ...(offS === undefined ? {} : { recoveredS: offS }),
    ...(leftOut.length === 0 ? {} : { leftOut }),
    isRestored: true,
    protocol: [...(assumed.length === 0 ? [] : [{ atS: 0, text: remark }]), ...protocol],
  };
}
