import { existsSync } from "node:fs";
import { homedir, loadavg, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Endpoint, formatEndpoint } from "../src/config/address.ts";
import {
  type AgentConfig,
  mayObey,
  readAgentConfig,
  refusedManagerText,
} from "../src/config/agent.ts";
import { daemonHelp, parseDaemonArguments } from "../src/config/arguments.ts";
import type { ConfigSources, ConfigUser } from "../src/config/hirte.ts";
import { agentKeys } from "../src/config/keys.ts";
import { credentialsOf } from "../src/config/password-file.ts";
import { type Reading, Reloader } from "../src/config/reloader.ts";
import { procBootClock } from "../src/core/boot-clock.ts";
import { systemClock } from "../src/core/clock.ts";
import { Ending } from "../src/core/ending.ts";
import { HirteError, isHirteError, messageOf } from "../src/core/errors.ts";
import { exitWith } from "../src/core/exit-status.ts";
import { Hangups } from "../src/core/hangups.ts";
import { createLog, type Log } from "../src/core/log.ts";
import { readMachine } from "../src/core/machine.ts";
import { notify } from "../src/core/sd-notify.ts";
import { claimDirectory, processMark } from "../src/core/single-process.ts";
import { outliveOutput } from "../src/core/standard-output.ts";
import { programVersion } from "../src/core/version.ts";
import { isBusThere, systemBusAddress } from "../src/dbus/address.ts";
import { busError, busErrors } from "../src/dbus/bus-error.ts";
import { readIdentity, wayTo } from "../src/identity/node-identity.ts";
import { Agent } from "./agent.ts";
import { AgentBus } from "./dbus/agent-bus.ts";
import { awaitsJoin, firstCertificate } from "./first-certificate.ts";
import { joinAs, joinHelp, lineFrom } from "./join.ts";
import { Journal } from "./journal.ts";
import { systemScope, userScope } from "./journal-scope.ts";
import { Logs } from "./logs.ts";
import { procProcesses } from "./processes.ts";
import { Renewal } from "./renewal.ts";
import { systemctlIn } from "./systemctl.ts";
import { SystemdActions } from "./systemd-actions.ts";
import { SystemdDbus } from "./systemd-dbus.ts";
import { SystemdLink } from "./systemd-link.ts";
import { systemd as systemdNames } from "./systemd-names.ts";
import { SystemdPower } from "./systemd-power.ts";
import { SystemdQueries } from "./systemd-queries.ts";
import { SystemdRuns } from "./systemd-runs.ts";
import { SystemdUnitNames } from "./systemd-unit-names.ts";
import { UnitWatcher } from "./unit-watcher.ts";
import { findUserManager, machineOfUser } from "./user-manager.ts";

/** How long the start waits for the name on the bus: proxies that start after it find it there. */
const busPatienceMs = 2000;

outliveOutput("hirte-agent");
exitWith(() => main(process.argv.slice(2)));

/** @returns the exit status: 0 left as asked, 1 failed, 2 wrong usage or configuration */
async function main(argv: readonly string[]): Promise<number> {
  try {
    const [line, ...rest] = argv[0] === "join" ? wordsOfJoin(argv.slice(1)) : [undefined, ...argv];
    const args = parseDaemonArguments("hirte-agent", rest);
    switch (args.kind) {
      case "help":
        process.stdout.write(`${daemonHelp("hirte-agent")}${joinHelp}`);
        return 0;
      case "version":
        process.stdout.write(`hirte-agent ${programVersion}\n`);
        return 0;
      case "run": {
        const user = args.isUser ? configUser(process.env) : undefined;
        const sources = { file: args.file, flags: args.flags, user };
        if (line !== undefined) {
          const given = line === "-" ? await lineFrom(process.stdin) : line;
          for (const each of await joinAs(given, sources)) process.stdout.write(`${each}\n`);
          return 0;
        }
        const reading = readAgentConfig(sources);
        const { logLevel: level, logTarget: target } = reading.config;
        return await run(reading, sources, createLog({ level, target }));
      }
    }
  } catch (error) {
    process.stderr.write(`hirte-agent: ${messageOf(error)}\n`);
    return isHirteError(error, "bad-argument", "bad-config") ? 2 : 1;
  }
}

/** The line to join by, wherever it stands, then the other words. */
function wordsOfJoin(words: readonly string[]): readonly [string, ...string[]] {
  const line = words.find((word) => word === "-" || word.startsWith("hirte://"));
  if (line !== undefined) return [line, ...words.filter((word) => word !== line)];
  const isHelp = words.some((word) => word === "--help" || word === "-h");
  if (isHelp) return ["", ...words];
  throw new HirteError(
    "bad-argument",
    "join needs the line that `hirtectl node add NAME` printed on the primary: hirte-agent join 'hirte://…', or hirte-agent join - to have it read from standard input",
  );
}

/** Runs until a signal. */
async function run(first: Reading<AgentConfig>, sources: ConfigSources, log: Log): Promise<number> {
  const ending = new Ending("the agent", log);
  const hangups = new Hangups();
  let reading = first;
  while (awaitsJoin(reading.config)) {
    const read = () => readAgentConfig(sources);
    const status = await firstCertificate(reading, { ending, hangups, read, log });
    if (status !== undefined) return status;
    // join has written who this node is, and where its primary.
    reading = readAgentConfig(sources);
    log.level = reading.config.logLevel;
  }
  const { config } = reading;
  const { tls } = config;
  // What is wrong with it now will be so tomorrow: said once, and not at each attempt to connect.
  if (tls) readIdentity(tls);
  const user = sources.user && findUserManager(process.env);
  // Two on one ledger would each begin what the other has begun.
  claimDirectory({
    directory: config.runDir,
    file: "agent.pid",
    mode: 0o700,
    program: "hirte-agent",
    key: "RunDirectory",
  });
  const machine = user ? machineOfUser(readMachine(), user) : readMachine();
  const scope = user ? userScope(user) : systemScope;
  const bootClock = procBootClock();
  const link = new SystemdLink({ ...(user ?? systemdAddresses(process.env)), log });
  const systemd = new SystemdDbus({ link, log });
  const units = new UnitWatcher({ link, log });
  const systemctl = systemctlIn(process.env, user ? "user" : "system");
  const journal = new Journal({ bootId: readMachine().bootId, log, scope });
  const power = new SystemdPower({ link, systemd, log });
  const runs = new SystemdRuns({ ...config, link, systemd, bootClock, clock: systemClock });
  let bus: AgentBus | undefined;
  /** Whom this node obeys: those of the configuration, until it is told of another one. */
  let managers = config.managers;
  const agent: Agent = new Agent({
    node: config.nodeName,
    links: config.managers.map((endpoint) => wayTo(endpoint, config)),
    linkNames: config.managers.map(formatEndpoint),
    credentials: config.login && credentialsOf(config.login),
    systemd,
    actions: new SystemdActions({
      link,
      systemctl,
      log,
      allowExec: config.allowExec,
      power,
      disarm: (outage) => agent.disarm(outage),
    }),
    runs,
    queries: new SystemdQueries({ link, systemctl }),
    units,
    processes: procProcesses,
    journal,
    logs: new Logs({ log, scope }),
    names: new SystemdUnitNames({ link }),
    limits: config.limits,
    bootClock,
    machine,
    clock: systemClock,
    log,
    stateDir: config.stateDir,
    runDir: config.runDir,
    heartbeatMs: config.heartbeatMs,
    reconnectMaxMs: config.reconnectMaxMs,
    version: programVersion,
    // A user's own systemd has no machine to switch off.
    ...(user ? {} : { powerGuard: { ...config.powerGuard, power } }),
    ...(config.managerLoss ? { managerLoss: config.managerLoss } : {}),
    load1: () => loadavg()[0] ?? 0,
    onContact: () => bus?.contactChanged(),
  });
  // A user's own systemd has no proxy units, and the name on the system bus is the machine's agent's.
  bus = user
    ? undefined
    : joinBus(config, agent, {
        log,
        onSwitch: (manager) => {
          managers = [manager];
        },
      });
  const reloader = new Reloader<AgentConfig>({
    keys: agentKeys,
    started: reading,
    read: () => readAgentConfig(sources),
    apply: (next) => {
      log.level = next.logLevel;
      agent.setLimits(next.limits);
      agent.setManagerLoss(next.managerLoss);
      agent.setPowerGuard(next.powerGuard);
      runs.setCommands(next.commands);
    },
    log,
  });
  link.onAvailability((isAvailable) => {
    // Another life of the user's systemd: what this process knows of jobs is of the one before.
    if (user && isAvailable && processMark(user.pid) !== user.mark)
      ending.fail(new HirteError("dbus-gone", "this user's systemd is another one than before"));
  });
  link.open();
  bus?.open();
  const onBus = bus && Promise.race([bus.ready, delay(busPatienceMs, undefined, { ref: false })]);
  const renewal = tls?.isOwn
    ? new Renewal({ tls, managers: () => managers, clock: systemClock, log })
    : undefined;
  renewal?.start();
  // Ready also while the primary is away: whoever waits for the agent must not wait for that.
  const attempted = agent.start();
  hangups.serve(() => reloader.reload());
  await Promise.race([Promise.all([attempted, onBus]), ending.asked]);
  await notify("READY=1", { log });
  const status = await ending.asked;
  await Promise.all([notify("STOPPING=1", { log }), agent.stop(), bus?.close()]);
  renewal?.stop();
  units.stop();
  journal.stop();
  link.close();
  log.info("the agent has left");
  return status;
}

/** The agent's place on the system bus, where it is to have one. */
function joinBus(
  config: AgentConfig,
  agent: Agent,
  { log, onSwitch }: { readonly log: Log; readonly onSwitch: (manager: Endpoint) => void },
): AgentBus | undefined {
  const address = systemBusAddress(process.env);
  if (config.dbus === "no" || (config.dbus === "auto" && !isBusThere(address))) return undefined;
  return new AgentBus({
    address,
    clock: systemClock,
    log,
    logTarget: config.logTarget,
    agent: {
      get isOnline() {
        return agent.contact.isOnline;
      },
      get lastSeen() {
        return agent.contact.lastSeen;
      },
      get disconnected() {
        return agent.contact.disconnected;
      },
      get managerAddress() {
        return agent.manager;
      },
      createProxy: (wish) => agent.proxies.create(wish),
      removeProxy: (name) => agent.proxies.remove(name),
      switchManager: (endpoint) => {
        if (!mayObey(endpoint, config))
          throw busError(busErrors.failed, refusedManagerText(endpoint));
        agent.switchManager(formatEndpoint(endpoint), wayTo(endpoint, config));
        onSwitch(endpoint);
      },
    },
  });
}

/** XDG Base Directory Specification; pam_systemd(8) for the runtime directory. */
function configUser(env: NodeJS.ProcessEnv): ConfigUser {
  const home = env["HOME"] || homedir();
  return {
    name: userName(),
    configDir: env["XDG_CONFIG_HOME"] || join(home, ".config"),
    stateDir: env["XDG_STATE_HOME"] || join(home, ".local/state"),
    runDir: env["XDG_RUNTIME_DIR"] || `/run/user/${process.getuid?.() ?? 0}`,
  };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // Nobody has given this number a name.
    return `${process.getuid?.() ?? 0}`;
  }
}

/** systemd's own socket first where it may let us in, which saves a detour; else the system bus. */
function systemdAddresses(env: NodeJS.ProcessEnv): { address: string; privateAddress?: string } {
  const address = systemBusAddress(env);
  const isOffered = process.getuid?.() === 0 && existsSync("/run/systemd/private");
  if (env["DBUS_SYSTEM_BUS_ADDRESS"] || !isOffered) return { address };
  return { address, privateAddress: systemdNames.privateAddress };
}
