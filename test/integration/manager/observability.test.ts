import assert from "node:assert/strict";
import { once } from "node:events";
import { writeSync } from "node:fs";
import { Agent, get } from "node:http";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { AllowedNodes } from "../../../broker/allowed-nodes.ts";
import { Broker } from "../../../broker/broker.ts";
import { EpochStore } from "../../../broker/epoch-store.ts";
import { JobLog } from "../../../broker/job-log.ts";
import { realDisk } from "../../../broker/log-segment.ts";
import { Manager } from "../../../broker/manager.ts";
import { serveObservability } from "../../../broker/observability.ts";
import { systemClock } from "../../../src/core/clock.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { randomId } from "../../../src/core/ids.ts";
import { createLog, silentLog } from "../../../src/core/log.ts";
import { Metrics } from "../../../src/metrics/metrics.ts";
import { type Link, tcpStream } from "../../../src/mqtt/link.ts";
import type { Request } from "../../../src/protocol/generated/schemas.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { Inbox } from "../../support/inbox.ts";
import { linkTo, opened } from "../../support/link.ts";
import { checkMetrics } from "../../support/prometheus.ts";
import { lintFamily, parsePrometheusText, seriesValue } from "../../support/prometheus-text.ts";
import { SourceProgram } from "../../support/source-program.ts";
import { useTempDir } from "../../support/temp-dir.ts";

interface Fetched {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

function fetchFrom(port: number, path: string, agent?: Agent): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, path, ...(agent ? { agent } : {}) }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      response.on("end", () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, contentType: headers["content-type"] ?? "", body });
      });
    }).on("error", reject);
  });
}

describe("the metrics and the health of hirte", () => {
  const directory = useTempDir();
  const logged: string[] = [];
  const log = createLog({ level: "info", target: "json", write: (line) => void logged.push(line) });
  let broker: Broker;
  let manager: Manager;
  let metrics: Metrics;
  let jobLog: JobLog;
  let isDiskFull: boolean;
  let stopServing: () => Promise<void>;
  let links: Link[];

  const serve = async (options: Partial<Parameters<typeof serveObservability>[1]> = {}) => {
    stopServing = await serveObservability(
      { metrics, manager, jobLog, broker },
      { listen: { host: "127.0.0.1", port: 0 }, log, ...options },
    );
  };
  /** Where it is served, as the log says. */
  const port = () =>
    Number(/"address":"127\.0\.0\.1:(\d+)"/.exec(logged.join("").split("served")[0] ?? "")?.[1]);
  const fetch = (path: string) => fetchFrom(port(), path);
  /** As it is now: what was made a moment ago is let go of. */
  const scrape = async () => {
    const made = metrics.text();
    while (metrics.text() === made) await new Promise<void>((resolve) => setTimeout(resolve, 10));
    return (await fetch("/metrics")).body;
  };
  const link = async () => {
    const made = linkTo([tcpStream("127.0.0.1", broker.port)]);
    links.push(made);
    return opened(made);
  };

  beforeEach(async () => {
    logged.length = 0;
    links = [];
    isDiskFull = false;
    stopServing = async () => undefined;
    metrics = new Metrics({ version: "1.2.3", clock: systemClock });
    const opened = JobLog.open({
      directory: directory(),
      log: silentLog(),
      onSynced: (seconds) => metrics.logSynced(seconds),
      disk: {
        ...realDisk,
        write: (fd, bytes, offset) => {
          if (isDiskFull) throw new Error("EDQUOT: quota exceeded");
          return writeSync(fd, bytes, offset);
        },
      },
    });
    jobLog = opened.log;
    broker = await Broker.start({ listenAddresses: ["127.0.0.1"], port: 0, log: silentLog() });
    manager = new Manager({
      servers: [() => broker.inMemoryStream()],
      isBrokerExternal: false,
      allowedNodes: AllowedNodes.open({
        directory: directory(),
        configured: ["node1", "node2"],
        log: silentLog(),
      }),
      epochs: EpochStore.open(directory(), { wallMs: 1000, log: silentLog() }),
      jobLog,
      open: [],
      lastAt: 0,
      version: "1.2.3",
      clock: systemClock,
      log: silentLog(),
      observer: metrics,
      onFatal: () => undefined,
    });
  });
  afterEach(async () => {
    await stopServing();
    for (const made of links) await made.close("cut");
    await manager.stop();
    await broker.close();
    jobLog.close();
  });

  it("[REQ-OBS-1] follow a job from request to end, over HTTP", async () => {
    await serve();
    await manager.start();
    const agent = await link();
    const welcomes = new Inbox(topics.welcome, { node: "node1" });
    const commands = new Inbox(topics.command, { node: "node1" });
    await agent.subscribe(welcomes.subscription, commands.subscription);
    const instance = randomId();
    await agent.publish(
      topics.hello,
      { node: "node1" },
      {
        ...{ instance, machineId: "a".repeat(32), bootId: "b".repeat(32) },
        ...{ version: "1", epoch: 0, heartbeatMs: 2000 },
      },
    );
    const { session = -1 } = await welcomes.next();
    const client = await link();
    const replies = new Inbox(topics.reply);
    const jobs = new Inbox(topics.job);
    await client.subscribe(replies.subscription, jobs.subscription);
    const request = (node: string, id: string) =>
      client.publish(
        topics.request,
        { user: "anna", node, verb: "start" },
        // What a request holds depends on its verb; its type has what all hold.
        { id, unit: "web.service" } as Request,
      );
    const [id, refusedId] = [randomId(), randomId()];
    await request("node1", id);
    await commands.next((c) => c.id === id);
    const during = await scrape();
    assert.equal(seriesValue(during, "hirte_jobs_open", { state: "queued" }), 1);
    assert.equal(seriesValue(during, "hirte_node_up", { node: "node1" }), 1);
    assert.equal(seriesValue(during, "hirte_node_up", { node: "node2" }), 0);
    await agent.publish(
      topics.report,
      { node: "node1" },
      { session, id, kind: "finished", result: "failed" },
    );
    await jobs.next((j) => j.id === id && j.state === "finished");
    await request("node2", refusedId);
    await replies.next((r) => r.id === refusedId);
    const after = await scrape();
    const value = (name: string, labels: Record<string, string> = {}) =>
      seriesValue(after, name, labels);
    assert.equal(value("hirte_jobs_open", { state: "queued" }), 0);
    assert.equal(value("hirte_jobs_total", { verb: "start", result: "failed" }), 1);
    assert.equal(value("hirte_job_seconds_count", { verb: "start" }), 1);
    assert.equal(value("hirte_requests_refused_total", { code: "node-offline" }), 1);
    assert.ok((value("hirte_log_sync_seconds_count") ?? 0) >= 1);
    assert.equal(value("hirte_broker_up"), 1);
    assert.equal(value("hirte_broker_clients"), 3);
    assert.equal(value("hirte_broker_connections"), 2);
    assert.ok((value("hirte_broker_retained_messages") ?? 0) >= 3);
  });

  it("[REQ-OBS-5] count messages and bytes as they went, by how a client is connected", async () => {
    await serve();
    await manager.start();
    const [reader, writer] = [await link(), await link()];
    const heard = new Inbox(topics.pulse, { node: "node1" });
    await reader.subscribe(heard.subscription);
    const counts = async () => {
      const text = await scrape();
      return ["messages_received", "messages_sent", "received_bytes", "sent_bytes"].map(
        (name) => seriesValue(text, `hirte_broker_${name}_total`, { via: "socket" }) ?? Number.NaN,
      );
    };
    const before = await counts();
    for (let i = 0; i < 50; i++) {
      await writer.publish(topics.pulse, { node: "node1" }, { session: 1, now: i });
    }
    await heard.next((pulse) => pulse.now === 49);
    // Packets that are no messages.
    await reader.subscribe(new Inbox(topics.pulse, { node: "node2" }).subscription);
    const [received, sent, ...bytes] = (await counts()).map((n, i) => n - (before[i] ?? 0));
    assert.deepEqual([received, sent], [50, 50]);
    for (const n of bytes) assert.ok(n / 50 > 40 && n / 50 < 100, `${n / 50} bytes a message`);
  });

  it("[REQ-OBS-2] keep to the conventions of Prometheus, as promtool would have it", async function () {
    this.timeout(20_000);
    await serve();
    await manager.start();
    const { status, contentType, body } = await fetch("/metrics");
    assert.deepEqual([status, contentType], [200, "text/plain; version=0.0.4; charset=utf-8"]);
    assert.deepEqual([...parsePrometheusText(body).values()].flatMap(lintFamily), []);
    const said = checkMetrics(body);
    if (said === undefined) {
      console.log("      promtool is not here (Debian: package prometheus): own rules alone hold");
      return;
    }
    assert.equal(said, "");
  });

  it("[REQ-OBS-9] say 503 until the manager is connected, 200 then, and 503 without the broker", async () => {
    await serve();
    const health = async () => {
      const { status, body } = await fetch("/healthz");
      const said = JSON.parse(body) as { brokerConnected: boolean; reason?: string };
      return { http: status, ...said };
    };
    const before = await health();
    assert.match(before.reason ?? "", /not connected/);
    await manager.start();
    assert.equal(before.http, 503);
    assert.deepEqual(await health(), {
      http: 200,
      status: "ok",
      epoch: 1000,
      brokerConnected: true,
      logWritable: true,
      nodes: { total: 2, online: 0, unreachable: 0, offline: 2 },
    });
    await broker.close();
    while (manager.isConnected) await new Promise<void>((resolve) => setImmediate(resolve));
    const { http, brokerConnected } = await health();
    assert.deepEqual([http, brokerConnected], [503, false]);
  });

  it("[REQ-OBS-9] say 503 while the log cannot be written, and 200 once it can", async () => {
    await serve();
    await manager.start();
    isDiskFull = true;
    assert.throws(() => jobLog.append({ type: "started", at: 1, epoch: 1, version: "1" }));
    const full = await fetch("/healthz");
    assert.equal(full.status, 503);
    assert.match(full.body, /EDQUOT/);
    assert.equal(seriesValue(await scrape(), "hirte_log_writable"), 0);
    isDiskFull = false;
    jobLog.append({ type: "started", at: 1, epoch: 1, version: "1" });
    assert.equal((await fetch("/healthz")).status, 200);
    assert.equal(seriesValue(await scrape(), "hirte_log_writable"), 1);
  });

  describe("where they are served", () => {
    let other: Server;
    let taken: number;
    beforeEach(async () => {
      other = createServer().listen(0, "127.0.0.1");
      await once(other, "listening");
      const address = other.address();
      taken = typeof address === "object" && address ? address.port : 0;
    });
    afterEach(() => void other.close());

    it("[REQ-OBS-13] is a matter of a warning when nobody asked for the place", async () => {
      await serve({ listen: undefined, defaultEndpoint: { host: "127.0.0.1", port: taken } });
      assert.match(logged.join(""), /"level":40.*MetricsListen=/);
    });

    it("[REQ-OBS-13] is an error when it was asked for", async () => {
      await assert.rejects(
        serve({ listen: { host: "127.0.0.1", port: taken } }),
        (error) => isHirteError(error, "unavailable") && error.message.includes(String(taken)),
      );
    });

    it("[REQ-OBS-13] is nowhere when they are off", async () => {
      await serve({ listen: "off" });
      assert.equal(logged.join(""), "");
    });

    it("[REQ-OBS-13] is warned of where other machines can reach it", async () => {
      await serve({ listen: { host: "0.0.0.0", port: 0 } });
      assert.match(logged.join(""), /"level":40.*other machines/);
    });
  });
});

describe("the program hirte", function () {
  this.timeout(30_000);
  const directory = useTempDir();
  const programs: SourceProgram[] = [];
  const start = (...args: string[]) => {
    const n = programs.length;
    const program = new SourceProgram("broker/main.ts", [
      ...["-c", "/dev/null", "--port", "0", "--log-target", "stderr", "--tls", "off"],
      ...["--state-directory", join(directory(), `state${n}`)],
      ...args,
    ]);
    programs.push(program);
    return program;
  };
  afterEach(async () => {
    for (const program of programs.splice(0)) {
      program.process.kill("SIGKILL");
      await program.ended;
    }
  });

  it("[REQ-OBS-12] stops at once while somebody keeps a connection for scrapes", async () => {
    const program = start("--metrics-listen", "127.0.0.1:0");
    await program.said("hirte is ready");
    const port = Number(/served address=127\.0\.0\.1:(\d+)/.exec(program.output)?.[1]);
    const agent = new Agent({ keepAlive: true });
    assert.equal((await fetchFrom(port, "/healthz", agent)).status, 200);
    const kept = Object.values(agent.freeSockets).flat();
    assert.equal(kept.length, 1);
    // The end of the connection may be told as an error.
    for (const socket of kept) socket?.on("error", () => undefined);
    const sinceMs = performance.now();
    program.process.kill("SIGTERM");
    assert.equal(await program.ended, 0, program.output);
    assert.ok(performance.now() - sinceMs < 4000, "it had 5 s");
    agent.destroy();
  });

  it("[REQ-OBS-13] ends with 1 where it cannot serve as it was told, and leaves nothing", async () => {
    const first = start("--metrics-listen", "127.0.0.1:0");
    await first.said("served");
    const port = /served address=127\.0\.0\.1:(\d+)/.exec(first.output)?.[1];
    const second = start("--metrics-listen", `127.0.0.1:${port}`);
    assert.equal(await second.ended, 1, second.output);
    assert.match(second.output, new RegExp(`127\\.0\\.0\\.1 port ${port}`));
  });
});
