import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readHecateConfig } from "../../src/config/hecate.ts";
import type { HecateConfig } from "../../src/config/hecate-types.ts";
import { procBootClock } from "../../src/core/boot-clock.ts";
import { systemClock } from "../../src/core/clock.ts";
import { createLog } from "../../src/core/log.ts";
import { HecateDaemon, type HecateDaemonOptions } from "../../src/hecate/daemon.ts";
import type { StatusAnswer } from "../../src/hecate/socket-protocol.ts";
import type { PowerState } from "../../src/protocol/generated/schemas.ts";
import { Until } from "./until.ts";

/** Two hosts with a UPS each and two nodes, as files of hecate's have them; quick enough for a test. */
export interface SiteOptions {
  readonly brokerPort: number;
  readonly upsdPort: number;
  readonly pollMs?: number;
  readonly debouncePolls?: number;
  /** More lines of YAML. */
  readonly lines?: readonly string[];
}

/** Runtime at or below which a poll counts, with what `siteYaml` says: budget 10 s, latency 4 polls of 0.2 s, factor 2. */
export const siteBudgetS = 10;

/** A hecate.yaml. The coordinator is `db` with the UPS alpha, the peer `edge` with beta. */
export function siteYaml(options: SiteOptions): string {
  const { brokerPort, upsdPort, pollMs = 200, debouncePolls = 3, lines = [] } = options;
  return `version: 1
coordinator: db
broker: { url: "mqtt://127.0.0.1:${brokerPort}", host: db }
metrics: { listen: "127.0.0.1:0" }
ups:
  alpha: { target: "alpha@127.0.0.1:${upsdPort}", host: db, mains: house }
  beta: { target: "beta@127.0.0.1:${upsdPort}", host: edge, mains: house }
policy:
  runtime_safety_factor: 2
  poll_interval: ${pollMs}ms
  debounce_polls: ${debouncePolls}
  stabilisation: 100ms
  stale_after: ${pollMs * 5}ms
  blind_on_battery: ${pollMs * 15}ms
  restored_after: 1s
  flapping: { episodes: 99, within: 15m, restored_after: 1s }
budget: { default_shutdown_budget: ${siteBudgetS}s, min_budget: 1s, self_budget: 1s }
peers: { edge: { forward_retry: 200ms, forward_timeout: 1s, local_budget: 1s } }
nodes:
  db: { address: 127.0.0.1, feeds: [alpha], roles: [coordinator] }
  edge: { address: 127.0.0.2, feeds: [beta], roles: [ups-host, k3s-agent] }
  server: { address: 127.0.0.3, feeds: [alpha], roles: [k3s-server] }
  worker: { address: 127.0.0.4, feeds: [alpha, beta], roles: [k3s-agent] }
shutdown:
  stages:
    - { name: workers, steps: [{ stop: k3s-agent.service, at: role:k3s-agent, timeout: 5s }] }
    - { name: servers, steps: [{ stop: k3s.service, at: role:k3s-server, timeout: 5s }] }
    - { name: off, steps: [{ poweroff: "role:k3s-agent & !role:ups-host" }] }
${lines.join("\n")}
`;
}

/** A daemon in this process, with directories and a log of its own. */
export class HecateUnderTest extends Until {
  readonly directory: string;
  readonly file: string;
  readonly logLines: string[] = [];
  /** Command lines that would have been run on the machine. */
  readonly ran: string[] = [];
  /** So much later it is for this daemon's decision than for the machine. */
  laterMs = 0;
  readonly #node: string;
  #daemon: HecateDaemon | undefined;

  constructor(node: string, yaml: string) {
    super({ everyMs: 100 }); // of what its log says nothing
    this.#node = node;
    this.directory = mkdtempSync(join(tmpdir(), "hirte-hecate-"));
    this.file = join(this.directory, "hecate.yaml");
    this.write(yaml);
  }

  /** Replaces the configuration; nobody is told. */
  write(yaml: string): void {
    writeFileSync(this.file, yaml);
  }

  read(): HecateConfig {
    return readHecateConfig({
      file: this.file,
      env: { HECATE_STATE_DIRECTORY: this.stateDir, HECATE_RUN_DIRECTORY: this.directory },
      flags: { node: this.#node },
    });
  }

  get stateDir(): string {
    return join(this.directory, "state");
  }

  get daemon(): HecateDaemon {
    if (!this.#daemon) throw new Error("it was not started");
    return this.#daemon;
  }

  /** Begins a life. */
  async start(options: Partial<HecateDaemonOptions> = {}): Promise<this> {
    const log = createLog({
      level: "debug",
      target: "json",
      write: (line) => {
        this.logLines.push(line);
        this.notify();
      },
    });
    this.#daemon = new HecateDaemon({
      config: this.read(),
      bootId: "b".repeat(32),
      version: "1.2.3",
      bootClock: { bootMs: () => machineClock.bootMs() + this.laterMs },
      clock: systemClock,
      log,
      run: async (argv) => {
        this.ran.push(argv.join(" "));
        this.notify();
        return undefined;
      },
      // What is decided is what these tests are about, and nobody is there to be powered off but who runs them.
      rehearsesRuns: true,
      ...options,
    });
    await this.#daemon.start();
    return this;
  }

  async status(): Promise<StatusAnswer> {
    const answer = await this.daemon.answer({ ask: "status" });
    if (!answer.ok || !("state" in answer)) throw new Error("it was not answered");
    return answer;
  }

  async ups(name: string): Promise<PowerState["upses"][number]> {
    const found = (await this.status()).state.upses.find(({ ups }) => ups === name);
    if (!found) throw new Error(`it knows no ${name}`);
    return found;
  }

  /** Ends this life in good order; its files stay. */
  async stop(): Promise<void> {
    await this.#daemon?.stop();
    this.#daemon = undefined;
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

const machineClock = procBootClock();
