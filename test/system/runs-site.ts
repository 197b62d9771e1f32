import type { PowerRun } from "../../src/protocol/generated/schemas.ts";
import { Cluster, HecateSite, type LabNode, macOf, until, WakeListener } from "../support/lab.ts";

const killall = "/usr/local/bin/k3s-killall.sh";
const stopLog = "/var/log/stops";

/** How a stand-in for k3s behaves. */
interface StandIn {
  /** Seconds that it takes to stop. */
  readonly stopS: number;
}

/** Stands in for k3s: a unit by its name, which writes down when it starts and when it has stopped. */
function standIn({ stopS }: StandIn): string {
  const note = (word: string) => `echo ${word} $(date +%%s.%%N) >> ${stopLog}`;
  return `[Service]
Type=exec
ExecStart=/bin/sh -c 'trap "${note("stopping")}; sleep ${stopS}; ${note("stopped")}; exit 0" TERM; ${note("started")}; while :; do sleep 1 & wait; done'
TimeoutStopSec=600
KillMode=mixed
`;
}

/** As the mission has it: the primary is the coordinator, with a UPS; a peer with another; a server and two workers. */
export class RunsSite {
  readonly cluster: Cluster;
  readonly site: HecateSite;
  readonly wakes: WakeListener;
  #drain: NodeJS.Timeout | undefined;

  private constructor(cluster: Cluster, site: HecateSite, wakes: WakeListener) {
    this.cluster = cluster;
    this.site = site;
    this.wakes = wakes;
  }

  static async begin(stages: {
    readonly shutdown: readonly unknown[];
    readonly startup: readonly unknown[];
  }): Promise<RunsSite> {
    const names = ["peer", "server", "worker1", "worker2"];
    const cluster = new Cluster(names);
    await cluster.ready({ hirte: { PowerCoordinator: "primary" } });
    const { primary } = cluster;
    // The primary is a node of its own, as the mission has it.
    await primary.must("sh", "-c", await primary.must("hirtectl", "node", "add", "primary"));
    await primary.link(
      "/usr/lib/systemd/system/hirte-agent.service",
      "/etc/systemd/system/multi-user.target.wants/hirte-agent.service",
    );
    const wake = (name: string) => {
      const machine = cluster.machines.find((one) => one.name === name);
      return { wake: { wol: machine ? macOf(machine) : "" } };
    };
    const node = (name: string, feeds: string[], ...roles: string[]) => ({
      ...{ feeds, roles, off_timeout: "60s" },
      ...wake(name),
    });
    const site = await HecateSite.install(cluster, {
      coordinator: "primary",
      upses: {
        alpha: { host: "primary", mains: "house" },
        beta: { host: "peer", mains: "house" },
      },
      nodes: {
        primary: { feeds: ["alpha"], return_path: "bios" },
        peer: node("peer", ["beta"], "ups-host"),
        server: node("server", ["alpha"], "k3s-server"),
        worker1: node("worker1", ["alpha"], "k3s-agent"),
        worker2: node("worker2", ["beta"], "k3s-agent"),
      },
      executes: true,
      policy: { runtime_safety_factor: 1, frozen_after: "1h", blind_on_battery: "30m" },
      // Begins with so much left, less than what the batteries hold.
      budget: { default_shutdown_budget: "260s" },
      peers: { peer: { fallback_local_shutdown: false } },
      more: {
        shutdown: { stages: stages.shutdown },
        startup: { require_ups: ["alpha"], wait_other_ups: "1s", stages: stages.startup },
      },
    });
    const runs = new RunsSite(
      cluster,
      site,
      await WakeListener.start(
        Object.fromEntries(cluster.nodes.map((machine) => [macOf(machine), machine])),
      ),
    );
    await Promise.all([
      runs.#standIn("server", "k3s.service", { stopS: 1 }),
      // One that takes a minute, and one that never ends.
      runs.#standIn("worker1", "k3s-agent.service", { stopS: 60 }),
      runs.#standIn("worker2", "k3s-agent.service", { stopS: 3600 }),
    ]);
    await site.start();
    await cluster.allOnline();
    return runs;
  }

  machine(name: string): LabNode {
    return this.site.machine(name);
  }

  /** The mains are gone: each battery lasts so long from now, and tells so every second. */
  mainsGone(lastsS: number): void {
    const beganMs = Date.now();
    const tell = () => {
      const leftS = Math.max(0, lastsS - (Date.now() - beganMs) / 1000);
      const values = {
        "ups.status": leftS < 20 ? "OB LB DISCHRG" : "OB DISCHRG",
        "battery.runtime": leftS.toFixed(1),
        "battery.charge": Math.round((100 * leftS) / lastsS),
      };
      for (const ups of ["alpha", "beta"])
        void this.site.setUps(ups, values).catch(() => undefined);
    };
    tell();
    this.#drain = setInterval(tell, 1000);
  }

  async mainsBack(): Promise<void> {
    clearInterval(this.#drain);
    for (const ups of ["alpha", "beta"]) {
      await this.site.setUps(ups, {
        ...{ "ups.status": "OL CHRG", "battery.runtime": 1800, "battery.charge": 95 },
      });
    }
  }

  /** Resolves to the moment at which a machine was off. */
  async isOff(name: string, deadlineMs = 240_000): Promise<number> {
    await until(() => this.machine(name).status(), {
      ...{ what: `${name} is off`, holds: (status) => status === "off", deadlineMs, everyMs: 250 },
    });
    return Date.now();
  }

  async statuses(): Promise<Readonly<Record<string, string>>> {
    const each = this.cluster.machines.map(
      async (machine) => [machine.name, await machine.status()] as const,
    );
    return Object.fromEntries(await Promise.all(each));
  }

  /** Waits until the coordinator's run is so far. */
  async run(
    isSo: (run: PowerRun) => boolean,
    what: string,
    deadlineMs = 240_000,
  ): Promise<PowerRun> {
    const status = await until(() => this.site.status("primary"), {
      ...{ what, deadlineMs, everyMs: 250 },
      holds: ({ run }) => run !== null && isSo(run),
    });
    if (!status.run) throw new Error("it was there just now");
    return status.run;
  }

  /** What the stand-in on a machine wrote down: `started`, `stopping`, `stopped`. */
  async stops(name: string): Promise<readonly string[]> {
    const machine = this.machine(name);
    if (!machine.has(stopLog)) return [];
    return (await machine.read(stopLog)).trim().split("\n");
  }

  async end(): Promise<void> {
    clearInterval(this.#drain);
    await this.wakes.close();
    await Promise.all(
      this.cluster.machines.map(async (machine) => {
        if ((await machine.status()) === "off") await machine.start();
      }),
    );
    await this.site.end();
    await this.cluster.close();
  }

  async #standIn(name: string, unit: string, how: StandIn): Promise<void> {
    const machine = this.machine(name);
    await machine.write(
      "/etc/hirte/agent.conf.d/commands.conf",
      `[commands]\nk3s-killall=${killall}\nk3s-etcd-snapshot=echo snapshot >> ${stopLog}\n`,
    );
    // As k3s's own does: what the unit has left running is killed.
    const script = `#!/bin/sh\necho killall >> ${stopLog}\nsystemctl kill --kill-whom=all -s KILL ${unit} 2> /dev/null\nexit 0\n`;
    await machine.write(killall, script, 0o755);
    await machine.unit(unit, standIn(how));
    await machine.systemctl("reload", "hirte-agent");
    await machine.systemctl("start", unit);
  }
}
