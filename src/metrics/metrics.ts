import { setImmediate as nextTurn } from "node:timers/promises";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Clock } from "../core/clock.ts";
import { errorCodes } from "../core/errors.ts";
import type { Job, JobResult, NodeStatus, Reply } from "../protocol/generated/schemas.ts";
import { type Verb, verbs } from "../protocol/verbs.ts";
import { EventLoopDelay } from "./event-loop.ts";
import { readProcess } from "./process.ts";
import { type MetricName, type MetricRow, metricTable } from "./table.ts";

/** What is asked of the manager at each scrape. */
export interface ManagerSource {
  readonly epoch: number;
  /** Whether it is connected to its broker. */
  readonly isConnected: boolean;
  nodeStates(): Iterable<{ readonly name: string; readonly state: NodeStatus }>;
  openJobs(): Iterable<Pick<Job, "state">>;
}

/** What went through the connections of one kind. */
export interface Traffic {
  readonly messagesIn: number;
  readonly messagesOut: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** What is asked of the embedded broker at each scrape. */
export interface BrokerSource {
  stats(): {
    readonly connections: number;
    readonly clients: number;
    readonly subscriptions: number;
    readonly retainedMessages: number;
    readonly retainedBytes: number;
    readonly queuedBytes: number;
    readonly cutOffs: Readonly<Record<string, number>>;
    readonly droppedMessages: number;
    readonly loginFailures: Readonly<Record<string, number>>;
    readonly traffic: Readonly<Record<string, Traffic>>;
  };
}

/** What is asked at each scrape of who went beyond a share. */
export interface QuotaSource {
  readonly counts: {
    readonly waits: Readonly<Record<string, number>>;
    readonly refusals: Readonly<Record<string, number>>;
  };
}

/** Whatever numbers are read from. */
export interface MetricSources {
  readonly manager: ManagerSource;
  /** Absent: the broker is another program. */
  readonly broker?: BrokerSource;
  readonly quotas?: QuotaSource;
  readonly isLogWritable: () => boolean;
  /** Records that are kept in memory until it can be. */
  readonly logWaiting: () => number;
}

// Typed by the generated types: a state or result that is added there is missed here.
const nodeStates = { online: 0, unreachable: 0, offline: 0 } as const satisfies Zeros<NodeStatus>;
const jobStates = { queued: 0, running: 0, unreachable: 0 } as const satisfies Zeros<
  Exclude<Job["state"], "finished">
>;
const jobResults = {
  done: 0,
  failed: 0,
  canceled: 0,
  timeout: 0,
  dependency: 0,
  skipped: 0,
  expired: 0,
  lost: 0,
} as const satisfies Zeros<JobResult>;
type Zeros<N extends string> = Readonly<Record<N, 0>>;

/** A text that was made a moment ago is given out again: nobody can keep hirte busy by asking. */
const freshMs = 250;

/**
 * hirte's metrics. What happens rarely is told to it (`jobChanged`, `replied`, `logSynced`);
 * everything else is a plain number where it happens, and read when somebody asks.
 */
export class Metrics {
  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;
  readonly #registry = new Registry();
  /** What is in the registry. */
  readonly #rows: Pick<MetricRow & { readonly name: MetricName }, "name" | "labels">[] = [];
  readonly #clock: Clock;
  readonly #loopDelay: EventLoopDelay;
  readonly #jobs = this.#counter("hirte_jobs_total");
  readonly #resolved = this.#counter("hirte_jobs_resolved_total");
  readonly #jobSeconds = this.#histogram("hirte_job_seconds");
  readonly #refused = this.#counter("hirte_requests_refused_total");
  readonly #syncSeconds = this.#histogram("hirte_log_sync_seconds");
  readonly #readers: (() => void | Promise<void>)[] = [];
  #made: { readonly atMs: number; readonly text: Promise<string> } | undefined;

  constructor(options: { readonly version: string; readonly clock: Clock }) {
    this.#clock = options.clock;
    this.#gauge("hirte_build_info").set(
      { version: options.version, node_version: process.version },
      1,
    );
    const delay = this.#histogram("hirte_event_loop_delay_seconds");
    this.#loopDelay = new EventLoopDelay({
      clock: options.clock,
      onSample: (delayMs) => delay.observe(delayMs / 1000),
    });
    this.#beginAtZero();
    this.#readers.push(this.#processReader());
  }

  /** A job has changed, or what became of a lost one is known. */
  jobChanged(job: Job): void {
    if (job.state !== "finished") return;
    if (job.resolved) {
      this.#resolved.inc({ result: job.resolved.result });
      return;
    }
    this.#jobs.inc({ verb: job.verb, result: job.result ?? "lost" });
    this.#jobSeconds.observe({ verb: job.verb }, Math.max(0, job.at - job.acceptedAt) / 1000);
  }

  /** A request was answered. */
  replied(reply: Pick<Reply, "status" | "problem">): void {
    if (reply.status !== "refused") return;
    const code = reply.problem?.code ?? "";
    this.#refused.inc({ code: Object.hasOwn(errorCodes, code) ? code : "other" });
  }

  /** The log was brought to disk. */
  logSynced(seconds: number): void {
    this.#syncSeconds.observe(seconds);
  }

  /** Begins to watch the event loop, and takes further numbers from `sources`. */
  start(sources: MetricSources): void {
    this.#readers.push(this.#managerReader(sources));
    if (sources.broker) this.#readers.push(this.#brokerReader(sources.broker));
    if (sources.quotas) this.#readers.push(this.#quotaReader(sources.quotas));
    this.#loopDelay.start();
  }

  stop(): void {
    this.#loopDelay.stop();
  }

  /** All metrics in Prometheus's text format 0.0.4, at most a quarter of a second old. */
  text(): Promise<string> {
    const nowMs = this.#clock.monotonicMs();
    if (!this.#made || nowMs - this.#made.atMs >= freshMs) {
      const text = this.#make();
      this.#made = { atMs: nowMs, text };
      // Whoever asked is told; the next one makes it anew.
      text.catch(() => {
        if (this.#made?.text === text) this.#made = undefined;
      });
    }
    return this.#made.text;
  }

  async #make(): Promise<string> {
    for (const read of this.#readers) await read();
    const families: string[] = [];
    for (const { name, labels } of this.#rows) {
      // With many nodes it takes milliseconds, in which others have their turn in between.
      if (labels.includes("node")) await nextTurn();
      families.push(await this.#registry.getSingleMetricAsString(name));
    }
    return `${families.join("\n")}\n`;
  }

  /** A series that begins with its first event hides that event from rate(). */
  #beginAtZero(): void {
    for (const [verb, { kind }] of Object.entries<Verb>(verbs)) {
      if (kind !== "job") continue;
      for (const result of Object.keys(jobResults)) this.#jobs.inc({ verb, result }, 0);
    }
    for (const result of Object.keys(jobResults)) {
      if (result !== "lost") this.#resolved.inc({ result }, 0);
    }
    for (const code of Object.keys(errorCodes)) this.#refused.inc({ code }, 0);
  }

  #managerReader({ manager, isLogWritable, logWaiting }: MetricSources): () => void {
    const epoch = this.#gauge("hirte_epoch");
    const brokerUp = this.#gauge("hirte_broker_up");
    const logWritable = this.#gauge("hirte_log_writable");
    const waiting = this.#gauge("hirte_log_waiting_records");
    const nodes = this.#gauge("hirte_nodes");
    const nodeUp = this.#gauge("hirte_node_up");
    const nodeState = this.#gauge("hirte_node_state");
    const jobsOpen = this.#gauge("hirte_jobs_open");
    return () => {
      epoch.set(manager.epoch);
      brokerUp.set(manager.isConnected ? 1 : 0);
      // First, for it writes what waits, where it can.
      logWritable.set(isLogWritable() ? 1 : 0);
      waiting.set(logWaiting());
      // A node that is no longer allowed leaves no series behind.
      nodeUp.reset();
      nodeState.reset();
      const nodeCounts: Record<NodeStatus, number> = { ...nodeStates };
      for (const { name: node, state } of manager.nodeStates()) {
        nodeCounts[state]++;
        nodeUp.set({ node }, state === "online" ? 1 : 0);
        // The others are left out: with a thousand nodes they were most of the text.
        nodeState.set({ node, state }, 1);
      }
      for (const [state, count] of Object.entries(nodeCounts)) nodes.set({ state }, count);
      const jobCounts: Record<keyof typeof jobStates, number> = { ...jobStates };
      for (const { state } of manager.openJobs()) if (state !== "finished") jobCounts[state]++;
      for (const [state, count] of Object.entries(jobCounts)) jobsOpen.set({ state }, count);
    };
  }

  #brokerReader(broker: BrokerSource): () => void {
    const connections = this.#gauge("hirte_broker_connections");
    const clients = this.#gauge("hirte_broker_clients");
    const subscriptions = this.#gauge("hirte_broker_subscriptions");
    const queued = this.#gauge("hirte_broker_queued_bytes");
    const retained = this.#gauge("hirte_broker_retained_messages");
    const retainedBytes = this.#gauge("hirte_broker_retained_bytes");
    const messagesIn = this.#counter("hirte_broker_messages_received_total");
    const messagesOut = this.#counter("hirte_broker_messages_sent_total");
    const bytesIn = this.#counter("hirte_broker_received_bytes_total");
    const bytesOut = this.#counter("hirte_broker_sent_bytes_total");
    const cutOff = this.#counter("hirte_broker_cut_off_total");
    const dropped = this.#counter("hirte_broker_dropped_messages_total");
    const loginFailures = this.#counter("hirte_login_failures_total");
    return () => {
      const stats = broker.stats();
      connections.set(stats.connections);
      clients.set(stats.clients);
      subscriptions.set(stats.subscriptions);
      queued.set(stats.queuedBytes);
      retained.set(stats.retainedMessages);
      retainedBytes.set(stats.retainedBytes);
      const ways = Object.entries(stats.traffic);
      const ofTraffic = (pick: (traffic: Traffic) => number) =>
        ways.map(([via, traffic]) => [{ via }, pick(traffic)] as const);
      setTotals(
        messagesIn,
        ofTraffic((t) => t.messagesIn),
      );
      setTotals(
        messagesOut,
        ofTraffic((t) => t.messagesOut),
      );
      setTotals(
        bytesIn,
        ofTraffic((t) => t.bytesIn),
      );
      setTotals(
        bytesOut,
        ofTraffic((t) => t.bytesOut),
      );
      setTotals(
        cutOff,
        Object.entries(stats.cutOffs).map(([reason, count]) => [{ reason }, count]),
      );
      setTotals(dropped, [[{}, stats.droppedMessages]]);
      setTotals(
        loginFailures,
        Object.entries(stats.loginFailures).map(([reason, count]) => [{ reason }, count]),
      );
    };
  }

  #quotaReader(quotas: QuotaSource): () => void {
    const waits = this.#counter("hirte_quota_waits_total");
    const refusals = this.#counter("hirte_quota_refusals_total");
    const byKind = (counts: Readonly<Record<string, number>>) =>
      Object.entries(counts).map(([kind, count]) => [{ kind }, count] as const);
    return () => {
      const { counts } = quotas;
      setTotals(waits, byKind(counts.waits));
      setTotals(refusals, byKind(counts.refusals));
    };
  }

  #processReader(): () => Promise<void> {
    const cpu = this.#counter("process_cpu_seconds_total");
    const resident = this.#gauge("process_resident_memory_bytes");
    const startTime = this.#gauge("process_start_time_seconds");
    const openFds = this.#gauge("process_open_fds");
    const maxFds = this.#gauge("process_max_fds");
    const heapTotal = this.#gauge("nodejs_heap_size_total_bytes");
    const heapUsed = this.#gauge("nodejs_heap_size_used_bytes");
    const external = this.#gauge("nodejs_external_memory_bytes");
    const loopBusy = this.#counter("hirte_event_loop_busy_seconds_total");
    return async () => {
      const facts = await readProcess();
      setTotals(cpu, [[{}, facts.cpuSeconds]]);
      setTotals(loopBusy, [[{}, facts.loopBusySeconds]]);
      resident.set(facts.residentBytes);
      startTime.set(facts.startedAtSeconds);
      heapTotal.set(facts.heapTotalBytes);
      heapUsed.set(facts.heapUsedBytes);
      external.set(facts.externalBytes);
      setOrLeaveOut(openFds, facts.openFds);
      setOrLeaveOut(maxFds, facts.maxFds);
    };
  }

  #counter(name: MetricName<"counter">): Counter {
    return new Counter(this.#settings(name));
  }

  #gauge(name: MetricName<"gauge">): Gauge {
    return new Gauge(this.#settings(name));
  }

  #histogram(name: MetricName<"histogram">): Histogram {
    return new Histogram({ ...this.#settings(name), buckets: [...metricTable[name].buckets] });
  }

  #settings(name: MetricName) {
    const { help, labels }: MetricRow = metricTable[name];
    this.#rows.push({ name, labels });
    return { name, help, labelNames: [...labels], registers: [this.#registry] };
  }
}

type Totals = readonly (readonly [labels: Readonly<Record<string, string>>, total: number])[];

/** prom-client's counters can only be added to: they begin anew at each scrape. */
function setTotals(counter: Counter, totals: Totals): void {
  counter.reset();
  for (const [labels, total] of totals) counter.inc(labels, total);
}

/** A gauge without labels has a value, 0, unless it is taken out. */
function setOrLeaveOut(gauge: Gauge, value: number | undefined): void {
  if (value === undefined) gauge.remove();
  else gauge.set(value);
}
