import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AllowedNodes } from "../../../broker/allowed-nodes.ts";
import { EpochStore } from "../../../broker/epoch-store.ts";
import { JobLog } from "../../../broker/job-log.ts";
import { type Disk, realDisk } from "../../../broker/log-segment.ts";
import { Manager } from "../../../broker/manager.ts";
import type { HirteError } from "../../../src/core/errors.ts";
import { randomId } from "../../../src/core/ids.ts";
import { createLog, silentLog } from "../../../src/core/log.ts";
import type { Link, StreamFactory } from "../../../src/mqtt/link.ts";
import type {
  NodeRow,
  Report,
  Request,
  UnitJobRequest,
  UnitRow,
  Welcome,
} from "../../../src/protocol/generated/schemas.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { Inbox } from "../../support/inbox.ts";
import { untilBack } from "../../support/link.ts";
import { MemoryBroker } from "../../support/memory-broker.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { WireClient } from "../../support/wire-client.ts";

const machine = "a".repeat(32);
const boot = "b".repeat(32);

type HelloParts = { instance?: string; machineId?: string; bootId?: string; epoch?: number };

/** A scripted agent: says exactly what the test tells it to. */
class ScriptedAgent {
  readonly welcomes: Inbox<typeof topics.welcome>;
  readonly commands: Inbox<typeof topics.command>;
  readonly pulses: Inbox<typeof topics.pulse>;
  instance = "";
  readonly node: string;
  readonly link: Link;
  session = -1;

  private constructor(node: string, link: Link) {
    this.node = node;
    this.link = link;
    this.welcomes = new Inbox(topics.welcome, { node });
    this.commands = new Inbox(topics.command, { node });
    this.pulses = new Inbox(topics.pulse, { node });
  }

  static async start(broker: MemoryBroker, node: string): Promise<ScriptedAgent> {
    const agent = new ScriptedAgent(node, await broker.link());
    await agent.link.subscribe(
      agent.welcomes.subscription,
      agent.commands.subscription,
      agent.pulses.subscription,
    );
    return agent;
  }

  /** @returns as which instance */
  async sayHello(over: HelloParts = {}): Promise<string> {
    const instance = over.instance ?? randomId();
    await this.link.publish(
      topics.hello,
      { node: this.node },
      {
        instance,
        machineId: machine,
        bootId: boot,
        version: "1",
        epoch: 0,
        heartbeatMs: 2000,
        address: "10.0.0.9",
        ...over,
      },
    );
    return instance;
  }

  async hello(over: HelloParts = {}): Promise<Welcome> {
    const instance = await this.sayHello(over);
    const welcome = await this.welcomes.next((w) => w.instance === instance);
    this.instance = instance;
    this.session = welcome.session ?? -1;
    return welcome;
  }

  async sync(units: readonly string[] = []): Promise<void> {
    for (const [i, unit] of units.entries()) {
      await this.link.publish(
        topics.unitState,
        { node: this.node, unit },
        {
          session: this.session,
          seq: i + 1,
          load: "loaded",
          active: "active",
          sub: "running",
          description: unit,
        },
      );
    }
    await this.link.publish(
      topics.inventory,
      { node: this.node },
      { session: this.session, seq: units.length, units: [...units] },
    );
  }

  heartbeat(seq: number): Promise<void> {
    const { node, instance, session } = this;
    return this.link.publish(topics.heartbeat, { node }, { instance, session, seq });
  }

  /** Answers a ping. */
  echo(ping: number | undefined): Promise<void> {
    const { node, session } = this;
    return this.link.publish(topics.echo, { node }, { session, ping: ping ?? -1 });
  }

  report(id: string, rest: Omit<Report, "session" | "id">): Promise<void> {
    return this.link.publish(
      topics.report,
      { node: this.node },
      { session: this.session, id, ...rest },
    );
  }
}

describe("the manager", () => {
  const directory = useTempDir();
  let broker: MemoryBroker;
  let clock: FakeClock;
  let manager: Manager;
  let fatal: HirteError | undefined;
  /** Errors in the manager's log. */
  let loud: string[];
  let client: Link;
  let jobs: Inbox<typeof topics.job>;
  let replies: Inbox<typeof topics.reply>;
  let nodes: Inbox<typeof topics.nodeState>;
  let jobLog: JobLog;
  /** Nodes whose agents the broker was told to cut off. */
  let turnedOut: string[];
  /** What is wrong with the disk under the log. */
  let trouble: "none" | "full" | "no-sync";
  const disk: Disk = {
    write(fd, bytes, offset) {
      if (trouble === "full") throw new Error("ENOSPC: no space left on device");
      return realDisk.write(fd, bytes, offset);
    },
    sync(fd) {
      if (trouble === "no-sync") throw new Error("EIO: i/o error");
      realDisk.sync(fd);
    },
    syncLater(fd, done) {
      if (trouble === "no-sync") done(new Error("EIO: i/o error"));
      else realDisk.syncLater(fd, done);
    },
  };

  async function startManager(
    isBrokerExternal = false,
    stream: StreamFactory = broker.stream,
  ): Promise<void> {
    const opened = JobLog.open({ directory: directory(), log: silentLog(), disk });
    jobLog = opened.log;
    turnedOut = [];
    manager = new Manager({
      servers: [stream],
      isBrokerExternal,
      allowedNodes: AllowedNodes.open({
        directory: directory(),
        configured: ["node1", "node2"],
        log: silentLog(),
      }),
      epochs: EpochStore.open(directory(), { wallMs: clock.wallMs(), log: silentLog() }),
      turnOut: (node) => turnedOut.push(node),
      jobLog,
      open: opened.contents.open,
      lastAt: opened.contents.lastAt,
      version: "1.2.3",
      clock,
      log: createLog({ level: "error", target: "json", write: (line) => loud.push(line) }),
      onFatal: (error) => {
        fatal = error;
      },
    });
    // The link waits for its clock before it connects.
    const started = manager.start();
    await clock.advance(0);
    await started;
  }

  beforeEach(async () => {
    broker = await MemoryBroker.start();
    clock = new FakeClock();
    fatal = undefined;
    loud = [];
    trouble = "none";
    await startManager();
    client = await broker.link();
    jobs = new Inbox(topics.job);
    replies = new Inbox(topics.reply);
    nodes = new Inbox(topics.nodeState);
    await client.subscribe(jobs.subscription, replies.subscription, nodes.subscription);
  });

  afterEach(async () => {
    await client.close("cut");
    await manager.stop();
    jobLog.close();
    await broker.stop();
  });

  const ask = async (
    verb: string,
    node: string,
    rest: Record<string, unknown> = {},
    user = "anna",
  ) => {
    const id = (rest["id"] as string | undefined) ?? randomId();
    await client.publish(topics.request, { user, node, verb }, { id, ...rest } as Request);
    return id;
  };
  const reply = (id: string, nth = 0) =>
    replies.next(
      (r) => r.id === id && replies.messages.filter((m) => m.id === id).indexOf(r) === nth,
    );
  const start = (over: Partial<UnitJobRequest> = {}) =>
    ask("start", "node1", { unit: "web.service", ...over });
  /** As the manager answers by now. */
  const stateOf = async (job: string) =>
    (await reply(await ask("job", "@manager", { job }))).data?.map((row) =>
      Reflect.get(row, "state"),
    )[0];
  const jobIs = (id: string, state: string) => jobs.next((j) => j.id === id && j.state === state);

  it("[REQ-JOB-6] passes a request on and tells its end once, with the log written before", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start({ settleMs: 100, mode: "fail" });
    const command = await agent.commands.next((c) => c.id === id);
    assert.deepEqual(
      { ...command, startBy: undefined },
      {
        session: agent.session,
        kind: "job",
        id,
        verb: "start",
        unit: "web.service",
        args: { settleMs: 100, mode: "fail" },
        startBy: undefined,
      },
    );
    assert.equal((await reply(id)).status, "accepted");
    await agent.report(id, { kind: "running" });
    await jobIs(id, "running");
    await agent.report(id, {
      kind: "finished",
      result: "done",
      after: { active: "active", sub: "running" },
    });
    const end = await jobIs(id, "finished");
    assert.equal(end.result, "done");
    assert.deepEqual(jobLog.ended(id)?.result, "done");
    await agent.commands.next((c) => c.kind === "ack" && c.id === id);
  });

  it("[REQ-JOB-1] tells an end once, however often it is reported, and then clears the topic", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    await agent.report(id, { kind: "finished", result: "failed" });
    await jobIs(id, "finished");
    await agent.report(id, { kind: "finished", result: "done" });
    await agent.report(id, { kind: "finished", result: "failed" });
    // The third acknowledgement comes after everything the reports could have caused.
    await agent.commands.next(
      () => agent.commands.messages.filter((c) => c.kind === "ack").length === 3,
    );
    const ends = jobs.all.filter((d) => d.params.job === id && d.message?.state === "finished");
    assert.deepEqual(
      ends.map((d) => d.message?.result),
      ["failed"],
    );
    assert.equal(jobs.all.filter((d) => d.params.job === id).at(-1)?.message, undefined);
  });

  it("[REQ-JOB-7] answers a repeated request without a second command, before and after its end", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    await start({ id });
    assert.equal((await reply(id, 1)).job?.state, "queued");
    await agent.report(id, { kind: "finished", result: "done" });
    await jobIs(id, "finished");
    await start({ id });
    assert.equal((await reply(id, 2)).job?.result, "done");
    assert.equal(agent.commands.messages.filter((c) => c.kind === "job").length, 1);
  });

  it("[REQ-JOB-8] refuses the same id for something else", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    await reply(id);
    await start({ id, unit: "other.service" });
    assert.equal((await reply(id, 1)).problem?.code, "id-in-use");
  });

  it("[REQ-JOB-8] refuses it for the same with other arguments, while those are known", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start({ settleMs: 100, mode: "fail" });
    await reply(id);
    await start({ id, mode: "fail", settleMs: 100 });
    assert.equal((await reply(id, 1)).status, "accepted");
    await start({ id, mode: "replace", settleMs: 100 });
    assert.equal((await reply(id, 2)).problem?.code, "id-in-use");
    await agent.report(id, { kind: "finished", result: "done" });
    await jobIs(id, "finished");
    // Of what has ended the log holds the end.
    await start({ id });
    assert.equal((await reply(id, 3)).job?.result, "done");
  });

  it("[REQ-JOB-22] refuses a late copy of what it refused, though the node is there by now", async () => {
    const id = await start();
    assert.equal((await reply(id)).problem?.code, "node-offline");
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    await start({ id });
    assert.equal((await reply(id, 1)).problem?.code, "node-offline");
    const another = await start();
    await agent.commands.next((c) => c.id === another);
    assert.equal(agent.commands.all.length, 1);
  });

  it("[REQ-JOB-9] refuses what comes after its start-by time", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start({ startBy: manager.now() - 1 });
    assert.equal((await reply(id)).problem?.code, "expired");
    assert.equal(agent.commands.all.length, 0);
  });

  it("[REQ-JOB-10] repeats a command until the agent speaks of it", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    await clock.advance(1300);
    await agent.commands.next(() => agent.commands.all.length === 2);
    await agent.report(id, { kind: "running" });
    await jobIs(id, "running");
    await clock.advance(1500);
    assert.equal(agent.commands.all.length, 2);
  });

  it("[REQ-JOB-2] keeps a job open while its connection is broken, and asks for it in the welcome", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    const instance = randomId();
    await agent.hello({ instance });
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    await agent.link.publish(topics.gone, { node: "node1" }, { instance, reason: "will" });
    await jobIs(id, "unreachable");
    const welcome = await agent.hello();
    assert.deepEqual(welcome.openJobs, [{ job: id, unit: "web.service", verb: "start" }]);
    await agent.report(id, { kind: "running" });
    await jobs.next((j) => j.id === id && j.state === "running");
    await agent.report(id, { kind: "finished", result: "done" });
    assert.equal((await jobIs(id, "finished")).result, "done");
  });

  it("[REQ-JOB-5] sends a job again when the agent never saw it", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    await agent.hello();
    await agent.report(id, { kind: "unknown" });
    await agent.commands.next((c) => c.id === id && c.session === agent.session);
  });

  it("[REQ-JOB-3] reports a job lost when its node comes back with another boot id", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    const welcome = await agent.hello({ bootId: "c".repeat(32) });
    assert.deepEqual(welcome.openJobs, []);
    assert.equal((await jobIs(id, "finished")).result, "lost");
  });

  it("[REQ-JOB-4] tells what became of a lost job when the node reports it late", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    await clock.advance(11_000);
    assert.equal((await jobIs(id, "finished")).result, "lost");
    await agent.report(id, { kind: "finished", result: "done" });
    const resolved = await jobs.next((j) => j.id === id && j.resolved !== undefined);
    assert.equal(resolved.result, "lost");
    assert.equal(resolved.resolved?.result, "done");
    assert.equal(jobLog.ended(id)?.resolved?.result, "done");
  });

  it("[REQ-JOB-11] goes on with its open jobs after a restart", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    const ended = await start({ unit: "b.service" });
    await agent.report(ended, { kind: "finished", result: "failed" });
    await jobIs(ended, "finished");
    await manager.stop();
    jobLog.close();
    await clock.advance(1000);
    await startManager();
    const welcome = await agent.hello();
    assert.deepEqual(
      welcome.openJobs?.map((o) => o.job),
      [id],
    );
    await agent.report(id, { kind: "finished", result: "done" });
    assert.equal((await jobIs(id, "finished")).result, "done");
    await start({ id: ended, unit: "b.service" });
    assert.equal(
      (await reply(ended, 1)).job?.result,
      "failed",
      "and still knows what ended before",
    );
  });

  it("[REQ-JOB-14] gives no job more time when the wall clock was set back over a restart", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    const before = manager.now();
    await manager.stop();
    jobLog.close();
    clock = new FakeClock(clock.wallMs() - 3_600_000);
    await startManager();
    assert.ok(manager.now() >= before);
  });

  it("[REQ-JOB-11] gives jobs up whose node does not come back after a restart", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    await manager.stop();
    jobLog.close();
    await startManager();
    await clock.advance(19_900);
    assert.equal(
      jobs.messages.some((j) => j.id === id && j.state === "finished"),
      false,
    );
    await clock.advance(400);
    assert.equal((await jobIs(id, "finished")).result, "lost");
  });

  it("[REQ-JOB-11] tells on a broker that outlived it what had ended untold, and clears what is stale", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.report(id, { kind: "finished", result: "done" });
    const end = await jobIs(id, "finished");
    await manager.stop();
    jobLog.close();
    // As if hirte had died between the log and the broker, and a job of a forgotten life stood there.
    const { result: _, ...open } = { ...end, state: "running" as const };
    await client.publish(topics.job, { job: id }, open);
    const stale = randomId();
    await client.publish(topics.job, { job: stale }, { ...open, id: stale });
    await client.publish(
      topics.nodeState,
      { node: "nodeX" },
      { epoch: 1, node: "nodeX", state: "online", reason: "x", since: 1, synced: true },
    );
    jobs.all.length = 0;
    await startManager(true);
    assert.equal((await jobIs(id, "finished")).result, "done");
    const late = await broker.link();
    const retained = new Inbox(topics.job);
    const retainedNodes = new Inbox(topics.nodeState);
    await clock.advance(1000);
    await late.subscribe(retained.subscription, retainedNodes.subscription);
    await retainedNodes.next((n) => n.node === "node2");
    assert.deepEqual(retained.messages, []);
    assert.deepEqual(retainedNodes.messages.map((n) => n.node).sort(), ["node1", "node2"]);
    await late.close("cut");
  });

  it("[REQ-JOB-12] refuses jobs and answers queries when the log cannot be written", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const running = await start();
    await agent.commands.next((c) => c.id === running);
    jobLog.close();
    const id = await start();
    assert.equal((await reply(id)).problem?.code, "log-unavailable");
    const query = await ask("list-nodes", "@manager");
    assert.equal((await reply(query)).data?.length, 2);
    await agent.report(running, { kind: "finished", result: "done" });
    assert.equal((await jobIs(running, "finished")).result, "done", "an end is told all the same");
    jobLog = JobLog.open({ directory: directory(), log: silentLog() }).log;
  });

  for (const kind of ["full", "no-sync"] as const) {
    it(`[REQ-PRL-6] does what the coordinator asks though the log cannot be written (${kind}), and writes it when it can`, async () => {
      const agent = await ScriptedAgent.start(broker, "node1");
      await agent.hello();
      const before = await start();
      await agent.commands.next((c) => c.id === before);
      trouble = kind;
      await agent.report(before, { kind: "finished", result: "done" });
      await jobIs(before, "finished");
      assert.equal((await reply(await start())).problem?.code, "log-unavailable");
      loud = [];
      const asks = (rest: Record<string, unknown> = {}) =>
        ask("stop", "node1", { unit: "k3s.service", ...rest }, "coordinator");
      const [ended, canceled] = [await asks(), await asks()];
      for (const id of [ended, canceled]) {
        assert.equal((await reply(id)).status, "accepted");
        await agent.commands.next((c) => c.id === id && c.kind === "job");
      }
      assert.equal(loud.length, 2);
      assert.match(loud[0] ?? "", /"user":"coordinator".*"node":"node1".*is done all the same/);
      // A copy is answered and begins nothing, as ever.
      await asks({ id: ended });
      assert.equal((await reply(ended, 1)).status, "accepted");
      assert.equal(
        (await reply(await ask("cancel", "@manager", { job: canceled }))).status,
        "refused",
      );
      const letGo = await ask("cancel", "@manager", { job: canceled }, "coordinator");
      assert.equal((await reply(letGo)).status, "result");
      await agent.commands.next((c) => c.kind === "cancel" && c.id === canceled);
      await agent.report(ended, { kind: "finished", result: "done" });
      assert.equal((await jobIs(ended, "finished")).result, "done");
      assert.equal(
        agent.commands.messages.filter((c) => c.id === ended && c.kind === "job").length,
        1,
      );
      assert.ok(jobLog.waiting >= 4, "what was taken on, let go of and ended");
      trouble = "none";
      await clock.advance(1200);
      assert.equal((await reply(await start())).status, "accepted");
      assert.equal(jobLog.waiting, 0);
      // As if killed: all of it is in the file.
      const { log, contents } = JobLog.open({ directory: directory(), log: silentLog() });
      assert.equal(log.ended(ended)?.result, "done");
      const left = contents.open.find(({ job }) => job.id === canceled);
      assert.deepEqual([left?.isCanceled, left?.job.user], [true, "coordinator"]);
      log.close();
    });
  }

  it("[REQ-PRL-6] knows nothing after a restart of what the coordinator asked while the log could not be written, and passes it on when it is asked again", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    trouble = "full";
    const id = await ask("poweroff", "node1", {}, "coordinator");
    await agent.commands.next((c) => c.id === id);
    await manager.stop();
    jobLog.close();
    await startManager();
    await agent.hello();
    assert.equal(
      (await reply(await ask("job", "@manager", { job: id }))).problem?.code,
      "no-such-job",
    );
    const { length } = agent.commands.messages;
    await ask("poweroff", "node1", { id }, "coordinator");
    // The node's ledger tells that it is the same.
    await agent.commands.next((c) => c.id === id && agent.commands.messages.indexOf(c) >= length);
  });

  it("[REQ-GRD-16] passes on what names a run where the coordinator asks for it, and from nobody else", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const power = { do: "disarm", run: 7 };
    const ofRun = { name: "quiesce", run: 7 };
    for (const [verb, args] of [
      ["power", power],
      ["command", ofRun],
    ] as const) {
      const { status, problem } = await reply(await ask(verb, "node1", args));
      assert.deepEqual([status, problem?.code], ["refused", "denied"]);
      const id = await ask(verb, "node1", args, "coordinator");
      await agent.commands.next((c) => c.id === id);
    }
    assert.equal((await reply(await ask("command", "node1", { name: "x" }))).status, "accepted");
    assert.equal(agent.commands.messages.filter(({ args }) => args && "run" in args).length, 2);
  });

  it("[REQ-NODE-1] refuses an agent whose name is not allowed, and says why", async () => {
    const agent = await ScriptedAgent.start(broker, "stranger");
    const welcome = await agent.hello();
    assert.equal(welcome.refused?.code, "no-such-node");
    assert.equal(welcome.session, undefined);
  });

  it("[REQ-NODE-7] ignores reports and units of another session", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    const current = agent.session;
    agent.session = current - 1;
    await agent.report(id, { kind: "finished", result: "failed" });
    await agent.sync(["ghost.service"]);
    agent.session = current;
    await agent.report(id, { kind: "finished", result: "done" });
    assert.equal((await jobIs(id, "finished")).result, "done");
  });

  it("[REQ-NODE-2] answers heartbeats with its time, and marks a silent node unreachable", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    await agent.sync();
    await nodes.next((n) => n.node === "node1" && n.synced);
    await agent.heartbeat(1);
    assert.deepEqual(await agent.pulses.next(), {
      session: agent.session,
      seq: 1,
      now: manager.now(),
    });
    await clock.advance(3800);
    await nodes.next((n) => n.node === "node1" && n.state === "unreachable");
    const id = await start();
    assert.equal((await reply(id)).problem?.code, "node-unreachable");
  });

  it("[REQ-NODE-8] blames nobody for a time in which it stood still itself", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    clock.stall(20_000);
    await clock.advance(300);
    await agent.heartbeat(1);
    await agent.pulses.next();
    assert.equal(
      nodes.messages.some(
        (n) => n.node === "node1" && n.state !== "online" && n.session === agent.session,
      ),
      false,
    );
    assert.equal(
      jobs.messages.some((j) => j.id === id && j.state === "unreachable"),
      false,
    );
  });

  it("[REQ-NODE-8] blames nobody for a time in which it was cut off from the broker", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    await agent.sync();
    broker.cutAll();
    // Its attempts to come back wait for the clock: it is away for as long as we like.
    for (let i = 0; i < 3; i++) clock.stall(3000);
    await clock.advance(300);
    await client.close("cut");
    client = await broker.link();
    const states = new Inbox(topics.nodeState);
    await client.subscribe(states.subscription);
    const again = await ScriptedAgent.start(broker, "node1");
    again.session = agent.session;
    again.instance = agent.instance;
    await again.heartbeat(9);
    await again.pulses.next((p) => p.seq === 9);
    assert.equal(
      states.messages.some((n) => n.node === "node1" && n.state !== "online"),
      false,
    );
  });

  /** As if this hirte had been one with a broker elsewhere from the beginning. */
  async function restartExternal(stream?: StreamFactory): Promise<void> {
    await manager.stop();
    jobLog.close();
    await startManager(true, stream);
  }

  it("[REQ-NODE-11] takes a dead connection of its own for nobody's silence, and makes another one", async () => {
    const cable = broker.cable();
    await restartExternal(cable.stream);
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    const connections = new Inbox(topics.managerState);
    await client.subscribe(connections.subscription);
    cable.unplug();
    // Six seconds of it: nodes are silent after 3.5, and the connection is given up after 5.
    for (let i = 0; i < 30; i++) {
      await clock.advance(200);
      await agent.heartbeat(i);
    }
    await agent.heartbeat(99);
    await agent.pulses.next((p) => p.seq === 99);
    await clock.advance(1000);
    assert.deepEqual(
      nodes.messages.filter((n) => n.session === agent.session && n.state !== "online"),
      [],
    );
    assert.equal(
      jobs.messages.some((j) => j.id === id && j.state !== "queued"),
      false,
    );
    await connections.next((m) => m.manager === "up");
  });

  it("[REQ-NODE-11] marks a node unreachable that is silent while its own connection delivers", async () => {
    await restartExternal(broker.cable().stream);
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    await clock.advance(4500);
    await nodes.next((n) => n.session === agent.session && n.state === "unreachable");
  });

  it("[REQ-NODE-12] does not take what the broker kept of a node for a sign of life", async () => {
    await restartExternal();
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    await agent.sync(["a.service"]);
    await nodes.next((n) => n.session === agent.session && n.synced);
    await clock.advance(3000);
    // The node is dead from here on; the broker sends the manager what it kept of it.
    broker.cutAll();
    await clock.advance(200);
    client = await broker.link();
    const states = new Inbox(topics.nodeState);
    const replies = new Inbox(topics.reply);
    await client.subscribe(states.subscription, replies.subscription);
    // Answered when the manager is back and has read what came before.
    const query = await ask("list-units", "@manager");
    await replies.next((r) => r.id === query);
    await clock.advance(1400);
    await states.next((n) => n.session === agent.session && n.state === "unreachable");
  });

  it("[REQ-NODE-13] says again that it is there after the late will of a dead predecessor", async () => {
    await restartExternal();
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const words = new Inbox(topics.managerState);
    await client.subscribe(words.subscription);
    const ours = await words.next((w) => w.manager === "up");
    await clock.advance(1200);
    const down = { ...ours, epoch: ours.epoch - 1, manager: "down" as const, nodes: undefined };
    words.all.length = 0;
    const { nodes: _, ...will } = down;
    await client.publish(topics.managerState, {}, will);
    await words.next((w) => w.epoch === ours.epoch && w.manager === "up");
    // Whoever comes now is told so.
    const late = await broker.link();
    const retained = new Inbox(topics.managerState);
    await late.subscribe(retained.subscription);
    assert.equal((await retained.next()).epoch, ours.epoch);
    await late.close("cut");
  });

  it("[REQ-NODE-24] leaves `down` behind when it stops, though the broker sends that back to it first", async () => {
    await restartExternal(broker.echoingFirst("hirte/v1/manager/state"));
    const words = new Inbox(topics.managerState);
    await client.subscribe(words.subscription);
    await words.next((w) => w.manager === "up");
    words.all.length = 0;
    await manager.stop();
    const late = await broker.link();
    const retained = new Inbox(topics.managerState);
    await late.subscribe(retained.subscription);
    assert.equal((await retained.next()).manager, "down");
    await late.close("cut");
    assert.deepEqual(
      words.messages.map((w) => w.manager),
      ["down"],
    );
  });

  it("[REQ-NODE-13] says of nodes again what a predecessor that came back to life has overwritten", async () => {
    await restartExternal();
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const ours = await nodes.next((n) => n.session === agent.session);
    await clock.advance(1200);
    await client.publish(
      topics.nodeState,
      { node: "node1" },
      { ...ours, epoch: ours.epoch - 1, state: "offline" },
    );
    nodes.all.length = 0;
    await client.publish(
      topics.managerState,
      {},
      { epoch: ours.epoch - 1, manager: "up", system: "up", version: "1", at: 1 },
    );
    await nodes.next((n) => n.node === "node1" && n.epoch === ours.epoch && n.state === "online");
  });

  it("[REQ-NODE-13] answers one that never gives in once a second at most", async () => {
    await restartExternal();
    const words = new Inbox(topics.managerState);
    await client.subscribe(words.subscription);
    const { epoch } = await words.next((w) => w.manager === "up");
    await clock.advance(1200);
    words.all.length = 0;
    for (let i = 0; i < 50; i++) {
      await client.publish(
        topics.managerState,
        {},
        { epoch: epoch - 1, manager: "up", system: "up", version: "1", at: i },
      );
      await clock.advance(40);
    }
    await clock.advance(1000);
    const said = words.messages.filter((w) => w.epoch === epoch);
    assert.ok(said.length >= 2 && said.length <= 4, `${said.length} times in 3 s`);
  });

  describe("somebody else's words on the topics of hirte itself", () => {
    /** As any client can say them: retained. */
    let say: (topic: string, payload: string) => Promise<void>;
    let words: Inbox<typeof topics.managerState>;
    let beat: () => Promise<void>;
    let seq: number;
    beforeEach(async () => {
      const agent = await ScriptedAgent.start(broker, "node1");
      const instance = randomId();
      await agent.hello({ instance });
      await nodes.next((n) => n.session === agent.session);
      words = new Inbox(topics.managerState);
      await client.subscribe(words.subscription);
      const stranger = new WireClient(broker.stream());
      await stranger.connect({ clientId: randomId() });
      say = (topic, payload) => stranger.publishAcked(topic, payload, { retain: true });
      seq = 0;
      beat = () => agent.heartbeat(seq++);
      await clock.advance(1200);
    });
    /** Lets time pass until it is so, a second at most. */
    const soon = async (isSo: () => boolean) => {
      for (let i = 0; i < 10 && !isSo(); i++) {
        await beat();
        await clock.advance(100);
        await new Promise<void>((resolve) => setTimeout(resolve, 5));
      }
      assert.ok(isSo());
    };
    /** What somebody who comes now is told. */
    const retainedNow = async () => {
      const late = await broker.link();
      const states = new Inbox(topics.nodeState);
      const managers = new Inbox(topics.managerState);
      await late.subscribe(states.subscription, managers.subscription);
      await managers.next();
      await states.next((n) => n.node === "node2");
      await late.close("cut");
      return {
        node1: states.messages.find((n) => n.node === "node1"),
        manager: managers.messages[0],
      };
    };

    for (const [what, payload] of Object.entries({
      malformed: "{",
      "of another schema": "{}",
      empty: "",
    })) {
      it(`[REQ-NODE-22] do not stand where they are ${what}`, async () => {
        const before = await retainedNow();
        nodes.all.length = 0;
        words.all.length = 0;
        await say("hirte/v1/nodes/node1/state", payload);
        await say("hirte/v1/manager/state", payload);
        await soon(() => nodes.messages.some((n) => n.node === "node1"));
        await soon(() => words.messages.length > 0);
        const after = await retainedNow();
        const unseen = { lastSeen: 0 };
        assert.deepEqual({ ...after.node1, ...unseen }, { ...before.node1, ...unseen });
        assert.deepEqual({ ...after.manager, at: 0 }, { ...before.manager, at: 0 });
      });
    }

    it("[REQ-NODE-22] do not stand where they are forged, and are answered once a second at most", async () => {
      const { node1, manager: ours } = await retainedNow();
      nodes.all.length = 0;
      words.all.length = 0;
      for (let i = 0; i < 50; i++) {
        await say("hirte/v1/nodes/node1/state", JSON.stringify({ ...node1, state: "offline" }));
        await say("hirte/v1/manager/state", JSON.stringify({ ...ours, openJobs: 77 }));
        await beat();
        await clock.advance(40);
      }
      await soon(() => nodes.messages.at(-1)?.state === "online");
      await soon(() => words.messages.at(-1)?.openJobs === 0);
      const said = words.messages.filter((w) => w.openJobs === 0).length;
      assert.ok(said >= 2 && said <= 4, `${said} times in 3 s`);
      assert.equal((await retainedNow()).node1?.state, "online");
      assert.equal((await retainedNow()).manager?.openJobs, 0);
    });

    it("[REQ-NODE-22] are cleared where they are of a node that is none", async () => {
      const { node1 } = await retainedNow();
      const ghost = new Inbox(topics.nodeState, { node: "ghost" });
      await client.subscribe(ghost.subscription);
      await say("hirte/v1/nodes/ghost/state", JSON.stringify({ ...node1, node: "ghost" }));
      await soon(() => ghost.all.at(-1)?.message === undefined && ghost.messages.length > 0);
    });

    it("[REQ-NODE-22] are told from its own: what nobody contradicts is said once", async () => {
      nodes.all.length = 0;
      words.all.length = 0;
      await clock.advance(600);
      await retainedNow();
      await clock.advance(600);
      await retainedNow();
      assert.deepEqual(
        [words.all.length, nodes.messages.filter((n) => n.node === "node2").length],
        [0, 0],
      );
    });
  });

  it("[REQ-PRX-5] tells what became of proxies again when its connection is back", async () => {
    await restartExternal();
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const states = new Inbox(topics.proxyStates, { node: "node1" });
    await agent.link.subscribe(states.subscription);
    const proxies = [
      { id: randomId(), name: "p.service", node: "node2", unit: "x.service", active: false },
    ];
    await agent.link.publish(
      topics.proxies,
      { node: "node1" },
      { session: agent.session, seq: 1, proxies },
    );
    const told = await states.next();
    const isBack = untilBack(agent.link);
    broker.cutAll();
    await isBack;
    states.all.length = 0;
    await clock.advance(300);
    assert.deepEqual(await states.next(), told);
  });

  /** Resolves when the manager has dealt with what was said before. */
  const isDealtWith = async () => void (await reply(await ask("time", "@manager")));

  it("[REQ-NODE-10] stops when an agent has seen a higher epoch, on a broker elsewhere", async () => {
    await restartExternal();
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.sayHello({ epoch: clock.wallMs() + 5000 });
    await isDealtWith();
    assert.equal(fatal?.code, "epoch-superseded");
    assert.match(fatal?.message ?? "", /Stop that one.*systemctl start hirte\..*adopt-epoch/);
  });

  it("[REQ-NODE-10] stops when most of the nodes have seen a higher epoch, and are not here", async () => {
    const [first, second] = [
      await ScriptedAgent.start(broker, "node1"),
      await ScriptedAgent.start(broker, "node2"),
    ];
    const epoch = clock.wallMs() + 5000;
    const { instance } = await first.hello();
    for (const agent of [first, second]) await agent.sayHello({ epoch });
    await isDealtWith();
    const ended = () => fatal;
    assert.equal(ended(), undefined, "one of the two is online");
    await first.link.publish(topics.gone, { node: "node1" }, { instance, reason: "will" });
    await first.sayHello({ epoch: epoch + 1 });
    await isDealtWith();
    assert.equal(ended()?.code, "epoch-superseded");
    assert.deepEqual(ended()?.details, { epoch: epoch + 1 });
  });

  it("[REQ-NODE-25] goes on where one node knows a higher epoch, says why that one is not online, and lets it in without", async () => {
    const [ahead, other] = [
      await ScriptedAgent.start(broker, "node1"),
      await ScriptedAgent.start(broker, "node2"),
    ];
    const epoch = clock.wallMs() + 5000;
    await ahead.sayHello({ epoch });
    const told = await nodes.next((n) => n.node === "node1" && n.reason.includes(String(epoch)));
    assert.equal(told.state, "offline");
    assert.ok((await other.hello()).session);
    assert.deepEqual(ahead.welcomes.messages, []);
    // More than half of all nodes, and one alone.
    manager.configureNodes(["node1"]);
    for (let i = 0; i < 2; i++) await ahead.sayHello({ epoch });
    await isDealtWith();
    assert.equal(fatal, undefined);
    assert.equal(loud.filter((line) => line.includes("knows a higher epoch")).length, 1);
    assert.ok((await ahead.hello()).session);
    const again = await nodes.next((n) => n.node === "node1" && n.state === "online");
    assert.equal(again.reason, "connected");
  });

  it("[REQ-ACL-5] is not stopped by a higher epoch that an agent names which may not join", async () => {
    const agent = await ScriptedAgent.start(broker, "node9");
    const { refused } = await agent.hello({ epoch: clock.wallMs() + 5000 });
    assert.equal(refused?.code, "no-such-node");
    assert.equal(fatal, undefined);
  });

  it("[REQ-NODE-14] is not stopped by an epoch from far in the future, nor lets its owner in", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    const absurd = clock.wallMs() + 11 * 365 * 86_400_000;
    const hello = { machineId: machine, bootId: boot, version: "1", heartbeatMs: 2000 };
    const { node } = agent;
    await agent.link.publish(
      topics.hello,
      { node },
      { ...hello, instance: randomId(), epoch: absurd },
    );
    // Whoever comes after it is served.
    const welcome = await agent.hello();
    assert.equal(fatal, undefined);
    assert.equal(agent.welcomes.messages.length, 1);
    // Nor does the word of such a one stand.
    await clock.advance(1200);
    const words = new Inbox(topics.managerState);
    await client.subscribe(words.subscription);
    await words.next();
    words.all.length = 0;
    await client.publish(
      topics.managerState,
      {},
      { epoch: absurd, manager: "up", system: "up", version: "1", at: 1 },
    );
    await words.next((w) => w.epoch === welcome.epoch);
    assert.equal(fatal, undefined);
  });

  it("[REQ-REQ-1] refuses what is malformed, unknown or misdirected, each with its code", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    for (const [verb, node, rest, code] of [
      ["fly", "node1", {}, "unknown-verb"],
      ["constructor", "node1", {}, "unknown-verb"],
      ["start", "node9", { unit: "web.service" }, "no-such-node"],
      ["start", "node2", { unit: "web.service" }, "node-offline"],
      ["start", "node1", {}, "bad-request"],
      ["start", "node1", { unit: "/etc/passwd" }, "bad-request"],
      ["start", "node1", { unit: "*.service" }, "bad-request"],
      ["start", "@manager", { unit: "web.service" }, "bad-request"],
      ["list-nodes", "node1", {}, "bad-request"],
      ["list-units", "@manager", { nodes: ["node9"] }, "no-such-node"],
      ["job", "@manager", { job: "f".repeat(32) }, "no-such-job"],
      ["cancel", "@manager", { job: "f".repeat(32) }, "no-such-job"],
    ] as const) {
      const id = await ask(verb, node, rest);
      const answer = await reply(id);
      assert.equal(answer.problem?.code, code, `${verb} ${node} ${JSON.stringify(rest)}`);
    }
  });

  it("[REQ-UNIT-2] marks the units of a node that is not online as stale", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    const { instance } = await agent.hello();
    await agent.sync(["a.service", "b.socket"]);
    await nodes.next((n) => n.node === "node1" && n.synced);
    const fresh = await reply(await ask("list-units", "@manager", { units: ["*.service"] }));
    assert.deepEqual(
      fresh.data?.map((r) => [(r as UnitRow).unit, (r as UnitRow).stale]),
      [["a.service", false]],
    );
    await agent.link.publish(topics.gone, { node: "node1" }, { instance, reason: "will" });
    await nodes.next((n) => n.node === "node1" && n.state === "unreachable");
    const stale = await reply(await ask("list-units", "@manager", { nodes: ["node1"] }));
    assert.deepEqual(
      stale.data?.map((r) => (r as UnitRow).stale),
      [true, true],
    );
  });

  it("[REQ-JOB-19] takes on what is about no unit, and goes on with it after a restart", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await ask("daemon-reload", "node1");
    const command = await agent.commands.next((c) => c.id === id);
    assert.deepEqual([command.verb, command.unit, command.args], ["daemon-reload", undefined, {}]);
    await manager.stop();
    jobLog.close();
    await startManager();
    const welcome = await agent.hello();
    assert.deepEqual(welcome.openJobs, [{ job: id, verb: "daemon-reload" }]);
    await agent.report(id, { kind: "finished", result: "done" });
    const end = await jobIs(id, "finished");
    assert.deepEqual([end.result, "unit" in end], ["done", false]);
  });

  it("[REQ-JOB-19] keeps and passes on what the request's schema knows, and nothing else", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const strange = { unit: "../../etc/passwd", level: "debug", padding: "x".repeat(1000) };
    const reload = await ask("daemon-reload", "node1", strange);
    const level = await ask("set-loglevel", "node1", strange);
    const kill = await ask("kill", "node1", { ...strange, unit: "web.service", signal: 9 });
    const commandOf = (id: string) => agent.commands.next((c) => c.id === id);
    const [first, second, third] = [
      await commandOf(reload),
      await commandOf(level),
      await commandOf(kill),
    ];
    assert.deepEqual([first.unit, first.args], [undefined, {}]);
    assert.deepEqual([second.unit, second.args], [undefined, { level: "debug" }]);
    assert.deepEqual([third.unit, third.args], ["web.service", { signal: 9 }]);
    assert.equal((await reply(reload)).job?.unit, undefined);
  });

  it("[REQ-JOB-19] sends an action's arguments again after a restart", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await ask("kill", "node1", { unit: "web.service", whom: "main", signal: 9 });
    await agent.commands.next((c) => c.id === id);
    await manager.stop();
    jobLog.close();
    await startManager();
    await agent.hello();
    await agent.report(id, { kind: "unknown" });
    const again = await agent.commands.next((c) => c.id === id && c.session === agent.session);
    assert.deepEqual(again.args, { whom: "main", signal: 9 });
  });

  const secret = { argv: ["psql", "geheim-1"], environment: ["T=geheim-2"], wait: true };

  it("[REQ-RUN-11] passes a command line on, with its reader, and keeps no word of it", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await ask("run", "node1", { ...secret, pipe: true });
    const command = await agent.commands.next((c) => c.id === id);
    assert.deepEqual([command.user, command.args], ["anna", { ...secret, pipe: true }]);
    assert.equal(command.unit, `hirte-run-${id.slice(0, 16)}.service`);
    await agent.report(id, { kind: "running" });
    await jobIs(id, "running");
    // What was begun is only asked after from now on.
    await clock.advance(10_000);
    await agent.report(id, { kind: "finished", result: "done" });
    await jobIs(id, "finished");
    const text = readFileSync(join(directory(), "jobs-00000001.jsonl"), "utf8");
    assert.ok(text.includes(id) && !text.includes("geheim"), text);
  });

  it("[REQ-RUN-11] asks after a command when it was restarted, and never has it begun", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const begun = await ask("run", "node1", secret);
    const waiting = await ask("run", "node1", secret);
    const named = await ask("command", "node1", { name: "backup" });
    await agent.commands.next((c) => c.id === named);
    await manager.stop();
    jobLog.close();
    await startManager();
    await agent.hello();
    await clock.advance(1100);
    const asked = await agent.commands.next((c) => c.id === begun && c.session === agent.session);
    assert.deepEqual([asked.kind, asked.args, asked.verb], ["ask", undefined, undefined]);
    await agent.report(begun, { kind: "running" });
    await jobIs(begun, "running");
    await agent.report(waiting, { kind: "unknown" });
    const { result, detail } = await jobIs(waiting, "finished");
    assert.equal(result, "expired");
    assert.match(detail ?? "", /it was not begun/);
    await agent.report(named, { kind: "unknown" });
    const again = await agent.commands.next((c) => c.id === named && c.session === agent.session);
    assert.deepEqual([again.kind, again.args], ["job", { name: "backup" }]);
  });

  it("[REQ-JOB-3] an action whose node was rebooted is lost", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await ask("set-default", "node1", { unit: "rescue.target" });
    await agent.commands.next((c) => c.id === id);
    await agent.hello({ bootId: "c".repeat(32) });
    const { result, detail } = await jobIs(id, "finished");
    assert.deepEqual([result, detail], ["lost", "the node was rebooted"]);
  });

  it("[REQ-JOB-20] tells which links an action changed, also from the log", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await ask("enable", "node1", { unit: "web.service" });
    await agent.commands.next((c) => c.id === id);
    const facts = {
      files: [{ type: "symlink", file: "/etc/a", source: "/usr/a" }],
      hasInstall: true,
    };
    await agent.report(id, { kind: "finished", result: "done", ...facts });
    const { files, hasInstall } = await jobIs(id, "finished");
    assert.deepEqual({ files, hasInstall }, facts);
    const ended = jobLog.ended(id);
    assert.deepEqual({ files: ended?.files, hasInstall: ended?.hasInstall }, facts);
  });

  it("[REQ-JOB-21] lists the jobs that have not ended", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const first = await start();
    const second = await ask("daemon-reload", "node1");
    await agent.commands.next((c) => c.id === second);
    const listed = async () =>
      ((await reply(await ask("jobs", "@manager"))).data ?? []).map((row) => Object(row).id);
    assert.deepEqual(await listed(), [first, second]);
    await agent.report(first, { kind: "finished", result: "done" });
    await jobIs(first, "finished");
    assert.deepEqual(await listed(), [second]);
  });

  it("[REQ-REQ-2] passes a query on, and refuses it when the node falls silent", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await ask("status", "node1", { units: ["a.service"] });
    const command = await agent.commands.next((c) => c.id === id);
    assert.deepEqual(
      [command.kind, command.verb, command.args],
      ["query", "status", { units: ["a.service"] }],
    );
    await agent.report(id, { kind: "answer", chunk: 0, last: true, data: [{ unit: "a.service" }] });
    assert.deepEqual((await reply(id)).data, [{ unit: "a.service" }]);
    const silent = await ask("status", "node1", {});
    await agent.commands.next((c) => c.id === silent);
    await clock.advance(4000);
    assert.equal((await reply(silent)).problem?.code, "node-unreachable");
  });

  it("[REQ-REQ-5] refuses the id of a question that waits for its answer for any other one", async () => {
    const agents = [
      await ScriptedAgent.start(broker, "node1"),
      await ScriptedAgent.start(broker, "node2"),
    ] as const;
    for (const agent of agents) await agent.hello();
    const id = await ask("status", "node1", { units: ["a.service"] });
    await agents[0].commands.next((c) => c.id === id);
    const refusals = () => replies.messages.filter((r) => r.id === id && r.status === "refused");
    let n = 0;
    // At once, when a copy would be one of the network's, and later.
    for (const waitMs of [0, 1000]) {
      await clock.advance(waitMs);
      await ask("status", "node2", { id, units: ["a.service"] });
      await ask("show", "node1", { id, units: ["a.service"] });
      await ask("status", "node1", { id, units: ["b.service"] });
      await ask("status", "node1", { id, units: ["a.service"] }, "mallory");
      n += 4;
      await replies.next(() => refusals().length === n);
    }
    assert.deepEqual([...new Set(refusals().map((r) => r.problem?.code))], ["id-in-use"]);
    await agents[0].report(id, {
      ...{ kind: "answer", chunk: 0, last: true, data: [{ unit: "a.service" }] },
    });
    await replies.next((r) => r.id === id && r.status === "result");
    const answers = replies.all.filter(({ message }) => message?.status === "result");
    assert.deepEqual(
      answers.map(({ params }) => params.user),
      ["anna"],
    );
    assert.deepEqual(agents[1].commands.all, []);
  });

  it("[REQ-JOB-10] tells the agent to let go of a canceled job until it has", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.report(id, { kind: "running" });
    await jobIs(id, "running");
    await ask("cancel", "@manager", { job: id });
    await agent.commands.next((c) => c.kind === "cancel" && c.id === id);
    await clock.advance(1500);
    assert.ok(agent.commands.messages.filter((c) => c.kind === "cancel").length >= 2);
    await agent.report(id, { kind: "finished", result: "canceled" });
    assert.equal((await jobIs(id, "finished")).result, "canceled");
  });

  it("[REQ-JOB-15] never sends the command of a job again that was let go of, only the cancel", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    // As far as the manager knows the command never arrived.
    await reply(await ask("cancel", "@manager", { job: id }));
    await clock.advance(5000);
    await agent.commands.next(
      () => agent.commands.messages.filter((c) => c.kind === "cancel").length >= 3,
    );
    assert.equal(agent.commands.messages.filter((c) => c.kind === "job").length, 1);
    await agent.report(id, { kind: "finished", result: "canceled" });
    assert.equal((await jobIs(id, "finished")).result, "canceled");
  });

  it("[REQ-JOB-15] goes on letting go of a job after a restart", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    await reply(await ask("cancel", "@manager", { job: id }));
    await manager.stop();
    jobLog.close();
    await startManager();
    await agent.hello();
    await agent.report(id, { kind: "unknown" });
    await agent.commands.next((c) => c.session === agent.session && c.kind === "cancel");
    await clock.advance(3000);
    assert.deepEqual(
      agent.commands.messages.filter((c) => c.session === agent.session && c.kind === "job"),
      [],
    );
  });

  it("[REQ-JOB-15] refuses a cancel that it could not remember", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    trouble = "full";
    const refused = await reply(await ask("cancel", "@manager", { job: id }));
    assert.equal(refused.problem?.code, "log-unavailable");
    assert.equal(
      agent.commands.messages.some((c) => c.kind === "cancel"),
      false,
    );
  });

  it("[REQ-JOB-15] confirms no cancel that is not on disk, though it has left, until it is", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    trouble = "no-sync";
    for (const _ of ["the first", "another"]) {
      const refused = await reply(await ask("cancel", "@manager", { job: id }));
      assert.equal(refused.problem?.code, "log-unavailable");
      assert.match(refused.problem?.message ?? "", /may be done all the same/);
    }
    await agent.commands.next((c) => c.kind === "cancel");
    trouble = "none";
    await clock.advance(1200);
    assert.equal((await reply(await ask("cancel", "@manager", { job: id }))).status, "result");
    // As if killed: a restart finds it.
    const { log, contents } = JobLog.open({ directory: directory(), log: silentLog() });
    log.close();
    assert.deepEqual(
      contents.open.map(({ isCanceled }) => isCanceled),
      [true],
    );
  });

  it("[REQ-JOB-11] leaves a node time to come back after a restart, also beyond a job's end-by time", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start({ endWithinMs: 2000 });
    await agent.commands.next((c) => c.id === id);
    await manager.stop();
    jobLog.close();
    clock.stall(5000);
    await startManager();
    await clock.advance(9000);
    const welcome = await agent.hello();
    assert.deepEqual(
      welcome.openJobs?.map(({ job }) => job),
      [id],
    );
    await agent.report(id, { kind: "finished", result: "timeout" });
    assert.equal((await jobIs(id, "finished")).result, "timeout");
  });

  it("[REQ-JOB-11] gives a job up whose end-by time is over when its node had that time", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start({ endWithinMs: 2000 });
    await agent.commands.next((c) => c.id === id);
    await manager.stop();
    jobLog.close();
    clock.stall(5000);
    await startManager();
    await clock.advance(10_400);
    assert.equal((await jobIs(id, "finished")).result, "lost");
  });

  it("[REQ-JOB-5] believes no late answer to the welcome once the command has left again", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start({ startWithinMs: 3000 });
    await agent.commands.next((c) => c.id === id);
    await agent.hello();
    // Its answer is on the way for long; meanwhile the command is repeated, and begun.
    await clock.advance(2000);
    await agent.commands.next((c) => c.session === agent.session && c.kind === "job");
    await clock.advance(1400);
    await agent.report(id, { kind: "unknown" });
    await agent.report(id, { kind: "running" });
    await agent.report(id, { kind: "unknown" });
    await agent.report(id, { kind: "finished", result: "done" });
    assert.equal((await jobIs(id, "finished")).result, "done");
  });

  it("[REQ-JOB-5] only asks after a job again that was begun: who has forgotten it must not begin it", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.report(id, { kind: "running" });
    await jobIs(id, "running");
    await clock.advance(4000);
    await jobIs(id, "unreachable");
    agent.commands.all.length = 0;
    await agent.heartbeat(1);
    const { ping } = await agent.pulses.next((p) => p.ping !== undefined);
    assert.deepEqual(agent.commands.messages, [], "what it says may be from before it fell silent");
    assert.equal(jobs.messages.findLast((j) => j.id === id)?.state, "unreachable");
    await agent.echo(ping);
    const again = await agent.commands.next((c) => c.id === id);
    assert.ok((again.startBy ?? Number.POSITIVE_INFINITY) < manager.now());
  });

  it("[REQ-JOB-2] goes on when its node answers, and not by what that may have said before it fell silent", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const begun = await start();
    await agent.commands.next((c) => c.id === begun);
    await clock.advance(4000);
    await jobIs(begun, "unreachable");
    agent.commands.all.length = 0;
    await agent.report(begun, { kind: "running" });
    const { ping } = await agent.pulses.next((p) => p.ping !== undefined);
    assert.equal(await stateOf(begun), "unreachable");
    await agent.echo(ping);
    // It was begun: it is only asked after.
    const again = await agent.commands.next((c) => c.id === begun);
    assert.ok((again.startBy ?? Number.POSITIVE_INFINITY) < manager.now());
    await agent.report(begun, { kind: "running" });
    await jobIs(begun, "running");
  });

  it("[REQ-JOB-2] ends by an end that its node had told before it fell silent", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    await clock.advance(4000);
    await jobIs(id, "unreachable");
    await agent.report(id, { kind: "finished", result: "done" });
    assert.equal((await jobIs(id, "finished")).result, "done");
  });

  it("[REQ-JOB-2] is not waiting again because its node had no record of it before it fell silent", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    // It answers the welcome, and falls silent before the command is sent again.
    await agent.hello();
    await clock.advance(900);
    await agent.link.publish(
      topics.gone,
      { node: "node1" },
      { instance: agent.instance, reason: "will" },
    );
    await jobIs(id, "unreachable");
    await agent.report(id, { kind: "unknown" });
    const { ping } = await agent.pulses.next((p) => p.ping !== undefined);
    assert.equal(await stateOf(id), "unreachable");
    await agent.echo(ping);
    await agent.commands.next((c) => c.session === agent.session && c.id === id);
  });

  for (const kind of ["full", "no-sync"] as const) {
    it(`[REQ-JOB-18] tells an end it cannot bring to disk (${kind}), and confirms it when it has`, async () => {
      const agent = await ScriptedAgent.start(broker, "node1");
      await agent.hello();
      const id = await start();
      await agent.commands.next((c) => c.id === id);
      trouble = kind;
      await agent.report(id, { kind: "finished", result: "done" });
      assert.equal((await jobIs(id, "finished")).result, "done");
      await agent.report(id, { kind: "finished", result: "done" });
      const refused = await start();
      assert.equal((await reply(refused)).problem?.code, "log-unavailable");
      assert.equal(
        agent.commands.messages.some((c) => c.kind === "ack"),
        false,
      );
      trouble = "none";
      await clock.advance(1200);
      await agent.report(id, { kind: "finished", result: "done" });
      await agent.commands.next((c) => c.kind === "ack" && c.id === id);
      const other = await start();
      assert.equal((await reply(other)).status, "accepted");
      // As if killed: what is confirmed is in the file.
      const { log } = JobLog.open({ directory: directory(), log: silentLog() });
      assert.equal(log.ended(id)?.result, "done");
      log.close();
    });
  }

  it("[REQ-JOB-17] refuses an id whose record it cannot read", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.report(id, { kind: "finished", result: "done" });
    await jobIs(id, "finished");
    await manager.stop();
    jobLog.close();
    const path = join(directory(), "jobs-00000001.jsonl");
    writeFileSync(path, readFileSync(path, "utf8").replaceAll('"type"', "type"));
    await startManager();
    await agent.hello();
    await start({ id });
    assert.equal((await reply(id, 1)).problem?.code, "outcome-unknown");
  });

  it("[REQ-JOB-11] clears a job on a broker elsewhere that was lost and then resolved", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const id = await start();
    const { job: open } = await reply(id);
    await clock.advance(11_000);
    await jobIs(id, "finished");
    await agent.report(id, { kind: "finished", result: "done" });
    await jobs.next((j) => j.id === id && j.resolved !== undefined);
    await manager.stop();
    jobLog.close();
    if (open) await client.publish(topics.job, { job: id }, open);
    jobs.all.length = 0;
    await startManager(true);
    await jobs.next((j) => j.id === id && j.resolved !== undefined);
    const late = await broker.link();
    const retained = new Inbox(topics.job);
    const others = new Inbox(topics.managerState);
    await late.subscribe(retained.subscription);
    await late.subscribe(others.subscription);
    await others.next();
    assert.deepEqual(retained.messages, []);
    assert.deepEqual(
      jobs.messages
        .filter((j) => j.state === "finished")
        .map((j) => [j.result, j.resolved?.result]),
      [
        ["lost", undefined],
        ["lost", "done"],
      ],
    );
    await late.close("cut");
  });

  it("[REQ-REQ-3] passes a stream on with its reader's name, once for a repeated request, and says when it is open", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await agent.hello();
    const args = { units: ["a.service"], follow: true };
    const id = await ask("logs", "node1", { ...args, startWithinMs: 1000 });
    const { session: _, ...command } = await agent.commands.next(({ kind }) => kind === "stream");
    assert.deepEqual(command, { kind: "stream", id, verb: "logs", user: "anna", args });
    await ask("logs", "node1", { id, ...args });
    await agent.report(id, { kind: "answer", chunk: 0, last: true, data: [] });
    assert.equal((await reply(id)).status, "result");
    assert.equal(agent.commands.messages.filter((each) => each.id === id).length, 1);
    const bad = await ask("logs", "node1", { lines: "many" });
    assert.equal((await reply(bad)).problem?.code, "bad-request");
    const away = await ask("logs", "node2");
    assert.equal((await reply(away)).problem?.code, "node-offline");
  });

  describe("whose list of nodes changes", () => {
    /** What the broker has kept below nodes/. */
    const keptTopics = async () => {
      const link = await broker.link();
      const boxes = [new Inbox(topics.nodeState), new Inbox(topics.inventory)] as const;
      const units = new Inbox(topics.unitState);
      await link.subscribe(...boxes.map((box) => box.subscription), units.subscription);
      // Retained messages come before the answer to anything asked after the subscription.
      const probe = new Inbox(topics.reply);
      await link.subscribe(probe.subscription);
      await link.publish(topics.request, { user: "probe", node: "@manager", verb: "time" }, {
        id: randomId(),
      } as Request);
      await probe.next();
      await link.close("cut");
      return [...boxes, units].flatMap((box) =>
        box.all.filter(({ isRetained }) => isRetained).map(({ topic }) => topic),
      );
    };

    it("[REQ-NODE-17] keeps the sessions of nodes that stay, and lets a new one in at once", async () => {
      const stays = await ScriptedAgent.start(broker, "node1");
      const comes = await ScriptedAgent.start(broker, "node3");
      await stays.hello();
      assert.equal((await comes.hello()).refused?.code, "no-such-node");
      manager.configureNodes(["node1", "node2", "node3"]);
      await nodes.next(({ node }) => node === "node3");
      assert.ok((await comes.hello()).session);
      assert.equal(stays.welcomes.all.length, 1);
      const id = await ask("stop", "node1", { unit: "web.service" });
      assert.equal((await stays.commands.next((c) => c.id === id)).session, stays.session);
      assert.equal(manager.nodeCounts().total, 3);
    });

    it("[REQ-NODE-16] tells a node that was taken off, ends its jobs as lost, clears what was kept of it", async () => {
      const agent = await ScriptedAgent.start(broker, "node1");
      const instance = randomId();
      await agent.hello({ instance });
      await agent.sync(["web.service", "db.service"]);
      await nodes.next(({ node, synced }) => node === "node1" && synced);
      const id = await start();
      await agent.commands.next((c) => c.id === id);
      await agent.report(id, { kind: "running" });
      await jobIs(id, "running");
      manager.configureNodes(["node2"]);
      const word = await agent.welcomes.next((w) => w.refused !== undefined);
      assert.deepEqual([word.instance, word.refused?.code], [instance, "no-such-node"]);
      const end = await jobIs(id, "finished");
      assert.deepEqual(
        [end.result, end.detail],
        ["lost", "its node was taken off the nodes that may join"],
      );
      // What it said before it heard that counts for nothing, and is not kept.
      await agent.sync(["web.service", "late.service"]);
      await agent.report(id, { kind: "finished", result: "done" });
      assert.equal((await reply(await start())).problem?.code, "no-such-node");
      assert.deepEqual(await keptTopics(), ["hirte/v1/nodes/node2/state"]);
      assert.equal(jobLog.ended(id)?.resolved, undefined);
    });

    it("[REQ-NODE-20] has strangers' agents cut off, and no agent whose name another machine wants", async () => {
      const agent = await ScriptedAgent.start(broker, "node1");
      const stranger = await ScriptedAgent.start(broker, "node9");
      await agent.hello();
      await stranger.hello();
      assert.deepEqual(turnedOut, ["node9"]);
      const rival = agent.hello({ machineId: "c".repeat(32) });
      await agent.pulses.next(({ ping }) => ping !== undefined);
      await agent.heartbeat(1);
      assert.equal((await rival).refused?.code, "name-in-use");
      assert.deepEqual(turnedOut, ["node9"]);
      manager.configureNodes(["node2"]);
      assert.deepEqual(turnedOut, ["node9", "node1"]);
    });

    it("[REQ-NODE-16] learns what became of a lost job when the node is allowed again", async () => {
      const agent = await ScriptedAgent.start(broker, "node1");
      await agent.hello();
      const id = await start();
      await agent.commands.next((c) => c.id === id);
      manager.configureNodes(["node2"]);
      await jobIs(id, "finished");
      manager.configureNodes(["node1", "node2"]);
      await agent.hello();
      await agent.report(id, { kind: "finished", result: "done" });
      const known = await jobs.next((j) => j.id === id && j.resolved !== undefined);
      assert.deepEqual([known.result, known.resolved?.result], ["lost", "done"]);
    });

    it("[REQ-NODE-18] is changed by requests, once each", async () => {
      const id = await ask("allow-nodes", "@manager", { nodes: ["node9", "node1"] });
      assert.deepEqual((await reply(id)).data, [
        { node: "node9", allowed: true, changed: true },
        { node: "node1", allowed: true, changed: false },
      ]);
      const off = await ask("disallow-nodes", "@manager", { nodes: ["node9"] });
      assert.deepEqual((await reply(off)).data, [{ node: "node9", allowed: false, changed: true }]);
      // A late copy, and another request under its id.
      await ask("allow-nodes", "@manager", { id, nodes: ["node9", "node1"] });
      assert.deepEqual((await reply(id, 1)).data, [
        { node: "node9", allowed: false, changed: false },
        { node: "node1", allowed: true, changed: false },
      ]);
      await ask("disallow-nodes", "@manager", { id, nodes: ["node1"] });
      assert.equal((await reply(id, 2)).problem?.code, "id-in-use");
      const typo = await ask("disallow-nodes", "@manager", { nodes: ["nod1"] });
      assert.equal((await reply(typo)).problem?.code, "no-such-node");
      // What list-nodes answers.
      const rows = (await reply(await ask("list-nodes", "@manager"))).data;
      assert.deepEqual(
        rows?.map((row) => (row as NodeRow).node),
        ["node1", "node2"],
      );
    });
  });

  it("[REQ-REQ-6] does nothing to hirte itself that was to be begun earlier", async () => {
    const job = randomId();
    const wishes = {
      "allow-nodes": { nodes: ["node1"] },
      "disallow-nodes": { nodes: ["node1"] },
      "set-manager-loglevel": { level: "debug" },
      cancel: { job },
    };
    const now = manager.now();
    for (const [verb, wish] of Object.entries(wishes)) {
      const late = await ask(verb, "@manager", { ...wish, startBy: now });
      assert.equal((await reply(late)).problem?.code, "expired", verb);
    }
    const early = { ...wishes["disallow-nodes"], startBy: now + 1 };
    assert.deepEqual((await reply(await ask("disallow-nodes", "@manager", early))).data, [
      { node: "node1", allowed: false, changed: true },
    ]);
  });
});
