/** What coordinator and peer show of themselves in the same way. */
import type { Alarms } from "./alarms.ts";
import type { Budget } from "./budget.ts";
import type { PowerView, UpsConfig } from "./model.ts";
import type { UpsJudgement } from "./ups.ts";

type UpsShown = PowerView["upses"][number];

/** Budget of a UPS, and how many polls it takes. */
export interface Budgeted extends Pick<Budget, "budgetS" | "thresholdS" | "source" | "runs"> {
  readonly debouncePolls: number;
}

/** What is shown of a UPS. */
export function upsView(
  { name, host }: UpsConfig,
  of: {
    readonly judgement?: UpsJudgement;
    readonly judgedMs?: number;
    readonly budget: Budgeted;
    readonly atMs: number;
  },
): UpsShown {
  const { judgement: j, budget } = of;
  const sinceMs = Math.max(0, of.atMs - (of.judgedMs ?? of.atMs));
  const common = {
    ups: name,
    host,
    thresholdS: budget.thresholdS,
    budgetS: budget.budgetS,
    budgetSource: budget.source,
    budgetRuns: budget.runs,
    debouncePolls: budget.debouncePolls,
  };
  if (!j) {
    const nothing = { row: 0, verdict: "unknown", bad: 0, outage: 0, fired: false } as const;
    return {
      ...common,
      ...nothing,
      flags: [],
      comms: "silent",
      line: "unknown",
      why: "nothing was heard of it yet",
    };
  }
  const isBatteryInUse = j.line === "ob" && j.verdict !== "testing";
  return {
    ...common,
    comms: j.comms,
    line: j.line,
    flags: [...j.flags],
    ...(j.ageMs !== undefined && { ageMs: Math.round(j.ageMs + sinceMs) }),
    ...(j.runtimeS !== undefined && { runtimeS: j.runtimeS }),
    ...(j.runtimeLeftS !== undefined && j.line === "ob" && { runtimeLeftS: j.runtimeLeftS }),
    ...(j.chargePercent !== undefined && { chargePercent: j.chargePercent }),
    ...(j.loadPercent !== undefined && { loadPercent: j.loadPercent }),
    row: j.row,
    verdict: j.verdict,
    why: j.why.slice(0, 1024),
    ...(j.isFeasible !== undefined && { feasible: j.isFeasible }),
    bad: j.bad,
    ...(j.onBatteryMs !== undefined && {
      onBatteryS: (j.onBatteryMs + (isBatteryInUse ? sinceMs : 0)) / 1000,
    }),
    outage: j.outage,
    fired: j.hasFired,
  };
}

/** What is shown of alarms; as many as the message holds. */
export function alarmView(alarms: Alarms, atMs: number): PowerView["alarms"] {
  return Object.entries(alarms)
    .slice(0, 128)
    .map(([id, { severity, text, sinceMs }]) => ({
      id: id.slice(0, 256),
      severity,
      text: text.slice(0, 1024),
      sinceMs: Math.round(Math.max(0, atMs - sinceMs)),
    }));
}

/** How it is on the whole, by the worst there is, and why, in sentences. */
export function conditionOf(of: {
  readonly shutting: string | undefined;
  readonly upses: readonly UpsShown[];
  readonly alarms: PowerView["alarms"];
  /** What is not as usual, and neither a shutdown nor an alarm. */
  readonly notes: readonly string[];
}): Pick<PowerView, "condition" | "reasons"> {
  const onBattery = of.upses.filter(isOnBattery).map(({ ups, why }) => `${ups}: ${why}`);
  const unknown = of.upses
    .filter(({ verdict }) => ["unknown", "blind", "suspect", "latched"].includes(verdict))
    .map(({ ups, why }) => `${ups}: ${why}`);
  const infeasible = of.upses
    .filter(({ feasible }) => feasible === false)
    .map(
      ({ ups, thresholdS }) =>
        `${ups}: its runtime on mains is below ${Math.round(thresholdS)} s, which a shutdown takes`,
    );
  const alarms = of.alarms.filter(({ id }) => !isSaidAlready(id)).map(({ text }) => text);
  const shutting = of.shutting === undefined ? [] : [of.shutting];
  const all = [...shutting, ...onBattery, ...of.notes, ...unknown, ...infeasible, ...alarms];
  const reasons = [...new Set(all.map((reason) => reason.slice(0, 1024)))].slice(0, 64);
  if (shutting.length > 0) return { condition: "shutting-down", reasons };
  if (onBattery.length > 0) return { condition: "on-battery", reasons };
  return { condition: reasons.length > 0 ? "degraded" : "normal", reasons };
}

/** Alarms about what is a reason by itself. */
function isSaidAlready(id: string): boolean {
  return ["on-battery:", "shutdown:", "blind:", "infeasible:", "asleep:"].some((about) =>
    id.startsWith(about),
  );
}

/** In an outage, until the mains are back for good; a test is none. */
function isOnBattery({ onBatteryS, line, verdict }: UpsShown): boolean {
  return verdict !== "testing" && (line === "ob" || onBatteryS !== undefined);
}
