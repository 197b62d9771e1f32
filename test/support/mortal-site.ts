import { existsSync, type FSWatcher, mkdirSync, readFileSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AllowedNodes } from "../../broker/allowed-nodes.ts";
import { EpochStore } from "../../broker/epoch-store.ts";
import { JobLog } from "../../broker/job-log.ts";
import { Manager } from "../../broker/manager.ts";
import { systemClock } from "../../src/core/clock.ts";
import { isHirteError } from "../../src/core/errors.ts";
import { silentLog } from "../../src/core/log.ts";
import { askHecate } from "../../src/hecate/ask.ts";
import type { StatusAnswer } from "../../src/hecate/socket-protocol.ts";
import { BrokerUnderTest } from "./broker.ts";
import { FakeKube } from "./fake-kube.ts";
import { FakeKubeServer } from "./fake-kube-server.ts";
import { runHecateCli } from "./hecate-cli.ts";
import { aFlux, aNamespace, aWorkload } from "./kube-objects.ts";
import { ObeyingNode } from "./obeying-node.ts";
import { SourceProgram } from "./source-program.ts";

/** Nodes of the cluster with the unit that each has. */
const unitsOf = {
  server: "k3s.service",
  worker1: "k3s-agent.service",
  worker2: "k3s-agent.service",
} as const;

const stages = `shutdown:
  mode: cluster-only
  stages:
    - { name: freeze, steps: [{ flux: suspend, timeout: 15s, on_failure: continue }] }
    - { name: snapshot, skippable: true, steps: [{ command: snapshot, at: role:k3s-server, first: 1, timeout: 20s, on_failure: continue }] }
    - { name: quiesce, skippable: true, steps: [{ kube: quiesce }] }
    - { name: workers, steps: [{ stop: k3s-agent.service, then: { command: killall }, at: role:k3s-agent, timeout: 20s, on_failure: continue }] }
    - { name: servers, steps: [{ stop: k3s.service, then: { command: killall }, at: role:k3s-server, timeout: 20s, on_failure: continue }] }
startup:
  require_ups: [alpha]
  stages:
    - { name: servers, steps: [{ start: k3s.service, at: role:k3s-server, timeout: 20s }] }
    - { name: api, steps: [{ kube: ready, timeout: 20s }] }
    - { name: workers, steps: [{ start: k3s-agent.service, at: role:k3s-agent, timeout: 20s }] }
    - { name: restore, steps: [{ kube: restore-replicas, order: reverse }] }
    - { name: flux, steps: [{ flux: resume-ours }] }
`;

/** A moment of a run: so many lines of its journal are there (0: it is decided on), or so many effects have begun. */
export interface Moment {
  readonly of: "line" | "effect";
  readonly number: number;
}

/**
 * A coordinator with a UPS, and a cluster of three nodes: broker, manager and agents are real and of this process, what
 * systemd and the API server do is faked and kept, and hecate is a process of its own that can be killed.
 */
export class MortalSite {
  readonly tested: BrokerUnderTest;
  readonly kube = new FakeKube({ clock: systemClock });
  readonly nodes: Readonly<Record<keyof typeof unitsOf, ObeyingNode>>;
  readonly directory: string;
  /** What was begun, in order: `NODE start k3s.service`, and writes at the API, `PATCH .../NAME`. */
  readonly begun: string[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #manager: Manager;
  readonly #jobLog: JobLog;
  readonly #api: FakeKubeServer;
  #hecate: SourceProgram | undefined;

  private constructor(
    directory: string,
    parts: {
      readonly tested: BrokerUnderTest;
      readonly manager: Manager;
      readonly jobLog: JobLog;
      readonly kube: FakeKube;
      readonly api: FakeKubeServer;
    },
  ) {
    this.directory = directory;
    ({ tested: this.tested, manager: this.#manager, jobLog: this.#jobLog } = parts);
    ({ kube: this.kube, api: this.#api } = parts);
    const node = (name: keyof typeof unitsOf) =>
      new ObeyingNode({
        ...{ name, brokerPort: parts.tested.port, directory: join(directory, name) },
        ...{ units: [unitsOf[name]], commands: ["killall", "snapshot"] },
        onBegun: (what) => this.#began(`${name} ${what}`),
      });
    this.nodes = { server: node("server"), worker1: node("worker1"), worker2: node("worker2") };
    this.kube.onRequest = ({ method, path }) => {
      if (method !== "GET") this.#began(`${method} ${path}`);
    };
  }

  /** `directory`: one that is there, and of the test's own. hecate is not started. */
  static async begin(directory: string, upsdPort: number): Promise<MortalSite> {
    const log = silentLog();
    const clock = systemClock;
    const tested = await BrokerUnderTest.start();
    const { log: jobLog } = JobLog.open({ directory, log });
    const manager = new Manager({
      servers: [() => tested.broker.inMemoryStream()],
      isBrokerExternal: false,
      allowedNodes: AllowedNodes.open({ directory, configured: Object.keys(unitsOf), log }),
      epochs: EpochStore.open(directory, { wallMs: clock.wallMs(), log }),
      ...{ jobLog, open: [], lastAt: 0, version: "1.2.3", clock, log },
      onFatal: (error) => {
        throw error;
      },
    });
    await manager.start();
    const kube = new FakeKube({ clock });
    const api = await FakeKubeServer.start({ kube, directory });
    const site = new MortalSite(directory, { tested, manager, jobLog, kube, api });
    kube.put(
      ...["apps", "gitea", "flux-system"].map(aNamespace),
      aWorkload("Deployment", "apps/web", 2),
      aWorkload("StatefulSet", "apps/db", 1),
      aWorkload("Deployment", "apps/parked", 0),
      aWorkload("Deployment", "gitea/gitea", 1),
      aFlux("GitRepository", "flux-system/flux-system"),
      aFlux("Kustomization", "flux-system/apps"),
      aFlux("Kustomization", "flux-system/theirs", { suspend: true }),
    );
    for (const one of Object.values(site.nodes)) one.start();
    // Where they are watched before hecate makes them.
    mkdirSync(join(directory, "state/journal"), { recursive: true });
    writeFileSync(join(directory, "hecate.yaml"), site.#yaml(upsdPort));
    mkdirSync(join(directory, "bin"));
    for (const tool of ["systemctl", "systemd-run"]) {
      const script = `#!/bin/sh\necho ${tool} "$@" >> ${directory}/ran\n`;
      writeFileSync(join(directory, "bin", tool), script, { mode: 0o755 });
    }
    return site;
  }

  get #env(): Readonly<Record<string, string>> {
    return {
      HECATE_CONFIG: join(this.directory, "hecate.yaml"),
      HECATE_STATE_DIRECTORY: join(this.directory, "state"),
      HECATE_RUN_DIRECTORY: join(this.directory, "run"),
      // Whatever goes wrong: this machine is not powered off by a test.
      PATH: `${join(this.directory, "bin")}:${process.env["PATH"]}`,
    };
  }

  /** Command lines that hecate would have had systemd carry out on this machine. */
  get ranHere(): string {
    const path = join(this.directory, "ran");
    return existsSync(path) ? readFileSync(path, "utf8") : "";
  }

  /** Connections to the API that were ever made. */
  get apiConnections(): number {
    return this.#api.connections;
  }

  /** What hecate has logged in this life. */
  get said(): string {
    return this.#hecate?.output ?? "";
  }

  /** Begins a life of hecate's. */
  async startHecate(...options: readonly string[]): Promise<void> {
    const args = ["daemon", "--node", "db", "--log-target", "json", ...options];
    const hecate = new SourceProgram("cli/hecate.ts", args, this.#env);
    this.#hecate = hecate;
    await hecate.said("hecate watches the power");
  }

  /** Resolves when it is no more. */
  async killHecate(): Promise<void> {
    this.#hecate?.process.kill("SIGKILL");
    await this.#hecate?.ended;
  }

  /** Runs a command line of hecate's in this process, which asks the daemon by its socket. */
  async cli(...args: readonly string[]): ReturnType<typeof runHecateCli> {
    return await runHecateCli([...args, "--node", "db"], this.#env);
  }

  /** Undefined: nobody answers. */
  async status(): Promise<StatusAnswer | undefined> {
    try {
      return await askHecate(join(this.directory, "run/hecate.sock"), { ask: "status" });
    } catch (error) {
      if (isHirteError(error)) return undefined;
      throw error;
    }
  }

  async until(what: string, isSo: (status: StatusAnswer) => boolean): Promise<StatusAnswer> {
    const endMs = performance.now() + 20_000;
    for (;;) {
      const status = await this.status();
      if (status && isSo(status)) return status;
      if (performance.now() > endMs) {
        throw new Error(`there was not: ${what}; ${JSON.stringify(status)}\n${this.said}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Lines of a run's journal that are there whole, as they are. */
  journal(run: number): readonly string[] {
    const path = join(this.directory, `state/journal/${run}.jsonl`);
    if (!existsSync(path)) return [];
    return readFileSync(path, "utf8")
      .split("\n")
      .slice(0, -1)
      .filter((line) => line !== "");
  }

  /** A file of hecate's, undefined where it is not there. */
  file(name: string): unknown {
    const path = join(this.directory, "state", name);
    return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
  }

  /** Kills hecate at a moment of a run; resolves when it is dead. */
  killAt(run: number, { of, number }: Moment): Promise<void> {
    const before = this.begun.length;
    const isThere = () => {
      if (of === "effect") return this.begun.length >= before + number;
      return number === 0 ? this.#lastRun === run : this.journal(run).length >= number;
    };
    return new Promise((resolve, reject) => {
      const watchers: FSWatcher[] = [];
      const stop = () => {
        for (const watcher of watchers) watcher.close();
        this.#waiting.delete(look);
      };
      const look = () => {
        try {
          if (!isThere()) return;
          this.#hecate?.process.kill("SIGKILL");
          stop();
          this.killHecate().then(resolve, reject);
        } catch (error) {
          stop();
          reject(error);
        }
      };
      const state = join(this.directory, "state");
      if (of === "line") watchers.push(watch(number === 0 ? state : join(state, "journal"), look));
      else this.#waiting.add(look);
    });
  }

  get #lastRun(): number | undefined {
    // As hecate writes it.
    const kept = this.file("state.json") as { readonly state: { readonly lastRun: number } };
    return kept?.state.lastRun;
  }

  #began(what: string): void {
    this.begun.push(what);
    for (const look of [...this.#waiting]) look();
  }

  async end(): Promise<void> {
    await this.killHecate();
    await Promise.all(Object.values(this.nodes).map((node) => node.stop()));
    await this.#manager.stop();
    this.#jobLog.close();
    await this.#api.stop();
    this.kube.close();
    await this.tested.stop();
  }

  #yaml(upsdPort: number): string {
    return `version: 1
coordinator: db
broker: { url: "mqtt://127.0.0.1:${this.tested.port}", host: db }
metrics: { listen: off }
ups:
  alpha: { target: "alpha@127.0.0.1:${upsdPort}", host: db, mains: house }
policy:
  runtime_safety_factor: 2
  poll_interval: 200ms
  stabilisation: 100ms
  stale_after: 1s
  blind_on_battery: 3s
  restored_after: 1s
budget: { default_shutdown_budget: 10s, min_budget: 1s, self_budget: 1s }
transports: { order: [agent] }
nodes:
  db: { address: 127.0.0.1, feeds: [alpha], roles: [coordinator], return_path: bios }
  server: { address: 127.0.0.2, feeds: [alpha], roles: [k3s-server] }
  worker1: { address: 127.0.0.3, feeds: [alpha], roles: [k3s-agent] }
  worker2: { address: 127.0.0.4, feeds: [alpha], roles: [k3s-agent] }
kubernetes:
  kubeconfig: ${this.#api.kubeconfig}
  datastore: etcd
  quiesce: [{ namespaces: [apps], timeout: 10s }, { namespaces: [gitea], timeout: 10s }]
flux: { source: { namespace: flux-system, name: flux-system } }
${stages}`;
  }
}
