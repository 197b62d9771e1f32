import type { PowerState, UpsState } from "../../protocol/generated/schemas.ts";
import { flag, type HecateMetricRow, type MetricFacts, one, oneOf, type Series } from "./row.ts";

type UpsView = PowerState["upses"][number];

/** What is known of a UPS now. */
interface UpsFacts {
  readonly view: UpsView;
  /** Its newest reading; absent when it cannot be believed any more. */
  readonly reading: UpsState | undefined;
  readonly labels: { readonly host: string; readonly ups: string };
}

/** Words of ups.status that have a series each, always: those of NUT's drivers (docs/new-drivers.txt of NUT 2.8), and FSD of upsd's. */
export const statusFlags = [
  ...["OL", "OB", "LB", "HB", "RB", "CHRG", "DISCHRG", "BYPASS", "CAL", "OFF", "OVER"],
  ...["TRIM", "BOOST", "ECO", "FSD", "ALARM", "TEST", "WAIT"],
] as const;

const verdicts = {
  unknown: 0,
  fire: 0,
  latched: 0,
  blind: 0,
  suspect: 0,
  "counting-down": 0,
  normal: 0,
  off: 0,
  testing: 0,
  counting: 0,
  watching: 0,
  // A verdict that is added to the schema is missed here.
} as const satisfies Readonly<Record<UpsView["verdict"], 0>>;
const budgetSources = {
  default: 0,
  runs: 0,
  minimum: 0,
} as const satisfies Readonly<Record<UpsView["budgetSource"], 0>>;

/** A value of each UPS, whether it is read now or not: what hecate knows by itself. */
const known = (help: string, value: (view: UpsView) => number | undefined): HecateMetricRow => ({
  help,
  labels: ["host", "ups"],
  series: (facts) => upsesOf(facts).flatMap(({ view, labels }) => one(value(view), labels)),
});

/** A value that the UPS tells: absent where it tells none, and where it is not read now. */
const told = (help: string, value: (reading: UpsState) => number | undefined): HecateMetricRow => ({
  help,
  labels: ["host", "ups"],
  series: (facts) =>
    upsesOf(facts).flatMap(({ reading, labels }) =>
      reading === undefined ? [] : one(value(reading), labels),
    ),
});

const words = (
  help: string,
  label: string,
  all: readonly string[],
  word: (view: UpsView) => string,
): HecateMetricRow => ({
  help,
  labels: ["host", "ups", label],
  series: (facts) =>
    upsesOf(facts).flatMap(({ view, labels }) => oneOf(label, all, word(view), labels)),
});

/** What a peer does not know. */
const ofCoordinator = (row: HecateMetricRow): HecateMetricRow => ({
  ...row,
  series: (facts) => (facts.status.state.role === "coordinator" ? row.series(facts) : []),
});

/** Metrics of each UPS: of a coordinator all, of a peer those of its host. */
export const upsMetricTable = {
  hecate_ups_up: {
    help: "Whether the UPS is read now; while it is 0, nothing that the UPS tells has a series.",
    labels: ["host", "ups"],
    series: (facts) =>
      upsesOf(facts).map(({ reading, labels }) => [labels, flag(reading !== undefined)]),
  },
  hecate_ups_age_seconds: known("Age of the last reading that counts.", ({ ageMs }) =>
    ageMs === undefined ? undefined : ageMs / 1000,
  ),
  hecate_ups_info: {
    help: "Always 1; what kind of device it is, as far as it tells.",
    labels: ["host", "ups", "manufacturer", "model", "serial", "driver"],
    series: (facts) =>
      upsesOf(facts).flatMap(({ reading, labels }) => {
        if (!reading) return [];
        const text = (...names: readonly string[]) =>
          names.map((name) => variable(reading, name)).find((value) => value !== undefined) ?? "";
        const device = {
          manufacturer: text("device.mfr", "ups.mfr"),
          model: text("device.model", "ups.model"),
          serial: text("device.serial", "ups.serial"),
          driver: text("driver.name"),
        };
        return [[{ ...labels, ...device }, 1] as const];
      }),
  },
  hecate_ups_status: {
    help: "Whether ups.status has this word.",
    labels: ["host", "ups", "flag"],
    series: (facts) =>
      upsesOf(facts).flatMap(({ reading, labels }) =>
        reading === undefined
          ? []
          : statusFlags.map(
              (word): Series => [
                { ...labels, flag: word },
                flag(reading.flags?.includes(word) ?? false),
              ],
            ),
      ),
  },
  hecate_ups_runtime_seconds: told("battery.runtime.", ({ runtimeS }) => runtimeS),
  hecate_ups_charge_ratio: told("battery.charge, 1 is full.", ({ chargePercent }) =>
    ratio(chargePercent),
  ),
  hecate_ups_load_ratio: told("ups.load, 1 is all it can feed.", ({ loadPercent }) =>
    ratio(loadPercent),
  ),
  hecate_ups_input_volts: told("input.voltage.", ({ inputVoltageV }) => inputVoltageV),
  hecate_ups_input_nominal_volts: told(
    "input.voltage.nominal.",
    ({ inputVoltageNominalV }) => inputVoltageNominalV,
  ),
  hecate_ups_input_hertz: told("input.frequency.", (r) => numberOf(r, "input.frequency")),
  hecate_ups_output_volts: told("output.voltage.", (r) => numberOf(r, "output.voltage")),
  hecate_ups_battery_volts: told("battery.voltage.", (r) => numberOf(r, "battery.voltage")),
  hecate_ups_power_watts: told("ups.realpower: what it feeds now.", (r) =>
    numberOf(r, "ups.realpower"),
  ),
  hecate_ups_power_nominal_watts: told("ups.realpower.nominal: what it can feed.", (r) =>
    numberOf(r, "ups.realpower.nominal"),
  ),
  hecate_ups_temperature_celsius: told(
    "ups.temperature, else battery.temperature.",
    (r) => numberOf(r, "ups.temperature") ?? numberOf(r, "battery.temperature"),
  ),
  hecate_ups_on_battery_seconds: {
    help: "Since the outage began, by hecate's own clock, until the mains are back for good; 0 while the UPS is read on mains.",
    labels: ["host", "ups"],
    series: (facts) =>
      upsesOf(facts).flatMap(({ view: { onBatteryS, line }, reading, labels }) => {
        const isOnMains = line === "ol" && reading !== undefined;
        return one(onBatteryS ?? (isOnMains ? 0 : undefined), labels);
      }),
  },
  hecate_ups_runtime_left_seconds: known(
    "On battery alone: the last runtime, less what has passed since then.",
    ({ runtimeLeftS }) => runtimeLeftS,
  ),
  hecate_ups_threshold_seconds: known(
    "Runtime at or below which a reading on battery counts.",
    ({ thresholdS }) => thresholdS,
  ),
  hecate_ups_budget_seconds: known(
    "Time that a shutdown of all that it feeds takes, with latency.",
    ({ budgetS }) => budgetS,
  ),
  hecate_ups_budget_runs: ofCoordinator(
    known(
      "Runs that the budget was learnt from; absent on a peer, which is told the threshold.",
      ({ budgetRuns }) => budgetRuns,
    ),
  ),
  hecate_ups_budget_source: ofCoordinator(
    words(
      "Where the budget comes from; absent on a peer, which is told the threshold.",
      "source",
      Object.keys(budgetSources),
      ({ budgetSource }) => budgetSource,
    ),
  ),
  hecate_ups_feasible: known(
    "Whether the last runtime on mains covers the threshold; absent where none was seen.",
    ({ feasible }) => (feasible === undefined ? undefined : flag(feasible)),
  ),
  hecate_ups_bad_polls: known("Readings in a row that count.", ({ bad }) => bad),
  hecate_ups_debounce_polls: known("As many fire.", ({ debouncePolls }) => debouncePolls),
  hecate_ups_verdict_row: known("Row of the verdict table that holds.", ({ row }) => row),
  hecate_ups_verdict: words(
    "The verdict that holds.",
    "verdict",
    Object.keys(verdicts),
    ({ verdict }) => verdict,
  ),
  hecate_ups_fired: known("Whether it has fired in this outage.", ({ fired }) => flag(fired)),
  hecate_ups_outages: known(
    "Number of the last outage of this boot of its host.",
    ({ outage }) => outage,
  ),
} as const satisfies Readonly<Record<string, HecateMetricRow>>;

/** A peer shows other hosts' UPSes by name only: what they say is theirs to tell. */
function upsesOf({ status: { state, readings } }: MetricFacts): readonly UpsFacts[] {
  return state.upses
    .filter(({ host }) => state.role === "coordinator" || host === state.host)
    .map((view) => {
      const reading = Object.hasOwn(readings, view.ups) ? readings[view.ups] : undefined;
      return {
        view,
        labels: { host: view.host, ups: view.ups },
        reading: reading && isFresh(view, reading) ? reading : undefined,
      };
    });
}

function isFresh({ comms, ageMs }: UpsView, reading: UpsState): boolean {
  return (
    comms === "ok" && reading.comms === "ok" && ageMs !== undefined && ageMs <= reading.staleAfterMs
  );
}

function variable({ variables }: UpsState, name: string): string | undefined {
  return variables && Object.hasOwn(variables, name) ? variables[name] : undefined;
}

function numberOf(reading: UpsState, name: string): number | undefined {
  const text = variable(reading, name)?.trim();
  // NUT's numbers are plain: "0x10" or "1e9" are none.
  return text !== undefined && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function ratio(percent: number | undefined): number | undefined {
  return percent === undefined ? undefined : percent / 100;
}
