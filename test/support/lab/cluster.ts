import { topics } from "../../../src/protocol/topics.ts";
import { BusCaller } from "../bus-caller.ts";
import { must, type Outcome, type Running } from "./command.ts";
import {
  authorityOf,
  fileOfUsers,
  haveJoinOnce,
  password,
  passwordFile,
  putBack,
  tester,
} from "./joining.ts";
import { Lab } from "./lab.ts";
import type { LabNode } from "./node.ts";
import { ResidentHirtectl } from "./resident-hirtectl.ts";
import { until } from "./until.ts";
import { Wire } from "./wire.ts";

/** Which broker stands on the primary: hirte's own, or Debian's mosquitto by BrokerURL=. */
export type Broker = "embedded" | "mosquitto";

/** How a cluster is set up. */
export interface ClusterOptions {
  /** Default embedded. */
  readonly broker?: Broker;
  /**
   * on, the default: as the product is, with nodes that have joined and users who prove who they are. off, as with
   * mosquitto: anything that speaks MQTT can take part, and be anybody (AllowInsecure=yes).
   */
  readonly tls?: "on" | "off";
  /** Of a hirte that asks its clients who they are: admins, beside the tester. */
  readonly users?: readonly string[];
  /** More keys of [hirte] in hirte.conf. */
  readonly hirte?: Readonly<Record<string, string | number>>;
  /** On which nodes units of a node may have others started. */
  readonly allowDependenciesOn?: Readonly<Record<string, readonly string[]>>;
  /** More keys of [hirte-agent] in agent.conf. */
  readonly agent?: Readonly<Record<string, string | number>>;
}

/** What an MQTT client proves itself by, and whom it believes; nothing where nobody asks. */
export interface MqttAccess {
  readonly ca?: string;
  readonly username?: string;
  readonly password?: string;
}

/** The words to put before hirtectl where it is to show the password of the tests. */
export const withPassword = ["env", `HIRTE_PASSWORD_FILE=${passwordFile}`] as const;

/** Port of the broker on the primary, for agents, hirtectl and everybody. */
export const brokerPort = 2020;

/**
 * A primary that runs hirte, and nodes that run its agent, on machines of the lab. The machines are
 * booted once for all tests of a process; between tests services are restarted, and machines only
 * where a test switched them off.
 */
export class Cluster {
  static #only: Cluster | undefined;
  readonly #nodeNames: readonly string[];
  #machines: readonly LabNode[] = [];
  readonly #busCallers = new Set<BusCaller>();
  #resident: ResidentHirtectl | undefined;
  #wire: Wire | undefined;
  #hasJoined = false;
  #isTls = false;
  /** How machines are set up, as JSON; absent: nothing is known to run there. */
  readonly #settings = new Map<LabNode, string>();

  /** Nothing is booted before `ready`. */
  constructor(nodeNames: readonly string[] = ["node1", "node2", "node3"]) {
    this.#nodeNames = nodeNames;
  }

  /** The cluster of three nodes that all tests of this process share. */
  static get(): Cluster {
    Cluster.#only ??= new Cluster();
    return Cluster.#only;
  }

  get primary(): LabNode {
    return this.#machine(0);
  }
  get node1(): LabNode {
    return this.#machine(1);
  }
  get node2(): LabNode {
    return this.#machine(2);
  }
  get node3(): LabNode {
    return this.#machine(3);
  }
  /** The nodes that run an agent. */
  get nodes(): readonly LabNode[] {
    return this.#machines.slice(1);
  }
  /** The primary and the nodes. */
  get machines(): readonly LabNode[] {
    return this.#machines;
  }

  /** Everything that goes over the broker, seen by a third party on another machine. */
  get wire(): Wire {
    if (!this.#wire) throw new Error("the cluster is not up yet");
    return this.#wire;
  }

  /** A program on the primary's system bus, as root, that lives as long as the tests at most. */
  async busCaller(): Promise<BusCaller> {
    const socket = (await must(["labnode", "sock", this.primary.name])).trim();
    const caller = await BusCaller.connect(`unix:path=${socket}`, "org.eclipse.bluechi");
    this.#busCallers.add(caller);
    return caller;
  }

  /** Where clients find the broker. */
  get url(): string {
    return `${this.isTls ? "mqtts" : "mqtt"}://${this.primary.ip}:${brokerPort}`;
  }

  /** What an MQTT client needs beside: whom to believe, and how a user proves itself. */
  async mqttOptions(username = tester): Promise<MqttAccess> {
    return this.isTls ? { ca: await authorityOf(this.primary), username, password } : {};
  }

  /** Runs hirtectl on the primary, to its end. */
  hirtectl(...args: readonly string[]): Promise<Outcome> {
    return this.primary.exec("hirtectl", ...args);
  }

  /**
   * As `hirtectl`, within a process that stays there: for a tenth of what that costs, where it is not the process
   * that matters.
   */
  async residentHirtectl(...args: readonly string[]): Promise<Outcome> {
    if (!this.#resident || this.#resident.isOver)
      this.#resident = await ResidentHirtectl.start(this.primary);
    return this.#resident.run(args);
  }

  /** Starts hirtectl on the primary and leaves it running. */
  hirtectlSpawn(...args: readonly string[]): Running {
    return this.primary.spawn("hirtectl", ...args);
  }

  /** The words to put before hirtectl on any machine, so that it connects over the network, as the tester. */
  remotely(...args: readonly string[]): readonly string[] {
    const words = ["hirtectl", "-H", `${this.primary.ip}:${brokerPort}`];
    if (!this.isTls) return [...words, "--tls", "off", ...args];
    return [...withPassword, ...words, ...args, "--user", tester];
  }

  /** Whether connections are encrypted, and everybody is asked who it is. */
  get isTls(): boolean {
    return this.#isTls;
  }

  /** Waits until the manager says that all nodes are online and their units are known. */
  async allOnline(deadlineMs = 15_000): Promise<void> {
    await until(() => this.nodes.map(({ name }) => `${name} ${this.wire.nodeState(name)}`), {
      what: "all nodes are online",
      holds: (seen) => seen.every((line) => line.endsWith(" online")),
      deadlineMs,
      everyMs: 10,
    });
  }

  /**
   * A cluster as new: all machines on and connected, units of former tests gone, all nodes online.
   * What runs on a machine that was disturbed, or is to be set up in another way, begins from nothing;
   * faults they are to survive, and after those they go on.
   */
  async ready(options: ClusterOptions = {}): Promise<void> {
    if (this.#machines.length === 0) await this.#boot();
    await this.#prepare(options);
    const renew = async (machine: LabNode) => {
      const { isDisturbed, wasFaulty } = machine;
      const set = this.#settingOf(machine, options);
      const isOther = JSON.stringify(set) !== this.#settings.get(machine);
      await machine.tidy();
      if (isDisturbed || isOther) await this.#startAfresh(machine, set);
      else if (wasFaulty) await machine.bringUp(...set.services);
    };
    await Promise.all(this.#machines.map(renew));
    await this.#listen();
  }

  /** Configures and starts everything from nothing: no log, no ledger, no job of before. */
  async startAfresh(options: ClusterOptions = {}): Promise<void> {
    await this.#prepare(options);
    await Promise.all(
      this.#machines.map((each) => this.#startAfresh(each, this.#settingOf(each, options))),
    );
    await this.#listen();
  }

  /** What hirte and its agents logged since `sinceMs` (milliseconds since 1970), for people. */
  async report(sinceMs: number, lines = 40): Promise<string> {
    const parts = await Promise.all(
      this.#machines.map(async (machine) => {
        const status = await machine.status();
        if (status === "frozen") await machine.thaw(); // a frozen machine answers nobody
        if (status === "off") return [`── ${machine.name} is off`];
        const units = machine === this.primary ? ["hirte", "mosquitto"] : ["hirte-agent"];
        const text = await machine.journal(units, { sinceMs, lines });
        return [`── ${machine.name}${status === "on" ? "" : ` (was ${status})`}`, text.trimEnd()];
      }),
    );
    const states = this.nodes.map(({ name }) => `${name} ${this.#wire?.nodeState(name)}`);
    const jobs = (this.#wire?.all(topics.job) ?? []).map(({ message }) =>
      message
        ? `job ${message.id.slice(0, 8)} ${message.verb} ${message.unit ?? ""}@${message.node}: ${message.state} ${message.result ?? ""}`
        : "",
    );
    return [...parts.flat(), "── on the wire", ...states, ...jobs.filter(Boolean).slice(-20)].join(
      "\n",
    );
  }

  /** Ends all that would keep this process; the machines go with the lab. */
  async close(): Promise<void> {
    for (const caller of this.#busCallers) caller.close();
    this.#busCallers.clear();
    this.#resident?.stop();
    this.#resident = undefined;
    await Promise.all(this.#machines.map((machine) => machine.endSpawned()));
    await this.#wire?.close();
    this.#wire = undefined;
  }

  /** What an encrypted cluster needs is made once. */
  async #prepare(options: ClusterOptions): Promise<void> {
    this.#isTls = isTls(options);
    if (!this.#isTls || this.#hasJoined) return;
    await Promise.all(
      this.#machines.map(async (machine) => {
        this.#settings.delete(machine);
        await machine.tidy();
        await stopAndForget(machine);
      }),
    );
    await haveJoinOnce(this.primary, this.nodes, hirteConfOf(this.#nodeNames, {}));
    this.#hasJoined = true;
  }

  async #boot(): Promise<void> {
    const lab = await Lab.current();
    this.#machines = await lab.boot(
      { name: "primary", host: 10 },
      ...this.#nodeNames.map((name, i) => ({ name, host: 11 + i })),
    );
  }

  #settingOf(machine: LabNode, options: ClusterOptions): Setting {
    return machine === this.primary
      ? primarySetting(this.#nodeNames, options)
      : nodeSetting(machine, this.primary, options);
  }

  async #startAfresh(machine: LabNode, setting: Setting): Promise<void> {
    this.#settings.delete(machine);
    await stopAndForget(machine);
    for (const [path, text] of Object.entries(setting.files)) await machine.write(path, text);
    if (setting.hasJoined) await putBack(machine, this.primary);
    await startServices(machine, setting.services);
    this.#settings.set(machine, JSON.stringify(setting));
  }

  /** Listens anew, so that nothing said before is heard, until all nodes are online. */
  async #listen(): Promise<void> {
    await this.#wire?.close();
    this.#wire = new Wire(this.url, await this.mqttOptions());
    await this.allOnline();
  }

  #machine(index: number): LabNode {
    const machine = this.#machines[index];
    if (!machine) throw new Error("the cluster is not up yet: use it inside a test or a hook");
    return machine;
  }
}

/** What may run on machines of a cluster. */
const services = ["hirte", "hirte-agent", "mosquitto"] as const;

/** What is to run on a machine, and with which files. */
interface Setting {
  readonly files: Readonly<Record<string, string>>;
  readonly services: readonly string[];
  /** Whether it is to have what joining gave it. */
  readonly hasJoined: boolean;
}

function isTls({ broker, tls = broker === "mosquitto" ? "off" : "on" }: ClusterOptions): boolean {
  return tls === "on";
}

/** Everything anybody says can be read by everybody, and said by everybody. */
const insecure = { TLS: "off", AllowInsecure: "yes" } as const;

function hirteConfOf(nodeNames: readonly string[], options: ClusterOptions): string {
  const isEmbedded = options.broker !== "mosquitto";
  return (
    section("hirte", {
      ...(isEmbedded
        ? { ManagerPort: brokerPort, ...(isTls(options) ? {} : insecure) }
        : { BrokerURL: `mqtt://127.0.0.1:${brokerPort}` }),
      AllowedNodeNames: nodeNames.join(","),
      LogLevel: "info",
      LogTarget: "journald",
      ...options.hirte,
    }) +
    Object.entries(options.allowDependenciesOn ?? {})
      .map(([name, on]) => section(`node ${name}`, { AllowDependenciesOn: on.join(",") }))
      .join("")
  );
}

function primarySetting(nodeNames: readonly string[], options: ClusterOptions): Setting {
  const files = { "/etc/hirte/hirte.conf": hirteConfOf(nodeNames, options) };
  if (isTls(options)) {
    return {
      files: { ...files, ...fileOfUsers([tester, ...(options.users ?? [])]) },
      services: ["hirte"],
      hasJoined: true,
    };
  }
  if (options.broker !== "mosquitto") return { files, services: ["hirte"], hasJoined: false };
  const mosquitto = [
    `listener ${brokerPort} 0.0.0.0`,
    "allow_anonymous true",
    "persistence false",
    "set_tcp_nodelay true",
    "max_queued_messages 0",
    "log_dest stderr",
    "",
  ].join("\n");
  return {
    files: { ...files, "/etc/mosquitto/mosquitto.conf": mosquitto },
    services: ["mosquitto", "hirte"],
    hasJoined: false,
  };
}

function nodeSetting(node: LabNode, primary: LabNode, options: ClusterOptions): Setting {
  const agent = section("hirte-agent", {
    NodeName: node.name,
    ManagerHost: primary.ip,
    ManagerPort: brokerPort,
    ...(isTls(options) ? {} : insecure),
    LogLevel: "info",
    LogTarget: "journald",
    ReconnectInterval: 1,
    ...options.agent,
  });
  const files = { "/etc/hirte/agent.conf": agent };
  return { files, services: ["hirte-agent"], hasJoined: isTls(options) };
}

function section(name: string, keys: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(keys).map(([key, value]) => `${key}=${value}\n`);
  return `[${name}]\n${lines.join("")}`;
}

async function stopAndForget(machine: LabNode): Promise<void> {
  // The socket first: who came by it would have hirte started again.
  await machine.takeDown("hirte.socket", ...services);
  for (const folder of ["/var/lib/hirte", "/run/hirte", "/var/lib/hirte-agent", "/run/hirte-agent"])
    await machine.empty(folder);
  await machine.remove("/etc/hirte/agent.conf.d/50-join.conf", "/etc/hirte/ca.pem");
}

/** Starts services of a machine, now and whenever it is switched on. */
async function startServices(machine: LabNode, wanted: readonly string[]): Promise<void> {
  const wants = "/etc/systemd/system/multi-user.target.wants";
  await machine.remove(...services.map((name) => `${wants}/${name}.service`));
  for (const service of wanted) {
    // What `systemctl enable` would do, but for a daemon-reload, which this does not need.
    await machine.link(`/usr/lib/systemd/system/${service}.service`, `${wants}/${service}.service`);
  }
  await machine.bringUp(...wanted);
}
