import type { FinishedRun } from "../../power/model.ts";
import type { PowerAlarm, PowerRun, PowerState } from "../../protocol/generated/schemas.ts";
import { flag, type HecateMetricRow, type MetricFacts, one, oneOf, type Series } from "./row.ts";
import { upsMetricTable } from "./ups-table.ts";

// Typed by the generated types: a word that is added there is missed here.
const conditions = {
  normal: 0,
  degraded: 0,
  "on-battery": 0,
  "shutting-down": 0,
} as const satisfies Zeros<PowerState["condition"]>;
const phases = {
  watching: 0,
  running: 0,
  "powering-off": 0,
  holding: 0,
  "self-off": 0,
} as const satisfies Zeros<PowerState["phase"]>;
const severities = {
  info: 0,
  warning: 0,
  critical: 0,
} as const satisfies Zeros<PowerAlarm["severity"]>;
const stepStates = {
  planned: 0,
  started: 0,
  done: 0,
  failed: 0,
  skipped: 0,
  "would-do": 0,
} as const satisfies Zeros<PowerRun["stages"][number]["steps"][number]["state"]>;
type Zeros<N extends string> = Readonly<Record<N, 0>>;

/** Every metric of hecate, by name. Labels take their values from tables and from hecate.yaml: the number of series is bounded. */
export const hecateMetricTable: Readonly<Record<string, HecateMetricRow>> = {
  hecate_build_info: {
    help: "Always 1; which hecate this is, what it runs on, and the hash of its configuration.",
    labels: ["version", "node_version", "config_hash"],
    series: ({ status: { state, config }, nodeVersion }) => [
      [{ version: state.version ?? "", node_version: nodeVersion, config_hash: config.hash }, 1],
    ],
  },
  hecate_coordinator: row("Whether this hecate decides for all; 0: it is a peer.", ({ state }) =>
    flag(state.role === "coordinator"),
  ),
  hecate_condition: {
    help: "How it is on the whole: the worst there is.",
    labels: ["condition"],
    series: ({ status: { state } }) => oneOf("condition", Object.keys(conditions), state.condition),
  },
  hecate_phase: {
    help: "Where a shutdown is; watching: there is none.",
    labels: ["phase"],
    series: ({ status: { state } }) => oneOf("phase", Object.keys(phases), state.phase),
  },
  ...upsMetricTable,
  hecate_alarms: {
    help: "Alarms that last.",
    labels: ["severity"],
    series: ({ status: { state } }) =>
      Object.keys(severities).map(
        (severity): Series => [
          { severity },
          state.alarms.filter((alarm) => alarm.severity === severity).length,
        ],
      ),
  },
  hecate_start_gate_open: row(
    "Whether the batteries allow a startup; absent on a peer, which decides on none.",
    ({ state }) => (state.role === "peer" ? undefined : flag(state.startGate.open)),
  ),
  hecate_inhibit_left_seconds: row(
    "How long maintenance holds shutdowns back; 0: there is none.",
    ({ state }) => (state.inhibit?.leftMs ?? 0) / 1000,
  ),
  hecate_broker_up: {
    help: "Whether it is connected to the broker, by the name that it comes under.",
    labels: ["as"],
    series: ({ status: { links } }) => links.map(({ name, isUp }) => [{ as: name }, flag(isUp)]),
  },
  hecate_cluster_up: row(
    "Whether the API of the cluster has answered, asked once a minute; absent: none is configured.",
    ({ cluster }) => (cluster ? flag(cluster.isReachable) : undefined),
  ),
  hecate_peer_up: peer(
    "Whether the hecate of that host is there, as far as the broker tells; absent: not known.",
    ({ publisher }) => (publisher === "unknown" ? undefined : flag(publisher === "up")),
  ),
  hecate_peer_age_seconds: peer("Since the last word of that host.", ({ ageMs }) =>
    ageMs === undefined ? undefined : ageMs / 1000,
  ),
  hecate_peer_config_same: peer(
    "Whether its configuration is this one; absent: not told.",
    ({ configHash }, own) => (configHash === undefined ? undefined : flag(configHash === own)),
  ),
  hecate_config_current: row(
    "Whether the configuration in use is that of the last reload; 0: the file was wrong.",
    ({ config }) => flag(config.problem === undefined),
  ),
  hecate_state_saved: row("Whether its state can be written to disk.", ({ store }) =>
    flag(store.isSaving),
  ),
  hecate_run_active: row("Whether a run is under way.", ({ run }) =>
    flag(run !== null && !["done", "failed", "cancelled"].includes(run.phase)),
  ),
  hecate_run_steps: {
    help: "Steps of the run under way, or of the last since its start, by state; absent: there was none.",
    labels: ["state"],
    series: ({ status: { run } }) => {
      if (!run) return [];
      const steps = run.stages.flatMap((stage) => stage.steps);
      return Object.keys(stepStates).map(
        (state): Series => [{ state }, steps.filter((step) => step.state === state).length],
      );
    },
  },
  hecate_last_run_number: lastRun("Number of the last run that is over.", ({ run }) => run),
  hecate_last_run_success: lastRun("Whether it was done to its end.", ({ outcome }) =>
    flag(outcome === "done"),
  ),
  hecate_last_run_executed: lastRun(
    "Whether anything was done; 0: it was a dry run.",
    ({ executed }) => flag(executed),
  ),
  hecate_last_run_timestamp_seconds: lastRun(
    "When it was over, in seconds since 1970.",
    ({ endedAt }) => (endedAt === undefined ? undefined : endedAt / 1000),
  ),
  hecate_last_run_duration_seconds: lastRun(
    "How long it took; absent after a dry run.",
    ({ tookS }) => tookS,
  ),
  process_cpu_seconds_total: {
    help: "User and system CPU time of the process.",
    labels: [],
    type: "counter",
    series: ({ process }) => one(process.cpuSeconds),
  },
  process_resident_memory_bytes: {
    help: "Resident memory of the process.",
    labels: [],
    series: ({ process }) => one(process.residentBytes),
  },
  process_start_time_seconds: {
    help: "When the process was started, in seconds since 1970.",
    labels: [],
    series: ({ process }) => one(process.startedAtSeconds),
  },
};

function row(
  help: string,
  value: (status: MetricFacts["status"]) => number | undefined,
): HecateMetricRow {
  return { help, labels: [], series: ({ status }) => one(value(status)) };
}

function peer(
  help: string,
  value: (peer: PowerState["peers"][number], ownHash: string) => number | undefined,
): HecateMetricRow {
  return {
    help,
    labels: ["peer"],
    series: ({ status: { state, config } }) =>
      state.peers.flatMap((each) => one(value(each, config.hash), { peer: each.host })),
  };
}

/** By its kind: a startup says nothing of how shutdowns go. */
function lastRun(help: string, value: (run: FinishedRun) => number | undefined): HecateMetricRow {
  return {
    help,
    labels: ["kind"],
    series: ({ status: { runs } }) =>
      (["shutdown", "startup"] as const).flatMap((kind) => {
        const last = runs.findLast((run) => run.kind === kind);
        return last ? one(value(last), { kind }) : [];
      }),
  };
}
