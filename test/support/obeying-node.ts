import { join } from "node:path";
import { Agent } from "../../agent/agent.ts";
import type { QueuedJob } from "../../agent/ports.ts";
import { procBootClock } from "../../src/core/boot-clock.ts";
import { systemClock } from "../../src/core/clock.ts";
import { silentLog } from "../../src/core/log.ts";
import { tcpStream } from "../../src/mqtt/link.ts";
import { FakeProcesses, FakeSystemd, FakeUnits } from "../unit/agent/fakes.ts";
import { FakeLogs } from "./fake-logs.ts";
import { FakeNames } from "./fake-names.ts";
import { FakeActions, FakeQueries } from "./fake-queries.ts";
import { FakeRuns } from "./fake-runs.ts";
import { FakeJournal } from "./fake-systemd.ts";

/** What a job and a command take: long enough for somebody to die meanwhile. */
const workMs = 80;

/** A node with a real agent, over a systemd that does as it is told, and tells each thing that was really begun. */
export class ObeyingNode {
  readonly #queries = new FakeQueries();
  readonly #agent: Agent;

  constructor(of: {
    readonly name: string;
    readonly brokerPort: number;
    readonly directory: string;
    /** Active at first. */
    readonly units: readonly string[];
    readonly commands: readonly string[];
    /** `start k3s.service`, `run killall`. */
    readonly onBegun: (what: string) => void;
  }) {
    const { name: node, brokerPort, directory, units, commands, onBegun } = of;
    for (const unit of units) this.#queries.active.set(unit, "active");
    const systemd = new Obeying(onBegun, this.#queries);
    const runs = new ObeyingRuns(onBegun, systemd);
    for (const command of commands) runs.commands.add(command);
    this.#agent = new Agent({
      ...{ node, systemd, runs, queries: this.#queries, clock: systemClock, log: silentLog() },
      ...{ actions: new FakeActions(), units: new FakeUnits(units), names: new FakeNames() },
      ...{ processes: new FakeProcesses(), journal: new FakeJournal(), logs: new FakeLogs() },
      links: [tcpStream("127.0.0.1", brokerPort)],
      bootClock: procBootClock(),
      machine: { machineId: "1".repeat(32), bootId: "b".repeat(32) },
      stateDir: join(directory, "state"),
      runDir: join(directory, "run"),
      ...{ heartbeatMs: 2000, reconnectMaxMs: 500, version: "1.2.3" },
    });
  }

  start(): void {
    void this.#agent.start();
  }

  stop(): Promise<void> {
    return this.#agent.kill();
  }

  /** States of its units. */
  get units(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#queries.active);
  }
}

class Obeying extends FakeSystemd {
  readonly #onBegun: (what: string) => void;
  readonly #queries: FakeQueries;

  constructor(onBegun: (what: string) => void, queries: FakeQueries) {
    super();
    this.#onBegun = onBegun;
    this.#queries = queries;
  }

  override async enqueue(...call: Parameters<FakeSystemd["enqueue"]>): Promise<QueuedJob> {
    const [verb, unit] = call;
    const queued = await super.enqueue(...call);
    this.#onBegun(`${verb} ${unit}`);
    const becomes = verb === "stop" ? "inactive" : "active";
    setTimeout(() => {
      this.#queries.active.set(unit, becomes);
      const sub = verb === "stop" ? "dead" : "running";
      this.evidenceOf.set(unit, { active: becomes, sub, serviceType: "notify", wasActive: true });
      this.end(queued.jobId);
    }, workMs);
    return queued;
  }
}

class ObeyingRuns extends FakeRuns {
  readonly #onBegun: (what: string) => void;
  readonly #systemd: FakeSystemd;

  constructor(onBegun: (what: string) => void, systemd: FakeSystemd) {
    super();
    this.#onBegun = onBegun;
    this.#systemd = systemd;
  }

  override async start(...args: Parameters<FakeRuns["start"]>): Promise<QueuedJob> {
    const [, { unit }, { order }] = args;
    const queued = await super.start(...args);
    this.#onBegun(`run ${"commandName" in order ? order.commandName : "a command line"}`);
    setTimeout(() => {
      // As systemd keeps what a command came to.
      const ended = { active: "active", sub: "exited", result: "success", exitCode: 0 } as const;
      this.#systemd.evidenceOf.set(unit, { ...ended, wasActive: true });
      this.change(unit);
    }, workMs);
    return queued;
  }
}
