import { join } from "node:path";
import type { Duplex } from "node:stream";
import { Agent, type AgentOptions } from "../../../agent/agent.ts";
import { type Log, silentLog } from "../../../src/core/log.ts";
import type { Link } from "../../../src/mqtt/link.ts";
import type { Command, Hello, Welcome } from "../../../src/protocol/generated/schemas.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { FakeLogs } from "../../support/fake-logs.ts";
import { FakeNames } from "../../support/fake-names.ts";
import { FakeActions, FakeQueries } from "../../support/fake-queries.ts";
import { FakeRuns } from "../../support/fake-runs.ts";
import { FakeJournal } from "../../support/fake-systemd.ts";
import { Inbox } from "../../support/inbox.ts";
import { MemoryBroker } from "../../support/memory-broker.ts";
import {
  FakeBootClock,
  FakeProcesses,
  FakeSystemd,
  FakeUnits,
  jobId,
} from "../../unit/agent/fakes.ts";

export const node = "node1";

/** A manager that does what a test tells it to: lets agents in and answers heartbeats, unless told not to. */
export class ScriptedManager {
  readonly hellos = new Inbox(topics.hello);
  readonly gone = new Inbox(topics.gone);
  readonly heartbeats = new Inbox(topics.heartbeat);
  readonly echoes = new Inbox(topics.echo);
  readonly reports = new Inbox(topics.report);
  readonly units = new Inbox(topics.unitState);
  readonly inventories = new Inbox(topics.inventory);
  readonly #clock: FakeClock;
  epoch = 100;
  session = 1000;
  /** The manager's clock at the beginning of the test. */
  clockMs = 5_000_000;
  /** What the next welcomes say beyond the usual. */
  welcome: Partial<Welcome> = {};
  isSilent = false;
  answersHello = true;
  /** Pings so far, and so the number of the last one. */
  pings = 0;
  #answered = 0;
  #pulsed = 0;
  link: Link | undefined;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  async join(broker: MemoryBroker): Promise<void> {
    this.link = await broker.link();
    const inboxes = [
      this.hellos,
      this.gone,
      this.heartbeats,
      this.echoes,
      this.reports,
      this.units,
      this.inventories,
    ];
    await this.link.subscribe(...inboxes.map(({ subscription }) => subscription));
  }

  get now(): number {
    return this.clockMs + this.#clock.monotonicMs();
  }

  /** Answers what has come since the last time. */
  attend(): void {
    const hellos = this.hellos.messages;
    for (; this.#answered < hellos.length; this.#answered++) {
      const hello = hellos[this.#answered];
      if (hello && this.answersHello) this.letIn(hello);
    }
    const heartbeats = this.heartbeats.messages;
    for (; this.#pulsed < heartbeats.length; this.#pulsed++) {
      const beat = heartbeats[this.#pulsed];
      if (!beat || this.isSilent || beat.session !== this.session) continue;
      this.#say(topics.pulse, { session: beat.session, seq: beat.seq, now: this.now });
    }
  }

  letIn(hello: Hello, rest: Partial<Welcome> = {}): void {
    const { epoch } = this;
    const session = ++this.session;
    this.#say(topics.welcome, {
      instance: hello.instance,
      epoch,
      session,
      now: this.now,
      ...this.welcome,
      ...rest,
    });
  }

  refuse(hello: Hello, message: string): void {
    const refused = { code: "name-in-use", message };
    const { epoch, now } = this;
    this.#say(topics.welcome, { instance: hello.instance, epoch, now, refused });
  }

  command(n: number, rest: Partial<Command> = {}): void {
    this.#say(topics.command, {
      session: this.session,
      kind: "job",
      id: jobId(n),
      verb: "start",
      unit: "web.service",
      startBy: this.now + 10_000,
      ...rest,
    });
  }

  ack(n: number): void {
    this.#say(topics.command, { session: this.session, kind: "ack", id: jobId(n) });
  }

  ping(): void {
    this.#say(topics.pulse, { session: this.session, now: this.now, ping: ++this.pings });
  }

  state(epoch: number): void {
    const rest = { system: "up", version: "1", at: this.now } as const;
    void this.link?.publish(topics.managerState, {}, { epoch, manager: "up", ...rest });
  }

  /** What was said of an id, `running` or the result, in order. */
  saidOf(n: number): string[] {
    return this.reports.messages
      .filter(({ id }) => id === jobId(n))
      .map(({ kind, result }) => (kind === "finished" ? String(result) : kind));
  }

  #say<R extends typeof topics.welcome | typeof topics.pulse | typeof topics.command>(
    row: R,
    message: Parameters<Link["publish"]>[2],
  ): void {
    void this.link?.publish<typeof topics.welcome>(row as never, { node }, message as never);
  }
}

/** A broker, a scripted manager, and an agent on a machine that can be restarted. Time is fake, I/O is not. */
export class AgentBench {
  readonly clock = new FakeClock();
  readonly bootClock = new FakeBootClock(this.clock);
  readonly systemd = new FakeSystemd();
  readonly actions = new FakeActions();
  readonly runs = new FakeRuns();
  readonly journal = new FakeJournal();
  readonly logs = new FakeLogs();
  readonly names = new FakeNames();
  readonly units = new FakeUnits(["web.service", "db.service"]);
  readonly manager = new ScriptedManager(this.clock);
  readonly broker: MemoryBroker;
  readonly #directory: string;
  #stream: Duplex | undefined;
  agent: Agent;

  private constructor(directory: string, broker: MemoryBroker) {
    this.#directory = directory;
    this.broker = broker;
    this.systemd.onEnd = ({ jobId, result }) => void this.journal.results.set(jobId, result);
    this.agent = this.makeAgent();
  }

  static async start(directory: string): Promise<AgentBench> {
    const broker = await MemoryBroker.start();
    const bench = new AgentBench(directory, broker);
    await bench.manager.join(broker);
    return bench;
  }

  /** The agent's way to the broker. */
  readonly stream = (): Duplex => {
    this.#stream = this.broker.stream();
    return this.#stream;
  };

  /** Cuts the agent's connection, as a pulled cable does once it is noticed. */
  cut(): void {
    this.#stream?.destroy();
  }

  /** Cuts the agent's connection, and refuses it when it is back. */
  async turnAway(): Promise<void> {
    const { manager } = this;
    manager.answersHello = false;
    const { length } = manager.hellos.messages;
    this.cut();
    await this.until("a hello", () => manager.hellos.messages.length > length);
    const hello = manager.hellos.messages.at(-1);
    if (hello) manager.refuse(hello, "not in AllowedNodeNames=");
  }

  /** What the agent says from now on gets lost on the way. */
  deafen(): void {
    if (this.#stream) this.#stream._write = (_chunk, _encoding, callback) => callback();
  }

  makeAgent(rest: Partial<AgentOptions> = {}, log: Log = silentLog()): Agent {
    this.agent = new Agent({
      node,
      links: [this.stream],
      systemd: this.systemd,
      actions: this.actions,
      runs: this.runs,
      queries: new FakeQueries(),
      units: this.units,
      processes: new FakeProcesses(),
      journal: this.journal,
      logs: this.logs,
      names: this.names,
      bootClock: this.bootClock,
      machine: { machineId: "1".repeat(32), bootId: "b".repeat(32) },
      clock: this.clock,
      log,
      stateDir: join(this.#directory, "state"),
      runDir: join(this.#directory, "run"),
      heartbeatMs: 2000,
      reconnectMaxMs: 5000,
      version: "1.2.3",
      ...rest,
    });
    return this.agent;
  }

  /** Starts the agent and waits until its units have arrived. */
  async join(): Promise<void> {
    const { length } = this.manager.inventories.all;
    void this.agent.start();
    await this.until("an inventory", () => this.manager.inventories.all.length > length);
  }

  /** The agent dies and another one is started. */
  async restart(): Promise<void> {
    await this.agent.kill();
    this.makeAgent();
    await this.join();
  }

  /** Lets I/O and time go on, a little of each at a time, until something is so. */
  async until(what: string, isSo: () => boolean, withinMs = 120_000): Promise<void> {
    const untilMs = this.clock.monotonicMs() + withinMs;
    while (!isSo()) {
      if (this.clock.monotonicMs() > untilMs) throw new Error(`${what}: not within ${withinMs} ms`);
      await this.tick(10);
    }
  }

  /** Lets time pass. */
  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 10) await this.tick(10);
  }

  async tick(ms: number): Promise<void> {
    await this.clock.advance(ms);
    this.manager.attend();
    await new Promise((resolve) => setImmediate(resolve));
  }

  async stop(): Promise<void> {
    await this.agent.kill();
    await this.manager.link?.close("cut");
    await this.broker.stop();
  }

  /** What a client that subscribes only now is given of the node's units. */
  async retained(): Promise<Map<string, { session: number; active: string }>> {
    const inbox = new Inbox(topics.unitState);
    const link = await this.broker.link();
    await link.subscribe(inbox.subscription);
    // MQTT has no end-of-retained mark, and this broker reads them from its store in some turns.
    await this.pass(200);
    await link.close("cut");
    return new Map(
      inbox.all.flatMap(({ params, message }) => (message ? [[params.unit, message]] : [])),
    );
  }
}
