import { equal } from "node:assert/strict";
import { CoordinatorRuns } from "../../../agent/coordinator-runs.ts";
import { Executor } from "../../../agent/executor.ts";
import { Ledger, type LedgerOptions } from "../../../agent/ledger.ts";
import { ManagerTime } from "../../../agent/manager-time.ts";
import type { CommandOutput } from "../../../agent/ports.ts";
import type { StreamEnd } from "../../../agent/stream-runner.ts";
import type { HirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import type { Command, Report } from "../../../src/protocol/generated/schemas.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { FakeNames, ownLimits } from "../../support/fake-names.ts";
import { FakeActions } from "../../support/fake-queries.ts";
import { FakeRuns } from "../../support/fake-runs.ts";
import { FakeJournal } from "../../support/fake-systemd.ts";
import { FakeBootClock, FakeProcesses, FakeSystemd, FakeUnits, jobId } from "./fakes.ts";

type Said = Omit<Report, "session">;

/** A node with an executor on it that can be restarted, while systemd and the ledger stay. */
export class ExecutorBench {
  readonly clock = new FakeClock();
  readonly bootClock = new FakeBootClock(this.clock);
  readonly systemd = new FakeSystemd();
  readonly actions = new FakeActions();
  readonly runs = new FakeRuns();
  readonly names = new FakeNames();
  /** Of this life of the agent. */
  limits = ownLimits({}, this.names);
  /** Streams that were opened, the newest for each id. */
  readonly streams = new Map<string, OpenedStream>();
  streamRefusal: HirteError | undefined;
  readonly journal = new FakeJournal();
  readonly units = new FakeUnits();
  readonly processes = new FakeProcesses();
  readonly time = new ManagerTime(this.bootClock);
  readonly reports: Said[] = [];
  readonly #directory: string;
  readonly #ledgerOptions: Partial<LedgerOptions>;
  #ledger: Ledger;
  executor: Executor;

  constructor(directory: string, ledgerOptions: Partial<LedgerOptions> = {}) {
    this.#directory = directory;
    this.#ledgerOptions = ledgerOptions;
    this.systemd.onEnd = ({ jobId, result }) => void this.journal.results.set(jobId, result);
    this.#ledger = this.#openLedger();
    this.executor = this.#makeExecutor();
    this.executor.start();
    this.executor.beginSession([]);
    this.learnTime();
  }

  /** The manager's clock. */
  get now(): number {
    return Math.round(1_000_000 + this.bootClock.bootMs());
  }

  /** A pulse arrives, of a heartbeat that left just now. */
  learnTime(): void {
    this.time.observe({ now: this.now, sentBootMs: this.bootClock.bootMs() });
    this.executor.timeLearned();
  }

  /** A command to start, not to be begun after ten seconds, arrives. */
  command(n: number, rest: Partial<Command> = {}): void {
    const base = { session: 1, kind: "job", verb: "start", unit: "web.service" } as const;
    this.executor.command({ ...base, id: jobId(n), startBy: this.now + 10_000, ...rest });
  }

  /** The agent dies and is started again; `openJobs` is what the manager asks it for. */
  restart(openJobs: readonly number[] = []): void {
    this.kill();
    this.#ledger = this.#openLedger();
    this.executor = this.#makeExecutor();
    this.executor.start();
    this.executor.beginSession(openJobs.map(jobId));
    this.learnTime();
  }

  kill(): void {
    this.#ledger.close();
    this.executor.stop();
  }

  /** The agent dies for good, and leaves nothing behind in this process. */
  end(): void {
    this.kill();
    equal(this.clock.pending, 0, "timers are left");
    equal(this.systemd.listeners, 0, "listeners are left");
  }

  /** Everything said of an id, `running` or the result, in order. */
  saidOf(n: number): string[] {
    return this.reports
      .filter(({ id }) => id === jobId(n))
      .map(({ kind, result }) => (kind === "finished" ? String(result) : kind));
  }

  /** The last report of an id. */
  lastOf(n: number): Said | undefined {
    return this.reports.filter(({ id }) => id === jobId(n)).at(-1);
  }

  /** Lets everything happen that needs no time. */
  async settle(): Promise<void> {
    await this.clock.advance(0);
  }

  /** As `settle`, and a job that goes on is reported to do so. */
  async linger(): Promise<void> {
    await this.clock.advance(20);
  }

  #openLedger(): Ledger {
    return Ledger.open({
      directory: this.#directory,
      bootId: "b".repeat(32),
      bootClock: this.bootClock,
      log: silentLog(),
      ...this.#ledgerOptions,
    });
  }

  #makeExecutor(): Executor {
    return new Executor({
      systemd: this.systemd,
      actions: this.actions,
      runs: this.runs,
      limits: this.limits,
      machine: { bootId: "b".repeat(32) },
      coordinatorRuns: new CoordinatorRuns({ stateDir: this.#directory, log: silentLog() }),
      openStream: ({ id, user }, output, onEnd) => {
        if (this.streamRefusal) throw this.streamRefusal;
        this.streams.set(id, { user, output, onEnd });
      },
      units: this.units,
      processes: this.processes,
      journal: this.journal,
      ledger: this.#ledger,
      time: this.time,
      bootClock: this.bootClock,
      clock: this.clock,
      log: silentLog(),
      report: (report) => this.reports.push(report),
    });
  }
}

/** A stream as the executor has asked for it. */
interface OpenedStream {
  readonly user: string;
  readonly output: CommandOutput;
  readonly onEnd: (why: StreamEnd) => void;
}
