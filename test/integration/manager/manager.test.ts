import assert from "node:assert/strict";
import { EpochStore } from "../../../broker/epoch-store.ts";
import { JobLog } from "../../../broker/job-log.ts";
import { Manager } from "../../../broker/manager.ts";
import type { HirteError } from "../../../src/core/errors.ts";
import { randomId } from "../../../src/core/ids.ts";
import { silentLog } from "../../../src/core/log.ts";
import type { Link } from "../../../src/mqtt/link.ts";
import type {
  Report,
  Request,
  UnitJobRequest,
  UnitRow,
  Welcome,
} from "../../../src/protocol/generated/schemas.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { Inbox } from "../../support/inbox.ts";
import { MemoryBroker } from "../../support/memory-broker.ts";
import { useTempDir } from "../../support/temp-dir.ts";

const machine = "a".repeat(32);
const boot = "b".repeat(32);

/** A scripted agent: says exactly what the test tells it to. */
class ScriptedAgent {
  readonly welcomes: Inbox<typeof topics.welcome>;
  readonly commands: Inbox<typeof topics.command>;
  readonly pulses: Inbox<typeof topics.pulse>;
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

  async hello(
    over: { instance?: string; machineId?: string; bootId?: string; epoch?: number } = {},
  ): Promise<Welcome> {
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
    const welcome = await this.welcomes.next((w) => w.instance === instance);
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
  let client: Link;
  let jobs: Inbox<typeof topics.job>;
  let replies: Inbox<typeof topics.reply>;
  let nodes: Inbox<typeof topics.nodeState>;
  let jobLog: JobLog;

  async function startManager(isBrokerExternal = false): Promise<void> {
    const opened = JobLog.open({ directory: directory(), log: silentLog() });
    jobLog = opened.log;
    manager = new Manager({
      servers: [broker.stream],
      isBrokerExternal,
      allowedNodes: ["node1", "node2"],
      epochs: EpochStore.open(directory(), { wallMs: clock.wallMs(), log: silentLog() }),
      jobLog,
      open: opened.contents.open,
      lastAt: opened.contents.lastAt,
      version: "1.2.3",
      clock,
      log: silentLog(),
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
    const { instance } = await agent.hello();
    await agent.sync();
    await nodes.next((n) => n.node === "node1" && n.synced);
    await agent.link.publish(
      topics.heartbeat,
      { node: "node1" },
      { instance, session: agent.session, seq: 1 },
    );
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
    const { instance } = await agent.hello();
    const id = await start();
    clock.stall(20_000);
    await clock.advance(300);
    await agent.link.publish(
      topics.heartbeat,
      { node: "node1" },
      { instance, session: agent.session, seq: 1 },
    );
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
    const { instance } = await agent.hello();
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
    await again.link.publish(
      topics.heartbeat,
      { node: "node1" },
      { instance, session: agent.session, seq: 9 },
    );
    await again.pulses.next((p) => p.seq === 9);
    assert.equal(
      states.messages.some((n) => n.node === "node1" && n.state !== "online"),
      false,
    );
  });

  it("[REQ-NODE-10] stops when an agent has seen a higher epoch", async () => {
    const agent = await ScriptedAgent.start(broker, "node1");
    await client.publish(
      topics.hello,
      { node: "node1" },
      {
        instance: randomId(),
        machineId: machine,
        bootId: boot,
        version: "1",
        epoch: clock.wallMs() + 5000,
        heartbeatMs: 2000,
      },
    );
    await agent.link.publish(
      topics.heartbeat,
      { node: "node1" },
      { instance: randomId(), session: 1, seq: 1 },
    );
    await replies.next(() => true, 50).catch(() => undefined);
    assert.equal(fatal?.code, "epoch-superseded");
    assert.match(fatal?.message ?? "", /adopt-epoch/);
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
});
