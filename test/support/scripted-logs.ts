import type { Chunk } from "../../agent/stream.ts";
import { StreamDesk } from "../../agent/stream-desk.ts";
import { type Clock, systemClock } from "../../src/core/clock.ts";
import { silentLog } from "../../src/core/log.ts";
import type { Link } from "../../src/mqtt/link.ts";
import type { LogEntry, Report } from "../../src/protocol/generated/schemas.ts";
import { topics } from "../../src/protocol/topics.ts";
import { FakeLogs, type FakeSource } from "./fake-logs.ts";
import { ownLimits } from "./fake-names.ts";
import type { ScriptedHirte } from "./scripted-hirte.ts";
import { Until } from "./until.ts";

/** Agents that serve streams from sources a test feeds, below a hirte that says what it is told to. */
export class ScriptedLogs {
  readonly #hirte: ScriptedHirte;
  readonly #clock: Clock;
  readonly #agents = new Map<string, { desk: StreamDesk; link: Link; logs: FakeLogs }>();
  readonly #until = new Until();
  readonly #answers = new Map<string, (report: Omit<Report, "session">) => void>();

  constructor(hirte: ScriptedHirte, clock: Clock = systemClock) {
    this.#hirte = hirte;
    this.#clock = clock;
    hirte.on("logs", (asked) => {
      const { id, startBy: _, endBy: __, ...args } = asked.request;
      const agent = this.#agents.get(asked.node);
      if (!agent) return undefined;
      this.#answers.set(id, (report) => {
        const problem = report.problem ? { problem: report.problem } : {};
        const status = report.problem ? "refused" : "result";
        void hirte.reply(asked, { id, status, chunk: 0, last: true, data: [], ...problem });
      });
      const command = { session: 1, kind: "stream", id, verb: "logs", args } as const;
      void agent.desk.open({ ...command, user: asked.user });
      return undefined;
    });
  }

  /** A new life of the node's agent, in this session. */
  async start(node: string, session: number): Promise<void> {
    await this.stop(node);
    const link = await this.#hirte.broker.link();
    const logs = new FakeLogs();
    const desk = new StreamDesk({
      node,
      logs,
      limits: ownLimits(),
      clock: this.#clock,
      bootClock: { bootMs: () => this.#clock.monotonicMs() },
      log: silentLog(),
      report: (report) => {
        this.#answers.get(report.id)?.(report);
        this.#until.notify();
      },
      publish: (params, message) => link.publish(topics.stream, params, message),
    });
    desk.linkUp(link);
    this.#agents.set(node, { desk, link, logs });
    await this.#hirte.sayNode(node, { session });
  }

  /** The node's agent dies. */
  async stop(node: string): Promise<void> {
    const agent = this.#agents.get(node);
    this.#agents.delete(node);
    agent?.desk.stop();
    await agent?.link.close("cut");
  }

  async stopAll(): Promise<void> {
    for (const node of [...this.#agents.keys()]) await this.stop(node);
  }

  /** The source of the n-th stream this life of the node's agent was asked for. */
  async source(node: string, n = 0): Promise<FakeSource> {
    const sources = () => this.#agents.get(node)?.logs.sources ?? [];
    await this.#until.until(`stream ${n} of ${node}`, () => sources().length > n, 10_000);
    const source = sources()[n];
    if (!source) throw new Error("it was there just now");
    return source;
  }
}

/** A chunk of entries with these texts, whose cursor is the last text. */
export function entriesOf(...messages: readonly string[]): Chunk {
  const entries = messages.map(
    (message): LogEntry => ({
      atUs: "1700000000000000",
      identifier: "web",
      pid: 7,
      unit: "web.service",
      message,
    }),
  );
  const last = messages.at(-1);
  return { entries, size: 1000, ...(last === undefined ? {} : { cursor: `c=${last}` }) };
}
