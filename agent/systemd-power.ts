import { HirteError, isHirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { Variant } from "../src/dbus/codec.ts";
import { forcingProperties, forcingShell } from "../src/units/forced-power-off.ts";
import { jobEnded } from "./job-end.ts";
import type { PowerOffOptions, PowerPort } from "./ports.ts";
import type { BusProperty } from "./run-properties.ts";
import type { SystemdDbus } from "./systemd-dbus.ts";
import { refusalOf } from "./systemd-dbus.ts";
import type { SystemdLink } from "./systemd-link.ts";

/** What the power of this machine is reached by. */
export interface SystemdPowerOptions {
  readonly link: SystemdLink;
  readonly systemd: SystemdDbus;
  readonly log: Log;
  /** kill(2), by which PID 1 is told where its bus is not there. */
  readonly kill?: (pid: number, signal: number) => void;
}

/** SIGRTMIN of the C library, from which systemd counts (signal(7)). */
const sigRtMin = 34;
/** What PID 1 does at which signal (systemd(1), SIGNALS). */
const signals = { poweroff: sigRtMin + 4, "poweroff-force": sigRtMin + 14 } as const;
/** Beyond the time that systemd is told: it is to be the one that ends a command. */
const answerMs = 2000;

/** Commands of the node's own list, and its end, through systemd. */
export class SystemdPower implements PowerPort {
  readonly #options: Required<SystemdPowerOptions>;

  constructor(options: SystemdPowerOptions) {
    const kill = (pid: number, signal: number) => void process.kill(pid, signal);
    this.#options = { kill, ...options };
  }

  async runCommand(
    unit: string,
    shell: string,
    { timeoutMs, ...waiting }: Parameters<PowerPort["runCommand"]>[2],
  ): Promise<string | undefined> {
    const { systemd } = this.#options;
    const properties: BusProperty[] = [
      ["Description", text(`hirte: power guard: ${unit}`)],
      // The job ends with the command.
      ["Type", text("oneshot")],
      ["ExecStartEx", lineOf(shell)],
      ["TimeoutStartUSec", new Variant("t", BigInt(Math.ceil(timeoutMs)) * 1000n)],
      // What is still there then is killed without another word.
      ["TimeoutStopUSec", new Variant("t", 1_000_000n)],
      ["CollectMode", text("inactive-or-failed")],
    ];
    const ask = () => systemd.enqueueTransient(unit, "replace", properties, () => true);
    return jobEnded(systemd, ask, { limitMs: timeoutMs + answerMs, ...waiting });
  }

  async powerOff(what: "poweroff" | "reboot", options: PowerOffOptions): Promise<void> {
    const { mark, forceAfterMs, mayLeave } = options;
    const isArmed =
      forceAfterMs !== undefined &&
      (await this.#arm(what, { unit: forcingUnit(mark), forceAfterMs, mayLeave }));
    try {
      // As systemctl does: nothing that is started from now on takes it back.
      await this.#options.link.callIf(isArmed ? () => true : mayLeave, {
        member: "StartUnit",
        signature: "ss",
        body: [`${what}.target`, "replace-irreversibly"],
      });
    } catch (error) {
      const refusal = refusalOf(error, what);
      // It was not begun: nothing is to be forced either.
      const isCertain = !isHirteError(refusal, "dbus-gone", "deadline");
      if (isArmed && isCertain) await this.#disarm(forcingUnit(mark));
      throw refusal;
    }
  }

  signal(how: "poweroff" | "poweroff-force"): void {
    this.#options.kill(1, signals[how]);
  }

  /** Before the power-off is asked for: this process is among the first that it stops. */
  async #arm(
    what: "poweroff" | "reboot",
    options: {
      readonly unit: string;
      readonly forceAfterMs: number;
      readonly mayLeave: () => boolean;
    },
  ): Promise<boolean> {
    const { systemd, log } = this.#options;
    const { unit, forceAfterMs, mayLeave } = options;
    try {
      await systemd.enqueueTransient(unit, "replace", forcing(what, forceAfterMs), mayLeave);
      return true;
    } catch (error) {
      if (!isHirteError(error) || isHirteError(error, "not-sent", "dbus-gone", "deadline"))
        throw error;
      // Asked for a second time by the same run, say. systemd's own half hour is there in any case.
      log.error({ unit, error }, "what forces the power-off cannot be made: it is begun without");
      return false;
    }
  }

  /** By SIGKILL: where it ends well, it forces. */
  async #disarm(unit: string): Promise<void> {
    const { link, log } = this.#options;
    try {
      await link.call("KillUnit", "ssi", [unit, "all", 9]);
    } catch (error) {
      log.error({ unit, error }, "what forces a power-off could not be taken back");
    }
  }
}

function forcingUnit(mark: string): string {
  return `hirte-force-${mark}.service`;
}

function forcing(what: "poweroff" | "reboot", forceAfterMs: number): BusProperty[] {
  const properties = Object.entries(forcingProperties(what)).map(
    ([name, value]): BusProperty => [
      name,
      typeof value === "boolean" ? new Variant("b", value) : text(value),
    ],
  );
  return [
    ["Description", text(`hirte: forces ${what} when it takes too long`)],
    ["Type", text("exec")],
    ["ExecStartEx", lineOf(forcingShell(forceAfterMs))],
    ...properties,
    ["CollectMode", text("inactive-or-failed")],
  ];
}

function lineOf(shell: string): Variant {
  return new Variant("a(sasas)", [["/bin/sh", ["/bin/sh", "-c", shell], ["no-env-expand"]]]);
}

function text(value: string): Variant {
  return new Variant("s", value);
}

/** What is said of a disarm that comes too late. */
export function tooLateToDisarm(): HirteError {
  return new HirteError("denied", "power: too late to disarm: this node is being switched off");
}
