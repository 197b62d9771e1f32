import { existsSync } from "node:fs";
import type { Log } from "../core/log.ts";
import { type RunProgram, runProgram } from "./run-program.ts";

/** What a host does before it powers itself off, without anybody else. */
export interface LocalStop {
  /** Stopped where they are active. */
  readonly units: readonly string[];
  /** Run after that, where it is there: k3s leaves its containers running. */
  readonly killall: string;
}

/** A node of k3s. */
export const k3sLocalStop: LocalStop = {
  units: ["k3s.service", "k3s-agent.service"],
  killall: "/usr/local/bin/k3s-killall.sh",
};

/** What a local shutdown needs. */
export interface LocalShutdownOptions {
  readonly stop: LocalStop;
  readonly run?: RunProgram;
  readonly exists?: (path: string) => boolean;
  readonly log: Log;
}

/** Stopping may not eat up what the power-off itself needs. */
const stopTimeoutMs = 60_000;
const killallS = 30;
const askTimeoutMs = 15_000;

/**
 * Stops what is configured, then powers this host off, whatever failed before: the battery does not wait. Resolves when
 * systemd has taken it on, or when all ways have failed. Never throws.
 * @returns whether the host is going down
 */
export async function shutDownLocally(
  reason: string,
  options: LocalShutdownOptions,
): Promise<boolean> {
  const { stop, run = runProgram, exists = existsSync, log } = options;
  log.error({ reason }, "this host stops its units and powers itself off");
  const stopped = await Promise.all(stop.units.map((unit) => stopUnit(unit)));
  const hasStopped = stopped.includes(true);
  if (hasStopped && exists(stop.killall)) {
    // As a unit of its own: it needs rights that hecate does without.
    const unit = ["systemd-run", "--quiet", "--wait", "--collect", `-pRuntimeMaxSec=${killallS}s`];
    const problem = await run([...unit, "--", stop.killall], killallS * 1000 + askTimeoutMs);
    if (problem) log.error({ program: stop.killall, problem }, "containers may be running still");
  }
  return await powerOff({ run, log });

  async function stopUnit(unit: string): Promise<boolean> {
    const isActive =
      (await run(["systemctl", "is-active", "--quiet", "--", unit], askTimeoutMs)) === undefined;
    if (!isActive) return false;
    const problem = await run(["systemctl", "stop", "--", unit], stopTimeoutMs);
    if (problem) log.error({ unit, problem }, "a unit was not stopped in time: going on");
    else log.warn({ unit }, "a unit was stopped");
    return true;
  }
}

/** Powers this host off, by force where it does not go in good order. @returns whether systemd has taken it on */
export async function powerOff(options: {
  readonly run?: RunProgram;
  readonly log: Log;
}): Promise<boolean> {
  const { run = runProgram, log } = options;
  const ways = [
    ["systemctl", "poweroff", "--no-block"],
    // Units are killed in place of being stopped; file systems are unmounted.
    ["systemctl", "poweroff", "--force"],
  ];
  for (const way of ways) {
    const problem = await run(way, askTimeoutMs);
    if (problem === undefined) {
      log.error({ way: way.join(" ") }, "this host powers off");
      return true;
    }
    log.error({ way: way.join(" "), problem }, "systemd did not take the power-off on");
  }
  return false;
}
