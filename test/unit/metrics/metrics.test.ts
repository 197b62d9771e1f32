import assert from "node:assert/strict";
import { errorCodes } from "../../../src/core/errors.ts";
import { type BrokerSource, type ManagerSource, Metrics } from "../../../src/metrics/metrics.ts";
import { type MetricRow, metricTable } from "../../../src/metrics/table.ts";
import type { Job, NodeStatus } from "../../../src/protocol/generated/schemas.ts";
import { verbs } from "../../../src/protocol/verbs.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { lintFamily, parsePrometheusText, seriesValue } from "../../support/prometheus-text.ts";

/** A job, as it is told when it has ended. */
function aJob(over: Partial<Job> = {}): Job {
  return {
    id: "a".repeat(32),
    epoch: 7,
    user: "ann",
    node: "node1",
    unit: "web.service",
    verb: "start",
    state: "finished",
    result: "done",
    acceptedAt: 1000,
    at: 1040,
    startBy: 91_000,
    ...over,
  };
}

const traffic = { messagesIn: 1, messagesOut: 2, bytesIn: 3, bytesOut: 4 };

describe("the metrics", () => {
  let clock: FakeClock;
  let metrics: Metrics;
  let nodes: { name: string; state: NodeStatus }[];
  let jobs: Pick<Job, "state">[];
  let isConnected: boolean;
  let stats: ReturnType<BrokerSource["stats"]>;
  const manager: ManagerSource = {
    epoch: 7,
    get isConnected() {
      return isConnected;
    },
    nodeStates: () => nodes,
    openJobs: () => jobs,
  };
  /** The text as it is now, not the one that was made a moment ago. */
  const scrape = async () => {
    clock.stall(250);
    return metrics.text();
  };

  beforeEach(() => {
    clock = new FakeClock();
    metrics = new Metrics({ version: '1.2"\\\n3', clock });
    nodes = [
      { name: "node1", state: "online" },
      { name: "node2", state: "unreachable" },
    ];
    jobs = [{ state: "running" }, { state: "running" }, { state: "queued" }];
    isConnected = true;
    stats = {
      connections: 5,
      clients: 6,
      subscriptions: 7,
      retainedMessages: 8,
      retainedBytes: 9,
      queuedBytes: 10,
      cutOffs: { "slow-reader": 2, closing: 0 },
      droppedMessages: 11,
      loginFailures: { missing: 1, wrong: 2, busy: 3 },
      traffic: { socket: traffic, "in-process": { ...traffic, messagesIn: 100 } },
    };
    const quotas = { counts: { waits: { packets: 7 }, refusals: { jobs: 8 } } };
    metrics.start({
      manager,
      broker: { stats: () => stats },
      quotas,
      isLogWritable: () => true,
      logWaiting: () => 3,
    });
  });
  afterEach(() => metrics.stop());

  it("[REQ-OBS-1] are those of the table, all of them, with their type and labels", async () => {
    metrics.jobChanged(aJob());
    const families = parsePrometheusText(await scrape());
    assert.deepEqual([...families.keys()].sort(), Object.keys(metricTable).sort());
    for (const [name, row] of Object.entries<MetricRow>(metricTable)) {
      const family = families.get(name);
      assert.deepEqual([family?.type, family?.help], [row.type, row.help]);
      assert.notEqual(family?.samples.length, 0, `${name} has a value`);
      for (const { labels } of family?.samples ?? []) {
        const names = Object.keys(labels).filter((label) => label !== "le");
        assert.deepEqual(names.sort(), [...row.labels].sort(), name);
      }
    }
  });

  it("[REQ-OBS-2] keep to the conventions of Prometheus", async () => {
    metrics.jobChanged(aJob());
    metrics.jobChanged(aJob({ verb: "stop", at: 1_000_000 }));
    metrics.logSynced(0.002);
    await clock.advance(1000);
    const families = [...parsePrometheusText(await scrape()).values()];
    assert.deepEqual(families.flatMap(lintFamily), []);
  });

  it("[REQ-OBS-1] escape what is not theirs", async () => {
    const labels = { version: '1.2"\\\n3', node_version: process.version };
    assert.equal(seriesValue(await scrape(), "hirte_build_info", labels), 1);
  });

  it("[REQ-OBS-1] tell of each node, and forget one that is no longer allowed", async () => {
    const before = await scrape();
    assert.equal(seriesValue(before, "hirte_node_up", { node: "node1" }), 1);
    assert.equal(seriesValue(before, "hirte_node_up", { node: "node2" }), 0);
    assert.equal(
      seriesValue(before, "hirte_node_state", { node: "node2", state: "unreachable" }),
      1,
    );
    const online = seriesValue(before, "hirte_node_state", { node: "node2", state: "online" });
    assert.equal(online, undefined);
    assert.equal(seriesValue(before, "hirte_nodes", { state: "online" }), 1);
    assert.equal(seriesValue(before, "hirte_nodes", { state: "offline" }), 0);
    nodes = [{ name: "node1", state: "offline" }];
    const after = await scrape();
    assert.equal(seriesValue(after, "hirte_node_up", { node: "node1" }), 0);
    assert.doesNotMatch(after, /node2/);
    assert.equal(seriesValue(after, "hirte_nodes", { state: "offline" }), 1);
  });

  it("[REQ-OBS-3] count a job once, when it has ended, by verb and result", async () => {
    metrics.jobChanged(aJob({ state: "running" }));
    metrics.jobChanged(aJob({ state: "unreachable" }));
    metrics.jobChanged(aJob());
    metrics.jobChanged(aJob({ verb: "stop", result: "lost" }));
    const text = await scrape();
    assert.equal(seriesValue(text, "hirte_jobs_total", { verb: "start", result: "done" }), 1);
    assert.equal(seriesValue(text, "hirte_jobs_total", { verb: "stop", result: "lost" }), 1);
    assert.equal(seriesValue(text, "hirte_jobs_total", { verb: "reload", result: "failed" }), 0);
    const { samples = [] } = parsePrometheusText(text).get("hirte_jobs_total") ?? {};
    assert.equal(
      samples.reduce((sum, { value }) => sum + value, 0),
      2,
    );
  });

  it("[REQ-OBS-3] count what became of a lost job apart from its end", async () => {
    const lost = aJob({ result: "lost" });
    metrics.jobChanged(lost);
    metrics.jobChanged({ ...lost, resolved: { result: "done", at: 5000 } });
    const text = await scrape();
    assert.equal(seriesValue(text, "hirte_jobs_total", { verb: "start", result: "lost" }), 1);
    assert.equal(seriesValue(text, "hirte_jobs_total", { verb: "start", result: "done" }), 0);
    assert.equal(seriesValue(text, "hirte_jobs_resolved_total", { result: "done" }), 1);
    assert.equal(seriesValue(text, "hirte_job_seconds_count", { verb: "start" }), 1);
  });

  it("[REQ-OBS-3] tell how long jobs took, from acceptance to end", async () => {
    metrics.jobChanged(aJob({ acceptedAt: 1000, at: 1040 }));
    metrics.jobChanged(aJob({ acceptedAt: 1000, at: 9000 }));
    // A job of an earlier life, on a clock that was set back.
    metrics.jobChanged(aJob({ acceptedAt: 1000, at: 900 }));
    const text = await scrape();
    const bucket = (le: string) =>
      seriesValue(text, "hirte_job_seconds_bucket", { verb: "start", le }) ?? -1;
    assert.deepEqual([bucket("0.005"), bucket("0.05"), bucket("5"), bucket("10")], [1, 2, 2, 3]);
    assert.equal(seriesValue(text, "hirte_job_seconds_sum", { verb: "start" }), 8.04);
  });

  it("[REQ-OBS-1] tell of open jobs by state, zero among them", async () => {
    const text = await scrape();
    const open = ["queued", "running", "unreachable"].map((state) =>
      seriesValue(text, "hirte_jobs_open", { state }),
    );
    assert.deepEqual(open, [1, 2, 0]);
  });

  it("[REQ-OBS-4] count refusals by codes of the table, and any other as other", async () => {
    metrics.replied({ status: "accepted" });
    metrics.replied({ status: "refused", problem: { code: "node-offline", message: "" } });
    for (const code of ["constructor", "made-up", "made-up-too"]) {
      metrics.replied({ status: "refused", problem: { code, message: "" } });
    }
    const text = await scrape();
    assert.equal(seriesValue(text, "hirte_requests_refused_total", { code: "node-offline" }), 1);
    assert.equal(seriesValue(text, "hirte_requests_refused_total", { code: "other" }), 3);
    assert.equal(seriesValue(text, "hirte_requests_refused_total", { code: "expired" }), 0);
    const { samples = [] } = parsePrometheusText(text).get("hirte_requests_refused_total") ?? {};
    assert.equal(samples.length, Object.keys(errorCodes).length + 1);
  });

  it("[REQ-OBS-4] have no more series than tables and nodes account for", async () => {
    for (let i = 0; i < 1000; i++) {
      metrics.jobChanged(aJob({ id: String(i), user: `u${i}`, unit: `u${i}.service` }));
      metrics.replied({ status: "refused", problem: { code: `c${i}`, message: `${i}` } });
    }
    const families = parsePrometheusText(await scrape());
    const jobVerbs = Object.values(verbs).filter(({ kind }) => kind === "job").length;
    assert.equal(families.get("hirte_jobs_total")?.samples.length, jobVerbs * 8);
    const all = [...families.values()].reduce((sum, { samples }) => sum + samples.length, 0);
    assert.ok(all < 300, `${all} series`);
  });

  it("[REQ-OBS-5] take the broker's own counts, which do not add up from scrape to scrape", async () => {
    await scrape();
    stats = { ...stats, cutOffs: { "slow-reader": 3, closing: 0 }, retainedMessages: 1 };
    const text = await scrape();
    assert.equal(seriesValue(text, "hirte_broker_cut_off_total", { reason: "slow-reader" }), 3);
    assert.equal(seriesValue(text, "hirte_broker_cut_off_total", { reason: "closing" }), 0);
    assert.equal(seriesValue(text, "hirte_broker_retained_messages"), 1);
    assert.equal(seriesValue(text, "hirte_broker_clients"), 6);
    const received = "hirte_broker_messages_received_total";
    assert.equal(seriesValue(text, received, { via: "socket" }), 1);
    assert.equal(seriesValue(text, received, { via: "in-process" }), 100);
    assert.equal(seriesValue(text, "hirte_broker_sent_bytes_total", { via: "socket" }), 4);
    assert.equal(seriesValue(text, "hirte_broker_dropped_messages_total"), 11);
  });

  it("[REQ-OBS-5] say nothing of a broker that is another program", async () => {
    const alone = new Metrics({ version: "1", clock });
    alone.start({ manager, isLogWritable: () => false, logWaiting: () => 3 });
    const text = await alone.text();
    alone.stop();
    const ofBroker = [...parsePrometheusText(text).keys()].filter((name) =>
      name.startsWith("hirte_broker"),
    );
    assert.deepEqual(ofBroker, ["hirte_broker_up"]);
    assert.equal(seriesValue(text, "hirte_log_writable"), 0);
    assert.equal(seriesValue(text, "hirte_log_waiting_records"), 3);
  });

  it("[REQ-OBS-1] follow the connection to the broker", async () => {
    assert.equal(seriesValue(await scrape(), "hirte_broker_up"), 1);
    isConnected = false;
    assert.equal(seriesValue(await scrape(), "hirte_broker_up"), 0);
  });

  it("[REQ-OBS-6] tell how late the event loop is", async () => {
    await clock.advance(1000);
    clock.stall(700);
    await clock.advance(0);
    const text = await scrape();
    const within = (le: string) =>
      seriesValue(text, "hirte_event_loop_delay_seconds_bucket", { le }) ?? -1;
    assert.equal(within("0.001"), 10);
    assert.equal(within("1") - within("0.25"), 4);
  });

  it("[REQ-OBS-1] say what the process takes", async () => {
    const text = await scrape();
    assert.ok((seriesValue(text, "process_resident_memory_bytes") ?? 0) > 10_000_000);
    assert.ok((seriesValue(text, "process_cpu_seconds_total") ?? 0) > 0.01);
    assert.ok((seriesValue(text, "process_open_fds") ?? 0) > 2);
    const startedAt = seriesValue(text, "process_start_time_seconds") ?? 0;
    assert.ok(Math.abs(Date.now() / 1000 - process.uptime() - startedAt) < 2);
  });

  it("[REQ-OBS-7] are made once for all who ask within a quarter of a second", async () => {
    let asked = 0;
    const nodeStates = () => {
      asked++;
      return nodes;
    };
    const counting = { ...manager, nodeStates };
    const busy = new Metrics({ version: "1", clock });
    busy.start({ manager: counting, isLogWritable: () => true, logWaiting: () => 3 });
    await Promise.all([busy.text(), busy.text(), busy.text()]);
    await clock.advance(249);
    await busy.text();
    assert.equal(asked, 1);
    await clock.advance(1);
    await busy.text();
    assert.equal(asked, 2);
    busy.stop();
  });

  it("[REQ-OBS-7] are made anew after a failure", async () => {
    let isBroken = true;
    const failing = new Metrics({ version: "1", clock });
    failing.start({
      manager,
      logWaiting: () => 0,
      isLogWritable: () => {
        if (isBroken) throw new Error("no");
        return true;
      },
    });
    await assert.rejects(failing.text(), /no/);
    isBroken = false;
    assert.match(await failing.text(), /hirte_log_writable 1/);
    failing.stop();
  });
});
