import { Cluster, HecateSite, type LabNode, until } from "../support/lab.ts";

/** Of the coordinator for a peer's UPS, s: a budget of 20 with 5 and four polls of latency, and no margin. */
export const thresholdS = 27;
/** At or below which a peer stops itself. */
export const localThresholdS = 12;
/** Until the battery of the nodes without a cable is what they take to stop, s. */
export const guardDueS = 4;
const stopBudgetS = 60;
const plentyS = 300;
const guardFile = "/run/hirte-agent/power-guard.json";
const hosts = ["db", "peer1", "peer2"] as const;
const units = ["hecate", "hirte-agent"] as const;

/** Something that a machine has logged. */
export interface Word {
  readonly atMs: number;
  readonly text: string;
}

/**
 * A site of five: db decides, beside the broker's host; peer1 stops itself where it must, peer2 may not; the cable of the
 * nodes' UPS goes to db, one of them has a power guard, and one has none.
 */
export class Outages {
  readonly cluster: Cluster;
  readonly site: HecateSite;

  private constructor(cluster: Cluster, site: HecateSite) {
    this.cluster = cluster;
    this.site = site;
  }

  static async begin(): Promise<Outages> {
    const cluster = new Cluster(["db", "peer1", "peer2", "guarded", "unguarded"]);
    await cluster.ready({ agent: { PowerGuardUnheard: "3s" }, hirte: { PowerCoordinator: "db" } });
    const peer = { forward_retry: "500ms", forward_timeout: "1s", local_budget: "12s" };
    const node = { feeds: ["alpha"], off_timeout: `${stopBudgetS}s` };
    const site = await HecateSite.install(cluster, {
      coordinator: "db",
      upses: { alpha: { host: "db" }, beta: { host: "peer1" }, gamma: { host: "peer2" } },
      nodes: {
        db: { feeds: ["alpha"], return_path: "bios" },
        peer1: { feeds: ["beta"], roles: ["ups-host"] },
        peer2: { feeds: ["gamma"], roles: ["ups-host"] },
        guarded: node,
        unguarded: node,
      },
      policy: { runtime_safety_factor: 1, frozen_after: "1h", blind_on_battery: "30m" },
      peers: { peer1: peer, peer2: { ...peer, fallback_local_shutdown: false } },
    });
    const outages = new Outages(cluster, site);
    const unguarded = site.machine("unguarded");
    await unguarded.write("/etc/hirte/agent.conf.d/guard.conf", "[hirte-agent]\nPowerGuard=no\n");
    await Promise.all([unguarded.systemctl("reload", "hirte-agent"), site.start()]);
    return outages;
  }

  machine(name: string): LabNode {
    return this.site.machine(name);
  }

  /** A UPS is on battery, and says so much runtime. */
  battery(ups: string, runtimeS: number): Promise<void> {
    return this.site.setUps(ups, { "ups.status": "OB DISCHRG", "battery.runtime": runtimeS });
  }

  /** All are on battery, and those who see it know it; the nodes' UPS lasts until `guardDueS` or for long. */
  async mainsFail(options: { readonly alphaLasts: "short" | "long" }): Promise<void> {
    const alphaS = options.alphaLasts === "short" ? stopBudgetS + guardDueS : plentyS;
    await Promise.all([
      this.battery("alpha", alphaS),
      ...["beta", "gamma"].map((ups) => this.battery(ups, plentyS)),
      ...hosts.map((host) =>
        until(() => this.site.status(host), {
          what: `${host} sees that it is on battery`,
          holds: ({ state }) => state.upses.some((ups) => ups.host === host && ups.line === "ob"),
          everyMs: 100,
        }),
      ),
      until(() => this.machine("guarded").exec("grep", "-c", '"at":"armed"', guardFile), {
        what: "the power guard is armed",
        holds: ({ status }) => status === 0,
        everyMs: 100,
      }),
    ]);
  }

  /** The mains are back at these UPSes. */
  async mainsAt(...upses: readonly string[]): Promise<void> {
    for (const ups of upses) {
      await this.site.setUps(ups, { "ups.status": "OL", "battery.runtime": 1800 });
    }
  }

  /** The mains are back for good, and hecate knows it; everything is on. */
  async restore(): Promise<void> {
    await this.mainsAt("alpha", "beta", "gamma");
    await Promise.all([
      this.cluster.allOnline(),
      ...hosts.map((host) =>
        until(() => this.site.status(host), {
          what: `no outage is open on ${host}`,
          // A coordinator knows of all UPSes, a peer of its own.
          holds: ({ state }) =>
            state.upses.every(
              ({ host: of, line, fired, onBatteryS }) =>
                (host !== "db" && of !== host) ||
                (line === "ol" && !fired && onBatteryS === undefined),
            ),
          deadlineMs: 20_000,
          everyMs: 100,
        }),
      ),
    ]);
  }

  /** Takes back whatever a test has left when it failed. */
  async recover(): Promise<void> {
    await this.mainsAt("alpha", "beta", "gamma");
    for (const machine of this.cluster.machines) {
      machine.upset();
      await machine.tidy();
    }
    await this.machine("db").must("chmod", "0750", "/var/lib/hecate");
    await this.cluster.primary.systemctl("start", "hirte");
    await this.restore();
  }

  /** Which of the nodes are on. */
  async statuses(): Promise<Readonly<Record<string, string>>> {
    const each = this.cluster.nodes.map(async (node) => [node.name, await node.status()] as const);
    return Object.fromEntries(await Promise.all(each));
  }

  /** Resolves once these machines are off. */
  async areOff(...names: readonly string[]): Promise<void> {
    await Promise.all(
      names.map((name) =>
        until(() => this.machine(name).status(), {
          what: `${name} is off`,
          holds: (status) => status === "off",
          // How long a machine takes to go is up to the box.
          deadlineMs: 30_000,
          everyMs: 100,
        }),
      ),
    );
  }

  /** Waits for an alarm of a host's hecate, and resolves to its text. */
  async alarm(host: string, id: string): Promise<string> {
    const text = async () =>
      (await this.site.status(host)).state.alarms.find((alarm) => alarm.id === id)?.text;
    return (await until(text, { what: `alarm ${id} on ${host}`, everyMs: 100 })) ?? "";
  }

  /** Waits until the coordinator has answered a peer with a run, and resolves to that. */
  async acknowledged(host: string): Promise<number> {
    const { state } = await until(() => this.site.status(host), {
      what: `${host} has heard of a run`,
      holds: ({ state: { run } }) => run !== undefined,
      deadlineMs: 20_000,
      everyMs: 50,
    });
    return state.run ?? 0;
  }

  /** Waits until the agent of a node has said so in this boot. */
  async agentSays(name: string, words: RegExp): Promise<void> {
    await until(() => this.machine(name).journal(["hirte-agent"]), {
      what: `the agent of ${name} says ${words}`,
      holds: (text) => words.test(text),
      deadlineMs: 20_000,
      everyMs: 250,
    });
  }

  /** For people: what was said everywhere. */
  async report(): Promise<string> {
    const parts = this.cluster.machines.map(async (machine) => {
      const status = await machine.status();
      if (status === "frozen") await machine.thaw();
      const said =
        status === "off"
          ? (await Promise.all(units.map((unit) => machine.lastWords(unit))))
              .flat()
              .map(({ atMs, text }) => `${new Date(atMs).toISOString()} ${text}`)
              .join("\n")
          : await machine.journal([...units, "hirte"], { lines: 60 });
      return `── ${machine.name} is ${status}\n${said}`;
    });
    return (await Promise.all(parts)).join("\n");
  }

  async end(): Promise<void> {
    await this.site.end();
    await this.cluster.close();
  }
}
