import { existsSync } from "node:fs";
import type { Clock, Timer } from "../src/core/clock.ts";
import { HirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { deadlinesOf } from "../src/power/guard.ts";
import type { PoweringOff, Stopping } from "../src/power/guard-model.ts";
import { k3sKillall } from "../src/units/k3s.ts";
import { jobEnded } from "./job-end.ts";
import type { BootClock, PowerPort, SystemdPort, UnitSource } from "./ports.ts";

/** What a node does before it switches itself off, as its own configuration has it. */
export interface StopListPlan {
  /** PowerGuardStop=, those of them that run. */
  readonly units: readonly string[];
  /** PowerGuardCommands=, as [commands] has them; absent: k3s-killall.sh, where it is. */
  readonly commands?: readonly { readonly name: string; readonly line: string }[] | undefined;
}

/** What a stop list is made of. */
export interface StopListOptions {
  readonly plan: () => StopListPlan;
  readonly systemd: SystemdPort;
  readonly units: UnitSource;
  readonly power: PowerPort;
  readonly bootClock: BootClock;
  readonly clock: Clock;
  readonly log: Log;
  /** Told before each command is begun, and once before the node is switched off. */
  readonly onCommand: () => void;
  readonly onDone: () => void;
  /** Whether a file is there; of the machine where it is not said. */
  readonly exists?: (path: string) => boolean;
}

/** How long systemd may take to say that it begins, before PID 1 is told by a signal. */
const answerMs = 3000;
/** How often PID 1 is told again to end what is left, were this process still there. */
const againMs = 5000;
/** A forced power-off comes no sooner than this after the power-off, however little is left. */
const leastForceMs = 1000;

/**
 * Stops what a node is to stop and switches it off. No step takes longer than its share of what is left of the
 * battery, and whatever becomes of it, the power-off follows: without the network and without a bus, too.
 */
export class StopList {
  readonly #options: StopListOptions;
  readonly #halt = new AbortController();
  #timer: Timer | undefined;

  constructor(options: StopListOptions) {
    this.#options = options;
  }

  /** Goes on from where `phase` says it is, to the power-off; resolves when systemd was told of that, or at a halt. */
  async run(phase: Stopping | PoweringOff): Promise<void> {
    const { unitsMs, commandsMs, forceMs } = deadlinesOf(phase);
    // A process that has just begun goes on where another was, and has not met systemd yet.
    await this.#systemdIsReady(Math.min(answerMs, this.#leftUntil(unitsMs, 0)));
    if (phase.at === "stopping") {
      await this.#stopUnits(unitsMs);
      await this.#runCommands(commandsMs, phase.commands);
      if (this.#isHalted) return;
      this.#options.onDone();
    }
    await this.#powerOff(forceMs);
  }

  /** Begins nothing more. What systemd has taken on goes on. */
  halt(): void {
    this.#halt.abort();
    this.#timer?.cancel();
  }

  get #isHalted(): boolean {
    return this.#halt.signal.aborted;
  }

  async #systemdIsReady(limitMs: number): Promise<void> {
    const { units, clock } = this.#options;
    if (units.isReady) return;
    let off: () => void = () => undefined;
    let timer: Timer | undefined;
    await new Promise<void>((resolve) => {
      off = units.onReady((isReady) => isReady && resolve());
      timer = clock.after(limitMs, resolve);
    });
    timer?.cancel();
    off();
  }

  async #stopUnits(untilMs: number): Promise<void> {
    const { systemd, units, log, plan } = this.#options;
    const isUp = (unit: string) => {
      const info = units.units.get(unit);
      return info !== undefined && info.active !== "inactive" && info.active !== "failed";
    };
    // While systemd is not there none of this is of now: its own shutdown stops them all.
    const running = units.isReady ? plan().units.filter(isUp) : [];
    await Promise.all(
      running.map(async (unit) => {
        const ask = () => systemd.enqueue("stop", unit, "replace");
        try {
          const result = await jobEnded(systemd, ask, this.#waitUntil(untilMs));
          if (this.#isHalted) return;
          if (result === undefined)
            log.warn({ unit }, "a unit takes long to stop: it is not waited for");
          else log.info({ unit, result }, "a unit was stopped");
        } catch (error) {
          log.error({ unit, error }, "a unit could not be stopped: the power-off stops it");
        }
      }),
    );
  }

  async #runCommands(untilMs: number, begun: number): Promise<void> {
    const { power, log, bootClock, systemd, onCommand } = this.#options;
    for (const [i, { name, line }] of [...this.#commands().entries()].slice(begun)) {
      const wait = this.#waitUntil(untilMs);
      if (this.#isHalted || wait.limitMs <= 0 || !systemd.isAvailable) return;
      // Whoever comes after this process does not begin it again.
      onCommand();
      try {
        const unit = `hirte-guard-${i + 1}-${bootClock.bootMs()}.service`;
        const { limitMs: timeoutMs, ...rest } = wait;
        const result = await power.runCommand(unit, line, { timeoutMs, ...rest });
        log[result === "done" ? "info" : "warn"](
          { command: name, result },
          "a command of the power guard ended",
        );
      } catch (error) {
        log.error({ command: name, error }, "a command of the power guard could not be run");
      }
    }
  }

  #commands(): readonly { readonly name: string; readonly line: string }[] {
    const { plan, exists = existsSync } = this.#options;
    const { commands, units } = plan();
    if (commands) return commands;
    const isOfK3s = units.some((unit) => /^k3s\b/.test(unit)) && exists(k3sKillall);
    return isOfK3s ? [{ name: "k3s-killall.sh", line: k3sKillall }] : [];
  }

  async #powerOff(forceMs: number): Promise<void> {
    const { power, clock, log } = this.#options;
    const forceAfterMs = this.#leftUntil(forceMs, leastForceMs);
    this.#timer = clock.after(forceAfterMs, () => this.#force());
    let timer: Timer | undefined;
    const unanswered = new Promise<never>((_, reject) => {
      timer = clock.after(Math.min(answerMs, forceAfterMs / 2), () =>
        reject(new HirteError("deadline", "systemd has not answered")),
      );
    });
    const options = { mark: "guard", forceAfterMs, mayLeave: () => true };
    try {
      await Promise.race([power.powerOff("poweroff", options), unanswered]);
    } catch (error) {
      log.error({ error }, "systemd did not take the power-off on: PID 1 is told by a signal");
      this.#signal("poweroff");
    } finally {
      timer?.cancel();
    }
  }

  /** Only where no unit does it: this process is stopped by any power-off that has begun. */
  #force(): void {
    this.#options.log.error("the node is still on: PID 1 is told to end what is left");
    this.#signal("poweroff-force");
    this.#timer = this.#options.clock.after(againMs, () => this.#force());
  }

  #signal(how: "poweroff" | "poweroff-force"): void {
    try {
      this.#options.power.signal(how);
    } catch (error) {
      this.#options.log.error({ error }, "PID 1 could not be told to switch the node off");
    }
  }

  #waitUntil(untilMs: number) {
    const { clock } = this.#options;
    return { clock, limitMs: this.#leftUntil(untilMs, 0), signal: this.#halt.signal };
  }

  #leftUntil(untilMs: number, leastMs: number): number {
    return Math.max(leastMs, untilMs - this.#options.bootClock.bootMs());
  }
}
