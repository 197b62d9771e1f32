import { appendFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { BootClock } from "../../src/core/boot-clock.ts";
import { noLog } from "../../src/core/no-log.ts";
import type { PlanConfig } from "../../src/hecate/dry-run.ts";
import { type Append, Journals } from "../../src/hecate/run/journal.ts";
import { RunExecutor } from "../../src/hecate/run/run-executor.ts";
import type { FinishedRun, NodeConfig, RunEvent } from "../../src/power/model.ts";
import type { StageConfig } from "../../src/power/plan-model.ts";
import type { PowerRun } from "../../src/protocol/generated/schemas.ts";
import { FakeClock } from "./fake-clock.ts";
import { FakeSite } from "./fake-site.ts";

const node = (name: string, feeds: string[], ...roles: string[]): NodeConfig => ({
  ...{ name, feeds, roles, minSupplies: 1, offTimeoutMs: 60_000 },
});

/** A coordinator, a peer with a UPS, a server and two workers. */
export const siteNodes: readonly NodeConfig[] = [
  node("titan-db", ["pyrphoros"], "coordinator"),
  node("tethys", ["statera"], "ups-host"),
  node("titan-0a", ["pyrphoros"], "k3s-server"),
  node("titan-1a", ["pyrphoros"], "k3s-agent"),
  node("titan-1b", ["statera"], "k3s-agent"),
];
export const siteNames = siteNodes.map(({ name }) => name);
const workers = { nodes: ["titan-1a", "titan-1b"] };
const servers = { nodes: ["titan-0a"] };
const onFailure = "continue" as const;

/** As in the example configuration, without what only a cluster has much of. */
export const shutdownStages: readonly StageConfig[] = [
  { name: "freeze", skippable: false, steps: [{ kind: "flux", what: "suspend", onFailure }] },
  {
    name: "snapshot",
    skippable: true,
    steps: [{ kind: "command", command: "k3s-etcd-snapshot", at: servers, onFailure }],
  },
  { name: "quiesce", skippable: true, steps: [{ kind: "kube", what: "quiesce", onFailure }] },
  {
    name: "workers",
    skippable: false,
    steps: [
      {
        kind: "stop",
        unit: "k3s.service",
        thenCommand: "killall",
        at: workers,
        timeoutMs: 60_000,
        onFailure,
      },
    ],
  },
  {
    name: "servers",
    skippable: false,
    steps: [
      {
        kind: "stop",
        unit: "k3s.service",
        thenCommand: "killall",
        at: servers,
        timeoutMs: 60_000,
        onFailure,
      },
    ],
  },
  {
    name: "off-workers",
    skippable: false,
    steps: [{ kind: "poweroff", at: workers, onFailure: "abort" }],
  },
  {
    name: "off-servers",
    skippable: false,
    steps: [{ kind: "poweroff", at: servers, onFailure: "abort" }],
  },
  {
    name: "off-ups-hosts",
    skippable: false,
    steps: [{ kind: "poweroff", at: { nodes: ["tethys"] }, onFailure: "abort" }],
  },
];
/** The way back. */
export const startupStages: readonly StageConfig[] = [
  {
    name: "wake",
    skippable: false,
    steps: [{ kind: "wake", at: { nodes: siteNames }, onFailure }],
  },
  {
    name: "servers",
    skippable: false,
    steps: [{ kind: "start", unit: "k3s.service", at: servers, onFailure: "abort" }],
  },
  {
    name: "workers",
    skippable: false,
    steps: [{ kind: "start", unit: "k3s.service", at: workers, onFailure }],
  },
  { name: "soak", skippable: false, steps: [{ kind: "soak", forMs: 20_000, onFailure: "abort" }] },
];

/** A life of an executor. */
export interface Life {
  readonly executor: RunExecutor;
  readonly events: { readonly run: number; readonly event: RunEvent }[];
  readonly finished: FinishedRun[];
  readonly views: PowerRun[];
  readonly selfOff: string[];
  /** UPSes whose load is to be cut at its end. */
  readonly cut: string[];
}

/** An executor over a fake site, in a fake time, with its journals in memory: they outlive it, as a disk does. */
export class RunBench {
  readonly clock = new FakeClock();
  readonly site: FakeSite;
  /** By path. */
  readonly files = new Map<string, string>();
  readonly bootClock: BootClock = { bootMs: () => this.clock.monotonicMs() };
  readonly #stateDir: string;
  bootId = "boot-1";
  leftMs: number | (() => number) | undefined;
  /** How long it may take until it is known whether all of the cluster goes. */
  drainsInDoubtMs: () => number = () => 0;
  /** Told of each line before it is on disk; one that throws is a disk that is full. */
  onLine: (line: string) => void = () => undefined;
  /** Told when a line is on disk. */
  afterLine: (line: string) => void = () => undefined;
  /** How long the disk takes for a write. */
  diskMs = 0;
  /** Whether the battery has a node stopped. */
  losesPower: (node: string) => boolean = () => true;
  #lives = 0;

  /** `stateDir`: a directory of the test's own. */
  constructor(stateDir: string) {
    this.#stateDir = stateDir;
    this.site = new FakeSite(this.clock, siteNodes, ["k3s.service"]);
  }

  /** A new life; the one before is killed: it does nothing more. */
  live(): Life {
    const number = ++this.#lives;
    const append: Append = async (path, text) => {
      // A process that was killed writes nothing.
      if (this.#lives !== number) return new Promise(() => undefined);
      if (this.diskMs > 0)
        await new Promise<void>((resolve) => void this.clock.after(this.diskMs, resolve));
      this.onLine(text);
      if (this.#lives !== number) return new Promise(() => undefined);
      mkdirSync(dirname(path), { recursive: true });
      appendFileSync(path, text);
      this.afterLine(text);
      if (this.#lives !== number) return new Promise(() => undefined);
    };
    const life: Life = {
      ...{ events: [], finished: [], views: [], selfOff: [], cut: [] },
      executor: new RunExecutor({
        ...{ session: "s".repeat(32), stateDir: this.#stateDir, bootId: this.bootId },
        ...{ bootClock: this.bootClock, write: async () => undefined, world: this.site.live() },
        journals: new Journals({
          ...{ stateDir: this.#stateDir, bootId: this.bootId, bootClock: this.bootClock },
          ...{ clock: this.clock, log: noLog, append },
        }),
        config: () => this.config,
        leftMs: () => (typeof this.leftMs === "function" ? this.leftMs() : this.leftMs),
        drainsInDoubtMs: () => this.drainsInDoubtMs(),
        losesPower: (node) => this.losesPower(node),
        learntMs: () => ({}),
        powerOffSelf: ({ reason, killpower }) => {
          life.selfOff.push(reason);
          life.cut.push(...killpower);
        },
        onRun: (view) => void life.views.push(view),
        onEvent: (run, event) => void life.events.push({ run, event }),
        onFinished: (finished) => void life.finished.push(finished),
      }),
    };
    return life;
  }

  config: PlanConfig = {
    ...{ coordinator: "titan-db", brokerHost: "titan-db", mode: "poweroff", nodes: siteNodes },
    ...{ shutdownStages, startupStages, upses: [] },
  };
}

/** The run of a battery, for all. */
export const wholeRun = {
  ...({ kind: "begin-run", run: 1, key: "pyrphoros:b:1", reason: "pyrphoros: empty" } as const),
  scope: siteNames,
};
