import { setTimeout as delay } from "node:timers/promises";
import { daemonHelp, parseDaemonArguments } from "../src/config/arguments.ts";
import { type ConfigSources, type HirteConfig, readHirteConfig } from "../src/config/hirte.ts";
import { hirteKeys, nodeKeys } from "../src/config/keys.ts";
import { type Reading, Reloader } from "../src/config/reloader.ts";
import { systemClock } from "../src/core/clock.ts";
import { Ending } from "../src/core/ending.ts";
import { HirteError, isHirteError, messageOf } from "../src/core/errors.ts";
import { Hangups } from "../src/core/hangups.ts";
import { createLog, type Log } from "../src/core/log.ts";
import { notify } from "../src/core/sd-notify.ts";
import { claimDirectory } from "../src/core/single-process.ts";
import { programVersion } from "../src/core/version.ts";
import { isBusThere, parseBusAddress, systemBusAddress } from "../src/dbus/address.ts";
import { Metrics } from "../src/metrics/metrics.ts";
import { type StreamFactory, tcpStream } from "../src/mqtt/link.ts";
import { AllowedNodes } from "./allowed-nodes.ts";
import { Broker } from "./broker.ts";
import type { Facade } from "./dbus/facade.ts";
import { EpochStore } from "./epoch-store.ts";
import { makeAdmin } from "./first-admin.ts";
import { JobLog } from "./job-log.ts";
import { defaultLimits } from "./limits.ts";
import { warnIfExposed } from "./listen-address.ts";
import { Manager } from "./manager.ts";
import { serveObservability } from "./observability.ts";
import { QuotaBook } from "./quota-book.ts";

const setupHelp = `
hirte setup --adopt-epoch EPOCH
      after the primary was rebuilt: begin above the epoch that its agents remember
hirte setup --admin NAME
      while hirte is stopped: make NAME an admin, with the password that is typed, or
      read from standard input
`;

/** How long leaving may take before the process ends all the same. */
const stopMs = 5000;
/** How long the start of the service waits for a broker that is not ours. */
const brokerPatienceMs = 5000;
/** How long it waits for its name on the bus: those who start after it find it there. */
const busPatienceMs = 2000;

/**
 * @returns the exit status: 0 left as asked, 1 failed, 2 wrong usage or configuration, a list of
 *   disallowed nodes that cannot be read, or another hirte with a higher epoch
 */
async function main(argv: readonly string[]): Promise<number> {
  try {
    const isSetup = argv[0] === "setup";
    const order = isSetup ? { option: argv[1], value: argv[2] } : undefined;
    const args = parseDaemonArguments("hirte", isSetup ? argv.slice(3) : argv);
    switch (args.kind) {
      case "help":
        process.stdout.write(`${daemonHelp("hirte")}${setupHelp}`);
        return 0;
      case "version":
        process.stdout.write(`hirte ${programVersion}\n`);
        return 0;
      case "run": {
        const sources = { file: args.file, flags: args.flags };
        const reading = readHirteConfig(sources);
        const { config } = reading;
        const log = createLog({ level: config.logLevel, target: config.logTarget });
        return order ? await setup(config, order, log) : await run(reading, sources, log);
      }
    }
  } catch (error) {
    process.stderr.write(`hirte: ${messageOf(error)}\n`);
    return isHirteError(error, "bad-argument", "bad-config", "bad-state") ? 2 : 1;
  }
}

async function setup(
  config: HirteConfig,
  order: { readonly option: string | undefined; readonly value: string | undefined },
  log: Log,
): Promise<number> {
  if (order.option === "--admin" && order.value !== undefined) {
    claimStateDirectory(config.stateDir);
    await makeAdmin({ name: order.value, directory: config.stateDir, log });
    process.stdout.write(`${order.value} is an admin of hirte\n`);
    return 0;
  }
  const adopted = order.option === "--adopt-epoch" ? order.value : undefined;
  if (adopted === undefined || !/^\d{1,15}$/.test(adopted)) {
    const message =
      "setup needs --adopt-epoch EPOCH, the number that hirte named when it stopped, or --admin NAME";
    throw new HirteError("bad-argument", message);
  }
  claimStateDirectory(config.stateDir);
  EpochStore.adopt(config.stateDir, Number(adopted), log);
  process.stdout.write(`hirte will begin above epoch ${adopted}; start it again\n`);
  return 0;
}

function warnOfUnknownNodes({ unknownNodes }: HirteConfig, log: Log): void {
  for (const problem of unknownNodes) log.warn({ problem }, "a node's section speaks of another");
}

/** Two on one log would each take the other's jobs for left over, and give out the same sessions. */
function claimStateDirectory(directory: string): void {
  claimDirectory({
    directory,
    file: "hirte.pid",
    mode: 0o750,
    program: "hirte",
    key: "StateDirectory",
  });
}

/** Runs until a signal or a fatal error. @returns the exit status */
async function run(
  reading: Reading<HirteConfig>,
  sources: ConfigSources,
  log: Log,
): Promise<number> {
  const { config } = reading;
  const ending = new Ending("hirte", log);
  const hangups = new Hangups();
  // Who wants the bus for certain hears of a wrong address before anything is begun.
  if (config.dbus === "yes") parseBusAddress(systemBusAddress(process.env));
  claimStateDirectory(config.stateDir);
  const metrics = new Metrics({ version: programVersion, clock: systemClock });
  const { log: jobLog, contents } = JobLog.open({
    directory: config.stateDir,
    log,
    sync: config.logSync,
    onSynced: (seconds) => metrics.logSynced(seconds),
  });
  const allowedNodes = AllowedNodes.open({
    directory: config.stateDir,
    configured: config.allowedNodes,
    log,
  });
  const epochs = EpochStore.open(config.stateDir, { wallMs: systemClock.wallMs(), log });
  const quotas = new QuotaBook(log, systemClock);
  const broker =
    config.brokerUrl === undefined ? await startBroker(config, quotas, log) : undefined;
  const servers = [broker ? () => broker.inMemoryStream() : externalBroker(config.brokerUrl ?? "")];
  const manager = new Manager({
    servers,
    isBrokerExternal: !broker,
    allowedNodes,
    allowDependenciesOn: config.allowDependenciesOn,
    epochs,
    jobLog,
    open: contents.open,
    lastAt: contents.lastAt,
    version: programVersion,
    clock: systemClock,
    log,
    observer: metrics,
    maxJobsPerUser: config.maxJobsPerUser,
    quotas,
    ...(broker ? { turnOut: (node: string) => broker.turnOut(node) } : {}),
    // Another hirte is at work: starting again would not change that.
    onFatal: (error) => ending.fail(error, 2),
  });
  const stopServing = await serveObservability(
    { metrics, manager, jobLog, quotas, ...(broker ? { broker } : {}) },
    { listen: config.metricsListen, log },
  ).catch(async (error) => {
    await broker?.close();
    throw error;
  });
  if (allowedNodes.names.length === 0) {
    log.warn("AllowedNodeNames= is empty: no node can connect");
  }
  warnOfUnknownNodes(config, log);
  const reloader = new Reloader<HirteConfig>({
    keys: { ...hirteKeys, ...nodeKeys },
    started: reading,
    read: () => readHirteConfig(sources),
    apply: (next) => {
      log.level = next.logLevel;
      manager.configureNodes(next.allowedNodes);
      manager.allowDependencies(next.allowDependenciesOn);
      warnOfUnknownNodes(next, log);
    },
    log,
  });
  hangups.serve(() => reloader.reload());
  const started = manager.start();
  // A broker elsewhere may come up later than this machine; hirte is up and goes on trying.
  const isUp = broker
    ? started
    : Promise.race([started, delay(brokerPatienceMs, undefined, { ref: false })]);
  const facade = await startFacade(config, servers, log);
  const isOnBus = facade
    ? Promise.race([facade.ready, delay(busPatienceMs, undefined, { ref: false })])
    : undefined;
  const isReady = await Promise.race([
    Promise.all([isUp, isOnBus]).then(() => true),
    ending.asked.then(() => false),
  ]);
  if (isReady) {
    const facts = { version: programVersion, epoch: epochs.epoch, openJobs: contents.open.length };
    log.info(facts, "hirte is ready");
    await notify("READY=1", { log });
  }
  const status = await ending.asked;
  await notify("STOPPING=1", { log });
  const giveUp = setTimeout(() => process.exit(1), stopMs);
  await stopServing();
  await facade?.stop();
  await manager.stop();
  await broker?.close();
  jobLog.close();
  clearTimeout(giveUp);
  log.info("hirte has stopped");
  return status;
}

async function startBroker(config: HirteConfig, quotas: QuotaBook, log: Log): Promise<Broker> {
  for (const address of config.listenAddresses) warnIfExposed(address, log);
  const { maxConnections, maxConnectionsPerUser: connections } = config;
  return Broker.start({
    listenAddresses: config.listenAddresses,
    port: config.port,
    log,
    quotas,
    limits: {
      ...(maxConnections === undefined ? {} : { maxConnections }),
      ...(connections === undefined ? {} : { share: { ...defaultLimits.share, connections } }),
    },
  });
}

/** BlueChi's interface on the system bus. That it cannot be had is not the end of hirte. */
async function startFacade(
  config: HirteConfig,
  servers: readonly StreamFactory[],
  log: Log,
): Promise<Facade | undefined> {
  const address = systemBusAddress(process.env);
  try {
    if (config.dbus === "no" || (config.dbus === "auto" && !isBusThere(address))) return undefined;
    // Loaded where it is wanted: a hirte without a bus need not carry it.
    const { Facade } = await import("./dbus/facade.ts");
    const facade = new Facade({
      address,
      servers,
      clock: systemClock,
      log,
      logTarget: config.logTarget,
    });
    facade.start();
    return facade;
  } catch (error) {
    log.error({ error }, "the D-Bus interface cannot be served: hirte goes on without it");
    return undefined;
  }
}

function externalBroker(url: string): StreamFactory {
  const { hostname, port } = new URL(url);
  return tcpStream(hostname.replace(/^\[|\]$/g, ""), Number(port || 1883));
}

process.exitCode = await main(process.argv.slice(2));
