import { type HecateSources, readHecateConfig } from "../config/hecate.ts";
import { procBootClock } from "../core/boot-clock.ts";
import { systemClock, type Timer } from "../core/clock.ts";
import { Ending } from "../core/ending.ts";
import { Hangups } from "../core/hangups.ts";
import type { Log } from "../core/log.ts";
import { readBootId } from "../core/machine.ts";
import { notify } from "../core/sd-notify.ts";
import { claimDirectory } from "../core/single-process.ts";
import { programVersion } from "../core/version.ts";
import { HecateDaemon } from "./daemon.ts";
import { HecateMetrics } from "./metrics/metrics.ts";
import { MetricsPort } from "./metrics/port.ts";
import { SocketPort } from "./socket-port.ts";

/** What the daemon is run with. */
export interface RunDaemonOptions {
  readonly sources: HecateSources;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** Nothing is done. */
  readonly isDry?: boolean;
  /** Runs are rehearsed, and all else is done. Default: as `isDry` says. */
  readonly rehearsesRuns?: boolean;
}

/** A service manager that hears nothing for WatchdogSec= starts the program anew: it is told thrice in that time. */
const pingsPerWatchdog = 3;

/**
 * Runs `hecate daemon` until a signal.
 * @returns the exit status
 * @throws HirteError `bad-config`, `busy`, `unavailable`
 */
export async function runDaemon({
  sources,
  env,
  log,
  isDry = false,
  rehearsesRuns = isDry,
}: RunDaemonOptions): Promise<number> {
  // A host with a UPS is not to go unwatched for a file with a password; who reloads is told at once.
  const config = readHecateConfig({ ...sources, secrets: "wanted" });
  const ending = new Ending("hecate", log);
  const hangups = new Hangups();
  // Two on one UPS would each begin what the other has begun.
  claimDirectory({
    directory: config.runDir,
    file: "hecate.pid",
    mode: 0o750,
    program: "hecate",
    key: "HECATE_RUN_DIRECTORY",
  });
  const daemon = new HecateDaemon({
    config,
    bootId: readBootId(),
    version: programVersion,
    bootClock: procBootClock(),
    clock: systemClock,
    log,
    isDry,
    rehearsesRuns,
  });
  const socket = new SocketPort({
    ...{ path: config.socketPath, log, clock: systemClock, answer: daemon.answer.bind(daemon) },
    onProblem: daemon.socketProblem.bind(daemon),
  });
  const metrics = new MetricsPort({
    metrics: new HecateMetrics({ status: async () => daemon.status(), clock: systemClock }),
    ...{ clock: systemClock, log },
  });
  try {
    await daemon.start();
    await socket.open();
  } catch (error) {
    // What was begun would keep the process from its end.
    await Promise.all([socket.close(), daemon.stop()]);
    throw error;
  }
  // Nothing waits for it, and it fails nothing.
  void metrics.apply(config.metricsListen);
  hangups.serve(() => {
    daemon.reload(() => readHecateConfig(sources));
    void metrics.apply(daemon.config.metricsListen);
  });
  const { self: node, configHash: hash } = config;
  log.info({ node, file: config.file, hash, version: programVersion }, "hecate watches the power");
  const stopPinging = pingWatchdog(daemon, { env, log });
  await notify("READY=1", { env, log });
  const status = await ending.asked;
  stopPinging();
  const stopping = notify("STOPPING=1", { env, log });
  await Promise.all([stopping, socket.close(), metrics.stop(), daemon.stop()]);
  log.info("hecate has left");
  return status;
}

/** Tells the service manager that the daemon lives, for as long as it does (sd_watchdog_enabled(3)). */
function pingWatchdog(
  daemon: Pick<HecateDaemon, "isAlive">,
  { env, log }: Pick<RunDaemonOptions, "env" | "log">,
): () => void {
  const everyMs = Number(env["WATCHDOG_USEC"]) / 1000 / pingsPerWatchdog;
  if (!(everyMs > 0)) return () => undefined;
  let timer: Timer | undefined;
  const ping = () => {
    if (daemon.isAlive) void notify("WATCHDOG=1", { env, log });
    else
      log.error("nothing has been judged for too long: the service manager is not told otherwise");
    timer = systemClock.after(everyMs, ping);
  };
  ping();
  return () => timer?.cancel();
}
