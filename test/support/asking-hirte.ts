import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AllowedNodes } from "../../broker/allowed-nodes.ts";
import { Broker } from "../../broker/broker.ts";
import { EpochStore } from "../../broker/epoch-store.ts";
import { Identity } from "../../broker/identity.ts";
import { JobLog } from "../../broker/job-log.ts";
import type { BrokerLimits } from "../../broker/limits.ts";
import type { Authentication } from "../../broker/logins.ts";
import { Manager } from "../../broker/manager.ts";
import { all, type Rights } from "../../broker/rights.ts";
import { HirteClient } from "../../src/client/hirte-client.ts";
import { systemClock } from "../../src/core/clock.ts";
import { randomId } from "../../src/core/ids.ts";
import { createLog, type LogLevel, silentLog } from "../../src/core/log.ts";
import { type Link, tcpStream } from "../../src/mqtt/link.ts";
import { topics } from "../../src/protocol/topics.ts";
import { cheapPasswords } from "./cheap-passwords.ts";
import { runCli } from "./cli-run.ts";
import { Inbox } from "./inbox.ts";
import { linkTo, opened } from "./link.ts";
import { WireClient } from "./wire-client.ts";

/** Password of every user that a test does not give another one. */
export const usualPassword = "usual password";

const quick: Authentication = {
  verify: async (user, password) =>
    password === usualPassword ? { role: "operator", user } : undefined,
};
const quickRights: Rights = { role: "operator", nodes: all, units: all };

/** hirte as it runs where it asks who its clients are: broker, manager and users, on a port of the loopback. */
export class AskingHirte {
  readonly directory: string;
  readonly broker: Broker;
  readonly identity: Identity;
  /** Everything that was logged, at debug. */
  readonly logged: readonly string[];
  readonly #manager: Manager;
  readonly #jobLog: JobLog;
  readonly #links: Link[] = [];
  readonly #clients: HirteClient[] = [];

  private constructor(parts: {
    readonly directory: string;
    readonly broker: Broker;
    readonly identity: Identity;
    readonly logged: readonly string[];
    readonly manager: Manager;
    readonly jobLog: JobLog;
  }) {
    this.directory = parts.directory;
    this.broker = parts.broker;
    this.identity = parts.identity;
    this.logged = parts.logged;
    this.#manager = parts.manager;
    this.#jobLog = parts.jobLog;
  }

  /** `isAsking`: whether it asks at all. */
  static async start(
    isAsking = true,
    options: {
      readonly level?: LogLevel;
      readonly limits?: Partial<BrokerLimits>;
      readonly maxJobsPerUser?: number;
      /** Instead of passwords that are looked at, which takes its time: whoever shows the usual one is an operator. */
      readonly isQuick?: boolean;
    } = {},
  ): Promise<AskingHirte> {
    const { level = "debug", limits = {}, maxJobsPerUser = 10_000, isQuick = false } = options;
    const directory = mkdtempSync(join(tmpdir(), "hirte-test-"));
    const logged: string[] = [];
    const log = createLog({
      level,
      target: "json",
      write: (line) => void logged.push(line),
    });
    const identity = Identity.open({ directory, log, cost: cheapPasswords });
    const broker = await Broker.start({
      listenAddresses: ["127.0.0.1"],
      port: 0,
      log,
      limits,
      ...(isAsking ? { authentication: isQuick ? quick : identity.authentication } : {}),
    });
    const identities = identity.identities(broker);
    const quickly = isQuick ? { rightsOf: () => quickRights } : {};
    const opened = JobLog.open({ directory, log });
    const manager = new Manager({
      servers: [() => broker.inMemoryStream()],
      isBrokerExternal: false,
      origins: broker.origins,
      allowedNodes: AllowedNodes.open({ directory, configured: ["web-1", "web-2", "db1"], log }),
      epochs: EpochStore.open(directory, { wallMs: systemClock.wallMs(), log }),
      jobLog: opened.log,
      open: [],
      lastAt: 0,
      version: "1.2.3",
      clock: systemClock,
      log,
      maxJobsPerUser,
      ...(isAsking ? { identities: { ...identities, ...quickly } } : {}),
      onFatal: (error) => {
        throw error;
      },
    });
    await manager.start();
    return new AskingHirte({ directory, broker, identity, logged, manager, jobLog: opened.log });
  }

  get address(): string {
    return `127.0.0.1:${this.broker.port}`;
  }

  /** Adds a user with the usual password. */
  add(
    user: string,
    role: Rights["role"],
    patterns: Partial<Omit<Rights, "role">> = {},
  ): Promise<void> {
    const password = usualPassword;
    return this.identity.users.add({ user, password, role, ...patterns }, randomId());
  }

  /** Runs hirtectl as a user, with a password from a file. */
  cli(
    user: string,
    args: readonly string[],
    rest: Parameters<typeof runCli>[2] & { readonly password?: string } = {},
  ): ReturnType<typeof runCli> {
    const { password = usualPassword, ...io } = rest;
    const file = join(this.directory, `password-of-${user}`);
    writeFileSync(file, `${password}\n`, { mode: 0o600 });
    const env = { HIRTE_PASSWORD_FILE: file, ...io.env };
    return runCli(this.address, ["--user", user, ...args], { ...io, env });
  }

  /** A client of the library. */
  async client(user: string, password = usualPassword): Promise<HirteClient> {
    const client = await HirteClient.connect({
      servers: [tcpStream("127.0.0.1", this.broker.port)],
      user,
      password,
      log: silentLog(),
    });
    this.#clients.push(client);
    return client;
  }

  /** A connection from within the process, which may say and hear everything. */
  async within(): Promise<Link> {
    const link = await opened(linkTo([() => this.broker.inMemoryStream()]));
    this.#links.push(link);
    return link;
  }

  /** As `within`, packet by packet. */
  async wire(): Promise<WireClient> {
    const client = new WireClient(this.broker.inMemoryStream());
    await client.connect();
    return client;
  }

  /** An agent that is online and takes commands without a word. @returns the commands it got */
  async agent(node: string): Promise<Inbox<typeof topics.command>> {
    const link = await this.within();
    const welcomes = new Inbox(topics.welcome, { node });
    const commands = new Inbox(topics.command, { node });
    await link.subscribe(welcomes.subscription, commands.subscription);
    const instance = randomId();
    const hello = {
      ...{ instance, machineId: randomId(), bootId: randomId(), version: "1", epoch: 0 },
      ...{ heartbeatMs: 60_000, address: "10.0.0.9" },
    };
    await link.publish(topics.hello, { node }, hello);
    const { session = -1 } = await welcomes.next((w) => w.instance === instance);
    await link.publish(topics.inventory, { node }, { session, seq: 0, units: [] });
    return commands;
  }

  /** Everything it has on disk, and has logged. */
  traces(): string {
    const files = readdirSync(this.directory).filter((name) => !name.startsWith("password-of-"));
    const texts = files.map((name) => readFileSync(join(this.directory, name), "latin1"));
    return [...texts, ...this.logged].join("\n");
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) await client.close("cut");
    for (const link of this.#links) await link.close("cut");
    await this.#manager.stop();
    await this.broker.close();
    this.#jobLog.close();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
