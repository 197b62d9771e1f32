import { deepEqual, equal, match, ok } from "node:assert/strict";
import { HecateMetrics } from "../../../src/hecate/metrics/metrics.ts";
import { hecateMetricTable } from "../../../src/hecate/metrics/table.ts";
import { upsMetricTable } from "../../../src/hecate/metrics/ups-table.ts";
import type { StatusAnswer } from "../../../src/hecate/socket-protocol.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { aReading, aRun, aStatusAnswer, aUpsView } from "../../support/hecate-answer.ts";

/** Series by name and labels, as a scrape has them. */
async function scraped(answer: StatusAnswer): Promise<ReadonlyMap<string, number>> {
  const metrics = new HecateMetrics({ status: async () => answer, clock: new FakeClock() });
  const lines = (await metrics.text()).split("\n").filter((line) => /^[a-z]/.test(line));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(" ");
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

const own = '{host="titan-db",ups="pyrphoros"}';

/** Metrics that come of a reading: they have no series while there is none to believe. */
const told = [
  ...["info", "status", "runtime_seconds", "charge_ratio", "load_ratio", "power_watts"],
  ...["input_volts", "input_nominal_volts"],
].map((name) => `hecate_ups_${name}`);

describe("hecate's metrics", () => {
  it("[REQ-HMT-2] tell in base units what the UPS tells", async () => {
    const series = await scraped(aStatusAnswer());
    equal(series.get(`hecate_ups_up${own}`), 1);
    equal(series.get(`hecate_ups_age_seconds${own}`), 2.4);
    equal(series.get(`hecate_ups_runtime_seconds${own}`), 1820);
    equal(series.get(`hecate_ups_charge_ratio${own}`), 0.97);
    equal(series.get(`hecate_ups_load_ratio${own}`), 0.34);
    equal(series.get(`hecate_ups_input_volts${own}`), 231.2);
    equal(series.get(`hecate_ups_power_watts${own}`), 412);
    equal(series.get('hecate_ups_status{host="titan-db",ups="pyrphoros",flag="OL"}'), 1);
    equal(series.get('hecate_ups_status{host="titan-db",ups="pyrphoros",flag="OB"}'), 0);
    equal(series.get(`hecate_ups_threshold_seconds${own}`), 418);
    equal(series.get(`hecate_ups_feasible${own}`), 1);
    equal(series.get('hecate_phase{phase="watching"}'), 1);
    equal(series.get('hecate_phase{phase="holding"}'), 0);
    equal(series.get('hecate_peer_config_same{peer="tethys"}'), 1);
  });

  const blind: Readonly<Record<string, StatusAnswer>> = {
    "the driver is gone": aStatusAnswer(
      { upses: [aUpsView({ comms: "driver-not-connected" })] },
      { readings: { pyrphoros: aReading({ comms: "driver-not-connected" }) } },
    ),
    "its publisher is silent": aStatusAnswer({ upses: [aUpsView({ comms: "silent" })] }),
    "its last reading is too old": aStatusAnswer({ upses: [aUpsView({ ageMs: 15_001 })] }),
    "nothing was ever heard": aStatusAnswer({ upses: [aUpsView()] }, { readings: {} }),
  };
  for (const [when, answer] of Object.entries(blind)) {
    it(`[REQ-HMT-2] tell nothing of a UPS when ${when}, but what hecate knows itself`, async () => {
      const series = await scraped(answer);
      equal(series.get(`hecate_ups_up${own}`), 0);
      const said = [...series.keys()].filter((key) => told.includes(key.replace(/\{.*/, "")));
      deepEqual(said, []);
      equal(series.get(`hecate_ups_threshold_seconds${own}`), 418);
      equal(series.get(`hecate_ups_verdict_row${own}`), 6);
      // It was on mains when it was read last: that it is so now, nobody can say.
      equal(series.has(`hecate_ups_on_battery_seconds${own}`), false);
    });
  }

  it("[REQ-HMT-2] have all that a UPS tells among what is absent then", async () => {
    const fresh = await scraped(aStatusAnswer());
    const stale = await scraped(aStatusAnswer({ upses: [aUpsView({ ageMs: 15_001 })] }));
    const names = (series: ReadonlyMap<string, number>) =>
      new Set([...series.keys()].map((key) => key.replace(/\{.*/, "")));
    const gone = [...names(fresh)].filter((name) => !names(stale).has(name));
    deepEqual(gone.sort(), [...told, "hecate_ups_on_battery_seconds"].sort());
  });

  it("[REQ-HMT-3] have no series where nothing is told", async () => {
    const { runtimeS: _, inputVoltageV: _v, ...reading } = aReading();
    const { feasible: _f, ...view } = aUpsView({ line: "unknown" });
    const series = await scraped(
      aStatusAnswer(
        { upses: [view], peers: [{ host: "tethys", publisher: "unknown" }] },
        { readings: { pyrphoros: reading } },
      ),
    );
    for (const name of ["runtime_seconds", "input_volts", "feasible", "on_battery_seconds"]) {
      equal(series.has(`hecate_ups_${name}${own}`), false, name);
    }
    for (const name of ["up", "age_seconds", "config_same"]) {
      equal(series.has(`hecate_peer_${name}{peer="tethys"}`), false, name);
    }
    ok(![...series.keys()].some((key) => key.startsWith("hecate_last_run_")));
    ok(![...series.keys()].some((key) => key.startsWith("hecate_run_steps")));
  });

  it("[REQ-HMT-3] take for a number only what is one", async () => {
    const variables = {
      "output.voltage": "n/a",
      "battery.voltage": "1e9",
      "ups.temperature": "-4",
    };
    const series = await scraped(
      aStatusAnswer({ upses: [aUpsView()] }, { readings: { pyrphoros: aReading({ variables }) } }),
    );
    equal(series.has(`hecate_ups_output_volts${own}`), false);
    equal(series.has(`hecate_ups_battery_volts${own}`), false);
    equal(series.get(`hecate_ups_temperature_celsius${own}`), -4);
  });

  it("[REQ-HMT-4] are of a peer's own UPSes alone", async () => {
    const series = await scraped(aStatusAnswer({ host: "tethys", role: "peer" }));
    equal(series.get('hecate_ups_up{host="tethys",ups="statera"}'), 1);
    equal(series.has(`hecate_ups_up${own}`), false);
    for (const what of ["start_gate_open", "ups_budget_runs", "ups_budget_source"]) {
      ok(![...series.keys()].some((key) => key.startsWith(`hecate_${what}`)), what);
    }
    equal(series.get("hecate_coordinator"), 0);
  });

  it("[REQ-HMT-1] tell the last run of each kind, and how far the present one is", async () => {
    const rest = { mode: "poweroff", scope: [], offsetS: {} } as const;
    const skipped = { forTime: 0, byOperator: 0 };
    const heldMs = 0;
    const series = await scraped(
      aStatusAnswer(
        {},
        {
          run: aRun({ phase: "running" }),
          runs: [
            {
              run: 2,
              kind: "shutdown",
              outcome: "done",
              executed: true,
              tookS: 212,
              endedAt: 5000,
              skipped,
              heldMs,
              ...rest,
            },
            {
              run: 3,
              kind: "startup",
              outcome: "failed",
              executed: false,
              skipped,
              heldMs,
              ...rest,
            },
          ],
        },
      ),
    );
    equal(series.get('hecate_last_run_duration_seconds{kind="shutdown"}'), 212);
    equal(series.get('hecate_last_run_timestamp_seconds{kind="shutdown"}'), 5);
    equal(series.get('hecate_last_run_success{kind="startup"}'), 0);
    equal(series.get('hecate_last_run_executed{kind="startup"}'), 0);
    equal(series.has('hecate_last_run_duration_seconds{kind="startup"}'), false);
    equal(series.get("hecate_run_active"), 1);
    equal(series.get('hecate_run_steps{state="failed"}'), 1);
  });

  it("[REQ-HMT-1] are all in the table, with the labels that it names", async () => {
    const series = await scraped(aStatusAnswer({}, { run: aRun() }));
    for (const key of series.keys()) {
      const [, name = "", labels = ""] = /^(\w+)(?:\{(.*)\})?$/.exec(key) ?? [];
      const row = Object.hasOwn(hecateMetricTable, name) ? hecateMetricTable[name] : undefined;
      ok(row, name);
      deepEqual(
        [...labels.matchAll(/(\w+)="/g)].map(([, label]) => label),
        row.labels,
        name,
      );
    }
    for (const row of Object.values(upsMetricTable)) {
      deepEqual(row.labels.slice(0, 2), ["host", "ups"]);
    }
  });

  it("[REQ-HMT-5] are made once for scrapes that come together, and anew a little later", async () => {
    let asked = 0;
    const clock = new FakeClock();
    const status = async () => {
      asked++;
      if (asked === 1) throw new Error("not now");
      return aStatusAnswer();
    };
    const metrics = new HecateMetrics({ status, clock });
    await metrics.text().then(
      () => ok(false),
      (error: Error) => match(error.message, /not now/),
    );
    await Promise.all([metrics.text(), metrics.text()]);
    equal(asked, 2);
    await clock.advance(250);
    await metrics.text();
    equal(asked, 3);
  });
});
