import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import { forcingProperties, forcingShell } from "../units/forced-power-off.ts";
import { k3sKillall, k3sUnits } from "../units/k3s.ts";
import { type RunProgram, runProgram } from "./run-program.ts";

/** What a host does before it powers itself off, without anybody else. */
export interface LocalStop {
  /** Stopped, whatever state they are in: one that is starting, or has failed, has containers too. */
  readonly units: readonly string[];
  /** Run after that in any case: k3s leaves its containers running. Where it is not there, that is said. */
  readonly killall: string;
}

/** A node of k3s. */
export const k3sLocalStop: LocalStop = {
  units: k3sUnits,
  killall: k3sKillall,
};

/** What a local shutdown needs. */
export interface LocalShutdownOptions {
  readonly stop: LocalStop;
  /** Until the battery is empty: what takes longer is cut short, and at its end all that is left is killed. */
  readonly timeMs: number;
  readonly run?: RunProgram;
  readonly clock: Clock;
  readonly log: Log;
}

/** Of the time there is: what stops has so much of it, what kills containers comes next; the power-off has the rest. */
const shares = { stop: 0.5, killall: 0.7 } as const;
/** How long systemd may take for an answer, at most and at least. */
const answerMs = { most: 15_000, least: 2000 } as const;
/** There is one clock in a shutdown, whoever asks for it again. */
const forcingUnit = "hirte-force-local.service";

/**
 * Stops what is configured, then powers this host off, whatever failed before: the battery does not wait. What is left at
 * the end of the time is killed by PID 1, whatever became of this process. Nothing here touches a file: a disk that hangs
 * would hold it up. Resolves when systemd has taken it on, or when all ways have failed. Never throws.
 * @returns whether the host is going down
 */
export async function shutDownLocally(
  reason: string,
  options: LocalShutdownOptions,
): Promise<boolean> {
  const { stop, timeMs, run = runProgram, clock, log } = options;
  const beganMs = clock.monotonicMs();
  /** Until a part of the time is over. */
  const leftMs = (share: number) => beganMs + share * timeMs - clock.monotonicMs();
  const within = (share: number, mostMs: number = answerMs.most) =>
    Math.round(Math.max(answerMs.least, Math.min(mostMs, leftMs(share))));
  log.error({ reason, timeMs }, "this host stops its units and powers itself off");
  // First, for everything after it may hang; nothing waits for it but the power-off.
  const forced = force(timeMs, { run, log });
  await Promise.all(stop.units.map((unit) => stopUnit(unit)));
  const forS = Math.max(1, Math.round(leftMs(shares.killall) / 1000));
  // As a unit of its own: it needs rights that hecate does without.
  const killall = ["systemd-run", "--quiet", "--wait", "--collect", `-pRuntimeMaxSec=${forS}s`];
  const failed = await run([...killall, "--", stop.killall], forS * 1000 + answerMs.least);
  if (failed)
    log.error({ program: stop.killall, problem: failed }, "containers may be running still");
  await forced;
  return await powerOff({ run, log, timeoutMs: () => within(1) });

  async function stopUnit(unit: string): Promise<void> {
    const problem = await run(["systemctl", "stop", "--", unit], within(shares.stop, timeMs));
    // Not there at all, say; on a host there is one of them.
    if (problem) log.warn({ unit, problem }, "a unit was not stopped: going on");
    else log.warn({ unit }, "a unit was stopped");
  }
}

/** Has PID 1 kill and power off what is still there after `timeMs` (docs/decisions/0022-forced-power-off.md). */
async function force(
  timeMs: number,
  { run, log }: { readonly run: RunProgram; readonly log: Log },
): Promise<void> {
  const properties = Object.entries({
    Description: "hecate: forces poweroff when it takes too long",
    ...forcingProperties("poweroff"),
  }).map(([name, value]) => {
    const text = typeof value === "string" ? value : value ? "yes" : "no";
    return `-p${name}=${text}`;
  });
  const options = ["--quiet", "--collect", "--service-type=exec", `--unit=${forcingUnit}`];
  const shell = ["/bin/sh", "-c", forcingShell(timeMs)];
  const argv = ["systemd-run", ...options, ...properties, "--", ...shell];
  const problem = await run(argv, answerMs.most);
  // One of an attempt before this one is there, say.
  if (problem) log.warn({ unit: forcingUnit, problem }, "no new unit forces the power-off");
}

/** Powers this host off, by force where it does not go in good order. @returns whether systemd has taken it on */
async function powerOff(options: {
  readonly run: RunProgram;
  readonly timeoutMs: () => number;
  readonly log: Log;
}): Promise<boolean> {
  const { run, timeoutMs, log } = options;
  const ways = [
    ["systemctl", "poweroff", "--no-block"],
    // Units are killed in place of being stopped; file systems are unmounted.
    ["systemctl", "poweroff", "--force"],
  ];
  for (const way of ways) {
    const problem = await run(way, timeoutMs());
    if (problem === undefined) {
      log.error({ way: way.join(" ") }, "this host powers off");
      return true;
    }
    log.error({ way: way.join(" "), problem }, "systemd did not take the power-off on");
  }
  return false;
}
