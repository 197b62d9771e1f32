import { connect } from "node:net";
import { connectAsync, type IClientOptions, type MqttClient } from "mqtt";
import { randomId } from "../../../src/core/ids.ts";
import type { StatusAnswer } from "../../../src/hecate/socket-protocol.ts";
import type { PowerRun } from "../../../src/protocol/generated/schemas.ts";
import { coordinatorUser, upsUser } from "../../../src/protocol/power-names.ts";
import type { Cluster } from "./cluster.ts";
import { HecateWatch, type UpsView } from "./hecate-watch.ts";
import type { LabNode } from "./node.ts";
import { LabNut, nutUser, type UpsVariables } from "./nut.ts";
import { until } from "./until.ts";

/** A UPS of a site. */
export interface SiteUps {
  /** Machine whose hecate reads it. */
  readonly host: string;
  /** Machine whose upsd has it; default: `host`. */
  readonly upsd?: string;
  /** Default: a supply of its own, so that it corroborates nobody. */
  readonly mains?: string;
  /** What it tells at first beside what a healthy one does. */
  readonly variables?: UpsVariables;
}

/** A hecate.yaml as the keys have it in the file, but that durations of `policy` follow from `pollMs`. */
export interface SiteOptions {
  /** A node of the cluster: hirte has to know it by PowerCoordinator=. */
  readonly coordinator: string;
  readonly upses: Readonly<Record<string, SiteUps>>;
  /** Of machines of the cluster, and of nodes that are on no machine and need an `address`. */
  readonly nodes?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Default 500. */
  readonly pollMs?: number;
  /** More, and other, keys of these sections. */
  readonly policy?: Readonly<Record<string, unknown>>;
  readonly budget?: Readonly<Record<string, unknown>>;
  readonly peers?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** More sections. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** Default: runs are rehearsed, as most tests are about what is decided. */
  readonly executes?: boolean;
  /** MAXAGE of each upsd, s. */
  readonly maxAgeS?: number;
}

const services = { wants: "/etc/systemd/system/multi-user.target.wants/hecate.service" } as const;
const yamlFile = "/etc/hecate/hecate.yaml";
const passwordFile = "/etc/hecate/nut.password";
const stateDir = "/var/lib/hecate";
const dropIn = "/etc/systemd/system/hecate.service.d/lab.conf";

/**
 * hecate and NUT on machines of a cluster, as on machines of metal: the service, the file, the certificate of the node's
 * agent. Whoever uses it says `end` when all tests are over.
 */
export class HecateSite {
  readonly cluster: Cluster;
  readonly options: SiteOptions;
  readonly watch: HecateWatch;
  readonly #nuts = new Map<string, LabNut>();
  readonly #clients = new Set<MqttClient>();

  private constructor(cluster: Cluster, options: SiteOptions, watch: HecateWatch) {
    this.cluster = cluster;
    this.options = options;
    this.watch = watch;
  }

  /** Installs NUT and hecate where they belong. hecate is not started, and not enabled either: see `start`. */
  static async install(cluster: Cluster, options: SiteOptions): Promise<HecateSite> {
    const watch = new HecateWatch(cluster.url, await cluster.mqttOptions());
    const site = new HecateSite(cluster, options, watch);
    await Promise.all([...site.#hosts].map((name) => site.#installHecate(site.machine(name))));
    const upsds = new Map<string, Record<string, UpsVariables>>();
    for (const [name, ups] of Object.entries(options.upses)) {
      const upsd = ups.upsd ?? ups.host;
      upsds.set(upsd, { ...upsds.get(upsd), [name]: ups.variables ?? {} });
    }
    const { maxAgeS } = options;
    await Promise.all(
      [...upsds].map(async ([name, upses]) => {
        const more = maxAgeS === undefined ? {} : { maxAgeS };
        site.#nuts.set(name, await LabNut.start(site.machine(name), upses, more));
      }),
    );
    return site;
  }

  /** Starts hecate, now and whenever the machine is switched on, and waits until it sees its UPSes. Default: all. */
  async start(...names: readonly string[]): Promise<void> {
    const hosts = names.length > 0 ? names : [...this.#hosts];
    await Promise.all(
      hosts.map(async (name) => {
        const machine = this.machine(name);
        await machine.remove(services.wants);
        await machine.link("/usr/lib/systemd/system/hecate.service", services.wants);
        await machine.systemctl("start", "hecate");
        await this.sees(name);
      }),
    );
  }

  /** Waits until a host sees all UPSes that are its own. */
  async sees(name: string): Promise<void> {
    await until(() => this.status(name), {
      what: `hecate on ${name} sees its UPSes`,
      holds: ({ state }) => state.upses.every((ups) => ups.host !== name || ups.comms === "ok"),
      deadlineMs: 20_000,
    });
  }

  /** A machine of the cluster. */
  machine(name: string): LabNode {
    const found = this.cluster.machines.find((machine) => machine.name === name);
    if (!found) throw new Error(`there is no machine ${name}`);
    return found;
  }

  /** The NUT that has a UPS. */
  nutOf(ups: string): LabNut {
    const spec = this.options.upses[ups];
    const nut = spec && this.#nuts.get(spec.upsd ?? spec.host);
    if (!nut) throw new Error(`there is no UPS ${ups}`);
    return nut;
  }

  /** Has a UPS tell other values, within a second; those not named stay. */
  async setUps(ups: string, values: UpsVariables): Promise<void> {
    await this.nutOf(ups).set(ups, values);
  }

  /** What hecate on a machine answers on its socket. */
  status(name: string): Promise<StatusAnswer> {
    return ask(this.machine(name).fromHere("/run/hecate/hecate.sock"));
  }

  /** What hecate on a machine thinks of a UPS, by its socket. */
  async ups(name: string, ups: string): Promise<UpsView> {
    const found = (await this.status(name)).state.upses.find((one) => one.ups === ups);
    if (!found) throw new Error(`hecate on ${name} knows no ${ups}`);
    return found;
  }

  /** Waits until hecate on a machine thinks so of a UPS, by its socket. */
  upsIs(
    name: string,
    ups: string,
    isSo: (view: UpsView) => boolean,
    deadlineMs = 20_000,
  ): Promise<UpsView> {
    return until(() => this.ups(name, ups), {
      what: `hecate on ${name} thinks so of ${ups}`,
      holds: isSo,
      deadlineMs,
      everyMs: 100,
    });
  }

  /** Reports of runs on the disk of a machine, running or not, in order. */
  async reports(name: string): Promise<readonly PowerRun[]> {
    const machine = this.machine(name);
    const folder = `${stateDir}/reports`;
    const files = (await machine.names(folder)).filter((file) => /^\d+\.json$/.test(file));
    const texts = await Promise.all(files.map((file) => machine.read(`${folder}/${file}`)));
    // As hecate wrote them.
    const reports = texts.map((text) => JSON.parse(text) as PowerRun);
    return reports.sort((a, b) => a.run - b.run);
  }

  /** What hecate on a machine has logged in this boot. */
  journal(name: string, options: { readonly sinceMs?: number } = {}): Promise<string> {
    return this.machine(name).journal(["hecate"], options);
  }

  /** A connection with the certificate of a node's agent, as hecate there has them. */
  async connectAs(name: string, role: "ups" | "coordinator"): Promise<MqttClient> {
    const username = role === "ups" ? upsUser(name) : coordinatorUser;
    const options: IClientOptions = {
      ...{ username, clientId: `hecate.${randomId()}`, protocolVersion: 4, reconnectPeriod: 0 },
      ...(this.cluster.isTls ? await identityOf(this.machine(name)) : {}),
    };
    const client = await connectAsync(this.cluster.url, options);
    client.on("error", () => {}); // it ends with the site, or with the broker
    this.#clients.add(client);
    return client;
  }

  /** Takes hecate and NUT away. */
  async end(): Promise<void> {
    await this.watch.close();
    for (const client of this.#clients) await client.endAsync(true);
    await Promise.all(
      [...this.#hosts].map(async (name) => {
        const machine = this.machine(name);
        if ((await machine.status()) !== "on") return;
        await machine.exec("sh", "-c", "systemctl kill -s KILL hecate; systemctl stop hecate");
        await machine.remove(services.wants, dropIn, "/etc/hecate", stateDir);
      }),
    );
    await Promise.all(
      [...this.#nuts.values()].map(async (nut) => {
        if ((await nut.node.status()) === "on") await nut.stop();
      }),
    );
  }

  /** Machines that run hecate. */
  get #hosts(): ReadonlySet<string> {
    const { coordinator, upses } = this.options;
    return new Set([coordinator, ...Object.values(upses).map(({ host }) => host)]);
  }

  async #installHecate(machine: LabNode): Promise<void> {
    // JSON is YAML.
    await machine.write(yamlFile, `${JSON.stringify(this.#yaml(), undefined, 2)}\n`);
    await machine.write(passwordFile, `${nutUser.password}\n`, 0o600);
    // A second and a half of waiting at each kill.
    const dry = this.options.executes
      ? ""
      : "ExecStart=\nExecStart=/usr/bin/hecate daemon --rehearse-runs\n";
    await machine.write(dropIn, `[Service]\nRestartSec=200ms\n${dry}`);
    // As before, and systemd may have read it then.
    await machine.systemctl("daemon-reload");
    await machine.remove(stateDir);
  }

  #yaml(): unknown {
    const { coordinator, upses, nodes = {}, policy, budget, peers, more } = this.options;
    const { primary, machines } = this.cluster;
    const known = Object.fromEntries(
      machines.map(({ name, ip }) => [name, { address: ip, ...nodes[name] }]),
    );
    return {
      version: 1,
      coordinator,
      broker: { url: this.cluster.url, host: primary.name },
      ups: Object.fromEntries(
        Object.entries(upses).map(([name, { host, upsd = host, mains = `mains-${name}` }]) => {
          const at = upsd === host ? "localhost" : this.machine(upsd).ip;
          const monitor = { user: nutUser.user, password_file: passwordFile };
          return [name, { target: `${name}@${at}`, host, mains, monitor }];
        }),
      ),
      policy: { ...shortPolicy(this.options.pollMs ?? 500), ...policy },
      budget: {
        ...{ default_shutdown_budget: "20s", min_budget: "1s", self_budget: "1s" },
        ...budget,
      },
      ...(peers ? { peers } : {}),
      nodes: { ...nodes, ...known },
      ...more,
    };
  }
}

/** The decision's numbers, in about the proportions they have. */
function shortPolicy(pollMs: number): Readonly<Record<string, unknown>> {
  const polls = (count: number) => `${Math.round(count * pollMs)}ms`;
  return {
    poll_interval: polls(1),
    debounce_polls: 3,
    stabilisation: polls(2),
    stale_after: polls(3),
    blind_on_battery: polls(7),
    frozen_after: polls(4),
    lb_hold: polls(6),
    off_hold: polls(2),
    without_runtime: { charge: "50%", on_battery: polls(6) },
    restored_after: polls(3),
    flapping: { episodes: 99, within: "15m", restored_after: polls(3) },
  };
}

/** What joining has given a node. */
async function identityOf(node: LabNode): Promise<IClientOptions> {
  const pki = "/var/lib/hirte-agent/pki";
  const [ca, cert, key] = await Promise.all(
    ["ca.pem", "cert.pem", "key.pem"].map((file) => node.read(`${pki}/${file}`)),
  );
  return { ca, cert, key } as IClientOptions; // each of them was read
}

/** One question on hecate's socket. */
function ask(path: string): Promise<StatusAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    let text = "";
    socket.setEncoding("utf8");
    socket.setTimeout(5000, () => socket.destroy(new Error(`${path}: no answer within 5 s`)));
    socket.once("error", reject);
    socket.on("data", (piece: string) => {
      text += piece;
      if (text.endsWith("\n")) socket.end();
    });
    socket.once("close", () => {
      try {
        resolve(JSON.parse(text) as StatusAnswer); // as hecate encodes it
      } catch (error) {
        reject(error);
      }
    });
    socket.write('{"ask":"status"}\n');
  });
}
