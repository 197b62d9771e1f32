/** A metric: what it is, and the labels that tell its series apart. */
export interface MetricRow {
  readonly type: "counter" | "gauge" | "histogram";
  /** One sentence, as it stands in the HELP line. */
  readonly help: string;
  readonly labels: readonly string[];
  /** Upper bounds of a histogram's buckets, in its unit. */
  readonly buckets?: readonly number[];
}

/** From a call within the machine to a unit that takes minutes. */
const jobBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
/** From tmpfs to a disk that others keep busy. */
const syncBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
/** From what a timer is late by anyway to a process that was stopped. */
const delayBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Every metric of hirte, by name. Labels take their values from tables of this program and from the
 * names of allowed nodes, never from what somebody sends: the number of series is bounded.
 * docs/observability.md explains them.
 */
export const metricTable = {
  hirte_build_info: {
    type: "gauge",
    help: "Always 1; which hirte this is, and the Node.js it runs on.",
    labels: ["version", "node_version"],
  },
  hirte_epoch: {
    type: "gauge",
    help: "Number of this life of the manager; it only rises.",
    labels: [],
  },
  hirte_broker_up: {
    type: "gauge",
    help: "Whether the manager is connected to its broker.",
    labels: [],
  },
  hirte_log_writable: {
    type: "gauge",
    help: "Whether the log of jobs can be written; while it is 0 nothing new is begun but what the coordinator asks.",
    labels: [],
  },
  hirte_log_waiting_records: {
    type: "gauge",
    help: "Records of what has happened that are kept in memory, as the log of jobs cannot be written.",
    labels: [],
  },
  hirte_log_sync_seconds: {
    type: "histogram",
    help: "How long it took to bring the log of jobs to disk; many records share one sync.",
    labels: [],
    buckets: syncBuckets,
  },
  hirte_nodes: { type: "gauge", help: "Allowed nodes by state.", labels: ["state"] },
  hirte_node_up: { type: "gauge", help: "Whether a node is online.", labels: ["node"] },
  hirte_node_state: {
    type: "gauge",
    help: "Always 1; the state that a node is in.",
    labels: ["node", "state"],
  },
  hirte_jobs_open: {
    type: "gauge",
    help: "Jobs that have not ended, by state.",
    labels: ["state"],
  },
  hirte_jobs_total: {
    type: "counter",
    help: "Jobs that have ended since hirte was started, by what was asked and how it ended.",
    labels: ["verb", "result"],
  },
  hirte_jobs_resolved_total: {
    type: "counter",
    help: "Jobs counted as lost of which it was learned later how they ended, by that result.",
    labels: ["result"],
  },
  hirte_job_seconds: {
    type: "histogram",
    help: "Time from the acceptance of a job to its end.",
    labels: ["verb"],
    buckets: jobBuckets,
  },
  hirte_requests_refused_total: {
    type: "counter",
    help: "Requests that were refused, by the code of the refusal.",
    labels: ["code"],
  },
  hirte_broker_connections: {
    type: "gauge",
    help: "Connections to the embedded broker over sockets.",
    labels: [],
  },
  hirte_broker_clients: {
    type: "gauge",
    help: "Clients of the embedded broker whose CONNECT was accepted, the manager among them.",
    labels: [],
  },
  hirte_broker_subscriptions: {
    type: "gauge",
    help: "Filters that clients of the embedded broker have subscribed to.",
    labels: [],
  },
  hirte_broker_messages_received_total: {
    type: "counter",
    help: "Messages that clients published on the embedded broker, by how they are connected.",
    labels: ["via"],
  },
  hirte_broker_messages_sent_total: {
    type: "counter",
    help: "Messages that the embedded broker sent to subscribers, by how they are connected.",
    labels: ["via"],
  },
  hirte_broker_received_bytes_total: {
    type: "counter",
    help: "Bytes that the embedded broker read from its clients, by how they are connected.",
    labels: ["via"],
  },
  hirte_broker_sent_bytes_total: {
    type: "counter",
    help: "Bytes that clients of the embedded broker have taken, by how they are connected.",
    labels: ["via"],
  },
  hirte_broker_queued_bytes: {
    type: "gauge",
    help: "Bytes that wait in the embedded broker, for clients and from them.",
    labels: [],
  },
  hirte_broker_retained_messages: {
    type: "gauge",
    help: "Messages that the embedded broker retains.",
    labels: [],
  },
  hirte_broker_retained_bytes: {
    type: "gauge",
    help: "Size of the retained messages with their topics.",
    labels: [],
  },
  hirte_broker_cut_off_total: {
    type: "counter",
    help: "Connections that the embedded broker ended, by reason: slow-reader and stalled-reader are those that did not read.",
    labels: ["reason"],
  },
  hirte_broker_dropped_messages_total: {
    type: "counter",
    help: "Messages that were acknowledged and thrown away, as nobody may publish them.",
    labels: [],
  },
  hirte_login_failures_total: {
    type: "counter",
    help: "Clients of the embedded broker that did not prove who they are: missing (nothing shown), wrong, or busy (not looked at, as too many wait).",
    labels: ["reason"],
  },
  hirte_quota_waits_total: {
    type: "counter",
    help: "How often somebody had to wait for its turn, by what there was too much of.",
    labels: ["kind"],
  },
  hirte_quota_refusals_total: {
    type: "counter",
    help: "How often something beyond the share of a user, a node or an address was refused, not kept, or cut off, by what there was too much of.",
    labels: ["kind"],
  },
  hirte_event_loop_delay_seconds: {
    type: "histogram",
    help: "How long something that became due, at any moment, waited for its turn.",
    labels: [],
    buckets: delayBuckets,
  },
  hirte_event_loop_busy_seconds_total: {
    type: "counter",
    help: "Time in which the event loop was at work and did not wait for anything.",
    labels: [],
  },
  process_cpu_seconds_total: {
    type: "counter",
    help: "User and system CPU time of the process.",
    labels: [],
  },
  process_resident_memory_bytes: {
    type: "gauge",
    help: "Resident memory of the process.",
    labels: [],
  },
  process_start_time_seconds: {
    type: "gauge",
    help: "When the process was started, in seconds since 1970.",
    labels: [],
  },
  process_open_fds: { type: "gauge", help: "Open file descriptors of the process.", labels: [] },
  process_max_fds: {
    type: "gauge",
    help: "Most file descriptors that the process may have open; absent without a limit.",
    labels: [],
  },
  nodejs_heap_size_total_bytes: {
    type: "gauge",
    help: "Size of the JavaScript heap.",
    labels: [],
  },
  nodejs_heap_size_used_bytes: {
    type: "gauge",
    help: "Used part of the JavaScript heap.",
    labels: [],
  },
  nodejs_external_memory_bytes: {
    type: "gauge",
    help: "Memory outside of the heap that JavaScript objects hold.",
    labels: [],
  },
} as const satisfies Readonly<Record<string, MetricRow>>;

/** Name of a metric, of one type where it is named. */
export type MetricName<T extends MetricRow["type"] = MetricRow["type"]> = {
  [N in keyof typeof metricTable]: (typeof metricTable)[N]["type"] extends T ? N : never;
}[keyof typeof metricTable];
