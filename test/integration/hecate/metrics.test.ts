import { deepEqual, equal, match, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { systemClock } from "../../../src/core/clock.ts";
import { silentLog } from "../../../src/core/log.ts";
import { HecateMetrics } from "../../../src/hecate/metrics/metrics.ts";
import { MetricsPort } from "../../../src/hecate/metrics/port.ts";
import { hecateMetricTable } from "../../../src/hecate/metrics/table.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { HecateUnderTest, siteYaml } from "../../support/hecate.ts";
import { aStatusAnswer } from "../../support/hecate-answer.ts";
import { checkMetrics, needsPrometheus, Prometheus } from "../../support/prometheus.ts";
import { lintFamily, parsePrometheusText } from "../../support/prometheus-text.ts";
import { needsNut, Upsd } from "../../support/upsd.ts";

const metricsUrl = (port: number | undefined, path = "/metrics") =>
  `http://127.0.0.1:${port}${path}`;

describe("where hecate's metrics are served", () => {
  const log = silentLog();
  const clock = new FakeClock();
  const local = { host: "127.0.0.1", port: 0 };
  let port: MetricsPort;
  let other: Server | undefined;
  beforeEach(() => {
    const status = async () => aStatusAnswer();
    port = new MetricsPort({ metrics: new HecateMetrics({ status, clock }), clock, log });
  });
  afterEach(async () => {
    await port.stop();
    other?.close();
    other = undefined;
  });

  it("[REQ-HMT-5] GET and HEAD of /metrics are answered, and nothing else", async () => {
    await port.apply(local);
    const got = await fetch(metricsUrl(port.port));
    equal(got.status, 200);
    match(await got.text(), /^hecate_ups_up\{host="titan-db",ups="pyrphoros"\} 1$/m);
    equal((await fetch(metricsUrl(port.port), { method: "HEAD" })).status, 200);
    equal((await fetch(metricsUrl(port.port), { method: "POST" })).status, 405);
    equal((await fetch(metricsUrl(port.port, "/"))).status, 404);
  });

  it("[REQ-HMT-5] it is another place, or none, when the configuration says so", async () => {
    await port.apply(local);
    const first = port.port;
    await port.apply({ ...local });
    equal(port.port, first, "nothing has changed");
    await port.apply({ port: 0 });
    ok(port.port !== first);
    equal((await fetch(metricsUrl(port.port))).status, 200);
    await port.apply("off");
    equal(port.port, undefined);
  });

  it("[REQ-HMT-5] it is a port that somebody else has, as soon as that is free", async () => {
    const there = createServer();
    other = there;
    await new Promise<void>((resolve) => there.listen(0, "127.0.0.1", resolve));
    const address = there.address();
    const taken = typeof address === "object" && address ? address.port : 0;
    await port.apply({ ...local, port: taken });
    equal(port.port, undefined);
    await new Promise((resolve) => there.close(resolve));
    await clock.advance(30_000);
    await port.apply({ ...local, port: taken });
    equal(port.port, taken);
  });
});

describe("Prometheus, at a hecate that reads a real UPS", function () {
  this.timeout(60_000);
  needsNut();
  needsPrometheus();
  let upsd: Upsd;
  let hecate: HecateUnderTest;
  let port: MetricsPort | undefined;
  let prometheus: Prometheus | undefined;

  before(async () => {
    upsd = await Upsd.start({
      alpha: { variables: { "ups.model": "5PX 1500i", "ups.realpower": "120" } },
    });
    // Nobody is at the broker: what is read here is shown all the same.
    hecate = new HecateUnderTest("db", siteYaml({ brokerPort: 1, upsdPort: upsd.port }));
    await hecate.start();
    const metrics = new HecateMetrics({
      status: async () => hecate.daemon.status(),
      clock: systemClock,
    });
    port = new MetricsPort({ metrics, clock: systemClock, log: silentLog() });
    await port.apply({ host: "127.0.0.1", port: 0 });
    prometheus = await Prometheus.start(port.port ?? 0);
  });
  after(async () => {
    await prometheus?.stop();
    await port?.stop();
    await hecate?.end();
    await upsd?.stop();
  });

  const alpha = '{host="db",ups="alpha"}';
  /** The value of the one series that there is, once it is `wanted`. */
  const value = async (query: string, wanted: number) =>
    prometheus?.query(query, ([sample]) => sample?.value === wanted);

  it("[REQ-HMT-1] scrapes what it tells", async () => {
    await value(`hecate_ups_up${alpha}`, 1);
    await value(`hecate_ups_runtime_seconds${alpha}`, 1800);
    await value(`hecate_ups_charge_ratio${alpha}`, 1);
    await value(`hecate_ups_power_watts${alpha}`, 120);
    await value('hecate_ups_status{ups="alpha",flag="OL"}', 1);
    const [info] = (await prometheus?.query("hecate_ups_info", (all) => all.length > 0)) ?? [];
    equal(info?.labels["model"], "5PX 1500i");
  });

  it("[REQ-HMT-1] is told nothing that promtool or the conventions object to", async () => {
    const text = await (await fetch(metricsUrl(port?.port))).text();
    equal(checkMetrics(text), "");
    deepEqual([...parsePrometheusText(text).values()].flatMap(lintFamily), []);
  });

  it("[REQ-HMT-2] sees the values of a UPS go when its driver goes, and hecate_ups_up at 0", async () => {
    await upsd.killDriver("alpha");
    await value(`hecate_ups_up${alpha}`, 0);
    await prometheus?.query(`hecate_ups_runtime_seconds${alpha}`, (all) => all.length === 0);
    const known = await prometheus?.query(`hecate_ups_threshold_seconds${alpha}`, () => true);
    equal(known?.length, 1);
  });

  it("[REQ-HMT-6] can answer every question of the dashboard", async () => {
    for (const expression of dashboardQueries()) {
      await prometheus?.query(expression.replaceAll(/\$\w+/g, ".*"), () => true);
    }
  });
});

describe("the dashboard", () => {
  it("[REQ-HMT-6] asks for metrics that there are, by labels that they have", () => {
    const asked = new Set<string>();
    for (const expression of dashboardQueries()) {
      const names = expression.match(/\b(?:hecate|process)_\w+/g) ?? [];
      ok(names.length > 0, expression);
      for (const name of names) {
        asked.add(name);
        const row = Object.hasOwn(hecateMetricTable, name) ? hecateMetricTable[name] : undefined;
        ok(row, `${name} in ${expression}`);
        const [, matchers = ""] = new RegExp(`${name}\\{([^}]*)\\}`).exec(expression) ?? [];
        for (const [, label = ""] of matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)) {
          ok([...row.labels, "job", "instance"].includes(label), `${name} has no label ${label}`);
        }
      }
    }
    // One that is new is shown, or left out on purpose.
    const left = Object.keys(hecateMetricTable).filter((name) => !asked.has(name));
    deepEqual(left.filter((name) => name.startsWith("hecate_")).sort(), [...notShown].sort());
  });

  it("[REQ-HMT-6] asks by values that labels have", async () => {
    const metrics = new HecateMetrics({ status: async () => aStatusAnswer(), clock: systemClock });
    const text = await metrics.text();
    let count = 0;
    for (const expression of dashboardQueries()) {
      for (const [, label, values = ""] of expression.matchAll(/(\w+)(?:=~|!~|!=|=)"([^"$]+)"/g)) {
        for (const value of values.split("|")) {
          count++;
          ok(text.includes(`${label}="${value}"`), `${label}="${value}" in ${expression}`);
        }
      }
    }
    ok(count > 5);
  });
});

/** Metrics that the dashboard does not show, be it that another one says the same, or that they are for a look at one host. */
const notShown = [
  ...["build_info", "coordinator", "run_active", "last_run_executed", "last_run_number"],
  ...["peer_age_seconds", "ups_battery_volts", "ups_budget_source", "ups_fired", "ups_info"],
  ...["ups_input_hertz", "ups_input_nominal_volts", "ups_outages", "ups_output_volts"],
  ...["ups_power_nominal_watts", "ups_temperature_celsius", "ups_verdict_row"],
].map((name) => `hecate_${name}`);

/** What its panels ask Prometheus. */
function dashboardQueries(): readonly string[] {
  const path = join(import.meta.dirname, "../../../docs/grafana/hecate.json");
  const queries: string[] = [];
  // As JSON.parse sees each member of each object.
  JSON.parse(readFileSync(path, "utf8"), (key, value: unknown) => {
    if (key === "expr" && typeof value === "string") queries.push(value);
    return value;
  });
  ok(queries.length > 10);
  return queries;
}
