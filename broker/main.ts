import { setTimeout as delay } from "node:timers/promises";
import { daemonHelp, parseDaemonArguments } from "../src/config/arguments.ts";
import {
  type ConfigSources,
  type HirteConfig,
  readHirteConfig,
  usualBrokerUser,
} from "../src/config/hirte.ts";
import { hirteKeys, nodeKeys } from "../src/config/keys.ts";
import { credentialsOf } from "../src/config/password-file.ts";
import { type Reading, Reloader } from "../src/config/reloader.ts";
import { backgroundClock, systemClock } from "../src/core/clock.ts";
import { Ending } from "../src/core/ending.ts";
import { isHirteError, messageOf } from "../src/core/errors.ts";
import { exitWith } from "../src/core/exit-status.ts";
import { Hangups } from "../src/core/hangups.ts";
import { createLog, type Log } from "../src/core/log.ts";
import { passedSockets } from "../src/core/passed-sockets.ts";
import { notify } from "../src/core/sd-notify.ts";
import { claimDirectory, isClaimedBy } from "../src/core/single-process.ts";
import { outliveOutput } from "../src/core/standard-output.ts";
import { programVersion } from "../src/core/version.ts";
import { isBusThere, parseBusAddress, systemBusAddress } from "../src/dbus/address.ts";
import { Metrics } from "../src/metrics/metrics.ts";
import { type Credentials, type StreamFactory, tcpStream } from "../src/mqtt/link.ts";
import { tellAcl } from "./acl-command.ts";
import { AclFile } from "./acl-file.ts";
import { AllowedNodes } from "./allowed-nodes.ts";
import { backupHelp, parseBackupErrand } from "./backup/errand.ts";
import { finishRestore, refuseUnfinished } from "./backup/placing.ts";
import { Broker } from "./broker.ts";
import type { Facade } from "./dbus/facade.ts";
import { EpochStore } from "./epoch-store.ts";
import { Identity } from "./identity.ts";
import { JobLog } from "./job-log.ts";
import { defaultLimits } from "./limits.ts";
import { warnIfElsewhere, warnIfExposed } from "./listen-address.ts";
import { Manager } from "./manager.ts";
import { nameHolders } from "./name-holders.ts";
import { serveObservability } from "./observability.ts";
import { OperatorsSocket, operatorsSocketName } from "./operators-socket.ts";
import { openPki, type Pki } from "./pki/pki.ts";
import { QuotaBook } from "./quota-book.ts";
import { commandsHelp, parseSetup, setUp } from "./setup-command.ts";
import { workAsOwner } from "./state-owner.ts";

/** In the state directory: whose it is. */
const pidFile = "hirte.pid";
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
    if (argv[0] === "acl") return tellAcl(argv.slice(1), process.stdout);
    const wish = argv[0] === "setup" ? parseSetup(argv.slice(1)) : undefined;
    const errand = parseBackupErrand(argv);
    const args = parseDaemonArguments("hirte", wish?.rest ?? errand?.rest ?? argv);
    switch (args.kind) {
      case "help":
        process.stdout.write(`${daemonHelp("hirte")}${commandsHelp}${backupHelp}`);
        return 0;
      case "version":
        process.stdout.write(`hirte ${programVersion}\n`);
        return 0;
      case "run": {
        const sources = { file: args.file, flags: args.flags };
        const reading = readHirteConfig(sources);
        const { config } = reading;
        const log = createLog({ level: config.logLevel, target: config.logTarget });
        const own = () => workAsOwner(config.stateDir);
        const claim = () => {
          own();
          claimStateDirectory(config.stateDir);
        };
        const nowMs = systemClock.wallMs();
        if (errand) {
          // Loaded where it is wanted: a hirte that runs need not carry it.
          const { carryOut } = await import("./backup/command.ts");
          const isClaimed = () =>
            isClaimedBy(process.pid, { directory: config.stateDir, file: pidFile });
          await carryOut(errand, { config, named: args.file, nowMs, claim, isClaimed });
          return 0;
        }
        if (!wish) return await run(reading, sources, log);
        refuseUnfinished(config.stateDir);
        const lines = await setUp(config, wish, { log, nowMs, own, claim });
        for (const line of lines) process.stdout.write(`${line}\n`);
        return 0;
      }
    }
  } catch (error) {
    process.stderr.write(`hirte: ${messageOf(error)}\n`);
    return isHirteError(error, "bad-argument", "bad-config", "bad-state") ? 2 : 1;
  }
}

function warnOfUnknownNodes(
  { unknownNodes, powerCoordinator: node }: HirteConfig,
  { allowed, log }: { readonly allowed: AllowedNodes; readonly log: Log },
): void {
  if (node !== undefined && !allowed.names.includes(node))
    log.warn({ node }, "PowerCoordinator= names a node that may not join: there is no coordinator");
  for (const problem of unknownNodes) log.warn({ problem }, "a node's section speaks of another");
}

/** Two on one log would each take the other's jobs for left over, and give out the same sessions. */
function claimStateDirectory(directory: string): void {
  claimDirectory({
    directory,
    file: pidFile,
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
  if (finishRestore(config.stateDir)) log.warn("a restore that was cut off is complete now");
  const metrics = new Metrics({ version: programVersion, clock: systemClock });
  const { log: jobLog, contents } = JobLog.open({
    directory: config.stateDir,
    log,
    sync: config.logSync,
    onSynced: (seconds) => metrics.logSynced(seconds),
  });
  let aclFile: AclFile | undefined;
  let pki: Pki | undefined;
  const onChange = () => {
    aclFile?.renew();
    pki?.judge();
  };
  const { stateDir: directory } = config;
  const credentials = config.login && credentialsOf(config.login);
  const holders = nameHolders(config, {
    node: (name) => allowedNodes.names.includes(name),
    user: (name) => identity?.users.rightsOf(name) !== undefined,
  });
  const allowedNodes = AllowedNodes.open({
    directory,
    configured: config.allowedNodes,
    log,
    onChange,
    holderOf: holders.ofNodes,
  });
  // Where connections are encrypted everybody is asked who it is, and so does a broker that heeds such a file.
  const asksWho = config.tls !== undefined || config.aclFile !== undefined;
  const identity = asksWho
    ? Identity.open({
        ...{ directory, log, onChange, holderOf: holders.ofUsers },
        hasCoordinator: config.powerCoordinator !== undefined,
      })
    : undefined;
  if (identity && config.aclFile !== undefined) {
    aclFile = new AclFile({
      path: config.aclFile,
      parties: () => ({
        managerUser: credentials?.username ?? usualBrokerUser,
        nodes: allowedNodes.names,
        users: identity.users.rows(),
        hasCoordinator: identity.hasCoordinator,
      }),
      clock: backgroundClock,
      log,
    });
    aclFile.renew();
  }
  const epochs = EpochStore.open(config.stateDir, { wallMs: systemClock.wallMs(), log });
  const quotas = new QuotaBook(log, systemClock);
  pki =
    config.tls &&
    (await openPki({
      ...config,
      tls: config.tls,
      mayJoin: (node) => allowedNodes.names.includes(node),
      clock: systemClock,
      log,
    }));
  const broker =
    config.brokerUrl === undefined
      ? await startBroker(config, { quotas, log, ...(pki && identity ? { pki, identity } : {}) })
      : undefined;
  if (broker) pki?.attach(broker);
  if (broker?.webSocketPort) log.info({ port: broker.webSocketPort }, "browsers can connect");
  if (!broker) warnIfElsewhere(config.brokerUrl ?? "", log);
  const servers = [broker ? () => broker.inMemoryStream() : externalBroker(config.brokerUrl ?? "")];
  const manager = new Manager({
    servers,
    credentials,
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
    ...(pki ? { joining: pki.joining } : {}),
    // Whom a broker elsewhere disconnects is for it to say: by the file nobody else may do anything.
    ...(identity
      ? { identities: identity.identities(broker ?? { signOut: () => undefined }) }
      : {}),
    ...(broker
      ? {
          origins: broker.origins,
          turnOut: (node: string) => broker.turnOut(node, () => !allowedNodes.names.includes(node)),
        }
      : {}),
    // Another hirte is at work: starting again would not change that.
    onFatal: (error) => ending.fail(error, 2),
  });
  jobLog.note({
    type: "started",
    at: manager.now(),
    epoch: epochs.epoch,
    version: programVersion,
    ...(contents.cutBytes === 0 ? {} : { cutBytes: contents.cutBytes }),
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
  warnOfUnknownNodes(config, { allowed: allowedNodes, log });
  const reloader = new Reloader<HirteConfig>({
    keys: { ...hirteKeys, ...nodeKeys },
    started: reading,
    read: () => readHirteConfig(sources),
    apply: (next) => {
      // First, for it may fail: then nothing of the rest is put into effect.
      pki?.reload();
      log.level = next.logLevel;
      manager.configureNodes(next.allowedNodes);
      manager.allowDependencies(next.allowDependenciesOn);
      if (broker) broker.coordinator = next.powerCoordinator;
      if (identity) identity.hasCoordinator = next.powerCoordinator !== undefined;
      aclFile?.renew();
      warnOfUnknownNodes(next, { allowed: allowedNodes, log });
    },
    log,
  });
  hangups.serve(() => reloader.reload());
  const started = manager.start();
  // A broker elsewhere may come up later than this machine; hirte is up and goes on trying.
  const isUp = broker
    ? started
    : Promise.race([started, delay(brokerPatienceMs, undefined, { ref: false })]);
  const socket = broker && (await serveOperators(broker, config, log));
  const facade = await startFacade(config, { servers, credentials, identity, log });
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
  socket?.stopListening();
  await facade?.stop();
  await manager.stop();
  pki?.stop();
  await broker?.close();
  await socket?.close();
  jobLog.close();
  clearTimeout(giveUp);
  log.info("hirte has stopped");
  return status;
}

async function startBroker(
  config: HirteConfig,
  parts: {
    readonly quotas: QuotaBook;
    readonly log: Log;
    readonly pki?: Pki;
    readonly identity?: Identity;
  },
): Promise<Broker> {
  const { quotas, pki, identity, log } = parts;
  const { maxConnections, maxConnectionsPerUser: connections } = config;
  if (!pki) for (const address of config.listenAddresses) warnIfExposed(address, log);
  return Broker.start({
    listenAddresses: config.listenAddresses,
    port: config.port,
    log,
    quotas,
    limits: {
      ...(maxConnections === undefined ? {} : { maxConnections }),
      ...(connections === undefined ? {} : { share: { ...defaultLimits.share, connections } }),
    },
    ...(pki ? { tls: pki.tls } : {}),
    ...(identity ? { authentication: identity.authentication } : {}),
    coordinator: config.powerCoordinator,
    ...(config.webSocket ? { webSocket: config.webSocket } : {}),
  });
}

/** The operators' socket. That it cannot be had is not the end of hirte. */
async function serveOperators(
  broker: Broker,
  { runDir }: HirteConfig,
  log: Log,
): Promise<OperatorsSocket | undefined> {
  const [descriptor] = passedSockets(process.env, process.pid).get(operatorsSocketName) ?? [];
  try {
    return await OperatorsSocket.serve({ runDir, descriptor, broker, log });
  } catch (error) {
    log.warn({ error }, "operators cannot connect by a socket: hirte goes on without it");
    return undefined;
  }
}

/** BlueChi's interface on the system bus. That it cannot be had is not the end of hirte. */
async function startFacade(
  config: HirteConfig,
  options: {
    readonly servers: readonly StreamFactory[];
    readonly credentials: Credentials | undefined;
    /** Absent: nobody asks who is who, and callers go by their login names. */
    readonly identity: Identity | undefined;
    readonly log: Log;
  },
): Promise<Facade | undefined> {
  const { servers, credentials, identity, log } = options;
  const address = systemBusAddress(process.env);
  try {
    if (config.dbus === "no" || (config.dbus === "auto" && !isBusThere(address))) return undefined;
    // Loaded where it is wanted: a hirte without a bus need not carry it.
    const { Facade } = await import("./dbus/facade.ts");
    const facade = new Facade({
      address,
      servers,
      credentials,
      clock: systemClock,
      log,
      logTarget: config.logTarget,
      ...(identity ? { loginNameOf: (uid: number) => identity.busUserOf(uid) } : {}),
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

outliveOutput("hirte");
exitWith(() => main(process.argv.slice(2)));
