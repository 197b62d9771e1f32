/** What is about UPSes: those of this host as they are asked now, all of them as the daemon knows them. */
import { firstBudgetOf, firstBudgetText } from "../first-budget.ts";
import { type Check, configOf, daemonOf, finding, ok, type UpsFact } from "./model.ts";

/** Drivers that ask for all values every pollfreq, and for few in between, and what that is where nobody sets it. */
const pollfreqS = new Map([
  ["usbhid-ups", 30],
  ["snmp-ups", 30],
  ["nutdrv_qx", 30],
  ["mge-shut", 30],
]);
/** That of all drivers: ups.conf(5). */
const pollintervalS = 2;

/** Checks of UPSes. */
export const checksOfUpses: readonly Check[] = [
  {
    name: "ups",
    of: ({ upses }) =>
      upses.map((fact) =>
        fact.kind === "read"
          ? ok(`${fact.ups}: upsd tells ${fact.variables["ups.status"] ?? "no status"}`)
          : finding(
              "failed",
              `${fact.ups}: ${fact.problem}`,
              "see target: in hecate.yaml, LISTEN in upsd.conf, and systemctl status nut-server nut-driver@NAME",
            ),
      ),
  },
  {
    name: "upsd-login",
    of: (facts) =>
      facts.upses.flatMap((fact) => {
        if (fact.kind !== "read") return [];
        if (fact.login === "accepted") return [ok(`${fact.ups}: upsd lets hecate log in`)];
        if (fact.login === "none") {
          return [
            finding(
              "warning",
              `${fact.ups}: hecate has no account at upsd`,
              "add one to upsd.users (upsmon secondary) and name it by monitor: in hecate.yaml",
            ),
          ];
        }
        if ("noPassword" in fact.login) {
          return [
            finding(
              "failed",
              `${fact.ups}: hecate has no password to log in with: ${fact.login.noPassword}`,
              "write it to that file, chmod 600, owned by root, then systemctl reload hecate",
            ),
          ];
        }
        return [
          finding(
            "failed",
            `${fact.ups}: upsd refuses the login: ${fact.login.refused}`,
            "have user and password of monitor: in hecate.yaml and upsd.users be the same, with upsmon secondary, then upsd -c reload",
          ),
        ];
      }),
  },
  {
    name: "pollfreq",
    of: (facts) => {
      const config = configOf(facts);
      if (!config) return [];
      const { debouncePolls, pollIntervalMs } = config.policy;
      // One reading is none that is said again.
      if (debouncePolls === 1) return [];
      const mostS = ((debouncePolls - 1) * pollIntervalMs) / 1000;
      return facts.upses.flatMap((fact) => {
        const poll = pollOf(fact);
        if (!poll) return [];
        const says = `${fact.ups}: its driver asks the UPS every ${poll.s} s (${poll.key})`;
        if (poll.s <= mostS) return [ok(says)];
        // NUT counts in whole seconds.
        const cure =
          mostS < 1
            ? `policy.poll_interval: ${Math.ceil(poll.s / (debouncePolls - 1))}s in hecate.yaml, or more: NUT's drivers ask once a second at most`
            : `set ${poll.key} = ${Math.floor(mostS)} in ups.conf, at most (debounce_polls - 1) x poll_interval, and restart the driver`;
        const text = `${says}: ${debouncePolls} readings may be one, said again`;
        return [finding("failed", text, cure)];
      });
    },
  },
  {
    name: "runtime",
    of: (facts) => {
      const daemon = daemonOf(facts);
      const own = new Map(facts.upses.map((fact) => [fact.ups, fact]));
      const names = configOf(facts)?.upses.map(({ name }) => name) ?? [...own.keys()];
      return names.flatMap((ups) => {
        const fact = own.get(ups);
        const reading = daemon?.readings[ups];
        const variables =
          fact?.kind === "read"
            ? fact.variables
            : reading?.comms === "ok"
              ? reading.variables
              : undefined;
        if (!variables) return [];
        const runtime = variables["battery.runtime"];
        return runtime === undefined
          ? [
              finding(
                "warning",
                `${ups}: it tells no battery.runtime`,
                "it is judged by charge and time on battery (policy.without_runtime): set those after a discharge test",
              ),
            ]
          : [ok(`${ups}: it tells its runtime, ${runtime} s now`)];
      });
    },
  },
  {
    name: "feasible",
    of: (facts) =>
      (daemonOf(facts)?.state.upses ?? []).flatMap(
        ({ ups, feasible, thresholdS, budgetSource }) => {
          if (feasible === undefined) return [];
          const needed = `${Math.round(thresholdS)} s`;
          if (feasible) return [ok(`${ups}: its runtime on mains covers a shutdown, ${needed}`)];
          const cure =
            budgetSource === "default"
              ? "measure a shutdown: the budget is the default until then; else less load, or a larger battery"
              : "less load, a larger battery, or stages that take less";
          return [
            finding(
              "failed",
              `${ups}: its runtime on mains is below ${needed}, which a shutdown takes`,
              cure,
            ),
          ];
        },
      ),
  },
  {
    name: "budget",
    of: (facts) => {
      const config = configOf(facts);
      if (!config || config.self !== config.coordinator) return [];
      const isLearnt = daemonOf(facts)?.state.upses.some((ups) => ups.budgetSource === "runs");
      const first = firstBudgetOf(config);
      const thought = firstBudgetText(first);
      if (isLearnt || first.writeS === undefined) return [ok(`${thought} at first`)];
      const text = `${thought}, and default_shutdown_budget is ${first.defaultS} s`;
      const cure = `budget.default_shutdown_budget: ${first.writeS}s, until one was measured by \`hecate shutdown --execute\``;
      return [finding("warning", text, cure)];
    },
  },
  {
    name: "killpower",
    of: (facts) =>
      (configOf(facts)?.upses ?? []).flatMap(({ name, killpower }) =>
        killpower
          ? [
              finding(
                "note",
                `${name}: its load is cut at the end of a shutdown`,
                "see that everything on it may lose its power, and that ups.delay.start brings it back",
              ),
            ]
          : [],
      ),
  },
];

/** How old what a driver tells may be, and by which of its settings: the slower one. */
function pollOf(fact: UpsFact): { readonly s: number; readonly key: string } | undefined {
  if (fact.kind !== "read") return undefined;
  const { variables } = fact;
  const set = (key: string, usual: number) => {
    const told = Number.parseFloat(variables[`driver.parameter.${key}`] ?? "");
    return { key, s: Number.isNaN(told) ? usual : told };
  };
  const interval = set("pollinterval", pollintervalS);
  const freq = set("pollfreq", pollfreqS.get(variables["driver.name"] ?? "") ?? 0);
  return freq.s > interval.s ? freq : interval;
}
